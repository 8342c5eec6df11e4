/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-send-private.h"

#include "tuntas-sending.h"

/* A change of status: the ticket, as just read, may have it already, by us or by somebody else, and what somebody else
 * did later is not written over. */

static TuntasNossaAction
action_of (const TuntasOutboxEntry *entry)
{
  g_autofree char *action = tuntas_sending_dup_member (entry, "action");

  if (g_strcmp0 (action, "pend") == 0)
    return TUNTAS_NOSSA_ACTION_PEND;
  if (g_strcmp0 (action, "close") == 0)
    return TUNTAS_NOSSA_ACTION_CLOSE;
  if (g_strcmp0 (action, "return") == 0)
    return TUNTAS_NOSSA_ACTION_RETURN;
  return TUNTAS_NOSSA_ACTION_ACTIVATE;
}

char *
tuntas_desk_dup_wanted_status (TuntasDesk *self, const TuntasOutboxEntry *entry)
{
  const char *site = tuntas_nossa_site_get_status (tuntas_nossa_get_site (self->nossa), action_of (entry));

  return *site != '\0' ? g_strdup (site) : tuntas_sending_dup_member (entry, "value");
}

gboolean
tuntas_desk_has_status (TuntasDesk *self, const TuntasOutboxEntry *entry, const char *status)
{
  TuntasNossaSite *site = tuntas_nossa_get_site (self->nossa);
  g_autofree char *wanted = tuntas_desk_dup_wanted_status (self, entry);

  /* What makes a ticket active again is done once it is no longer pended. */
  return g_strcmp0 (status, wanted) == 0 ||
         (action_of (entry) == TUNTAS_NOSSA_ACTION_ACTIVATE &&
          g_strcmp0 (status, tuntas_nossa_site_get_status (site, TUNTAS_NOSSA_ACTION_PEND)) != 0);
}

static void
status_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_change_status_finish (TUNTAS_NOSSA (source), result, &error);
  TuntasDeskSend *send = g_task_get_task_data (task);
  g_autoptr (TuntasTicket) changed = NULL;

  if (receipt == NULL)
    {
      tuntas_desk_send_end_with_error (task, error);
      return;
    }
  changed = tuntas_ticket_copy_with (send->ticket, TUNTAS_TICKET_STATUS, receipt->status);
  tuntas_desk_keep_ticket (g_task_get_source_object (task), send->item, changed);
  tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, "read-back", NULL, NULL);
}

static void
change_status (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  g_autofree char *until_text = tuntas_sending_dup_member (send->entry, "until");
  g_autofree char *from = tuntas_sending_dup_member (send->entry, "from");
  gint64 until = -1;

  tuntas_instant_parse (until_text, &until);
  tuntas_nossa_change_status_async (self->nossa, send->ticket, action_of (send->entry), until, from, NULL,
                                    send->entry->key, self->closing, status_changed_cb, g_object_ref (task));
}

/* Whether the status is another one than we knew, by somebody else. Then ours may have been there before it, and must
 * not be written over it. */
static gboolean
was_changed_by_others (TuntasDesk *self, const TuntasDeskSend *send)
{
  g_autofree char *from_at = tuntas_sending_dup_member (send->entry, "from_at");
  const char *by = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_CHANGED_BY);

  return g_strcmp0 (tuntas_ticket_get (send->ticket, TUNTAS_TICKET_STATUS_AT), from_at) != 0 && by != NULL &&
         g_ascii_strcasecmp (by, tuntas_desk_agent_id (self)) != 0;
}

/* Nossa has it already: by us in an attempt before, or by somebody else, which is another thing to say. */
static void
end_found (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  const char *evidence = was_changed_by_others (self, send) ? "found" : "read-back";

  tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, evidence, NULL, NULL);
}

void
tuntas_desk_send_status (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  const char *now = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_STATUS);
  const char *closed = tuntas_nossa_site_get_status (tuntas_nossa_get_site (self->nossa), TUNTAS_NOSSA_ACTION_CLOSE);
  gboolean activates = action_of (send->entry) == TUNTAS_NOSSA_ACTION_ACTIVATE;

  if (tuntas_desk_has_status (self, send->entry, now))
    end_found (task);
  else if (activates && send->entry->state == TUNTAS_OUTBOX_BEGUN &&
           tuntas_nossa_site_get_server_reactivates (tuntas_nossa_get_site (self->nossa)))
    /* Nossa does it itself, in its own time; it is read until it has. */
    tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_RETRY, tuntas_desk_poll_wait (self), "still-pended", now);
  else if (g_strcmp0 (now, closed) == 0 ||
           (send->entry->state == TUNTAS_OUTBOX_VERIFYING && was_changed_by_others (self, send)))
    tuntas_desk_send_end_with_change (task);
  else if (send->entry->state == TUNTAS_OUTBOX_VERIFYING)
    tuntas_desk_send_end_not_found (task);
  else
    change_status (task);
}
