/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of a debrief as a row of a list: icon and word of its state, what it is about, its clause; below, where there is
 * something to compare, what happened, what was recorded and what should have been, beside or under each other. Its
 * accessible name says all of it. zone: of its time. */
GtkWidget *tuntas_debrief_line_new      (const TuntasDebriefRow *row, GTimeZone *zone);
/* A plain row of the same look: a clause (nullable), what it is about, and a value. */
GtkWidget *tuntas_debrief_line_new_time (const TuntasDebriefTime *time);

G_END_DECLS
