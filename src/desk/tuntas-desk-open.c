/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include <string.h>

/* Opening: what is on this computer becomes the queue again, before anything is asked of Nossa. */

static GTimeZone *
find_zone (const char *id)
{
  return id != NULL && *id != '\0' ? g_time_zone_new_identifier (id) : NULL;
}

/* (transfer full) */
static TuntasEvent *
opening_of (TuntasDesk *self, TuntasTicket *ticket, const char *zone_id)
{
  const char *family = tuntas_service_table_find_family (self->services, ticket);
  const char *phones = tuntas_ticket_get (ticket, TUNTAS_TICKET_PHONES);
  const char *email = tuntas_ticket_get (ticket, TUNTAS_TICKET_EMAIL);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (tuntas_desk_get_procedure (self), tuntas_ticket_get_id (ticket),
                                                       family != NULL ? family : "", zone_id,
                                                       phones != NULL ? phones : "", email != NULL ? email : "");

  tuntas_act_set (opening, "mass_outage", tuntas_ticket_get (ticket, TUNTAS_TICKET_GAMAS));
  return tuntas_event_new (1, tuntas_clock_now_seconds (self->clock), tuntas_desk_agent_id (self), opening);
}

TuntasCase *
tuntas_desk_open_case (TuntasDesk *self, TuntasTicket *ticket)
{
  const char *zone_id = tuntas_service_table_find_zone (self->services, ticket, self->station->zone_id);
  g_autoptr (TuntasEvent) event = opening_of (self, ticket, zone_id);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = find_zone (zone_id);
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  g_ptr_array_add (events, event);
  state = tuntas_case_fold (self->procedures, zone, events, &error);
  g_assert_no_error (error);
  return state;
}

/* "IN190000001" is the first, "IN190000001/2" the second … */
static gint64
case_number (const char *case_id)
{
  const char *slash = strchr (case_id, '/');
  gint64 number = 1;

  if (slash != NULL)
    g_ascii_string_to_signed (slash + 1, 10, 1, G_MAXINT32, &number, NULL);
  return number;
}

/* "IN190000001", then "IN190000001/2" … */
char *
tuntas_desk_next_case_id (TuntasDesk *self, const char *ticket_id)
{
  const char *last = g_hash_table_lookup (self->last_cases, ticket_id);

  return last == NULL ? g_strdup (ticket_id) : g_strdup_printf ("%s/%" G_GINT64_FORMAT, ticket_id, case_number (last) + 1);
}

static gboolean
is_written_by_hand (TuntasDesk *self)
{
  return tuntas_nossa_site_is_written_by_hand (tuntas_nossa_get_site (self->nossa));
}

TuntasDeskItem *
tuntas_desk_make_item (TuntasDesk *self, TuntasTicket *ticket)
{
  g_autoptr (TuntasCase) state = tuntas_desk_open_case (self, ticket);
  g_autofree char *case_id = tuntas_desk_next_case_id (self, tuntas_ticket_get_id (ticket));

  TuntasDeskItem *item = tuntas_desk_item_new (self->clock, ticket, case_id, state, 0);

  tuntas_desk_item_set_by_hand (item, is_written_by_hand (self));
  return item;
}

/* Opening */

static TuntasTicket *
find_cached (const TuntasStoreContents *contents, const char *ticket_id)
{
  for (guint i = 0; i < contents->tickets->len; i++)
    {
      const TuntasStoredTicket *stored = g_ptr_array_index (contents->tickets, i);

      if (strcmp (tuntas_ticket_get_id (stored->ticket), ticket_id) == 0)
        return tuntas_ticket_ref (stored->ticket);
    }
  return tuntas_ticket_new (ticket_id);
}

static gboolean
is_of_today (TuntasDesk *self, TuntasDeskItem *item)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (item));
  gint64 last = tuntas_event_get_at (g_ptr_array_index (events, events->len - 1));
  g_autoptr (GDateTime) last_here = tuntas_instant_in_zone (last, self->zone);
  g_autoptr (GDateTime) now_here = tuntas_instant_in_zone (tuntas_clock_now_seconds (self->clock), self->zone);

  return g_date_time_get_year (last_here) == g_date_time_get_year (now_here) &&
         g_date_time_get_day_of_year (last_here) == g_date_time_get_day_of_year (now_here);
}

static gboolean
is_of_case (const TuntasOutboxEntry *entry, const TuntasStoredCase *stored)
{
  return strcmp (entry->case_id, stored->case_id) == 0;
}

static TuntasDeskItem *
restore_item (TuntasDesk *self, const TuntasStoreContents *contents, const TuntasStoredCase *stored, GError **error)
{
  g_autoptr (TuntasTicket) ticket = find_cached (contents, stored->ticket_id);
  g_autoptr (GTimeZone) zone = find_zone (stored->events->len > 0
                                              ? tuntas_event_get (g_ptr_array_index (stored->events, 0), "zone")
                                              : NULL);
  g_autoptr (TuntasCase) state = tuntas_case_fold (self->procedures, zone, stored->events, error);
  TuntasDeskItem *item;

  if (state == NULL)
    return NULL;
  item = tuntas_desk_item_new (self->clock, ticket, stored->case_id, state, stored->events->len);
  tuntas_desk_item_set_by_hand (item, is_written_by_hand (self));
  for (guint i = 0; i < contents->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      if (is_of_case (entry, stored))
        tuntas_desk_item_put_entry (item, entry);
    }
  return item;
}

TuntasDeskItem *
tuntas_desk_restore_item (TuntasDesk *self, const TuntasStoreContents *contents, const char *case_id, GError **error)
{
  for (guint i = 0; i < contents->cases->len; i++)
    {
      const TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);

      if (strcmp (stored->case_id, case_id) == 0)
        return restore_item (self, contents, stored, error);
    }
  return NULL;
}

/* The event that pins the case to a procedure which is not on the shelf. */
static TuntasEvent *
find_unpinned (TuntasDesk *self, const TuntasStoredCase *stored)
{
  for (guint i = 0; i < stored->events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (stored->events, i);

      if ((strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_OPENED) == 0 ||
           strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_MOVED) == 0) &&
          tuntas_procedures_find (self->procedures, tuntas_event_get (event, "sha256")) == NULL)
        return event;
    }
  return NULL;
}

static void
explain_unopened (TuntasDesk *self, TuntasUnopened *unopened, const TuntasStoredCase *stored, const GError *error,
                  GHashTable *refused)
{
  TuntasEvent *event = g_error_matches (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_PROCEDURE)
                           ? find_unpinned (self, stored)
                           : NULL;
  const char *why = NULL;

  unopened->kind = TUNTAS_UNOPENED_EVENTS;
  if (event != NULL)
    {
      unopened->document = g_strdup (tuntas_event_get (event, "document"));
      unopened->revision = g_strdup (tuntas_event_get (event, "revision"));
      unopened->sha256 = g_strdup (tuntas_event_get (event, "sha256"));
      why = unopened->sha256 != NULL ? g_hash_table_lookup (refused, unopened->sha256) : NULL;
      unopened->kind = why != NULL ? TUNTAS_UNOPENED_OLD_PROCEDURE : TUNTAS_UNOPENED_NO_PROCEDURE;
    }
  unopened->reason = why != NULL ? g_strdup_printf ("%s: %s", error->message, why) : g_strdup (error->message);
}

/* (transfer full): what can be told of a case without its procedure. */
static TuntasUnopened *
count_unopened (const TuntasStoreContents *contents, const TuntasStoredCase *stored)
{
  TuntasUnopened *unopened = g_new0 (TuntasUnopened, 1);

  unopened->ticket_id = g_strdup (stored->ticket_id);
  unopened->case_id = g_strdup (stored->case_id);
  unopened->n_events = stored->events->len;
  for (guint i = 0; i < stored->events->len; i++)
    unopened->n_calls += tuntas_event_get (g_ptr_array_index (stored->events, i), "outcome") != NULL;
  for (guint i = 0; i < contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      unopened->n_unsent += is_of_case (entry, stored) && !tuntas_outbox_state_is_final (entry->state);
    }
  return unopened;
}

/* What an older case of the ticket left unsent stays told; the rest of it is past. */
static void
forget_older (TuntasDesk *self, const char *ticket_id)
{
  for (guint i = self->unopened->len; i > 0; i--)
    {
      const TuntasUnopened *unopened = g_ptr_array_index (self->unopened, i - 1);

      if (strcmp (unopened->ticket_id, ticket_id) == 0 && unopened->n_unsent == 0)
        g_ptr_array_remove_index (self->unopened, i - 1);
    }
}

gboolean
tuntas_desk_is_unopened (TuntasDesk *self, const char *ticket_id)
{
  for (guint i = 0; i < self->unopened->len; i++)
    if (strcmp (((TuntasUnopened *) g_ptr_array_index (self->unopened, i))->ticket_id, ticket_id) == 0)
      return TRUE;
  return FALSE;
}

/* A name is taken for ever, also where its case was removed. */
static void
note_case (TuntasDesk *self, const TuntasStoredCase *stored)
{
  const char *last = g_hash_table_lookup (self->last_cases, stored->ticket_id);

  if (last == NULL || case_number (last) < case_number (stored->case_id))
    g_hash_table_replace (self->last_cases, g_strdup (stored->ticket_id), g_strdup (stored->case_id));
}

/* by_ticket gets the newest case of each ticket, where that one can be opened. */
static void
restore_cases (TuntasDesk *self, const TuntasStoreContents *contents, GHashTable *by_ticket)
{
  g_autoptr (GHashTable) refused = tuntas_store_contents_shelve (contents, self->procedures);

  for (guint i = 0; i < contents->purged->len; i++)
    note_case (self, g_ptr_array_index (contents->purged, i));
  for (guint i = 0; i < contents->cases->len; i++)
    {
      TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);
      g_autoptr (GError) error = NULL;
      TuntasDeskItem *item = restore_item (self, contents, stored, &error);

      note_case (self, stored);
      forget_older (self, stored->ticket_id);
      if (g_hash_table_contains (by_ticket, stored->ticket_id))
        tuntas_desk_remember_past (self, g_hash_table_lookup (by_ticket, stored->ticket_id));
      if (item != NULL)
        g_hash_table_replace (by_ticket, stored->ticket_id, item);
      else
        {
          TuntasUnopened *unopened = count_unopened (contents, stored);

          explain_unopened (self, unopened, stored, error, refused);
          g_message ("case %s of the journal cannot be opened: %s", stored->case_id, unopened->reason);
          g_ptr_array_add (self->unopened, unopened);
          g_hash_table_remove (by_ticket, stored->ticket_id);
        }
    }
}

/* The newest case of each ticket; ended ones that are settled stay for the day. */
static void
restore_items (TuntasDesk *self, const TuntasStoreContents *contents)
{
  g_autoptr (GHashTable) by_ticket = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  restore_cases (self, contents, by_ticket);
  g_hash_table_iter_init (&iter, by_ticket);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (tuntas_desk_item_get_section (item) != TUNTAS_SECTION_DONE || is_of_today (self, item))
      g_ptr_array_add (items, g_object_ref (item));
    else
      tuntas_desk_remember_past (self, item);
  for (guint i = 0; i < contents->tickets->len; i++)
    {
      const TuntasStoredTicket *stored = g_ptr_array_index (contents->tickets, i);

      if (!stored->gone && !g_hash_table_contains (by_ticket, tuntas_ticket_get_id (stored->ticket)) &&
          !tuntas_desk_is_unopened (self, tuntas_ticket_get_id (stored->ticket)))
        g_ptr_array_add (items, tuntas_desk_make_item (self, stored->ticket));
    }
  tuntas_queue_extend (self->queue, items);
}

static void
restore_rest (TuntasDesk *self, const TuntasStoreContents *contents)
{
  const char *prepared = g_hash_table_lookup (contents->meta, "prepared_at");
  const char *name = g_hash_table_lookup (contents->meta, "agent_name");

  for (guint i = 0; i < contents->drafts->len; i++)
    {
      const TuntasStoredDraft *draft = g_ptr_array_index (contents->drafts, i);
      TuntasDeskItem *item = tuntas_queue_find (self->queue, draft->ticket_id);

      if (item != NULL)
        tuntas_desk_item_set_draft (item, draft->name, draft->text);
    }
  if (!tuntas_instant_parse (prepared, &self->prepared_at))
    self->prepared_at = -1;
  if (self->sync_state == TUNTAS_SYNC_LISTS)
    tuntas_instant_parse (g_hash_table_lookup (contents->meta, "list_at"), &self->last_sync);
  tuntas_desk_set_agent_name (self, name);
  tuntas_desk_read_list_mapping (self, g_hash_table_lookup (contents->meta, "list_mapping"));
  tuntas_desk_read_parents (self, g_hash_table_lookup (contents->meta, "parents"));
  tuntas_desk_read_handover_files (self, contents->meta);
  if (!contents->cache_rebuilt)
    self->watermark = g_strdup (g_hash_table_lookup (contents->cache_meta, "changed_since"));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStoreContents) contents = tuntas_store_load_finish (TUNTAS_STORE (source), result, &error);

  if (contents == NULL)
    {
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      return;
    }
  restore_items (self, contents);
  restore_rest (self, contents);
  tuntas_desk_take_report (self, contents->report);
  tuntas_desk_count_unsent (self);
  g_object_notify (G_OBJECT (self), "hold");
  g_task_return_boolean (task, TRUE);
  tuntas_desk_keep_snapshot (self);
  tuntas_desk_end_lives (self);
  /* What fell due while the program was away is honoured now. */
  tuntas_desk_rearm (self);
  tuntas_desk_kick (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  TuntasStore *store = tuntas_store_open_finish (result, &error);

  if (store == NULL)
    {
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      return;
    }
  self->store = store;
  tuntas_store_load_async (store, NULL, loaded_cb, g_steal_pointer (&task));
}

void
tuntas_desk_open_async (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->store == NULL);

  g_task_set_source_tag (task, tuntas_desk_open_async);
  tuntas_store_open_async (self->directory, self->machine_id, tuntas_clock_now_seconds (self->clock),
                           self->vfs, self->executor, cancellable, opened_cb, task);
}

gboolean
tuntas_desk_open_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
