/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-connection-command.h"

#include "tuntas-command-parts.h"
#include "tuntas-explain.h"
#include "tuntas-nossa-site.h"
#include "tuntas-probe-words.h"
#include "tuntas-wipe.h"
#include "tuntas-wiring.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST_LINE 256
#define CONTROL_C 3

typedef struct
{
  GMainLoop *loop;
  TuntasLoginState login;
  gboolean good;
  int status;
} Run;

/* Reads a line; FALSE where the terminal is gone or the agent gave up. */
static gboolean
read_line (int terminal, char *line)
{
  gsize length = 0;
  char c;

  for (;;)
    {
      gssize got = read (terminal, &c, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0 || c == CONTROL_C || length + 1 >= LONGEST_LINE)
        return FALSE;
      if (c == '\n' || c == '\r')
        break;
      line[length++] = c;
    }
  line[length] = '\0';
  return length > 0 && g_utf8_validate (line, -1, NULL);
}

/* (nullable) (transfer full): what is typed on the terminal itself, whatever standard input is. Unseen: without an
 * echo, and with Ctrl+C as a character that ends the line, so that nothing ends the program before the echo is back. */
static char *
ask_terminal (const char *question, gboolean unseen)
{
  int terminal = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  struct termios seen, changed;
  char line[LONGEST_LINE];
  char *answer = NULL;

  if (terminal < 0 || tcgetattr (terminal, &seen) != 0)
    {
      if (terminal >= 0)
        close (terminal);
      return NULL;
    }
  changed = seen;
  if (unseen)
    {
      changed.c_lflag &= ~(tcflag_t) (ECHO | ISIG);
      changed.c_cc[VEOL] = CONTROL_C;
    }
  tcsetattr (terminal, TCSAFLUSH, &changed);
  if (write (terminal, question, strlen (question)) >= 0 && read_line (terminal, line))
    answer = g_strdup (line);
  explicit_bzero (line, sizeof line);
  tcsetattr (terminal, TCSAFLUSH, &seen);
  if (unseen && write (terminal, "\n", 1) < 0)
    g_debug ("the terminal is gone");
  close (terminal);
  return answer;
}

static void
told_cb (const TuntasProbeResult *result, gpointer user_data)
{
  g_autofree char *line = tuntas_probe_words_line (result);

  g_print ("%s\n", line);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_workplace_probe_finish (TUNTAS_WORKPLACE (source), result, &run->good, &error))
    run->status = run->good ? EXIT_SUCCESS : EXIT_FAILURE;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *why = tuntas_explain_error (error);

      g_printerr ("tuntas check-connection: %s\n", why);
    }
  g_main_loop_quit (run->loop);
}

/* Ctrl+C: the session that was opened is closed before the end. */
static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->login = tuntas_workplace_look_up_login_finish (TUNTAS_WORKPLACE (source), result);
  g_main_loop_quit (run->loop);
}

static int
fail (const char *why)
{
  g_printerr ("tuntas check-connection: %s\n", why);
  return TUNTAS_EXIT_MALFORMED;
}

static int
check (TuntasWorkplace *workplace, const char *server, const char *user)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { .loop = loop, .status = TUNTAS_EXIT_MALFORMED };
  char *password = NULL;
  guint interrupted;

  tuntas_workplace_look_up_login_async (workplace, server, user, NULL, looked_up_cb, &run);
  g_main_loop_run (loop);
  if (run.login != TUNTAS_LOGIN_STORED)
    {
      /* Translators: asked on a terminal; keep the blank at the end. */
      password = ask_terminal (_("Password or API key: "), TRUE);
      if (password == NULL)
        return fail (_("a password is needed: run it on a terminal, or save the login in Tuntas first"));
    }
  interrupted = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  tuntas_workplace_probe_async (workplace, NULL, server, user, password, told_cb, NULL, cancellable, probed_cb, &run);
  tuntas_wipe (password);
  g_main_loop_run (loop);
  g_source_remove (interrupted);
  return run.status;
}

/* (nullable) (transfer full) */
static TuntasWorkplace *
load_workplace (const char *site_file, TuntasSite **site)
{
  g_autoptr (GError) error = NULL;

  *site = tuntas_wiring_load_site (site_file, &error);
  if (*site == NULL)
    {
      g_printerr ("tuntas check-connection: %s\n", error->message);
      return NULL;
    }
  tuntas_site_print_findings (*site);
  return tuntas_wiring_work (*site, NULL, NULL);
}

static int
run_for (const char *site_file, const char *address, char *user)
{
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (TuntasWorkplace) workplace = load_workplace (site_file, &site);
  g_autofree char *login = g_strdup (user);
  const char *server;

  if (workplace == NULL)
    return TUNTAS_EXIT_MALFORMED;
  server = address != NULL ? address : tuntas_workplace_get_server (workplace);
  if (server == NULL)
    return fail (_("the address of Nossa is needed: as ADDRESS, or in site.ini"));
  if (login == NULL && tuntas_nossa_site_get_auth (site->nossa) != TUNTAS_NOSSA_AUTH_APIKEY)
    /* Translators: asked on a terminal; keep the blank at the end. */
    login = ask_terminal (_("Login: "), FALSE);
  if (login == NULL && tuntas_nossa_site_get_auth (site->nossa) != TUNTAS_NOSSA_AUTH_APIKEY)
    return fail (_("a login is needed: --user LOGIN"));
  return check (workplace, server, login != NULL ? login : "");
}

int
tuntas_connection_command_run (int argc, char **argv)
{
  g_autofree char *site_file = NULL;
  g_autofree char *user = NULL;
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &site_file, N_("The site's settings instead of the system's"), N_("FILE") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_("Whose login is tested; the password is asked for"), N_("LOGIN") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("[ADDRESS]"));
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, "tuntas");
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (error->message);
  if (argc > 2)
    return fail (_("one ADDRESS at most is wanted"));
  return run_for (site_file, argc == 2 ? argv[1] : NULL, user);
}
