/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sandbox-secrets.h"

#include "tuntas-secret-call.h"
#include "tuntas-secret-private.h"
#include "tuntas-secret-service.h"

#include <libsecret/secret.h>

struct _TuntasSandboxSecrets
{
  GObject parent_instance;

  TuntasClock *clock; /* (owned) */
};

typedef struct _Job Job;

/* One kind of call. */
typedef struct
{
  /* Does it, in a thread; FALSE with what libsecret said. */
  gboolean (*work) (Job *job, GCancellable *cancellable, GError **error);
  /* Says what came of it, in the caller's thread. */
  void (*answer) (Job *job, TuntasSecretCall *call);
  TuntasKeyringError fallback; /* where libsecret says nothing that we know */
  const char *doing;
} Act;

struct _Job
{
  const Act *act;
  GHashTable *attributes; /* (owned) */
  char *label;            /* (owned) (nullable) */
  TuntasSecret *given;    /* (owned) (nullable): what to store */
  TuntasSecret *found;    /* (owned) (nullable) */
};

static const SecretSchema schema = {
  TUNTAS_SECRET_SCHEMA_NAME,
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void tuntas_sandbox_secrets_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSandboxSecrets, tuntas_sandbox_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, tuntas_sandbox_secrets_iface_init))

static void
job_free (gpointer data)
{
  Job *job = data;

  g_hash_table_unref (job->attributes);
  g_free (job->label);
  g_clear_pointer (&job->given, tuntas_secret_unref);
  g_clear_pointer (&job->found, tuntas_secret_unref);
  g_free (job);
}

static gboolean
look_up (Job *job, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  SecretValue *value = secret_password_lookupv_binary_sync (&schema, job->attributes, cancellable, &cause);

  if (value != NULL)
    {
      job->found = tuntas_secret_new_from_value (value);
      secret_value_unref (value);
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  return cause == NULL;
}

static gboolean
store (Job *job, GCancellable *cancellable, GError **error)
{
  return secret_password_storev_binary_sync (&schema, job->attributes, SECRET_COLLECTION_DEFAULT, job->label,
                                             tuntas_secret_get_value (job->given), cancellable, error);
}

/* Nothing that could be removed is no error. */
static gboolean
clear (Job *job, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  secret_password_clearv_sync (&schema, job->attributes, cancellable, &cause);
  if (cause != NULL)
    g_propagate_error (error, cause);
  return cause == NULL;
}

static void
answer_found (Job *job, TuntasSecretCall *call)
{
  g_autoptr (GTask) task = NULL;

  if (job->found == NULL)
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_NOT_STORED, "the keyring has no password of this account");
      return;
    }
  task = tuntas_secret_call_take (call);
  g_task_return_pointer (task, g_steal_pointer (&job->found), (GDestroyNotify) tuntas_secret_unref);
}

static void
answer_ready (Job *job, TuntasSecretCall *call)
{
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_int (task, TUNTAS_SECRETS_READY);
}

static void
answer_done (Job *job, TuntasSecretCall *call)
{
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_boolean (task, TRUE);
}

static const Act act_status = { look_up, answer_ready, TUNTAS_KEYRING_ERROR_FAILED, "looking at the keyring" };
static const Act act_lookup = { look_up, answer_found, TUNTAS_KEYRING_ERROR_FAILED, "reading from the keyring" };
static const Act act_unlock = { look_up, answer_done, TUNTAS_KEYRING_ERROR_REFUSED, "opening the keyring" };
static const Act act_store = { store, answer_done, TUNTAS_KEYRING_ERROR_REFUSED, "storing in the keyring" };
static const Act act_clear = { clear, answer_done, TUNTAS_KEYRING_ERROR_REFUSED, "removing from the keyring" };

static void
work_thread (GTask *work, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (job->act->work (job, cancellable, &error))
    g_task_return_boolean (work, TRUE);
  else
    g_task_return_error (work, error);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  /* Also where nobody waits for it any more. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tuntas_secret_call_fail_from (call, job->act->fallback, job->act->doing, error);
  else if (!tuntas_secret_call_is_settled (call))
    job->act->answer (job, call);
}

static void
begin (TuntasSecrets *secrets, const Act *act, const char *server, const char *user, TuntasSecret *given, GTask *task)
{
  TuntasSandboxSecrets *self = TUNTAS_SANDBOX_SECRETS (secrets);
  g_autoptr (TuntasSecretCall) call = tuntas_secret_call_new (task, self->clock);
  g_autoptr (GTask) work = NULL;
  Job *job = g_new0 (Job, 1);

  job->act = act;
  job->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (server != NULL && user != NULL)
    {
      g_hash_table_insert (job->attributes, (gpointer) "server", g_strdup (server));
      g_hash_table_insert (job->attributes, (gpointer) "user", g_strdup (user));
      job->label = tuntas_secret_dup_label (server, user);
    }
  job->given = given != NULL ? tuntas_secret_ref (given) : NULL;
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
  work = g_task_new (NULL, tuntas_secret_call_cancellable (call), worked_cb, tuntas_secret_call_ref (call));
  g_task_set_task_data (work, job, job_free);
  g_task_run_in_thread (work, work_thread);
}

static void
tuntas_sandbox_secrets_status (TuntasSecrets *secrets, GTask *task)
{
  begin (secrets, &act_status, NULL, NULL, NULL, task);
}

static void
tuntas_sandbox_secrets_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, &act_lookup, server, user, NULL, task);
}

static void
tuntas_sandbox_secrets_unlock (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, &act_unlock, server, user, NULL, task);
}

static void
tuntas_sandbox_secrets_store (TuntasSecrets *secrets, const char *server, const char *user, TuntasSecret *secret,
                              GTask *task)
{
  begin (secrets, &act_store, server, user, secret, task);
}

static void
tuntas_sandbox_secrets_clear (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, &act_clear, server, user, NULL, task);
}

static void
tuntas_sandbox_secrets_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_SANDBOX_SECRETS (object)->clock);
  G_OBJECT_CLASS (tuntas_sandbox_secrets_parent_class)->dispose (object);
}

static void
tuntas_sandbox_secrets_class_init (TuntasSandboxSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_sandbox_secrets_dispose;
}

static void
tuntas_sandbox_secrets_iface_init (TuntasSecretsInterface *iface)
{
  iface->status = tuntas_sandbox_secrets_status;
  iface->lookup = tuntas_sandbox_secrets_lookup;
  iface->unlock = tuntas_sandbox_secrets_unlock;
  iface->store = tuntas_sandbox_secrets_store;
  iface->clear = tuntas_sandbox_secrets_clear;
}

static void
tuntas_sandbox_secrets_init (TuntasSandboxSecrets *self)
{
}

gboolean
tuntas_sandbox_secrets_are_wanted (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;
}

TuntasSecrets *
tuntas_sandbox_secrets_new (TuntasClock *clock)
{
  TuntasSandboxSecrets *self;

  g_return_val_if_fail (TUNTAS_IS_CLOCK (clock), NULL);
  self = g_object_new (TUNTAS_TYPE_SANDBOX_SECRETS, NULL);
  self->clock = g_object_ref (clock);
  return TUNTAS_SECRETS (self);
}
