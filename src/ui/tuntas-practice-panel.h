/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-practice.h"

#include <gtk/gtk.h>

/* What the virtual customer does: the call as it goes, in words; what is heard and said, and what arrives outside of a
 * call, as a log; what can be looked up about the ticket that is open. Without guidance the beats of the conversation are
 * spoken here. New lines are told to screen readers. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PRACTICE_PANEL (tuntas_practice_panel_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPracticePanel, tuntas_practice_panel, TUNTAS, PRACTICE_PANEL, GtkBox)

GtkWidget *tuntas_practice_panel_new      (TuntasPractice *practice, TuntasDesk *desk);
/* item (nullable): the ticket that is open. */
void       tuntas_practice_panel_set_item (TuntasPracticePanel *self, TuntasDeskItem *item);
/* The trainee has said that beat: it stands in the log, and the customer hears it. Nothing while nobody listens. */
void       tuntas_practice_panel_say      (TuntasPracticePanel *self, TuntasCue cue);

G_END_DECLS
