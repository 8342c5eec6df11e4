/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

/* The part "settings" of a scenario, with the defaults of what it does not say. */

G_BEGIN_DECLS

/* object (nullable): NULL takes the defaults. Sets a message that names path and reason. */
gboolean tuntas_sim_settings_read          (TuntasSimStore *store, JsonObject *object, GError **error);

gboolean tuntas_sim_settings_refuse        (GError **error, const char *path, const char *reason);
gboolean tuntas_sim_settings_refuse_member (GError **error, const char *path, const char *member,
                                            const char *reason);

/* A member that is one of several words; *out is its place in the list, untouched where it is missing. */
gboolean tuntas_sim_settings_read_word     (JsonObject *object, const char *path, const char *member,
                                            const char *const *words, guint *out, GError **error);

/* Refuses members that are not in allowed. */
gboolean tuntas_sim_settings_check_members (JsonObject *object, const char *path, const char *const *allowed,
                                            GError **error);

G_END_DECLS
