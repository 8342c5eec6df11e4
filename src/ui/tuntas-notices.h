/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Notifications of the desktop: given by an id, replaced by it, and taken back.
 *
 * GLib's way to org.freedesktop.Notifications forgets a notification that is taken back before the desktop has answered
 * its giving: it then stays on the screen, and the answer is written into memory that was freed (glib 2.74,
 * gfdonotificationbackend.c). So one that was given just now is taken back a moment later. */

G_BEGIN_DECLS

void     tuntas_notices_give      (GApplication *application, const char *id, GNotification *notification);
/* Also one that an earlier run of the program has left there. Given again meanwhile, it stays. The program does not end
 * by itself before it is done. */
void     tuntas_notices_take_back (GApplication *application, const char *id);

/* Whether the desktop has a service that shows notifications, or can start one: without one GLib lets them go unseen and
 * says nothing. application (nullable): without one, or without a bus, there is none. */
void     tuntas_notices_find_service_async  (GApplication *application, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_notices_find_service_finish (GAsyncResult *result);

G_END_DECLS
