/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mailer.h"

/* Where the agent sends e-mails by webmail: nothing leaves here, and each one ends as LEFT_TO_AGENT. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WEBMAIL_MAILER (tuntas_webmail_mailer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWebmailMailer, tuntas_webmail_mailer, TUNTAS, WEBMAIL_MAILER, GObject)

/* (transfer full) */
TuntasMailer *tuntas_webmail_mailer_new (void);

G_END_DECLS
