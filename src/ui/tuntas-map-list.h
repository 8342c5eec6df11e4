/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

#include <gtk/gtk.h>

/* A map as a list: for each step its clause, its title and how it stands, and below them the ways out of it with their
 * conditions, and what can be done there without leaving. It says all that the picture says, and what the picture leaves
 * out.
 *
 * Signal: "chosen" (int node). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAP_LIST (tuntas_map_list_get_type ())
G_DECLARE_FINAL_TYPE (TuntasMapList, tuntas_map_list, TUNTAS, MAP_LIST, GtkWidget)

/* map: borrowed for as long as it is shown. language: "id" or "en". */
void tuntas_map_list_set_map (TuntasMapList *self, const TuntasMap *map, const char *language);

G_END_DECLS
