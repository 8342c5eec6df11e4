/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The wire between TuntasTestClock and TuntasRemoteClock: a socket that keeps messages whole, on one machine. The
 * leader tells each change, the follower answers with its number when it has called what was due. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_CLOCK_STARTS, /* the first message, waits in the socket before the follower is there */
  TUNTAS_CLOCK_FLOWS,
  TUNTAS_CLOCK_STEPS,
} TuntasClockChange;

typedef struct
{
  gint64 change;    /* a TuntasClockChange */
  gint64 now;       /* µs since 1970 UTC */
  gint64 monotonic; /* µs */
} TuntasClockMessage;

/* The leader's end, one for each follower. */
typedef struct _TuntasClockLink TuntasClockLink;

/* follower_fd: the other end, closed on exec, belongs to the caller. (transfer full) */
TuntasClockLink *tuntas_clock_link_new  (const TuntasClockMessage *start, int *follower_fd);
void             tuntas_clock_link_free (gpointer link);

/* Sends and waits for the answer while the thread's main context goes on. FALSE where the follower has gone. */
gboolean         tuntas_clock_link_tell (TuntasClockLink *self, const TuntasClockMessage *message);

/* The follower's end. FALSE where the leader has gone; receiving waits when nothing is there. */
gboolean         tuntas_clock_link_receive (int fd, TuntasClockMessage *message);
void             tuntas_clock_link_answer  (int fd);

G_END_DECLS
