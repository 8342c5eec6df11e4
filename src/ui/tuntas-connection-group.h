/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-workplace.h"

#include <adwaita.h>

/* The test of the connection to Nossa in the preferences: a button, and a row for each step as it is found. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CONNECTION_GROUP (tuntas_connection_group_get_type ())
G_DECLARE_FINAL_TYPE (TuntasConnectionGroup, tuntas_connection_group, TUNTAS, CONNECTION_GROUP, AdwPreferencesGroup)

/* desk (nullable): where it is signed in, its session is tested; else the login of the settings, with a password that
 * is typed here or the saved one. */
void tuntas_connection_group_set_workplace (TuntasConnectionGroup *self, TuntasWorkplace *workplace, TuntasDesk *desk,
                                            TuntasSettings *settings);

G_END_DECLS
