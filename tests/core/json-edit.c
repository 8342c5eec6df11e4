/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-edit.h"

static gboolean
holds_text (JsonObject *object, const char *member, const char *text)
{
  JsonArray *array = json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

/* The index of the element that the part names. */
static guint
find_element (JsonArray *array, const char *part)
{
  g_auto (GStrv) names = g_strsplit (part, "@", 2);
  guint64 index;

  if (g_ascii_string_to_unsigned (part, 10, 0, json_array_get_length (array) - 1, &index, NULL))
    return index;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member (object, "id"), names[0]) == 0 &&
          (names[1] == NULL || holds_text (object, "in", names[1]) || holds_text (object, "families", names[1])))
        return i;
    }
  g_error ("There is no “%s”", part);
}

/* (transfer none) */
static JsonNode *
find_part (JsonNode *node, const char *part)
{
  JsonNode *found;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_element (json_node_get_array (node), find_element (json_node_get_array (node), part));
  found = json_object_get_member (json_node_get_object (node), part);
  if (found == NULL)
    g_error ("There is no “%s”", part);
  return found;
}

void
json_edit (JsonNode *root, const char *place, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (place, "/", -1);
  guint last = g_strv_length (parts) - 1;
  JsonNode *node = root;
  g_autoptr (GError) error = NULL;
  JsonNode *fresh = value != NULL ? json_from_string (value, &error) : NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < last; i++)
    node = find_part (node, parts[i]);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_assert_null (fresh);
      json_array_remove_element (json_node_get_array (node), find_element (json_node_get_array (node), parts[last]));
    }
  else if (fresh != NULL)
    json_object_set_member (json_node_get_object (node), parts[last], fresh);
  else
    {
      find_part (node, parts[last]);
      json_object_remove_member (json_node_get_object (node), parts[last]);
    }
}
