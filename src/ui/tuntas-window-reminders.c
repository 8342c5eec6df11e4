/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-alarm-words.h"
#include "tuntas-notices.h"
#include "tuntas-snooze-dialog.h"

#include <glib/gi18n-lib.h>

/* What the window has to do with reminders: it lets them be given while there is a desk, tells the desk when the agent
 * looks at a ticket, and puts them off. */

static gboolean
shows_ticket (TuntasWindow *self)
{
  TuntasDeskPage *page = self->page != NULL ? TUNTAS_DESK_PAGE (self->page) : NULL;

  return page != NULL && self->place == TUNTAS_PLACE_DESK &&
         (!tuntas_desk_page_is_folded (page) || tuntas_desk_page_shows_ticket (page));
}

/* The ticket is on the screen, and the agent at the window. */
static void
look (TuntasWindow *self)
{
  TuntasDeskItem *item;

  if (!shows_ticket (self) || !gtk_window_is_active (GTK_WINDOW (self)))
    return;
  item = tuntas_desk_page_get_item (TUNTAS_DESK_PAGE (self->page));
  if (item != NULL)
    tuntas_desk_look_at (self->desk, item);
}

/* A reminder of the very ticket that is on the screen stands until the agent does something there. The keys of the whole
 * window (F5) do not come this far; those of the ticket do. */
static gboolean
event_cb (TuntasWindow *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    look (self);
  return GDK_EVENT_PROPAGATE;
}

void
tuntas_window_watch_looks (TuntasWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (look), NULL);
}

/* The service */

void
tuntas_window_show_no_notices (TuntasWindow *self)
{
  if (self->no_notices && !tuntas_workplace_is_training (self->workplace))
    tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_NOTE,
                        _("This desktop shows no notifications: leave the window open to see what is due."), NULL, NULL);
  else
    tuntas_banner_hide (TUNTAS_BANNER (self->banner));
}

static void
service_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;

  self->no_notices = !tuntas_notices_find_service_finish (result);
  if (self->desk != NULL)
    tuntas_window_show_error (self, NULL);
}

void
tuntas_window_take_reminders (TuntasWindow *self)
{
  self->reminders = tuntas_reminders_new (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self->desk,
                                          tuntas_workplace_is_training (self->workplace));
  tuntas_notices_find_service_async (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), service_found_cb,
                                     g_object_ref (self));
  g_signal_connect_object (self->page, "shown", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "notify::shows-ticket", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
}

/* The self-check */

gboolean
tuntas_window_show_alarms (TuntasWindow *self)
{
  TuntasAlarms alarms;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  tuntas_desk_count_alarms (self->desk, &alarms);
  if (alarms.trouble == TUNTAS_ALARM_HOLDS)
    return FALSE;
  text = tuntas_alarm_words_new (&alarms, tuntas_desk_get_zone (self->desk), tuntas_ticker_get_now (self->ticker));
  action = g_strdup_printf ("win.show-ticket('%s')", tuntas_desk_item_get_id (alarms.item));
  tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, text, _("Open"), action);
  return TRUE;
}

/* Putting off */

static void
put_off_cb (TuntasWindow *self)
{
  tuntas_window_add_toast (self, adw_toast_new (_("Reminder put off by 10 minutes")));
}

void
tuntas_window_snooze (TuntasWindow *self, TuntasDeskItem *item)
{
  GtkWidget *dialog;

  if (!tuntas_desk_can_snooze (item))
    {
      tuntas_window_add_toast (self, adw_toast_new (_("There is nothing to put off: the ticket has gone on")));
      return;
    }
  dialog = tuntas_snooze_dialog_new (GTK_WINDOW (self), self->desk, item);
  g_signal_connect_object (dialog, "put-off", G_CALLBACK (put_off_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
