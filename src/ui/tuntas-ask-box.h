/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Asks one thing about a sending, in place: Enter gives what was typed, Esc closes. What was typed stays until it is
 * asked about another sending. Hidden while nothing is asked. Signal: "given" (const char *text). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ASK_BOX (tuntas_ask_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasAskBox, tuntas_ask_box, TUNTAS, ASK_BOX, GtkBox)

/* give is the word on the key. */
GtkWidget *tuntas_ask_box_new    (const char *question, const char *entry_name, GtkInputPurpose purpose,
                                  const char *give);
/* About the sending of that id; text (nullable): what stands there at first. Takes the focus. */
void       tuntas_ask_box_open   (TuntasAskBox *self, gint64 id, const char *text);
void       tuntas_ask_box_close  (TuntasAskBox *self);
/* Which sending it was last opened for; 0: none. */
gint64     tuntas_ask_box_get_id (TuntasAskBox *self);

G_END_DECLS
