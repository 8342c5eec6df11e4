/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-store-error.h"

#include <string.h>

/* Saving. What changes a case takes a turn: it reads the item as it stands, decides, and saves; the next one sees the
 * result. So no two decisions are made on the same state, and the journal's order is the order of the decisions. */

typedef struct
{
  TuntasTurnFunc func;
  gpointer user_data;
} Turn;

static void
next_turn (TuntasDesk *self)
{
  Turn *turn;

  if (self->in_turn || (turn = g_queue_pop_head (self->turns)) == NULL)
    return;
  self->in_turn = TRUE;
  turn->func (self, turn->user_data);
  g_free (turn);
}

void
tuntas_desk_take_turn (TuntasDesk *self, TuntasTurnFunc func, gpointer user_data)
{
  Turn *turn = g_new (Turn, 1);

  turn->func = func;
  turn->user_data = user_data;
  g_queue_push_tail (self->turns, turn);
  next_turn (self);
}

void
tuntas_desk_end_turn (TuntasDesk *self)
{
  g_return_if_fail (self->in_turn);

  self->in_turn = FALSE;
  next_turn (self);
}

typedef struct
{
  TuntasDeskItem *item;
  TuntasCase *next;   /* (nullable) */
  GPtrArray *added;   /* (nullable) of TuntasOutboxEntry */
  GPtrArray *changed; /* (nullable) of TuntasOutboxEntry */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->item);
  g_clear_pointer (&save->next, tuntas_case_unref);
  g_clear_pointer (&save->added, g_ptr_array_unref);
  g_clear_pointer (&save->changed, g_ptr_array_unref);
  g_free (save);
}

/* What an event pins the case to goes into the journal with it. */
static void
add_pinned (TuntasCommit *commit, TuntasCase *state, TuntasEvent *event)
{
  TuntasProcedures *procedures = tuntas_case_get_procedures (state);

  if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_OPENED) == 0 ||
      strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_MOVED) == 0)
    tuntas_commit_add_procedure (commit, tuntas_procedures_find (procedures, tuntas_event_get (event, "sha256")));
}

static TuntasCommit *
build_commit (const Save *save)
{
  TuntasCommit *commit = tuntas_commit_new (tuntas_desk_item_get_case_id (save->item),
                                            tuntas_desk_item_get_id (save->item));
  GPtrArray *events = save->next != NULL ? tuntas_case_get_events (save->next) : NULL;

  for (guint i = tuntas_desk_item_get_n_stored (save->item); events != NULL && i < events->len; i++)
    {
      add_pinned (commit, save->next, g_ptr_array_index (events, i));
      tuntas_commit_add_event (commit, g_ptr_array_index (events, i));
    }
  for (guint i = 0; save->added != NULL && i < save->added->len; i++)
    tuntas_commit_add_entry (commit, g_ptr_array_index (save->added, i));
  for (guint i = 0; save->changed != NULL && i < save->changed->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (save->changed, i);

      tuntas_commit_change_entry (commit, entry, tuntas_desk_item_find_entry (save->item, entry->id)->state);
    }
  return commit;
}

static void
put_entries (TuntasDeskItem *item, GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    tuntas_desk_item_put_entry (item, g_ptr_array_index (entries, i));
}

typedef struct
{
  GTask *task;
  GError *error;
} Conflict;

static void
show_anew (TuntasDesk *self, TuntasDeskItem *item)
{
  tuntas_desk_count_unsent (self);
  tuntas_desk_item_emit_changed (item);
  tuntas_desk_check_reminder (self, item);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  Conflict *conflict = user_data;
  Save *save = g_task_get_task_data (conflict->task);

  tuntas_desk_reload_finish (self, result);
  tuntas_desk_item_set_busy (save->item, FALSE);
  show_anew (self, save->item);
  g_task_return_error (conflict->task, conflict->error);
  g_object_unref (conflict->task);
  g_free (conflict);
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

/* What was to be saved was decided on a state that the journal does not have. (transfer full) task, error */
static void
reload (TuntasDesk *self, GTask *task, GError *error)
{
  Save *save = g_task_get_task_data (task);
  Conflict *conflict = g_new0 (Conflict, 1);

  conflict->task = task;
  conflict->error = error;
  tuntas_desk_reload_async (self, save->item, reloaded_cb, conflict);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_commit_finish (TUNTAS_STORE (source), result, &error) &&
      g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT))
    {
      reload (self, g_steal_pointer (&task), tuntas_desk_error_from_store (error));
      return;
    }
  tuntas_desk_item_set_busy (save->item, FALSE);
  if (error != NULL)
    {
      tuntas_desk_item_emit_changed (save->item);
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      return;
    }
  g_hash_table_replace (self->last_cases, g_strdup (tuntas_desk_item_get_id (save->item)),
                        g_strdup (tuntas_desk_item_get_case_id (save->item)));
  if (save->next != NULL)
    tuntas_desk_item_set_case (save->item, save->next, tuntas_case_get_events (save->next)->len);
  put_entries (save->item, save->added);
  put_entries (save->item, save->changed);
  show_anew (self, save->item);
  g_task_return_boolean (task, TRUE);
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

void
tuntas_desk_save_async (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *next, GPtrArray *added,
                        GPtrArray *changed, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);
  GError *held = tuntas_desk_hold_error (self);
  g_autoptr (TuntasCommit) commit = NULL;

  g_task_set_source_tag (task, tuntas_desk_save_async);
  g_task_set_task_data (task, save, save_free);
  save->item = g_object_ref (item);
  save->next = next != NULL ? tuntas_case_ref (next) : NULL;
  save->added = added != NULL ? g_ptr_array_ref (added) : NULL;
  save->changed = changed != NULL ? g_ptr_array_ref (changed) : NULL;
  if (held != NULL)
    {
      g_task_return_error (task, held);
      g_object_unref (task);
      return;
    }
  /* The one gate for whatever would be added to a case that is with somebody else. */
  if (tuntas_desk_item_is_away (item) && (next == NULL || tuntas_case_get_holder (next, NULL, NULL) != NULL))
    {
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_HANDED_OVER, "%s",
                               tuntas_case_get_holder (tuntas_desk_item_get_case (item), NULL, NULL));
      g_object_unref (task);
      return;
    }
  commit = build_commit (save);
  tuntas_desk_item_set_busy (item, TRUE);
  tuntas_store_commit_async (self->store, commit, NULL, committed_cb, task);
}

gboolean
tuntas_desk_save_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

TuntasCase *
tuntas_desk_next_with (TuntasDesk *self, TuntasCase *state, TuntasAct *act)
{
  g_autoptr (TuntasEvent) event = tuntas_event_new (tuntas_case_get_events (state)->len + 1,
                                                    tuntas_clock_now_seconds (self->clock),
                                                    tuntas_desk_agent_id (self), act);

  return tuntas_case_append (state, event);
}
