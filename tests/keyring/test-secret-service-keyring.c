/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

/* Against a real gnome-keyring on a private bus (with-bus --keyring). */

#define LOGIN "/org/freedesktop/secrets/collection/login"

static TuntasTestClock *clock_;
static TuntasSecrets *secrets;
static GDBusConnection *bus;

static GVariant *
call_keyring (const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", path, interface, method, parameters,
                                                 NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

static void
lock_keyring (void)
{
  const char *paths[] = { LOGIN, NULL };
  g_autoptr (GVariant) reply = call_keyring ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
                                             g_variant_new ("(^ao)", paths));
}

static void
test_kept_replaced_removed (void)
{
  g_autoptr (GError) missing = NULL, error = NULL, removed = NULL;
  g_autofree char *first = NULL, *second = NULL, *other = NULL;

  g_assert_cmpint (drive_status (secrets, &error), ==, TUNTAS_SECRETS_READY);
  g_assert_null (drive_lookup (secrets, "budi", &missing));
  g_assert_error (missing, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  g_assert_true (drive_store (secrets, "budi", "satu \xc3\xa9", &error));
  g_assert_true (drive_store (secrets, "sari", "lain", &error));
  first = drive_lookup (secrets, "budi", &error);
  g_assert_cmpstr (first, ==, "satu \xc3\xa9");
  drive_store (secrets, "budi", "dua", &error);
  g_assert_no_error (error);
  second = drive_lookup (secrets, "budi", &error);
  g_assert_cmpstr (second, ==, "dua");
  g_assert_true (drive_clear (secrets, "budi", &error));
  g_assert_true (drive_clear (secrets, "budi", &error));
  g_assert_null (drive_lookup (secrets, "budi", &removed));
  g_assert_error (removed, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  other = drive_lookup (secrets, "sari", &error);
  g_assert_cmpstr (other, ==, "lain");
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock_), ==, 0);
}

static void
test_what_is_written_beside (void)
{
  g_autoptr (GVariant) found = NULL, label = NULL, attributes = NULL, inner = NULL, pairs = NULL;
  g_autofree const char **unlocked = NULL;
  g_autoptr (GError) error = NULL;
  const char *value;

  g_assert_true (drive_store (secrets, "dewi", "rahasia", &error));
  found = call_keyring ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                        g_variant_new_parsed ("({'server': %s, 'user': 'dewi'},)", SERVER));
  g_variant_get (found, "(^a&oao)", &unlocked, NULL);
  g_assert_nonnull (unlocked[0]);
  g_assert_null (unlocked[1]);
  label = call_keyring (unlocked[0], "org.freedesktop.DBus.Properties", "Get",
                        g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Label"));
  g_variant_get (label, "(v)", &inner);
  g_assert_cmpstr (g_variant_get_string (inner, NULL), ==, "Tuntas: Nossa login of dewi at " SERVER);
  attributes = call_keyring (unlocked[0], "org.freedesktop.DBus.Properties", "Get",
                             g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"));
  g_variant_get (attributes, "(v)", &pairs);
  g_assert_cmpuint (g_variant_n_children (pairs), ==, 3);
  g_assert_true (g_variant_lookup (pairs, "xdg:schema", "&s", &value));
  g_assert_cmpstr (value, ==, "io.github.tuntas.Tuntas.Nossa");
}

/* Runs last: nothing here can open the keyring again. */
static void
test_locked_is_not_missing (void)
{
  g_autoptr (GError) there = NULL, missing = NULL, clear = NULL, unlock = NULL, store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (drive_store (secrets, "budi", "satu", &error));
  lock_keyring ();
  g_assert_cmpint (drive_status (secrets, &error), ==, TUNTAS_SECRETS_LOCKED);
  g_assert_no_error (error);
  g_assert_null (drive_lookup (secrets, "budi", &there));
  g_assert_error (there, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_LOCKED);
  g_assert_null (drive_lookup (secrets, "nobody", &missing));
  g_assert_error (missing, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_LOCKED);
  g_assert_false (drive_clear (secrets, "budi", &clear));
  g_assert_error (clear, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_LOCKED);
  /* No prompter is on this bus: gnome-keyring ends its prompt as dismissed. */
  g_assert_false (drive_unlock (secrets, "budi", &unlock));
  g_assert_error (unlock, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_DISMISSED);
  g_assert_false (drive_store (secrets, "budi", "dua", &store));
  g_assert_error (store, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_DISMISSED);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock_), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  clock_ = tuntas_test_clock_new (START);
  secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock_));
  g_test_add_func ("/keyring/service/kept-replaced-removed", test_kept_replaced_removed);
  g_test_add_func ("/keyring/service/what-is-written-beside", test_what_is_written_beside);
  g_test_add_func ("/keyring/service/locked-is-not-missing", test_locked_is_not_missing);
  status = g_test_run ();
  g_object_unref (secrets);
  g_object_unref (clock_);
  g_object_unref (bus);
  return status;
}
