/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What stands before a server on loopback: it hands on what is said, and keeps it; or says in the server's stead that
 * what is wanted is elsewhere. It works in threads of its own. */

G_BEGIN_DECLS

typedef struct _CanaryRelay CanaryRelay;

/* origin: "http://127.0.0.1:8080", of the server behind. It stops with the process. */
CanaryRelay *canary_relay_new        (const char *origin);
/* (transfer full): its own. */
char        *canary_relay_dup_origin (CanaryRelay *self);
/* The next request is answered by this status, 301 to 308, with that address. */
void         canary_relay_redirect   (CanaryRelay *self, guint status, const char *address);
/* Whether that has happened. */
gboolean     canary_relay_has_redirected (CanaryRelay *self);
/* (transfer full): all that was said to the server so far, and all that it answered. */
GBytes      *canary_relay_dup_said     (CanaryRelay *self);
GBytes      *canary_relay_dup_answered (CanaryRelay *self);

G_END_DECLS
