/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-test.h"

/* This program runs itself as a child, which commits for ever and says on a pipe what was acknowledged; the parent
 * kills it at any moment and looks what is there. */

#define ROUNDS 40

/* The child. */

static void
say (int out, gint64 number)
{
  if (write (out, &number, sizeof number) != sizeof number)
    _exit (1);
}

/* Each commit: an event, an entry of it, and the entry before it goes one state further. */
static TuntasCommit *
next_commit (gint64 seq, TuntasOutboxEntry *last, TuntasOutboxEntry **entry)
{
  TuntasCommit *commit = tuntas_commit_new ("IN190000001", "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (seq);

  *entry = make_entry ("IN190000001", seq, 0);
  tuntas_commit_add_event (commit, event);
  tuntas_commit_add_entry (commit, *entry);
  if (last != NULL)
    {
      g_autoptr (TuntasOutboxEntry) begun = changed (last, TUNTAS_OUTBOX_BEGUN);

      tuntas_commit_change_entry (commit, begun, TUNTAS_OUTBOX_PENDING);
    }
  return commit;
}

static int
commit_for_ever (const char *directory)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_thread ("store");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStore) store = store_open (directory, NULL, executor, MACHINE, &error);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasOutboxEntry) last = NULL;
  gint64 seq = 0;

  g_assert_no_error (error);
  contents = store_load (store, &error);
  g_assert_no_error (error);
  if (contents->cases->len > 0)
    seq = ((TuntasStoredCase *) g_ptr_array_index (contents->cases, 0))->events->len;
  say (STDOUT_FILENO, seq);
  while (TRUE)
    {
      TuntasOutboxEntry *entry;
      g_autoptr (TuntasCommit) commit = next_commit (++seq, last, &entry);

      store_commit (store, commit, &error);
      g_assert_no_error (error);
      say (STDOUT_FILENO, seq);
      g_clear_pointer (&last, tuntas_outbox_entry_unref);
      last = entry;
    }
  return 0;
}

static int
open_once (const char *directory)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_thread ("store");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStore) store = store_open (directory, NULL, executor, MACHINE, &error);

  if (store == NULL)
    return g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_LOCKED) ? 3 : 1;
  say (STDOUT_FILENO, 1);
  /* Until the parent lets go of the other end. */
  while (read (STDIN_FILENO, (char[1]){ 0 }, 1) > 0)
    continue;
  return 0;
}

/* The parent. */

static GPid
run_child (const char *mode, const char *directory, int *in, int *out)
{
  const char *const argv[] = { "/proc/self/exe", mode, directory, NULL };
  g_autoptr (GError) error = NULL;
  GPid child;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, in, out, NULL,
                            &error);
  g_assert_no_error (error);
  return child;
}

/* FALSE at the end of the pipe. */
static gboolean
hear (int out, gint64 *number)
{
  gssize length = read (out, number, sizeof *number);

  g_assert_true (length == 0 || length == sizeof *number);
  return length > 0;
}

/* What was acknowledged is there, whole, and at most the one after it. */
static void
assert_whole (Fixture *f, gint64 acknowledged)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  TuntasStoredCase *stored;
  guint n_unknown = 0;

  open_store (f);
  contents = load (f);
  close_store (f);
  if (contents->cases->len == 0)
    {
      g_assert_cmpint (acknowledged, ==, 0);
      return;
    }
  stored = g_ptr_array_index (contents->cases, 0);
  g_assert_cmpint (stored->events->len, >=, acknowledged);
  g_assert_cmpint (stored->events->len, <=, acknowledged + 1);
  for (guint i = 0; i < stored->events->len; i++)
    assert_event (g_ptr_array_index (stored->events, i), i + 1);
  g_assert_cmpuint (contents->entries->len, ==, stored->events->len);
  for (guint i = 0; i < contents->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      g_assert_cmpint (entry->event_seq, ==, i + 1);
      g_assert_true (entry->state == TUNTAS_OUTBOX_PENDING || entry->state == TUNTAS_OUTBOX_UNKNOWN);
      n_unknown += entry->state == TUNTAS_OUTBOX_UNKNOWN ? 1 : 0;
    }
  g_assert_cmpuint (n_unknown, <, MAX (contents->entries->len, 1));
}

static void
test_kill (Fixture *f, gconstpointer data)
{
  gint64 acknowledged = 0, total = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      int in, out, status, wanted = g_test_rand_int_range (0, 40);
      GPid child = run_child ("--commit-for-ever", f->directory, &in, &out);
      gint64 number;

      for (int i = 0; i <= wanted && hear (out, &number); i++)
        acknowledged = number;
      /* Not always in the same place after an acknowledgement. */
      for (int turns = g_test_rand_int_range (0, 200); turns > 0; turns--)
        g_thread_yield ();
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      while (hear (out, &number))
        acknowledged = number;
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      close (in);
      close (out);
      assert_whole (f, acknowledged);
      total = acknowledged;
    }
  g_test_message ("figure store_kills %d rounds", ROUNDS);
  g_test_message ("figure store_kill_commits %" G_GINT64_FORMAT " commits", total);
  g_assert_cmpint (total, >, ROUNDS);
}

static int
end_of (GPid child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* Of two processes one works, and its lock dies with it. */
static void
test_second_process (Fixture *f, gconstpointer data)
{
  int in, out, second_in, second_out;
  GPid first = run_child ("--open-once", f->directory, &in, &out), second;
  g_autoptr (GError) error = NULL;
  gint64 number;

  g_assert_true (hear (out, &number));
  second = run_child ("--open-once", f->directory, &second_in, &second_out);
  g_assert_cmpint (end_of (second), ==, 3);
  g_assert_null (store_open (f->directory, NULL, f->executor, MACHINE, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_LOCKED);
  close (second_in);
  close (second_out);

  g_assert_cmpint (kill (first, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (first, NULL, 0), ==, first);
  close (in);
  close (out);
  open_store (f);
}

/* Many at once in a fresh directory: one makes the journal, the others are told. */
static void
test_parallel_starts (Fixture *f, gconstpointer data)
{
  GPid children[20];
  int in[20], out[20];
  guint n_open = 0, n_locked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    children[i] = run_child ("--open-once", f->directory, &in[i], &out[i]);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      gint64 number;

      /* Says that it is open, or ends. */
      if (hear (out[i], &number))
        n_open++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int code;

      close (in[i]);
      code = end_of (children[i]);
      close (out[i]);
      g_assert_true (code == 0 || code == 3);
      n_locked += code == 3 ? 1 : 0;
    }
  g_assert_cmpuint (n_open, ==, 1);
  g_assert_cmpuint (n_locked, ==, G_N_ELEMENTS (children) - 1);
}

#define ADD(path, func) \
  g_test_add ("/store/kill/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--commit-for-ever") == 0)
    return commit_for_ever (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--open-once") == 0)
    return open_once (argv[2]);

  g_test_init (&argc, &argv, NULL);
  ADD ("kill", test_kill);
  ADD ("second-process", test_second_process);
  ADD ("parallel-starts", test_parallel_starts);
  return g_test_run ();
}
