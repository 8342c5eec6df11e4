/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-import-private.h"

/* Taking a list in, after the preview (-import-read): tickets → cache → queue, as a pull's rows go, in slices of the
 * main loop; then what it tells besides: work logs to carry cases on from (-work-log), what it proves (-proof), who
 * leaves by it, and how mass outages stand (-relatives). Of numbers alone Nossa is asked first, one by one. */

#define SLICE 50 /* tickets */

typedef struct
{
  TuntasImport *import;
  GPtrArray *rows;    /* of TuntasImportTicket, which the import owns: what is taken */
  GPtrArray *bases;   /* of TuntasTicket or NULL: what the row was merged with, one for each row */
  GPtrArray *tickets; /* of TuntasTicket: as they are kept, one for each row */
  GPtrArray *fresh;   /* of TuntasDeskItem */
  guint next;
  TuntasImportOutcome *outcome;
} Taking;

static void
base_free (gpointer ticket)
{
  if (ticket != NULL)
    tuntas_ticket_unref (ticket);
}

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  tuntas_import_unref (taking->import);
  g_ptr_array_unref (taking->rows);
  g_ptr_array_unref (taking->bases);
  g_ptr_array_unref (taking->tickets);
  g_ptr_array_unref (taking->fresh);
  g_clear_pointer (&taking->outcome, tuntas_import_outcome_free);
  g_free (taking);
}

static void
refusal_free (gpointer data)
{
  TuntasImportRefusal *refusal = data;

  g_free (refusal->id);
  g_free (refusal);
}

void
tuntas_import_outcome_free (TuntasImportOutcome *outcome)
{
  g_ptr_array_unref (outcome->refused);
  g_free (outcome);
}

/* (nullable): the row's ticket as the desk has it now. */
static TuntasTicket *
current_of (TuntasDesk *self, const TuntasImportTicket *row)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (row->ticket));

  return item != NULL ? tuntas_desk_item_get_ticket (item) : NULL;
}

/* (transfer full): the ticket as the row makes it now, whatever has become of it since the comparison. */
static TuntasTicket *
make_ticket (TuntasTicket *current, const TuntasImportTicket *row)
{
  if (current == NULL || current == row->base)
    return tuntas_ticket_ref (row->ticket);
  if (tuntas_import_is_older (current, row->row_ticket))
    return tuntas_ticket_ref (current);
  return tuntas_import_merge (current, row->row_ticket, row->phones_found);
}

/* What the list proves may be what explains why a ticket has left. */
static void
let_leave (TuntasDesk *self, Taking *taking)
{
  for (guint i = 0; i < taking->rows->len; i++)
    {
      const TuntasImportTicket *row = g_ptr_array_index (taking->rows, i);
      TuntasTicket *ticket = g_ptr_array_index (taking->tickets, i);
      TuntasDeskItem *item = row->leaves ? tuntas_queue_find (self->queue, tuntas_ticket_get_id (ticket)) : NULL;

      if (item == NULL || tuntas_desk_is_ours_to_explain (item))
        continue;
      /* Where Nossa can be asked, its own word counts, and not that of a list that may be of this morning. */
      if (tuntas_nossa_get_signed_in (self->nossa))
        tuntas_desk_look_at_ticket (self, item);
      else
        tuntas_desk_take_leave (self, item, ticket);
    }
}

/* Where tickets come from lists alone, the desk is as new as the last one. */
static void
note_list (TuntasDesk *self, const TuntasImport *import)
{
  g_autofree char *text = NULL;

  if (self->store == NULL || self->sync_state != TUNTAS_SYNC_LISTS || import->numbers_only)
    return;
  self->last_sync = tuntas_clock_now_seconds (self->clock);
  text = tuntas_instant_format (self->last_sync);
  tuntas_store_put_meta_async (self->store, "list_at", text, NULL, NULL, NULL);
  g_object_notify (G_OBJECT (self), "last-sync");
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  Taking *taking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n = tuntas_desk_prove_finish (self, result, &error);

  if (n < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  taking->outcome->n_proved = (guint) n;
  let_leave (self, taking);
  tuntas_desk_take_parents (self, taking->import);
  note_list (self, taking->import);
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
  g_task_return_pointer (task, g_steal_pointer (&taking->outcome), (GDestroyNotify) tuntas_import_outcome_free);
}

static void
logged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  const Taking *taking = g_task_get_task_data (user_data);

  tuntas_desk_take_work_logs_finish (self, result);
  tuntas_desk_prove_async (self, taking->import, proved_cb, user_data);
}

/* A pull may have come since the rows were merged, and is not to be lost by it: late gets what is to be kept anew. */
static void
merge_again (TuntasDesk *self, Taking *taking, guint i, GPtrArray *late)
{
  const TuntasImportTicket *row = g_ptr_array_index (taking->rows, i);
  TuntasTicket *current = current_of (self, row);

  if (current == NULL || current == g_ptr_array_index (taking->bases, i))
    return;
  tuntas_ticket_unref (g_ptr_array_index (taking->tickets, i));
  taking->tickets->pdata[i] = make_ticket (current, row);
  g_ptr_array_add (late, tuntas_ticket_ref (taking->tickets->pdata[i]));
}

static void
take_one (TuntasDesk *self, Taking *taking, guint i)
{
  const TuntasImportTicket *row = g_ptr_array_index (taking->rows, i);
  TuntasTicket *ticket = g_ptr_array_index (taking->tickets, i);
  TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (ticket));

  if (item != NULL)
    taking->outcome->n_changed++;
  else
    taking->outcome->n_added++;
  if (item == NULL || !row->leaves)
    tuntas_desk_take_ticket (self, ticket, taking->fresh);
  else
    {
      /* One that has left does not come back by it. */
      tuntas_desk_item_set_ticket (item, ticket);
      tuntas_desk_item_emit_changed (item);
    }
}

/* A pull may have come between the slices. */
static void
add_fresh (TuntasDesk *self, Taking *taking)
{
  for (guint i = taking->fresh->len; i > 0; i--)
    if (tuntas_queue_find (self->queue, tuntas_desk_item_get_id (g_ptr_array_index (taking->fresh, i - 1))) != NULL)
      g_ptr_array_remove_index_fast (taking->fresh, i - 1);
  tuntas_queue_extend (self->queue, taking->fresh);
}

static gboolean
take_slice_cb (gpointer user_data)
{
  GTask *task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Taking *taking = g_task_get_task_data (task);
  g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  guint end = MIN (taking->next + SLICE, taking->rows->len);

  if (g_cancellable_is_cancelled (self->closing))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the desk was closed");
      return G_SOURCE_REMOVE;
    }
  for (; taking->next < end; taking->next++)
    {
      merge_again (self, taking, taking->next, late);
      take_one (self, taking, taking->next);
    }
  if (late->len > 0)
    tuntas_store_put_tickets_async (self->store, late, FALSE, NULL, NULL, NULL, NULL);
  if (taking->next < taking->rows->len)
    return G_SOURCE_CONTINUE;
  add_fresh (self, taking);
  tuntas_desk_take_work_logs_async (self, taking->import, logged_cb, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gone = tuntas_store_put_tickets_finish (TUNTAS_STORE (source), result, &error);

  if (gone == NULL)
    g_task_return_error (task, tuntas_desk_error_from_store (error));
  else
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_slice_cb, g_steal_pointer (&task), g_object_unref);
}

/* What is on the screen as taken is on the disk. */
static void
keep (TuntasDesk *self, GTask *task)
{
  Taking *taking = g_task_get_task_data (task);

  for (guint i = 0; i < taking->rows->len; i++)
    {
      const TuntasImportTicket *row = g_ptr_array_index (taking->rows, i);
      TuntasTicket *current = current_of (self, row);

      g_ptr_array_add (taking->bases, current != NULL ? tuntas_ticket_ref (current) : NULL);
      g_ptr_array_add (taking->tickets, make_ticket (current, row));
    }
  tuntas_store_put_tickets_async (self->store, taking->tickets, FALSE, NULL, NULL, kept_cb, g_object_ref (task));
}

/* Numbers alone, with a Nossa to ask */

static void look_next (TuntasDesk *self, GTask *task);

static void
refuse (Taking *taking, const char *id, const char *code)
{
  TuntasImportRefusal *refusal = g_new0 (TuntasImportRefusal, 1);

  refusal->id = g_strdup (id);
  refusal->code = code;
  g_ptr_array_add (taking->outcome->refused, refusal);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Taking *taking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_get_ticket_finish (TUNTAS_NOSSA (source), result, &error);
  TuntasImportTicket *row = g_ptr_array_index (taking->import->added, taking->next++);

  if (ticket == NULL)
    refuse (taking, tuntas_ticket_get_id (row->ticket),
            g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_FOUND) ? "not-found" : "unreachable");
  else if (!tuntas_nossa_lists (self->nossa, ticket))
    refuse (taking, tuntas_ticket_get_id (row->ticket), "not-yours");
  else
    {
      g_ptr_array_add (taking->rows, row);
      g_ptr_array_add (taking->bases, NULL);
      g_ptr_array_add (taking->tickets, g_steal_pointer (&ticket));
    }
  look_next (self, task);
}

static void
look_next (TuntasDesk *self, GTask *task)
{
  Taking *taking = g_task_get_task_data (task);
  const TuntasImportTicket *row;
  GError *held = tuntas_desk_hold_error (self);

  if (held != NULL)
    {
      /* The desk was left while Nossa was asked. */
      g_task_return_error (task, held);
      return;
    }
  if (taking->next >= taking->import->added->len)
    {
      taking->next = 0;
      tuntas_store_put_tickets_async (self->store, taking->tickets, FALSE, NULL, NULL, kept_cb, g_object_ref (task));
      return;
    }
  row = g_ptr_array_index (taking->import->added, taking->next);
  tuntas_nossa_get_ticket_async (self->nossa, tuntas_ticket_get_id (row->ticket), self->closing, looked_cb,
                                 g_object_ref (task));
}

static void
add_rows (Taking *taking, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (taking->rows, g_ptr_array_index (rows, i));
}

void
tuntas_desk_import_async (TuntasDesk *self, TuntasImport *import, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Taking *taking = g_new0 (Taking, 1);
  GError *held = tuntas_desk_hold_error (self);

  g_task_set_source_tag (task, tuntas_desk_import_async);
  taking->import = tuntas_import_ref (import);
  taking->rows = g_ptr_array_new ();
  taking->bases = g_ptr_array_new_with_free_func (base_free);
  taking->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  taking->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  taking->outcome = g_new0 (TuntasImportOutcome, 1);
  taking->outcome->refused = g_ptr_array_new_with_free_func (refusal_free);
  g_task_set_task_data (task, taking, taking_free);
  if (held != NULL)
    {
      g_task_return_error (task, held);
      return;
    }
  if (import->corrected)
    tuntas_desk_keep_list_mapping (self, import);
  if (import->numbers_only && tuntas_nossa_get_signed_in (self->nossa))
    {
      look_next (self, task);
      return;
    }
  add_rows (taking, import->added);
  add_rows (taking, import->changed);
  keep (self, task);
}

TuntasImportOutcome *
tuntas_desk_import_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
