/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-settings.h"

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
  { "mxincident", "INCIDENT" },    { "mxapiincident", "INCIDENT" }, { "mxsr", "SR" },
  { "mxapisr", "SR" },             { "mxapisynonymdomain", "SYNONYMDOMAIN" },
};

gboolean
tuntas_sim_settings_check_members (JsonObject *object, const char *path, const char *const *allowed, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (allowed, l->data))
      {
        g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "%s.%s: is not known here", path,
                     (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "%s: %s", path, reason);
  return FALSE;
}

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

/* The list of one member as a domain: [{"value", "maxvalue", "description"}]. */
static gboolean
read_domain (TuntasSimStore *store, JsonObject *object, const char *member, const char *domain, GError **error)
{
  static const char *const allowed[] = { "value", "maxvalue", "description", NULL };
  JsonArray *array = NULL;
  GPtrArray *list;

  if (!tuntas_json_get_array_optional (object, "settings", member, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  list = add_domain (store, domain, NULL, 0);
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
  return list->len > 0 || refuse (error, "settings", "a value list must not be empty");
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
      if (!g_str_equal (class, "INCIDENT") && !g_str_equal (class, "SR") && !g_str_equal (class, "SYNONYMDOMAIN"))
        return refuse (error, "settings.object_structures", "INCIDENT, SR or SYNONYMDOMAIN is wanted here");
      g_hash_table_insert (table, g_ascii_strdown (l->data, -1), g_strdup (class));
    }
  return TRUE;
}

/* A member that is one of several words; *out is its place in the list, untouched where it is missing. */
static gboolean
read_word (JsonObject *object, const char *member, const char *const *words, guint *out, GError **error)
{
  const char *value = NULL;
  g_autofree char *path = g_strconcat ("settings.", member, NULL);

  if (!tuntas_json_get_string_optional (object, "settings", member, &value, error))
    return FALSE;
  for (guint i = 0; value != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], value))
      {
        *out = i;
        return TRUE;
      }
  return value == NULL || refuse (error, path, "this word is not known here");
}

static gboolean
read_words (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  static const char *const etags[] = { "documented", "7.6.1.3", NULL };
  static const char *const callers[] = { "json", "redirect", "html", NULL };
  static const char *const reactivates[] = { "us", "server", NULL };
  static const char *const csrfs[] = { "optional", "required", NULL };
  guint etag = 0, caller = 0, reactivate = 0, csrf = 0;

  if (!read_word (object, "etag", etags, &etag, error) ||
      !read_word (object, "unknown_caller", callers, &caller, error) ||
      !read_word (object, "reactivate", reactivates, &reactivate, error) ||
      !read_word (object, "csrf", csrfs, &csrf, error))
    return FALSE;
  settings->etag = etag;
  settings->unknown_caller = caller;
  settings->server_reactivates = reactivate == 1;
  settings->csrf_required = csrf == 1;
  return TRUE;
}

static gboolean
read_numbers (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  gint64 idle = settings->session_idle / 60;
  gint64 life = settings->transaction_life / 60;
  gint64 page = settings->default_page_size;
  gint64 max = settings->max_page_size;

  if (!tuntas_json_get_int_optional (object, "settings", "session_idle_minutes", &idle, error) ||
      !tuntas_json_get_int_optional (object, "settings", "transaction_minutes", &life, error) ||
      !tuntas_json_get_int_optional (object, "settings", "default_page_size", &page, error) ||
      !tuntas_json_get_int_optional (object, "settings", "max_page_size", &max, error) ||
      !tuntas_json_get_boolean_optional (object, "settings", "worklog_changes_rowstamp",
                                         &settings->worklog_changes_rowstamp, error))
    return FALSE;
  if (idle < 1 || life < 0 || page < 0 || max < 1 || idle > G_MAXINT || life > G_MAXINT || page > G_MAXINT ||
      max > G_MAXINT)
    return refuse (error, "settings", "a number is out of range");
  settings->session_idle = idle * 60;
  settings->transaction_life = life * 60;
  settings->default_page_size = page;
  settings->max_page_size = max;
  return TRUE;
}

static gboolean
read_zone (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  const char *offset = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (!tuntas_json_get_string_optional (object, "settings", "zone", &offset, error))
    return FALSE;
  if (offset == NULL)
    return TRUE;
  zone = g_regex_match_simple ("^[+-][0-9]{2}:[0-9]{2}$", offset, 0, 0) ? g_time_zone_new_identifier (offset) : NULL;
  if (zone == NULL)
    return refuse (error, "settings.zone", "an offset such as +07:00 is wanted here");
  g_time_zone_unref (settings->zone);
  settings->zone = g_steal_pointer (&zone);
  g_free (settings->offset);
  settings->offset = g_strdup (offset);
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

static gboolean
read_required (TuntasSimStore *store, JsonObject *object, GError **error)
{
  JsonArray *array = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (object != NULL && !tuntas_json_get_array_optional (object, "settings", "required", &array, error))
    return FALSE;
  if (array == NULL)
    g_strv_builder_add (builder, "description");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING ||
          tuntas_sim_table_find (store->ticket_table, json_node_get_string (node)) < 0)
        return refuse (error, "settings.required", "names of attributes are wanted here");
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  store->settings.required = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_texts (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  const char *context = NULL;
  const char *version = NULL;
  const char *prefix = NULL;

  if (object != NULL && (!tuntas_json_get_string_optional (object, "settings", "context", &context, error) ||
                         !tuntas_json_get_string_optional (object, "settings", "version", &version, error) ||
                         !tuntas_json_get_string_optional (object, "settings", "ticket_prefix", &prefix, error)))
    return FALSE;
  if (context != NULL && !g_regex_match_simple ("^[A-Za-z0-9_-]+$", context, 0, 0))
    return refuse (error, "settings.context", "one name without '/' is wanted here");
  if (context != NULL)
    {
      g_free (settings->context);
      settings->context = g_strdup (context);
    }
  settings->version = g_strdup (version != NULL ? version : "V7613-00");
  settings->ticket_prefix = g_strdup (prefix != NULL ? prefix : "IN");
  return TRUE;
}

gboolean
tuntas_sim_settings_read (TuntasSimStore *store, JsonObject *object, GError **error)
{
  static const char *const allowed[] = {
    "context", "version", "zone", "start", "etag", "unknown_caller", "reactivate", "csrf", "worklog_changes_rowstamp",
    "session_idle_minutes", "transaction_minutes", "default_page_size", "max_page_size", "ticket_prefix",
    "object_structures", "statuses", "logtypes", "required", "attribute_names", NULL
  };

  if (object != NULL && (!tuntas_sim_settings_check_members (object, "settings", allowed, error) ||
                         !read_words (&store->settings, object, error) ||
                         !read_numbers (&store->settings, object, error) ||
                         !read_zone (&store->settings, object, error) || !read_attribute_names (store, object, error)))
    return FALSE;
  return read_texts (&store->settings, object, error) && read_domains (store, object, error) &&
         read_structures (store, object, error) && read_required (store, object, error);
}
