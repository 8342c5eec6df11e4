/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text from its line's beginning, in as many lines as it takes; a word that is longer than a line is broken.
 * text, css_class (nullable). */
GtkWidget *tuntas_wrapped_label_new (const char *text, const char *css_class);

G_END_DECLS
