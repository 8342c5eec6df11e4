/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-phone.h"

#include <string.h>

/* The end of life of what is known of customers (UU PDP 27/2022): so many days after its end, or after it was handed over, a
 * case goes from journal, cache and snapshots; and at any time what the agent erases. Nothing that still has to reach
 * anybody from here is ever removed, and nothing of a case that goes on here. */

#define DAY_SECONDS 86400
#define CHECK_SECONDS (6 * 3600)
#define RETRY_SECONDS 600

/* An ended case of the journal that is not on the desk, by which its customer is found. */
typedef struct
{
  char *case_id;
  char *ticket_id;
  gint64 ended_at; /* seconds UTC */
  char *customer;  /* (nullable) */
  char *email;     /* (nullable) */
  GStrv phones;
} Past;

void
tuntas_desk_forget_past (gpointer data)
{
  Past *past = data;

  g_free (past->case_id);
  g_free (past->ticket_id);
  g_free (past->customer);
  g_free (past->email);
  g_strfreev (past->phones);
  g_free (past);
}

static gint64
last_event_at (TuntasDeskItem *item)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (item));

  return tuntas_event_get_at (g_ptr_array_index (events, events->len - 1));
}

/* A case that was handed over is over here: it goes on with whoever has it, and so does what it has not sent. */
static gboolean
is_past (TuntasDeskItem *item)
{
  return tuntas_desk_item_is_away (item) ||
         (tuntas_case_get_end (tuntas_desk_item_get_case (item)) != NULL && tuntas_desk_item_is_settled (item));
}

static GStrv
dup_phones (TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();

  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    g_strv_builder_add (phones, tuntas_case_get_phone (state, i, NULL));
  return g_strv_builder_end (phones);
}

void
tuntas_desk_remember_past (TuntasDesk *self, TuntasDeskItem *item)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (item);
  Past *past;

  if (!is_past (item))
    return;
  past = g_new0 (Past, 1);
  past->case_id = g_strdup (tuntas_desk_item_get_case_id (item));
  past->ticket_id = g_strdup (tuntas_desk_item_get_id (item));
  past->ended_at = last_event_at (item);
  past->customer = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER));
  past->email = g_strdup (tuntas_case_find_field (tuntas_desk_item_get_case (item), "email"));
  past->phones = dup_phones (item);
  g_ptr_array_add (self->past, past);
}

/* What goes, in one turn of the desk: no act can come between what is looked at and what is removed. */
typedef struct
{
  GPtrArray *cases;      /* of char * … */
  GPtrArray *tickets;    /* … both NULL-terminated */
  gint64 damaged_before; /* seconds UTC */
} Removal;

static Removal *
removal_new (gint64 damaged_before)
{
  Removal *removal = g_new (Removal, 1);

  /* Of size 1, so that an empty one has its NULL. */
  removal->cases = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  removal->tickets = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  removal->damaged_before = damaged_before;
  return removal;
}

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_ptr_array_unref (removal->cases);
  g_ptr_array_unref (removal->tickets);
  g_free (removal);
}

static gboolean
has (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

static void
add (GPtrArray *texts, const char *text)
{
  if (!has (texts, text))
    g_ptr_array_add (texts, g_strdup (text));
}

/* A ticket that goes on in another case stays. */
static void
spare_what_goes_on (TuntasDesk *self, Removal *removal)
{
  for (guint i = removal->tickets->len; i > 0; i--)
    {
      TuntasDeskItem *item = tuntas_queue_find (self->queue, g_ptr_array_index (removal->tickets, i - 1));

      if (item != NULL && tuntas_desk_item_get_n_stored (item) > 0 &&
          !has (removal->cases, tuntas_desk_item_get_case_id (item)))
        g_ptr_array_remove_index (removal->tickets, i - 1);
    }
}

/* What was removed is no more on the desk either; a ticket that Nossa still lists comes back with the next list, new. */
static void
forget (TuntasDesk *self, Removal *removal)
{
  for (guint i = self->past->len; i > 0; i--)
    if (has (removal->cases, ((Past *) g_ptr_array_index (self->past, i - 1))->case_id))
      g_ptr_array_remove_index (self->past, i - 1);
  for (guint i = 0; i < removal->tickets->len; i++)
    {
      TuntasDeskItem *item = tuntas_queue_find (self->queue, g_ptr_array_index (removal->tickets, i));

      if (item != NULL)
        tuntas_queue_remove (self->queue, item);
    }
  tuntas_desk_drop_handover_files (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_end_of_life_finish (TUNTAS_STORE (source), result, &error))
    g_task_return_error (task, tuntas_desk_error_from_store (error));
  else
    {
      if (self->store != NULL)
        forget (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
    }
  tuntas_desk_end_turn (self);
}

static void
uncached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_remove_tickets_finish (TUNTAS_STORE (source), result, &error))
    {
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      tuntas_desk_end_turn (self);
      return;
    }
  tuntas_store_end_of_life_async (TUNTAS_STORE (source), (const char *const *) removal->cases->pdata,
                                  (const char *const *) removal->tickets->pdata,
                                  removal->damaged_before, tuntas_clock_now_seconds (self->clock), NULL, removed_cb,
                                  g_steal_pointer (&task));
}

/* Within a turn. First the cache, which can be had again: where that fails nothing has been removed, and it is told and
 * tried again as a whole. task (transfer full): its data is the removal. */
static void
remove_now (TuntasDesk *self, GTask *task)
{
  Removal *removal = g_task_get_task_data (task);

  spare_what_goes_on (self, removal);
  tuntas_store_remove_tickets_async (self->store, (const char *const *) removal->tickets->pdata, NULL, uncached_cb, task);
}

/* By the calendar */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GError) error = NULL;

  self->ending = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_message ("what is over was not removed: %s", error->message);
      self->next_end = tuntas_clock_now_seconds (self->clock) + RETRY_SECONDS;
    }
  tuntas_desk_rearm (self);
}

/* A clock that is more than a year ahead of all that is known is wrong, and nothing is removed by it. */
static gboolean
is_clock_credible (TuntasDesk *self)
{
  gint64 newest = 0;

  for (guint i = 0; i < self->past->len; i++)
    newest = MAX (newest, ((Past *) g_ptr_array_index (self->past, i))->ended_at);
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    /* The opening of a ticket that nobody has touched is of this very moment. */
    if (tuntas_desk_item_get_n_stored (tuntas_queue_get (self->queue, i)) > 0)
      newest = MAX (newest, last_event_at (tuntas_queue_get (self->queue, i)));
  /* Where nothing was ever begun, the last list is all that is known. */
  if (newest == 0 && self->sync_state == TUNTAS_SYNC_LISTS)
    newest = self->last_sync;
  return tuntas_clock_now_seconds (self->clock) - newest < 366 * DAY_SECONDS;
}

/* A ticket that nobody has begun, of an account whose tickets come by lists: no server ever takes it off the list. It is
 * known since the last list at the latest, and so many days after that it is over. */
static gboolean
is_stale (TuntasDesk *self, TuntasDeskItem *item, gint64 before)
{
  return self->sync_state == TUNTAS_SYNC_LISTS && tuntas_desk_item_get_n_stored (item) == 0 && self->last_sync >= 0 &&
         self->last_sync < before;
}

static void
list_what_is_over (TuntasDesk *self, Removal *removal)
{
  gint64 before = removal->damaged_before;

  for (guint i = 0; i < self->past->len; i++)
    {
      const Past *past = g_ptr_array_index (self->past, i);

      if (past->ended_at >= before)
        continue;
      add (removal->cases, past->case_id);
      add (removal->tickets, past->ticket_id);
    }
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);

      if (is_stale (self, item, before))
        add (removal->tickets, tuntas_desk_item_get_id (item));
      if (tuntas_desk_item_get_n_stored (item) == 0 || !is_past (item) || last_event_at (item) >= before)
        continue;
      add (removal->cases, tuntas_desk_item_get_case_id (item));
      add (removal->tickets, tuntas_desk_item_get_id (item));
    }
}

static void
end_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (self->store == NULL || !is_clock_credible (self))
    {
      g_task_return_boolean (task, TRUE);
      tuntas_desk_end_turn (self);
      return;
    }
  list_what_is_over (self, g_task_get_task_data (task));
  remove_now (self, g_steal_pointer (&task));
}

void
tuntas_desk_end_lives (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  GTask *task;

  if (self->store == NULL || self->ending || now < self->next_end || tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE)
    return;
  self->ending = TRUE;
  self->next_end = now + CHECK_SECONDS;
  task = g_task_new (self, NULL, ended_cb, NULL);
  g_task_set_task_data (task, removal_new (now - self->station->keep_days * DAY_SECONDS), removal_free);
  tuntas_desk_take_turn (self, end_turn, task);
}

gint64
tuntas_desk_next_end (TuntasDesk *self)
{
  return self->ending || self->next_end == 0 || tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE ? -1 : self->next_end;
}

/* By the agent */

static gboolean
shares_a_phone (GStrv phones, TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);

  for (guint i = 0; phones[i] != NULL; i++)
    for (guint j = 0; j < tuntas_case_get_n_phones (state); j++)
      if (tuntas_phone_equal (phones[i], tuntas_case_get_phone (state, j, NULL)))
        return TRUE;
  return FALSE;
}

static gboolean
is_same (const char *a, const char *b)
{
  return a != NULL && b != NULL && *a != '\0' && g_ascii_strcasecmp (a, b) == 0;
}

GPtrArray *
tuntas_desk_list_of_customer (TuntasDesk *self, TuntasDeskItem *item)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  const char *customer = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_CUSTOMER);
  const char *email = tuntas_case_find_field (tuntas_desk_item_get_case (item), "email");
  g_auto (GStrv) phones = dup_phones (item);

  add (ids, tuntas_desk_item_get_id (item));
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *other = tuntas_queue_get (self->queue, i);
      TuntasTicket *ticket = tuntas_desk_item_get_ticket (other);

      if (is_same (tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER), customer) ||
          is_same (tuntas_case_find_field (tuntas_desk_item_get_case (other), "email"), email) ||
          shares_a_phone (phones, other))
        add (ids, tuntas_desk_item_get_id (other));
    }
  for (guint i = 0; i < self->past->len; i++)
    {
      const Past *past = g_ptr_array_index (self->past, i);

      if (is_same (past->customer, customer) || is_same (past->email, email) || shares_a_phone (past->phones, item))
        add (ids, past->ticket_id);
    }
  return ids;
}

/* Whether something of it goes on, or has still to reach somebody. */
static gboolean
is_in_work (TuntasDesk *self, const char *ticket_id)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);

  return tuntas_desk_is_unopened (self, ticket_id) ||
         (item != NULL && (tuntas_desk_item_is_busy (item) || (tuntas_desk_item_is_begun (item) && !is_past (item))));
}

static void
add_cases (TuntasDesk *self, Removal *removal, const char *ticket_id)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);

  if (item != NULL && tuntas_desk_item_get_n_stored (item) > 0)
    add (removal->cases, tuntas_desk_item_get_case_id (item));
  for (guint i = 0; i < self->past->len; i++)
    {
      const Past *past = g_ptr_array_index (self->past, i);

      if (strcmp (past->ticket_id, ticket_id) == 0)
        add (removal->cases, past->case_id);
    }
}

static void
erase_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);

  for (guint i = 0; i < removal->tickets->len; i++)
    {
      const char *id = g_ptr_array_index (removal->tickets, i);

      if (self->store != NULL && !is_in_work (self, id))
        {
          add_cases (self, removal, id);
          continue;
        }
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_IN_WORK, "%s", id);
      tuntas_desk_end_turn (self);
      return;
    }
  remove_now (self, g_steal_pointer (&task));
}

void
tuntas_desk_erase_async (TuntasDesk *self, const char *const *ticket_ids, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) held = tuntas_desk_hold_error (self);
  /* A journal that was set aside may know the customer too; until the agent has seen what came of it, it stays. */
  Removal *removal = removal_new (self->recovered == NULL ? tuntas_clock_now_seconds (self->clock) + 1 : 0);

  g_task_set_source_tag (task, tuntas_desk_erase_async);
  g_task_set_task_data (task, removal, removal_free);
  for (guint i = 0; ticket_ids[i] != NULL; i++)
    add (removal->tickets, ticket_ids[i]);
  if (held != NULL)
    g_task_return_error (task, g_steal_pointer (&held));
  else
    tuntas_desk_take_turn (self, erase_turn, g_steal_pointer (&task));
}

gboolean
tuntas_desk_erase_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
