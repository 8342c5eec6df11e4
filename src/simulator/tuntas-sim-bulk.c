/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json.h"
#include "tuntas-sim-body.h"
#include "tuntas-sim-error.h"
#include "tuntas-sim-order.h"

/* (nullable) */
static JsonObject *
inner_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is (const char *word, const char *wanted)
{
  return g_ascii_strcasecmp (word, wanted) == 0;
}

/* One item, in the spelling of the guide ("_action", "href") or of IBM's Java client ("_meta", "_data"). */
static TuntasSimReply *
write_item (TuntasSimOrder *order, JsonObject *item, GError **error)
{
  JsonObject *meta = inner_object (item, "_meta");
  JsonObject *data = inner_object (item, "_data");
  g_autoptr (JsonObject) body = tuntas_sim_body_plain (data != NULL ? data : item, order->request->lean);
  g_autofree char *action = g_strdup (tuntas_sim_member_text (body, "_action", ""));
  const char *method = meta != NULL ? tuntas_sim_member_text (meta, "method", "") : "";
  const char *href = tuntas_sim_member_text (body, "href", "");
  TuntasSimOrder inner = *order;
  g_autofree char *id = NULL;
  TuntasSimRow *row;

  if (meta != NULL)
    {
      href = tuntas_sim_member_text (meta, "uri", href);
      inner.merge = is (tuntas_sim_member_text (meta, "patchtype", ""), "MERGE");
      inner.properties = tuntas_sim_member_text (meta, "properties", NULL);
    }
  if (*href == '\0' && is (method, "SYNC"))
    return tuntas_sim_order_sync (&inner, body, error);
  if (*href == '\0' && !is (method, "PATCH") && !is (method, "DELETE") && !is (action, "Delete"))
    return is (action, "AddChange") || is (action, "Change") || is (action, "Update")
             ? tuntas_sim_order_sync (&inner, body, error)
             : tuntas_sim_order_create (&inner, body, error);
  id = g_path_get_basename (href);
  row = tuntas_sim_store_find_id (order->store, order->class, id);
  if (row == NULL)
    {
      tuntas_sim_query_refuse_missing (order->os, id, error);
      return NULL;
    }
  if (is (method, "DELETE"))
    return tuntas_sim_order_delete (&inner, row, error);
  return tuntas_sim_order_update (&inner, row, body, error);
}

static JsonObject *
show_item (TuntasSimReply *reply)
{
  JsonObject *object = json_object_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *status = g_strdup_printf ("%u", reply->status);
  const char *location = soup_message_headers_get_one (reply->headers, "Location");

  json_object_set_string_member (meta, "status", status);
  if (location != NULL)
    json_object_set_string_member (meta, "Location", location);
  if (reply->body != NULL)
    {
      g_autoptr (JsonNode) node =
        tuntas_json_parse (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), NULL);

      json_object_set_member (object, "_responsedata", g_steal_pointer (&node));
    }
  json_object_set_object_member (object, "_responsemeta", meta);
  return object;
}

TuntasSimReply *
tuntas_sim_order_bulk (TuntasSimOrder *self, GError **error)
{
  g_autoptr (JsonNode) node = tuntas_sim_body_read (self->request, error);
  JsonNode *result;
  JsonArray *replies;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "body: an array is wanted here");
      return NULL;
    }
  replies = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *item = json_array_get_element (json_node_get_array (node), i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (TuntasSimReply) reply = NULL;

      /* What batcherror collected for one item must not stand in the errors of the next. */
      g_clear_pointer (&self->request->attribute_errors, json_array_unref);
      if (JSON_NODE_HOLDS_OBJECT (item))
        reply = write_item (self, json_node_get_object (item), &cause);
      else
        g_set_error (&cause, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "body[%u]: an object is wanted here", i);
      if (reply == NULL)
        reply = tuntas_sim_reply_new_error (self->request, cause);
      json_array_add_object_element (replies, show_item (reply));
    }
  result = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (result, replies);
  return tuntas_sim_reply_new_json (200, result);
}
