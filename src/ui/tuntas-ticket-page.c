/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket-page.h"

struct _TuntasTicketPage
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (TuntasTicketPage, tuntas_ticket_page, GTK_TYPE_WIDGET)

static void
tuntas_ticket_page_dispose (GObject *object)
{
  g_clear_pointer (&TUNTAS_TICKET_PAGE (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (tuntas_ticket_page_parent_class)->dispose (object);
}

static void
tuntas_ticket_page_class_init (TuntasTicketPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_ticket_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tuntas_ticket_page_init (TuntasTicketPage *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
tuntas_ticket_page_new (void)
{
  return g_object_new (TUNTAS_TYPE_TICKET_PAGE, NULL);
}

void
tuntas_ticket_page_set_desk (TuntasTicketPage *self, TuntasDesk *desk)
{
}

void
tuntas_ticket_page_set_item (TuntasTicketPage *self, TuntasDeskItem *item)
{
  if (self->label != NULL)
    gtk_label_set_text (GTK_LABEL (self->label), item != NULL ? tuntas_desk_item_get_id (item) : "");
}

gboolean
tuntas_ticket_page_handle_key (TuntasTicketPage *self, guint keyval, GdkModifierType modifiers)
{
  return FALSE;
}
