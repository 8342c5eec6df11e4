/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a text into the clipboard. One that has a full telephone number in it is taken out again after a minute, if the
 * clipboard still holds it by then. */
void     tuntas_copy              (GtkWidget *widget, const char *text);
/* Whether it would be taken out again. */
gboolean tuntas_copy_is_for_a_minute (const char *text);

G_END_DECLS
