/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list.h"

/* A table's rows as tickets. */

G_BEGIN_DECLS

/* (transfer full): without rows and columns. */
TuntasList *tuntas_list_new       (void);

/* Reads the rows below the header into the list, which has the columns already. */
gboolean tuntas_list_take_rows    (TuntasList *list, TuntasListTable *table, guint header,
                                   const TuntasListOptions *options, GError **error);

/* Reads the tickets' numbers that stand anywhere in the table. */
void     tuntas_list_take_numbers (TuntasList *list, const TuntasListTable *table);

G_END_DECLS
