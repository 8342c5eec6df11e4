/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-sim-fault.h"
#include "tuntas-sim-request.h"

/* How an answer leaves: whole by the library, or by hand over the bare connection where something goes wrong. */

G_BEGIN_DECLS

/* Ends the connection after so many bytes of the answer, its head included, as the fault says. */
void tuntas_sim_connection_drop   (SoupServerMessage *message, TuntasSimReply *reply, const TuntasSimFault *fault);

/* Ends the connection without a word as soon as the library's handler has returned, or when ended says so. */
void tuntas_sim_connection_end    (SoupServerMessage *message, GCancellable *ended);

/* Sends the answer with the faults that its way can have. ended stops what is still on its way. */
void tuntas_sim_connection_answer (SoupServerMessage *message, TuntasSimRequest *request, TuntasSimReply *reply,
                                   TuntasSimFaults *faults, TuntasClock *clock, GCancellable *ended);

/* Sends the answer as it is. */
void tuntas_sim_connection_send   (SoupServerMessage *message, TuntasSimReply *reply);

G_END_DECLS
