/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include <string.h>

/* The work log of the ticket that is being looked at: cache → Nossa → cache. What is cached is shown at once; only what
 * Nossa says now replaces it. What the agent pasted stands beside it. */

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
