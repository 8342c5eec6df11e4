/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The acts that lead on from a page beside its own: a button for each, one under the other. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WAYS (tuntas_ways_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWays, tuntas_ways, TUNTAS, WAYS, GtkBox)

/* Once. */
void     tuntas_ways_set_actor  (TuntasWays *self, TuntasActor *actor);
/* specs: (element-type TuntasActSpec), of the actor's procedure. suggested (nullable): the one of them that Ctrl+Enter
 * takes; it stands out. */
void     tuntas_ways_show       (TuntasWays *self, GPtrArray *specs, const TuntasActSpec *suggested);
/* Into the first; FALSE where there is none. */
gboolean tuntas_ways_grab_focus (TuntasWays *self);

G_END_DECLS
