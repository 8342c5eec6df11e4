/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-autostart.h"

#include <glib/gstdio.h>
#include <string.h>

/* Starting with the desktop: by a portal of the test's own on the session's bus, and by the file. */

#define FILE_NAME "io.github.tuntas.Tuntas.desktop"

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method></interface></node>";

typedef struct
{
  GDBusConnection *portal_bus; /* the portal's own */
  GDBusConnection *bus;        /* the program's */
  guint object;
  guint name;
  gboolean owned;
  /* What the portal says, and what it was asked. */
  guint32 response;
  gboolean refuses;            /* it says yes to the request, and no to the start with the desktop */
  gboolean asked_start;
  GStrv asked_command;
  guint n_asked;
} Fixture;

static char *
file_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
}

static GDBusConnection *
connect_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GDBusConnection *bus;

  g_assert_no_error (error);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

static void
requested_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
              GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *who = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token;
  GVariantBuilder results;

  fixture->n_asked++;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &fixture->asked_start));
  g_clear_pointer (&fixture->asked_command, g_strfreev);
  g_assert_true (g_variant_lookup (options, "commandline", "^as", &fixture->asked_command));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", who, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&results, "{sv}", "autostart",
                         g_variant_new_boolean (fixture->asked_start && !fixture->refuses));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", fixture->response, &results), NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Fixture *) user_data)->owned = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = connect_bus ();
}

static void
open_portal (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { .method_call = requested_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);

  fixture->portal_bus = connect_bus ();
  fixture->object = g_dbus_connection_register_object (fixture->portal_bus, "/org/freedesktop/portal/desktop",
                                                       node->interfaces[0], &vtable, fixture, NULL, NULL);
  g_assert_cmpuint (fixture->object, !=, 0);
  fixture->name = g_bus_own_name_on_connection (fixture->portal_bus, "org.freedesktop.portal.Desktop",
                                                G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, fixture, NULL);
  while (!fixture->owned)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_path ();

  g_unlink (path);
  if (fixture->portal_bus != NULL)
    {
      g_bus_unown_name (fixture->name);
      g_dbus_connection_unregister_object (fixture->portal_bus, fixture->object);
      g_dbus_connection_close_sync (fixture->portal_bus, NULL, NULL);
    }
  g_clear_object (&fixture->portal_bus);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_clear_object (&fixture->bus);
  g_clear_pointer (&fixture->asked_command, g_strfreev);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full) (nullable) */
static GError *
set_start (gboolean start, GDBusConnection *bus)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  tuntas_autostart_set_async (start, bus, NULL, set_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  tuntas_autostart_set_finish (result, &error);
  return error;
}

static void
assert_file (gboolean there)
{
  g_autofree char *path = file_path ();

  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, there);
}

/* Without a bus, and on one without a portal. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  GDBusConnection *const buses[] = { NULL, fixture->bus };

  for (guint i = 0; i < G_N_ELEMENTS (buses); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autofree char *path = file_path ();
      g_autofree char *exec = NULL;
      g_auto (GStrv) argv = NULL;

      g_assert_no_error (set_start (TRUE, buses[i]));
      g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
      exec = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
      g_assert_true (g_shell_parse_argv (exec, NULL, &argv, NULL));
      g_assert_true (g_str_has_suffix (argv[0], "test-ui-autostart"));
      g_assert_cmpstr (argv[1], ==, "--background");
      g_assert_no_error (set_start (FALSE, buses[i]));
      assert_file (FALSE);
      /* Once more changes nothing. */
      g_assert_no_error (set_start (FALSE, buses[i]));
    }
}

static void
test_file_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;

  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "no folder", -1, NULL));
  error = set_start (TRUE, NULL);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "autostart"));
  g_unlink (folder);
}

static void
test_portal (Fixture *fixture, gconstpointer data)
{
  open_portal (fixture);
  g_assert_no_error (set_start (TRUE, fixture->bus));
  g_assert_true (fixture->asked_start);
  g_assert_cmpstr (fixture->asked_command[1], ==, "--background");
  g_assert_no_error (set_start (FALSE, fixture->bus));
  g_assert_false (fixture->asked_start);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  assert_file (FALSE);
}

/* A person, or the desktop, says no: then there is no way round it. */
static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) refused = NULL;

  open_portal (fixture);
  fixture->response = 1;
  cancelled = set_start (TRUE, fixture->bus);
  g_assert_error (cancelled, TUNTAS_AUTOSTART_ERROR, TUNTAS_AUTOSTART_ERROR_DENIED);
  fixture->response = 0;
  fixture->refuses = TRUE;
  refused = set_start (TRUE, fixture->bus);
  g_assert_error (refused, TUNTAS_AUTOSTART_ERROR, TUNTAS_AUTOSTART_ERROR_DENIED);
  assert_file (FALSE);
}

/* A portal that cannot do it, as for a program outside of a sandbox, leaves it to the file. */
static void
test_portal_cannot (Fixture *fixture, gconstpointer data)
{
  open_portal (fixture);
  fixture->response = 2;
  g_assert_no_error (set_start (TRUE, fixture->bus));
  assert_file (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/autostart/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/ui/autostart/file-in-the-way", Fixture, NULL, set_up, test_file_in_the_way, tear_down);
  g_test_add ("/ui/autostart/portal", Fixture, NULL, set_up, test_portal, tear_down);
  g_test_add ("/ui/autostart/denied", Fixture, NULL, set_up, test_denied, tear_down);
  g_test_add ("/ui/autostart/portal-cannot", Fixture, NULL, set_up, test_portal_cannot, tear_down);
  return g_test_run ();
}
