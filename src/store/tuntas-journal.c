/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x54756e4a /* "TunJ" */

/* The lock is a file of its own: it says at once, without waiting and before the journal is touched, that another
 * process is at work. It also remembers that a journal was made here, so that one that is missing or was cut to
 * nothing is not taken for a new one. */
#define LOCK_FILE "journal.lock"
#define LOCK_MARK "A journal was made in this folder. Without it this program does not start here.\n"

static const char version_1[] =
  /* Who made this file, and the mark of the last transaction that was committed. */
  "CREATE TABLE journal ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  machine_id TEXT NOT NULL,"
  "  last_commit TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE cases ("
  "  id INTEGER PRIMARY KEY,"
  "  name TEXT NOT NULL UNIQUE,"
  "  ticket TEXT NOT NULL,"
  "  purged_at INTEGER" /* its events were removed then; its heads stay */
  ") STRICT;"

  "CREATE TABLE events ("
  "  case_key INTEGER NOT NULL REFERENCES cases (id),"
  "  seq INTEGER NOT NULL,"
  "  body TEXT NOT NULL,"
  "  prev_hash BLOB NOT NULL,"
  "  hash BLOB NOT NULL,"
  "  PRIMARY KEY (case_key, seq)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER events_stay BEFORE UPDATE ON events"
  "  BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;"

  /* One row a commit, over all cases: see tuntas-chain.h. */
  "CREATE TABLE heads ("
  "  n INTEGER PRIMARY KEY,"
  "  case_key INTEGER NOT NULL,"
  "  count INTEGER NOT NULL,"
  "  head BLOB NOT NULL,"
  "  outbox BLOB NOT NULL,"
  "  link BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX heads_by_case ON heads (case_key, n);"
  "CREATE TRIGGER heads_stay BEFORE UPDATE ON heads"
  "  BEGIN SELECT RAISE (ABORT, 'a head is never changed'); END;"
  "CREATE TRIGGER heads_last BEFORE DELETE ON heads"
  "  BEGIN SELECT RAISE (ABORT, 'a head is never removed'); END;"

  "CREATE TABLE outbox ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  case_key INTEGER NOT NULL REFERENCES cases (id),"
  "  event_seq INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  payload TEXT NOT NULL,"
  "  key TEXT NOT NULL UNIQUE,"
  "  reference TEXT NOT NULL UNIQUE,"
  "  state TEXT NOT NULL,"
  "  attempt INTEGER NOT NULL,"
  "  not_before INTEGER NOT NULL,"
  "  begun_at INTEGER NOT NULL,"
  "  body_hash TEXT,"
  "  evidence TEXT,"
  "  error_code TEXT,"
  "  error_text TEXT,"
  "  changed_at INTEGER NOT NULL,"
  "  sum BLOB NOT NULL,"
  "  UNIQUE (case_key, event_seq, position)"
  ") STRICT;"

  "CREATE TABLE drafts ("
  "  ticket TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (ticket, name)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE meta ("
  "  name TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* What cases go by: a row for each procedure that one was opened with or moved to, as its file was, with what the site
 * had set otherwise. The events name it by sha256, which is of both, so the chains prove it too. It stays when a case
 * is purged: there is no word about a customer in it. */
static const char version_2[] =
  "CREATE TABLE procedures ("
  "  sha256 TEXT PRIMARY KEY,"
  "  bytes BLOB NOT NULL,"
  "  overrides TEXT NOT NULL" /* canonical; empty where nothing was set otherwise */
  ") STRICT;"
  "CREATE TRIGGER procedures_stay BEFORE UPDATE ON procedures"
  "  BEGIN SELECT RAISE (ABORT, 'a procedure is never changed'); END;"
  "CREATE TRIGGER procedures_last BEFORE DELETE ON procedures"
  "  BEGIN SELECT RAISE (ABORT, 'a procedure is never removed'); END;";

static const char *const steps[] = { version_1, version_2, NULL };

static const TuntasDatabasePlan plan = {
  .file = "journal.db",
  .application_id = APPLICATION_ID,
  .durable = TRUE,
  .base = 0,
  .steps = steps,
};

gboolean
tuntas_journal_damaged (GError **error, const char *format, ...)
{
  g_autofree char *place = NULL;
  va_list values;

  va_start (values, format);
  place = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED, "%s: %s", plan.file, place);
  return FALSE;
}

/* The directory and its lock. */

static gboolean
fail_file (const char *path, const char *doing, GError **error)
{
  int number = errno;
  TuntasStoreError code = number == EACCES || number == EROFS || number == EPERM ? TUNTAS_STORE_ERROR_READ_ONLY
                          : number == ENOSPC || number == EDQUOT                 ? TUNTAS_STORE_ERROR_FULL
                                                                                 : TUNTAS_STORE_ERROR_IO;

  g_set_error (error, TUNTAS_STORE_ERROR, code, "%s: %s: %s", path, doing, g_strerror (number));
  return FALSE;
}

/* Others have no business here; a right of our own that somebody took away is not given back. */
static gboolean
make_directory (const char *directory, GError **error)
{
  GStatBuf status;

  if (g_mkdir_with_parents (directory, 0700) != 0 || g_stat (directory, &status) != 0)
    return fail_file (directory, "make the folder", error);
  if ((status.st_mode & 0077) != 0 && g_chmod (directory, status.st_mode & 0700) != 0)
    return fail_file (directory, "close the folder to others", error);
  return TRUE;
}

static gboolean
take_lock (TuntasJournal *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, LOCK_FILE, NULL);

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    return fail_file (path, "open", error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK)
        return fail_file (path, "lock", error);
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

static gboolean
sync_directory (const char *directory)
{
  int descriptor = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean ok = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return ok;
}

/* After the journal's first transaction, and before anything in it was called saved. */
static gboolean
set_mark (TuntasJournal *self, GError **error)
{
  if (is_marked (self))
    return TRUE;
  if (pwrite (self->lock, LOCK_MARK, sizeof LOCK_MARK - 1, 0) != (gssize) sizeof LOCK_MARK - 1 ||
      fsync (self->lock) != 0 || !sync_directory (self->directory))
    return fail_file (self->directory, "mark the lock", error);
  return TRUE;
}

/* Opening. */

/* (transfer full) (nullable): the first column of the first row. */
static char *
dup_text (TuntasDatabase *database, const char *sql, GError **error)
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

static gboolean
open_database (TuntasJournal *self, GError **error)
{
  g_autoptr (TuntasDatabase) database = NULL;

  database = tuntas_database_open (&plan, self->directory, self->vfs, !is_marked (self), error);
  if (database == NULL || !tuntas_journal_walk (database, NULL, error))
    return FALSE;
  self->database = g_steal_pointer (&database);
  return TRUE;
}

/* Each transaction leaves a mark of its own, by which one whose end is in doubt is recognized. */
static gboolean
begin (TuntasJournal *self, const char *mark, GError **error)
{
  return tuntas_database_begin (self->database, error) &&
         tuntas_database_run (self->database, error, "UPDATE journal SET last_commit = ?1", "s", mark);
}

/* Who made the file. A new one gets its row here. */
static gboolean
read_machine_id (TuntasJournal *self, const char *machine_id, GError **error)
{
  if (!tuntas_database_run (self->database, error,
                            "INSERT INTO journal SELECT 1, ?1, '' WHERE NOT EXISTS (SELECT 1 FROM journal)", "s",
                            machine_id))
    return FALSE;
  self->machine_id = dup_text (self->database, "SELECT machine_id FROM journal", error);
  return self->machine_id != NULL;
}

static gboolean
list_interrupted (TuntasJournal *self, GPtrArray *entries, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self->database, error,
                                "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS
                                "  FROM outbox JOIN cases ON cases.id = case_key"
                                "  WHERE state IN ('begun', 'verifying') ORDER BY outbox.id",
                                "");
  if (rows == NULL)
    return FALSE;
  while (tuntas_database_next (self->database, rows, &row, error))
    {
      TuntasOutboxEntry *entry;

      if (!row)
        return TRUE;
      entry = tuntas_journal_read_entry (self->database, rows, error);
      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry);
    }
  return FALSE;
}

/* The program ended while these were on their way: nobody knows what became of them. */
static gboolean
doubt_interrupted (TuntasJournal *self, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autofree char *mark = g_uuid_string_random ();
  gboolean ok;

  if (!list_interrupted (self, entries, error))
    return FALSE;
  if (entries->len == 0)
    return TRUE;

  ok = begin (self, mark, error);
  for (guint i = 0; ok && i < entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (TuntasCommit) commit = tuntas_commit_new (entry->case_id, entry->ticket_id);
      TuntasOutboxState was = entry->state;

      entry->state = TUNTAS_OUTBOX_UNKNOWN;
      entry->changed_at = now;
      tuntas_commit_change_entry (commit, entry, was);
      ok = tuntas_journal_write (self->database, commit, NULL, error);
    }
  ok = ok && tuntas_database_commit (self->database, error);
  if (!ok)
    tuntas_database_rollback (self->database);
  return ok;
}

TuntasJournal *
tuntas_journal_open (const char *directory, const char *vfs, const char *machine_id, gint64 now, GError **error)
{
  g_autoptr (TuntasJournal) self = g_new0 (TuntasJournal, 1);

  self->directory = g_strdup (directory);
  self->vfs = g_strdup (vfs);
  self->lock = -1;
  if (!make_directory (directory, error) || !take_lock (self, error) || !open_database (self, error) ||
      !read_machine_id (self, machine_id, error) || !set_mark (self, error) || !doubt_interrupted (self, now, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tuntas_journal_close (TuntasJournal *self)
{
  if (self == NULL)
    return;
  tuntas_database_close (self->database);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->directory);
  g_free (self->vfs);
  g_free (self->machine_id);
  g_free (self);
}

const char *
tuntas_journal_get_machine_id (TuntasJournal *self)
{
  return self->machine_id;
}

/* Writing. */

/* A commit whose end is in doubt turned out to be in the file. The sync that failed may have left it in memory only,
 * so the log is carried over into the file, and one more transaction is made whose own syncs succeed. */
static gboolean
settle (TuntasJournal *self, GError **error)
{
  g_autofree char *mark = g_uuid_string_random ();

  return tuntas_database_script (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error) &&
         begin (self, mark, error) && tuntas_database_commit (self->database, error);
}

/* After an error of the disk memory and file may disagree, so neither is trusted: close, open, check, look whether
 * the transaction of this mark is there. FALSE where it is not, or where nobody can say; then nothing is set. */
static gboolean
recover (TuntasJournal *self, const char *mark)
{
  g_autofree char *last = NULL;

  g_clear_pointer (&self->database, tuntas_database_close);
  if (!open_database (self, NULL))
    return FALSE;
  last = dup_text (self->database, "SELECT last_commit FROM journal", NULL);
  if (g_strcmp0 (last, mark) != 0)
    return FALSE;
  if (settle (self, NULL))
    return TRUE;
  tuntas_database_rollback (self->database);
  g_clear_pointer (&self->database, tuntas_database_close);
  return FALSE;
}

typedef gboolean (*WriteFunc) (TuntasJournal *self, gpointer data, GError **error);

static gboolean
ensure_open (TuntasJournal *self, GError **error)
{
  return self->database != NULL || open_database (self, error);
}

/* Every change to the journal comes through here. */
static gboolean
transact (TuntasJournal *self, WriteFunc func, gpointer data, GError **error)
{
  g_autofree char *mark = g_uuid_string_random ();
  g_autoptr (GError) cause = NULL;

  if (!ensure_open (self, error))
    return FALSE;
  if (begin (self, mark, &cause) && func (self, data, &cause) && tuntas_database_commit (self->database, &cause))
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

  return transact (self, write_commit, &data, error);
}

typedef struct
{
  const char *ticket_id; /* (nullable): NULL in meta */
  const char *name;
  const char *text;      /* (nullable) */
} TextData;

static gboolean
write_draft (TuntasJournal *self, gpointer user_data, GError **error)
{
  TextData *data = user_data;

  if (data->text == NULL)
    return tuntas_database_run (self->database, error, "DELETE FROM drafts WHERE ticket = ?1 AND name = ?2", "ss",
                                data->ticket_id, data->name);
  return tuntas_database_run (self->database, error,
                              "INSERT INTO drafts (ticket, name, text) VALUES (?1, ?2, ?3)"
                              "  ON CONFLICT DO UPDATE SET text = excluded.text",
                              "sss", data->ticket_id, data->name, data->text);
}

gboolean
tuntas_journal_put_draft (TuntasJournal *self,
                          const char *ticket_id,
                          const char *name,
                          const char *text,
                          GError **error)
{
  TextData data = { ticket_id, name, text };

  return transact (self, write_draft, &data, error);
}

static gboolean
write_meta (TuntasJournal *self, gpointer user_data, GError **error)
{
  TextData *data = user_data;

  if (data->text == NULL)
    return tuntas_database_run (self->database, error, "DELETE FROM meta WHERE name = ?1", "s", data->name);
  return tuntas_database_run (self->database, error,
                              "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                              "  ON CONFLICT DO UPDATE SET value = excluded.value",
                              "ss", data->name, data->text);
}

gboolean
tuntas_journal_put_meta (TuntasJournal *self, const char *name, const char *value, GError **error)
{
  TextData data = { NULL, name, value };

  return transact (self, write_meta, &data, error);
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

gboolean
tuntas_journal_load (TuntasJournal *self, TuntasStoreContents *contents, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!ensure_open (self, error))
    return FALSE;
  if (tuntas_journal_walk (self->database, contents, &cause) && load_drafts (self, contents->drafts, &cause) &&
      tuntas_database_texts (self->database, "SELECT name, value FROM meta", contents->meta, &cause))
    return TRUE;

  if (tuntas_database_error_is_of_disk (cause))
    g_clear_pointer (&self->database, tuntas_database_close);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
