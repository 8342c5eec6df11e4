/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reason-box.h"

#include "tuntas-key-button.h"

struct _TuntasReasonBox
{
  GtkBox parent_instance;

  TuntasReasonPlace place;
  char *field; /* (nullable) */

  GtkLabel *text;
  TuntasKeyButton *button;
};

G_DEFINE_FINAL_TYPE (TuntasReasonBox, tuntas_reason_box, GTK_TYPE_BOX)

static guint go_signal;

static void
go_cb (TuntasReasonBox *self)
{
  tuntas_reason_box_hide (self);
  g_signal_emit (self, go_signal, 0);
}

void
tuntas_reason_box_show (TuntasReasonBox *self, const char *text, TuntasReasonPlace place, const char *field,
                        gboolean leads)
{
  const char *way = leads ? tuntas_reasons_get_way (place) : NULL;

  g_return_if_fail (TUNTAS_IS_REASON_BOX (self));
  self->place = place;
  g_free (self->field);
  self->field = g_strdup (field);
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->button), way != NULL);
  if (way == NULL)
    return;
  tuntas_key_button_set_text (self->button, way);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

void
tuntas_reason_box_hide (TuntasReasonBox *self)
{
  g_return_if_fail (TUNTAS_IS_REASON_BOX (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

TuntasReasonPlace
tuntas_reason_box_get_place (TuntasReasonBox *self)
{
  g_return_val_if_fail (TUNTAS_IS_REASON_BOX (self), TUNTAS_REASON_NOWHERE);
  return self->place;
}

const char *
tuntas_reason_box_get_field (TuntasReasonBox *self)
{
  g_return_val_if_fail (TUNTAS_IS_REASON_BOX (self), NULL);
  return self->field;
}

static void
tuntas_reason_box_dispose (GObject *object)
{
  g_clear_pointer (&TUNTAS_REASON_BOX (object)->field, g_free);
  G_OBJECT_CLASS (tuntas_reason_box_parent_class)->dispose (object);
}

static void
tuntas_reason_box_class_init (TuntasReasonBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_reason_box_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  go_signal = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-reason-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasReasonBox, text);
  gtk_widget_class_bind_template_child (widget_class, TuntasReasonBox, button);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
tuntas_reason_box_init (TuntasReasonBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
