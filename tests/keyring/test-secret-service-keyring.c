/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-keyring.h"
#include "secrets-driver.h"

#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

#include <signal.h>

/* Against a real gnome-keyring on a private bus (with-bus). */

static TuntasTestClock *clock_;
static TuntasSecrets *secrets;
static GDBusConnection *bus;

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
  found = real_keyring_call ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                        g_variant_new_parsed ("({'server': %s, 'user': 'dewi'},)", SERVER));
  g_variant_get (found, "(^a&oao)", &unlocked, NULL);
  g_assert_nonnull (unlocked[0]);
  g_assert_null (unlocked[1]);
  label = real_keyring_call (unlocked[0], "org.freedesktop.DBus.Properties", "Get",
                        g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Label"));
  g_variant_get (label, "(v)", &inner);
  g_assert_cmpstr (g_variant_get_string (inner, NULL), ==, "Tuntas: dewi at " SERVER);
  attributes = real_keyring_call (unlocked[0], "org.freedesktop.DBus.Properties", "Get",
                             g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"));
  g_variant_get (attributes, "(v)", &pairs);
  g_assert_cmpuint (g_variant_n_children (pairs), ==, 3);
  g_assert_true (g_variant_lookup (pairs, "xdg:schema", "&s", &value));
  g_assert_cmpstr (value, ==, "io.github.tuntas.Tuntas.Nossa");
}

/* As another version of the program may have left one: it matches as well, with an attribute more. */
static void
write_another_item (void)
{
  real_keyring_write ("{'server': '" SERVER "', 'user': 'rina', 'more': 'x',"
                      " 'xdg:schema': 'io.github.tuntas.Tuntas.Nossa'}");
}

static void
test_several_matches (void)
{
  g_autoptr (GError) error = NULL, removed = NULL;
  g_autofree char *only = NULL, *either = NULL;

  write_another_item ();
  only = drive_lookup (secrets, "rina", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (only, ==, "lain");
  g_assert_true (drive_store (secrets, "rina", "satu", &error));
  g_assert_no_error (error);
  either = drive_lookup (secrets, "rina", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_equal (either, "satu") || g_str_equal (either, "lain"));
  g_assert_true (drive_clear (secrets, "rina", &error));
  g_assert_null (drive_lookup (secrets, "rina", &removed));
  g_assert_error (removed, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
}

/* Of all accounts, whatever their server; another program's secret of the same keyring stays. */
static void
test_all_cleared (void)
{
  g_autoptr (GError) error = NULL, budi = NULL, sari = NULL;
  g_autoptr (GVariant) found = NULL;
  g_autofree const char **unlocked = NULL;

  g_assert_true (drive_store (secrets, "budi", "satu", &error));
  g_assert_true (drive_store (secrets, "sari", "dua", &error));
  real_keyring_write ("{'user': 'orang lain', 'xdg:schema': 'org.example.Other'}");
  g_assert_true (drive_clear (secrets, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (drive_lookup (secrets, "budi", &budi));
  g_assert_error (budi, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  g_assert_null (drive_lookup (secrets, "sari", &sari));
  g_assert_error (sari, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  found = real_keyring_call ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                             g_variant_new_parsed ("({'user': 'orang lain'},)"));
  g_variant_get (found, "(^a&oao)", &unlocked, NULL);
  g_assert_nonnull (unlocked[0]);
  g_assert_true (drive_clear (secrets, NULL, &error));
}

typedef struct
{
  pid_t keyring;
  guint stopped;
} Stop;

/* In the connection's own thread: the keyring is halted before the search reaches it. */
static GDBusMessage *
stop_at_search_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  Stop *stop = user_data;

  if (!incoming && g_strcmp0 (g_dbus_message_get_member (message), "SearchItems") == 0)
    {
      kill (stop->keyring, SIGSTOP);
      g_atomic_int_inc (&stop->stopped);
      g_main_context_wakeup (NULL);
    }
  return message;
}

static void
test_dies_and_comes_back (void)
{
  g_autoptr (GError) died = NULL, error = NULL;
  g_auto (Running) running = { secrets };
  g_autofree char *again = NULL;
  Stop stop = { real_keyring_pid (), 0 };
  guint filter;

  g_assert_true (drive_store (secrets, "wati", "satu", &error));
  g_assert_no_error (error);
  filter = g_dbus_connection_add_filter (bus, stop_at_search_cb, &stop, NULL);
  tuntas_secrets_lookup_async (secrets, SERVER, "wati", NULL, running_cb, &running);
  drive_until (&stop.stopped);
  /* Asking the bus for it comes behind the search on the same connection, so the search is with the keyring now. */
  g_assert_cmpint (kill (real_keyring_pid (), SIGKILL), ==, 0);
  running_wait (&running);
  g_assert_null (tuntas_secrets_lookup_finish (secrets, running.result, &died));
  g_assert_error (died, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_FAILED);
  g_dbus_connection_remove_filter (bus, filter);
  assert_all_fail (secrets, TUNTAS_KEYRING_ERROR_NO_SERVICE);
  real_keyring_start ();
  again = drive_lookup (secrets, "wati", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, "satu");
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock_), ==, 0);
}

/* Runs last: nothing here can open the keyring again (see test-secret-service-prompt.c). */
static void
test_locked_is_not_missing (void)
{
  g_autoptr (GError) there = NULL, missing = NULL, clear = NULL, unlock = NULL, store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (drive_store (secrets, "budi", "satu", &error));
  real_keyring_lock ();
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
  /* One connection throughout: what the keyring lends, such as a session, it lends to a connection. */
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  real_keyring_start ();
  clock_ = tuntas_test_clock_new (START);
  secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock_));
  g_test_add_func ("/keyring/service/kept-replaced-removed", test_kept_replaced_removed);
  g_test_add_func ("/keyring/service/what-is-written-beside", test_what_is_written_beside);
  g_test_add_func ("/keyring/service/several-matches", test_several_matches);
  g_test_add_func ("/keyring/service/all-cleared", test_all_cleared);
  g_test_add_func ("/keyring/service/dies-and-comes-back", test_dies_and_comes_back);
  g_test_add_func ("/keyring/service/locked-is-not-missing", test_locked_is_not_missing);
  status = g_test_run ();
  g_object_unref (secrets);
  g_object_unref (clock_);
  g_object_unref (bus);
  return status;
}
