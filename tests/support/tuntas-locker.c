/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-locker.h"

#define NAME "org.freedesktop.ScreenSaver"
#define PATH "/org/freedesktop/ScreenSaver"

struct _TuntasLocker
{
  GObject parent_instance;

  GDBusConnection *bus;
  guint object;
  guint name;
  gboolean owned;
  guint asked;
};

G_DEFINE_FINAL_TYPE (TuntasLocker, tuntas_locker, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node><interface name='" NAME "'><method name='Lock'/>"
  "<signal name='ActiveChanged'><arg type='b'/></signal></interface></node>";

static void
called_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  TuntasLocker *self = user_data;

  self->asked++;
  g_dbus_method_invocation_return_value (invocation, NULL);
  tuntas_locker_set_locked (self, TRUE);
}

static void
name_acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  TUNTAS_LOCKER (user_data)->owned = TRUE;
}

static void
tuntas_locker_dispose (GObject *object)
{
  TuntasLocker *self = TUNTAS_LOCKER (object);

  g_clear_handle_id (&self->name, g_bus_unown_name);
  if (self->object != 0)
    g_dbus_connection_unregister_object (self->bus, self->object);
  self->object = 0;
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
  TuntasLocker *self = g_object_new (TUNTAS_TYPE_LOCKER, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, PATH, node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb, NULL, self,
                                             NULL);
  while (!self->owned)
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
