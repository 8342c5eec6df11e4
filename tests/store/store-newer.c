/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include "faulty-disk.h"
#include "store-test.h"
#include "tuntas-chain.h"

/* A journal that a newer program wrote. */

static char *
read_journal (Fixture *f, gsize *length)
{
  g_autofree char *path = g_build_filename (f->directory, "journal.db", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
fill (Fixture *f)
{
  open_store (f);
  for (gint64 seq = 1; seq <= 3; seq++)
    commit (f, "IN190000001", seq);
  commit (f, "IN190000001/2", 1);
  close_store (f);
}

/* Looked at, and not written to: a copy is opened, and goes with the store. */
static void
test_looked_at (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasCommit) next = make_commit ("IN190000001", 4);
  g_autoptr (GError) error = NULL;
  gsize before_length, after_length;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *copy = g_build_filename (f->directory, "look.db", NULL);

  fill (f);
  sql_run (f, "journal.db", "ALTER TABLE cases ADD COLUMN colour TEXT; PRAGMA user_version=7");
  before = read_journal (f, &before_length);
  open_store (f);
  g_assert_true (tuntas_store_is_newer (f->store));
  contents = load (f);
  g_assert_cmpuint (contents->cases->len, ==, 2);
  g_assert_cmpuint (contents->entries->len, ==, 4);
  g_assert_false (store_commit (f->store, next, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER);
  g_assert_false (store_draft (f->store, "IN190000001", "note", "x", NULL));
  close_store (f);
  after = read_journal (f, &after_length);
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* An error of the disk in between: what is opened again is looked at as before. */
static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  fill (f);
  sql_run (f, "journal.db", "PRAGMA user_version=7");
  f->vfs = FAULTY_DISK;
  open_store (f);
  faulty_disk_set (FAULT_READ, 0, 1);
  g_assert_null (store_load (f->store, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO);
  contents = load (f);
  g_assert_cmpuint (contents->cases->len, ==, 2);
}

/* The only event says something that no program of today could have written; all hashes are right. */
static void
put_words_of_tomorrow (Fixture *f)
{
  static const char words[] = "words of tomorrow";
  static const TuntasHash none;
  TuntasHash first, event, link;
  g_autofree char *sql = NULL;
  char hex[2][2 * TUNTAS_HASH_SIZE + 1];

  tuntas_chain_hash_case ("IN190000001", "IN190000001", &first);
  tuntas_chain_hash_event (&first, "IN190000001", words, &event);
  tuntas_chain_hash_head (&none, 1, 1, &event, &none, &link);
  for (guint i = 0; i < TUNTAS_HASH_SIZE; i++)
    {
      g_snprintf (hex[0] + 2 * i, 3, "%02x", event.bytes[i]);
      g_snprintf (hex[1] + 2 * i, 3, "%02x", link.bytes[i]);
    }
  sql = g_strdup_printf ("DROP TRIGGER events_stay; UPDATE events SET body = '%s', hash = x'%s';"
                         "DROP TRIGGER heads_stay; UPDATE heads SET head = x'%s', link = x'%s'; PRAGMA user_version=7",
                         words, hex[0], hex[0], hex[1]);
  sql_run (f, "journal.db", sql);
}

/* Where its events cannot be read it is a newer program's, not a damaged file; nothing is left of the look. */
static void
test_words (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) next = tuntas_commit_new ("IN190000001", "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (1);
  g_autoptr (GError) error = NULL;

  open_store (f);
  tuntas_commit_add_event (next, event);
  g_assert_true (store_commit (f->store, next, NULL));
  close_store (f);
  put_words_of_tomorrow (f);
  g_assert_null (store_open (f->directory, NULL, f->executor, MACHINE, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER);
  g_assert_cmpuint (count_files (f, "look"), ==, 0);
}

/* So new that this program does not find its way: then it says which version it is. */
static void
test_far (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fill (f);
  sql_run (f, "journal.db", "ALTER TABLE events RENAME COLUMN body TO words; PRAGMA user_version=7");
  g_assert_null (store_open (f->directory, NULL, f->executor, MACHINE, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "version is 7, this program knows 1 to 3"));
}

#define ADD(path, func) \
  g_test_add ("/store/newer/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();
  ADD ("looked-at", test_looked_at);
  ADD ("again", test_again);
  ADD ("words", test_words);
  ADD ("far", test_far);
  return g_test_run ();
}
