/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-send.h"

#include "tuntas-sending.h"

#include <string.h>

/* Each write reads the ticket first: its row stamp goes along, and what somebody else has done meanwhile is seen before
 * anything is written over it. After a write Nossa is read again, and only what is found there is called done. */

#define MOST_ATTEMPTS 3 /* that Nossa says yes to without having it afterwards */
#define MOST_READINGS 8 /* of a ticket that cannot be understood */

typedef struct
{
  TuntasDeskItem *item;
  TuntasOutboxEntry *entry;
  TuntasTicket *ticket; /* (nullable): as just read */
  TuntasTicket *before; /* (nullable): as read before a write that met another row stamp */
  gboolean written;     /* bytes of a write may have left with this attempt */
} Send;

static void
send_free (gpointer data)
{
  Send *send = data;

  g_object_unref (send->item);
  tuntas_outbox_entry_unref (send->entry);
  g_clear_pointer (&send->ticket, tuntas_ticket_unref);
  g_clear_pointer (&send->before, tuntas_ticket_unref);
  g_free (send);
}

static gboolean
is_kind (const Send *send, const char *kind)
{
  return strcmp (send->entry->kind, kind) == 0;
}

/* Endings */

/* code, text and evidence (nullable) */
static void
end (GTask *task, TuntasOutboxState state, const char *evidence, const char *code, const char *text)
{
  Send *send = g_task_get_task_data (task);
  TuntasOutboxEntry *next = tuntas_outbox_entry_copy (send->entry);

  next->state = state;
  g_free (next->error_code);
  g_free (next->error_text);
  next->error_code = g_strdup (code);
  next->error_text = g_strdup (text);
  if (evidence != NULL)
    {
      g_free (next->evidence);
      next->evidence = g_strdup (evidence);
    }
  g_task_return_pointer (task, next, (GDestroyNotify) tuntas_outbox_entry_unref);
}

static void
end_later (GTask *task, TuntasOutboxState state, gint64 seconds, const char *code, const char *text)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  TuntasOutboxEntry *next = tuntas_outbox_entry_copy (send->entry);

  next->state = state;
  next->not_before = tuntas_clock_now_seconds (self->clock) + seconds;
  g_free (next->error_code);
  g_free (next->error_text);
  next->error_code = g_strdup (code);
  next->error_text = g_strdup (text);
  g_task_return_pointer (task, next, (GDestroyNotify) tuntas_outbox_entry_unref);
}

/* Nossa was asked and does not have it: it goes again, but not for ever where Nossa says yes, or that it has it, and does
 * nothing, as a closed ticket does with a note. What was only lost on the way is no such yes. */
static void
end_not_found (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  if (send->entry->attempt >= MOST_ATTEMPTS && g_strcmp0 (send->entry->error_code, "not-found") == 0)
    end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "not-taken", NULL);
  else
    end (task, TUNTAS_OUTBOX_PENDING, NULL, "not-found", NULL);
}

static const char *
words_of (const GError *error)
{
  const char *server = tuntas_nossa_error_get_server_text (error);

  return server != NULL ? server : error->message;
}

static void read_ticket (GTask *task);
static void write_to_nossa (GTask *task);

/* Another row stamp need not mean that somebody has done something that matters: the ticket is read once more, and
 * written to once more where status and owner are what they were. */
static gboolean
may_look_again (const Send *send)
{
  return send->entry->state == TUNTAS_OUTBOX_BEGUN && send->ticket != NULL && send->before == NULL;
}

static void
look_again (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  send->before = g_steal_pointer (&send->ticket);
  send->written = FALSE; /* it was turned down: nothing of it is there */
  read_ticket (task);
}

static gboolean
is_as_before (const Send *send)
{
  static const TuntasTicketField relevant[] = { TUNTAS_TICKET_STATUS, TUNTAS_TICKET_OWNER };

  for (guint i = 0; i < G_N_ELEMENTS (relevant); i++)
    if (g_strcmp0 (tuntas_ticket_get (send->ticket, relevant[i]), tuntas_ticket_get (send->before, relevant[i])) != 0)
      return FALSE;
  return TRUE;
}

/* "CLOSED · BAGAS" */
static void
end_with_change (GTask *task)
{
  Send *send = g_task_get_task_data (task);
  const char *status = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_STATUS);
  const char *by = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_CHANGED_BY);
  g_autofree char *said = by != NULL ? g_strdup_printf ("%s · %s", status != NULL ? status : "–", by) : g_strdup (status);

  end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "conflict", said);
}

/* An error of a question, or of a write: what it lets us do next. While verifying nothing is ever sent again on the
 * strength of an error; the question is only asked later. */
static void
end_with_error (GTask *task, const GError *error)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  gboolean asking = send->entry->state == TUNTAS_OUTBOX_VERIFYING;
  TuntasOutboxState again = asking ? TUNTAS_OUTBOX_UNKNOWN : TUNTAS_OUTBOX_RETRY;

  if (error->domain != TUNTAS_NOSSA_ERROR)
    {
      end_later (task, TUNTAS_OUTBOX_UNKNOWN, tuntas_desk_backoff (self, send->entry->attempt), "unreachable",
                 error->message);
      return;
    }
  switch ((TuntasNossaError) error->code)
    {
    case TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED:
    case TUNTAS_NOSSA_ERROR_SESSION_ENDED:
    case TUNTAS_NOSSA_ERROR_BLOCKED:
      end_later (task, again, 0, "sign-in", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_UNREACHABLE:
    case TUNTAS_NOSSA_ERROR_UNTRUSTED:
      end_later (task, again, tuntas_desk_backoff (self, send->entry->attempt), "unreachable", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_BUSY:
      end_later (task, again, tuntas_desk_wait_after (self, error, send->entry->attempt), "busy", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_DUPLICATE:
      end_later (task, TUNTAS_OUTBOX_UNKNOWN, 1, "not-found", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_UNKNOWN:
    case TUNTAS_NOSSA_ERROR_NOT_DATA:
      end_later (task, TUNTAS_OUTBOX_UNKNOWN, asking ? tuntas_desk_backoff (self, send->entry->attempt) : 1, "unknown",
                 words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_CONFLICT:
      if (may_look_again (send))
        look_again (task);
      else
        end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "conflict", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_MALFORMED:
    case TUNTAS_NOSSA_ERROR_TOO_LARGE:
      /* An answer that was cut on its way says nothing about the effect; what cannot be sent never can. */
      if (asking || (!send->written && send->ticket == NULL && send->entry->attempt < MOST_READINGS))
        end_later (task, again, tuntas_desk_backoff (self, send->entry->attempt), "unknown", words_of (error));
      else
        end (task, TUNTAS_OUTBOX_REFUSED, NULL, tuntas_nossa_error_get_trouble (error), words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_REFUSED:
    case TUNTAS_NOSSA_ERROR_NOT_FOUND:
    case TUNTAS_NOSSA_ERROR_NOT_ALLOWED:
    default:
      end (task, TUNTAS_OUTBOX_REFUSED, NULL, tuntas_nossa_error_get_trouble (error), words_of (error));
      break;
    }
}

/* Reading back */

/* Nossa was asked and does not have it. */
static void
go_on_without (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  if (send->entry->state == TUNTAS_OUTBOX_VERIFYING)
    end_not_found (task);
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
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaNote) note = tuntas_nossa_find_note_finish (TUNTAS_NOSSA (source), result, &error);

  if (note != NULL && g_strcmp0 (note->type, "CLIENTNOTE") == 0)
    /* A client note re-opens the ticket; whatever is to follow must not until a person has looked. */
    end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "client-note", note->name);
  else if (note != NULL && !has_our_type (self, note))
    /* The server replaced it by a type of its own; nobody knows what that one does. */
    end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "note-type", note->name);
  else if (note != NULL)
    end (task, TUNTAS_OUTBOX_DONE, "read-back", NULL, NULL);
  else if (error != NULL && send->written)
    end_later (task, TUNTAS_OUTBOX_UNKNOWN, 5, "sent", error->message);
  else if (error != NULL)
    end_with_error (task, error);
  else if (send->written)
    end_later (task, TUNTAS_OUTBOX_UNKNOWN, 5, "not-found", NULL);
  else
    go_on_without (task);
}

static void
find_note (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

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
    end (task, TUNTAS_OUTBOX_DONE, tuntas_ticket_get_id (ticket), NULL, NULL);
  else if (error != NULL)
    end_with_error (task, error);
  else
    go_on_without (task);
}

static void
find_created (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  tuntas_nossa_find_created_async (self->nossa, send->entry->reference, self->closing, created_found_cb,
                                   g_object_ref (task));
}

/* Status */

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
  Send *send = g_task_get_task_data (task);

  if (receipt == NULL)
    {
      end_with_error (task, error);
      return;
    }
  tuntas_ticket_set (send->ticket, TUNTAS_TICKET_STATUS, receipt->status);
  tuntas_desk_keep_ticket (g_task_get_source_object (task), send->item, send->ticket);
  end (task, TUNTAS_OUTBOX_DONE, "read-back", NULL, NULL);
}

static void
change_status (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
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
was_changed_by_others (TuntasDesk *self, const Send *send)
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
  Send *send = g_task_get_task_data (task);
  const char *evidence = was_changed_by_others (self, send) ? "found" : "read-back";

  tuntas_desk_keep_ticket (self, send->item, send->ticket);
  end (task, TUNTAS_OUTBOX_DONE, evidence, NULL, NULL);
}

/* Whether our change is still wanted as Nossa stands now. */
static void
compare_status (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  const char *now = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_STATUS);
  const char *closed = tuntas_nossa_site_get_status (tuntas_nossa_get_site (self->nossa), TUNTAS_NOSSA_ACTION_CLOSE);
  gboolean activates = action_of (send->entry) == TUNTAS_NOSSA_ACTION_ACTIVATE;

  if (tuntas_desk_has_status (self, send->entry, now))
    end_found (task);
  else if (activates && send->entry->state == TUNTAS_OUTBOX_BEGUN &&
           tuntas_nossa_site_get_server_reactivates (tuntas_nossa_get_site (self->nossa)))
    /* Nossa does it itself, in its own time; it is read until it has. */
    end_later (task, TUNTAS_OUTBOX_RETRY, tuntas_desk_poll_wait (self), "still-pended", now);
  else if (g_strcmp0 (now, closed) == 0 ||
           (send->entry->state == TUNTAS_OUTBOX_VERIFYING && was_changed_by_others (self, send)))
    end_with_change (task);
  else if (send->entry->state == TUNTAS_OUTBOX_VERIFYING)
    end_not_found (task);
  else
    change_status (task);
}

/* Note and new ticket */

static void
note_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_add_note_finish (TUNTAS_NOSSA (source), result, &error);

  if (receipt == NULL)
    end_with_error (task, error);
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
    end_with_error (task, error);
  else
    end (task, TUNTAS_OUTBOX_DONE, receipt->id, NULL, NULL);
}

static void
write_to_nossa (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

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

/* An earlier attempt may have arrived after it was asked about, and its key be dead by now: another look comes before each
 * further write. A status was compared anyway. */
static void
write_unless_there (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  if (send->entry->attempt <= 1)
    write_to_nossa (task);
  else if (is_kind (send, "note"))
    find_note (task);
  else
    find_created (task);
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
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const char *owner;

  send->ticket = tuntas_nossa_get_ticket_finish (TUNTAS_NOSSA (source), result, &error);
  if (send->ticket == NULL)
    {
      end_with_error (task, error);
      return;
    }
  owner = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_OWNER);
  tuntas_desk_item_set_ticket (send->item, send->ticket);
  if (send->entry->state == TUNTAS_OUTBOX_VERIFYING && is_kind (send, "note"))
    find_note (task);
  else if (!tuntas_desk_is_owner (self, send->item, owner) &&
           send->entry->state == TUNTAS_OUTBOX_BEGUN && !insists (send->entry))
    end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "reassigned", owner);
  else if (send->before != NULL && !is_as_before (send))
    end_with_change (task);
  else if (is_kind (send, "status"))
    compare_status (task);
  else
    write_unless_there (task);
}

static void
read_ticket (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  const char *href = tuntas_ticket_get (tuntas_desk_item_get_ticket (send->item), TUNTAS_TICKET_HREF);

  tuntas_nossa_get_ticket_async (self->nossa, href != NULL ? href : tuntas_desk_item_get_id (send->item),
                                 self->closing, ticket_read_cb, g_object_ref (task));
}

/* E-mail */

static void
end_with_mail_error (GTask *task, const GError *error)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNREACHABLE))
    end_later (task, TUNTAS_OUTBOX_RETRY, tuntas_desk_backoff (self, send->entry->attempt), "unreachable",
               error->message);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_SIGN_IN))
    {
      self->mail_login_needed = TRUE;
      end_later (task, TUNTAS_OUTBOX_RETRY, 0, "sign-in", error->message);
    }
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_HANDLER))
    end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "no-handler", error->message);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_LOGIN))
    end (task, TUNTAS_OUTBOX_REFUSED, NULL, "no-login", NULL);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID) ||
           g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_REFUSED))
    end (task, TUNTAS_OUTBOX_REFUSED, NULL, "refused", error->message);
  else
    /* Nobody can be asked but the agent, who sees the folder of sent mail. */
    end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "unanswered", error->message);
}

static void
mailed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *evidence = NULL;
  TuntasMailVerdict verdict;

  if (!tuntas_mailer_send_finish (TUNTAS_MAILER (source), result, &verdict, &evidence, &error))
    end_with_mail_error (task, error);
  else if (verdict == TUNTAS_MAIL_LEFT_TO_AGENT)
    end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "webmail", NULL);
  else if (verdict == TUNTAS_MAIL_HANDED_OVER)
    end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "agent-word", NULL);
  else
    end (task, TUNTAS_OUTBOX_DONE, evidence, NULL, NULL);
}

/* (transfer full) (nullable): the same each time. A journal of before has no sender and no date in its e-mails. */
static TuntasMail *
make_mail (TuntasDesk *self, const TuntasOutboxEntry *entry, GError **error)
{
  g_autofree char *from_name = tuntas_sending_dup_member (entry, "from_name");
  g_autofree char *from = tuntas_sending_dup_member (entry, "from");
  g_autofree char *to = tuntas_sending_dup_member (entry, "to");
  g_autofree char *subject = tuntas_sending_dup_member (entry, "subject");
  g_autofree char *text = tuntas_sending_dup_member (entry, "text");
  g_autofree char *message_id = tuntas_sending_dup_member (entry, "message_id");
  g_autofree char *written = tuntas_sending_dup_member (entry, "date");
  gint64 date = entry->begun_at;

  if (written != NULL)
    tuntas_instant_parse (written, &date);
  return tuntas_mail_new (from_name, from != NULL ? from : self->station->mail_from, to, subject, text, message_id, date,
                          error);
}

static void
send_mail (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail = make_mail (self, send->entry, &error);

  if (mail == NULL)
    end_with_mail_error (task, error);
  else
    tuntas_mailer_send_async (self->mailer, mail, self->closing, mailed_cb, g_object_ref (task));
}

void
tuntas_desk_send_async (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *entry,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Send *send = g_new0 (Send, 1);

  g_task_set_source_tag (task, tuntas_desk_send_async);
  send->item = g_object_ref (item);
  send->entry = tuntas_outbox_entry_ref (entry);
  g_task_set_task_data (task, send, send_free);

  if (is_kind (send, "email"))
    send_mail (task);
  else if (is_kind (send, "create") && entry->state == TUNTAS_OUTBOX_VERIFYING)
    find_created (task);
  else
    read_ticket (task);
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
