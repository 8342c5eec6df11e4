/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail.h"

/* A way for a mail to leave. Every call ends with a verdict, with the caller's cancellable, or with an error of
 * TUNTAS_MAIL_ERROR that says whether the mail may be sent again. A call that ends as cancelled may have sent it. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_MAIL_SENT,          /* a server took it; the evidence says which */
  TUNTAS_MAIL_HANDED_OVER,   /* a mail program has it; only the agent can say that it went */
  TUNTAS_MAIL_LEFT_TO_AGENT, /* the agent sends it by other means, and says so */
} TuntasMailVerdict;

#define TUNTAS_TYPE_MAILER (tuntas_mailer_get_type ())
G_DECLARE_INTERFACE (TuntasMailer, tuntas_mailer, TUNTAS, MAILER, GObject)

/* The member takes over the task and returns on it, once, through tuntas_mailer_return () or an error. */
struct _TuntasMailerInterface
{
  GTypeInterface parent_iface;

  void (*send) (TuntasMailer *self, TuntasMail *mail, GTask *task);
};

void     tuntas_mailer_send_async  (TuntasMailer *self, TuntasMail *mail, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* evidence (out) (transfer full) (optional): short technical text, never NULL on success. */
gboolean tuntas_mailer_send_finish (TuntasMailer *self, GAsyncResult *result, TuntasMailVerdict *verdict,
                                    char **evidence, GError **error);

/* For implementations: ends the task with a verdict. Does not take the task's reference. */
void     tuntas_mailer_return      (GTask *task, TuntasMailVerdict verdict, const char *evidence);

G_END_DECLS
