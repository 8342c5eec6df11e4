/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-database-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#define BUSY_MS   5000
#define LOG_PAGES 256 /* a longer log is carried over */

static gboolean
connect_to (TuntasDatabase *self,
            const char *directory,
            const char *vfs,
            TuntasDatabaseFlags how,
            GError **error)
{
  gboolean may_create = (how & TUNTAS_DATABASE_MAY_CREATE) != 0;
  g_autofree char *path = g_build_filename (directory, self->plan->file, NULL);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (may_create ? SQLITE_OPEN_CREATE : 0);
  sqlite3_vfs *disk = sqlite3_vfs_find (vfs);
  int exists = 1;

  if (disk != NULL && !may_create && disk->xAccess (disk, path, SQLITE_ACCESS_EXISTS, &exists) == SQLITE_OK && !exists)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED, "%s: the file is missing or empty", path);
      return FALSE;
    }
  if (sqlite3_open_v2 (path, &self->connection, flags, vfs) != SQLITE_OK)
    return tuntas_database_fail (self, "open", error);
  if (sqlite3_db_readonly (self->connection, "main") == 1)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_READ_ONLY, "%s: may only be read", path);
      return FALSE;
    }

  /* SQLite makes it readable for others; what it puts beside it later takes over these rights. A disk that is not
   * made of files has none. */
  if (g_chmod (path, 0600) != 0 && errno != ENOENT && errno != EROFS && errno != EPERM)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO, "%s: rights: %s", path, g_strerror (errno));
      return FALSE;
    }

  sqlite3_extended_result_codes (self->connection, 1);
  sqlite3_busy_timeout (self->connection, BUSY_MS);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  /* A file that turns out not to be ours is left as it was, with what lies beside it. */
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return TRUE;
}

/* All of this before anything is written, and WAL only after it (configure_log ()): with synchronous set later, the
 * first journal can come back after a power cut. EXCLUSIVE comes before the first access: then there is no shared
 * memory beside the file, one process and one connection. It must therefore stand before synchronous, which reads
 * the schema and with it the file. */
static gboolean
configure (TuntasDatabase *self, GError **error)
{
  return tuntas_database_script (self, "PRAGMA locking_mode=EXCLUSIVE", error) &&
         tuntas_database_script (self, self->plan->durable ? "PRAGMA synchronous=EXTRA" : "PRAGMA synchronous=NORMAL",
                                 error) &&
         tuntas_database_script (self,
                                 "PRAGMA foreign_keys=ON;"
                                 "PRAGMA trusted_schema=OFF;"
                                 "PRAGMA secure_delete=ON;" /* what is purged is overwritten */
                                 "PRAGMA cell_size_check=ON;"
                                 "PRAGMA temp_store=MEMORY;",
                                 error);
}

static gboolean
damaged (TuntasDatabase *self, const char *reason, GError **error)
{
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED, "%s: %s", self->plan->file, reason);
  return FALSE;
}

static int
last_version (const TuntasDatabasePlan *plan)
{
  int version = plan->base;

  for (guint i = 0; plan->steps[i] != NULL; i++)
    version++;
  return version;
}

/* Whose file it is and how new. */
static gboolean
identify (TuntasDatabase *self, gboolean may_create, GError **error)
{
  gint64 application_id = 0, n_pages = 0, version = 0;
  int last = last_version (self->plan);

  if (!tuntas_database_number (self, "PRAGMA page_count", &n_pages, error) ||
      !tuntas_database_number (self, "PRAGMA application_id", &application_id, error) ||
      !tuntas_database_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  /* Opened to be written to, and now that the header was read it may not be. */
  if (sqlite3_db_readonly (self->connection, "main") == 1)
    return damaged (self, "the header is not one that was written here", error);
  self->version = self->plan->base;
  if (n_pages == 0)
    return may_create || damaged (self, "the file is empty", error);
  if (application_id == 0 && version == 0 && may_create)
    return TRUE; /* begun, and cut off before its first step was committed */
  if (application_id != self->plan->application_id)
    {
      g_autofree char *reason = g_strdup_printf ("application_id is %" G_GINT64_FORMAT ", not %d", application_id,
                                                 self->plan->application_id);
      return damaged (self, reason, error);
    }
  if (version < self->plan->base + 1)
    return damaged (self, "its version is below all there were", error);
  if (version > last)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER,
                   "%s: its version is %" G_GINT64_FORMAT ", this program knows %d to %d", self->plan->file, version,
                   self->plan->base + 1, last);
      return FALSE;
    }
  self->version = (int) version;
  return TRUE;
}

/* The check tells of a page that the disk did not give as of one that is wrong. */
static gboolean
is_of_disk (const char *finding)
{
  static const char mark[] = "error code=";
  const char *code = finding != NULL ? strstr (finding, mark) : NULL;

  return code != NULL && (g_ascii_strtoll (code + strlen (mark), NULL, 10) & 0xff) == SQLITE_IOERR;
}

/* The quick check does not compare indexes with their tables; what is durable is worth the longer one. */
static gboolean
check (TuntasDatabase *self, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self, error,
                                self->plan->durable ? "PRAGMA integrity_check (1)" : "PRAGMA quick_check (1)", "");
  if (rows == NULL || !tuntas_database_next (self, rows, &row, error))
    return FALSE;
  if (row && is_of_disk (tuntas_rows_text (rows, 0)))
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO, "%s: %s", self->plan->file,
                   tuntas_rows_text (rows, 0));
      return FALSE;
    }
  if (row && g_strcmp0 (tuntas_rows_text (rows, 0), "ok") != 0)
    return damaged (self, tuntas_rows_text (rows, 0), error);
  return TRUE;
}

static int
committed_cb (void *data, sqlite3 *connection, const char *name, int log_pages)
{
  ((TuntasDatabase *) data)->log_pages = log_pages;
  return SQLITE_OK;
}

gboolean
tuntas_database_tidy (TuntasDatabase *self)
{
  if (self->log_pages <= LOG_PAGES ||
      sqlite3_wal_checkpoint_v2 (self->connection, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) != SQLITE_OK)
    return FALSE;
  self->log_pages = 0;
  return TRUE;
}

/* WAL; where the disk cannot have one, a rollback journal, which with EXTRA is as safe and slower. */
static gboolean
configure_log (TuntasDatabase *self, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row, wal;

  rows = tuntas_database_query (self, error, "PRAGMA journal_mode=WAL", "");
  if (rows == NULL || !tuntas_database_next (self, rows, &row, error))
    return FALSE;
  wal = row && g_strcmp0 (tuntas_rows_text (rows, 0), "wal") == 0;
  tuntas_rows_end (g_steal_pointer (&rows));
  if (!wal)
    return tuntas_database_script (self, "PRAGMA journal_mode=DELETE", error);
  /* Where somebody waits for a commit, its log is carried over afterwards: tuntas_database_tidy (). */
  if (self->plan->durable)
    sqlite3_wal_hook (self->connection, committed_cb, self);
  else
    sqlite3_wal_autocheckpoint (self->connection, LOG_PAGES);
  return TRUE;
}

/* One transaction a step, with the new version inside: killed at any point, it is the old one or the new one. */
static gboolean
take_step (TuntasDatabase *self, guint index, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d;",
                                           self->plan->application_id, self->plan->base + (int) index + 1);

  if (tuntas_database_begin (self, error) && tuntas_database_script (self, self->plan->steps[index], error) &&
      tuntas_database_script (self, mark, error) && tuntas_database_commit (self, error))
    return TRUE;
  tuntas_database_rollback (self);
  return FALSE;
}

gboolean
tuntas_database_is_new (TuntasDatabase *self)
{
  return self->version == self->plan->base;
}

gboolean
tuntas_database_is_current (TuntasDatabase *self)
{
  return self->version == last_version (self->plan);
}

gboolean
tuntas_database_migrate (TuntasDatabase *self, GError **error)
{
  for (; !tuntas_database_is_current (self); self->version++)
    if (!take_step (self, (guint) (self->version - self->plan->base), error))
      return FALSE;
  return TRUE;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static gboolean
identify_and_check (TuntasDatabase *self, TuntasDatabaseFlags how, GError **error)
{
  if ((how & TUNTAS_DATABASE_AS_IT_IS) != 0)
    return TRUE;
  return identify (self, (how & TUNTAS_DATABASE_MAY_CREATE) != 0, error) &&
         (tuntas_database_is_new (self) || check (self, error));
}

TuntasDatabase *
tuntas_database_open (const TuntasDatabasePlan *plan,
                      const char *directory,
                      const char *vfs,
                      TuntasDatabaseFlags how,
                      GError **error)
{
  g_autoptr (TuntasDatabase) self = g_new0 (TuntasDatabase, 1);

  self->plan = plan;
  self->version = last_version (plan);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);

  if (!connect_to (self, directory, vfs, how, error) || !configure (self, error) ||
      !identify_and_check (self, how, error) || !configure_log (self, error))
    return NULL;

  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return g_steal_pointer (&self);
}

void
tuntas_database_close (TuntasDatabase *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->connection);
  g_free (self);
}

gboolean
tuntas_database_delete (const TuntasDatabasePlan *plan, const char *directory, const char *vfs, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *path = g_build_filename (directory, plan->file, NULL);
  sqlite3_vfs *disk = sqlite3_vfs_find (vfs);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *each = g_strconcat (path, endings[i], NULL);
      int result = disk->xDelete (disk, each, 1);

      if (result != SQLITE_OK && result != SQLITE_IOERR_DELETE_NOENT)
        {
          g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO, "%s: delete: SQLite %d", each, result);
          return FALSE;
        }
    }
  return TRUE;
}
