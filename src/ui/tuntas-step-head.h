/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The head of the step's card: clause, title, how far it is, the menu of the other acts, and the instruction's own
 * words, which can be folded: one choice for all steps, kept in the settings; with the customer on the phone they are
 * folded anyway. For who is not guided it says nothing of the step. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_STEP_HEAD (tuntas_step_head_get_type ())
G_DECLARE_FINAL_TYPE (TuntasStepHead, tuntas_step_head, TUNTAS, STEP_HEAD, GtkBox)

/* Once; borrowed for as long as the head lives. */
void       tuntas_step_head_set_actor        (TuntasStepHead *self, TuntasActor *actor);
/* Looks at the actor's item again. progress (nullable): "call 3 of at least 3". */
void       tuntas_step_head_refresh          (TuntasStepHead *self, const char *progress);

/* Opens the menu as soon as it is in sight, which is the caller's to see to. (transfer none) (nullable): what is to be
 * seen for that; NULL where there is no menu. */
GtkWidget *tuntas_step_head_open_menu        (TuntasStepHead *self);
/* FALSE where the step has no words of the instruction. */
gboolean   tuntas_step_head_turn_instruction (TuntasStepHead *self);

G_END_DECLS
