/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include <string.h>

/* The pull of the assigned list, inward: Nossa → cache → queue. A row leaves the queue only after a complete list
 * without it, or after a look at that ticket: where a case was begun on it, or where the server does not say how long
 * its list is. */

#define WATERMARK_OVERLAP 120 /* seconds: what the server commits while it answers is asked for again */
#define MOST_LOOKS 5          /* at tickets that a list of unknown length did not have, after each */
#define FULL_PULL_EVERY 10    /* every so many pulls the whole list is asked for, which alone finds what has gone */

/* error (nullable): why this one failed. */
static void
schedule_next (TuntasDesk *self, const GError *error)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  self->failed_pulls = error != NULL ? MIN (self->failed_pulls + 1, 6) : 0;
  self->next_poll = now + (error != NULL ? tuntas_desk_wait_after (self, error, self->failed_pulls)
                                         : tuntas_desk_poll_wait (self));
  self->next_poll = MAX (self->next_poll, self->hold_until);
  tuntas_desk_rearm (self);
}

void
tuntas_desk_keep_ticket (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);

  tuntas_desk_item_set_ticket (item, ticket);
  g_hash_table_add (self->read_singly, g_strdup (tuntas_ticket_get_id (ticket)));
  g_ptr_array_add (tickets, tuntas_ticket_ref (ticket));
  tuntas_store_put_tickets_async (self->store, tickets, FALSE, NULL, NULL, NULL, NULL);
}

typedef struct
{
  TuntasDesk *desk;
  TuntasDeskItem *item;
} Look;

static void
remove_ticket (TuntasDesk *self, TuntasDeskItem *item)
{
  const char *const ids[] = { tuntas_desk_item_get_id (item), NULL };

  tuntas_store_remove_tickets_async (self->store, ids, NULL, NULL, NULL);
  if (tuntas_queue_find (self->queue, ids[0]) == item)
    tuntas_queue_remove (self->queue, item);
}

gboolean
tuntas_desk_is_owner (TuntasDesk *self, TuntasDeskItem *item, const char *owner)
{
  TuntasEvent *taken = NULL;
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (item));

  if (owner == NULL || g_ascii_strcasecmp (owner, tuntas_desk_agent_id (self)) == 0)
    return TRUE;
  for (guint i = events->len; taken == NULL && i > 0; i--)
    if (strcmp (tuntas_event_get_id (g_ptr_array_index (events, i - 1)), TUNTAS_EVENT_TAKEN_OVER) == 0)
      taken = g_ptr_array_index (events, i - 1);
  return taken != NULL && g_ascii_strcasecmp (owner, tuntas_event_get (taken, "from")) == 0;
}

/* Whether it has left the list for no other reason than that it is still the giver's in Nossa. */
static gboolean
is_the_givers (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket)
{
  const char *owner = tuntas_ticket_get (ticket, TUNTAS_TICKET_OWNER);
  const char *status = tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS);

  return owner != NULL && g_ascii_strcasecmp (owner, tuntas_desk_agent_id (self)) != 0 &&
         tuntas_desk_is_owner (self, item, owner) && status != NULL &&
         g_strv_contains (tuntas_nossa_site_get_statuses (tuntas_nossa_get_site (self->nossa)), status);
}

void
tuntas_desk_take_leave (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket)
{
  if (!tuntas_desk_item_is_begun (item))
    remove_ticket (self, item);
  else if (tuntas_desk_item_is_away (item))
    tuntas_queue_remove (self->queue, item); /* whoever has the case has ended it; the journal keeps what was done here */
  else if (tuntas_case_get_end (tuntas_desk_item_get_case (item)) == NULL)
    tuntas_desk_stop_case (self, item, ticket);
}

static void
ticket_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (TuntasDesk) self = look->desk;
  g_autoptr (TuntasDeskItem) item = look->item;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_get_ticket_finish (TUNTAS_NOSSA (source), result, NULL);

  /* Without a look nothing is concluded; the next list asks again. */
  if (ticket == NULL || g_cancellable_is_cancelled (self->closing))
    return;
  tuntas_desk_keep_ticket (self, item, ticket);
  tuntas_desk_item_emit_changed (item);
  if (!tuntas_nossa_lists (self->nossa, ticket) && !is_the_givers (self, item, ticket))
    tuntas_desk_take_leave (self, item, ticket);
}

/* It is not on the list: closed, reassigned, or the list is wrong. */
void
tuntas_desk_look_at_ticket (TuntasDesk *self, TuntasDeskItem *item)
{
  const char *href = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_HREF);
  Look *look = g_new (Look, 1);

  look->desk = g_object_ref (self);
  look->item = g_object_ref (item);
  tuntas_nossa_get_ticket_async (self->nossa, href != NULL ? href : tuntas_desk_item_get_id (item), self->closing,
                                 ticket_looked_at_cb, look);
}

gboolean
tuntas_desk_is_ours_to_explain (TuntasDeskItem *item)
{
  return !tuntas_desk_item_is_away (item) &&
         (tuntas_case_get_end (tuntas_desk_item_get_case (item)) != NULL || !tuntas_desk_item_is_settled (item));
}

static void
drop_gone (TuntasDesk *self, const char *const *gone)
{
  g_autoptr (GStrvBuilder) removed = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; gone[i] != NULL; i++)
    {
      TuntasDeskItem *item = tuntas_queue_find (self->queue, gone[i]);

      /* It is on the list, but could not be read. */
      if (g_hash_table_contains (self->unreadable, gone[i]))
        continue;
      if (item == NULL)
        g_strv_builder_add (removed, gone[i]);
      else if (!tuntas_desk_item_is_begun (item))
        {
          g_strv_builder_add (removed, gone[i]);
          tuntas_queue_remove (self->queue, item);
        }
      else if (!tuntas_desk_is_ours_to_explain (item))
        tuntas_desk_look_at_ticket (self, item);
    }
  ids = g_strv_builder_end (removed);
  if (ids[0] != NULL)
    tuntas_store_remove_tickets_async (self->store, (const char *const *) ids, NULL, NULL, NULL);
}

/* The list was read to its end, and the server did not say how long it is: what is not in it may have left, which only
 * Nossa's word on each tells. A few at a time, from another place after each list. */
static void
look_at_missing (TuntasDesk *self, const TuntasNossaList *list)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = tuntas_queue_get_n (self->queue);
  guint n_looks = 0;

  for (guint i = 0; i < list->tickets->len; i++)
    g_hash_table_add (listed, (gpointer) tuntas_ticket_get_id (g_ptr_array_index (list->tickets, i)));
  for (guint i = 0; i < n && n_looks < MOST_LOOKS; i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, (i + self->pulls * MOST_LOOKS) % n);
      const char *id = tuntas_desk_item_get_id (item);

      if (g_hash_table_contains (listed, id) || g_hash_table_contains (self->unreadable, id) || tuntas_desk_is_ours_to_explain (item))
        continue;
      tuntas_desk_look_at_ticket (self, item);
      n_looks++;
    }
}

/* A ticket that comes back after its case ended and everything was proved begins a new case. */
static gboolean
came_back (TuntasDeskItem *item, TuntasTicket *ticket)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  GPtrArray *events = tuntas_case_get_events (state);
  TuntasEvent *last = g_ptr_array_index (events, events->len - 1);

  return tuntas_case_get_end (state) != NULL && tuntas_desk_item_is_settled (item) &&
         tuntas_ticket_get_time (ticket, TUNTAS_TICKET_STATUS_AT) > tuntas_event_get_at (last);
}

static void
refresh_untouched (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket)
{
  g_autoptr (TuntasCase) state = NULL;

  if (tuntas_desk_item_get_n_stored (item) > 0)
    return;
  state = tuntas_desk_open_case (self, ticket);
  tuntas_desk_item_set_case (item, state, 0);
}

void
tuntas_desk_take_ticket (TuntasDesk *self, TuntasTicket *ticket, GPtrArray *fresh)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (ticket));

  if (item == NULL)
    {
      if (!tuntas_desk_is_unopened (self, tuntas_ticket_get_id (ticket)))
        g_ptr_array_add (fresh, tuntas_desk_make_item (self, ticket));
      return;
    }
  tuntas_desk_item_set_gone (item, FALSE);
  if (came_back (item, ticket))
    {
      g_autofree char *case_id = tuntas_desk_next_case_id (self, tuntas_ticket_get_id (ticket));
      g_autoptr (TuntasCase) state = tuntas_desk_open_case (self, ticket);

      tuntas_desk_remember_past (self, item);
      tuntas_desk_item_set_ticket (item, ticket);
      tuntas_desk_item_restart (item, case_id, state);
      tuntas_desk_item_emit_changed (item);
    }
  else if (!tuntas_ticket_equal (ticket, tuntas_desk_item_get_ticket (item)))
    {
      tuntas_desk_item_set_ticket (item, ticket);
      refresh_untouched (self, item, ticket);
      tuntas_desk_item_emit_changed (item);
    }
}

gboolean
tuntas_desk_takes_number (TuntasDesk *self, const char *id)
{
  g_autofree char *number = g_ascii_strup (id, -1);
  gboolean practice = tuntas_ticket_is_practice_number (number);

  return practice == self->practice ||
         (self->practice && tuntas_queue_find (self->queue, g_strstrip (number)) != NULL);
}

/* What the desk's own Nossa lists is known to be of its kind; only that work has got a number of the training is told. */
static gboolean
is_foreign (TuntasDesk *self, TuntasTicket *ticket)
{
  return !self->practice && !tuntas_desk_takes_number (self, tuntas_ticket_get_id (ticket));
}

/* Whether Nossa told the list before it told, or took, what is known of this ticket. */
static gboolean
is_older (TuntasDesk *self, TuntasTicket *listed, TuntasDeskItem *item)
{
  return item != NULL && g_hash_table_contains (self->read_singly, tuntas_ticket_get_id (listed)) &&
         tuntas_ticket_get_time (listed, TUNTAS_TICKET_CHANGED_AT) <=
           tuntas_ticket_get_time (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_CHANGED_AT);
}

static void
put_newer (TuntasDesk *self, TuntasNossaList *list)
{
  for (guint i = 0; i < list->tickets->len; i++)
    {
      TuntasTicket *listed = g_ptr_array_index (list->tickets, i);
      TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (listed));

      if (!is_older (self, listed, item))
        continue;
      list->tickets->pdata[i] = tuntas_ticket_ref (tuntas_desk_item_get_ticket (item));
      tuntas_ticket_unref (listed);
    }
}

static void
take_list (TuntasDesk *self, const TuntasNossaList *list)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->tickets->len; i++)
    if (!is_foreign (self, g_ptr_array_index (list->tickets, i)))
      tuntas_desk_take_ticket (self, g_ptr_array_index (list->tickets, i), fresh);
  tuntas_queue_extend (self->queue, fresh);
}

/* Rows that were refused: of a whole list those and no others, of a list of changes those as well. */
static void
note_unreadable (TuntasDesk *self, const TuntasNossaList *list, gboolean whole)
{
  if (whole)
    g_hash_table_remove_all (self->unreadable);
  for (guint i = 0; i < list->tickets->len; i++)
    {
      const char *id = tuntas_ticket_get_id (g_ptr_array_index (list->tickets, i));

      if (is_foreign (self, g_ptr_array_index (list->tickets, i)))
        g_hash_table_insert (self->unreadable, g_strdup (id), g_strdup ("is a number of the training"));
      else
        g_hash_table_remove (self->unreadable, id);
    }
  for (guint i = 0; i < list->problems->len; i++)
    {
      const TuntasNossaProblem *problem = g_ptr_array_index (list->problems, i);

      g_message ("Nossa: %s", problem->reason);
      g_hash_table_insert (self->unreadable, g_strdup (problem->id != NULL ? problem->id : problem->path),
                           g_strdup (problem->reason));
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
tuntas_desk_list_unreadable (TuntasDesk *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name, reason;

  g_hash_table_iter_init (&iter, self->unreadable);
  while (g_hash_table_iter_next (&iter, &name, &reason))
    g_ptr_array_add (texts, g_strdup_printf ("%s: %s", (const char *) name, (const char *) reason));
  g_ptr_array_sort (texts, compare_texts);
  return texts;
}

static char *
watermark (const TuntasNossaList *list, const char *old)
{
  const char *newest = old;

  for (guint i = 0; i < list->tickets->len; i++)
    {
      const char *changed = tuntas_ticket_get (g_ptr_array_index (list->tickets, i), TUNTAS_TICKET_CHANGED_AT);

      if (changed != NULL && (newest == NULL || strcmp (changed, newest) > 0))
        newest = changed;
    }
  return g_strdup (newest);
}

static void
cached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gone = tuntas_store_put_tickets_finish (TUNTAS_STORE (source), result, &error);

  /* The cache can be fetched again: that it was not written costs nothing but the next start's first moments. */
  if (gone == NULL)
    g_message ("the cache was not written: %s", error->message);
  /* A newer list may have brought back what was gone by this one; its own answer will say what is. */
  else if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->pulls && self->store != NULL)
    drop_gone (self, (const char *const *) gone);
  g_task_return_boolean (task, TRUE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) list = tuntas_nossa_list_assigned_finish (TUNTAS_NOSSA (source), result, &error);
  g_autofree char *since = NULL;

  if (list == NULL)
    {
      gboolean ended = !tuntas_nossa_get_signed_in (self->nossa);

      tuntas_desk_set_sync_state (self, ended ? TUNTAS_SYNC_SIGN_IN_NEEDED : TUNTAS_SYNC_OFFLINE);
      tuntas_desk_take_sync_error (self, tuntas_desk_error_from_nossa (error));
      if (ended)
        self->next_poll = -1;
      else
        schedule_next (self, error);
      g_task_return_error (task, tuntas_desk_error_from_nossa (error));
      return;
    }
  /* Of what was listed, before something newer stands in its place: what happened between the two is asked for again. */
  since = watermark (list, self->watermark);
  put_newer (self, list);
  take_list (self, list);
  note_unreadable (self, list, GPOINTER_TO_INT (g_task_get_task_data (task)));
  if (GPOINTER_TO_INT (g_task_get_task_data (task)) && !list->complete)
    look_at_missing (self, list);
  g_free (self->watermark);
  self->watermark = g_strdup (since);
  self->last_sync = tuntas_clock_now_seconds (self->clock);
  self->pulls++;
  tuntas_desk_take_sync_error (self, NULL);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_IDLE);
  g_object_notify (G_OBJECT (self), "last-sync");
  schedule_next (self, NULL);
  tuntas_desk_kick (self);
  /* Which pull's whole list this is; 0 for one that is not whole. */
  g_task_set_task_data (task, GUINT_TO_POINTER (list->complete ? self->pulls : 0), NULL);
  tuntas_store_put_tickets_async (self->store, list->tickets, list->complete, since, NULL, cached_cb,
                                  g_steal_pointer (&task));
}

/* Seconds of the server's clock; -1: all. A change that the server dates into its own future (a clock that was set
 * back) must not hide the ones that follow. */
static gint64
since_when (TuntasDesk *self)
{
  gint64 offset = tuntas_nossa_get_server_offset (self->nossa);
  gint64 since;

  if (!tuntas_instant_parse (self->watermark, &since))
    return -1;
  if (offset != G_MININT64)
    since = MIN (since, tuntas_clock_now_seconds (self->clock) + offset);
  return since - WATERMARK_OVERLAP;
}

static void
pull (TuntasDesk *self, GTask *new_task, gboolean whole)
{
  g_autoptr (GTask) task = new_task;
  gint64 since = -1;

  g_task_set_source_tag (task, tuntas_desk_sync_async);
  if (!tuntas_nossa_get_signed_in (self->nossa) || self->store == NULL)
    {
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SIGN_IN_NEEDED, "not signed in");
      return;
    }
  if (self->sync_state == TUNTAS_SYNC_PULLING)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!whole && self->pulls % FULL_PULL_EVERY != 0)
    since = since_when (self);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_PULLING);
  g_hash_table_remove_all (self->read_singly);
  g_task_set_task_data (task, GINT_TO_POINTER (since < 0), NULL);
  tuntas_nossa_list_assigned_async (self->nossa, since, self->closing, listed_cb, g_steal_pointer (&task));
}

void
tuntas_desk_poll (TuntasDesk *self)
{
  pull (self, g_task_new (self, self->closing, NULL, NULL), FALSE);
}

void
tuntas_desk_sync_async (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  /* Who asks is a person, who may know better. */
  self->hold_until = 0;
  pull (self, g_task_new (self, cancellable, callback, user_data), TRUE);
}

gboolean
tuntas_desk_sync_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
