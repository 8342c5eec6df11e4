/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ring.h"

#include <math.h>

/* Drawn in the widget's own colour, the track in the same colour thinned out: so light, dark and high contrast come
 * from the style sheet alone. */
#define TRACK_ALPHA 0.25f
#define THICKNESS 0.2 /* of the radius' double */

struct _TuntasRing
{
  GtkWidget parent_instance;

  double fraction;
};

typedef enum
{
  PROP_FRACTION = 1,
} TuntasRingProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

G_DEFINE_FINAL_TYPE (TuntasRing, tuntas_ring, GTK_TYPE_WIDGET)

static void
draw_arc (cairo_t *cr, double size, double from, double to, const GdkRGBA *colour)
{
  double width = MAX (2.0, size * THICKNESS);

  cairo_set_line_width (cr, width);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, size / 2, size / 2, (size - width) / 2, from, to);
  cairo_stroke (cr);
}

static void
tuntas_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TuntasRing *self = TUNTAS_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  GdkRGBA colour, track;
  cairo_t *cr;

  if (size < 1)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  track = colour;
  track.alpha *= TRACK_ALPHA;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  draw_arc (cr, size, 0, 2 * G_PI, &track);
  if (self->fraction > 0)
    draw_arc (cr, size, -G_PI_2, -G_PI_2 + 2 * G_PI * self->fraction, &colour);
  cairo_destroy (cr);
}

static void
tuntas_ring_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  switch ((TuntasRingProperty) property)
    {
    case PROP_FRACTION:
      g_value_set_double (value, TUNTAS_RING (object)->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_ring_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  switch ((TuntasRingProperty) property)
    {
    case PROP_FRACTION:
      tuntas_ring_set_fraction (TUNTAS_RING (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_ring_class_init (TuntasRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tuntas_ring_get_property;
  object_class->set_property = tuntas_ring_set_property;
  widget_class->snapshot = tuntas_ring_snapshot;
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
tuntas_ring_init (TuntasRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.0,
                                  -1);
}

GtkWidget *
tuntas_ring_new (void)
{
  return g_object_new (TUNTAS_TYPE_RING, NULL);
}

double
tuntas_ring_get_fraction (TuntasRing *self)
{
  g_return_val_if_fail (TUNTAS_IS_RING (self), 0);
  return self->fraction;
}

void
tuntas_ring_set_fraction (TuntasRing *self, double fraction)
{
  g_return_if_fail (TUNTAS_IS_RING (self));
  /* In whole hundredths, which is as fine as anybody can see: a ring of an hour is drawn twice a minute and not with each
   * second, which counts where the window is on another computer. */
  fraction = floor (CLAMP (fraction, 0.0, 1.0) * 100) / 100;
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, floor (fraction * 100),
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}
