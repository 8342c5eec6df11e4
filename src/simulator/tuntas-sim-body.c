/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-body.h"

#include "tuntas-json.h"

static JsonNode *plain_node (JsonNode *node, gboolean lean);

/* The members of a body by their plain names. Without lean only prefixed names count, and others are silently left
 * aside, as observed; with lean a prefix does no harm. */
JsonObject *
tuntas_sim_body_plain (JsonObject *object, gboolean lean)
{
  JsonObject *plain = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *colon = strchr (name, ':');

      if (g_str_equal (name, "rdf:about"))
        json_object_set_member (plain, "href", json_node_copy (node));
      else if (colon != NULL)
        json_object_set_member (plain, colon + 1, plain_node (node, lean));
      else if (lean || *name == '_' || g_str_equal (name, "href") || g_str_equal (name, "localref"))
        json_object_set_member (plain, name, plain_node (node, lean));
    }
  return plain;
}

static JsonNode *
plain_node (JsonNode *node, gboolean lean)
{
  JsonNode *result;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      result = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (result, tuntas_sim_body_plain (json_node_get_object (node), lean));
      return result;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);
  result = json_node_new (JSON_NODE_ARRAY);
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (array, plain_node (json_array_get_element (json_node_get_array (node), i), lean));
  json_node_take_array (result, array);
  return result;
}

JsonNode *
tuntas_sim_body_read (TuntasSimRequest *request, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);

  return tuntas_json_parse (data != NULL ? data : "", size, error);
}

JsonObject *
tuntas_sim_body_read_object (TuntasSimRequest *request, gboolean lean, GError **error)
{
  g_autoptr (JsonNode) node = tuntas_sim_body_read (request, error);
  JsonObject *object = node != NULL ? tuntas_json_root_object (node, "body", error) : NULL;

  return object != NULL ? tuntas_sim_body_plain (object, lean) : NULL;
}
