/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-settings.h"

G_BEGIN_DECLS

/* Value lists, object structures, attributes, saved queries: what has more than one value. object (nullable). */
gboolean tuntas_sim_settings_read_lists (TuntasSimStore *store, JsonObject *object, GError **error);

G_END_DECLS
