/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-probe-words.h"

#include <string.h>

/* Every step, verdict and finding has its words; nothing of a pattern is left in them. */
static void
test_all (void)
{
  for (guint i = 0; i < TUNTAS_PROBE_N_STEPS; i++)
    g_assert_nonnull (tuntas_probe_words_step (i));
  for (guint i = TUNTAS_PROBE_GOOD; i <= TUNTAS_PROBE_SKIPPED; i++)
    g_assert_nonnull (tuntas_probe_words_verdict (i));
  for (guint i = 0; i < TUNTAS_PROBE_N_FINDINGS; i++)
    {
      g_autoptr (TuntasProbeResult) result = tuntas_probe_result_new (TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_TROUBLE, i,
                                                                      "gaul", "[columns] gaul");
      g_autofree char *found = tuntas_probe_words_found (result);

      g_assert_cmpuint (strlen (found), >, 10);
      g_assert_null (strchr (found, '{'));
    }
}

static void
assert_line (TuntasProbeVerdict verdict, TuntasProbeFinding finding, const char *detail, const char *setting,
             const char *wanted)
{
  g_autoptr (TuntasProbeResult) result = tuntas_probe_result_new (TUNTAS_PROBE_WORK_LOG, verdict, finding, detail, setting);
  g_autofree char *line = tuntas_probe_words_line (result);

  g_assert_cmpstr (line, ==, wanted);
}

/* What to change is said where there is a setting; a message's own full stop is not doubled. */
static void
test_lines (void)
{
  assert_line (TUNTAS_PROBE_TROUBLE, TUNTAS_PROBE_WORK_LOG_NO_CHILD, "catatan", "[work_log] read_child",
               "Work log – must be changed: There is no work log with the name catatan. Set [work_log] read_child.");
  assert_line (TUNTAS_PROBE_TROUBLE, TUNTAS_PROBE_SIGN_IN_FAILED, "no.", NULL,
               "Work log – must be changed: The login did not work, or did not last: no.");
  assert_line (TUNTAS_PROBE_CAUTION, TUNTAS_PROBE_CLOCK_DIFFERS, "-00:12:05", NULL,
               "Work log – take note: Nossa answers, but its clock differs from this computer's by -00:12:05. "
               "Set this computer's clock; deadlines go by it.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probe-words/all", test_all);
  g_test_add_func ("/probe-words/lines", test_lines);
  return g_test_run ();
}
