/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-keyring.h"

#define NAME "org.freedesktop.secrets"

static GVariant *
call (const char *name, const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *reply;

  g_assert_nonnull (bus);
  reply = g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);
  return reply;
}

GVariant *
real_keyring_call (const char *path, const char *interface, const char *method, GVariant *parameters)
{
  return call (NAME, path, interface, method, parameters);
}

void
real_keyring_lock (void)
{
  const char *paths[] = { REAL_KEYRING_COLLECTION, NULL };

  g_variant_unref (real_keyring_call ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
                                      g_variant_new ("(^ao)", paths)));
}

pid_t
real_keyring_pid (void)
{
  g_autoptr (GVariant) reply = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "GetConnectionUnixProcessID", g_variant_new ("(s)", NAME));
  guint32 pid;

  g_variant_get (reply, "(u)", &pid);
  return (pid_t) pid;
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  gboolean *there = user_data;

  *there = TRUE;
}

void
real_keyring_start (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) daemon = NULL;
  g_autoptr (GError) error = NULL;
  gboolean there = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, NULL, &there,
                                  NULL);

  /* gnome-keyring 42.1 warns whenever an item is replaced, and would end itself. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--unlock", "--components=secrets",
                                        "--daemonize", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (daemon, REAL_KEYRING_PASSWORD, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  while (!there)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

void
real_keyring_write (const char *attributes)
{
  g_autoptr (GVariant) session = real_keyring_call ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
                                                    "OpenSession", g_variant_new_parsed ("('plain', <''>)"));
  g_autoptr (GVariant) pairs = g_variant_parse (G_VARIANT_TYPE ("a{ss}"), attributes, NULL, NULL, NULL);
  g_autofree char *path = NULL;

  g_variant_get (session, "(vo)", NULL, &path);
  g_variant_unref (real_keyring_call (
      REAL_KEYRING_COLLECTION, "org.freedesktop.Secret.Collection", "CreateItem",
      g_variant_new_parsed ("({'org.freedesktop.Secret.Item.Label': <'another'>,"
                            "  'org.freedesktop.Secret.Item.Attributes': <%@a{ss}>},"
                            " (%o, @ay [], @ay [0x6c, 0x61, 0x69, 0x6e], 'text/plain'), false)",
                            pairs, path)));
}
