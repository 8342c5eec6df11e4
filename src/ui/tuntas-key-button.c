/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-key-button.h"

struct _TuntasKeyButton
{
  GtkButton parent_instance;

  GtkLabel *text;
  GtkLabel *key;
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (TuntasKeyButton, tuntas_key_button, GTK_TYPE_BUTTON)

enum
{
  PROP_TEXT = 1,
  PROP_KEY,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

void
tuntas_key_button_set_text (TuntasKeyButton *self, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (self->text), text) == 0)
    return;
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

void
tuntas_key_button_set_key (TuntasKeyButton *self, const char *key)
{
  gtk_label_set_text (self->key, key != NULL ? key : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key), key != NULL && *key != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

void
tuntas_key_button_set_chosen (TuntasKeyButton *self, gboolean chosen)
{
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

void
tuntas_key_button_set_suggested (TuntasKeyButton *self, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "suggested-action");
}

void
tuntas_key_button_set_wraps (TuntasKeyButton *self, gboolean wraps)
{
  gtk_label_set_wrap (self->text, wraps);
}

static void
tuntas_key_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TuntasKeyButton *self = TUNTAS_KEY_BUTTON (object);

  switch (id)
    {
    case PROP_TEXT:
      tuntas_key_button_set_text (self, g_value_get_string (value));
      break;
    case PROP_KEY:
      tuntas_key_button_set_key (self, g_value_get_string (value));
      break;
    case PROP_CHOSEN:
      tuntas_key_button_set_chosen (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tuntas_key_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TuntasKeyButton *self = TUNTAS_KEY_BUTTON (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_text (self->text));
      break;
    case PROP_KEY:
      g_value_set_string (value, gtk_label_get_text (self->key));
      break;
    case PROP_CHOSEN:
      g_value_set_boolean (value, self->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tuntas_key_button_class_init (TuntasKeyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = tuntas_key_button_set_property;
  object_class->get_property = tuntas_key_button_get_property;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tuntas_key_button_init (TuntasKeyButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->text = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->text, GTK_JUSTIFY_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  self->key = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (GTK_WIDGET (self->key), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->key), "keycap");
  gtk_widget_set_visible (GTK_WIDGET (self->key), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->key));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "key-button");
}

GtkWidget *
tuntas_key_button_new (const char *text, const char *key)
{
  return g_object_new (TUNTAS_TYPE_KEY_BUTTON, "text", text, "key", key, NULL);
}
