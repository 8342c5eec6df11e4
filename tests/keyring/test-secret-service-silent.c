/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

/* On a private bus without a keyring (with-bus): the service is absent, or one of ours that hears and never answers. */

typedef struct
{
  GDBusConnection *bus; /* (owned) */
  guint heard;          /* calls to the keyring, counted in the connection's own thread */
} Silent;

static GDBusMessage *
swallow_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  Silent *silent = user_data;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  g_atomic_int_inc (&silent->heard);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
silent_start (Silent *silent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  silent->bus = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
      &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (silent->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (silent->bus, swallow_cb, silent, NULL);
}

static void
silent_stop (Silent *silent)
{
  if (!g_dbus_connection_is_closed (silent->bus))
    g_dbus_connection_close_sync (silent->bus, NULL, NULL);
  g_object_unref (silent->bus);
}

static void
test_absent (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock));

  assert_all_fail (secrets, TUNTAS_KEYRING_ERROR_NO_SERVICE);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock), ==, 0);
}

static void
test_no_answer (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock));
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };
  Silent silent = { NULL };

  silent_start (&silent);
  tuntas_secrets_lookup_async (secrets, SERVER, "budi", NULL, running_cb, &running);
  drive_until (&silent.heard);
  tuntas_test_clock_advance_seconds (clock, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS - 1);
  running_assert_waits (&running);
  tuntas_test_clock_advance_seconds (clock, 1);
  running_wait (&running);
  g_assert_null (tuntas_secrets_lookup_finish (secrets, running.result, &error));
  g_assert_error (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_ANSWER);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock), ==, 0);
  silent_stop (&silent);
}

static void
test_cancelled (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };
  Silent silent = { NULL };

  silent_start (&silent);
  tuntas_secrets_clear_async (secrets, SERVER, "budi", cancellable, running_cb, &running);
  drive_until (&silent.heard);
  g_cancellable_cancel (cancellable);
  running_wait (&running);
  g_assert_false (tuntas_secrets_clear_finish (secrets, running.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock), ==, 0);
  silent_stop (&silent);
}

static void
test_dies_in_mid_call (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock));
  g_autoptr (GError) error = NULL;
  g_auto (Running) running = { secrets };
  Silent silent = { NULL };

  silent_start (&silent);
  tuntas_secrets_lookup_async (secrets, SERVER, "budi", NULL, running_cb, &running);
  drive_until (&silent.heard);
  silent_stop (&silent);
  /* Where only our opening was under way, libsecret may go on to a service that has left by then. */
  running_wait (&running);
  g_assert_null (tuntas_secrets_lookup_finish (secrets, running.result, &error));
  g_assert_true (g_error_matches (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_FAILED)
                 || g_error_matches (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_SERVICE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/service/absent", test_absent);
  g_test_add_func ("/keyring/service/no-answer", test_no_answer);
  g_test_add_func ("/keyring/service/cancelled", test_cancelled);
  g_test_add_func ("/keyring/service/dies-in-mid-call", test_dies_in_mid_call);
  return g_test_run ();
}
