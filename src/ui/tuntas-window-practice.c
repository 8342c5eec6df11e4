/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-debrief-page.h"
#include "tuntas-explain.h"
#include "tuntas-fading.h"
#include "tuntas-news-page.h"
#include "tuntas-progress-page.h"
#include "tuntas-replay-page.h"
#include "tuntas-training.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Practice in the window: exercises → a desk with a training's workplace → debrief → repeat, next, or the exercises. */

/* The accent of training: put over the style sheet while the window trains. Named colours hold for a display and not
 * for a window, so a style class alone cannot do it. */
static const char training_style[] =
  "@define-color accent_bg_color #7a45b8;\n"
  "@define-color accent_fg_color #ffffff;\n"
  "@define-color ring_fg #8f5bd0;\n";

#define WORK_ICON "io.github.tuntas.Tuntas"
#define TRAINING_ICON "io.github.tuntas.Tuntas.Training"

gboolean
tuntas_window_is_training (TuntasWindow *self)
{
  return self->place == TUNTAS_PLACE_EXERCISES || self->place == TUNTAS_PLACE_REVIEW ||
         (self->workplace != NULL && tuntas_workplace_is_training (self->workplace));
}

void
tuntas_window_set_training_style (TuntasWindow *self, gboolean training)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  if (training == (self->training_style != NULL))
    return;
  gtk_window_set_icon_name (GTK_WINDOW (self), training ? TRAINING_ICON : WORK_ICON);
  if (training)
    {
      self->training_style = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (self->training_style, training_style, -1);
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->training_style),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
      return;
    }
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->training_style));
  g_clear_object (&self->training_style);
}

/* Opening */

static void
training_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasDesk) desk = tuntas_workplace_start_finish (TUNTAS_WORKPLACE (source), result, &error);

  if (self->place != TUNTAS_PLACE_OPENING)
    return;
  if (desk != NULL)
    {
      tuntas_window_take_desk (self, TUNTAS_WORKPLACE (source), desk);
      return;
    }
  tuntas_window_show_exercises (self);
  tuntas_window_show_error (self, error);
}

static void
keep_choice (TuntasWindow *self, const TuntasTrainingChoice *choice)
{
  char *scenario = g_strdup (choice->scenario);

  self->trained = *choice;
  g_free (self->trained_scenario);
  self->trained_scenario = scenario;
  self->trained.scenario = scenario;
}

void
tuntas_window_train (TuntasWindow *self, const TuntasTrainingChoice *choice)
{
  g_autoptr (TuntasWorkplace) place = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TUNTAS_IS_WINDOW (self));
  if (self->place == TUNTAS_PLACE_OPENING)
    return;
  keep_choice (self, choice);
  place = tuntas_trainer_open (self->trainer, &self->trained, &error);
  if (place == NULL)
    {
      tuntas_window_show_exercises (self);
      /* Translators: %s is the reason, which may be in English: it names file and line. */
      text = g_strdup_printf (_("The training could not be opened: %s"), error->message);
      tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, text, NULL, NULL);
      return;
    }
  tuntas_window_drop_desk (self);
  tuntas_window_set_place (self, TUNTAS_PLACE_OPENING);
  self->opening = g_cancellable_new ();
  tuntas_workplace_start_async (place, tuntas_workplace_get_server (place), tuntas_workplace_get_user (place), NULL,
                                FALSE, self->opening, training_opened_cb, g_object_ref (self));
}

/* The pace */

static void
pace_cb (TuntasWindow *self)
{
  tuntas_ticker_set_speed (self->ticker, tuntas_pace_get_speed (self->pace));
  tuntas_window_update_actions (self);
}

/* A shift without customers has no calls that slow the clock down; otherwise it is the same. */
static void
set_speed (int speed, gpointer user_data)
{
  tuntas_workplace_set_speed (TUNTAS_WORKPLACE (user_data), speed);
}

static TuntasPace *
new_pace (TuntasWindow *self)
{
  TuntasPace *pace;

  if (self->practice != NULL)
    return g_object_ref (tuntas_practice_get_pace (self->practice));
  pace = tuntas_pace_new (set_speed, self->workplace);
  tuntas_pace_choose (pace, self->trained.speed);
  return pace;
}

/* The sounds of the telephone */

void
tuntas_window_show_sound (TuntasWindow *self)
{
  gboolean sound = tuntas_settings_get_training_sound (self->settings);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "training-sound");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (sound));
  if (self->loudspeaker != NULL)
    tuntas_loudspeaker_set_muted (self->loudspeaker, !sound);
}

static void
call_cb (TuntasWindow *self, TuntasCustomer *customer)
{
  tuntas_loudspeaker_play (self->loudspeaker, tuntas_customer_get_tone (customer));
}

static void
take_telephone (TuntasWindow *self)
{
  self->loudspeaker = tuntas_loudspeaker_new (_("Telephone of the training"));
  tuntas_window_show_sound (self);
  g_signal_connect_object (tuntas_practice_get_customer (self->practice), "changed", G_CALLBACK (call_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
done_cb (TuntasWindow *self)
{
  tuntas_training_bar_set_done (TUNTAS_TRAINING_BAR (self->training_bar), tuntas_practice_is_done (self->practice));
}

void
tuntas_window_take_practice (TuntasWindow *self)
{
  TuntasPractice *practice = tuntas_training_get_practice (self->workplace);

  if (!tuntas_workplace_is_training (self->workplace))
    return;
  adw_bin_set_child (ADW_BIN (self->exercises_bin), NULL);
  g_set_object (&self->practice, practice);
  tuntas_desk_page_set_training (TUNTAS_DESK_PAGE (self->page), practice);
  self->pace = new_pace (self);
  tuntas_ticker_set_speed (self->ticker, tuntas_pace_get_speed (self->pace));
  g_signal_connect_object (self->pace, "notify::speed", G_CALLBACK (pace_cb), self, G_CONNECT_SWAPPED);
  tuntas_training_bar_set_time (TUNTAS_TRAINING_BAR (self->training_bar), self->ticker, self->pace,
                                tuntas_desk_get_zone (self->desk));
  if (practice == NULL)
    return;
  g_signal_connect_object (practice, "notify::done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  take_telephone (self);
}

void
tuntas_window_drop_practice (TuntasWindow *self)
{
  tuntas_training_bar_set_time (TUNTAS_TRAINING_BAR (self->training_bar), NULL, NULL, NULL);
  if (self->pace != NULL)
    g_signal_handlers_disconnect_by_data (self->pace, self);
  if (self->practice != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->practice, self);
      g_signal_handlers_disconnect_by_data (tuntas_practice_get_customer (self->practice), self);
    }
  g_clear_object (&self->loudspeaker);
  g_clear_object (&self->pace);
  g_clear_object (&self->practice);
}

/* Exercises, progress, debrief */

static void
begin_cb (TuntasWindow *self, const char *scenario, int mode)
{
  tuntas_window_train (self, &(TuntasTrainingChoice){ .scenario = scenario, .mode = mode, .speed = 1 });
}

void
tuntas_window_show_exercises (TuntasWindow *self)
{
  GtkWidget *page = adw_bin_get_child (ADW_BIN (self->exercises_bin));

  g_return_if_fail (TUNTAS_IS_WINDOW (self));
  tuntas_window_drop_desk (self);
  if (page == NULL)
    {
      page = tuntas_exercises_page_new (self->trainer);
      g_signal_connect_object (page, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (ADW_BIN (self->exercises_bin), page);
    }
  tuntas_banner_hide (TUNTAS_BANNER (self->banner));
  tuntas_window_set_place (self, TUNTAS_PLACE_EXERCISES);
  adw_bin_set_child (ADW_BIN (self->review_bin), NULL);
  gtk_widget_grab_focus (page);
}

/* page (transfer floating): of what was done. */
static void
show_review (TuntasWindow *self, GtkWidget *page)
{
  adw_bin_set_child (ADW_BIN (self->review_bin), page);
  tuntas_window_set_place (self, TUNTAS_PLACE_REVIEW);
  gtk_widget_grab_focus (page);
}

void
tuntas_window_show_progress (TuntasWindow *self)
{
  show_review (self, tuntas_progress_page_new (self->trainer));
}

void
tuntas_window_show_news (TuntasWindow *self)
{
  if (tuntas_trainer_get_former (self->trainer) != NULL)
    show_review (self, tuntas_news_page_new (self->trainer));
}

void
tuntas_window_show_session (TuntasWindow *self, const char *name)
{
  g_autoptr (GPtrArray) sessions = tuntas_trainer_list_sessions (self->trainer);

  for (guint i = 0; i < sessions->len; i++)
    if (strcmp (((TuntasKeptSession *) g_ptr_array_index (sessions, i))->name, name) == 0)
      {
        show_review (self, tuntas_replay_page_new (self->trainer, g_ptr_array_index (sessions, i)));
        return;
      }
}

/* (transfer full): what was done, judged; it is in the progress, also where saving that failed, which is the error. */
static TuntasDebrief *
judge (TuntasWindow *self, GError **error)
{
  guint before = tuntas_fading_count (self->trainer);
  TuntasDebrief *debrief = tuntas_practice_judge (self->practice);

  tuntas_trainer_record (self->trainer, self->practice, debrief, error);
  tuntas_fading_follow_run (self->settings, self->trainer, before);
  return debrief;
}

gboolean
tuntas_window_keep_exercise (TuntasWindow *self, GError **error)
{
  g_autoptr (TuntasDebrief) debrief = NULL;
  GError *cause = NULL;

  if (self->practice != NULL)
    debrief = judge (self, &cause);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, cause);
  return FALSE;
}

/* Who began without the exercises' page was not told yet. */
static void
show_trouble (TuntasWindow *self)
{
  g_autofree char *trouble = tuntas_trainer_dup_trouble (self->trainer);

  if (trouble != NULL)
    tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, trouble, NULL, NULL);
}

/* The exercise is over: it is judged, kept, and gone through. */
static void
end_exercise (TuntasWindow *self)
{
  g_autoptr (TuntasPractice) practice = g_object_ref (self->practice);
  g_autoptr (GError) error = NULL;
  TuntasDebrief *debrief = judge (self, &error);

  tuntas_window_drop_desk (self);
  show_review (self, tuntas_debrief_page_new (self->trainer, practice, debrief));
  show_trouble (self);
  if (error != NULL)
    tuntas_window_show_error (self, error);
}

static guint
count_open (TuntasWindow *self)
{
  GPtrArray *ways = tuntas_scenario_get_ways (tuntas_practice_get_scenario (self->practice));
  guint n = 0;

  for (guint i = 0; i < ways->len; i++)
    {
      const TuntasScenarioWay *way = g_ptr_array_index (ways, i);
      TuntasDeskItem *item = tuntas_desk_find_item (self->desk, way->ticket);

      n += item != NULL && tuntas_case_get_end (tuntas_desk_item_get_case (item)) == NULL;
    }
  return n;
}

char *
tuntas_window_dup_open_exercise (TuntasWindow *self)
{
  guint n = self->practice != NULL ? count_open (self) : 0;

  if (n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u ticket is not finished yet. What was done is judged as it stands.",
                                       "%u tickets are not finished yet. What was done is judged as it stands.", n), n);
}

static void
end_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  if (g_str_equal (response, "end") && self->practice != NULL)
    end_exercise (self);
}

static void
ask_to_end (TuntasWindow *self, const char *body)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _("End the exercise?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("Go on practising"), "end",
                                    _("End the exercise"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "end", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (end_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
}

void
tuntas_window_end_training (TuntasWindow *self)
{
  g_autofree char *open = tuntas_window_dup_open_exercise (self);

  if (self->practice == NULL)
    tuntas_window_show_exercises (self);
  else if (open != NULL)
    ask_to_end (self, open);
  else
    end_exercise (self);
}

void
tuntas_window_repeat_exercise (TuntasWindow *self)
{
  g_autofree char *scenario = g_strdup (self->trained.scenario);
  TuntasTrainingChoice choice = { .scenario = scenario, .mode = self->trained.mode, .speed = 1 };

  tuntas_window_train (self, &choice);
}

void
tuntas_window_begin_exercise (TuntasWindow *self, const char *scenario)
{
  g_autofree char *own = g_strdup (scenario);

  begin_cb (self, own, (int) tuntas_trainer_get_last_mode (self->trainer));
}

/* (nullable) */
static const TuntasExercise *
find_next_exercise (TuntasWindow *self)
{
  return tuntas_trainer_suggest (self->trainer, tuntas_trainer_get_last_mode (self->trainer));
}

gboolean
tuntas_window_has_next_exercise (TuntasWindow *self)
{
  return find_next_exercise (self) != NULL;
}

void
tuntas_window_next_exercise (TuntasWindow *self)
{
  const TuntasExercise *next = find_next_exercise (self);

  if (next != NULL)
    tuntas_window_begin_exercise (self, next->id);
}
