/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"
#include "tuntas-simulator.h"

G_BEGIN_DECLS

/* (transfer full): what the server makes of a request that came whole; counted like all others. */
TuntasSimReply *tuntas_sim_direct_carry_out (TuntasSimulator *simulator, TuntasSimRequest *request);

G_END_DECLS
