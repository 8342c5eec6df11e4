/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-send-private.h"

#include "tuntas-sending.h"

#include <string.h>

/* Each write reads the ticket first: its row stamp goes along, and what somebody else has done meanwhile is seen
 * before anything is written over it. After a write Nossa is read again, and only what is found there is called
 * done. Here are notes and new tickets; a status goes on in -send-status, an e-mail in -send-mail, and each attempt
 * ends in -send-end. */

static void
send_free (gpointer data)
{
  TuntasDeskSend *send = data;

  g_object_unref (send->item);
  tuntas_outbox_entry_unref (send->entry);
  g_clear_pointer (&send->ticket, tuntas_ticket_unref);
  g_clear_pointer (&send->before, tuntas_ticket_unref);
  g_free (send);
}

static gboolean
is_kind (const TuntasDeskSend *send, const char *kind)
{
  return strcmp (send->entry->kind, kind) == 0;
}

static void write_to_nossa (GTask *task);

/* Reading back */

/* Nossa was asked and does not have it. */
static void
go_on_without (GTask *task)
{
  TuntasDeskSend *send = g_task_get_task_data (task);

  if (send->entry->state == TUNTAS_OUTBOX_VERIFYING)
    tuntas_desk_send_end_not_found (task);
  else
    write_to_nossa (task);
}

/* A server that does not tell the type cannot be asked for it. */
static gboolean
has_our_type (TuntasDesk *self, const TuntasNossaNote *note)
{
  const char *ours = tuntas_nossa_site_get_text (tuntas_nossa_get_site (self->nossa), TUNTAS_NOSSA_SITE_WORK_LOG_TYPE);

  return note->type == NULL || g_ascii_strcasecmp (note->type, ours) == 0 || g_ascii_strcasecmp (note->name, ours) == 0;
}

static void
note_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaNote) note = tuntas_nossa_find_note_finish (TUNTAS_NOSSA (source), result, &error);

  if (note != NULL && g_strcmp0 (note->type, "CLIENTNOTE") == 0)
    /* A client note re-opens the ticket; whatever is to follow must not until a person has looked. */
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "client-note", note->name);
  else if (note != NULL && !has_our_type (self, note))
    /* The server replaced it by a type of its own; nobody knows what that one does. */
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "note-type", note->name);
  else if (note != NULL)
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, "read-back", NULL, NULL);
  else if (error != NULL && send->written)
    tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_UNKNOWN, 5, "sent", error->message);
  else if (error != NULL)
    tuntas_desk_send_end_with_error (task, error);
  else if (send->written)
    tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_UNKNOWN, 5, "not-found", NULL);
  else
    go_on_without (task);
}

static void
find_note (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);

  tuntas_nossa_find_note_async (self->nossa, send->ticket, send->entry->reference, self->closing, note_found_cb,
                                g_object_ref (task));
}

static void
created_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_find_created_finish (TUNTAS_NOSSA (source), result, &error);

  if (ticket != NULL)
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, tuntas_ticket_get_id (ticket), NULL, NULL);
  else if (error != NULL)
    tuntas_desk_send_end_with_error (task, error);
  else
    go_on_without (task);
}

static void
find_created (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);

  tuntas_nossa_find_created_async (self->nossa, send->entry->reference, self->closing, created_found_cb,
                                   g_object_ref (task));
}

/* Note and new ticket */

static void
note_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_add_note_finish (TUNTAS_NOSSA (source), result, &error);

  if (receipt == NULL)
    tuntas_desk_send_end_with_error (task, error);
  else
    find_note (task);
}

static void
ticket_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_create_ticket_finish (TUNTAS_NOSSA (source), result, &error);

  if (receipt == NULL)
    tuntas_desk_send_end_with_error (task, error);
  else
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, receipt->id, NULL, NULL);
}

static void
write_to_nossa (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);

  send->written = TRUE;
  if (is_kind (send, "note"))
    {
      g_autofree char *text = tuntas_desk_finish_note (self, send->item, send->entry);

      tuntas_nossa_add_note_async (self->nossa, send->ticket, text, send->entry->key, self->closing, note_added_cb,
                                   g_object_ref (task));
    }
  else
    {
      g_autofree char *description = tuntas_sending_dup_member (send->entry, "description");
      g_autofree char *detail = tuntas_sending_dup_member (send->entry, "text");

      tuntas_nossa_create_ticket_async (self->nossa, send->ticket, description, detail, send->entry->reference,
                                        send->entry->key, self->closing, ticket_created_cb, g_object_ref (task));
    }
}

/* An earlier attempt may have arrived after it was asked about, and its key be dead by now: another look comes before
 * each further write. A status was compared anyway. */
static void
write_unless_there (GTask *task)
{
  TuntasDeskSend *send = g_task_get_task_data (task);

  if (send->entry->attempt <= 1)
    write_to_nossa (task);
  else if (is_kind (send, "note"))
    find_note (task);
  else
    find_created (task);
}

static gboolean
is_as_before (const TuntasDeskSend *send)
{
  static const TuntasTicketField relevant[] = { TUNTAS_TICKET_STATUS, TUNTAS_TICKET_OWNER };

  for (guint i = 0; i < G_N_ELEMENTS (relevant); i++)
    if (g_strcmp0 (tuntas_ticket_get (send->ticket, relevant[i]), tuntas_ticket_get (send->before, relevant[i])) != 0)
      return FALSE;
  return TRUE;
}

/* Whether it is a note that the agent has go although the ticket is somebody else's by now (-decide). */
static gboolean
insists (const TuntasOutboxEntry *entry)
{
  return strcmp (entry->kind, "note") == 0 && g_strcmp0 (entry->evidence, "agent") == 0;
}

/* The ticket as it is now comes before everything that is done to it. */
static void
ticket_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const char *owner;

  send->ticket = tuntas_nossa_get_ticket_finish (TUNTAS_NOSSA (source), result, &error);
  if (send->ticket == NULL)
    {
      tuntas_desk_send_end_with_error (task, error);
      return;
    }
  owner = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_OWNER);
  tuntas_desk_keep_ticket (self, send->item, send->ticket);
  if (send->entry->state == TUNTAS_OUTBOX_VERIFYING && is_kind (send, "note"))
    find_note (task);
  else if (!tuntas_desk_is_owner (self, send->item, owner) &&
           send->entry->state == TUNTAS_OUTBOX_BEGUN && !insists (send->entry))
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "reassigned", owner);
  else if (send->before != NULL && !is_as_before (send))
    tuntas_desk_send_end_with_change (task);
  else if (is_kind (send, "status"))
    tuntas_desk_send_status (task);
  else
    write_unless_there (task);
}

void
tuntas_desk_send_read_ticket (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  const char *href = tuntas_ticket_get (tuntas_desk_item_get_ticket (send->item), TUNTAS_TICKET_HREF);

  tuntas_nossa_get_ticket_async (self->nossa, href != NULL ? href : tuntas_desk_item_get_id (send->item),
                                 self->closing, ticket_read_cb, g_object_ref (task));
}

void
tuntas_desk_send_async (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *entry,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  TuntasDeskSend *send = g_new0 (TuntasDeskSend, 1);

  g_task_set_source_tag (task, tuntas_desk_send_async);
  send->item = g_object_ref (item);
  send->entry = tuntas_outbox_entry_ref (entry);
  g_task_set_task_data (task, send, send_free);

  if (is_kind (send, "email"))
    tuntas_desk_send_mail (task);
  else if (is_kind (send, "create") && entry->state == TUNTAS_OUTBOX_VERIFYING)
    find_created (task);
  else
    tuntas_desk_send_read_ticket (task);
}

TuntasOutboxEntry *
tuntas_desk_send_finish (TuntasDesk *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

char *
tuntas_desk_send_hash (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry)
{
  g_autofree char *note = strcmp (entry->kind, "note") == 0 ? tuntas_desk_finish_note (self, item, entry) : NULL;

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, note != NULL ? note : entry->payload, -1);
}
