/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The button with the acts that are open in many steps, and with what belongs to the ticket rather than to its step.
 * An entry activates "card.act" with the act's id. Hidden where there is none. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACT_MENU (tuntas_act_menu_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActMenu, tuntas_act_menu, TUNTAS, ACT_MENU, GtkWidget)

/* Looks at the actor's item again. */
void tuntas_act_menu_refresh (TuntasActMenu *self, TuntasActor *actor);
/* As soon as the button is in sight, which is the caller's to see to. */
void tuntas_act_menu_open    (TuntasActMenu *self);

G_END_DECLS
