/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret-survey.h"

#include "tuntas-secret-acts.h"
#include "tuntas-secret-private.h"

TuntasSecretFindings *
tuntas_secret_findings_new (TuntasSecretStep decide, const char *server, const char *user, TuntasSecret *secret)
{
  TuntasSecretFindings *self = g_new0 (TuntasSecretFindings, 1);

  self->decide = decide;
  self->server = g_strdup (server);
  self->user = g_strdup (user);
  self->secret = secret != NULL ? tuntas_secret_ref (secret) : NULL;
  self->keyring_only = decide == tuntas_secret_decide_status;
  return self;
}

void
tuntas_secret_findings_free (TuntasSecretFindings *self)
{
  g_free (self->server);
  g_free (self->user);
  g_clear_pointer (&self->secret, tuntas_secret_unref);
  g_clear_object (&self->service);
  g_strfreev (self->unlocked);
  g_strfreev (self->locked);
  g_free (self->keyring_path);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->newest, tuntas_secret_unref);
  g_free (self);
}

GHashTable *
tuntas_secret_findings_new_attributes (TuntasSecretFindings *self)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  if (self->server != NULL && self->user != NULL)
    {
      g_hash_table_insert (attributes, (gpointer) "server", g_strdup (self->server));
      g_hash_table_insert (attributes, (gpointer) "user", g_strdup (self->user));
    }
  /* Under this name libsecret and the desktop's keyring windows expect it. */
  g_hash_table_insert (attributes, (gpointer) "xdg:schema", g_strdup (TUNTAS_SECRET_SCHEMA_NAME));
  return attributes;
}

gboolean
tuntas_secret_findings_is_locked (TuntasSecretFindings *self)
{
  return self->keyring == TUNTAS_SECRET_KEYRING_LOCKED || (self->locked != NULL && self->locked[0] != NULL);
}

void
tuntas_secret_ask (TuntasSecretCall *call, const char *path, const char *interface, const char *method,
                   GVariant *parameters, const char *reply_type, GAsyncReadyCallback callback)
{
  GDBusConnection *bus = g_dbus_proxy_get_connection (G_DBUS_PROXY (tuntas_secret_call_findings (call)->service));

  g_dbus_connection_call (bus, TUNTAS_SECRET_BUS_NAME, path, interface, method, parameters, G_VARIANT_TYPE (reply_type),
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, tuntas_secret_call_cancellable (call), callback,
                          tuntas_secret_call_ref (call));
}

void
tuntas_secret_ask_service (TuntasSecretCall *call, const char *method, GVariant *parameters, const char *reply_type,
                           GAsyncReadyCallback callback)
{
  tuntas_secret_ask (call, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", method, parameters, reply_type,
                     callback);
}

void
tuntas_secret_ask_property (TuntasSecretCall *call, const char *path, const char *interface, const char *name,
                            GAsyncReadyCallback callback)
{
  tuntas_secret_ask (call, path, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", interface, name),
                     "(v)", callback);
}

GVariant *
tuntas_secret_finish_ask (TuntasSecretCall *call, GObject *source, GAsyncResult *result, TuntasKeyringError fallback,
                          const char *doing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    tuntas_secret_call_fail_from (call, fallback, doing, error);
  return tuntas_secret_call_is_settled (call) ? NULL : g_steal_pointer (&reply);
}

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_FAILED,
                                                         "asking whether the keyring is locked");
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(v)", &value);
  /* Anything but a plain "no" is taken for locked: then the agent is asked, and nothing is called "not stored". */
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (value))
    found->keyring = TUNTAS_SECRET_KEYRING_OPEN;
  else
    found->keyring = TUNTAS_SECRET_KEYRING_LOCKED;
  found->decide (call);
}

static void
alias_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_FAILED, "asking for the default keyring");
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  const char *path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o)", &path);
  g_free (found->keyring_path);
  found->keyring_path = g_strdup (path);
  found->keyring = TUNTAS_SECRET_KEYRING_ABSENT;
  if (g_str_equal (path, "/"))
    tuntas_secret_call_findings (call)->decide (call);
  else
    tuntas_secret_ask_property (call, path, TUNTAS_SECRET_COLLECTION_INTERFACE, "Locked", locked_cb);
}

static void
find_keyring (TuntasSecretCall *call)
{
  tuntas_secret_ask_service (call, "ReadAlias", g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT), "(o)", alias_cb);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (!secret_service_search_for_dbus_paths_finish (SECRET_SERVICE (source), result, &unlocked, &locked, &error))
    tuntas_secret_call_fail_from (call, TUNTAS_KEYRING_ERROR_FAILED, "searching the keyring", error);
  if (tuntas_secret_call_is_settled (call))
    return;
  g_strfreev (found->unlocked);
  g_strfreev (found->locked);
  found->unlocked = g_steal_pointer (&unlocked);
  found->locked = g_steal_pointer (&locked);
  find_keyring (call);
}

void
tuntas_secret_survey (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (GHashTable) attributes = NULL;

  if (found->keyring_only)
    {
      find_keyring (call);
      return;
    }
  attributes = tuntas_secret_findings_new_attributes (found);
  secret_service_search_for_dbus_paths (found->service, NULL, attributes, tuntas_secret_call_cancellable (call),
                                        searched_cb, tuntas_secret_call_ref (call));
}
