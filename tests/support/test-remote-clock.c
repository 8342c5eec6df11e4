/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-remote-clock.h"

#include "tuntas-test-clock.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000)
#define START (1795399200 * SECOND)
#define FOLLOWER_FD 3

/* The follower: this program once more, started with --follow. It says on standard output what it sees. */

static void
say (TuntasClock *clock, const char *what)
{
  g_print ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what, (tuntas_clock_now (clock) - START) / SECOND,
           tuntas_clock_monotonic (clock) / SECOND);
}

static void
stepped_cb (TuntasClock *clock, gpointer user_data)
{
  say (clock, "stepped");
}

static void
woken_cb (gpointer user_data)
{
  say (user_data, "woken");
  tuntas_clock_wake_at (user_data, tuntas_clock_now (user_data) + 60 * SECOND, woken_cb, user_data, NULL);
}

static int
follow (void)
{
  g_autoptr (TuntasRemoteClock) clock = tuntas_remote_clock_new (FOLLOWER_FD);

  if (clock == NULL)
    return EXIT_FAILURE;
  g_signal_connect (clock, "stepped", G_CALLBACK (stepped_cb), NULL);
  say (TUNTAS_CLOCK (clock), "started");
  tuntas_clock_wake_at (TUNTAS_CLOCK (clock), START + 60 * SECOND, woken_cb, clock, NULL);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

static GSubprocess *
start_follower (TuntasTestClock *clock, const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_take_fd (launcher, tuntas_test_clock_export (clock), FOLLOWER_FD);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--follow", NULL);
  g_assert_no_error (error);
  return process;
}

static void
assert_line (GDataInputStream *lines, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

static void
end_follower (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
}

static void
test_other_process (gconstpointer program)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START - 5 * SECOND);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;

  tuntas_test_clock_advance_seconds (clock, 5);
  process = start_follower (clock, program);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  assert_line (lines, "started 0 5");

  /* Everything that was due has been called by the time that the advance returns, at its own instant. */
  tuntas_test_clock_advance_seconds (clock, 125);
  assert_line (lines, "woken 60 65");
  assert_line (lines, "woken 120 125");
  tuntas_test_clock_set (clock, START + 10 * SECOND);
  assert_line (lines, "stepped 10 130");
  tuntas_test_clock_set (clock, START + 200 * SECOND);
  assert_line (lines, "stepped 200 130");
  assert_line (lines, "woken 200 130");

  end_follower (process);
  tuntas_test_clock_advance_seconds (clock, 60);
  g_assert_cmpint (tuntas_clock_now (TUNTAS_CLOCK (clock)), ==, START + 260 * SECOND);
}

/* A follower that was killed is replaced, as a program that starts again after a crash. */
static void
test_started_again (gconstpointer program)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GSubprocess) process = start_follower (clock, program);
      g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

      assert_line (lines, i == 0 ? "started 0 0" : "started 30 30");
      tuntas_test_clock_advance_seconds (clock, 30);
      end_follower (process);
    }
}

static void
log_cb (gpointer user_data)
{
  g_string_append (user_data, "leader ");
}

static void
remote_log_cb (gpointer user_data)
{
  g_string_append (user_data, "follower ");
}

/* In one process: the waiting leader lets the follower's loop go on, and both wake in the order of their instants. */
static void
test_same_process (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasRemoteClock) remote = tuntas_remote_clock_new (tuntas_test_clock_export (clock));
  g_autoptr (GString) log = g_string_new (NULL);

  tuntas_clock_wake_at (TUNTAS_CLOCK (clock), START + 2, log_cb, log, NULL);
  tuntas_clock_wake_at (TUNTAS_CLOCK (remote), START + 1, remote_log_cb, log, NULL);
  tuntas_clock_wake_at (TUNTAS_CLOCK (remote), START + 3, remote_log_cb, log, NULL);
  tuntas_test_clock_advance (clock, 10);
  g_assert_cmpstr (log->str, ==, "follower leader follower ");
  g_assert_cmpint (tuntas_clock_now (TUNTAS_CLOCK (remote)), ==, START + 10);
}

static void
test_no_socket (void)
{
  g_assert_null (tuntas_remote_clock_new (-1));
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "--follow") == 0)
    return follow ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/support/remote-clock/other-process", argv[0], test_other_process);
  g_test_add_data_func ("/support/remote-clock/started-again", argv[0], test_started_again);
  g_test_add_func ("/support/remote-clock/same-process", test_same_process);
  g_test_add_func ("/support/remote-clock/no-socket", test_no_socket);
  return g_test_run ();
}
