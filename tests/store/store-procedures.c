/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "faulty-disk.h"
#include "tuntas-overrides.h"
#include "store-test.h"

/* The procedures that cases go by are kept with them, and a journal from before that comes up whole. This program runs
 * itself as a child that is killed in the middle of coming up. */

#define W03 "../data/procedures/IN.OCC.TENESA.W-03.json"

/* (transfer full): a file of the source tree; path is relative to the tests folder. */
static char *
read_source (const char *path)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static TuntasProcedure *
load_w03 (const char *revision)
{
  g_autofree char *text = read_source (W03);
  g_autofree char *named = g_strdup_printf ("\"revision\": \"%s\"", revision);
  g_autoptr (GString) revised = g_string_new (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;

  g_assert_cmpuint (g_string_replace (revised, "\"revision\": \"\"", named, 0), ==, 1);
  bytes = g_bytes_new (revised->str, revised->len);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

static void
commit_with (Fixture *f, const char *case_id, gint64 seq, TuntasProcedure *procedure)
{
  g_autoptr (TuntasCommit) commit = make_commit (case_id, seq);
  g_autoptr (GError) error = NULL;

  tuntas_commit_add_procedure (commit, procedure);
  store_commit (f->store, commit, &error);
  g_assert_no_error (error);
}

static void
assert_stored (const TuntasStoreContents *contents, guint index, TuntasProcedure *procedure)
{
  const TuntasStoredProcedure *stored = g_ptr_array_index (contents->procedures, index);

  g_assert_cmpstr (stored->sha256, ==, tuntas_procedure_get_sha256 (procedure));
  g_assert_true (g_bytes_equal (stored->bytes, tuntas_procedure_get_bytes (procedure)));
  g_assert_cmpstr (stored->overrides, ==, "");
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) first = load_w03 ("");
  g_autoptr (TuntasProcedure) second = load_w03 ("01");
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->procedures->len, ==, 0);
  tuntas_store_contents_unref (contents);

  commit_with (f, "IN190000001", 1, first);
  commit_with (f, "IN190000001/2", 1, first);
  commit_with (f, "IN190000001", 2, second);
  reopen_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->procedures->len, ==, 2);
  assert_stored (contents, 0, first);
  assert_stored (contents, 1, second);
}

/* What a site had set otherwise is kept with the file, and both make the procedure again. */
static void
test_site (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) plain = load_w03 ("");
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text ("[procedure]\ncall_gap=600\n", &error);
  g_autoptr (TuntasProcedure) set = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (plain);
  g_autoptr (GHashTable) refused = NULL;
  TuntasProcedure *again;

  g_assert_no_error (error);
  set = tuntas_procedure_new_with_overrides (tuntas_procedure_get_bytes (plain), overrides, "W-03", &error);
  g_assert_no_error (error);
  open_store (f);
  commit_with (f, "IN190000001", 1, set);
  reopen_store (f);
  contents = load (f);
  g_assert_cmpstr (((TuntasStoredProcedure *) g_ptr_array_index (contents->procedures, 0))->overrides, ==,
                   "[procedure]\ncall_gap=600\n");
  refused = tuntas_store_contents_shelve (contents, procedures);
  g_assert_cmpuint (g_hash_table_size (refused), ==, 0);
  again = tuntas_procedures_find (procedures, tuntas_procedure_get_sha256 (set));
  g_assert_nonnull (again);
  g_assert_cmpint (tuntas_procedure_get_rules (again)->call_gap, ==, 600);
}

/* In one commit with the events that name it: refused together. */
static void
test_refused_together (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) procedure = load_w03 ("");
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 2);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_commit_add_procedure (commit, procedure);
  open_store (f);
  g_assert_false (store_commit (f->store, commit, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT);
  contents = load (f);
  g_assert_cmpuint (contents->procedures->len, ==, 0);
}

/* What stands there is not what the events name. */
static void
test_broken (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = {
    "bytes = CAST (replace (CAST (bytes AS TEXT), '\"first_round_min\": 3', '\"first_round_min\": 1') AS BLOB)",
    "overrides = '[procedure]' || char (10) || 'first_round_min=1'",
    "sha256 = replace (sha256, substr (sha256, 1, 1), 'x')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (TuntasProcedure) procedure = load_w03 ("");
      g_autofree char *change = g_strdup_printf ("DROP TRIGGER procedures_stay; UPDATE procedures SET %s", changes[i]);
      g_autoptr (TuntasStoreContents) contents = NULL;
      Fixture each = { NULL };

      fixture_set_up (&each, NULL);
      open_store (&each);
      commit_with (&each, "IN190000001", 1, procedure);
      close_store (&each);
      sql_run (&each, "journal.db", change);
      open_store (&each);
      contents = load (&each);
      g_assert_nonnull (contents->report);
      g_assert_nonnull (strstr (contents->report->reason, "its bytes are not what was written"));
      g_assert_cmpuint (contents->procedures->len, ==, 0);
      fixture_tear_down (&each, NULL);
    }
}

static void
test_stays (Fixture *f, gconstpointer data)
{
  static const char *const tries[] = { "UPDATE procedures SET overrides = 'x'", "DELETE FROM procedures" };
  g_autoptr (TuntasProcedure) procedure = load_w03 ("");

  open_store (f);
  commit_with (f, "IN190000001", 1, procedure);
  close_store (f);
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *message = sql_error (f, "journal.db", tries[i]);

      g_assert_cmpstr (message, ==, i == 0 ? "a procedure is never changed" : "a procedure is never removed");
    }
}

/* A journal of version 1. */

static void
make_old_journal (Fixture *f)
{
  g_autofree char *sql = read_source ("store/journal-1.sql");
  g_autofree char *path = g_build_filename (f->directory, "journal.db", NULL);

  g_assert_true (g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  sql_run (f, "journal.db", sql);
  g_assert_cmpint (sql_number (f, "journal.db", "PRAGMA user_version"), ==, 1);
}

/* All that the old program wrote, and nothing else. */
static void
assert_old_contents (Fixture *f)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  const TuntasStoredCase *stored;

  g_assert_cmpuint (contents->procedures->len, ==, 0);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  stored = g_ptr_array_index (contents->cases, 0);
  g_assert_cmpuint (stored->events->len, ==, 4);
  for (guint i = 0; i < stored->events->len; i++)
    assert_event (g_ptr_array_index (stored->events, i), i + 1);
  g_assert_cmpuint (contents->entries->len, ==, 4);
  for (guint i = 0; i < contents->entries->len; i++)
    g_assert_cmpint (((TuntasOutboxEntry *) g_ptr_array_index (contents->entries, i))->state, ==,
                     i < 3 ? TUNTAS_OUTBOX_UNKNOWN : TUNTAS_OUTBOX_PENDING);
}

static void
test_old_journal (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) procedure = load_w03 ("");
  g_autoptr (TuntasStoreContents) contents = NULL;

  make_old_journal (f);
  open_store (f);
  assert_old_contents (f);
  commit_with (f, "IN190000001", 5, procedure);
  close_store (f);
  g_assert_cmpint (sql_number (f, "journal.db", "PRAGMA user_version"), ==, 3);
  open_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->procedures->len, ==, 1);
  assert_stored (contents, 0, procedure);
}

/* The child: comes up on the journal there and is killed at that write or sync. */
static int
open_and_die (const char *directory, const char *at)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autoptr (TuntasStore) store = NULL;
  g_autoptr (GError) error = NULL;

  faulty_disk_register ();
  faulty_disk_set (FAULT_KILL, (guint) atoi (at), 1);
  store = store_open (directory, FAULTY_DISK, executor, MACHINE, &error);
  g_assert_no_error (error);
  return store_close (store, NULL) ? 0 : 1;
}

/* FALSE where the child came to its end. */
static gboolean
was_killed (const char *directory, guint at)
{
  g_autofree char *number = g_strdup_printf ("%u", at);
  const char *const argv[] = { "/proc/self/exe", "--open-and-die", directory, number, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      return TRUE;
    }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return FALSE;
}

/* Killed at every write and every sync on the way: it is the old journal or the new one, and comes up whole. */
static void
test_killed_on_the_way (Fixture *f, gconstpointer data)
{
  gboolean killed = TRUE;
  guint n_old = 0, n_new = 0;

  for (guint at = 0; killed; at++)
    {
      Fixture each = { NULL };
      gint64 version;

      fixture_set_up (&each, NULL);
      make_old_journal (&each);
      killed = was_killed (each.directory, at);
      version = sql_number (&each, "journal.db", "PRAGMA user_version");
      g_assert_cmpint (version, ==,
                       1 + sql_number (&each, "journal.db",
                                       "SELECT (SELECT count(*) FROM sqlite_schema WHERE name = 'procedures') +"
                                       "  (SELECT count(*) FROM pragma_table_info ('journal')"
                                       "     WHERE name = 'totals_from')"));
      n_old += version < 3;
      n_new += version == 3;
      open_store (&each);
      assert_old_contents (&each);
      fixture_tear_down (&each, NULL);
    }
  g_test_message ("figure store_migration_kills %u kills", n_old + n_new - 1);
  g_assert_cmpuint (n_old, >, 1);
  g_assert_cmpuint (n_new, >, 1);
}

#define ADD(path, func) \
  g_test_add ("/store/procedures/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--open-and-die") == 0)
    return open_and_die (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("site", test_site);
  ADD ("refused-together", test_refused_together);
  ADD ("broken", test_broken);
  ADD ("stays", test_stays);
  ADD ("old-journal", test_old_journal);
  ADD ("killed-on-the-way", test_killed_on_the_way);
  return g_test_run ();
}
