/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-login.h"

#include <string.h>

G_DEFINE_INTERFACE (TuntasMailLogin, tuntas_mail_login, G_TYPE_OBJECT)

static void
tuntas_mail_login_default_init (TuntasMailLoginInterface *iface)
{
}

void
tuntas_mail_login_wipe (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
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
tuntas_mail_login_ask_finish (TuntasMailLogin *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_mail_login_ask_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tuntas_mail_login_refused (TuntasMailLogin *self, const char *words)
{
  g_return_if_fail (TUNTAS_IS_MAIL_LOGIN (self));
  TUNTAS_MAIL_LOGIN_GET_IFACE (self)->refused (self, words);
}
