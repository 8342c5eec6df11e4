/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The cookies of one session with one server, all of them (maximo.md §2, rule 1), in memory only. It is never asked
 * for another origin, so domains need no matching: one that names another host refuses its cookie. */

G_BEGIN_DECLS

typedef struct _TuntasCookieJar TuntasCookieJar;

/* host: of the origin; secure: whether it is https or this computer itself, where alone Secure cookies go. */
TuntasCookieJar *tuntas_cookie_jar_new   (const char *host, gboolean secure);
void             tuntas_cookie_jar_free  (TuntasCookieJar *self);

/* Takes one Set-Cookie header in, now in seconds since 1970 UTC, for what has expired.
 * One that is broken, too long or for elsewhere is left out. */
void             tuntas_cookie_jar_take  (TuntasCookieJar *self, const char *set_cookie, gint64 now);
/* (nullable) (transfer full): the value of the Cookie header for the path. */
char            *tuntas_cookie_jar_print (TuntasCookieJar *self, const char *path);
void             tuntas_cookie_jar_clear (TuntasCookieJar *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCookieJar, tuntas_cookie_jar_free)

G_END_DECLS
