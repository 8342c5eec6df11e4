/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list.h"

/* Whether the day or the month comes first in the dates of a list. */

G_BEGIN_DECLS

/* DAY_FIRST or MONTH_FIRST. columns: (element-type TuntasListColumn): of the table; assumed (out): no date of it decides, so
 * that it is a guess. */
TuntasListOrder tuntas_list_find_order (GPtrArray *columns, const TuntasListTable *table, guint header,
                                        const TuntasListOptions *options, gboolean *assumed);

G_END_DECLS
