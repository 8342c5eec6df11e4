/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"
#include "store-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* kill -9. This program runs itself as a child that lives a little life with a store, and says on a pipe what was
 * acknowledged: once under strace, which kills it at the n-th call of each kind, for every n there is; and on its own,
 * killed at any time. What was acknowledged is there, whole, and at most one act more; names are never half changed. */

#define CASE "IN190000001"
#define FULL_KILLS 1000

static const char *const calls[] = { "openat",   "pwrite64", "write",  "fdatasync", "fsync", "ftruncate", "unlink",
                                     "rename",   "chmod",    "fchmod", "flock",     "mkdir", "pread64",   "read",
                                     "newfstatat", "fcntl",  "close",  "lseek",     "mmap",  "munmap",    "exit_group" };

/* The lives. */

typedef struct
{
  const char *name;
  void (*prepare) (Fixture *f); /* (nullable): what is there before */
  gint64 there;                 /* acknowledged before */
} Life;

static void
say (gint64 number)
{
  if (write (STDOUT_FILENO, &number, sizeof number) != sizeof number)
    _exit (1);
}

static void
act (TuntasStore *store, gint64 seq)
{
  g_autoptr (TuntasCommit) commit = make_commit (CASE, seq);
  g_autoptr (GError) error = NULL;

  store_commit (store, commit, &error);
  g_assert_no_error (error);
  say (seq);
}

static void
send (TuntasStore *store, gint64 seq)
{
  g_autoptr (TuntasStoreContents) contents = store_load (store, NULL);
  TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, seq - 1);
  g_autoptr (TuntasOutboxEntry) begun = changed (entry, TUNTAS_OUTBOX_BEGUN);
  g_autoptr (TuntasOutboxEntry) done = changed (entry, TUNTAS_OUTBOX_DONE);
  g_autoptr (TuntasCommit) first = tuntas_commit_new (CASE, CASE);
  g_autoptr (TuntasCommit) second = tuntas_commit_new (CASE, CASE);

  if (entry->state != TUNTAS_OUTBOX_PENDING)
    return;
  tuntas_commit_change_entry (first, begun, TUNTAS_OUTBOX_PENDING);
  tuntas_commit_change_entry (second, done, TUNTAS_OUTBOX_BEGUN);
  g_assert_true (store_commit (store, first, NULL));
  g_assert_true (store_commit (store, second, NULL));
}

/* Start, act, send, keep a snapshot, exit. */
static int
live (const char *directory)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStore) store = store_open (directory, NULL, executor, MACHINE, &error);
  g_autoptr (TuntasStoreContents) contents = NULL;
  TuntasStoredCase *stored;
  gint64 n;

  g_assert_no_error (error);
  contents = store_load (store, &error);
  g_assert_no_error (error);
  stored = tuntas_store_contents_find_case (contents, CASE);
  n = stored != NULL ? stored->events->len : 0;
  say (n);
  for (gint64 seq = n + 1; seq <= n + 3; seq++)
    act (store, seq);
  send (store, n + 1);
  g_assert_true (store_snapshot (store, NOW + n, NULL));
  return store_close (store, NULL) ? 0 : 1;
}

static void
prepare_old (Fixture *f)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "store/journal-1.sql", NULL);
  g_autofree char *path = g_build_filename (f->directory, "journal.db", NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
  g_assert_true (g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  sql_run (f, "journal.db", sql);
}

/* Two acts, a snapshot, two more; then an entry that is not what was written. */
static void
prepare_damaged (Fixture *f)
{
  open_store (f);
  for (gint64 seq = 1; seq <= 4; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit (CASE, seq);

      g_assert_true (store_commit (f->store, commit, NULL));
      if (seq == 2)
        g_assert_true (store_snapshot (f->store, NOW - 1, NULL));
    }
  close_store (f);
  sql_run (f, "journal.db", "UPDATE outbox SET sum = zeroblob (32) WHERE id = 1");
}

static const Life lives[] = {
  { "start", NULL, 0 },
  { "migrate", prepare_old, 4 },
  { "recover", prepare_damaged, 4 },
};

/* The parent. */

/* (transfer full) */
static GPtrArray *
child_command (const char *directory, const char *call, guint when)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  if (call != NULL)
    {
      g_ptr_array_add (argv, g_strdup ("strace"));
      g_ptr_array_add (argv, g_strdup ("-qq"));
      /* In a sanitized build: the leak checker traces too, and only one can. */
      g_ptr_array_add (argv, g_strdup ("-E"));
      g_ptr_array_add (argv, g_strdup ("LSAN_OPTIONS=detect_leaks=0"));
      g_ptr_array_add (argv, g_strdup ("-o"));
      g_ptr_array_add (argv, g_strdup ("/dev/null"));
      g_ptr_array_add (argv, g_strdup_printf ("--trace=%s", call));
      g_ptr_array_add (argv, g_strdup_printf ("--inject=%s:signal=SIGKILL:when=%u", call, when));
    }
  g_ptr_array_add (argv, g_file_read_link ("/proc/self/exe", NULL));
  g_ptr_array_add (argv, g_strdup ("--live"));
  g_ptr_array_add (argv, g_strdup (directory));
  g_ptr_array_add (argv, NULL);
  return argv;
}

static GPid
start_child (const char *directory, const char *call, guint when, int *out)
{
  g_autoptr (GPtrArray) argv = child_command (directory, call, when);
  g_autoptr (GError) error = NULL;
  GPid child;

  g_spawn_async_with_pipes (NULL, (char **) argv->pdata, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                            &child, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return child;
}

/* FALSE at the end of the pipe. */
static gboolean
hear (int out, gint64 *number)
{
  return read (out, number, sizeof *number) == sizeof *number;
}

/* The last number that was said; before where there was none. */
static gint64
hear_all (int out, gint64 before)
{
  while (hear (out, &before))
    continue;
  close (out);
  return before;
}

/* (transfer full) (nullable): what is wrong with what the child left. acknowledged: as it was said, then as it is. */
static char *
judge (Fixture *f, gint64 *acknowledged, gboolean may_be_recovered)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  TuntasStoredCase *stored;
  gint64 n;

  open_store (f);
  contents = load (f);
  close_store (f);
  stored = tuntas_store_contents_find_case (contents, CASE);
  n = stored != NULL ? stored->events->len : 0;
  for (gint64 i = 0; i < n; i++)
    assert_event (g_ptr_array_index (stored->events, i), i + 1);
  if (contents->report != NULL && !may_be_recovered)
    return g_strdup_printf ("the journal was recovered: %s", contents->report->reason);
  if (n < *acknowledged || n > *acknowledged + 1 || contents->entries->len != n)
    return g_strdup_printf ("%" G_GINT64_FORMAT " acts, %u entries, %" G_GINT64_FORMAT " acknowledged", n,
                            contents->entries->len, *acknowledged);
  if (count_files (f, "making") + count_files (f, "salvage") + count_files (f, "recovered") > 0)
    return g_strdup ("something was left lying about");
  *acknowledged = n;
  return NULL;
}

/* FALSE where the child came to its end. */
static gboolean
kill_at_call (const Life *life, const char *call, guint when)
{
  Fixture f = { NULL };
  g_autofree char *wrong = NULL;
  gint64 acknowledged;
  int out, status;
  GPid child;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  if (life->prepare != NULL)
    life->prepare (&f);
  child = start_child (f.directory, call, when, &out);
  acknowledged = hear_all (out, life->there);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  wrong = judge (&f, &acknowledged, life->prepare == prepare_damaged);
  if (wrong != NULL)
    g_error ("%s: killed at %s %u: %s", life->name, call, when, wrong);
  fixture_tear_down (&f, NULL);
  return WIFSIGNALED (status) || WEXITSTATUS (status) == 128 + SIGKILL;
}

/* (transfer full) (nullable): why not. */
static char *
why_no_strace (void)
{
  g_autofree char *strace = g_find_program_in_path ("strace");
  const char *const argv[] = { "strace", "-qq", "-o", "/dev/null", "--trace=write", "true", NULL };
  int status;

  if (strace == NULL)
    return g_strdup ("strace is not installed");
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL) ||
      status != 0)
    return g_strdup ("strace may not trace here");
  return NULL;
}

static void
test_calls (gconstpointer data)
{
  const Life *life = data;
  g_autofree char *why = why_no_strace ();
  g_autofree char *figure = g_strdup_printf ("kills.%s", life->name);
  guint64 n_kills = 0, n_all = 0;
  /* A fifth of them: every fifth, another one each time. */
  guint step = (guint) (FULL_KILLS / faults_share (FULL_KILLS));
  guint offset = step > 1 ? (guint) g_test_rand_int_range (0, (int) step) : 0;

  if (why != NULL)
    {
      g_test_skip (why);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      gboolean killed = TRUE;

      for (guint when = 1 + (i + offset) % step; killed; when += step, n_all++)
        {
          killed = kill_at_call (life, calls[i], when);
          n_kills += killed ? 1 : 0;
        }
    }
  faults_figure (figure, n_kills, "kills");
  g_assert_cmpuint (n_kills, >, 20);
}

/* At any time, again and again in the same folder. What happens when is the computer's chance, not the seed's. */

typedef struct
{
  guint64 kills;
  guint64 acts;
} Tally;

static char *
play (guint64 seed, gpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);
  Tally *tally = data;
  Fixture f = { NULL };
  gint64 acknowledged = 0;
  char *wrong = NULL;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  for (guint i = 0; i < 10 && wrong == NULL; i++)
    {
      gint64 microseconds = g_rand_int_range (random, 0, 4000), start;
      int out;
      GPid child = start_child (f.directory, NULL, 0, &out);

      /* Some while after the start, or after something was acknowledged: it says four numbers. */
      for (int n = g_rand_int_range (random, 0, 5); n > 0 && hear (out, &acknowledged); n--)
        continue;
      start = g_get_monotonic_time ();
      while (g_get_monotonic_time () - start < microseconds)
        g_thread_yield ();
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      acknowledged = hear_all (out, acknowledged);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      wrong = judge (&f, &acknowledged, FALSE);
      tally->kills++;
    }
  tally->acts += (guint64) acknowledged;
  fixture_tear_down (&f, NULL);
  return wrong;
}

static void
test_random (void)
{
  Tally tally = { 0 };

  faults_play ("/faults/kills/random", play, &tally, &tally.kills, FULL_KILLS);
  faults_figure ("kills.random", tally.kills, "kills");
  faults_figure ("kills.random.acts", tally.acts, "acts");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--live") == 0)
    return live (argv[2]);

  faults_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/kills/%s", lives[i].name);

      g_test_add_data_func (path, &lives[i], test_calls);
    }
  g_test_add_func ("/faults/kills/random", test_random);
  return g_test_run ();
}
