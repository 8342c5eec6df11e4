/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-settings-private.h"

#include "tuntas-json.h"

/* Telkom's statuses with the internal values they are synonyms of (nossa.md §2.7; the mapping is ours, a scenario
 * may say otherwise). */
static const char *const default_statuses[][3] = {
  { "NEW", "NEW", "New" },
  { "DRAFT", "QUEUED", "Draft" },
  { "ANALYSIS", "QUEUED", "Analysis" },
  { "QUEUED", "QUEUED", "Queued" },
  { "BACKEND", "INPROG", "Backend" },
  { "INPROG", "INPROG", "In Progress" },
  { "SLAHOLD", "SLAHOLD", "SLA Hold" },
  { "PENDING", "PENDING", "Pending" },
  { "PENDINGS", "PENDING", "Pending-SLA Hold" },
  { "WAIT", "PENDING", "Wait" },
  { "FINALCHECK", "RESOLVED", "Final Check" },
  { "RESOLVED", "RESOLVED", "Resolved" },
  { "MEDIACARE", "RESOLVED", "Media Caring" },
  { "SALAMSIM", "RESOLVED", "Salam Simpatik" },
  { "CLOSED", "CLOSED", "Closed" },
  { "HISTEDIT", "HISTEDIT", "Edited in History" },
};
static const char *const sr_statuses[][3] = {
  { "CANCELLED", "CLOSED", "Cancelled" },
  { "REJECTED", "CLOSED", "Rejected" },
};
static const char *const default_logtypes[][3] = {
  { "CLIENTNOTE", "CLIENTNOTE", "Client Note" },
  { "UPDATE", "UPDATE", "Update" },
  { "WORK", "WORK", "Work" },
};
static const char *const fixed_classes[][3] = {
  { "INCIDENT", "INCIDENT", "Incident" },
  { "SR", "SR", "Service Request" },
};
static const char *const fixed_priorities[][3] = {
  { "1", "1", "Urgent" }, { "2", "2", "High" }, { "3", "3", "Medium" }, { "4", "4", "Low" },
};
static const char *const fixed_relations[][3] = {
  { "RELATED", "RELATED", "Related" },
  { "ORIGINATOR", "ORIGINATOR", "Originator" },
  { "FOLLOWUP", "FOLLOWUP", "Follow Up" },
  { "RELATEDGLOBAL", "RELATEDGLOBAL", "Related to Global" },
};
static const char *const default_structures[][2] = {
  { "mxincident", "INCIDENT" }, { "mxapiincident", "INCIDENT" },
  { "mxsr", "SR" },             { "mxapisr", "SR" },
  { "mxperson", "PERSON" },     { "mxapiperson", "PERSON" },
  { "mxapisynonymdomain", "SYNONYMDOMAIN" },
};
static const char *const default_queries[][2] = {
  { "SERVICEREQUEST", "historyflag=false" },
  { "OWNEDBYME", "owner=\":user\" and historyflag=false" },
};

static void
add_synonym (GPtrArray *list, const char *value, const char *maxvalue, const char *description)
{
  TuntasSimSynonym *synonym = g_new0 (TuntasSimSynonym, 1);

  synonym->value = g_strdup (value);
  synonym->maxvalue = g_strdup (maxvalue);
  synonym->description = g_strdup (description);
  g_ptr_array_add (list, synonym);
}

static GPtrArray *
add_domain (TuntasSimStore *store, const char *name, const char *const (*values)[3], gsize n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_synonym_free);

  for (gsize i = 0; i < n; i++)
    add_synonym (list, values[i][0], values[i][1], values[i][2]);
  g_hash_table_replace (store->settings.domains, g_strdup (name), list);
  return list;
}

/* [{"value", "maxvalue", "description"}] as a domain. */
static gboolean
read_synonyms (TuntasSimStore *store, JsonArray *array, const char *member, const char *domain, GError **error)
{
  static const char *const allowed[] = { "value", "maxvalue", "description", NULL };
  GPtrArray *list = add_domain (store, domain, NULL, 0);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("settings.%s[%u]", member, i);
      JsonObject *item = tuntas_json_root_object (json_array_get_element (array, i), path, error);
      const char *value, *maxvalue, *description = NULL;

      if (item == NULL || !tuntas_sim_settings_check_members (item, path, allowed, error) ||
          !tuntas_json_get_string (item, path, "value", &value, error) ||
          !tuntas_json_get_string (item, path, "maxvalue", &maxvalue, error) ||
          !tuntas_json_get_string_optional (item, path, "description", &description, error))
        return FALSE;
      add_synonym (list, value, maxvalue, description != NULL ? description : value);
    }
  return list->len > 0 || tuntas_sim_settings_refuse (error, "settings", "a value list must not be empty");
}

static gboolean
read_domain (TuntasSimStore *store, JsonObject *object, const char *member, const char *domain, GError **error)
{
  JsonArray *array = NULL;

  if (!tuntas_json_get_array_optional (object, "settings", member, &array, error))
    return FALSE;
  return array == NULL || read_synonyms (store, array, member, domain, error);
}

static gboolean
read_domains (TuntasSimStore *store, JsonObject *object, GError **error)
{
  GPtrArray *sr;

  add_domain (store, "INCIDENTSTATUS", default_statuses, G_N_ELEMENTS (default_statuses));
  sr = add_domain (store, "SRSTATUS", default_statuses, G_N_ELEMENTS (default_statuses));
  for (gsize i = 0; i < G_N_ELEMENTS (sr_statuses); i++)
    add_synonym (sr, sr_statuses[i][0], sr_statuses[i][1], sr_statuses[i][2]);
  add_domain (store, "LOGTYPE", default_logtypes, G_N_ELEMENTS (default_logtypes));
  add_domain (store, "TKTYPE", fixed_classes, G_N_ELEMENTS (fixed_classes));
  add_domain (store, "TICKETPRIORITY", fixed_priorities, G_N_ELEMENTS (fixed_priorities));
  add_domain (store, "RELATETYPE", fixed_relations, G_N_ELEMENTS (fixed_relations));
  return object == NULL || (read_domain (store, object, "statuses", "INCIDENTSTATUS", error) &&
                            read_domain (store, object, "statuses", "SRSTATUS", error) &&
                            read_domain (store, object, "logtypes", "LOGTYPE", error));
}

static gboolean
read_structures (TuntasSimStore *store, JsonObject *object, GError **error)
{
  static const char *const classes[] = { "INCIDENT", "SR", TUNTAS_SIM_ANY_TICKET, "SYNONYMDOMAIN", "PERSON", NULL };
  GHashTable *table = store->settings.object_structures;
  JsonObject *structures = NULL;
  g_autoptr (GList) names = NULL;

  if (object != NULL &&
      !tuntas_json_get_object_optional (object, "settings", "object_structures", &structures, error))
    return FALSE;
  for (gsize i = 0; structures == NULL && i < G_N_ELEMENTS (default_structures); i++)
    g_hash_table_insert (table, g_strdup (default_structures[i][0]), g_strdup (default_structures[i][1]));
  names = structures != NULL ? json_object_get_members (structures) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *class;

      if (!tuntas_json_get_string (structures, "settings.object_structures", l->data, &class, error))
        return FALSE;
      if (!g_strv_contains (classes, class))
        return tuntas_sim_settings_refuse (error, "settings.object_structures",
                                           "INCIDENT, SR, TICKET, SYNONYMDOMAIN or PERSON is wanted here");
      g_hash_table_insert (table, g_ascii_strdown (l->data, -1), g_strdup (class));
    }
  return TRUE;
}

static gboolean
read_attribute_names (TuntasSimStore *store, JsonObject *object, GError **error)
{
  JsonObject *names = NULL;
  g_autoptr (GList) members = NULL;

  if (!tuntas_json_get_object_optional (object, "settings", "attribute_names", &names, error))
    return FALSE;
  members = names != NULL ? json_object_get_members (names) : NULL;
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *to;

      if (!tuntas_json_get_string (names, "settings.attribute_names", l->data, &to, error))
        return FALSE;
      if (!tuntas_sim_table_rename (store->ticket_table, l->data, to))
        {
          g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO,
                       "settings.attribute_names.%s: no such attribute, or %s is taken", (const char *) l->data, to);
          return FALSE;
        }
    }
  return TRUE;
}

/* table (nullable): where the names must be its attributes'. */
static gboolean
read_names (const TuntasSimTable *table, JsonObject *object, const char *member, const char *const *presets, GStrv *out,
            GError **error)
{
  JsonArray *array = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *path = g_strconcat ("settings.", member, NULL);

  if (object != NULL && !tuntas_json_get_array_optional (object, "settings", member, &array, error))
    return FALSE;
  for (guint i = 0; array == NULL && presets[i] != NULL; i++)
    g_strv_builder_add (builder, presets[i]);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return tuntas_sim_settings_refuse (error, path, "names are wanted here");
      if (table != NULL && tuntas_sim_table_find (table, json_node_get_string (node)) < 0)
        return tuntas_sim_settings_refuse (error, path, "names of attributes are wanted here");
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  *out = g_strv_builder_end (builder);
  return TRUE;
}

/* An attribute of the site's own, with a value list where it has one. */
static gboolean
read_attribute (TuntasSimStore *store, JsonNode *node, const char *path, GError **error)
{
  static const char *const allowed[] = { "name", "type", "length", "values", NULL };
  JsonObject *object = tuntas_json_root_object (node, path, error);
  const char *name, *type_name = "ALN";
  gint64 length = 100;
  JsonArray *values = NULL;
  TuntasSimType type;
  g_autofree char *domain = NULL;
  g_autofree char *member = NULL;

  if (object == NULL || !tuntas_sim_settings_check_members (object, path, allowed, error) ||
      !tuntas_json_get_string (object, path, "name", &name, error) ||
      !tuntas_json_get_string_optional (object, path, "type", &type_name, error) ||
      !tuntas_json_get_int_optional (object, path, "length", &length, error) ||
      !tuntas_json_get_array_optional (object, path, "values", &values, error))
    return FALSE;
  if (!g_regex_match_simple ("^[a-z][a-z0-9_]*$", name, 0, 0) || !tuntas_sim_type_find (type_name, &type) ||
      length < 1 || length > 32000)
    return tuntas_sim_settings_refuse (error, path,
                                       "a name in small letters, a type such as ALN and a length are wanted here");
  domain = values != NULL ? g_ascii_strup (name, -1) : NULL;
  member = g_strconcat (path + strlen ("settings."), ".values", NULL);
  if (domain != NULL && g_hash_table_contains (store->settings.domains, domain))
    return tuntas_sim_settings_refuse (error, path, "there is such a value list already");
  if (values != NULL && !read_synonyms (store, values, member, domain, error))
    return FALSE;
  return tuntas_sim_table_add (store->ticket_table, name, type, (guint) length, domain) ||
         tuntas_sim_settings_refuse (error, path, "the name is taken");
}

static gboolean
read_attributes (TuntasSimStore *store, JsonObject *object, GError **error)
{
  JsonArray *array = NULL;

  if (!tuntas_json_get_array_optional (object, "settings", "attributes", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("settings.attributes[%u]", i);

      if (!read_attribute (store, json_array_get_element (array, i), path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_queries (TuntasSimStore *store, JsonObject *object, GError **error)
{
  GHashTable *table = store->settings.saved_queries;
  JsonObject *queries = NULL;
  g_autoptr (GList) names = NULL;

  if (object != NULL && !tuntas_json_get_object_optional (object, "settings", "saved_queries", &queries, error))
    return FALSE;
  for (gsize i = 0; queries == NULL && i < G_N_ELEMENTS (default_queries); i++)
    g_hash_table_insert (table, g_strdup (default_queries[i][0]), g_strdup (default_queries[i][1]));
  names = queries != NULL ? json_object_get_members (queries) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *clause;

      if (!tuntas_json_get_string (queries, "settings.saved_queries", l->data, &clause, error))
        return FALSE;
      g_hash_table_insert (table, g_ascii_strup (l->data, -1), g_strdup (clause));
    }
  return TRUE;
}

/* By default as seen on servers: read under two names, written under one. */
static gboolean
read_worklog_names (TuntasSimStore *store, JsonObject *object, GError **error)
{
  static const char *const presets[] = { "worklog", "uxworklog", NULL };
  const char *write = presets[0];
  GStrv *read = &store->settings.worklog_read;

  if (!read_names (NULL, object, "worklog_read", presets, read, error) ||
      (object != NULL && !tuntas_json_get_string_optional (object, "settings", "worklog_write", &write, error)))
    return FALSE;
  if (**read == NULL)
    return tuntas_sim_settings_refuse (error, "settings.worklog_read", "at least one name is wanted here");
  store->settings.worklog_write = g_strdup (write);
  return TRUE;
}

gboolean
tuntas_sim_settings_read_lists (TuntasSimStore *store, JsonObject *object, GError **error)
{
  static const char *const required[] = { "description", NULL };
  const TuntasSimAttribute *attributes;
  const char *pend[3] = { NULL };

  if (!read_domains (store, object, error) ||
      (object != NULL && (!read_attribute_names (store, object, error) || !read_attributes (store, object, error))))
    return FALSE;
  attributes = store->ticket_table->attributes;
  pend[0] = attributes[TUNTAS_SIM_TICKET_PENDREASON].name;
  pend[1] = attributes[TUNTAS_SIM_TICKET_PENDINGUNTIL].name;
  return read_structures (store, object, error) && read_worklog_names (store, object, error) &&
         read_queries (store, object, error) &&
         read_names (store->ticket_table, object, "required", required, &store->settings.required, error) &&
         read_names (store->ticket_table, object, "pend_requires", pend, &store->settings.pend_requires, error);
}
