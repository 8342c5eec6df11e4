/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-acceptance.h"
#include "tuntas-chain.h"
#include "tuntas-handed-entry.h"
#include "tuntas-overrides.h"

#include <string.h>

/* The file of a hand-over: composed of what the journal has up to the mark, so that it can be written again at any time
 * and always is the same; written in a thread; and where it was written last, which the journal knows. */

/* Before the id, in the journal's meta. */
#define META "handover "

/* Composing */

char *
tuntas_desk_chain_of (const char *case_id, const char *ticket_id, GPtrArray *events)
{
  GString *hex = g_string_new (NULL);
  TuntasHash last;

  tuntas_chain_hash_case (case_id, ticket_id, &last);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *body = tuntas_event_to_json (g_ptr_array_index (events, i));
      TuntasHash before = last;

      tuntas_chain_hash_event (&before, case_id, body, &last);
    }
  for (guint i = 0; i < TUNTAS_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", last.bytes[i]);
  return g_string_free (hex, FALSE);
}

static void
add_procedures (TuntasHandover *handover, TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = 0; i < events->len; i++)
    {
      const char *sha256 = tuntas_event_get (g_ptr_array_index (events, i), "sha256");
      TuntasProcedure *procedure =
          sha256 != NULL ? tuntas_procedures_find (tuntas_case_get_procedures (state), sha256) : NULL;
      g_autofree char *overrides = NULL;

      if (procedure == NULL)
        continue;
      overrides = tuntas_overrides_to_text (tuntas_procedure_get_overrides (procedure));
      tuntas_handover_add_procedure (handover, sha256, tuntas_procedure_get_bytes (procedure), overrides);
    }
}

/* What an act will use. The words that were copied belong to an entry of this journal, the rest of a chat to nobody's
 * act. */
static gboolean
goes_along (const char *draft)
{
  return !g_str_has_prefix (draft, "copied:") && strcmp (draft, "source_text") != 0;
}

static void
add_drafts (TuntasHandoverCase *one, TuntasDeskItem *item)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, tuntas_desk_item_get_drafts (item));
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (goes_along (name))
      g_hash_table_insert (one->drafts, g_strdup (name), g_strdup (text));
}

static void
add_case (TuntasHandover *handover, TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  GPtrArray *events = tuntas_case_get_events (state);
  GPtrArray *entries = tuntas_desk_item_get_entries (item);
  const char *case_id = tuntas_desk_item_get_case_id (item);
  g_autofree char *chain = tuntas_desk_chain_of (case_id, tuntas_desk_item_get_id (item), events);
  TuntasHandoverCase *one = tuntas_handover_add_case (handover, case_id, tuntas_desk_item_get_ticket (item), chain);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (one->events, tuntas_event_ref (g_ptr_array_index (events, i)));
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (one->entries, tuntas_handed_entry_print (g_ptr_array_index (entries, i)));
  add_drafts (one, item);
  add_procedures (handover, state);
}

/* (transfer full) (nullable): of that id, as it stands in the journal. */
static TuntasHandover *
compose (TuntasDesk *self, const char *id)
{
  g_autoptr (TuntasHandover) handover = NULL;

  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      const char *of = NULL;
      gint64 at;
      const char *to = tuntas_case_get_holder (tuntas_desk_item_get_case (item), &at, &of);

      if (to == NULL || g_strcmp0 (of, id) != 0)
        continue;
      if (handover == NULL)
        handover = tuntas_handover_new (id, self->server, tuntas_desk_agent_id (self), to, at);
      add_case (handover, item);
    }
  return g_steal_pointer (&handover);
}

/* Where the files are */

static char *
meta_name (const char *id)
{
  return g_strconcat (META, id, NULL);
}

void
tuntas_desk_read_handover_files (TuntasDesk *self, GHashTable *meta)
{
  GHashTableIter iter;
  gpointer name, path;

  g_hash_table_iter_init (&iter, meta);
  while (g_hash_table_iter_next (&iter, &name, &path))
    if (g_str_has_prefix (name, META))
      g_hash_table_insert (self->handover_files, g_strdup ((const char *) name + strlen (META)), g_strdup (path));
}

const char *
tuntas_desk_find_handover_file (TuntasDesk *self, const char *id)
{
  return g_hash_table_lookup (self->handover_files, id);
}

void
tuntas_desk_put_handover_file (TuntasDesk *self, const char *id, const char *path)
{
  g_autofree char *name = meta_name (id);

  if (path != NULL)
    g_hash_table_insert (self->handover_files, g_strdup (id), g_strdup (path));
  else
    g_hash_table_remove (self->handover_files, id);
  if (self->store != NULL)
    tuntas_store_put_meta_async (self->store, name, path, NULL, NULL, NULL);
}

gboolean
tuntas_desk_has_handed (TuntasDesk *self, const char *id)
{
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      const char *of = NULL;

      if (tuntas_case_get_holder (tuntas_desk_item_get_case (tuntas_queue_get (self->queue, i)), NULL, &of) != NULL &&
          g_strcmp0 (of, id) == 0)
        return TRUE;
    }
  return FALSE;
}

void
tuntas_desk_drop_handover_files (TuntasDesk *self)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->handover_files);

  for (GList *each = ids; each != NULL; each = each->next)
    {
      g_autofree char *id = g_strdup (each->data);

      if (!tuntas_desk_has_handed (self, id))
        tuntas_desk_put_handover_file (self, id, NULL);
    }
}

/* Writing */

typedef struct
{
  char *id; /* of the hand-over */
  char *path;
  char *text;
  TuntasAcceptance *acceptance; /* ours, that a taking back has left, goes with the file that it was of */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->id);
  g_free (writing->path);
  g_free (writing->text);
  tuntas_acceptance_free (writing->acceptance);
  g_free (writing);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;

  if (g_file_set_contents_full (writing->path, writing->text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    {
      tuntas_acceptance_release (writing->acceptance);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_FILE, "%s", error->message);
      g_error_free (error);
    }
}

static char *
file_path (const TuntasHandover *handover, const char *directory)
{
  g_autofree char *name = tuntas_handover_dup_name (handover);

  return g_build_filename (directory, name, NULL);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      tuntas_desk_put_handover_file (TUNTAS_DESK (source), writing->id, writing->path);
      g_task_return_pointer (task, g_strdup (writing->path), g_free);
    }
  else
    g_task_return_error (task, error);
}

void
tuntas_desk_write_handover_file (TuntasDesk *self, GTask *task, const char *id, const char *directory)
{
  g_autoptr (TuntasHandover) handover = compose (self, id);
  g_autoptr (GTask) thread = NULL;
  Writing *writing;

  if (handover == NULL)
    {
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE, "nothing of it is away any more");
      g_object_unref (task);
      return;
    }
  writing = g_new0 (Writing, 1);
  writing->id = g_strdup (id);
  writing->path = file_path (handover, directory);
  writing->text = tuntas_handover_print (handover);
  writing->acceptance = tuntas_acceptance_new (self, writing->path, id, TRUE);
  thread = g_task_new (self, NULL, written_cb, task);
  g_task_set_task_data (thread, writing, writing_free);
  g_task_run_in_thread (thread, write_thread);
}
