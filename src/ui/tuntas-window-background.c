/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-alarm-words.h"
#include "tuntas-explain.h"
#include "tuntas-notices.h"

#include <glib/gi18n-lib.h>

/* Going on without a window. A window that is closed is only hidden while the desk has something to remind of or to send:
 * the program lives as long as it has one, hidden or not. */

#define NOTIFICATION "background"

static gboolean
has_something_to_send (TuntasDeskItem *item)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      /* What waits for the agent's word waits for the window too. */
      if (tuntas_sending_is_open (sending) && !tuntas_sending_needs_agent (sending))
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_window_has_work_left (TuntasWindow *self)
{
  GListModel *queue;
  TuntasAlarms alarms;

  if (self->desk == NULL || tuntas_workplace_is_training (self->workplace) ||
      tuntas_desk_get_hold (self->desk) != TUNTAS_DESK_HOLD_NONE)
    return FALSE;
  tuntas_desk_count_alarms (self->desk, &alarms);
  /* The buttons of a reminder that stands need somebody who answers them. */
  if (alarms.n > 0 || tuntas_reminders_get_n_given (self->reminders) > 0)
    return TRUE;
  queue = tuntas_desk_get_queue (self->desk);
  /* Without a login nothing is sent, however long one waits. */
  for (guint i = 0; !self->unattended && i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (has_something_to_send (item))
        return TRUE;
    }
  return FALSE;
}

static void
quit (TuntasWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
}

/* What it went on for is done. */
static gboolean
end_when_done_cb (gpointer user_data)
{
  TuntasWindow *self = user_data;

  self->ending = 0;
  if (self->desk != NULL && !gtk_widget_get_visible (GTK_WIDGET (self)) && !tuntas_window_has_work_left (self))
    quit (self);
  return G_SOURCE_REMOVE;
}

/* Once the desk is through with what it tells of. */
static void
end_when_done (TuntasWindow *self)
{
  if (self->ending == 0 && !gtk_widget_get_visible (GTK_WIDGET (self)))
    self->ending = g_idle_add (end_when_done_cb, self);
}

void
tuntas_window_watch_work (TuntasWindow *self)
{
  g_signal_connect_object (self->desk, "notify::n-unsent", G_CALLBACK (end_when_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "reminder", G_CALLBACK (end_when_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "alarms-changed", G_CALLBACK (end_when_done), self, G_CONNECT_SWAPPED);
}

void
tuntas_window_take_back_going_on (TuntasWindow *self)
{
  tuntas_window_uncover (self);
  tuntas_notices_take_back (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), NOTIFICATION);
}

/* Once a run: whoever closes the window again knows it. */
static void
say_that_it_goes_on (TuntasWindow *self)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;
  TuntasAlarms alarms;

  if (self->told_background)
    return;
  self->told_background = TRUE;
  tuntas_desk_count_alarms (self->desk, &alarms);
  body = tuntas_alarm_words_count (&alarms, tuntas_desk_get_zone (self->desk), tuntas_ticker_get_now (self->ticker));
  notification = g_notification_new (_("Tuntas goes on without its window"));
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  tuntas_notices_give (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), NOTIFICATION, notification);
}

gboolean
tuntas_window_go_on_hidden (TuntasWindow *self)
{
  /* Somebody is on the phone: that is asked about, as for quitting. */
  if (!tuntas_window_has_work_left (self) || tuntas_desk_get_calling (self->desk) != NULL)
    return FALSE;
  say_that_it_goes_on (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return TRUE;
}

/* Starting without a window */

/* A notification of an earlier run may have brought the window to the front meanwhile. */
static void
give_up_opening (TuntasWindow *self, const GError *error)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      quit (self);
      return;
    }
  tuntas_window_begin (self);
  tuntas_window_show_error (self, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasDesk) desk = tuntas_workplace_start_offline_finish (TUNTAS_WORKPLACE (source), result, &error);

  /* The agent was quicker, and is logging in. */
  if (self->place != TUNTAS_PLACE_OPENING || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (desk == NULL)
    {
      g_message ("no reminders without a login: %s", error->message);
      give_up_opening (self, error);
      return;
    }
  self->unattended = TRUE;
  tuntas_window_take_desk (self, TUNTAS_WORKPLACE (source), desk);
  end_when_done (self);
}

void
tuntas_window_begin_hidden (TuntasWindow *self)
{
  g_autofree char *server = tuntas_settings_dup_server (self->settings);
  g_autofree char *user = tuntas_settings_dup_user (self->settings);

  if (tuntas_settings_get_lists (self->settings))
    *server = '\0';
  else if (*server == '\0')
    *user = '\0';
  if (*user == '\0')
    {
      quit (self);
      return;
    }
  tuntas_window_set_place (self, TUNTAS_PLACE_OPENING);
  self->opening = g_cancellable_new ();
  tuntas_workplace_start_offline_async (self->work, server, user, self->opening, opened_cb, g_object_ref (self));
}

void
tuntas_window_come_back (TuntasWindow *self, gboolean for_ticket)
{
  tuntas_window_take_back_going_on (self);
  /* Whoever comes to work begins with the preparation (1.1); a reminder's button leads to its ticket. */
  if (!for_ticket && (self->unattended || (self->place == TUNTAS_PLACE_OPENING && self->desk == NULL &&
                                           !gtk_widget_get_visible (GTK_WIDGET (self)))))
    tuntas_window_begin (self);
  self->unattended = FALSE;
  gtk_window_present (GTK_WINDOW (self));
}
