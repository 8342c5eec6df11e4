/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-simulator.h"

#include <libsoup/soup.h>

#include "tuntas-sim-change.h"
#include "tuntas-sim-connection.h"
#include "tuntas-sim-control.h"
#include "tuntas-sim-direct.h"
#include "tuntas-sim-fault.h"
#include "tuntas-sim-scenario.h"
#include "tuntas-sim-service.h"
#include "tuntas-sim-session.h"

#define MAIL_PATH "/catch-all/mail"

struct _TuntasSimulator
{
  GObject parent_instance;

  TuntasClock *clock;
  TuntasSimStore *store;
  TuntasSimSessions *sessions;
  TuntasSimFaults faults;
  guint requests;
  guint writes;
  GBytes *scenario; /* (nullable): what was loaded, for a reset */
  char *key;        /* (nullable): without it nobody is let in */

  GSocketService *service; /* NULL while not listening */
  SoupServer *server;      /* likewise */
  char *origin;
  GPtrArray *waiting;   /* Exchange: delayed requests */
  GCancellable *ended;  /* of answers that are still leaving */
};

/* A request that waits for its time. */
typedef struct
{
  TuntasSimulator *simulator;
  SoupServerMessage *message;
  TuntasSimRequest *request;
  TuntasSimReply *reply; /* NULL: still to be carried out */
  guint source;          /* by the system's timers */
  guint wakeup;          /* by the simulator's clock */
} Exchange;

G_DEFINE_QUARK (tuntas-simulator-error-quark, tuntas_simulator_error)
G_DEFINE_FINAL_TYPE (TuntasSimulator, tuntas_simulator, G_TYPE_OBJECT)

static void
exchange_free (Exchange *exchange)
{
  g_clear_handle_id (&exchange->source, g_source_remove);
  if (exchange->wakeup != 0)
    tuntas_clock_forget (exchange->simulator->clock, exchange->wakeup);
  tuntas_sim_request_free (exchange->request);
  g_clear_pointer (&exchange->reply, tuntas_sim_reply_free);
  g_object_unref (exchange->message);
  g_free (exchange);
}

static gboolean
is_protocol (TuntasSimRequest *request)
{
  const char *first = tuntas_sim_request_get_segment (request, 0);

  return g_strcmp0 (first, "control") != 0 && g_strcmp0 (first, "catch-all") != 0;
}

static TuntasSimReply *
carry_out (TuntasSimulator *self, TuntasSimRequest *request)
{
  if (is_protocol (request))
    return tuntas_sim_service_handle (self->store, self->sessions, &self->faults, request);
  if (self->key != NULL && g_strcmp0 (tuntas_sim_request_get_header (request, "apikey"), self->key) != 0)
    return tuntas_sim_reply_new (401);
  if (g_str_equal (request->path, MAIL_PATH))
    return tuntas_sim_control_take_mail (self->store, request);
  return tuntas_sim_control_handle (self, request);
}

static void
count (TuntasSimulator *self, TuntasSimRequest *request)
{
  self->requests++;
  self->writes += tuntas_sim_request_is_write (request);
}

TuntasSimReply *
tuntas_sim_direct_carry_out (TuntasSimulator *self, TuntasSimRequest *request)
{
  if (is_protocol (request))
    count (self, request);
  return carry_out (self, request);
}

static void
answer (TuntasSimulator *self, SoupServerMessage *message, TuntasSimRequest *request, TuntasSimReply *reply)
{
  if (is_protocol (request))
    tuntas_sim_connection_answer (message, request, reply, &self->faults, self->clock, self->ended);
  else
    tuntas_sim_connection_send (message, reply);
}

static void
finish_exchange (Exchange *exchange)
{
  TuntasSimulator *self = exchange->simulator;

  exchange->source = 0;
  exchange->wakeup = 0;
  if (exchange->reply == NULL)
    exchange->reply = carry_out (self, exchange->request);
  soup_server_message_unpause (exchange->message);
  answer (self, exchange->message, exchange->request, exchange->reply);
  g_ptr_array_remove (self->waiting, exchange);
}

static gboolean
timeout_cb (gpointer user_data)
{
  finish_exchange (user_data);
  return G_SOURCE_REMOVE;
}

static void
delay (TuntasSimulator *self, SoupServerMessage *message, TuntasSimRequest *request, const TuntasSimFault *fault)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->simulator = self;
  exchange->message = g_object_ref (message);
  exchange->request = request;
  g_ptr_array_add (self->waiting, exchange);
  soup_server_message_pause (message);
  if (fault->milliseconds > 0)
    exchange->source = g_timeout_add (fault->milliseconds, timeout_cb, exchange);
  else
    exchange->wakeup = tuntas_clock_wake_at (self->clock,
                                             tuntas_clock_now (self->clock) + fault->seconds * G_USEC_PER_SEC,
                                             (TuntasClockFunc) finish_exchange, exchange, NULL);
  if (fault->late)
    exchange->reply = carry_out (self, request);
}

/* Faults that come before anything happens; TRUE where one took the request over. */
static gboolean
stop_short (TuntasSimulator *self, SoupServerMessage *message, TuntasSimRequest *request)
{
  const TuntasSimFault *fault;
  g_autoptr (TuntasSimReply) done = tuntas_sim_reply_new (204);

  fault = tuntas_sim_faults_take (&self->faults, TUNTAS_SIM_FAULT_OFFLINE, request);
  if (fault == NULL)
    fault = tuntas_sim_faults_take (&self->faults, TUNTAS_SIM_FAULT_DROP_BEFORE, request);
  if (fault != NULL)
    tuntas_sim_connection_drop (message, done, fault);
  return fault != NULL;
}

/* (transfer full): what the records' addresses begin with, which is what the caller called us. */
static char *
dup_origin (TuntasSimulator *self, SoupServerMessage *message)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");

  return host != NULL ? g_strconcat ("http://", host, NULL) : g_strdup (self->origin);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  TuntasSimulator *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *origin = dup_origin (self, message);
  g_autoptr (TuntasSimRequest) request = NULL;
  g_autoptr (TuntasSimReply) reply = NULL;
  const TuntasSimFault *fault;

  request = tuntas_sim_request_new (soup_server_message_get_method (message), soup_server_message_get_uri (message),
                                    soup_server_message_get_request_headers (message), bytes, origin);
  if (is_protocol (request))
    {
      count (self, request);
      if (stop_short (self, message, request))
        return;
      fault = tuntas_sim_faults_take (&self->faults, TUNTAS_SIM_FAULT_DELAY, request);
      if (fault != NULL)
        {
          delay (self, message, g_steal_pointer (&request), fault);
          return;
        }
    }
  reply = carry_out (self, request);
  answer (self, message, request, reply);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  TuntasSimulator *self = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  /* A caller that is gone again already needs no answer. */
  if (local != NULL && remote != NULL)
    soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

/* A listener of ours: the library's own (3.2.3) keeps the socket of every connection it ever accepted. */
static gboolean
open_port (TuntasSimulator *self, guint16 port, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocketAddress) taken = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                      NULL, &taken, error))
    return FALSE;
  g_signal_connect_object (service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u",
                                  g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken)));
  self->service = g_steal_pointer (&service);
  return TRUE;
}

gboolean
tuntas_simulator_listen (TuntasSimulator *self, guint16 port, GError **error)
{
  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);
  if (!open_port (self, port, error))
    return FALSE;
  self->ended = g_cancellable_new ();
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  return TRUE;
}

void
tuntas_simulator_stop (TuntasSimulator *self)
{
  g_return_if_fail (TUNTAS_IS_SIMULATOR (self));
  g_ptr_array_set_size (self->waiting, 0);
  if (self->ended != NULL)
    g_cancellable_cancel (self->ended);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->ended);
  g_clear_object (&self->service);
  g_clear_object (&self->server);
  g_clear_pointer (&self->origin, g_free);
}

const char *
tuntas_simulator_get_origin (TuntasSimulator *self)
{
  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), NULL);
  return self->origin;
}

/* Delayed requests are not carried out any more, and their callers must not wait for that. */
static void
send_away (TuntasSimulator *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    tuntas_sim_connection_end (((Exchange *) self->waiting->pdata[i])->message, self->ended);
  g_ptr_array_set_size (self->waiting, 0);
}

/* Takes store over; what was known of callers is forgotten with the people. */
static void
use_store (TuntasSimulator *self, TuntasSimStore *store)
{
  send_away (self);
  g_clear_pointer (&self->store, tuntas_sim_store_free);
  g_clear_pointer (&self->sessions, tuntas_sim_sessions_free);
  self->store = store;
  self->sessions = tuntas_sim_sessions_new ();
  self->requests = 0;
  self->writes = 0;
}

/* The protocol knows the key as passwords. */
static void
use_key (TuntasSimulator *self, TuntasSimStore *store)
{
  for (guint i = 0; self->key != NULL && i < store->users->len; i++)
    {
      TuntasSimUser *user = store->users->pdata[i];

      g_free (user->password);
      user->password = g_strdup (self->key);
      g_clear_pointer (&user->apikey, g_free);
    }
}

static gboolean
load (TuntasSimulator *self, GBytes *json, GError **error)
{
  g_autoptr (JsonArray) faults = NULL;
  g_autoptr (TuntasSimStore) store = NULL;
  TuntasSimFaults fresh = { 0 };

  store = tuntas_sim_scenario_load (self->clock, json, &faults, error);
  if (store == NULL || !tuntas_sim_faults_read (&fresh, faults, error))
    {
      tuntas_sim_faults_clear (&fresh);
      return FALSE;
    }
  tuntas_sim_faults_clear (&self->faults);
  self->faults = fresh;
  use_key (self, store);
  use_store (self, g_steal_pointer (&store));
  return TRUE;
}

gboolean
tuntas_simulator_load_scenario (TuntasSimulator *self, GBytes *json, const char *name, GError **error)
{
  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  if (!load (self, json, error))
    {
      tuntas_sim_scenario_name_place (json, name, error);
      return FALSE;
    }
  g_bytes_ref (json);
  g_clear_pointer (&self->scenario, g_bytes_unref);
  self->scenario = json;
  return TRUE;
}

void
tuntas_simulator_set_key (TuntasSimulator *self, const char *key)
{
  g_return_if_fail (TUNTAS_IS_SIMULATOR (self));
  g_free (self->key);
  self->key = g_strdup (key);
  use_key (self, self->store);
}

void
tuntas_simulator_reset (TuntasSimulator *self)
{
  g_return_if_fail (TUNTAS_IS_SIMULATOR (self));
  tuntas_sim_faults_clear (&self->faults);
  if (self->scenario == NULL)
    use_store (self, tuntas_sim_scenario_new_empty (self->clock));
  else if (!load (self, self->scenario, NULL))
    g_assert_not_reached ();
}

GPtrArray *
tuntas_simulator_list_effects (TuntasSimulator *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_simulator_effect_free);

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), NULL);
  tuntas_sim_store_tick (self->store);
  for (guint i = 0; i < self->store->effects->len; i++)
    g_ptr_array_add (list, tuntas_simulator_effect_copy (self->store->effects->pdata[i]));
  return list;
}

char *
tuntas_simulator_dup_record_json (TuntasSimulator *self, const char *ticket_id)
{
  TuntasSimRow *row;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), NULL);
  tuntas_sim_store_tick (self->store);
  row = tuntas_sim_store_find (self->store, NULL, ticket_id);
  if (row == NULL)
    return NULL;
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, tuntas_sim_row_dump (row, self->store->settings.zone));
  return json_to_string (node, FALSE);
}

GPtrArray *
tuntas_simulator_list_mail (TuntasSimulator *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), NULL);
  for (guint i = 0; i < self->store->mail->len; i++)
    g_ptr_array_add (list, g_bytes_ref (self->store->mail->pdata[i]));
  return list;
}

TuntasSimulatorCounters
tuntas_simulator_get_counters (TuntasSimulator *self)
{
  TuntasSimulatorCounters counters = {
    self->requests,
    self->writes,
    self->sessions->submissions,
    self->sessions->opened,
    tuntas_sim_sessions_count (self->sessions, self->store),
  };

  return counters;
}

gboolean
tuntas_simulator_change_record (TuntasSimulator *self, const char *ticket_id, JsonObject *change, GError **error)
{
  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  tuntas_sim_store_tick (self->store);
  return tuntas_sim_change_record (self->store, ticket_id, change, error);
}

gboolean
tuntas_simulator_set_fault (TuntasSimulator *self, JsonObject *fault, GError **error)
{
  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  return tuntas_sim_faults_set (&self->faults, fault, error);
}

static void
tuntas_simulator_dispose (GObject *object)
{
  tuntas_simulator_stop (TUNTAS_SIMULATOR (object));
  G_OBJECT_CLASS (tuntas_simulator_parent_class)->dispose (object);
}

static void
tuntas_simulator_finalize (GObject *object)
{
  TuntasSimulator *self = TUNTAS_SIMULATOR (object);

  g_clear_pointer (&self->sessions, tuntas_sim_sessions_free);
  g_clear_pointer (&self->store, tuntas_sim_store_free);
  g_clear_pointer (&self->scenario, g_bytes_unref);
  g_free (self->key);
  tuntas_sim_faults_clear (&self->faults);
  g_ptr_array_unref (self->waiting);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tuntas_simulator_parent_class)->finalize (object);
}

static void
tuntas_simulator_class_init (TuntasSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tuntas_simulator_dispose;
  object_class->finalize = tuntas_simulator_finalize;
}

static void
tuntas_simulator_init (TuntasSimulator *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);
}

TuntasSimulator *
tuntas_simulator_new (TuntasClock *clock)
{
  TuntasSimulator *self;

  g_return_val_if_fail (TUNTAS_IS_CLOCK (clock), NULL);
  self = g_object_new (TUNTAS_TYPE_SIMULATOR, NULL);
  self->clock = g_object_ref (clock);
  use_store (self, tuntas_sim_scenario_new_empty (clock));
  return self;
}
