/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* Which rows a request asks for, of a collection and of the children that are shown with a record: oslc.where, saved
 * queries, text search, order, and <object>.<child>.where, .orderby, .limit and .opmodeor (maximo.md §3.1). */

G_BEGIN_DECLS

/* (transfer container) (nullable): those of all that the request asks for, in its order. */
GPtrArray *tuntas_sim_filter_rows          (TuntasSimStore *store, TuntasSimRequest *request, GPtrArray *all,
                                            const TuntasSimTable *table, GError **error);

/* (transfer full) (nullable): what the request says of children of such records. */
GPtrArray *tuntas_sim_filter_read_children (TuntasSimStore *store, TuntasSimRequest *request, const char *object,
                                            GError **error);
/* (transfer container): filters (nullable): all of them. */
GPtrArray *tuntas_sim_filter_children      (GPtrArray *filters, const char *child, GPtrArray *all);

G_END_DECLS
