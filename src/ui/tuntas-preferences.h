/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-workplace.h"

#include <adwaita.h>

/* The settings of the agent: dialling, the links of clause 1.1.2, training. What is changed holds at once. And the test
 * of the connection to Nossa, and the password of the mail server. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PREFERENCES (tuntas_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPreferences, tuntas_preferences, TUNTAS, PREFERENCES, AdwPreferencesWindow)

/* findings (element-type TuntasFinding): of the site's files, shown where there are any. workplace, desk (nullable):
 * what a test of the connection is about. */
GtkWidget *tuntas_preferences_new (GtkWindow *parent, TuntasSettings *settings, GPtrArray *findings,
                                   TuntasWorkplace *workplace, TuntasDesk *desk);

G_END_DECLS
