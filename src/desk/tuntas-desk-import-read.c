/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-import-private.h"
#include "tuntas-json.h"

/* The first half of taking a list in: bytes → list → comparison with the desk, which is shown (the preview). Nothing is
 * changed by it. Reading and comparing are done in a thread. What the agent corrects about columns holds for the next
 * lists too. */

/* The corrected mapping */

static void
add_mapping (GHashTable *mapping, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key, field;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &field))
    g_hash_table_insert (mapping, g_strdup (key), g_strdup (field));
}

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

void
tuntas_desk_keep_list_mapping (TuntasDesk *self, const TuntasImport *import)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key, field;

  json_node_take_object (node, object);
  add_mapping (self->list_mapping, import->mapping);
  g_hash_table_iter_init (&iter, self->list_mapping);
  while (g_hash_table_iter_next (&iter, &key, &field))
    json_object_set_string_member (object, key, field);
  text = tuntas_json_print (node);
  tuntas_store_put_meta_async (self->store, "list_mapping", text, NULL, NULL, NULL);
}

/* The preview */

typedef struct
{
  GHashTable *mapping;
  gboolean corrected;     /* it says more than is remembered */
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

/* Whether the mapping has some of the more not at all, or as another field. */
static gboolean
says_more (GHashTable *mapping, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key, field;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &field))
    if (g_strcmp0 (g_hash_table_lookup (mapping, key), field) != 0)
      return TRUE;
  return FALSE;
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
  import->corrected = ((const Preview *) g_task_get_task_data (task))->corrected;
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
  preview->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_mapping (preview->mapping, self->list_mapping);
  if (corrections != NULL)
    {
      preview->corrected = says_more (preview->mapping, corrections);
      add_mapping (preview->mapping, corrections);
    }
  g_task_set_task_data (task, preview, preview_free);
  options = (TuntasListOptions) { preview->mapping, zone, tuntas_clock_now_seconds (self->clock) };
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
