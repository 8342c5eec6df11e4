/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* One sending: what it is, how far it is, and the menu of what can be done about it. The entries of the menu are
 * actions of the group "receipt" with the sending's id, which its surroundings have (tuntas-receipts.h). It is shown
 * again and again while the sending is on its way; an open menu stays open and has the entries that hold then. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_RECEIPT_ROW (tuntas_receipt_row_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReceiptRow, tuntas_receipt_row, TUNTAS, RECEIPT_ROW, GtkBox)

GtkWidget *tuntas_receipt_row_new    (void);
/* sending: of the actor's ticket. */
void       tuntas_receipt_row_show   (TuntasReceiptRow *self, TuntasActor *actor, const TuntasSending *sending);
/* The times in it. */
void       tuntas_receipt_row_tick   (TuntasReceiptRow *self, TuntasActor *actor);

G_END_DECLS
