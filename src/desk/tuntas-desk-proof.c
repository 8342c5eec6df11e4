/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-desk-send.h"
#include "tuntas-sending-list.h"

#include <string.h>

/* Where the agent writes into Nossa by hand, the next list that shows an effect there proves it: what waits to be copied
 * is done, and what is done on the agent's word gets a second receipt, with the list as its evidence.
 *
 *   status   the ticket's row has it, since the act
 *   note     the ticket's work log has the note's reference
 *   create   one other row names the old ticket, and was reported since the act; or has the number that the agent gave
 *
 * Of an e-mail no list tells anything. */

/* A list's times may be another clock's, and without seconds. */
#define CLOCK_SLACK 600

typedef struct
{
  TuntasDeskItem *item;
  gint64 id;     /* of the entry */
  char *created; /* (nullable): the number of the new ticket */
} Proof;

typedef struct
{
  GArray *proofs; /* of Proof */
  guint next;
  guint n_proved;
} Proving;

static void
clear_proof (gpointer data)
{
  Proof *proof = data;

  g_object_unref (proof->item);
  g_free (proof->created);
}

static void
proving_free (gpointer data)
{
  Proving *proving = data;

  g_array_unref (proving->proofs);
  g_free (proving);
}

/* Whether a list can say something about it that is not known already. */
static gboolean
is_open (TuntasDeskItem *item, const TuntasOutboxEntry *entry)
{
  return entry->state == TUNTAS_OUTBOX_PENDING ||
         (tuntas_sending_is_by_word (entry) && !tuntas_sending_is_listed (entry, tuntas_desk_item_get_case (item)));
}

static gboolean
shows_reference (const char *work_log, const TuntasOutboxEntry *entry)
{
  g_autofree char *mark = g_strconcat ("#", entry->reference, NULL);

  return work_log != NULL && *entry->reference != '\0' && strstr (work_log, mark) != NULL;
}

/* -1: it is not known. */
static gint64
time_of_act (TuntasDeskItem *item, const TuntasOutboxEntry *entry)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (item));

  return entry->event_seq <= events->len ? tuntas_event_get_at (g_ptr_array_index (events, entry->event_seq - 1)) : -1;
}

/* The status alone may be of before the act: it counts where its time says that it is not, or where it was another one
 * when the act was done. */
static gboolean
shows_status (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry, TuntasTicket *row)
{
  gint64 act = time_of_act (item, entry);
  g_autofree char *from = tuntas_sending_dup_member (entry, "from");
  gint64 since = tuntas_ticket_get_time (row, TUNTAS_TICKET_STATUS_AT);

  if (!tuntas_desk_has_status (self, entry, tuntas_ticket_get (row, TUNTAS_TICKET_STATUS)))
    return FALSE;
  if (since >= 0 && act >= 0)
    return since + CLOCK_SLACK >= act;
  return from != NULL && !tuntas_desk_has_status (self, entry, from);
}

static gboolean
shows (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry, const TuntasImportTicket *row)
{
  if (!is_open (item, entry))
    return FALSE;
  if (strcmp (entry->kind, "note") == 0)
    return shows_reference (row->work_log, entry);
  return strcmp (entry->kind, "status") == 0 && tuntas_ticket_get (row->row_ticket, TUNTAS_TICKET_STATUS) != NULL &&
         shows_status (self, item, entry, row->row_ticket);
}

static void
add_proof (GArray *proofs, TuntasDeskItem *item, const TuntasOutboxEntry *entry, const char *created)
{
  Proof proof = { g_object_ref (item), entry->id, g_strdup (created) };

  g_array_append_val (proofs, proof);
}

static void
add_proofs (TuntasDesk *self, const TuntasImportTicket *row, GArray *proofs)
{
  TuntasDeskItem *item = tuntas_queue_find (self->queue, tuntas_ticket_get_id (row->ticket));
  GPtrArray *entries = item != NULL && !tuntas_desk_item_is_away (item) ? tuntas_desk_item_get_entries (item) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (shows (self, item, g_ptr_array_index (entries, i), row))
      add_proof (proofs, item, g_ptr_array_index (entries, i), NULL);
}

/* New tickets */

/* (nullable): whether the text names that ticket. */
static gboolean
names (const char *text, const char *ticket_id)
{
  const char *at = text != NULL ? strstr (text, ticket_id) : NULL;

  return at != NULL && !g_ascii_isdigit (at[strlen (ticket_id)]);
}

/* A ticket of before may name the old one too: it counts where the agent gave its number, or where its time says that it
 * is new. */
static gboolean
may_be_created (TuntasDeskItem *item, const TuntasOutboxEntry *entry, TuntasTicket *row)
{
  const char *number = tuntas_sending_get_created (entry);
  gint64 reported = tuntas_ticket_get_time (row, TUNTAS_TICKET_REPORTED_AT);

  if (number != NULL)
    return strcmp (tuntas_ticket_get_id (row), number) == 0;
  return reported >= 0 && reported + CLOCK_SLACK >= time_of_act (item, entry);
}

static gboolean
shows_created (TuntasDeskItem *item, const TuntasOutboxEntry *entry, const TuntasImportTicket *row)
{
  const char *old = tuntas_desk_item_get_id (item), *id = tuntas_ticket_get_id (row->row_ticket);

  return strcmp (id, old) != 0 && may_be_created (item, entry, row->row_ticket) &&
         (names (tuntas_ticket_get (row->row_ticket, TUNTAS_TICKET_SUMMARY), old) ||
          names (tuntas_ticket_get (row->row_ticket, TUNTAS_TICKET_DETAIL), old));
}

/* (nullable): the one row that shows it; two could not both be it. */
static const TuntasImportTicket *
find_created (TuntasDeskItem *item, const TuntasOutboxEntry *entry, const TuntasImport *import)
{
  GPtrArray *const groups[] = { import->added, import->changed, import->same, import->others };
  const TuntasImportTicket *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < groups[i]->len; j++)
      {
        const TuntasImportTicket *row = g_ptr_array_index (groups[i], j);

        if (!shows_created (item, entry, row))
          continue;
        if (found != NULL)
          return NULL;
        found = row;
      }
  return found;
}

static void
add_created (TuntasDeskItem *item, const TuntasImport *import, GArray *proofs)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  for (guint i = 0; i < entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);
      const TuntasImportTicket *row = strcmp (entry->kind, "create") == 0 && is_open (item, entry)
                                          ? find_created (item, entry, import) : NULL;

      if (row != NULL)
        add_proof (proofs, item, entry, tuntas_ticket_get_id (row->row_ticket));
    }
}

/* (transfer full) */
static GArray *
find_proofs (TuntasDesk *self, const TuntasImport *import)
{
  GArray *proofs = g_array_new (FALSE, FALSE, sizeof (Proof));

  g_array_set_clear_func (proofs, clear_proof);
  if (!tuntas_nossa_site_is_written_by_hand (tuntas_nossa_get_site (self->nossa)))
    return proofs;
  /* Before the notes that name what was made. */
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    if (!tuntas_desk_item_is_away (tuntas_queue_get (self->queue, i)))
      add_created (tuntas_queue_get (self->queue, i), import, proofs);
  for (guint i = 0; i < import->changed->len; i++)
    add_proofs (self, g_ptr_array_index (import->changed, i), proofs);
  for (guint i = 0; i < import->same->len; i++)
    add_proofs (self, g_ptr_array_index (import->same, i), proofs);
  return proofs;
}

guint
tuntas_desk_count_proofs (TuntasDesk *self, const TuntasImport *import)
{
  g_autoptr (GArray) proofs = find_proofs (self, import);

  return proofs->len;
}

static void prove_turn (TuntasDesk *self, gpointer user_data);

static void
prove_next (TuntasDesk *self, GTask *task)
{
  Proving *proving = g_task_get_task_data (task);

  if (proving->next < proving->proofs->len)
    tuntas_desk_take_turn (self, prove_turn, task);
  else
    {
      g_task_return_int (task, proving->n_proved);
      g_object_unref (task);
    }
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  GTask *task = user_data;
  Proving *proving = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const Proof *proof = &g_array_index (proving->proofs, Proof, proving->next - 1);
  gboolean saved = tuntas_desk_save_finish (self, result, &error);

  if (saved)
    tuntas_desk_forget_copied (self, proof->item, proof->id);
  tuntas_desk_end_turn (self);
  if (!saved)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  proving->n_proved++;
  prove_next (self, task);
}

/* As it will be: what waited is done, with the words that were copied. */
static void
settle (TuntasDesk *self, const Proof *proof, TuntasOutboxEntry *entry)
{
  if (entry->attempt == 0 && strcmp (entry->kind, "note") == 0)
    tuntas_desk_freeze_copied (self, proof->item, entry);
  entry->state = TUNTAS_OUTBOX_DONE;
  entry->changed_at = tuntas_clock_now_seconds (self->clock);
  g_free (entry->evidence);
  entry->evidence = proof->created != NULL ? g_strconcat (TUNTAS_EVIDENCE_CREATED_LIST, proof->created, NULL)
                                           : g_strdup (TUNTAS_EVIDENCE_LIST);
}

/* Within the turn; user_data (transfer full): the task. */
static void
prove_turn (TuntasDesk *self, gpointer user_data)
{
  GTask *task = user_data;
  Proving *proving = g_task_get_task_data (task);
  const Proof *proof = &g_array_index (proving->proofs, Proof, proving->next++);
  TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (proof->item, proof->id);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  g_autoptr (TuntasOutboxEntry) next_entry = NULL;
  g_autoptr (TuntasAct) receipt = NULL;
  g_autoptr (TuntasCase) next = NULL;

  if (entry == NULL || !is_open (proof->item, entry))
    {
      tuntas_desk_end_turn (self);
      prove_next (self, task);
      return;
    }
  next_entry = tuntas_outbox_entry_copy (entry);
  if (entry->state == TUNTAS_OUTBOX_PENDING)
    {
      settle (self, proof, next_entry);
      g_ptr_array_add (changed, tuntas_outbox_entry_ref (next_entry));
    }
  receipt = tuntas_sending_make_receipt (next_entry);
  tuntas_act_set (receipt, "evidence", TUNTAS_EVIDENCE_LIST);
  tuntas_act_set (receipt, "created", proof->created);
  next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (proof->item), receipt);
  tuntas_desk_save_async (self, proof->item, next, NULL, changed, proved_cb, task);
}

void
tuntas_desk_prove_async (TuntasDesk *self, const TuntasImport *import, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Proving *proving = g_new0 (Proving, 1);

  g_task_set_source_tag (task, tuntas_desk_prove_async);
  proving->proofs = find_proofs (self, import);
  g_task_set_task_data (task, proving, proving_free);
  prove_next (self, task);
}

gssize
tuntas_desk_prove_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
