/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* API keys: one for each user, with an end; a caller who has one needs no session (maximo.md §2). */

G_BEGIN_DECLS

/* Sets request->user; FALSE with Maximo's answer. */
gboolean        tuntas_sim_apikey_identify (TuntasSimStore *store, TuntasSimRequest *request, const char *key,
                                            GError **error);

/* POST …/apitoken/create with {"expiration": minutes} (-1: never), and …/apitoken/revoke.
 * (transfer full) (nullable): NULL without an error where there is no such address. */
TuntasSimReply *tuntas_sim_apikey_write    (TuntasSimStore *store, TuntasSimRequest *request, GError **error);

G_END_DECLS
