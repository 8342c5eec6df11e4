/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

/* The calls of a case in words, and what is best called next. */

G_BEGIN_DECLS

/* (transfer full): "1 RNA 09.02 (32 sec) · 2 busy 09.07 · 3 calling", of this round; "" without a call. */
char          *tuntas_attempts_dup_line  (TuntasActor *actor);
/* (transfer full) (nullable): "call 3 of at least 3", "call 1 of at most 3": the call that is open or the next one. */
char          *tuntas_attempts_dup_count (TuntasActor *actor);
/* (nullable): the last concluded attempt of this round. */
const TuntasAttempt *tuntas_attempts_get_last (TuntasCase *state);
/* (nullable): the usable number that has waited longest: one that was not called in this round, else the one whose
 * next call comes first. */
const char    *tuntas_attempts_pick_number (TuntasCase *state, gint64 now);

G_END_DECLS
