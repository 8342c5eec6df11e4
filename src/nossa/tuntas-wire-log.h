/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-nossa-site.h"
#include "tuntas-transport.h"

/* What was said between this program and Nossa, for support: a transport that lets everything through and writes down what
 * cannot harm anybody. Of a header only those values are written that are known to be harmless, so that no way of signing
 * in can leak, also none that nobody thought of; of a body only numbers of tickets, statuses, times and what the protocol
 * itself says. Every other text stands as its length: «17». */

G_BEGIN_DECLS

/* (transfer full) (nullable): path is made for this user alone, or added to where it is that already. Error: of GFileError,
 * also where the file can be read by others or is a link. */
TuntasTransport *tuntas_wire_log_new (TuntasTransport *below, TuntasNossaSite *site, TuntasClock *clock,
                                      const char *path, GError **error);

G_END_DECLS
