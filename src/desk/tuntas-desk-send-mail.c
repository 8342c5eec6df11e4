/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-send-private.h"

#include "tuntas-sending.h"

/* An e-mail: to the mail server, or to the agent's mail program, of which nobody can be asked what became of it but the
 * agent. */

static void
end_with_mail_error (GTask *task, const GError *error)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);

  if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNREACHABLE))
    tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_RETRY, tuntas_desk_backoff (self, send->entry->attempt),
                                "unreachable", error->message);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_SIGN_IN))
    {
      self->mail_login_needed = TRUE;
      tuntas_desk_send_end_later (task, TUNTAS_OUTBOX_RETRY, 0, "sign-in", error->message);
    }
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_HANDLER))
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "no-handler", error->message);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_LOGIN))
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_REFUSED, NULL, "no-login", NULL);
  else if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID) ||
           g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_REFUSED))
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_REFUSED, NULL, "refused", error->message);
  else
    /* Nobody can be asked but the agent, who sees the folder of sent mail. */
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "unanswered", error->message);
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
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "webmail", NULL);
  else if (verdict == TUNTAS_MAIL_HANDED_OVER)
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_UNKNOWN, NULL, "agent-word", NULL);
  else
    tuntas_desk_send_end (task, TUNTAS_OUTBOX_DONE, evidence, NULL, NULL);
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
  return tuntas_mail_new (from_name, from != NULL ? from : self->station->mail_from, to, subject, text, message_id,
                          date, error);
}

void
tuntas_desk_send_mail (GTask *task)
{
  TuntasDesk *self = g_task_get_source_object (task);
  TuntasDeskSend *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail = make_mail (self, send->entry, &error);

  if (mail == NULL)
    end_with_mail_error (task, error);
  else
    tuntas_mailer_send_async (self->mailer, mail, self->closing, mailed_cb, g_object_ref (task));
}
