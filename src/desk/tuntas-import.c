/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-private.h"

#include "tuntas-json.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TuntasImport, tuntas_import, tuntas_import_ref, tuntas_import_unref)

static const char *const reasons[] = {
  [TUNTAS_LIST_REASON_NO_NUMBER] = "no-number", [TUNTAS_LIST_REASON_NUMBER] = "number",
  [TUNTAS_LIST_REASON_REMEDY] = "remedy",       [TUNTAS_LIST_REASON_TWICE] = "twice",
  [TUNTAS_LIST_REASON_DATE] = "date",           [TUNTAS_LIST_REASON_DURATION] = "duration",
  [TUNTAS_LIST_REASON_SHORTENED] = "shortened",
};

static const char *const orders[] = {
  [TUNTAS_LIST_ORDER_NONE] = NULL,
  [TUNTAS_LIST_ORDER_DAY_FIRST] = "day-first",
  [TUNTAS_LIST_ORDER_MONTH_FIRST] = "month-first",
};

static void
change_free (gpointer data)
{
  TuntasImportChange *change = data;

  g_free (change->from);
  g_free (change->to);
  g_free (change);
}

static void
ticket_free (gpointer data)
{
  TuntasImportTicket *ticket = data;

  tuntas_ticket_unref (ticket->ticket);
  tuntas_ticket_unref (ticket->row_ticket);
  g_clear_pointer (&ticket->base, tuntas_ticket_unref);
  g_ptr_array_unref (ticket->changes);
  g_free (ticket->work_log);
  g_free (ticket);
}

static void
problem_free (gpointer data)
{
  TuntasImportProblem *problem = data;

  g_free (problem->column);
  g_free (problem->text);
  g_free (problem);
}

static void
column_free (gpointer data)
{
  TuntasImportColumn *column = data;

  g_free (column->header);
  g_free (column->key);
  g_free (column->example);
  g_free (column);
}

static TuntasImport *
import_new (void)
{
  TuntasImport *self = g_atomic_rc_box_new0 (TuntasImport);

  self->added = g_ptr_array_new_with_free_func (ticket_free);
  self->changed = g_ptr_array_new_with_free_func (ticket_free);
  self->same = g_ptr_array_new_with_free_func (ticket_free);
  self->others = g_ptr_array_new_with_free_func (ticket_free);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

TuntasImport *
tuntas_import_ref (TuntasImport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
import_clear (gpointer data)
{
  TuntasImport *self = data;

  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->same);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->mapping);
}

void
tuntas_import_unref (TuntasImport *self)
{
  g_atomic_rc_box_release_full (self, import_clear);
}

gboolean
tuntas_import_has_changes (const TuntasImport *self)
{
  return self->added->len > 0 || self->changed->len > 0 || self->n_proofs > 0 || self->corrected;
}

const char *const *
tuntas_import_list_fields (void)
{
  static const char *const fields[] = {
#define X(name, nick, kind, field) nick,
    TUNTAS_LIST_FIELDS (X)
#undef X
    NULL,
  };

  return fields;
}

void
tuntas_import_desk_free (TuntasImportDesk *desk)
{
  g_hash_table_unref (desk->tickets);
  g_strfreev (desk->statuses);
  g_free (desk->agent);
  g_free (desk);
}

/* One ticket */

/* (transfer full): the members of the one, with those of the other over them. */
static char *
merge_more (const char *base, const char *row)
{
  g_autoptr (JsonNode) first = base != NULL ? tuntas_json_parse (base, -1, NULL) : NULL;
  g_autoptr (JsonNode) second = tuntas_json_parse (row, -1, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (first == NULL || second == NULL || !JSON_NODE_HOLDS_OBJECT (first) || !JSON_NODE_HOLDS_OBJECT (second))
    return g_strdup (row);
  json_object_iter_init (&iter, json_node_get_object (second));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (json_node_get_object (first), name, json_node_copy (value));
  return tuntas_json_print (first);
}

/* A list that does not say of when its status is may be of this morning: the status that Nossa itself has told stays. */
static gboolean
keeps_status (TuntasTicket *base, TuntasTicket *row)
{
  return tuntas_ticket_get (base, TUNTAS_TICKET_HREF) != NULL && tuntas_ticket_get_time (row, TUNTAS_TICKET_STATUS_AT) < 0;
}

TuntasTicket *
tuntas_import_merge (TuntasTicket *base, TuntasTicket *row, gboolean phones_found)
{
  TuntasTicket *merged = tuntas_ticket_new (tuntas_ticket_get_id (base));

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      const char *known = tuntas_ticket_get (base, i), *told = tuntas_ticket_get (row, i);

      if (i == TUNTAS_TICKET_ID)
        continue;
      if (told == NULL || (i == TUNTAS_TICKET_PHONES && phones_found && known != NULL) ||
          (i == TUNTAS_TICKET_STATUS && keeps_status (base, row)))
        tuntas_ticket_set (merged, i, known);
      else if (i == TUNTAS_TICKET_MORE && g_strcmp0 (told, known) != 0)
        tuntas_ticket_take (merged, i, merge_more (known, told));
      else
        tuntas_ticket_set (merged, i, told);
    }
  return merged;
}

gboolean
tuntas_import_is_older (TuntasTicket *base, TuntasTicket *row)
{
  gint64 known = tuntas_ticket_get_time (base, TUNTAS_TICKET_STATUS_AT);
  gint64 told = tuntas_ticket_get_time (row, TUNTAS_TICKET_STATUS_AT);

  return known >= 0 && told >= 0 && told < known;
}

static void
list_changes (TuntasImportTicket *ticket)
{
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      const char *from = tuntas_ticket_get (ticket->base, i), *to = tuntas_ticket_get (ticket->ticket, i);
      TuntasImportChange *change;

      if (g_strcmp0 (from, to) == 0)
        continue;
      change = g_new0 (TuntasImportChange, 1);
      change->field = i;
      change->from = g_strdup (from);
      change->to = g_strdup (to);
      g_ptr_array_add (ticket->changes, change);
    }
}

/* Comparing */

typedef struct
{
  const TuntasImportDesk *desk;
  gboolean names_agent; /* some row's owner is the agent: then the others' are others */
} Comparison;

static gboolean
is_agents (const Comparison *comparison, TuntasTicket *ticket)
{
  const char *owner = tuntas_ticket_get (ticket, TUNTAS_TICKET_OWNER);

  return owner != NULL && g_ascii_strcasecmp (owner, comparison->desk->agent) == 0;
}

static gboolean
has_other_status (const Comparison *comparison, TuntasTicket *ticket)
{
  const char *status = tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS);

  return status != NULL && !g_strv_contains ((const char *const *) comparison->desk->statuses, status);
}

/* Lists name owners in more ways than one, so only a list that names the agent tells who is somebody else. */
static gboolean
is_somebody_elses (const Comparison *comparison, TuntasTicket *ticket)
{
  return comparison->names_agent && tuntas_ticket_get (ticket, TUNTAS_TICKET_OWNER) != NULL &&
         !is_agents (comparison, ticket);
}

/* (transfer full) */
static TuntasImportTicket *
compare_row (const Comparison *comparison, const TuntasListRow *row)
{
  TuntasImportTicket *ticket = g_new0 (TuntasImportTicket, 1);
  TuntasTicket *base = g_hash_table_lookup (comparison->desk->tickets, tuntas_ticket_get_id (row->ticket));

  ticket->row = row->number;
  ticket->row_ticket = tuntas_ticket_ref (row->ticket);
  ticket->work_log = g_strdup (row->work_log);
  ticket->phones_found = row->phones_found;
  ticket->changes = g_ptr_array_new_with_free_func (change_free);
  if (base == NULL)
    {
      ticket->ticket = tuntas_ticket_ref (row->ticket);
      return ticket;
    }
  ticket->base = tuntas_ticket_ref (base);
  ticket->ticket = tuntas_import_is_older (base, row->ticket) ? tuntas_ticket_ref (base)
                                                              : tuntas_import_merge (base, row->ticket, row->phones_found);
  list_changes (ticket);
  /* It was the agent's, as far as was known, and the list says whose it is now; where it names none of them as we know them,
   * it writes owners in another way. */
  ticket->leaves = has_other_status (comparison, ticket->ticket) ||
                   (comparison->names_agent && is_agents (comparison, base) && !is_agents (comparison, ticket->ticket));
  return ticket;
}

/* Work and training never mix (tuntas_desk_takes_number ()). */
static gboolean
is_foreign (const Comparison *comparison, const TuntasListRow *row)
{
  const char *id = tuntas_ticket_get_id (row->ticket);

  return tuntas_ticket_is_practice_number (id) != comparison->desk->practice &&
         !g_hash_table_contains (comparison->desk->tickets, id);
}

static void
refuse_row (TuntasImport *self, const TuntasListRow *row)
{
  TuntasImportProblem *problem = g_new0 (TuntasImportProblem, 1);

  problem->row = row->number;
  problem->code = "training";
  problem->text = g_strdup (tuntas_ticket_get_id (row->ticket));
  g_ptr_array_add (self->problems, problem);
  self->n_problems++;
}

static void
take_row (TuntasImport *self, const Comparison *comparison, const TuntasListRow *row)
{
  TuntasImportTicket *ticket;

  if (is_foreign (comparison, row))
    {
      refuse_row (self, row);
      return;
    }
  ticket = compare_row (comparison, row);
  if (ticket->base != NULL)
    g_ptr_array_add (ticket->changes->len > 0 ? self->changed : self->same, ticket);
  else if (has_other_status (comparison, ticket->ticket) || is_somebody_elses (comparison, ticket->ticket))
    g_ptr_array_add (self->others, ticket);
  else
    g_ptr_array_add (self->added, ticket);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (tuntas_ticket_get_id (*(TuntasTicket *const *) a), tuntas_ticket_get_id (*(TuntasTicket *const *) b));
}

static void
find_missing (TuntasImport *self, const TuntasList *list, const TuntasImportDesk *desk)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, ticket;

  for (guint i = 0; i < list->rows->len; i++)
    {
      const TuntasListRow *row = g_ptr_array_index (list->rows, i);

      g_hash_table_add (listed, (gpointer) tuntas_ticket_get_id (row->ticket));
    }
  g_hash_table_iter_init (&iter, desk->tickets);
  while (g_hash_table_iter_next (&iter, &id, &ticket))
    if (!g_hash_table_contains (listed, id))
      g_ptr_array_add (self->missing, tuntas_ticket_ref (ticket));
  g_ptr_array_sort (self->missing, compare_ids);
}

static void
take_problems (TuntasImport *self, const TuntasList *list)
{
  self->n_problems += list->n_problems;
  for (guint i = 0; i < list->problems->len; i++)
    {
      const TuntasListProblem *found = g_ptr_array_index (list->problems, i);
      TuntasImportProblem *problem = g_new0 (TuntasImportProblem, 1);

      problem->row = found->number;
      problem->column = g_strdup (found->column);
      problem->code = reasons[found->reason];
      problem->text = g_strdup (found->text);
      g_ptr_array_add (self->problems, problem);
    }
}

static void
take_columns (TuntasImport *self, const TuntasList *list)
{
  for (guint i = 0; i < list->columns->len; i++)
    {
      const TuntasListColumn *found = g_ptr_array_index (list->columns, i);
      TuntasImportColumn *column = g_new0 (TuntasImportColumn, 1);

      column->header = g_strdup (found->header);
      column->key = g_strdup (found->key);
      column->field = found->field >= 0 ? tuntas_list_field_nick (found->field) : NULL;
      column->example = g_strdup (found->example);
      g_ptr_array_add (self->columns, column);
    }
}

static gboolean
names_agent (const TuntasList *list, const Comparison *comparison)
{
  for (guint i = 0; i < list->rows->len; i++)
    if (is_agents (comparison, ((const TuntasListRow *) g_ptr_array_index (list->rows, i))->ticket))
      return TRUE;
  return FALSE;
}

TuntasImport *
tuntas_import_compare (const TuntasList *list, const TuntasImportDesk *desk, GHashTable *mapping)
{
  TuntasImport *self = import_new ();
  Comparison comparison = { desk, FALSE };
  GHashTableIter iter;
  gpointer key, field;

  comparison.names_agent = names_agent (list, &comparison);
  self->numbers_only = list->form == TUNTAS_LIST_FORM_NUMBERS;
  self->dates = orders[list->assumed_order];
  for (guint i = 0; i < list->rows->len; i++)
    take_row (self, &comparison, g_ptr_array_index (list->rows, i));
  /* Some numbers of a chat are no list of what there is. */
  if (!self->numbers_only)
    find_missing (self, list, desk);
  take_problems (self, list);
  take_columns (self, list);
  if (mapping == NULL)
    return self;
  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &key, &field))
    g_hash_table_insert (self->mapping, g_strdup (key), g_strdup (field));
  return self;
}
