/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"
#include "tuntas-clock.h"

/* How long a call has been going on. A running call is measured with the monotonic reading: the wall clock may step
 * while it runs. Where the call was begun by an earlier start of the program the first reading comes from the journal
 * instead. All zero is a timer that has seen no call. */

G_BEGIN_DECLS

typedef struct
{
  gint64 dialled_at; /* which call this is about, with seq */
  gint64 seq;
  gint64 base;       /* seconds it had already run … */
  gint64 from;       /* … at this monotonic reading, µs */
} TuntasCallTimer;

/* Seconds, never below 0. */
gint64 tuntas_call_timer_read (TuntasCallTimer *timer, const TuntasAttempt *attempt, TuntasClock *clock);

G_END_DECLS
