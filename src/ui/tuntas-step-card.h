/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The card of the current step: its head; the page of its kind; what is asked before an act; and why something is not
 * possible, in place.
 * Signal: "reveal" (GtkWidget *): that part of the card has just opened and shall be seen. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_STEP_CARD (tuntas_step_card_get_type ())
G_DECLARE_FINAL_TYPE (TuntasStepCard, tuntas_step_card, TUNTAS, STEP_CARD, GtkBox)

/* Once; borrowed for as long as the card lives. */
void     tuntas_step_card_set_actor     (TuntasStepCard *self, TuntasActor *actor);
/* The actor has an item. TRUE where another page is shown now: another ticket or another step. */
gboolean tuntas_step_card_refresh       (TuntasStepCard *self);
void     tuntas_step_card_tick          (TuntasStepCard *self);

/* (nullable): what the agent needs next on this page, which should be in sight when it opens. */
GtkWidget *tuntas_step_card_get_wanted  (TuntasStepCard *self);
/* Begins that act, as its button does: what is missing is asked for, and where it is not possible the card says why. */
void     tuntas_step_card_begin         (TuntasStepCard *self, const char *act_id);

/* Keys; FALSE where they mean nothing now. */
gboolean tuntas_step_card_choose        (TuntasStepCard *self, guint digit);
gboolean tuntas_step_card_walk          (TuntasStepCard *self);
gboolean tuntas_step_card_dial          (TuntasStepCard *self);
gboolean tuntas_step_card_contact       (TuntasStepCard *self);
gboolean tuntas_step_card_undo          (TuntasStepCard *self);
gboolean tuntas_step_card_act_suggested (TuntasStepCard *self);
gboolean tuntas_step_card_open_menu     (TuntasStepCard *self);
gboolean tuntas_step_card_turn_instruction (TuntasStepCard *self);
gboolean tuntas_step_card_give_up       (TuntasStepCard *self);

G_END_DECLS
