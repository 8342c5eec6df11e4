/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk.h"
#include "tuntas-desk-private.h"

#include "tuntas-service.h"
#include "tuntas-store-error.h"

#include <string.h>

G_DEFINE_QUARK (tuntas-desk-error-quark, tuntas_desk_error)
G_DEFINE_FINAL_TYPE (TuntasDesk, tuntas_desk, G_TYPE_OBJECT)

typedef enum
{
  PROP_SYNC_STATE = 1,
  PROP_LAST_SYNC,
  PROP_N_UNSENT,
  PROP_AGENT_NAME,
} TuntasDeskProps;

static GParamSpec *props[PROP_AGENT_NAME + 1];

/* Errors, as the screens know them */

static TuntasDeskError
code_from_store (int code)
{
  switch ((TuntasStoreError) code)
    {
    case TUNTAS_STORE_ERROR_LOCKED:
      return TUNTAS_DESK_ERROR_LOCKED;
    case TUNTAS_STORE_ERROR_NEWER:
      return TUNTAS_DESK_ERROR_NEWER;
    case TUNTAS_STORE_ERROR_DAMAGED:
      return TUNTAS_DESK_ERROR_DAMAGED;
    case TUNTAS_STORE_ERROR_FULL:
    case TUNTAS_STORE_ERROR_IO:
    case TUNTAS_STORE_ERROR_READ_ONLY:
    case TUNTAS_STORE_ERROR_CONFLICT:
    case TUNTAS_STORE_ERROR_TRANSITION:
    case TUNTAS_STORE_ERROR_CLOSED:
    default:
      return TUNTAS_DESK_ERROR_NOT_SAVED;
    }
}

GError *
tuntas_desk_error_from_store (const GError *error)
{
  return g_error_new_literal (TUNTAS_DESK_ERROR,
                              error->domain == TUNTAS_STORE_ERROR ? code_from_store (error->code)
                                                                  : TUNTAS_DESK_ERROR_NOT_SAVED,
                              error->message);
}

static TuntasDeskError
code_from_nossa (int code)
{
  switch ((TuntasNossaError) code)
    {
    case TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED:
      return TUNTAS_DESK_ERROR_SIGN_IN_REFUSED;
    case TUNTAS_NOSSA_ERROR_SESSION_ENDED:
      return TUNTAS_DESK_ERROR_SIGN_IN_NEEDED;
    case TUNTAS_NOSSA_ERROR_BLOCKED:
      return TUNTAS_DESK_ERROR_BLOCKED;
    case TUNTAS_NOSSA_ERROR_UNREACHABLE:
    case TUNTAS_NOSSA_ERROR_UNTRUSTED:
    case TUNTAS_NOSSA_ERROR_UNKNOWN:
    case TUNTAS_NOSSA_ERROR_BUSY:
      return TUNTAS_DESK_ERROR_UNREACHABLE;
    case TUNTAS_NOSSA_ERROR_NOT_DATA:
      return TUNTAS_DESK_ERROR_NOT_NOSSA;
    case TUNTAS_NOSSA_ERROR_CONFLICT:
    case TUNTAS_NOSSA_ERROR_DUPLICATE:
    case TUNTAS_NOSSA_ERROR_REFUSED:
    case TUNTAS_NOSSA_ERROR_NOT_FOUND:
    case TUNTAS_NOSSA_ERROR_NOT_ALLOWED:
    case TUNTAS_NOSSA_ERROR_MALFORMED:
    case TUNTAS_NOSSA_ERROR_TOO_LARGE:
    default:
      return TUNTAS_DESK_ERROR_SERVER;
    }
}

GError *
tuntas_desk_error_from_nossa (const GError *error)
{
  return g_error_new_literal (TUNTAS_DESK_ERROR,
                              error->domain == TUNTAS_NOSSA_ERROR ? code_from_nossa (error->code)
                                                                  : TUNTAS_DESK_ERROR_UNREACHABLE,
                              error->message);
}

/* State */

const char *
tuntas_desk_agent_id (TuntasDesk *self)
{
  const char *person = tuntas_nossa_get_person_id (self->nossa);

  return person != NULL ? person : self->user;
}

void
tuntas_desk_set_sync_state (TuntasDesk *self, TuntasSyncState state)
{
  if (self->sync_state == state)
    return;
  self->sync_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SYNC_STATE]);
}

void
tuntas_desk_take_sync_error (TuntasDesk *self, GError *error)
{
  g_clear_error (&self->sync_error);
  self->sync_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SYNC_STATE]);
}

void
tuntas_desk_count_unsent (TuntasDesk *self)
{
  guint n = 0;

  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      GPtrArray *entries = tuntas_desk_item_get_entries (tuntas_queue_get (self->queue, i));

      for (guint j = 0; j < entries->len; j++)
        n += !tuntas_outbox_state_is_final (((TuntasOutboxEntry *) g_ptr_array_index (entries, j))->state);
    }
  if (n == self->n_unsent)
    return;
  self->n_unsent = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNSENT]);
}

static void
set_agent_name (TuntasDesk *self, const char *name)
{
  if (name == NULL || g_strcmp0 (name, self->agent_name) == 0)
    return;
  g_free (self->agent_name);
  self->agent_name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AGENT_NAME]);
}

/* Items */

static GTimeZone *
find_zone (const char *id)
{
  return id != NULL && *id != '\0' ? g_time_zone_new_identifier (id) : NULL;
}

TuntasCase *
tuntas_desk_open_case (TuntasDesk *self, TuntasTicket *ticket)
{
  const char *family = tuntas_service_family (ticket);
  const char *zone_id = tuntas_service_zone (ticket, self->zone_id);
  const char *phones = tuntas_ticket_get (ticket, TUNTAS_TICKET_PHONES);
  const char *email = tuntas_ticket_get (ticket, TUNTAS_TICKET_EMAIL);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (self->procedure, tuntas_ticket_get_id (ticket),
                                                       family != NULL ? family : "", zone_id,
                                                       phones != NULL ? phones : "", email != NULL ? email : "");
  g_autoptr (TuntasEvent) event = tuntas_event_new (1, tuntas_clock_now_seconds (self->clock),
                                                    tuntas_desk_agent_id (self), opening);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = find_zone (zone_id);
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  g_ptr_array_add (events, event);
  state = tuntas_case_fold (self->procedure, zone, events, &error);
  g_assert_no_error (error);
  return state;
}

TuntasDeskItem *
tuntas_desk_make_item (TuntasDesk *self, TuntasTicket *ticket)
{
  g_autoptr (TuntasCase) state = tuntas_desk_open_case (self, ticket);

  return tuntas_desk_item_new (self->clock, ticket, tuntas_ticket_get_id (ticket), state, 0);
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
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (
      tuntas_event_get_at (g_ptr_array_index (events, events->len - 1)));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (tuntas_clock_now_seconds (self->clock));
  g_autoptr (GDateTime) last_here = g_date_time_to_timezone (last, self->zone);
  g_autoptr (GDateTime) now_here = g_date_time_to_timezone (now, self->zone);

  return g_date_time_get_year (last_here) == g_date_time_get_year (now_here) &&
         g_date_time_get_day_of_year (last_here) == g_date_time_get_day_of_year (now_here);
}

/* A case of a procedure that this program does not carry cannot be folded; it is told, and kept in the journal. */
static TuntasDeskItem *
restore_item (TuntasDesk *self, const TuntasStoreContents *contents, const TuntasStoredCase *stored)
{
  g_autoptr (TuntasTicket) ticket = find_cached (contents, stored->ticket_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = find_zone (stored->events->len > 0
                                              ? tuntas_event_get (g_ptr_array_index (stored->events, 0), "zone")
                                              : NULL);
  g_autoptr (TuntasCase) state = tuntas_case_fold (self->procedure, zone, stored->events, &error);
  TuntasDeskItem *item;

  if (state == NULL)
    {
      g_warning ("case %s of the journal: %s", stored->case_id, error->message);
      return NULL;
    }
  item = tuntas_desk_item_new (self->clock, ticket, stored->case_id, state, stored->events->len);
  for (guint i = 0; i < contents->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      if (strcmp (entry->case_id, stored->case_id) == 0)
        tuntas_desk_item_put_entry (item, entry);
    }
  return item;
}

/* The newest case of each ticket; ended ones that are settled stay for the day. */
static void
restore_items (TuntasDesk *self, const TuntasStoreContents *contents)
{
  g_autoptr (GHashTable) by_ticket = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < contents->cases->len; i++)
    {
      TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);

      item = restore_item (self, contents, stored);
      if (item != NULL)
        g_hash_table_replace (by_ticket, stored->ticket_id, item);
    }
  g_hash_table_iter_init (&iter, by_ticket);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (tuntas_desk_item_get_section (item) != TUNTAS_SECTION_DONE || is_of_today (self, item))
      g_ptr_array_add (items, g_object_ref (item));
  for (guint i = 0; i < contents->tickets->len; i++)
    {
      const TuntasStoredTicket *stored = g_ptr_array_index (contents->tickets, i);

      if (!stored->gone && !g_hash_table_contains (by_ticket, tuntas_ticket_get_id (stored->ticket)))
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
  set_agent_name (self, name);
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
  tuntas_desk_count_unsent (self);
  g_task_return_boolean (task, TRUE);
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
  tuntas_store_open_async (self->directory, self->machine_id, tuntas_clock_now_seconds (self->clock), NULL,
                           self->executor, cancellable, opened_cb, task);
}

gboolean
tuntas_desk_open_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Session */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!tuntas_nossa_sign_in_finish (TUNTAS_NOSSA (source), result, NULL, &name, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_error (task, tuntas_desk_error_from_nossa (error));
      return;
    }
  set_agent_name (self, name != NULL ? name : self->user);
  if (self->store != NULL)
    tuntas_store_put_meta_async (self->store, "agent_name", self->agent_name, NULL, NULL, NULL);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_IDLE);
  g_task_return_boolean (task, TRUE);
  tuntas_desk_sync_async (self, self->closing, NULL, NULL);
  tuntas_desk_kick (self);
}

void
tuntas_desk_sign_in_async (TuntasDesk *self, const char *password, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_sign_in_async);
  tuntas_nossa_sign_in_async (self->nossa, self->user, password, cancellable, signed_in_cb, task);
}

gboolean
tuntas_desk_sign_in_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, TRUE);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);

  tuntas_nossa_sign_out_finish (TUNTAS_NOSSA (source), result, NULL);
  if (self->store != NULL)
    {
      g_autoptr (TuntasStore) store = g_steal_pointer (&self->store);

      tuntas_store_close_async (store, NULL, closed_cb, g_steal_pointer (&task));
    }
  else
    g_task_return_boolean (task, TRUE);
}

void
tuntas_desk_sign_out_async (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_sign_out_async);
  self->next_poll = -1;
  g_cancellable_cancel (self->closing);
  tuntas_desk_rearm (self);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_SIGNED_OUT);
  tuntas_nossa_sign_out_async (self->nossa, cancellable, signed_out_cb, task);
}

gboolean
tuntas_desk_sign_out_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Reading */

TuntasClock *
tuntas_desk_get_clock (TuntasDesk *self)
{
  return self->clock;
}

TuntasProcedure *
tuntas_desk_get_procedure (TuntasDesk *self)
{
  return self->procedure;
}

const char *
tuntas_desk_get_user (TuntasDesk *self)
{
  return self->user;
}

const char *
tuntas_desk_get_server (TuntasDesk *self)
{
  return self->server;
}

const char *
tuntas_desk_get_agent_name (TuntasDesk *self)
{
  return self->agent_name != NULL ? self->agent_name : self->user;
}

const char *
tuntas_desk_get_unit (TuntasDesk *self)
{
  return self->unit;
}

TuntasSyncState
tuntas_desk_get_sync_state (TuntasDesk *self)
{
  return self->sync_state;
}

gint64
tuntas_desk_get_last_sync (TuntasDesk *self)
{
  return self->last_sync;
}

guint
tuntas_desk_get_n_unsent (TuntasDesk *self)
{
  return self->n_unsent;
}

const GError *
tuntas_desk_get_sync_error (TuntasDesk *self)
{
  return self->sync_error;
}

GTimeZone *
tuntas_desk_get_zone (TuntasDesk *self)
{
  return self->zone;
}

const char *
tuntas_desk_get_language (TuntasDesk *self)
{
  return self->language;
}

GListModel *
tuntas_desk_get_queue (TuntasDesk *self)
{
  return G_LIST_MODEL (self->queue);
}

TuntasDeskItem *
tuntas_desk_find_item (TuntasDesk *self, const char *ticket_id)
{
  return tuntas_queue_find (self->queue, ticket_id);
}

TuntasDeskItem *
tuntas_desk_get_calling (TuntasDesk *self)
{
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);

      if (tuntas_case_get_open_attempt (tuntas_desk_item_get_case (item)) != NULL)
        return item;
    }
  return NULL;
}

TuntasDeskItem *
tuntas_desk_get_next (TuntasDesk *self, TuntasDeskItem *other)
{
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);

      if (item != other && tuntas_desk_item_get_section (item) == TUNTAS_SECTION_NEEDS_ACTION)
        return item;
    }
  return NULL;
}

gint64
tuntas_desk_get_prepared_at (TuntasDesk *self)
{
  return self->prepared_at;
}

char *
tuntas_desk_dup_ticket_uri (TuntasDesk *self, TuntasDeskItem *item)
{
  g_autofree char *id = g_uri_escape_string (tuntas_desk_item_get_id (item), NULL, FALSE);

  return self->ticket_uri != NULL && *self->ticket_uri != '\0' ? tuntas_words_finish (self->ticket_uri, "tiket", id)
                                                               : NULL;
}

/* Small things that are kept */

static void
draft_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_put_draft_finish (TUNTAS_STORE (source), result, &error))
    g_message ("a draft was not saved: %s", error->message);
}

void
tuntas_desk_put_draft (TuntasDesk *self, TuntasDeskItem *item, const char *name, const char *text)
{
  if (g_strcmp0 (tuntas_desk_item_get_draft (item, name), text) == 0)
    return;
  tuntas_desk_item_set_draft (item, name, text);
  if (self->store != NULL)
    tuntas_store_put_draft_async (self->store, tuntas_desk_item_get_id (item), name, text, NULL, draft_put_cb, NULL);
}

void
tuntas_desk_set_prepared (TuntasDesk *self, gboolean with_nossa)
{
  g_autofree char *text = NULL;

  self->prepared_at = tuntas_clock_now_seconds (self->clock);
  text = tuntas_instant_format (self->prepared_at);
  if (self->store == NULL)
    return;
  tuntas_store_put_meta_async (self->store, "prepared_at", text, NULL, NULL, NULL);
  tuntas_store_put_meta_async (self->store, "prepared_with_nossa", with_nossa ? "true" : "false", NULL, NULL, NULL);
}

/* The object */

static void
tuntas_desk_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  TuntasDesk *self = TUNTAS_DESK (object);

  switch ((TuntasDeskProps) property_id)
    {
    case PROP_SYNC_STATE:
      g_value_set_int (value, self->sync_state);
      break;
    case PROP_LAST_SYNC:
      g_value_set_int64 (value, self->last_sync);
      break;
    case PROP_N_UNSENT:
      g_value_set_uint (value, self->n_unsent);
      break;
    case PROP_AGENT_NAME:
      g_value_set_string (value, tuntas_desk_get_agent_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tuntas_desk_dispose (GObject *object)
{
  TuntasDesk *self = TUNTAS_DESK (object);

  g_cancellable_cancel (self->closing);
  if (self->alarm != 0)
    tuntas_clock_forget (self->clock, self->alarm);
  self->alarm = 0;
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tuntas_desk_parent_class)->dispose (object);
}

static void
tuntas_desk_finalize (GObject *object)
{
  TuntasDesk *self = TUNTAS_DESK (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->procedure);
  g_clear_object (&self->nossa);
  g_clear_object (&self->mailer);
  g_clear_object (&self->executor);
  g_clear_object (&self->queue);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->random, g_rand_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_error (&self->sync_error);
  g_queue_free_full (self->turns, g_free);
  g_free (self->directory);
  g_free (self->machine_id);
  g_free (self->server);
  g_free (self->user);
  g_free (self->language);
  g_free (self->zone_id);
  g_free (self->unit);
  g_free (self->company);
  g_free (self->mail_from);
  g_free (self->ticket_uri);
  g_free (self->agent_name);
  g_free (self->watermark);

  G_OBJECT_CLASS (tuntas_desk_parent_class)->finalize (object);
}

static void
tuntas_desk_class_init (TuntasDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tuntas_desk_get_property;
  object_class->dispose = tuntas_desk_dispose;
  object_class->finalize = tuntas_desk_finalize;

  props[PROP_SYNC_STATE] = g_param_spec_int ("sync-state", NULL, NULL, 0, TUNTAS_SYNC_SIGN_IN_NEEDED, 0, flags);
  props[PROP_LAST_SYNC] = g_param_spec_int64 ("last-sync", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_N_UNSENT] = g_param_spec_uint ("n-unsent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_AGENT_NAME] = g_param_spec_string ("agent-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_signal_new ("item-due", TUNTAS_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                TUNTAS_TYPE_DESK_ITEM);
}

static void
tuntas_desk_init (TuntasDesk *self)
{
  self->queue = tuntas_queue_new ();
  self->closing = g_cancellable_new ();
  self->turns = g_queue_new ();
  self->last_sync = -1;
  self->prepared_at = -1;
  self->next_poll = -1;
}

TuntasDesk *
tuntas_desk_new (const TuntasDeskParts *parts)
{
  TuntasDesk *self = g_object_new (TUNTAS_TYPE_DESK, NULL);

  self->clock = g_object_ref (parts->clock);
  self->procedure = g_object_ref (parts->procedure);
  self->nossa = g_object_ref (parts->nossa);
  self->mailer = g_object_ref (parts->mailer);
  self->executor = g_object_ref (parts->executor);
  self->random = parts->random;
  self->directory = g_strdup (parts->directory);
  self->machine_id = g_strdup (parts->machine_id);
  self->server = g_strdup (parts->server);
  self->user = g_strdup (parts->user);
  self->language = g_strdup (parts->language);
  self->zone_id = g_strdup (parts->zone_id);
  self->zone = g_time_zone_new_identifier (parts->zone_id);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  self->unit = g_strdup (parts->unit);
  self->company = g_strdup (parts->company);
  self->mail_from = g_strdup (parts->mail_from);
  self->ticket_uri = g_strdup (parts->ticket_uri);
  self->poll_interval = parts->poll_interval;
  g_signal_connect_object (self->clock, "stepped", G_CALLBACK (tuntas_desk_rearm), self, G_CONNECT_SWAPPED);
  return self;
}
