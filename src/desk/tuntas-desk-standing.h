/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item.h"

/* Where a row stands in the queue (private to this folder): worked out of the case, of what has not reached the outside, and
 * of the clock; the item keeps what came of it. */

G_BEGIN_DECLS

typedef struct
{
  TuntasSection section;
  TuntasDueKind due_kind;
  gint64 due;      /* seconds UTC; -1: none */
  gint64 due_from; /* when the wait for it began; -1: none */
  int urgency;     /* within the section: smaller first */
} TuntasStanding;

/* sendings (element-type TuntasSending); now: seconds UTC. */
TuntasStanding tuntas_standing_find (TuntasCase *state, GPtrArray *sendings, gint64 now);

G_END_DECLS
