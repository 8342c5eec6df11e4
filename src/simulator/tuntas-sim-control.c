/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-control.h"

#include "tuntas-json.h"
#include "tuntas-sim-body.h"

static TuntasSimReply *
reply_message (guint status, const char *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "message", message);
  return tuntas_sim_reply_new_object (status, object);
}

static TuntasSimReply *
reply_array (const char *name, JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, name, array);
  return tuntas_sim_reply_new_object (200, object);
}

static TuntasSimReply *
show_effects (TuntasSimulator *simulator)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (simulator);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = effects->pdata[i];
      g_autofree char *at = tuntas_instant_format (effect->at / G_USEC_PER_SEC);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "at", at);
      json_object_set_string_member (object, "user", effect->user);
      json_object_set_string_member (object, "kind", tuntas_simulator_effect_kind_name (effect->kind));
      json_object_set_string_member (object, "ticket", effect->ticket);
      json_object_set_member (object, "details", tuntas_json_parse (effect->details, -1, NULL));
      json_array_add_object_element (array, object);
    }
  return reply_array ("effects", array);
}

static TuntasSimReply *
show_mail (TuntasSimulator *simulator)
{
  g_autoptr (GPtrArray) mail = tuntas_simulator_list_mail (simulator);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mail->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (mail->pdata[i], &size);
      g_autofree char *text = g_utf8_make_valid (data, size);

      json_array_add_string_element (array, text);
    }
  return reply_array ("mail", array);
}

static TuntasSimReply *
show_counters (TuntasSimulator *simulator)
{
  TuntasSimulatorCounters counters = tuntas_simulator_get_counters (simulator);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "requests", counters.requests);
  json_object_set_int_member (object, "writes", counters.writes);
  json_object_set_int_member (object, "credential_submissions", counters.credential_submissions);
  json_object_set_int_member (object, "sessions_opened", counters.sessions_opened);
  json_object_set_int_member (object, "sessions_open", counters.sessions_open);
  return tuntas_sim_reply_new_object (200, object);
}

static TuntasSimReply *
show_record (TuntasSimulator *simulator, const char *id)
{
  g_autofree char *json = tuntas_simulator_dup_record_json (simulator, id);

  if (json == NULL)
    return reply_message (404, "there is no such ticket");
  return tuntas_sim_reply_new_json (200, tuntas_json_parse (json, -1, NULL));
}

static TuntasSimReply *
take_object (TuntasSimulator *simulator, TuntasSimRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tuntas_sim_body_read (request, &error);
  JsonObject *object = node != NULL ? tuntas_json_root_object (node, "body", &error) : NULL;

  if (object == NULL || !(id != NULL ? tuntas_simulator_change_record (simulator, id, object, &error)
                                     : tuntas_simulator_set_fault (simulator, object, &error)))
    return reply_message (400, error->message);
  return id != NULL ? show_record (simulator, id) : tuntas_sim_reply_new_object (200, json_object_new ());
}

TuntasSimReply *
tuntas_sim_control_handle (TuntasSimulator *simulator, TuntasSimRequest *request)
{
  const char *what = tuntas_sim_request_get_segment (request, 1);
  const char *id = tuntas_sim_request_get_segment (request, 2);
  gboolean post = g_str_equal (request->method, "POST");

  /* A page in somebody's browser must not reach this. */
  if (tuntas_sim_request_get_header (request, "Origin") != NULL)
    return reply_message (403, "not for browsers");
  if (!post && !g_str_equal (request->method, "GET"))
    return reply_message (405, "GET or POST is wanted here");
  if (!post && g_strcmp0 (what, "effects") == 0)
    return show_effects (simulator);
  if (!post && g_strcmp0 (what, "mail") == 0)
    return show_mail (simulator);
  if (!post && g_strcmp0 (what, "counters") == 0)
    return show_counters (simulator);
  if (!post && g_strcmp0 (what, "record") == 0 && id != NULL)
    return show_record (simulator, id);
  if (post && g_strcmp0 (what, "record") == 0 && id != NULL)
    return take_object (simulator, request, id);
  if (post && g_strcmp0 (what, "fault") == 0)
    return take_object (simulator, request, NULL);
  if (post && g_strcmp0 (what, "reset") == 0)
    {
      tuntas_simulator_reset (simulator);
      return tuntas_sim_reply_new_object (200, json_object_new ());
    }
  return reply_message (404, "there is no such address here");
}

TuntasSimReply *
tuntas_sim_control_take_mail (TuntasSimStore *store, TuntasSimRequest *request)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);
  JsonObject *object;

  if (!g_str_equal (request->method, "POST"))
    return tuntas_sim_reply_new (405);
  if (g_strcmp0 (type, "message/rfc822") != 0)
    return tuntas_sim_reply_new (415);
  if (g_bytes_get_size (request->body) == 0)
    return tuntas_sim_reply_new (400);
  g_ptr_array_add (store->mail, g_bytes_ref (request->body));
  object = json_object_new ();
  json_object_set_int_member (object, "number", store->mail->len);
  return tuntas_sim_reply_new_object (201, object);
}
