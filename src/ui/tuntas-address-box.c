/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-address-box.h"

#include "tuntas-key-button.h"

#include <glib/gi18n.h>

struct _TuntasAddressBox
{
  GtkBox parent_instance;

  GtkWidget *entry;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (TuntasAddressBox, tuntas_address_box, GTK_TYPE_BOX)

static guint given_signal;

static void
give_cb (TuntasAddressBox *self)
{
  g_autofree char *address = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  tuntas_address_box_close (self);
  g_signal_emit (self, given_signal, 0, address);
}

void
tuntas_address_box_open (TuntasAddressBox *self, gint64 id, const char *address)
{
  if (self->id != id)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), address != NULL ? address : "");
  self->id = id;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}

void
tuntas_address_box_close (TuntasAddressBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gint64
tuntas_address_box_get_id (TuntasAddressBox *self)
{
  return self->id;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  tuntas_address_box_close (TUNTAS_ADDRESS_BOX (widget));
  return TRUE;
}

static void
tuntas_address_box_class_init (TuntasAddressBoxClass *klass)
{
  given_signal = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
keys_new (TuntasAddressBox *self)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *send = tuntas_key_button_new (_("Send to this address"), "Enter");
  GtkWidget *not_now = tuntas_key_button_new (_("Not now"), "Esc");

  gtk_box_set_homogeneous (GTK_BOX (keys), TRUE);
  gtk_box_append (GTK_BOX (keys), send);
  gtk_box_append (GTK_BOX (keys), not_now);
  g_signal_connect_object (send, "clicked", G_CALLBACK (give_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (not_now, "clicked", G_CALLBACK (tuntas_address_box_close), self, G_CONNECT_SWAPPED);
  return keys;
}

static void
tuntas_address_box_init (TuntasAddressBox *self)
{
  GtkWidget *label = gtk_label_new (_("Send the e-mail to another address"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reason");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self), label);
  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_EMAIL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Other e-mail address"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (give_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), keys_new (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tuntas_address_box_new (void)
{
  return g_object_new (TUNTAS_TYPE_ADDRESS_BOX, NULL);
}
