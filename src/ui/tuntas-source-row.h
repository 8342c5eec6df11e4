/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"
#include "tuntas-rfo-text.h"

#include <gtk/gtk.h>

/* Where cause and repair come from (Q6): a choice, the time at which they were pasted, and the rest of what was pasted,
 * folded; all of it kept as drafts of the ticket. Signal: "changed" (): by the agent. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SOURCE_ROW (tuntas_source_row_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSourceRow, tuntas_source_row, TUNTAS, SOURCE_ROW, GtkBox)

/* Once; borrowed for as long as the row lives. */
void            tuntas_source_row_set_actor   (TuntasSourceRow *self, TuntasActor *actor);
/* For the actor's item, with its drafts. guess is what stands there while the agent has chosen nothing. */
void            tuntas_source_row_open        (TuntasSourceRow *self, TuntasRfoSource guess);
/* Pasted now: its source is chosen, and its rest stands behind what stands there. */
void            tuntas_source_row_take_pasted (TuntasSourceRow *self, const TuntasRfoText *pasted);

TuntasRfoSource tuntas_source_row_get         (TuntasSourceRow *self);
gboolean        tuntas_source_row_is_chosen   (TuntasSourceRow *self);
/* The rest of what was pasted, and when that was, into the act. */
void            tuntas_source_row_apply       (TuntasSourceRow *self, TuntasAct *act);
/* The drafts; and the end of those that were used, whichever row they stood in. */
void            tuntas_source_row_keep        (TuntasSourceRow *self);
void            tuntas_source_row_forget      (TuntasDesk *desk, TuntasDeskItem *item);

G_END_DECLS
