/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-webmail-mailer.h"

struct _TuntasWebmailMailer
{
  GObject parent_instance;
};

static void tuntas_webmail_mailer_iface_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasWebmailMailer, tuntas_webmail_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, tuntas_webmail_mailer_iface_init))

static void
tuntas_webmail_mailer_send (TuntasMailer *mailer, TuntasMail *mail, GTask *task)
{
  tuntas_mailer_return (task, TUNTAS_MAIL_LEFT_TO_AGENT, "webmail");
  g_object_unref (task);
}

static void
tuntas_webmail_mailer_class_init (TuntasWebmailMailerClass *klass)
{
}

static void
tuntas_webmail_mailer_iface_init (TuntasMailerInterface *iface)
{
  iface->send = tuntas_webmail_mailer_send;
}

static void
tuntas_webmail_mailer_init (TuntasWebmailMailer *self)
{
}

TuntasMailer *
tuntas_webmail_mailer_new (void)
{
  return g_object_new (TUNTAS_TYPE_WEBMAIL_MAILER, NULL);
}
