/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include "tuntas-procedure-private.h"

#include "tuntas-pending.h"
#include "tuntas-phone.h"

#include <string.h>

/* How events become the state of a case. An event was accepted when it was written, so nothing is refused here: the
 * operations of its act are done, then the first following that holds leads on. Everything that is derived
 * (counters, departures, remarks, deadlines) is derived here and nowhere else, from the events alone. */

static TuntasDeviation *
take_deviation (GPtrArray *list, gint64 seq, const char *code, const char *clause)
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

const TuntasStep *
tuntas_case_home_step (const TuntasCase *self)
{
  return self->step->kind == TUNTAS_STEP_HELD && self->held_in != NULL ? self->held_in : self->step;
}

static TuntasDeviation *
take_departure (TuntasCase *self, gint64 seq, const TuntasDepartureSpec *spec)
{
  return take_deviation (self->departures, seq, spec->code,
                         spec->clause != NULL ? spec->clause : tuntas_case_home_step (self)->clause);
}

static const char *
truth (gboolean value)
{
  return value ? "true" : "false";
}

/* Whether the step has a call that its bounds still allow (Q11). */
static gboolean
has_calls_left (const TuntasCase *self)
{
  GPtrArray *acts = tuntas_procedure_get_acts (self->procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);
      gboolean met = TRUE;

      if (!tuntas_act_spec_does (spec, TUNTAS_OP_DIAL) || !tuntas_act_spec_is_open_in (spec, self->step) ||
          !tuntas_act_spec_is_for (spec, self->family))
        continue;
      for (guint j = 0; met && j < spec->gates->len; j++)
        met = tuntas_case_gate_met (self, NULL, g_ptr_array_index (spec->gates, j));
      if (met)
        return TRUE;
    }
  return FALSE;
}

const char *
tuntas_case_fact (const TuntasCase *self, const TuntasAct *act, const char *name)
{
  if (strcmp (name, "family") == 0)
    return self->family;
  if (strcmp (name, "step") == 0)
    return self->step->id;
  if (strcmp (name, "round") == 0)
    return self->round == 1 ? "1" : "2";
  if (strcmp (name, "pended") == 0)
    return truth (self->pended);
  if (strcmp (name, "informed") == 0)
    return truth (self->informed);
  if (strcmp (name, "promise") == 0)
    return truth (self->promise);
  if (strcmp (name, "zone") == 0)
    return truth (self->zone != NULL);
  if (strcmp (name, "usable_number") == 0)
    return truth (tuntas_case_has_usable_number ((TuntasCase *) self));
  if (strcmp (name, "calls_left") == 0)
    return truth (has_calls_left (self));
  if (strcmp (name, "deadline_by_night") == 0)
    return truth (self->deadline >= 0 && self->zone != NULL &&
                  !tuntas_pending_is_day (tuntas_procedure_get_rules (self->procedure), self->zone, self->deadline));
  if (act == NULL)
    return NULL;
  if (strcmp (name, "shared_call") == 0)
    return truth (tuntas_act_get (act, "with") != NULL);
  if (strcmp (name, "connected") == 0)
    {
      const TuntasOutcomeSpec *outcome =
          tuntas_procedure_find_outcome (self->procedure, tuntas_act_get (act, "outcome"));

      return outcome != NULL ? truth (outcome->connected) : NULL;
    }
  return tuntas_act_get (act, name);
}

gboolean
tuntas_case_holds (const TuntasCase *self, const TuntasAct *act, GPtrArray *terms)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      const char *value = tuntas_case_fact (self, act, term->fact);

      if (value == NULL || !g_strv_contains ((const char *const *) term->values, value))
        return FALSE;
    }
  return TRUE;
}

gint64
tuntas_case_gate_have (const TuntasCase *self, const TuntasAct *act, const TuntasGate *gate)
{
  if (gate->kind == TUNTAS_GATE_HOLDS)
    return g_strcmp0 (tuntas_case_fact (self, act, gate->fact), "true") == 0;
  return strcmp (gate->fact, "counted") == 0 ? self->counted : self->unreached;
}

gboolean
tuntas_case_gate_met (const TuntasCase *self, const TuntasAct *act, const TuntasGate *gate)
{
  gint64 have = tuntas_case_gate_have (self, act, gate);

  if (gate->unless != NULL && tuntas_case_holds (self, act, gate->unless))
    return TRUE;
  switch (gate->kind)
    {
    case TUNTAS_GATE_AT_LEAST:
      return have >= gate->bound;
    case TUNTAS_GATE_BELOW:
      return have < gate->bound;
    case TUNTAS_GATE_HOLDS:
      return have == 1;
    default:
      g_return_val_if_reached (FALSE);
    }
}

const TuntasFollowing *
tuntas_case_following (const TuntasCase *self, const TuntasAct *act, GPtrArray *followings)
{
  for (guint i = 0; followings != NULL && i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);

      if (tuntas_case_holds (self, act, following->when))
        return following;
    }
  return NULL;
}

gboolean
tuntas_case_is_due (const TuntasCase *self, gint64 now)
{
  return self->step->due != NULL && self->deadline >= 0 && self->deadline <= now;
}

/* Operations */

static void
add_number (TuntasCase *self, const char *number)
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
  add_number (self, attempt->phone);
}

/* Q1 and Q16: calling sooner than advised, or outside the hours in which homes are called. One call for several
 * tickets of the customer (Q15) is not sooner on any of them. */
static void
remark_dialling (TuntasCase *self, TuntasEvent *event)
{
  gint64 at = tuntas_event_get_at (event);
  gint64 seq = tuntas_event_get_seq (event);

  if (tuntas_event_get (event, "with") == NULL && at < tuntas_case_gap_ends (self, tuntas_event_get (event, "phone")))
    take_deviation (self->remarks, seq, "sooner", "Q1");
  if (tuntas_case_keeps_home_hours (self) &&
      !tuntas_hours_are_home (tuntas_procedure_get_rules (self->procedure), self->zone, at))
    take_deviation (self->remarks, seq, "outside-hours", "Q16");
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
    take_deviation (self->remarks, tuntas_event_get_seq (event), "short-ring", "Q7");
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
static gint64
event_number (TuntasEvent *event, const char *field, gint64 most, gint64 otherwise)
{
  const char *text = tuntas_event_get (event, field);
  gint64 number = otherwise;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, most, &number, NULL);
  return number;
}

/* Q10: the state that the work log tells. Nobody was reached so far, or there were nothing to carry on. A family that
 * the procedure does not ask for a second round or an instant was never pended, whatever a log says. */
static void
adopt (TuntasCase *self, TuntasEvent *event)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (self->procedure, tuntas_event_get_id (event), self->step,
                                                         self->family);
  gboolean has_second = tuntas_act_spec_find_field (spec, "p2") != NULL;
  gboolean has_until = tuntas_act_spec_find_field (spec, "until") != NULL;
  gint64 first = event_number (event, "p1", TUNTAS_NUMBER_MAX, 0);
  gint64 second = has_second ? event_number (event, "p2", TUNTAS_NUMBER_MAX, -1) : -1;
  gint64 until;

  self->round = second >= 0 ? 2 : 1;
  self->adopted[0] = (int) first;
  self->adopted[1] = (int) MAX (second, 0);
  self->counted = self->unreached = self->adopted[self->round - 1];
  self->informed = g_strcmp0 (tuntas_event_get (event, "informed"), "true") == 0;
  self->pended = second >= 0;
  if (has_until && tuntas_act_get_instant (tuntas_event_get_act (event), "until", &until))
    {
      self->pended = TRUE;
      self->deadline = MAX (until, 0); /* less is none; all of it is long past */
    }
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
      add_number (self, tuntas_event_get (event, "phone"));
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
      self->pended = TRUE;
      if (self->zone != NULL)
        self->deadline = tuntas_pending_until (tuntas_procedure_get_rules (self->procedure), self->zone,
                                               tuntas_event_get_at (event));
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

static void
do_ops (TuntasCase *self, GArray *ops, TuntasEvent *event)
{
  for (guint i = 0; i < ops->len; i++)
    do_op (self, g_array_index (ops, TuntasOp, i), event);
}

static void
enter (TuntasCase *self, const TuntasStep *step)
{
  gboolean returning = self->step->kind == TUNTAS_STEP_HELD && step == self->held_in;

  self->step = step;
  if (!step->keeps_deadline)
    self->deadline = -1;
  /* Coming back from being held is no new entering. */
  if (!returning)
    do_ops (self, step->enter, NULL);
}

static void
follow (TuntasCase *self, const TuntasFollowing *following, TuntasEvent *event)
{
  if (following == NULL)
    return;
  if (following->departure != NULL)
    take_departure (self, tuntas_event_get_seq (event), following->departure);
  do_ops (self, following->ops, event);
  if (following->to == NULL)
    return;
  self->end = following->end;
  enter (self, strcmp (following->to, "back") == 0 ? self->held_in
                                                   : tuntas_procedure_find_step (self->procedure, following->to));
}

/* An unmet gate can only have been passed because it was waived. */
static void
take_waived_gates (TuntasCase *self, const TuntasActSpec *spec, TuntasEvent *event)
{
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (gate->departure != NULL && !tuntas_case_gate_met (self, tuntas_event_get_act (event), gate))
        {
          TuntasDeviation *departure = take_departure (self, tuntas_event_get_seq (event), gate->departure);

          departure->have = tuntas_case_gate_have (self, tuntas_event_get_act (event), gate);
          departure->need = gate->bound;
        }
    }
}

static void
take_silent_uses (TuntasCase *self, const TuntasActSpec *spec, TuntasEvent *event)
{
  for (guint i = 0; i < spec->silent->len; i++)
    {
      const TuntasSilentUse *use = g_ptr_array_index (spec->silent, i);

      if (tuntas_case_holds (self, tuntas_event_get_act (event), use->when))
        take_deviation (self->silent, tuntas_event_get_seq (event), use->place,
                        tuntas_case_get_clause_of (self, tuntas_event_get_seq (event)));
    }
}

/* (nullable): the first field that the act cannot be without and the event lacks. An event was accepted with it, so
 * this is damage. */
static const char *
find_missing_field (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act)
{
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);
      const char *value = tuntas_act_get (act, field->name);

      if (field->optional || !tuntas_case_holds (self, act, field->when))
        continue;
      if (value == NULL || (field->kind == TUNTAS_FIELD_OUTCOME &&
                            tuntas_procedure_find_outcome (self->procedure, value) == NULL))
        return field->name;
    }
  return NULL;
}

static gboolean
take_act (TuntasCase *self, TuntasEvent *event, GError **error)
{
  TuntasAct *act = tuntas_event_get_act (event);
  gint64 seq = tuntas_event_get_seq (event);
  const TuntasActSpec *spec = tuntas_procedure_find_act (self->procedure, tuntas_event_get_id (event), self->step,
                                                         self->family);
  const char *missing = spec != NULL ? find_missing_field (self, spec, act) : NULL;

  if (missing != NULL)
    {
      g_set_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS,
                   "event %" G_GINT64_FORMAT ": the act “%s” has no usable field “%s”", seq,
                   tuntas_event_get_id (event), missing);
      return FALSE;
    }
  if (spec == NULL)
    {
      g_set_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS,
                   "event %" G_GINT64_FORMAT ": the procedure %s knows no act “%s” in step “%s”", seq,
                   self->procedure->document, tuntas_event_get_id (event), self->step->id);
      return FALSE;
    }
  g_array_append_val (self->done, seq);
  self->clauses->pdata[seq - 1] = spec->clause != NULL ? spec->clause : self->step->clause;
  take_waived_gates (self, spec, event);
  if (spec->remark != NULL)
    take_deviation (self->remarks, seq, spec->remark, spec->remark_question);
  do_ops (self, spec->ops, event);
  take_silent_uses (self, spec, event);
  follow (self, tuntas_case_following (self, act, spec->followings), event);
  return TRUE;
}

static void
take_due (TuntasCase *self, TuntasEvent *event)
{
  if (!tuntas_case_is_due (self, tuntas_event_get_at (event)))
    return;
  follow (self, tuntas_case_following (self, NULL, self->step->due), event);
}

/* (nullable): the procedure that the event pins the case to. */
static TuntasProcedure *
find_pinned (const TuntasCase *self, TuntasEvent *event, GError **error)
{
  const char *document = tuntas_event_get (event, "document");
  const char *revision = tuntas_event_get (event, "revision");
  const char *sha256 = tuntas_event_get (event, "sha256");
  TuntasProcedure *procedure = tuntas_procedures_find (self->procedures, sha256);

  if (procedure == NULL)
    g_set_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_PROCEDURE,
                 "event %" G_GINT64_FORMAT ": the procedure %s, revision “%s”, SHA-256 %s is not here",
                 tuntas_event_get_seq (event), document != NULL ? document : "?", revision != NULL ? revision : "",
                 sha256 != NULL ? sha256 : "?");
  return procedure;
}

static gboolean
take_opening (TuntasCase *self, TuntasEvent *event, GError **error)
{
  const char *family = tuntas_event_get (event, "family");
  const char *phones = tuntas_event_get (event, "phones");
  const char *zone = tuntas_event_get (event, "zone");
  g_auto (GStrv) numbers = g_strsplit (phones != NULL ? phones : "", ";", -1);

  self->procedure = find_pinned (self, event, error);
  if (self->procedure == NULL)
    return FALSE;
  self->ticket = g_strdup (tuntas_event_get (event, "ticket"));
  self->zone_id = g_strdup (zone != NULL ? zone : "");
  self->family = g_strv_contains ((const char *const *) self->procedure->families, family != NULL ? family : "")
                     ? g_strdup (family) : NULL;
  self->step = self->procedure->start;
  self->round = 1;
  for (guint i = 0; numbers[i] != NULL; i++)
    if (*g_strstrip (numbers[i]) != '\0')
      add_number (self, numbers[i]);
  return TRUE;
}

/* (nullable): the same step in another procedure. One of another kind is not the same. */
static const TuntasStep *
find_counterpart (TuntasProcedure *procedure, const TuntasStep *step)
{
  const TuntasStep *found = step != NULL ? tuntas_procedure_find_step (procedure, step->id) : NULL;

  return found != NULL && found->kind == step->kind ? found : NULL;
}

const char *
tuntas_case_find_obstacle (const TuntasCase *self, TuntasProcedure *to, const char **field)
{
  const TuntasStep *home = tuntas_case_home_step (self);

  *field = NULL;
  if (to == self->procedure)
    return "same-procedure";
  if (self->open_attempt >= 0)
    return "unfinished-attempt";
  if (self->step->kind == TUNTAS_STEP_END)
    return "ended";
  if (find_counterpart (to, self->step) == NULL || find_counterpart (to, home) == NULL)
    {
      *field = find_counterpart (to, self->step) == NULL ? self->step->id : home->id;
      return "no-such-step";
    }
  if (self->family != NULL && !g_strv_contains ((const char *const *) to->families, self->family))
    {
      *field = self->family;
      return "no-such-family";
    }
  return NULL;
}

/* What was done before stays judged by the procedure of its time; the rest of the case goes on in the same step of
 * the other one. */
static gboolean
take_move (TuntasCase *self, TuntasEvent *event, GError **error)
{
  TuntasProcedure *to = find_pinned (self, event, error);
  gint64 seq = tuntas_event_get_seq (event);
  const char *field, *obstacle;

  if (to == NULL)
    return FALSE;
  obstacle = tuntas_case_find_obstacle (self, to, &field);
  if (obstacle != NULL)
    {
      g_set_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS,
                   "event %" G_GINT64_FORMAT ": the case cannot be moved to %s, revision “%s”: %s", seq, to->document,
                   to->revision, obstacle);
      return FALSE;
    }
  self->step = find_counterpart (to, self->step);
  self->held_in = find_counterpart (to, self->held_in);
  self->procedure = to;
  g_array_append_val (self->done, seq);
  return TRUE;
}

/* A fresh state with the same events; the next event is not yet among them. */
static TuntasCase *
blank (TuntasProcedures *procedures, GTimeZone *zone)
{
  TuntasCase empty = { .deadline = -1, .open_attempt = -1, .reached_by = -1, .procedures = procedures, .zone = zone };

  return tuntas_case_copy (&empty);
}

gboolean
tuntas_case_take (TuntasCase *self, TuntasEvent *event, GError **error)
{
  const char *id = tuntas_event_get_id (event);
  gint64 of;

  if (tuntas_event_get_seq (event) != (gint64) self->events->len + 1 ||
      (strcmp (id, TUNTAS_EVENT_OPENED) == 0) != (self->events->len == 0))
    {
      g_set_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS,
                   "event %" G_GINT64_FORMAT " (%s) cannot be number %u of a case", tuntas_event_get_seq (event), id,
                   self->events->len + 1);
      return FALSE;
    }
  g_ptr_array_add (self->events, tuntas_event_ref (event));
  g_ptr_array_add (self->clauses, NULL);

  if (strcmp (id, TUNTAS_EVENT_OPENED) == 0)
    return take_opening (self, event, error);
  else if (tuntas_case_is_taken_back (self, tuntas_event_get_seq (event)) || strcmp (id, TUNTAS_EVENT_UNDO) == 0 ||
           strcmp (id, TUNTAS_EVENT_RECEIPT) == 0 || strcmp (id, TUNTAS_EVENT_READDRESSED) == 0)
    ; /* kept for the history; it moves nothing */
  else if (strcmp (id, TUNTAS_EVENT_DUE) == 0)
    take_due (self, event);
  else if (strcmp (id, TUNTAS_EVENT_MOVED) == 0)
    return take_move (self, event, error);
  else if (strcmp (id, TUNTAS_EVENT_BEGUN) == 0)
    {
      of = event_number (event, "of", G_MAXINT64, 0);
      g_array_append_val (self->begun, of);
    }
  else
    return take_act (self, event, error);
  return TRUE;
}

static gboolean
is_act (TuntasEvent *event)
{
  const char *id = tuntas_event_get_id (event);

  return strcmp (id, TUNTAS_EVENT_MOVED) == 0 || !tuntas_event_is_of_program (id);
}

/* Which acts were taken back: each undo takes the last one that still stands. A move counts as an act. */
static GArray *
find_taken_back (GPtrArray *events)
{
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *taken_back = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);
      gint64 seq = tuntas_event_get_seq (event);

      if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_UNDO) == 0)
        {
          if (standing->len > 0)
            {
              g_array_append_val (taken_back, g_array_index (standing, gint64, standing->len - 1));
              g_array_set_size (standing, standing->len - 1);
            }
        }
      else if (is_act (event))
        g_array_append_val (standing, seq);
    }
  return taken_back;
}

TuntasCase *
tuntas_case_fold (TuntasProcedures *procedures, GTimeZone *zone, GPtrArray *events, GError **error)
{
  g_autoptr (TuntasCase) self = blank (procedures, zone);

  g_array_unref (self->taken_back);
  self->taken_back = find_taken_back (events);
  for (guint i = 0; i < events->len; i++)
    if (!tuntas_case_take (self, g_ptr_array_index (events, i), error))
      return NULL;
  if (self->step == NULL)
    {
      g_set_error_literal (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS, "a case begins with its opening");
      return NULL;
    }
  return g_steal_pointer (&self);
}

TuntasCase *
tuntas_case_after (TuntasCase *self, gint64 seq)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_return_val_if_fail (seq >= 1 && seq <= (gint64) self->events->len, NULL);

  for (gint64 i = 0; i < seq; i++)
    g_ptr_array_add (events, g_ptr_array_index (self->events, i));
  return tuntas_case_fold (self->procedures, self->zone, events, NULL);
}

GPtrArray *
tuntas_case_list_moves (TuntasCase *self)
{
  GPtrArray *moves = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TuntasCase) walker = blank (self->procedures, self->zone);

  g_array_append_vals (walker->taken_back, self->taken_back->data, self->taken_back->len);
  for (guint i = 0; i < self->events->len; i++)
    {
      const TuntasStep *from = walker->step;
      TuntasMove *move;

      if (!tuntas_case_take (walker, g_ptr_array_index (self->events, i), NULL))
        break;
      if (from == NULL || walker->step == from)
        continue;
      move = g_new0 (TuntasMove, 1);
      *move = (TuntasMove) { from, walker->step, walker->end, g_ptr_array_index (self->events, i) };
      g_ptr_array_add (moves, move);
    }
  return moves;
}
