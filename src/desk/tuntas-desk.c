/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk.h"
#include "tuntas-desk-private.h"

G_DEFINE_FINAL_TYPE (TuntasDesk, tuntas_desk, G_TYPE_OBJECT)

typedef enum
{
  PROP_SYNC_STATE = 1,
  PROP_LAST_SYNC,
  PROP_N_UNSENT,
  PROP_AGENT_NAME,
  PROP_HOLD,
  PROP_RECOVERED,
  PROP_ALARMS_HOLD,
} TuntasDeskProps;

static GParamSpec *props[PROP_ALARMS_HOLD + 1];

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
  /* Whatever else ends after the session did: only a sign-in helps. */
  gboolean ended = self->sync_state == TUNTAS_SYNC_SIGN_IN_NEEDED && state != TUNTAS_SYNC_SIGNED_OUT &&
                   !tuntas_nossa_get_signed_in (self->nossa);

  if (self->sync_state == state || ended || self->sync_state == TUNTAS_SYNC_LISTS)
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

  for (guint i = 0; i < self->unopened->len; i++)
    n += ((TuntasUnopened *) g_ptr_array_index (self->unopened, i))->n_unsent;
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    if (!tuntas_desk_item_is_away (tuntas_queue_get (self->queue, i))) /* they are another's to send */
      n += tuntas_desk_item_count_unsent (tuntas_queue_get (self->queue, i));
  if (n == self->n_unsent)
    return;
  self->n_unsent = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNSENT]);
}

void
tuntas_desk_set_agent_name (TuntasDesk *self, const char *name)
{
  if (name == NULL || g_strcmp0 (name, self->agent_name) == 0)
    return;
  g_free (self->agent_name);
  self->agent_name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AGENT_NAME]);
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
  return tuntas_procedures_get_current (self->procedures);
}

TuntasStation *
tuntas_desk_get_station (TuntasDesk *self)
{
  return self->station;
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
  return self->station->unit;
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
  return self->station->language;
}

GListModel *
tuntas_desk_get_queue (TuntasDesk *self)
{
  return G_LIST_MODEL (self->queue);
}

GPtrArray *
tuntas_desk_get_unopened (TuntasDesk *self)
{
  return self->unopened;
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

gint64
tuntas_desk_get_ttr_target (TuntasDesk *self, TuntasDeskItem *item)
{
  return tuntas_service_table_find_ttr_target (self->services, tuntas_desk_item_get_ticket (item));
}

char *
tuntas_desk_dup_ticket_uri (TuntasDesk *self, TuntasDeskItem *item)
{
  g_autofree char *id = g_uri_escape_string (tuntas_desk_item_get_id (item), NULL, FALSE);

  return *self->station->ticket_uri != '\0' ? tuntas_words_finish (self->station->ticket_uri, "tiket", id)
                                                               : NULL;
}

/* Small things that are kept */

static void
draft_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasDesk) self = user_data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  if (tuntas_store_put_draft_finish (TUNTAS_STORE (source), result, &cause))
    {
      if (self->drafts_fail)
        g_signal_emit_by_name (self, "draft-not-saved", NULL);
      self->drafts_fail = FALSE;
      return;
    }
  if (g_cancellable_is_cancelled (self->closing))
    return;
  self->drafts_fail = TRUE;
  error = tuntas_desk_error_from_store (cause);
  g_signal_emit_by_name (self, "draft-not-saved", error);
}

void
tuntas_desk_put_draft (TuntasDesk *self, TuntasDeskItem *item, const char *name, const char *text)
{
  if (g_strcmp0 (tuntas_desk_item_get_draft (item, name), text) == 0)
    return;
  tuntas_desk_item_set_draft (item, name, text);
  if (self->store != NULL)
    tuntas_store_put_draft_async (self->store, tuntas_desk_item_get_id (item), name, text, NULL, draft_put_cb,
                                  g_object_ref (self));
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

/* Whichever request it was that found the session ended, perhaps one whose own answer did not matter. */
static void
signed_in_changed_cb (TuntasDesk *self)
{
  if (!tuntas_nossa_get_signed_in (self->nossa) && self->sync_state != TUNTAS_SYNC_SIGNED_OUT)
    tuntas_desk_set_sync_state (self, TUNTAS_SYNC_SIGN_IN_NEEDED);
}

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
    case PROP_HOLD:
      g_value_set_int (value, tuntas_desk_get_hold (self));
      break;
    case PROP_RECOVERED:
      g_value_set_boolean (value, self->recovered != NULL);
      break;
    case PROP_ALARMS_HOLD:
      g_value_set_boolean (value, tuntas_desk_get_alarms_hold (self));
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
  g_clear_object (&self->alarm_item);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tuntas_desk_parent_class)->dispose (object);
}

static void
tuntas_desk_finalize (GObject *object)
{
  TuntasDesk *self = TUNTAS_DESK (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->procedures);
  g_clear_object (&self->nossa);
  g_clear_object (&self->mailer);
  g_clear_object (&self->executor);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->unopened, g_ptr_array_unref);
  g_clear_pointer (&self->recovered, tuntas_recovered_free);
  g_clear_pointer (&self->unreadable, g_hash_table_unref);
  g_clear_pointer (&self->read_singly, g_hash_table_unref);
  g_clear_pointer (&self->list_mapping, g_hash_table_unref);
  g_clear_pointer (&self->last_cases, g_hash_table_unref);
  g_clear_pointer (&self->handover_files, g_hash_table_unref);
  g_clear_pointer (&self->parents, g_hash_table_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->random, g_rand_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_error (&self->sync_error);
  g_queue_free_full (self->turns, g_free);
  g_queue_free_full (self->unsettled, tuntas_desk_forget_step);
  g_free (self->directory);
  g_free (self->vfs);
  g_free (self->machine_id);
  g_free (self->server);
  g_free (self->user);
  g_clear_pointer (&self->station, tuntas_station_unref);
  g_clear_pointer (&self->services, tuntas_service_table_unref);
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

  props[PROP_SYNC_STATE] = g_param_spec_int ("sync-state", NULL, NULL, 0, TUNTAS_SYNC_LISTS, 0, flags);
  props[PROP_LAST_SYNC] = g_param_spec_int64 ("last-sync", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_N_UNSENT] = g_param_spec_uint ("n-unsent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_AGENT_NAME] = g_param_spec_string ("agent-name", NULL, NULL, NULL, flags);
  props[PROP_HOLD] = g_param_spec_int ("hold", NULL, NULL, 0, TUNTAS_DESK_HOLD_COPIED, 0, flags);
  props[PROP_RECOVERED] = g_param_spec_boolean ("recovered", NULL, NULL, FALSE, flags);
  props[PROP_ALARMS_HOLD] = g_param_spec_boolean ("alarms-hold", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_signal_new ("reminder", TUNTAS_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                TUNTAS_TYPE_DESK_ITEM, G_TYPE_INT);
  g_signal_new ("act-refused", TUNTAS_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                TUNTAS_TYPE_DESK_ITEM, TUNTAS_TYPE_ACT, G_TYPE_POINTER);
  g_signal_new ("alarms-changed", TUNTAS_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("draft-not-saved", TUNTAS_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
tuntas_desk_init (TuntasDesk *self)
{
  self->queue = tuntas_queue_new ();
  self->unopened = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_unopened_free);
  self->unreadable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->read_singly = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list_mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->handover_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parents = tuntas_desk_new_parents ();
  self->last_cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->past = g_ptr_array_new_with_free_func (tuntas_desk_forget_past);
  self->closing = g_cancellable_new ();
  self->turns = g_queue_new ();
  self->unsettled = g_queue_new ();
  self->last_sync = -1;
  self->prepared_at = -1;
  self->next_poll = -1;
}

TuntasDesk *
tuntas_desk_new (const TuntasDeskParts *parts)
{
  TuntasDesk *self = g_object_new (TUNTAS_TYPE_DESK, NULL);

  self->clock = g_object_ref (parts->clock);
  self->procedures = tuntas_procedures_new (parts->procedure);
  self->nossa = g_object_ref (parts->nossa);
  self->mailer = g_object_ref (parts->mailer);
  self->executor = g_object_ref (parts->executor);
  self->random = parts->random;
  self->directory = g_strdup (parts->directory);
  self->vfs = g_strdup (parts->vfs);
  self->machine_id = g_strdup (parts->machine_id);
  self->server = g_strdup (parts->server);
  self->user = g_strdup (parts->user);
  self->sync_state = *parts->server == '\0' ? TUNTAS_SYNC_LISTS : TUNTAS_SYNC_SIGNED_OUT;
  self->station = tuntas_station_ref (parts->station);
  self->services = parts->services != NULL ? tuntas_service_table_ref (parts->services)
                                           : tuntas_service_table_new_default (parts->procedure);
  self->zone = g_time_zone_new_identifier (self->station->zone_id);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  self->poll_interval = parts->poll_interval;
  self->practice = parts->practice;
  if (parts->mail_account != NULL)
    g_signal_connect_object (parts->mail_account, "given", G_CALLBACK (tuntas_desk_mail_login_changed), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "stepped", G_CALLBACK (tuntas_desk_look_around), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nossa, "notify::signed-in", G_CALLBACK (signed_in_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
