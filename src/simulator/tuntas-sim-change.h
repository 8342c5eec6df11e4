/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

G_BEGIN_DECLS

/* Changes a record as somebody else would: {"by": "BUDI", "set": {"owner": "BUDI"}, "worklog": […]}, without the
 * status rules. FALSE with a message that names what is wrong. */
gboolean tuntas_sim_change_record (TuntasSimStore *store, const char *ticket_id, JsonObject *change, GError **error);

G_END_DECLS
