/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-send-private.h"

/* What an answer, or none, makes of the entry: it is done, goes again, is asked about, or is somebody's to decide. */

#define MOST_ATTEMPTS 3 /* that Nossa says yes to without having it afterwards */
#define MOST_READINGS 8 /* of a ticket that cannot be understood */

/* (transfer full): the entry as it will be. code and text (nullable) */
static TuntasOutboxEntry *
next_of (GTask *task, TuntasOutboxState state, const char *code, const char *text)
{
  TuntasDeskSend *send = g_task_get_task_data (task);
  TuntasOutboxEntry *next = tuntas_outbox_entry_copy (send->entry);

  next->state = state;
  g_free (next->error_code);
  g_free (next->error_text);
  next->error_code = g_strdup (code);
  next->error_text = g_strdup (text);
  return next;
}

void
tuntas_desk_send_end (GTask *task, TuntasOutboxState state, const char *evidence, const char *code, const char *text)
{
  TuntasOutboxEntry *next = next_of (task, state, code, text);

  if (evidence != NULL)
    {
      g_free (next->evidence);
      next->evidence = g_strdup (evidence);
    }
  g_task_return_pointer (task, next, (GDestroyNotify) tuntas_outbox_entry_unref);
}

void
tuntas_desk_send_end_later (GTask *task, TuntasOutboxState state, gint64 seconds, const char *code, const char *text)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasOutboxEntry *next = next_of (task, state, code, text);

  next->not_before = tuntas_clock_now_seconds (self->clock) + seconds;
  g_task_return_pointer (task, next, (GDestroyNotify) tuntas_outbox_entry_unref);
}

/* Nossa was asked and does not have it: it goes again, but not for ever where Nossa says yes, or that it has it, and
 * does nothing, as a closed ticket does with a note. What was only lost on the way is no such yes. */
void
tuntas_desk_send_end_not_found (GTask *task)
{
  TuntasDeskSend *send = g_task_get_task_data (task);

  if (send->entry->attempt >= MOST_ATTEMPTS && g_strcmp0 (send->entry->error_code, "not-found") == 0)
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "not-taken", NULL);
  else
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_PENDING, NULL, "not-found", NULL);
}

static const char *
words_of (const GError *error)
{
  const char *server = tuntas_nossa_error_get_server_text (error);

  return server != NULL ? server : error->message;
}

/* Another row stamp need not mean that somebody has done something that matters: the ticket is read once more, and
 * written to once more where status and owner are what they were. */
static gboolean
may_look_again (const TuntasDeskSend *send)
{
  return send->entry->state == TUNTAS_OUTBOX_BEGUN && send->ticket != NULL && send->before == NULL;
}

static void
look_again (GTask *task)
{
  TuntasDeskSend *send = g_task_get_task_data (task);

  send->before = g_steal_pointer (&send->ticket);
  send->written = FALSE; /* it was turned down: nothing of it is there */
  tuntas_desk_send_read_ticket (task);
}

void
tuntas_desk_send_end_with_change (GTask *task)
{
  TuntasDeskSend *send = g_task_get_task_data (task);
  const char *status = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_STATUS);
  const char *by = tuntas_ticket_get (send->ticket, TUNTAS_TICKET_CHANGED_BY);
  /* "CLOSED · BAGAS" */
  g_autofree char *said = by != NULL ? g_strdup_printf ("%s · %s", status != NULL ? status : "–", by)
                                     : g_strdup (status);

  tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "conflict", said);
}

/* An error of a question, or of a write: what it lets us do next. While verifying nothing is ever sent again on the
 * strength of an error; the question is only asked later. */
void
tuntas_desk_send_end_with_error (GTask *task, const GError *error)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  gboolean asking = send->entry->state == TUNTAS_OUTBOX_VERIFYING;
  TuntasOutboxState again = asking ? TUNTAS_OUTBOX_UNKNOWN : TUNTAS_OUTBOX_RETRY;

  if (error->domain != TUNTAS_NOSSA_ERROR)
    {
      tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_UNKNOWN, tuntas_desk_backoff (self, send->entry->attempt),
                                  "unreachable", error->message);
      return;
    }
  switch ((TuntasNossaError) error->code)
    {
    case TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED:
    case TUNTAS_NOSSA_ERROR_SESSION_ENDED:
    case TUNTAS_NOSSA_ERROR_BLOCKED:
      tuntas_desk_send_end_later (task, again, 0, "sign-in", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_UNREACHABLE:
    case TUNTAS_NOSSA_ERROR_UNTRUSTED:
      tuntas_desk_send_end_later (task, again, tuntas_desk_backoff (self, send->entry->attempt), "unreachable",
                                  words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_BUSY:
      tuntas_desk_send_end_later (task, again, tuntas_desk_wait_after (self, error, send->entry->attempt), "busy",
                                  words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_DUPLICATE:
      tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_UNKNOWN, 1, "not-found", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_UNKNOWN:
    case TUNTAS_NOSSA_ERROR_NOT_DATA:
      tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_UNKNOWN,
                                  asking ? tuntas_desk_backoff (self, send->entry->attempt) : 1, "unknown",
                                  words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_CONFLICT:
      if (may_look_again (send))
        look_again (task);
      else
        tuntas_desk_send_end (task, TUNTAS_OUTBOX_CONFLICT, NULL, "conflict", words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_MALFORMED:
    case TUNTAS_NOSSA_ERROR_TOO_LARGE:
      /* An answer that was cut on its way says nothing about the effect; what cannot be sent never can. */
      if (asking || (!send->written && send->ticket == NULL && send->entry->attempt < MOST_READINGS))
        tuntas_desk_send_end_later (task, again, tuntas_desk_backoff (self, send->entry->attempt), "unknown",
                                    words_of (error));
      else
        tuntas_desk_send_end (task, TUNTAS_OUTBOX_REFUSED, NULL, tuntas_nossa_error_get_trouble (error),
                              words_of (error));
      break;
    case TUNTAS_NOSSA_ERROR_REFUSED:
    case TUNTAS_NOSSA_ERROR_NOT_FOUND:
    case TUNTAS_NOSSA_ERROR_NOT_ALLOWED:
    default:
      tuntas_desk_send_end (task, TUNTAS_OUTBOX_REFUSED, NULL, tuntas_nossa_error_get_trouble (error),
                            words_of (error));
      break;
    }
}
