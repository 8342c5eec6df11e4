/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large text is, by the desktop's setting: 1.0 usually, 2.0 at 200 %. What must hold so and so many characters is
 * that much wider. */
double tuntas_text_scale (GtkWidget *widget);

G_END_DECLS
