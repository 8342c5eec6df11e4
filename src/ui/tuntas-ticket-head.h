/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* Which ticket this is: customer, family, numbers (masked), the complaint, what Nossa says of it, and the ways to copy
 * it and to open it there; folded below, the last entries of its work log. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TICKET_HEAD (tuntas_ticket_head_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTicketHead, tuntas_ticket_head, TUNTAS, TICKET_HEAD, GtkBox)

/* The actor has an item. */
void tuntas_ticket_head_refresh (TuntasTicketHead *self, TuntasActor *actor);
/* Folds or unfolds the work log. TRUE: it always can. */
gboolean tuntas_ticket_head_turn_work_log (TuntasTicketHead *self);
/* (transfer full): "131xxx0177": the middle of a service number is hidden. */
char *tuntas_service_number_mask (const char *number);

G_END_DECLS
