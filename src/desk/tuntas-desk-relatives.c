/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-import-private.h"
#include "tuntas-json.h"
#include "tuntas-phone.h"

#include <string.h>

/* Tickets that belong together: the children of one mass outage (Q14), and those of one customer's number (Q15). Each
 * keeps its own case: nothing is ever closed in bulk. */

/* So long what Nossa said of a parent is believed. */
#define PARENT_SECONDS 300

typedef struct
{
  TuntasTicket *ticket; /* (nullable): nobody has said yet, or Nossa has no such ticket */
  gint64 looked_at;     /* seconds UTC; 0: Nossa was not asked, a list has told it */
} Parent;

static void
parent_free (gpointer data)
{
  Parent *parent = data;

  g_clear_pointer (&parent->ticket, tuntas_ticket_unref);
  g_free (parent);
}

GHashTable *
tuntas_desk_new_parents (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, parent_free);
}

/* (nullable) */
static const char *
parent_of (TuntasDeskItem *item)
{
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_GAMAS);
}

/* The parent */

static Parent *
ensure_parent (TuntasDesk *self, const char *id)
{
  Parent *parent = g_hash_table_lookup (self->parents, id);

  if (parent == NULL)
    {
      parent = g_new0 (Parent, 1);
      g_hash_table_insert (self->parents, g_strdup (id), parent);
    }
  return parent;
}

/* ticket (transfer full) */
static void
set_parent (Parent *parent, TuntasTicket *ticket)
{
  g_clear_pointer (&parent->ticket, tuntas_ticket_unref);
  parent->ticket = ticket;
}

/* (nullable): as far as it is known: the row on this desk, else what a look or a list has told. */
static TuntasTicket *
find_parent (TuntasDesk *self, TuntasDeskItem *item)
{
  const char *id = parent_of (item);
  Parent *parent = id != NULL ? g_hash_table_lookup (self->parents, id) : NULL;
  TuntasDeskItem *here = id != NULL ? tuntas_queue_find (self->queue, id) : NULL;

  if (here != NULL)
    return tuntas_desk_item_get_ticket (here);
  return parent != NULL ? parent->ticket : NULL;
}

TuntasParentState
tuntas_desk_get_parent (TuntasDesk *self, TuntasDeskItem *item, const char **status)
{
  TuntasNossaSite *site = tuntas_nossa_get_site (self->nossa);
  TuntasTicket *parent = find_parent (self, item);
  const char *now = parent != NULL ? tuntas_ticket_get (parent, TUNTAS_TICKET_STATUS) : NULL;

  if (status != NULL)
    *status = now;
  if (parent_of (item) == NULL)
    return TUNTAS_PARENT_NONE;
  if (now == NULL)
    return TUNTAS_PARENT_UNKNOWN;
  /* What waits for its closing, or is closed, is repaired; what is pended is not. */
  if (strcmp (now, tuntas_nossa_site_get_status (site, TUNTAS_NOSSA_ACTION_PEND)) != 0 &&
      (strcmp (now, tuntas_nossa_site_get_status (site, TUNTAS_NOSSA_ACTION_CLOSE)) == 0 ||
       g_strv_contains (tuntas_nossa_site_get_statuses (site), now)))
    return TUNTAS_PARENT_SOLVED;
  return TUNTAS_PARENT_UNSOLVED;
}

typedef struct
{
  TuntasDesk *desk;
  TuntasDeskItem *item;
  char *id;
} Look;

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (TuntasDesk) self = look->desk;
  g_autoptr (TuntasDeskItem) item = look->item;
  g_autofree char *id = look->id;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_get_ticket_finish (TUNTAS_NOSSA (source), result, NULL);
  Parent *parent = g_hash_table_lookup (self->parents, id);

  /* Without an answer nothing is concluded; the next look asks again. */
  if (ticket == NULL || g_cancellable_is_cancelled (self->closing))
    return;
  set_parent (parent, g_steal_pointer (&ticket));
  tuntas_desk_item_emit_changed (item);
}

void
tuntas_desk_look_at_parent (TuntasDesk *self, TuntasDeskItem *item)
{
  const char *id = parent_of (item);
  gint64 now = tuntas_clock_now_seconds (self->clock);
  Parent *parent = id != NULL ? g_hash_table_lookup (self->parents, id) : NULL;
  Look *look;

  if (id == NULL || tuntas_queue_find (self->queue, id) != NULL || !tuntas_nossa_get_signed_in (self->nossa) ||
      (parent != NULL && now - parent->looked_at < PARENT_SECONDS))
    return;
  parent = ensure_parent (self, id);
  parent->looked_at = now;
  look = g_new (Look, 1);
  look->desk = g_object_ref (self);
  look->item = g_object_ref (item);
  look->id = g_strdup (id);
  tuntas_nossa_get_ticket_async (self->nossa, id, self->closing, looked_cb, look);
}

/* What lists tell of parents, who are mostly nobody's here: it is all that is known of them where no Nossa can be asked, and
 * kept for the next start. */

/* What of a parent is asked for, and whether Nossa itself has told it (HREF). */
static const TuntasTicketField kept_fields[] = { TUNTAS_TICKET_HREF, TUNTAS_TICKET_STATUS, TUNTAS_TICKET_STATUS_AT,
                                                 TUNTAS_TICKET_RFO, TUNTAS_TICKET_REPAIR };

/* (transfer full) (element-type utf8): the parents of the tickets on the desk, borrowed from those. */
static GHashTable *
list_parents (TuntasDesk *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      const char *id = parent_of (tuntas_queue_get (self->queue, i));

      if (id != NULL)
        g_hash_table_add (ids, (gpointer) id);
    }
  return ids;
}

/* told (element-type utf8): gets the number, borrowed from the row, where that is a parent and tells something newer. */
static void
take_parent (TuntasDesk *self, const TuntasImportTicket *row, GHashTable *ids, GHashTable *told)
{
  const char *id = tuntas_ticket_get_id (row->row_ticket);
  Parent *parent = g_hash_table_contains (ids, id) ? ensure_parent (self, id) : NULL;

  if (parent == NULL || (parent->ticket != NULL && tuntas_import_is_older (parent->ticket, row->row_ticket)))
    return;
  set_parent (parent, parent->ticket != NULL ? tuntas_import_merge (parent->ticket, row->row_ticket, FALSE)
                                             : tuntas_ticket_ref (row->row_ticket));
  g_hash_table_add (told, (gpointer) id);
}

static JsonObject *
print_parent (TuntasTicket *ticket)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kept_fields); i++)
    if (tuntas_ticket_get (ticket, kept_fields[i]) != NULL)
      json_object_set_string_member (object, tuntas_ticket_field_nick (kept_fields[i]),
                                     tuntas_ticket_get (ticket, kept_fields[i]));
  return object;
}

/* Of those that still have a child here. */
static void
keep_parents (TuntasDesk *self, GHashTable *ids)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer id, parent;

  json_node_take_object (node, object);
  g_hash_table_iter_init (&iter, self->parents);
  while (g_hash_table_iter_next (&iter, &id, &parent))
    if (g_hash_table_contains (ids, id) && ((Parent *) parent)->ticket != NULL)
      json_object_set_object_member (object, id, print_parent (((Parent *) parent)->ticket));
  text = tuntas_json_print (node);
  if (self->store != NULL)
    tuntas_store_put_meta_async (self->store, "parents", text, NULL, NULL, NULL);
}

void
tuntas_desk_take_parents (TuntasDesk *self, const TuntasImport *import)
{
  g_autoptr (GHashTable) ids = list_parents (self);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < import->others->len; i++)
    take_parent (self, g_ptr_array_index (import->others, i), ids, told);
  /* One that was on this desk, and no more. */
  for (guint i = 0; i < import->changed->len; i++)
    if (((TuntasImportTicket *) g_ptr_array_index (import->changed, i))->leaves)
      take_parent (self, g_ptr_array_index (import->changed, i), ids, told);
  if (g_hash_table_size (told) == 0)
    return;
  keep_parents (self, ids);
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);

      if (parent_of (item) != NULL && g_hash_table_contains (told, parent_of (item)))
        tuntas_desk_item_emit_changed (item);
    }
}

/* (transfer full) */
static TuntasTicket *
read_parent (const char *id, JsonObject *object)
{
  TuntasTicket *ticket = tuntas_ticket_new (id);

  for (guint i = 0; i < G_N_ELEMENTS (kept_fields); i++)
    {
      const char *value = NULL;

      tuntas_json_get_string_optional (object, id, tuntas_ticket_field_nick (kept_fields[i]), &value, NULL);
      tuntas_ticket_set (ticket, kept_fields[i], value);
    }
  return ticket;
}

void
tuntas_desk_read_parents (TuntasDesk *self, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? tuntas_json_parse (text, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *parent;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &parent))
    if (JSON_NODE_HOLDS_OBJECT (parent))
      set_parent (ensure_parent (self, id), read_parent (id, json_node_get_object (parent)));
}

/* When the case was told that. */
static gint64
told_at (TuntasCase *state, const char *field)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = events->len; i > 0; i--)
    if (tuntas_event_get (g_ptr_array_index (events, i - 1), field) != NULL)
      return tuntas_event_get_at (g_ptr_array_index (events, i - 1));
  return -1;
}

const char *
tuntas_desk_find_given (TuntasDesk *self, TuntasDeskItem *item, const char *field, const char **from)
{
  const char *parent_id = parent_of (item);
  TuntasTicket *parent = find_parent (self, item);
  const char *found = NULL;
  TuntasTicketField column;
  gint64 newest = -1;

  for (guint i = 0; parent_id != NULL && i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *sibling = tuntas_queue_get (self->queue, i);
      TuntasCase *state = tuntas_desk_item_get_case (sibling);
      const char *value;
      gint64 at;

      if (sibling == item || g_strcmp0 (parent_of (sibling), parent_id) != 0 || !tuntas_desk_item_is_begun (sibling))
        continue;
      value = tuntas_case_find_field (state, field);
      at = value != NULL ? told_at (state, field) : -1;
      if (at > newest)
        {
          newest = at;
          found = value;
          *from = tuntas_desk_item_get_id (sibling);
        }
    }
  if (found == NULL && parent != NULL && tuntas_ticket_field_from_nick (field, &column))
    {
      found = tuntas_ticket_get (parent, column);
      *from = parent_id;
    }
  return found;
}

/* One number */

static gboolean
has_number (TuntasCase *state, const char *phone)
{
  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;
      const char *own = tuntas_case_get_phone (state, i, &bad);

      if (!bad && tuntas_phone_equal (own, phone))
        return TRUE;
    }
  return FALSE;
}

/* (nullable): the act by which that case calls now. */
static const TuntasActSpec *
find_dial (TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      if (action->enabled && tuntas_act_spec_does (action->spec, TUNTAS_OP_DIAL))
        return action->spec;
    }
  return NULL;
}

GPtrArray *
tuntas_desk_list_sharing (TuntasDesk *self, TuntasDeskItem *item, const char *phone)
{
  GPtrArray *sharing = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (TUNTAS_IS_DESK (self), sharing);

  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *other = tuntas_queue_get (self->queue, i);
      TuntasCase *state = tuntas_desk_item_get_case (other);

      /* The step says it for nearly all of them; numbers are compared only where it can be called at all. */
      if (other != item && !tuntas_desk_item_is_away (other) && tuntas_case_get_step (state)->kind == TUNTAS_STEP_CALLS &&
          has_number (state, phone) && find_dial (state) != NULL)
        g_ptr_array_add (sharing, g_object_ref (other));
    }
  return sharing;
}

gboolean
tuntas_desk_shares_call (TuntasDeskItem *calling, TuntasAct *act)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (tuntas_desk_item_get_case (calling));
  const char *phone = tuntas_act_get (act, "phone");

  return open != NULL && open->shared && phone != NULL && tuntas_act_get (act, "with") != NULL &&
         tuntas_phone_equal (open->phone, phone);
}

/* The same call, dialled just now, on each of the others. */
static void
share_dialling (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act)
{
  g_auto (GStrv) ids = g_strsplit (tuntas_act_get (act, "with"), ";", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      TuntasDeskItem *other = tuntas_queue_find (self->queue, ids[i]);
      const TuntasActSpec *dial = other != NULL ? find_dial (tuntas_desk_item_get_case (other)) : NULL;
      g_autoptr (TuntasAct) same = NULL;

      if (dial == NULL)
        continue;
      same = tuntas_act_new (dial->id);
      tuntas_act_set (same, "phone", tuntas_act_get (act, "phone"));
      tuntas_act_set (same, "with", tuntas_desk_item_get_id (item));
      tuntas_desk_do_by_itself (self, other, same);
    }
}

/* What one of them came to, they all did. */
static void
share_outcome (TuntasDesk *self, TuntasAct *act, const char *phone)
{
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *other = tuntas_queue_get (self->queue, i);
      const TuntasAttempt *open = tuntas_case_get_open_attempt (tuntas_desk_item_get_case (other));

      if (open != NULL && open->shared && tuntas_phone_equal (open->phone, phone))
        tuntas_desk_do_by_itself (self, other, act);
    }
}

char *
tuntas_desk_dup_shared_phone (TuntasDeskItem *item, TuntasAct *act)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);

  if (!tuntas_procedure_does (tuntas_case_get_procedure (state), tuntas_act_get_id (act), TUNTAS_OP_CONCLUDE))
    return NULL;
  return open != NULL && open->shared ? g_strdup (open->phone) : NULL;
}

void
tuntas_desk_share_act (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, const char *phone)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);

  if (phone != NULL)
    share_outcome (self, act, phone);
  /* The others name one ticket, this one all of them: who was dialled for first. */
  else if (open != NULL && open->shared && tuntas_act_get (act, "with") != NULL)
    share_dialling (self, item, act);
}
