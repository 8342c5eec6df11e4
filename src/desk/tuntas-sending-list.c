/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sending-list.h"

#include <string.h>

/* What this program does not write waits for the agent. */
static void
mark_by_hand (TuntasSending *sending)
{
  if (sending->state != TUNTAS_SENDING_WAITING || sending->kind == TUNTAS_EFFECT_EMAIL)
    return;
  g_free (sending->code);
  sending->code = g_strdup ("paste");
}

/* A note tells what became of the e-mail before it. */
static gboolean
waits_for_an_email (GPtrArray *entries, guint index, TuntasCase *state)
{
  for (guint i = 0; i < index; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->kind, "email") == 0 && !tuntas_outbox_state_is_final (entry->state) &&
          !tuntas_sending_lets_pass (entry, state))
        return TRUE;
    }
  return FALSE;
}

/* One that was refused, and in whose place another one went, blocks nothing any more. */
static void
settle_replaced (GPtrArray *sendings, const TuntasOutboxEntry *by)
{
  g_autofree char *instead_of = tuntas_sending_dup_member (by, "instead_of");
  gint64 id = 0;

  if (instead_of == NULL || !g_ascii_string_to_signed (instead_of, 10, 1, G_MAXINT64, &id, NULL))
    return;
  for (guint i = 0; i < sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->id != id || (sending->state != TUNTAS_SENDING_BLOCKED && sending->state != TUNTAS_SENDING_CANCELLED))
        continue;
      sending->state = TUNTAS_SENDING_CANCELLED;
      g_free (sending->code);
      sending->code = g_strdup ("readdressed");
    }
}

/* An e-mail that was sent and came back says so, as long as the report stands. */
static void
mark_bounced (GPtrArray *sendings, TuntasCase *state, TuntasEvent *event)
{
  const char *of = tuntas_event_get (event, "of");
  gint64 seq = 0;

  if (!g_ascii_string_to_signed (of, 10, 1, G_MAXINT64, &seq, NULL) ||
      tuntas_case_is_taken_back (state, tuntas_event_get_seq (event)))
    return;
  for (guint i = 0; i < sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->kind != TUNTAS_EFFECT_EMAIL || sending->state != TUNTAS_SENDING_PROVED || sending->event_seq != seq ||
          g_strcmp0 (sending->to, tuntas_event_get (event, "email")) != 0)
        continue;
      g_free (sending->code);
      g_free (sending->reason);
      sending->code = g_strdup ("came-back");
      sending->reason = g_strdup (tuntas_event_get (event, "reason"));
    }
}

static void
mark_all_bounced (GPtrArray *sendings, TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      /* Hardly an event names an e-mail; what it is is looked up for those alone. */
      if (tuntas_event_get (event, "of") == NULL || tuntas_event_get (event, "email") == NULL)
        continue;
      if (tuntas_procedure_does (tuntas_case_get_procedure_of (state, tuntas_event_get_seq (event)),
                                 tuntas_event_get_id (event), TUNTAS_OP_BOUNCE))
        mark_bounced (sendings, state, event);
    }
}

gboolean
tuntas_sending_is_listed (const TuntasOutboxEntry *entry, TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, entry->event_seq);

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (tuntas_event_get (event, "evidence"), TUNTAS_EVIDENCE_LIST) == 0 &&
          g_strcmp0 (tuntas_event_get (event, "effect"), entry->kind) == 0 &&
          g_strcmp0 (tuntas_event_get (event, "of"), of) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What was done on the agent's word, and what a list has shown since, is shown as what the list says. */
static void
mark_listed (const TuntasOutboxEntry *entry, TuntasSending *sending, TuntasCase *state)
{
  const char *created = tuntas_sending_get_created (entry);

  if (!tuntas_sending_is_by_word (entry) || state == NULL || !tuntas_sending_is_listed (entry, state))
    return;
  g_free (sending->evidence);
  sending->evidence = created != NULL ? g_strconcat (TUNTAS_EVIDENCE_CREATED_LIST, created, NULL)
                                      : g_strdup (TUNTAS_EVIDENCE_LIST);
}

GPtrArray *
tuntas_sending_list_new (GPtrArray *entries, TuntasCase *state, gboolean by_hand)
{
  GPtrArray *sendings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sending_free);

  for (guint i = 0; i < entries->len; i++)
    {
      g_ptr_array_add (sendings, tuntas_sending_from_entry (g_ptr_array_index (entries, i)));
      if (by_hand && !waits_for_an_email (entries, i, state))
        mark_by_hand (g_ptr_array_index (sendings, i));
      mark_listed (g_ptr_array_index (entries, i), g_ptr_array_index (sendings, i), state);
    }
  for (guint i = 0; i < entries->len; i++)
    settle_replaced (sendings, g_ptr_array_index (entries, i));
  if (entries->len > 0)
    mark_all_bounced (sendings, state);
  return sendings;
}

guint
tuntas_sending_list_count_open (GPtrArray *sendings)
{
  guint n = 0;

  for (guint i = 0; i < sendings->len; i++)
    n += tuntas_sending_is_open (g_ptr_array_index (sendings, i));
  return n;
}
