/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TUNTAS_TYPE_TICKET_PAGE (tuntas_ticket_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTicketPage, tuntas_ticket_page, TUNTAS, TICKET_PAGE, GtkWidget)

GtkWidget *tuntas_ticket_page_new        (void);
/* (nullable) */
void       tuntas_ticket_page_set_desk   (TuntasTicketPage *self, TuntasDesk *desk);
/* (nullable) */
void       tuntas_ticket_page_set_item   (TuntasTicketPage *self, TuntasDeskItem *item);
/* Whether the key was used. */
gboolean   tuntas_ticket_page_handle_key (TuntasTicketPage *self, guint keyval, GdkModifierType modifiers);

G_END_DECLS
