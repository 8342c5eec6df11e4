/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* Dials as the settings say, and asks whether it rang where nobody has said yet whether this desk's telephone can be
 * reached. Hidden while it asks nothing. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_DIAL_BOX (tuntas_dial_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDialBox, tuntas_dial_box, TUNTAS, DIAL_BOX, GtkBox)

/* Once; borrowed for as long as the box lives. */
void tuntas_dial_box_set_actor (TuntasDialBox *self, TuntasActor *actor);
/* The call is in the journal: now the telephone. In practice nothing is dialled. */
void tuntas_dial_box_dial      (TuntasDialBox *self, const char *phone);
/* Nothing is asked any more. */
void tuntas_dial_box_hide      (TuntasDialBox *self);

G_END_DECLS
