/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* The real clock, and the training clock: one of its own that begins anywhere, runs by a factor and can be moved ahead. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SYSTEM_CLOCK (tuntas_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSystemClock, tuntas_system_clock, TUNTAS, SYSTEM_CLOCK, GObject)

/* (transfer full): for work. Steps of the wall clock and suspends are noticed by a realtime timer of the kernel. */
TuntasClock *tuntas_system_clock_new          (void);
/* (transfer full): for practice; its speed can be changed at any time. */
TuntasClock *tuntas_system_clock_new_training (void);

/* Where the training clock begins, in seconds UTC; before anybody waits on it. */
void         tuntas_system_clock_set_time     (TuntasSystemClock *self, gint64 seconds);
/* 1 to 600; for the training clock only. The reading does not jump. */
void         tuntas_system_clock_set_speed    (TuntasSystemClock *self, int speed);
int          tuntas_system_clock_get_speed    (TuntasSystemClock *self);
/* Moves the training clock ahead by so many seconds (>= 0) at once, as if they had been waited for. */
void         tuntas_system_clock_skip         (TuntasSystemClock *self, gint64 seconds);

G_END_DECLS
