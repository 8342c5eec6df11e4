/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The clipboard of the X display, as another program reads it. */

G_BEGIN_DECLS

/* (transfer full): the text that is there now; "" where there is none, or whoever has it does not answer. */
char *tuntas_clipboard_read (void);

G_END_DECLS
