/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"
#include "tuntas-sim-view.h"

/* Reading: collections with paging, single records, child collections (maximo.md §3). */

G_BEGIN_DECLS

/* What an address below …/os/ names. */
typedef struct
{
  const char *os;
  const char *class;        /* as in tuntas_sim_store_list (); of a record, its own */
  TuntasSimRow *row;        /* (nullable): NULL for the collection itself */
  const char *child;        /* (nullable): as the client wrote it */
  const char *child_id;     /* (nullable) */
} TuntasSimTarget;

/* FALSE where there is no such object structure, record or child. */
gboolean        tuntas_sim_query_resolve (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target,
                                          GError **error);

/* The errors of an object structure and of a record that are not there. */
gboolean        tuntas_sim_query_refuse_structure (const char *os, GError **error);
gboolean        tuntas_sim_query_refuse_missing   (const char *os, const char *id, GError **error);

/* (nullable): the row behind child_id, "0-143" or "143", and its place in the whole collection. */
TuntasSimRow   *tuntas_sim_query_find_child (TuntasSimStore *store, const TuntasSimTarget *target, guint *index);

/* (transfer full) (nullable) */
TuntasSimReply *tuntas_sim_query_read    (TuntasSimStore *store, TuntasSimRequest *request, GError **error);

/* The view of a request: hrefs, nulls and the other switches of its parameters. */
void            tuntas_sim_query_init_view (TuntasSimView *view, TuntasSimStore *store, TuntasSimRequest *request,
                                            const char *os);
/* (transfer full): a record as the request wants it, lean or not. record (transfer full) */
TuntasSimReply *tuntas_sim_query_reply_record (TuntasSimRequest *request, guint status, JsonObject *record);

G_END_DECLS
