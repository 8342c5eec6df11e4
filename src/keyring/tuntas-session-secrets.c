/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-session-secrets.h"

#include <string.h>

struct _TuntasSessionSecrets
{
  GObject parent_instance;

  GHashTable *by_account; /* (owned): server and user as one text → TuntasSecret */
};

static void tuntas_session_secrets_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSessionSecrets, tuntas_session_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, tuntas_session_secrets_iface_init))

/* (transfer full): one text for the two; a length in front keeps apart what a separator could mix up. */
static char *
new_account (const char *server, const char *user)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT ":%s %s", strlen (server), server, user);
}

static void
tuntas_session_secrets_status (TuntasSecrets *secrets, GTask *task)
{
  g_task_return_int (task, TUNTAS_SECRETS_READY);
  g_object_unref (task);
}

static void
tuntas_session_secrets_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  TuntasSessionSecrets *self = TUNTAS_SESSION_SECRETS (secrets);
  g_autofree char *account = new_account (server, user);
  TuntasSecret *secret = g_hash_table_lookup (self->by_account, account);

  if (secret != NULL)
    g_task_return_pointer (task, tuntas_secret_ref (secret), (GDestroyNotify) tuntas_secret_unref);
  else
    g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED,
                             "no password of this account in this session");
  g_object_unref (task);
}

static void
tuntas_session_secrets_unlock (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tuntas_session_secrets_store (TuntasSecrets *secrets, const char *server, const char *user, TuntasSecret *secret,
                              GTask *task)
{
  TuntasSessionSecrets *self = TUNTAS_SESSION_SECRETS (secrets);

  g_hash_table_replace (self->by_account, new_account (server, user), tuntas_secret_ref (secret));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tuntas_session_secrets_clear (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  TuntasSessionSecrets *self = TUNTAS_SESSION_SECRETS (secrets);
  g_autofree char *account = server != NULL ? new_account (server, user) : NULL;

  if (account != NULL)
    g_hash_table_remove (self->by_account, account);
  else
    g_hash_table_remove_all (self->by_account);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tuntas_session_secrets_finalize (GObject *object)
{
  TuntasSessionSecrets *self = TUNTAS_SESSION_SECRETS (object);

  g_hash_table_unref (self->by_account);
  G_OBJECT_CLASS (tuntas_session_secrets_parent_class)->finalize (object);
}

static void
tuntas_session_secrets_class_init (TuntasSessionSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_session_secrets_finalize;
}

static void
tuntas_session_secrets_iface_init (TuntasSecretsInterface *iface)
{
  iface->status = tuntas_session_secrets_status;
  iface->lookup = tuntas_session_secrets_lookup;
  iface->unlock = tuntas_session_secrets_unlock;
  iface->store = tuntas_session_secrets_store;
  iface->clear = tuntas_session_secrets_clear;
}

static void
tuntas_session_secrets_init (TuntasSessionSecrets *self)
{
  self->by_account = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tuntas_secret_unref);
}

TuntasSecrets *
tuntas_session_secrets_new (void)
{
  return g_object_new (TUNTAS_TYPE_SESSION_SECRETS, NULL);
}
