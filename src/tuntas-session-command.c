/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-session-command.h"

#include "tuntas-command-parts.h"
#include "tuntas-kept-session.h"
#include "tuntas-session.h"
#include "tuntas-wiring.h"
#include "tuntas-words.h"

#include <locale.h>
#include <stdlib.h>

static void
print_step (const TuntasSessionStep *step)
{
  g_autofree char *clock = tuntas_words_clock (tuntas_case_get_zone (step->state), step->at, 0);

  g_print ("%s %s  %s  %-6s  %s%s → %s\n", clock, tuntas_words_zone_label (tuntas_case_get_zone_id (step->state)),
           step->ticket, step->clause != NULL ? step->clause : "-", step->line, step->taken_back ? " ↶" : "", step->step);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static int
replay (TuntasSite *site, const char *directory)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_session_read_async (directory, site->procedure, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  cases = tuntas_session_read_finish (result, &error);
  if (cases == NULL)
    {
      g_printerr ("tuntas replay-session: %s: %s\n", directory, error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  steps = tuntas_session_list_steps (cases, site->station->language);
  for (guint i = 0; i < steps->len; i++)
    print_step (g_ptr_array_index (steps, i));
  return EXIT_SUCCESS;
}

/* The newest last: it is nearest to where one types. */
static int
list_sessions (void)
{
  g_autofree char *directory = tuntas_wiring_dup_sessions_path ();
  g_autoptr (GPtrArray) sessions = tuntas_kept_session_list (directory);

  for (guint i = sessions->len; i > 0; i--)
    g_print ("%s\n", ((TuntasKeptSession *) g_ptr_array_index (sessions, i - 1))->path);
  return EXIT_SUCCESS;
}

int
tuntas_session_command_run (int argc, char **argv)
{
  g_autofree char *site_file = NULL;
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &site_file, "The site's settings instead of the system's", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[DIR]");
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_set_summary (context, "Goes through a training session again, step by step; without DIR says which "
                                         "are kept here.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (site = tuntas_wiring_load_site (site_file, &error)) == NULL)
    {
      g_printerr ("tuntas replay-session: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (argc > 2)
    {
      g_printerr ("tuntas replay-session: one DIR at most is wanted\n");
      return TUNTAS_EXIT_MALFORMED;
    }
  return argc == 2 ? replay (site, argv[1]) : list_sessions ();
}
