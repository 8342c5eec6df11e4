/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-training-bar.h"

#include "tuntas-format.h"
#include "tuntas-key-button.h"

#include <glib/gi18n-lib.h>

struct _TuntasTrainingBar
{
  GtkBox parent_instance;

  TuntasTicker *ticker; /* (nullable) */
  TuntasPace *pace;     /* (nullable) */
  GTimeZone *zone;      /* (nullable) */

  GtkLabel *time;
  GtkWidget *speeds;
  GtkWidget *end;
};

G_DEFINE_FINAL_TYPE (TuntasTrainingBar, tuntas_training_bar, GTK_TYPE_BOX)

static void
show_time (TuntasTrainingBar *self)
{
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->time), self->ticker != NULL);
  gtk_widget_set_visible (self->speeds, self->ticker != NULL);
  gtk_widget_set_visible (self->end, self->ticker != NULL);
  if (self->ticker == NULL)
    return;
  clock = tuntas_format_clock (tuntas_ticker_get_now (self->ticker), self->zone);
  /* Translators: a time of day of the training's clock, and how many times faster than real time it runs. */
  text = g_strdup_printf (_("simulated time %s, ×%d"), clock, tuntas_pace_get_speed (self->pace));
  gtk_label_set_text (self->time, text);
}

void
tuntas_training_bar_set_time (TuntasTrainingBar *self, TuntasTicker *ticker, TuntasPace *pace, GTimeZone *zone)
{
  g_return_if_fail (TUNTAS_IS_TRAINING_BAR (self));
  if (self->ticker != NULL)
    g_signal_handlers_disconnect_by_func (self->ticker, show_time, self);
  if (self->pace != NULL)
    g_signal_handlers_disconnect_by_func (self->pace, show_time, self);
  g_set_object (&self->ticker, ticker);
  g_set_object (&self->pace, pace);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  if (ticker != NULL)
    {
      self->zone = g_time_zone_ref (zone);
      g_signal_connect_object (ticker, "tick", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (pace, "notify::speed", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
    }
  tuntas_training_bar_set_done (self, FALSE);
  show_time (self);
}

void
tuntas_training_bar_set_done (TuntasTrainingBar *self, gboolean done)
{
  g_return_if_fail (TUNTAS_IS_TRAINING_BAR (self));
  tuntas_key_button_set_text (TUNTAS_KEY_BUTTON (self->end), done ? _("All tickets are done: see the result")
                                                                  : _("End the exercise"));
  if (done)
    gtk_widget_add_css_class (self->end, "suggested-action");
  else
    gtk_widget_remove_css_class (self->end, "suggested-action");
}

static void
tuntas_training_bar_dispose (GObject *object)
{
  TuntasTrainingBar *self = TUNTAS_TRAINING_BAR (object);

  g_clear_object (&self->ticker);
  g_clear_object (&self->pace);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (tuntas_training_bar_parent_class)->dispose (object);
}

static void
tuntas_training_bar_class_init (TuntasTrainingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_training_bar_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-training-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasTrainingBar, time);
  gtk_widget_class_bind_template_child (widget_class, TuntasTrainingBar, speeds);
  gtk_widget_class_bind_template_child (widget_class, TuntasTrainingBar, end);
}

static void
tuntas_training_bar_init (TuntasTrainingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_time (self);
}
