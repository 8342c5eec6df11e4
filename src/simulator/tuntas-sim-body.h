/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* The bodies of writes, lean or with prefixes, by their plain names. */

G_BEGIN_DECLS

/* (transfer full): without lean only prefixed names count. */
JsonObject *tuntas_sim_body_plain       (JsonObject *object, gboolean lean);
/* (transfer full) (nullable): the body as it came. */
JsonNode   *tuntas_sim_body_read        (TuntasSimRequest *request, GError **error);
/* (transfer full) (nullable): an object with plain names. */
JsonObject *tuntas_sim_body_read_object (TuntasSimRequest *request, gboolean lean, GError **error);

G_END_DECLS
