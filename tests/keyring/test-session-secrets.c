/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

#include "tuntas-session-secrets.h"

static void
test_accounts_are_apart (void)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (GError) missing = NULL, cleared = NULL;
  g_autofree char *budi = NULL, *sari = NULL, *again = NULL;

  g_assert_cmpint (drive_status (secrets, NULL), ==, TUNTAS_SECRETS_READY);
  g_assert_null (drive_lookup (secrets, "budi", &missing));
  g_assert_error (missing, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  g_assert_true (drive_store (secrets, "budi", "satu", NULL));
  g_assert_true (drive_store (secrets, "sari", "dua", NULL));
  g_assert_true (drive_store (secrets, "budi", "tiga", NULL));
  g_assert_true (drive_unlock (secrets, "budi", NULL));
  budi = drive_lookup (secrets, "budi", NULL);
  g_assert_cmpstr (budi, ==, "tiga");
  sari = drive_lookup (secrets, "sari", NULL);
  g_assert_cmpstr (sari, ==, "dua");
  g_assert_true (drive_clear (secrets, "budi", NULL));
  g_assert_true (drive_clear (secrets, "budi", NULL));
  g_assert_null (drive_lookup (secrets, "budi", &cleared));
  g_assert_error (cleared, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  again = drive_lookup (secrets, "sari", NULL);
  g_assert_cmpstr (again, ==, "dua");
  g_assert_true (drive_clear (secrets, NULL, NULL));
  g_assert_null (drive_lookup (secrets, "sari", NULL));
}

static void
test_cancelled (void)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };

  g_cancellable_cancel (cancellable);
  tuntas_secrets_lookup_async (secrets, SERVER, "budi", cancellable, running_cb, &running);
  g_assert_null (running.result);
  running_wait (&running);
  g_assert_null (tuntas_secrets_lookup_finish (secrets, running.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_secret_outlives_its_store (void)
{
  g_autoptr (TuntasSecret) secret = tuntas_secret_new ("kata sandi \xc3\xa9");
  TuntasSecret *other = tuntas_secret_ref (secret);

  tuntas_secret_unref (other);
  g_assert_cmpstr (tuntas_secret_get_text (secret), ==, "kata sandi \xc3\xa9");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/session/accounts-are-apart", test_accounts_are_apart);
  g_test_add_func ("/keyring/session/cancelled", test_cancelled);
  g_test_add_func ("/keyring/secret/references", test_secret_outlives_its_store);
  return g_test_run ();
}
