/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include "tuntas-pending.h"

#include <string.h>

/* What a condition can ask of a case and an act, and what follows from the answers: the facts, the gates over them, the
 * first following that holds. Nothing is changed here. */

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
  if (strcmp (name, "mass_outage") == 0)
    return truth (self->mass_outage);
  if (strcmp (name, "deadline_moved") == 0)
    return truth (self->deadline_moved);
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

/* A wait whose end opens the agreed call is for a promise; any other is for the ticket to be active again. */
gboolean
tuntas_case_step_is_promise (const TuntasStep *step)
{
  for (guint i = 0; step->due != NULL && i < step->due->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (step->due, i);

      for (guint j = 0; j < following->ops->len; j++)
        if (g_array_index (following->ops, TuntasOp, j) == TUNTAS_OP_OPEN_PROMISE)
          return TRUE;
    }
  return FALSE;
}

const char *
tuntas_case_get_holder (TuntasCase *self, gint64 *at, const char **handover)
{
  for (guint i = self->events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (self->events, i - 1);
      const char *id = tuntas_event_get_id (event);

      if (strcmp (id, TUNTAS_EVENT_TAKEN_OVER) == 0 || strcmp (id, TUNTAS_EVENT_TAKEN_BACK) == 0)
        return NULL;
      if (strcmp (id, TUNTAS_EVENT_HANDED_OVER) != 0)
        continue;
      if (at != NULL)
        *at = tuntas_event_get_at (event);
      if (handover != NULL)
        *handover = tuntas_event_get (event, "handover");
      return tuntas_event_get (event, "to");
    }
  return NULL;
}

gint64
tuntas_case_get_awaited (TuntasCase *self, gboolean *promise)
{
  gboolean waits = self->deadline >= 0 && self->step->kind != TUNTAS_STEP_END;

  /* Whoever has it is reminded. */
  if (tuntas_case_get_holder (self, NULL, NULL) != NULL)
    return -1;
  if (promise != NULL)
    *promise = waits ? tuntas_case_step_is_promise (tuntas_case_home_step (self)) : self->honoured_promise;
  return waits ? self->deadline : self->honoured;
}

gboolean
tuntas_case_needs_deadline (TuntasCase *self)
{
  const TuntasStep *home = tuntas_case_home_step (self);

  if (tuntas_case_get_holder (self, NULL, NULL) != NULL)
    return FALSE;
  return home->kind == TUNTAS_STEP_WAIT || (home->kind == TUNTAS_STEP_EFFECTS && self->pended);
}

gboolean
tuntas_case_is_due (const TuntasCase *self, gint64 now)
{
  return self->step->due != NULL && self->deadline >= 0 && self->deadline <= now;
}
