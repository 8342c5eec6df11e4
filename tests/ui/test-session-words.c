/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-session-words.h"

#include "training-support.h"
#include "tuntas-solution.h"

#include <string.h>

/* What the steps of a session say: of the right way of an exercise. */

/* (transfer full): a block for each step: what was done, and what is said of it. */
static char *
tell (const char *id)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (TuntasScenario) scenario = training_support_load (procedure, id);
  g_autoptr (TuntasSolution) solution = tuntas_solution_play (scenario, "en");
  g_autoptr (GPtrArray) steps = tuntas_session_list_steps (solution->cases, "en");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *title = tuntas_session_words_title (g_ptr_array_index (steps, i));
      g_autofree char *about = tuntas_session_words_about (g_ptr_array_index (steps, i));

      g_string_append_printf (text, "%s\n%s\n\n", title, about);
    }
  return g_string_free (text, FALSE);
}

static void
assert_says (const char *text, const char *wanted)
{
  if (strstr (text, wanted) == NULL)
    g_error ("“%s” is not said:\n%s", wanted, text);
}

static void
test_taken_back (void)
{
  g_autofree char *text = tell ("wrong-key");

  assert_says (text, "Received, check again\n15.01 WIB · IN900000110 · 1.2.1\nAfterwards: Check the supporting "
                     "applications again\n");
  assert_says (text, "Outcome of the call: Busy (taken back later)\n");
}

/* Calls are counted while one calls, and a deadline is told while there is one. */
static void
test_state (void)
{
  g_autofree char *text = tell ("datin-day-pend");

  assert_says (text, "Afterwards: Call the customer, at least 3× · 0 calls count\n");
  assert_says (text, "Afterwards: Call the customer, at least 3× · 1 call counts\n");
  assert_says (text, "Afterwards: Send the RFO by e-mail, then the note · deadline ");
  assert_says (text, "Afterwards: Call again, at most 3× · 1 call counts\n");
  assert_says (text, "Afterwards: Done\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/session-words/taken-back", test_taken_back);
  g_test_add_func ("/ui/session-words/state", test_state);
  return g_test_run ();
}
