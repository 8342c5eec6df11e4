/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem () */
#include "tuntas-files.h"
#include "tuntas-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-test.h"

/* The journal as a whole: snapshots, purged cases, a profile that was copied. */

#define HOURS(n) (NOW + (n) * 3600)

static void
snapshot (Fixture *f, gint64 now)
{
  g_autoptr (GError) error = NULL;

  store_snapshot (f->store, now, &error);
  g_assert_no_error (error);
}

/* Something new, and some hours: then one, of which three are kept, for us alone, each whole. */
static void
test_snapshots (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  open_store (f);
  snapshot (f, HOURS (0));
  g_assert_cmpuint (count_files (f, "snapshot-"), ==, 0);
  for (gint64 i = 1; i <= 6; i++)
    {
      commit (f, "IN190000001", i);
      snapshot (f, HOURS (5 * i));
      commit (f, "IN190000001/2", i);
      snapshot (f, HOURS (5 * i + 3)); /* too early */
      g_assert_cmpuint (count_files (f, "snapshot-"), ==, MIN (i, 3));
    }
  snapshot (f, HOURS (50));
  snapshot (f, HOURS (60)); /* nothing new */
  g_assert_cmpuint (count_files (f, "snapshot-000000000012-"), ==, 1);
  g_assert_cmpuint (count_files (f, "snapshot-"), ==, 3);
  g_assert_cmpuint (count_files (f, "making"), ==, 0);
  close_store (f);

  dir = g_dir_open (f->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->directory, name, NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      if (g_str_has_prefix (name, "snapshot-"))
        g_assert_cmpint (sql_number (f, name, "SELECT count(*) FROM events"), >=, 7);
    }
}

/* Brings an entry to its end. */
static void
settle (Fixture *f, const char *case_id, const char *key)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  TuntasOutboxEntry *entry = find_entry (contents, key);
  g_autoptr (TuntasOutboxEntry) begun = changed (entry, TUNTAS_OUTBOX_BEGUN);
  g_autoptr (TuntasOutboxEntry) done = changed (entry, TUNTAS_OUTBOX_DONE);
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (case_id, "IN190000001");
  g_autoptr (GError) error = NULL;

  done->evidence = g_strdup ("catatan Nossa: sudah normal");
  tuntas_commit_change_entry (commit, begun, TUNTAS_OUTBOX_PENDING);
  tuntas_commit_change_entry (commit, done, TUNTAS_OUTBOX_BEGUN);
  store_commit (f->store, commit, &error);
  g_assert_no_error (error);
}

/* Whether the bytes stand anywhere in the folder. */
static gboolean
stands_somewhere (Fixture *f, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (f->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->directory, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (memmem (bytes, length, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
fill_two (Fixture *f)
{
  open_store (f);
  commit (f, "IN190000001", 1);
  commit (f, "IN190000001", 2);
  g_assert_true (store_draft (f->store, "IN190000001", "note", "rahasia pelanggan", NULL));
  snapshot (f, HOURS (0));
  settle (f, "IN190000001", "key-IN190000001-1-0");
}

/* Nothing is left of what was said, in no file; what is left proves itself, and the case begins no more. */
static void
test_purge (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) more = make_commit ("IN190000001", 3);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  fill_two (f);
  g_assert_false (store_purge (f->store, "IN190000001", &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_UNSENT);
  g_clear_error (&error);
  settle (f, "IN190000001", "key-IN190000001-2-0");
  g_assert_true (stands_somewhere (f, "sudah normal"));
  store_purge (f->store, "IN190000001", &error);
  g_assert_no_error (error);

  g_assert_cmpuint (count_files (f, "snapshot-"), ==, 1);
  g_assert_false (stands_somewhere (f, "sudah normal"));
  g_assert_false (stands_somewhere (f, "catatan ke-"));
  g_assert_false (stands_somewhere (f, "0800000001"));
  g_assert_false (stands_somewhere (f, "rahasia pelanggan"));
  g_assert_false (store_commit (f->store, more, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (store_purge (f->store, "IN190000001", &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT);

  commit (f, "IN190000001/2", 1);
  reopen_store (f);
  contents = load (f);
  g_assert_null (contents->report);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  g_assert_cmpuint (contents->drafts->len, ==, 0);
  g_assert_cmpint (find_entry (contents, "key-IN190000001-1-0")->state, ==, TUNTAS_OUTBOX_DONE);
  g_assert_cmpstr (find_entry (contents, "key-IN190000001-1-0")->payload, ==, "{}");
}

/* A draft stays as long as another case of the ticket does. */
static void
test_purge_one_of_two (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  fill_two (f);
  settle (f, "IN190000001", "key-IN190000001-2-0");
  commit (f, "IN190000001/2", 1);
  store_purge (f->store, "IN190000001", &error);
  g_assert_no_error (error);
  contents = load (f);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  g_assert_cmpuint (contents->drafts->len, ==, 1);
}

/* A tombstone proves itself too: whose it is, and that nothing was put back. */
static void
test_purge_is_proved (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE cases SET ticket = 'IN190000002' WHERE id = 1",
    "UPDATE cases SET name = 'IN190000002' WHERE id = 1",
    "UPDATE cases SET purged_at = NULL WHERE id = 1",
    "UPDATE cases SET purged_at = 1 WHERE id = 2",
    "DELETE FROM outbox WHERE case_key = 1",
    "UPDATE outbox SET payload = '{\"a\":1}' WHERE case_key = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (TuntasStoreContents) contents = NULL;
      Fixture each = { NULL };

      fixture_set_up (&each, NULL);
      fill_two (&each);
      settle (&each, "IN190000001", "key-IN190000001-2-0");
      g_assert_true (store_purge (each.store, "IN190000001", NULL));
      commit (&each, "IN190000001/2", 1);
      close_store (&each);
      sql_run (&each, "journal.db", changes[i]);
      open_store (&each);
      contents = load (&each);
      g_assert_nonnull (contents->report);
      fixture_tear_down (&each, NULL);
    }
}

static gboolean
end_of_life (Fixture *f, const char *const *ids, gint64 damaged_before, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_end_of_life_async (f->store, ids, (const char *const[]) { NULL }, damaged_before, NOW, NULL, await_cb, &result);
  return tuntas_store_end_of_life_finish (f->store, await (&result), error);
}

/* All of them or none. */
static void
test_purge_several (Fixture *f, gconstpointer data)
{
  static const char *const both[] = { "IN190000001", "IN190000001/2", NULL };
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  fill_two (f);
  settle (f, "IN190000001", "key-IN190000001-2-0");
  commit (f, "IN190000001/2", 1);
  g_assert_false (end_of_life (f, both, 0, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_UNSENT);
  g_clear_error (&error);
  g_assert_true (stands_somewhere (f, "sudah normal"));

  settle (f, "IN190000001/2", "key-IN190000001/2-1-0");
  end_of_life (f, both, 0, &error);
  g_assert_no_error (error);
  g_assert_false (stands_somewhere (f, "sudah normal"));
  g_assert_false (stands_somewhere (f, "rahasia pelanggan"));
  reopen_store (f);
  contents = load (f);
  g_assert_null (contents->report);
  g_assert_cmpuint (contents->cases->len, ==, 0);
}

/* What was set aside goes when its time is over, and no earlier; what lies beside it goes with it. */
static void
test_set_aside (Fixture *f, gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autofree char *stamp = tuntas_files_stamp (NOW);
  static const char *const patterns[] = { "damaged-%s.db", "damaged-%s.db-wal", "damaged-snapshot-000000000012-%s.db" };
  g_autoptr (GError) error = NULL;

  open_store (f);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_auto (GStrv) parts = g_strsplit (patterns[i], "%s", 2);
      g_autofree char *path = g_strconcat (f->directory, "/", parts[0], stamp, parts[1], NULL);

      g_assert_true (g_file_set_contents (path, "pelanggan", -1, NULL));
    }
  end_of_life (f, none, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f, "damaged-"), ==, 3);
  end_of_life (f, none, NOW + 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f, "damaged-"), ==, 0);
}

static void
test_adopt (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStore) here = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  close_store (f);
  here = store_open (f->directory, NULL, f->executor, "machine-2", &error);
  g_assert_no_error (error);
  g_assert_true (tuntas_store_is_cloned (here));
  store_adopt (here, "machine-2", &error);
  g_assert_no_error (error);
  g_assert_false (tuntas_store_is_cloned (here));
  contents = store_load (here, NULL);
  g_assert_cmpstr (g_hash_table_lookup (contents->meta, "machine 20261118T110640Z"), ==,
                   "machine-2, before it machine-1; confirmed by AYU");
  g_assert_true (store_close (here, NULL));
  open_store (f);
  g_assert_true (tuntas_store_is_cloned (f->store));
}

#define ADD(path, func) \
  g_test_add ("/store/keep/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("snapshots", test_snapshots);
  ADD ("purge", test_purge);
  ADD ("purge-one-of-two", test_purge_one_of_two);
  ADD ("purge-several", test_purge_several);
  ADD ("set-aside", test_set_aside);
  ADD ("purge-is-proved", test_purge_is_proved);
  ADD ("adopt", test_adopt);
  return g_test_run ();
}
