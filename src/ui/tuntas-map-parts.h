/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

#include <gtk/gtk.h>

/* What the picture of a map is put together from: a button a step or end, a label an edge. Their style classes tell
 * how they stand: "taken", "here", "now", "later", "open", "closed", and "plain" without a case. */

G_BEGIN_DECLS

/* (transfer floating): language is that of the procedure's texts, "id" or "en". */
GtkWidget *tuntas_map_parts_new_node (const TuntasMap *map, const TuntasMapNode *node, const char *language);
GtkWidget *tuntas_map_parts_new_way  (const TuntasMap *map, const TuntasMapEdge *edge, const char *language);

G_END_DECLS
