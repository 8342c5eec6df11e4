/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds a row that only says something, in as many lines as it takes; "&" and "<" are what they are. It takes the focus, so
 * that a long list can be gone through by keys. */
AdwActionRow *tuntas_plain_row_add (AdwPreferencesGroup *group, const char *title, const char *subtitle);

G_END_DECLS
