/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

void
figures_init (Figures *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
}

void
figures_clear (Figures *self)
{
  g_clear_pointer (&self->values, g_array_unref);
}

void
figures_add (Figures *self, double value)
{
  g_array_append_val (self->values, value);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

double
figures_at (Figures *self, double share)
{
  g_assert (self->values->len > 0);
  g_array_sort (self->values, compare_values);
  return g_array_index (self->values, double, (guint) (share * (self->values->len - 1)));
}

void
figure_print (const char *name, double value, const char *unit)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("figure %s %s %s\n", name, g_ascii_formatd (text, sizeof text, "%.4g", value), unit);
}

double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND;
}
