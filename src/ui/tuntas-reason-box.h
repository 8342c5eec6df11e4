/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"
#include "tuntas-reasons.h"

#include <gtk/gtk.h>

/* Why an act was not possible, where it was tried, with the one key that leads to what stands in the way; by itself,
 * whenever the actor was refused or failed. Hidden else.
 * Signals: "shown" (): it says why;
 *          "go" (): the agent wants to go there; the box is hidden by then and still knows the place. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REASON_BOX (tuntas_reason_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReasonBox, tuntas_reason_box, TUNTAS, REASON_BOX, GtkBox)

/* Once; borrowed for as long as the box lives. */
void              tuntas_reason_box_set_actor (TuntasReasonBox *self, TuntasActor *actor);
void              tuntas_reason_box_hide      (TuntasReasonBox *self);
/* What was shown last. */
TuntasReasonPlace tuntas_reason_box_get_place (TuntasReasonBox *self);
/* (nullable): the field, or the other ticket, of that place. */
const char       *tuntas_reason_box_get_field (TuntasReasonBox *self);

G_END_DECLS
