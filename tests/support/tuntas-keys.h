/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Keyboard and pointer of the X display, through its XTEST extension: real events, as from the hand. */

G_BEGIN_DECLS

/* Whether some window has the keyboard. */
gboolean tuntas_keys_have_focus (void);

/* key: an X11 key name, with "Ctrl+", "Shift+" and "Alt+" before it. FALSE where the keyboard has no such key. */
gboolean tuntas_keys_press (const char *key);

/* A click of the first button; x and y in pixels of the window that has the keyboard. */
void tuntas_keys_click (int x, int y);

G_END_DECLS
