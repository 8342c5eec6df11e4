/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <gtk/gtk.h>

/* What a list would change, in five groups: new, changed, as it is, not in the list, not understood. The groups stand
 * side by side with their numbers; of the one that is chosen the rows are below, however many there are.
 *
 * Signal "open" (the ticket's number): that ticket is on the desk and is to be opened. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_IMPORT_GROUPS (tuntas_import_groups_get_type ())
G_DECLARE_FINAL_TYPE (TuntasImportGroups, tuntas_import_groups, TUNTAS, IMPORT_GROUPS, GtkWidget)

/* Shows another list, at the first group that has anything. The import is kept until the next one. */
void tuntas_import_groups_show (TuntasImportGroups *self, TuntasDesk *desk, TuntasImport *import);

G_END_DECLS
