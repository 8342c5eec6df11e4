/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* A clock that stands still until a test moves it. It lives in one thread, like everything that it wakes.
 *
 * Time flows with tuntas_test_clock_advance () and jumps with tuntas_test_clock_set (). Followers in other processes
 * (see tuntas-remote-clock.h) see the same instants in the same order. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TEST_CLOCK (tuntas_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTestClock, tuntas_test_clock, TUNTAS, TEST_CLOCK, GObject)

/* start: µs since 1970 UTC. (transfer full) */
TuntasTestClock *tuntas_test_clock_new (gint64 start);

/* Lets µs (>= 0) pass. Wake-ups that fall due are called before it returns, in order, each at its own instant, also
 * those that are asked for meanwhile. The monotonic reading goes along. Not to be called from a wake-up. */
void tuntas_test_clock_advance (TuntasTestClock *self, gint64 microseconds);

/* The same for whole seconds. */
void tuntas_test_clock_advance_seconds (TuntasTestClock *self, gint64 seconds);

/* Steps the clock to an instant (µs since 1970 UTC), ahead or back, as somebody who corrects the time of the
 * computer. Emits "stepped", then calls the wake-ups that are due, in order, all at the new instant. The monotonic
 * reading stays. Not to be called from a wake-up. */
void tuntas_test_clock_set (TuntasTestClock *self, gint64 instant);

/* The computer sleeps for µs (>= 0): the clock goes on, and nothing is called until it wakes; then what has fallen due is,
 * in order, all at the new instant. Nobody is told, and the monotonic reading stood still. Not for clocks with
 * followers. Not to be called from a wake-up. */
void tuntas_test_clock_sleep (TuntasTestClock *self, gint64 microseconds);

/* The instant of the earliest wake-up that waits; G_MAXINT64: there is none. */
gint64 tuntas_test_clock_get_next (TuntasTestClock *self);

/* How many wake-ups wait: shows in tests that nothing was left armed. */
guint tuntas_test_clock_get_n_wake_ups (TuntasTestClock *self);

/* Gives the end of a socket from which a TuntasRemoteClock in another process follows this clock; closed on exec, so
 * hand it on with g_subprocess_launcher_take_fd (). From then on each change waits until the follower's due wake-ups
 * have been called too, while the main context of this thread goes on; a follower that does not answer within ten
 * seconds aborts the test. One that has gone away is forgotten. */
int tuntas_test_clock_export (TuntasTestClock *self);

G_END_DECLS
