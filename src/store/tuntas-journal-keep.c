/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#include "tuntas-files.h"
#include "tuntas-snapshots.h"
#include "tuntas-store-report.h"

#include <string.h>

/* What is done to the journal as a whole: snapshots, the purge of a case, and whose it is. */

static gboolean
write_nothing (TuntasJournal *self, gpointer user_data, GError **error)
{
  return TRUE;
}

void
tuntas_journal_tidy (TuntasJournal *self)
{
  /* The sync that begins the log anew is not left to the next act. */
  if (!self->newer && self->database != NULL && tuntas_database_tidy (self->database))
    tuntas_journal_transact (self, write_nothing, NULL, NULL);
}

gboolean
tuntas_journal_take_snapshot (TuntasJournal *self, gint64 now, GError **error)
{
  return tuntas_journal_ensure_writable (self, error) &&
         tuntas_snapshots_take_due (self->database, self->directory, now, error);
}

/* Purging */

typedef struct
{
  const char *const *case_ids;
  const char *const *ticket_ids;
  gint64 now;
} PurgeData;

/* Whether the case was handed over and has not come back: nothing of it leaves from here any more. */
static gboolean
is_away (TuntasDatabase *database, gint64 key, gboolean *away, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (
      database, error, "SELECT body FROM events WHERE case_key = ?1 ORDER BY seq DESC LIMIT 1", "i", key);
  g_autoptr (TuntasEvent) last = NULL;
  gboolean row;

  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return FALSE;
  if (row)
    last = tuntas_event_from_json (tuntas_rows_text (rows, 0), NULL);
  *away = last != NULL && strcmp (tuntas_event_get_id (last), TUNTAS_EVENT_HANDED_OVER) == 0;
  return TRUE;
}

/* (transfer full) (element-type TuntasOutboxEntry): of the case; NULL with UNSENT where one has still to leave. */
static GPtrArray *
list_final (TuntasDatabase *database, gint64 key, GError **error)
{
  gboolean away = FALSE;
  g_autoptr (GPtrArray) entries = is_away (database, key, &away, error)
                                      ? tuntas_journal_list_entries (database, key, error) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (!away && !tuntas_outbox_state_is_final (entry->state))
        {
          g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_UNSENT,
                       "case %s: outbox entry %" G_GINT64_FORMAT " is %s", entry->case_id, entry->id,
                       tuntas_outbox_state_to_nick (entry->state));
          return NULL;
        }
    }
  return g_steal_pointer (&entries);
}

/* What was sent, and how it ended, stays; what it said, and what was answered, goes. */
static gboolean
blank_entries (TuntasDatabase *database, TuntasPosition *position, GError **error)
{
  g_autoptr (GPtrArray) entries = list_final (database, position->key, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TuntasOutboxEntry *stored = g_ptr_array_index (entries, i);
      g_autoptr (TuntasOutboxEntry) blank = tuntas_outbox_entry_copy (stored);

      if (!tuntas_outbox_state_is_final (blank->state))
        blank->state = TUNTAS_OUTBOX_CANCELLED;
      g_free (blank->payload);
      blank->payload = g_strdup ("{}");
      g_clear_pointer (&blank->body_hash, g_free);
      g_clear_pointer (&blank->evidence, g_free);
      g_clear_pointer (&blank->error_text, g_free);
      if (!tuntas_journal_update_entry (database, stored, blank, position, error))
        return FALSE;
    }
  return entries != NULL;
}

static gboolean
remove_drafts (TuntasDatabase *database, const char *ticket, GError **error)
{
  return tuntas_database_run (database, error,
                              "DELETE FROM drafts WHERE ticket = ?1 AND NOT EXISTS"
                              "  (SELECT 1 FROM cases WHERE cases.ticket = ?1 AND purged_at IS NULL)",
                              "s", ticket);
}

static gboolean
remove_texts (TuntasDatabase *database, const TuntasPosition *position, const char *ticket, gint64 now, GError **error)
{
  return tuntas_database_run (database, error, "DELETE FROM events WHERE case_key = ?1", "i", position->key) &&
         tuntas_database_run (database, error, "UPDATE cases SET purged_at = ?2 WHERE id = ?1", "ii", position->key,
                              now) &&
         remove_drafts (database, ticket, error);
}

/* (transfer full) (nullable) */
static char *
find_ticket (TuntasDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (TuntasRows) rows =
      tuntas_database_query (database, error, "SELECT ticket FROM cases WHERE name = ?1", "s", case_id);
  gboolean row;

  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return NULL;
  if (row)
    return g_strdup (tuntas_rows_text (rows, 0));
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT, "case %s: there is none", case_id);
  return NULL;
}

static gboolean
purge_case (TuntasJournal *self, const char *case_id, gint64 now, GError **error)
{
  g_autofree char *ticket = find_ticket (self->database, case_id, error);
  g_autoptr (TuntasCommit) commit = ticket != NULL ? tuntas_commit_new (case_id, ticket) : NULL;
  TuntasPosition position = { 0 };
  TuntasHash last;

  if (commit == NULL || !tuntas_journal_find_position (self->database, commit, &position, error) ||
      !blank_entries (self->database, &position, error) ||
      !remove_texts (self->database, &position, ticket, now, error))
    return FALSE;
  last = position.last;
  tuntas_chain_hash_tombstone (&last, case_id, ticket, &position.last);
  return tuntas_journal_write_head (self->database, &position, error);
}

static gboolean
write_purge (TuntasJournal *self, gpointer user_data, GError **error)
{
  const PurgeData *data = user_data;

  for (guint i = 0; data->case_ids[i] != NULL; i++)
    if (!purge_case (self, data->case_ids[i], data->now, error))
      return FALSE;
  for (guint i = 0; data->ticket_ids[i] != NULL; i++)
    if (!remove_drafts (self->database, data->ticket_ids[i], error))
      return FALSE;
  return TRUE;
}

gboolean
tuntas_journal_purge (TuntasJournal *self, const char *const *case_ids, const char *const *ticket_ids, gint64 now,
                      GError **error)
{
  PurgeData data = { case_ids, ticket_ids, now };

  /* Of drafts alone the snapshots cannot tell by their number that they still have them. */
  if (case_ids[0] == NULL)
    return tuntas_journal_ensure_writable (self, error) && tuntas_journal_transact (self, write_purge, &data, error) &&
           tuntas_snapshots_renew (self->database, self->directory, now, error) &&
           tuntas_database_script (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error);
  if (!tuntas_journal_ensure_writable (self, error) ||
      !tuntas_snapshots_take (self->database, self->directory, now, error) ||
      !tuntas_journal_transact (self, write_purge, &data, error))
    return FALSE;
  /* The rest proves itself before the snapshots go that still had what was purged; the log has its old pages. */
  return tuntas_journal_walk (self->database, NULL, error) &&
         tuntas_snapshots_take (self->database, self->directory, now, error) &&
         tuntas_database_script (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/* Whose it is, and what the agent has seen */

typedef struct
{
  const char *machine_id;
  const char *agent;
  gint64 now;
} AdoptData;

static gboolean
write_adoption (TuntasJournal *self, gpointer user_data, GError **error)
{
  const AdoptData *data = user_data;
  g_autofree char *stamp = tuntas_files_stamp (data->now);
  g_autofree char *name = g_strdup_printf ("machine %s", stamp);
  g_autofree char *value =
      g_strdup_printf ("%s, before it %s; confirmed by %s", data->machine_id, self->machine_id, data->agent);

  return tuntas_database_run (self->database, error, "UPDATE journal SET machine_id = ?1", "s", data->machine_id) &&
         tuntas_journal_write_meta (self->database, name, value, error);
}

gboolean
tuntas_journal_adopt (TuntasJournal *self, const char *machine_id, const char *agent, gint64 now, GError **error)
{
  AdoptData data = { machine_id, agent, now };

  if (!tuntas_journal_transact (self, write_adoption, &data, error))
    return FALSE;
  g_free (self->machine_id);
  self->machine_id = g_strdup (machine_id);
  return TRUE;
}

gboolean
tuntas_journal_file_report (TuntasDatabase *database, const char *stamp, GError **error)
{
  g_autofree char *name = g_strdup_printf (TUNTAS_STORE_REPORT_META " %s", stamp);

  return tuntas_database_run (database, error, "UPDATE OR REPLACE meta SET name = ?2 WHERE name = ?1", "ss",
                              TUNTAS_STORE_REPORT_META, name);
}

static gboolean
write_report_seen (TuntasJournal *self, gpointer user_data, GError **error)
{
  const gint64 *now = user_data;
  g_autofree char *stamp = tuntas_files_stamp (*now);

  return tuntas_journal_file_report (self->database, stamp, error);
}

gboolean
tuntas_journal_confirm_report (TuntasJournal *self, gint64 now, GError **error)
{
  return tuntas_journal_transact (self, write_report_seen, &now, error);
}
