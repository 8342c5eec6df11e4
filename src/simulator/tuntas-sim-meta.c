/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-meta.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-query.h"

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

static const char *
json_type (TuntasSimType type)
{
  switch (type)
    {
    case TUNTAS_SIM_INTEGER:
    case TUNTAS_SIM_BIGINT:
      return "integer";
    case TUNTAS_SIM_FLOAT:
      return "number";
    case TUNTAS_SIM_YORN:
      return "boolean";
    case TUNTAS_SIM_UPPER:
    case TUNTAS_SIM_ALN:
    case TUNTAS_SIM_LONGALN:
    case TUNTAS_SIM_DATETIME:
    default:
      return "string";
    }
}

static JsonObject *
show_attribute (const TuntasSimAttribute *attribute)
{
  JsonObject *object = json_object_new ();
  gboolean text = attribute->type == TUNTAS_SIM_ALN || attribute->type == TUNTAS_SIM_UPPER;

  json_object_set_string_member (object, "title", attribute->name);
  json_object_set_string_member (object, "type", json_type (attribute->type));
  json_object_set_string_member (object, "subType", tuntas_sim_type_name (attribute->type));
  if (attribute->length > 0)
    json_object_set_int_member (object, "maxLength", attribute->length);
  json_object_set_boolean_member (object, "hasList", attribute->domain != NULL);
  json_object_set_boolean_member (object, "persistent", TRUE);
  json_object_set_string_member (object, "searchType",
                                 (attribute->flags & TUNTAS_SIM_NO_SEARCH) ? "NONE"
                                 : text                                    ? "WILDCARD"
                                                                           : "EXACT");
  return object;
}

static JsonObject *
show_table (const TuntasSimTable *table)
{
  JsonObject *properties = json_object_new ();

  for (guint i = 0; i < table->n_attributes; i++)
    json_object_set_object_member (properties, table->attributes[i].name, show_attribute (&table->attributes[i]));
  return properties;
}

static void
add_child_schema (JsonObject *properties, const char *name, const TuntasSimTable *table)
{
  JsonObject *child = json_object_new ();
  JsonObject *items = json_object_new ();

  json_object_set_string_member (items, "type", "object");
  json_object_set_object_member (items, "properties", show_table (table));
  json_object_set_string_member (child, "type", "array");
  json_object_set_object_member (child, "items", items);
  json_object_set_object_member (properties, name, child);
}

static JsonArray *
names_array (const char *const *names)
{
  JsonArray *array = json_array_new ();

  for (; *names != NULL; names++)
    json_array_add_string_element (array, *names);
  return array;
}

static TuntasSimReply *
show_schema (TuntasSimStore *store, const char *os, GError **error)
{
  static const char *const ticket_key[] = { "class", "ticketid", NULL };
  static const char *const ticket_required[] = { "class", "historyflag", "status", NULL };
  static const char *const synonym_key[] = { "synonymdomainid", NULL };
  g_autofree char *name = g_ascii_strdown (os, -1);
  g_autofree char *upper = g_ascii_strup (os, -1);
  g_autofree char *ref = g_strconcat ("oslc/jsonschemas/", name, NULL);
  const char *class = g_hash_table_lookup (store->settings.object_structures, name);
  gboolean synonym = g_strcmp0 (class, "SYNONYMDOMAIN") == 0;
  JsonObject *object, *properties;

  if (class == NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_OBJECT_STRUCTURE,
                   "The object structure %s is not enabled for the API or does not exist.", upper);
      return NULL;
    }
  object = json_object_new ();
  properties = show_table (synonym ? store->synonym_table : store->ticket_table);
  if (!synonym)
    {
      add_child_schema (properties, "worklog", store->worklog_table);
      add_child_schema (properties, "relatedrecord", store->related_table);
    }
  json_object_set_string_member (object, "resource", upper);
  json_object_set_string_member (object, "description", class);
  json_object_set_array_member (object, "pk", names_array (synonym ? synonym_key : ticket_key));
  json_object_set_string_member (object, "title", class);
  json_object_set_string_member (object, "type", "object");
  json_object_set_string_member (object, "$ref", ref);
  json_object_set_object_member (object, "properties", properties);
  json_object_set_array_member (object, "required", names_array (synonym ? synonym_key : ticket_required));
  return tuntas_sim_reply_new_object (200, object);
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
  if (g_str_equal (kind, "error"))
    return show_message (request, error);
  return NULL;
}
