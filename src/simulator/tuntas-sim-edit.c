/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-edit-private.h"

#include "tuntas-sim-error.h"

static void
effect_clear (gpointer data)
{
  TuntasSimEditEffect *effect = data;

  g_clear_pointer (&effect->details, json_object_unref);
}

static TuntasSimEdit *
edit_new (TuntasSimStore *store, const char *person, TuntasSimEditFlags flags)
{
  TuntasSimEdit *self = g_new0 (TuntasSimEdit, 1);

  self->store = store;
  self->person = g_strdup (person);
  self->now = tuntas_sim_store_now (store);
  self->flags = flags;
  self->children_only = TRUE;
  self->effects = g_array_new (FALSE, FALSE, sizeof (TuntasSimEditEffect));
  g_array_set_clear_func (self->effects, effect_clear);
  self->changes = json_object_new ();
  self->links = g_ptr_array_new ();
  self->cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
  return self;
}

static void
fill_new_row (TuntasSimEdit *self, const char *class, const TuntasSimUser *user)
{
  static const guint instants[] = { TUNTAS_SIM_TICKET_STATUSDATE, TUNTAS_SIM_TICKET_REPORTDATE,
                                    TUNTAS_SIM_TICKET_CREATIONDATE };
  TuntasSimRow *row = self->row;

  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_CLASS, class);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_STATUS, "NEW");
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_REPORTEDBY, self->person);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_CREATEDBY, self->person);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_HISTORYFLAG, "0");
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_ISGLOBAL, "0");
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_RELATEDTOGLOBAL, "0");
  if (user != NULL)
    {
      tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_SITEID, user->site);
      tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_ORGID, user->org);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    tuntas_sim_row_set_int (row, instants[i], self->now);
}

TuntasSimEdit *
tuntas_sim_edit_new_create (TuntasSimStore *store, const char *class, const char *person, const TuntasSimUser *user)
{
  TuntasSimEdit *self = edit_new (store, person, TUNTAS_SIM_EDIT_MERGE);

  self->row = tuntas_sim_row_new (store->ticket_table, TRUE);
  fill_new_row (self, class, user);
  return self;
}

TuntasSimEdit *
tuntas_sim_edit_new_update (TuntasSimStore *store, TuntasSimRow *row, const char *person, TuntasSimEditFlags flags)
{
  TuntasSimEdit *self = edit_new (store, person, flags);

  self->original = row;
  self->row = tuntas_sim_row_copy (row);
  self->in_history =
      g_str_equal (tuntas_sim_store_status_max (store, row), "CLOSED") && !(flags & TUNTAS_SIM_EDIT_NO_RULES);
  return self;
}

void
tuntas_sim_edit_free (TuntasSimEdit *self)
{
  g_clear_pointer (&self->row, tuntas_sim_row_free);
  g_array_unref (self->effects);
  json_object_unref (self->changes);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->cuts);
  g_free (self->person);
  g_free (self);
}

void
tuntas_sim_edit_add_effect (TuntasSimEdit *self, TuntasSimulatorEffectKind kind, JsonObject *details)
{
  TuntasSimEditEffect effect = { kind, details };

  g_array_append_val (self->effects, effect);
}

gboolean
tuntas_sim_edit_refuse_list (GError **error, const char *label, const char *value)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_IN_LIST, "%s %s is not in the value list.", label, value);
  return FALSE;
}

gboolean
tuntas_sim_edit_refuse_required (TuntasSimEdit *self, GError **error, const char *field, const char *object)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_REQUIRED,
               "A value is required for the %s field on the %s object.", field, object);
  return FALSE;
}

gboolean
tuntas_sim_edit_refuse_status (TuntasSimEdit *self, GError **error, const char *reason)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_STATUS, "Could not change the status of %s %s. %s",
               tuntas_sim_row_get_object (self->row), self->row->values[TUNTAS_SIM_TICKET_TICKETID], reason);
  return FALSE;
}

void
tuntas_sim_edit_collect_errors (TuntasSimEdit *self, JsonArray *errors)
{
  self->errors = errors;
}

gboolean
tuntas_sim_edit_attribute_error (TuntasSimEdit *self, const char *object, const char *attribute, GError *cause,
                                 GError **error)
{
  g_autofree char *path = g_ascii_strdown (object, -1);
  g_autofree char *status = g_strdup_printf ("%u", tuntas_sim_error_status (cause));
  g_autofree char *text = tuntas_sim_error_text (cause);
  JsonObject *item, *inner;

  if (self->errors == NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  inner = json_object_new ();
  json_object_set_string_member (inner, "errorattrname", attribute);
  json_object_set_string_member (inner, "errorobjpath", path);
  json_object_set_string_member (inner, "reasonCode", tuntas_sim_error_reason (cause));
  json_object_set_string_member (inner, "message", text);
  json_object_set_string_member (inner, "statusCode", status);
  item = json_object_new ();
  json_object_set_object_member (item, "Error", inner);
  json_array_add_object_element (self->errors, item);
  g_error_free (cause);
  return TRUE;
}

/* A value of a list must be in it. */
static gboolean
check_listed (TuntasSimEdit *self, const TuntasSimRow *row, const TuntasSimAttribute *attribute, const char *value,
              GError **error)
{
  g_autofree char *domain = tuntas_sim_store_dup_domain (row, attribute);

  if (domain == NULL || value == NULL || (attribute->flags & TUNTAS_SIM_OWN) ||
      (self->flags & TUNTAS_SIM_EDIT_NO_RULES) ||
      tuntas_sim_store_find_synonym (self->store, domain, value) != NULL)
    return TRUE;
  return tuntas_sim_edit_refuse_list (error, attribute->name, value);
}

static gboolean
set_attribute (TuntasSimEdit *self, TuntasSimRow *row, guint index, JsonNode *node, JsonObject *changes,
               GError **error)
{
  const TuntasSimAttribute *attribute = &row->table->attributes[index];
  g_autofree char *value = NULL;
  GError *cause = NULL;

  if (!tuntas_sim_attribute_read (attribute, node, self->store->settings.zone, &value, &cause) ||
      !check_listed (self, row, attribute, value, &cause))
    return tuntas_sim_edit_attribute_error (self, tuntas_sim_row_get_object (row), attribute->name, cause, error);
  if (g_strcmp0 (value, row->values[index]) == 0)
    return TRUE;
  tuntas_sim_row_set (row, index, value);
  if (changes != NULL)
    json_object_set_member (changes, attribute->name, json_node_copy (node));
  return TRUE;
}

gboolean
tuntas_sim_edit_apply_attributes (TuntasSimEdit *self, TuntasSimRow *row, JsonObject *object, const char *except,
                                  JsonObject *changes, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = tuntas_sim_table_find (row->table, name);

      if (index < 0 || (row->table->attributes[index].flags & TUNTAS_SIM_FIXED) || g_strcmp0 (name, except) == 0)
        continue;
      if (!set_attribute (self, row, index, node, changes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_required (TuntasSimEdit *self, GError **error)
{
  TuntasSimRow *row = self->row;

  for (char **name = self->store->settings.required; *name != NULL; name++)
    {
      GError *cause = NULL;

      if (row->values[tuntas_sim_table_find (row->table, *name)] != NULL)
        continue;
      tuntas_sim_edit_refuse_required (self, &cause, *name, tuntas_sim_row_get_object (row));
      if (!tuntas_sim_edit_attribute_error (self, tuntas_sim_row_get_object (row), *name, cause, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_new (TuntasSimEdit *self, GError **error)
{
  TuntasSimRow *row = self->row;
  const char *id = row->values[TUNTAS_SIM_TICKET_TICKETID];

  if (!check_required (self, error))
    return FALSE;
  if (id != NULL && tuntas_sim_store_find (self->store, row->values[TUNTAS_SIM_TICKET_CLASS], id) != NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_EXISTS, "The record %s already exists.", id);
      return FALSE;
    }
  return TRUE;
}

/* A replaced record has what was sent, what the server keeps itself, and nothing else. */
static void
clear_unnamed (TuntasSimEdit *self, JsonObject *body)
{
  static const guint kept[] = { TUNTAS_SIM_TICKET_TICKETID, TUNTAS_SIM_TICKET_REPORTDATE, TUNTAS_SIM_TICKET_REPORTEDBY,
                                TUNTAS_SIM_TICKET_SITEID,   TUNTAS_SIM_TICKET_ORGID };
  TuntasSimRow *row = self->row;

  for (guint i = 0; i < row->table->n_attributes; i++)
    {
      const TuntasSimAttribute *attribute = &row->table->attributes[i];
      gboolean keep = attribute->flags != TUNTAS_SIM_PLAIN || attribute->type == TUNTAS_SIM_YORN ||
                      row->values[i] == NULL || json_object_has_member (body, attribute->name);

      for (guint k = 0; k < G_N_ELEMENTS (kept); k++)
        keep = keep || kept[k] == i;
      if (keep)
        continue;
      tuntas_sim_row_set (row, i, NULL);
      json_object_set_null_member (self->changes, attribute->name);
    }
}

/* Where the site has it so, a ticket belongs to a person or to a group. */
static void
settle_owner (TuntasSimEdit *self)
{
  TuntasSimRow *row = self->row;
  gboolean owner = json_object_has_member (self->changes, "owner") && row->values[TUNTAS_SIM_TICKET_OWNER] != NULL;
  gboolean group =
    json_object_has_member (self->changes, "ownergroup") && row->values[TUNTAS_SIM_TICKET_OWNERGROUP] != NULL;

  if (!self->store->settings.owner_or_group || owner == group)
    return;
  tuntas_sim_row_set (row, owner ? TUNTAS_SIM_TICKET_OWNERGROUP : TUNTAS_SIM_TICKET_OWNER, NULL);
  json_object_set_null_member (self->changes, owner ? "ownergroup" : "owner");
}

/* An owner makes a new ticket a queued one. */
static void
queue_if_owned (TuntasSimEdit *self)
{
  const TuntasSimSynonym *queued = tuntas_sim_edit_find_status (self, "QUEUED");

  if (queued == NULL || !g_str_equal (self->row->values[TUNTAS_SIM_TICKET_STATUS], "NEW") ||
      (!json_object_has_member (self->changes, "owner") && !json_object_has_member (self->changes, "ownergroup")))
    return;
  if (self->row->values[TUNTAS_SIM_TICKET_OWNER] != NULL || self->row->values[TUNTAS_SIM_TICKET_OWNERGROUP] != NULL)
    tuntas_sim_edit_set_status (self, queued, json_object_new ());
}

static void
note_changes (TuntasSimEdit *self)
{
  if (self->original == NULL)
    tuntas_sim_edit_add_effect (self, TUNTAS_SIMULATOR_EFFECT_CREATE, json_object_ref (self->changes));
  else if (json_object_get_size (self->changes) > 0)
    tuntas_sim_edit_add_effect (self, TUNTAS_SIMULATOR_EFFECT_UPDATE, json_object_ref (self->changes));
  if (json_object_get_size (self->changes) > 0)
    self->children_only = FALSE;
}

static void
take_number (TuntasSimEdit *self)
{
  TuntasSimStore *store = self->store;

  tuntas_sim_row_set_int (self->row, TUNTAS_SIM_TICKET_TICKETUID, ++store->last_uid);
  while (self->row->values[TUNTAS_SIM_TICKET_TICKETID] == NULL)
    {
      g_autofree char *id =
          g_strdup_printf ("%s%" G_GINT64_FORMAT, store->settings.ticket_prefix, ++store->last_ticket);

      if (tuntas_sim_store_find (store, self->row->values[TUNTAS_SIM_TICKET_CLASS], id) == NULL)
        tuntas_sim_row_set (self->row, TUNTAS_SIM_TICKET_TICKETID, id);
    }
}

/* In history nothing changes; only between the ways of being closed its status can. */
static gboolean
apply_in_history (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  const char *value = tuntas_sim_member_text (body, "status", NULL);
  const TuntasSimSynonym *to = value != NULL ? tuntas_sim_edit_find_status (self, value) : NULL;

  if (!json_object_has_member (body, "status") || self->store->settings.closed_is_silent)
    return TRUE;
  if (to == NULL || !g_str_equal (to->maxvalue, "CLOSED"))
    return tuntas_sim_edit_refuse_status (self, error, "The record is in history.");
  if (!tuntas_sim_edit_apply_status (self, body, error))
    return FALSE;
  self->in_history = FALSE;
  return TRUE;
}

static gboolean
refuse_collected (TuntasSimEdit *self, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "%u attributes are not valid.",
               json_array_get_length (self->errors));
  return FALSE;
}

gboolean
tuntas_sim_edit_apply (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  if (self->in_history)
    return apply_in_history (self, body, error);
  /* The key of a record does not change. */
  if (self->original != NULL && json_object_has_member (body, "ticketid"))
    json_object_remove_member (body, "ticketid");
  if (self->flags & TUNTAS_SIM_EDIT_REPLACE)
    clear_unnamed (self, body);
  if (!tuntas_sim_edit_apply_attributes (self, self->row, body, "status", self->changes, error) ||
      (self->original == NULL ? !check_new (self, error)
                              : (self->flags & TUNTAS_SIM_EDIT_REPLACE) && !check_required (self, error)))
    return FALSE;
  settle_owner (self);
  if (self->original == NULL)
    take_number (self);
  note_changes (self);
  queue_if_owned (self);
  if (!tuntas_sim_edit_apply_children (self, body, error) || !tuntas_sim_edit_apply_status (self, body, error))
    return FALSE;
  return self->errors == NULL || json_array_get_length (self->errors) == 0 || refuse_collected (self, error);
}

gboolean
tuntas_sim_edit_comes_to_nothing (TuntasSimEdit *self)
{
  return self->in_history;
}

static void
stamp (TuntasSimEdit *self, TuntasSimRow *row)
{
  if (self->children_only && self->effects->len == 0 && self->links->len == 0)
    return;
  if (self->original != NULL && self->children_only && !self->store->settings.worklog_changes_rowstamp)
    return;
  row->rowstamp = tuntas_sim_store_next_rowstamp (self->store);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_CHANGEBY, self->person);
  tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_CHANGEDATE, self->now);
}

TuntasSimRow *
tuntas_sim_edit_commit (TuntasSimEdit *self)
{
  TuntasSimRow *row = self->original;

  if (self->in_history)
    return row;
  if (row == NULL)
    {
      row = g_steal_pointer (&self->row);
      g_ptr_array_add (self->store->tickets, row);
    }
  else
    tuntas_sim_row_take_over (row, g_steal_pointer (&self->row));
  stamp (self, row);
  for (guint i = 0; i < self->effects->len; i++)
    {
      TuntasSimEditEffect *effect = &g_array_index (self->effects, TuntasSimEditEffect, i);

      tuntas_sim_store_add_effect (self->store, tuntas_clock_now_seconds (self->store->clock), self->person,
                                   effect->kind, row->values[TUNTAS_SIM_TICKET_TICKETID],
                                   g_steal_pointer (&effect->details));
    }
  for (guint i = 0; i < self->cuts->len; i++)
    tuntas_sim_edit_cut_back (self, row, self->cuts->pdata[i]);
  for (guint i = 0; i < self->links->len; i++)
    tuntas_sim_edit_link_back (self, row, self->links->pdata[i]);
  return row;
}
