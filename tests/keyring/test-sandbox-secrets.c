/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

#include "tuntas-sandbox-secrets.h"
#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* As in a sandbox (SNAP_NAME is what libsecret knows one by), on a private bus (with-bus) on which there is no keyring but
 * a portal of ours. Each case is a process of its own, since libsecret looks for the portal once. */

#define PORTAL "org.freedesktop.portal.Desktop"
/* 64 bytes, as portals give. */
#define KEY "kunci-portal-untuk-program-ini-saja-0123456789-0123456789-012345"

typedef struct
{
  GDBusConnection *bus; /* (owned) */
  gboolean answers;
  guint asked;          /* for the key */
  char *caller;         /* (owned) (nullable): whom it was given to */
  char *request;        /* (owned) (nullable): where that waits for the answer */
} Portal;

static const char interfaces[] =
    "<node>"
    "<interface name='org.freedesktop.portal.Secret'>"
    "<method name='RetrieveSecret'><arg type='h'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
    "<property name='version' type='u' access='read'/>"
    "</interface>"
    "</node>";

/* (transfer full): where the program looks for the answer: made of its name on the bus and of the token it gave. */
static char *
dup_request_path (const char *sender, GVariant *options)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "tuntas";

  g_variant_lookup (options, "handle_token", "&s", &token);
  return g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
}

/* As often as it takes: libsecret listens only some time after it has the request's path, as a portal answers only then. */
static gboolean
respond_cb (gpointer user_data)
{
  Portal *self = user_data;

  if (g_dbus_connection_is_closed (self->bus))
    return G_SOURCE_REMOVE;
  g_dbus_connection_emit_signal (self->bus, self->caller, self->request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new_parsed ("(@u 0, @a{sv} {})"), NULL);
  return G_SOURCE_CONTINUE;
}

static void
give_key (Portal *self, const char *sender, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *path = dup_request_path (sender, options);
  GUnixFDList *list = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  int fd = g_unix_fd_list_get (list, 0, NULL);

  g_assert_cmpint (write (fd, KEY, strlen (KEY)), ==, (gssize) strlen (KEY));
  close (fd);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  self->caller = g_strdup (sender);
  self->request = g_steal_pointer (&path);
  g_timeout_add (20, respond_cb, self);
}

static void
call_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  Portal *self = user_data;

  self->asked++;
  if (self->answers)
    give_key (self, sender, parameters, invocation);
  /* Else the invocation is kept, as by a portal that hangs. */
}

static GVariant *
property_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
             GError **error, gpointer user_data)
{
  return g_variant_new_uint32 (1);
}

static void
portal_start (Portal *self, gboolean answers)
{
  static const GDBusInterfaceVTable table = { call_cb, property_cb, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->answers = answers;
  self->bus = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->bus, "/org/freedesktop/portal/desktop", node->interfaces[0], &table, self, NULL,
                                     &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", PORTAL, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                       NULL, &error);
  g_assert_no_error (error);
}

/* All of it in a file of this program's own, which others cannot read and which does not hold the password. */
static void
test_portal (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_sandbox_secrets_new (TUNTAS_CLOCK (clock));
  g_autofree char *file = g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring", NULL);
  g_autoptr (GError) error = NULL, missing = NULL, removed = NULL, gone = NULL;
  g_autofree char *first = NULL, *second = NULL, *other = NULL, *bytes = NULL;
  GStatBuf status;
  gsize length;
  Portal portal = { NULL };

  portal_start (&portal, TRUE);
  g_assert_true (tuntas_sandbox_secrets_are_wanted ());
  g_assert_cmpint (drive_status (secrets, &error), ==, TUNTAS_SECRETS_READY);
  g_assert_no_error (error);
  g_assert_null (drive_lookup (secrets, "budi", &missing));
  g_assert_error (missing, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  g_assert_true (drive_unlock (secrets, "budi", &error));
  g_assert_true (drive_store (secrets, "budi", "rahasia satu", &error));
  g_assert_true (drive_store (secrets, "sari", "lain", &error));
  g_assert_no_error (error);
  first = drive_lookup (secrets, "budi", &error);
  g_assert_cmpstr (first, ==, "rahasia satu");
  g_assert_true (drive_store (secrets, "budi", "rahasia dua", &error));
  second = drive_lookup (secrets, "budi", &error);
  g_assert_cmpstr (second, ==, "rahasia dua");
  g_assert_cmpuint (portal.asked, >, 0);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "rahasia"));
  g_assert_true (drive_clear (secrets, "budi", &error));
  g_assert_null (drive_lookup (secrets, "budi", &removed));
  g_assert_error (removed, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  other = drive_lookup (secrets, "sari", &error);
  g_assert_cmpstr (other, ==, "lain");
  g_assert_true (drive_clear (secrets, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (drive_lookup (secrets, "sari", &gone));
  g_assert_error (gone, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NOT_STORED);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock), ==, 0);
  g_dbus_connection_close_sync (portal.bus, NULL, NULL);
}

/* The window is not held up by a portal that hangs, and a call to it ends. */
static void
test_silent_portal (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_sandbox_secrets_new (TUNTAS_CLOCK (clock));
  g_auto (Running) running = { secrets };
  g_autoptr (GError) error = NULL;
  Portal portal = { NULL };

  portal_start (&portal, FALSE);
  tuntas_secrets_lookup_async (secrets, SERVER, "budi", NULL, running_cb, &running);
  drive_until (&portal.asked);
  tuntas_test_clock_advance_seconds (clock, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS - 1);
  running_assert_waits (&running);
  tuntas_test_clock_advance_seconds (clock, 1);
  running_wait (&running);
  g_assert_null (tuntas_secrets_lookup_finish (secrets, running.result, &error));
  g_assert_error (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_ANSWER);
}

static void
test_no_portal (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_sandbox_secrets_new (TUNTAS_CLOCK (clock));

  assert_all_fail (secrets, TUNTAS_KEYRING_ERROR_NO_SERVICE);
}

int
main (int argc, char **argv)
{
  g_setenv ("SNAP_NAME", "tuntas", TRUE);
  g_unsetenv ("SECRET_BACKEND");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  if (g_str_equal (argv[1], "portal"))
    g_test_add_func ("/keyring/sandbox/portal", test_portal);
  else if (g_str_equal (argv[1], "silent"))
    g_test_add_func ("/keyring/sandbox/silent-portal", test_silent_portal);
  else if (g_str_equal (argv[1], "none"))
    g_test_add_func ("/keyring/sandbox/no-portal", test_no_portal);
  else
    g_assert_not_reached ();
  return g_test_run ();
}
