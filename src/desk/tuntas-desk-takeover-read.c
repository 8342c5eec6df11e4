/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-acceptance.h"
#include "tuntas-overrides.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* The first half of taking over: file → checked value → what would come of it (the preview). Nothing is changed by it. */

static void
row_free (gpointer data)
{
  TuntasTakeoverRow *row = data;

  g_free (row->ticket_id);
  g_free (row->customer);
  g_free (row);
}

void
tuntas_takeover_free (TuntasTakeover *self)
{
  g_clear_pointer (&self->handover, tuntas_handover_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

/* Reading, on a thread of its own */

static gboolean
fail (GError **error, TuntasDeskError code, const char *reason)
{
  g_set_error_literal (error, TUNTAS_DESK_ERROR, code, reason);
  return FALSE;
}

typedef struct
{
  char *path;
  TuntasAcceptance *acceptance;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  tuntas_acceptance_free (reading->acceptance);
  g_free (reading);
}

static GError *
trouble_of (const GError *reason)
{
  const char *trouble = g_error_matches (reason, TUNTAS_HANDOVER_ERROR, TUNTAS_HANDOVER_ERROR_VERSION)
                            ? "handover-version" : "handover-damaged";

  return tuntas_desk_error_new (TUNTAS_DESK_ERROR_HANDOVER, trouble, reason->message);
}

TuntasHandover *
tuntas_desk_read_handover_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  TuntasHandover *handover;
  GStatBuf status;
  gsize length;
  int failed = g_stat (path, &status) != 0 ? errno : 0;

  if (failed == 0 && status.st_size > TUNTAS_HANDOVER_MOST_BYTES)
    failed = EFBIG;
  if (failed != 0 || !g_file_get_contents (path, &text, &length, &reason))
    {
      fail (error, TUNTAS_DESK_ERROR_FILE, failed != 0 ? g_strerror (failed) : reason->message);
      return NULL;
    }
  handover = tuntas_handover_parse (text, (gssize) length, &reason);
  if (handover == NULL)
    g_propagate_error (error, trouble_of (reason));
  return handover;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  TuntasHandover *handover = tuntas_desk_read_handover_file (reading->path, &error);

  if (handover != NULL && !tuntas_acceptance_is_free (reading->acceptance, &error))
    g_clear_pointer (&handover, tuntas_handover_free);
  if (handover != NULL)
    g_task_return_pointer (task, handover, (GDestroyNotify) tuntas_handover_free);
  else
    g_task_return_error (task, error);
}

/* The preview */

static gboolean
is_for_us (TuntasDesk *self, const TuntasHandover *handover, GError **error)
{
  if (g_ascii_strcasecmp (handover->to, tuntas_desk_agent_id (self)) != 0 &&
      g_ascii_strcasecmp (handover->to, self->user) != 0)
    return fail (error, TUNTAS_DESK_ERROR_OTHER_RECEIVER, handover->to);
  if (strcmp (handover->server, self->server) == 0)
    return TRUE;
  g_propagate_error (error, tuntas_desk_error_new (TUNTAS_DESK_ERROR_HANDOVER, "handover-server", handover->server));
  return FALSE;
}

/* Whether the one is the beginning of the other. */
static gboolean
begins_with (GPtrArray *events, GPtrArray *beginning)
{
  for (guint i = 0; i < beginning->len; i++)
    {
      g_autofree char *one = i < events->len ? tuntas_event_to_json (g_ptr_array_index (events, i)) : NULL;
      g_autofree char *other = tuntas_event_to_json (g_ptr_array_index (beginning, i));

      if (g_strcmp0 (one, other) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
shelve (TuntasDesk *self, const TuntasHandover *handover)
{
  for (guint i = 0; i < handover->procedures->len; i++)
    {
      const TuntasHandoverProcedure *carried = g_ptr_array_index (handover->procedures, i);
      g_autoptr (TuntasOverrides) overrides = NULL;
      g_autoptr (TuntasProcedure) procedure = NULL;

      if (tuntas_procedures_find (self->procedures, carried->sha256) != NULL)
        continue;
      overrides = tuntas_overrides_from_text (carried->overrides, NULL);
      if (overrides != NULL)
        procedure = tuntas_procedure_new_with_overrides (carried->bytes, overrides, carried->sha256, NULL);
      if (procedure != NULL && strcmp (tuntas_procedure_get_sha256 (procedure), carried->sha256) == 0)
        tuntas_procedures_add (self->procedures, procedure);
    }
}

/* (transfer full) (nullable) */
static TuntasCase *
fold (TuntasDesk *self, GPtrArray *events)
{
  const char *zone_id = tuntas_event_get (g_ptr_array_index (events, 0), "zone");
  g_autoptr (GTimeZone) zone = zone_id != NULL && *zone_id != '\0' ? g_time_zone_new_identifier (zone_id) : NULL;

  return tuntas_case_fold (self->procedures, zone, events, NULL);
}

TuntasTakeoverState
tuntas_desk_judge_handed (TuntasDesk *self, const TuntasHandoverCase *one)
{
  const char *ticket_id = tuntas_ticket_get_id (one->ticket);
  TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);
  GPtrArray *events = item != NULL ? tuntas_case_get_events (tuntas_desk_item_get_case (item)) : NULL;
  g_autofree char *chain = tuntas_desk_chain_of (one->case_id, ticket_id, one->events);
  g_autoptr (TuntasCase) state = fold (self, one->events);

  if (strcmp (chain, one->chain) != 0 || state == NULL || strcmp (tuntas_case_get_ticket (state), ticket_id) != 0 ||
      tuntas_desk_is_unopened (self, ticket_id))
    return TUNTAS_TAKEOVER_UNREADABLE;
  /* One that is in the journal and no more on the desk is not begun a second time. */
  if (item == NULL && g_hash_table_contains (self->last_cases, ticket_id))
    return TUNTAS_TAKEOVER_CONFLICT;
  if (item == NULL || tuntas_desk_item_get_n_stored (item) == 0)
    return TUNTAS_TAKEOVER_NEW;
  if (begins_with (events, one->events))
    return TUNTAS_TAKEOVER_HERE;
  return begins_with (one->events, events) ? TUNTAS_TAKEOVER_COMES_BACK : TUNTAS_TAKEOVER_CONFLICT;
}

static TuntasTakeover *
preview (TuntasDesk *self, TuntasHandover *handover, const char *path)
{
  TuntasTakeover *takeover = g_new0 (TuntasTakeover, 1);

  takeover->handover = handover;
  takeover->path = g_strdup (path);
  takeover->rows = g_ptr_array_new_with_free_func (row_free);
  shelve (self, handover);
  for (guint i = 0; i < handover->cases->len; i++)
    {
      const TuntasHandoverCase *one = g_ptr_array_index (handover->cases, i);
      TuntasTakeoverRow *row = g_new0 (TuntasTakeoverRow, 1);

      row->ticket_id = g_strdup (tuntas_ticket_get_id (one->ticket));
      row->customer = g_strdup (tuntas_ticket_get (one->ticket, TUNTAS_TICKET_CUSTOMER));
      row->state = tuntas_desk_judge_handed (self, one);
      g_ptr_array_add (takeover->rows, row);
    }
  return takeover;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (TuntasHandover) handover = g_task_propagate_pointer (G_TASK (result), &error);

  if (handover == NULL || !is_for_us (self, handover, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, preview (self, g_steal_pointer (&handover), reading->path),
                           (GDestroyNotify) tuntas_takeover_free);
}

void
tuntas_desk_read_handover_async (TuntasDesk *self, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (self, NULL, read_cb, task);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, tuntas_desk_read_handover_async);
  reading->path = g_strdup (path);
  reading->acceptance = tuntas_acceptance_new (self, path, "", FALSE);
  g_task_set_task_data (thread, reading, reading_free);
  g_task_run_in_thread (thread, read_thread);
}

TuntasTakeover *
tuntas_desk_read_handover_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
