/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-run.h"

#include "tuntas-alone.h"
#include "tuntas-application.h"
#include "tuntas-command-parts.h"
#include "tuntas-commands.h"
#include "tuntas-places.h"
#include "tuntas-soup-transport.h"
#include "tuntas-tour.h"
#include "tuntas-wiring.h"

#include <glib/gi18n.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  TuntasClock *clock; /* (nullable) */
  TuntasSite *site;
  char *site_file;    /* (nullable) */
  char *wire_log;     /* (nullable) */
  char *tour;         /* (nullable) */
  TuntasTrainingChoice start;
  gboolean training;
  gboolean background;
  gboolean version;
} Program;

/* Run from the build folder, the program finds what it needs there, without any environment set. */
static void
find_places (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *locale_dir = TUNTAS_LOCALE_DIR;

  if (self != NULL && g_str_has_prefix (self, TUNTAS_BUILD_ROOT "/"))
    {
      g_setenv ("GSETTINGS_SCHEMA_DIR", TUNTAS_BUILD_ROOT "/data", FALSE);
      locale_dir = TUNTAS_BUILD_ROOT "/po";
    }
  setlocale (LC_ALL, "");
  bindtextdomain ("tuntas", locale_dir);
  bind_textdomain_codeset ("tuntas", "UTF-8");
  textdomain ("tuntas");
}

static void
print_version (void)
{
  g_print ("tuntas %s\nGLib %u.%u.%u\n", TUNTAS_VERSION, glib_major_version, glib_minor_version, glib_micro_version);
}

static TuntasWorkplace *
open_training (const TuntasTrainingChoice *choice, gpointer user_data, GError **error)
{
  Program *program = user_data;

  return tuntas_wiring_training (program->site, program->clock, choice->scenario, choice->mode, choice->speed, error);
}

/* One program at a time works on what is saved here. The second one raises the window of the first, which the bus knows;
 * where there is no bus, or another one, it says so and ends. One that should only remind has nothing to add, and ends
 * well. The tour has no part in this: it saves nothing here. */
static gboolean
may_start (Program *program, TuntasApplication *application, int *status)
{
  g_autoptr (GDBusConnection) bus = NULL;

  if (program->tour != NULL || tuntas_alone_is_first ())
    return TRUE;
  *status = program->background ? EXIT_SUCCESS : EXIT_FAILURE;
  if (program->background)
    return FALSE;
  /* Without a bus a launcher would become a program of its own. */
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_IS_LAUNCHER);
  if (bus != NULL && g_application_register (G_APPLICATION (application), NULL, NULL))
    return TRUE;
  g_printerr ("tuntas: %s\n", _("Tuntas is already open on this computer. Go on there, or close it first."));
  return FALSE;
}

static int
run_window (Program *program, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasWorkplace) work = NULL;
  g_autoptr (TuntasTrainer) trainer = NULL;
  g_autoptr (TuntasApplication) application = NULL;
  g_autoptr (TuntasTour) tour = NULL;
  char *own_argv[] = { argv[0], NULL };
  int status;

  program->site = tuntas_wiring_load_site (program->site_file, &error);
  if (program->site == NULL)
    {
      g_printerr ("tuntas: %s\n", error->message);
      return EXIT_FAILURE;
    }
  tuntas_site_print_findings (program->site);
  work = tuntas_wiring_work (program->site, program->clock, program->wire_log);
  trainer = tuntas_wiring_trainer (program->site, open_training, program);
  application = tuntas_application_new (work, trainer);
  if (program->tour != NULL)
    tour = tuntas_tour_new (application, program->tour);
  else if (program->training)
    tuntas_application_set_start_in_training (application, &program->start);
  else if (program->background)
    tuntas_application_set_start_hidden (application);
  if (!may_start (program, application, &status))
    return status;
  status = g_application_run (G_APPLICATION (application), 1, own_argv);
  return tour != NULL && !tuntas_tour_succeeded (tour) ? EXIT_FAILURE : status;
}

/* (transfer full) */
static GOptionContext *
new_context (const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (NULL);
  g_autofree char *commands = tuntas_commands_dup_usage ();
  /* Translators: %s is a list of command lines, one a line; keep the line break. */
  g_autofree char *description =
      g_strdup_printf (_("Commands, for which no display is needed; each has its own --help:\n%s"), commands);

  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, "tuntas");
  return context;
}

/* What is misspelled must not lead to work. FALSE where it is, which is said. */
static gboolean
parse (const GOptionEntry *entries, const Program *program, int argc, char **argv)
{
  g_autoptr (GOptionContext) context = new_context (entries);
  g_autoptr (GError) error = NULL;

  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_printerr ("tuntas: %s\n", error->message);
  else if (argc > 1)
    /* Translators: %s is a word of the command line; --help stays as it is. */
    g_printerr (_("tuntas: %s: there is no such command, see --help\n"), argv[1]);
  else if (!tuntas_pace_is_speed (program->start.speed))
    g_printerr ("tuntas: --speed: 1, 60 or 600 is wanted\n");
  else
    return TRUE;
  return FALSE;
}

int
tuntas_run (int argc, char **argv, TuntasClock *clock)
{
  Program program = { .clock = clock, .start = { .mode = TUNTAS_PRACTICE_GUIDED, .speed = 1 } };
  g_autofree char *scenario = NULL;
  gboolean service = FALSE;
  const GOptionEntry entries[] = {
    { "training", 0, 0, G_OPTION_ARG_NONE, &program.training, N_("Begin with the exercises"), NULL },
    { "scenario", 0, 0, G_OPTION_ARG_FILENAME, &scenario, N_("Begin with that exercise, guided: a name of those within, or a file"), N_("SCENARIO") },
    { "speed", 0, 0, G_OPTION_ARG_INT, &program.start.speed, N_("How fast the training's clock runs: 1, 60 or 600"), "N" },
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &program.site_file, N_("The site's settings instead of the system's"), N_("FILE") },
    { "wire-log", 0, 0, G_OPTION_ARG_FILENAME, &program.wire_log, N_("Write down what is said to Nossa, without passwords and customers, for support"), N_("FILE") },
    { "background", 0, 0, G_OPTION_ARG_NONE, &program.background, N_("Begin without a window, to remind of what waits"), NULL },
    { "tour", 0, 0, G_OPTION_ARG_FILENAME, &program.tour, N_("Play a shift, with a picture per step in DIR"), N_("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &program.version, N_("Show the version"), NULL },
    /* The bus says so where it starts the program; it begins as always. */
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &service, NULL, NULL },
    { NULL },
  };
  int status;

  tuntas_nossa_init_process ();
  if (argc > 1 && tuntas_commands_has (argv[1]))
    {
      if (tuntas_commands_speak (argv[1]))
        find_places ();
      return tuntas_commands_run (argc, argv);
    }
  find_places ();
  if (!parse (entries, &program, argc, argv))
    return TUNTAS_EXIT_MALFORMED;
  if (program.version)
    {
      print_version ();
      return EXIT_SUCCESS;
    }
  program.start.scenario = scenario;
  program.training = program.training || scenario != NULL;
  status = run_window (&program, argv);
  g_clear_pointer (&program.site, tuntas_site_free);
  g_free (program.site_file);
  g_free (program.wire_log);
  g_free (program.tour);
  return status;
}
