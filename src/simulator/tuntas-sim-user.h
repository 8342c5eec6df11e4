/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

G_BEGIN_DECLS

/* Adds one of a scenario's "users"; path stands in messages. */
gboolean tuntas_sim_scenario_read_user (TuntasSimStore *store, JsonNode *node, const char *path, GError **error);

G_END_DECLS
