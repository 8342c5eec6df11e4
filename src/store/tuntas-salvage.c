/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-salvage-private.h"

#include "tuntas-commit-private.h"

#include <stdlib.h>

/* So many numbers in a row may be unreadable or missing before the rest of a table is given up: more than one page of
 * pointers stands for. */
#define PATIENCE 20000

static void
case_free (gpointer data)
{
  TuntasSalvageCase *each = data;

  g_free (each->name);
  g_free (each->ticket);
  g_free (each);
}

/* Reading what is damaged: an error ends a query and nothing else. */

typedef gboolean (*RowFunc) (TuntasSalvage *self, TuntasRows *rows, GError **error);

/* sql: column 0 is the row's number, ascending, from ?1 on. Stepped over where it cannot be read. */
static gboolean
scan (TuntasSalvage *self, const char *sql, RowFunc func, GError **error)
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
take_procedure (TuntasSalvage *self, TuntasRows *rows, GError **error)
{
  g_autoptr (GBytes) bytes = tuntas_rows_dup_bytes (rows, 2);
  const char *sha256 = tuntas_rows_text (rows, 1), *overrides = tuntas_rows_text (rows, 3);
  g_autofree char *wanted = overrides != NULL ? tuntas_chain_hash_procedure (bytes, overrides) : NULL;

  return sha256 == NULL || g_strcmp0 (sha256, wanted) != 0 ||
         tuntas_journal_insert_procedure (self->to, sha256, bytes, overrides, error);
}

/* Cases */

static void
add_case (TuntasSalvage *self, TuntasRows *rows)
{
  gint64 key = tuntas_rows_number (rows, 0);
  TuntasSalvageCase *each = g_new0 (TuntasSalvageCase, 1);

  each->name = g_strdup (tuntas_rows_text (rows, 1));
  each->ticket = g_strdup (tuntas_rows_text (rows, 2));
  each->purged = tuntas_rows_number (rows, 3) != 0;
  g_hash_table_replace (self->cases, g_memdup2 (&key, sizeof key), each);
}

static gboolean
take_case (TuntasSalvage *self, TuntasRows *rows, GError **error)
{
  if (tuntas_rows_text (rows, 1) != NULL && tuntas_rows_text (rows, 2) != NULL)
    add_case (self, rows);
  return TRUE;
}

/* What the snapshot says of a case is proved, so it counts before what the damaged file says. */
static gboolean
know_cases (TuntasSalvage *self, GError **error)
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
  TuntasSalvage *salvage;
  gint64 n;
  TuntasHash link;
} Heads;

static void
take_head (Heads *heads, TuntasRows *rows)
{
  gint64 key = tuntas_rows_number (rows, 1), count = tuntas_rows_number (rows, 2);
  TuntasSalvageCase *each = g_hash_table_lookup (heads->salvage->cases, &key);
  TuntasHash head, outbox, link, wanted;

  if (tuntas_rows_number (rows, 0) != heads->n + 1 || !tuntas_rows_hash (rows, 3, &head) ||
      !tuntas_rows_hash (rows, 4, &outbox) || !tuntas_rows_hash (rows, 5, &link))
    return;
  tuntas_chain_hash_head (&heads->link, key, count, &head, &outbox, &wanted);
  if (!tuntas_hash_equal (&link, &wanted))
    return;
  heads->n++;
  heads->link = link;
  heads->salvage->told = outbox;
  if (each != NULL)
    each->there = MAX (each->there, count);
  else
    heads->salvage->salvaged->whole = FALSE; /* nobody knows whose */
}

static gboolean
know_heads (TuntasSalvage *self)
{
  Heads heads = { self, 0, { { 0 } } };
  TuntasRows *rows;
  gboolean row, ok = FALSE;
  gint64 last = -1;

  if (self->from == NULL)
    return TRUE;
  rows = tuntas_database_query (self->from, NULL, "SELECT n, case_key, count, head, outbox, link FROM heads ORDER BY n",
                                "");
  while (rows != NULL && (ok = tuntas_database_next (self->from, rows, &row, NULL)) && row)
    {
      last = tuntas_rows_number (rows, 0);
      take_head (&heads, rows);
    }
  self->salvaged->whole = self->salvaged->whole && ok && heads.n == last;
  return TRUE;
}

void
tuntas_salvage_miss (TuntasSalvage *self, const char *ticket, guint n)
{
  if (n == 0)
    return;
  self->salvaged->n_missing += n;
  g_hash_table_add (self->salvaged->tickets, g_strdup (ticket));
}

/* The case in the new journal, as far as it is there; a new one is made. */
gboolean
tuntas_salvage_touch (TuntasSalvage *self, TuntasSalvageCase *each, GError **error)
{
  g_autoptr (TuntasCommit) commit = NULL;

  if (each->touched)
    return TRUE;
  commit = tuntas_commit_new (each->name, each->ticket);
  each->touched = TRUE;
  return tuntas_journal_find_position (self->to, commit, &each->at, error);
}

static gboolean
write_event (TuntasSalvage *self,
             TuntasSalvageCase *each,
             gint64 seq,
             const char *body,
             const TuntasHash *hash,
             GError **error)
{
  if (!tuntas_salvage_touch (self, each, error) ||
      !tuntas_journal_insert_event (self->to, each->at.key, seq, body, &each->at.last, hash, error))
    return FALSE;
  each->at.count = seq;
  each->at.last = *hash;
  self->salvaged->n_events++;
  return TRUE;
}

/* Without making the case: where its events go on in the new journal. */
static gboolean
find_end (TuntasSalvage *self, const TuntasSalvageCase *each, TuntasPosition *at, GError **error)
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
take_events (TuntasSalvage *self, gint64 key, TuntasSalvageCase *each, GError **error)
{
  TuntasPosition *end = &each->at;
  TuntasRows *rows;
  gboolean row;

  if (each->purged)
    return TRUE;
  if (!find_end (self, each, end, error))
    return FALSE;
  rows = self->from != NULL
             ? tuntas_database_query (self->from, NULL,
                                      "SELECT seq, body, hash FROM events WHERE case_key = ?1 AND seq > ?2"
                                      "  ORDER BY seq",
                                      "ii", key, end->count)
             : NULL;
  while (rows != NULL && tuntas_database_next (self->from, rows, &row, NULL) && row)
    {
      g_autofree char *body = g_strdup (tuntas_rows_text (rows, 1));
      g_autoptr (TuntasEvent) event = body != NULL ? tuntas_event_from_json (body, NULL) : NULL;
      TuntasHash hash, stored;

      if (event == NULL || tuntas_event_get_seq (event) != end->count + 1)
        break;
      tuntas_chain_hash_event (&end->last, each->name, body, &hash);
      if (!tuntas_rows_hash (rows, 2, &stored) || !tuntas_hash_equal (&hash, &stored))
        break;
      if (!write_event (self, each, end->count + 1, body, &hash, error))
        return FALSE;
    }
  if (rows != NULL)
    tuntas_rows_end (rows);
  tuntas_salvage_miss (self, each->ticket, (guint) MAX (each->there - end->count, 0));
  return TRUE;
}

/* Texts: what was typed, and what was noted. They prove nothing and do nothing, so they are taken as they read. */

typedef gboolean (*WriteTexts) (TuntasSalvage *self, const char *const *texts, GError **error);

static gboolean
write_draft (TuntasSalvage *self, const char *const *texts, GError **error)
{
  return tuntas_journal_write_draft (self->to, texts[0], texts[1], texts[2], error);
}

static gboolean
write_meta (TuntasSalvage *self, const char *const *texts, GError **error)
{
  return tuntas_journal_write_meta (self->to, texts[0], texts[1], error);
}

/* Three columns of text. Whether all of it could be read. */
static gboolean
read_texts (TuntasSalvage *self, const char *select, GPtrArray *lines)
{
  TuntasRows *rows = self->from != NULL ? tuntas_database_query (self->from, NULL, select, "") : NULL;
  gboolean whole = TRUE, row = FALSE, ok = FALSE;

  while (rows != NULL && (ok = tuntas_database_next (self->from, rows, &row, NULL)) && row)
    {
      g_autoptr (GStrvBuilder) line = g_strv_builder_new ();
      gboolean good = TRUE;

      for (int i = 0; good && i < 3; i++)
        {
          const char *text = tuntas_rows_text (rows, i);

          good = text != NULL && g_utf8_validate (text, -1, NULL);
          if (good)
            g_strv_builder_add (line, text);
        }
      if (good)
        g_ptr_array_add (lines, g_strv_builder_end (line));
      whole = whole && good;
    }
  return whole && ok;
}

/* What the damaged file no longer has was removed since the snapshot, so it stays away (a note that was sent would be
 * sent again), unless not all of it could be read. */
static gboolean
take_texts (TuntasSalvage *self, const char *select, const char *clear, WriteTexts write_one, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (read_texts (self, select, lines) && !tuntas_database_run (self->to, error, clear, ""))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!write_one (self, g_ptr_array_index (lines, i), error))
      return FALSE;
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
for_each_case (TuntasSalvage *self,
               gboolean (*func) (TuntasSalvage *self, gint64 key, TuntasSalvageCase *each, GError **error),
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
write_head (TuntasSalvage *self, gint64 key, TuntasSalvageCase *each, GError **error)
{
  if (!each->touched)
    return TRUE;
  each->at.outbox = self->total;
  return tuntas_journal_write_head (self->to, &each->at, error);
}

static gboolean
salvage_all (TuntasSalvage *self, GError **error)
{
  return tuntas_journal_read_total (self->to, &self->total, error) &&
         scan (self, "SELECT rowid, sha256, bytes, overrides FROM procedures WHERE rowid >= ?1 ORDER BY rowid",
               take_procedure, error) &&
         know_cases (self, error) && know_heads (self) && for_each_case (self, take_events, error) &&
         scan (self,
               "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS ", case_key"
               "  FROM outbox LEFT JOIN cases ON cases.id = case_key WHERE outbox.id >= ?1 ORDER BY outbox.id",
               tuntas_salvage_take_entry, error) &&
         for_each_case (self, tuntas_salvage_doubt_unseen, error) &&
         take_texts (self, "SELECT ticket, name, text FROM drafts", "DELETE FROM drafts", write_draft, error) &&
         take_texts (self, "SELECT name, value, '' FROM meta", "DELETE FROM meta", write_meta, error) &&
         for_each_case (self, write_head, error);
}

gboolean
tuntas_salvage (TuntasDatabase *to, TuntasDatabase *from, gint64 now, TuntasSalvaged *salvaged, GError **error)
{
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, case_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TuntasSalvage self = { .to = to, .from = from, .now = now, .salvaged = salvaged, .cases = cases, .seen = seen };

  salvaged->whole = from != NULL;
  salvaged->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!salvage_all (&self, error))
    return FALSE;
  /* An entry whose row is gone is missed by nothing else. Heads of older programs have no total, and so cannot tell. */
  salvaged->whole = salvaged->whole && tuntas_hash_equal (&self.read, &self.told);
  return TRUE;
}

void
tuntas_salvaged_clear (TuntasSalvaged *salvaged)
{
  g_clear_pointer (&salvaged->tickets, g_hash_table_unref);
}
