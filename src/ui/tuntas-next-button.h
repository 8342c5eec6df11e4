/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* "Next: PT Sagara Logistik, 6 min late": what the agent best works on while this ticket waits. Hidden without one. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_NEXT_BUTTON (tuntas_next_button_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNextButton, tuntas_next_button, TUNTAS, NEXT_BUTTON, GtkWidget)

/* suggested: it is what Ctrl+Enter does. FALSE where there is no next ticket. */
gboolean tuntas_next_button_refresh (TuntasNextButton *self, TuntasActor *actor, gboolean suggested);
/* FALSE where there is no next ticket. */
gboolean tuntas_next_button_go      (TuntasNextButton *self);

G_END_DECLS
