/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-acceptance.h"
#include "tuntas-chain.h"
#include "tuntas-handed-entry.h"
#include "tuntas-overrides.h"
#include "tuntas-sending.h"

#include <glib/gstdio.h>
#include <string.h>

/* Giving: the mark goes into the journal first, then the file is written, of what the journal has up to that mark; so it
 * can be written again at any time, and always is the same. tuntas-handover.h says why in this order. */

/* Before the id, in the journal's meta. */
#define META "handover "

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

/* The file */

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

/* What an act will use. The words that were copied belong to an entry of this journal, the rest of a chat to nobody's act. */
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

/* task (transfer full): answered with the file's path. */
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

static void
write_file (TuntasDesk *self, GTask *task, const char *id, const char *directory)
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

/* The mark */

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
  write_file (self, g_steal_pointer (&task), giving->id, giving->directory);
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
  write_file (self, task, id, directory);
}

char *
tuntas_desk_hand_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
