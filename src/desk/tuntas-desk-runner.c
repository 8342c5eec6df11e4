/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-desk-send.h"
#include "tuntas-sending.h"

#include <string.h>

/* The outbox runner. For each ticket it looks at the first entry that is not settled and does what its state asks
 * for; a ticket that is stuck holds up no other.
 *
 *   draft      → pending     when the time to take the act back is over
 *   pending    → begun       saved with the event "begun" before the first byte leaves; then sent
 *   retry      → begun       when its time has come
 *   unknown    → verifying   Nossa is asked whether it has the effect
 *   begun, verifying         → what the answer says (tuntas-desk-send*.c), saved with the event "receipt"
 *
 * Refused, in conflict, or waiting for the agent's word: the ticket's later entries wait too, but for those behind an
 * e-mail: the note says how it went, as far as is known when the note begins. From then on its words are frozen. */

#define MOST_AT_ONCE 2 /* requests; the transport has as many connections */
#define DISK_SECONDS 5 /* after which a disk that refused is asked again */

typedef struct
{
  TuntasDeskItem *item;
  gint64 id;
  TuntasOutboxEntry *next; /* (nullable): the entry as it will be */
} Step;

static Step *
step_new (TuntasDeskItem *item, gint64 id)
{
  Step *step = g_new0 (Step, 1);

  step->item = g_object_ref (item);
  step->id = id;
  return step;
}

void
tuntas_desk_forget_step (gpointer data)
{
  Step *step = data;

  g_object_unref (step->item);
  g_clear_pointer (&step->next, tuntas_outbox_entry_unref);
  g_free (step);
}

/* One step per ticket at a time, and not more than MOST_AT_ONCE over all; its end lets the runner look again. */
static void
end_step (TuntasDesk *self, Step *step)
{
  tuntas_desk_item_set_stepping (step->item, FALSE);
  self->n_sending--;
  tuntas_desk_forget_step (step);
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

static gboolean
is_kind (const TuntasOutboxEntry *entry, const char *kind)
{
  return strcmp (entry->kind, kind) == 0;
}

/* That the clock went back does not make it longer. */
static gint64
disk_until (TuntasDesk *self)
{
  return self->disk_until <= tuntas_clock_now_seconds (self->clock) + DISK_SECONDS ? self->disk_until : 0;
}

/* Seconds UTC before which the entry does not go: its own time, what Nossa has asked for, and the disk's rest. */
static gint64
not_before (TuntasDesk *self, const TuntasOutboxEntry *entry)
{
  gboolean nossa = !is_kind (entry, "email") && entry->state != TUNTAS_OUTBOX_DRAFT;

  return MAX (nossa ? MAX (entry->not_before, self->hold_until) : entry->not_before, disk_until (self));
}

/* Whether its server lets us in, as far as is known. An e-mail that has not met the mail server's login yet finds out
 * by itself, and then says so on its own receipt. */
static gboolean
has_login (TuntasDesk *self, const TuntasOutboxEntry *entry)
{
  if (!is_kind (entry, "email"))
    return tuntas_nossa_get_signed_in (self->nossa);
  return !self->mail_login_needed || entry->state != TUNTAS_OUTBOX_RETRY ||
         g_strcmp0 (entry->error_code, "sign-in") != 0;
}

void
tuntas_desk_mail_login_changed (TuntasDesk *self)
{
  self->mail_login_needed = FALSE;
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

static gboolean
can_go (TuntasDesk *self, const TuntasOutboxEntry *entry)
{
  gboolean online = has_login (self, entry);

  switch (entry->state)
    {
    case TUNTAS_OUTBOX_DRAFT:
      return TRUE;
    case TUNTAS_OUTBOX_PENDING:
    case TUNTAS_OUTBOX_RETRY:
      /* Where Nossa is not written to by programs the agent copies it there, and says so. */
      return online && (is_kind (entry, "email") ||
                        !tuntas_nossa_site_is_written_by_hand (tuntas_nossa_get_site (self->nossa)));
    case TUNTAS_OUTBOX_UNKNOWN:
      return online && !tuntas_sending_waits_for_word (entry);
    case TUNTAS_OUTBOX_BEGUN:
    case TUNTAS_OUTBOX_VERIFYING:
    case TUNTAS_OUTBOX_DONE:
    case TUNTAS_OUTBOX_CONFLICT:
    case TUNTAS_OUTBOX_REFUSED:
    case TUNTAS_OUTBOX_CANCELLED:
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* (nullable): the entry whose turn it is: the first; an e-mail that was passed by where that one cannot go, as when it waits
 * for the agent or a login, and where there is none. */
static TuntasOutboxEntry *
find_head (TuntasDesk *self, TuntasDeskItem *item)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);
  TuntasOutboxEntry *passed_by = NULL;

  if (tuntas_desk_item_is_away (item))
    return NULL; /* whoever has the case sends what it has to send */
  for (guint i = 0; i < entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == TUNTAS_OUTBOX_DONE || entry->state == TUNTAS_OUTBOX_CANCELLED)
        continue;
      if (!tuntas_sending_lets_pass (entry, tuntas_desk_item_get_case (item)))
        return passed_by != NULL && !can_go (self, entry) ? passed_by : entry;
      if (passed_by == NULL && (entry->state == TUNTAS_OUTBOX_PENDING || entry->state == TUNTAS_OUTBOX_RETRY))
        passed_by = entry;
    }
  return passed_by;
}

static void
rest_the_disk (TuntasDesk *self)
{
  self->disk_until = tuntas_clock_now_seconds (self->clock) + DISK_SECONDS;
}

/* The answer */

/* Otherwise the agent has said meanwhile what became of it. */
static gboolean
is_under_way (Step *step)
{
  const TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (step->item, step->id);

  return entry != NULL && (entry->state == TUNTAS_OUTBOX_BEGUN || entry->state == TUNTAS_OUTBOX_VERIFYING);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  Step *step = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = tuntas_desk_save_finish (self, result, &error);

  tuntas_desk_end_turn (self);
  if (saved || !is_under_way (step))
    {
      end_step (self, step);
      return;
    }
  /* The answer is kept until the disk takes it. Should the program end before, the entry was begun, and is unknown at
   * the next start, which asks Nossa. */
  g_message ("a receipt was not saved: %s", error->message);
  rest_the_disk (self);
  g_queue_push_tail (self->unsettled, step);
  tuntas_desk_rearm (self);
}

static gboolean
is_worth_a_receipt (const TuntasOutboxEntry *entry)
{
  return entry->state != TUNTAS_OUTBOX_RETRY && entry->state != TUNTAS_OUTBOX_PENDING;
}

static void
settle_turn (TuntasDesk *self, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (TuntasCase) next = NULL;

  step->next->changed_at = tuntas_clock_now_seconds (self->clock);
  if (is_worth_a_receipt (step->next))
    {
      g_autoptr (TuntasAct) receipt = tuntas_sending_make_receipt (step->next);

      next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (step->item), receipt);
    }
  g_ptr_array_add (changed, tuntas_outbox_entry_ref (step->next));
  tuntas_desk_save_async (self, step->item, next, NULL, changed, settled_cb, step);
}

/* A mail server says nothing of the connection to Nossa. */
static void
note_connection (TuntasDesk *self, const TuntasOutboxEntry *entry)
{
  if (is_kind (entry, "email"))
    return;
  if (g_strcmp0 (entry->error_code, "sign-in") == 0)
    tuntas_desk_set_sync_state (self, TUNTAS_SYNC_SIGN_IN_NEEDED);
  else if (g_strcmp0 (entry->error_code, "unreachable") == 0)
    tuntas_desk_set_sync_state (self, TUNTAS_SYNC_OFFLINE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  Step *step = user_data;

  g_clear_pointer (&step->next, tuntas_outbox_entry_unref);
  step->next = tuntas_desk_send_finish (self, result);
  note_connection (self, step->next);
  tuntas_desk_take_turn (self, settle_turn, step);
}

/* Beginning */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  Step *step = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = tuntas_desk_save_finish (self, result, &error);

  tuntas_desk_end_turn (self);
  if (!saved)
    {
      /* What was not saved did not begin: nothing has left. */
      g_message ("an effect could not begin: %s", error->message);
      rest_the_disk (self);
      end_step (self, step);
    }
  else if (step->next->state == TUNTAS_OUTBOX_PENDING)
    end_step (self, step);
  else
    tuntas_desk_send_async (self, step->item, step->next, sent_cb, step);
}

static TuntasCase *
case_with_begun (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  g_autoptr (TuntasAct) begun = NULL;
  g_autofree char *of = NULL;

  if (tuntas_case_has_begun (state, entry->event_seq))
    return NULL;
  begun = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  of = g_strdup_printf ("%" G_GINT64_FORMAT, entry->event_seq);
  tuntas_act_set (begun, "of", of);
  return tuntas_desk_next_with (self, state, begun);
}

/* Fills the entry as it will be; FALSE where there is nothing to do after all. */
static gboolean
plan (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry, TuntasOutboxEntry *next)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  next->changed_at = now;
  switch (entry->state)
    {
    case TUNTAS_OUTBOX_DRAFT:
      next->state = TUNTAS_OUTBOX_PENDING;
      return entry->not_before <= now;
    case TUNTAS_OUTBOX_PENDING:
    case TUNTAS_OUTBOX_RETRY:
      next->state = TUNTAS_OUTBOX_BEGUN;
      next->attempt = entry->attempt + 1;
      next->begun_at = now;
      next->not_before = 0;
      g_clear_pointer (&next->error_code, g_free);
      g_clear_pointer (&next->error_text, g_free);
      /* Once and for all: a later attempt sends the same words, whatever is known by then. */
      if (entry->attempt == 0 && is_kind (entry, "note"))
        tuntas_desk_freeze_note (self, item, next);
      g_free (next->body_hash);
      next->body_hash = tuntas_desk_send_hash (self, item, next);
      return can_go (self, entry) && not_before (self, entry) <= now;
    case TUNTAS_OUTBOX_UNKNOWN:
      next->state = TUNTAS_OUTBOX_VERIFYING;
      return can_go (self, entry) && not_before (self, entry) <= now;
    case TUNTAS_OUTBOX_BEGUN:
    case TUNTAS_OUTBOX_VERIFYING:
    case TUNTAS_OUTBOX_DONE:
    case TUNTAS_OUTBOX_CONFLICT:
    case TUNTAS_OUTBOX_REFUSED:
    case TUNTAS_OUTBOX_CANCELLED:
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
begin_turn (TuntasDesk *self, gpointer user_data)
{
  Step *step = user_data;
  TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (step->item, step->id);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (TuntasCase) next = NULL;

  /* Between taking a turn and having it, an undo may have come. */
  step->next = entry != NULL ? tuntas_outbox_entry_copy (entry) : NULL;
  if (entry == NULL || g_cancellable_is_cancelled (self->closing) || find_head (self, step->item) != entry ||
      !plan (self, step->item, entry, step->next))
    {
      tuntas_desk_end_turn (self);
      end_step (self, step);
      return;
    }
  if (step->next->state == TUNTAS_OUTBOX_BEGUN)
    next = case_with_begun (self, step->item, entry);
  g_ptr_array_add (changed, tuntas_outbox_entry_ref (step->next));
  tuntas_desk_save_async (self, step->item, next, NULL, changed, begun_cb, step);
}

static void
settle_again (TuntasDesk *self)
{
  for (guint n = g_queue_get_length (self->unsettled); n > 0; n--)
    tuntas_desk_take_turn (self, settle_turn, g_queue_pop_head (self->unsettled));
}

void
tuntas_desk_kick (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  if (self->store == NULL || g_cancellable_is_cancelled (self->closing) ||
      tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE)
    return;
  if (disk_until (self) <= now)
    settle_again (self);
  for (guint i = 0; i < tuntas_queue_get_n (self->queue) && self->n_sending < MOST_AT_ONCE; i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      TuntasOutboxEntry *head = find_head (self, item);

      if (head == NULL || !can_go (self, head) || not_before (self, head) > now || tuntas_desk_item_is_stepping (item))
        continue;
      self->n_sending++;
      tuntas_desk_item_set_stepping (item, TRUE);
      tuntas_desk_take_turn (self, begin_turn, step_new (item, head->id));
    }
}

gint64
tuntas_desk_next_send (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  gint64 earliest = g_queue_is_empty (self->unsettled) ? -1 : MAX (disk_until (self), now);

  if (self->store == NULL)
    return -1;
  if (self->n_sending >= MOST_AT_ONCE)
    return earliest;
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      TuntasOutboxEntry *head = find_head (self, item);
      gint64 at;

      if (head == NULL || !can_go (self, head) || tuntas_desk_item_is_stepping (item))
        continue;
      /* One whose time has passed unseen goes at once. */
      at = MAX (not_before (self, head), now);
      if (earliest < 0 || at < earliest)
        earliest = at;
    }
  return earliest;
}
