/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-number-box.h"

#include "tuntas-attempts.h"
#include "tuntas-call-timer.h"
#include "tuntas-copy.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-phone.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasNumberBox
{
  GtkBox parent_instance;

  TuntasActor *actor;     /* (owned) (nullable) */
  char *chosen;           /* (nullable): the number the agent picked; NULL: the program picks */
  TuntasCallTimer timing;

  GtkLabel *number;
  GtkLabel *whose;
  GtkButton *copy_button;
  GtkLabel *timer;
  GtkFlowBox *numbers;
};

G_DEFINE_FINAL_TYPE (TuntasNumberBox, tuntas_number_box, GTK_TYPE_BOX)

static guint chosen_signal;

const char *
tuntas_number_box_get (TuntasNumberBox *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);

  if (open != NULL)
    return open->phone;
  return self->chosen != NULL ? self->chosen : tuntas_attempts_pick_number (state, tuntas_actor_now (self->actor));
}

static void
show_number (TuntasNumberBox *self)
{
  gboolean calling = tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) != NULL;
  const char *phone = tuntas_number_box_get (self);
  g_autofree char *shown = NULL;

  if (phone == NULL)
    shown = g_strdup (_("No usable number"));
  else
    shown = calling ? tuntas_phone_group (phone) : tuntas_phone_mask (phone);
  gtk_label_set_text (self->number, shown);
  gtk_label_set_selectable (self->number, calling);
  gtk_widget_set_focusable (GTK_WIDGET (self->number), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), calling);
  gtk_widget_set_visible (GTK_WIDGET (self->timer), calling);
}

static void
show_whose (TuntasNumberBox *self)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (tuntas_actor_get_item (self->actor));
  const char *contact = tuntas_ticket_get (ticket, TUNTAS_TICKET_CONTACT);
  g_autofree char *clock = tuntas_format_clock_zone (tuntas_actor_now (self->actor),
                                                     tuntas_actor_get_zone (self->actor));
  g_autofree char *text = NULL;

  if (contact == NULL)
    contact = tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER);
  /* Translators: who is called, and the time where they are: "Ratna Wulandari · jam pelanggan 09.13 WIB". */
  text = g_strdup_printf (_("%s · customer's clock %s"), contact != NULL ? contact : "–", clock);
  gtk_label_set_text (self->whose, text);
}

static void
number_cb (TuntasNumberBox *self, GtkButton *button)
{
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (button), "value"));
  g_signal_emit (self, chosen_signal, 0);
}

static GtkWidget *
number_new (TuntasNumberBox *self, const char *phone)
{
  GtkWidget *button = tuntas_key_button_new (NULL, NULL);
  GtkWidget *child = gtk_flow_box_child_new ();

  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (phone), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (number_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  return child;
}

static GtkWidget *
get_button (GtkFlowBoxChild *child)
{
  return gtk_flow_box_child_get_child (child);
}

/* The button of that number at that place; the one that is there is kept, with its focus and the press on it. */
static TuntasKeyButton *
hold_number (TuntasNumberBox *self, int place, const char *phone)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->numbers, place);

  if (child == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (get_button (child)), "value"), phone) != 0)
    {
      gtk_flow_box_insert (self->numbers, number_new (self, phone), place);
      child = gtk_flow_box_get_child_at_index (self->numbers, place);
    }
  return TUNTAS_KEY_BUTTON (get_button (child));
}

static void
show_number_of (TuntasKeyButton *button, const char *phone, gboolean bad, gboolean chosen)
{
  g_autofree char *masked = tuntas_phone_mask (phone);
  /* Translators: a number that turned out to be wrong. */
  g_autofree char *text = bad ? g_strdup_printf (_("%s (wrong number)"), masked) : g_strdup (masked);

  tuntas_key_button_set_text (button, text);
  tuntas_key_button_set_chosen (button, chosen);
}

/* The customer's numbers as buttons, where there is a choice. */
static void
show_numbers (TuntasNumberBox *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const char *current = tuntas_number_box_get (self);
  guint n = tuntas_case_get_n_phones (state);
  GtkFlowBoxChild *child;

  gtk_widget_set_visible (GTK_WIDGET (self->numbers), n > 1 && tuntas_case_get_open_attempt (state) == NULL);
  for (guint i = 0; i < n; i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);

      show_number_of (hold_number (self, (int) i, phone), phone, bad, g_strcmp0 (current, phone) == 0);
    }
  while ((child = gtk_flow_box_get_child_at_index (self->numbers, (int) n)) != NULL)
    gtk_flow_box_remove (self->numbers, GTK_WIDGET (child));
}

void
tuntas_number_box_refresh (TuntasNumberBox *self)
{
  show_number (self);
  show_numbers (self);
}

void
tuntas_number_box_tick (TuntasNumberBox *self)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor));
  TuntasClock *clock = tuntas_desk_get_clock (tuntas_actor_get_desk (self->actor));
  g_autofree char *text = NULL;

  show_whose (self);
  if (open == NULL)
    return;
  text = tuntas_format_stopwatch (tuntas_call_timer_read (&self->timing, open, clock));
  gtk_label_set_text (self->timer, text);
}

void
tuntas_number_box_copy (TuntasNumberBox *self)
{
  const char *phone = tuntas_number_box_get (self);

  if (phone == NULL || tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) == NULL)
    return;
  tuntas_copy (GTK_WIDGET (self), phone);
  tuntas_actor_say (self->actor, _("Number copied"));
}

void
tuntas_number_box_forget (TuntasNumberBox *self)
{
  g_clear_pointer (&self->chosen, g_free);
}

void
tuntas_number_box_set_actor (TuntasNumberBox *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static gboolean
tuntas_number_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_NUMBER_BOX (widget)->copy_button));
}

static void
tuntas_number_box_dispose (GObject *object)
{
  TuntasNumberBox *self = TUNTAS_NUMBER_BOX (object);

  g_clear_object (&self->actor);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (tuntas_number_box_parent_class)->dispose (object);
}

static void
tuntas_number_box_class_init (TuntasNumberBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_number_box_dispose;
  widget_class->grab_focus = tuntas_number_box_grab_focus;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-number-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasNumberBox, number);
  gtk_widget_class_bind_template_child (widget_class, TuntasNumberBox, whose);
  gtk_widget_class_bind_template_child (widget_class, TuntasNumberBox, copy_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasNumberBox, timer);
  gtk_widget_class_bind_template_child (widget_class, TuntasNumberBox, numbers);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_number_box_copy);
}

static void
tuntas_number_box_init (TuntasNumberBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
