/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-account-parts.h"

#include "tuntas-mail-login.h"

/* Joins the mailer, which wants a password, and the keyring, which has it. */

struct _TuntasMailAccount
{
  GObject parent_instance;

  TuntasSecrets *secrets;
  char *server;
  char *user;
  TuntasSecret *session; /* (nullable): given by the agent, and not in the keyring, or not yet */
  guint login;           /* counts the passwords that were given: a question and its answer belong to one of them */
  char *refusal;         /* (nullable) */
};

static guint given_signal;
static guint changed_signal;

static void tuntas_mail_account_login_init (TuntasMailLoginInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasMailAccount, tuntas_mail_account, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAIL_LOGIN, tuntas_mail_account_login_init))

const char *
tuntas_mail_account_get_server (TuntasMailAccount *self)
{
  return self->server;
}

const char *
tuntas_mail_account_get_user (TuntasMailAccount *self)
{
  return self->user;
}

const char *
tuntas_mail_account_get_refusal (TuntasMailAccount *self)
{
  return self->refusal;
}

/* For the mailer */

static void ask (TuntasMailLogin *login, GTask *task);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasMailAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasSecret) secret = tuntas_secrets_lookup_finish (TUNTAS_SECRETS (source), result, &error);

  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) != self->login)
    /* The agent has given another one meanwhile. */
    ask (TUNTAS_MAIL_LOGIN (self), g_steal_pointer (&task));
  else if (secret != NULL)
    tuntas_mail_login_return (task, g_strdup (tuntas_secret_get_text (secret)), self->login);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask (TuntasMailLogin *login, GTask *task)
{
  TuntasMailAccount *self = TUNTAS_MAIL_ACCOUNT (login);
  g_autoptr (GTask) owned = task;

  g_task_set_task_data (task, GUINT_TO_POINTER (self->login), NULL);
  if (self->refusal != NULL)
    g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_REFUSED, "%s", self->refusal);
  else if (self->session != NULL)
    tuntas_mail_login_return (task, g_strdup (tuntas_secret_get_text (self->session)), self->login);
  else
    tuntas_secrets_lookup_async (self->secrets, self->server, self->user, g_task_get_cancellable (task), found_cb,
                                 g_steal_pointer (&owned));
}

static gboolean
refused (TuntasMailLogin *mail_login, guint login, const char *words)
{
  TuntasMailAccount *self = TUNTAS_MAIL_ACCOUNT (mail_login);

  if (login != self->login)
    return FALSE;
  g_clear_pointer (&self->session, tuntas_secret_unref);
  g_free (self->refusal);
  self->refusal = g_strdup (words);
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

/* For the screens */

static TuntasMailPassword
password_after (const GError *error)
{
  if (error == NULL)
    return TUNTAS_MAIL_PASSWORD_STORED;
  if (g_error_matches (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_LOCKED))
    return TUNTAS_MAIL_PASSWORD_LOCKED;
  return TUNTAS_MAIL_PASSWORD_NONE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasMailAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasSecret) secret = tuntas_secrets_lookup_finish (TUNTAS_SECRETS (source), result, &error);

  if (self->refusal != NULL)
    g_task_return_int (task, TUNTAS_MAIL_PASSWORD_REFUSED);
  else if (self->session != NULL) /* the one that is sent, as in ask () */
    g_task_return_int (task, TUNTAS_MAIL_PASSWORD_SESSION);
  else
    g_task_return_int (task, password_after (error));
}

void
tuntas_mail_account_look_async (TuntasMailAccount *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_mail_account_look_async);
  tuntas_secrets_lookup_async (self->secrets, self->server, self->user, cancellable, looked_cb, task);
}

TuntasMailPassword
tuntas_mail_account_look_finish (TuntasMailAccount *self, GAsyncResult *result)
{
  gssize password = g_task_propagate_int (G_TASK (result), NULL);

  return password >= 0 ? (TuntasMailPassword) password : TUNTAS_MAIL_PASSWORD_NONE;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasMailAccount *self = g_task_get_source_object (task);
  TuntasSecret *given = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  gboolean stored = tuntas_secrets_store_finish (TUNTAS_SECRETS (source), result, &error);

  if (stored && self->session == given)
    g_clear_pointer (&self->session, tuntas_secret_unref);
  g_signal_emit (self, changed_signal, 0);
  if (stored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
tuntas_mail_account_give_async (TuntasMailAccount *self, const char *password, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TuntasSecret *given = tuntas_secret_new (password);

  g_task_set_source_tag (task, tuntas_mail_account_give_async);
  g_task_set_task_data (task, given, (GDestroyNotify) tuntas_secret_unref);
  g_clear_pointer (&self->session, tuntas_secret_unref);
  self->session = tuntas_secret_ref (given);
  self->login++;
  g_clear_pointer (&self->refusal, g_free);
  g_signal_emit (self, given_signal, 0);
  tuntas_secrets_store_async (self->secrets, self->server, self->user, given, cancellable, stored_cb, task);
}

gboolean
tuntas_mail_account_give_finish (TuntasMailAccount *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The object */

static void
tuntas_mail_account_finalize (GObject *object)
{
  TuntasMailAccount *self = TUNTAS_MAIL_ACCOUNT (object);

  g_clear_object (&self->secrets);
  g_clear_pointer (&self->session, tuntas_secret_unref);
  g_free (self->server);
  g_free (self->user);
  g_free (self->refusal);
  G_OBJECT_CLASS (tuntas_mail_account_parent_class)->finalize (object);
}

static void
tuntas_mail_account_class_init (TuntasMailAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_mail_account_finalize;

  given_signal = g_signal_new ("given", TUNTAS_TYPE_MAIL_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  changed_signal = g_signal_new ("changed", TUNTAS_TYPE_MAIL_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tuntas_mail_account_login_init (TuntasMailLoginInterface *iface)
{
  iface->ask = ask;
  iface->refused = refused;
}

static void
tuntas_mail_account_init (TuntasMailAccount *self)
{
}

TuntasMailAccount *
tuntas_mail_account_new (TuntasSecrets *secrets, const char *server, const char *user)
{
  TuntasMailAccount *self = g_object_new (TUNTAS_TYPE_MAIL_ACCOUNT, NULL);

  self->secrets = g_object_ref (secrets);
  self->server = g_strdup (server);
  self->user = g_strdup (user);
  return self;
}
