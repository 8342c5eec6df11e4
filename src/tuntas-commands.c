/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-commands.h"

#include "tuntas-connection-command.h"
#include "tuntas-data.h"
#include "tuntas-replay.h"
#include "tuntas-site.h"
#include "tuntas-verdict-command.h"

#include <gio/gio.h>

#include <locale.h>

#define EXIT_MALFORMED 2
#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

typedef struct
{
  const char *name;
  const char *usage;
  int (*run) (int argc, char **argv);
  gboolean speaks; /* to the agent, so in the agent's language; the others are read by programs */
} Command;

static GTimeZone *
find_zone (const char *id, gpointer user_data)
{
  return g_time_zone_new_identifier (id);
}

/* (transfer full) (nullable): file (nullable): NULL is the work instruction that the program carries. site_file
 * (nullable): no site, whatever this computer has. */
static TuntasSite *
load_site (const char *file, const char *site_file, GError **error)
{
  g_autoptr (GFile) source = file != NULL ? g_file_new_for_commandline_arg (file) : NULL;
  g_autoptr (GBytes) bytes = source != NULL
                                 ? g_file_load_bytes (source, NULL, NULL, error)
                                 : g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, error);

  return bytes != NULL ? tuntas_site_load (bytes, file != NULL ? file : "W-03", site_file, NULL, error) : NULL;
}

static int
run_replay (int argc, char **argv)
{
  g_autofree char *procedure_file = NULL;
  g_autofree char *site_file = NULL;
  const GOptionEntry entries[] = {
    { "procedure", 0, 0, G_OPTION_ARG_FILENAME, &procedure_file, "Use this procedure file instead of W-03", "FILE" },
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &site_file, "Play it as this site's settings file sets it", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *script = NULL;
  g_autofree char *lines = NULL;
  gsize length;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("tuntas replay: %s\n", error->message);
      return EXIT_MALFORMED;
    }
  if (argc != 2)
    {
      g_printerr ("tuntas replay: one FILE is wanted\n");
      return EXIT_MALFORMED;
    }
  site = load_site (procedure_file, site_file, &error);
  if (site != NULL && site->findings->len > 0)
    {
      tuntas_site_print_findings (site);
      return EXIT_MALFORMED;
    }
  if (site == NULL || !g_file_get_contents (argv[1], &script, &length, &error) ||
      (lines = tuntas_replay (site->procedure, script, length, argv[1], find_zone, NULL, &error)) == NULL)
    {
      g_printerr ("tuntas replay: %s\n", error->message);
      return EXIT_MALFORMED;
    }
  g_print ("%s", lines);
  return EXIT_SUCCESS;
}

/* One line for each finding, as compilers write them, so that an editor can follow them to their place. */
static void
print_findings (const char *file, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      g_print ("%s:%u: %s: %s\n", file, MAX (finding->line, 1), finding->place, finding->reason);
    }
}

static void
print_counts (const char *file, TuntasProcedure *procedure)
{
  g_print ("%s: no findings: %u steps, %u acts, %u outcomes, %u ends, %u texts\n", file,
           tuntas_procedure_get_steps (procedure)->len, tuntas_procedure_get_acts (procedure)->len,
           tuntas_procedure_get_outcomes (procedure)->len, tuntas_procedure_get_ends (procedure)->len,
           g_hash_table_size (tuntas_procedure_get_texts (procedure)));
}

static int
run_check_procedure (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) source = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasProcedure) procedure = NULL;

  if (argc != 2)
    {
      g_printerr ("tuntas check-procedure: one FILE is wanted\n");
      return EXIT_MALFORMED;
    }
  source = g_file_new_for_commandline_arg (argv[1]);
  bytes = g_file_load_bytes (source, NULL, NULL, &error);
  if (bytes == NULL)
    {
      g_printerr ("tuntas check-procedure: %s\n", error->message);
      return EXIT_MALFORMED;
    }
  procedure = tuntas_procedure_prove (bytes, NULL, &findings);
  if (procedure != NULL)
    print_counts (argv[1], procedure);
  else
    print_findings (argv[1], findings);
  return procedure != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const Command commands[] = {
  { "check-connection", "check-connection [ADDRESS]", tuntas_connection_command_run, TRUE },
  { "check-procedure", "check-procedure FILE", run_check_procedure },
  { "replay", "replay FILE", run_replay },
  { "verdict", "verdict TICKET", tuntas_verdict_command_run },
};

gboolean
tuntas_commands_has (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tuntas_commands_speak (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return commands[i].speaks;
  return FALSE;
}

int
tuntas_commands_run (int argc, char **argv)
{
  /* What is printed is UTF-8, and so are most terminals; without this GLib would take them for ASCII. */
  setlocale (LC_CTYPE, "");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, argv[1]) == 0)
      return commands[i].run (argc - 1, argv + 1);
  g_return_val_if_reached (EXIT_MALFORMED);
}
