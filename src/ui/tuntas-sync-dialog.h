/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-ticker.h"

#include <adwaita.h>

/* What still has to reach Nossa or the customer: what waits, why, and what the agent can do about it. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SYNC_DIALOG (tuntas_sync_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSyncDialog, tuntas_sync_dialog, TUNTAS, SYNC_DIALOG, AdwWindow)

GtkWidget *tuntas_sync_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasTicker *ticker);

/* (transfer full): the state of the connection in a few words: "Diperbarui 09.13", "1 belum terkirim", "Offline". */
char      *tuntas_sync_dialog_dup_state (TuntasDesk *desk, gint64 now);

G_END_DECLS
