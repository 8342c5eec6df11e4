/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* /control/…: the oracle, the faults and "somebody else" for tests and helpers, over HTTP on loopback. */

G_BEGIN_DECLS

/* (transfer full): never NULL. */
TuntasSimReply *tuntas_sim_control_handle (TuntasSimulator *simulator, TuntasSimRequest *request);

/* …/catch-all/mail: keeps a message/rfc822. (transfer full) */
TuntasSimReply *tuntas_sim_control_take_mail (TuntasSimStore *store, TuntasSimRequest *request);

G_END_DECLS
