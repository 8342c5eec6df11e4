/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the page of the actor's ticket in the browser, by the site's link; says it where no browser takes it. Nothing
 * without such a link. widget: in the window that asks. */
void tuntas_ticket_link_open (GtkWidget *widget, TuntasActor *actor);

G_END_DECLS
