/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include "tuntas-procedure-private.h"


#include <string.h>

/* How events become the state of a case. An event was accepted when it was written, so nothing is refused here: the
 * operations of its act are done, then the first following that holds leads on. Everything that is derived
 * (counters, departures, remarks, deadlines) is derived here and nowhere else, from the events alone. */

const TuntasStep *
tuntas_case_home_step (const TuntasCase *self)
{
  return self->step->kind == TUNTAS_STEP_HELD && self->held_in != NULL ? self->held_in : self->step;
}

static TuntasDeviation *
take_departure (TuntasCase *self, gint64 seq, const TuntasDepartureSpec *spec)
{
  return tuntas_case_take_deviation (self->departures, seq, spec->code,
                         spec->clause != NULL ? spec->clause : tuntas_case_home_step (self)->clause);
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
    tuntas_case_do_ops (self, step->enter, NULL);
}

static void
follow (TuntasCase *self, const TuntasFollowing *following, TuntasEvent *event)
{
  if (following == NULL)
    return;
  if (following->departure != NULL)
    take_departure (self, tuntas_event_get_seq (event), following->departure);
  tuntas_case_do_ops (self, following->ops, event);
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
        tuntas_case_take_deviation (self->silent, tuntas_event_get_seq (event), use->place,
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
    tuntas_case_take_deviation (self->remarks, seq, spec->remark, spec->remark_question);
  tuntas_case_do_ops (self, spec->ops, event);
  take_silent_uses (self, spec, event);
  follow (self, tuntas_case_following (self, act, spec->followings), event);
  return TRUE;
}

static void
take_due (TuntasCase *self, TuntasEvent *event)
{
  if (!tuntas_case_is_due (self, tuntas_event_get_at (event)))
    return;
  self->honoured = self->deadline;
  self->honoured_promise = tuntas_case_step_is_promise (self->step);
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
  self->mass_outage = tuntas_event_get (event, "mass_outage") != NULL;
  self->step = self->procedure->start;
  self->round = 1;
  for (guint i = 0; numbers[i] != NULL; i++)
    if (*g_strstrip (numbers[i]) != '\0')
      tuntas_case_add_number (self, numbers[i]);
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
  TuntasCase empty = { .deadline = -1, .honoured = -1, .open_attempt = -1, .reached_by = -1, .procedures = procedures, .zone = zone };

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
  /* Also by an act that was taken back since: the agent was at the ticket. */
  if (!tuntas_event_is_of_program (id))
    self->honoured = -1;

  if (strcmp (id, TUNTAS_EVENT_OPENED) == 0)
    return take_opening (self, event, error);
  else if (strcmp (id, TUNTAS_EVENT_BEGUN) == 0)
    {
      of = tuntas_case_event_number (event, "of", G_MAXINT64, 0);
      g_array_append_val (self->begun, of);
    }
  else if (tuntas_case_is_taken_back (self, tuntas_event_get_seq (event)) || strcmp (id, TUNTAS_EVENT_UNDO) == 0 ||
           tuntas_event_is_kept_only (id))
    ; /* kept for the history; it moves nothing */
  else if (strcmp (id, TUNTAS_EVENT_DUE) == 0)
    take_due (self, event);
  else if (strcmp (id, TUNTAS_EVENT_MOVED) == 0)
    return take_move (self, event, error);
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
