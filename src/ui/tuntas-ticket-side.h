/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* Beside or under the step's card: the whole way of the case, and what has happened. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TICKET_SIDE (tuntas_ticket_side_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTicketSide, tuntas_ticket_side, TUNTAS, TICKET_SIDE, GtkBox)

/* The actor has an item. */
void tuntas_ticket_side_refresh (TuntasTicketSide *self, TuntasActor *actor);
/* Opens what differs between the case's procedure and the installed one; FALSE where it is the same,
 * or the case has ended. */
gboolean tuntas_ticket_side_compare (TuntasTicketSide *self, TuntasActor *actor);
/* Under the card both are folded, to be opened by who wants them. */
void tuntas_ticket_side_set_folded (TuntasTicketSide *self, gboolean folded);

G_END_DECLS
