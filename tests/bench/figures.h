/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Many measurements of one thing, and what is printed of them. */

G_BEGIN_DECLS

typedef struct
{
  GArray *values; /* (owned) (element-type double) */
} Figures;

void   figures_init   (Figures *self);
void   figures_clear  (Figures *self);
void   figures_add    (Figures *self, double value);
/* share: 0.5 is the median, 1 the worst. */
double figures_at     (Figures *self, double share);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

/* A line "figure NAME VALUE UNIT". */
void   figure_print   (const char *name, double value, const char *unit);

/* Of the monotonic clock. */
double milliseconds_since (gint64 start);

G_END_DECLS
