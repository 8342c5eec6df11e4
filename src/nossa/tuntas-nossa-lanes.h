/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Who may send now: one request at a time for each record, so that two writes of ours cannot race on its row stamp, and
 * no more at once than there are connections. Whoever may not waits in a line; the first that can go does. */

G_BEGIN_DECLS

typedef struct _TuntasNossaLanes TuntasNossaLanes;

/* start (task: transfer full) is called within enter () or leave (), when it is the task's turn. */
typedef void (*TuntasNossaStartFunc) (GTask *task);

TuntasNossaLanes *tuntas_nossa_lanes_new   (TuntasNossaStartFunc start);
/* Nothing may be in them any more. */
void              tuntas_nossa_lanes_free  (TuntasNossaLanes *self);

/* (transfer full) task; path: of the request, which names its record. */
void              tuntas_nossa_lanes_enter (TuntasNossaLanes *self, const char *path, GTask *task);
/* The request of that path has its answer. */
void              tuntas_nossa_lanes_leave (TuntasNossaLanes *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaLanes, tuntas_nossa_lanes_free)

G_END_DECLS
