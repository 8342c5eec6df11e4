/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-body.h"

#include "tuntas-nossa-error.h"

#include <string.h>

static const char *const prefixes[] = { "spi:", "oslc:", "rdfs:", "rdf:", "dcterms:" };
static const char *const href_names[] = { "rdf:about", "rdf:resource" };

JsonNode *
tuntas_nossa_body_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  root = tuntas_json_parse (text != NULL ? text : "", (gssize) length, &cause);
  if (root == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "the answer: %s", cause->message);
      return NULL;
    }
  if (JSON_NODE_HOLDS_VALUE (root) || JSON_NODE_HOLDS_NULL (root))
    {
      g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                           "the answer: an object is wanted here");
      return NULL;
    }
  return g_steal_pointer (&root);
}

static JsonNode *
find (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gsize length = strlen (name);
  char full[96];

  if (node != NULL)
    return node;
  if (strcmp (name, "href") == 0)
    for (guint i = 0; node == NULL && i < G_N_ELEMENTS (href_names); i++)
      node = json_object_get_member (object, href_names[i]);
  for (guint i = 0; node == NULL && i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize begin = strlen (prefixes[i]);

      if (begin + length >= sizeof full)
        continue;
      memcpy (full, prefixes[i], begin);
      memcpy (full + begin, name, length + 1);
      node = json_object_get_member (object, full);
    }
  return node;
}

gboolean
tuntas_nossa_body_has (JsonObject *object, const char *name)
{
  return find (object, name) != NULL;
}

JsonNode *
tuntas_nossa_body_get (JsonObject *object, const char *name)
{
  JsonNode *node = find (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

JsonObject *
tuntas_nossa_body_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = tuntas_nossa_body_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
tuntas_nossa_body_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = tuntas_nossa_body_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
tuntas_nossa_body_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = tuntas_nossa_body_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static char *
dup_number (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
}

gboolean
tuntas_nossa_body_dup_text (JsonObject *object, const char *path, const char *name, char **text, GError **error)
{
  JsonNode *node = tuntas_nossa_body_get (object, name);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    *text = g_strdup (tuntas_nossa_body_get_string (json_node_get_object (node), "ldtext"));
  else if (JSON_NODE_HOLDS_VALUE (node))
    switch (json_node_get_value_type (node))
      {
      case G_TYPE_STRING:  *text = g_strdup (json_node_get_string (node)); break;
      case G_TYPE_BOOLEAN: *text = g_strdup (json_node_get_boolean (node) ? "true" : "false"); break;
      default:             *text = dup_number (node); break;
      }
  if (*text == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.%s: text is wanted here", path, name);
      return FALSE;
    }
  return TRUE;
}

