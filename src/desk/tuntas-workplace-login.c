/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-workplace-private.h"

/* The login that the keyring keeps. */

G_DEFINE_QUARK (tuntas-login-error-quark, tuntas_login_error)

TuntasLoginState
tuntas_workplace_login_state (const GError *error)
{
  static const TuntasLoginState states[] = {
    [TUNTAS_KEYRING_ERROR_NOT_STORED] = TUNTAS_LOGIN_NOT_STORED, [TUNTAS_KEYRING_ERROR_LOCKED] = TUNTAS_LOGIN_LOCKED,
    [TUNTAS_KEYRING_ERROR_DISMISSED] = TUNTAS_LOGIN_DISMISSED,   [TUNTAS_KEYRING_ERROR_NO_ANSWER] = TUNTAS_LOGIN_NO_ANSWER,
    [TUNTAS_KEYRING_ERROR_NO_SERVICE] = TUNTAS_LOGIN_NO_KEYRING, [TUNTAS_KEYRING_ERROR_NO_BUS] = TUNTAS_LOGIN_NO_BUS,
    [TUNTAS_KEYRING_ERROR_REFUSED] = TUNTAS_LOGIN_REFUSED,       [TUNTAS_KEYRING_ERROR_FAILED] = TUNTAS_LOGIN_BROKEN,
  };

  return error->domain == TUNTAS_KEYRING_ERROR ? states[error->code] : TUNTAS_LOGIN_BROKEN;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasSecret) secret = tuntas_secrets_lookup_finish (TUNTAS_SECRETS (source), result, &error);

  g_task_return_int (task, secret != NULL ? TUNTAS_LOGIN_STORED : tuntas_workplace_login_state (error));
}

void
tuntas_workplace_look_up_login_async (TuntasWorkplace *self, const char *server, const char *user,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_workplace_look_up_login_async);
  tuntas_secrets_lookup_async (self->secrets, server, user, cancellable, looked_up_cb, task);
}

TuntasLoginState
tuntas_workplace_look_up_login_finish (TuntasWorkplace *self, GAsyncResult *result)
{
  gssize state = g_task_propagate_int (G_TASK (result), NULL);

  return state >= 0 ? (TuntasLoginState) state : TUNTAS_LOGIN_NOT_STORED;
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_secrets_clear_finish (TUNTAS_SECRETS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
tuntas_workplace_forget_login_async (TuntasWorkplace *self, const char *server, const char *user,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_workplace_forget_login_async);
  tuntas_secrets_clear_async (self->secrets, server, user, cancellable, forgotten_cb, task);
}

gboolean
tuntas_workplace_forget_login_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
