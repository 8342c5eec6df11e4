/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where the boxes and lines of a map go: a layered drawing from top to bottom, by Graphviz. Sizes are given and places
 * come back, all in pixels, y downwards; nothing is drawn here. */

G_BEGIN_DECLS

#define TUNTAS_MAP_LAYOUT_ERROR (tuntas_map_layout_error_quark ())
GQuark tuntas_map_layout_error_quark (void);

typedef enum
{
  TUNTAS_MAP_LAYOUT_ERROR_FAILED, /* Graphviz cannot do it, mostly for want of its plugin; its words are the message */
} TuntasMapLayoutError;

typedef struct
{
  double x, y; /* upper left */
  double width, height;
} TuntasMapBox;

typedef struct
{
  double x, y;
} TuntasMapPoint;

typedef struct
{
  guint from, to;     /* indices of boxes, not the same */
  TuntasMapBox label; /* its width and height are given */
  GArray *points;     /* (element-type TuntasMapPoint) (nullable): a curve from box to box: a point, then three a piece,
                       * as cairo_curve_to () takes them */
} TuntasMapLine;

/* Places boxes (element-type TuntasMapBox) and lines (element-type TuntasMapLine, whose `points` become the array's, to
 * be freed by whoever frees the array); width and height (out): of the whole. Takes about two milliseconds for an
 * instruction of twenty lines. In the main thread only: Graphviz sets the process's numeric locale to "C" meanwhile. */
gboolean tuntas_map_layout_place (GArray *boxes, GArray *lines, double *width, double *height, GError **error);

/* (transfer full) (element-type TuntasMapLine): an empty array that frees what its lines hold. */
GArray  *tuntas_map_layout_new_lines (void);

G_END_DECLS
