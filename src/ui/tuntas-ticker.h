/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* The one tick that every countdown on the screen shares: each whole minute of the clock, earlier where somebody
 * asked for it, and none while the window cannot be seen. "tick" (gint64: seconds UTC) is emitted from the main
 * context. A training clock that runs fast ticks at most about once in a real second. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TICKER (tuntas_ticker_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTicker, tuntas_ticker, TUNTAS, TICKER, GObject)

TuntasTicker *tuntas_ticker_new         (TuntasClock *clock);
gint64        tuntas_ticker_get_now     (TuntasTicker *self);
/* Starts with a tick at once; it is not running at first. */
void          tuntas_ticker_set_running (TuntasTicker *self, gboolean running);
/* How fast the clock runs. */
void          tuntas_ticker_set_speed   (TuntasTicker *self, int speed);
/* The next tick comes at that instant (seconds UTC) at the latest; a past one means the next second. Asked anew
 * after each tick by who still needs it. */
void          tuntas_ticker_want        (TuntasTicker *self, gint64 instant);

G_END_DECLS
