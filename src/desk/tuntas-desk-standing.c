/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-standing.h"

#include "tuntas-sending-list.h"

/* An act whose lower bound of calls is met is worth doing now; waiting for the next call would be for nothing. */
static gboolean
has_met_its_bound (TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      for (guint j = 0; action->enabled && j < action->spec->gates->len; j++)
        if (((TuntasGate *) g_ptr_array_index (action->spec->gates, j))->kind == TUNTAS_GATE_AT_LEAST)
          return TRUE;
    }
  return FALSE;
}

/* The earliest advised call over the numbers that can be called; *from is the last one's dialling. */
static gint64
next_call (TuntasCase *state, gint64 now, gint64 *from)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);

      if (!bad)
        earliest = MIN (earliest, tuntas_case_get_next_call (state, phone, now));
    }
  *from = attempts->len > 0 ? ((TuntasAttempt *) g_ptr_array_index (attempts, attempts->len - 1))->dialled_at : now;
  return earliest == G_MAXINT64 ? now : earliest;
}

/* When the last act happened; what the program takes down of its own afterwards begins no wait. */
static gint64
last_act_at (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);
  guint i = events->len - 1;

  while (i > 0 && tuntas_event_is_kept_only (tuntas_event_get_id (g_ptr_array_index (events, i))))
    i--;
  return tuntas_event_get_at (g_ptr_array_index (events, i));
}

static void
set_due (TuntasStanding *self, TuntasDueKind kind, gint64 due, gint64 from)
{
  self->due_kind = kind;
  self->due = due;
  self->due_from = from;
}

static TuntasSection
work_out_calls (TuntasStanding *self, TuntasCase *state, gint64 now)
{
  gint64 from;
  gint64 next = next_call (state, now, &from);
  gint64 awaited = tuntas_case_get_awaited (state, NULL);

  if (tuntas_case_get_open_attempt (state) != NULL)
    {
      self->urgency = 0;
      return TUNTAS_SECTION_NEEDS_ACTION;
    }
  if (tuntas_case_has_promise (state))
    {
      self->urgency = 1;
      set_due (self, TUNTAS_DUE_PROMISE, awaited >= 0 ? awaited : now, from);
      return TUNTAS_SECTION_NEEDS_ACTION;
    }
  self->urgency = tuntas_case_is_pended (state)               ? 2
                  : tuntas_case_get_attempts (state)->len > 0 ? 3
                                                              : 4;
  /* Active again, and nobody has called since: how late that is, is told. */
  if (awaited >= 0)
    set_due (self, TUNTAS_DUE_ACTIVE, awaited, from);
  if (awaited >= 0 || next <= now || has_met_its_bound (state))
    return TUNTAS_SECTION_NEEDS_ACTION;
  set_due (self, TUNTAS_DUE_NEXT_CALL, next, from);
  return TUNTAS_SECTION_WAITING;
}

/* While the case waits for an instant. */
static void
set_waiting (TuntasStanding *self, TuntasCase *state)
{
  gboolean promise;
  gint64 deadline = tuntas_case_get_deadline (state);

  tuntas_case_get_awaited (state, &promise);
  set_due (self, promise ? TUNTAS_DUE_PROMISE : TUNTAS_DUE_ACTIVE, deadline, last_act_at (state));
}

static TuntasSection
work_out_step (TuntasStanding *self, TuntasCase *state, GPtrArray *sendings, gint64 now)
{
  const TuntasStep *step = tuntas_case_get_step (state);

  self->urgency = tuntas_case_get_events (state)->len > 1 ? 3 : 5;
  switch (step->kind)
    {
    case TUNTAS_STEP_CALLS:
      return work_out_calls (self, state, now);
    case TUNTAS_STEP_WAIT:
    case TUNTAS_STEP_HELD:
      if (tuntas_case_get_deadline (state) >= 0)
        set_waiting (self, state);
      return TUNTAS_SECTION_WAITING;
    case TUNTAS_STEP_EFFECTS:
      if (tuntas_case_get_deadline (state) >= 0)
        set_waiting (self, state);
      self->urgency = 1;
      return TUNTAS_SECTION_NEEDS_ACTION;
    case TUNTAS_STEP_END:
      return tuntas_sending_list_count_open (sendings) == 0 ? TUNTAS_SECTION_DONE : TUNTAS_SECTION_UNPROVED;
    case TUNTAS_STEP_CHECKLIST:
    case TUNTAS_STEP_FORM:
    case TUNTAS_STEP_CHOICE:
      return TUNTAS_SECTION_NEEDS_ACTION;
    default:
      g_return_val_if_reached (TUNTAS_SECTION_NEEDS_ACTION);
    }
}

static gboolean
needs_the_agents_word (GPtrArray *sendings)
{
  for (guint i = 0; i < sendings->len; i++)
    if (tuntas_sending_needs_agent (g_ptr_array_index (sendings, i)))
      return TRUE;
  return FALSE;
}

TuntasStanding
tuntas_standing_find (TuntasCase *state, GPtrArray *sendings, gint64 now)
{
  TuntasStanding self = { 0 };

  set_due (&self, TUNTAS_DUE_NONE, -1, -1);
  self.section = work_out_step (&self, state, sendings, now);
  if (needs_the_agents_word (sendings))
    {
      self.section = TUNTAS_SECTION_NEEDS_ACTION;
      self.urgency = 1;
    }
  return self;
}
