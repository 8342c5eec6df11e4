/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* The clock that everything above is given. Nobody reads the system's clock elsewhere.
 *
 * Instants are whole microseconds since 1970-01-01 00:00:00 UTC, as in g_get_real_time ().
 * Deadlines are instants; only a running call is measured with the monotonic reading.
 *
 * Implementations: the system's clock and the training clock (src/desk), and the test clock (tests/support). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CLOCK (tuntas_clock_get_type ())
G_DECLARE_INTERFACE (TuntasClock, tuntas_clock, TUNTAS, CLOCK, GObject)

/* Called once when the clock has reached the instant that was asked for. */
typedef void (*TuntasClockFunc) (gpointer user_data);

struct _TuntasClockInterface
{
  GTypeInterface parent_iface;

  gint64 (*now)       (TuntasClock *self);
  gint64 (*monotonic) (TuntasClock *self);
  guint  (*wake_at)   (TuntasClock *self, gint64 instant, TuntasClockFunc func, gpointer user_data,
                       GDestroyNotify destroy);
  void   (*forget)    (TuntasClock *self, guint id);
};

/* The instant now, in µs since 1970 UTC. */
gint64 tuntas_clock_now (TuntasClock *self);

/* The instant now in whole seconds since 1970 UTC (rounded down): what the rules and the journal count in. */
gint64 tuntas_clock_now_seconds (TuntasClock *self);

/* A reading in µs that never steps back; its zero means nothing. */
gint64 tuntas_clock_monotonic (TuntasClock *self);

/* Calls func once, from the main context, when now >= instant (µs UTC); at the next turn of the loop where that is
 * so already. A step of the clock moves the call with it. destroy (nullable) frees user_data after the call or at
 * tuntas_clock_forget (). Returns an id, never 0. */
guint tuntas_clock_wake_at (TuntasClock *self, gint64 instant, TuntasClockFunc func, gpointer user_data,
                            GDestroyNotify destroy);

/* Takes back a wake-up that has not been called yet; an unknown id is a programmer's error. */
void tuntas_clock_forget (TuntasClock *self, guint id);

/* Emitted by implementations whose time was moved by hand or stepped: readings on the screen are old.
 * The signal is "stepped", without parameters. */
void tuntas_clock_emit_stepped (TuntasClock *self);

G_END_DECLS
