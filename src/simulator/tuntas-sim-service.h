/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-fault.h"
#include "tuntas-sim-session.h"

/* The way of one request through the protocol: sign-in, then reading, writing or what the server says of itself. */

G_BEGIN_DECLS

/* (transfer full): never NULL. Faults that change what an answer says act here; those of the connection do not. */
TuntasSimReply *tuntas_sim_service_handle (TuntasSimStore *store, TuntasSimSessions *sessions,
                                           TuntasSimFaults *faults, TuntasSimRequest *request);

G_END_DECLS
