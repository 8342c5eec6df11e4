/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Puts its children beside each other, all equally wide, where each gets as much as it wants; else in rows that are all
 * full (four as two and two), and at the narrowest one under another. For few of them: texts that are compared, buttons
 * of one choice. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_COLUMNS (tuntas_columns_get_type ())
G_DECLARE_FINAL_TYPE (TuntasColumns, tuntas_columns, TUNTAS, COLUMNS, GtkWidget)

/* Also properties. spacing: pixels between them; least: how wide each must at least be to stand beside others, 0: as wide
 * as it would like. */
GtkWidget *tuntas_columns_new    (int spacing, int least);
void       tuntas_columns_append (TuntasColumns *self, GtkWidget *child);

G_END_DECLS
