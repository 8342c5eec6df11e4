/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mailer.h"

/* Hands the mail to the desktop's mail program as a mailto: URI. Its verdict is HANDED_OVER, its error NO_HANDLER. */

G_BEGIN_DECLS

/* Opens a URI, asynchronously, as g_app_info_launch_default_for_uri_async () does. */
typedef void     (*TuntasUriLaunch)       (const char *uri, GAppLaunchContext *context, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
typedef gboolean (*TuntasUriLaunchFinish) (GAsyncResult *result, GError **error);

#define TUNTAS_TYPE_DESKTOP_MAILER (tuntas_desktop_mailer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDesktopMailer, tuntas_desktop_mailer, TUNTAS, DESKTOP_MAILER, GObject)

/* (transfer full). The program passes g_app_info_launch_default_for_uri_async and its finish function. */
TuntasMailer *tuntas_desktop_mailer_new (TuntasUriLaunch launch, TuntasUriLaunchFinish finish);

G_END_DECLS
