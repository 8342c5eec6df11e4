/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-database-private.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK (tuntas-store-error-quark, tuntas_store_error)

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
    case SQLITE_ERROR: /* what we ask is right, so the file has not the tables that it was made with */
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

gboolean
tuntas_database_fail (TuntasDatabase *self, const char *doing, GError **error)
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
  return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK || tuntas_database_fail (self, sql, error);
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
      tuntas_database_fail (self, sql, error);
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
    tuntas_database_fail (self, sqlite3_sql (rows), error);
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
