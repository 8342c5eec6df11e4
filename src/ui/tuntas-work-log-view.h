/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The last entries of a ticket's work log: when, of which type, by whom, the words; from when they are; and why Nossa
 * could not be asked, where it could not, with a button that asks again. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WORK_LOG_VIEW (tuntas_work_log_view_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWorkLogView, tuntas_work_log_view, TUNTAS, WORK_LOG_VIEW, GtkBox)

/* The actor has an item. */
void tuntas_work_log_view_refresh (TuntasWorkLogView *self, TuntasActor *actor);

G_END_DECLS
