/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json.h"

#include "tuntas-json-gate.h"

#include <string.h>
#include <time.h>

G_DEFINE_QUARK (tuntas-json-error-quark, tuntas_json_error)

JsonNode *
tuntas_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  JsonNode *root;

  if (length < 0)
    length = (gssize) strlen (text);
  if (!tuntas_json_gate (text, (gsize) length, error))
    return NULL;
  /* What passed the gate json-glib can read; its own word is kept all the same. */
  if (!json_parser_load_from_data (parser, text, length, &cause))
    {
      g_set_error_literal (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SYNTAX, cause->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SYNTAX, "the document is empty");
  return root;
}

char *
tuntas_json_dup_plain (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return NULL;
    }
}

char *
tuntas_json_print (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_auto (GStrv) parts = NULL;

  /* json-glib 1.6 escapes every control character but the last one, with which nobody could read it again. */
  if (strchr (text, '\x1F') == NULL)
    return g_steal_pointer (&text);
  parts = g_strsplit (text, "\x1F", -1);
  return g_strjoinv ("\\u001f", parts);
}

static void
set_shape (GError **error, const char *path, const char *member, const char *wanted)
{
  g_set_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE, "%s.%s: %s", path, member, wanted);
}

JsonObject *
tuntas_json_root_object (JsonNode *node, const char *path, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE, "%s: an object is wanted here", path);
      return NULL;
    }
  return json_node_get_object (node);
}

/* The member's node, or NULL where it is missing or null; then *missing_ok says whether that is an error. */
static JsonNode *
member_node (JsonObject *object, const char *path, const char *member, gboolean optional, gboolean *ok, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *ok = TRUE;
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;
  if (!optional)
    {
      set_shape (error, path, member, "is missing");
      *ok = FALSE;
    }
  return NULL;
}

static gboolean
get_value (JsonObject *object, const char *path, const char *member, gboolean optional, GType type, JsonNode **out,
           GError **error)
{
  gboolean ok;
  JsonNode *node = member_node (object, path, member, optional, &ok, error);

  *out = NULL;
  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    {
      set_shape (error, path, member,
                 type == G_TYPE_STRING ? "text is wanted here"
                 : type == G_TYPE_INT64 ? "a whole number is wanted here"
                                        : "true or false is wanted here");
      return FALSE;
    }
  *out = node;
  return TRUE;
}

static gboolean
get_container (JsonObject *object, const char *path, const char *member, gboolean optional, JsonNodeType type,
               JsonNode **out, GError **error)
{
  gboolean ok;
  JsonNode *node = member_node (object, path, member, optional, &ok, error);

  *out = NULL;
  if (node == NULL)
    return ok;
  if (json_node_get_node_type (node) != type)
    {
      set_shape (error, path, member, type == JSON_NODE_ARRAY ? "an array is wanted here" : "an object is wanted here");
      return FALSE;
    }
  *out = node;
  return TRUE;
}

#define DEFINE_GETTER(name, ctype, optional, fetch, type, read)                                                  \
  gboolean                                                                                                       \
  tuntas_json_get_##name (JsonObject *object, const char *path, const char *member, ctype *out, GError **error)  \
  {                                                                                                              \
    JsonNode *node;                                                                                              \
                                                                                                                 \
    if (!fetch (object, path, member, optional, type, &node, error))                                             \
      return FALSE;                                                                                              \
    if (node != NULL)                                                                                            \
      *out = read (node);                                                                                        \
    return TRUE;                                                                                                 \
  }

DEFINE_GETTER (string, const char *, FALSE, get_value, G_TYPE_STRING, json_node_get_string)
DEFINE_GETTER (string_optional, const char *, TRUE, get_value, G_TYPE_STRING, json_node_get_string)
DEFINE_GETTER (int, gint64, FALSE, get_value, G_TYPE_INT64, json_node_get_int)
DEFINE_GETTER (int_optional, gint64, TRUE, get_value, G_TYPE_INT64, json_node_get_int)
DEFINE_GETTER (boolean_optional, gboolean, TRUE, get_value, G_TYPE_BOOLEAN, json_node_get_boolean)
DEFINE_GETTER (array, JsonArray *, FALSE, get_container, JSON_NODE_ARRAY, json_node_get_array)
DEFINE_GETTER (array_optional, JsonArray *, TRUE, get_container, JSON_NODE_ARRAY, json_node_get_array)
DEFINE_GETTER (object, JsonObject *, FALSE, get_container, JSON_NODE_OBJECT, json_node_get_object)
DEFINE_GETTER (object_optional, JsonObject *, TRUE, get_container, JSON_NODE_OBJECT, json_node_get_object)

gboolean
tuntas_instant_parse (const char *text, gint64 *seconds)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  /* An offset can lead out of the years that there are. */
  if (utc == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (utc);
  return TRUE;
}

char *
tuntas_instant_format (gint64 seconds)
{
  time_t time = (time_t) seconds;
  struct tm utc;

  /* Not GDateTime: a list has thousands of these, and this takes a fraction of the time. */
  gmtime_r (&time, &utc);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                          utc.tm_hour, utc.tm_min, utc.tm_sec);
}

GDateTime *
tuntas_instant_in_zone (gint64 seconds, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  GDateTime *there = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return there != NULL ? there : g_steal_pointer (&utc);
}
