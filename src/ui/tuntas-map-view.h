/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

#include <gtk/gtk.h>

/* The picture of a map to look around in: zoomed by keys, wheel with Ctrl, and pinching; moved by arrow keys, wheel and
 * dragging. It begins at where the case stands, at the size of other texts.
 *
 * Signals: "chosen" (int node); "zoomed" (): it has another zoom. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAP_VIEW (tuntas_map_view_get_type ())
G_DECLARE_FINAL_TYPE (TuntasMapView, tuntas_map_view, TUNTAS, MAP_VIEW, GtkWidget)

/* map: borrowed for as long as it is shown. language: "id" or "en". */
void   tuntas_map_view_set_map  (TuntasMapView *self, const TuntasMap *map, const char *language);
/* A step nearer (1) or farther (-1); what is in the middle stays there. */
void   tuntas_map_view_zoom     (TuntasMapView *self, int direction);
/* As large as it can be seen whole. */
void   tuntas_map_view_fit      (TuntasMapView *self);
double tuntas_map_view_get_zoom (TuntasMapView *self);
/* The node goes to the middle, and gets the focus. */
void   tuntas_map_view_go_to    (TuntasMapView *self, int node);

G_END_DECLS
