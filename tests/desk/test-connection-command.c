/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#include <glib-unix.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* tuntas check-connection on a terminal of its own, against the embedded Nossa. */

#define PATIENCE_SECONDS 30

typedef struct
{
  SimDesk *nossa;
  char *site;       /* a file */
  pid_t pid;
  int terminal;
  GString *output;
  const char *type; /* (nullable): at the question for the password */
  const char *interrupt_at; /* (nullable): Ctrl+C once this is said; from there on Nossa answers late */
  int status;       /* -1: still running */
} Terminal;

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("the command did not end: %s", ((Terminal *) user_data)->output->str);
  return G_SOURCE_REMOVE;
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Terminal *self = user_data;
  char part[1024];
  gssize got = read (fd, part, sizeof part);

  if (got <= 0)
    {
      int status;

      g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
      g_assert_true (WIFEXITED (status));
      self->status = WEXITSTATUS (status);
      return G_SOURCE_REMOVE;
    }
  g_string_append_len (self->output, part, got);
  if (self->type != NULL && strstr (self->output->str, "Password or API key: ") != NULL)
    {
      g_assert_cmpint (write (fd, self->type, strlen (self->type)), ==, (int) strlen (self->type));
      self->type = NULL;
    }
  if (self->interrupt_at != NULL && strstr (self->output->str, self->interrupt_at) != NULL)
    {
      g_assert_cmpint (write (fd, "\003", 1), ==, 1);
      self->interrupt_at = NULL;
    }
  return G_SOURCE_CONTINUE;
}

/* A terminal of its own wants /dev/pts, which not every container has. */
static gboolean
has_terminals (void)
{
  int terminal, other;

  if (openpty (&terminal, &other, NULL, NULL, NULL) != 0)
    return FALSE;
  close (terminal);
  close (other);
  return TRUE;
}

/* The program goes by this computer's clock, the server's stands. */
static void
set_clock (SimDesk *nossa)
{
  gint64 apart = g_get_real_time () / G_USEC_PER_SEC - tuntas_clock_now_seconds (TUNTAS_CLOCK (nossa->clock));
  g_autofree char *fault = g_strdup_printf ("{\"kind\":\"wrong-clock\",\"seconds\":%" G_GINT64_FORMAT "}", apart);

  sim_desk_fault (nossa, fault);
}

/* Runs it to its end. terminal: else it has none and is a session of its own. */
static void
run (Terminal *self, const char *site, const char *password, gboolean terminal)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint timeout;
  int fd;

  self->nossa = sim_desk_new (NULL);
  set_clock (self->nossa);
  if (self->interrupt_at != NULL)
    sim_desk_fault (self->nossa, "{\"kind\":\"delay\",\"milliseconds\":5000,\"path\":\"jsonschemas\"}");
  self->output = g_string_new (NULL);
  self->type = password;
  self->status = -1;
  text = g_strdup_printf ("[server]\norigin=%s\n%s", tuntas_simulator_get_origin (self->nossa->simulator), site);
  fd = g_file_open_tmp ("tuntas-site-XXXXXX.ini", &self->site, &error);
  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_set_contents (self->site, text, -1, NULL));
  self->pid = forkpty (&self->terminal, NULL, NULL, NULL);
  g_assert_cmpint (self->pid, >=, 0);
  if (self->pid == 0)
    {
      unsetenv ("DBUS_SESSION_BUS_ADDRESS");
      if (terminal)
        execl (TUNTAS_PROGRAM, "tuntas", "check-connection", "--site", self->site, "--user", "ayu", NULL);
      else
        execlp ("setsid", "setsid", "--wait", TUNTAS_PROGRAM, "check-connection", "--site", self->site, "--user", "ayu",
                NULL);
      _exit (127);
    }
  g_unix_fd_add (self->terminal, G_IO_IN | G_IO_HUP, readable_cb, self);
  timeout = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, self);
  while (self->status < 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  close (self->terminal);
}

static void
terminal_clear (Terminal *self)
{
  unlink (self->site);
  g_free (self->site);
  g_string_free (self->output, TRUE);
  sim_desk_free (self->nossa);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terminal, terminal_clear)

static void
assert_said (Terminal *self, const char *words)
{
  if (strstr (self->output->str, words) == NULL)
    g_error ("»%s« is not in\n%s", words, self->output->str);
}

static void
test_good (void)
{
  g_auto (Terminal) terminal = { NULL };
  TuntasSimulatorCounters counters;

  run (&terminal, "", "latihan\n", TRUE);
  assert_said (&terminal, "Address – fits: Nossa answers within ");
  assert_said (&terminal, "Login – fits: Logged in as Ayu Lestari (AYU).");
  assert_said (&terminal, "Nothing is written over – fits");
  g_assert_cmpint (terminal.status, ==, 0);
  /* What was typed was not seen. */
  g_assert_null (strstr (terminal.output->str, "latihan"));
  counters = tuntas_simulator_get_counters (terminal.nossa->simulator);
  g_assert_cmpuint (counters.credential_submissions, ==, 1);
  g_assert_cmpuint (counters.writes, ==, 0);
  g_assert_cmpuint (counters.sessions_open, ==, 0);
}

static void
test_trouble (void)
{
  g_auto (Terminal) terminal = { NULL };

  run (&terminal, "[work_log]\ntype=KERJA\n", "latihan\n", TRUE);
  assert_said (&terminal, "Work log – must be changed: Nossa does not know the type KERJA");
  assert_said (&terminal, "[work_log] type");
  g_assert_cmpint (terminal.status, ==, 1);
}

static void
test_wrong_password (void)
{
  g_auto (Terminal) terminal = { NULL };

  run (&terminal, "", "salah\n", TRUE);
  assert_said (&terminal, "Login – must be changed: Login or password was refused");
  assert_said (&terminal, "Statuses – not tested");
  g_assert_cmpint (terminal.status, ==, 1);
  g_assert_cmpuint (tuntas_simulator_get_counters (terminal.nossa->simulator).credential_submissions, ==, 1);
}

/* Ctrl+C at the question: nothing was sent, and the echo is back. */
static void
test_given_up (void)
{
  g_auto (Terminal) terminal = { NULL };

  run (&terminal, "", "lati\003", TRUE);
  assert_said (&terminal, "a password is needed");
  g_assert_cmpint (terminal.status, ==, 2);
  g_assert_cmpuint (tuntas_simulator_get_counters (terminal.nossa->simulator).requests, ==, 0);
}

/* Ctrl+C while Nossa takes its time: the session that was opened is closed. */
static void
test_interrupted (void)
{
  g_auto (Terminal) terminal = { NULL };

  terminal.interrupt_at = "Login – fits";
  run (&terminal, "", "latihan\n", TRUE);
  g_assert_cmpint (terminal.status, ==, 2);
  g_assert_null (strstr (terminal.output->str, "Nothing is written over"));
  g_assert_cmpuint (tuntas_simulator_get_counters (terminal.nossa->simulator).sessions_opened, ==, 1);
  g_assert_cmpuint (tuntas_simulator_get_counters (terminal.nossa->simulator).sessions_open, ==, 0);
}

/* Without a terminal there is nobody to ask. */
static void
test_no_terminal (void)
{
  g_auto (Terminal) terminal = { NULL };

  run (&terminal, "", NULL, FALSE);
  assert_said (&terminal, "a password is needed");
  g_assert_cmpint (terminal.status, ==, 2);
}

/* A settings file that was not read as it was meant reaches no server. */
static void
test_bad_site (void)
{
  g_auto (Terminal) terminal = { NULL };

  run (&terminal, "auht=form\n", "latihan\n", TRUE);
  assert_said (&terminal, ":3: [server] auht: there is no such setting");
  g_assert_cmpint (terminal.status, ==, 2);
  g_assert_cmpuint (tuntas_simulator_get_counters (terminal.nossa->simulator).requests, ==, 0);
}

static void
test_skipped (void)
{
  g_test_skip ("there are no terminals here: /dev/pts is not mounted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!has_terminals ())
    {
      g_test_add_func ("/connection-command/all", test_skipped);
      return g_test_run ();
    }
  g_test_add_func ("/connection-command/good", test_good);
  g_test_add_func ("/connection-command/trouble", test_trouble);
  g_test_add_func ("/connection-command/wrong-password", test_wrong_password);
  g_test_add_func ("/connection-command/given-up", test_given_up);
  g_test_add_func ("/connection-command/interrupted", test_interrupted);
  g_test_add_func ("/connection-command/no-terminal", test_no_terminal);
  g_test_add_func ("/connection-command/bad-site", test_bad_site);
  return g_test_run ();
}
