/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#include <string.h>

/* One walk over the whole journal, which proves it and, where it is asked to, gives what it passes. */

typedef struct
{
  char *name;
  char *ticket;
  gboolean purged;
  GArray *hashes;   /* of TuntasHash: [0] is the case's own, [seq] that of its event */
  gint64 last_count; /* of the last head; -1: none */
  TuntasHash head;   /* the last head's */
  TuntasHash before; /* that of the head before it */
  TuntasStoredCase *stored; /* (nullable): in the contents */
} Case;

/* The chain of heads, as far as it was walked. */
typedef struct
{
  gint64 n;          /* 0: none yet */
  TuntasHash link;
  TuntasHash outbox; /* the total at that time */
} Heads;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_free (self->ticket);
  g_array_unref (self->hashes);
  g_free (self);
}

static Case *
find_case (GHashTable *cases, gint64 key)
{
  return g_hash_table_lookup (cases, &key);
}

/* A column that is never NULL, unless the file is damaged; then the sum will tell. */
static const char *
text_of (TuntasRows *rows, int column)
{
  const char *text = tuntas_rows_text (rows, column);

  return text != NULL ? text : "";
}

/* A case may name a procedure that is not here: older journals kept none. */
static gboolean
walk_procedures (TuntasDatabase *database, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (database, error,
                                "SELECT sha256, bytes, overrides FROM procedures ORDER BY rowid", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    {
      g_autoptr (GBytes) bytes = tuntas_rows_dup_bytes (rows, 1);
      const char *sha256 = text_of (rows, 0), *overrides = text_of (rows, 2);
      g_autofree char *wanted = tuntas_chain_hash_procedure (bytes, overrides);

      if (strcmp (sha256, wanted) != 0)
        return tuntas_journal_damaged (error, "procedure %s: its bytes are not what was written", sha256);
      if (contents != NULL)
        g_ptr_array_add (contents->procedures, tuntas_stored_procedure_new (sha256, bytes, overrides));
    }
  return ok;
}

static gboolean
walk_cases (TuntasDatabase *database, GHashTable *cases, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (database, error,
                                "SELECT id, name, ticket, purged_at IS NOT NULL FROM cases ORDER BY id", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    {
      Case *each = g_new0 (Case, 1);
      TuntasHash first;

      each->name = g_strdup (tuntas_rows_text (rows, 1));
      each->ticket = g_strdup (tuntas_rows_text (rows, 2));
      each->purged = tuntas_rows_number (rows, 3) != 0;
      each->hashes = g_array_new (FALSE, FALSE, sizeof (TuntasHash));
      each->last_count = -1;
      tuntas_chain_hash_case (each->name, each->ticket, &first);
      g_array_append_val (each->hashes, first);
      if (contents != NULL && !each->purged)
        {
          each->stored = tuntas_stored_case_new (each->name, each->ticket);
          g_ptr_array_add (contents->cases, each->stored);
        }
      else if (contents != NULL)
        g_ptr_array_add (contents->purged, tuntas_stored_case_new (each->name, each->ticket));
      g_hash_table_insert (cases, g_memdup2 (&(gint64){ tuntas_rows_number (rows, 0) }, sizeof (gint64)), each);
    }
  return ok;
}

static gboolean
keep_event (Case *each, gint64 seq, const char *body, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (TuntasEvent) event = tuntas_event_from_json (body, &cause);

  if (event == NULL)
    return tuntas_journal_damaged (error, "case %s, event %" G_GINT64_FORMAT ": %s", each->name, seq, cause->message);
  if (tuntas_event_get_seq (event) != seq)
    return tuntas_journal_damaged (error, "case %s, event %" G_GINT64_FORMAT ": its text has another number",
                                   each->name, seq);
  g_ptr_array_add (each->stored->events, g_steal_pointer (&event));
  return TRUE;
}

static gboolean
walk_event (Case *each, TuntasRows *rows, GError **error)
{
  gint64 seq = tuntas_rows_number (rows, 1);
  const char *body = tuntas_rows_text (rows, 2);
  const TuntasHash *before = &g_array_index (each->hashes, TuntasHash, each->hashes->len - 1);
  TuntasHash prev_hash, hash, wanted;

  if (seq != each->hashes->len)
    return tuntas_journal_damaged (error, "case %s: event %u is missing", each->name, each->hashes->len);
  tuntas_chain_hash_event (before, each->name, body, &wanted);
  if (!tuntas_rows_hash (rows, 3, &prev_hash) || !tuntas_hash_equal (&prev_hash, before) ||
      !tuntas_rows_hash (rows, 4, &hash) || !tuntas_hash_equal (&hash, &wanted))
    return tuntas_journal_damaged (error, "case %s, event %" G_GINT64_FORMAT ": the chain is broken", each->name, seq);
  g_array_append_val (each->hashes, hash);
  return each->stored == NULL || keep_event (each, seq, body, error);
}

static gboolean
walk_events (TuntasDatabase *database, GHashTable *cases, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gint64 key = -1;
  Case *each = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (database, error,
                                "SELECT case_key, seq, body, prev_hash, hash FROM events ORDER BY case_key, seq", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    {
      if (each == NULL || key != tuntas_rows_number (rows, 0))
        {
          key = tuntas_rows_number (rows, 0);
          each = find_case (cases, key);
        }
      if (each == NULL)
        return tuntas_journal_damaged (error, "events of case %" G_GINT64_FORMAT ", which is missing",
                                       tuntas_rows_number (rows, 0));
      if (!walk_event (each, rows, error))
        return FALSE;
    }
  return ok;
}

static gboolean
walk_head (GHashTable *cases, TuntasRows *rows, Heads *heads, GError **error)
{
  gint64 n = tuntas_rows_number (rows, 0), key = tuntas_rows_number (rows, 1), count = tuntas_rows_number (rows, 2);
  Case *each = find_case (cases, key);
  TuntasHash head, stored, wanted;

  if (n != heads->n + 1)
    return tuntas_journal_damaged (error, "head %" G_GINT64_FORMAT " is missing", heads->n + 1);
  if (!tuntas_rows_hash (rows, 3, &head) || !tuntas_rows_hash (rows, 4, &heads->outbox) ||
      !tuntas_rows_hash (rows, 5, &stored))
    return tuntas_journal_damaged (error, "head %" G_GINT64_FORMAT ": no hash", n);
  tuntas_chain_hash_head (&heads->link, key, count, &head, &heads->outbox, &wanted);
  if (!tuntas_hash_equal (&stored, &wanted))
    return tuntas_journal_damaged (error, "head %" G_GINT64_FORMAT ": the chain is broken", n);
  if (each == NULL)
    return tuntas_journal_damaged (error, "head %" G_GINT64_FORMAT ": its case is missing", n);
  if (!each->purged &&
      (count < 0 || count >= each->hashes->len ||
       !tuntas_hash_equal (&head, &g_array_index (each->hashes, TuntasHash, count))))
    return tuntas_journal_damaged (error, "case %s: event %" G_GINT64_FORMAT " is not the one that was written",
                                   each->name, count);
  each->last_count = count;
  each->before = each->head;
  each->head = head;
  heads->n = n;
  heads->link = stored;
  return TRUE;
}

static gboolean
walk_heads (TuntasDatabase *database, GHashTable *cases, Heads *heads, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (database, error, "SELECT n, case_key, count, head, outbox, link FROM heads ORDER BY n",
                                "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    if (!walk_head (cases, rows, heads, error))
      return FALSE;
  return ok;
}

/* Nothing is left of a purged case but its heads, the last of which says that it was this one. */
static gboolean
compare_purged (const Case *each, GError **error)
{
  TuntasHash tombstone;

  tuntas_chain_hash_tombstone (&each->before, each->name, each->ticket, &tombstone);
  return (each->hashes->len == 1 && each->last_count >= 0 && tuntas_hash_equal (&tombstone, &each->head)) ||
         tuntas_journal_damaged (error, "case %s: it was not purged so", each->name);
}

/* The last head of every case says how many events it has. */
static gboolean
compare_counts (GHashTable *cases, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Case *each = value;

      if (each->purged && !compare_purged (each, error))
        return FALSE;
      if (!each->purged && each->last_count + 1 != each->hashes->len)
        return tuntas_journal_damaged (error, "case %s: %u events where its head says %" G_GINT64_FORMAT, each->name,
                                       each->hashes->len - 1, each->last_count);
    }
  return TRUE;
}

TuntasOutboxEntry *
tuntas_journal_read_entry (TuntasRows *rows, GError **error)
{
  return tuntas_journal_read_entry_of (rows, tuntas_rows_text (rows, 1), tuntas_rows_text (rows, 2), error);
}

TuntasOutboxEntry *
tuntas_journal_read_entry_of (TuntasRows *rows, const char *case_id, const char *ticket_id, GError **error)
{
  g_autoptr (TuntasOutboxEntry) entry = NULL;
  TuntasHash stored, wanted;

  entry = tuntas_outbox_entry_new (tuntas_rows_number (rows, 3), (int) tuntas_rows_number (rows, 4),
                                   text_of (rows, 5), text_of (rows, 6), text_of (rows, 7), text_of (rows, 8),
                                   tuntas_rows_number (rows, 17));
  entry->id = tuntas_rows_number (rows, 0);
  entry->case_id = g_strdup (case_id);
  entry->ticket_id = g_strdup (ticket_id);
  if (!tuntas_outbox_state_from_nick (tuntas_rows_text (rows, 9), &entry->state))
    {
      tuntas_journal_damaged (error, "outbox entry %" G_GINT64_FORMAT ": there is no state '%s'", entry->id,
                              tuntas_rows_text (rows, 9));
      return NULL;
    }
  entry->attempt = (int) tuntas_rows_number (rows, 10);
  entry->not_before = tuntas_rows_number (rows, 11);
  entry->begun_at = tuntas_rows_number (rows, 12);
  entry->body_hash = g_strdup (tuntas_rows_text (rows, 13));
  entry->evidence = g_strdup (tuntas_rows_text (rows, 14));
  entry->error_code = g_strdup (tuntas_rows_text (rows, 15));
  entry->error_text = g_strdup (tuntas_rows_text (rows, 16));

  tuntas_chain_sum_entry (entry, &wanted);
  if (!tuntas_rows_hash (rows, TUNTAS_JOURNAL_ENTRY_SUM, &stored) || !tuntas_hash_equal (&stored, &wanted))
    {
      tuntas_journal_damaged (error, "outbox entry %" G_GINT64_FORMAT ": its sum is wrong", entry->id);
      return NULL;
    }
  return g_steal_pointer (&entry);
}

GPtrArray *
tuntas_journal_read_entries (TuntasDatabase *database, TuntasRows *rows, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  gboolean row;

  while (rows != NULL && tuntas_database_next (database, rows, &row, error))
    {
      TuntasOutboxEntry *entry = row ? tuntas_journal_read_entry (rows, error) : NULL;

      if (!row)
        return g_steal_pointer (&entries);
      if (entry == NULL)
        break;
      g_ptr_array_add (entries, entry);
    }
  if (rows != NULL)
    tuntas_rows_end (rows);
  return NULL;
}

GPtrArray *
tuntas_journal_list_entries (TuntasDatabase *database, gint64 case_key, GError **error)
{
  TuntasRows *rows = tuntas_database_query (
      database, error, TUNTAS_JOURNAL_SELECT_ENTRIES " WHERE case_key = ?1 ORDER BY outbox.id", "i", case_key);

  return tuntas_journal_read_entries (database, rows, error);
}

/* total: gets all sums. */
static gboolean
walk_entries (TuntasDatabase *database, TuntasStoreContents *contents, TuntasHash *total, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (database, error,
                                "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS
                                "  FROM outbox LEFT JOIN cases ON cases.id = case_key"
                                "  ORDER BY case_key, event_seq, position",
                                "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    {
      g_autoptr (TuntasOutboxEntry) entry = tuntas_journal_read_entry (rows, error);
      TuntasHash sum;

      if (entry == NULL || !tuntas_rows_hash (rows, TUNTAS_JOURNAL_ENTRY_SUM, &sum))
        return FALSE;
      tuntas_chain_add_sum (total, &sum);
      if (contents != NULL)
        g_ptr_array_add (contents->entries, g_steal_pointer (&entry));
    }
  return ok;
}

/* Each entry proves itself; that they are all there, and as the last commit left them, is what the last head says. Heads
 * of older programs do not. */
static gboolean
walk_outbox (TuntasDatabase *database, TuntasStoreContents *contents, const Heads *heads, GError **error)
{
  TuntasHash total = { { 0 } };
  gint64 from = 1;

  if (!walk_entries (database, contents, &total, error) ||
      !tuntas_database_number (database, "SELECT totals_from FROM journal", &from, error))
    return FALSE;
  return heads->n < from || tuntas_hash_equal (&total, &heads->outbox) ||
         tuntas_journal_damaged (error, "outbox: an entry is missing, or is not the last that was written");
}

gboolean
tuntas_journal_walk (TuntasDatabase *database, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, case_free);
  Heads heads = { 0 };

  return walk_procedures (database, contents, error) && walk_cases (database, cases, contents, error) &&
         walk_events (database, cases, error) && walk_heads (database, cases, &heads, error) &&
         compare_counts (cases, error) && walk_outbox (database, contents, &heads, error);
}
