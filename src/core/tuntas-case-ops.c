/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include "tuntas-pending.h"

#include <string.h>

/* What each operation of a procedure does to the facts of a case. */

TuntasDeviation *
tuntas_case_take_deviation (GPtrArray *list, gint64 seq, const char *code, const char *clause)
{
  TuntasDeviation *deviation = g_new0 (TuntasDeviation, 1);

  deviation->seq = seq;
  deviation->code = g_strdup (code);
  deviation->clause = g_strdup (clause);
  deviation->have = -1;
  deviation->need = -1;
  g_ptr_array_add (list, deviation);
  return deviation;
}

void
tuntas_case_add_number (TuntasCase *self, const char *number)
{
  TuntasPhone *phone;

  if (tuntas_case_find_phone (self, number) != NULL)
    return;
  phone = g_new0 (TuntasPhone, 1);
  phone->number = g_strdup (number);
  g_ptr_array_add (self->phones, phone);
}

static void
dial (TuntasCase *self, TuntasEvent *event, gint64 dialled_at)
{
  TuntasAttempt *attempt = g_new0 (TuntasAttempt, 1);

  attempt->seq = tuntas_event_get_seq (event);
  attempt->phone = g_strdup (tuntas_event_get (event, "phone"));
  attempt->dialled_at = dialled_at;
  attempt->ended_at = -1;
  attempt->round = self->round;
  attempt->promised = self->promise;
  attempt->shared = tuntas_event_get (event, "with") != NULL;
  self->promise = FALSE;
  self->open_attempt = self->attempts->len;
  g_ptr_array_add (self->attempts, attempt);
  tuntas_case_add_number (self, attempt->phone);
}

/* Q1 and Q16: calling sooner than advised, or outside the hours in which homes are called. One call for several
 * tickets of the customer (Q15) is not sooner on any of them. */
static void
remark_dialling (TuntasCase *self, TuntasEvent *event)
{
  gint64 at = tuntas_event_get_at (event);
  gint64 seq = tuntas_event_get_seq (event);

  if (tuntas_event_get (event, "with") == NULL && at < tuntas_case_gap_ends (self, tuntas_event_get (event, "phone")))
    tuntas_case_take_deviation (self->remarks, seq, "sooner", "Q1");
  if (tuntas_case_keeps_home_hours (self) &&
      !tuntas_hours_are_home (tuntas_procedure_get_rules (self->procedure), self->zone, at))
    tuntas_case_take_deviation (self->remarks, seq, "outside-hours", "Q16");
}

static void
conclude (TuntasCase *self, TuntasEvent *event)
{
  const TuntasOutcomeSpec *outcome =
      tuntas_procedure_find_outcome (self->procedure, tuntas_event_get (event, "outcome"));
  TuntasAttempt *attempt;
  TuntasPhone *phone;

  if (self->open_attempt < 0 || outcome == NULL)
    return;
  attempt = g_ptr_array_index (self->attempts, self->open_attempt);
  attempt->outcome = outcome;
  attempt->ended_at = tuntas_event_get_at (event);

  if (outcome->counts && !attempt->promised)
    self->counted++;
  if (outcome->connected)
    {
      self->unreached = 0;
      self->reached_by = self->open_attempt;
    }
  else if (outcome->counts)
    self->unreached++;
  if (outcome->bad_number && (phone = tuntas_case_find_phone (self, attempt->phone)) != NULL)
    phone->bad = TRUE;
  self->open_attempt = -1;
}

static void
remark_short_ring (TuntasCase *self, TuntasEvent *event)
{
  const TuntasAttempt *attempt = tuntas_case_get_open_attempt (self);
  const TuntasOutcomeSpec *outcome =
      tuntas_procedure_find_outcome (self->procedure, tuntas_event_get (event, "outcome"));

  if (attempt != NULL && outcome != NULL && outcome->short_ring &&
      tuntas_event_get_at (event) - attempt->dialled_at < tuntas_procedure_get_rules (self->procedure)->short_ring)
    tuntas_case_take_deviation (self->remarks, tuntas_event_get_seq (event), "short-ring", "Q7");
}

static void
log_call (TuntasCase *self, TuntasEvent *event)
{
  gint64 dialled_at = tuntas_event_get_at (event);

  tuntas_act_get_instant (tuntas_event_get_act (event), "dialled_at", &dialled_at);
  dial (self, event, dialled_at);
  ((TuntasAttempt *) g_ptr_array_index (self->attempts, self->open_attempt))->logged = TRUE;
  conclude (self, event);
}

static void
drop_attempt (TuntasCase *self)
{
  TuntasAttempt *attempt;

  if (self->reached_by < 0)
    return;
  attempt = g_ptr_array_index (self->attempts, self->reached_by);
  if (!attempt->promised && attempt->outcome->counts && attempt->round == self->round && self->counted > 0)
    self->counted--;
  attempt->dropped = TRUE;
  self->reached_by = -1;
}

/* A round has begun when it was entered once; from then on its counters only go on. */
static void
new_round (TuntasCase *self)
{
  if (self->round > 1)
    return;
  self->round = 2;
  self->counted = 0;
  self->unreached = 0;
}

/* What is no whole number up to that is no number. */
gint64
tuntas_case_event_number (TuntasEvent *event, const char *field, gint64 most, gint64 otherwise)
{
  const char *text = tuntas_event_get (event, field);
  gint64 number = otherwise;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, most, &number, NULL);
  return number;
}

/* Q10: the state that the work log tells. Nobody was reached so far, but for an agreed call: after that the count of those
 * in vain begins anew. A family that the procedure does not ask for a second round or an instant was never pended, whatever a
 * log says. */
static void
adopt (TuntasCase *self, TuntasEvent *event)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (self->procedure, tuntas_event_get_id (event), self->step,
                                                         self->family);
  gboolean has_second = tuntas_act_spec_find_field (spec, "p2") != NULL;
  gboolean has_until = tuntas_act_spec_find_field (spec, "until") != NULL;
  gint64 first = tuntas_case_event_number (event, "p1", TUNTAS_NUMBER_MAX, 0);
  gint64 second = has_second ? tuntas_case_event_number (event, "p2", TUNTAS_NUMBER_MAX, -1) : -1;
  gint64 until;

  self->round = second >= 0 ? 2 : 1;
  self->adopted[0] = (int) first;
  self->adopted[1] = (int) MAX (second, 0);
  self->counted = self->adopted[self->round - 1];
  self->unreached = tuntas_act_spec_does (spec, TUNTAS_OP_PROMISE) ? 0 : self->counted;
  self->informed = g_strcmp0 (tuntas_event_get (event, "informed"), "true") == 0;
  self->pended = second >= 0;
  if (has_until && tuntas_act_get_instant (tuntas_event_get_act (event), "until", &until))
    {
      self->pended = TRUE;
      self->deadline = MAX (until, 0); /* less is none; all of it is long past */
    }
}

/* As it was decided then; else by day and night. By night a calendar may put it off (Q17). */
static void
pend (TuntasCase *self, TuntasEvent *event)
{
  const TuntasRules *rules = tuntas_procedure_get_rules (self->procedure);
  gint64 at = tuntas_event_get_at (event);
  gboolean decided = tuntas_act_get_instant (tuntas_event_get_act (event), TUNTAS_FIELD_DEADLINE, &self->deadline);

  self->pended = TRUE;
  if (self->zone == NULL)
    return;
  if (!decided)
    self->deadline = tuntas_pending_until (rules, self->zone, at);
  self->deadline_moved = tuntas_pending_is_moved (rules, self->zone, at);
}

/* event (nullable): NULL for what a step does by itself. */
static void
do_op (TuntasCase *self, TuntasOp op, TuntasEvent *event)
{
  switch (op)
    {
    case TUNTAS_OP_DIAL:
      remark_dialling (self, event);
      dial (self, event, tuntas_event_get_at (event));
      break;
    case TUNTAS_OP_CONCLUDE:
      remark_short_ring (self, event);
      conclude (self, event);
      break;
    case TUNTAS_OP_LOG:
      log_call (self, event);
      break;
    case TUNTAS_OP_ADD_NUMBER:
      tuntas_case_add_number (self, tuntas_event_get (event, "phone"));
      break;
    case TUNTAS_OP_SET_FAMILY:
      g_free (self->family);
      self->family = g_strdup (tuntas_event_get (event, "family"));
      break;
    case TUNTAS_OP_REACH:
      self->unreached = 0;
      self->reached_by = -1;
      break;
    case TUNTAS_OP_DROP:
      drop_attempt (self);
      break;
    case TUNTAS_OP_PEND:
      pend (self, event);
      break;
    case TUNTAS_OP_INFORM:
      self->informed = TRUE;
      break;
    case TUNTAS_OP_PROMISE:
      tuntas_act_get_instant (tuntas_event_get_act (event), "call_back", &self->deadline);
      break;
    case TUNTAS_OP_OPEN_PROMISE:
      self->promise = TRUE;
      break;
    case TUNTAS_OP_HOLD:
      self->held_in = self->step;
      break;
    case TUNTAS_OP_NEW_ROUND:
      new_round (self);
      break;
    case TUNTAS_OP_BOUNCE:
      self->informed = FALSE;
      break;
    case TUNTAS_OP_ADOPT:
      adopt (self, event);
      break;
    case TUNTAS_OP_UNDO:
      break; /* done by folding again without what was taken back */
    default:
      g_return_if_reached ();
    }
}

void
tuntas_case_do_ops (TuntasCase *self, GArray *ops, TuntasEvent *event)
{
  for (guint i = 0; i < ops->len; i++)
    do_op (self, g_array_index (ops, TuntasOp, i), event);
}
