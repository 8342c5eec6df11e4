/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lesson.h"

#include "tuntas-training.h"

#include <glib/gstdio.h>

#define PATIENCE_SECONDS 30

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("%s did not come within %d seconds", (const char *) user_data, PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

void
lesson_wait_for (Lesson *self, LessonCondition condition, const char *what)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, (gpointer) what);

  while (!condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

void
lesson_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
lesson_wait_for_result (GAsyncResult **result)
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

void
lesson_start_desk (Lesson *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_workplace_start_async (self->workplace, tuntas_workplace_get_server (self->workplace),
                                tuntas_workplace_get_user (self->workplace), NULL, FALSE, NULL, lesson_result_cb,
                                &result);
  lesson_wait_for_result (&result);
  self->desk = tuntas_workplace_start_finish (self->workplace, result, &error);
  g_assert_no_error (error);
  lesson_wait_for (self, has_list, "the list");
}

void
lesson_open (Lesson *self, const char *id, TuntasPracticeMode mode, char *directory)
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

void
lesson_begin (Lesson *self, const char *id, TuntasPracticeMode mode)
{
  lesson_open (self, id, mode, NULL);
  lesson_start_desk (self);
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

void
lesson_sign_out (Lesson *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_desk_sign_out_async (self->desk, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
  tuntas_desk_sign_out_finish (self->desk, result, NULL);
  g_clear_object (&self->desk);
}

void
lesson_end (Lesson *self)
{
  if (self->desk != NULL)
    lesson_sign_out (self);
  g_object_unref (self->workplace);
  remove_tree (self->directory);
  g_free (self->directory);
  g_string_free (self->messages, TRUE);
  g_object_unref (self->clock);
  g_object_unref (self->procedure);
}

void
lesson_pass_until (Lesson *self, gint64 instant)
{
  gint64 target = instant * G_USEC_PER_SEC;

  for (gint64 now; (now = tuntas_clock_now (TUNTAS_CLOCK (self->clock))) < target;)
    {
      gint64 next = tuntas_test_clock_get_next (self->clock);

      tuntas_test_clock_advance (self->clock, CLAMP (next - now, 1, target - now));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      lesson_wait_for (self, is_quiet, "the journal");
    }
}

TuntasApplied *
lesson_try_act (Lesson *self, const char *ticket, TuntasAct *act)
{
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, ticket);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasApplied *applied;

  g_assert_nonnull (item);
  tuntas_desk_act_async (self->desk, item, act, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
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

void
lesson_do_act (Lesson *self, const char *ticket, const TuntasScenarioAct *act)
{
  g_autoptr (TuntasApplied) applied = NULL;

  lesson_pass_until (self, act->at);
  lesson_wait_for (self, is_quiet, "what is shared");
  if (was_shared (self, ticket, act))
    return;
  if (tuntas_act_get (act->act, "told") != NULL)
    speak (self);
  applied = lesson_try_act (self, ticket, act->act);
  if (!applied->accepted)
    g_error ("%s: %s: %s", ticket, tuntas_act_get_id (act->act),
             ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
}

void
lesson_go (Lesson *self)
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
      lesson_do_act (self, first->ticket, act);
    }
}
