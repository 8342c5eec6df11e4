/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lesson.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-session-secrets.h"
#include "tuntas-simulator.h"
#include "tuntas-workplace-parts.h"

/* Whole exercises at the real desk, act by act, and what of them a desk at work takes: nothing. */

static void
print_rows (TuntasDebrief *debrief)
{
  for (guint i = 0; i < debrief->rows->len; i++)
    {
      const TuntasDebriefRow *row = g_ptr_array_index (debrief->rows, i);

      g_test_message ("%s kind %d state %d %s: %s / %s / %s", row->ticket, row->kind, row->state,
                      row->clause != NULL ? row->clause : "-", row->happened != NULL ? row->happened : "-",
                      row->recorded != NULL ? row->recorded : "-", row->should != NULL ? row->should : "-");
    }
}

/* What the rules alone say of the right way is what comes of it at the desk. */
static void
test_right_way (gconstpointer data)
{
  Lesson lesson;
  TuntasDebrief *debrief;

  lesson_begin (&lesson, data, TUNTAS_PRACTICE_GUIDED);
  lesson_go (&lesson);
  debrief = tuntas_practice_judge (lesson.practice);
  print_rows (debrief);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  g_assert_true (debrief->passed);
  g_assert_cmpint (debrief->points, ==, 100);
  g_assert_cmpuint (debrief->n_calls, >, 0);
  g_assert_cmpuint (debrief->n_calls_right, ==, debrief->n_calls);
  tuntas_debrief_free (debrief);
  lesson_end (&lesson);
}

static TuntasAct *
new_act (const char *id, const char *field, const char *value)
{
  TuntasAct *act = tuntas_act_new (id);

  if (field != NULL)
    tuntas_act_set (act, field, value);
  return act;
}

/* Whoever takes the last end back is not done, until it is reached again. */
static void
test_done (void)
{
  Lesson lesson;
  const TuntasScenarioWay *way;
  g_autoptr (TuntasAct) undo = new_act ("undo", NULL, NULL);
  g_autoptr (TuntasApplied) undone = NULL;
  g_autoptr (TuntasApplied) again = NULL;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  lesson_go (&lesson);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  undone = lesson_try_act (&lesson, way->ticket, undo);
  g_assert_true (undone->accepted);
  g_assert_false (tuntas_practice_is_done (lesson.practice));
  again = lesson_try_act (&lesson, way->ticket, ((TuntasScenarioAct *) g_ptr_array_index (way->acts, way->acts->len - 1))->act);
  g_assert_true (again->accepted);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  g_assert_cmpuint (lesson.n_done, ==, 3);
  lesson_end (&lesson);
}

/* In an exam, too, what is refused changes nothing, and the debrief has it. */
static void
test_refused (void)
{
  Lesson lesson;
  g_autoptr (TuntasAct) close = new_act ("close-unreached", NULL, NULL);
  g_autoptr (TuntasApplied) refused = NULL;
  const TuntasTrial *trial;
  TuntasDebrief *debrief;

  lesson_begin (&lesson, "pots-unreached", TUNTAS_PRACTICE_EXAM);
  g_assert_cmpint (tuntas_practice_get_mode (lesson.practice), ==, TUNTAS_PRACTICE_EXAM);
  refused = lesson_try_act (&lesson, "IN900000102", close);
  g_assert_false (refused->accepted);
  g_assert_cmpuint (tuntas_practice_get_trials (lesson.practice)->len, ==, 1);
  trial = g_ptr_array_index (tuntas_practice_get_trials (lesson.practice), 0);
  g_assert_cmpstr (trial->code, ==, "not-here");
  g_assert_cmpstr (trial->clause, ==, "1.2.1");
  g_assert_cmpint (trial->at, ==, tuntas_scenario_get_start (tuntas_practice_get_scenario (lesson.practice)));
  lesson_go (&lesson);
  debrief = tuntas_practice_judge (lesson.practice);
  g_assert_true (debrief->passed);
  g_assert_cmpint (debrief->points, ==, 90);
  tuntas_debrief_free (debrief);
  lesson_end (&lesson);
}

/* The call plays from the moment the desk dials until its outcome, and slows the clock down; undoing it hangs up. */
static void
test_call (void)
{
  Lesson lesson;
  TuntasCustomer *customer;
  TuntasPace *pace;
  g_autoptr (TuntasAct) call = new_act ("call", "phone", "08000000501");
  g_autoptr (TuntasAct) undo = new_act ("undo", NULL, NULL);
  const TuntasScenarioWay *way;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_ALONE);
  customer = tuntas_practice_get_customer (lesson.practice);
  pace = tuntas_practice_get_pace (lesson.practice);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  tuntas_applied_free (lesson_try_act (&lesson, way->ticket, call));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_DIALLING);
  g_assert_cmpstr (tuntas_customer_get_ticket (customer), ==, way->ticket);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 1);
  tuntas_applied_free (lesson_try_act (&lesson, way->ticket, undo));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_IDLE);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  lesson_end (&lesson);
}

/* The conversation about two tickets is over when it is over for both, whichever comes first. */
static void
test_shared_call (void)
{
  Lesson lesson;
  TuntasCustomer *customer;
  const TuntasScenarioWay *first, *second;

  lesson_begin (&lesson, "two-tickets-one-number", TUNTAS_PRACTICE_GUIDED);
  customer = tuntas_practice_get_customer (lesson.practice);
  first = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  second = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 1);
  for (guint i = 0; i < 6; i++)
    {
      lesson_do_act (&lesson, first->ticket, g_ptr_array_index (first->acts, i));
      lesson_do_act (&lesson, second->ticket, g_ptr_array_index (second->acts, i));
    }
  g_assert_cmpstr (tuntas_customer_get_ticket (customer), ==, first->ticket);
  lesson_do_act (&lesson, first->ticket, g_ptr_array_index (first->acts, 6));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_TALKING);
  lesson_do_act (&lesson, second->ticket, g_ptr_array_index (second->acts, 6));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_IDLE);
  lesson_end (&lesson);
}

/* The clock goes on while the journal is written; what is recorded of the call is held against what it was all the same. */
static void
test_clock_moves_on (void)
{
  static const char *const fields[][3] = { { "call", "phone", "08000000501" }, { "outcome", "outcome", "busy" } };
  Lesson lesson;
  const TuntasScenarioWay *way;
  TuntasDebrief *debrief;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_EXAM);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      TuntasDeskItem *item = tuntas_desk_find_item (lesson.desk, way->ticket);
      g_autoptr (TuntasAct) act = new_act (fields[i][0], fields[i][1], fields[i][2]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TuntasApplied) applied = NULL;

      tuntas_desk_act_async (lesson.desk, item, act, NULL, lesson_result_cb, &result);
      tuntas_test_clock_advance_seconds (lesson.clock, 30);
      lesson_wait_for_result (&result);
      applied = tuntas_desk_act_finish (lesson.desk, result, NULL);
      g_assert_true (applied->accepted);
    }
  debrief = tuntas_practice_judge (lesson.practice);
  print_rows (debrief);
  g_assert_cmpuint (debrief->n_calls, ==, 1);
  g_assert_cmpuint (debrief->n_calls_right, ==, 0);
  tuntas_debrief_free (debrief);
  lesson_end (&lesson);
}

/* The gap before the next call is a wait, which ends when that call is due. */
static void
test_next_call (void)
{
  Lesson lesson;
  TuntasPace *pace;
  const TuntasScenarioWay *way;
  TuntasDueKind kind;
  gint64 wait;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  pace = tuntas_practice_get_pace (lesson.practice);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  for (guint i = 0; i < 4; i++)
    lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, i));
  wait = tuntas_desk_item_get_due (tuntas_desk_find_item (lesson.desk, way->ticket), &kind) -
         tuntas_clock_now_seconds (TUNTAS_CLOCK (lesson.clock));
  g_assert_cmpint (kind, ==, TUNTAS_DUE_NEXT_CALL);
  g_assert_cmpint (wait, >, 60);
  tuntas_pace_choose (pace, 600);
  tuntas_test_clock_advance_seconds (lesson.clock, wait - 1);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  tuntas_test_clock_advance_seconds (lesson.clock, 1);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 1);
  lesson_end (&lesson);
}

static gboolean
is_idle (Lesson *self)
{
  return tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_IDLE;
}

static gboolean
is_stopped (Lesson *self)
{
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, "IN900000153");

  return item != NULL && g_strcmp0 (tuntas_case_get_end (tuntas_desk_item_get_case (item)), "stopped") == 0;
}

/* What somebody else does in Nossa stops the case; what the customer writes arrives. */
static void
test_changed_in_nossa (void)
{
  Lesson lesson;
  g_autoptr (GAsyncResult) result = NULL;
  const TuntasScenarioWay *way;

  lesson_begin (&lesson, "changed-in-nossa", TUNTAS_PRACTICE_GUIDED);
  way = tuntas_scenario_find_way (tuntas_practice_get_scenario (lesson.practice), "IN900000153");
  for (guint i = 0; i < 4; i++)
    lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, i));
  lesson_pass_until (&lesson, tuntas_scenario_get_start (tuntas_practice_get_scenario (lesson.practice)) + 33 * 60);
  g_assert_cmpstr (lesson.messages->str, ==, "IN900000151 ");
  /* A list that was asked for before does not know of it yet. */
  lesson_wait_for (&lesson, is_idle, "the list that was asked for");
  tuntas_desk_sync_async (lesson.desk, NULL, lesson_result_cb, &result);
  lesson_wait_for (&lesson, is_stopped, "the stop");
  lesson_end (&lesson);
}

/* Recorded before it happens. */
static void
test_invented_contact (void)
{
  Lesson lesson;
  g_autoptr (TuntasAct) contacted = new_act ("customer-contacted", "channel", "phone");
  g_autoptr (TuntasApplied) applied = NULL;
  const TuntasScenarioWay *way;
  TuntasDebrief *debrief;
  gboolean found = FALSE;

  lesson_begin (&lesson, "customer-makes-contact", TUNTAS_PRACTICE_EXAM);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  lesson_do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  tuntas_act_set (contacted, "who", "PIC");
  applied = lesson_try_act (&lesson, way->ticket, contacted);
  g_assert_true (applied->accepted);
  g_assert_cmpstr (lesson.messages->str, ==, "");
  debrief = tuntas_practice_judge (lesson.practice);
  for (guint i = 0; i < debrief->fatal->len; i++)
    found |= ((TuntasDebriefRow *) g_ptr_array_index (debrief->fatal, i))->kind == TUNTAS_ROW_CONTACT;
  g_assert_true (found);
  tuntas_debrief_free (debrief);
  lesson_end (&lesson);
}

/* A live number that is typed or pasted is refused, and the other way round. */
static void
test_numbers (void)
{
  Lesson lesson;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  g_assert_true (tuntas_desk_takes_number (lesson.desk, " in900000101 "));
  g_assert_false (tuntas_desk_takes_number (lesson.desk, "IN190001007"));
  g_assert_false (tuntas_desk_takes_number (lesson.desk, "INC12345678"));
  lesson_end (&lesson);
}

static gboolean
live_has_list (gpointer desk)
{
  return tuntas_desk_get_last_sync (desk) >= 0 && tuntas_desk_get_sync_state (desk) == TUNTAS_SYNC_IDLE;
}

/* (transfer full): a Nossa that has what the training's own has. */
static TuntasSimulator *
start_same_nossa (Lesson *self)
{
  TuntasSimulator *nossa = tuntas_simulator_new (TUNTAS_CLOCK (self->clock));
  g_autoptr (GError) error = NULL;

  tuntas_simulator_load_scenario (nossa, tuntas_scenario_get_nossa (tuntas_practice_get_scenario (self->practice)),
                                  "nossa", &error);
  g_assert_no_error (error);
  tuntas_simulator_listen (nossa, 0, &error);
  g_assert_no_error (error);
  return nossa;
}

/* (transfer full): a desk as at work that is pointed at such a Nossa. */
static TuntasDesk *
start_live_desk (Lesson *self, TuntasSimulator *nossa, TuntasWorkplace **workplace)
{
  const char *server = tuntas_simulator_get_origin (nossa);
  g_autofree char *directory = g_build_filename (self->directory, "work", NULL);
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMailer) mailer = tuntas_catch_all_mailer_new (server, NULL, TUNTAS_CLOCK (self->clock), &error);
  TuntasDesk *desk;

  g_assert_no_error (error);
  *workplace = tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = TUNTAS_CLOCK (self->clock), .procedure = self->procedure, .secrets = secrets, .mailer = mailer,
      .directory = directory, .machine_id = "machine", .station = tuntas_workplace_get_station (self->workplace),
      .poll_interval = 60, .server = server, .user = "ayu" });
  tuntas_workplace_start_async (*workplace, server, "ayu", "latihan", FALSE, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
  desk = tuntas_workplace_start_finish (*workplace, result, &error);
  g_assert_no_error (error);
  while (!live_has_list (desk))
    g_main_context_iteration (NULL, TRUE);
  return desk;
}

/* Work takes no number of the training, not even from Nossa's list, and says so where it tells what it could not
 * read. */
static void
test_live_desk (void)
{
  Lesson lesson;
  g_autoptr (TuntasSimulator) nossa = NULL;
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (GPtrArray) unreadable = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  nossa = start_same_nossa (&lesson);
  desk = start_live_desk (&lesson, nossa, &workplace);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (desk)), ==, 0);
  unreadable = tuntas_desk_list_unreadable (desk);
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unreadable, 0), ==, "IN900000101: is a number of the training");
  g_assert_false (tuntas_desk_takes_number (desk, "in900000101"));
  g_assert_true (tuntas_desk_takes_number (desk, "IN190001007"));
  tuntas_desk_sign_out_async (desk, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
  tuntas_desk_sign_out_finish (desk, result, NULL);
  tuntas_simulator_stop (nossa);
  lesson_end (&lesson);
}

int
main (int argc, char **argv)
{
  static const char *const right[] = { "indihome-normal", "datin-night-monitoring", "wrong-key",
                                       "customer-makes-contact", "two-tickets-one-number", "busy-shift" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *path = g_strdup_printf ("/training/practice/right-way/%s", right[i]);

      g_test_add_data_func (path, right[i], test_right_way);
    }
  g_test_add_func ("/training/practice/done", test_done);
  g_test_add_func ("/training/practice/refused", test_refused);
  g_test_add_func ("/training/practice/call", test_call);
  g_test_add_func ("/training/practice/shared-call", test_shared_call);
  g_test_add_func ("/training/practice/clock-moves-on", test_clock_moves_on);
  g_test_add_func ("/training/practice/next-call", test_next_call);
  g_test_add_func ("/training/practice/changed-in-nossa", test_changed_in_nossa);
  g_test_add_func ("/training/practice/invented-contact", test_invented_contact);
  g_test_add_func ("/training/practice/numbers", test_numbers);
  g_test_add_func ("/training/practice/live-desk", test_live_desk);
  return g_test_run ();
}
