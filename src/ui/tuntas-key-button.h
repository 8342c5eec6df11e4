/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A button with its words in the middle and, at the right, the key that does the same. Its accessible name is the
 * words alone.
 *
 * Properties: "text", "key" (both strings; key NULL or "" shows none), "chosen" (boolean): stands out, and is told as
 * pressed. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_KEY_BUTTON (tuntas_key_button_get_type ())
G_DECLARE_FINAL_TYPE (TuntasKeyButton, tuntas_key_button, TUNTAS, KEY_BUTTON, GtkButton)

GtkWidget *tuntas_key_button_new        (const char *text, const char *key);
void       tuntas_key_button_set_text   (TuntasKeyButton *self, const char *text);
void       tuntas_key_button_set_key    (TuntasKeyButton *self, const char *key);
void       tuntas_key_button_set_chosen (TuntasKeyButton *self, gboolean chosen);
/* Stands out as what comes next; which key does it, is said by "key". */
void       tuntas_key_button_set_suggested (TuntasKeyButton *self, gboolean suggested);
/* Whether long words go on in a second line: for buttons of a grid, whose width is given. */
void       tuntas_key_button_set_wraps  (TuntasKeyButton *self, gboolean wraps);

G_END_DECLS
