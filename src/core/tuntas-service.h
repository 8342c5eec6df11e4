/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"
#include "tuntas-settings-file.h"
#include "tuntas-ticket.h"

/* What a ticket's service and place mean: the family (Q20), the customer's zone (Q2) and the target of its TTR, by a table that
 * a site can put rows of its own in front of. Immutable, reference-counted. */

G_BEGIN_DECLS

typedef struct _TuntasServiceTable TuntasServiceTable;

/* (transfer full): the rows of Q20, which are the procedure's, in the order of its families, and of Q2. */
TuntasServiceTable *tuntas_service_table_new_default (TuntasProcedure *procedure);
/* (transfer full): those with the file's [families] and [zones] before them; rows that name no family of the procedure
 * or no zone of the country are findings of the file.
 *   [families]  ASTINET = datin; WIFI* = datin (a beginning); VOICE+INTERNET = indihome (the service id has INTERNET)
 *   [zones]     a witel or regional, or its beginning with a *, = one of tuntas_service_list_zones ()
 *   [ttr]       DBS = 4:00: how long a ticket of that segment may take until it is closed, in hours and minutes; * = 24:00
 *               for all others */
TuntasServiceTable *tuntas_service_table_read  (TuntasSettingsFile *file, TuntasProcedure *procedure);
TuntasServiceTable *tuntas_service_table_ref   (TuntasServiceTable *self);
void                tuntas_service_table_unref (TuntasServiceTable *self);

/* (nullable): a family of the procedure by service type and service id; NULL where nothing fits: then the agent is
 * asked, never guessed. */
const char *tuntas_service_table_find_family (TuntasServiceTable *self, const TuntasTicket *ticket);

/* An IANA name by witel, else by regional; fallback where neither is known: the agent's own zone. */
const char *tuntas_service_table_find_zone (TuntasServiceTable *self, const TuntasTicket *ticket, const char *fallback);

/* Seconds, by the customer's segment: what the site wants the ticket's TTR to stay below; -1: it has set nothing. That is
 * Nossa's clock and no deadline of ours. */
gint64      tuntas_service_table_find_ttr_target (TuntasServiceTable *self, const TuntasTicket *ticket);

/* The zones of the country; NULL at the end. */
const char *const *tuntas_service_list_zones (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasServiceTable, tuntas_service_table_unref)

G_END_DECLS
