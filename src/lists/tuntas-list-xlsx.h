/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"

/* Workbooks of Excel since 2007: a zip of XML parts. Of a cell with a formula the value that Excel kept is read; formulas,
 * macros, links and whatever lies outside the file are never looked at. */

G_BEGIN_DECLS

gboolean tuntas_list_xlsx_is (const char *bytes, gsize length);

/* Whether a sheet has what is looked for. */
typedef gboolean (*TuntasListSheetFunc) (const TuntasListTable *table, gpointer user_data);

/* (transfer full): of its sheets, in their order, the first that has it, else the first with any cell. */
TuntasListTable *tuntas_list_xlsx_read (const TuntasListWatch *watch, const char *bytes, gsize length,
                                        TuntasListSheetFunc has_it, gpointer user_data, GError **error);

G_END_DECLS
