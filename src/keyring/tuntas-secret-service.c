/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret-service.h"

#include "tuntas-secret-acts.h"
#include "tuntas-secret-survey.h"

/* Every act takes the same way: bus → service is there (all here) → survey → the act's own decision. */

struct _TuntasSecretService
{
  GObject parent_instance;

  TuntasClock *clock; /* (owned) */
};

static void tuntas_secret_service_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSecretService,
                               tuntas_secret_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, tuntas_secret_service_iface_init))

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
  tuntas_secret_survey (call);
}

static void
open_service (TuntasSecretCall *call)
{
  secret_service_open (SECRET_TYPE_SERVICE, TUNTAS_SECRET_BUS_NAME, SECRET_SERVICE_NONE,
                       tuntas_secret_call_cancellable (call), opened_cb, tuntas_secret_call_ref (call));
}

static void
ask_bus (TuntasSecretCall *call,
         GDBusConnection *bus,
         const char *method,
         GVariant *parameters,
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
  g_autoptr (GVariant) reply =
      tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_NO_SERVICE, "starting the keyring");

  if (reply != NULL)
    open_service (call);
}

/* Owned already, or to be started: a bus that could not start the service would refuse to, also where it runs. */
static void
owned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) call = user_data;
  g_autoptr (GVariant) reply = tuntas_secret_finish_ask (call, source, result, TUNTAS_KEYRING_ERROR_FAILED,
                                                         "looking for the keyring on the bus");
  gboolean owned = FALSE;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(b)", &owned);
  if (owned)
    open_service (call);
  else
    ask_bus (call, G_DBUS_CONNECTION (source), "StartServiceByName", g_variant_new ("(su)", TUNTAS_SECRET_BUS_NAME, 0),
             started_cb);
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
begin (TuntasSecrets *secrets, TuntasSecretStep decide, const char *server, const char *user, TuntasSecret *secret,
       GTask *task)
{
  TuntasSecretService *self = TUNTAS_SECRET_SERVICE (secrets);
  g_autoptr (TuntasSecretCall) call = tuntas_secret_call_new (task, self->clock);

  tuntas_secret_call_set_findings (call, tuntas_secret_findings_new (decide, server, user, secret),
                                   (GDestroyNotify) tuntas_secret_findings_free);
  tuntas_secret_call_allow (call, TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
  g_bus_get (G_BUS_TYPE_SESSION, tuntas_secret_call_cancellable (call), bus_cb, tuntas_secret_call_ref (call));
}

static void
tuntas_secret_service_status (TuntasSecrets *secrets, GTask *task)
{
  begin (secrets, tuntas_secret_decide_status, NULL, NULL, NULL, task);
}

static void
tuntas_secret_service_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, tuntas_secret_decide_lookup, server, user, NULL, task);
}

static void
tuntas_secret_service_unlock (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, tuntas_secret_decide_unlock, server, user, NULL, task);
}

static void
tuntas_secret_service_store (TuntasSecrets *secrets, const char *server, const char *user, TuntasSecret *secret,
                             GTask *task)
{
  begin (secrets, tuntas_secret_decide_store, server, user, secret, task);
}

static void
tuntas_secret_service_clear (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  begin (secrets, tuntas_secret_decide_clear, server, user, NULL, task);
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
