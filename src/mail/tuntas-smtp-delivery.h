/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail-settings.h"
#include "tuntas-mailer.h"

/* One conversation with a mail server, by libcurl (private to this folder). It blocks, so it has a thread of its own;
 * whoever waits for it may stop waiting at any time and then knows what that means.
 *
 * What an end means is decided by two things. "Gone": everything of the body has been handed to libcurl, which then
 * sends the final dot; from there on the server may have taken the mail. And the server's last answer, where it has
 * given one. Both are behind a lock, so that a conversation that was stopped before the dot never sends it. */

G_BEGIN_DECLS

typedef struct _TuntasSmtpDelivery TuntasSmtpDelivery;

/* In seconds of real time: the end of a conversation that nobody waits for any more. */
#define TUNTAS_SMTP_DELIVERY_SECONDS 150

/* (transfer full): references are taken. password (nullable) (transfer full): NULL where nobody signs in. */
TuntasSmtpDelivery *tuntas_smtp_delivery_new   (TuntasMailSettings *settings, TuntasMail *mail, char *password);
TuntasSmtpDelivery *tuntas_smtp_delivery_ref   (TuntasSmtpDelivery *self);
void                tuntas_smtp_delivery_unref (TuntasSmtpDelivery *self);

/* Once, in any thread: returns when the conversation is over. */
void                tuntas_smtp_delivery_run   (TuntasSmtpDelivery *self);

/* From any thread: it ends as soon as it can, and sends no final dot any more. */
void                tuntas_smtp_delivery_stop  (TuntasSmtpDelivery *self);

/* After the run or the stop. evidence (out) (transfer full): the server's words where it took the mail; else FALSE with
 * an error of TUNTAS_MAIL_ERROR. */
gboolean            tuntas_smtp_delivery_judge (TuntasSmtpDelivery *self, char **evidence, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSmtpDelivery, tuntas_smtp_delivery_unref)

G_END_DECLS
