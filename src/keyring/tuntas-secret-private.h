/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secret.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the value without copying it; NULL where it is no UTF-8 text, or empty. */
TuntasSecret *tuntas_secret_new_from_value (SecretValue *value);

/* (transfer none) */
SecretValue  *tuntas_secret_get_value      (TuntasSecret *self);

G_END_DECLS
