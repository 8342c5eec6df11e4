/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* What a client asks a server about itself: home, whoami, ping, systeminfo, schemas, texts of error codes. */

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL without an error where kind ("whoami", "ping" …; NULL: home) is none of these. */
TuntasSimReply *tuntas_sim_meta_read (TuntasSimStore *store, TuntasSimRequest *request, const char *kind,
                                      GError **error);

G_END_DECLS
