/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-mail-login.h"
#include "tuntas-mail-settings.h"
#include "tuntas-mailer.h"

/* Sends by SMTP, through libcurl, each mail in a thread of its own. TLS with a certificate that is checked comes before
 * everything else, unless the server is this computer; the password is only ever said within it, or on loopback.
 *
 *   before the final dot   a lost or late link, no answer, 4xx: UNREACHABLE; 5xx: REFUSED, in the server's words
 *   after the final dot    2xx: SENT, the evidence are the server's words; 4xx: UNREACHABLE; 5xx: REFUSED;
 *                          anything else, or nothing: UNKNOWN
 *   of the login           no password, or 5xx: SIGN_IN; a user is set, and the server offers neither PLAIN nor LOGIN:
 *                          NO_LOGIN, for nobody sends without a name there. A refusal of a password in whose place another
 *                          one was given meanwhile: UNREACHABLE
 *
 * One that is cancelled in mid-flight ends as if there had been no answer in time. */

G_BEGIN_DECLS

/* For one sending, in seconds of the clock. */
#define TUNTAS_SMTP_SECONDS 120

#define TUNTAS_TYPE_SMTP_MAILER (tuntas_smtp_mailer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSmtpMailer, tuntas_smtp_mailer, TUNTAS, SMTP_MAILER, GObject)

/* (transfer full): settings with the way smtp. login (nullable): needed where the settings have a user. */
TuntasMailer *tuntas_smtp_mailer_new (TuntasMailSettings *settings, TuntasMailLogin *login, TuntasClock *clock);

G_END_DECLS
