/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("a minute has passed and nothing has come");
  return G_SOURCE_REMOVE;
}

void
running_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Running *running = user_data;

  g_assert_null (running->result);
  running->result = g_object_ref (result);
}

void
running_wait (Running *running)
{
  guint limit = g_timeout_add_seconds (60, too_late_cb, NULL);

  while (running->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

void
running_assert_waits (Running *running)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (running->result);
}

void
running_clear (Running *running)
{
  g_clear_object (&running->result);
}

void
drive_until (const guint *what)
{
  guint limit = g_timeout_add_seconds (60, too_late_cb, NULL);

  while (*what == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

TuntasSecretsStatus
drive_status (TuntasSecrets *secrets, GError **error)
{
  g_auto (Running) running = { secrets };
  TuntasSecretsStatus status = TUNTAS_SECRETS_EMPTY;

  tuntas_secrets_status_async (secrets, NULL, running_cb, &running);
  running_wait (&running);
  tuntas_secrets_status_finish (secrets, running.result, &status, error);
  return status;
}

char *
drive_lookup (TuntasSecrets *secrets, const char *user, GError **error)
{
  g_auto (Running) running = { secrets };
  g_autoptr (TuntasSecret) secret = NULL;

  tuntas_secrets_lookup_async (secrets, SERVER, user, NULL, running_cb, &running);
  running_wait (&running);
  secret = tuntas_secrets_lookup_finish (secrets, running.result, error);
  return secret != NULL ? g_strdup (tuntas_secret_get_text (secret)) : NULL;
}

gboolean
drive_unlock (TuntasSecrets *secrets, const char *user, GError **error)
{
  g_auto (Running) running = { secrets };

  tuntas_secrets_unlock_async (secrets, SERVER, user, NULL, running_cb, &running);
  running_wait (&running);
  return tuntas_secrets_unlock_finish (secrets, running.result, error);
}

gboolean
drive_store (TuntasSecrets *secrets, const char *user, const char *password, GError **error)
{
  g_auto (Running) running = { secrets };
  g_autoptr (TuntasSecret) secret = tuntas_secret_new (password);

  tuntas_secrets_store_async (secrets, SERVER, user, secret, NULL, running_cb, &running);
  running_wait (&running);
  return tuntas_secrets_store_finish (secrets, running.result, error);
}

gboolean
drive_clear (TuntasSecrets *secrets, const char *user, GError **error)
{
  g_auto (Running) running = { secrets };

  tuntas_secrets_clear_async (secrets, user != NULL ? SERVER : NULL, user, NULL, running_cb, &running);
  running_wait (&running);
  return tuntas_secrets_clear_finish (secrets, running.result, error);
}

void
assert_all_fail (TuntasSecrets *secrets, TuntasKeyringError code)
{
  g_autoptr (GError) status = NULL, lookup = NULL, unlock = NULL, store = NULL, clear = NULL;

  drive_status (secrets, &status);
  g_assert_error (status, TUNTAS_KEYRING_ERROR, (int) code);
  g_assert_null (drive_lookup (secrets, "budi", &lookup));
  g_assert_error (lookup, TUNTAS_KEYRING_ERROR, (int) code);
  g_assert_false (drive_unlock (secrets, "budi", &unlock));
  g_assert_error (unlock, TUNTAS_KEYRING_ERROR, (int) code);
  g_assert_false (drive_store (secrets, "budi", "rahasia", &store));
  g_assert_error (store, TUNTAS_KEYRING_ERROR, (int) code);
  g_assert_false (drive_clear (secrets, "budi", &clear));
  g_assert_error (clear, TUNTAS_KEYRING_ERROR, (int) code);
}
