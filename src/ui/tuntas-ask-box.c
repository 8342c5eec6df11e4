/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ask-box.h"

#include "tuntas-key-button.h"

#include <glib/gi18n.h>

struct _TuntasAskBox
{
  GtkBox parent_instance;

  GtkWidget *entry;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (TuntasAskBox, tuntas_ask_box, GTK_TYPE_BOX)

static guint given_signal;

static void
give_cb (TuntasAskBox *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  tuntas_ask_box_close (self);
  g_signal_emit (self, given_signal, 0, text);
}

void
tuntas_ask_box_open (TuntasAskBox *self, gint64 id, const char *text)
{
  if (self->id != id)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->id = id;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}

void
tuntas_ask_box_close (TuntasAskBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gint64
tuntas_ask_box_get_id (TuntasAskBox *self)
{
  return self->id;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  tuntas_ask_box_close (TUNTAS_ASK_BOX (widget));
  return TRUE;
}

static void
tuntas_ask_box_class_init (TuntasAskBoxClass *klass)
{
  given_signal = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
keys_new (TuntasAskBox *self, const char *give)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *send = tuntas_key_button_new (give, "Enter");
  GtkWidget *not_now = tuntas_key_button_new (_("Not now"), "Esc");

  gtk_box_set_homogeneous (GTK_BOX (keys), TRUE);
  gtk_box_append (GTK_BOX (keys), send);
  gtk_box_append (GTK_BOX (keys), not_now);
  g_signal_connect_object (send, "clicked", G_CALLBACK (give_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (not_now, "clicked", G_CALLBACK (tuntas_ask_box_close), self, G_CONNECT_SWAPPED);
  return keys;
}

static void
tuntas_ask_box_init (TuntasAskBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reason");
  self->entry = gtk_entry_new ();
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (give_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tuntas_ask_box_new (const char *question, const char *entry_name, GtkInputPurpose purpose, const char *give)
{
  TuntasAskBox *self = g_object_new (TUNTAS_TYPE_ASK_BOX, NULL);
  GtkWidget *label = gtk_label_new (question);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), purpose);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, entry_name, -1);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), keys_new (self, give));
  return GTK_WIDGET (self);
}
