/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret-acts.h"

#include "tuntas-secret-private.h"
#include "tuntas-secret-service.h"
#include "tuntas-secret-survey.h"

static void
return_true (TuntasSecretCall *call)
{
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_boolean (task, TRUE);
}

static guint
length_of (GStrv paths)
{
  return paths != NULL ? g_strv_length (paths) : 0;
}

/* Lookup: of several items the newest readable one. */

static void
return_newest (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (TuntasSecret) secret = g_steal_pointer (&found->newest);
  g_autoptr (GTask) task = NULL;

  if (secret == NULL && tuntas_secret_findings_is_locked (found))
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
    tuntas_secret_ask_property (call, found->unlocked[found->at], TUNTAS_SECRET_ITEM_INTERFACE, "Modified", weighed_cb);
}

/* (transfer full): path → SecretValue */
static GHashTable *
decode_values (SecretService *service, GVariant *reply)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
  g_autoptr (GVariantIter) iter = NULL;
  const char *path;
  GVariant *item;

  g_variant_get (reply, "(a{o(oayays)})", &iter);
  while (g_variant_iter_loop (iter, "{&o@(oayays)}", &path, &item))
    {
      SecretValue *value = secret_service_decode_dbus_secret (service, item);

      if (value != NULL)
        g_hash_table_insert (values, g_strdup (path), value);
    }
  return values;
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_FAILED, "reading from the keyring");
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (reply == NULL)
    return;
  found->values = decode_values (found->service, reply);
  weigh_next (call);
}

/* libsecret 0.20's own call for this never lets go of the keyring's answer, with the passwords in it. */
static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (!secret_service_ensure_session_finish (SECRET_SERVICE (source), result, &error))
    tuntas_secret_call_fail_from (call, TUNTAS_KEYRING_ERROR_FAILED, "opening a session of the keyring", error);
  if (tuntas_secret_call_is_settled (call))
    return;
  tuntas_secret_ask_service (call, "GetSecrets",
                             g_variant_new ("(^aoo)", found->unlocked,
                                            secret_service_get_session_dbus_path (found->service)),
                             "(a{o(oayays)})", values_cb);
}

void
tuntas_secret_decide_lookup (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (length_of (found->unlocked) == 0)
    return_newest (call);
  else
    secret_service_ensure_session (found->service, tuntas_secret_call_cancellable (call), session_cb,
                                   tuntas_secret_call_ref (call));
}

/* Asking the agent: for the password of a locked keyring, or for a new keyring's. */

static void
surveyed_again (TuntasSecretCall *call)
{
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
  tuntas_secret_survey (call);
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
  tuntas_secret_call_prompt (call, g_dbus_proxy_get_connection (G_DBUS_PROXY (found->service)), prompt, surveyed_again);
}

static void
unlock_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED, "asking to unlock the keyring");
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
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED, "asking for a new keyring");
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

  if (found->prompted)
    {
      tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_REFUSED, "the keyring did not open");
      return FALSE;
    }
  found->prompted = TRUE;
  return TRUE;
}

static void
ask_unlock (TuntasSecretCall *call, gboolean with_items)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_auto (GVariantBuilder) paths = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ao"));

  if (!may_ask (call))
    return;
  if (found->keyring == TUNTAS_SECRET_KEYRING_LOCKED)
    g_variant_builder_add (&paths, "o", found->keyring_path);
  for (guint i = 0; with_items && i < length_of (found->locked); i++)
    g_variant_builder_add (&paths, "o", found->locked[i]);
  tuntas_secret_ask_service (call, "Unlock", g_variant_new ("(ao)", &paths), "(aoo)", unlock_asked_cb);
}

static void
ask_new_keyring (TuntasSecretCall *call)
{
  g_auto (GVariantBuilder) properties = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (!may_ask (call))
    return;
  g_variant_builder_add (&properties, "{sv}", TUNTAS_SECRET_COLLECTION_INTERFACE ".Label",
                         g_variant_new_string ("Default keyring"));
  tuntas_secret_ask_service (call, "CreateCollection",
                             g_variant_new ("(a{sv}s)", &properties, SECRET_COLLECTION_DEFAULT), "(oo)",
                             collection_asked_cb);
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
  g_autoptr (GHashTable) attributes = tuntas_secret_findings_new_attributes (found);
  g_autofree char *label = tuntas_secret_dup_label (found->server, found->user);
  g_auto (GVariantBuilder) pairs = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTable *properties = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&pairs, "{ss}", name, value);
  g_hash_table_insert (properties, (gpointer) TUNTAS_SECRET_ITEM_INTERFACE ".Label",
                       g_variant_ref_sink (g_variant_new_string (label)));
  g_hash_table_insert (properties, (gpointer) TUNTAS_SECRET_ITEM_INTERFACE ".Attributes",
                       g_variant_ref_sink (g_variant_builder_end (&pairs)));
  return properties;
}

void
tuntas_secret_decide_store (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);
  g_autoptr (GHashTable) properties = NULL;

  if (found->keyring == TUNTAS_SECRET_KEYRING_ABSENT)
    ask_new_keyring (call);
  else if (found->keyring == TUNTAS_SECRET_KEYRING_LOCKED)
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
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_REFUSED, "removing from the keyring");
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
    tuntas_secret_ask (call, found->unlocked[found->at], TUNTAS_SECRET_ITEM_INTERFACE, "Delete", NULL, "(o)",
                       deleted_cb);
}

void
tuntas_secret_decide_clear (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (tuntas_secret_findings_is_locked (found))
    tuntas_secret_call_fail (call, TUNTAS_KEYRING_ERROR_LOCKED, "the keyring is locked");
  else
    delete_next (call);
}

void
tuntas_secret_decide_unlock (TuntasSecretCall *call)
{
  TuntasSecretFindings *found = tuntas_secret_call_findings (call);

  if (tuntas_secret_findings_is_locked (found))
    ask_unlock (call, TRUE);
  else
    return_true (call);
}

void
tuntas_secret_decide_status (TuntasSecretCall *call)
{
  static const TuntasSecretsStatus status[] = {
    [TUNTAS_SECRET_KEYRING_ABSENT] = TUNTAS_SECRETS_EMPTY,
    [TUNTAS_SECRET_KEYRING_LOCKED] = TUNTAS_SECRETS_LOCKED,
    [TUNTAS_SECRET_KEYRING_OPEN] = TUNTAS_SECRETS_READY,
  };
  TuntasSecretKeyring keyring = tuntas_secret_call_findings (call)->keyring;
  g_autoptr (GTask) task = tuntas_secret_call_take (call);

  g_task_return_int (task, status[keyring]);
}
