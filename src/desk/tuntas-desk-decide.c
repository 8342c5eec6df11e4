/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-sending.h"

#include <string.h>

/* What the agent decides about a sending that waits, is unknown or blocked. The table of the outbox says which ways
 * there are; where one leads over another state, both steps are saved one after the other.
 *
 * An e-mail to another address is a new entry, saved together with the end of the one in whose place it goes. One that
 * went has ended already: the new entry is then all there is to save. */

typedef struct
{
  TuntasDeskItem *item;
  gint64 id;
  TuntasSendingAct act;
  char *reason;  /* (nullable) */
  char *address; /* (nullable): for an e-mail: it shall go there instead */
  char *created; /* (nullable): of a new ticket that the agent has made: its number */
} Decision;

static void decide_turn (TuntasDesk *self, gpointer user_data);

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->item);
  g_free (decision->reason);
  g_free (decision->address);
  g_free (decision->created);
  g_free (decision);
}

static TuntasOutboxState
goal_of (const TuntasOutboxEntry *entry, TuntasSendingAct act)
{
  switch (act)
    {
    case TUNTAS_SENDING_RETRY:
      return TUNTAS_OUTBOX_PENDING;
    case TUNTAS_SENDING_CONFIRM:
      return TUNTAS_OUTBOX_DONE;
    case TUNTAS_SENDING_CANCEL:
      return TUNTAS_OUTBOX_CANCELLED;
    case TUNTAS_SENDING_ASK: /* has no goal: Nossa says */
    default:
      g_return_val_if_reached (entry->state);
    }
}

/* The next state on the way to the goal: the goal itself, or verifying before it. -1: there is no way. */
static int
next_state (const TuntasOutboxEntry *entry, TuntasOutboxState goal)
{
  if (tuntas_outbox_state_can (entry->state, goal))
    return goal;
  if (entry->state == TUNTAS_OUTBOX_UNKNOWN && tuntas_outbox_state_can (TUNTAS_OUTBOX_VERIFYING, goal))
    return TUNTAS_OUTBOX_VERIFYING;
  return -1;
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  Decision *decision = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean saved = tuntas_desk_save_finish (self, result, &error);
  TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (decision->item, decision->id);
  gboolean half_way = saved && entry->state == TUNTAS_OUTBOX_VERIFYING;

  if (saved && !half_way)
    tuntas_desk_forget_copied (self, decision->item, decision->id);
  tuntas_desk_end_turn (self);
  if (!saved)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (half_way)
    tuntas_desk_take_turn (self, decide_turn, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static TuntasAct *
receipt_of (const TuntasOutboxEntry *entry, const Decision *decision)
{
  TuntasAct *receipt = tuntas_act_new (TUNTAS_EVENT_RECEIPT);
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, entry->event_seq);

  tuntas_act_set (receipt, "of", of);
  tuntas_act_set (receipt, "effect", entry->kind);
  tuntas_act_set (receipt, "state", tuntas_outbox_state_to_nick (entry->state));
  tuntas_act_set (receipt, "evidence", TUNTAS_SENDING_BY_AGENT);
  tuntas_act_set (receipt, "created", decision->created);
  tuntas_act_set (receipt, "reason", decision->reason);
  return receipt;
}

static void
refuse (TuntasDesk *self, GTask *task)
{
  g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE,
                           "the sending cannot be changed that way now");
  tuntas_desk_end_turn (self);
}

/* (transfer full) */
static TuntasAct *
readdressed (const TuntasOutboxEntry *entry, const char *address)
{
  TuntasAct *act = tuntas_act_new (TUNTAS_EVENT_READDRESSED);
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, entry->event_seq);
  g_autofree char *instead_of = tuntas_sending_dup_member (entry, "to");

  tuntas_act_set (act, "of", of);
  tuntas_act_set (act, "effect", entry->kind);
  tuntas_act_set (act, "instead_of", instead_of);
  tuntas_act_set (act, "email", address);
  return act;
}

/* Whether the e-mail may go to that address in the place of this entry: not where one of this act goes or has gone
 * there already. */
static gboolean
may_readdress (TuntasDeskItem *item, const TuntasOutboxEntry *entry, const char *address)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  if (strcmp (entry->kind, "email") != 0 || entry->state == TUNTAS_OUTBOX_CANCELLED)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const TuntasOutboxEntry *other = g_ptr_array_index (entries, i);
      g_autofree char *to = tuntas_sending_dup_member (other, "to");

      if (other->event_seq == entry->event_seq && other->state != TUNTAS_OUTBOX_REFUSED &&
          other->state != TUNTAS_OUTBOX_CANCELLED && to != NULL && g_ascii_strcasecmp (to, address) == 0)
        return FALSE;
    }
  return TRUE;
}

/* Within the turn: the e-mail is sent by a new entry; changed (nullable): the end of the old one. */
static void
save_readdressed (TuntasDesk *self, GTask *task, const TuntasOutboxEntry *entry, const char *address, TuntasCase *state,
                  GPtrArray *changed)
{
  Decision *decision = g_task_get_task_data (task);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (TuntasAct) act = readdressed (entry, address);
  g_autoptr (TuntasCase) next = tuntas_desk_next_with (self, state, act);

  g_ptr_array_add (added, tuntas_desk_compose_readdressed (self, decision->item, entry, address));
  tuntas_desk_save_async (self, decision->item, next, added, changed, decided_cb, g_object_ref (task));
}

/* What waits for its time, or for Nossa to be asked, goes now. Nothing is saved, because nothing has been decided. */
static gboolean
hurry (TuntasDesk *self, const Decision *decision, const TuntasOutboxEntry *entry)
{
  g_autoptr (TuntasOutboxEntry) copy = NULL;

  if (!(decision->act == TUNTAS_SENDING_RETRY && entry->state == TUNTAS_OUTBOX_PENDING) &&
      !(decision->act == TUNTAS_SENDING_ASK && entry->state == TUNTAS_OUTBOX_UNKNOWN))
    return FALSE;
  copy = tuntas_outbox_entry_copy (entry);
  copy->not_before = 0;
  tuntas_desk_item_put_entry (decision->item, copy);
  tuntas_desk_item_emit_changed (decision->item);
  tuntas_desk_kick (self);
  return TRUE;
}

/* (transfer full): the entry in its next state. created (nullable): the number of the new ticket. */
static TuntasOutboxEntry *
decided (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry, TuntasOutboxState state,
         const char *created)
{
  TuntasOutboxEntry *copy = tuntas_outbox_entry_copy (entry);

  /* The words that the agent copied are kept with the word for it. */
  if (state == TUNTAS_OUTBOX_DONE && entry->attempt == 0 && strcmp (entry->kind, "note") == 0)
    tuntas_desk_freeze_copied (self, item, copy);
  copy->state = state;
  copy->not_before = 0;
  copy->changed_at = tuntas_clock_now_seconds (self->clock);
  /* On the agent's word: that it is there, or that it goes although the ticket is somebody else's by now. */
  if (state == TUNTAS_OUTBOX_DONE ||
      (state == TUNTAS_OUTBOX_PENDING && g_strcmp0 (entry->error_code, "reassigned") == 0))
    {
      g_free (copy->evidence);
      copy->evidence = created != NULL ? g_strconcat (TUNTAS_SENDING_CREATED_BY_AGENT, created, NULL)
                                       : g_strdup (TUNTAS_SENDING_BY_AGENT);
    }
  return copy;
}

/* Within the turn. */
static void
save_decided (TuntasDesk *self, GTask *task, const TuntasOutboxEntry *entry, TuntasOutboxState state)
{
  Decision *decision = g_task_get_task_data (task);
  TuntasOutboxEntry *copy = decided (self, decision->item, entry, state, decision->created);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (TuntasCase) next = NULL;

  g_ptr_array_add (changed, copy);
  if (tuntas_outbox_state_is_final (state))
    {
      g_autoptr (TuntasAct) receipt = receipt_of (copy, decision);

      next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (decision->item), receipt);
    }
  if (state == TUNTAS_OUTBOX_CANCELLED && decision->address != NULL)
    save_readdressed (self, task, entry, decision->address, next, changed);
  else
    tuntas_desk_save_async (self, decision->item, next, NULL, changed, decided_cb, g_object_ref (task));
}

static gboolean
wants_nossa_now (const Decision *decision, const TuntasOutboxEntry *entry)
{
  return strcmp (entry->kind, "email") != 0 &&
         (decision->act == TUNTAS_SENDING_RETRY || decision->act == TUNTAS_SENDING_ASK);
}

static void
decide_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Decision *decision = g_task_get_task_data (task);
  TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (decision->item, decision->id);
  int state = entry != NULL && decision->act != TUNTAS_SENDING_ASK
                  ? next_state (entry, goal_of (entry, decision->act)) : -1;

  /* Who wants it now may know better than the server that wanted to be left alone. */
  if (entry != NULL && wants_nossa_now (decision, entry))
    self->hold_until = 0;
  if (entry == NULL || (decision->address != NULL && !may_readdress (decision->item, entry, decision->address)))
    refuse (self, task);
  else if (decision->address != NULL && tuntas_outbox_state_is_final (entry->state))
    save_readdressed (self, task, entry, decision->address, tuntas_desk_item_get_case (decision->item), NULL);
  else if (hurry (self, decision, entry))
    {
      tuntas_desk_end_turn (self);
      g_task_return_boolean (task, TRUE);
    }
  else if (state < 0)
    refuse (self, task);
  else
    save_decided (self, task, entry, state);
}

static Decision *
decision_new (TuntasDeskItem *item, gint64 sending_id, TuntasSendingAct act)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->item = g_object_ref (item);
  decision->id = sending_id;
  decision->act = act;
  return decision;
}

void
tuntas_desk_decide_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, TuntasSendingAct act,
                          const char *reason, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Decision *decision = decision_new (item, sending_id, act);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tuntas_desk_decide_async);
  decision->reason = g_strdup (reason);
  g_task_set_task_data (task, decision, decision_free);
  tuntas_desk_take_turn (self, decide_turn, task);
}

/* (transfer full) (nullable): as Nossa writes it; NULL where it is no ticket's number, or the old ticket's. */
static char *
dup_new_number (TuntasDeskItem *item, const char *typed)
{
  g_autofree char *number = g_strstrip (g_ascii_strup (typed, -1));
  gsize letters = g_str_has_prefix (number, "INC") ? 3 : 2;

  if (!g_str_has_prefix (number, "IN") || strlen (number) < letters + 5 || strlen (number) > 20 ||
      number[letters + strspn (number + letters, "0123456789")] != '\0' ||
      strcmp (number, tuntas_desk_item_get_id (item)) == 0)
    return NULL;
  return g_steal_pointer (&number);
}

void
tuntas_desk_confirm_created_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *number,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Decision *decision = decision_new (item, sending_id, TUNTAS_SENDING_CONFIRM);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tuntas_desk_confirm_created_async);
  decision->created = dup_new_number (item, number);
  g_task_set_task_data (task, decision, decision_free);
  if (decision->created != NULL && tuntas_desk_takes_number (self, decision->created))
    {
      tuntas_desk_take_turn (self, decide_turn, task);
      return;
    }
  g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NO_NUMBER, "“%s” is not the number of a new ticket",
                           number);
  g_object_unref (task);
}

gboolean
tuntas_desk_decide_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tuntas_desk_readdress_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *address,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Decision *decision = decision_new (item, sending_id, TUNTAS_SENDING_CANCEL);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tuntas_desk_readdress_async);
  decision->address = g_strstrip (g_strdup (address));
  g_task_set_task_data (task, decision, decision_free);
  if (tuntas_mail_is_address (decision->address))
    {
      tuntas_desk_take_turn (self, decide_turn, task);
      return;
    }
  g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NO_ADDRESS, "“%s” is no address",
                           decision->address);
  g_object_unref (task);
}

gboolean
tuntas_desk_readdress_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
