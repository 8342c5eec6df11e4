/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-keyring.h"
#include "secrets-driver.h"

#include "tuntas-driver.h"
#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

/* A real gnome-keyring and its real window, on the display and the bus of a session of its own.
 * The window is used as its agent would use it. */

static TuntasTestClock *clock_;
static TuntasSecrets *secrets;

static void
assert_password (const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *password = drive_lookup (secrets, "budi", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, expected);
}

static TuntasDriver *
find_window (void)
{
  TuntasDriver *window = tuntas_driver_new ("gcr-prompter", 0);

  tuntas_driver_wait_text (window, NULL, "Authentication required");
  return window;
}

/* The field that shows: the one for a new password is in the window too, without a sign of it but this state.
 * (transfer full) */
static AtspiAccessible *
find_field (TuntasDriver *window)
{
  g_autoptr (AtspiAccessible) label = tuntas_driver_find (window, NULL, ATSPI_ROLE_LABEL, "Password:");
  g_autoptr (AtspiAccessible) grid = atspi_accessible_get_parent (label, NULL);
  int n = atspi_accessible_get_child_count (grid, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (grid, i, NULL);
      g_autoptr (GObject) states = G_OBJECT (atspi_accessible_get_state_set (child));

      if (atspi_accessible_get_role (child, NULL) == ATSPI_ROLE_PASSWORD_TEXT
          && atspi_state_set_contains (ATSPI_STATE_SET (states), ATSPI_STATE_SHOWING))
        return g_steal_pointer (&child);
    }
  g_assert_not_reached ();
}

static void
give_password (void)
{
  g_autoptr (TuntasDriver) window = find_window ();
  g_autoptr (AtspiAccessible) field = find_field (window);
  g_autoptr (AtspiEditableText) text = atspi_accessible_get_editable_text_iface (field);

  g_assert_true (atspi_editable_text_set_text_contents (text, REAL_KEYRING_PASSWORD, NULL));
  tuntas_driver_press (window, NULL, ATSPI_ROLE_PUSH_BUTTON, "Unlock");
}

static void
test_unlocked (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };

  g_assert_true (drive_store (secrets, "budi", "satu", &error));
  g_assert_no_error (error);
  real_keyring_lock ();
  tuntas_secrets_unlock_async (secrets, SERVER, "budi", NULL, running_cb, &running);
  give_password ();
  running_wait (&running);
  g_assert_true (tuntas_secrets_unlock_finish (secrets, running.result, &error));
  g_assert_no_error (error);
  assert_password ("satu");
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock_), ==, 0);
}

static void
test_stored_after_unlocking (void)
{
  g_autoptr (TuntasSecret) secret = tuntas_secret_new ("dua");
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };

  real_keyring_lock ();
  tuntas_secrets_store_async (secrets, SERVER, "budi", secret, NULL, running_cb, &running);
  give_password ();
  running_wait (&running);
  g_assert_true (tuntas_secrets_store_finish (secrets, running.result, &error));
  g_assert_no_error (error);
  assert_password ("dua");
}

/* Runs last: gnome-keyring 42.1 aborts at the prompt after a dismissed one. */
static void
test_dismissed (void)
{
  g_autoptr (GError) dismissed = NULL, locked = NULL;
  g_autoptr (TuntasDriver) window = NULL;
  g_auto (Running) running = { secrets };

  real_keyring_lock ();
  tuntas_secrets_unlock_async (secrets, SERVER, "budi", NULL, running_cb, &running);
  window = find_window ();
  tuntas_driver_press (window, NULL, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  running_wait (&running);
  g_assert_false (tuntas_secrets_unlock_finish (secrets, running.result, &dismissed));
  g_assert_error (dismissed, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_DISMISSED);
  g_assert_null (drive_lookup (secrets, "budi", &locked));
  g_assert_error (locked, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_LOCKED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  real_keyring_start ();
  clock_ = tuntas_test_clock_new (START);
  secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock_));
  g_test_add_func ("/keyring/prompt/unlocked", test_unlocked);
  g_test_add_func ("/keyring/prompt/stored-after-unlocking", test_stored_after_unlocking);
  g_test_add_func ("/keyring/prompt/dismissed", test_dismissed);
  status = g_test_run ();
  g_object_unref (secrets);
  g_object_unref (clock_);
  return status;
}
