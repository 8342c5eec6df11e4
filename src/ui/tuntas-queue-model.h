/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item.h"

#include <gio/gio.h>

/* The queue as one flattened list: before the first ticket of each section stands its header (GTK 4.8 has no header
 * factory). Items are TuntasDeskItem and TuntasQueueHeader. What the filter does not want is left out; the counts of
 * the families are those of the whole queue.
 *
 * Changes are gathered and shown at the next turn of the main loop, before the next frame, as one replacement of what
 * is really different: a row that moves does not disturb the others. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_QUEUE_HEADER (tuntas_queue_header_get_type ())
/* Properties: "count" (uint, with notify). */
G_DECLARE_FINAL_TYPE (TuntasQueueHeader, tuntas_queue_header, TUNTAS, QUEUE_HEADER, GObject)

TuntasSection tuntas_queue_header_get_section (TuntasQueueHeader *self);
guint         tuntas_queue_header_get_count   (TuntasQueueHeader *self);

#define TUNTAS_TYPE_QUEUE_MODEL (tuntas_queue_model_get_type ())
/* Signal "refreshed": the list and the counts are up to date again. */
G_DECLARE_FINAL_TYPE (TuntasQueueModel, tuntas_queue_model, TUNTAS, QUEUE_MODEL, GObject)

TuntasQueueModel *tuntas_queue_model_new        (void);
/* source (nullable): a list of TuntasDeskItem in the order of the sections. */
void              tuntas_queue_model_set_source (TuntasQueueModel *self, GListModel *source);
/* (nullable): only tickets that this finds. */
void              tuntas_queue_model_set_query  (TuntasQueueModel *self, const char *query);
/* (nullable): only tickets of this family. */
void              tuntas_queue_model_set_family (TuntasQueueModel *self, const char *family);
const char       *tuntas_queue_model_get_family (TuntasQueueModel *self);
/* How many tickets of that family (NULL: of all) are in the queue, done ones too. */
guint             tuntas_queue_model_count      (TuntasQueueModel *self, const char *family);
/* How many tickets are in that section, whatever the filter. */
guint             tuntas_queue_model_count_section (TuntasQueueModel *self, TuntasSection section);
/* FALSE where the item is not shown. */
gboolean          tuntas_queue_model_find       (TuntasQueueModel *self, TuntasDeskItem *item, guint *position);
/* Shows what has gathered, at once. */
void              tuntas_queue_model_flush      (TuntasQueueModel *self);

G_END_DECLS
