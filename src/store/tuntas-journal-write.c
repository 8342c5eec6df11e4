/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-commit-private.h"
#include "tuntas-journal-private.h"

#include "tuntas-overrides.h"

#include <string.h>

/* One commit, within a transaction of the caller's: checks it against what is stored, then writes. */

static gboolean conflict (GError **error, const TuntasCommit *commit, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
conflict (GError **error, const TuntasCommit *commit, const char *format, ...)
{
  g_autofree char *place = NULL;
  va_list values;

  va_start (values, format);
  place = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT, "case %s: %s", commit->case_id, place);
  return FALSE;
}

static gboolean
make_case (TuntasDatabase *database, const TuntasCommit *commit, TuntasPosition *position, GError **error)
{
  if (!tuntas_database_run (database, error, "INSERT INTO cases (name, ticket) VALUES (?1, ?2)", "ss", commit->case_id,
                            commit->ticket_id))
    return FALSE;
  position->key = tuntas_database_last_id (database);
  position->count = 0;
  tuntas_chain_hash_case (commit->case_id, commit->ticket_id, &position->last);
  return TRUE;
}

gboolean
tuntas_journal_read_total (TuntasDatabase *database, TuntasHash *total, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  TuntasHash sum;
  gboolean row, ok;

  rows = tuntas_database_query (database, error,
                                "SELECT outbox FROM heads WHERE n = (SELECT max (n) FROM heads)"
                                "  AND n >= (SELECT totals_from FROM journal)",
                                "");
  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return FALSE;
  if (row)
    return tuntas_rows_hash (rows, 0, total) || tuntas_journal_damaged (error, "the last head has no hash");
  tuntas_rows_end (g_steal_pointer (&rows));
  rows = tuntas_database_query (database, error, "SELECT sum FROM outbox", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (database, rows, &row, error)) && row)
    if (tuntas_rows_hash (rows, 0, &sum))
      tuntas_chain_add_sum (total, &sum);
  return ok;
}

gboolean
tuntas_journal_find_position (TuntasDatabase *database,
                              const TuntasCommit *commit,
                              TuntasPosition *position,
                              GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  if (!tuntas_journal_read_total (database, &position->outbox, error))
    return FALSE;
  rows = tuntas_database_query (database, error,
                                "SELECT cases.id, ticket, purged_at IS NOT NULL, count, head"
                                "  FROM cases JOIN heads ON case_key = cases.id"
                                "  WHERE name = ?1 ORDER BY n DESC LIMIT 1",
                                "s", commit->case_id);
  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return FALSE;
  if (!row)
    return make_case (database, commit, position, error);
  if (g_strcmp0 (tuntas_rows_text (rows, 1), commit->ticket_id) != 0)
    return conflict (error, commit, "belongs to ticket %s, not %s", tuntas_rows_text (rows, 1), commit->ticket_id);
  if (tuntas_rows_number (rows, 2) != 0)
    return conflict (error, commit, "was purged");
  position->key = tuntas_rows_number (rows, 0);
  position->count = tuntas_rows_number (rows, 3);
  return tuntas_rows_hash (rows, 4, &position->last) ||
         tuntas_journal_damaged (error, "case %s: its head has no hash", commit->case_id);
}

gboolean
tuntas_journal_insert_procedure (TuntasDatabase *database,
                                 const char *sha256,
                                 GBytes *bytes,
                                 const char *overrides,
                                 GError **error)
{
  return tuntas_database_run (database, error,
                              "INSERT INTO procedures (sha256, bytes, overrides) VALUES (?1, ?2, ?3)"
                              "  ON CONFLICT DO NOTHING",
                              "sbs", sha256, bytes, overrides);
}

static gboolean
write_procedure (TuntasDatabase *database, TuntasProcedure *procedure, GError **error)
{
  g_autofree char *overrides = tuntas_overrides_to_text (tuntas_procedure_get_overrides (procedure));

  return tuntas_journal_insert_procedure (database, tuntas_procedure_get_sha256 (procedure),
                                          tuntas_procedure_get_bytes (procedure), overrides, error);
}

gboolean
tuntas_journal_insert_event (TuntasDatabase *database,
                             gint64 key,
                             gint64 seq,
                             const char *body,
                             const TuntasHash *prev_hash,
                             const TuntasHash *hash,
                             GError **error)
{
  return tuntas_database_run (database, error,
                              "INSERT INTO events (case_key, seq, body, prev_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
                              "iishh", key, seq, body, prev_hash, hash);
}

static gboolean
write_event (TuntasDatabase *database,
             const TuntasCommit *commit,
             TuntasPosition *position,
             const TuntasEvent *event,
             GError **error)
{
  g_autofree char *body = tuntas_event_to_json (event);
  gint64 seq = tuntas_event_get_seq (event);
  TuntasHash hash;

  if (seq != position->count + 1)
    return conflict (error, commit, "event %" G_GINT64_FORMAT " cannot follow %" G_GINT64_FORMAT, seq, position->count);
  tuntas_chain_hash_event (&position->last, commit->case_id, body, &hash);
  if (!tuntas_journal_insert_event (database, position->key, seq, body, &position->last, &hash, error))
    return FALSE;
  position->count = seq;
  position->last = hash;
  return TRUE;
}

gboolean
tuntas_journal_write_sum (TuntasDatabase *database,
                          const TuntasOutboxEntry *entry,
                          TuntasPosition *position,
                          GError **error)
{
  TuntasHash sum;

  tuntas_chain_sum_entry (entry, &sum);
  tuntas_chain_add_sum (&position->outbox, &sum);
  return tuntas_database_run (database, error, "UPDATE outbox SET sum = ?1 WHERE id = ?2", "hi", &sum, entry->id);
}

gboolean
tuntas_journal_insert_entry (TuntasDatabase *database, const TuntasOutboxEntry *entry, gint64 key, GError **error)
{
  static const TuntasHash later;

  return tuntas_database_run (database, error,
                              "INSERT INTO outbox (case_key, event_seq, position, kind, payload, key, reference, state,"
                              "  attempt, not_before, begun_at, body_hash, evidence, error_code, error_text,"
                              "  changed_at, sum)"
                              "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
                              "iiisssssiiissssih", key, entry->event_seq, (gint64) entry->position, entry->kind,
                              entry->payload, entry->key, entry->reference,
                              tuntas_outbox_state_to_nick (entry->state), (gint64) entry->attempt, entry->not_before,
                              entry->begun_at, entry->body_hash, entry->evidence, entry->error_code, entry->error_text,
                              entry->changed_at, &later);
}

/* The entry's number is part of its sum and known only after the row is there. */
static gboolean
write_entry (TuntasDatabase *database,
             const TuntasCommit *commit,
             TuntasPosition *position,
             const TuntasOutboxEntry *entry,
             GArray *ids,
             GError **error)
{
  g_autoptr (TuntasOutboxEntry) stored = NULL;

  if (entry->state != TUNTAS_OUTBOX_DRAFT && entry->state != TUNTAS_OUTBOX_PENDING)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_TRANSITION, "case %s: an entry cannot begin as %s",
                   commit->case_id, tuntas_outbox_state_to_nick (entry->state));
      return FALSE;
    }
  if (entry->event_seq < 1 || entry->event_seq > position->count)
    return conflict (error, commit, "an entry of event %" G_GINT64_FORMAT ", where there are %" G_GINT64_FORMAT,
                     entry->event_seq, position->count);
  if (!tuntas_journal_insert_entry (database, entry, position->key, error))
    return FALSE;
  stored = tuntas_outbox_entry_copy (entry);
  stored->id = tuntas_database_last_id (database);
  if (ids != NULL)
    g_array_append_val (ids, stored->id);
  return tuntas_journal_write_sum (database, stored, position, error);
}

/* (transfer full): the stored entry, as long as it is this case's and stands where the commit thinks. */
static TuntasOutboxEntry *
find_entry (TuntasDatabase *database, const TuntasCommit *commit, const TuntasCommitChange *change, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  g_autoptr (TuntasOutboxEntry) stored = NULL;
  gboolean row;

  rows = tuntas_database_query (database, error,
                                TUNTAS_JOURNAL_SELECT_ENTRIES " WHERE outbox.id = ?1 AND cases.name = ?2", "is",
                                change->entry->id, commit->case_id);
  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return NULL;
  if (!row)
    {
      conflict (error, commit, "has no outbox entry %" G_GINT64_FORMAT, change->entry->id);
      return NULL;
    }
  stored = tuntas_journal_read_entry (rows, error);
  if (stored != NULL && stored->state != change->expected)
    {
      conflict (error, commit, "outbox entry %" G_GINT64_FORMAT " is %s, not %s", stored->id,
                tuntas_outbox_state_to_nick (stored->state), tuntas_outbox_state_to_nick (change->expected));
      return NULL;
    }
  return g_steal_pointer (&stored);
}

gboolean
tuntas_journal_update_entry (TuntasDatabase *database,
                             const TuntasOutboxEntry *stored,
                             const TuntasOutboxEntry *entry,
                             TuntasPosition *position,
                             GError **error)
{
  TuntasHash sum;

  tuntas_chain_sum_entry (stored, &sum);
  tuntas_chain_take_sum (&position->outbox, &sum);
  return tuntas_database_run (database, error,
                              "UPDATE outbox SET state = ?2, attempt = ?3, not_before = ?4, begun_at = ?5,"
                              "  body_hash = ?6, evidence = ?7, error_code = ?8, error_text = ?9, changed_at = ?10,"
                              "  payload = ?11 WHERE id = ?1",
                              "isiiissssis", entry->id, tuntas_outbox_state_to_nick (entry->state),
                              (gint64) entry->attempt, entry->not_before, entry->begun_at, entry->body_hash,
                              entry->evidence, entry->error_code, entry->error_text, entry->changed_at,
                              entry->payload) &&
         tuntas_journal_write_sum (database, entry, position, error);
}

/* The payload is final with the first attempt, or with the agent's word that it was done by hand: with that it may get
 * what only then is known. */
static gboolean
is_same_effect (const TuntasOutboxEntry *stored, const TuntasOutboxEntry *entry)
{
  gboolean begins = stored->attempt == 0 && (entry->state == TUNTAS_OUTBOX_BEGUN || entry->state == TUNTAS_OUTBOX_DONE);

  return stored->event_seq == entry->event_seq && stored->position == entry->position &&
         g_strcmp0 (stored->kind, entry->kind) == 0 && (begins || g_strcmp0 (stored->payload, entry->payload) == 0) &&
         g_strcmp0 (stored->key, entry->key) == 0 && g_strcmp0 (stored->reference, entry->reference) == 0 &&
         g_strcmp0 (stored->case_id, entry->case_id) == 0;
}

static gboolean
write_change (TuntasDatabase *database,
              const TuntasCommit *commit,
              TuntasPosition *position,
              const TuntasCommitChange *change,
              GError **error)
{
  const TuntasOutboxEntry *entry = change->entry;
  g_autoptr (TuntasOutboxEntry) stored = NULL;

  if (!tuntas_outbox_state_can (change->expected, entry->state))
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_TRANSITION,
                   "case %s, outbox entry %" G_GINT64_FORMAT ": no way leads from %s to %s", commit->case_id, entry->id,
                   tuntas_outbox_state_to_nick (change->expected), tuntas_outbox_state_to_nick (entry->state));
      return FALSE;
    }
  stored = find_entry (database, commit, change, error);
  if (stored == NULL)
    return FALSE;
  if (!is_same_effect (stored, entry))
    return conflict (error, commit, "outbox entry %" G_GINT64_FORMAT " is another effect", entry->id);

  return tuntas_journal_update_entry (database, stored, entry, position, error);
}

/* (nullable) (transfer full): the entry with that key; *ok FALSE where it could not be looked for. */
static TuntasOutboxEntry *
find_by_key (TuntasDatabase *database, const char *key, gboolean *ok, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (database, error, TUNTAS_JOURNAL_SELECT_ENTRIES " WHERE outbox.key = ?1",
                                                       "s", key);
  TuntasOutboxEntry *stored = NULL;
  gboolean row = FALSE;

  *ok = rows != NULL && tuntas_database_next (database, rows, &row, error);
  if (!*ok || !row)
    return NULL;
  stored = tuntas_journal_read_entry (rows, error);
  *ok = stored != NULL;
  return stored;
}

/* Of an entry that another journal had: what that one says of it is newer. */
static gboolean
write_carried (TuntasDatabase *database, const TuntasCommit *commit, TuntasPosition *position,
               const TuntasOutboxEntry *entry, GError **error)
{
  g_autoptr (TuntasOutboxEntry) next = tuntas_outbox_entry_copy (entry);
  g_autoptr (TuntasOutboxEntry) stored = NULL;
  gboolean ok;

  if (entry->state == TUNTAS_OUTBOX_BEGUN || entry->state == TUNTAS_OUTBOX_VERIFYING)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_TRANSITION, "case %s: an entry that is under way",
                   commit->case_id);
      return FALSE;
    }
  if (entry->event_seq < 1 || entry->event_seq > position->count)
    return conflict (error, commit, "an entry of event %" G_GINT64_FORMAT ", where there are %" G_GINT64_FORMAT,
                     entry->event_seq, position->count);
  stored = find_by_key (database, entry->key, &ok, error);
  if (!ok)
    return FALSE;
  if (stored == NULL)
    {
      if (!tuntas_journal_insert_entry (database, entry, position->key, error))
        return FALSE;
      next->id = tuntas_database_last_id (database);
      return tuntas_journal_write_sum (database, next, position, error);
    }
  if (strcmp (stored->case_id, commit->case_id) != 0 || stored->event_seq != entry->event_seq ||
      stored->position != entry->position || strcmp (stored->kind, entry->kind) != 0 ||
      strcmp (stored->reference, entry->reference) != 0)
    return conflict (error, commit, "outbox entry %" G_GINT64_FORMAT " is another effect", stored->id);
  next->id = stored->id;
  return tuntas_journal_update_entry (database, stored, next, position, error);
}

gboolean
tuntas_journal_write_head (TuntasDatabase *database, const TuntasPosition *position, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  TuntasHash before = { { 0 } }, link;
  gint64 n = 0;
  gboolean row;

  rows = tuntas_database_query (database, error, "SELECT n, link FROM heads ORDER BY n DESC LIMIT 1", "");
  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return FALSE;
  if (row)
    {
      n = tuntas_rows_number (rows, 0);
      if (!tuntas_rows_hash (rows, 1, &before))
        return tuntas_journal_damaged (error, "head %" G_GINT64_FORMAT ": no hash", n);
    }
  tuntas_chain_hash_head (&before, position->key, position->count, &position->last, &position->outbox, &link);
  return tuntas_database_run (database, error,
                              "INSERT INTO heads (n, case_key, count, head, outbox, link)"
                              "  VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                              "iiihhh", n + 1, position->key, position->count, &position->last, &position->outbox,
                              &link);
}

gboolean
tuntas_journal_write_draft (TuntasDatabase *database,
                            const char *ticket_id,
                            const char *name,
                            const char *text,
                            GError **error)
{
  return tuntas_database_run (database, error,
                              "INSERT INTO drafts (ticket, name, text) VALUES (?1, ?2, ?3)"
                              "  ON CONFLICT DO UPDATE SET text = excluded.text",
                              "sss", ticket_id, name, text);
}

gboolean
tuntas_journal_write_meta (TuntasDatabase *database, const char *name, const char *value, GError **error)
{
  return tuntas_database_run (database, error,
                              "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                              "  ON CONFLICT DO UPDATE SET value = excluded.value",
                              "ss", name, value);
}

static gboolean
remove_draft (TuntasDatabase *database, const TuntasCommitDraft *draft, GError **error)
{
  return tuntas_database_run (database, error, "DELETE FROM drafts WHERE ticket = ?1 AND name = ?2", "ss",
                              draft->ticket_id, draft->name);
}

gboolean
tuntas_journal_write (TuntasDatabase *database, const TuntasCommit *commit, GArray *ids, GError **error)
{
  TuntasPosition position = { 0 };

  if (!tuntas_journal_find_position (database, commit, &position, error))
    return FALSE;
  for (guint i = 0; i < commit->procedures->len; i++)
    if (!write_procedure (database, g_ptr_array_index (commit->procedures, i), error))
      return FALSE;
  for (guint i = 0; i < commit->events->len; i++)
    if (!write_event (database, commit, &position, g_ptr_array_index (commit->events, i), error))
      return FALSE;
  for (guint i = 0; i < commit->entries->len; i++)
    if (!write_entry (database, commit, &position, g_ptr_array_index (commit->entries, i), ids, error))
      return FALSE;
  for (guint i = 0; i < commit->carried->len; i++)
    if (!write_carried (database, commit, &position, g_ptr_array_index (commit->carried, i), error))
      return FALSE;
  for (guint i = 0; i < commit->changes->len; i++)
    if (!write_change (database, commit, &position, &g_array_index (commit->changes, TuntasCommitChange, i), error))
      return FALSE;
  for (guint i = 0; i < commit->drafts->len; i++)
    if (!remove_draft (database, &g_array_index (commit->drafts, TuntasCommitDraft, i), error))
      return FALSE;
  return tuntas_journal_write_head (database, &position, error);
}
