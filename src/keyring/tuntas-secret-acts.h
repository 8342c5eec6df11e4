/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secret-call.h"

/* What each act does with what the survey has found (private to this folder). An act that has to ask the agent does
 * so once, and then has the survey made again: what the keyring says after its window is what counts. */

G_BEGIN_DECLS

void tuntas_secret_decide_status (TuntasSecretCall *call);
void tuntas_secret_decide_lookup (TuntasSecretCall *call);
void tuntas_secret_decide_unlock (TuntasSecretCall *call);
void tuntas_secret_decide_store  (TuntasSecretCall *call);
void tuntas_secret_decide_clear  (TuntasSecretCall *call);

G_END_DECLS
