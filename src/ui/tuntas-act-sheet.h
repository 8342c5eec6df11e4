/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* What is asked before an act, in the card and under the page: the act's fields as the procedure names them, or for an
 * act that informs the customer the e-mail and the note themselves; what would be sent, the button that commits, and
 * below it, where it may be long, the words that go. It follows the actor's "asking" by itself and is hidden without one.
 * What is typed is kept as drafts of the ticket. Before an act that reaches the customer, the open call of another
 * ticket is asked for its outcome. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACT_SHEET (tuntas_act_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActSheet, tuntas_act_sheet, TUNTAS, ACT_SHEET, GtkBox)

/* Once; borrowed for as long as the sheet lives. */
void     tuntas_act_sheet_set_actor   (TuntasActSheet *self, TuntasActor *actor);
gboolean tuntas_act_sheet_is_open     (TuntasActSheet *self);
void     tuntas_act_sheet_commit      (TuntasActSheet *self);
/* (transfer none): what should be in sight when the sheet opens: all but the words at its end. */
GtkWidget *tuntas_act_sheet_get_question (TuntasActSheet *self);
/* A digit that means something in the sheet; FALSE where it means nothing here. */
gboolean tuntas_act_sheet_choose      (TuntasActSheet *self, guint digit);
/* FALSE where it is not asked for here. */
gboolean tuntas_act_sheet_focus_field (TuntasActSheet *self, const char *name);

G_END_DECLS
