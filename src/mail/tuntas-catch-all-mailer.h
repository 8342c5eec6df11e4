/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mailer.h"

#include "tuntas-clock.h"

/* Training's way: POSTs the RFC 5322 bytes (message/rfc822) to <origin>/catch-all/mail of the embedded Nossa, by
 * HTTP/1.1 on loopback only. An answer 2xx is SENT with the evidence "catch-all", any other REFUSED; no connection
 * is UNREACHABLE; from the first byte on, whatever is lost, late or no HTTP is UNKNOWN. */

G_BEGIN_DECLS

/* From the call to the end of the answer's status line, in seconds of the clock. */
#define TUNTAS_CATCH_ALL_SECONDS 20

#define TUNTAS_TYPE_CATCH_ALL_MAILER (tuntas_catch_all_mailer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasCatchAllMailer, tuntas_catch_all_mailer, TUNTAS, CATCH_ALL_MAILER, GObject)

/* (transfer full). origin: "http://127.0.0.1:PORT" (or [::1], localhost) and nothing behind it; anything else is
 * NULL with TUNTAS_MAIL_ERROR_INVALID. key (nullable): what the server wants to be shown, letters and digits. */
TuntasMailer *tuntas_catch_all_mailer_new (const char *origin, const char *key, TuntasClock *clock, GError **error);

G_END_DECLS
