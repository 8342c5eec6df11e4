/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-resume.h"

#include <string.h>

/* The work log of the ticket that is being looked at: cache → Nossa → cache. What is cached is shown at once; only what
 * Nossa says now replaces it. What the agent pasted stands beside it, and so does what a list tells. */

/* Bytes: more than any work log that a person copies. */
#define MOST_PASTED (512 * 1024)

typedef struct
{
  TuntasDesk *desk;
  TuntasDeskItem *item;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->desk);
  g_object_unref (look->item);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

/* error (transfer full) (nullable) */
static void
end_look (Look *look, GError *error)
{
  TuntasWorkLog *log = tuntas_desk_item_get_work_log (look->item);

  log->loading = FALSE;
  g_clear_error (&log->error);
  log->error = error;
  tuntas_desk_item_emit_changed (look->item);
}

/* The cache can be fetched again: that it was not written costs nothing but the view without a connection. */
static void
cached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_put_work_log_finish (TUNTAS_STORE (source), result, &error))
    g_message ("the work log was not cached: %s", error->message);
}

static void
cache_log (TuntasDesk *self, TuntasDeskItem *item)
{
  g_auto (GStrv) texts = tuntas_work_log_print (tuntas_desk_item_get_work_log (item));

  tuntas_store_put_work_log_async (self->store, tuntas_desk_item_get_id (item), (const char *const *) texts, NULL,
                                   cached_cb, NULL);
}

static void
take_notes (Look *look, GPtrArray *notes)
{
  g_autoptr (TuntasWorkLog) told = tuntas_work_log_new ();

  for (guint i = 0; i < MIN (notes->len, TUNTAS_WORK_LOG_LENGTH); i++)
    {
      const TuntasNossaNote *note = g_ptr_array_index (notes, i);

      tuntas_work_log_append (told, note->at, note->type, note->by, note->text);
    }
  told->as_of = tuntas_clock_now_seconds (look->desk->clock);
  tuntas_work_log_take (tuntas_desk_item_get_work_log (look->item), told);
  cache_log (look->desk, look->item);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = tuntas_nossa_list_worklog_finish (TUNTAS_NOSSA (source), result, &error);

  if (notes != NULL)
    take_notes (look, notes);
  end_look (look, error != NULL ? tuntas_desk_error_from_nossa (error) : NULL);
}

static void
ask_nossa (Look *look)
{
  TuntasDesk *self = look->desk;

  if (tuntas_nossa_get_signed_in (self->nossa))
    tuntas_nossa_list_worklog_async (self->nossa, tuntas_desk_item_get_ticket (look->item), self->closing, listed_cb,
                                     look);
  else if (self->sync_state == TUNTAS_SYNC_LISTS)
    {
      /* There is nobody to ask; what was pasted is there. */
      end_look (look, NULL);
      look_free (look);
    }
  else
    {
      gboolean wanted = self->sync_state == TUNTAS_SYNC_SIGN_IN_NEEDED;

      end_look (look, g_error_new_literal (TUNTAS_DESK_ERROR, wanted ? TUNTAS_DESK_ERROR_SIGN_IN_NEEDED
                                                                     : TUNTAS_DESK_ERROR_UNREACHABLE, "not signed in"));
      look_free (look);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  g_auto (GStrv) texts = tuntas_store_load_work_log_finish (TUNTAS_STORE (source), result, NULL);

  /* A cache that cannot be read is as good as an empty one. */
  if (texts != NULL && tuntas_work_log_parse (tuntas_desk_item_get_work_log (look->item), (const char *const *) texts))
    tuntas_desk_item_emit_changed (look->item);
  ask_nossa (look);
}

void
tuntas_desk_load_work_log (TuntasDesk *self, TuntasDeskItem *item)
{
  TuntasWorkLog *log = tuntas_desk_item_get_work_log (item);
  Look *look;

  if (log->loading || self->store == NULL)
    return;
  log->loading = TRUE;
  look = g_new (Look, 1);
  look->desk = g_object_ref (self);
  look->item = g_object_ref (item);
  if (log->as_of < 0)
    tuntas_store_load_work_log_async (self->store, tuntas_desk_item_get_id (item), NULL, loaded_cb, look);
  else
    ask_nossa (look);
}

gboolean
tuntas_desk_paste_work_log (TuntasDesk *self, TuntasDeskItem *item, const char *text, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *id = tuntas_desk_item_get_id (item);

  g_return_val_if_fail (TUNTAS_IS_DESK (self), FALSE);

  if (strlen (valid) > MOST_PASTED ||
      !tuntas_work_log_paste (tuntas_desk_item_get_work_log (item), valid, id, tuntas_clock_now_seconds (self->clock)))
    {
      g_set_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OTHER_TICKET, "that is no work log of %s", id);
      return FALSE;
    }
  if (self->store != NULL)
    cache_log (self, item);
  tuntas_desk_item_emit_changed (item);
  return TRUE;
}

/* What a list tells: of tickets of which it has a trailer of ours, and which nobody has begun here (Q10). */

typedef struct
{
  GPtrArray *items; /* of TuntasDeskItem */
  GPtrArray *texts; /* of utf8: one for each of them */
  guint next;
} Listed;

static void
listed_free (gpointer data)
{
  Listed *listed = data;

  g_ptr_array_unref (listed->items);
  g_ptr_array_unref (listed->texts);
  g_free (listed);
}

static void
add_listed (TuntasDesk *self, Listed *listed, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TuntasImportTicket *row = g_ptr_array_index (rows, i);
      TuntasDeskItem *item = row->work_log != NULL && tuntas_resume_is_in (row->work_log)
                                 ? tuntas_queue_find (self->queue, tuntas_ticket_get_id (row->ticket)) : NULL;

      if (item == NULL || tuntas_desk_item_is_begun (item) || strlen (row->work_log) > MOST_PASTED)
        continue;
      g_ptr_array_add (listed->items, g_object_ref (item));
      g_ptr_array_add (listed->texts, g_strdup (row->work_log));
    }
}

static void load_listed (TuntasDesk *self, GTask *task);

/* What is in the cache, and was not looked at yet, is not to be written over. */
static void
listed_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Listed *listed = g_task_get_task_data (task);
  TuntasDeskItem *item = g_ptr_array_index (listed->items, listed->next);
  TuntasWorkLog *log = tuntas_desk_item_get_work_log (item);
  g_auto (GStrv) cached = tuntas_store_load_work_log_finish (TUNTAS_STORE (source), result, NULL);

  if (log->as_of < 0 && cached != NULL)
    tuntas_work_log_parse (log, (const char *const *) cached);
  /* The row is the ticket's. */
  tuntas_work_log_paste (log, g_ptr_array_index (listed->texts, listed->next), NULL,
                         tuntas_clock_now_seconds (self->clock));
  listed->next++;
  if (self->store != NULL)
    cache_log (self, item);
  tuntas_desk_item_emit_changed (item);
  load_listed (self, g_steal_pointer (&task));
}

/* task (transfer full) */
static void
load_listed (TuntasDesk *self, GTask *task)
{
  Listed *listed = g_task_get_task_data (task);

  if (self->store != NULL && listed->next < listed->items->len)
    {
      tuntas_store_load_work_log_async (self->store, tuntas_desk_item_get_id (g_ptr_array_index (listed->items, listed->next)),
                                        NULL, listed_loaded_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
tuntas_desk_take_work_logs_async (TuntasDesk *self, const TuntasImport *import, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Listed *listed = g_new0 (Listed, 1);

  g_task_set_source_tag (task, tuntas_desk_take_work_logs_async);
  listed->items = g_ptr_array_new_with_free_func (g_object_unref);
  listed->texts = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, listed, listed_free);
  add_listed (self, listed, import->added);
  add_listed (self, listed, import->changed);
  add_listed (self, listed, import->same);
  load_listed (self, task);
}

void
tuntas_desk_take_work_logs_finish (TuntasDesk *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
