/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

/* Scenario files: settings, people, tickets and faults (data/scenarios/README.md). Strict: an unknown member, a
 * value that does not fit its attribute or a missing one refuses the whole file, naming path and reason. */

G_BEGIN_DECLS

/* (transfer full) (nullable). faults (out) (transfer full) (nullable): the array "faults", to be applied by the caller.
 * Instants relative to the start are resolved by the clock's present time. */
TuntasSimStore *tuntas_sim_scenario_load (TuntasClock *clock, GBytes *json, JsonArray **faults, GError **error);

/* Puts file and line before a message that begins with a path in the scenario:
 * "shift.json:12: tickets[3].status: …". */
void            tuntas_sim_scenario_name_place (GBytes *json, const char *name, GError **error);

/* (transfer full): a server without people and tickets, with the default settings. */
TuntasSimStore *tuntas_sim_scenario_new_empty (TuntasClock *clock);

/* Sets members of object as attributes of row; instants may be relative to start ("-02:15:00", "now"), in seconds.
 * path stands in messages. Members named in except (nullable, NULL-terminated) are left to the caller. */
gboolean        tuntas_sim_scenario_read_row (TuntasSimStore *store, TuntasSimRow *row, JsonObject *object,
                                              const char *path, const char *const *except, gint64 start,
                                              GError **error);

G_END_DECLS
