/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <gtk/gtk.h>

/* The call of another ticket that has no outcome yet, asked for where it stands in the way of something else: the
 * question, the outcomes with their digits, and below them what the chosen one needs.
 *
 * Signal: "concluded" (): the call has its outcome. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_OPEN_CALL (tuntas_open_call_get_type ())
G_DECLARE_FINAL_TYPE (TuntasOpenCall, tuntas_open_call, TUNTAS, OPEN_CALL, GtkBox)

/* item: has an open attempt. */
GtkWidget *tuntas_open_call_new    (TuntasDesk *desk, TuntasDeskItem *item);
/* FALSE where no outcome has that digit. */
gboolean   tuntas_open_call_choose (TuntasOpenCall *self, guint digit);
/* What was asked for the chosen outcome is complete; without one the question has the focus again. */
void       tuntas_open_call_commit (TuntasOpenCall *self);

G_END_DECLS
