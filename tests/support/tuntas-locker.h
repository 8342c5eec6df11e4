/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The desktop's screen lock (org.freedesktop.ScreenSaver) on the session's own bus: locks when it is asked to, and as the
 * test wants it. Nobody has used its computer for an hour. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_LOCKER (tuntas_locker_get_type ())
G_DECLARE_FINAL_TYPE (TuntasLocker, tuntas_locker, TUNTAS, LOCKER, GObject)

/* (transfer full): there before this returns; on a bus connection of its own. */
TuntasLocker *tuntas_locker_new        (void);
void          tuntas_locker_set_locked (TuntasLocker *self, gboolean locked);
/* Turns the main loop until it was asked to lock; the test's own limit ends it in vain. */
void          tuntas_locker_wait       (TuntasLocker *self);
/* How often it was asked to lock. */
guint         tuntas_locker_get_asked  (TuntasLocker *self);

G_END_DECLS
