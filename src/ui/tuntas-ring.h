/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A small ring that shows how much of a wait is over. It has no timer of its own: whoever owns it sets "fraction".
 * Its size is set in style.css: 16 px, with the class "large" 32 px. To assistive technology it is a progress bar in
 * percent; the words beside it say the time. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_RING (tuntas_ring_get_type ())
/* Properties: "fraction" (double, 0 … 1). */
G_DECLARE_FINAL_TYPE (TuntasRing, tuntas_ring, TUNTAS, RING, GtkWidget)

GtkWidget *tuntas_ring_new          (void);
double     tuntas_ring_get_fraction (TuntasRing *self);
void       tuntas_ring_set_fraction (TuntasRing *self, double fraction);

G_END_DECLS
