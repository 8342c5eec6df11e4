/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-edit-private.h"

#include "tuntas-sim-error.h"

/* The status rules of the stock product, by internal values (maximo.md §6.3). */
static gboolean
check_transition (TuntasSimEdit *self, const TuntasSimSynonym *to, GError **error)
{
  const char *value = self->row->values[TUNTAS_SIM_TICKET_STATUS];
  const char *from = tuntas_sim_store_status_max (self->store, self->row);

  if (self->flags & TUNTAS_SIM_EDIT_NO_RULES)
    return TRUE;
  if (g_str_equal (value, to->value))
    return tuntas_sim_edit_refuse_status (self, error, "BMXAA0032E - The record already has this status.");
  if (g_str_equal (from, "CLOSED"))
    return TRUE;
  if (g_str_equal (to->maxvalue, "NEW") || g_str_equal (to->maxvalue, "HISTEDIT"))
    return tuntas_sim_edit_refuse_status (self, error, "The status cannot be set to this value.");
  if (g_str_equal (to->value, "CANCELLED") && !g_str_equal (from, "NEW"))
    return tuntas_sim_edit_refuse_status (self, error, "Only a new record can be cancelled.");
  if (g_str_equal (to->value, "REJECTED") && !g_str_equal (from, "QUEUED") && !g_str_equal (from, "PENDING") &&
      !g_str_equal (from, "INPROG"))
    return tuntas_sim_edit_refuse_status (self, error, "The record can no longer be rejected.");
  return TRUE;
}

static void
mark_first (TuntasSimEdit *self, const char *maxvalue, const char *wanted, guint attribute)
{
  if (g_str_equal (maxvalue, wanted) && self->row->values[attribute] == NULL)
    tuntas_sim_row_set_int (self->row, attribute, self->now);
}

void
tuntas_sim_edit_set_status (TuntasSimEdit *self, const TuntasSimSynonym *to, JsonObject *details)
{
  TuntasSimRow *row = self->row;
  const char *from = row->values[TUNTAS_SIM_TICKET_STATUS];

  json_object_set_string_member (details, "from", from);
  json_object_set_string_member (details, "to", to->value);
  if (g_str_equal (to->value, "PENDING"))
    {
      g_free (row->former_status);
      row->former_status = g_strdup (from);
    }
  else if (g_str_equal (from, "PENDING"))
    {
      tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_PENDREASON, NULL);
      tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_PENDINGUNTIL, NULL);
      g_clear_pointer (&row->former_status, g_free);
    }
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_STATUS, to->value);
  tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_STATUSDATE, self->now);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_HISTORYFLAG, g_str_equal (to->maxvalue, "CLOSED") ? "1" : "0");
  mark_first (self, to->maxvalue, "INPROG", TUNTAS_SIM_TICKET_ACTUALSTART);
  mark_first (self, to->maxvalue, "RESOLVED", TUNTAS_SIM_TICKET_ACTUALFINISH);
  self->children_only = FALSE;
  tuntas_sim_edit_add_effect (self, TUNTAS_SIMULATOR_EFFECT_STATUS, details);
}

const TuntasSimSynonym *
tuntas_sim_edit_find_status (TuntasSimEdit *self, const char *value)
{
  g_autofree char *domain =
      tuntas_sim_store_dup_domain (self->row, &self->row->table->attributes[TUNTAS_SIM_TICKET_STATUS]);

  return tuntas_sim_store_find_synonym (self->store, domain, value);
}

/* What a pend says is in the list of effects; some of it the site wants. */
static gboolean
check_pend (TuntasSimEdit *self, JsonObject *details, GError **error)
{
  static const guint said[] = { TUNTAS_SIM_TICKET_PENDREASON, TUNTAS_SIM_TICKET_PENDINGUNTIL };
  TuntasSimRow *row = self->row;

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (row->values[said[i]] != NULL)
      json_object_set_member (details, row->table->attributes[said[i]].name,
                              tuntas_sim_attribute_write (&row->table->attributes[said[i]], row->values[said[i]],
                                                          self->store->settings.zone));
  for (char **name = self->store->settings.pend_requires; *name != NULL; name++)
    if (row->values[tuntas_sim_table_find (row->table, *name)] == NULL && !(self->flags & TUNTAS_SIM_EDIT_NO_RULES))
      return tuntas_sim_edit_refuse_required (self, error, *name, tuntas_sim_row_get_object (row));
  return TRUE;
}

/* The status may be said to hold since an earlier instant ("statusdate", "date" of the action). */
static gboolean
apply_date (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  const TuntasSimAttribute *attribute = &self->row->table->attributes[TUNTAS_SIM_TICKET_STATUSDATE];
  g_autofree char *value = NULL;

  if (!json_object_has_member (body, attribute->name))
    return TRUE;
  if (!tuntas_sim_attribute_read (attribute, json_object_get_member (body, attribute->name),
                                  self->store->settings.zone, &value, error))
    return FALSE;
  if (value != NULL)
    tuntas_sim_row_set (self->row, TUNTAS_SIM_TICKET_STATUSDATE, value);
  return TRUE;
}

gboolean
tuntas_sim_edit_apply_status (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  JsonNode *node = json_object_get_member (body, "status");
  g_autoptr (JsonObject) details = json_object_new ();
  const char *value = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  const char *memo = NULL;
  const TuntasSimSynonym *to;

  if (node == NULL)
    return TRUE;
  to = tuntas_sim_edit_find_status (self, value != NULL ? value : "");
  if (to == NULL)
    return tuntas_sim_edit_refuse_list (error, "Status", value != NULL ? value : "(null)");
  if (self->original == NULL && g_str_equal (to->value, "NEW"))
    return TRUE;
  if (self->original == NULL)
    return tuntas_sim_edit_refuse_status (self, error, "A new record has the status NEW.");
  if (!check_transition (self, to, error))
    return FALSE;
  if (g_str_equal (to->value, "PENDING") && !check_pend (self, details, error))
    return FALSE;
  node = json_object_get_member (body, "np_statusmemo");
  memo = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  if (memo != NULL && g_utf8_strlen (memo, -1) > 50)
    return tuntas_sim_edit_refuse_status (self, error,
                                          "BMXAA4049E - The value specified exceeds the maximum field length of 50.");
  if (memo != NULL)
    json_object_set_string_member (details, "memo", memo);
  tuntas_sim_edit_set_status (self, to, g_steal_pointer (&details));
  return apply_date (self, body, error);
}

/* A customer's note while the closing desk waits for the customer: the ticket is open again (nossa.md §2.7). */
void
tuntas_sim_edit_reopen (TuntasSimEdit *self)
{
  const char *status = self->row->values[TUNTAS_SIM_TICKET_STATUS];
  const TuntasSimSynonym *backend = tuntas_sim_edit_find_status (self, "BACKEND");
  JsonObject *details;

  if (backend == NULL || (!g_str_equal (status, "MEDIACARE") && !g_str_equal (status, "SALAMSIM")))
    return;
  details = json_object_new ();
  json_object_set_string_member (details, "reason", "CLIENTNOTE");
  tuntas_sim_row_set_int (self->row, TUNTAS_SIM_TICKET_LAPUL,
                          tuntas_sim_row_get_int (self->row, TUNTAS_SIM_TICKET_LAPUL) + 1);
  tuntas_sim_edit_set_status (self, backend, details);
}

JsonObject *
tuntas_sim_edit_list_actions (TuntasSimStore *store, const TuntasSimRow *row)
{
  JsonObject *actions = json_object_new ();
  JsonObject *title = json_object_new ();

  json_object_set_string_member (title, "title", "Change Status");
  if (!g_str_equal (tuntas_sim_store_status_max (store, row), "CLOSED"))
    json_object_set_object_member (actions, "wsmethod:changeStatus", title);
  else
    json_object_unref (title);
  return actions;
}
