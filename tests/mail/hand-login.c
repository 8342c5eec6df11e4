/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-login.h"

static void hand_login_iface_init (TuntasMailLoginInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HandLogin, hand_login, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAIL_LOGIN, hand_login_iface_init))

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_error_if_cancelled (task);
}

static void
hand_login_ask (TuntasMailLogin *login, GTask *task)
{
  HandLogin *self = HAND_LOGIN (login);
  g_autoptr (GTask) owned = task;

  self->n_asked++;
  if (self->never)
    g_signal_connect (g_task_get_cancellable (task), "cancelled", G_CALLBACK (cancelled_cb), g_steal_pointer (&owned));
  else if (self->password != NULL)
    tuntas_mail_login_return (task, g_strdup (self->password), self->login);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing is stored");
}

static gboolean
hand_login_refused (TuntasMailLogin *mail_login, guint login, const char *words)
{
  HandLogin *self = HAND_LOGIN (mail_login);

  if (login != self->login)
    return FALSE;
  g_free (self->refused);
  self->refused = g_strdup (words);
  return TRUE;
}

static void
hand_login_finalize (GObject *object)
{
  g_free (HAND_LOGIN (object)->refused);
  G_OBJECT_CLASS (hand_login_parent_class)->finalize (object);
}

static void
hand_login_class_init (HandLoginClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hand_login_finalize;
}

static void
hand_login_iface_init (TuntasMailLoginInterface *iface)
{
  iface->ask = hand_login_ask;
  iface->refused = hand_login_refused;
}

static void
hand_login_init (HandLogin *self)
{
}

HandLogin *
hand_login_new (const char *password)
{
  HandLogin *self = g_object_new (HAND_TYPE_LOGIN, NULL);

  self->password = password;
  return self;
}
