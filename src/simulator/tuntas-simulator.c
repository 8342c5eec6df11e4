/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-simulator.h"

#include <libsoup/soup.h>

#include "tuntas-json.h"
#include "tuntas-sim-connection.h"
#include "tuntas-sim-control.h"
#include "tuntas-sim-edit.h"
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

  GSocketService *service; /* NULL while not listening */
  SoupServer *server;      /* likewise */
  char *origin;
  GPtrArray *waiting; /* Exchange: delayed requests */
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
G_DEFINE_BOXED_TYPE (TuntasSimulatorEffect, tuntas_simulator_effect, tuntas_simulator_effect_copy,
                     tuntas_simulator_effect_free)
G_DEFINE_FINAL_TYPE (TuntasSimulator, tuntas_simulator, G_TYPE_OBJECT)

TuntasSimulatorEffect *
tuntas_simulator_effect_copy (const TuntasSimulatorEffect *self)
{
  TuntasSimulatorEffect *copy = g_new0 (TuntasSimulatorEffect, 1);

  copy->at = self->at;
  copy->user = g_strdup (self->user);
  copy->kind = self->kind;
  copy->ticket = g_strdup (self->ticket);
  copy->details = g_strdup (self->details);
  return copy;
}

void
tuntas_simulator_effect_free (TuntasSimulatorEffect *self)
{
  g_free (self->user);
  g_free (self->ticket);
  g_free (self->details);
  g_free (self);
}

const char *
tuntas_simulator_effect_kind_name (TuntasSimulatorEffectKind kind)
{
  static const char *const names[] = { "create", "status", "worklog", "update" };

  return names[kind];
}

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
take_mail (TuntasSimulator *self, TuntasSimRequest *request)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);
  JsonObject *object;

  if (!g_str_equal (request->method, "POST") || g_strcmp0 (type, "message/rfc822") != 0)
    return tuntas_sim_reply_new (g_str_equal (request->method, "POST") ? 415 : 405);
  if (g_bytes_get_size (request->body) == 0)
    return tuntas_sim_reply_new (400);
  g_ptr_array_add (self->store->mail, g_bytes_ref (request->body));
  object = json_object_new ();
  json_object_set_int_member (object, "number", self->store->mail->len);
  return tuntas_sim_reply_new_object (201, object);
}

static TuntasSimReply *
carry_out (TuntasSimulator *self, TuntasSimRequest *request)
{
  if (is_protocol (request))
    return tuntas_sim_service_handle (self->store, self->sessions, &self->faults, request);
  if (g_str_equal (request->path, MAIL_PATH))
    return take_mail (self, request);
  return tuntas_sim_control_handle (self, request);
}

/* Sends what there is to send, with the faults of the connection. */
static void
answer (TuntasSimulator *self, SoupServerMessage *message, TuntasSimRequest *request, TuntasSimReply *reply)
{
  gboolean protocol = is_protocol (request);

  if (protocol && tuntas_sim_request_is_write (request) && tuntas_sim_faults_take (&self->faults.drop_after))
    tuntas_sim_connection_drop (message, reply, self->faults.drop_after_bytes);
  else if (protocol && reply->body != NULL && tuntas_sim_faults_take (&self->faults.truncate))
    tuntas_sim_connection_truncate (message, reply, self->faults.truncate_bytes, self->faults.framing);
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
delay (TuntasSimulator *self, SoupServerMessage *message, TuntasSimRequest *request)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->simulator = self;
  exchange->message = g_object_ref (message);
  exchange->request = request;
  if (self->faults.delay_answer)
    exchange->reply = carry_out (self, request);
  g_ptr_array_add (self->waiting, exchange);
  soup_server_message_pause (message);
  if (self->faults.delay_ms > 0)
    exchange->source = g_timeout_add (self->faults.delay_ms, timeout_cb, exchange);
  else
    exchange->wakeup = tuntas_clock_wake_at (
      self->clock, tuntas_clock_now (self->clock) + self->faults.delay_seconds * G_USEC_PER_SEC,
      (TuntasClockFunc) finish_exchange, exchange, NULL);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  TuntasSimulator *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (TuntasSimRequest) request = NULL;
  g_autoptr (TuntasSimReply) reply = NULL;
  gboolean write;

  request = tuntas_sim_request_new (soup_server_message_get_method (message), soup_server_message_get_uri (message),
                                    soup_server_message_get_request_headers (message), bytes, self->origin);
  if (is_protocol (request))
    {
      write = tuntas_sim_request_is_write (request);
      self->requests++;
      self->writes += write;
      if (self->faults.offline || (write && tuntas_sim_faults_take (&self->faults.drop_before)))
        {
          tuntas_sim_connection_drop (message, NULL, 0);
          return;
        }
      if (tuntas_sim_faults_take (&self->faults.delay))
        {
          delay (self, message, g_steal_pointer (&request));
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
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  return TRUE;
}

void
tuntas_simulator_stop (TuntasSimulator *self)
{
  g_return_if_fail (TUNTAS_IS_SIMULATOR (self));
  g_ptr_array_set_size (self->waiting, 0);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  if (self->server != NULL)
    soup_server_disconnect (self->server);
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

/* Takes store over; what was known of callers is forgotten with the people. */
static void
use_store (TuntasSimulator *self, TuntasSimStore *store)
{
  g_ptr_array_set_size (self->waiting, 0);
  g_clear_pointer (&self->store, tuntas_sim_store_free);
  g_clear_pointer (&self->sessions, tuntas_sim_sessions_free);
  self->store = store;
  self->sessions = tuntas_sim_sessions_new ();
  self->requests = 0;
  self->writes = 0;
}

static gboolean
read_faults (TuntasSimFaults *faults, JsonArray *array, const char *name, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("faults[%u]", i);
      JsonObject *fault = tuntas_json_root_object (json_array_get_element (array, i), path, error);

      if (fault == NULL || !tuntas_sim_faults_set (faults, fault, error))
        {
          g_prefix_error (error, "%s: %s: ", name, path);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
tuntas_simulator_load_scenario (TuntasSimulator *self, GBytes *json, const char *name, GError **error)
{
  g_autoptr (JsonArray) faults = NULL;
  g_autoptr (TuntasSimStore) store = NULL;
  TuntasSimFaults fresh = { 0 };

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  tuntas_sim_faults_clear (&fresh);
  store = tuntas_sim_scenario_load (self->clock, json, name, &faults, error);
  if (store == NULL || !read_faults (&fresh, faults, name, error))
    {
      tuntas_sim_faults_clear (&fresh);
      return FALSE;
    }
  tuntas_sim_faults_clear (&self->faults);
  self->faults = fresh;
  use_store (self, g_steal_pointer (&store));
  return TRUE;
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

/* The body of an edit out of "set" and "worklog". */
static JsonObject *
read_change (JsonObject *change, const char **by, GError **error)
{
  JsonObject *set = NULL;
  JsonArray *worklog = NULL;
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GList) members = NULL;

  if (!tuntas_json_get_string (change, "change", "by", by, error) ||
      !tuntas_json_get_object_optional (change, "change", "set", &set, error) ||
      !tuntas_json_get_array_optional (change, "change", "worklog", &worklog, error))
    return NULL;
  members = set != NULL ? json_object_get_members (set) : NULL;
  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (body, l->data, json_node_copy (json_object_get_member (set, l->data)));
  if (worklog != NULL)
    json_object_set_array_member (body, "worklog", json_array_ref (worklog));
  return g_steal_pointer (&body);
}

static gboolean
check_names (TuntasSimStore *store, JsonObject *body, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "worklog") && tuntas_sim_table_find (store->ticket_table, l->data) < 0)
      {
        g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO,
                     "change.set.%s: there is no such attribute", (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

gboolean
tuntas_simulator_change_record (TuntasSimulator *self, const char *ticket_id, JsonObject *change, GError **error)
{
  const char *by;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (TuntasSimEdit) edit = NULL;
  TuntasSimRow *row;

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), FALSE);
  tuntas_sim_store_tick (self->store);
  row = tuntas_sim_store_find (self->store, NULL, ticket_id);
  if (row == NULL)
    {
      g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "%s: there is no such ticket",
                   ticket_id);
      return FALSE;
    }
  body = read_change (change, &by, error);
  if (body == NULL || !check_names (self->store, body, error))
    return FALSE;
  edit = tuntas_sim_edit_new_update (self->store, row, by, TUNTAS_SIM_EDIT_MERGE | TUNTAS_SIM_EDIT_NO_RULES);
  if (!tuntas_sim_edit_apply (edit, body, error))
    return FALSE;
  tuntas_sim_edit_commit (edit);
  return TRUE;
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
  tuntas_sim_faults_clear (&self->faults);
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
