/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define DEADLINE_MS 60000

void
fixture_set_up (Fixture *f, gconstpointer inline_)
{
  g_autoptr (GError) error = NULL;

  f->directory = g_dir_make_tmp ("tuntas-store-XXXXXX", &error);
  g_assert_no_error (error);
  f->executor = inline_ != NULL ? tuntas_executor_new_inline () : tuntas_executor_new_thread ("store");
}

void
fixture_tear_down (Fixture *f, gconstpointer inline_)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (f->store != NULL)
    {
      g_assert_true (store_close (f->store, NULL));
      g_assert_finalize_object (g_steal_pointer (&f->store));
    }
  g_clear_object (&f->executor);
  dir = g_dir_open (f->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->directory, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (f->directory), ==, 0);
  g_free (f->directory);
}

void
await_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
deadline_cb (gpointer data)
{
  g_error ("no answer in time");
  return G_SOURCE_REMOVE;
}

GAsyncResult *
await (GAsyncResult **result)
{
  guint deadline = g_timeout_add (DEADLINE_MS, deadline_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  return *result;
}

TuntasStore *
store_open (const char *directory,
            const char *vfs,
            TuntasExecutor *executor,
            const char *machine_id,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_open_async (directory, machine_id, NOW, vfs, executor, NULL, await_cb, &result);
  g_assert_null (result);
  return tuntas_store_open_finish (await (&result), error);
}

gboolean
store_close (TuntasStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_close_async (store, NULL, await_cb, &result);
  return tuntas_store_close_finish (store, await (&result), error);
}

gboolean
store_commit (TuntasStore *store, TuntasCommit *commit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_commit_async (store, commit, NULL, await_cb, &result);
  return tuntas_store_commit_finish (store, await (&result), error);
}

gboolean
store_draft (TuntasStore *store, const char *ticket, const char *name, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_put_draft_async (store, ticket, name, text, NULL, await_cb, &result);
  return tuntas_store_put_draft_finish (store, await (&result), error);
}

gboolean
store_meta (TuntasStore *store, const char *name, const char *value, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_put_meta_async (store, name, value, NULL, await_cb, &result);
  return tuntas_store_put_meta_finish (store, await (&result), error);
}

TuntasStoreContents *
store_load (TuntasStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_load_async (store, NULL, await_cb, &result);
  return tuntas_store_load_finish (store, await (&result), error);
}

gboolean
store_snapshot (TuntasStore *store, gint64 now, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_snapshot_async (store, now, NULL, await_cb, &result);
  return tuntas_store_snapshot_finish (store, await (&result), error);
}

gboolean
store_purge (TuntasStore *store, const char *case_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const char *const ids[] = { case_id, NULL };

  tuntas_store_end_of_life_async (store, ids, &ids[1], 0, NOW, NULL, await_cb, &result);
  return tuntas_store_end_of_life_finish (store, await (&result), error);
}

gboolean
store_adopt (TuntasStore *store, const char *machine_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_adopt_async (store, machine_id, "AYU", NOW, NULL, await_cb, &result);
  return tuntas_store_adopt_finish (store, await (&result), error);
}

gboolean
store_confirm (TuntasStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_confirm_report_async (store, NOW, NULL, await_cb, &result);
  return tuntas_store_confirm_report_finish (store, await (&result), error);
}

void
open_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (f->store);
  f->store = store_open (f->directory, f->vfs, f->executor, MACHINE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (f->store);
}

void
close_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  store_close (f->store, &error);
  g_assert_no_error (error);
  g_clear_object (&f->store);
}

void
reopen_store (Fixture *f)
{
  close_store (f);
  open_store (f);
}

TuntasStoreContents *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  TuntasStoreContents *contents = store_load (f->store, &error);

  g_assert_no_error (error);
  return contents;
}

void
commit (Fixture *f, const char *case_id, gint64 seq)
{
  g_autoptr (TuntasCommit) next = make_commit (case_id, seq);
  g_autoptr (GError) error = NULL;

  store_commit (f->store, next, &error);
  g_assert_no_error (error);
}

TuntasEvent *
make_event (gint64 seq)
{
  g_autofree char *note = g_strdup_printf ("catatan ke-%" G_GINT64_FORMAT " “baik”", seq);
  g_autoptr (TuntasAct) act = tuntas_act_new ("call");

  tuntas_act_set (act, "phone", "0800000001");
  tuntas_act_set (act, "note", note);
  return tuntas_event_new (seq, NOW + seq, "AYU", act);
}

void
assert_event (const TuntasEvent *event, gint64 seq)
{
  g_autoptr (TuntasEvent) wanted = make_event (seq);
  g_autofree char *a = tuntas_event_to_json (wanted);
  g_autofree char *b = tuntas_event_to_json (event);

  g_assert_cmpstr (a, ==, b);
}

TuntasOutboxEntry *
make_entry (const char *case_id, gint64 event_seq, int position)
{
  g_autofree char *key = g_strdup_printf ("key-%s-%" G_GINT64_FORMAT "-%d", case_id, event_seq, position);
  g_autofree char *reference = g_strdup_printf ("r%s%" G_GINT64_FORMAT "%d", case_id, event_seq, position);
  TuntasOutboxEntry *entry;

  entry = tuntas_outbox_entry_new (event_seq, position, "note", "{\"text\":\"sudah normal\"}", key, reference, NOW);
  entry->state = TUNTAS_OUTBOX_PENDING;
  return entry;
}

TuntasCommit *
make_commit (const char *case_id, gint64 seq)
{
  TuntasCommit *commit = tuntas_commit_new (case_id, "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (seq);
  g_autoptr (TuntasOutboxEntry) entry = make_entry (case_id, seq, 0);

  tuntas_commit_add_event (commit, event);
  tuntas_commit_add_entry (commit, entry);
  return commit;
}

TuntasOutboxEntry *
find_entry (const TuntasStoreContents *contents, const char *key)
{
  for (guint i = 0; i < contents->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      if (strcmp (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

guint
count_files (Fixture *f, const char *beginning)
{
  g_autoptr (GDir) dir = g_dir_open (f->directory, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, beginning) ? 1 : 0;
  return n;
}

TuntasOutboxEntry *
changed (const TuntasOutboxEntry *entry, TuntasOutboxState state)
{
  TuntasOutboxEntry *copy = tuntas_outbox_entry_copy (entry);

  copy->state = state;
  return copy;
}

static sqlite3 *
connect_to (Fixture *f, const char *file)
{
  g_autofree char *path = g_build_filename (f->directory, file, NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return connection;
}

void
sql_run (Fixture *f, const char *file, const char *sql)
{
  sqlite3 *connection = connect_to (f, file);

  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

char *
sql_error (Fixture *f, const char *file, const char *sql)
{
  sqlite3 *connection = connect_to (f, file);
  char *message;

  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), !=, SQLITE_OK);
  message = g_strdup (sqlite3_errmsg (connection));
  sqlite3_close (connection);
  return message;
}

gint64
sql_number (Fixture *f, const char *file, const char *sql)
{
  sqlite3 *connection = connect_to (f, file);
  sqlite3_stmt *statement;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return number;
}
