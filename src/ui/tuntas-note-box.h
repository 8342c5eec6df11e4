/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* One text that an act writes into Nossa, as it will go, to be edited by the agent: with its length there, with what only
 * the machine fills in or adds, and with the way back to the words of the procedure. What was edited is kept with the
 * ticket until it is used. Where what is known has changed since it was edited it says so, and the agent decides.
 *
 * Signals: "edited" (): by the agent, also back to the procedure's words. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_NOTE_BOX (tuntas_note_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNoteBox, tuntas_note_box, TUNTAS, NOTE_BOX, GtkBox)

/* field: of the act, for the agent's words: "text:note". */
GtkWidget *tuntas_note_box_new       (const char *label, const char *field);
void       tuntas_note_box_set_label (TuntasNoteBox *self, const char *label);

/* For that ticket, with its draft of that name. */
void       tuntas_note_box_open      (TuntasNoteBox *self, TuntasDesk *desk, TuntasDeskItem *item, const char *draft);
void       tuntas_note_box_close     (TuntasNoteBox *self);
/* What would go in the procedure's words; NULL: nothing, and the box is hidden. */
void       tuntas_note_box_show      (TuntasNoteBox *self, const TuntasSending *sending);
/* (transfer none) (nullable): that what the agent's words were made of has changed since. */
const char *tuntas_note_box_get_warning (TuntasNoteBox *self);
/* The agent's words into the act, where there are any. */
void       tuntas_note_box_apply     (TuntasNoteBox *self, TuntasAct *act);
/* The draft; and the end of one that was used, whichever box it was typed into. */
void       tuntas_note_box_keep      (TuntasNoteBox *self);
void       tuntas_note_box_forget    (TuntasDesk *desk, TuntasDeskItem *item, const char *draft);

G_END_DECLS
