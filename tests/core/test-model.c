/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "model-walk.h"

/* Every state that W-03 can come to, and what must hold in all of them. */

/* A change of the rules changes these; it has to say so here. */
static const struct
{
  PathFamily family;
  guint states;
  guint edges;
} wanted[] = {
  { PATH_UNKNOWN, 1024, 7728 },
  { PATH_DATIN, 36568, 378120 },
  { PATH_INDIHOME, 6304, 61312 },
  { PATH_POTS, 6304, 61312 },
};

static void
test_w03 (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (ModelReport) report = model_walk (procedure, PATH_N_PROPERTIES);

  for (guint i = 0; i < PATH_N_PROPERTIES; i++)
    if (report->broken[i] != NULL)
      {
        g_test_message ("%s", report->broken[i]);
        g_test_fail ();
      }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const char *name = path_family_name (wanted[i].family);
      guint states = report->states[wanted[i].family];
      guint edges = report->edges[wanted[i].family];

      g_test_message ("figure model_%s_states %u states", name, states);
      g_test_message ("figure model_%s_edges %u edges", name, edges);
      if (states != wanted[i].states || edges != wanted[i].edges)
        g_test_fail_printf ("%s: wanted are %u states, %u edges", name, wanted[i].states, wanted[i].edges);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/model/w03", test_w03);
  return g_test_run ();
}
