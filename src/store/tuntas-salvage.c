/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-salvage.h"

#include "tuntas-commit-private.h"

#include <stdlib.h>

/* So many numbers in a row may be unreadable or missing before the rest of a table is given up: more than one page of
 * pointers stands for. */
#define PATIENCE 20000

/* A case as either of the two has it. */
typedef struct
{
  char *name;
  char *ticket;
  gboolean purged;   /* nothing of it is wanted back */
  gint64 there;      /* how many events the damaged file's heads tell of */
  gboolean touched;
  TuntasPosition at; /* in the new journal, once it is touched or was looked at */
} Case;

typedef struct
{
  TuntasDatabase *to;
  TuntasDatabase *from;     /* (nullable) */
  gint64 now;
  TuntasSalvaged *salvaged;
  GHashTable *cases;        /* of Case: by the damaged file's key, which is the snapshot's too */
  GHashTable *seen;         /* (element-type utf8): keys of entries that could be read */
  TuntasHash total;         /* the outbox's, as it grows */
} Salvage;

static void
case_free (gpointer data)
{
  Case *each = data;

  g_free (each->name);
  g_free (each->ticket);
  g_free (each);
}

/* Reading what is damaged: an error ends a query and nothing else. */

typedef gboolean (*RowFunc) (Salvage *self, TuntasRows *rows, GError **error);

/* sql: column 0 is the row's number, ascending, from ?1 on. Stepped over where it cannot be read. */
static gboolean
scan (Salvage *self, const char *sql, RowFunc func, GError **error)
{
  gint64 at = 1;

  for (guint missed = 0; self->from != NULL && missed < PATIENCE; missed++, at++)
    {
      TuntasRows *rows = tuntas_database_query (self->from, NULL, sql, "i", at);
      gboolean row, ok;

      if (rows == NULL)
        {
          self->salvaged->whole = FALSE;
          return TRUE;
        }
      while ((ok = tuntas_database_next (self->from, rows, &row, NULL)) && row)
        {
          at = tuntas_rows_number (rows, 0);
          missed = 0;
          if (!func (self, rows, error))
            return FALSE;
        }
      if (ok)
        return TRUE;
      self->salvaged->whole = FALSE;
    }
  return TRUE;
}

static gboolean
take_procedure (Salvage *self, TuntasRows *rows, GError **error)
{
  g_autoptr (GBytes) bytes = tuntas_rows_dup_bytes (rows, 2);
  const char *sha256 = tuntas_rows_text (rows, 1), *overrides = tuntas_rows_text (rows, 3);
  g_autofree char *wanted = overrides != NULL ? tuntas_chain_hash_procedure (bytes, overrides) : NULL;

  if (sha256 == NULL || g_strcmp0 (sha256, wanted) != 0)
    return TRUE;
  return tuntas_database_run (self->to, error,
                              "INSERT INTO procedures (sha256, bytes, overrides) VALUES (?1, ?2, ?3)"
                              "  ON CONFLICT DO NOTHING",
                              "sbs", sha256, bytes, overrides);
}

/* Cases */

static void
add_case (Salvage *self, TuntasRows *rows)
{
  gint64 key = tuntas_rows_number (rows, 0);
  Case *each = g_new0 (Case, 1);

  each->name = g_strdup (tuntas_rows_text (rows, 1));
  each->ticket = g_strdup (tuntas_rows_text (rows, 2));
  each->purged = tuntas_rows_number (rows, 3) != 0;
  g_hash_table_replace (self->cases, g_memdup2 (&key, sizeof key), each);
}

static gboolean
take_case (Salvage *self, TuntasRows *rows, GError **error)
{
  if (tuntas_rows_text (rows, 1) != NULL && tuntas_rows_text (rows, 2) != NULL)
    add_case (self, rows);
  return TRUE;
}

/* What the snapshot says of a case is proved, so it counts before what the damaged file says. */
static gboolean
know_cases (Salvage *self, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  if (!scan (self, "SELECT id, name, ticket, purged_at IS NOT NULL FROM cases WHERE id >= ?1 ORDER BY id", take_case,
             error))
    return FALSE;
  rows = tuntas_database_query (self->to, error, "SELECT id, name, ticket, purged_at IS NOT NULL FROM cases", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self->to, rows, &row, error)) && row)
    add_case (self, rows);
  return ok;
}

/* Heads that prove themselves by the one before tell how much there was. */
typedef struct
{
  Salvage *salvage;
  gint64 n;
  TuntasHash link;
} Heads;

static void
take_head (Heads *heads, TuntasRows *rows)
{
  gint64 key = tuntas_rows_number (rows, 1), count = tuntas_rows_number (rows, 2);
  Case *each = g_hash_table_lookup (heads->salvage->cases, &key);
  TuntasHash head, outbox, link, wanted;

  if (tuntas_rows_number (rows, 0) != heads->n + 1 || !tuntas_rows_hash (rows, 3, &head) ||
      !tuntas_rows_hash (rows, 4, &outbox) || !tuntas_rows_hash (rows, 5, &link))
    return;
  tuntas_chain_hash_head (&heads->link, key, count, &head, &outbox, &wanted);
  if (!tuntas_hash_equal (&link, &wanted))
    return;
  heads->n++;
  heads->link = link;
  if (each != NULL)
    each->there = MAX (each->there, count);
}

static gboolean
know_heads (Salvage *self)
{
  Heads heads = { self, 0, { { 0 } } };
  TuntasRows *rows;
  gboolean row, ok = FALSE;
  gint64 last = -1;

  if (self->from == NULL)
    return TRUE;
  rows = tuntas_database_query (self->from, NULL,
                                "SELECT n, case_key, count, head, outbox, link FROM heads ORDER BY n", "");
  while (rows != NULL && (ok = tuntas_database_next (self->from, rows, &row, NULL)) && row)
    {
      last = tuntas_rows_number (rows, 0);
      take_head (&heads, rows);
    }
  self->salvaged->whole = self->salvaged->whole && ok && heads.n == last;
  return TRUE;
}

static void
miss (Salvage *self, const char *ticket, guint n)
{
  if (n == 0)
    return;
  self->salvaged->n_missing += n;
  g_hash_table_add (self->salvaged->tickets, g_strdup (ticket));
}

/* The case in the new journal, as far as it is there; a new one is made. */
static gboolean
touch (Salvage *self, Case *each, GError **error)
{
  g_autoptr (TuntasCommit) commit = NULL;

  if (each->touched)
    return TRUE;
  commit = tuntas_commit_new (each->name, each->ticket);
  each->touched = TRUE;
  return tuntas_journal_find_position (self->to, commit, &each->at, error);
}

static gboolean
write_event (Salvage *self, Case *each, gint64 seq, const char *body, const TuntasHash *hash, GError **error)
{
  if (!touch (self, each, error) ||
      !tuntas_database_run (self->to, error,
                            "INSERT INTO events (case_key, seq, body, prev_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
                            "iishh", each->at.key, seq, body, &each->at.last, hash))
    return FALSE;
  each->at.count = seq;
  each->at.last = *hash;
  self->salvaged->n_events++;
  return TRUE;
}

/* Without making the case: where its events go on in the new journal. */
static gboolean
find_end (Salvage *self, const Case *each, TuntasPosition *at, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  tuntas_chain_hash_case (each->name, each->ticket, &at->last);
  rows = tuntas_database_query (self->to, error,
                                "SELECT seq, hash FROM events JOIN cases ON cases.id = case_key"
                                "  WHERE name = ?1 ORDER BY seq DESC LIMIT 1",
                                "s", each->name);
  if (rows == NULL || !tuntas_database_next (self->to, rows, &row, error))
    return FALSE;
  if (row)
    {
      at->count = tuntas_rows_number (rows, 0);
      tuntas_rows_hash (rows, 1, &at->last);
    }
  return TRUE;
}

/* The damaged file's events from there on, as long as each continues the chain. */
static gboolean
take_events (Salvage *self, gint64 key, Case *each, GError **error)
{
  TuntasPosition end = { 0 };
  TuntasRows *rows;
  gboolean row;

  if (each->purged)
    return TRUE;
  if (!find_end (self, each, &end, error))
    return FALSE;
  rows = self->from != NULL
             ? tuntas_database_query (self->from, NULL,
                                      "SELECT seq, body, hash FROM events WHERE case_key = ?1 AND seq > ?2"
                                      "  ORDER BY seq",
                                      "ii", key, end.count)
             : NULL;
  while (rows != NULL && tuntas_database_next (self->from, rows, &row, NULL) && row)
    {
      g_autofree char *body = g_strdup (tuntas_rows_text (rows, 1));
      g_autoptr (TuntasEvent) event = body != NULL ? tuntas_event_from_json (body, NULL) : NULL;
      TuntasHash hash, stored;

      if (event == NULL || tuntas_event_get_seq (event) != end.count + 1)
        break;
      tuntas_chain_hash_event (&end.last, each->name, body, &hash);
      if (!tuntas_rows_hash (rows, 2, &stored) || !tuntas_hash_equal (&hash, &stored))
        break;
      if (!write_event (self, each, end.count + 1, body, &hash, error))
        return FALSE;
      end = each->at;
    }
  if (rows != NULL)
    tuntas_rows_end (rows);
  miss (self, each->ticket, (guint) MAX (each->there - end.count, 0));
  return TRUE;
}

/* The outbox */

/* (transfer full) (nullable): nullable without an error. */
static TuntasOutboxEntry *
find_entry (Salvage *self, const char *key, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self->to, error,
                                "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS
                                "  FROM outbox JOIN cases ON cases.id = case_key WHERE key = ?1",
                                "s", key);
  if (rows == NULL || !tuntas_database_next (self->to, rows, &row, error) || !row)
    return NULL;
  return tuntas_journal_read_entry (rows, error);
}

static gboolean
update_entry (Salvage *self, Case *each, const TuntasOutboxEntry *stored, const TuntasOutboxEntry *entry,
              GError **error)
{
  if (!touch (self, each, error))
    return FALSE;
  each->at.outbox = self->total;
  if (!tuntas_journal_update_entry (self->to, stored, entry, &each->at, error))
    return FALSE;
  self->total = each->at.outbox;
  return TRUE;
}

/* The damaged file is younger than the snapshot, so what it has counts wherever a way leads there. */
static gboolean
take_further (Salvage *self, Case *each, const TuntasOutboxEntry *stored, TuntasOutboxEntry *entry, GError **error)
{
  if (entry->changed_at == stored->changed_at && entry->state == stored->state && entry->attempt == stored->attempt)
    return TRUE;
  if (entry->state != stored->state && !tuntas_outbox_state_reaches (stored->state, entry->state))
    return TRUE;
  entry->id = stored->id;
  self->salvaged->n_entries++;
  return update_entry (self, each, stored, entry, error);
}

/* An effect whose act is lost goes nowhere by itself: the agent sees it, and decides. */
static gboolean
hold_orphan (Salvage *self, Case *each, TuntasOutboxEntry *entry, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self->to, error,
                                "SELECT coalesce (max (position), 0) + 1 FROM outbox"
                                "  WHERE case_key = ?1 AND event_seq = ?2",
                                "ii", each->at.key, each->at.count);
  if (rows == NULL || !tuntas_database_next (self->to, rows, &row, error))
    return FALSE;
  entry->event_seq = each->at.count;
  entry->position = (int) tuntas_rows_number (rows, 0);
  if (tuntas_outbox_state_is_final (entry->state))
    return TRUE;
  entry->state = TUNTAS_OUTBOX_CONFLICT;
  g_free (entry->error_code);
  entry->error_code = g_strdup ("recovered");
  g_clear_pointer (&entry->error_text, g_free);
  return TRUE;
}

static gboolean
add_entry (Salvage *self, Case *each, TuntasOutboxEntry *entry, GError **error)
{
  if (!touch (self, each, error))
    return FALSE;
  if (entry->event_seq > each->at.count && !hold_orphan (self, each, entry, error))
    return FALSE;
  if (!tuntas_journal_insert_entry (self->to, entry, each->at.key, error))
    return FALSE;
  entry->id = tuntas_database_last_id (self->to);
  each->at.outbox = self->total;
  if (!tuntas_journal_write_sum (self->to, entry, &each->at, error))
    return FALSE;
  self->total = each->at.outbox;
  self->salvaged->n_entries++;
  return TRUE;
}

static gboolean
has_events (Salvage *self, Case *each, gboolean *has, GError **error)
{
  TuntasPosition end = { 0 };

  if (!find_end (self, each, &end, error))
    return FALSE;
  *has = end.count > 0;
  return TRUE;
}

static gboolean
take_entry (Salvage *self, TuntasRows *rows, GError **error)
{
  gint64 key = tuntas_rows_number (rows, TUNTAS_JOURNAL_ENTRY_SUM + 1);
  Case *each = g_hash_table_lookup (self->cases, &key);
  g_autoptr (TuntasOutboxEntry) entry = NULL;
  g_autoptr (TuntasOutboxEntry) stored = NULL;
  g_autoptr (GError) cause = NULL;
  gboolean has = FALSE;

  if (each != NULL)
    entry = tuntas_journal_read_entry_of (rows, each->name, each->ticket, NULL);
  if (entry == NULL)
    {
      self->salvaged->whole = FALSE;
      return TRUE;
    }
  stored = find_entry (self, entry->key, &cause);
  if (cause != NULL || !has_events (self, each, &has, &cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_hash_table_add (self->seen, g_strdup (entry->key));
  if (stored != NULL)
    return take_further (self, each, stored, entry, error);
  if (has)
    return add_entry (self, each, entry, error);
  miss (self, each->ticket, 1);
  return TRUE;
}

/* What the snapshot has under way and the damaged file does not tell of may have gone out since. */
static gboolean
doubt (Salvage *self, TuntasOutboxEntry *stored, gint64 key, GError **error)
{
  g_autoptr (TuntasOutboxEntry) entry = NULL;

  if (tuntas_outbox_state_is_final (stored->state) || g_hash_table_contains (self->seen, stored->key))
    return TRUE;
  entry = tuntas_outbox_entry_copy (stored);
  entry->state = TUNTAS_OUTBOX_UNKNOWN;
  entry->changed_at = self->now;
  self->salvaged->n_doubted++;
  return update_entry (self, g_hash_table_lookup (self->cases, &key), stored, entry, error);
}

static gboolean
doubt_unseen (Salvage *self, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (self->to, error,
                                "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS ", case_key"
                                "  FROM outbox JOIN cases ON cases.id = case_key ORDER BY outbox.id",
                                "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self->to, rows, &row, error)) && row)
    {
      TuntasOutboxEntry *entry = tuntas_journal_read_entry (rows, error);
      gint64 key = tuntas_rows_number (rows, TUNTAS_JOURNAL_ENTRY_SUM + 1);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry);
      g_array_append_val (keys, key);
    }
  for (guint i = 0; ok && i < entries->len; i++)
    ok = doubt (self, g_ptr_array_index (entries, i), g_array_index (keys, gint64, i), error);
  return ok;
}

/* What was typed: it proves nothing and does nothing, so it is taken as it reads. */
static gboolean
take_texts (Salvage *self, const char *select, const char *insert, int n_columns, GError **error)
{
  TuntasRows *rows = self->from != NULL ? tuntas_database_query (self->from, NULL, select, "") : NULL;
  gboolean row;

  while (rows != NULL && tuntas_database_next (self->from, rows, &row, NULL) && row)
    {
      const char *texts[3] = { NULL };
      gboolean good = TRUE;

      for (int i = 0; i < n_columns; i++)
        {
          texts[i] = tuntas_rows_text (rows, i);
          good = good && texts[i] != NULL && g_utf8_validate (texts[i], -1, NULL);
        }
      if (good && !tuntas_database_run (self->to, error, insert, n_columns == 3 ? "sss" : "ss", texts[0], texts[1],
                                        texts[2]))
        return FALSE;
    }
  return TRUE;
}

/* All together */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const gint64 *one = *(gpointer const *) a, *other = *(gpointer const *) b;

  return *one < *other ? -1 : *one > *other;
}

static gboolean
for_each_case (Salvage *self, gboolean (*func) (Salvage *self, gint64 key, Case *each, GError **error),
               GError **error)
{
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (self->cases, &n);

  qsort (keys, n, sizeof *keys, compare_keys);
  for (guint i = 0; i < n; i++)
    if (!func (self, *(gint64 *) keys[i], g_hash_table_lookup (self->cases, keys[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_head (Salvage *self, gint64 key, Case *each, GError **error)
{
  if (!each->touched)
    return TRUE;
  each->at.outbox = self->total;
  return tuntas_journal_write_head (self->to, &each->at, error);
}

static gboolean
salvage_all (Salvage *self, GError **error)
{
  return tuntas_journal_read_total (self->to, &self->total, error) &&
         scan (self, "SELECT rowid, sha256, bytes, overrides FROM procedures WHERE rowid >= ?1 ORDER BY rowid",
               take_procedure, error) &&
         know_cases (self, error) && know_heads (self) && for_each_case (self, take_events, error) &&
         scan (self,
               "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS ", case_key"
               "  FROM outbox LEFT JOIN cases ON cases.id = case_key WHERE outbox.id >= ?1 ORDER BY outbox.id",
               take_entry, error) &&
         doubt_unseen (self, error) &&
         take_texts (self, "SELECT ticket, name, text FROM drafts",
                     "INSERT INTO drafts (ticket, name, text) VALUES (?1, ?2, ?3)"
                     "  ON CONFLICT DO UPDATE SET text = excluded.text",
                     3, error) &&
         take_texts (self, "SELECT name, value FROM meta",
                     "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                     "  ON CONFLICT DO UPDATE SET value = excluded.value",
                     2, error) &&
         for_each_case (self, write_head, error);
}

gboolean
tuntas_salvage (TuntasDatabase *to, TuntasDatabase *from, gint64 now, TuntasSalvaged *salvaged, GError **error)
{
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, case_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Salvage self = { .to = to, .from = from, .now = now, .salvaged = salvaged, .cases = cases, .seen = seen };

  salvaged->whole = from != NULL;
  salvaged->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return salvage_all (&self, error);
}

void
tuntas_salvaged_clear (TuntasSalvaged *salvaged)
{
  g_clear_pointer (&salvaged->tickets, g_hash_table_unref);
}
