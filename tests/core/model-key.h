/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "path-monitor.h"
#include "tuntas-case.h"

/* Which cases the model takes for one state.
 *
 * A counter is told apart up to one above the highest bound that a gate can still read it by, as found in the
 * procedure; of numbers it matters whether there is a usable one and whether there is a bad one, of the deadline
 * whether it is to come, of the time whether it is day. Whatever is folded together here must be told apart by no gate; the walk asks that of two
 * cases with other numbers for each state. */

G_BEGIN_DECLS

typedef struct
{
  int counted[2];   /* by round: from here on it is all one; 0: no gate reads it in that round */
  int unreached[2];
} ModelBounds;

typedef struct
{
  guint8 bytes[32];
} ModelKey;

void     model_bounds_init (ModelBounds *bounds, TuntasProcedure *procedure);

ModelKey model_key         (const ModelBounds *bounds, TuntasCase *state, const PathMonitor *path, gint64 now);
guint    model_key_hash    (gconstpointer key);
gboolean model_key_equal   (gconstpointer a, gconstpointer b);

G_END_DECLS
