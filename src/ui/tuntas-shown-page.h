/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* GTK 4.8 gives all pages of a stack to assistive programs, which then read out what stood on the screen before. */

G_BEGIN_DECLS

/* From now on they are given the page that is shown, and none of the others. */
void tuntas_shown_page_only (GtkStack *stack);

G_END_DECLS
