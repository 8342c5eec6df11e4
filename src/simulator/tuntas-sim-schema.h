/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

G_BEGIN_DECLS

/* (transfer full): the JSON schema of an object structure, as …/jsonschemas/<os> and addschema=1 show it
 * (maximo.md §6.1). */
JsonObject *tuntas_sim_schema_new (TuntasSimStore *store, const char *os, const char *class);

G_END_DECLS
