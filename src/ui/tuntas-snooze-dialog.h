/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <adwaita.h>

/* Asks why a ticket's reminder is put off: one press on a reason does it. A notification of the desktop has no place for
 * that, so it is asked here. Signal: "put-off" (): it was saved; the dialog closes. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SNOOZE_DIALOG (tuntas_snooze_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSnoozeDialog, tuntas_snooze_dialog, TUNTAS, SNOOZE_DIALOG, AdwWindow)

GtkWidget *tuntas_snooze_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasDeskItem *item);

G_END_DECLS
