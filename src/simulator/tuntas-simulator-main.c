/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>

#include "tuntas-data.h"
#include "tuntas-server-clock.h"
#include "tuntas-simulator.h"

/* The embedded Nossa as a program of its own. */

#define SUMMARY "A stand-alone fake Maximo on 127.0.0.1: trouble tickets over the REST/JSON protocol, in memory only."

#define DESCRIPTION                                                                                                    \
  "Prints \"listening on http://127.0.0.1:PORT\" and serves until it is interrupted. A scenario that is not right is\n"\
  "refused as FILE:LINE: place: reason (status 1); wrong options end with status 2.\n"                                 \
  "\n"                                                                                                                 \
  "Sign-in (sample shift: user ayu, password latihan, API key latihan-ayu-0001):\n"                                    \
  "  curl -H \"maxauth: $(printf ayu:latihan | base64)\" ORIGIN/maximo/oslc/whoami\n"                                  \
  "  curl -u ayu:latihan ORIGIN/maximo/oslc/whoami\n"                                                                  \
  "  curl -d 'j_username=ayu&j_password=latihan' -c jar ORIGIN/maximo/j_security_check\n"                              \
  "  curl -H 'apikey: latihan-ayu-0001' 'ORIGIN/maximo/api/os/mxincident?lean=1&oslc.select=ticketid,status'\n"        \
  "\n"                                                                                                                 \
  "Control address, for tests:\n"                                                                                      \
  "  GET  /control/effects         what really happened, whatever was answered\n"                                      \
  "  GET  /control/record/ID       one ticket; POST changes it as somebody else would\n"                               \
  "  GET  /control/counters        requests, writes, passwords sent, sessions\n"                                       \
  "  GET  /control/mail            mails that POST /catch-all/mail took\n"                                             \
  "  POST /control/fault           {\"kind\": KIND, ...}, KIND one of offline, drop-before, drop-after, no-change,\n"  \
  "                                action, delay, drip, status, html, truncate, garbage, oversized, nested,\n"         \
  "                                expire-session, wrong-host, wrong-clock, clear\n"                                   \
  "  POST /control/reset           begins the scenario anew\n"                                                         \
  "\n"                                                                                                                 \
  "Scenario files, faults and what is simulated: data/scenarios/README.md\n"

#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"

static int port;
static int speed = 1;
static char *scenario;

static const GOptionEntry entries[] = {
  { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Listen on port N of 127.0.0.1 (0, the default: any free one)", "N" },
  { "scenario", 's', 0, G_OPTION_ARG_FILENAME, &scenario, "Serve this scenario instead of the sample shift", "FILE" },
  { "speed", 0, 0, G_OPTION_ARG_INT, &speed, "How fast the server's clock runs: 1 (the default), 60 or 600", "N" },
  { NULL },
};

static GBytes *
read_scenario (GError **error)
{
  char *text;
  gsize size;

  if (scenario == NULL)
    return g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, error);
  if (!g_file_get_contents (scenario, &text, &size, error))
    return NULL;
  return g_bytes_new_take (text, size);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, SUMMARY);
  g_option_context_set_description (context, DESCRIPTION);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "\"%s\" is not expected here; see --help",
                   (*argv)[1]);
      return FALSE;
    }
  if (port < 0 || port > G_MAXUINT16 || (speed != 1 && speed != 60 && speed != 600))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--port wants a number from 0 to 65535, --speed 1, 60 or 600");
      return FALSE;
    }
  return TRUE;
}

static TuntasSimulator *
start (GError **error)
{
  g_autoptr (TuntasClock) clock = tuntas_server_clock_new (speed);
  g_autoptr (TuntasSimulator) simulator = tuntas_simulator_new (clock);
  g_autoptr (GBytes) json = read_scenario (error);

  if (json == NULL ||
      !tuntas_simulator_load_scenario (simulator, json, scenario != NULL ? scenario : "sample-shift.json", error) ||
      !tuntas_simulator_listen (simulator, port, error))
    return NULL;
  return g_steal_pointer (&simulator);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasSimulator) simulator = NULL;

  setlocale (LC_ALL, "");
  if (!parse (&argc, &argv, &error))
    {
      g_printerr ("tuntas-simulator: %s\n", error->message);
      return 2;
    }
  simulator = start (&error);
  if (simulator == NULL)
    {
      g_printerr ("tuntas-simulator: %s\n", error->message);
      return 1;
    }
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_print ("listening on %s\n", tuntas_simulator_get_origin (simulator));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
