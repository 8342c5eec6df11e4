/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-fault.h"
#include "tuntas-sim-request.h"

/* How an answer leaves: whole by the library, or by hand over the bare connection where something goes wrong. */

G_BEGIN_DECLS

void tuntas_sim_connection_send     (SoupServerMessage *message, TuntasSimReply *reply);

/* Closes the connection after so many bytes of the answer, its head included; reply (nullable) with bytes 0. */
void tuntas_sim_connection_drop     (SoupServerMessage *message, TuntasSimReply *reply, gint64 bytes);

/* Sends the head and the first bytes of the body (-1: half of it), then closes. */
void tuntas_sim_connection_truncate (SoupServerMessage *message, TuntasSimReply *reply, gint64 bytes,
                                     TuntasSimFraming framing);

G_END_DECLS
