/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secrets.h"

G_DEFINE_QUARK (tuntas-keyring-error-quark, tuntas_keyring_error)

G_DEFINE_INTERFACE (TuntasSecrets, tuntas_secrets, G_TYPE_OBJECT)

static void
tuntas_secrets_default_init (TuntasSecretsInterface *iface)
{
}

static GTask *
new_task (TuntasSecrets *self, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static gboolean
is_account (const char *server, const char *user)
{
  return server != NULL && server[0] != '\0' && user != NULL && user[0] != '\0';
}

static gboolean
is_account_or_all (const char *server, const char *user)
{
  return (server == NULL && user == NULL) || is_account (server, user);
}

static gboolean
finish_boolean (TuntasSecrets *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tuntas_secrets_status_async (TuntasSecrets *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SECRETS (self));
  TUNTAS_SECRETS_GET_IFACE (self)->status (self, new_task (self, tuntas_secrets_status_async, cancellable, callback,
                                                           user_data));
}

gboolean
tuntas_secrets_status_finish (TuntasSecrets *self, GAsyncResult *result, TuntasSecretsStatus *status, GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_secrets_status_async), FALSE);
  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;
  *status = (TuntasSecretsStatus) value;
  return TRUE;
}

void
tuntas_secrets_lookup_async (TuntasSecrets *self, const char *server, const char *user, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SECRETS (self));
  g_return_if_fail (is_account (server, user));
  TUNTAS_SECRETS_GET_IFACE (self)->lookup (
      self, server, user, new_task (self, tuntas_secrets_lookup_async, cancellable, callback, user_data));
}

TuntasSecret *
tuntas_secrets_lookup_finish (TuntasSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_secrets_lookup_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tuntas_secrets_unlock_async (TuntasSecrets *self, const char *server, const char *user, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SECRETS (self));
  g_return_if_fail (is_account_or_all (server, user));
  TUNTAS_SECRETS_GET_IFACE (self)->unlock (
      self, server, user, new_task (self, tuntas_secrets_unlock_async, cancellable, callback, user_data));
}

gboolean
tuntas_secrets_unlock_finish (TuntasSecrets *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, tuntas_secrets_unlock_async, error);
}

void
tuntas_secrets_store_async (TuntasSecrets *self, const char *server, const char *user, TuntasSecret *secret,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SECRETS (self));
  g_return_if_fail (is_account (server, user));
  g_return_if_fail (secret != NULL);
  TUNTAS_SECRETS_GET_IFACE (self)->store (
      self, server, user, secret, new_task (self, tuntas_secrets_store_async, cancellable, callback, user_data));
}

gboolean
tuntas_secrets_store_finish (TuntasSecrets *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, tuntas_secrets_store_async, error);
}

void
tuntas_secrets_clear_async (TuntasSecrets *self, const char *server, const char *user, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SECRETS (self));
  g_return_if_fail (is_account_or_all (server, user));
  TUNTAS_SECRETS_GET_IFACE (self)->clear (
      self, server, user, new_task (self, tuntas_secrets_clear_async, cancellable, callback, user_data));
}

gboolean
tuntas_secrets_clear_finish (TuntasSecrets *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, tuntas_secrets_clear_async, error);
}
