/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where a PDF is to go, with that name offered, and writes it there: whole or not at all. */
void      tuntas_paper_save_async  (GtkWindow *parent, const char *title, const char *name, GBytes *pdf,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable): the path, for people. G_IO_ERROR_CANCELLED where no place was chosen; else why it could not
 * be written. */
char     *tuntas_paper_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
