/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-database.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK (tuntas-store-error-quark, tuntas_store_error)

#define BUSY_MS 5000

struct _TuntasDatabase
{
  const TuntasDatabasePlan *plan;
  sqlite3 *connection;    /* (owned) */
  GHashTable *statements; /* (owned): text → sqlite3_stmt; the texts are literals */
};

/* Errors. */

static TuntasStoreError
classify (int result, int system_error)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return TUNTAS_STORE_ERROR_LOCKED;
    case SQLITE_FULL:
      return TUNTAS_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return TUNTAS_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return TUNTAS_STORE_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return TUNTAS_STORE_ERROR_CONFLICT;
    default:
      break;
    }
  /* SQLite knows ENOSPC only; a quota and a limit on file sizes come as plain input/output errors. */
  if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
    return TUNTAS_STORE_ERROR_FULL;
  if (system_error == EACCES || system_error == EROFS || system_error == EPERM)
    return TUNTAS_STORE_ERROR_READ_ONLY;
  return TUNTAS_STORE_ERROR_IO;
}

static gboolean
fail (TuntasDatabase *self, const char *doing, GError **error)
{
  int result = sqlite3_extended_errcode (self->connection);
  int seen = errno, system_error = sqlite3_system_errno (self->connection);

  /* A failed COMMIT does not keep the system's reason; what failed last is the next best. */
  if (system_error == 0)
    system_error = seen;
  g_set_error (error, TUNTAS_STORE_ERROR, classify (result, system_error), "%s: %.60s: %s (SQLite %d, system %d)",
               self->plan->file, doing, sqlite3_errmsg (self->connection), result, system_error);
  return FALSE;
}

gboolean
tuntas_database_error_is_of_disk (const GError *error)
{
  return g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_FULL) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_READ_ONLY) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED);
}

/* Statements. */

gboolean
tuntas_database_script (TuntasDatabase *self, const char *sql, GError **error)
{
  errno = 0;
  return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, sql, error);
}

static void
bind_bytes (sqlite3_stmt *statement, int parameter, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  /* Without data SQLite would bind NULL. */
  sqlite3_bind_blob64 (statement, parameter, data != NULL ? data : "", length, SQLITE_STATIC);
}

static void
bind (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
        break;
      case 's':
        sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_STATIC);
        break;
      case 'h':
        sqlite3_bind_blob (statement, i + 1, va_arg (values, const TuntasHash *), TUNTAS_HASH_SIZE, SQLITE_STATIC);
        break;
      case 'b':
        bind_bytes (statement, i + 1, va_arg (values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }
}

static sqlite3_stmt *
prepare (TuntasDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      fail (self, sql, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

TuntasRows *
tuntas_database_query (TuntasDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  va_list values;

  if (statement == NULL)
    return NULL;
  va_start (values, types);
  bind (statement, types, values);
  va_end (values);
  return statement;
}

gboolean
tuntas_database_next (TuntasDatabase *self, TuntasRows *rows, gboolean *row, GError **error)
{
  int result;

  errno = 0;
  result = sqlite3_step (rows);
  *row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    fail (self, sqlite3_sql (rows), error);
  sqlite3_reset (rows);
  return result == SQLITE_DONE;
}

gboolean
tuntas_database_run (TuntasDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  gboolean row, ok;
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind (statement, types, values);
  va_end (values);
  ok = tuntas_database_next (self, statement, &row, error);
  tuntas_rows_end (statement);
  return ok;
}

gboolean
tuntas_database_number (TuntasDatabase *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (self, error, sql, "");
  gboolean row;

  if (rows == NULL || !tuntas_database_next (self, rows, &row, error))
    return FALSE;
  if (row)
    *value = tuntas_rows_number (rows, 0);
  return TRUE;
}

gboolean
tuntas_database_texts (TuntasDatabase *self, const char *sql, GHashTable *texts, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (self, error, sql, "");
  gboolean row, ok;

  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self, rows, &row, error)) && row)
    g_hash_table_insert (texts, g_strdup (tuntas_rows_text (rows, 0)), g_strdup (tuntas_rows_text (rows, 1)));
  return ok;
}

gint64
tuntas_database_last_id (TuntasDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}

const char *
tuntas_rows_text (TuntasRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows, column);
}

gint64
tuntas_rows_number (TuntasRows *rows, int column)
{
  return sqlite3_column_int64 (rows, column);
}

GBytes *
tuntas_rows_dup_bytes (TuntasRows *rows, int column)
{
  /* The data before its length: asking for it may convert it. */
  gconstpointer data = sqlite3_column_blob (rows, column);

  return g_bytes_new (data, sqlite3_column_bytes (rows, column));
}

void
tuntas_rows_bind_text (TuntasRows *rows, int parameter, const char *text)
{
  sqlite3_bind_text (rows, parameter, text, -1, SQLITE_STATIC);
}

gboolean
tuntas_rows_hash (TuntasRows *rows, int column, TuntasHash *out)
{
  const void *bytes = sqlite3_column_blob (rows, column);

  if (bytes == NULL || sqlite3_column_bytes (rows, column) != TUNTAS_HASH_SIZE)
    return FALSE;
  memcpy (out->bytes, bytes, TUNTAS_HASH_SIZE);
  return TRUE;
}

void
tuntas_rows_end (TuntasRows *rows)
{
  sqlite3_reset (rows);
}

gboolean
tuntas_database_begin (TuntasDatabase *self, GError **error)
{
  return tuntas_database_run (self, error, "BEGIN IMMEDIATE", "");
}

gboolean
tuntas_database_commit (TuntasDatabase *self, GError **error)
{
  return tuntas_database_run (self, error, "COMMIT", "");
}

void
tuntas_database_rollback (TuntasDatabase *self)
{
  /* Some errors have rolled back already; the others cannot make it worse. */
  if (!sqlite3_get_autocommit (self->connection))
    sqlite3_exec (self->connection, "ROLLBACK", NULL, NULL, NULL);
}

/* Opening. */

static gboolean
connect_to (TuntasDatabase *self, const char *directory, const char *vfs, gboolean may_create, GError **error)
{
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
    return fail (self, "open", error);
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

/* Whose file it is and how new. *version: -1 for an empty one. */
static gboolean
identify (TuntasDatabase *self, gboolean may_create, gint64 *version, GError **error)
{
  gint64 application_id = 0, n_pages = 0;
  int last = last_version (self->plan);

  if (!tuntas_database_number (self, "PRAGMA page_count", &n_pages, error) ||
      !tuntas_database_number (self, "PRAGMA application_id", &application_id, error) ||
      !tuntas_database_number (self, "PRAGMA user_version", version, error))
    return FALSE;
  if (n_pages == 0)
    {
      *version = -1;
      return may_create || damaged (self, "the file is empty", error);
    }
  if (application_id == 0 && *version == 0 && may_create)
    {
      /* Begun, and cut off before its first step was committed. */
      *version = -1;
      return TRUE;
    }
  if (application_id != self->plan->application_id)
    {
      g_autofree char *reason = g_strdup_printf ("application_id is %" G_GINT64_FORMAT ", not %d", application_id,
                                                 self->plan->application_id);
      return damaged (self, reason, error);
    }
  if (*version > last || *version < self->plan->base + 1)
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER,
                   "%s: its version is %" G_GINT64_FORMAT ", this program knows %d to %d", self->plan->file, *version,
                   self->plan->base + 1, last);
      return FALSE;
    }
  return TRUE;
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
  if (row && g_strcmp0 (tuntas_rows_text (rows, 0), "ok") != 0)
    return damaged (self, tuntas_rows_text (rows, 0), error);
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
  return tuntas_database_script (self, wal ? "PRAGMA wal_autocheckpoint=256" : "PRAGMA journal_mode=DELETE", error);
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

static gboolean
migrate (TuntasDatabase *self, gint64 version, GError **error)
{
  guint first = version < 0 ? 0 : (guint) (version - self->plan->base);

  for (guint i = first; self->plan->steps[i] != NULL; i++)
    if (!take_step (self, i, error))
      return FALSE;
  return TRUE;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

TuntasDatabase *
tuntas_database_open (const TuntasDatabasePlan *plan,
                      const char *directory,
                      const char *vfs,
                      gboolean may_create,
                      GError **error)
{
  g_autoptr (TuntasDatabase) self = g_new0 (TuntasDatabase, 1);
  gint64 version = 0;

  self->plan = plan;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);

  if (!connect_to (self, directory, vfs, may_create, error) || !configure (self, error) ||
      !identify (self, may_create, &version, error) || (version >= 0 && !check (self, error)) ||
      !configure_log (self, error) || !migrate (self, version, error))
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
