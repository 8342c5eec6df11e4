/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* Writing: create, update by POST with x-method-override: PATCH, the status action, bulk (maximo.md §4). */

G_BEGIN_DECLS

/* (transfer full) (nullable). ignore: the request is answered as if it had been carried out, and nothing happens. */
TuntasSimReply *tuntas_sim_write (TuntasSimStore *store, TuntasSimRequest *request, gboolean ignore, GError **error);

G_END_DECLS
