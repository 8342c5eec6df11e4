/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tuntas-desk.h"
#include "tuntas-ticker.h"

/* One sending that is not proved: what it is, since when and why it waits, its words, what Nossa has beside them, and
 * what the agent can do about it. What the agent's word alone settles wants a reason, which stays in the history.
 * Closes by itself once the sending is settled. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SETTLE_DIALOG (tuntas_settle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSettleDialog, tuntas_settle_dialog, TUNTAS, SETTLE_DIALOG, AdwWindow)

/* sending: the id of one of the item's sendings. */
GtkWidget *tuntas_settle_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasTicker *ticker, TuntasDeskItem *item,
                                     gint64 sending);

G_END_DECLS
