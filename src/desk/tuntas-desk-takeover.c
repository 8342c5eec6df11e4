/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-acceptance.h"
#include "tuntas-handed-entry.h"

#include <string.h>

/* Taking over, after the preview (-takeover-read): judged again → acceptance beside the file → one commit of all cases → the
 * items as the journal has them, with their drafts. The acceptance comes before the commit, or two computers could go on;
 * killed in between this computer finds its own acceptance and goes on where it was. */

typedef struct
{
  TuntasTakeover *takeover; /* (owned) */
  GPtrArray *commits;       /* (owned) (nullable) (element-type TuntasCommit): what will be saved … */
  GPtrArray *tickets;       /* (owned) (element-type TuntasTicket): … the tickets that are not on the desk … */
  GPtrArray *cases;         /* (element-type TuntasHandoverCase): … of which of the file's cases … */
  GPtrArray *case_ids;      /* (owned) (element-type utf8): … and as what they are known here */
  TuntasAcceptance *acceptance;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  tuntas_takeover_free (taking->takeover);
  g_clear_pointer (&taking->commits, g_ptr_array_unref);
  g_ptr_array_unref (taking->tickets);
  g_ptr_array_unref (taking->cases);
  g_ptr_array_unref (taking->case_ids);
  tuntas_acceptance_free (taking->acceptance);
  g_free (taking);
}

/* The commit */

static void
add_pinned (TuntasDesk *self, TuntasCommit *commit, TuntasEvent *event)
{
  const char *sha256 = tuntas_event_get (event, "sha256");
  TuntasProcedure *procedure = sha256 != NULL ? tuntas_procedures_find (self->procedures, sha256) : NULL;

  if (procedure != NULL)
    tuntas_commit_add_procedure (commit, procedure);
}

/* The event that says so, behind all that came. */
static TuntasEvent *
taken_over (TuntasDesk *self, const TuntasHandover *handover, guint n_events)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_TAKEN_OVER);

  tuntas_act_set (act, "from", handover->from);
  tuntas_act_set (act, "handover", handover->id);
  return tuntas_event_new (n_events + 1, tuntas_clock_now_seconds (self->clock), tuntas_desk_agent_id (self), act);
}

/* (transfer full) (nullable): NULL where an entry cannot be read. */
static TuntasCommit *
build_commit (TuntasDesk *self, const TuntasHandover *handover, const TuntasHandoverCase *one, const char *case_id,
              guint n_stored)
{
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (case_id, tuntas_ticket_get_id (one->ticket));
  g_autoptr (TuntasEvent) last = taken_over (self, handover, one->events->len);

  for (guint i = n_stored; i < one->events->len; i++)
    {
      add_pinned (self, commit, g_ptr_array_index (one->events, i));
      tuntas_commit_add_event (commit, g_ptr_array_index (one->events, i));
    }
  tuntas_commit_add_event (commit, last);
  for (guint i = 0; i < one->entries->len; i++)
    {
      g_autoptr (TuntasOutboxEntry) entry =
          tuntas_handed_entry_parse (g_ptr_array_index (one->entries, i), one->events->len);

      if (entry == NULL)
        return NULL;
      tuntas_commit_carry_entry (commit, entry);
    }
  return g_steal_pointer (&commit);
}

/* What was judged may have changed since the preview. */
static GPtrArray *
build_commits (TuntasDesk *self, Taking *taking, GError **error)
{
  const TuntasHandover *handover = taking->takeover->handover;
  g_autoptr (GPtrArray) commits = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_commit_unref);

  for (guint i = 0; i < handover->cases->len; i++)
    {
      const TuntasHandoverCase *one = g_ptr_array_index (handover->cases, i);
      const char *ticket_id = tuntas_ticket_get_id (one->ticket);
      TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);
      TuntasTakeoverState state = tuntas_desk_judge_handed (self, one);
      g_autofree char *case_id = item != NULL ? g_strdup (tuntas_desk_item_get_case_id (item))
                                              : tuntas_desk_next_case_id (self, ticket_id);
      TuntasCommit *commit;

      if (state != TUNTAS_TAKEOVER_NEW && state != TUNTAS_TAKEOVER_COMES_BACK)
        continue;
      commit = build_commit (self, handover, one, case_id, item != NULL ? tuntas_desk_item_get_n_stored (item) : 0);
      if (commit == NULL)
        {
          g_propagate_error (error, tuntas_desk_error_new (TUNTAS_DESK_ERROR_HANDOVER, "handover-damaged",
                                                           "an entry cannot be read"));
          return NULL;
        }
      g_ptr_array_add (commits, commit);
      g_ptr_array_add (taking->cases, (gpointer) one);
      g_ptr_array_add (taking->case_ids, g_steal_pointer (&case_id));
      if (item == NULL)
        g_ptr_array_add (taking->tickets, tuntas_ticket_ref (one->ticket));
    }
  return g_steal_pointer (&commits);
}

/* What was being typed goes on as well. */
static void
take_drafts (TuntasDesk *self, const TuntasHandoverCase *one)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (one->ticket));
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, one->drafts);
  while (item != NULL && g_hash_table_iter_next (&iter, &name, &text))
    tuntas_desk_put_draft (self, item, name, text);
}

/* What the journal has now is what is shown. */
static void
show_stored (TuntasDesk *self, const TuntasStoreContents *contents, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasDeskItem) stored = tuntas_desk_restore_item (self, contents, case_id, &error);
  TuntasDeskItem *item = stored != NULL ? tuntas_queue_find (self->queue, tuntas_desk_item_get_id (stored)) : NULL;
  GPtrArray *entries;

  if (stored == NULL)
    {
      g_message ("case %s cannot be opened: %s", case_id, error != NULL ? error->message : "it is not there");
      return;
    }
  g_hash_table_replace (self->last_cases, g_strdup (tuntas_desk_item_get_id (stored)), g_strdup (case_id));
  if (item == NULL)
    {
      tuntas_queue_add (self->queue, stored);
      return;
    }
  entries = tuntas_desk_item_get_entries (stored);
  for (guint i = 0; i < entries->len; i++)
    tuntas_desk_item_put_entry (item, g_ptr_array_index (entries, i));
  tuntas_desk_item_set_case (item, tuntas_desk_item_get_case (stored),
                             tuntas_case_get_events (tuntas_desk_item_get_case (stored))->len);
  tuntas_desk_item_emit_changed (item);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  const Taking *taking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStoreContents) contents = tuntas_store_load_finish (TUNTAS_STORE (source), result, &error);

  for (guint i = 0; contents != NULL && i < taking->case_ids->len; i++)
    {
      show_stored (self, contents, g_ptr_array_index (taking->case_ids, i));
      take_drafts (self, g_ptr_array_index (taking->cases, i));
    }
  tuntas_desk_drop_handover_files (self);
  tuntas_desk_count_unsent (self);
  tuntas_desk_end_turn (self);
  /* It is saved; where it cannot be shown now, the next start does. */
  if (contents == NULL)
    g_message ("what was taken over is not shown: %s", error->message);
  g_task_return_int (task, taking->case_ids->len);
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (tuntas_store_commit_all_finish (TUNTAS_STORE (source), result, &error))
    {
      /* The desk may have been left meanwhile: it is saved all the same. */
      tuntas_store_load_async (TUNTAS_STORE (source), NULL, loaded_cb, g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, tuntas_desk_error_from_store (error));
  tuntas_desk_end_turn (self);
}

/* Since the preview the giver may have taken a case back, and written the file again without it. */
static gboolean
is_as_seen (const TuntasTakeover *takeover, GError **error)
{
  g_autoptr (TuntasHandover) now = tuntas_desk_read_handover_file (takeover->path, error);
  g_autofree char *seen = tuntas_handover_print (takeover->handover);
  g_autofree char *text = now != NULL ? tuntas_handover_print (now) : NULL;

  if (now == NULL || strcmp (text, seen) == 0)
    return now != NULL;
  g_propagate_error (error, tuntas_desk_error_new (TUNTAS_DESK_ERROR_HANDOVER, "handover-changed", now->id));
  return FALSE;
}

static void
accept_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Taking *taking = data;
  GError *error = NULL;
  gboolean claimed = tuntas_acceptance_claim (taking->acceptance, &error);

  if (claimed && is_as_seen (taking->takeover, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (claimed)
    tuntas_acceptance_release (taking->acceptance);
  g_task_return_error (task, error);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  Taking *taking = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) || (error = tuntas_desk_hold_error (self)) != NULL)
    {
      g_task_return_error (task, error);
      tuntas_desk_end_turn (self);
      return;
    }
  if (taking->tickets->len > 0)
    tuntas_store_put_tickets_async (self->store, taking->tickets, FALSE, NULL, NULL, NULL, NULL);
  tuntas_store_commit_all_async (self->store, taking->commits, NULL, committed_cb, g_steal_pointer (&task));
}

/* Judged first, so that what cannot go on here is not taken away from where it can. */
static void
take_turn (TuntasDesk *self, gpointer user_data)
{
  GTask *task = user_data;
  Taking *taking = g_task_get_task_data (task);
  GError *error = tuntas_desk_hold_error (self);
  g_autoptr (GTask) thread = NULL;

  if (error == NULL)
    taking->commits = build_commits (self, taking, &error);
  if (taking->commits == NULL || taking->commits->len == 0)
    {
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_int (task, 0);
      g_object_unref (task);
      tuntas_desk_end_turn (self);
      return;
    }
  thread = g_task_new (self, NULL, accepted_cb, task);
  /* Lives as long as the task that is answered. */
  g_task_set_task_data (thread, taking, NULL);
  g_task_run_in_thread (thread, accept_thread);
}

void
tuntas_desk_take_over_async (TuntasDesk *self, TuntasTakeover *takeover, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Taking *taking = g_new0 (Taking, 1);

  g_task_set_source_tag (task, tuntas_desk_take_over_async);
  taking->takeover = takeover;
  taking->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  taking->cases = g_ptr_array_new ();
  taking->case_ids = g_ptr_array_new_with_free_func (g_free);
  taking->acceptance = tuntas_acceptance_new (self, takeover->path, takeover->handover->id, FALSE);
  g_task_set_task_data (task, taking, taking_free);
  tuntas_desk_take_turn (self, take_turn, task);
}

gssize
tuntas_desk_take_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
