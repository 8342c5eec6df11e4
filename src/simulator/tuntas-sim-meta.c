/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-meta.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-query.h"
#include "tuntas-sim-schema.h"

static void
set_text (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static TuntasSimReply *
show_home (TuntasSimStore *store, TuntasSimRequest *request)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "maxupg", store->settings.version);
  json_object_set_boolean_member (object, "appserversecurity", FALSE);
  json_object_set_string_member (object, "thisserver", request->origin);
  return tuntas_sim_reply_new_object (200, object);
}

static TuntasSimReply *
show_whoami (TuntasSimRequest *request)
{
  const TuntasSimUser *user = request->user;
  g_autofree char *upper = g_utf8_strup (user->user, -1);
  JsonObject *object = json_object_new ();

  set_text (object, "loginID", user->user);
  set_text (object, "loginUserName", user->user);
  set_text (object, "userName", upper);
  set_text (object, "personId", user->person);
  set_text (object, "displayName", user->display_name);
  set_text (object, "email", user->email);
  set_text (object, "department", user->unit);
  set_text (object, "country", "ID");
  set_text (object, "insertSite", user->site);
  set_text (object, "insertOrg", user->org);
  set_text (object, "defaultSite", user->site);
  set_text (object, "defaultOrg", user->org);
  return tuntas_sim_reply_new_object (200, object);
}

static TuntasSimReply *
show_system (TuntasSimStore *store, TuntasSimRequest *request)
{
  g_autofree char *now = tuntas_sim_instant_write (tuntas_sim_store_now (store), store->settings.zone);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "appserver", "tuntas-simulator");
  json_object_set_string_member (object, "maxupg", store->settings.version);
  json_object_set_string_member (object, "servertime", now);
  json_object_set_string_member (object, "timezone", store->settings.offset);
  return tuntas_sim_reply_new_object (200, object);
}

/* One object structure with where to read of it and in it. */
static JsonObject *
show_structure (TuntasSimStore *store, TuntasSimRequest *request, const char *os, const char *class)
{
  JsonObject *object = json_object_new ();
  JsonArray *queries = json_array_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (store->settings.saved_queries), (GCompareFunc) strcmp);
  g_autofree char *upper = g_ascii_strup (os, -1);
  g_autofree char *href = g_strdup_printf ("%s/os/%s", request->base, os);
  g_autofree char *schema = g_strdup_printf ("%s/jsonschemas/%s", request->base, os);
  g_autofree char *meta = g_strdup_printf ("%s/apimeta/%s", request->base, os);

  for (GList *l = names; l != NULL && tuntas_sim_store_get_table (store, class) == store->ticket_table; l = l->next)
    json_array_add_string_element (queries, l->data);
  json_object_set_string_member (object, "osName", upper);
  json_object_set_string_member (object, "title", class);
  json_object_set_string_member (object, "href", href);
  json_object_set_string_member (object, "schema", schema);
  json_object_set_string_member (object, "apimeta", meta);
  json_object_set_array_member (object, "savedQueries", queries);
  return object;
}

/* …/apimeta and …/apimeta/<os> */
static TuntasSimReply *
show_structures (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  const char *os = tuntas_sim_request_get_segment (request, 3);
  g_autofree char *name = os != NULL ? g_ascii_strdown (os, -1) : NULL;
  GHashTable *all = store->settings.object_structures;
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (all), (GCompareFunc) strcmp);
  JsonNode *node;
  JsonArray *array;

  if (name != NULL && !g_hash_table_contains (all, name))
    {
      tuntas_sim_query_refuse_structure (os, error);
      return NULL;
    }
  if (name != NULL)
    return tuntas_sim_reply_new_object (200, show_structure (store, request, name, g_hash_table_lookup (all, name)));
  array = json_array_new ();
  for (GList *l = names; l != NULL; l = l->next)
    json_array_add_object_element (array, show_structure (store, request, l->data, g_hash_table_lookup (all, l->data)));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return tuntas_sim_reply_new_json (200, node);
}

/* …/permission/allowedappoptions?app=INCIDENT: what the caller may do in an application. */
static TuntasSimReply *
show_permission (TuntasSimRequest *request)
{
  static const char *const options[] = { "READ", "INSERT", "SAVE", "DELETE", "STATUS", "CREATEWL" };
  const char *app = tuntas_sim_request_get_parameter (request, "app");
  g_autofree char *upper = g_ascii_strup (app != NULL ? app : "INCIDENT", -1);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    json_array_add_string_element (array, options[i]);
  json_object_set_string_member (object, "app", upper);
  json_object_set_array_member (object, "allowedoptions", array);
  return tuntas_sim_reply_new_object (200, object);
}

static TuntasSimReply *
show_schema (TuntasSimStore *store, const char *os, GError **error)
{
  g_autofree char *name = g_ascii_strdown (os, -1);
  const char *class = g_hash_table_lookup (store->settings.object_structures, name);

  if (class == NULL)
    {
      tuntas_sim_query_refuse_structure (os, error);
      return NULL;
    }
  return tuntas_sim_reply_new_object (200, tuntas_sim_schema_new (store, os, class));
}

/* …/error/messages/<code> */
static TuntasSimReply *
show_message (TuntasSimRequest *request, GError **error)
{
  const char *code = tuntas_sim_request_get_segment (request, 4);
  const char *about = code != NULL ? tuntas_sim_error_about (code) : NULL;
  JsonObject *object;

  if (about == NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NO_RESOURCE, "There is no message %s.",
                   code != NULL ? code : "");
      return NULL;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "msgid", code);
  json_object_set_string_member (object, "value", about);
  return tuntas_sim_reply_new_object (200, object);
}

TuntasSimReply *
tuntas_sim_meta_read (TuntasSimStore *store, TuntasSimRequest *request, const char *kind, GError **error)
{
  if (kind == NULL)
    return show_home (store, request);
  if (g_str_equal (kind, "whoami"))
    return show_whoami (request);
  if (g_str_equal (kind, "ping"))
    return tuntas_sim_reply_new_object (200, json_object_new ());
  if (g_str_equal (kind, "systeminfo"))
    return show_system (store, request);
  if (g_str_equal (kind, "jsonschemas") && tuntas_sim_request_get_segment (request, 3) != NULL)
    return show_schema (store, tuntas_sim_request_get_segment (request, 3), error);
  if (g_str_equal (kind, "apimeta"))
    return show_structures (store, request, error);
  if (g_str_equal (kind, "permission") &&
      g_strcmp0 (tuntas_sim_request_get_segment (request, 3), "allowedappoptions") == 0)
    return show_permission (request);
  if (g_str_equal (kind, "error"))
    return show_message (request, error);
  return NULL;
}
