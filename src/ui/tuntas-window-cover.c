/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include <glib/gi18n-lib.h>

/* Covering the window: while the screen is locked, and when nobody has used the computer for a while, nothing of a customer
 * is on it. Only what is seen changes: a call's timer, drafts and alarms go on. After the while the desktop is asked to
 * lock; where it does not, the cover alone protects, until any key, and says so. */

static void rest_from (TuntasWindow *self, gint64 since);

static gint64
now (TuntasWindow *self)
{
  return tuntas_clock_now (tuntas_workplace_get_clock (self->work));
}

static gboolean used_cb (GtkEventControllerLegacy *controller, GdkEvent *event, TuntasWindow *self);

/* One that shows customers too: a dialog, the preferences, the map. It stays, empty: a modal one has the keys. */
typedef struct
{
  GtkWindow *window;              /* (owned) */
  GtkEventController *controller; /* of the window */
} Covered;

static void
covered_free (gpointer data)
{
  Covered *covered = data;

  g_object_unref (covered->window);
  g_free (covered);
}

static gboolean
is_covered (TuntasWindow *self, gpointer window)
{
  for (guint i = 0; i < self->covered_windows->len; i++)
    if (((Covered *) g_ptr_array_index (self->covered_windows, i))->window == window)
      return TRUE;
  return FALSE;
}

static void
hide_other_windows (TuntasWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    {
      GtkWidget *child = GTK_IS_WINDOW (each->data) ? gtk_window_get_child (each->data) : NULL;
      Covered *covered;

      if (each->data == self || child == NULL || is_covered (self, each->data))
        continue;
      covered = g_new (Covered, 1);
      covered->window = g_object_ref (each->data);
      covered->controller = gtk_event_controller_legacy_new ();
      gtk_event_controller_set_propagation_phase (covered->controller, GTK_PHASE_CAPTURE);
      g_signal_connect_object (covered->controller, "event", G_CALLBACK (used_cb), self, 0);
      gtk_widget_add_controller (each->data, covered->controller);
      gtk_widget_set_visible (child, FALSE);
      g_ptr_array_add (self->covered_windows, covered);
    }
}

static void
hide_new_cb (gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;

  if (self->cover != TUNTAS_COVER_NONE && self->covered_windows != NULL)
    hide_other_windows (self);
}

/* What a dialog of before leads to may come while nothing is to be seen; it is shown after it was made. */
static void
toplevels_changed_cb (TuntasWindow *self)
{
  if (self->cover != TUNTAS_COVER_NONE)
    g_idle_add_once (hide_new_cb, g_object_ref (self));
}

/* Those that were closed meanwhile stay closed. */
static void
show_other_windows (TuntasWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (guint i = 0; i < self->covered_windows->len; i++)
    {
      Covered *covered = g_ptr_array_index (self->covered_windows, i);

      if (g_list_find (windows, covered->window) == NULL)
        continue;
      gtk_widget_remove_controller (GTK_WIDGET (covered->window), covered->controller);
      gtk_widget_set_visible (gtk_window_get_child (covered->window), TRUE);
    }
  g_ptr_array_set_size (self->covered_windows, 0);
}

static void
show_cover (TuntasWindow *self)
{
  gboolean by_key = self->cover == TUNTAS_COVER_BY_KEY;

  adw_status_page_set_description (ADW_STATUS_PAGE (self->cover_page), by_key
    ? _("The screen is not locked, only covered. Press any key to go on. Lock the screen yourself when you leave.")
    : _("The screen is locked, or is about to be. What runs goes on: calls, drafts and reminders."));
  gtk_widget_set_visible (self->uncover, by_key);
  if (by_key)
    gtk_widget_grab_focus (self->uncover);
}

/* What is hidden is not on the accessibility bus either; a page of a stack that is not shown would be. */
static void
show_content (TuntasWindow *self, gboolean open)
{
  if (!open)
    g_set_weak_pointer (&self->covered_focus, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_widget_set_visible (self->open_content, open);
  gtk_widget_set_visible (self->covered_content, !open);
  if (!open || self->covered_focus == NULL)
    return;
  if (gtk_widget_get_root (self->covered_focus) == GTK_ROOT (self))
    /* Not by grabbing, which selects all that was typed. */
    gtk_window_set_focus (GTK_WINDOW (self), self->covered_focus);
  g_clear_weak_pointer (&self->covered_focus);
}

static void
set_cover (TuntasWindow *self, TuntasCover cover)
{
  TuntasCover before = self->cover;

  if (cover == before)
    return;
  self->cover = cover;
  if (before == TUNTAS_COVER_NONE)
    hide_other_windows (self);
  if (before == TUNTAS_COVER_NONE || cover == TUNTAS_COVER_NONE)
    show_content (self, cover == TUNTAS_COVER_NONE);
  if (cover == TUNTAS_COVER_NONE)
    show_other_windows (self);
  else
    show_cover (self);
  tuntas_window_update_actions (self);
  if (cover == TUNTAS_COVER_NONE)
    rest_from (self, now (self));
}

gboolean
tuntas_window_is_covered (TuntasWindow *self)
{
  return self->cover != TUNTAS_COVER_NONE;
}

/* The desktop's lock */

static void
locked_changed_cb (TuntasWindow *self)
{
  if (tuntas_screen_lock_is_locked (self->screen_lock))
    set_cover (self, TUNTAS_COVER_LOCKED);
  else if (self->cover == TUNTAS_COVER_LOCKED)
    set_cover (self, TUNTAS_COVER_NONE);
}

static void
lock_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;

  /* Where it is locked, "locked" has said so already. */
  if (!tuntas_screen_lock_ask_finish (TUNTAS_SCREEN_LOCK (source), result) && self->cover == TUNTAS_COVER_ASKED)
    set_cover (self, TUNTAS_COVER_BY_KEY);
}

void
tuntas_window_lock (TuntasWindow *self)
{
  if (self->cover != TUNTAS_COVER_NONE)
    return;
  set_cover (self, TUNTAS_COVER_ASKED);
  tuntas_screen_lock_ask_async (self->screen_lock, NULL, lock_asked_cb, g_object_ref (self));
}

/* Idling */

static gint64
get_patience (TuntasWindow *self)
{
  return tuntas_workplace_get_station (self->work)->lock_minutes * G_TIME_SPAN_MINUTE;
}

static void
idle_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  gint64 idle = tuntas_screen_lock_get_idle_finish (TUNTAS_SCREEN_LOCK (source), result);

  if (self->cover != TUNTAS_COVER_NONE || self->last_used + get_patience (self) > now (self))
    return;
  /* The agent works in another window, and can see this one. Where the desktop does not tell, nobody else's window is taken
   * away: only this one is covered. */
  if (idle >= 0 && idle * G_TIME_SPAN_MILLISECOND < get_patience (self))
    rest_from (self, now (self) - idle * G_TIME_SPAN_MILLISECOND);
  else if (idle >= 0)
    tuntas_window_lock (self);
  else
    set_cover (self, TUNTAS_COVER_BY_KEY);
}

static void
rested_cb (gpointer user_data)
{
  TuntasWindow *self = user_data;
  gint64 since = self->last_used;

  self->rest_alarm = 0;
  if (since + get_patience (self) > now (self))
    rest_from (self, since);
  else if (self->desk != NULL && self->cover == TUNTAS_COVER_NONE && !tuntas_workplace_is_training (self->workplace))
    tuntas_screen_lock_get_idle_async (self->screen_lock, NULL, idle_told_cb, g_object_ref (self));
  else
    rest_from (self, now (self));
}

/* since: µs of the clock: when the computer was last used, as far as is known. */
static void
rest_from (TuntasWindow *self, gint64 since)
{
  TuntasClock *clock = tuntas_workplace_get_clock (self->work);

  if (self->rest_alarm != 0)
    tuntas_clock_forget (clock, self->rest_alarm);
  self->rest_alarm = 0;
  self->last_used = since;
  if (get_patience (self) > 0)
    self->rest_alarm = tuntas_clock_wake_at (clock, since + get_patience (self), rested_cb, self, NULL);
}

/* Not amid the event: the controller that tells of it goes with the cover. */
static void
uncover_cb (gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;

  if (self->covered_windows != NULL)
    tuntas_window_uncover (self);
}

static gboolean
used_cb (GtkEventControllerLegacy *controller, GdkEvent *event, TuntasWindow *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (self->cover == TUNTAS_COVER_BY_KEY && (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS))
    {
      g_idle_add_once (uncover_cb, g_object_ref (self));
      /* Held down, it comes again. */
      if (type == GDK_KEY_PRESS)
        self->held_key = gdk_key_event_get_keycode (event);
      return GDK_EVENT_STOP;
    }
  self->last_used = now (self);
  /* A key must not reach what cannot be seen. */
  return self->cover != TUNTAS_COVER_NONE && (type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE) ? GDK_EVENT_STOP
                                                                                                : GDK_EVENT_PROPAGATE;
}

void
tuntas_window_uncover (TuntasWindow *self)
{
  if (self->cover == TUNTAS_COVER_BY_KEY)
    set_cover (self, TUNTAS_COVER_NONE);
}

void
tuntas_window_watch_use (TuntasWindow *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->covered_windows = g_ptr_array_new_with_free_func (covered_free);
  self->screen_lock = tuntas_screen_lock_new ();
  g_signal_connect_object (self->screen_lock, "notify::locked", G_CALLBACK (locked_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (used_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  rest_from (self, now (self));
}

void
tuntas_window_end_watching_use (TuntasWindow *self)
{
  if (self->rest_alarm != 0)
    tuntas_clock_forget (tuntas_workplace_get_clock (self->work), self->rest_alarm);
  self->rest_alarm = 0;
  g_clear_weak_pointer (&self->covered_focus);
  g_clear_object (&self->screen_lock);
  g_clear_pointer (&self->covered_windows, g_ptr_array_unref);
}
