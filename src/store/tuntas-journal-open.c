/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#include "tuntas-files.h"
#include "tuntas-recovery.h"
#include "tuntas-snapshots.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The lock is a file of its own: it says at once, without waiting and before the journal is touched, that another
 * process is at work. It also remembers that a journal was made here, so that one that is missing or was cut to
 * nothing is not taken for a new one. */
#define LOCK_FILE "journal.lock"
#define LOCK_MARK "A journal was made in this folder. One that is missing is not taken for a new one.\n"

#define LOOK_FILE "look.db"

/* The directory and its lock. */

/* Others have no business here; a right of our own that somebody took away is not given back. */
static gboolean
make_directory (const char *directory, GError **error)
{
  GStatBuf status;

  if (g_mkdir_with_parents (directory, 0700) != 0 || g_stat (directory, &status) != 0)
    return tuntas_files_fail (directory, "make the folder", error);
  if ((status.st_mode & 0077) != 0 && g_chmod (directory, status.st_mode & 0700) != 0)
    return tuntas_files_fail (directory, "close the folder to others", error);
  return TRUE;
}

static gboolean
take_lock (TuntasJournal *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, LOCK_FILE, NULL);

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    return tuntas_files_fail (path, "open", error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK)
        return tuntas_files_fail (path, "lock", error);
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_LOCKED, "%s: another process works here", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_marked (TuntasJournal *self)
{
  GStatBuf status;

  return fstat (self->lock, &status) == 0 && status.st_size > 0;
}

/* After the journal's first transaction, and before anything in it was called saved. */
static gboolean
set_mark (TuntasJournal *self, GError **error)
{
  if (is_marked (self))
    return TRUE;
  if (pwrite (self->lock, LOCK_MARK, sizeof LOCK_MARK - 1, 0) != (gssize) sizeof LOCK_MARK - 1 ||
      fsync (self->lock) != 0)
    return tuntas_files_fail (self->directory, "mark the lock", error);
  return tuntas_files_sync_directory (self->directory, error);
}

/* Opening. */

/* (transfer full) (nullable): the first column of the first row. */
char *
tuntas_journal_dup_text (TuntasDatabase *database, const char *sql, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (database, error, sql, "");
  gboolean row;

  if (rows == NULL || !tuntas_database_next (database, rows, &row, error))
    return NULL;
  if (!row)
    {
      tuntas_journal_damaged (error, "table journal has no row");
      return NULL;
    }
  return g_strdup (tuntas_rows_text (rows, 0));
}

/* A help for the day on which the new version turns out to be no good; the step itself is safe without it. */
static void
keep_before_migration (TuntasJournal *self, TuntasDatabase *database)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_snapshots_take (database, self->directory, self->opened_at, &error))
    g_message ("no snapshot before the migration: %s", error->message);
}

gboolean
tuntas_journal_open_database (TuntasJournal *self, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (TuntasDatabase) database = NULL;
  TuntasDatabaseFlags how = self->newer        ? TUNTAS_DATABASE_AS_IT_IS
                            : is_marked (self) ? TUNTAS_DATABASE_EXISTING
                                               : TUNTAS_DATABASE_MAY_CREATE;

  database = tuntas_database_open (&self->plan, self->directory, self->vfs, how, error);
  if (database == NULL)
    return FALSE;
  if (!tuntas_database_is_new (database) && !tuntas_database_is_current (database))
    keep_before_migration (self, database);
  if (!tuntas_database_migrate (database, error) || !tuntas_journal_walk (database, contents, error))
    return FALSE;
  self->database = g_steal_pointer (&database);
  return TRUE;
}

static gboolean
open_and_keep (TuntasJournal *self, GError **error)
{
  g_autoptr (TuntasStoreContents) contents = tuntas_store_contents_new ();

  if (!tuntas_journal_open_database (self, contents, error))
    return FALSE;
  self->walked = g_steal_pointer (&contents);
  return TRUE;
}

/* A newer program's journal is not touched: a copy of it is opened, as far as it still has what this one knows. */
static gboolean
look_at_newer (TuntasJournal *self)
{
  g_autoptr (GError) error = NULL;

  self->newer = TRUE;
  self->plan = tuntas_journal_plan (LOOK_FILE);
  if (tuntas_files_copy_database (self->directory, TUNTAS_JOURNAL_FILE, LOOK_FILE, &error) &&
      open_and_keep (self, &error))
    return TRUE;
  g_message ("the newer journal cannot be looked at: %s", error->message);
  return FALSE;
}

static gboolean
open_or_help (TuntasJournal *self, const char *machine_id, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (open_and_keep (self, &cause))
    return TRUE;
  if (g_error_matches (cause, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED))
    return tuntas_recovery_run (self->directory, self->vfs, machine_id, self->opened_at, cause->message, error) &&
           open_and_keep (self, error);
  if (g_error_matches (cause, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER) && look_at_newer (self))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* What a program that ended in the middle left: a recovery is brought to its end, the rest is begun again. */
static gboolean
clear_leftovers (TuntasJournal *self, GError **error)
{
  return tuntas_recovery_finish (self->directory, error) && tuntas_snapshots_clear (self->directory, error) &&
         tuntas_files_remove_database (self->directory, LOOK_FILE, error);
}

/* Each transaction leaves a mark of its own, by which one whose end is in doubt is recognized. */
gboolean
tuntas_journal_begin (TuntasDatabase *database, const char *mark, GError **error)
{
  return tuntas_database_begin (database, error) &&
         tuntas_database_run (database, error, "UPDATE journal SET last_commit = ?1", "s", mark);
}

gboolean
tuntas_journal_sign (TuntasDatabase *database, const char *machine_id, GError **error)
{
  return tuntas_database_run (database, error,
                              "INSERT INTO journal (one, machine_id, last_commit)"
                              "  SELECT 1, ?1, '' WHERE NOT EXISTS (SELECT 1 FROM journal)",
                              "s", machine_id);
}

static gboolean
read_machine_id (TuntasJournal *self, GError **error)
{
  self->machine_id = tuntas_journal_dup_text (self->database, "SELECT machine_id FROM journal", error);
  return self->machine_id != NULL;
}

static gboolean
write_doubts (TuntasJournal *self, gpointer user_data, GError **error)
{
  GPtrArray *entries = user_data;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (TuntasOutboxEntry) entry = tuntas_outbox_entry_copy (g_ptr_array_index (entries, i));
      g_autoptr (TuntasCommit) commit = tuntas_commit_new (entry->case_id, entry->ticket_id);
      TuntasOutboxState was = entry->state;

      entry->state = TUNTAS_OUTBOX_UNKNOWN;
      entry->changed_at = self->opened_at;
      tuntas_commit_change_entry (commit, entry, was);
      if (!tuntas_journal_write (self->database, commit, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* The program ended while these were on their way: nobody knows what became of them. */
static gboolean
doubt_interrupted (TuntasJournal *self, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  entries = tuntas_journal_read_entries (
      self->database,
      tuntas_database_query (self->database, error,
                             TUNTAS_JOURNAL_SELECT_ENTRIES " WHERE state IN ('begun', 'verifying') ORDER BY outbox.id",
                             ""),
      error);
  return entries != NULL && (entries->len == 0 || tuntas_journal_transact (self, write_doubts, entries, error));
}

TuntasJournal *
tuntas_journal_open (const char *directory, const char *vfs, const char *machine_id, gint64 now, GError **error)
{
  g_autoptr (TuntasJournal) self = g_new0 (TuntasJournal, 1);

  self->directory = g_strdup (directory);
  self->vfs = g_strdup (vfs);
  self->plan = tuntas_journal_plan (TUNTAS_JOURNAL_FILE);
  self->opened_at = now;
  self->lock = -1;
  if (!make_directory (directory, error) || !take_lock (self, error) || !clear_leftovers (self, error) ||
      !open_or_help (self, machine_id, error))
    return NULL;
  if (self->newer)
    return read_machine_id (self, error) ? g_steal_pointer (&self) : NULL;
  if (!tuntas_journal_sign (self->database, machine_id, error) || !read_machine_id (self, error) ||
      !set_mark (self, error) || !doubt_interrupted (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tuntas_journal_close (TuntasJournal *self)
{
  if (self == NULL)
    return;
  tuntas_database_close (self->database);
  g_clear_pointer (&self->walked, tuntas_store_contents_unref);
  if (self->newer)
    tuntas_files_remove_database (self->directory, LOOK_FILE, NULL);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->directory);
  g_free (self->vfs);
  g_free (self->machine_id);
  g_free (self);
}

gboolean
tuntas_journal_is_newer (TuntasJournal *self)
{
  return self->newer;
}

const char *
tuntas_journal_get_machine_id (TuntasJournal *self)
{
  return self->machine_id;
}
