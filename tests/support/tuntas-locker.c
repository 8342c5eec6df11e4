/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-locker.h"

#define NAME "org.freedesktop.ScreenSaver"
#define PATH "/org/freedesktop/ScreenSaver"
#define IDLE_NAME "org.gnome.Mutter.IdleMonitor"
#define IDLE_PATH "/org/gnome/Mutter/IdleMonitor/Core"
#define AN_HOUR 3600000 /* ms */

struct _TuntasLocker
{
  GObject parent_instance;

  GDBusConnection *bus;
  guint objects[2];
  guint names[2];
  guint n_owned;
  guint asked;
};

G_DEFINE_FINAL_TYPE (TuntasLocker, tuntas_locker, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node><interface name='" NAME "'><method name='Lock'/>"
  "<signal name='ActiveChanged'><arg type='b'/></signal></interface>"
  "<interface name='" IDLE_NAME "'><method name='GetIdletime'><arg type='t' direction='out'/></method></interface></node>";

static void
called_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  TuntasLocker *self = user_data;

  if (g_str_equal (method, "GetIdletime"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(t)", (guint64) AN_HOUR));
      return;
    }
  self->asked++;
  g_dbus_method_invocation_return_value (invocation, NULL);
  tuntas_locker_set_locked (self, TRUE);
}

static void
name_acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  TUNTAS_LOCKER (user_data)->n_owned++;
}

static void
tuntas_locker_dispose (GObject *object)
{
  TuntasLocker *self = TUNTAS_LOCKER (object);

  for (guint i = 0; self->bus != NULL && i < G_N_ELEMENTS (self->names); i++)
    {
      g_bus_unown_name (self->names[i]);
      g_dbus_connection_unregister_object (self->bus, self->objects[i]);
    }
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (tuntas_locker_parent_class)->dispose (object);
}

static void
tuntas_locker_class_init (TuntasLockerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_locker_dispose;
}

static void
tuntas_locker_init (TuntasLocker *self)
{
}

TuntasLocker *
tuntas_locker_new (void)
{
  static const GDBusInterfaceVTable vtable = { called_cb, NULL, NULL, { NULL } };
  static const char *const names[] = { NAME, IDLE_NAME };
  static const char *const paths[] = { PATH, IDLE_PATH };
  TuntasLocker *self = g_object_new (TUNTAS_TYPE_LOCKER, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      self->objects[i] = g_dbus_connection_register_object (self->bus, paths[i], node->interfaces[i], &vtable, self, NULL,
                                                            &error);
      g_assert_no_error (error);
      self->names[i] = g_bus_own_name_on_connection (self->bus, names[i], G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb,
                                                     NULL, self, NULL);
    }
  while (self->n_owned < G_N_ELEMENTS (names))
    g_main_context_iteration (NULL, TRUE);
  return self;
}

void
tuntas_locker_set_locked (TuntasLocker *self, gboolean locked)
{
  g_dbus_connection_emit_signal (self->bus, NULL, PATH, NAME, "ActiveChanged", g_variant_new ("(b)", locked), NULL);
}

guint
tuntas_locker_get_asked (TuntasLocker *self)
{
  return self->asked;
}

void
tuntas_locker_wait (TuntasLocker *self)
{
  while (self->asked == 0)
    g_main_context_iteration (NULL, TRUE);
}
