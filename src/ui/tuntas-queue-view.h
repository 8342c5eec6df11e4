/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-queue-model.h"
#include "tuntas-ticker.h"
#include "tuntas-desk.h"

#include <gtk/gtk.h>

/* The queue on the left: search, families, the list. The selected ticket stays selected while the list changes, also
 * while a search hides it.
 *
 * Signals: "chosen" (TuntasDeskItem): another ticket was selected by hand; "opened" (TuntasDeskItem): the agent wants
 * to work on it (pressed, or Enter); "stopped": the search was left with Esc. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_QUEUE_VIEW (tuntas_queue_view_get_type ())
G_DECLARE_FINAL_TYPE (TuntasQueueView, tuntas_queue_view, TUNTAS, QUEUE_VIEW, GtkWidget)

/* Once; both are kept. */
void              tuntas_queue_view_set_desk     (TuntasQueueView *self, TuntasDesk *desk, TuntasTicker *ticker);
/* Whether the rows say how far their tickets are; TRUE if not said. */
void              tuntas_queue_view_set_shows_steps (TuntasQueueView *self, gboolean shows_steps);
TuntasQueueModel *tuntas_queue_view_get_model    (TuntasQueueView *self);
/* (nullable) */
TuntasDeskItem   *tuntas_queue_view_get_selected (TuntasQueueView *self);
/* item (nullable): selects it without a signal and scrolls to it. */
void              tuntas_queue_view_select       (TuntasQueueView *self, TuntasDeskItem *item);
void              tuntas_queue_view_start_search (TuntasQueueView *self);
void              tuntas_queue_view_focus_list   (TuntasQueueView *self);

G_END_DECLS
