/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secret.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* Under what a login is kept, in the keyring as in a sandbox's own file. */
#define TUNTAS_SECRET_SCHEMA_NAME "io.github.tuntas.Tuntas.Nossa"

/* (transfer full): what the keyring's own window calls it. */
char         *tuntas_secret_dup_label      (const char *server, const char *user);

/* (transfer full) (nullable): the value without copying it; NULL where it is no UTF-8 text, or empty. */
TuntasSecret *tuntas_secret_new_from_value (SecretValue *value);

/* (transfer none) */
SecretValue  *tuntas_secret_get_value      (TuntasSecret *self);

G_END_DECLS
