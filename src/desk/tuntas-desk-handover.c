/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

/* Giving: the mark goes into the journal first, in one commit for all cases, then the file is written (-handover-file).
 * tuntas-handover.h says why in this order. */

gboolean
tuntas_desk_can_hand_over (TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  for (guint i = 0; i < entries->len; i++)
    {
      TuntasOutboxState sending = ((TuntasOutboxEntry *) g_ptr_array_index (entries, i))->state;

      if (sending == TUNTAS_OUTBOX_BEGUN || sending == TUNTAS_OUTBOX_VERIFYING)
        return FALSE;
    }
  return tuntas_desk_item_is_begun (item) && !tuntas_desk_item_is_away (item) && !tuntas_desk_item_is_busy (item) &&
         !tuntas_desk_item_is_stepping (item) && tuntas_case_get_open_attempt (state) == NULL &&
         (tuntas_case_get_end (state) == NULL || !tuntas_desk_item_is_settled (item));
}

gboolean
tuntas_desk_waits (TuntasDeskItem *item)
{
  return tuntas_desk_can_hand_over (item) &&
         (tuntas_case_get_deadline (tuntas_desk_item_get_case (item)) >= 0 || !tuntas_desk_item_is_settled (item) ||
          tuntas_desk_item_get_section (item) == TUNTAS_SECTION_WAITING);
}

typedef struct
{
  GPtrArray *items;
  GPtrArray *states; /* of TuntasCase: with the mark */
  char *id;
  char *to;
  char *directory;
} Giving;

static void
giving_free (gpointer data)
{
  Giving *giving = data;

  g_ptr_array_unref (giving->items);
  g_ptr_array_unref (giving->states);
  g_free (giving->id);
  g_free (giving->to);
  g_free (giving->directory);
  g_free (giving);
}

static void
take_states (TuntasDesk *self, const Giving *giving)
{
  for (guint i = 0; i < giving->items->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (giving->items, i);
      TuntasCase *state = g_ptr_array_index (giving->states, i);

      tuntas_desk_item_set_case (item, state, tuntas_case_get_events (state)->len);
      tuntas_desk_check_reminder (self, item);
    }
  tuntas_desk_count_unsent (self);
  for (guint i = 0; i < giving->items->len; i++)
    tuntas_desk_item_emit_changed (g_ptr_array_index (giving->items, i));
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Giving *giving = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean saved = tuntas_store_commit_all_finish (TUNTAS_STORE (source), result, &error);

  if (saved)
    take_states (self, giving);
  tuntas_desk_end_turn (self);
  if (!saved)
    {
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      return;
    }
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
  tuntas_desk_write_handover_file (self, g_steal_pointer (&task), giving->id, giving->directory);
}

/* (transfer full) */
static TuntasCommit *
mark (TuntasDesk *self, Giving *giving, TuntasDeskItem *item)
{
  TuntasCommit *commit = tuntas_commit_new (tuntas_desk_item_get_case_id (item), tuntas_desk_item_get_id (item));
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_HANDED_OVER);
  TuntasCase *next;
  GPtrArray *events;

  tuntas_act_set (act, "to", giving->to);
  tuntas_act_set (act, "handover", giving->id);
  next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (item), act);
  events = tuntas_case_get_events (next);
  tuntas_commit_add_event (commit, g_ptr_array_index (events, events->len - 1));
  g_ptr_array_add (giving->states, next);
  return commit;
}

static void
give_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Giving *giving = g_task_get_task_data (task);
  g_autoptr (GPtrArray) commits = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_commit_unref);
  GError *held = tuntas_desk_hold_error (self);

  for (guint i = 0; held == NULL && i < giving->items->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (giving->items, i);

      if (!tuntas_desk_can_hand_over (item))
        held = g_error_new (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE, "%s cannot be handed over now",
                            tuntas_desk_item_get_id (item));
      else
        g_ptr_array_add (commits, mark (self, giving, item));
    }
  if (held != NULL)
    {
      g_task_return_error (task, held);
      tuntas_desk_end_turn (self);
      return;
    }
  tuntas_store_commit_all_async (self->store, commits, NULL, marked_cb, g_steal_pointer (&task));
}

void
tuntas_desk_hand_over_async (TuntasDesk *self, GPtrArray *items, const char *to, const char *directory,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Giving *giving = g_new0 (Giving, 1);
  g_autofree char *login = g_strstrip (g_strdup (to));

  g_return_if_fail (items->len > 0 && *login != '\0');

  g_task_set_source_tag (task, tuntas_desk_hand_over_async);
  giving->items = g_ptr_array_copy (items, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (giving->items, g_object_unref);
  giving->states = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_case_unref);
  giving->id = tuntas_desk_make_reference (self);
  giving->to = g_steal_pointer (&login);
  giving->directory = g_strdup (directory);
  g_task_set_task_data (task, giving, giving_free);
  tuntas_desk_take_turn (self, give_turn, task);
}

void
tuntas_desk_write_handover_async (TuntasDesk *self, const char *id, const char *directory, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_hand_over_async);
  tuntas_desk_write_handover_file (self, task, id, directory);
}

char *
tuntas_desk_hand_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
