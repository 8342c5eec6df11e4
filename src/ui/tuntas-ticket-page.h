/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* Everything right of the queue: one ticket with its head, the card of its current step, the whole way and what has
 * happened. It asks the window for "win.show-ticket" (s) and "win.next-ticket".
 * Signals: "toast" (const char *sentence): a passing word; "spoken" (int cue): the agent said that beat (TuntasCue). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TICKET_PAGE (tuntas_ticket_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTicketPage, tuntas_ticket_page, TUNTAS, TICKET_PAGE, GtkWidget)

GtkWidget *tuntas_ticket_page_new        (void);
/* desk (nullable) */
void       tuntas_ticket_page_set_desk   (TuntasTicketPage *self, TuntasDesk *desk);
/* Before the first item: how much is shown, and nothing is dialled outside. */
void       tuntas_ticket_page_set_training (TuntasTicketPage *self, TuntasPracticeMode mode);
/* item (nullable): NULL shows that none is chosen. */
void       tuntas_ticket_page_set_item   (TuntasTicketPage *self, TuntasDeskItem *item);
/* Begins that act of the open ticket, whatever has the focus; there must be one. */
void       tuntas_ticket_page_begin      (TuntasTicketPage *self, const char *act_id);
/* A key that was pressed in the window. Digits mean something only where no text has the focus, with Alt always; not
 * for 600 ms after the page changed. The window leaves repeated keys out. TRUE where the key was used. */
gboolean   tuntas_ticket_page_handle_key (TuntasTicketPage *self, guint keyval, GdkModifierType state);

G_END_DECLS
