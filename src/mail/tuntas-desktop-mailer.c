/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desktop-mailer.h"

struct _TuntasDesktopMailer
{
  GObject parent_instance;

  TuntasUriLaunch launch;
  TuntasUriLaunchFinish finish;
};

static void tuntas_desktop_mailer_iface_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasDesktopMailer, tuntas_desktop_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, tuntas_desktop_mailer_iface_init))

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesktopMailer *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (self->finish (result, &error))
    tuntas_mailer_return (task, TUNTAS_MAIL_HANDED_OVER, "mailto");
  else
    g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_HANDLER, "opening mailto: %s",
                             error->message);
}

static void
tuntas_desktop_mailer_send (TuntasMailer *mailer, TuntasMail *mail, GTask *task)
{
  g_autofree char *uri = tuntas_mail_to_uri (mail);

  TUNTAS_DESKTOP_MAILER (mailer)->launch (uri, NULL, g_task_get_cancellable (task), launched_cb, task);
}

static void
tuntas_desktop_mailer_class_init (TuntasDesktopMailerClass *klass)
{
}

static void
tuntas_desktop_mailer_iface_init (TuntasMailerInterface *iface)
{
  iface->send = tuntas_desktop_mailer_send;
}

static void
tuntas_desktop_mailer_init (TuntasDesktopMailer *self)
{
}

TuntasMailer *
tuntas_desktop_mailer_new (TuntasUriLaunch launch, TuntasUriLaunchFinish finish)
{
  TuntasDesktopMailer *self = g_object_new (TUNTAS_TYPE_DESKTOP_MAILER, NULL);

  self->launch = launch;
  self->finish = finish;
  return TUNTAS_MAILER (self);
}
