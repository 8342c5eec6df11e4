/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The number that would be dialled, or is being called: masked until it is dialled; whose it is, and their time there;
 * during the call its key to copy it and how long it has been going on; before it the customer's other numbers.
 * Signal: "chosen" (): the agent picked another number. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_NUMBER_BOX (tuntas_number_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNumberBox, tuntas_number_box, TUNTAS, NUMBER_BOX, GtkBox)

/* Once; borrowed for as long as the box lives. */
void        tuntas_number_box_set_actor (TuntasNumberBox *self, TuntasActor *actor);
/* The program picks the number again. */
void        tuntas_number_box_forget    (TuntasNumberBox *self);
/* Looks at the actor's item again. */
void        tuntas_number_box_refresh   (TuntasNumberBox *self);
/* A second has passed. */
void        tuntas_number_box_tick      (TuntasNumberBox *self);
/* (transfer none) (nullable): NULL where no number is usable. */
const char *tuntas_number_box_get       (TuntasNumberBox *self);
/* To the clipboard; only during a call. */
void        tuntas_number_box_copy      (TuntasNumberBox *self);

G_END_DECLS
