/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-damage.h"

#include "act-draw.h"

#include <json-glib/json-glib.h>

#include <string.h>

/* Where a value stands: in an object or in an array. */
typedef struct
{
  JsonNode *parent;
  char *member; /* (nullable) */
  guint index;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->member);
}

static void
list_places (JsonNode *node, GArray *places)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

      for (GList *l = members; l != NULL; l = l->next)
        {
          Place place = { node, g_strdup (l->data), 0 };

          g_array_append_val (places, place);
          list_places (json_object_get_member (json_node_get_object (node), l->data), places);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        Place place = { node, NULL, i };

        g_array_append_val (places, place);
        list_places (json_array_get_element (json_node_get_array (node), i), places);
      }
}

/* (transfer none) */
static JsonNode *
get_value (const Place *place)
{
  return place->member != NULL ? json_object_get_member (json_node_get_object (place->parent), place->member)
                               : json_array_get_element (json_node_get_array (place->parent), place->index);
}

/* value (transfer full) */
static void
put_value (const Place *place, JsonNode *value)
{
  JsonArray *array;

  if (place->member != NULL)
    {
      json_object_set_member (json_node_get_object (place->parent), place->member, value);
      return;
    }
  array = json_node_get_array (place->parent);
  json_array_remove_element (array, place->index);
  json_array_add_element (array, value);
}

/* json_node_copy () shares what is inside. */
static JsonNode *
copy_value (const Place *place)
{
  g_autofree char *text = json_to_string (get_value (place), FALSE);

  return json_from_string (text, NULL);
}

static JsonNode *
draw_scalar (GRand *rand)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      json_node_set_int (node, g_rand_int_range (rand, -2, 100));
      break;
    case 1:
      json_node_set_boolean (node, g_rand_boolean (rand));
      break;
    case 2:
      json_node_set_double (node, 1e300);
      break;
    case 3:
      {
        g_autofree char *text = g_utf8_make_valid (act_draw_text (rand), -1);

        json_node_set_string (node, text);
        break;
      }
    default:
      json_node_init_null (node);
    }
  return node;
}

static void
take_away (const Place *place)
{
  if (place->member != NULL)
    json_object_remove_member (json_node_get_object (place->parent), place->member);
  else
    json_array_remove_element (json_node_get_array (place->parent), place->index);
}

static void
rename_member (GRand *rand, const Place *place)
{
  JsonObject *object;
  g_autofree char *name = g_utf8_make_valid (act_draw_text (rand), -1);

  if (place->member == NULL)
    return;
  object = json_node_get_object (place->parent);
  json_object_set_member (object, name, json_object_dup_member (object, place->member));
  json_object_remove_member (object, place->member);
}

static void
damage_values (GRand *rand, JsonNode *root)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  const Place *place, *other;

  g_array_set_clear_func (places, place_clear);
  list_places (root, places);
  if (places->len == 0)
    return;
  place = &g_array_index (places, Place, g_rand_int_range (rand, 0, places->len));
  other = &g_array_index (places, Place, g_rand_int_range (rand, 0, places->len));
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      take_away (place);
      break;
    case 1:
      rename_member (rand, place);
      break;
    case 2:
      put_value (place, draw_scalar (rand));
      break;
    case 3:
      if (place->member == NULL)
        json_array_add_element (json_node_get_array (place->parent), copy_value (place));
      break;
    default:
      put_value (place, copy_value (other));
    }
}

static char *
damage_bytes (GRand *rand, const char *text)
{
  GString *damaged = g_string_new (text);
  guint count = g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < count && damaged->len > 0; i++)
    {
      gsize at = g_rand_int_range (rand, 0, damaged->len);
      gsize length = g_rand_int_range (rand, 1, 40);

      if (g_rand_boolean (rand))
        damaged->str[at] = g_rand_int_range (rand, 1, 256);
      else
        g_string_erase (damaged, at, MIN (length, damaged->len - at));
    }
  return g_string_free (damaged, FALSE);
}

char *
json_damage (GRand *rand, const char *text)
{
  g_autoptr (JsonNode) root = NULL;
  guint count = g_rand_int_range (rand, 1, 5);

  if (g_rand_int_range (rand, 0, 8) == 0)
    return damage_bytes (rand, text);
  root = json_from_string (text, NULL);
  for (guint i = 0; i < count; i++)
    damage_values (rand, root);
  return json_to_string (root, FALSE);
}
