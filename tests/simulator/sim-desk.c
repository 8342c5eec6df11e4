/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#define DEADLINE_MS 10000

/* 2026-11-24 01:00:00 UTC = 08:00 WIB */
#define START (G_GINT64_CONSTANT (1795482000) * G_USEC_PER_SEC)

void
sim_desk_advance (SimDesk *self, gint64 seconds)
{
  tuntas_test_clock_advance_seconds (self->clock, seconds);
}

SimDesk *
sim_desk_new_from (const char *scenario)
{
  SimDesk *self = g_new0 (SimDesk, 1);
  g_autoptr (GBytes) json = g_bytes_new (scenario, strlen (scenario));
  g_autoptr (GError) error = NULL;

  self->clock = tuntas_test_clock_new (START);
  self->simulator = tuntas_simulator_new (TUNTAS_CLOCK (self->clock));
  tuntas_simulator_load_scenario (self->simulator, json, "test.json", &error);
  g_assert_no_error (error);
  tuntas_simulator_listen (self->simulator, 0, &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
  return self;
}

SimDesk *
sim_desk_new (const char *settings)
{
  g_autofree char *scenario = g_strdup_printf (
    "{\"settings\":{%s},"
    "\"users\":[{\"user\":\"ayu\",\"password\":\"latihan\",\"apikey\":\"kunci-ayu\",\"person\":\"AYU\","
    "\"display_name\":\"Ayu Lestari\"}],"
    "\"tickets\":["
    "{\"ticketid\":\"IN101\",\"ticketuid\":501,\"status\":\"SALAMSIM\",\"owner\":\"AYU\",\"description\":\"Astinet down\","
    "\"reportdate\":\"-03:00:00\",\"servicetype\":\"ASTINET\",\"lapul\":1,"
    "\"worklog\":[{\"logtype\":\"WORK\",\"description\":\"first\"},{\"logtype\":\"UPDATE\",\"description\":\"second\"}]},"
    "{\"ticketid\":\"IN102\",\"status\":\"MEDIACARE\",\"owner\":\"AYU\",\"description\":\"Modem mati\","
    "\"reportdate\":\"-02:00:00\",\"servicetype\":\"INTERNET\"},"
    "{\"ticketid\":\"IN103\",\"status\":\"BACKEND\",\"owner\":\"BAGAS\",\"description\":\"Telepon mati\","
    "\"reportdate\":\"-01:00:00\"},"
    "{\"ticketid\":\"IN104\",\"status\":\"CLOSED\",\"owner\":\"AYU\",\"description\":\"Selesai\"},"
    "{\"ticketid\":\"IN105\",\"status\":\"NEW\",\"description\":\"Baru\"},"
    "{\"ticketid\":\"5754\",\"class\":\"SR\",\"status\":\"NEW\",\"description\":\"A request\"}]}",
    settings != NULL ? settings : "");

  return sim_desk_new_from (scenario);
}

SimDesk *
sim_desk_new_signed (const char *settings)
{
  SimDesk *self = sim_desk_new (settings);
  g_autoptr (SimAnswer) answer = sim_desk_ask (self, "POST", "/maximo/oslc/login?lean=1",
                                               "maxauth: YXl1OmxhdGloYW4=", NULL);
  const char *cookie = soup_message_headers_get_list (answer->headers, "Set-Cookie");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (cookie);
  self->cookie = g_strndup (cookie, strcspn (cookie, ";"));
  return self;
}

void
sim_desk_free (SimDesk *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_object_unref (self->simulator);
  g_object_unref (self->clock);
  g_free (self->cookie);
  g_free (self);
}

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean done;
} Pending;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;

  pending->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &pending->error);
  pending->done = TRUE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("no answer within %d ms", DEADLINE_MS);
  return G_SOURCE_REMOVE;
}

static void
add_headers (SimDesk *self, SoupMessage *message, const char *lines)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_auto (GStrv) list = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;

  if (self->cookie != NULL)
    soup_message_headers_replace (headers, "Cookie", self->cookie);
  for (char **line = list; line != NULL && *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, ": ", 2);

      soup_message_headers_replace (headers, parts[0], parts[1]);
    }
}

SimAnswer *
sim_desk_ask (SimDesk *self, const char *method, const char *path, const char *headers, const char *body)
{
  g_autofree char *uri = g_strconcat (tuntas_simulator_get_origin (self->simulator), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SimAnswer *answer = g_new0 (SimAnswer, 1);
  Pending pending = { 0 };
  guint deadline = g_timeout_add (DEADLINE_MS, deadline_cb, NULL);

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  add_headers (self, message, headers);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, &pending);
  while (!pending.done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  answer->status = pending.error == NULL ? soup_message_get_status (message) : 0;
  answer->error = pending.error != NULL ? g_strdup (pending.error->message) : NULL;
  answer->text = pending.bytes != NULL && g_bytes_get_size (pending.bytes) > 0
                   ? g_strndup (g_bytes_get_data (pending.bytes, NULL), g_bytes_get_size (pending.bytes))
                   : g_strdup ("");
  answer->json = *answer->text != '\0' ? json_from_string (answer->text, NULL) : NULL;
  g_clear_pointer (&pending.bytes, g_bytes_unref);
  g_clear_error (&pending.error);
  return answer;
}

SimAnswer *
sim_desk_get (SimDesk *self, const char *path)
{
  return sim_desk_ask (self, "GET", path, NULL, NULL);
}

SimAnswer *
sim_desk_patch (SimDesk *self, const char *path, const char *more, const char *body)
{
  g_autofree char *headers = g_strconcat ("x-method-override: PATCH\npatchtype: MERGE", more != NULL ? "\n" : "", more,
                                          NULL);

  return sim_desk_ask (self, "POST", path, headers, body);
}

SimAnswer *
sim_desk_where (SimDesk *self, const char *where, const char *more)
{
  g_autofree char *encoded = g_uri_escape_string (where, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/maximo/oslc/os/mxincident?lean=1&oslc.where=%s%s", encoded,
                                           more != NULL ? more : "");

  return sim_desk_get (self, path);
}

void
sim_answer_free (SimAnswer *self)
{
  g_free (self->error);
  g_free (self->text);
  g_clear_pointer (&self->json, json_node_unref);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

static JsonNode *
find_node (JsonNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);

  for (char **step = steps; node != NULL && *step != NULL; step++)
    {
      guint index = (guint) g_ascii_strtoull (*step, NULL, 10);

      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), *step);
      else if (JSON_NODE_HOLDS_ARRAY (node) && index < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), index);
      else
        node = NULL;
    }
  return node;
}

JsonNode *
sim_answer_node (SimAnswer *self, const char *path)
{
  return find_node (self->json, path);
}

const char *
sim_answer_text (SimAnswer *self, const char *path)
{
  JsonNode *node = find_node (self->json, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gint64
sim_answer_int (SimAnswer *self, const char *path)
{
  JsonNode *node = find_node (self->json, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;
}

gboolean
sim_answer_has (SimAnswer *self, const char *path)
{
  return find_node (self->json, path) != NULL;
}

void
sim_desk_fault (SimDesk *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_set_fault (self->simulator, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

char *
sim_desk_dup_value (SimDesk *self, const char *ticket, const char *path)
{
  g_autofree char *text = tuntas_simulator_dup_record_json (self->simulator, ticket);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonNode *node = find_node (root, path);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return json_to_string (node, FALSE);
}

void
sim_answer_assert_refused (SimAnswer *self, guint status, const char *reason)
{
  g_assert_cmpuint (self->status, ==, status);
  g_assert_cmpstr (sim_answer_text (self, "Error.reasonCode"), ==, reason);
}

void
sim_desk_assert_value (SimDesk *self, const char *ticket, const char *path, const char *wanted)
{
  g_autofree char *value = sim_desk_dup_value (self, ticket, path);

  g_assert_cmpstr (value, ==, wanted);
}

guint
sim_desk_count_effects (SimDesk *self, TuntasSimulatorEffectKind kind)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (self->simulator);
  guint count = 0;

  for (guint i = 0; i < effects->len; i++)
    count += ((TuntasSimulatorEffect *) effects->pdata[i])->kind == kind;
  return count;
}
