/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-desk-item.h"

/* The queue: a list of TuntasDeskItem that keeps its order by itself when an item changes. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_QUEUE (tuntas_queue_get_type ())
G_DECLARE_FINAL_TYPE (TuntasQueue, tuntas_queue, TUNTAS, QUEUE, GObject)

/* (transfer full) */
TuntasQueue    *tuntas_queue_new    (void);
void            tuntas_queue_add    (TuntasQueue *self, TuntasDeskItem *item);
/* Adds many at once, with one notification. */
void            tuntas_queue_extend (TuntasQueue *self, GPtrArray *items);
void            tuntas_queue_remove (TuntasQueue *self, TuntasDeskItem *item);
/* (nullable) */
TuntasDeskItem *tuntas_queue_find   (TuntasQueue *self, const char *ticket_id);
guint           tuntas_queue_get_n  (TuntasQueue *self);
TuntasDeskItem *tuntas_queue_get    (TuntasQueue *self, guint position);
/* Sections that time alone changes (a next call that is due): looks at every item again. */
void            tuntas_queue_refresh (TuntasQueue *self);

G_END_DECLS
