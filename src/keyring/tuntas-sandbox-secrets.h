/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secrets.h"

#include "tuntas-clock.h"

/* The passwords of a program that runs in a sandbox (Flatpak, Snap), which reaches no keyring of the desktop: an encrypted
 * file of the program's own, whose key the desktop's portal (org.freedesktop.portal.Secret) gives to this program alone.
 * libsecret does that; it is always open, so no call here asks the agent, and no state is LOCKED or DISMISSED.
 *
 * libsecret looks for the portal without letting the caller go on, so its calls run in threads; what hangs there ends with
 * NO_ANSWER all the same. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SANDBOX_SECRETS (tuntas_sandbox_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSandboxSecrets, tuntas_sandbox_secrets, TUNTAS, SANDBOX_SECRETS, GObject)

/* Whether this program runs in one. */
gboolean       tuntas_sandbox_secrets_are_wanted (void);

/* (transfer full): clock is what the deadlines are told by. */
TuntasSecrets *tuntas_sandbox_secrets_new        (TuntasClock *clock);

G_END_DECLS
