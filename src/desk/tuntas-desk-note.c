/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-desk-send.h"
#include "tuntas-sending.h"

#include <string.h>

/* The words of a note as it leaves: what became of the e-mail, the number of the new ticket; and whether a text fits
 * into Nossa. */

/* What a late place can grow by: an address, and what a mail server says of it. */
#define LATE_GROWTH 700

/* The last e-mail up to this entry, the last one made where one went in another's place: what the note says of it.
 * (nullable) */
static TuntasOutboxEntry *
email_before (TuntasDeskItem *item, const TuntasOutboxEntry *note)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);
  TuntasOutboxEntry *email = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->kind, "email") == 0 && entry->event_seq <= note->event_seq &&
          (email == NULL || entry->event_seq > email->event_seq || entry->id > email->id))
        email = entry;
    }
  return email;
}

/* (nullable): the act by which the case was carried on from elsewhere, where the customer was informed there and not
 * since. */
static TuntasEvent *
informed_elsewhere (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);
      gint64 seq = tuntas_event_get_seq (event);
      TuntasProcedure *procedure = tuntas_case_get_procedure_of (state, seq);

      if (tuntas_case_is_taken_back (state, seq))
        continue;
      if (tuntas_procedure_does (procedure, tuntas_event_get_id (event), TUNTAS_OP_INFORM))
        return NULL;
      if (tuntas_procedure_does (procedure, tuntas_event_get_id (event), TUNTAS_OP_ADOPT))
        return g_strcmp0 (tuntas_event_get (event, "informed"), "true") == 0 ? event : NULL;
    }
  return NULL;
}

/* (nullable): why there is no e-mail, as the last act says by which the customer counts as informed. */
static const char *
reason_without_email (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);
      gint64 seq = tuntas_event_get_seq (event);

      if (tuntas_procedure_does (tuntas_case_get_procedure_of (state, seq), tuntas_event_get_id (event),
                                 TUNTAS_OP_INFORM) && !tuntas_case_is_taken_back (state, seq))
        return tuntas_event_get (event, "reason");
    }
  return NULL;
}

static TuntasWordsEmailResult
email_result (const TuntasOutboxEntry *email)
{
  switch (email->state)
    {
    case TUNTAS_OUTBOX_DONE:
      return TUNTAS_WORDS_EMAIL_SENT;
    case TUNTAS_OUTBOX_REFUSED:
    case TUNTAS_OUTBOX_CONFLICT:
    case TUNTAS_OUTBOX_CANCELLED:
      return TUNTAS_WORDS_EMAIL_NOT_SENT;
    case TUNTAS_OUTBOX_DRAFT:
    case TUNTAS_OUTBOX_PENDING:
    case TUNTAS_OUTBOX_BEGUN:
    case TUNTAS_OUTBOX_RETRY:
    case TUNTAS_OUTBOX_UNKNOWN:
    case TUNTAS_OUTBOX_VERIFYING:
    default:
      return TUNTAS_WORDS_EMAIL_UNKNOWN;
    }
}

/* (transfer full): what the note says of the e-mail. email (nullable) */
static char *
email_words (const TuntasWordsContext *context, const TuntasOutboxEntry *email)
{
  g_autofree char *to = email != NULL ? tuntas_sending_dup_member (email, "to") : NULL;
  TuntasEvent *elsewhere = email == NULL ? informed_elsewhere (context->state) : NULL;
  TuntasWordsEmail words = { TUNTAS_WORDS_EMAIL_NOT_SENT, context->now, NULL, NULL };

  if (elsewhere != NULL)
    {
      words.result = TUNTAS_WORDS_EMAIL_ELSEWHERE;
      if (!tuntas_act_get_instant (tuntas_event_get_act (elsewhere), "informed_at", &words.at))
        words.at = -1;
    }
  else if (email == NULL)
    words.reason = reason_without_email (context->state);
  else
    words = (TuntasWordsEmail) { email_result (email), context->now, to, email->error_text };
  if (words.result == TUNTAS_WORDS_EMAIL_SENT)
    words.at = email->changed_at;
  return tuntas_words_email_status (context, &words);
}

/* (transfer full): the number of the new ticket is known once it is created. */
static char *
name_created (TuntasDeskItem *item, const TuntasOutboxEntry *note, char *text)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  for (guint i = 0; i < entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);
      const char *number = tuntas_sending_get_created (entry);
      g_autofree char *unnamed = NULL;

      if (strcmp (entry->kind, "create") != 0 || entry->event_seq != note->event_seq)
        continue;
      unnamed = g_steal_pointer (&text);
      /* Given up there is none; a journal of before may know of one on the agent's word, and not its number. */
      text = tuntas_words_finish (unnamed, "tiket_baru", number != NULL ? number : "-");
    }
  return text;
}

/* By what is known now; a note that was finished before has no late place any more and stays as it is. */
char *
tuntas_desk_finish_note (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *note)
{
  TuntasWordsContext context = tuntas_desk_words_context (self, item, tuntas_desk_item_get_case (item));
  const TuntasOutboxEntry *email = email_before (item, note);
  g_autofree char *text = tuntas_sending_dup_member (note, "text");
  g_autofree char *status = email_words (&context, email);
  g_autofree char *clock = email != NULL && email->state == TUNTAS_OUTBOX_DONE
                               ? tuntas_words_clock (tuntas_case_get_zone (context.state), email->changed_at,
                                                     email->changed_at)
                               : g_strdup ("-");
  g_autofree char *with_status = tuntas_words_finish (text != NULL ? text : "", "status_email", status);

  return name_created (item, note, tuntas_words_finish (with_status, "jam_email", clock));
}

void
tuntas_desk_freeze_note (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *note)
{
  g_autofree char *text = tuntas_desk_finish_note (self, item, note);

  tuntas_sending_set_text (note, text);
}

/* (transfer full): where the words stand that the agent has copied. */
static char *
copied_name (gint64 sending_id)
{
  return g_strdup_printf ("copied:%" G_GINT64_FORMAT, sending_id);
}

char *
tuntas_desk_copy_sending (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id)
{
  const TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (item, sending_id);
  char *text = tuntas_desk_dup_sending_text (self, item, sending_id);
  g_autofree char *name = copied_name (sending_id);

  if (entry != NULL && strcmp (entry->kind, "note") == 0)
    tuntas_desk_put_draft (self, item, name, text);
  return text;
}

void
tuntas_desk_freeze_copied (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *note)
{
  g_autofree char *name = copied_name (note->id);
  const char *copied = tuntas_desk_item_get_draft (item, name);

  if (copied != NULL)
    tuntas_sending_set_text (note, copied);
  else
    tuntas_desk_freeze_note (self, item, note);
}

void
tuntas_desk_forget_copied (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id)
{
  g_autofree char *name = copied_name (sending_id);

  if (tuntas_desk_item_get_draft (item, name) != NULL)
    tuntas_desk_put_draft (self, item, name, NULL);
}

char *
tuntas_desk_dup_sending_text (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id)
{
  const TuntasOutboxEntry *entry = tuntas_desk_item_find_entry (item, sending_id);
  char *text;

  if (entry == NULL)
    return g_strdup ("");
  if (strcmp (entry->kind, "note") == 0)
    return tuntas_desk_finish_note (self, item, entry);
  text = strcmp (entry->kind, "status") == 0 ? tuntas_desk_dup_wanted_status (self, entry)
                                             : tuntas_sending_dup_member (entry, "text");
  return text != NULL ? text : g_strdup ("");
}

/* Lengths */

guint
tuntas_desk_get_text_length (TuntasDesk *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK (self), 0);

  return tuntas_nossa_site_get_text_length (tuntas_nossa_get_site (self->nossa));
}

guint
tuntas_desk_count_text (TuntasDesk *self, const char *text)
{
  g_return_val_if_fail (TUNTAS_IS_DESK (self), 0);

  return tuntas_nossa_count_text (text);
}

gboolean
tuntas_desk_is_too_long (TuntasDesk *self, const TuntasOutboxEntry *entry, guint *length)
{
  g_autofree char *text = strcmp (entry->kind, "email") != 0 ? tuntas_sending_dup_member (entry, "text") : NULL;

  if (text == NULL)
    return FALSE;
  *length = tuntas_nossa_count_text (text);
  if (strstr (text, "{status_email}") != NULL)
    *length += LATE_GROWTH;
  return *length > tuntas_desk_get_text_length (self);
}
