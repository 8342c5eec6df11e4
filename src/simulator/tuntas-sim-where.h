/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

/* oslc.where and oslc.orderBy, as strict as the observed servers (maximo.md §3.2): terms joined by " and ", no
 * parentheses, no "or", no blanks around comparison signs or inside [ ]; everything else is BMXAA8744E. */

G_BEGIN_DECLS

typedef struct _TuntasSimWhere TuntasSimWhere;

/* (transfer full) (nullable): of records of this table, with terms about what belongs to them, such as worklog{…} and
 * ownerperson.displayname="…". */
TuntasSimWhere *tuntas_sim_where_parse   (TuntasSimStore *store, const char *text, const TuntasSimTable *table,
                                          GError **error);
/* any: terms are joined by OR (opmodeor=1). */
gboolean        tuntas_sim_where_matches (TuntasSimWhere *self, const TuntasSimRow *row, gboolean any);
void            tuntas_sim_where_free    (TuntasSimWhere *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimWhere, tuntas_sim_where_free)

/* Sorts rows by "-reportdate,+ticketuid"; rows that are equal keep their order. */
gboolean        tuntas_sim_order_apply   (const char *text, const TuntasSimTable *table, GPtrArray *rows,
                                          GError **error);

G_END_DECLS
