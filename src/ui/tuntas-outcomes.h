/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The outcomes of a call as buttons in a grid, each with its digit from the procedure; those by which the customer was
 * reached come first. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_OUTCOMES (tuntas_outcomes_get_type ())
G_DECLARE_FINAL_TYPE (TuntasOutcomes, tuntas_outcomes, TUNTAS, OUTCOMES, GObject)

/* Fills the grid, which must live as long. */
TuntasOutcomes *tuntas_outcomes_new        (TuntasActor *actor, GtkGrid *grid);
void            tuntas_outcomes_refresh    (TuntasOutcomes *self);
/* FALSE where no outcome has that digit. */
gboolean        tuntas_outcomes_choose     (TuntasOutcomes *self, guint digit);
gboolean        tuntas_outcomes_grab_focus (TuntasOutcomes *self);

G_END_DECLS
