/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret-service.h"

#include "tuntas-secret-call.h"
#include "tuntas-secret-private.h"

#include <libsecret/secret.h>

/* Every act takes the same way: bus → service is there → survey → the act's own decision. The survey finds the
 * account's items and whether the default keyring exists and is open. An act that has to ask the agent does so once,
 * and then surveys again: what the keyring says after its window is what counts.
 *
 * libsecret's own lookup answers "nothing" for a locked keyring too, and its service proxy prints a critical where
 * no service is on the bus; hence the steps of our own. */

#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define ITEM_INTERFACE "org.freedesktop.Secret.Item"

typedef enum
{
  ACT_STATUS,
  ACT_LOOKUP,
  ACT_UNLOCK,
  ACT_STORE,
  ACT_CLEAR,
} Act;

/* The default keyring, as the survey saw it. */
typedef enum
{
  KEYRING_ABSENT,
  KEYRING_LOCKED,
  KEYRING_OPEN,
} Keyring;

struct _TuntasSecretFindings
{
  Act act;
  char *server;         /* (nullable) */
  char *user;           /* (nullable) */
  TuntasSecret *secret; /* (owned) (nullable): what to store */

  SecretService *service; /* (owned) (nullable) */
  GStrv unlocked;         /* (owned) (nullable): paths of the account's items */
  GStrv locked;           /* (owned) (nullable) */
  char *keyring_path;     /* (owned) (nullable) */
  Keyring keyring;
  guint prompts; /* how many were shown: at most one */

  GHashTable *values;   /* (owned) (nullable): path → SecretValue */
  guint at;             /* which of unlocked is being looked at */
  guint64 best_time;    /* seconds UTC, of the newest readable item so far */
  TuntasSecret *newest; /* (owned) (nullable) */
};

struct _TuntasSecretService
{
  GObject parent_instance;

  TuntasClock *clock; /* (owned) */
};

static void tuntas_secret_service_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSecretService, tuntas_secret_service, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, tuntas_secret_service_iface_init))

static const SecretSchema schema = {
  "io.github.tuntas.Tuntas.Nossa",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void survey (TuntasSecretCall *call);

static void
findings_free (gpointer data)
{
  TuntasSecretFindings *found = data;

  g_free (found->server);
  g_free (found->user);
  g_clear_pointer (&found->secret, tuntas_secret_unref);
  g_clear_object (&found->service);
  g_strfreev (found->unlocked);
  g_strfreev (found->locked);
  g_free (found->keyring_path);
  g_clear_pointer (&found->values, g_hash_table_unref);
  g_clear_pointer (&found->newest, tuntas_secret_unref);
  g_free (found);
}

static void
return_true (TuntasSecretCall *call)
{
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_boolean (task, TRUE);
}

static GHashTable *
new_attributes (TuntasSecretFindings *found)
{
  return secret_attributes_build (&schema, "server", found->server, "user", found->user, NULL);
}

static guint
length_of (GStrv paths)
{
  return paths != NULL ? g_strv_length (paths) : 0;
}

/* A D-Bus call of the keyring's protocol; the step behind it holds a reference. */
static void
ask_keyring (TuntasSecretCall *call, const char *path, const char *interface, const char *method, GVariant *parameters,
             const char *reply_type, GAsyncReadyCallback callback)
{
  GDBusConnection *bus = g_dbus_proxy_get_connection (G_DBUS_PROXY (tuntas_secret_call_findings (call)->service));

  g_dbus_connection_call (bus, TUNTAS_SECRET_BUS_NAME, path, interface, method, parameters,
                          G_VARIANT_TYPE (reply_type), G_DBUS_CALL_FLAGS_NONE, G_MAXINT,
                          tuntas_secret_call_cancellable (call), callback, tuntas_secret_call_ref (call));
}

/* Its answer, or NULL where the call is settled or is failed now. (transfer full) */
static GVariant *
finish_keyring (TuntasSecretCall *call, GObject *source, GAsyncResult *result, TuntasKeyringError fallback,
                const char *doing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    tuntas_secret_call_fail_from (call, fallback, doing, error);
  return tuntas_secret_call_is_settled (call) ? NULL : g_steal_pointer (&reply);
}

static void
ask_property (TuntasSecretCall *call, const char *path, const char *interface, const char *name,
              GAsyncReadyCallback callback)
{
  ask_keyring (call, path, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", interface, name), "(v)",
               callback);
}

/* Lookup: of several items the newest readable one. */

static void
return_newest (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (TuntasSecret) secret = g_steal_pointer (&found->newest);
  g_autoptr (GTask) task = NULL;

  if (secret == NULL && (length_of (found->locked) > 0 || found->keyring == KEYRING_LOCKED))
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_LOCKED, "the keyring is locked");
      return;
    }
  if (secret == NULL)
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_NOT_STORED, "the keyring has no password of this account");
      return;
    }
  task = tuntas_secret_call_take (call);
  g_task_return_pointer (task, g_steal_pointer (&secret), (GDestroyNotify) tuntas_secret_unref);
}

static void weigh_next (TuntasSecretCall *call);

static void
weighed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (TuntasSecret) secret = NULL;
  g_autoptr (GVariant) value = NULL;
  guint64 modified = 0;

  if (tuntas_secret_call_is_settled (call))
    return;
  /* An item that does not tell its age (or has gone meanwhile) still was read: it counts as the oldest. */
  if (reply != NULL)
    g_variant_get (reply, "(v)", &value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    modified = g_variant_get_uint64 (value);
  secret = tuntas_secret_new_from_value (g_hash_table_lookup (found->values, found->unlocked[found->at]));
  if (secret != NULL && (found->newest == NULL || modified > found->best_time))
    {
      g_clear_pointer (&found->newest, tuntas_secret_unref);
      found->newest = g_steal_pointer (&secret);
      found->best_time = modified;
    }
  found->at++;
  weigh_next (call);
}

static void
weigh_next (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  /* An item that was deleted between the search and the reading has no value. */
  while (found->unlocked[found->at] != NULL && g_hash_table_lookup (found->values, found->unlocked[found->at]) == NULL)
    found->at++;
  if (found->unlocked[found->at] == NULL)
    return_newest (call);
  else
    ask_property (call, found->unlocked[found->at], ITEM_INTERFACE, "Modified", weighed_cb);
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = secret_service_get_secrets_for_dbus_paths_finish (SECRET_SERVICE (source), result,
                                                                                   &error);

  if (error != NULL)
    tuntas_secret_call_fail_from (call, TUNTAS_KEYRING_ERROR_FAILED, "reading from the keyring", error);
  if (tuntas_secret_call_is_settled (call))
    return;
  if (values == NULL)
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_FAILED, "the keyring gave no values");
      return;
    }
  tuntas_secret_call_findings (call)->values = g_steal_pointer (&values);
  weigh_next (call);
}

static void
decide_lookup (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (length_of (found->unlocked) == 0)
    return_newest (call);
  else
    secret_service_get_secrets_for_dbus_paths (found->service, (const char **) found->unlocked,
                                               tuntas_secret_call_cancellable (call), values_cb,
                                               tuntas_secret_call_ref (call));
}

/* Asking the agent: for the password of a locked keyring, or for a new keyring's. */

static void
surveyed_again (TuntasSecretCall *call)
{
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
  survey (call);
}

static void
go_through_prompt (TuntasSecretCall *call, const char *prompt)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (g_str_equal (prompt, "/"))
    {
      surveyed_again (call);
      return;
    }
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_PROMPT_SECONDS);
  tuntas_secret_call_prompt (call, g_dbus_proxy_get_connection (G_DBUS_PROXY (found->service)), prompt,
                             surveyed_again);
}

static void
unlock_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED,
                                               "asking to unlock the keyring");
  const char *prompt;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(@ao&o)", NULL, &prompt);
  go_through_prompt (call, prompt);
}

static void
collection_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED,
                                               "asking for a new keyring");
  const char *prompt;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o&o)", NULL, &prompt);
  go_through_prompt (call, prompt);
}

/* FALSE (and the call is failed) where the agent was asked already and it was no use. */
static gboolean
may_ask (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (found->prompts > 0)
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_REFUSED, "the keyring did not open");
      return FALSE;
    }
  found->prompts++;
  return TRUE;
}

static void
ask_unlock (TuntasSecretCall *call, gboolean with_items)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_auto (GVariantBuilder) paths = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ao"));

  if (!may_ask (call))
    return;
  if (found->keyring == KEYRING_LOCKED)
    g_variant_builder_add (&paths, "o", found->keyring_path);
  for (guint i = 0; with_items && i < length_of (found->locked); i++)
    g_variant_builder_add (&paths, "o", found->locked[i]);
  ask_keyring (call, SERVICE_PATH, SERVICE_INTERFACE, "Unlock", g_variant_new ("(ao)", &paths), "(aoo)",
               unlock_asked_cb);
}

static void
ask_new_keyring (TuntasSecretCall *call)
{
  g_auto (GVariantBuilder) properties = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (!may_ask (call))
    return;
  g_variant_builder_add (&properties, "{sv}", COLLECTION_INTERFACE ".Label", g_variant_new_string ("Default keyring"));
  ask_keyring (call, SERVICE_PATH, SERVICE_INTERFACE, "CreateCollection",
               g_variant_new ("(a{sv}s)", &properties, SECRET_COLLECTION_DEFAULT), "(oo)", collection_asked_cb);
}

/* Store */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = secret_service_create_item_dbus_path_finish (SECRET_SERVICE (source), result, &error);

  if (tuntas_secret_call_is_settled (call))
    return;
  if (error != NULL)
    tuntas_secret_call_fail_from (call, TUNTAS_KEYRING_ERROR_REFUSED, "storing in the keyring", error);
  else if (path == NULL)
    tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_DISMISSED, "the keyring stored nothing");
  else
    return_true (call);
}

static GHashTable *
new_item_properties (TuntasSecretFindings *found)
{
  g_autoptr (GHashTable) attributes = new_attributes (found);
  g_autofree char *label = g_strdup_printf ("Tuntas: Nossa login of %s at %s", found->user, found->server);
  g_auto (GVariantBuilder) pairs = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTable *properties = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&pairs, "{ss}", name, value);
  /* As libsecret writes the schema's name; its search asks for it. */
  g_variant_builder_add (&pairs, "{ss}", "xdg:schema", schema.name);
  g_hash_table_insert (properties, (gpointer) ITEM_INTERFACE ".Label",
                       g_variant_ref_sink (g_variant_new_string (label)));
  g_hash_table_insert (properties, (gpointer) ITEM_INTERFACE ".Attributes",
                       g_variant_ref_sink (g_variant_builder_end (&pairs)));
  return properties;
}

static void
decide_store (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (GHashTable) properties = NULL;

  if (found->keyring == KEYRING_ABSENT)
    ask_new_keyring (call);
  else if (found->keyring == KEYRING_LOCKED)
    ask_unlock (call, FALSE);
  else
    {
      properties = new_item_properties (found);
      secret_service_create_item_dbus_path (found->service, found->keyring_path, properties,
                                            tuntas_secret_get_value (found->secret), SECRET_ITEM_CREATE_REPLACE,
                                            tuntas_secret_call_cancellable (call), stored_cb,
                                            tuntas_secret_call_ref (call));
    }
}

/* Clear: nothing at all where something is locked, then one after the other. */

static void delete_next (TuntasSecretCall *call);

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED,
                                               "removing from the keyring");
  const char *prompt;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o)", &prompt);
  if (!g_str_equal (prompt, "/"))
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_REFUSED, "the keyring wants to ask before removing");
      return;
    }
  tuntas_secret_call_findings (call)->at++;
  delete_next (call);
}

static void
delete_next (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (found->at >= length_of (found->unlocked))
    return_true (call);
  else
    ask_keyring (call, found->unlocked[found->at], ITEM_INTERFACE, "Delete", NULL, "(o)", deleted_cb);
}

static void
decide_clear (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (length_of (found->locked) > 0 || found->keyring == KEYRING_LOCKED)
    tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_LOCKED, "the keyring is locked");
  else
    delete_next (call);
}

static void
decide_unlock (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (length_of (found->locked) > 0 || found->keyring == KEYRING_LOCKED)
    ask_unlock (call, TRUE);
  else
    return_true (call);
}

static void
decide_status (TuntasSecretCall *call)
{
  static const TuntasSecretsStatus status[] = {
    [KEYRING_ABSENT] = TUNTAS_SECRETS_EMPTY,
    [KEYRING_LOCKED] = TUNTAS_SECRETS_LOCKED,
    [KEYRING_OPEN] = TUNTAS_SECRETS_READY,
  };
  Keyring keyring = tuntas_secret_call_findings (call)->keyring;
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_int (task, status[keyring]);
}

static void
decide (TuntasSecretCall *call)
{
  static void (*const acts[]) (TuntasSecretCall *call) = {
    [ACT_STATUS] = decide_status, [ACT_LOOKUP] = decide_lookup, [ACT_UNLOCK] = decide_unlock,
    [ACT_STORE] = decide_store,   [ACT_CLEAR] = decide_clear,
  };

  acts[tuntas_secret_call_findings (call)->act](call);
}

/* The survey */

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_FAILED,
                                               "asking whether the keyring is locked");
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(v)", &value);
  /* Anything but a plain "no" is taken for locked: then the agent is asked, and nothing is called "not stored". */
  tuntas_secret_call_findings (call)->keyring =
      g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (value) ? KEYRING_OPEN
                                                                                             : KEYRING_LOCKED;
  decide (call);
}

static void
alias_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_FAILED,
                                               "asking for the default keyring");
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  const char *path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o)", &path);
  g_free (found->keyring_path);
  found->keyring_path = g_strdup (path);
  found->keyring = KEYRING_ABSENT;
  if (g_str_equal (path, "/"))
    decide (call);
  else
    ask_property (call, path, COLLECTION_INTERFACE, "Locked", locked_cb);
}

static void
find_keyring (TuntasSecretCall *call)
{
  ask_keyring (call, SERVICE_PATH, SERVICE_INTERFACE, "ReadAlias", g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT),
               "(o)", alias_cb);
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

static void
survey (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (GHashTable) attributes = NULL;

  if (found->act == ACT_STATUS)
    {
      find_keyring (call);
      return;
    }
  attributes = new_attributes (found);
  secret_service_search_for_dbus_paths (found->service, &schema, attributes, tuntas_secret_call_cancellable (call),
                                        searched_cb, tuntas_secret_call_ref (call));
}

/* The way there */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_open_finish (result, &error);

  if (service == NULL)
    tuntas_secret_call_fail_from (call, TUNTAS_KEYRING_ERROR_FAILED, "opening the keyring", error);
  if (tuntas_secret_call_is_settled (call))
    return;
  tuntas_secret_call_findings (call)->service = g_steal_pointer (&service);
  survey (call);
}

static void
open_service (TuntasSecretCall *call)
{
  secret_service_open (SECRET_TYPE_SERVICE, TUNTAS_SECRET_BUS_NAME, SECRET_SERVICE_NONE,
                       tuntas_secret_call_cancellable (call), opened_cb, tuntas_secret_call_ref (call));
}

static void
ask_bus (TuntasSecretCall *call, GDBusConnection *bus, const char *method, GVariant *parameters,
         GAsyncReadyCallback callback)
{
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                          parameters, NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT, tuntas_secret_call_cancellable (call),
                          callback, tuntas_secret_call_ref (call));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_NO_SERVICE,
                                               "starting the keyring");

  if (reply != NULL)
    open_service (call);
}

/* Owned already, or to be started: a bus that could not start the service would refuse to, also where it runs. */
static void
owned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = finish_keyring (call, source, result, TUNTAS_KEYRING_ERROR_FAILED,
                                               "looking for the keyring on the bus");
  gboolean owned = FALSE;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(b)", &owned);
  if (owned)
    open_service (call);
  else
    ask_bus (call, G_DBUS_CONNECTION (source), "StartServiceByName",
             g_variant_new ("(su)", TUNTAS_SECRET_BUS_NAME, 0), started_cb);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_NO_BUS, "no session bus: %s", error->message);
  if (!tuntas_secret_call_is_settled (call))
    ask_bus (call, bus, "NameHasOwner", g_variant_new ("(s)", TUNTAS_SECRET_BUS_NAME), owned_cb);
}

static void
begin (TuntasSecrets *secrets, Act act, const char *server, const char *user, TuntasSecret *secret, GTask *task)
{
  TuntasSecretService *self = TUNTAS_SECRET_SERVICE (secrets);
  g_autoptr (TuntasSecretCall) call = tuntas_secret_call_new (task, self->clock);
  TuntasSecretFindings *found = g_new0 (TuntasSecretFindings, 1);

  found->act = act;
  found->server = g_strdup (server);
  found->user = g_strdup (user);
  found->secret = secret != NULL ? tuntas_secret_ref (secret) : NULL;
  tuntas_secret_call_set_findings (call, found, findings_free);
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
  g_bus_get (G_BUS_TYPE_SESSION, tuntas_secret_call_cancellable (call), bus_cb, tuntas_secret_call_ref (call));
}

static void
tuntas_secret_service_status (TuntasSecrets *secrets, GTask *task)
{
  begin (secrets, ACT_STATUS, NULL, NULL, NULL, task);
}

static void
tuntas_secret_service_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, ACT_LOOKUP, server, user, NULL, task);
}

static void
tuntas_secret_service_unlock (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, ACT_UNLOCK, server, user, NULL, task);
}

static void
tuntas_secret_service_store (TuntasSecrets *secrets, const char *server, const char *user, TuntasSecret *secret,
                             GTask *task)
{
  begin (secrets, ACT_STORE, server, user, secret, task);
}

static void
tuntas_secret_service_clear (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, ACT_CLEAR, server, user, NULL, task);
}

static void
tuntas_secret_service_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_SECRET_SERVICE (object)->clock);
  G_OBJECT_CLASS (tuntas_secret_service_parent_class)->dispose (object);
}

static void
tuntas_secret_service_class_init (TuntasSecretServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_secret_service_dispose;
}

static void
tuntas_secret_service_iface_init (TuntasSecretsInterface *iface)
{
  iface->status = tuntas_secret_service_status;
  iface->lookup = tuntas_secret_service_lookup;
  iface->unlock = tuntas_secret_service_unlock;
  iface->store = tuntas_secret_service_store;
  iface->clear = tuntas_secret_service_clear;
}

static void
tuntas_secret_service_init (TuntasSecretService *self)
{
}

TuntasSecrets *
tuntas_secret_service_new (TuntasClock *clock)
{
  TuntasSecretService *self;

  g_return_val_if_fail (TUNTAS_IS_CLOCK (clock), NULL);
  self = g_object_new (TUNTAS_TYPE_SECRET_SERVICE, NULL);
  self->clock = g_object_ref (clock);
  return TUNTAS_SECRETS (self);
}
