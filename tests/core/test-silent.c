/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "core-support.h"

#include <string.h>

/* The rows of the silent places that no line of replay shows: which places an act uses, the e-mail that comes back
 * (Q8), the case carried on elsewhere (Q10), the wish for monitoring (Q5) and the call that is for several tickets
 * (Q15). */

static char *
list_silent (TuntasCase *state)
{
  GPtrArray *silent = tuntas_case_get_silent (state);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < silent->len; i++)
    {
      const TuntasDeviation *use = g_ptr_array_index (silent, i);

      g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", use->code, use->clause != NULL ? use->clause : "-");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_silent (CaseDriver *driver, const char *expected)
{
  g_autofree char *silent = list_silent (driver->state);

  g_assert_cmpstr (silent, ==, expected);
}

static void
assert_step (CaseDriver *driver, const char *step)
{
  g_assert_cmpstr (tuntas_case_get_step (driver->state)->id, ==, step);
}

static void
test_pending (void)
{
  CaseDriver day, dusk;

  case_driver_begin (&day, "datin", "09:00");
  case_driver_call_in_vain (&day, 3);
  assert_silent (&day, "");
  case_driver_do (&day, "pend", NULL);
  assert_silent (&day, "Q2/1.2.6");
  case_driver_do (&day, "inform-without-email", "reason", "tidak ada alamat", NULL);
  assert_silent (&day, "Q2/1.2.6 Q8/1.2.7");
  case_driver_wait (&day, 3600);
  case_driver_do (&day, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&day, "outcome", "outcome", "busy", NULL);
  case_driver_do (&day, "close-unreached", NULL);
  /* One call of three: fewer than allowed. */
  assert_silent (&day, "Q2/1.2.6 Q8/1.2.7 Q7/1.2.8 Q11/1.2.9");
  case_driver_end (&day);

  case_driver_begin (&dusk, "datin", "17:15");
  case_driver_call_in_vain (&dusk, 3);
  case_driver_do (&dusk, "pend", NULL);
  assert_silent (&dusk, "Q2/1.2.6 Q12/1.2.6");
  case_driver_do (&dusk, "undo", NULL);
  assert_silent (&dusk, "");
  case_driver_end (&dusk);
}

static void
test_all_calls_used (void)
{
  CaseDriver driver;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "pend", NULL);
  case_driver_do (&driver, "inform", NULL);
  case_driver_wait (&driver, 3600);
  for (guint i = 0; i < 3; i++)
    {
      case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
      case_driver_wait (&driver, 30);
      case_driver_do (&driver, "outcome", "outcome", "no-answer", NULL);
      case_driver_wait (&driver, 300);
    }
  case_driver_do (&driver, "close-unreached", NULL);
  assert_silent (&driver, "Q2/1.2.6");
  case_driver_end (&driver);
}

static void
test_monitoring_wish (void)
{
  static const char *const families[] = { "indihome", "pots" };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      CaseDriver driver;
      g_autoptr (GPtrArray) effects = NULL;

      case_driver_begin (&driver, families[i], "09:00");
      case_driver_call_in_vain (&driver, 0);
      case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
      case_driver_do (&driver, "outcome", "outcome", "connected", NULL);
      case_driver_do (&driver, "normal-close", "told", "true", "monitoring", "true", NULL);
      assert_silent (&driver, "Q5/1.2.5");
      effects = tuntas_case_list_effects (driver.state, tuntas_case_get_events (driver.state)->len);
      g_assert_cmpuint (effects->len, ==, 2);
      g_assert_cmpstr (((TuntasEffect *) g_ptr_array_index (effects, 0))->text, ==, "note-confirmed-wish");
      case_driver_end (&driver);
    }
}

/* Q17: 2026-11-23 is a Monday; where the Tuesday is closed, the night's "tomorrow" is Wednesday, and the day's hour
 * stays what it is. */
static void
test_closed_day (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_auto (GStrv) parts = g_strsplit (text, "\"closed_dates\": []", 2);
  g_autofree char *closed = g_strjoinv ("\"closed_dates\": [\"2026-11-24\"]", parts);
  static const struct { const char *clock; const char *silent; const char *until; } rows[] = {
    { "16:00", "Q2/1.2.6", "2026-11-23T10:16:39Z" },
    { "20:00", "Q2/1.2.6 Q17/1.2.6", "2026-11-25T01:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      TuntasProcedure *procedure = core_support_read_procedure (closed, "closed", &error);
      g_autofree char *until = NULL;
      CaseDriver driver;

      g_assert_no_error (error);
      case_driver_begin_with (&driver, procedure, "datin", rows[i].clock, NULL);
      case_driver_call_in_vain (&driver, 3);
      case_driver_do (&driver, "pend", NULL);
      assert_silent (&driver, rows[i].silent);
      until = tuntas_instant_format (tuntas_case_get_deadline (driver.state));
      g_assert_cmpstr (until, ==, rows[i].until);
      case_driver_end (&driver);
    }
}

/* Q14: a ticket of a mass outage; its calls are its own. */
static void
test_mass_outage (void)
{
  CaseDriver driver;

  case_driver_begin_with (&driver, core_support_load_w03 (), "indihome", "09:00", "IN190009000");
  case_driver_call_in_vain (&driver, 3);
  assert_silent (&driver, "Q14/1.2.1");
  case_driver_do (&driver, "close-unreached", NULL);
  case_driver_end (&driver);
}

/* Q8: while waiting the e-mail comes back: inform opens again, the deadline stays, the note is corrected. */
static void
test_bounced (void)
{
  CaseDriver driver;
  g_autoptr (TuntasAction) action = NULL;
  g_autoptr (GPtrArray) effects = NULL;
  gint64 deadline;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "pend", NULL);
  case_driver_do (&driver, "inform", NULL);
  assert_step (&driver, "wait");
  deadline = tuntas_case_get_deadline (driver.state);
  case_driver_do_by_program (&driver, "bounced", "reason", "alamat tidak dikenal", NULL);
  assert_step (&driver, "inform");
  g_assert_false (tuntas_case_is_informed (driver.state));
  g_assert_cmpint (tuntas_case_get_deadline (driver.state), ==, deadline);
  effects = tuntas_case_list_effects (driver.state, tuntas_case_get_events (driver.state)->len);
  g_assert_cmpuint (effects->len, ==, 1);
  g_assert_cmpstr (((TuntasEffect *) g_ptr_array_index (effects, 0))->text, ==, "note-bounced");
  case_driver_do (&driver, "inform", NULL);
  assert_step (&driver, "wait");
  case_driver_wait (&driver, 3600);
  assert_step (&driver, "follow-up");
  case_driver_do_by_program (&driver, "bounced", "reason", "kotak surat penuh", NULL);
  assert_step (&driver, "follow-up");
  action = tuntas_case_find_action (driver.state, "inform");
  g_assert_nonnull (action);
  assert_silent (&driver, "Q2/1.2.6 Q8/1.2.7 Q8/1.2.7");
  case_driver_end (&driver);
}

/* An agent does not find it, and it is refused in a script. */
static void
test_programs_own (void)
{
  static const char *const acts[] = { "bounced", "adopted" };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      CaseDriver driver;
      g_autoptr (TuntasAct) act = tuntas_act_new (acts[i]);
      g_autoptr (TuntasApplied) applied = NULL;

      case_driver_begin (&driver, "datin", "09:00");
      applied = tuntas_case_apply (driver.state, act, driver.now, "AYU", FALSE);
      g_assert_false (applied->accepted);
      g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code, ==, "not-here");
      g_assert_null (tuntas_case_find_action (driver.state, acts[i]));
      case_driver_end (&driver);
    }
}

static void
test_adopted (void)
{
  static const struct
  {
    const char *p1, *p2, *informed, *until; /* p2, until (nullable) */
    const char *step;
    int round, counted;
    gboolean has_deadline;
  } rows[] = {
    { "2", NULL, "false", NULL, "first-round", 1, 2, FALSE },
    { "3", NULL, "false", "2026-11-23T10:00:00+07:00", "inform", 1, 3, TRUE },
    { "3", NULL, "true", "2026-11-23T10:00:00+07:00", "wait", 1, 3, TRUE },
    { "3", NULL, "true", "2026-11-23T08:00:00+07:00", "follow-up", 2, 0, FALSE },
    { "4", "2", "true", NULL, "follow-up", 2, 2, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CaseDriver driver;

      case_driver_begin (&driver, "datin", "09:00");
      case_driver_do_by_program (&driver, "adopted", "rfo", "splitter ODP rusak", "repair", "ganti splitter", "p1",
                                 rows[i].p1, "informed", rows[i].informed, "evidence", "[TTS 1.2.6 p1=3 #k7f3q2]",
                                 rows[i].p2 != NULL ? "p2" : "until",
                                 rows[i].p2 != NULL ? rows[i].p2 : rows[i].until, NULL);
      assert_step (&driver, rows[i].step);
      g_assert_cmpint (tuntas_case_get_round (driver.state), ==, rows[i].round);
      g_assert_cmpint (tuntas_case_get_counted (driver.state), ==, rows[i].counted);
      g_assert_cmpint (tuntas_case_get_unreached (driver.state), ==, rows[i].counted);
      g_assert_cmpint (tuntas_case_get_deadline (driver.state) >= 0, ==, rows[i].has_deadline);
      g_assert_cmpuint (tuntas_case_get_remarks (driver.state)->len, ==, 1);
      case_driver_end (&driver);
    }
}

/* A home was never pended, whatever the work log says, and what is no number of calls is not taken for one. */
static void
test_adopted_nonsense (void)
{
  static const struct
  {
    const char *family, *p2, *until;
    const char *step;
  } rows[] = {
    { "pots", "2", "2026-11-23T10:00:00+07:00", "first-round" },
    { "indihome", "2", "2026-11-23T10:00:00+07:00", "first-round" },
    { "datin", "4294967295", "besok", "first-round" },
    { "datin", "-1", "0001-01-01T00:00:00Z", "follow-up" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CaseDriver driver;

      case_driver_begin (&driver, rows[i].family, "09:00");
      case_driver_do_by_program (&driver, "adopted", "rfo", "splitter ODP rusak", "repair", "ganti splitter", "p1", "3",
                                 "p2", rows[i].p2, "informed", "true", "until", rows[i].until, "evidence",
                                 "[TTS 1.2.6 p1=3 #k7f3q2]", NULL);
      assert_step (&driver, rows[i].step);
      g_assert_cmpint (tuntas_case_is_pended (driver.state), ==, g_str_equal (rows[i].step, "follow-up"));
      g_assert_cmpint (tuntas_case_get_counted_in (driver.state, 1), ==, 3);
      g_assert_cmpint (tuntas_case_get_counted_in (driver.state, 2), ==, 0);
      g_assert_cmpint (tuntas_case_get_deadline (driver.state), ==, -1);
      case_driver_end (&driver);
    }
}

/* What was adopted counts on: the fourth call of round two stays refused, and the trailer tells the sum. */
static void
test_adopted_bound (void)
{
  CaseDriver driver;
  g_autoptr (TuntasAction) call = NULL;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_do_by_program (&driver, "adopted", "rfo", "splitter ODP rusak", "repair", "ganti splitter", "p1", "3",
                             "p2", "2", "informed", "true", "evidence", "[TTS 1.2.8 p1=3 p2=2 #k7f3q2]", NULL);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&driver, "outcome", "outcome", "busy", NULL);
  call = tuntas_case_find_action (driver.state, "call");
  g_assert_false (call->enabled);
  g_assert_cmpint (tuntas_case_get_counted_in (driver.state, 1), ==, 3);
  g_assert_cmpint (tuntas_case_get_counted_in (driver.state, 2), ==, 3);
  case_driver_end (&driver);
}

/* Q15: one conversation, an attempt on each ticket; it is never too soon. */
static void
test_shared_call (void)
{
  CaseDriver driver;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 1);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, "with", "IN190000002", NULL);
  g_assert_true (tuntas_case_get_open_attempt (driver.state)->shared);
  g_assert_cmpuint (tuntas_case_get_remarks (driver.state)->len, ==, 0);
  case_driver_do (&driver, "outcome", "outcome", "mailbox", NULL);
  assert_silent (&driver, "Q15/1.2.3 Q7/1.2.3");
  case_driver_end (&driver);
}

static gboolean
is_used (TuntasProcedure *procedure, const char *place)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (g_strcmp0 (spec->remark_question, place) == 0)
        return TRUE;
      for (guint j = 0; j < spec->silent->len; j++)
        if (strcmp (((TuntasSilentUse *) g_ptr_array_index (spec->silent, j))->place, place) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Q1 to Q20 are there, in order, and each is used by an act or a remark of W-03. Those that are not are named: the
 * engine itself remarks Q1 and Q16. */
static void
test_every_place (void)
{
  static const char *const elsewhere[] = { "Q1", "Q16", NULL };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  GPtrArray *places = tuntas_procedure_get_silent_places (procedure);

  g_assert_cmpuint (places->len, ==, 20);
  for (guint i = 0; i < places->len; i++)
    {
      const TuntasSilentPlace *place = g_ptr_array_index (places, i);
      g_autofree char *id = g_strdup_printf ("Q%u", i + 1);

      g_assert_cmpstr (place->id, ==, id);
      g_test_message ("%s", id);
      g_assert_cmpint (is_used (procedure, id), !=, g_strv_contains (elsewhere, id));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/silent/pending", test_pending);
  g_test_add_func ("/core/silent/all-calls-used", test_all_calls_used);
  g_test_add_func ("/core/silent/monitoring-wish", test_monitoring_wish);
  g_test_add_func ("/core/silent/closed-day", test_closed_day);
  g_test_add_func ("/core/silent/mass-outage", test_mass_outage);
  g_test_add_func ("/core/silent/bounced", test_bounced);
  g_test_add_func ("/core/silent/programs-own", test_programs_own);
  g_test_add_func ("/core/silent/adopted", test_adopted);
  g_test_add_func ("/core/silent/adopted-nonsense", test_adopted_nonsense);
  g_test_add_func ("/core/silent/adopted-bound", test_adopted_bound);
  g_test_add_func ("/core/silent/shared-call", test_shared_call);
  g_test_add_func ("/core/silent/every-place", test_every_place);
  return g_test_run ();
}
