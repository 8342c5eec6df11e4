/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-notifications.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

struct _TuntasNotifications
{
  GObject parent_instance;

  GDBusConnection *bus;
  guint object;
  guint name;
  gboolean owned;
  GPtrArray *shown;
  guint32 last_id;
};

G_DEFINE_FINAL_TYPE (TuntasNotifications, tuntas_notifications, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node><interface name='" NAME "'>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
  "</interface></node>";

static void
shown_free (gpointer data)
{
  TuntasShownNotification *shown = data;

  g_free (shown->title);
  g_free (shown->body);
  g_strfreev (shown->actions);
  g_free (shown);
}

static void
close_id (TuntasNotifications *self, guint32 id)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      TuntasShownNotification *shown = g_ptr_array_index (self->shown, i);

      if (shown->id == id)
        shown->closed = TRUE;
    }
}

static guint32
take_notification (TuntasNotifications *self, GVariant *parameters)
{
  TuntasShownNotification *shown = g_new0 (TuntasShownNotification, 1);
  g_autoptr (GVariant) hints = NULL;
  guchar urgency = 1;

  g_variant_get (parameters, "(&su&sss^as@a{sv}i)", NULL, &shown->replaces, NULL, &shown->title, &shown->body,
                 &shown->actions, &hints, NULL);
  g_variant_lookup (hints, "urgency", "y", &urgency);
  shown->urgency = urgency;
  if (shown->replaces != 0)
    close_id (self, shown->replaces);
  shown->id = shown->replaces != 0 ? shown->replaces : ++self->last_id;
  g_ptr_array_add (self->shown, shown);
  return shown->id;
}

static void
called_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  TuntasNotifications *self = user_data;
  static const char *const capabilities[] = { "actions", "body", "persistence", NULL };

  if (g_str_equal (method, "Notify"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", take_notification (self, parameters)));
  else if (g_str_equal (method, "CloseNotification"))
    {
      guint32 id;

      g_variant_get (parameters, "(u)", &id);
      close_id (self, id);
      g_dbus_connection_emit_signal (bus, NULL, PATH, NAME, "NotificationClosed", g_variant_new ("(uu)", id, 3), NULL);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "record", "tuntas", "1", "1.2"));
}

static void
name_acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  TUNTAS_NOTIFICATIONS (user_data)->owned = TRUE;
}

static void
tuntas_notifications_dispose (GObject *object)
{
  TuntasNotifications *self = TUNTAS_NOTIFICATIONS (object);

  g_clear_handle_id (&self->name, g_bus_unown_name);
  if (self->object != 0)
    g_dbus_connection_unregister_object (self->bus, self->object);
  self->object = 0;
  g_clear_object (&self->bus);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_notifications_parent_class)->dispose (object);
}

static void
tuntas_notifications_class_init (TuntasNotificationsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_notifications_dispose;
}

static void
tuntas_notifications_init (TuntasNotifications *self)
{
  self->shown = g_ptr_array_new_with_free_func (shown_free);
}

TuntasNotifications *
tuntas_notifications_new (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  TuntasNotifications *self = g_object_new (TUNTAS_TYPE_NOTIFICATIONS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, &error);

  g_assert_no_error (error);
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

GPtrArray *
tuntas_notifications_list (TuntasNotifications *self)
{
  return self->shown;
}

TuntasShownNotification *
tuntas_notifications_find (TuntasNotifications *self, const char *title, const char *body, gboolean closed)
{
  for (guint i = self->shown->len; i > 0; i--)
    {
      TuntasShownNotification *shown = g_ptr_array_index (self->shown, i - 1);

      if (shown->closed == closed && g_pattern_match_simple (title, shown->title) &&
          g_pattern_match_simple (body, shown->body))
        return shown;
    }
  return NULL;
}

/* (nullable) */
static const char *
find_action (const TuntasShownNotification *shown, const char *label)
{
  for (guint i = 0; shown->actions[i] != NULL && shown->actions[i + 1] != NULL; i += 2)
    if (g_str_equal (*label == '\0' ? shown->actions[i] : shown->actions[i + 1], *label == '\0' ? "default" : label))
      return shown->actions[i];
  return NULL;
}

gboolean
tuntas_notifications_has_button (const TuntasShownNotification *shown, const char *label)
{
  return find_action (shown, label) != NULL;
}

void
tuntas_notifications_press (TuntasNotifications *self, const TuntasShownNotification *shown, const char *label)
{
  const char *action = find_action (shown, label);
  g_autoptr (GError) error = NULL;

  if (action == NULL)
    g_error ("the notification “%s” has no button “%s”", shown->body, label);
  g_dbus_connection_emit_signal (self->bus, NULL, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", shown->id, action), &error);
  g_assert_no_error (error);
  /* A notification goes with its button, as desktops do it. */
  close_id (self, shown->id);
  g_dbus_connection_emit_signal (self->bus, NULL, PATH, NAME, "NotificationClosed", g_variant_new ("(uu)", shown->id, 2),
                                 &error);
  g_assert_no_error (error);
}
