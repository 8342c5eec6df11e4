/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* What a call has to do with other tickets: warns before the first one where the parent of a mass outage is not solved
 * yet (Q14), and offers to record the call on the other open tickets with that number (Q15). Hidden where there is nothing
 * of both. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_RELATIVES (tuntas_relatives_get_type ())
G_DECLARE_FINAL_TYPE (TuntasRelatives, tuntas_relatives, TUNTAS, RELATIVES, GtkBox)

/* phone (nullable): the number that would be dialled, or is being called. */
void  tuntas_relatives_refresh  (TuntasRelatives *self, TuntasActor *actor, const char *phone);
/* Another ticket: nothing is chosen any more. */
void  tuntas_relatives_forget   (TuntasRelatives *self);
/* (transfer full) (nullable): the tickets that the call shall be recorded on too, for the field `with`. */
char *tuntas_relatives_dup_with (TuntasRelatives *self);

G_END_DECLS
