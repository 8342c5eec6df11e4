/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "figures.h"
#include "tuntas-case.h"

/* How long the rules take: asking what is open, reading a day's cases back, and loading the instruction. */

#define NOON 1763960400 /* 2025-11-24 05:00:00 UTC, noon in Jakarta */

/* A case on its way, and the time there. */
typedef struct
{
  TuntasCase *state;
  gint64 now;
} Way;

/* One act a minute later; it must be accepted. The fields end with NULL. */
static void
go (Way *way, const char *id, ...)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autoptr (TuntasApplied) applied = NULL;
  const char *field;
  va_list args;

  va_start (args, id);
  while ((field = va_arg (args, const char *)) != NULL)
    tuntas_act_set (act, field, va_arg (args, const char *));
  va_end (args);
  way->now += 60;
  applied = tuntas_case_apply (way->state, act, way->now, "AYU", FALSE);
  g_assert_true (applied->accepted);
  tuntas_case_unref (way->state);
  way->state = tuntas_case_ref (applied->next);
}

static void
go_call (Way *way)
{
  go (way, "call", "phone", "081255500177", NULL);
  go (way, "outcome", "outcome", "no-answer", NULL);
}

static guint
count_events (const Way *way)
{
  return tuntas_case_get_events (way->state)->len;
}

/* A datin ticket in its follow-up round, with that many events. */
static Way
make_way (TuntasProcedure *procedure, guint n_events)
{
  Way way = { core_support_open_case (procedure, "datin", "Asia/Jakarta", "081255500177;081255500178",
                                      "noc@pelanggan.example"), NOON };

  go (&way, "received", "rfo", "splitter ODP rusak", "repair", "ganti splitter", NULL);
  go (&way, "resolved", "app", "iBooster", "result", "-19 dBm", NULL);
  for (guint i = 0; i < 3; i++)
    go_call (&way);
  go (&way, "pend", NULL);
  go (&way, "inform", "email", "noc@pelanggan.example", NULL);
  while (count_events (&way) + 3 < n_events)
    go (&way, "add-phone", "phone", "081255500177", "source", "pelanggan", NULL);
  way.now += 3600;
  go_call (&way);
  g_assert_cmpuint (count_events (&way), ==, n_events);
  return way;
}

static void
measure_actions (TuntasProcedure *procedure)
{
  const guint rounds = 20000;
  Way way = make_way (procedure, 40);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GPtrArray) actions = tuntas_case_list_actions (way.state);

      g_assert_cmpuint (actions->len, >, 3);
    }
  figure_print ("core_list_actions", milliseconds_since (start) * 1e3 / rounds, "us");
  tuntas_case_unref (way.state);
}

static void
measure_apply (TuntasProcedure *procedure)
{
  const guint rounds = 5000;
  Way way = make_way (procedure, 40);
  g_autoptr (TuntasAct) call = tuntas_act_new ("call");
  gint64 start;

  tuntas_act_set (call, "phone", "081255500177");
  start = g_get_monotonic_time ();
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (TuntasApplied) applied = tuntas_case_apply (way.state, call, way.now + 60, "AYU", FALSE);

      g_assert_true (applied->accepted);
    }
  figure_print ("core_apply", milliseconds_since (start) * 1e3 / rounds, "us");
  tuntas_case_unref (way.state);
}

static void
measure_replay (TuntasProcedure *procedure)
{
  Way way = make_way (procedure, 20);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasCase) state = core_support_fold (procedure, tuntas_case_get_zone (way.state),
                                                        tuntas_case_get_events (way.state), &error);

      g_assert_no_error (error);
    }
  figure_print ("core_fold_10000_cases", milliseconds_since (start) / 1e3, "s");
  tuntas_case_unref (way.state);
}

static void
measure_load (void)
{
  const guint rounds = 50;
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasProcedure) procedure = core_support_read_procedure (text, "W-03", &error);

      g_assert_no_error (error);
    }
  figure_print ("core_load_w03", milliseconds_since (start) / rounds, "ms");
}

int
main (int argc, char **argv)
{
  g_autoptr (TuntasProcedure) procedure = NULL;

  g_test_init (&argc, &argv, NULL);
  procedure = core_support_load_w03 ();
  measure_actions (procedure);
  measure_apply (procedure);
  measure_replay (procedure);
  measure_load ();
  return 0;
}
