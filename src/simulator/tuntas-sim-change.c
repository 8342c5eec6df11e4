/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-change.h"

#include "tuntas-json.h"
#include "tuntas-sim-edit.h"

/* The body of an edit out of "set" and "worklog". */
static JsonObject *
read_change (TuntasSimStore *store, JsonObject *change, const char **by, GError **error)
{
  JsonObject *set = NULL;
  JsonArray *worklog = NULL;
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GList) members = NULL;

  if (!tuntas_json_get_string (change, "change", "by", by, error) ||
      !tuntas_json_get_object_optional (change, "change", "set", &set, error) ||
      !tuntas_json_get_array_optional (change, "change", "worklog", &worklog, error))
    return NULL;
  members = set != NULL ? json_object_get_members (set) : NULL;
  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (body, l->data, json_node_copy (json_object_get_member (set, l->data)));
  if (worklog != NULL)
    json_object_set_array_member (body, store->settings.worklog_write, json_array_ref (worklog));
  return g_steal_pointer (&body);
}

static gboolean
check_names (TuntasSimStore *store, JsonObject *body, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, store->settings.worklog_write) &&
        tuntas_sim_table_find (store->ticket_table, l->data) < 0)
      {
        g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO,
                     "change.set.%s: there is no such attribute", (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

gboolean
tuntas_sim_change_record (TuntasSimStore *store, const char *ticket_id, JsonObject *change, GError **error)
{
  const char *by;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (TuntasSimEdit) edit = NULL;
  TuntasSimRow *row = tuntas_sim_store_find (store, NULL, ticket_id);

  if (row == NULL)
    {
      g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "%s: there is no such ticket",
                   ticket_id);
      return FALSE;
    }
  body = read_change (store, change, &by, error);
  if (body == NULL || !check_names (store, body, error))
    return FALSE;
  edit = tuntas_sim_edit_new_update (store, row, by, TUNTAS_SIM_EDIT_MERGE | TUNTAS_SIM_EDIT_NO_RULES);
  if (!tuntas_sim_edit_apply (edit, body, error))
    return FALSE;
  tuntas_sim_edit_commit (edit);
  return TRUE;
}
