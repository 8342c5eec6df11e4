/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-columns.h"

struct _TuntasColumns
{
  GtkWidget parent_instance;

  int spacing;
  int least;
};

typedef enum
{
  PROP_SPACING = 1,
  PROP_LEAST,
} TuntasColumnsProperty;

static GParamSpec *properties[PROP_LEAST + 1];

G_DEFINE_FINAL_TYPE (TuntasColumns, tuntas_columns, GTK_TYPE_WIDGET)

/* What all children that have a place want. */
typedef struct
{
  int n;
  int minimum; /* under which one of them would be cut off */
  int wanted;  /* of each, to stand beside others: as the one that wants most */
} Needs;

static GtkWidget *
next_placed (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (TuntasColumns *self)
{
  return next_placed (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return next_placed (gtk_widget_get_next_sibling (child));
}

static Needs
get_needs (TuntasColumns *self)
{
  Needs needs = { 0 };

  for (GtkWidget *child = get_first (self); child != NULL; child = get_next (child))
    {
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      needs.n++;
      needs.minimum = MAX (needs.minimum, minimum);
      needs.wanted = MAX (needs.wanted, MAX (minimum, self->least > 0 ? self->least : natural));
    }
  return needs;
}

static int
get_gaps (TuntasColumns *self, int n)
{
  return self->spacing * MAX (n - 1, 0);
}

/* How many stand beside each other: as many as fit and make full rows. */
static int
get_per_row (TuntasColumns *self, const Needs *needs, int width)
{
  for (int n = needs->n; n > 1; n--)
    if (needs->n % n == 0 && needs->wanted * n + get_gaps (self, n) <= width)
      return n;
  return 1;
}

static int
get_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Gives the height of all rows. place: each child gets its place as well. */
static int
lay_out (TuntasColumns *self, int width, gboolean place)
{
  const Needs needs = get_needs (self);
  int per_row = get_per_row (self, &needs, width);
  int own = (width - get_gaps (self, per_row)) / per_row;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *row = get_first (self); row != NULL;)
    {
      GtkWidget *child = row;
      int height = 0;

      for (int i = 0; i < per_row && child != NULL; i++, child = get_next (child))
        height = MAX (height, get_height (child, own));
      child = row;
      for (int i = 0; i < per_row && child != NULL; i++, child = get_next (child))
        {
          int x = i * (own + self->spacing);

          if (place)
            gtk_widget_size_allocate (child, &(GtkAllocation) { mirrored ? width - x - own : x, y, own, height }, -1);
        }
      row = child;
      y += height + (row != NULL ? self->spacing : 0);
    }
  return y;
}

static GtkSizeRequestMode
tuntas_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tuntas_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  TuntasColumns *self = TUNTAS_COLUMNS (widget);
  const Needs needs = get_needs (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = needs.minimum;
      *natural = needs.wanted * needs.n + get_gaps (self, needs.n);
      return;
    }
  /* Who asks for no width gets the height of the narrowest, so that nothing is ever cut off. */
  *minimum = *natural = lay_out (self, for_size >= 0 ? for_size : needs.minimum, FALSE);
}

static void
tuntas_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (TUNTAS_COLUMNS (widget), width, TRUE);
}

static void
tuntas_columns_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  TuntasColumns *self = TUNTAS_COLUMNS (object);

  switch ((TuntasColumnsProperty) property)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LEAST:
      g_value_set_int (value, self->least);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_columns_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  TuntasColumns *self = TUNTAS_COLUMNS (object);

  switch ((TuntasColumnsProperty) property)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_LEAST:
      self->least = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tuntas_columns_parent_class)->dispose (object);
}

static void
tuntas_columns_class_init (TuntasColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tuntas_columns_get_property;
  object_class->set_property = tuntas_columns_set_property;
  object_class->dispose = tuntas_columns_dispose;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEAST] = g_param_spec_int ("least", NULL, NULL, 0, G_MAXINT, 0,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  widget_class->get_request_mode = tuntas_columns_get_request_mode;
  widget_class->measure = tuntas_columns_measure;
  widget_class->size_allocate = tuntas_columns_size_allocate;
}

static void
tuntas_columns_init (TuntasColumns *self)
{
}

GtkWidget *
tuntas_columns_new (int spacing, int least)
{
  return g_object_new (TUNTAS_TYPE_COLUMNS, "spacing", spacing, "least", least, NULL);
}

void
tuntas_columns_append (TuntasColumns *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
