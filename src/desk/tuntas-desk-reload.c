/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include <string.h>

/* A commit that failed in the middle of the disk's trouble was called not saved, and may be in the journal all the same.
 * The next commit of that case is told so (a conflict); then the case is taken from the journal as it stands there. Other
 * cases are left alone. What the journal calls begun and this program never sent is doubted first, as at a start: had it
 * stayed begun, nobody would ever look at it again. */

typedef struct
{
  TuntasDeskItem *item;
  TuntasDeskItem *stored; /* (nullable): how the journal has it; until that is known */
  GPtrArray *doubted;     /* (nullable) of TuntasOutboxEntry */
} Reload;

static void
reload_free (gpointer data)
{
  Reload *reload = data;

  g_object_unref (reload->item);
  g_clear_object (&reload->stored);
  g_clear_pointer (&reload->doubted, g_ptr_array_unref);
  g_free (reload);
}

static gboolean
is_under_way (const TuntasOutboxEntry *entry)
{
  return entry != NULL && (entry->state == TUNTAS_OUTBOX_BEGUN || entry->state == TUNTAS_OUTBOX_VERIFYING);
}

/* (transfer full) */
static GPtrArray *
list_doubted (TuntasDesk *self, const Reload *reload)
{
  GPtrArray *doubted = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  GPtrArray *entries = tuntas_desk_item_get_entries (reload->stored);

  for (guint i = 0; i < entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);
      TuntasOutboxEntry *unknown;

      if (!is_under_way (entry) || is_under_way (tuntas_desk_item_find_entry (reload->item, entry->id)))
        continue;
      unknown = tuntas_outbox_entry_copy (entry);
      unknown->state = TUNTAS_OUTBOX_UNKNOWN;
      unknown->changed_at = tuntas_clock_now_seconds (self->clock);
      g_ptr_array_add (doubted, unknown);
    }
  return doubted;
}

static void
take_stored (const Reload *reload)
{
  TuntasCase *state = tuntas_desk_item_get_case (reload->stored);
  GPtrArray *entries = tuntas_desk_item_get_entries (reload->stored);

  for (guint i = 0; i < entries->len; i++)
    tuntas_desk_item_put_entry (reload->item, g_ptr_array_index (entries, i));
  for (guint i = 0; i < reload->doubted->len; i++)
    tuntas_desk_item_put_entry (reload->item, g_ptr_array_index (reload->doubted, i));
  tuntas_desk_item_set_case (reload->item, state, tuntas_case_get_events (state)->len);
}

/* Where that is not saved either, the case stays as it was, and its next commit leads here again. */
static void
doubted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_store_commit_finish (TUNTAS_STORE (source), result, &error))
    take_stored (g_task_get_task_data (task));
  else
    g_message ("the case could not be loaded again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
doubt (TuntasDesk *self, GTask *task)
{
  Reload *reload = g_task_get_task_data (task);
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (tuntas_desk_item_get_case_id (reload->item),
                                                       tuntas_desk_item_get_id (reload->item));

  for (guint i = 0; i < reload->doubted->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (reload->doubted, i);

      tuntas_commit_change_entry (commit, entry, tuntas_desk_item_find_entry (reload->stored, entry->id)->state);
    }
  tuntas_store_commit_async (self->store, commit, NULL, doubted_cb, g_object_ref (task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Reload *reload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStoreContents) contents = tuntas_store_load_finish (TUNTAS_STORE (source), result, &error);

  if (contents != NULL)
    reload->stored = tuntas_desk_restore_item (self, contents, tuntas_desk_item_get_case_id (reload->item), &error);
  if (reload->stored == NULL)
    {
      g_message ("the case could not be loaded again: %s", error != NULL ? error->message : "it is not in the journal");
      g_task_return_boolean (task, TRUE);
      return;
    }
  reload->doubted = list_doubted (self, reload);
  if (reload->doubted->len > 0)
    {
      doubt (self, task);
      return;
    }
  take_stored (reload);
  g_task_return_boolean (task, TRUE);
}

void
tuntas_desk_reload_async (TuntasDesk *self, TuntasDeskItem *item, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Reload *reload = g_new0 (Reload, 1);

  g_task_set_source_tag (task, tuntas_desk_reload_async);
  reload->item = g_object_ref (item);
  g_task_set_task_data (task, reload, reload_free);
  tuntas_store_load_async (self->store, NULL, loaded_cb, g_steal_pointer (&task));
}

void
tuntas_desk_reload_finish (TuntasDesk *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
