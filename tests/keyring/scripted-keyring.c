/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-keyring.h"

#include <string.h>

#define NAME "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define KEYRING ROOT "/keyring"
#define PROMPT ROOT "/prompt"
#define SESSION ROOT "/session"
#define ITEM_PREFIX ROOT "/item"
#define NOTHING "/"

static const char interfaces[] =
    "<node>"
    "<interface name='org.freedesktop.Secret.Service'>"
    "<method name='OpenSession'><arg type='s'/><arg type='v'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='CreateCollection'><arg type='a{sv}'/><arg type='s'/>"
    "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='SearchItems'><arg type='a{ss}'/>"
    "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
    "<method name='Unlock'><arg type='ao'/><arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='GetSecrets'><arg type='ao'/><arg type='o'/><arg type='a{o(oayays)}' direction='out'/></method>"
    "<method name='ReadAlias'><arg type='s'/><arg type='o' direction='out'/></method>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Collection'>"
    "<method name='CreateItem'><arg type='a{sv}'/><arg type='(oayays)'/><arg type='b'/>"
    "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
    "<property name='Locked' type='b' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Item'>"
    "<method name='Delete'><arg type='o' direction='out'/></method>"
    "<property name='Modified' type='t' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Prompt'>"
    "<method name='Prompt'><arg type='s'/></method>"
    "</interface>"
    "</node>";

/* (nullable): what lies behind a path of ours. */
static const ScriptedItem *
find_item (ScriptedKeyring *self, const char *path)
{
  return &self->items[g_ascii_strtoull (path + strlen (ITEM_PREFIX), NULL, 10)];
}

static GVariant *
open_session (ScriptedKeyring *self, GVariant *parameters)
{
  const char *algorithm;

  g_variant_get (parameters, "(&sv)", &algorithm, NULL);
  if (!g_str_equal (algorithm, "plain"))
    return NULL;
  return g_variant_new ("(vo)", g_variant_new_string (""), SESSION);
}

static GVariant *
search_items (ScriptedKeyring *self, GVariant *parameters)
{
  g_autoptr (GVariant) attributes = g_variant_get_child_value (parameters, 0);
  g_auto (GVariantBuilder) found = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ao"));
  g_autoptr (GVariant) paths = NULL;
  const char *user;

  g_assert_true (g_variant_lookup (attributes, "user", "&s", &user));
  for (guint i = 0; self->items != NULL && self->items[i].user != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (ITEM_PREFIX "%u", i);

      if (g_str_equal (self->items[i].user, user))
        g_variant_builder_add (&found, "o", path);
    }
  paths = g_variant_ref_sink (g_variant_builder_end (&found));
  return self->locked ? g_variant_new ("(@ao@ao)", g_variant_new_objv (NULL, 0), paths)
                      : g_variant_new ("(@ao@ao)", paths, g_variant_new_objv (NULL, 0));
}

static GVariant *
get_secrets (ScriptedKeyring *self, GVariant *parameters)
{
  g_auto (GVariantBuilder) secrets = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{o(oayays)}"));
  g_autoptr (GVariantIter) paths = NULL;
  const char *path;

  g_variant_get (parameters, "(aoo)", &paths, NULL);
  while (g_variant_iter_next (paths, "&o", &path))
    {
      const char *password = find_item (self, path)->password;

      if (password != NULL)
        g_variant_builder_add (&secrets, "{o(o@ay@ays)}", path, SESSION,
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, password, strlen (password), 1),
                               "text/plain");
    }
  return g_variant_new ("(a{o(oayays)})", &secrets);
}

static GVariant *
create_item (ScriptedKeyring *self, GVariant *parameters)
{
  g_autoptr (GVariant) value = NULL;
  gconstpointer bytes;
  gsize length;

  g_variant_get (parameters, "(@a{sv}(o@ay@ays)b)", NULL, NULL, NULL, &value, NULL, NULL);
  bytes = g_variant_get_fixed_array (value, &length, 1);
  g_free (self->stored);
  self->stored = g_strndup (bytes, length);
  return g_variant_new ("(oo)", ITEM_PREFIX "0", NOTHING);
}

static GVariant *
delete_item (ScriptedKeyring *self, GVariant *parameters)
{
  self->deleted++;
  return g_variant_new ("(o)", NOTHING);
}

static GVariant *
unlock (ScriptedKeyring *self, GVariant *parameters)
{
  return g_variant_new ("(@aoo)", g_variant_new_objv (NULL, 0), PROMPT);
}

static GVariant *
create_collection (ScriptedKeyring *self, GVariant *parameters)
{
  return g_variant_new ("(oo)", NOTHING, PROMPT);
}

static GVariant *
read_alias (ScriptedKeyring *self, GVariant *parameters)
{
  return g_variant_new ("(o)", self->absent ? NOTHING : KEYRING);
}

static void
complete_prompt (ScriptedKeyring *self, gboolean dismissed)
{
  g_dbus_connection_emit_signal (self->bus, NULL, PROMPT, "org.freedesktop.Secret.Prompt", "Completed",
                                 g_variant_new ("(bv)", dismissed, g_variant_new_string ("")), NULL);
}

void
scripted_keyring_answer_prompt (ScriptedKeyring *self)
{
  self->locked = FALSE;
  self->absent = FALSE;
  complete_prompt (self, FALSE);
}

static GVariant *
show_prompt (ScriptedKeyring *self, GVariant *parameters)
{
  self->prompts++;
  switch (self->prompt)
    {
    case PROMPT_OPENS:
      scripted_keyring_answer_prompt (self);
      break;
    case PROMPT_OPENS_NOTHING:
      complete_prompt (self, FALSE);
      break;
    case PROMPT_IS_DISMISSED:
      complete_prompt (self, TRUE);
      break;
    case PROMPT_NEVER_ANSWERS:
      break;
    }
  return g_variant_new ("()");
}

static void
fail_at (ScriptedKeyring *self, const char *method, GDBusMethodInvocation *invocation)
{
  self->reached++;
  switch (self->fault)
    {
    case FAULT_REFUSES:
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.Secret.Error.IsLocked", "no");
      return;
    case FAULT_DIES:
      g_dbus_connection_close_sync (self->bus, NULL, NULL);
      break;
    case FAULT_ASKS:
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", PROMPT));
      return;
    case FAULT_SILENT:
      break;
    }
  g_object_unref (invocation);
}

static void
method_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  static const struct
  {
    const char *method;
    GVariant *(*answer) (ScriptedKeyring *self, GVariant *parameters);
  } table[] = {
    { "OpenSession", open_session },
    { "SearchItems", search_items },
    { "GetSecrets", get_secrets },
    { "ReadAlias", read_alias },
    { "Unlock", unlock },
    { "CreateCollection", create_collection },
    { "CreateItem", create_item },
    { "Delete", delete_item },
    { "Prompt", show_prompt },
  };
  ScriptedKeyring *self = user_data;
  GVariant *answer = NULL;

  if (g_strcmp0 (self->at, method) == 0)
    {
      fail_at (self, method, invocation);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].method, method))
      answer = table[i].answer (self, parameters);
  if (answer != NULL)
    g_dbus_method_invocation_return_value (invocation, answer);
  else
    g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED, "no");
}

static GVariant *
property_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *property,
             GError **error, gpointer user_data)
{
  ScriptedKeyring *self = user_data;

  return g_str_equal (property, "Locked") ? g_variant_new_boolean (self->locked)
                                          : g_variant_new_uint64 (find_item (self, path)->modified);
}

static void
export_at (ScriptedKeyring *self, GDBusNodeInfo *node, const char *interface, const char *path)
{
  static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL };
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (self->bus, path, g_dbus_node_info_lookup_interface (node, interface), &vtable,
                                     self, NULL, &error);
  g_assert_no_error (error);
}

static void
export_all (ScriptedKeyring *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, &error);

  g_assert_no_error (error);
  export_at (self, node, "org.freedesktop.Secret.Service", ROOT);
  export_at (self, node, "org.freedesktop.Secret.Collection", KEYRING);
  export_at (self, node, "org.freedesktop.Secret.Prompt", PROMPT);
  for (guint i = 0; self->items != NULL && self->items[i].user != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (ITEM_PREFIX "%u", i);

      export_at (self, node, "org.freedesktop.Secret.Item", path);
    }
}

static GVariant *
call_bus (ScriptedKeyring *self, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                 "org.freedesktop.DBus", method, parameters, G_VARIANT_TYPE ("(u)"),
                                                 G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

void
scripted_keyring_start (ScriptedKeyring *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 owner;

  self->bus = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
      &error);
  g_assert_no_error (error);
  export_all (self);
  reply = call_bus (self, "RequestName", g_variant_new ("(su)", NAME, 0));
  g_variant_get (reply, "(u)", &owner);
  g_assert_cmpuint (owner, ==, 1);
}

void
scripted_keyring_stop (ScriptedKeyring *self)
{
  if (self->bus != NULL && !g_dbus_connection_is_closed (self->bus))
    {
      /* The name is free for the next one when this comes back. */
      g_variant_unref (call_bus (self, "ReleaseName", g_variant_new ("(s)", NAME)));
      g_dbus_connection_close_sync (self->bus, NULL, NULL);
    }
  g_clear_object (&self->bus);
  g_clear_pointer (&self->stored, g_free);
}
