/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

/* What belongs to a record: its children, and the records that its values point to, by the names that select, where
 * and addresses use (maximo.md §1.1, §3.1). */

G_BEGIN_DECLS

/* (nullable) (transfer none): the table of what a record of this table has under the name; NULL: nothing. */
const TuntasSimTable *tuntas_sim_relation_get_table (TuntasSimStore *store, const TuntasSimTable *table,
                                                     const char *name);

/* (nullable) (transfer none): the list of children itself, by one of its names; NULL where it is none. */
GPtrArray            *tuntas_sim_relation_get_children (TuntasSimStore *store, const TuntasSimRow *row,
                                                        const char *name);

/* (transfer container): the rows, in order; none where the name means nothing. */
GPtrArray            *tuntas_sim_relation_list      (TuntasSimStore *store, const TuntasSimRow *row, const char *name);

G_END_DECLS
