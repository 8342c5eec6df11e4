/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-scenario-command.h"

#include "tuntas-command-parts.h"
#include "tuntas-coverage.h"
#include "tuntas-debrief.h"

#include <gio/gio.h>
#include <stdlib.h>

/* (transfer full) (nullable): file (nullable): the work instruction that the program carries. */
static TuntasProcedure *
load_procedure (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = tuntas_command_parts_load_procedure (file, error);

  return bytes != NULL ? tuntas_procedure_new_from_bytes (bytes, tuntas_command_parts_name_procedure (file), error)
                       : NULL;
}

/* The names that wanted has as well: an act is done in many places, but is a transition of its own only where it moves
 * nothing. */
static void
print_set (const char *what, GHashTable *has, GHashTable *wanted)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (has), tuntas_coverage_compare);
  const char *parting = "";

  g_print ("  %s:", what);
  for (GList *l = names; l != NULL; l = l->next)
    if (g_hash_table_contains (wanted, l->data))
      {
        g_print ("%s %s", parting, (char *) l->data);
        parting = ",";
      }
  g_print ("\n");
}

static void
print_scenario (const char *file, TuntasScenario *scenario)
{
  g_autoptr (TuntasSolution) solution = tuntas_solution_play (scenario, "id");
  g_autoptr (TuntasCoverage) coverage = tuntas_coverage_new ();
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (tuntas_scenario_get_procedure (scenario));

  for (guint i = 0; i < solution->cases->len; i++)
    tuntas_coverage_add_case (coverage, g_ptr_array_index (solution->cases, i));
  g_print ("%s: no findings: %s: %u tickets, %u calls\n", file, tuntas_scenario_get_id (scenario),
           tuntas_scenario_get_tickets (scenario)->len, tuntas_call_book_get_truths (solution->book)->len);
  print_set ("clauses", coverage->clauses, wanted->clauses);
  print_set ("silent places", coverage->places, wanted->places);
  print_set ("transitions", coverage->transitions, wanted->transitions);
}

/* Gives an exit status. */
static int
check (const char *file, TuntasProcedure *procedure)
{
  g_autoptr (GFile) source = g_file_new_for_commandline_arg (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (source, NULL, NULL, &error);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = NULL;

  if (bytes == NULL)
    {
      g_printerr ("tuntas check-scenario: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  scenario = tuntas_scenario_prove (bytes, procedure, &findings);
  tuntas_command_parts_print_findings (file, findings);
  if (scenario == NULL)
    return EXIT_FAILURE;
  print_scenario (file, scenario);
  return EXIT_SUCCESS;
}

int
tuntas_scenario_command_run (int argc, char **argv)
{
  g_autofree char *procedure_file = NULL;
  const GOptionEntry entries[] = {
    { "procedure", 0, 0, G_OPTION_ARG_FILENAME, &procedure_file, "Use this procedure file instead of W-03", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("SCENARIO…");
  g_autoptr (TuntasProcedure) procedure = NULL;
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  g_option_context_set_summary (context, "Proves scenarios of the training, and says FILE:LINE of everything that is "
                                         "wrong with them.\nEnds with 0 where nothing is, with 1 where something is, "
                                         "with 2 where a file cannot be read.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (procedure = load_procedure (procedure_file, &error)) == NULL)
    {
      g_printerr ("tuntas check-scenario: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (argc < 2)
    {
      g_printerr ("tuntas check-scenario: a SCENARIO is wanted\n");
      return TUNTAS_EXIT_MALFORMED;
    }
  for (int i = 1; i < argc; i++)
    {
      int found = check (argv[i], procedure);

      status = MAX (status, found);
    }
  return status;
}
