/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <adwaita.h>

/* The map of the work instruction, as a picture or as a list: of a ticket, with "Anda di sini" and the way it took,
 * following it while it goes on; or of the whole procedure, for the family that is chosen. A step that is clicked shows
 * its clause in the instruction's own words. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAP_WINDOW (tuntas_map_window_get_type ())
G_DECLARE_FINAL_TYPE (TuntasMapWindow, tuntas_map_window, TUNTAS, MAP_WINDOW, AdwWindow)

/* item (nullable): NULL shows the whole procedure. */
GtkWidget *tuntas_map_window_new (GtkWindow *parent, TuntasDesk *desk, TuntasDeskItem *item);

G_END_DECLS
