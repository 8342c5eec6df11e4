/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-sending.h"

#include <string.h>

/* The agent's acts, and what time does by itself: tried by the rules, saved with their effects, shown. */

typedef struct
{
  TuntasDeskItem *item;
  TuntasAct *act;          /* (nullable): NULL is only time, or a move */
  TuntasProcedure *to;     /* (nullable): what the case shall go by */
  gboolean by_program;
  TuntasApplied *applied;  /* (nullable): until it was tried */
  gboolean is_share;       /* it is done because it was done at another ticket */
  char *shared_phone;      /* (nullable): of the call for several tickets that the act gives an outcome to */
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_clear_object (&trial->item);
  g_clear_pointer (&trial->act, tuntas_act_unref);
  g_clear_object (&trial->to);
  g_clear_pointer (&trial->applied, tuntas_applied_free);
  g_free (trial->shared_phone);
  g_free (trial);
}

static void
refuse (TuntasApplied *applied, TuntasDeskItem *item, const char *code, const char *field)
{
  TuntasRefusal *refusal = g_new0 (TuntasRefusal, 1);

  refusal->clause = g_strdup (tuntas_case_get_clause (tuntas_desk_item_get_case (item)));
  refusal->code = g_strdup (code);
  refusal->field = g_strdup (field);
  refusal->have = refusal->need = -1;
  g_ptr_array_add (applied->refusals, refusal);
  applied->accepted = FALSE;
}

static void
tell_numbers (TuntasApplied *applied, gint64 have, gint64 need)
{
  TuntasRefusal *last = g_ptr_array_index (applied->refusals, applied->refusals->len - 1);

  last->have = have;
  last->need = need;
}

/* Whether the act takes the agent to a customer: by a call, or because the customer made contact. */
static gboolean
speaks (TuntasDeskItem *item, TuntasAct *act)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (state), tuntas_act_get_id (act),
                                                         tuntas_case_get_step (state), tuntas_case_get_family (state));

  return spec != NULL &&
         (tuntas_act_spec_does (spec, TUNTAS_OP_DIAL) || tuntas_act_spec_does (spec, TUNTAS_OP_REACH));
}

/* What the desk adds to the rules: one open attempt per agent over all tickets, and no words that lack something or
 * are more than Nossa takes. */
static gboolean
passes_the_desk (TuntasDesk *self, Trial *trial, GPtrArray *missing, GPtrArray *entries)
{
  TuntasDeskItem *calling = tuntas_desk_get_calling (self);
  g_autofree char *implausible = tuntas_desk_refuse_resuming (self, trial->item, trial->act);

  if (implausible != NULL)
    {
      refuse (trial->applied, trial->item, implausible, NULL);
      return FALSE;
    }
  if (calling != NULL && calling != trial->item && speaks (trial->item, trial->act) &&
      !tuntas_desk_shares_call (calling, trial->act))
    {
      refuse (trial->applied, trial->item, "attempt-elsewhere", tuntas_desk_item_get_id (calling));
      return FALSE;
    }
  if (missing->len > 0)
    {
      g_autofree char *places = NULL;

      g_ptr_array_add (missing, NULL);
      places = g_strjoinv (", ", (char **) missing->pdata);
      refuse (trial->applied, trial->item, "placeholder", places);
      return FALSE;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      guint length;

      if (!tuntas_desk_is_too_long (self, g_ptr_array_index (entries, i), &length))
        continue;
      refuse (trial->applied, trial->item, "too-long", NULL);
      tell_numbers (trial->applied, length, tuntas_desk_get_text_length (self));
      return FALSE;
    }
  return TRUE;
}

/* The entries that an undo takes with it; none of them has begun, or the rules had refused it. */
static GPtrArray *
cancelled_entries (TuntasDesk *self, TuntasDeskItem *item)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  GPtrArray *entries = tuntas_desk_item_get_entries (item);
  TuntasEvent *undone = tuntas_case_get_undoable (tuntas_desk_item_get_case (item));

  for (guint i = 0; undone != NULL && i < entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);
      TuntasOutboxEntry *copy;

      if (entry->event_seq != tuntas_event_get_seq (undone) ||
          !tuntas_outbox_state_can (entry->state, TUNTAS_OUTBOX_CANCELLED))
        continue;
      copy = tuntas_outbox_entry_copy (entry);
      copy->state = TUNTAS_OUTBOX_CANCELLED;
      copy->changed_at = tuntas_clock_now_seconds (self->clock);
      g_ptr_array_add (changed, copy);
    }
  return changed;
}

/* Whether the agent has made the ticket active again since it was pended, or is still to do so. */
static gboolean
is_activated (TuntasDeskItem *item)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  for (guint i = entries->len; i > 0; i--)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *action = tuntas_sending_dup_member (entry, "action");

      if (g_strcmp0 (action, "activate") == 0 && entry->state != TUNTAS_OUTBOX_CANCELLED)
        return TRUE;
      if (g_strcmp0 (action, "pend") == 0)
        return FALSE;
    }
  return FALSE;
}

/* A deadline that was honoured makes a pended ticket active again in Nossa too. Where the agent writes there, only if
 * Nossa does not do so by itself, as nobody could look whether it has, and once for each pending. */
static void
add_activations (TuntasDesk *self, Trial *trial, GPtrArray *added)
{
  TuntasNossaSite *site = tuntas_nossa_get_site (self->nossa);

  if (tuntas_nossa_site_is_written_by_hand (site) &&
      (tuntas_nossa_site_get_server_reactivates (site) || is_activated (trial->item)))
    return;
  for (guint i = 0; i < trial->applied->events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (trial->applied->events, i);

      if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_DUE) == 0 && tuntas_case_is_pended (trial->applied->next))
        g_ptr_array_add (added, tuntas_desk_compose_activation (self, trial->item, tuntas_event_get_seq (event)));
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_save_finish (self, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      if (trial->act != NULL && trial->applied->accepted)
        tuntas_desk_share_act (self, trial->item, trial->act, trial->shared_phone);
      g_task_return_pointer (task, g_steal_pointer (&trial->applied), (GDestroyNotify) tuntas_applied_free);
    }
  tuntas_desk_end_turn (self);
}

static void
forget_what_was_not_saved (Trial *trial)
{
  /* A refusal by the desk leaves the case as it was; what time had done is found again by the alarm. */
  tuntas_case_unref (trial->applied->next);
  trial->applied->next = tuntas_case_ref (tuntas_desk_item_get_case (trial->item));
  g_ptr_array_set_size (trial->applied->events, 0);
}

/* (transfer full): by the rules alone. */
static TuntasApplied *
apply (TuntasDesk *self, const Trial *trial)
{
  TuntasCase *state = tuntas_desk_item_get_case (trial->item);
  gint64 now = tuntas_clock_now_seconds (self->clock);
  const char *agent = tuntas_desk_agent_id (self);

  return trial->to != NULL ? tuntas_case_move (state, trial->to, now, agent)
                           : tuntas_case_apply (state, trial->act, now, agent, trial->by_program);
}

/* The case is with somebody else: nothing is added to it here, not even that time has passed. task (transfer full) */
static void
refuse_away (TuntasDesk *self, GTask *new_task)
{
  g_autoptr (GTask) task = new_task;
  Trial *trial = g_task_get_task_data (task);
  TuntasCase *state = tuntas_desk_item_get_case (trial->item);

  trial->applied = tuntas_case_apply (state, NULL, tuntas_event_get_at (g_ptr_array_index (tuntas_case_get_events (state), 0)),
                                      "", TRUE);
  g_ptr_array_set_size (trial->applied->events, 0);
  refuse (trial->applied, trial->item, "handed-over", tuntas_case_get_holder (state, NULL, NULL));
  g_task_return_pointer (task, g_steal_pointer (&trial->applied), (GDestroyNotify) tuntas_applied_free);
  tuntas_desk_end_turn (self);
}

static void
act_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  gboolean is_undo = trial->act != NULL && tuntas_act_is (trial->act, TUNTAS_EVENT_UNDO);

  if (tuntas_desk_item_is_away (trial->item))
    {
      refuse_away (self, g_steal_pointer (&task));
      return;
    }
  /* Whoever shared it has told all of them. */
  if (trial->act != NULL && !trial->is_share)
    trial->shared_phone = tuntas_desk_dup_shared_phone (trial->item, trial->act);
  trial->applied = apply (self, trial);
  if (trial->act != NULL && trial->applied->accepted)
    {
      added = tuntas_desk_compose_applied (self, trial->item, trial->act, trial->applied, missing);
      if (!passes_the_desk (self, trial, missing, added))
        forget_what_was_not_saved (trial);
    }
  if (trial->act != NULL && !trial->by_program && !trial->applied->accepted)
    g_signal_emit_by_name (self, "act-refused", trial->item, trial->act, trial->applied);
  if (trial->applied->events->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&trial->applied), (GDestroyNotify) tuntas_applied_free);
      tuntas_desk_end_turn (self);
      return;
    }
  if (added == NULL)
    added = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  add_activations (self, trial, added);
  if (is_undo)
    changed = cancelled_entries (self, trial->item);
  tuntas_desk_save_async (self, trial->item, trial->applied->next, added, changed, saved_cb, g_steal_pointer (&task));
}

/* (transfer full): its data is the trial. */
static GTask *
new_trial (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, TuntasProcedure *to, gboolean by_program,
           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Trial *trial = g_new0 (Trial, 1);

  /* What was saved is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tuntas_desk_act_async);
  trial->item = g_object_ref (item);
  trial->act = act != NULL ? tuntas_act_ref (act) : NULL;
  trial->to = to != NULL ? g_object_ref (to) : NULL;
  trial->by_program = by_program;
  g_task_set_task_data (task, trial, trial_free);
  return task;
}

static void
try_act (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, TuntasProcedure *to, gboolean by_program,
         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  tuntas_desk_take_turn (self, act_turn,
                         new_trial (self, item, act, to, by_program, cancellable, callback, user_data));
}

void
tuntas_desk_act_async (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_DESK (self));
  g_return_if_fail (TUNTAS_IS_DESK_ITEM (item));
  g_return_if_fail (act != NULL);

  try_act (self, item, act, NULL, tuntas_desk_is_resuming (item, act), cancellable, callback, user_data);
}

void
tuntas_desk_move_async (TuntasDesk *self, TuntasDeskItem *item, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_DESK (self));
  g_return_if_fail (TUNTAS_IS_DESK_ITEM (item));

  try_act (self, item, NULL, tuntas_desk_get_procedure (self), FALSE, cancellable, callback, user_data);
}

gboolean
tuntas_desk_can_have_bounced (TuntasDeskItem *item, const TuntasSending *sending)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);
  const TuntasSending *last = NULL;

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *other = g_ptr_array_index (sendings, i);

      if (other->kind == TUNTAS_EFFECT_EMAIL && other->state != TUNTAS_SENDING_CANCELLED &&
          (last == NULL || other->id > last->id))
        last = other;
    }
  return sending == last && sending->state == TUNTAS_SENDING_PROVED &&
         tuntas_case_find_bounce (tuntas_desk_item_get_case (item)) != NULL;
}

/* (transfer full) (nullable) */
static TuntasAct *
bounce_of (TuntasDeskItem *item, gint64 sending_id, const char *reason)
{
  const TuntasSending *sending = tuntas_desk_item_find_sending (item, sending_id);
  g_autofree char *of = NULL;
  TuntasAct *act;

  if (sending == NULL || !tuntas_desk_can_have_bounced (item, sending))
    return NULL;
  of = g_strdup_printf ("%" G_GINT64_FORMAT, sending->event_seq);
  act = tuntas_act_new (tuntas_case_find_bounce (tuntas_desk_item_get_case (item))->id);
  tuntas_act_set (act, "reason", reason);
  tuntas_act_set (act, "of", of);
  tuntas_act_set (act, "email", sending->to);
  return act;
}

void
tuntas_desk_report_bounce_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *reason,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (TuntasAct) act = NULL;

  g_return_if_fail (TUNTAS_IS_DESK (self));
  g_return_if_fail (TUNTAS_IS_DESK_ITEM (item));

  act = bounce_of (item, sending_id, reason);
  if (act != NULL)
    try_act (self, item, act, NULL, TRUE, cancellable, callback, user_data);
  else
    g_task_report_new_error (self, callback, user_data, tuntas_desk_act_async, TUNTAS_DESK_ERROR,
                             TUNTAS_DESK_ERROR_TOO_LATE, "the e-mail cannot be taken for one that came back");
}

TuntasApplied *
tuntas_desk_act_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The disk said no: the alarm tries again, and the banner of the next act says so too. */
static void
done_by_itself_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  TuntasApplied *applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);

  if (applied != NULL)
    tuntas_applied_free (applied);
  else
    g_message ("an act of the program's own was not saved: %s", error->message);
}

void
tuntas_desk_do_by_itself (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act)
{
  GTask *task = new_trial (self, item, act, NULL, FALSE, NULL, done_by_itself_cb, NULL);

  ((Trial *) g_task_get_task_data (task))->is_share = TRUE;
  tuntas_desk_take_turn (self, act_turn, task);
}

static void
ticked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (TuntasDeskItem) item = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (self, result, &error);

  if (applied != NULL)
    return;
  g_message ("a deadline could not be saved: %s", error->message);
  /* What was loaded again may wait for something else by now. */
  tuntas_desk_item_set_stuck (item, !g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_LOADED_AGAIN));
  tuntas_desk_rearm (self);
}

void
tuntas_desk_tick (TuntasDesk *self, TuntasDeskItem *item)
{
  try_act (self, item, NULL, NULL, TRUE, NULL, ticked_cb, g_object_ref (item));
}

void
tuntas_desk_stop_case (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const TuntasActSpec *stop = tuntas_procedure_find_stop (tuntas_case_get_procedure (state), tuntas_case_get_step (state));
  const char *owner = tuntas_ticket_get (ticket, TUNTAS_TICKET_OWNER);
  g_autoptr (TuntasAct) act = NULL;

  if (stop == NULL || tuntas_desk_item_is_away (item) || tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE)
    return; /* it is at its end already, or not ours to write to */
  act = tuntas_act_new (stop->id);
  tuntas_act_set (act, "nossa_status", tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS));
  tuntas_act_set (act, "nossa_by", tuntas_ticket_get (ticket, TUNTAS_TICKET_CHANGED_BY));
  tuntas_act_set (act, "nossa_at", tuntas_ticket_get (ticket, TUNTAS_TICKET_CHANGED_AT));
  if (owner != NULL && g_ascii_strcasecmp (owner, tuntas_desk_agent_id (self)) != 0)
    tuntas_act_set (act, "nossa_owner", owner);
  try_act (self, item, act, NULL, TRUE, NULL, done_by_itself_cb, NULL);
}
