/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secrets.h"

/* Passwords in this process's memory and nowhere else: for "this session only", for training and for tests.
 * Always READY; its only error is NOT_STORED. They are wiped with the object. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SESSION_SECRETS (tuntas_session_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSessionSecrets, tuntas_session_secrets, TUNTAS, SESSION_SECRETS, GObject)

/* (transfer full) */
TuntasSecrets *tuntas_session_secrets_new (void);

G_END_DECLS
