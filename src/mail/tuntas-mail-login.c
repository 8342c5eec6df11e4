/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-login.h"

#include "tuntas-wipe.h"

typedef struct
{
  char *password; /* (nullable): it was fetched */
  guint login;
} Given;

G_DEFINE_INTERFACE (TuntasMailLogin, tuntas_mail_login, G_TYPE_OBJECT)

static void
tuntas_mail_login_default_init (TuntasMailLoginInterface *iface)
{
}

static void
given_free (gpointer data)
{
  Given *given = data;

  tuntas_wipe (given->password);
  g_free (given);
}

void
tuntas_mail_login_return (GTask *task, char *password, guint login)
{
  Given *given = g_new (Given, 1);

  *given = (Given) { password, login };
  g_task_return_pointer (task, given, given_free);
}

void
tuntas_mail_login_ask_async (TuntasMailLogin *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TUNTAS_IS_MAIL_LOGIN (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_mail_login_ask_async);
  TUNTAS_MAIL_LOGIN_GET_IFACE (self)->ask (self, task);
}

char *
tuntas_mail_login_ask_finish (TuntasMailLogin *self, GAsyncResult *result, guint *login, GError **error)
{
  Given *given;
  char *password;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_mail_login_ask_async), NULL);
  given = g_task_propagate_pointer (G_TASK (result), error);
  if (given == NULL)
    return NULL;
  *login = given->login;
  password = g_steal_pointer (&given->password);
  given_free (given);
  return password;
}

gboolean
tuntas_mail_login_refused (TuntasMailLogin *self, guint login, const char *words)
{
  g_return_val_if_fail (TUNTAS_IS_MAIL_LOGIN (self), FALSE);
  return TUNTAS_MAIL_LOGIN_GET_IFACE (self)->refused (self, login, words);
}
