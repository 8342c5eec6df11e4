/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secrets.h"

#include "tuntas-clock.h"

/* The passwords in the desktop's keyring (the Secret Service of the session bus, through libsecret).
 * An item has the attributes "server" and "user" and nothing else, the schema io.github.tuntas.Tuntas.Nossa and the
 * label "Tuntas: USER at SERVER", whose scheme tells Nossa from a mail server. Attributes are not
 * secret: any program can read them.
 *
 * Each call looks at the keyring afresh; nothing is kept between calls, so that a keyring that died and came back
 * is simply there again. */

G_BEGIN_DECLS

/* Deadlines, in seconds: of a call that needs no person, and of one from the moment the keyring's window is shown. */
#define TUNTAS_SECRET_SERVICE_ANSWER_SECONDS 10
#define TUNTAS_SECRET_SERVICE_PROMPT_SECONDS 180

#define TUNTAS_TYPE_SECRET_SERVICE (tuntas_secret_service_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSecretService, tuntas_secret_service, TUNTAS, SECRET_SERVICE, GObject)

/* (transfer full): clock is what the deadlines are told by. */
TuntasSecrets *tuntas_secret_service_new (TuntasClock *clock);

G_END_DECLS
