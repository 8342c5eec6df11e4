/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-ticket.h"

/* What a ticket's service and place mean for the rules: the family (Q20) and the customer's zone (Q2). Const tables;
 * a site will be able to override them. */

G_BEGIN_DECLS

/* (nullable): "datin", "indihome" or "pots" by service type and service id; NULL where nothing fits: then the agent
 * is asked, never guessed. */
const char *tuntas_service_family (const TuntasTicket *ticket);

/* An IANA name by witel, else by regional; fallback where neither is known: the agent's own zone. */
const char *tuntas_service_zone (const TuntasTicket *ticket, const char *fallback);

G_END_DECLS
