/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

#include <gtk/gtk.h>

/* The picture of a map at a zoom. Steps are real buttons and words real labels, so that screen reader, focus and style
 * sheet treat them like all others; only the lines are drawn, each in the colour of its words. How a line stands is
 * told by its kind: thick where the case went, solid where it can go now, dashed later, dotted not any more.
 *
 * Signals: "chosen" (int node): a step was clicked, or Enter pressed on it;
 *          "placed" (): the picture has been laid out anew. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAP_DRAWING (tuntas_map_drawing_get_type ())
G_DECLARE_FINAL_TYPE (TuntasMapDrawing, tuntas_map_drawing, TUNTAS, MAP_DRAWING, GtkWidget)

GtkWidget  *tuntas_map_drawing_new      (void);
/* map: borrowed for as long as it is shown; language: of the procedure's texts, "id" or "en". */
void        tuntas_map_drawing_set_map  (TuntasMapDrawing *self, const TuntasMap *map, const char *language);
/* 1 is the size of other texts. */
void        tuntas_map_drawing_set_zoom (TuntasMapDrawing *self, double zoom);
double      tuntas_map_drawing_get_zoom (TuntasMapDrawing *self);
/* Of the whole picture at zoom 1, in pixels; 0 × 0 where it could not be laid out. */
void        tuntas_map_drawing_get_size (TuntasMapDrawing *self, double *width, double *height);
/* The middle of a node at zoom 1. */
void        tuntas_map_drawing_get_middle (TuntasMapDrawing *self, int node, double *x, double *y);
/* Where the picture begins in the widget, which may have been given more room than it needs. */
void        tuntas_map_drawing_get_offset (TuntasMapDrawing *self, double *x, double *y);
/* (nullable): the button of a node. */
GtkWidget  *tuntas_map_drawing_get_node (TuntasMapDrawing *self, int node);
/* (nullable): why there is no picture. */
const char *tuntas_map_drawing_get_error (TuntasMapDrawing *self);

G_END_DECLS
