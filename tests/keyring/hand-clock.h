/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* A clock that stands still until a test moves it. */

G_BEGIN_DECLS

#define HAND_TYPE_CLOCK (hand_clock_get_type ())
G_DECLARE_FINAL_TYPE (HandClock, hand_clock, HAND, CLOCK, GObject)

/* (transfer full): stands at a whole second of November 2026. */
TuntasClock *hand_clock_new     (void);

/* Moves it on and calls what is due, in order. */
void         hand_clock_advance (TuntasClock *clock, guint seconds);

/* How many wake-ups are waiting. */
guint        hand_clock_waiting (TuntasClock *clock);

G_END_DECLS
