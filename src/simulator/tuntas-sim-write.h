/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-fault.h"
#include "tuntas-sim-request.h"

/* Writing: which record or child a request means, and what is to be done with it (maximo.md §4). */

G_BEGIN_DECLS

/* (transfer full) (nullable) */
TuntasSimReply *tuntas_sim_write (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults,
                                  GError **error);

/* (transfer full) (nullable): a GET with "action=", which asks whether something could be done. */
TuntasSimReply *tuntas_sim_write_ask (TuntasSimStore *store, TuntasSimRequest *request, GError **error);

G_END_DECLS
