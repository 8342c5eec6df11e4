/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-edit-private.h"

#include "tuntas-sim-error.h"

static void
fill_worklog (TuntasSimEdit *self, TuntasSimRow *log)
{
  static const guint from_ticket[][2] = {
    { TUNTAS_SIM_WORKLOG_RECORDKEY, TUNTAS_SIM_TICKET_TICKETID },
    { TUNTAS_SIM_WORKLOG_CLASS, TUNTAS_SIM_TICKET_CLASS },
    { TUNTAS_SIM_WORKLOG_SITEID, TUNTAS_SIM_TICKET_SITEID },
    { TUNTAS_SIM_WORKLOG_ORGID, TUNTAS_SIM_TICKET_ORGID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (from_ticket); i++)
    tuntas_sim_row_set (log, from_ticket[i][0], self->row->values[from_ticket[i][1]]);
  tuntas_sim_row_set_int (log, TUNTAS_SIM_WORKLOG_WORKLOGID, ++self->store->last_child);
  tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_CREATEBY, self->person);
  tuntas_sim_row_set_int (log, TUNTAS_SIM_WORKLOG_CREATEDATE, self->now);
  tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_LANGCODE, "EN");
  if (log->values[TUNTAS_SIM_WORKLOG_CLIENTVIEWABLE] == NULL)
    tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_CLIENTVIEWABLE, "0");
}

/* Observed: a type that is not in the list becomes the default, without a word; other sites refuse it. */
static gboolean
settle_logtype (TuntasSimEdit *self, TuntasSimRow *log, GError **error)
{
  const char *type = log->values[TUNTAS_SIM_WORKLOG_LOGTYPE];
  g_autofree char *inner = NULL;

  if (type != NULL && *type == '!' && strlen (type) > 2)
    inner = g_strndup (type + 1, strlen (type) - 2);
  if (inner != NULL)
    tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_LOGTYPE, inner);
  type = log->values[TUNTAS_SIM_WORKLOG_LOGTYPE];
  if (tuntas_sim_store_find_synonym (self->store, "LOGTYPE", type) != NULL)
    return TRUE;
  if (type != NULL && self->store->settings.refuse_logtype)
    return tuntas_sim_edit_refuse_list (error, "Log Type", type);
  tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_LOGTYPE, "CLIENTNOTE");
  return TRUE;
}

static void
note_worklog (TuntasSimEdit *self, TuntasSimRow *log)
{
  JsonObject *details = tuntas_sim_row_dump (log, self->store->settings.zone);

  json_object_remove_member (details, "_rowstamp");
  tuntas_sim_edit_add_effect (self, TUNTAS_SIMULATOR_EFFECT_WORKLOG, details);
}

/* A row of children that the client means: by its number, or by what stands behind its href or localref. */
static TuntasSimRow *
find_child (TuntasSimEdit *self, GPtrArray *rows, JsonObject *object)
{
  for (guint i = 0; i < rows->len; i++)
    {
      TuntasSimRow *row = rows->pdata[i];
      JsonNode *uid = json_object_get_member (object, row->table->attributes[row->table->uid].name);
      const char *href = tuntas_sim_member_text (object, "href", "");
      const char *localref = tuntas_sim_member_text (object, "localref", "");
      g_autofree char *key = tuntas_sim_row_dup_child_key (row, self->row);
      g_autofree char *tail = g_strdup_printf ("-%" G_GINT64_FORMAT, tuntas_sim_row_get_uid (row));

      if ((uid != NULL && JSON_NODE_HOLDS_VALUE (uid) && json_node_get_int (uid) == tuntas_sim_row_get_uid (row)) ||
          g_str_has_suffix (href, key) || g_str_has_suffix (localref, tail))
        return row;
    }
  return NULL;
}

static void
delete_child (TuntasSimEdit *self, GPtrArray *rows, guint index, const char *member)
{
  JsonObject *details = json_object_new ();
  g_autofree char *name = g_strconcat ("deleted_", member, NULL);

  json_object_set_object_member (details, name, tuntas_sim_row_dump (rows->pdata[index], self->store->settings.zone));
  tuntas_sim_edit_add_effect (self, TUNTAS_SIMULATOR_EFFECT_UPDATE, details);
  /* A link of this same edit has no other side yet. */
  if (rows == self->row->related && !g_ptr_array_remove (self->links, rows->pdata[index]))
    g_ptr_array_add (self->cuts, tuntas_sim_row_copy (rows->pdata[index]));
  g_ptr_array_remove_index (rows, index);
}

/* A child's own "_action": Add makes one, Update and Change want one that is there, Delete ends it; AddChange, or none,
 * is whatever fits. */
static gboolean
apply_action (TuntasSimEdit *self, GPtrArray *rows, TuntasSimRow *found, JsonObject *object, const char *member,
              gboolean *deleted, GError **error)
{
  const char *action = tuntas_sim_member_text (object, "_action", "AddChange");
  gboolean add = g_ascii_strcasecmp (action, "Add") == 0;
  guint index;

  *deleted = g_ascii_strcasecmp (action, "Delete") == 0;
  if (add && found != NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_EXISTS, "The record %s already exists.", member);
      return FALSE;
    }
  if (found == NULL && !add && g_ascii_strcasecmp (action, "AddChange") != 0)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_FOUND,
                   "The OSLC resource %s with the ID that was given was not found as it does not exist in the system.",
                   member);
      return FALSE;
    }
  if (*deleted && g_ptr_array_find (rows, found, &index))
    delete_child (self, rows, index, member);
  return TRUE;
}

static gboolean
apply_worklog (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error)
{
  TuntasSimRow *log = find_child (self, self->row->worklogs, object);
  gboolean new = log == NULL;
  gboolean deleted;

  if (!apply_action (self, self->row->worklogs, log, object, "worklog", &deleted, error))
    return FALSE;
  if (deleted)
    return TRUE;
  if (new)
    {
      log = tuntas_sim_row_new (self->store->worklog_table, FALSE);
      g_ptr_array_add (self->row->worklogs, log);
    }
  g_ptr_array_add (kept, log);
  if (!tuntas_sim_edit_apply_attributes (self, log, object, NULL, NULL, error))
    return FALSE;
  if (log->values[TUNTAS_SIM_WORKLOG_DESCRIPTION] == NULL)
    return tuntas_sim_edit_refuse_required (self, error, "description", "WORKLOG");
  if (!settle_logtype (self, log, error))
    return FALSE;
  if (new)
    fill_worklog (self, log);
  tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_MODIFYBY, self->person);
  tuntas_sim_row_set_int (log, TUNTAS_SIM_WORKLOG_MODIFYDATE, self->now);
  log->rowstamp = tuntas_sim_store_next_rowstamp (self->store);
  note_worklog (self, log);
  if (new && g_str_equal (log->values[TUNTAS_SIM_WORKLOG_LOGTYPE], "CLIENTNOTE"))
    tuntas_sim_edit_reopen (self);
  return TRUE;
}

static gboolean
apply_related (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error)
{
  TuntasSimRow *related = find_child (self, self->row->related, object);
  const char *type;
  gboolean deleted;

  if (!apply_action (self, self->row->related, related, object, "relatedrecord", &deleted, error))
    return FALSE;
  if (deleted)
    return TRUE;
  if (related != NULL)
    {
      g_ptr_array_add (kept, related);
      return TRUE;
    }
  related = tuntas_sim_row_new (self->store->related_table, FALSE);
  g_ptr_array_add (self->row->related, related);
  g_ptr_array_add (kept, related);
  if (!tuntas_sim_edit_apply_attributes (self, related, object, NULL, NULL, error))
    return FALSE;
  if (related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY] == NULL)
    return tuntas_sim_edit_refuse_required (self, error, "relatedreckey", "RELATEDRECORD");
  if (related->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS] == NULL)
    tuntas_sim_row_set (related, TUNTAS_SIM_RELATED_RELATEDRECCLASS, self->row->values[TUNTAS_SIM_TICKET_CLASS]);
  if (related->values[TUNTAS_SIM_RELATED_RELATETYPE] == NULL)
    tuntas_sim_row_set (related, TUNTAS_SIM_RELATED_RELATETYPE, "RELATED");
  type = related->values[TUNTAS_SIM_RELATED_RELATETYPE];
  if (tuntas_sim_store_find_synonym (self->store, "RELATETYPE", type) == NULL)
    return tuntas_sim_edit_refuse_list (error, "Relationship", type);
  if (tuntas_sim_store_find (self->store, related->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS],
                             related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]) == NULL)
    return tuntas_sim_edit_refuse_list (error, "Related Record", related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]);
  tuntas_sim_row_set_int (related, TUNTAS_SIM_RELATED_RELATEDRECORDID, ++self->store->last_child);
  related->rowstamp = tuntas_sim_store_next_rowstamp (self->store);
  g_ptr_array_add (self->links, related);
  return TRUE;
}

typedef gboolean (*ApplyChild) (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error);

/* Without MERGE the array that was sent is the whole truth: children that are not in it are deleted. */
static gboolean
apply_list (
    TuntasSimEdit *self, JsonObject *body, const char *member, GPtrArray *rows, ApplyChild apply, GError **error)
{
  JsonNode *node = json_object_get_member (body, member);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL && !(self->flags & TUNTAS_SIM_EDIT_REPLACE))
    return TRUE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "%s[%u]: an object is wanted here.", member, i);
          return FALSE;
        }
      if (!apply (self, json_node_get_object (element), kept, error))
        return FALSE;
    }
  for (guint i = rows->len; !(self->flags & TUNTAS_SIM_EDIT_MERGE) && i > 0; i--)
    if (!g_ptr_array_find (kept, rows->pdata[i - 1], NULL))
      delete_child (self, rows, i - 1, rows == self->row->worklogs ? "worklog" : "relatedrecord");
  return TRUE;
}

gboolean
tuntas_sim_edit_apply_children (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  return apply_list (self, body, self->store->settings.worklog_write, self->row->worklogs, apply_worklog, error) &&
         apply_list (self, body, "relatedrecord", self->row->related, apply_related, error);
}

void
tuntas_sim_edit_cut_back (TuntasSimEdit *self, TuntasSimRow *ticket, TuntasSimRow *cut)
{
  TuntasSimRow *other = tuntas_sim_store_find (self->store, cut->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS],
                                               cut->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]);

  for (guint i = other != NULL ? other->related->len : 0; i > 0; i--)
    {
      TuntasSimRow *back = other->related->pdata[i - 1];

      if (g_strcmp0 (back->values[TUNTAS_SIM_RELATED_RELATEDRECKEY], ticket->values[TUNTAS_SIM_TICKET_TICKETID]) == 0 &&
          g_strcmp0 (back->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS], ticket->values[TUNTAS_SIM_TICKET_CLASS]) == 0)
        g_ptr_array_remove_index (other->related, i - 1);
    }
}

/* The other side of a new link: RELATED is the same both ways, ORIGINATOR and FOLLOWUP face each other. */
void
tuntas_sim_edit_link_back (TuntasSimEdit *self, TuntasSimRow *ticket, TuntasSimRow *link)
{
  TuntasSimStore *store = self->store;
  const char *type = link->values[TUNTAS_SIM_RELATED_RELATETYPE];
  TuntasSimRow *other = tuntas_sim_store_find (store, link->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS],
                                               link->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]);
  TuntasSimRow *back = tuntas_sim_row_new (store->related_table, FALSE);
  JsonObject *details = json_object_new ();
  JsonObject *named = tuntas_sim_row_dump (link, store->settings.zone);

  tuntas_sim_row_set (link, TUNTAS_SIM_RELATED_RECORDKEY, ticket->values[TUNTAS_SIM_TICKET_TICKETID]);
  tuntas_sim_row_set (link, TUNTAS_SIM_RELATED_CLASS, ticket->values[TUNTAS_SIM_TICKET_CLASS]);
  tuntas_sim_row_set (back, TUNTAS_SIM_RELATED_RECORDKEY, other->values[TUNTAS_SIM_TICKET_TICKETID]);
  tuntas_sim_row_set (back, TUNTAS_SIM_RELATED_CLASS, other->values[TUNTAS_SIM_TICKET_CLASS]);
  tuntas_sim_row_set (back, TUNTAS_SIM_RELATED_RELATEDRECKEY, ticket->values[TUNTAS_SIM_TICKET_TICKETID]);
  tuntas_sim_row_set (back, TUNTAS_SIM_RELATED_RELATEDRECCLASS, ticket->values[TUNTAS_SIM_TICKET_CLASS]);
  tuntas_sim_row_set (back, TUNTAS_SIM_RELATED_RELATETYPE,
                      g_str_equal (type, "ORIGINATOR") ? "FOLLOWUP"
                      : g_str_equal (type, "FOLLOWUP") ? "ORIGINATOR"
                                                       : type);
  tuntas_sim_row_set_int (back, TUNTAS_SIM_RELATED_RELATEDRECORDID, ++store->last_child);
  back->rowstamp = tuntas_sim_store_next_rowstamp (store);
  g_ptr_array_add (other->related, back);
  json_object_remove_member (named, "_rowstamp");
  json_object_set_object_member (details, "relatedrecord", named);
  tuntas_sim_store_add_effect (store, tuntas_clock_now_seconds (store->clock), self->person,
                               TUNTAS_SIMULATOR_EFFECT_UPDATE, ticket->values[TUNTAS_SIM_TICKET_TICKETID], details);
}
