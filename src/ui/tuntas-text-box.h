/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Several lines of text under a label, with a word at the right ("from Nossa"). Tab leaves it. Signals: "edited" ():
 * by the agent, not by tuntas_text_box_set (); "paste" () → gboolean: the clipboard is wanted here, TRUE where the handler
 * takes it itself. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TEXT_BOX (tuntas_text_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTextBox, tuntas_text_box, TUNTAS, TEXT_BOX, GtkBox)

GtkWidget *tuntas_text_box_new       (const char *label);
void       tuntas_text_box_set_label (TuntasTextBox *self, const char *label);
/* The label stands elsewhere and is only told here: for columns of a form. */
void       tuntas_text_box_set_label_beside (TuntasTextBox *self);
/* The text goes on in further lines where it is long, but has no line breaks of its own. */
void       tuntas_text_box_set_one_line     (TuntasTextBox *self);
/* text (nullable) */
void       tuntas_text_box_set       (TuntasTextBox *self, const char *text);
/* (transfer full) */
char      *tuntas_text_box_dup       (TuntasTextBox *self);
gboolean   tuntas_text_box_is_edited (TuntasTextBox *self);
/* As if the agent had typed it now: can be undone, is told as "edited". */
void       tuntas_text_box_enter     (TuntasTextBox *self, const char *text);
/* The same at the cursor, in the place of what is selected. */
void       tuntas_text_box_insert    (TuntasTextBox *self, const char *text);
/* As if the agent had typed it: a draft of before. */
void       tuntas_text_box_restore   (TuntasTextBox *self, const char *text);
/* note (nullable) */
void       tuntas_text_box_set_note  (TuntasTextBox *self, const char *note);

G_END_DECLS
