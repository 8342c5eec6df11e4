/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-ticker.h"

#include <gtk/gtk.h>

/* A row of the queue: a ticket, or the header of a section. The ticket is a real button, so that assistive technology
 * finds something to press. Signal "chosen" (TuntasDeskItem): it was pressed. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_QUEUE_ROW (tuntas_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (TuntasQueueRow, tuntas_queue_row, TUNTAS, QUEUE_ROW, GtkWidget)

GtkWidget *tuntas_queue_row_new    (void);
/* Before it is bound; TRUE if not said: whether the row says how far its ticket is. */
void       tuntas_queue_row_set_shows_step (TuntasQueueRow *self, gboolean shows_step);
/* object: a TuntasDeskItem or a TuntasQueueHeader. All are borrowed until unbind. */
void       tuntas_queue_row_bind   (TuntasQueueRow *self, GObject *object, TuntasDesk *desk, TuntasTicker *ticker);
void       tuntas_queue_row_unbind (TuntasQueueRow *self);
/* (nullable): what is shown */
GObject   *tuntas_queue_row_get_object (TuntasQueueRow *self);

G_END_DECLS
