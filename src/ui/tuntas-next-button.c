/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-next-button.h"

#include "tuntas-format.h"
#include "tuntas-key-button.h"

#include <glib/gi18n.h>

struct _TuntasNextButton
{
  GtkWidget parent_instance;

  TuntasKeyButton *button;
};

G_DEFINE_FINAL_TYPE (TuntasNextButton, tuntas_next_button, GTK_TYPE_WIDGET)

static char *
dup_text (TuntasDeskItem *item, gint64 now)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (item);
  const char *customer = tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER);
  TuntasDueKind kind;
  gint64 due = tuntas_desk_item_get_due (item, &kind);
  g_autofree char *when = NULL;

  if (customer == NULL)
    customer = tuntas_ticket_get_id (ticket);
  if (kind == TUNTAS_DUE_NONE)
    /* Translators: %s is a customer: the ticket to go on with. */
    return g_strdup_printf (_("Next: %s"), customer);
  when = tuntas_format_due_spoken (due, now);
  /* Translators: a customer, and when: "Next: PT Sagara Logistik, 6 minutes late". */
  return g_strdup_printf (_("Next: %s, %s"), customer, when);
}

gboolean
tuntas_next_button_refresh (TuntasNextButton *self, TuntasActor *actor, gboolean suggested)
{
  TuntasDesk *desk = tuntas_actor_get_desk (actor);
  TuntasDeskItem *next = tuntas_desk_get_next (desk, tuntas_actor_get_item (actor));
  g_autofree char *text = NULL;

  /* While something is being asked, Ctrl+Enter is the answer to that. */
  suggested = suggested && tuntas_actor_get_asking (actor) == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), next != NULL);
  if (next == NULL)
    return FALSE;
  text = dup_text (next, tuntas_actor_now (actor));
  tuntas_key_button_set_text (self->button, text);
  tuntas_key_button_set_key (self->button, suggested ? "Ctrl+Enter" : "Ctrl+J");
  tuntas_key_button_set_suggested (self->button, suggested);
  return TRUE;
}

gboolean
tuntas_next_button_go (TuntasNextButton *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) &&
         gtk_widget_activate_action (GTK_WIDGET (self), "win.next-ticket", NULL);
}

static gboolean
tuntas_next_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_NEXT_BUTTON (widget)->button));
}

static void
tuntas_next_button_dispose (GObject *object)
{
  TuntasNextButton *self = TUNTAS_NEXT_BUTTON (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  G_OBJECT_CLASS (tuntas_next_button_parent_class)->dispose (object);
}

static void
tuntas_next_button_class_init (TuntasNextButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_next_button_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = tuntas_next_button_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tuntas_next_button_init (TuntasNextButton *self)
{
  self->button = TUNTAS_KEY_BUTTON (tuntas_key_button_new ("", NULL));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (tuntas_next_button_go), self);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
