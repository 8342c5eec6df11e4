/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-schema.h"

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

/* What a record gets where nothing is sent; "!…!" is an internal value. */
static const char *
default_of (const char *name)
{
  static const char *const presets[][2] = { { "ticketid", "&AUTOKEY&" }, { "logtype", "!CLIENTNOTE!" },
                                            { "status", "!NEW!" },       { "clientviewable", "0" },
                                            { "historyflag", "0" } };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i][0], name))
      return presets[i][1];
  return NULL;
}

static JsonObject *
show_attribute (const TuntasSimAttribute *attribute)
{
  const char *preset = default_of (attribute->name);
  JsonObject *object = json_object_new ();
  gboolean text = attribute->type == TUNTAS_SIM_ALN || attribute->type == TUNTAS_SIM_UPPER;

  json_object_set_string_member (object, "title", attribute->name);
  json_object_set_string_member (object, "type", json_type (attribute->type));
  json_object_set_string_member (object, "subType", tuntas_sim_type_name (attribute->type));
  if (attribute->length > 0)
    json_object_set_int_member (object, "maxLength", attribute->length);
  json_object_set_boolean_member (object, "hasList", attribute->domain != NULL);
  if (preset != NULL)
    json_object_set_string_member (object, "default", preset);
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

/* A note to a change of status is written and never read. */
static void
add_memo (JsonObject *properties)
{
  const TuntasSimAttribute memo = { (char *) "np_statusmemo", TUNTAS_SIM_ALN, 50, TUNTAS_SIM_NO_SEARCH, NULL };
  JsonObject *object = show_attribute (&memo);

  json_object_set_boolean_member (object, "persistent", FALSE);
  json_object_set_object_member (properties, memo.name, object);
}

static JsonArray *
names_array (const char *const *names)
{
  JsonArray *array = json_array_new ();

  for (; *names != NULL; names++)
    json_array_add_string_element (array, *names);
  return array;
}

static void
add_child_schema (JsonObject *properties, const char *name, const TuntasSimTable *table)
{
  static const char *const filled[] = { "createby",   "createdate", "langcode", "modifyby",
                                        "modifydate", "recordkey",  NULL };
  JsonObject *child = json_object_new ();
  JsonObject *items = json_object_new ();
  gboolean worklog = g_str_equal (table->object, "WORKLOG");
  g_autofree char *relation = g_ascii_strup (name, -1);

  json_object_set_string_member (items, "type", "object");
  json_object_set_object_member (items, "properties", show_table (table));
  if (worklog)
    json_object_set_array_member (items, "required", names_array (filled));
  json_object_set_string_member (child, "type", "array");
  json_object_set_string_member (child, "relation", relation);
  json_object_set_object_member (child, "items", items);
  json_object_set_object_member (properties, name, child);
}

JsonObject *
tuntas_sim_schema_new (TuntasSimStore *store, const char *os, const char *class)
{
  static const char *const ticket_key[] = { "class", "ticketid", NULL };
  static const char *const ticket_required[] = { "class", "historyflag", "status", NULL };
  static const char *const synonym_key[] = { "domainid", "maxvalue", "siteid", "orgid", "value", NULL };
  static const char *const person_key[] = { "personid", NULL };
  const TuntasSimTable *table = tuntas_sim_store_get_table (store, class);
  gboolean ticket = table == store->ticket_table;
  const char *const *key = ticket ? ticket_key : table == store->person_table ? person_key : synonym_key;
  g_autofree char *name = g_ascii_strdown (os, -1);
  g_autofree char *upper = g_ascii_strup (os, -1);
  g_autofree char *ref = g_strconcat ("oslc/jsonschemas/", name, NULL);
  JsonObject *object = json_object_new ();
  JsonObject *properties = show_table (table);

  if (ticket)
    {
      add_memo (properties);
      add_child_schema (properties, store->settings.worklog_write, store->worklog_table);
      add_child_schema (properties, "relatedrecord", store->related_table);
    }
  json_object_set_string_member (object, "resource", upper);
  json_object_set_string_member (object, "description", class);
  json_object_set_array_member (object, "pk", names_array (key));
  json_object_set_string_member (object, "title", class);
  json_object_set_string_member (object, "type", "object");
  json_object_set_string_member (object, "$ref", ref);
  json_object_set_object_member (object, "properties", properties);
  json_object_set_array_member (object, "required", names_array (ticket ? ticket_required : key));
  return object;
}
