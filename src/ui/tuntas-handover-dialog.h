/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <adwaita.h>

/* Hands cases to another agent or computer, takes them over from a file after showing what would come of it, and takes
 * back what did not leave after all. What sleeps or waits is chosen at first. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_HANDOVER_DIALOG (tuntas_handover_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasHandoverDialog, tuntas_handover_dialog, TUNTAS, HANDOVER_DIALOG, AdwWindow)

GtkWidget *tuntas_handover_dialog_new (GtkWindow *parent, TuntasDesk *desk);

G_END_DECLS
