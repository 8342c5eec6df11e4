/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-edit.h"

#include "tuntas-sim-error.h"

typedef struct
{
  TuntasSimulatorEffectKind kind;
  JsonObject *details;
} Effect;

struct _TuntasSimEdit
{
  TuntasSimStore *store;
  TuntasSimRow *original; /* NULL: a new ticket */
  TuntasSimRow *row;      /* the copy; taken over at the commit */
  char *person;
  gint64 now;
  TuntasSimEditFlags flags;
  gboolean children_only; /* nothing but children changed so far */
  gboolean in_history;    /* a closed ticket: a change is accepted and comes to nothing */
  GArray *effects;        /* Effect, in order */
  JsonObject *changes;    /* attributes that changed */
  GPtrArray *links;       /* TuntasSimRow: new rows of relatedrecord, whose other side is still to be made */
};

static void
effect_clear (gpointer data)
{
  Effect *effect = data;

  g_clear_pointer (&effect->details, json_object_unref);
}

static TuntasSimEdit *
edit_new (TuntasSimStore *store, const char *person, TuntasSimEditFlags flags)
{
  TuntasSimEdit *self = g_new0 (TuntasSimEdit, 1);

  self->store = store;
  self->person = g_strdup (person);
  self->now = tuntas_clock_now_seconds (store->clock);
  self->flags = flags;
  self->children_only = TRUE;
  self->effects = g_array_new (FALSE, FALSE, sizeof (Effect));
  g_array_set_clear_func (self->effects, effect_clear);
  self->changes = json_object_new ();
  self->links = g_ptr_array_new ();
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
  self->in_history = g_str_equal (tuntas_sim_store_status_max (store, row), "CLOSED") &&
                     !(flags & TUNTAS_SIM_EDIT_NO_RULES);
  return self;
}

void
tuntas_sim_edit_free (TuntasSimEdit *self)
{
  g_clear_pointer (&self->row, tuntas_sim_row_free);
  g_array_unref (self->effects);
  json_object_unref (self->changes);
  g_ptr_array_unref (self->links);
  g_free (self->person);
  g_free (self);
}

static void
add_effect (TuntasSimEdit *self, TuntasSimulatorEffectKind kind, JsonObject *details)
{
  Effect effect = { kind, details };

  g_array_append_val (self->effects, effect);
}

static gboolean
refuse_list (GError **error, const char *label, const char *value)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_IN_LIST, "%s %s is not in the value list.", label, value);
  return FALSE;
}

static gboolean
refuse_required (TuntasSimEdit *self, GError **error, const char *field, const char *object)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_REQUIRED,
               "A value is required for the %s field on the %s object.", field, object);
  return FALSE;
}

static gboolean
refuse_status (TuntasSimEdit *self, GError **error, const char *reason)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_STATUS, "Could not change the status of %s %s. %s",
               tuntas_sim_row_get_object (self->row), self->row->values[TUNTAS_SIM_TICKET_TICKETID], reason);
  return FALSE;
}

/* The status rules of the stock product, by internal values (maximo.md §6.3). */
static gboolean
check_transition (TuntasSimEdit *self, const TuntasSimSynonym *to, GError **error)
{
  const char *value = self->row->values[TUNTAS_SIM_TICKET_STATUS];
  const char *from = tuntas_sim_store_status_max (self->store, self->row);

  if (self->flags & TUNTAS_SIM_EDIT_NO_RULES)
    return TRUE;
  if (g_str_equal (value, to->value))
    return refuse_status (self, error, "BMXAA0032E - The record already has this status.");
  if (g_str_equal (from, "CLOSED"))
    return refuse_status (self, error, "The record is in history.");
  if (g_str_equal (to->maxvalue, "NEW") || g_str_equal (to->maxvalue, "HISTEDIT"))
    return refuse_status (self, error, "The status cannot be set to this value.");
  if (g_str_equal (to->value, "CANCELLED") && !g_str_equal (from, "NEW"))
    return refuse_status (self, error, "Only a new record can be cancelled.");
  if (g_str_equal (to->value, "REJECTED") && !g_str_equal (from, "QUEUED") && !g_str_equal (from, "PENDING") &&
      !g_str_equal (from, "INPROG"))
    return refuse_status (self, error, "The record can no longer be rejected.");
  return TRUE;
}

static void
mark_first (TuntasSimEdit *self, const char *maxvalue, const char *wanted, guint attribute)
{
  if (g_str_equal (maxvalue, wanted) && self->row->values[attribute] == NULL)
    tuntas_sim_row_set_int (self->row, attribute, self->now);
}

static void
set_status (TuntasSimEdit *self, const TuntasSimSynonym *to, JsonObject *details)
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
  add_effect (self, TUNTAS_SIMULATOR_EFFECT_STATUS, details);
}

static const TuntasSimSynonym *
find_status (TuntasSimEdit *self, const char *value)
{
  g_autofree char *domain =
    tuntas_sim_store_dup_domain (self->row, &self->row->table->attributes[TUNTAS_SIM_TICKET_STATUS]);

  return tuntas_sim_store_find_synonym (self->store, domain, value);
}

/* A pend needs its reason and its end; both are said in the list of effects. */
static gboolean
check_pend (TuntasSimEdit *self, JsonObject *details, GError **error)
{
  static const guint wanted[] = { TUNTAS_SIM_TICKET_PENDREASON, TUNTAS_SIM_TICKET_PENDINGUNTIL };
  TuntasSimRow *row = self->row;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const TuntasSimAttribute *attribute = &row->table->attributes[wanted[i]];

      if (row->values[wanted[i]] != NULL)
        json_object_set_member (details, attribute->name,
                                tuntas_sim_attribute_write (attribute, row->values[wanted[i]],
                                                            self->store->settings.zone));
      else if (!(self->flags & TUNTAS_SIM_EDIT_NO_RULES))
        return refuse_required (self, error, attribute->name, tuntas_sim_row_get_object (row));
    }
  return TRUE;
}

static gboolean
apply_status (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  JsonNode *node = json_object_get_member (body, "status");
  g_autoptr (JsonObject) details = json_object_new ();
  const char *value = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  const char *memo = NULL;
  const TuntasSimSynonym *to;

  if (node == NULL)
    return TRUE;
  to = find_status (self, value != NULL ? value : "");
  if (to == NULL)
    return refuse_list (error, "Status", value != NULL ? value : "(null)");
  if (self->original == NULL && g_str_equal (to->value, "NEW"))
    return TRUE;
  if (self->original == NULL)
    return refuse_status (self, error, "A new record has the status NEW.");
  if (!check_transition (self, to, error))
    return FALSE;
  if (g_str_equal (to->value, "PENDING") && !check_pend (self, details, error))
    return FALSE;
  node = json_object_get_member (body, "np_statusmemo");
  memo = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  if (memo != NULL && g_utf8_strlen (memo, -1) > 50)
    return refuse_status (self, error, "BMXAA4049E - The value specified exceeds the maximum field length of 50.");
  if (memo != NULL)
    json_object_set_string_member (details, "memo", memo);
  set_status (self, to, g_steal_pointer (&details));
  return TRUE;
}

/* A customer's note while the closing desk waits for the customer: the ticket is open again (nossa.md §2.7). */
static void
reopen (TuntasSimEdit *self)
{
  const char *status = self->row->values[TUNTAS_SIM_TICKET_STATUS];
  const TuntasSimSynonym *backend = find_status (self, "BACKEND");
  JsonObject *details;

  if (backend == NULL || (!g_str_equal (status, "MEDIACARE") && !g_str_equal (status, "SALAMSIM")))
    return;
  details = json_object_new ();
  json_object_set_string_member (details, "reason", "CLIENTNOTE");
  tuntas_sim_row_set_int (self->row, TUNTAS_SIM_TICKET_LAPUL,
                          tuntas_sim_row_get_int (self->row, TUNTAS_SIM_TICKET_LAPUL) + 1);
  set_status (self, backend, details);
}

/* Sets what object names in row; attributes the server keeps and names it does not know are left aside.
 * changes (nullable) takes what became different. */
static gboolean
apply_attributes (TuntasSimEdit *self, TuntasSimRow *row, JsonObject *object, const char *except, JsonObject *changes,
                  GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = tuntas_sim_table_find (row->table, name);
      g_autofree char *value = NULL;

      if (index < 0 || (row->table->attributes[index].flags & TUNTAS_SIM_FIXED) || g_strcmp0 (name, except) == 0)
        continue;
      if (!tuntas_sim_attribute_read (&row->table->attributes[index], node, self->store->settings.zone, &value, error))
        return FALSE;
      if (g_strcmp0 (value, row->values[index]) == 0)
        continue;
      tuntas_sim_row_set (row, index, value);
      if (changes != NULL)
        json_object_set_member (changes, row->table->attributes[index].name, json_node_copy (node));
    }
  return TRUE;
}

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

/* Observed: a type that is not in the list becomes the default, without a word. */
static void
settle_logtype (TuntasSimEdit *self, TuntasSimRow *log)
{
  const char *type = log->values[TUNTAS_SIM_WORKLOG_LOGTYPE];
  g_autofree char *inner = NULL;

  if (type != NULL && *type == '!' && strlen (type) > 2)
    inner = g_strndup (type + 1, strlen (type) - 2);
  if (inner != NULL)
    tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_LOGTYPE, inner);
  type = log->values[TUNTAS_SIM_WORKLOG_LOGTYPE];
  if (tuntas_sim_store_find_synonym (self->store, "LOGTYPE", type) == NULL)
    tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_LOGTYPE, "CLIENTNOTE");
}

static void
note_worklog (TuntasSimEdit *self, TuntasSimRow *log)
{
  JsonObject *details = tuntas_sim_row_dump (log, self->store->settings.zone);

  json_object_remove_member (details, "_rowstamp");
  add_effect (self, TUNTAS_SIMULATOR_EFFECT_WORKLOG, details);
}

/* A row of children that the client means: by its number, or by what stands behind its href or localref. */
static TuntasSimRow *
find_child (TuntasSimEdit *self, GPtrArray *rows, JsonObject *object)
{
  for (guint i = 0; i < rows->len; i++)
    {
      TuntasSimRow *row = rows->pdata[i];
      JsonNode *uid = json_object_get_member (object, row->table->attributes[row->table->uid].name);
      const char *href = json_object_get_string_member_with_default (object, "href", "");
      const char *localref = json_object_get_string_member_with_default (object, "localref", "");
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
  add_effect (self, TUNTAS_SIMULATOR_EFFECT_UPDATE, details);
  g_ptr_array_remove_index (rows, index);
}

static gboolean
apply_worklog (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error)
{
  TuntasSimRow *log = find_child (self, self->row->worklogs, object);
  gboolean new = log == NULL;
  const char *action = json_object_get_string_member_with_default (object, "_action", "");

  if (!new && g_ascii_strcasecmp (action, "Delete") == 0)
    {
      guint index;

      g_ptr_array_find (self->row->worklogs, log, &index);
      delete_child (self, self->row->worklogs, index, "worklog");
      return TRUE;
    }
  if (new)
    {
      log = tuntas_sim_row_new (self->store->worklog_table, FALSE);
      g_ptr_array_add (self->row->worklogs, log);
    }
  g_ptr_array_add (kept, log);
  if (!apply_attributes (self, log, object, NULL, NULL, error))
    return FALSE;
  if (log->values[TUNTAS_SIM_WORKLOG_DESCRIPTION] == NULL)
    return refuse_required (self, error, "description", "WORKLOG");
  settle_logtype (self, log);
  if (new)
    fill_worklog (self, log);
  tuntas_sim_row_set (log, TUNTAS_SIM_WORKLOG_MODIFYBY, self->person);
  tuntas_sim_row_set_int (log, TUNTAS_SIM_WORKLOG_MODIFYDATE, self->now);
  log->rowstamp = tuntas_sim_store_next_rowstamp (self->store);
  note_worklog (self, log);
  if (new && g_str_equal (log->values[TUNTAS_SIM_WORKLOG_LOGTYPE], "CLIENTNOTE"))
    reopen (self);
  return TRUE;
}

static gboolean
apply_related (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error)
{
  TuntasSimRow *related = find_child (self, self->row->related, object);
  const char *type;

  if (related != NULL)
    {
      g_ptr_array_add (kept, related);
      return TRUE;
    }
  related = tuntas_sim_row_new (self->store->related_table, FALSE);
  g_ptr_array_add (self->row->related, related);
  g_ptr_array_add (kept, related);
  if (!apply_attributes (self, related, object, NULL, NULL, error))
    return FALSE;
  if (related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY] == NULL)
    return refuse_required (self, error, "relatedreckey", "RELATEDRECORD");
  if (related->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS] == NULL)
    tuntas_sim_row_set (related, TUNTAS_SIM_RELATED_RELATEDRECCLASS, self->row->values[TUNTAS_SIM_TICKET_CLASS]);
  if (related->values[TUNTAS_SIM_RELATED_RELATETYPE] == NULL)
    tuntas_sim_row_set (related, TUNTAS_SIM_RELATED_RELATETYPE, "RELATED");
  type = related->values[TUNTAS_SIM_RELATED_RELATETYPE];
  if (tuntas_sim_store_find_synonym (self->store, "RELATETYPE", type) == NULL)
    return refuse_list (error, "Relationship", type);
  if (tuntas_sim_store_find (self->store, related->values[TUNTAS_SIM_RELATED_RELATEDRECCLASS],
                             related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]) == NULL)
    return refuse_list (error, "Related Record", related->values[TUNTAS_SIM_RELATED_RELATEDRECKEY]);
  tuntas_sim_row_set_int (related, TUNTAS_SIM_RELATED_RELATEDRECORDID, ++self->store->last_child);
  related->rowstamp = tuntas_sim_store_next_rowstamp (self->store);
  g_ptr_array_add (self->links, related);
  return TRUE;
}

typedef gboolean (*ApplyChild) (TuntasSimEdit *self, JsonObject *object, GPtrArray *kept, GError **error);

/* Without MERGE the array that was sent is the whole truth: children that are not in it are deleted. */
static gboolean
apply_children (TuntasSimEdit *self, JsonObject *body, const char *member, GPtrArray *rows, ApplyChild apply,
                GError **error)
{
  JsonNode *node = json_object_get_member (body, member);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
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
      delete_child (self, rows, i - 1, member);
  return TRUE;
}

static gboolean
check_new (TuntasSimEdit *self, GError **error)
{
  TuntasSimRow *row = self->row;
  const char *id = row->values[TUNTAS_SIM_TICKET_TICKETID];

  for (char **name = self->store->settings.required; *name != NULL; name++)
    if (row->values[tuntas_sim_table_find (row->table, *name)] == NULL)
      return refuse_required (self, error, *name, tuntas_sim_row_get_object (row));
  if (id != NULL && tuntas_sim_store_find (self->store, row->values[TUNTAS_SIM_TICKET_CLASS], id) != NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_EXISTS, "The record %s already exists.", id);
      return FALSE;
    }
  return TRUE;
}

/* An owner makes a new ticket a queued one. */
static void
queue_if_owned (TuntasSimEdit *self)
{
  const TuntasSimSynonym *queued = find_status (self, "QUEUED");

  if (queued == NULL || !g_str_equal (self->row->values[TUNTAS_SIM_TICKET_STATUS], "NEW") ||
      (!json_object_has_member (self->changes, "owner") && !json_object_has_member (self->changes, "ownergroup")))
    return;
  if (self->row->values[TUNTAS_SIM_TICKET_OWNER] != NULL || self->row->values[TUNTAS_SIM_TICKET_OWNERGROUP] != NULL)
    set_status (self, queued, json_object_new ());
}

static void
note_changes (TuntasSimEdit *self)
{
  if (self->original == NULL)
    add_effect (self, TUNTAS_SIMULATOR_EFFECT_CREATE, json_object_ref (self->changes));
  else if (json_object_get_size (self->changes) > 0)
    add_effect (self, TUNTAS_SIMULATOR_EFFECT_UPDATE, json_object_ref (self->changes));
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
      g_autofree char *id = g_strdup_printf ("%s%" G_GINT64_FORMAT, store->settings.ticket_prefix,
                                             ++store->last_ticket);

      if (tuntas_sim_store_find (store, self->row->values[TUNTAS_SIM_TICKET_CLASS], id) == NULL)
        tuntas_sim_row_set (self->row, TUNTAS_SIM_TICKET_TICKETID, id);
    }
}

gboolean
tuntas_sim_edit_apply (TuntasSimEdit *self, JsonObject *body, GError **error)
{
  if (self->in_history)
    return !json_object_has_member (body, "status") || refuse_status (self, error, "The record is in history.");
  /* The key of a record does not change. */
  if (self->original != NULL && json_object_has_member (body, "ticketid"))
    json_object_remove_member (body, "ticketid");
  if (!apply_attributes (self, self->row, body, "status", self->changes, error) ||
      (self->original == NULL && !check_new (self, error)))
    return FALSE;
  if (self->original == NULL)
    take_number (self);
  note_changes (self);
  queue_if_owned (self);
  return apply_children (self, body, "worklog", self->row->worklogs, apply_worklog, error) &&
         apply_children (self, body, "relatedrecord", self->row->related, apply_related, error) &&
         apply_status (self, body, error);
}

/* The other side of a new link: RELATED is the same both ways, ORIGINATOR and FOLLOWUP face each other. */
static void
link_back (TuntasSimEdit *self, TuntasSimRow *ticket, TuntasSimRow *link)
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
  tuntas_sim_store_add_effect (store, self->now, self->person, TUNTAS_SIMULATOR_EFFECT_UPDATE,
                               ticket->values[TUNTAS_SIM_TICKET_TICKETID], details);
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
      Effect *effect = &g_array_index (self->effects, Effect, i);

      tuntas_sim_store_add_effect (self->store, self->now, self->person, effect->kind,
                                   row->values[TUNTAS_SIM_TICKET_TICKETID], g_steal_pointer (&effect->details));
    }
  for (guint i = 0; i < self->links->len; i++)
    link_back (self, row, self->links->pdata[i]);
  return row;
}
