/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail-account.h"
#include "tuntas-secrets.h"

G_BEGIN_DECLS

/* (transfer full): for whoever wires one; it is the TuntasMailLogin of a mailer. */
TuntasMailAccount *tuntas_mail_account_new (TuntasSecrets *secrets, const char *server, const char *user);

G_END_DECLS
