/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Whether the program starts with the desktop ("tuntas --background"): asked of the desktop through the portal for
 * background programs where there is one, else by a file in the folder of what starts with it. */

G_BEGIN_DECLS

#define TUNTAS_AUTOSTART_ERROR (tuntas_autostart_error_quark ())
GQuark tuntas_autostart_error_quark (void);

typedef enum
{
  TUNTAS_AUTOSTART_ERROR_DENIED, /* whoever was asked by the desktop said no */
} TuntasAutostartError;

/* bus (nullable): without one there is no portal. Errors: TUNTAS_AUTOSTART_ERROR, and those of the file. */
void     tuntas_autostart_set_async  (gboolean start, GDBusConnection *bus, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_autostart_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
