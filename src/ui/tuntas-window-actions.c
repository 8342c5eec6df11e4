/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-copy.h"
#include "tuntas-map-window.h"
#include "tuntas-preferences.h"
#include "tuntas-recap.h"
#include "tuntas-settle-dialog.h"
#include "tuntas-sync-dialog.h"

#include <glib/gi18n-lib.h>

/* The actions of the window. What belongs to the open ticket goes to its page, which alone knows what is
 * allowed there. */

static TuntasDeskPage *
get_page (TuntasWindow *self)
{
  return TUNTAS_DESK_PAGE (self->page);
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_desk_sync_finish (TUNTAS_DESK (source), result, &error) || self->desk != TUNTAS_DESK (source))
    return;
  /* Being offline or signed out is shown as the state of the desk. */
  if (!g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_UNREACHABLE) &&
      !g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SIGN_IN_NEEDED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tuntas_window_show_error (self, error);
}

static void
sync_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_LISTS)
    tuntas_window_add_toast (self, adw_toast_new (_("Paste a newer list (Ctrl+V) or open a file (Ctrl+O)")));
  else
    tuntas_desk_sync_async (self->desk, NULL, synced_cb, g_object_ref (self));
}

static void
show_unsent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (tuntas_sync_dialog_new (GTK_WINDOW (self), self->desk, self->ticker)));
}

static void
settle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;
  TuntasDeskItem *item;
  const char *ticket;
  gint64 sending;

  g_variant_get (parameter, "(&sx)", &ticket, &sending);
  item = self->desk != NULL ? tuntas_desk_find_item (self->desk, ticket) : NULL;
  if (item != NULL)
    gtk_window_present (GTK_WINDOW (tuntas_settle_dialog_new (GTK_WINDOW (self), self->desk, self->ticker, item,
                                                              sending)));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_desk_page_start_search (get_page (user_data));
}

static void
next_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (!tuntas_desk_page_open_next (get_page (self)))
    tuntas_window_add_toast (self, adw_toast_new (_("No other ticket is due now")));
}

static void
customer_contacted_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_desk_page_start_contact (get_page (user_data));
}

/* What belongs to a ticket is done to one that can be seen: by a key of the desk it may be asked for at any time. */
static gboolean
is_ticket_seen (TuntasWindow *self)
{
  if (tuntas_desk_page_get_item (get_page (self)) != NULL)
    return !tuntas_desk_page_reveal_ticket (get_page (self));
  tuntas_window_add_toast (self, adw_toast_new (_("Choose a ticket first")));
  return FALSE;
}

static void
press_key (TuntasWindow *self, guint keyval, GdkModifierType modifiers)
{
  if (is_ticket_seen (self))
    tuntas_desk_page_handle_key (get_page (self), keyval, modifiers);
}

static void
call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  press_key (user_data, GDK_KEY_F8, 0);
}

static void
suggested_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  press_key (user_data, GDK_KEY_Return, GDK_CONTROL_MASK);
}

/* With Alt a digit means the same while something is being typed. */
static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  int digit = g_variant_get_int32 (parameter);

  if (digit >= 0 && digit <= 9)
    press_key (user_data, GDK_KEY_0 + digit, GDK_ALT_MASK);
}

static void
act_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (is_ticket_seen (self))
    tuntas_desk_page_begin (get_page (self), g_variant_get_string (parameter, NULL));
}

/* Not as Ctrl+Z, which belongs to the text that is being typed. */
static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (is_ticket_seen (self))
    tuntas_desk_page_begin (get_page (self), TUNTAS_EVENT_UNDO);
}

static void
copy_recap_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;
  g_autofree char *recap = tuntas_recap_dup (self->desk);

  tuntas_copy (GTK_WIDGET (self), recap);
  tuntas_window_add_toast (self, adw_toast_new (_("The shift's recap is copied")));
}

static void
show_queue_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_desk_page_show_queue (get_page (user_data));
}

static void
show_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, g_variant_get_string (parameter, NULL));

  if (item != NULL)
    tuntas_desk_page_open (get_page (self), item);
}

/* One map at a time: asked for again, it shows what is wanted now. */
static void
show_map (TuntasWindow *self, TuntasDeskItem *item)
{
  if (self->map != NULL)
    gtk_window_destroy (GTK_WINDOW (self->map));
  g_set_weak_pointer (&self->map, tuntas_map_window_new (GTK_WINDOW (self), self->desk, item));
  gtk_window_present (GTK_WINDOW (self->map));
}

/* The ticket is opened, and then F8 pressed: what it may lead to is decided there. */
static void
call_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_ticket_cb (NULL, parameter, user_data);
  if (tuntas_desk_find_item (((TuntasWindow *) user_data)->desk, g_variant_get_string (parameter, NULL)) != NULL)
    press_key (user_data, GDK_KEY_F8, 0);
}

static void
snooze_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, g_variant_get_string (parameter, NULL));

  if (item == NULL)
    return;
  tuntas_desk_page_open (get_page (self), item);
  tuntas_window_snooze (self, item);
}

static void
map_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  show_map (self, tuntas_desk_page_get_item (get_page (self)));
}

static void
map_procedure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_map (user_data, NULL);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (tuntas_preferences_new (GTK_WINDOW (self), self->settings,
                                                          tuntas_workplace_get_findings (self->work),
                                                          self->workplace != NULL ? self->workplace : self->work,
                                                          self->desk)));
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_lock (user_data);
}

static void
switch_agent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_ask_to_switch_agent (user_data);
}

static void
erase_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (is_ticket_seen (self))
    tuntas_window_ask_to_erase (self, tuntas_desk_page_get_item (get_page (self)));
}

static void
forget_computer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_ask_to_forget (user_data);
}

static void
train_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_ask_to_train (user_data);
}

static void
show_exercises_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_exercises (user_data);
}

static void
end_training_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_end_training (user_data);
}

static void
show_progress_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_progress (user_data);
}

static void
show_news_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_news (user_data);
}

static void
show_session_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_session (user_data, g_variant_get_string (parameter, NULL));
}

static void
begin_exercise_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_begin_exercise (user_data, g_variant_get_string (parameter, NULL));
}

static void
repeat_exercise_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_repeat_exercise (user_data);
}

static void
next_exercise_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_next_exercise (user_data);
}

static void
go_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasWindow *self = user_data;

  if (self->place == TUNTAS_PLACE_REVIEW)
    tuntas_window_show_exercises (self);
  else
    tuntas_window_begin (self);
}

static void
training_speed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TuntasWindow *self = user_data;
  int speed = g_variant_get_int32 (value);

  if (!tuntas_pace_is_speed (speed))
    return;
  tuntas_pace_choose (self->pace, speed);
  if (tuntas_pace_get_speed (self->pace) != speed)
    tuntas_window_add_toast (self, adw_toast_new (_("In a call the clock runs as fast as real time")));
  tuntas_window_update_actions (self);
}

static void
training_sound_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TuntasWindow *self = user_data;

  tuntas_settings_set_training_sound (self->settings, g_variant_get_boolean (value));
}

static void
sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_ask_to_sign_in (user_data);
}

static void
hand_over_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_handover (user_data);
}

static void
adopt_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_ask_to_adopt (user_data);
}

static void
show_recovered_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_show_recovered (user_data);
}

static void
paste_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_paste_list (user_data);
}

static void
open_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tuntas_window_open_list (user_data);
}

/* Where an action makes sense. */
typedef enum
{
  NEEDS_NOTHING,
  NEEDS_DESK,
  NEEDS_WORK,     /* a desk that is no training's */
  NEEDS_CONTACT,  /* a desk whose instruction has an act by which a customer is reached without a call */
  NEEDS_GUIDANCE, /* a desk, but none of a trainee who is to find the way without help */
  NEEDS_TRAINING,
  NEEDS_NO_TRAINING,
  NEEDS_EXERCISES,
  NEEDS_PRACTICE, /* the exercises, or what was done */
  NEEDS_REVIEW,   /* what was done */
  NEEDS_NEXT,     /* likewise, and there is an exercise that is best done next */
} Need;

static const struct { GActionEntry entry; Need need; } actions[] = {
  { { "paste-list", paste_list_cb }, NEEDS_DESK },
  { { "open-list", open_list_cb }, NEEDS_DESK },
  { { "sync", sync_cb }, NEEDS_DESK },
  { { "show-unsent", show_unsent_cb }, NEEDS_DESK },
  { { "settle", settle_cb, "(sx)" }, NEEDS_DESK },
  { { "search", search_cb }, NEEDS_DESK },
  { { "next-ticket", next_ticket_cb }, NEEDS_DESK },
  { { "customer-contacted", customer_contacted_cb }, NEEDS_CONTACT },
  { { "call", call_cb }, NEEDS_DESK },
  { { "suggested", suggested_cb }, NEEDS_DESK },
  { { "choose", choose_cb, "i" }, NEEDS_DESK },
  { { "act", act_cb, "s" }, NEEDS_DESK },
  { { "undo", undo_cb }, NEEDS_DESK },
  { { "copy-recap", copy_recap_cb }, NEEDS_DESK },
  { { "hand-over", hand_over_cb }, NEEDS_DESK },
  { { "show-queue", show_queue_cb }, NEEDS_DESK },
  { { "show-ticket", show_ticket_cb, "s" }, NEEDS_DESK },
  { { "call-ticket", call_ticket_cb, "s" }, NEEDS_DESK },
  { { "snooze-ticket", snooze_ticket_cb, "s" }, NEEDS_DESK },
  { { "map", map_cb }, NEEDS_GUIDANCE },
  { { "map-procedure", map_procedure_cb }, NEEDS_GUIDANCE },
  { { "sign-in", sign_in_cb }, NEEDS_DESK },
  { { "adopt", adopt_cb }, NEEDS_DESK },
  { { "show-recovered", show_recovered_cb }, NEEDS_DESK },
  { { "preferences", preferences_cb }, NEEDS_NOTHING },
  { { "lock", lock_cb }, NEEDS_NOTHING },
  { { "switch-agent", switch_agent_cb }, NEEDS_WORK },
  { { "erase", erase_cb }, NEEDS_WORK },
  { { "forget-computer", forget_computer_cb }, NEEDS_NO_TRAINING },
  { { "train", train_cb }, NEEDS_NO_TRAINING },
  { { "end-training", end_training_cb }, NEEDS_TRAINING },
  { { "go-back", go_back_cb }, NEEDS_PRACTICE },
  { { "show-exercises", show_exercises_cb }, NEEDS_REVIEW },
  { { "show-progress", show_progress_cb }, NEEDS_PRACTICE },
  { { "show-news", show_news_cb }, NEEDS_EXERCISES },
  { { "show-session", show_session_cb, "s" }, NEEDS_PRACTICE },
  { { "begin-exercise", begin_exercise_cb, "s" }, NEEDS_PRACTICE },
  { { "repeat-exercise", repeat_exercise_cb }, NEEDS_REVIEW },
  { { "next-exercise", next_exercise_cb }, NEEDS_NEXT },
  { { "training-speed", NULL, "i", "1", training_speed_cb }, NEEDS_TRAINING },
  { { "training-sound", NULL, NULL, "true", training_sound_cb }, NEEDS_TRAINING },
};

static gboolean
is_met (TuntasWindow *self, Need need)
{
  gboolean desk = self->place == TUNTAS_PLACE_DESK && self->desk != NULL;
  gboolean training = desk && tuntas_workplace_is_training (self->workplace);

  switch (need)
    {
    case NEEDS_DESK:
      return desk;
    case NEEDS_WORK:
      return desk && !training;
    case NEEDS_CONTACT:
      return desk && tuntas_procedure_does (tuntas_desk_get_procedure (self->desk), NULL, TUNTAS_OP_REACH);
    case NEEDS_GUIDANCE:
      return desk && (self->practice == NULL || tuntas_practice_get_mode (self->practice) == TUNTAS_PRACTICE_GUIDED);
    case NEEDS_TRAINING:
      return training;
    case NEEDS_NO_TRAINING:
      return !tuntas_window_is_training (self) && self->place != TUNTAS_PLACE_OPENING;
    case NEEDS_EXERCISES:
      return self->place == TUNTAS_PLACE_EXERCISES;
    case NEEDS_PRACTICE:
      return self->place == TUNTAS_PLACE_EXERCISES || self->place == TUNTAS_PLACE_REVIEW;
    case NEEDS_REVIEW:
      return self->place == TUNTAS_PLACE_REVIEW;
    case NEEDS_NEXT:
      return self->place == TUNTAS_PLACE_REVIEW && tuntas_window_has_next_exercise (self);
    case NEEDS_NOTHING:
    default:
      return TRUE;
    }
}

void
tuntas_window_update_actions (TuntasWindow *self)
{
  GAction *speed = g_action_map_lookup_action (G_ACTION_MAP (self), "training-speed");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), actions[i].entry.name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   !tuntas_window_is_covered (self) && is_met (self, actions[i].need));
    }
  if (self->pace != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (speed), g_variant_new_int32 (tuntas_pace_get_speed (self->pace)));
}

void
tuntas_window_add_actions (TuntasWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_add_action_entries (G_ACTION_MAP (self), &actions[i].entry, 1, self);
}
