/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include "tuntas-coverage.h"
#include "tuntas-phone.h"

#include <string.h>

/* The scenarios that the program carries: each is right, its right way passes, and together they exercise everything
 * that the procedure has. What that is comes from the procedure: an act, a step or a silent place that is new in it fails
 * here until there is a scenario for it. */

#define MIN_SCENARIOS 16

static void
assert_none_missing (const char *what, GHashTable *has, GHashTable *wanted)
{
  g_auto (GStrv) missing = tuntas_coverage_list_missing (has, wanted);
  g_autofree char *list = g_strjoinv ("\n  ", missing);

  g_test_message ("%u %s", g_hash_table_size (wanted), what);
  if (missing[0] != NULL)
    g_error ("no scenario has these %s:\n  %s", what, list);
}

static void
test_coverage (void)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (procedure);
  g_autoptr (TuntasCoverage) has = tuntas_coverage_new ();
  g_auto (GStrv) ids = tuntas_scenario_list_builtin ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (TuntasScenario) scenario = training_support_load (procedure, ids[i]);
      g_autoptr (TuntasSolution) solution = tuntas_solution_play (scenario, "id");

      for (guint j = 0; j < solution->cases->len; j++)
        tuntas_coverage_add_case (has, g_ptr_array_index (solution->cases, j));
    }
  g_assert_cmpuint (g_hash_table_size (wanted->transitions), >, 60);
  g_assert_cmpuint (g_hash_table_size (wanted->places), ==, 20);
  assert_none_missing ("transitions", has->transitions, wanted->transitions);
  assert_none_missing ("silent places", has->places, wanted->places);
  assert_none_missing ("clauses", has->clauses, wanted->clauses);
  g_assert_cmpuint (g_strv_length (ids), >=, MIN_SCENARIOS);
  training_support_figure ("training.scenarios", g_strv_length (ids), "scenarios");
  training_support_figure ("training.transitions", g_hash_table_size (wanted->transitions), "transitions");
  training_support_figure ("training.silent-places", g_hash_table_size (wanted->places), "places");
}

/* A map that leaves out what can be done would make the coverage easy. */
static void
test_wanted (void)
{
  static const char *const transitions[] = {
    "pend: first-round → inform", "close-unreached: follow-up → end (closed-unreached)", "due: promised → follow-up",
    "stopped: held → end (stopped)", "instructed: held → back", "undo", "escalate: recheck → held",
    "adopted: receive → follow-up",
  };
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (procedure);

  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    g_assert_true (g_hash_table_contains (wanted->transitions, transitions[i]));
  g_assert_true (g_hash_table_contains (wanted->clauses, "1.2.10"));
}

static void
assert_case_conforms (TuntasScenario *scenario, TuntasCase *state)
{
  TuntasVerdict *verdict = tuntas_verdict_new (state, "id");

  /* An end that nobody but the coordinator can decide, a customer without e-mail and without a number are departures. */
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const TuntasVerdictFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (finding->departs && strcmp (finding->code, "instructed") != 0 && strcmp (finding->code, "no-email") != 0 &&
          strcmp (finding->code, "no-usable-number") != 0)
        g_error ("%s: %s: %s", tuntas_scenario_get_id (scenario), tuntas_case_get_ticket (state), finding->code);
    }
  tuntas_verdict_free (verdict);
}

static void
test_each (gconstpointer data)
{
  const char *id = data;
  g_autofree char *text = training_support_read (id);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = training_support_prove (text, &findings);
  g_autoptr (TuntasSolution) solution = NULL;
  g_autoptr (GPtrArray) trials = g_ptr_array_new ();
  TuntasDebrief *debrief;

  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%u: %s: %s", finding->line, finding->place, finding->reason);
    }
  g_assert_nonnull (scenario);
  g_assert_cmpstr (tuntas_scenario_get_id (scenario), ==, id);
  g_assert_cmpuint (tuntas_scenario_get_ways (scenario)->len, ==, tuntas_scenario_get_tickets (scenario)->len);
  solution = tuntas_solution_play (scenario, "id");
  for (guint i = 0; i < solution->cases->len; i++)
    assert_case_conforms (scenario, g_ptr_array_index (solution->cases, i));
  debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = scenario, .cases = solution->cases, .truths = tuntas_call_book_get_truths (solution->book),
      .trials = trials, .notes = solution->notes, .ended_at = tuntas_scenario_get_start (scenario) + 3600,
      .real_seconds = 60, .language = "id" });
  g_assert_true (debrief->passed);
  g_assert_cmpint (debrief->points, ==, 100);
  g_assert_cmpuint (debrief->n_calls, ==, debrief->n_calls_right);
  tuntas_debrief_free (debrief);
}

/* Nothing in them can be dialled, written to, or is anybody's. */
static void
test_invented (gconstpointer data)
{
  g_autofree char *text = training_support_read (data);
  g_auto (GStrv) phones = tuntas_phone_list_in_text (text);
  g_autoptr (GRegex) mail = g_regex_new ("[a-z0-9._-]+@[a-z0-9-]+([.][a-z0-9-]+)*", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (guint i = 0; phones[i] != NULL; i++)
    if (!g_str_has_prefix (phones[i], "0800000"))
      g_error ("%s: %s can be dialled", (const char *) data, phones[i]);
  g_regex_match (mail, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *address = g_match_info_fetch (match, 0);

      g_assert_true (g_str_has_suffix (address, ".example"));
    }
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) ids = tuntas_scenario_list_builtin ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/scenarios/coverage", test_coverage);
  g_test_add_func ("/training/scenarios/wanted", test_wanted);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/training/scenarios/right/%s", ids[i]);
      g_autofree char *invented = g_strdup_printf ("/training/scenarios/invented/%s", ids[i]);

      g_test_add_data_func (path, ids[i], test_each);
      g_test_add_data_func (invented, ids[i], test_invented);
    }
  return g_test_run ();
}
