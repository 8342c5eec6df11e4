/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-countdown.h"

#include "tuntas-format.h"
#include "tuntas-ring.h"

#include <glib/gi18n.h>

struct _TuntasCountdown
{
  GtkBox parent_instance;

  TuntasRing *ring;
  GtkLabel *text;
  gint64 announced_until;   /* what the accessible name is about, … */
  gint64 announced_minutes; /* … and the minutes it last named */
};

G_DEFINE_FINAL_TYPE (TuntasCountdown, tuntas_countdown, GTK_TYPE_BOX)

static char *
dup_text (TuntasDueKind kind, const char *clock, const char *left)
{
  switch (kind)
    {
    case TUNTAS_DUE_ACTIVE:
      /* Translators: a time such as "10.20 WIB", and "in 42 min": when the ticket is active again. */
      return g_strdup_printf (_("Active %s, %s"), clock, left);
    case TUNTAS_DUE_PROMISE:
      /* Translators: a time such as "10.20 WIB", and "in 42 min": when a call was agreed for. */
      return g_strdup_printf (_("Agreed call %s, %s"), clock, left);
    case TUNTAS_DUE_NEXT_CALL:
      /* Translators: a time such as "10.20 WIB", and "in 4 min": when this number is best called next. */
      return g_strdup_printf (_("Next call %s, %s"), clock, left);
    case TUNTAS_DUE_NONE:
      return g_strdup (left);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* At whole minutes, the last minute and zero. */
static void
announce (TuntasCountdown *self, TuntasActor *actor, const char *text, gint64 until, gint64 now)
{
  gint64 minutes = until > now ? (until - now + 59) / 60 : 0;

  if (self->announced_until == until && self->announced_minutes == minutes)
    return;
  if (tuntas_desk_get_calling (tuntas_actor_get_desk (actor)) != NULL && self->announced_until == until)
    return;
  self->announced_until = until;
  self->announced_minutes = minutes;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
tuntas_countdown_show (TuntasCountdown *self, TuntasActor *actor, TuntasDueKind kind, gint64 from, gint64 until)
{
  gint64 now = tuntas_actor_now (actor);
  g_autofree char *clock = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), until >= 0);
  if (until < 0)
    return;
  clock = tuntas_format_deadline (until, tuntas_desk_get_zone (tuntas_actor_get_desk (actor)), now);
  left = tuntas_format_due_spoken (until, now);
  text = dup_text (kind, clock, left);
  gtk_label_set_text (self->text, text);
  tuntas_ring_set_fraction (self->ring, tuntas_format_fraction (from, until, now));
  announce (self, actor, text, until, now);
}

static void
tuntas_countdown_class_init (TuntasCountdownClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tuntas_countdown_init (TuntasCountdown *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->ring = TUNTAS_RING (tuntas_ring_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->ring), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->ring), "large");
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "heading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->ring));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->text));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
