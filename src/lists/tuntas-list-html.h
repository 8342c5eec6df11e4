/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"

/* The table of a page: what Nossa downloads and calls .xls, and what a browser puts on the clipboard. Nothing that the
 * page names is fetched or run. */

G_BEGIN_DECLS

/* Whether it looks like a page: its first letter, past blanks, is '<', and a table begins somewhere. */
gboolean tuntas_list_html_is  (const char *text, gsize length);

/* (transfer full): the rows of all its tables, one after another; a table within a cell stands for its row. */
TuntasListTable *tuntas_list_html_read (const TuntasListWatch *watch, const char *text, gsize length, GError **error);

G_END_DECLS
