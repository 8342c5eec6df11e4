/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-fault.h"
#include "tuntas-sim-request.h"

/* Writing: create, update by POST with x-method-override: PATCH, the status action, bulk (maximo.md §4). */

G_BEGIN_DECLS

/* (transfer full) (nullable) */
TuntasSimReply *tuntas_sim_write (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults,
                                  GError **error);

G_END_DECLS
