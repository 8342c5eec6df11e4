/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-commands.h"

#include "tuntas-command-parts.h"
#include "tuntas-connection-command.h"
#include "tuntas-replay.h"
#include "tuntas-scenario-command.h"
#include "tuntas-session-command.h"
#include "tuntas-site.h"
#include "tuntas-verdict-command.h"

#include <gio/gio.h>

#include <locale.h>

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
  g_autoptr (GBytes) bytes = tuntas_command_parts_load_procedure (file, error);

  return bytes != NULL ? tuntas_site_load (bytes, tuntas_command_parts_name_procedure (file), site_file, NULL, error)
                       : NULL;
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
  g_autoptr (GOptionContext) context = g_option_context_new ("SCRIPT");
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *script = NULL;
  g_autofree char *lines = NULL;
  gsize length;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("tuntas replay: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (argc != 2)
    {
      g_printerr ("tuntas replay: one SCRIPT is wanted\n");
      return TUNTAS_EXIT_MALFORMED;
    }
  site = load_site (procedure_file, site_file, &error);
  if (site != NULL && site->findings->len > 0)
    {
      tuntas_site_print_findings (site);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (site == NULL || !g_file_get_contents (argv[1], &script, &length, &error) ||
      (lines = tuntas_replay (site->procedure, script, length, argv[1], find_zone, NULL, &error)) == NULL)
    {
      g_printerr ("tuntas replay: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  g_print ("%s", lines);
  return EXIT_SUCCESS;
}

static void
print_counts (const char *file, TuntasProcedure *procedure)
{
  g_print ("%s: no findings: %u steps, %u acts, %u outcomes, %u ends, %u texts\n", file,
           tuntas_procedure_get_steps (procedure)->len, tuntas_procedure_get_acts (procedure)->len,
           tuntas_procedure_get_outcomes (procedure)->len, tuntas_procedure_get_ends (procedure)->len,
           g_hash_table_size (tuntas_procedure_get_texts (procedure)));
}

/* (nullable): the procedure, where nothing is wrong with it; what is wrong is printed. */
static TuntasProcedure *
prove (const char *file, GBytes *bytes)
{
  g_autoptr (GPtrArray) findings = NULL;
  TuntasProcedure *procedure = tuntas_procedure_prove (bytes, NULL, &findings);

  if (procedure != NULL)
    print_counts (file, procedure);
  else
    tuntas_command_parts_print_findings (file, findings);
  return procedure;
}

/* What a site sets, against the procedure that it sets it for: everything in its file that would not be in force. */
static int
check_site (const char *file, GBytes *bytes, const char *site_file)
{
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* For who starts the program an unreadable file is one finding among others. */
  if (!g_file_get_contents (site_file, &text, NULL, &error) ||
      (site = tuntas_site_load (bytes, file, site_file, NULL, &error)) == NULL)
    {
      g_printerr ("tuntas check-procedure: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  for (guint i = 0; i < site->findings->len; i++)
    {
      g_autofree char *line = tuntas_finding_to_string (g_ptr_array_index (site->findings, i));

      g_print ("%s\n", line);
    }
  if (site->findings->len > 0)
    return EXIT_FAILURE;
  g_print ("%s: no findings\n", site_file);
  return EXIT_SUCCESS;
}

static int
run_check_procedure (int argc, char **argv)
{
  g_autofree char *site_file = NULL;
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &site_file, "Check this site's settings file against the procedure, too",
      "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PROCEDURE");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TuntasProcedure) procedure = NULL;

  g_option_context_set_summary (context, "Proves a work instruction, and says FILE:LINE of everything that is wrong "
                                         "with it.\nEnds with 0 where nothing is, with 1 where something is, with 2 "
                                         "where a file cannot be read.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("tuntas check-procedure: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (argc != 2)
    {
      g_printerr ("tuntas check-procedure: one PROCEDURE is wanted\n");
      return TUNTAS_EXIT_MALFORMED;
    }
  bytes = tuntas_command_parts_load_procedure (argv[1], &error);
  if (bytes == NULL)
    {
      g_printerr ("tuntas check-procedure: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  procedure = prove (argv[1], bytes);
  if (procedure != NULL && site_file != NULL)
    return check_site (argv[1], bytes, site_file);
  if (site_file != NULL)
    g_printerr ("tuntas check-procedure: %s: not looked at, the procedure comes first\n", site_file);
  return procedure != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const Command commands[] = {
  { "check-connection", "check-connection [--site FILE] [--user LOGIN] [ADDRESS]", tuntas_connection_command_run,
    TRUE },
  { "check-procedure", "check-procedure [--site FILE] PROCEDURE", run_check_procedure },
  { "check-scenario", "check-scenario [--procedure FILE] SCENARIO…", tuntas_scenario_command_run },
  { "replay", "replay [--procedure FILE] [--site FILE] SCRIPT", run_replay },
  { "replay-session", "replay-session [--site FILE] [DIR]", tuntas_session_command_run },
  { "verdict", "verdict [--data DIR] [--site FILE] [TICKET]", tuntas_verdict_command_run },
};

/* (nullable) */
static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

gboolean
tuntas_commands_has (const char *name)
{
  return find_command (name) != NULL;
}

gboolean
tuntas_commands_speak (const char *name)
{
  const Command *command = find_command (name);

  return command != NULL && command->speaks;
}

char *
tuntas_commands_dup_usage (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  tuntas %s\n", commands[i].usage);
  return g_string_free (text, FALSE);
}

int
tuntas_commands_run (int argc, char **argv)
{
  const Command *command = find_command (argv[1]);
  g_autofree char *name = g_strconcat ("tuntas ", argv[1], NULL);

  g_return_val_if_fail (command != NULL, TUNTAS_EXIT_MALFORMED);
  g_set_prgname (name);
  /* What is printed is UTF-8, and so are most terminals; without this GLib would take them for ASCII. */
  setlocale (LC_CTYPE, "");
  return command->run (argc - 1, argv + 1);
}
