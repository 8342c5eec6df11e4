/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"

#include <adwaita.h>

/* The settings of the agent: dialling, the links of clause 1.1.2, training. What is changed holds at once. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PREFERENCES (tuntas_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPreferences, tuntas_preferences, TUNTAS, PREFERENCES, AdwPreferencesWindow)

/* findings (element-type TuntasFinding): of the site's files, shown where there are any. */
GtkWidget *tuntas_preferences_new (GtkWindow *parent, TuntasSettings *settings, GPtrArray *findings);

G_END_DECLS
