/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-case.h"
#include "tuntas-verdict.h"

/* A case is moved to a later revision of its procedure, and back. */

typedef struct
{
  TuntasProcedure *first;
  TuntasProcedure *second;
  TuntasProcedures *procedures;
  TuntasCase *state; /* of the first */
  gint64 now;
} Fixture;

#define AT_NINE G_GINT64_CONSTANT (1795399200) /* 2026-11-23T09:00:00+07:00 */

/* The second revision has one text replaced by another. */
static void
set_up (Fixture *f, const char *find, const char *replacement)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GError) error = NULL;

  f->first = core_support_load_w03 ();
  f->second = core_support_revise_w03 ("01", find, replacement);
  f->procedures = tuntas_procedures_new (f->second);
  tuntas_procedures_add (f->procedures, f->first);
  f->now = AT_NINE;
  events = core_support_opening (f->first, "datin", "Asia/Jakarta", "0800000001;0800000002",
                                 "noc@pelanggan.example");
  f->state = tuntas_case_fold (f->procedures, zone, events, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f)
{
  tuntas_case_unref (f->state);
  g_object_unref (f->procedures);
  g_object_unref (f->first);
  g_object_unref (f->second);
}

static void
take (Fixture *f, TuntasApplied *applied)
{
  tuntas_case_unref (f->state);
  f->state = tuntas_case_ref (applied->next);
  tuntas_applied_free (applied);
}

/* A minute later; the act must be accepted. field (nullable). */
static void
go (Fixture *f, const char *id, const char *field, const char *value)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  TuntasApplied *applied;

  tuntas_act_set (act, "rfo", "splitter rusak");
  tuntas_act_set (act, "repair", "ganti splitter");
  if (field != NULL)
    tuntas_act_set (act, field, value);
  f->now += 60;
  applied = tuntas_case_apply (f->state, act, f->now, "AYU", FALSE);
  if (!applied->accepted)
    g_error ("%s: %s", id, ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
  take (f, applied);
}

static void
call (Fixture *f, const char *outcome)
{
  go (f, "call", "phone", "0800000001");
  if (outcome != NULL)
    go (f, "outcome", "outcome", outcome);
}

static void
to_first_round (Fixture *f)
{
  go (f, "received", NULL, NULL);
  go (f, "resolved", NULL, NULL);
}

static void
move (Fixture *f)
{
  TuntasApplied *applied;

  f->now += 60;
  applied = tuntas_case_move (f->state, f->second, f->now, "AYU");
  g_assert_true (applied->accepted);
  g_assert_cmpint (applied->act_seq, ==, tuntas_case_get_events (applied->next)->len);
  g_assert_cmpuint (applied->effects->len, ==, 0);
  take (f, applied);
}

static gboolean
is_enabled (Fixture *f, const char *id)
{
  g_autoptr (TuntasAction) action = tuntas_case_find_action (f->state, id);

  g_assert_nonnull (action);
  return action->enabled;
}

/* The journal's bytes of the case come to the same case. */
static void
assert_folds_again (Fixture *f)
{
  GPtrArray *events = tuntas_case_get_events (f->state);
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) again = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *body = tuntas_event_to_json (g_ptr_array_index (events, i));
      TuntasEvent *event = tuntas_event_from_json (body, &error);

      g_assert_no_error (error);
      g_ptr_array_add (read, event);
    }
  again = tuntas_case_fold (f->procedures, tuntas_case_get_zone (f->state), read, &error);
  g_assert_no_error (error);
  g_assert_true (tuntas_case_get_procedure (again) == tuntas_case_get_procedure (f->state));
  g_assert_true (tuntas_case_get_step (again) == tuntas_case_get_step (f->state));
  g_assert_cmpint (tuntas_case_get_unreached (again), ==, tuntas_case_get_unreached (f->state));
  g_assert_cmpint (tuntas_case_get_deadline (again), ==, tuntas_case_get_deadline (f->state));
}

/* Two calls are enough in the second revision, three are wanted in the first. */
#define TWO_ARE_ENOUGH "\"first_round_min\": 3", "\"first_round_min\": 2"

static void
test_move (void)
{
  Fixture f;
  const TuntasAttempt *attempt;

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  call (&f, "no-answer");
  call (&f, "busy");
  g_assert_false (is_enabled (&f, "pend"));

  move (&f);
  g_assert_true (tuntas_case_get_procedure (f.state) == f.second);
  g_assert_true (tuntas_case_get_step (f.state) == tuntas_procedure_find_step (f.second, "first-round"));
  g_assert_cmpint (tuntas_case_get_counted (f.state), ==, 2);
  g_assert_cmpint (tuntas_case_get_unreached (f.state), ==, 2);
  g_assert_cmpint (tuntas_case_get_round (f.state), ==, 1);
  attempt = g_ptr_array_index (tuntas_case_get_attempts (f.state), 1);
  g_assert_true (attempt->outcome == tuntas_procedure_find_outcome (f.first, "busy"));
  g_assert_cmpstr (tuntas_case_get_clause_of (f.state, 2), ==, "1.2.1");
  g_assert_null (tuntas_case_get_clause_of (f.state, tuntas_case_get_events (f.state)->len));
  g_assert_true (is_enabled (&f, "pend"));
  assert_folds_again (&f);

  go (&f, "pend", NULL, NULL);
  g_assert_true (tuntas_case_is_pended (f.state));
  g_assert_cmpint (tuntas_case_get_deadline (f.state), ==, f.now + 3600);
  assert_folds_again (&f);
  tear_down (&f);
}

/* What was a departure by the first stays one, in the words of the first; the second does not know it. */
static void
test_judged_by_its_time (void)
{
  Fixture f;
  g_autoptr (TuntasVerdict) verdict = NULL;
  const TuntasVerdictFinding *finding;

  set_up (&f, "\"code\": \"no-usable-number\"", "\"code\": \"no-number\"");
  to_first_round (&f);
  call (&f, "wrong-number");
  go (&f, "call", "phone", "0800000002");
  go (&f, "outcome", "outcome", "wrong-number");
  go (&f, "pend", NULL, NULL);
  move (&f);
  g_assert_cmpuint (tuntas_case_get_departures (f.state)->len, ==, 1);
  g_assert_cmpstr (((TuntasDeviation *) g_ptr_array_index (tuntas_case_get_departures (f.state), 0))->code, ==,
                   "no-usable-number");
  g_assert_true (tuntas_case_is_pended (f.state));
  g_assert_cmpint (tuntas_case_get_deadline (f.state), >, f.now);

  verdict = tuntas_verdict_new (f.state, "id");
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_true (g_str_has_prefix (finding->happened, "dipending setelah 0 dari 3 panggilan"));
  g_assert_true (tuntas_case_get_procedure_of (f.state, finding->seq) == f.first);
  g_assert_true (tuntas_case_get_procedure_of (f.state, tuntas_case_get_events (f.state)->len) == f.second);
  tear_down (&f);
}

static void
test_undo (void)
{
  Fixture f;

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  call (&f, "no-answer");
  call (&f, "busy");
  move (&f);
  g_assert_cmpstr (tuntas_event_get_id (tuntas_case_get_undoable (f.state)), ==, TUNTAS_EVENT_MOVED);
  go (&f, TUNTAS_EVENT_UNDO, NULL, NULL);
  g_assert_true (tuntas_case_get_procedure (f.state) == f.first);
  g_assert_true (tuntas_case_get_procedure_of (f.state, tuntas_case_get_events (f.state)->len) == f.first);
  g_assert_false (is_enabled (&f, "pend"));
  assert_folds_again (&f);

  /* The act before it is the next one to be undone, and the case can be moved again. */
  g_assert_cmpstr (tuntas_event_get_id (tuntas_case_get_undoable (f.state)), ==, "outcome");
  move (&f);
  g_assert_true (is_enabled (&f, "pend"));
  tear_down (&f);
}

/* Held in a step, moved, and back in that step of the other procedure. */
static void
test_move_held (void)
{
  Fixture f;
  g_autoptr (TuntasAct) instructed = tuntas_act_new ("instructed");

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  go (&f, "escalate", "question", "boleh tutup?");
  move (&f);
  g_assert_true (tuntas_case_get_step (f.state) == tuntas_procedure_find_step (f.second, "held"));
  tuntas_act_set (instructed, "by", "Rina");
  tuntas_act_set (instructed, "decision", "continue");
  tuntas_act_set (instructed, "reason", "coba lagi");
  take (&f, tuntas_case_apply (f.state, instructed, f.now + 60, "AYU", FALSE));
  g_assert_true (tuntas_case_get_step (f.state) == tuntas_procedure_find_step (f.second, "first-round"));
  assert_folds_again (&f);
  tear_down (&f);
}

/* What was due by the old procedure is honoured before the move. */
static void
test_move_late (void)
{
  Fixture f;
  TuntasApplied *applied;

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  for (guint i = 0; i < 3; i++)
    call (&f, "no-answer");
  go (&f, "pend", NULL, NULL);
  go (&f, "inform", "email", "noc@pelanggan.example");
  g_assert_cmpstr (tuntas_case_get_step (f.state)->id, ==, "wait");
  applied = tuntas_case_move (f.state, f.second, tuntas_case_get_deadline (f.state), "AYU");
  g_assert_true (applied->accepted);
  g_assert_cmpuint (applied->events->len, ==, 2);
  g_assert_cmpstr (tuntas_event_get_id (g_ptr_array_index (applied->events, 0)), ==, TUNTAS_EVENT_DUE);
  g_assert_cmpstr (tuntas_event_get_id (g_ptr_array_index (applied->events, 1)), ==, TUNTAS_EVENT_MOVED);
  take (&f, applied);
  g_assert_true (tuntas_case_get_step (f.state) == tuntas_procedure_find_step (f.second, "follow-up"));
  tear_down (&f);
}

typedef enum
{
  IN_FIRST_ROUND,
  CALLING,
  HELD_THERE,
  AT_END,
} Place;

static const struct
{
  const char *name;
  const char *find, *replacement;
  Place place;
  gboolean to_itself;
  const char *code, *field;
} refusals[] = {
  { "same", TWO_ARE_ENOUGH, IN_FIRST_ROUND, TRUE, "same-procedure", NULL },
  { "calling", TWO_ARE_ENOUGH, CALLING, FALSE, "unfinished-attempt", NULL },
  { "end", TWO_ARE_ENOUGH, AT_END, FALSE, "ended", NULL },
  { "step", "\"first-round\"", "\"first-calls\"", IN_FIRST_ROUND, FALSE, "no-such-step", "first-round" },
  { "step-held-in", "\"first-round\"", "\"first-calls\"", HELD_THERE, FALSE, "no-such-step", "first-round" },
  { "step-kind", "\"clause\": \"1.2.3\", \"kind\": \"calls\"", "\"clause\": \"1.2.3\", \"kind\": \"choice\"",
    IN_FIRST_ROUND, FALSE, "no-such-step", "first-round" },
  { "family", "\"datin\"", "\"korporat\"", IN_FIRST_ROUND, FALSE, "no-such-family", "datin" },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Fixture f;
  TuntasApplied *applied;
  const TuntasRefusal *refusal;

  set_up (&f, refusals[i].find, refusals[i].replacement);
  to_first_round (&f);
  if (refusals[i].place == CALLING)
    call (&f, NULL);
  else if (refusals[i].place == HELD_THERE)
    go (&f, "escalate", "question", "boleh tutup?");
  else if (refusals[i].place == AT_END)
    go (&f, "return", "reason", "belum normal");

  applied = tuntas_case_move (f.state, refusals[i].to_itself ? f.first : f.second, f.now + 60, "AYU");
  g_assert_false (applied->accepted);
  g_assert_cmpuint (applied->refusals->len, ==, 1);
  refusal = g_ptr_array_index (applied->refusals, 0);
  g_assert_cmpstr (refusal->code, ==, refusals[i].code);
  g_assert_cmpstr (refusal->field, ==, refusals[i].field);
  g_assert_cmpuint (applied->events->len, ==, 0);
  g_assert_true (applied->next == f.state);
  tuntas_applied_free (applied);
  tear_down (&f);
}

/* A move is no act of the procedure: it is not listed, and cannot be done as one. */
static void
test_no_action (void)
{
  Fixture f;
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_MOVED);
  g_autoptr (TuntasApplied) applied = NULL;

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  actions = tuntas_case_list_actions (f.state);
  for (guint i = 0; i < actions->len; i++)
    g_assert_cmpstr (((TuntasAction *) g_ptr_array_index (actions, i))->spec->id, !=, TUNTAS_EVENT_MOVED);
  applied = tuntas_case_apply (f.state, act, f.now, "AYU", FALSE);
  g_assert_false (applied->accepted);
  g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code, ==, "not-here");
  tear_down (&f);
}

/* Events that nobody can have accepted: the other procedure is gone, or has no such step. */
static void
test_damaged_move (void)
{
  Fixture f;
  g_autoptr (TuntasProcedures) alone = NULL;
  g_autoptr (TuntasProcedures) renamed = NULL;
  g_autoptr (TuntasProcedure) other = core_support_revise_w03 ("02", "\"first-round\"", "\"first-calls\"");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_MOVED);
  g_autoptr (GError) error = NULL;

  set_up (&f, TWO_ARE_ENOUGH);
  to_first_round (&f);
  events = g_ptr_array_copy (tuntas_case_get_events (f.state), NULL, NULL);
  g_ptr_array_set_free_func (events, NULL);
  move (&f);

  alone = tuntas_procedures_new (f.first);
  g_assert_null (tuntas_case_fold (alone, NULL, tuntas_case_get_events (f.state), &error));
  g_assert_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_PROCEDURE);
  g_assert_true (g_str_has_prefix (error->message, "event 4: the procedure IN.OCC.TENESA.W-03, revision “01”, "));
  g_clear_error (&error);

  renamed = tuntas_procedures_new (other);
  tuntas_procedures_add (renamed, f.first);
  tuntas_act_set (act, "sha256", tuntas_procedure_get_sha256 (other));
  {
    g_autoptr (TuntasEvent) event = tuntas_event_new (4, f.now, "AYU", act);

    g_ptr_array_add (events, event);
    g_assert_null (tuntas_case_fold (renamed, NULL, events, &error));
  }
  g_assert_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS);
  g_assert_cmpstr (error->message, ==,
                   "event 4: the case cannot be moved to IN.OCC.TENESA.W-03, revision “02”: no-such-step");
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/procedures/move", test_move);
  g_test_add_func ("/procedures/move/judged-by-its-time", test_judged_by_its_time);
  g_test_add_func ("/procedures/move/undo", test_undo);
  g_test_add_func ("/procedures/move/held", test_move_held);
  g_test_add_func ("/procedures/move/late", test_move_late);
  g_test_add_func ("/procedures/move/no-action", test_no_action);
  g_test_add_func ("/procedures/move/damaged", test_damaged_move);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/procedures/move/refused/", refusals[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }

  return g_test_run ();
}
