/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-picture.h"

#include "tuntas-debrief.h"
#include "tuntas-progress-words.h"

#include <math.h>

#define HEIGHT 160        /* pixels */
#define MARGIN 12         /* around what is drawn */
#define SCALE_WIDTH 34    /* of the numbers at the left */
#define MARK 5            /* radius of a run */
#define MOST_RUNS 60      /* the last ones; more would not be told apart */
#define MARK_DISTANCE 56  /* at most, between two runs */

typedef struct
{
  gint64 points;
  gboolean passed;
} Mark;

struct _TuntasProgressPicture
{
  GtkWidget parent_instance;

  GArray *marks; /* (element-type Mark) */
};

G_DEFINE_FINAL_TYPE (TuntasProgressPicture, tuntas_progress_picture, GTK_TYPE_WIDGET)

/* Where things stand. */
typedef struct
{
  cairo_t *cr;
  double left, right, top, bottom;
} Area;

static double
get_y (const Area *area, double points)
{
  return area->bottom - (area->bottom - area->top) * points / 100;
}

static double
get_x (const Area *area, guint i, guint n)
{
  double distance = n > 1 ? MIN ((area->right - area->left) / (n - 1), MARK_DISTANCE) : 0;

  return area->left + distance * i;
}

static void
draw_number (GtkWidget *widget, const Area *area, int points)
{
  g_autofree char *text = g_strdup_printf ("%d", points);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (area->cr, area->left - MARK - 8 - width, get_y (area, points) - height / 2.0);
  pango_cairo_show_layout (area->cr, layout);
}

static void
draw_level (GtkWidget *widget, const Area *area, int points, gboolean dashed)
{
  static const double dashes[] = { 6, 4 };

  cairo_save (area->cr);
  cairo_set_line_width (area->cr, dashed ? 1.5 : 1);
  if (dashed)
    cairo_set_dash (area->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (area->cr, area->left - MARK, floor (get_y (area, points)) + 0.5);
  cairo_line_to (area->cr, area->right + MARK, floor (get_y (area, points)) + 0.5);
  cairo_stroke (area->cr);
  cairo_restore (area->cr);
  draw_number (widget, area, points);
}

static void
draw_mark (const Area *area, const Mark *mark, double x)
{
  double y = get_y (area, (double) mark->points);

  cairo_set_line_width (area->cr, 2.5);
  if (mark->passed)
    {
      cairo_arc (area->cr, x, y, MARK, 0, 2 * G_PI);
      cairo_fill (area->cr);
      return;
    }
  cairo_move_to (area->cr, x - MARK, y - MARK);
  cairo_line_to (area->cr, x + MARK, y + MARK);
  cairo_move_to (area->cr, x - MARK, y + MARK);
  cairo_line_to (area->cr, x + MARK, y - MARK);
  cairo_stroke (area->cr);
}

static void
set_colour (GtkWidget *widget, cairo_t *cr, const char *name, double alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);
  colour.alpha *= (float) alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_runs (TuntasProgressPicture *self, const Area *area)
{
  guint n = self->marks->len;

  set_colour (GTK_WIDGET (self), area->cr, NULL, 0.35);
  cairo_set_line_width (area->cr, 1.5);
  cairo_new_path (area->cr); /* the numbers have left a point */
  for (guint i = 0; i < n; i++)
    cairo_line_to (area->cr, get_x (area, i, n), get_y (area, (double) g_array_index (self->marks, Mark, i).points));
  cairo_stroke (area->cr);
  for (guint i = 0; i < n; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      set_colour (GTK_WIDGET (self), area->cr, mark->passed ? "good_fg" : "late_fg", 1);
      draw_mark (area, mark, get_x (area, i, n));
    }
}

static void
tuntas_progress_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  Area area = { .left = MARGIN + SCALE_WIDTH, .right = width - MARGIN, .top = MARGIN, .bottom = height - MARGIN };

  if (area.right <= area.left || area.bottom <= area.top)
    return;
  area.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  set_colour (widget, area.cr, NULL, 0.75);
  draw_level (widget, &area, 0, FALSE);
  draw_level (widget, &area, TUNTAS_DEBRIEF_PASS, TRUE);
  draw_level (widget, &area, 100, FALSE);
  draw_runs (TUNTAS_PROGRESS_PICTURE (widget), &area);
  cairo_destroy (area.cr);
}

static void
tuntas_progress_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                 int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    {
      *minimum = 2 * MARGIN + SCALE_WIDTH + 60;
      *natural = 500;
    }
}

static void
tuntas_progress_picture_finalize (GObject *object)
{
  g_array_unref (TUNTAS_PROGRESS_PICTURE (object)->marks);
  G_OBJECT_CLASS (tuntas_progress_picture_parent_class)->finalize (object);
}

static void
tuntas_progress_picture_class_init (TuntasProgressPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tuntas_progress_picture_finalize;
  widget_class->measure = tuntas_progress_picture_measure;
  widget_class->snapshot = tuntas_progress_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "progress-picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tuntas_progress_picture_init (TuntasProgressPicture *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
}

GtkWidget *
tuntas_progress_picture_new (void)
{
  return g_object_new (TUNTAS_TYPE_PROGRESS_PICTURE, NULL);
}

void
tuntas_progress_picture_set_runs (TuntasProgressPicture *self, GPtrArray *runs)
{
  g_autofree char *words = tuntas_progress_words_picture (runs);

  g_array_set_size (self->marks, 0);
  for (guint i = runs->len > MOST_RUNS ? runs->len - MOST_RUNS : 0; i < runs->len; i++)
    {
      const TuntasRun *run = g_ptr_array_index (runs, i);
      Mark mark = { run->points, run->passed };

      g_array_append_val (self->marks, mark);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
