/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#include <stdarg.h>

gboolean
tuntas_journal_damaged (GError **error, const char *format, ...)
{
  g_autofree char *place = NULL;
  va_list values;

  va_start (values, format);
  place = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED, TUNTAS_JOURNAL_FILE ": %s", place);
  return FALSE;
}

/* A commit whose end is in doubt turned out to be in the file. The sync that failed may have left it in memory only,
 * so the log is carried over into the file, and one more transaction is made whose own syncs succeed. */
static gboolean
settle (TuntasJournal *self, GError **error)
{
  g_autofree char *mark = g_uuid_string_random ();

  return tuntas_database_script (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error) &&
         tuntas_journal_begin (self->database, mark, error) && tuntas_database_commit (self->database, error);
}

/* After an error of the disk memory and file may disagree, so neither is trusted: close, open, check, look whether
 * the transaction of this mark is there. FALSE where it is not, or where nobody can say; then nothing is set. */
static gboolean
recover (TuntasJournal *self, const char *mark)
{
  g_autofree char *last = NULL;

  g_clear_pointer (&self->database, tuntas_database_close);
  if (!tuntas_journal_open_database (self, NULL, NULL))
    return FALSE;
  last = tuntas_journal_dup_text (self->database, "SELECT last_commit FROM journal", NULL);
  if (g_strcmp0 (last, mark) != 0)
    return FALSE;
  if (settle (self, NULL))
    return TRUE;
  tuntas_database_rollback (self->database);
  g_clear_pointer (&self->database, tuntas_database_close);
  return FALSE;
}

gboolean
tuntas_journal_ensure_open (TuntasJournal *self, GError **error)
{
  return self->database != NULL || tuntas_journal_open_database (self, NULL, error);
}

gboolean
tuntas_journal_ensure_writable (TuntasJournal *self, GError **error)
{
  if (!self->newer)
    return tuntas_journal_ensure_open (self, error);
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER,
               TUNTAS_JOURNAL_FILE ": a newer program's is only looked at");
  return FALSE;
}

gboolean
tuntas_journal_transact (TuntasJournal *self, TuntasJournalFunc func, gpointer data, GError **error)
{
  g_autofree char *mark = g_uuid_string_random ();
  g_autoptr (GError) cause = NULL;

  if (!tuntas_journal_ensure_writable (self, error))
    return FALSE;
  g_clear_pointer (&self->walked, tuntas_store_contents_unref);
  if (tuntas_journal_begin (self->database, mark, &cause) && func (self, data, &cause) &&
      tuntas_database_commit (self->database, &cause))
    return TRUE;

  tuntas_database_rollback (self->database);
  if (tuntas_database_error_is_of_disk (cause) && recover (self, mark))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

typedef struct
{
  const TuntasCommit *commit;
  GArray *ids;
} CommitData;

static gboolean
write_commit (TuntasJournal *self, gpointer user_data, GError **error)
{
  CommitData *data = user_data;

  return tuntas_journal_write (self->database, data->commit, data->ids, error);
}

gboolean
tuntas_journal_commit (TuntasJournal *self, const TuntasCommit *commit, GArray *ids, GError **error)
{
  CommitData data = { commit, ids };

  return tuntas_journal_transact (self, write_commit, &data, error);
}

static gboolean
write_commits (TuntasJournal *self, gpointer user_data, GError **error)
{
  GPtrArray *commits = user_data;

  for (guint i = 0; i < commits->len; i++)
    if (!tuntas_journal_write (self->database, g_ptr_array_index (commits, i), NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
tuntas_journal_commit_all (TuntasJournal *self, GPtrArray *commits, GError **error)
{
  return tuntas_journal_transact (self, write_commits, commits, error);
}

typedef struct
{
  const char *ticket_id; /* (nullable): NULL in meta */
  const char *name;
  const char *text; /* (nullable) */
} TextData;

static gboolean
put_or_remove_draft (TuntasJournal *self, gpointer user_data, GError **error)
{
  TextData *data = user_data;

  if (data->text == NULL)
    return tuntas_database_run (self->database, error, "DELETE FROM drafts WHERE ticket = ?1 AND name = ?2", "ss",
                                data->ticket_id, data->name);
  return tuntas_journal_write_draft (self->database, data->ticket_id, data->name, data->text, error);
}

gboolean
tuntas_journal_put_draft (TuntasJournal *self,
                          const char *ticket_id,
                          const char *name,
                          const char *text,
                          GError **error)
{
  TextData data = { ticket_id, name, text };

  return tuntas_journal_transact (self, put_or_remove_draft, &data, error);
}

static gboolean
put_or_remove_meta (TuntasJournal *self, gpointer user_data, GError **error)
{
  TextData *data = user_data;

  if (data->text == NULL)
    return tuntas_database_run (self->database, error, "DELETE FROM meta WHERE name = ?1", "s", data->name);
  return tuntas_journal_write_meta (self->database, data->name, data->text, error);
}

gboolean
tuntas_journal_put_meta (TuntasJournal *self, const char *name, const char *value, GError **error)
{
  TextData data = { NULL, name, value };

  return tuntas_journal_transact (self, put_or_remove_meta, &data, error);
}

static gboolean
load_drafts (TuntasJournal *self, GPtrArray *drafts, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, ok;

  rows = tuntas_database_query (self->database, error, "SELECT ticket, name, text FROM drafts", "");
  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self->database, rows, &row, error)) && row)
    g_ptr_array_add (drafts, tuntas_stored_draft_new (tuntas_rows_text (rows, 0), tuntas_rows_text (rows, 1),
                                                      tuntas_rows_text (rows, 2)));
  return ok;
}

static void
swap (GPtrArray **a, GPtrArray **b)
{
  GPtrArray *kept = *a;

  *a = *b;
  *b = kept;
}

/* The first time, what was proved at the start is given: nobody else can have changed it since. */
static gboolean
walk (TuntasJournal *self, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (TuntasStoreContents) walked = g_steal_pointer (&self->walked);

  if (walked == NULL)
    return tuntas_journal_walk (self->database, contents, error);
  swap (&contents->procedures, &walked->procedures);
  swap (&contents->cases, &walked->cases);
  swap (&contents->purged, &walked->purged);
  swap (&contents->entries, &walked->entries);
  return TRUE;
}

gboolean
tuntas_journal_load (TuntasJournal *self, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!tuntas_journal_ensure_open (self, error))
    return FALSE;
  if (walk (self, contents, &cause) && load_drafts (self, contents->drafts, &cause) &&
      tuntas_database_texts (self->database, "SELECT name, value FROM meta", contents->meta, &cause))
    {
      contents->report = tuntas_store_report_from_text (g_hash_table_lookup (contents->meta, TUNTAS_STORE_REPORT_META));
      return TRUE;
    }

  if (tuntas_database_error_is_of_disk (cause))
    g_clear_pointer (&self->database, tuntas_database_close);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
