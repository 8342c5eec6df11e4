/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-fault.h"
#include "tuntas-sim-query.h"

/* One write and what it can be: create, update, replace, delete of a record. Requests and the items of a bulk request
 * come to the same. */

G_BEGIN_DECLS

/* What one write is asked to be, by the headers of the request or by an item of a bulk request. */
typedef struct
{
  TuntasSimStore *store;
  TuntasSimRequest *request;
  TuntasSimFaults *faults;
  const char *os;
  const char *class;
  const char *properties; /* (nullable) */
  gboolean merge;
  gboolean replace;       /* what is not named becomes null */
} TuntasSimOrder;

/* All (transfer full) (nullable); body has plain names. */
TuntasSimReply *tuntas_sim_order_create      (TuntasSimOrder *self, JsonObject *body, GError **error);
/* "_action": "Delete" in the body deletes. */
TuntasSimReply *tuntas_sim_order_update      (TuntasSimOrder *self, TuntasSimRow *row, JsonObject *body,
                                              GError **error);
/* Updates the record that body names by its key, or creates it. */
TuntasSimReply *tuntas_sim_order_sync        (TuntasSimOrder *self, JsonObject *body, GError **error);
TuntasSimReply *tuntas_sim_order_delete      (TuntasSimOrder *self, TuntasSimRow *row, GError **error);

/* FALSE where a record must stay: only a new one without anything beneath it can go. */
gboolean        tuntas_sim_order_can_delete  (TuntasSimStore *store, const TuntasSimRow *row, GError **error);
gboolean        tuntas_sim_order_refuse_action (const char *action, const char *class, GError **error);

/* A request whose body is an array: each item commits by itself. */
TuntasSimReply *tuntas_sim_order_bulk        (TuntasSimOrder *self, GError **error);

G_END_DECLS
