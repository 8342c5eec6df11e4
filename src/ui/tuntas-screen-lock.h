/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The lock of the desktop's screen, as far as there is one: whoever keeps it says on the session's bus when it is down
 * (org.freedesktop.ScreenSaver and the names of the desktops), or the login manager does on the system's. Where neither
 * answers, "locked" never becomes true. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SCREEN_LOCK (tuntas_screen_lock_get_type ())
/* Property "locked" (boolean, read only, with notify). */
G_DECLARE_FINAL_TYPE (TuntasScreenLock, tuntas_screen_lock, TUNTAS, SCREEN_LOCK, GObject)

/* (transfer full): begins to listen by itself. */
TuntasScreenLock *tuntas_screen_lock_new        (void);
gboolean          tuntas_screen_lock_is_locked  (TuntasScreenLock *self);

/* Asks for the screen to be locked. finish: whether it is; FALSE where nobody locks it within a few seconds. */
void              tuntas_screen_lock_ask_async  (TuntasScreenLock *self, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean          tuntas_screen_lock_ask_finish (TuntasScreenLock *self, GAsyncResult *result);

/* How long nobody has used this computer, in ms; -1 where the desktop does not tell. */
void              tuntas_screen_lock_get_idle_async  (TuntasScreenLock *self, GCancellable *cancellable,
                                                      GAsyncReadyCallback callback, gpointer user_data);
gint64            tuntas_screen_lock_get_idle_finish (TuntasScreenLock *self, GAsyncResult *result);

G_END_DECLS
