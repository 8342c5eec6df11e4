/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-scenario.h"

#include "tuntas-json-lines.h"
#include "tuntas-json.h"
#include "tuntas-sim-settings.h"
#include "tuntas-sim-user.h"

#define ROOT "scenario"

/* "now", "-02:15:00", "+1:00:00"; FALSE for anything else. */
static gboolean
read_relative (const char *text, gint64 start, gint64 *seconds)
{
  g_autoptr (GRegex) regex = g_regex_new ("^([+-])([0-9]{1,4}):([0-9]{2}):([0-9]{2})$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *sign = NULL;
  gint64 part[3];
  gint64 sum;

  *seconds = start;
  if (g_str_equal (text, "now"))
    return TRUE;
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  sign = g_match_info_fetch (match, 1);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *digits = g_match_info_fetch (match, i + 2);

      part[i] = g_ascii_strtoll (digits, NULL, 10);
    }
  sum = part[0] * 3600 + part[1] * 60 + part[2];
  *seconds = *sign == '-' ? start - sum : start + sum;
  return TRUE;
}

static gboolean
read_value (TuntasSimStore *store, TuntasSimRow *row, int index, JsonNode *node, gint64 start, GError **error)
{
  const TuntasSimAttribute *attribute = &row->table->attributes[index];
  g_autofree char *value = NULL;
  gint64 seconds;

  if (attribute->type == TUNTAS_SIM_DATETIME && json_node_get_value_type (node) == G_TYPE_STRING &&
      read_relative (json_node_get_string (node), start, &seconds))
    {
      tuntas_sim_row_set_int (row, index, seconds);
      return TRUE;
    }
  if (!tuntas_sim_attribute_read (attribute, node, store->settings.zone, &value, error))
    return FALSE;
  /* Statuses and the like are checked where the class of the ticket is known. */
  if (value != NULL && attribute->domain != NULL && attribute->flags == TUNTAS_SIM_PLAIN &&
      tuntas_sim_store_find_synonym (store, attribute->domain, value) == NULL)
    {
      g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "is not in the value list");
      return FALSE;
    }
  tuntas_sim_row_set (row, index, value);
  return TRUE;
}

gboolean
tuntas_sim_scenario_read_row (TuntasSimStore *store, TuntasSimRow *row, JsonObject *object, const char *path,
                              const char *const *except, gint64 start, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *name = l->data;
      int index = tuntas_sim_table_find (row->table, name);
      g_autoptr (GError) cause = NULL;

      if (except != NULL && g_strv_contains (except, name))
        continue;
      if (index < 0)
        return tuntas_sim_settings_refuse_member (error, path, name, "there is no such attribute");
      if (JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, name)) ||
          JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, name)))
        return tuntas_sim_settings_refuse_member (error, path, name, "a single value is wanted here");
      if (!read_value (store, row, index, json_object_get_member (object, name), start, &cause))
        return tuntas_sim_settings_refuse_member (error, path, name, cause->message);
    }
  return TRUE;
}

static void
set_default (TuntasSimRow *row, guint attribute, const char *value)
{
  if (row->values[attribute] == NULL)
    tuntas_sim_row_set (row, attribute, value);
}

static gboolean
read_worklog (TuntasSimStore *store, TuntasSimRow *ticket, JsonNode *node, const char *path, gint64 start,
              GError **error)
{
  JsonObject *object = tuntas_json_root_object (node, path, error);
  g_autoptr (TuntasSimRow) row = tuntas_sim_row_new (store->worklog_table, FALSE);
  const char *type;

  if (object == NULL || !tuntas_sim_scenario_read_row (store, row, object, path, NULL, start, error))
    return FALSE;
  set_default (row, TUNTAS_SIM_WORKLOG_LOGTYPE, "WORK");
  type = row->values[TUNTAS_SIM_WORKLOG_LOGTYPE];
  if (tuntas_sim_store_find_synonym (store, "LOGTYPE", type) == NULL)
    return tuntas_sim_settings_refuse_member (error, path, "logtype", "is not in the value list");
  if (row->values[TUNTAS_SIM_WORKLOG_DESCRIPTION] == NULL)
    return tuntas_sim_settings_refuse_member (error, path, "description", "is missing");
  tuntas_sim_row_set_int (row, TUNTAS_SIM_WORKLOG_WORKLOGID, ++store->last_child);
  set_default (row, TUNTAS_SIM_WORKLOG_CREATEBY, ticket->values[TUNTAS_SIM_TICKET_CHANGEBY]);
  set_default (row, TUNTAS_SIM_WORKLOG_CREATEDATE, ticket->values[TUNTAS_SIM_TICKET_STATUSDATE]);
  set_default (row, TUNTAS_SIM_WORKLOG_MODIFYBY, row->values[TUNTAS_SIM_WORKLOG_CREATEBY]);
  set_default (row, TUNTAS_SIM_WORKLOG_MODIFYDATE, row->values[TUNTAS_SIM_WORKLOG_CREATEDATE]);
  set_default (row, TUNTAS_SIM_WORKLOG_CLIENTVIEWABLE, "0");
  set_default (row, TUNTAS_SIM_WORKLOG_LANGCODE, "EN");
  set_default (row, TUNTAS_SIM_WORKLOG_RECORDKEY, ticket->values[TUNTAS_SIM_TICKET_TICKETID]);
  set_default (row, TUNTAS_SIM_WORKLOG_CLASS, ticket->values[TUNTAS_SIM_TICKET_CLASS]);
  set_default (row, TUNTAS_SIM_WORKLOG_SITEID, ticket->values[TUNTAS_SIM_TICKET_SITEID]);
  set_default (row, TUNTAS_SIM_WORKLOG_ORGID, ticket->values[TUNTAS_SIM_TICKET_ORGID]);
  row->rowstamp = tuntas_sim_store_next_rowstamp (store);
  g_ptr_array_add (ticket->worklogs, g_steal_pointer (&row));
  return TRUE;
}

static gboolean
read_related (TuntasSimStore *store, TuntasSimRow *ticket, JsonNode *node, const char *path, gint64 start,
              GError **error)
{
  JsonObject *object = tuntas_json_root_object (node, path, error);
  g_autoptr (TuntasSimRow) row = tuntas_sim_row_new (store->related_table, FALSE);

  if (object == NULL || !tuntas_sim_scenario_read_row (store, row, object, path, NULL, start, error))
    return FALSE;
  if (row->values[TUNTAS_SIM_RELATED_RELATEDRECKEY] == NULL)
    return tuntas_sim_settings_refuse_member (error, path, "relatedreckey", "is missing");
  tuntas_sim_row_set_int (row, TUNTAS_SIM_RELATED_RELATEDRECORDID, ++store->last_child);
  set_default (row, TUNTAS_SIM_RELATED_RELATEDRECCLASS, ticket->values[TUNTAS_SIM_TICKET_CLASS]);
  set_default (row, TUNTAS_SIM_RELATED_RELATETYPE, "RELATED");
  set_default (row, TUNTAS_SIM_RELATED_RECORDKEY, ticket->values[TUNTAS_SIM_TICKET_TICKETID]);
  set_default (row, TUNTAS_SIM_RELATED_CLASS, ticket->values[TUNTAS_SIM_TICKET_CLASS]);
  row->rowstamp = tuntas_sim_store_next_rowstamp (store);
  g_ptr_array_add (ticket->related, g_steal_pointer (&row));
  return TRUE;
}

typedef gboolean (*ReadChild) (TuntasSimStore *store, TuntasSimRow *ticket, JsonNode *node, const char *path,
                               gint64 start, GError **error);

static gboolean
read_children (TuntasSimStore *store, TuntasSimRow *ticket, JsonObject *object, const char *path, const char *member,
               ReadChild read, gint64 start, GError **error)
{
  JsonArray *array = NULL;

  if (!tuntas_json_get_array_optional (object, path, member, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *child_path = g_strdup_printf ("%s.%s[%u]", path, member, i);

      if (!read (store, ticket, json_array_get_element (array, i), child_path, start, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_ticket (TuntasSimStore *store, TuntasSimRow *row, const char *path, GError **error)
{
  const char *id = row->values[TUNTAS_SIM_TICKET_TICKETID];
  const char *class = row->values[TUNTAS_SIM_TICKET_CLASS];
  g_autofree char *domain = g_strconcat (class, "STATUS", NULL);

  if (id == NULL)
    return tuntas_sim_settings_refuse_member (error, path, "ticketid", "is missing");
  if (!g_str_equal (class, "INCIDENT") && !g_str_equal (class, "SR"))
    return tuntas_sim_settings_refuse_member (error, path, "class", "INCIDENT or SR is wanted here");
  if (tuntas_sim_store_find (store, class, id) != NULL)
    return tuntas_sim_settings_refuse_member (error, path, "ticketid", "is there twice");
  if (tuntas_sim_store_find_synonym (store, domain, row->values[TUNTAS_SIM_TICKET_STATUS]) == NULL)
    return tuntas_sim_settings_refuse_member (error, path, "status", "is not in the list of statuses");
  return TRUE;
}

static void
fill_ticket (TuntasSimStore *store, TuntasSimRow *row, gint64 start)
{
  set_default (row, TUNTAS_SIM_TICKET_CLASS, "INCIDENT");
  set_default (row, TUNTAS_SIM_TICKET_STATUS, "NEW");
  set_default (row, TUNTAS_SIM_TICKET_SITEID, "TLKM");
  set_default (row, TUNTAS_SIM_TICKET_ORGID, "TELKOM");
  set_default (row, TUNTAS_SIM_TICKET_ISGLOBAL, "0");
  set_default (row, TUNTAS_SIM_TICKET_RELATEDTOGLOBAL, "0");
  set_default (row, TUNTAS_SIM_TICKET_CHANGEBY, "HELPDESK");
  set_default (row, TUNTAS_SIM_TICKET_CREATEDBY, "HELPDESK");
  if (row->values[TUNTAS_SIM_TICKET_REPORTDATE] == NULL)
    tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_REPORTDATE, start);
  set_default (row, TUNTAS_SIM_TICKET_CREATIONDATE, row->values[TUNTAS_SIM_TICKET_REPORTDATE]);
  set_default (row, TUNTAS_SIM_TICKET_STATUSDATE, row->values[TUNTAS_SIM_TICKET_REPORTDATE]);
  set_default (row, TUNTAS_SIM_TICKET_CHANGEDATE, row->values[TUNTAS_SIM_TICKET_STATUSDATE]);
  if (row->values[TUNTAS_SIM_TICKET_TICKETUID] == NULL)
    tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_TICKETUID, ++store->last_uid);
  else
    store->last_uid = MAX (store->last_uid, tuntas_sim_row_get_uid (row));
  row->rowstamp = tuntas_sim_store_next_rowstamp (store);
}

static gboolean
read_ticket (TuntasSimStore *store, JsonNode *node, const char *path, gint64 start, GError **error)
{
  static const char *const children[] = { "worklog", "relatedrecord", "former_status", NULL };
  JsonObject *object = tuntas_json_root_object (node, path, error);
  g_autoptr (TuntasSimRow) row = tuntas_sim_row_new (store->ticket_table, TRUE);
  const char *former = NULL;

  if (object == NULL || !tuntas_sim_scenario_read_row (store, row, object, path, children, start, error) ||
      !tuntas_json_get_string_optional (object, path, "former_status", &former, error))
    return FALSE;
  fill_ticket (store, row, start);
  row->former_status = g_strdup (former);
  if (!check_ticket (store, row, path, error) ||
      !read_children (store, row, object, path, "worklog", read_worklog, start, error) ||
      !read_children (store, row, object, path, "relatedrecord", read_related, start, error))
    return FALSE;
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_HISTORYFLAG,
                      g_str_equal (tuntas_sim_store_status_max (store, row), "CLOSED") ? "1" : "0");
  g_ptr_array_add (store->tickets, g_steal_pointer (&row));
  return TRUE;
}

/* The value lists are rows as well, so that they can be asked like records. */
static void
fill_synonyms (TuntasSimStore *store)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (store->settings.domains), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      GPtrArray *list = g_hash_table_lookup (store->settings.domains, l->data);

      for (guint i = 0; i < list->len; i++)
        {
          TuntasSimSynonym *synonym = list->pdata[i];
          TuntasSimRow *row = tuntas_sim_row_new (store->synonym_table, FALSE);
          g_autofree char *id = g_strdup_printf ("%s|%s", (const char *) l->data, synonym->value);

          tuntas_sim_row_set_int (row, TUNTAS_SIM_SYNONYM_SYNONYMDOMAINID, store->synonyms->len + 1);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_DOMAINID, l->data);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_VALUE, synonym->value);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_MAXVALUE, synonym->maxvalue);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_DESCRIPTION, synonym->description);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_VALUEID, id);
          tuntas_sim_row_set (row, TUNTAS_SIM_SYNONYM_DEFAULTS,
                              g_str_equal (synonym->value, synonym->maxvalue) ? "1" : "0");
          row->rowstamp = tuntas_sim_store_next_rowstamp (store);
          g_ptr_array_add (store->synonyms, row);
        }
    }
}

/* So are the people. */
static void
fill_people (TuntasSimStore *store)
{
  for (guint i = 0; i < store->users->len; i++)
    {
      const TuntasSimUser *user = store->users->pdata[i];
      TuntasSimRow *row = tuntas_sim_row_new (store->person_table, FALSE);

      tuntas_sim_row_set_int (row, TUNTAS_SIM_PERSON_PERSONUID, i + 1);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_PERSONID, user->person);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_DISPLAYNAME, user->display_name);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_PRIMARYEMAIL, user->email);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_DEPARTMENT, user->unit);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_LOCATIONSITE, user->site);
      tuntas_sim_row_set (row, TUNTAS_SIM_PERSON_LOCATIONORG, user->org);
      row->rowstamp = tuntas_sim_store_next_rowstamp (store);
      g_ptr_array_add (store->people, row);
    }
}

static gboolean
read_start (TuntasSimStore *store, JsonObject *settings, gint64 *start, GError **error)
{
  const char *text = NULL;

  *start = tuntas_clock_now_seconds (store->clock);
  if (settings == NULL)
    return TRUE;
  if (!tuntas_json_get_string_optional (settings, "settings", "start", &text, error))
    return FALSE;
  if (text == NULL || read_relative (text, *start, start) || tuntas_instant_parse (text, start))
    return TRUE;
  return tuntas_sim_settings_refuse_member (error, "settings", "start",
                                            "\"now\" or an instant with an offset is wanted here");
}

static gboolean
read_lists (TuntasSimStore *store, JsonObject *root, gint64 start, GError **error)
{
  JsonArray *users, *tickets;

  if (!tuntas_json_get_array (root, "scenario", "users", &users, error) ||
      !tuntas_json_get_array (root, "scenario", "tickets", &tickets, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      g_autofree char *path = g_strdup_printf ("users[%u]", i);

      if (!tuntas_sim_scenario_read_user (store, json_array_get_element (users, i), path, error))
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      g_autofree char *path = g_strdup_printf ("tickets[%u]", i);

      if (!read_ticket (store, json_array_get_element (tickets, i), path, start, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_scenario (TuntasSimStore *store, JsonObject *root, JsonArray **faults, GError **error)
{
  static const char *const allowed[] = { "title", "settings", "users", "tickets", "faults", NULL };
  JsonObject *settings = NULL;
  gint64 start;

  if (!tuntas_sim_settings_check_members (root, "scenario", allowed, error) ||
      !tuntas_json_get_object_optional (root, "scenario", "settings", &settings, error) ||
      !tuntas_sim_settings_read (store, settings, error) || !read_start (store, settings, &start, error) ||
      !read_lists (store, root, start, error) ||
      !tuntas_json_get_array_optional (root, "scenario", "faults", faults, error))
    return FALSE;
  fill_synonyms (store);
  fill_people (store);
  return TRUE;
}

TuntasSimStore *
tuntas_sim_scenario_new_empty (TuntasClock *clock)
{
  TuntasSimStore *store = tuntas_sim_store_new (clock);

  tuntas_sim_settings_read (store, NULL, NULL);
  fill_synonyms (store);
  return store;
}

TuntasSimStore *
tuntas_sim_scenario_load (TuntasClock *clock, GBytes *json, JsonArray **faults, GError **error)
{
  g_autoptr (TuntasSimStore) store = tuntas_sim_store_new (clock);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *found = NULL;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);

  *faults = NULL;
  root = tuntas_json_parse (text, size, error);
  object = root != NULL ? tuntas_json_root_object (root, "scenario", error) : NULL;
  if (object == NULL || !read_scenario (store, object, &found, error))
    return NULL;
  if (found != NULL)
    *faults = json_array_ref (found);
  return g_steal_pointer (&store);
}

/* Messages begin with the place: "tickets[3].status: …". A syntax error begins with its line. */
void
tuntas_sim_scenario_name_place (GBytes *json, const char *name, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (json, &size);
  g_autoptr (JsonNode) root = tuntas_json_parse (text, size, NULL);
  g_autoptr (GHashTable) lines = root != NULL ? tuntas_json_lines_new (text, size, ROOT) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *path = NULL;
  guint line = 0;

  if (error == NULL || *error == NULL)
    return;
  place = g_strndup ((*error)->message, strcspn ((*error)->message, ": "));
  path = g_str_has_prefix (place, ROOT) ? g_strdup (place) : g_strconcat (ROOT ".", place, NULL);
  if (lines != NULL)
    line = tuntas_json_lines_find (lines, path);
  else if (g_str_has_prefix ((*error)->message, "line "))
    line = (guint) g_ascii_strtoull ((*error)->message + strlen ("line "), NULL, 10);
  if (line > 0)
    g_prefix_error (error, "%s:%u: ", name, line);
  else
    g_prefix_error (error, "%s: ", name);
}
