/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* What has still to reach Nossa or the customer, and the proof of what has: one row for each sending with what can be
 * done about it; an e-mail can also go to another address. One that was handed to the desktop's mail program is asked
 * about: only the agent knows whether it went. What the agent brings to the outside by hand has a box of its own
 * (tuntas-paste-box.h). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_RECEIPTS (tuntas_receipts_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReceipts, tuntas_receipts, TUNTAS, RECEIPTS, GtkBox)

/* Once; borrowed for as long as the widget lives. */
void     tuntas_receipts_set_actor (TuntasReceipts *self, TuntasActor *actor);
/* Leaves out what is proved, but for an e-mail that may come back: for pages that are about something else. */
void     tuntas_receipts_set_open_only (TuntasReceipts *self, gboolean open_only);
void     tuntas_receipts_refresh   (TuntasReceipts *self);
/* The times in the rows. */
void     tuntas_receipts_tick      (TuntasReceipts *self);
/* The digits answer "Has it been sent?", or are the keys of the box; FALSE while there is neither. */
gboolean tuntas_receipts_choose    (TuntasReceipts *self, guint digit);
/* Whether there is something to bring by hand, which comes before whatever the page suggests; does what is next of it, or
 * FALSE. */
gboolean tuntas_receipts_can_walk  (TuntasReceipts *self);
gboolean tuntas_receipts_walk      (TuntasReceipts *self);

G_END_DECLS
