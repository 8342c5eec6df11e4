/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "tuntas-clock.h"

/* Bytes that leave by hand over a connection which then ends: all at once, or so many at a time with a wait between. */

G_BEGIN_DECLS

typedef struct _TuntasSimFarewell TuntasSimFarewell;

/* (transfer full): until tuntas_sim_farewell_say () takes it. */
TuntasSimFarewell *tuntas_sim_farewell_new  (SoupServerMessage *message);

/* bytes (transfer full) leave so often, one after the other. */
void               tuntas_sim_farewell_add  (TuntasSimFarewell *self, GBytes *bytes, gint64 times);

/* So many bytes at a time; between them milliseconds by the system's timers, or where this is 0, seconds by the
 * clock. */
void               tuntas_sim_farewell_pace (TuntasSimFarewell *self, gsize step, gint64 milliseconds, gint64 seconds,
                                             TuntasClock *clock);

/* The connection ends with a reset, not with a close: what the client has not read yet is lost. */
void               tuntas_sim_farewell_reset (TuntasSimFarewell *self);

/* Takes the connection from the library once its handler has returned. ended (nullable) closes it early.
 * Takes self over. */
void               tuntas_sim_farewell_say  (TuntasSimFarewell *self, GCancellable *ended);

G_END_DECLS
