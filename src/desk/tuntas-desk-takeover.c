/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-json.h"
#include "tuntas-overrides.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Taking over: file → checked value → what would come of it (the preview) → acceptance beside the file → one commit of all
 * cases → the items as the journal has them. The acceptance comes before the commit, or two computers could go on; killed
 * in between this computer finds its own acceptance and goes on where it was. */

#define ACCEPTANCE ".diterima"

static void
row_free (gpointer data)
{
  TuntasTakeoverRow *row = data;

  g_free (row->ticket_id);
  g_free (row->customer);
  g_free (row);
}

void
tuntas_takeover_free (TuntasTakeover *self)
{
  g_clear_pointer (&self->handover, tuntas_handover_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

/* Reading, on a thread of its own */

static gboolean
fail (GError **error, TuntasDeskError code, const char *reason)
{
  g_set_error_literal (error, TUNTAS_DESK_ERROR, code, reason);
  return FALSE;
}

static char *
acceptance_path (const char *path)
{
  return g_strconcat (path, ACCEPTANCE, NULL);
}

/* Whether this computer may take it: nobody has, or it itself. What cannot be read is somebody's. */
static gboolean
is_free (const char *path, const char *machine_id, GError **error)
{
  g_autofree char *acceptance = acceptance_path (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *machine = NULL;

  if (!g_file_test (acceptance, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_get_contents (acceptance, &text, NULL, NULL))
    node = tuntas_json_parse (text, -1, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    tuntas_json_get_string_optional (json_node_get_object (node), "acceptance", "machine", &machine, NULL);
  return g_strcmp0 (machine, machine_id) == 0 ||
         fail (error, TUNTAS_DESK_ERROR_ACCEPTED, text != NULL ? text : "another computer");
}

typedef struct
{
  char *path;
  char *machine_id;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading->machine_id);
  g_free (reading);
}

static TuntasHandover *
read_file (const Reading *reading, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  TuntasHandover *handover;
  GStatBuf status;
  gsize length;
  int failed = g_stat (reading->path, &status) != 0 ? errno : 0;

  if (failed == 0 && status.st_size > TUNTAS_HANDOVER_MOST_BYTES)
    failed = EFBIG;
  if (failed != 0 || !g_file_get_contents (reading->path, &text, &length, &reason))
    {
      fail (error, TUNTAS_DESK_ERROR_FILE, failed != 0 ? g_strerror (failed) : reason->message);
      return NULL;
    }
  handover = tuntas_handover_parse (text, (gssize) length, &reason);
  if (handover == NULL)
    fail (error, TUNTAS_DESK_ERROR_HANDOVER, reason->message);
  return handover;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  TuntasHandover *handover = read_file (reading, &error);

  if (handover != NULL && !is_free (reading->path, reading->machine_id, &error))
    g_clear_pointer (&handover, tuntas_handover_free);
  if (handover != NULL)
    g_task_return_pointer (task, handover, (GDestroyNotify) tuntas_handover_free);
  else
    g_task_return_error (task, error);
}

/* The preview */

static gboolean
is_for_us (TuntasDesk *self, const TuntasHandover *handover, GError **error)
{
  if (g_ascii_strcasecmp (handover->to, tuntas_desk_agent_id (self)) != 0 &&
      g_ascii_strcasecmp (handover->to, self->user) != 0)
    return fail (error, TUNTAS_DESK_ERROR_OTHER_RECEIVER, handover->to);
  return strcmp (handover->server, self->server) == 0 ||
         fail (error, TUNTAS_DESK_ERROR_HANDOVER, "it is of another Nossa");
}

/* Whether the one is the beginning of the other. */
static gboolean
begins_with (GPtrArray *events, GPtrArray *beginning)
{
  for (guint i = 0; i < beginning->len; i++)
    {
      g_autofree char *one = i < events->len ? tuntas_event_to_json (g_ptr_array_index (events, i)) : NULL;
      g_autofree char *other = tuntas_event_to_json (g_ptr_array_index (beginning, i));

      if (g_strcmp0 (one, other) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
shelve (TuntasDesk *self, const TuntasHandover *handover)
{
  for (guint i = 0; i < handover->procedures->len; i++)
    {
      const TuntasHandoverProcedure *carried = g_ptr_array_index (handover->procedures, i);
      g_autoptr (TuntasOverrides) overrides = NULL;
      g_autoptr (TuntasProcedure) procedure = NULL;

      if (tuntas_procedures_find (self->procedures, carried->sha256) != NULL)
        continue;
      overrides = tuntas_overrides_from_text (carried->overrides, NULL);
      if (overrides != NULL)
        procedure = tuntas_procedure_new_with_overrides (carried->bytes, overrides, carried->sha256, NULL);
      if (procedure != NULL && strcmp (tuntas_procedure_get_sha256 (procedure), carried->sha256) == 0)
        tuntas_procedures_add (self->procedures, procedure);
    }
}

/* (transfer full) (nullable) */
static TuntasCase *
fold (TuntasDesk *self, GPtrArray *events)
{
  const char *zone_id = tuntas_event_get (g_ptr_array_index (events, 0), "zone");
  g_autoptr (GTimeZone) zone = zone_id != NULL && *zone_id != '\0' ? g_time_zone_new_identifier (zone_id) : NULL;

  return tuntas_case_fold (self->procedures, zone, events, NULL);
}

static TuntasTakeoverState
judge (TuntasDesk *self, const TuntasHandoverCase *one)
{
  const char *ticket_id = tuntas_ticket_get_id (one->ticket);
  TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);
  GPtrArray *events = item != NULL ? tuntas_case_get_events (tuntas_desk_item_get_case (item)) : NULL;
  g_autofree char *chain = tuntas_desk_chain_of (one->case_id, ticket_id, one->events);
  g_autoptr (TuntasCase) state = fold (self, one->events);

  if (strcmp (chain, one->chain) != 0 || state == NULL || strcmp (tuntas_case_get_ticket (state), ticket_id) != 0 ||
      tuntas_desk_is_unopened (self, ticket_id))
    return TUNTAS_TAKEOVER_UNREADABLE;
  /* One that is in the journal and no more on the desk is not begun a second time. */
  if (item == NULL && g_hash_table_contains (self->last_cases, ticket_id))
    return TUNTAS_TAKEOVER_CONFLICT;
  if (item == NULL || tuntas_desk_item_get_n_stored (item) == 0)
    return TUNTAS_TAKEOVER_NEW;
  if (begins_with (events, one->events))
    return TUNTAS_TAKEOVER_HERE;
  return begins_with (one->events, events) ? TUNTAS_TAKEOVER_COMES_BACK : TUNTAS_TAKEOVER_CONFLICT;
}

static TuntasTakeover *
preview (TuntasDesk *self, TuntasHandover *handover, const char *path)
{
  TuntasTakeover *takeover = g_new0 (TuntasTakeover, 1);

  takeover->handover = handover;
  takeover->path = g_strdup (path);
  takeover->rows = g_ptr_array_new_with_free_func (row_free);
  shelve (self, handover);
  for (guint i = 0; i < handover->cases->len; i++)
    {
      const TuntasHandoverCase *one = g_ptr_array_index (handover->cases, i);
      TuntasTakeoverRow *row = g_new0 (TuntasTakeoverRow, 1);

      row->ticket_id = g_strdup (tuntas_ticket_get_id (one->ticket));
      row->customer = g_strdup (tuntas_ticket_get (one->ticket, TUNTAS_TICKET_CUSTOMER));
      row->state = judge (self, one);
      g_ptr_array_add (takeover->rows, row);
    }
  return takeover;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (TuntasHandover) handover = g_task_propagate_pointer (G_TASK (result), &error);

  if (handover == NULL || !is_for_us (self, handover, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, preview (self, g_steal_pointer (&handover), reading->path),
                           (GDestroyNotify) tuntas_takeover_free);
}

void
tuntas_desk_read_handover_async (TuntasDesk *self, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (self, NULL, read_cb, task);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, tuntas_desk_read_handover_async);
  reading->path = g_strdup (path);
  reading->machine_id = g_strdup (self->machine_id);
  g_task_set_task_data (thread, reading, reading_free);
  g_task_run_in_thread (thread, read_thread);
}

TuntasTakeover *
tuntas_desk_read_handover_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The acceptance */

typedef struct
{
  TuntasTakeover *takeover; /* (owned) */
  GPtrArray *case_ids;      /* of what was committed */
  char *acceptance;         /* its text */
  char *machine_id;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  tuntas_takeover_free (taking->takeover);
  g_ptr_array_unref (taking->case_ids);
  g_free (taking->acceptance);
  g_free (taking->machine_id);
  g_free (taking);
}

static char *
print_acceptance (TuntasDesk *self, const TuntasHandover *handover)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *at = tuntas_instant_format (tuntas_clock_now_seconds (self->clock));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "handover", handover->id);
  json_object_set_string_member (object, "machine", self->machine_id);
  json_object_set_string_member (object, "host", g_get_host_name ());
  json_object_set_string_member (object, "login", tuntas_desk_agent_id (self));
  json_object_set_string_member (object, "at", at);
  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

/* It becomes ours alone or not at all: the name is made only where it is not there. */
static gboolean
accept_file (const Taking *taking, GError **error)
{
  g_autofree char *path = acceptance_path (taking->takeover->path);
  g_autofree char *temporary = g_strdup_printf ("%s.%s", path, taking->machine_id);
  g_autoptr (GError) reason = NULL;
  int failed;

  if (!g_file_set_contents_full (temporary, taking->acceptance, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &reason))
    return fail (error, TUNTAS_DESK_ERROR_FILE, reason->message);
  failed = link (temporary, path) != 0 ? errno : 0;
  g_unlink (temporary);
  if (failed == 0 || failed == EEXIST)
    return is_free (taking->takeover->path, taking->machine_id, error);
  return fail (error, TUNTAS_DESK_ERROR_FILE, g_strerror (failed));
}

static void
accept_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (accept_file (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The commit */

static gboolean
read_entry (const char *text, TuntasOutboxEntry **entry)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind, *payload, *key, *reference, *state, *body_hash = NULL, *evidence = NULL, *code = NULL, *words = NULL;
  gint64 event, position, attempt, not_before, begun_at, changed_at;
  TuntasOutboxState sending;

  if (object == NULL || !tuntas_json_get_int (object, "entry", "event", &event, NULL) ||
      !tuntas_json_get_int (object, "entry", "position", &position, NULL) ||
      !tuntas_json_get_int (object, "entry", "attempt", &attempt, NULL) ||
      !tuntas_json_get_int (object, "entry", "not_before", &not_before, NULL) ||
      !tuntas_json_get_int (object, "entry", "begun_at", &begun_at, NULL) ||
      !tuntas_json_get_int (object, "entry", "changed_at", &changed_at, NULL) ||
      !tuntas_json_get_string (object, "entry", "kind", &kind, NULL) ||
      !tuntas_json_get_string (object, "entry", "payload", &payload, NULL) ||
      !tuntas_json_get_string (object, "entry", "key", &key, NULL) ||
      !tuntas_json_get_string (object, "entry", "reference", &reference, NULL) ||
      !tuntas_json_get_string (object, "entry", "state", &state, NULL) ||
      !tuntas_json_get_string_optional (object, "entry", "body_hash", &body_hash, NULL) ||
      !tuntas_json_get_string_optional (object, "entry", "evidence", &evidence, NULL) ||
      !tuntas_json_get_string_optional (object, "entry", "error_code", &code, NULL) ||
      !tuntas_json_get_string_optional (object, "entry", "error_text", &words, NULL) ||
      !tuntas_outbox_state_from_nick (state, &sending))
    return FALSE;
  *entry = tuntas_outbox_entry_new (event, (int) position, kind, payload, key, reference, changed_at);
  (*entry)->state = sending;
  (*entry)->attempt = (int) attempt;
  (*entry)->not_before = not_before;
  (*entry)->begun_at = begun_at;
  (*entry)->body_hash = g_strdup (body_hash);
  (*entry)->evidence = g_strdup (evidence);
  (*entry)->error_code = g_strdup (code);
  (*entry)->error_text = g_strdup (words);
  return TRUE;
}

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
      g_autoptr (TuntasOutboxEntry) entry = NULL;

      if (!read_entry (g_ptr_array_index (one->entries, i), &entry))
        return NULL;
      tuntas_commit_carry_entry (commit, entry);
    }
  return g_steal_pointer (&commit);
}

/* What was judged may have changed since the preview. */
static GPtrArray *
build_commits (TuntasDesk *self, Taking *taking, GPtrArray *tickets, GError **error)
{
  const TuntasHandover *handover = taking->takeover->handover;
  g_autoptr (GPtrArray) commits = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_commit_unref);

  for (guint i = 0; i < handover->cases->len; i++)
    {
      const TuntasHandoverCase *one = g_ptr_array_index (handover->cases, i);
      const char *ticket_id = tuntas_ticket_get_id (one->ticket);
      TuntasDeskItem *item = tuntas_queue_find (self->queue, ticket_id);
      TuntasTakeoverState state = judge (self, one);
      g_autofree char *case_id = item != NULL ? g_strdup (tuntas_desk_item_get_case_id (item))
                                              : tuntas_desk_next_case_id (self, ticket_id);
      TuntasCommit *commit;

      if (state != TUNTAS_TAKEOVER_NEW && state != TUNTAS_TAKEOVER_COMES_BACK)
        continue;
      commit = build_commit (self, handover, one, case_id, item != NULL ? tuntas_desk_item_get_n_stored (item) : 0);
      if (commit == NULL)
        {
          fail (error, TUNTAS_DESK_ERROR_HANDOVER, "an entry cannot be read");
          return NULL;
        }
      g_ptr_array_add (commits, commit);
      g_ptr_array_add (taking->case_ids, g_steal_pointer (&case_id));
      if (item == NULL)
        g_ptr_array_add (tickets, tuntas_ticket_ref (one->ticket));
    }
  return g_steal_pointer (&commits);
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
    show_stored (self, contents, g_ptr_array_index (taking->case_ids, i));
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
      tuntas_store_load_async (self->store, NULL, loaded_cb, g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, tuntas_desk_error_from_store (error));
  tuntas_desk_end_turn (self);
}

static void
take_turn (TuntasDesk *self, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Taking *taking = g_task_get_task_data (task);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  GError *error = tuntas_desk_hold_error (self);
  g_autoptr (GPtrArray) commits = error == NULL ? build_commits (self, taking, tickets, &error) : NULL;

  if (commits == NULL || commits->len == 0)
    {
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_int (task, 0);
      tuntas_desk_end_turn (self);
      return;
    }
  if (tickets->len > 0)
    tuntas_store_put_tickets_async (self->store, tickets, FALSE, NULL, NULL, NULL, NULL);
  tuntas_store_commit_all_async (self->store, commits, NULL, committed_cb, g_steal_pointer (&task));
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    tuntas_desk_take_turn (TUNTAS_DESK (source), take_turn, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
tuntas_desk_take_over_async (TuntasDesk *self, TuntasTakeover *takeover, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (self, NULL, accepted_cb, task);
  Taking *taking = g_new0 (Taking, 1);

  g_task_set_source_tag (task, tuntas_desk_take_over_async);
  taking->takeover = takeover;
  taking->case_ids = g_ptr_array_new_with_free_func (g_free);
  taking->acceptance = print_acceptance (self, takeover->handover);
  taking->machine_id = g_strdup (self->machine_id);
  g_task_set_task_data (task, taking, taking_free);
  g_task_set_task_data (thread, taking, NULL); /* which lives as long as the task that it answers */
  g_task_run_in_thread (thread, accept_thread);
}

gssize
tuntas_desk_take_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
