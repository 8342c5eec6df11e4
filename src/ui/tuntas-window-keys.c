/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

/* The keys of the desk that are no accelerators: each once while it is held, and none that a text wants for itself. */

/* Keys that an accelerator would take away from a text that is being typed. */
static gboolean
handle_plain_key (TuntasWindow *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_slash:
    case GDK_KEY_KP_Divide:
      tuntas_desk_page_start_search (TUNTAS_DESK_PAGE (self->page));
      return GDK_EVENT_STOP;
    case GDK_KEY_asterisk:
    case GDK_KEY_KP_Multiply:
      g_action_group_activate_action (G_ACTION_GROUP (self), "next-ticket", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* After whatever has the focus left the key alone: so text fields keep what is typed into them. */
static gboolean
key_pressed_cb (TuntasWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean typing = GTK_IS_EDITABLE (focus) || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
  gboolean plain = (modifiers & ~GDK_SHIFT_MASK) == 0;

  if (self->place != TUNTAS_PLACE_DESK || tuntas_window_is_covered (self) || self->held_key == keycode || (typing && plain))
    return GDK_EVENT_PROPAGATE;
  self->held_key = keycode;
  if (plain && handle_plain_key (self, keyval))
    return GDK_EVENT_STOP;
  if (tuntas_desk_page_handle_key (TUNTAS_DESK_PAGE (self->page), keyval, modifiers))
    return GDK_EVENT_STOP;
  /* Not as an accelerator, which would take it away from the text that is being typed. */
  if (typing || modifiers != GDK_CONTROL_MASK || gdk_keyval_to_lower (keyval) != GDK_KEY_v)
    return GDK_EVENT_PROPAGATE;
  tuntas_window_paste_list (self);
  return GDK_EVENT_STOP;
}

static void
key_released_cb (TuntasWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->held_key == keycode)
    self->held_key = 0;
}

/* The release of a key that is down while another window takes over never comes. */
static void
active_changed_cb (TuntasWindow *self)
{
  self->held_key = 0;
}

/* Nor does that of the key that opened a menu, which has all keys while it is open. */
static void
focus_changed_cb (TuntasWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    self->held_key = 0;
}

void
tuntas_window_add_keys (TuntasWindow *self)
{
  GtkEventController *pressed = gtk_event_controller_key_new ();
  GtkEventController *released = gtk_event_controller_key_new ();

  g_signal_connect_object (pressed, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), pressed);
  /* A release is watched on its way in: whoever has the focus may keep it from coming out again. */
  gtk_event_controller_set_propagation_phase (released, GTK_PHASE_CAPTURE);
  g_signal_connect_object (released, "key-released", G_CALLBACK (key_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), released);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}
