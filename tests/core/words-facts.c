/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words-facts.h"

#include <string.h>

static const struct
{
  const char *id;
  gboolean counts, connected;
  const char *indonesian, *english;
} outcomes[] = {
  { "connected", TRUE, TRUE, "terhubung", "connected" },
  { "no-answer", TRUE, FALSE, "RNA", "no answer" },
  { "busy", TRUE, FALSE, "sibuk", "busy" },
  { "inactive", TRUE, FALSE, "tidak aktif", "switched off" },
  { "rejected", TRUE, FALSE, "ditolak", "rejected" },
  { "mailbox", TRUE, FALSE, "mailbox", "mailbox" },
  { "not-available", TRUE, FALSE, "PIC tidak di tempat", "PIC not available" },
  { "wrong-number", FALSE, FALSE, "salah sambung", "wrong number" },
  { "technical", FALSE, FALSE, "kendala telepon", "phone trouble" },
  { "call-back", TRUE, TRUE, "minta dihubungi kembali", "asks for a call back" },
};

static void
call_free (gpointer data)
{
  WordsCall *call = data;

  g_free (call->phone);
  g_free (call->outcome);
  g_free (call);
}

static gboolean
is (TuntasEvent *event, const char *id)
{
  return strcmp (tuntas_event_get_id (event), id) == 0;
}

static guint
find_outcome (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].id, id) == 0)
      return i;
  g_assert_not_reached ();
}

static void
conclude (WordsFacts *self, WordsCall *call, TuntasEvent *event)
{
  guint outcome = find_outcome (tuntas_event_get (event, "outcome"));

  call->outcome = g_strdup (outcomes[outcome].id);
  if (outcomes[outcome].connected)
    {
      g_ptr_array_set_size (self->in_vain, 0);
      self->reached = call;
      self->channel = NULL;
      self->who = tuntas_event_get (event, "who");
    }
  else if (outcomes[outcome].counts)
    g_ptr_array_add (self->in_vain, call);
}

static WordsCall *
dial (WordsFacts *self, const char *phone, gint64 at)
{
  WordsCall *call = g_new0 (WordsCall, 1);

  call->phone = g_strdup (phone);
  call->dialled_at = at;
  call->round = self->round;
  g_ptr_array_add (self->calls, call);
  return call;
}

/* 1.2.6: by day an hour; by night until the next eight o'clock. */
static gint64
pended_until (const WordsFacts *self, gint64 now)
{
  gint64 local = now + self->hours * 3600;
  gint64 of_day = local % 86400, midnight = now - of_day;

  if (of_day >= 6 * 3600 && of_day < 18 * 3600)
    return now + 3600;
  return of_day < 8 * 3600 ? midnight + 8 * 3600 : midnight + 86400 + 8 * 3600;
}

/* 1.2.8: the ticket is active again, or the line dropped in the conversation that came before. */
static void
begin_round_two (WordsFacts *self)
{
  if (!self->pended || self->round == 2)
    return;
  self->round = 2;
  g_ptr_array_set_size (self->in_vain, 0);
}

static void
take (WordsFacts *self, TuntasEvent *event)
{
  gint64 at = tuntas_event_get_at (event);

  if (is (event, "received"))
    {
      self->rfo = tuntas_event_get (event, "rfo");
      self->repair = tuntas_event_get (event, "repair");
      self->rfo_customer = tuntas_event_get (event, "rfo_customer");
      self->repair_customer = tuntas_event_get (event, "repair_customer");
    }
  else if (is (event, "resolved"))
    {
      self->checked_at = at;
      self->app = tuntas_event_get (event, "app");
      self->result = tuntas_event_get (event, "result");
    }
  else if (is (event, "call"))
    dial (self, tuntas_event_get (event, "phone"), at);
  else if (is (event, "outcome"))
    conclude (self, g_ptr_array_index (self->calls, self->calls->len - 1), event);
  else if (is (event, "log-call"))
    {
      gint64 dialled_at;

      g_assert_true (tuntas_act_get_instant (tuntas_event_get_act (event), "dialled_at", &dialled_at));
      conclude (self, dial (self, tuntas_event_get (event, "phone"), dialled_at), event);
    }
  else if (is (event, "pend"))
    {
      self->pended = TRUE;
      self->until = pended_until (self, at);
    }
  else if (is (event, "customer-contacted"))
    {
      g_ptr_array_set_size (self->in_vain, 0);
      self->reached = NULL;
      self->channel = tuntas_event_get (event, "channel");
      self->who = tuntas_event_get (event, "who");
      if (self->pended && self->active_at < 0)
        self->active_at = at;
    }
  else if (is (event, TUNTAS_EVENT_DUE))
    {
      begin_round_two (self);
      if (self->pended && self->active_at < 0)
        self->active_at = at;
    }
  else if (is (event, "dropped"))
    begin_round_two (self);
}

void
words_facts_read (WordsFacts *self, GPtrArray *events, int hours)
{
  *self = (WordsFacts) { .hours = hours, .round = 1, .until = -1, .active_at = -1, .checked_at = -1 };
  self->calls = g_ptr_array_new_with_free_func (call_free);
  self->in_vain = g_ptr_array_new ();
  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);
      TuntasEvent *next = i + 1 < events->len ? g_ptr_array_index (events, i + 1) : NULL;

      /* The cases here take an act back at once or never. */
      if (is (event, TUNTAS_EVENT_UNDO) || (next != NULL && is (next, TUNTAS_EVENT_UNDO)))
        continue;
      take (self, event);
      if (!is (event, TUNTAS_EVENT_DUE))
        self->last = event;
    }
}

void
words_facts_clear (WordsFacts *self)
{
  g_ptr_array_unref (self->calls);
  g_ptr_array_unref (self->in_vain);
}

char *
words_facts_clock (const WordsFacts *self, gint64 instant, gint64 now)
{
  gint64 local = instant + self->hours * 3600, today = now + self->hours * 3600;
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (local);

  return g_date_time_format (then, local / 86400 == today / 86400 ? "%H.%M" : "%d-%m %H.%M");
}

char *
words_facts_list (const WordsFacts *self, GPtrArray *calls, int round, gboolean with_outcome, const char *language,
                  gint64 now)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < calls->len; i++)
    {
      const WordsCall *call = g_ptr_array_index (calls, i);
      g_autofree char *clock = words_facts_clock (self, call->dialled_at, now);
      guint outcome = find_outcome (call->outcome);

      if (round != 0 && call->round != round)
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", clock);
      if (with_outcome)
        g_string_append_printf (list, " %s", strcmp (language, "id") == 0 ? outcomes[outcome].indonesian
                                                                         : outcomes[outcome].english);
    }
  return g_string_free (list, FALSE);
}
