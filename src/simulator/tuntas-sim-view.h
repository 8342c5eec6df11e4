/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-select.h"
#include "tuntas-sim-store.h"

/* Records as they stand in a body, lean; and the non-lean form of a lean body (maximo.md §3.3). */

G_BEGIN_DECLS

typedef struct
{
  TuntasSimStore *store;
  const char *base;          /* what hrefs begin with: "http://…/maximo/oslc", or "oslc" */
  const char *os;            /* as the client wrote it */
  gboolean nulls;            /* _dropnulls=0 */
  gboolean internal_values;
  gboolean no_collection_refs;
  gboolean no_rowstamps;
  gboolean no_key_refs;
  GPtrArray *child_filters;  /* (nullable): which children are shown, tuntas-sim-filter.h */
} TuntasSimView;

/* (transfer full): "<base>/os/<os>/_…" */
char       *tuntas_sim_view_dup_href     (const TuntasSimView *self, const TuntasSimRow *row);

/* (transfer full). select NULL: href only. */
JsonObject *tuntas_sim_view_record       (const TuntasSimView *self, const TuntasSimRow *row,
                                          const TuntasSimSelect *select);
/* (transfer full): one row of a child collection; index is its place in the whole collection. */
JsonObject *tuntas_sim_view_child        (const TuntasSimView *self, const TuntasSimRow *parent, const char *child,
                                          const TuntasSimRow *row, guint index, const TuntasSimSelect *select);

/* (transfer full): a lean record or collection with prefixes. */
JsonNode   *tuntas_sim_view_prefix       (JsonNode *lean);

G_END_DECLS
