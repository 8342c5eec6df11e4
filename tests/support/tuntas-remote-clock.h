/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* The clock of a test in another process: shows what the TuntasTestClock shows from whose
 * tuntas_test_clock_export () the socket came, calls its wake-ups when that one moves, and passes its steps on.
 * When the leading process has gone, the clock stands still. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REMOTE_CLOCK (tuntas_remote_clock_get_type ())
G_DECLARE_FINAL_TYPE (TuntasRemoteClock, tuntas_remote_clock, TUNTAS, REMOTE_CLOCK, GObject)

/* fd: the inherited end of the socket, which now belongs to the clock. It is read from the calling thread's main
 * context. NULL where fd is no such socket or the leading process has gone. (transfer full) */
TuntasRemoteClock *tuntas_remote_clock_new (int fd);

G_END_DECLS
