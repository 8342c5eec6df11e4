/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <adwaita.h>

/* A list of tickets: read, then shown as what it would change, then taken, where the agent says so. Until then, and with
 * Escape, nothing changes.
 *
 * Signals: "taken" (string): it was taken, and what came of it; "open" (string): a ticket's number: it is to be opened. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_IMPORT_DIALOG (tuntas_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasImportDialog, tuntas_import_dialog, TUNTAS, IMPORT_DIALOG, AdwWindow)

/* What was pasted, or dropped as text. */
GtkWidget *tuntas_import_dialog_new      (GtkWindow *parent, TuntasDesk *desk, GBytes *bytes);
GtkWidget *tuntas_import_dialog_new_file (GtkWindow *parent, TuntasDesk *desk, GFile *file);

G_END_DECLS
