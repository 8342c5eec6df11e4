/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"

/* Lists whose cells a character parts: a file with ',' or ';', and what is copied from Excel or a page, with tabs. */

G_BEGIN_DECLS

/* Which character that is: what a first line "sep=;" says, else the one that the first lines have most of outside
 * quotes; '\0': none, so the text is no such list. start (out): behind a line "sep=". */
char     tuntas_list_csv_guess (const char *text, gsize length, gsize *start);

/* Fills the table. first_row: the number of the text's first row. A quote that nobody ends is a letter like others. */
gboolean tuntas_list_csv_read  (TuntasListTable **table, const TuntasListWatch *watch, const char *text, gsize length,
                                char separator, guint first_row, GError **error);

G_END_DECLS
