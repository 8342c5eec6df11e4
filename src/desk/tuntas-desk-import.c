/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-import-private.h"
#include "tuntas-json.h"

/* A list, inward: bytes → list → comparison with the desk, which is shown → cache → queue, as a pull's rows go. Reading and
 * comparing are done in a thread; taking goes on in slices of the main loop. Then what it tells besides is taken: work logs to
 * carry cases on from, proofs, and how mass outages stand. */

#define SLICE 50 /* tickets */

/* The preview */

typedef struct
{
  GHashTable *mapping;
  TuntasList *list;       /* (nullable) */
  TuntasImportDesk *seen; /* (nullable) */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_hash_table_unref (preview->mapping);
  g_clear_pointer (&preview->list, tuntas_list_free);
  g_clear_pointer (&preview->seen, tuntas_import_desk_free);
  g_free (preview);
}

static GHashTable *
new_mapping (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
add_mapping (GHashTable *mapping, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key, field;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &field))
    g_hash_table_insert (mapping, g_strdup (key), g_strdup (field));
}

/* (transfer full) */
static TuntasImportDesk *
see_desk (TuntasDesk *self)
{
  TuntasImportDesk *seen = g_new0 (TuntasImportDesk, 1);

  seen->practice = self->practice;
  seen->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tuntas_ticket_unref);
  seen->statuses = g_strdupv ((char **) tuntas_nossa_site_get_statuses (tuntas_nossa_get_site (self->nossa)));
  seen->agent = g_strdup (tuntas_desk_agent_id (self));
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasTicket *ticket = tuntas_desk_item_get_ticket (tuntas_queue_get (self->queue, i));

      g_hash_table_insert (seen->tickets, (gpointer) tuntas_ticket_get_id (ticket), tuntas_ticket_ref (ticket));
    }
  return seen;
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Preview *preview = task_data;

  g_task_return_pointer (task, tuntas_import_compare (preview->list, preview->seen, preview->mapping),
                         (GDestroyNotify) tuntas_import_unref);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TuntasImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (import == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  import->n_proofs = tuntas_desk_count_proofs (self, import);
  g_task_return_pointer (task, import, (GDestroyNotify) tuntas_import_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  Preview *preview = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) comparison = NULL;

  preview->list = tuntas_list_read_finish (result, &error);
  if (preview->list == NULL)
    {
      g_task_return_error (task, tuntas_desk_error_from_list (error));
      return;
    }
  preview->seen = see_desk (self);
  /* The preview lives as long as the task that waits for the comparison. */
  comparison = g_task_new (self, g_task_get_cancellable (task), compared_cb, g_object_ref (task));
  g_task_set_task_data (comparison, preview, NULL);
  g_task_run_in_thread (comparison, compare_in_thread);
}

/* (transfer full) */
static GTimeZone *
find_zone (TuntasDesk *self)
{
  GTimeZone *zone = g_time_zone_new_identifier (self->station->list_zone_id);

  /* Without zone data: WIB. */
  return zone != NULL ? zone : g_time_zone_new_offset (7 * 3600);
}

void
tuntas_desk_preview_list_async (TuntasDesk *self, GBytes *bytes, GHashTable *corrections, TuntasDeskProgress progress,
                                gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Preview *preview = g_new0 (Preview, 1);
  g_autoptr (GTimeZone) zone = find_zone (self);
  TuntasListOptions options;

  g_task_set_source_tag (task, tuntas_desk_preview_list_async);
  preview->mapping = new_mapping ();
  add_mapping (preview->mapping, self->list_mapping);
  if (corrections != NULL)
    add_mapping (preview->mapping, corrections);
  g_task_set_task_data (task, preview, preview_free);
  options = (TuntasListOptions) { preview->mapping, zone };
  tuntas_list_read_async (bytes, &options, progress, progress_data, cancellable, read_cb, task);
}

TuntasImport *
tuntas_desk_preview_list_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tuntas_list_load_finish (result, &error);

  if (bytes == NULL)
    g_task_return_error (task, tuntas_desk_error_from_list (error));
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

void
tuntas_desk_load_list_async (TuntasDesk *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_load_list_async);
  tuntas_list_load_async (file, cancellable, loaded_cb, task);
}

GBytes *
tuntas_desk_load_list_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The corrected mapping */

void
tuntas_desk_read_list_mapping (TuntasDesk *self, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? tuntas_json_parse (text, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *field;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &field))
    if (JSON_NODE_HOLDS_VALUE (field) && json_node_get_value_type (field) == G_TYPE_STRING)
      g_hash_table_insert (self->list_mapping, g_strdup (key), json_node_dup_string (field));
}

static void
keep_mapping (TuntasDesk *self, const TuntasImport *import)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key, field;

  json_node_take_object (node, object);
  add_mapping (self->list_mapping, import->mapping);
  if (g_hash_table_size (self->list_mapping) == 0)
    return;
  g_hash_table_iter_init (&iter, self->list_mapping);
  while (g_hash_table_iter_next (&iter, &key, &field))
    json_object_set_string_member (object, key, field);
  text = tuntas_json_print (node);
  tuntas_store_put_meta_async (self->store, "list_mapping", text, NULL, NULL, NULL);
}

/* Taking */

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
  keep_mapping (self, taking->import);
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
