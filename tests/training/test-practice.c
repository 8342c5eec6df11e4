/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-kept-session.h"
#include "tuntas-session-secrets.h"
#include "tuntas-session.h"
#include "tuntas-simulator.h"
#include "tuntas-test-clock.h"
#include "tuntas-training.h"
#include "tuntas-workplace-parts.h"

#include <glib/gstdio.h>
#include <string.h>

/* Whole exercises at the real desk, against the embedded Nossa, by a clock that the test moves: the right way is done act
 * by act as a trainee would, and the customer answers as the scenario says. */

#define PATIENCE_SECONDS 30

typedef struct
{
  TuntasTestClock *clock;
  TuntasProcedure *procedure;
  TuntasWorkplace *workplace;
  TuntasPractice *practice;
  TuntasDesk *desk;
  char *directory;
  GString *messages; /* tickets of the messages that came */
  guint n_done; /* how often it changed */
} Lesson;

typedef gboolean (*Condition) (Lesson *self);

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("%s did not come within %d seconds", (const char *) user_data, PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Lesson *self, Condition condition, const char *what)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, (gpointer) what);

  while (!condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_list (Lesson *self)
{
  GPtrArray *ways = tuntas_scenario_get_ways (tuntas_practice_get_scenario (self->practice));

  return tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_IDLE &&
         g_list_model_get_n_items (tuntas_desk_get_queue (self->desk)) >= ways->len;
}

static gboolean
is_quiet (Lesson *self)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (tuntas_desk_item_is_busy (item))
        return FALSE;
    }
  return TRUE;
}

static void
message_cb (Lesson *self, const TuntasArrived *arrived)
{
  g_string_append_printf (self->messages, "%s ", arrived->message->ticket);
}

static void
done_cb (Lesson *self)
{
  self->n_done++;
}

static void
start_desk (Lesson *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_workplace_start_async (self->workplace, tuntas_workplace_get_server (self->workplace),
                                tuntas_workplace_get_user (self->workplace), NULL, FALSE, NULL, result_cb, &result);
  wait_for_result (&result);
  self->desk = tuntas_workplace_start_finish (self->workplace, result, &error);
  g_assert_no_error (error);
  wait_for (self, has_list, "the list");
}

/* directory (transfer full) (nullable): where sessions are kept */
static void
open_lesson (Lesson *self, const char *id, TuntasPracticeMode mode, char *directory)
{
  g_autoptr (GBytes) bytes = tuntas_scenario_find_builtin (id);
  g_autoptr (TuntasScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  *self = (Lesson) { NULL };
  self->procedure = training_support_load_w03 ();
  scenario = training_support_load (self->procedure, id);
  self->clock = tuntas_test_clock_new (tuntas_scenario_get_start (scenario) * G_USEC_PER_SEC);
  self->directory = directory != NULL ? directory : g_dir_make_tmp ("tuntas-lesson-XXXXXX", &error);
  g_assert_no_error (error);
  self->messages = g_string_new (NULL);
  self->workplace = tuntas_training_open (&(TuntasTrainingParts) {
      .procedure = self->procedure, .scenario = bytes, .name = id, .language = "id",
      .clock = TUNTAS_CLOCK (self->clock), .speed = 600, .mode = mode, .directory = self->directory }, &error);
  g_assert_no_error (error);
  self->practice = tuntas_training_get_practice (self->workplace);
  g_assert_nonnull (self->practice);
  g_signal_connect_swapped (tuntas_practice_get_customer (self->practice), "message", G_CALLBACK (message_cb), self);
  g_signal_connect_swapped (self->practice, "notify::done", G_CALLBACK (done_cb), self);
}

static void
begin (Lesson *self, const char *id, TuntasPracticeMode mode)
{
  open_lesson (self, id, mode, NULL);
  start_desk (self);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  if (dir != NULL)
    g_rmdir (path);
  else
    g_unlink (path);
}

static void
sign_out (Lesson *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_desk_sign_out_async (self->desk, NULL, result_cb, &result);
  wait_for_result (&result);
  tuntas_desk_sign_out_finish (self->desk, result, NULL);
  g_clear_object (&self->desk);
}

static void
end (Lesson *self)
{
  if (self->desk != NULL)
    sign_out (self);
  g_object_unref (self->workplace);
  remove_tree (self->directory);
  g_free (self->directory);
  g_string_free (self->messages, TRUE);
  g_object_unref (self->clock);
  g_object_unref (self->procedure);
}

/* From wake-up to wake-up, as time would pass. */
static void
pass_until (Lesson *self, gint64 instant)
{
  gint64 target = instant * G_USEC_PER_SEC;

  for (gint64 now; (now = tuntas_clock_now (TUNTAS_CLOCK (self->clock))) < target;)
    {
      gint64 next = tuntas_test_clock_get_next (self->clock);

      tuntas_test_clock_advance (self->clock, CLAMP (next - now, 1, target - now));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      wait_for (self, is_quiet, "the journal");
    }
}

/* (transfer full) */
static TuntasApplied *
try_act (Lesson *self, const char *ticket, TuntasAct *act)
{
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, ticket);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasApplied *applied;

  g_assert_nonnull (item);
  tuntas_desk_act_async (self->desk, item, act, NULL, result_cb, &result);
  wait_for_result (&result);
  applied = tuntas_desk_act_finish (self->desk, result, &error);
  g_assert_no_error (error);
  return applied;
}

/* The trainee speaks the whole script before deciding. */
static void
speak (Lesson *self)
{
  TuntasCustomer *customer = tuntas_practice_get_customer (self->practice);

  for (int cue = TUNTAS_CUE_GREET; cue <= TUNTAS_CUE_PERMISSION; cue++)
    tuntas_customer_cue (customer, cue);
}

/* What one call for several tickets is on the others, the desk has done by itself. */
static gboolean
was_shared (Lesson *self, const char *ticket, const TuntasScenarioAct *act)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (tuntas_desk_find_item (self->desk, ticket)));
  TuntasEvent *last = g_ptr_array_index (events, events->len - 1);

  return tuntas_event_get_at (last) == act->at && tuntas_act_is (act->act, tuntas_event_get_id (last));
}

static void
do_act (Lesson *self, const char *ticket, const TuntasScenarioAct *act)
{
  g_autoptr (TuntasApplied) applied = NULL;

  pass_until (self, act->at);
  wait_for (self, is_quiet, "what is shared");
  if (was_shared (self, ticket, act))
    return;
  if (tuntas_act_get (act->act, "told") != NULL)
    speak (self);
  applied = try_act (self, ticket, act->act);
  if (!applied->accepted)
    g_error ("%s: %s: %s", ticket, tuntas_act_get_id (act->act),
             ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
}

/* All ways at once, in the order of time. */
static void
go (Lesson *self)
{
  GPtrArray *ways = tuntas_scenario_get_ways (tuntas_practice_get_scenario (self->practice));
  g_autofree guint *next = g_new0 (guint, ways->len);

  for (;;)
    {
      const TuntasScenarioWay *first = NULL;
      const TuntasScenarioAct *act = NULL;
      guint index = 0;

      for (guint i = 0; i < ways->len; i++)
        {
          const TuntasScenarioWay *way = g_ptr_array_index (ways, i);
          const TuntasScenarioAct *candidate = next[i] < way->acts->len ? g_ptr_array_index (way->acts, next[i]) : NULL;

          if (candidate != NULL && (act == NULL || candidate->at < act->at))
            {
              first = way;
              act = candidate;
              index = i;
            }
        }
      if (act == NULL)
        return;
      next[index]++;
      do_act (self, first->ticket, act);
    }
}

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

  begin (&lesson, data, TUNTAS_PRACTICE_GUIDED);
  go (&lesson);
  debrief = tuntas_practice_judge (lesson.practice);
  print_rows (debrief);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  g_assert_true (debrief->passed);
  g_assert_cmpint (debrief->points, ==, 100);
  g_assert_cmpuint (debrief->n_calls, >, 0);
  g_assert_cmpuint (debrief->n_calls_right, ==, debrief->n_calls);
  tuntas_debrief_free (debrief);
  end (&lesson);
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
  const TuntasScenarioAct *last;
  g_autoptr (TuntasAct) undo = new_act ("undo", NULL, NULL);
  g_autoptr (TuntasApplied) undone = NULL;
  g_autoptr (TuntasApplied) again = NULL;

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  go (&lesson);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  undone = try_act (&lesson, way->ticket, undo);
  g_assert_true (undone->accepted);
  g_assert_false (tuntas_practice_is_done (lesson.practice));
  last = g_ptr_array_index (way->acts, way->acts->len - 1);
  again = try_act (&lesson, way->ticket, last->act);
  g_assert_true (again->accepted);
  g_assert_true (tuntas_practice_is_done (lesson.practice));
  g_assert_cmpuint (lesson.n_done, ==, 3);
  end (&lesson);
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

  begin (&lesson, "pots-unreached", TUNTAS_PRACTICE_EXAM);
  g_assert_cmpint (tuntas_practice_get_mode (lesson.practice), ==, TUNTAS_PRACTICE_EXAM);
  refused = try_act (&lesson, "IN900000102", close);
  g_assert_false (refused->accepted);
  g_assert_cmpuint (tuntas_practice_get_trials (lesson.practice)->len, ==, 1);
  trial = g_ptr_array_index (tuntas_practice_get_trials (lesson.practice), 0);
  g_assert_cmpstr (trial->code, ==, "not-here");
  g_assert_cmpstr (trial->clause, ==, "1.2.1");
  g_assert_cmpint (trial->at, ==, tuntas_scenario_get_start (tuntas_practice_get_scenario (lesson.practice)));
  go (&lesson);
  debrief = tuntas_practice_judge (lesson.practice);
  g_assert_true (debrief->passed);
  g_assert_cmpint (debrief->points, ==, 90);
  tuntas_debrief_free (debrief);
  end (&lesson);
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

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_ALONE);
  customer = tuntas_practice_get_customer (lesson.practice);
  pace = tuntas_practice_get_pace (lesson.practice);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  tuntas_applied_free (try_act (&lesson, way->ticket, call));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_DIALLING);
  g_assert_cmpstr (tuntas_customer_get_ticket (customer), ==, way->ticket);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 1);
  tuntas_applied_free (try_act (&lesson, way->ticket, undo));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_IDLE);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  end (&lesson);
}

/* The conversation about two tickets is over when it is over for both, whichever comes first. */
static void
test_shared_call (void)
{
  Lesson lesson;
  TuntasCustomer *customer;
  const TuntasScenarioWay *first, *second;

  begin (&lesson, "two-tickets-one-number", TUNTAS_PRACTICE_GUIDED);
  customer = tuntas_practice_get_customer (lesson.practice);
  first = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  second = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 1);
  for (guint i = 0; i < 6; i++)
    {
      do_act (&lesson, first->ticket, g_ptr_array_index (first->acts, i));
      do_act (&lesson, second->ticket, g_ptr_array_index (second->acts, i));
    }
  g_assert_cmpstr (tuntas_customer_get_ticket (customer), ==, first->ticket);
  do_act (&lesson, first->ticket, g_ptr_array_index (first->acts, 6));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_TALKING);
  do_act (&lesson, second->ticket, g_ptr_array_index (second->acts, 6));
  g_assert_cmpint (tuntas_customer_get_state (customer), ==, TUNTAS_CALL_IDLE);
  end (&lesson);
}

/* The clock goes on while the journal is written; what is recorded of the call is held against what it was all
 * the same. */
static void
test_clock_moves_on (void)
{
  static const char *const fields[][3] = { { "call", "phone", "08000000501" }, { "outcome", "outcome", "busy" } };
  Lesson lesson;
  const TuntasScenarioWay *way;
  TuntasDebrief *debrief;

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_EXAM);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      TuntasDeskItem *item = tuntas_desk_find_item (lesson.desk, way->ticket);
      g_autoptr (TuntasAct) act = new_act (fields[i][0], fields[i][1], fields[i][2]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TuntasApplied) applied = NULL;

      tuntas_desk_act_async (lesson.desk, item, act, NULL, result_cb, &result);
      tuntas_test_clock_advance_seconds (lesson.clock, 30);
      wait_for_result (&result);
      applied = tuntas_desk_act_finish (lesson.desk, result, NULL);
      g_assert_true (applied->accepted);
    }
  debrief = tuntas_practice_judge (lesson.practice);
  print_rows (debrief);
  g_assert_cmpuint (debrief->n_calls, ==, 1);
  g_assert_cmpuint (debrief->n_calls_right, ==, 0);
  tuntas_debrief_free (debrief);
  end (&lesson);
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

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  pace = tuntas_practice_get_pace (lesson.practice);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  for (guint i = 0; i < 4; i++)
    do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, i));
  wait = tuntas_desk_item_get_due (tuntas_desk_find_item (lesson.desk, way->ticket), &kind) -
         tuntas_clock_now_seconds (TUNTAS_CLOCK (lesson.clock));
  g_assert_cmpint (kind, ==, TUNTAS_DUE_NEXT_CALL);
  g_assert_cmpint (wait, >, 60);
  tuntas_pace_choose (pace, 600);
  tuntas_test_clock_advance_seconds (lesson.clock, wait - 1);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 600);
  tuntas_test_clock_advance_seconds (lesson.clock, 1);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 1);
  end (&lesson);
}

static gboolean
is_idle (Lesson *self)
{
  return tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_IDLE;
}

/* What somebody else does in Nossa stops the case; what the customer writes arrives. */
static gboolean
is_stopped (Lesson *self)
{
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, "IN900000153");

  return item != NULL && g_strcmp0 (tuntas_case_get_end (tuntas_desk_item_get_case (item)), "stopped") == 0;
}

static void
test_changed_in_nossa (void)
{
  Lesson lesson;
  g_autoptr (GAsyncResult) result = NULL;
  const TuntasScenarioWay *way;

  begin (&lesson, "changed-in-nossa", TUNTAS_PRACTICE_GUIDED);
  way = tuntas_scenario_find_way (tuntas_practice_get_scenario (lesson.practice), "IN900000153");
  for (guint i = 0; i < 4; i++)
    do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, i));
  pass_until (&lesson, tuntas_scenario_get_start (tuntas_practice_get_scenario (lesson.practice)) + 33 * 60);
  g_assert_cmpstr (lesson.messages->str, ==, "IN900000151 ");
  /* A list that was asked for before does not know of it yet. */
  wait_for (&lesson, is_idle, "the list that was asked for");
  tuntas_desk_sync_async (lesson.desk, NULL, result_cb, &result);
  wait_for (&lesson, is_stopped, "the stop");
  end (&lesson);
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

  begin (&lesson, "customer-makes-contact", TUNTAS_PRACTICE_EXAM);
  way = g_ptr_array_index (tuntas_scenario_get_ways (tuntas_practice_get_scenario (lesson.practice)), 0);
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 0));
  do_act (&lesson, way->ticket, g_ptr_array_index (way->acts, 1));
  tuntas_act_set (contacted, "who", "PIC");
  applied = try_act (&lesson, way->ticket, contacted);
  g_assert_true (applied->accepted);
  g_assert_cmpstr (lesson.messages->str, ==, "");
  debrief = tuntas_practice_judge (lesson.practice);
  for (guint i = 0; i < debrief->fatal->len; i++)
    found |= ((TuntasDebriefRow *) g_ptr_array_index (debrief->fatal, i))->kind == TUNTAS_ROW_CONTACT;
  g_assert_true (found);
  tuntas_debrief_free (debrief);
  end (&lesson);
}

/* A live number that is typed or pasted is refused, and the other way round. */
static void
test_numbers (void)
{
  Lesson lesson;

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  g_assert_true (tuntas_desk_takes_number (lesson.desk, " in900000101 "));
  g_assert_false (tuntas_desk_takes_number (lesson.desk, "IN190001007"));
  g_assert_false (tuntas_desk_takes_number (lesson.desk, "INC12345678"));
  end (&lesson);
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

  tuntas_simulator_load_scenario (nossa, tuntas_scenario_get_nossa (tuntas_practice_get_scenario (self->practice)), "nossa",
                                  &error);
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
  tuntas_workplace_start_async (*workplace, server, "ayu", "latihan", FALSE, NULL, result_cb, &result);
  wait_for_result (&result);
  desk = tuntas_workplace_start_finish (*workplace, result, &error);
  g_assert_no_error (error);
  while (!live_has_list (desk))
    g_main_context_iteration (NULL, TRUE);
  return desk;
}

/* Work takes no number of the training, not even from Nossa's list, and says so where it tells what it could not read. */
static void
test_live_desk (void)
{
  Lesson lesson;
  g_autoptr (TuntasSimulator) nossa = NULL;
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (GPtrArray) unreadable = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  nossa = start_same_nossa (&lesson);
  desk = start_live_desk (&lesson, nossa, &workplace);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (desk)), ==, 0);
  unreadable = tuntas_desk_list_unreadable (desk);
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unreadable, 0), ==, "IN900000101: is a number of the training");
  g_assert_false (tuntas_desk_takes_number (desk, "in900000101"));
  g_assert_true (tuntas_desk_takes_number (desk, "IN190001007"));
  tuntas_desk_sign_out_async (desk, NULL, result_cb, &result);
  wait_for_result (&result);
  tuntas_desk_sign_out_finish (desk, result, NULL);
  tuntas_simulator_stop (nossa);
  end (&lesson);
}

/* The folder stays, and the session can be gone through again from it. */
static void
test_session (void)
{
  Lesson lesson;
  g_autofree char *session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  go (&lesson);
  session = g_strdup (tuntas_training_get_session (lesson.workplace));
  g_assert_true (g_str_has_prefix (session, lesson.directory));
  g_assert_cmpint (g_stat (session, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  sign_out (&lesson);

  tuntas_session_read_async (session, lesson.procedure, NULL, result_cb, &result);
  wait_for_result (&result);
  cases = tuntas_session_read_finish (result, &error);
  g_assert_no_error (error);
  steps = tuntas_session_list_steps (cases, "id");
  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasSessionStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (lines, "%s %s → %s\n", step->clause, step->line, step->step);
    }
  g_assert_cmpstr (lines->str, ==,
                   "1.2.1 Diterima, cek ulang → Cek ulang aplikasi pendukung\n"
                   "1.2.2 Sudah terselesaikan, hubungi pelanggan → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Telepon 0800****01 → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Hasil panggilan: Tidak diangkat (RNA) → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Telepon 0800****01 → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Hasil panggilan: Terhubung → Konfirmasi layanan dan izin close\n"
                   "1.2.5 Normal, boleh ditutup → Selesai\n");
  end (&lesson);
}

/* A session of then, as the training leaves it. */
static void
make_session (const char *directory, gint64 at, gboolean with_journal)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (at);
  g_autofree char *name = tuntas_kept_session_dup_template ("pots-unreached", then);
  g_autofree char *account = g_build_filename (directory, name, "account", NULL);
  g_autofree char *journal = g_build_filename (account, "journal.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (account, 0700), ==, 0);
  if (with_journal)
    g_assert_true (g_file_set_contents (journal, "", 0, NULL));
}

static guint
count_sessions (const char *directory)
{
  g_autoptr (GPtrArray) sessions = tuntas_kept_session_list (directory);

  return sessions->len;
}

/* An exercise that never begins is not kept, and nothing gives way to it; one that does is one of the newest twenty. */
static void
test_kept_sessions (void)
{
  Lesson lesson;
  char *directory = g_dir_make_tmp ("tuntas-lesson-XXXXXX", NULL);

  for (guint i = 0; i < 22; i++)
    make_session (directory, 1795402800 - 86400 * (30 + i), TRUE);
  open_lesson (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED, directory);
  g_assert_null (tuntas_training_get_session (lesson.workplace));
  g_object_unref (lesson.workplace);
  g_assert_cmpuint (count_sessions (directory), ==, 22);
  g_string_free (lesson.messages, TRUE);
  g_object_unref (lesson.clock);
  g_object_unref (lesson.procedure);

  make_session (directory, 1795402800 - 86400 * 29, FALSE);
  open_lesson (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED, directory);
  start_desk (&lesson);
  g_assert_true (tuntas_session_has_journal (tuntas_training_get_session (lesson.workplace)));
  g_assert_cmpuint (count_sessions (directory), ==, 20);
  end (&lesson);
}

/* The same by the command, in the language of the locale. */
static void
test_session_command (void)
{
  Lesson lesson;
  g_autofree char *session = NULL;
  g_autofree char *out = NULL, *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  begin (&lesson, "wrong-key", TUNTAS_PRACTICE_GUIDED);
  go (&lesson);
  session = g_strdup (tuntas_training_get_session (lesson.workplace));
  sign_out (&lesson);
  g_spawn_sync (NULL, (char *[]) { (char *) TUNTAS_PROGRAM, (char *) "replay-session", session, NULL }, NULL,
                G_SPAWN_DEFAULT, NULL, NULL, &out, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (errors, ==, "");
  g_test_message ("%s", out);
  g_assert_true (g_str_has_prefix (out, "23-11 15.01 WIB  IN900000110  1.2.1   Received, check again → "));
  /* What was taken back is marked. */
  g_assert_nonnull (strstr (out, "Outcome of the call: Busy ↶ → "));
  g_assert_true (g_str_has_suffix (out, "1.2.5   Normal, may be closed → Done\n"));
  end (&lesson);
}

static void
test_no_session (void)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_session_read_async ("/nonexistent", procedure, NULL, result_cb, &result);
  wait_for_result (&result);
  g_assert_null (tuntas_session_read_finish (result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  static const char *const right[] = { "indihome-normal", "datin-night-monitoring", "wrong-key", "customer-makes-contact",
                                       "two-tickets-one-number", "busy-shift" };

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
  g_test_add_func ("/training/practice/session", test_session);
  g_test_add_func ("/training/practice/kept-sessions", test_kept_sessions);
  g_test_add_func ("/training/practice/session-command", test_session_command);
  g_test_add_func ("/training/practice/no-session", test_no_session);
  return g_test_run ();
}
