/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-drawing.h"

#include "tuntas-map-layout.h"
#include "tuntas-map-parts.h"

#include <glib/gi18n.h>
#include <math.h>

/* Around the picture, in pixels at zoom 1. */
#define MARGIN 16
#define ARROW 9

struct _TuntasMapDrawing
{
  GtkWidget parent_instance;

  const TuntasMap *map; /* (nullable): borrowed */
  double zoom;

  GPtrArray *nodes; /* (element-type GtkWidget): a button a node */
  GPtrArray *ways;  /* (element-type GtkWidget): a label an edge */

  /* What the layout made of their sizes. */
  GArray *boxes;    /* of TuntasMapBox */
  GArray *lines;    /* of TuntasMapLine */
  double width, height;
  char *error;      /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TuntasMapDrawing, tuntas_map_drawing, GTK_TYPE_WIDGET)

static guint chosen_signal;
static guint placed_signal;

/* The widgets */

static void
clicked_cb (GtkWidget *button, TuntasMapDrawing *self)
{
  guint index;

  if (g_ptr_array_find (self->nodes, button, &index))
    g_signal_emit (self, chosen_signal, 0, (int) index);
}

static void
add_node (TuntasMapDrawing *self, const TuntasMapNode *node, const char *language)
{
  GtkWidget *button = tuntas_map_parts_new_node (self->map, node, language);

  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_ptr_array_add (self->nodes, button);
}

static void
add_way (TuntasMapDrawing *self, const TuntasMapEdge *edge, const char *language)
{
  GtkWidget *label = tuntas_map_parts_new_way (self->map, edge, language);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  g_ptr_array_add (self->ways, label);
}

static void
forget (TuntasMapDrawing *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->nodes, i));
  for (guint i = 0; i < self->ways->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->ways, i));
  g_ptr_array_set_size (self->nodes, 0);
  g_ptr_array_set_size (self->ways, 0);
  g_array_set_size (self->boxes, 0);
  g_array_set_size (self->lines, 0);
  g_clear_pointer (&self->error, g_free);
}

void
tuntas_map_drawing_set_map (TuntasMapDrawing *self, const TuntasMap *map, const char *language)
{
  forget (self);
  self->map = map;
  for (guint i = 0; map != NULL && i < map->nodes->len; i++)
    add_node (self, g_ptr_array_index (map->nodes, i), language);
  for (guint i = 0; map != NULL && i < map->edges->len; i++)
    add_way (self, g_ptr_array_index (map->edges, i), language);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The layout */

static TuntasMapBox
measure_child (GtkWidget *child)
{
  int width, height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return (TuntasMapBox) { 0, 0, width, height };
}

static gboolean
is_of_size (const TuntasMapBox *a, const TuntasMapBox *b)
{
  return a->width == b->width && a->height == b->height;
}

/* TRUE where something has another size than it was laid out with: the map is new, or texts have grown. */
static gboolean
take_sizes (TuntasMapDrawing *self)
{
  gboolean changed = self->boxes->len != self->nodes->len || self->lines->len != self->ways->len;

  g_array_set_size (self->boxes, self->nodes->len);
  g_array_set_size (self->lines, self->ways->len);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      TuntasMapBox *box = &g_array_index (self->boxes, TuntasMapBox, i);
      TuntasMapBox now = measure_child (g_ptr_array_index (self->nodes, i));

      changed |= !is_of_size (box, &now);
      box->width = now.width;
      box->height = now.height;
    }
  for (guint i = 0; i < self->ways->len; i++)
    {
      TuntasMapLine *line = &g_array_index (self->lines, TuntasMapLine, i);
      TuntasMapBox now = measure_child (g_ptr_array_index (self->ways, i));
      const TuntasMapEdge *edge = g_ptr_array_index (self->map->edges, i);

      changed |= !is_of_size (&line->label, &now);
      line->from = edge->from;
      line->to = edge->to;
      line->label.width = now.width;
      line->label.height = now.height;
    }
  return changed;
}

static gboolean
say_placed_cb (gpointer user_data)
{
  g_signal_emit (user_data, placed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
ensure_layout (TuntasMapDrawing *self)
{
  g_autoptr (GError) error = NULL;

  if (!take_sizes (self))
    return;
  for (guint i = 0; i < self->lines->len; i++)
    g_clear_pointer (&g_array_index (self->lines, TuntasMapLine, i).points, g_array_unref);
  self->width = self->height = 0;
  g_clear_pointer (&self->error, g_free);
  if (self->boxes->len > 0 &&
      !tuntas_map_layout_place (self->boxes, self->lines, &self->width, &self->height, &error))
    self->error = g_strdup (error->message);
  /* Whoever hears of it may ask for another size, which must not be while this one is being found out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, say_placed_cb, g_object_ref (self), g_object_unref);
}

static double
get_extent (TuntasMapDrawing *self, GtkOrientation orientation)
{
  double extent = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  return extent > 0 ? extent + 2 * MARGIN : 0;
}

static void
tuntas_map_drawing_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  TuntasMapDrawing *self = TUNTAS_MAP_DRAWING (widget);

  ensure_layout (self);
  *minimum = *natural = (int) ceil (get_extent (self, orientation) * self->zoom);
}

void
tuntas_map_drawing_get_offset (TuntasMapDrawing *self, double *x, double *y)
{
  double width = get_extent (self, GTK_ORIENTATION_HORIZONTAL) * self->zoom;
  double height = get_extent (self, GTK_ORIENTATION_VERTICAL) * self->zoom;

  *x = MAX (0, (gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2) + MARGIN * self->zoom;
  *y = MAX (0, (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2) + MARGIN * self->zoom;
}

static void
allocate_child (TuntasMapDrawing *self, GtkWidget *child, const TuntasMapBox *box, double x, double y)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) (x + box->x * self->zoom),
                                                                                 (float) (y + box->y * self->zoom)));

  transform = gsk_transform_scale (transform, (float) self->zoom, (float) self->zoom);
  gtk_widget_allocate (child, (int) box->width, (int) box->height, -1, transform);
}

static void
tuntas_map_drawing_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TuntasMapDrawing *self = TUNTAS_MAP_DRAWING (widget);
  double x, y;

  ensure_layout (self);
  /* The lines have moved along, whether the widget has another size or not. */
  gtk_widget_queue_draw (widget);
  tuntas_map_drawing_get_offset (self, &x, &y);
  for (guint i = 0; i < self->nodes->len; i++)
    allocate_child (self, g_ptr_array_index (self->nodes, i), &g_array_index (self->boxes, TuntasMapBox, i), x, y);
  for (guint i = 0; i < self->ways->len; i++)
    allocate_child (self, g_ptr_array_index (self->ways, i), &g_array_index (self->lines, TuntasMapLine, i).label,
                    x, y);
}

/* The lines */

static void
set_pen (cairo_t *cr, const TuntasMap *map, const TuntasMapEdge *edge)
{
  static const double dashes[] = { 7, 4 };
  static const double dots[] = { 1.5, 4 };
  gboolean planned = map->state != NULL && edge->ahead == TUNTAS_MAP_LATER && !edge->taken;
  gboolean closed = map->state != NULL && edge->ahead == TUNTAS_MAP_NO_MORE && !edge->taken;

  cairo_set_line_width (cr, edge->taken ? 3 : edge->ahead == TUNTAS_MAP_NOW ? 2.2 : 1.4);
  if (planned)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if (closed)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
}

/* Its tip is where the line ends, and it looks the way the line comes. */
static void
draw_arrow (cairo_t *cr, const TuntasMapPoint *before, const TuntasMapPoint *tip)
{
  double angle = atan2 (tip->y - before->y, tip->x - before->x);

  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, tip->x, tip->y);
  cairo_line_to (cr, tip->x - ARROW * cos (angle - 0.4), tip->y - ARROW * sin (angle - 0.4));
  cairo_line_to (cr, tip->x - ARROW * cos (angle + 0.4), tip->y - ARROW * sin (angle + 0.4));
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_curve (cairo_t *cr, GArray *points)
{
#define POINT(i) g_array_index (points, TuntasMapPoint, i)
  cairo_move_to (cr, POINT (0).x, POINT (0).y);
  for (guint i = 1; i + 2 < points->len; i += 3)
    cairo_curve_to (cr, POINT (i).x, POINT (i).y, POINT (i + 1).x, POINT (i + 1).y, POINT (i + 2).x, POINT (i + 2).y);
  cairo_stroke (cr);
  draw_arrow (cr, &POINT (points->len - 2), &POINT (points->len - 1));
#undef POINT
}

/* A curve lies within its points. */
static graphene_rect_t
get_bounds (GArray *points)
{
  graphene_rect_t bounds;

  graphene_rect_init (&bounds, (float) g_array_index (points, TuntasMapPoint, 0).x,
                      (float) g_array_index (points, TuntasMapPoint, 0).y, 0, 0);
  for (guint i = 1; i < points->len; i++)
    graphene_rect_expand (&bounds,
                          &GRAPHENE_POINT_INIT ((float) g_array_index (points, TuntasMapPoint, i).x,
                                                (float) g_array_index (points, TuntasMapPoint, i).y),
                          &bounds);
  graphene_rect_inset (&bounds, -ARROW, -ARROW);
  return bounds;
}

/* GTK 4.8 puts a drawing of Cairo in the wrong place within a scaled snapshot: so it is Cairo that scales. x and y:
 * where the picture begins. */
static void
draw_line (TuntasMapDrawing *self, GtkSnapshot *snapshot, guint index, double x, double y)
{
  float zoom = (float) self->zoom;
  const TuntasMapLine *line = &g_array_index (self->lines, TuntasMapLine, index);
  GtkWidget *words = g_ptr_array_index (self->ways, index);
  graphene_rect_t bounds;
  GdkRGBA colour;
  cairo_t *cr;

  if (line->points == NULL || line->points->len < 4)
    return;
  bounds = get_bounds (line->points);
  graphene_rect_scale (&bounds, zoom, zoom, &bounds);
  graphene_rect_offset (&bounds, (float) x, (float) y);
  gtk_style_context_get_color (gtk_widget_get_style_context (words), &colour);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, x, y);
  cairo_scale (cr, self->zoom, self->zoom);
  gdk_cairo_set_source_rgba (cr, &colour);
  set_pen (cr, self->map, g_ptr_array_index (self->map->edges, index));
  draw_curve (cr, line->points);
  cairo_destroy (cr);
}

static void
tuntas_map_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TuntasMapDrawing *self = TUNTAS_MAP_DRAWING (widget);
  double x, y;

  if (self->width <= 0)
    return;
  tuntas_map_drawing_get_offset (self, &x, &y);
  for (guint i = 0; i < self->lines->len; i++)
    draw_line (self, snapshot, i, x, y);
  GTK_WIDGET_CLASS (tuntas_map_drawing_parent_class)->snapshot (widget, snapshot);
}

/* The rest */

void
tuntas_map_drawing_set_zoom (TuntasMapDrawing *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
tuntas_map_drawing_get_zoom (TuntasMapDrawing *self)
{
  return self->zoom;
}

void
tuntas_map_drawing_get_size (TuntasMapDrawing *self, double *width, double *height)
{
  *width = get_extent (self, GTK_ORIENTATION_HORIZONTAL);
  *height = get_extent (self, GTK_ORIENTATION_VERTICAL);
}

void
tuntas_map_drawing_get_middle (TuntasMapDrawing *self, int node, double *x, double *y)
{
  const TuntasMapBox *box;

  *x = *y = 0;
  if (node < 0 || node >= (int) self->boxes->len)
    return;
  box = &g_array_index (self->boxes, TuntasMapBox, node);
  *x = box->x + box->width / 2;
  *y = box->y + box->height / 2;
}

GtkWidget *
tuntas_map_drawing_get_node (TuntasMapDrawing *self, int node)
{
  return node >= 0 && node < (int) self->nodes->len ? g_ptr_array_index (self->nodes, node) : NULL;
}

const char *
tuntas_map_drawing_get_error (TuntasMapDrawing *self)
{
  return self->error;
}

static void
tuntas_map_drawing_dispose (GObject *object)
{
  TuntasMapDrawing *self = TUNTAS_MAP_DRAWING (object);

  forget (self);
  self->map = NULL;
  G_OBJECT_CLASS (tuntas_map_drawing_parent_class)->dispose (object);
}

static void
tuntas_map_drawing_finalize (GObject *object)
{
  TuntasMapDrawing *self = TUNTAS_MAP_DRAWING (object);

  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->ways);
  g_array_unref (self->boxes);
  g_array_unref (self->lines);
  G_OBJECT_CLASS (tuntas_map_drawing_parent_class)->finalize (object);
}

static void
tuntas_map_drawing_class_init (TuntasMapDrawingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tuntas_map_drawing_dispose;
  object_class->finalize = tuntas_map_drawing_finalize;
  widget_class->measure = tuntas_map_drawing_measure;
  widget_class->size_allocate = tuntas_map_drawing_size_allocate;
  widget_class->snapshot = tuntas_map_drawing_snapshot;
  gtk_widget_class_set_css_name (widget_class, "map-drawing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  placed_signal = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
tuntas_map_drawing_init (TuntasMapDrawing *self)
{
  self->zoom = 1;
  self->nodes = g_ptr_array_new ();
  self->ways = g_ptr_array_new ();
  self->boxes = g_array_new (FALSE, TRUE, sizeof (TuntasMapBox));
  self->lines = tuntas_map_layout_new_lines ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Picture of the way"), -1);
}

GtkWidget *
tuntas_map_drawing_new (void)
{
  return g_object_new (TUNTAS_TYPE_MAP_DRAWING, NULL);
}
