/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* GTK 4.8 takes the name on the accessibility bus from a window that is not shown, and ends with SIGSEGV where an
 * assistive program asks for a window by a number that is not there (any more) while the last of the program's windows
 * is such a one: a screen reader does that whenever a dialog has just closed. */

G_BEGIN_DECLS

/* From now on the windows of the program keep a name while they are not shown. Once, from the main thread. */
void tuntas_hidden_windows_keep_names (void);

G_END_DECLS
