/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-compare.h"

#include <string.h>

/* Each function below gives TRUE where all is the same; else it has said what differs. */

static gboolean
same_number (char **difference, const char *what, gint64 a, gint64 b)
{
  if (a == b)
    return TRUE;
  *difference = g_strdup_printf ("%s: %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, what, a, b);
  return FALSE;
}

static gboolean
same_text (char **difference, const char *what, const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  *difference = g_strdup_printf ("%s: “%s” and “%s”", what, a != NULL ? a : "(none)", b != NULL ? b : "(none)");
  return FALSE;
}

static gint64
event_seq (TuntasEvent *event)
{
  return event != NULL ? tuntas_event_get_seq (event) : 0;
}

static gboolean
same_facts (char **difference, TuntasCase *a, TuntasCase *b)
{
  return same_number (difference, "procedure", tuntas_case_get_procedure (a) == tuntas_case_get_procedure (b), TRUE) &&
         same_number (difference, "zone", tuntas_case_get_zone (a) != NULL, tuntas_case_get_zone (b) != NULL) &&
         same_text (difference, "zone_id", tuntas_case_get_zone_id (a), tuntas_case_get_zone_id (b)) &&
         same_text (difference, "ticket", tuntas_case_get_ticket (a), tuntas_case_get_ticket (b)) &&
         same_text (difference, "email", tuntas_case_get_email (a), tuntas_case_get_email (b)) &&
         same_text (difference, "family", tuntas_case_get_family (a), tuntas_case_get_family (b)) &&
         same_text (difference, "step", tuntas_case_get_step (a)->id, tuntas_case_get_step (b)->id) &&
         same_text (difference, "clause", tuntas_case_get_clause (a), tuntas_case_get_clause (b)) &&
         same_text (difference, "end", tuntas_case_get_end (a), tuntas_case_get_end (b)) &&
         same_number (difference, "round", tuntas_case_get_round (a), tuntas_case_get_round (b)) &&
         same_number (difference, "counted", tuntas_case_get_counted (a), tuntas_case_get_counted (b)) &&
         same_number (difference, "unreached", tuntas_case_get_unreached (a), tuntas_case_get_unreached (b)) &&
         same_number (difference, "deadline", tuntas_case_get_deadline (a), tuntas_case_get_deadline (b)) &&
         same_number (difference, "round 1", tuntas_case_get_counted_in (a, 1), tuntas_case_get_counted_in (b, 1)) &&
         same_number (difference, "round 2", tuntas_case_get_counted_in (a, 2), tuntas_case_get_counted_in (b, 2)) &&
         same_number (difference, "adopted 1", tuntas_case_get_adopted (a, 1), tuntas_case_get_adopted (b, 1)) &&
         same_number (difference, "adopted 2", tuntas_case_get_adopted (a, 2), tuntas_case_get_adopted (b, 2)) &&
         same_number (difference, "pended", tuntas_case_is_pended (a), tuntas_case_is_pended (b)) &&
         same_number (difference, "informed", tuntas_case_is_informed (a), tuntas_case_is_informed (b)) &&
         same_number (difference, "promise", tuntas_case_has_promise (a), tuntas_case_has_promise (b)) &&
         same_number (difference, "undoable", event_seq (tuntas_case_get_undoable (a)),
                      event_seq (tuntas_case_get_undoable (b)));
}

static gboolean
same_phones (char **difference, TuntasCase *a, TuntasCase *b)
{
  if (!same_number (difference, "numbers", tuntas_case_get_n_phones (a), tuntas_case_get_n_phones (b)) ||
      !same_number (difference, "usable number", tuntas_case_has_usable_number (a), tuntas_case_has_usable_number (b)))
    return FALSE;
  for (guint i = 0; i < tuntas_case_get_n_phones (a); i++)
    {
      gboolean bad_a, bad_b;
      const char *phone_a = tuntas_case_get_phone (a, i, &bad_a);
      const char *phone_b = tuntas_case_get_phone (b, i, &bad_b);

      if (!same_text (difference, "number", phone_a, phone_b) || !same_number (difference, "bad number", bad_a, bad_b))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_attempts (char **difference, TuntasCase *a, TuntasCase *b)
{
  GPtrArray *of_a = tuntas_case_get_attempts (a);
  GPtrArray *of_b = tuntas_case_get_attempts (b);
  const TuntasAttempt *open_a = tuntas_case_get_open_attempt (a);
  const TuntasAttempt *open_b = tuntas_case_get_open_attempt (b);

  if (!same_number (difference, "attempts", of_a->len, of_b->len) ||
      !same_number (difference, "open attempt", open_a != NULL ? open_a->seq : 0, open_b != NULL ? open_b->seq : 0))
    return FALSE;
  for (guint i = 0; i < of_a->len; i++)
    {
      const TuntasAttempt *x = g_ptr_array_index (of_a, i);
      const TuntasAttempt *y = g_ptr_array_index (of_b, i);

      if (!same_number (difference, "attempt: seq", x->seq, y->seq) ||
          !same_text (difference, "attempt: phone", x->phone, y->phone) ||
          !same_number (difference, "attempt: dialled at", x->dialled_at, y->dialled_at) ||
          !same_number (difference, "attempt: ended at", x->ended_at, y->ended_at) ||
          !same_text (difference, "attempt: outcome", x->outcome != NULL ? x->outcome->id : NULL,
                      y->outcome != NULL ? y->outcome->id : NULL) ||
          !same_number (difference, "attempt: round", x->round, y->round) ||
          !same_number (difference, "attempt: promised", x->promised, y->promised) ||
          !same_number (difference, "attempt: dropped", x->dropped, y->dropped) ||
          !same_number (difference, "attempt: logged", x->logged, y->logged) ||
          !same_number (difference, "attempt: shared", x->shared, y->shared))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_deviations (char **difference, const char *what, GPtrArray *a, GPtrArray *b)
{
  if (!same_number (difference, what, a->len, b->len))
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const TuntasDeviation *x = g_ptr_array_index (a, i);
      const TuntasDeviation *y = g_ptr_array_index (b, i);

      if (!same_number (difference, what, x->seq, y->seq) || !same_text (difference, what, x->code, y->code) ||
          !same_text (difference, what, x->clause, y->clause) || !same_number (difference, what, x->have, y->have) ||
          !same_number (difference, what, x->need, y->need))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_event (char **difference, TuntasEvent *a, TuntasEvent *b)
{
  g_autofree char *json_a = NULL;
  g_autofree char *json_b = NULL;

  if (a == b)
    return TRUE;
  json_a = tuntas_event_to_json (a);
  json_b = tuntas_event_to_json (b);
  return same_text (difference, "event", json_a, json_b);
}

static gboolean
same_history (char **difference, TuntasCase *a, TuntasCase *b)
{
  GPtrArray *of_a = tuntas_case_get_events (a);
  GPtrArray *of_b = tuntas_case_get_events (b);

  if (!same_number (difference, "events", of_a->len, of_b->len))
    return FALSE;
  for (guint i = 0; i < of_a->len; i++)
    if (!same_event (difference, g_ptr_array_index (of_a, i), g_ptr_array_index (of_b, i)) ||
        !same_number (difference, "taken back", tuntas_case_is_taken_back (a, i + 1),
                      tuntas_case_is_taken_back (b, i + 1)) ||
        !same_number (difference, "begun", tuntas_case_has_begun (a, i + 1), tuntas_case_has_begun (b, i + 1)) ||
        !same_text (difference, "clause of an event", tuntas_case_get_clause_of (a, i + 1),
                    tuntas_case_get_clause_of (b, i + 1)))
      return FALSE;
  return TRUE;
}

static gboolean
same_refusals (char **difference, const char *what, GPtrArray *a, GPtrArray *b)
{
  if (!same_number (difference, what, a->len, b->len))
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const TuntasRefusal *x = g_ptr_array_index (a, i);
      const TuntasRefusal *y = g_ptr_array_index (b, i);

      if (!same_text (difference, what, x->clause, y->clause) || !same_text (difference, what, x->code, y->code) ||
          !same_text (difference, what, x->field, y->field) || !same_number (difference, what, x->have, y->have) ||
          !same_number (difference, what, x->need, y->need))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_actions (char **difference, TuntasCase *a, TuntasCase *b)
{
  g_autoptr (GPtrArray) of_a = tuntas_case_list_actions (a);
  g_autoptr (GPtrArray) of_b = tuntas_case_list_actions (b);

  if (!same_number (difference, "actions", of_a->len, of_b->len))
    return FALSE;
  for (guint i = 0; i < of_a->len; i++)
    {
      const TuntasAction *x = g_ptr_array_index (of_a, i);
      const TuntasAction *y = g_ptr_array_index (of_b, i);

      if (!same_text (difference, "action", x->spec->id, y->spec->id) ||
          !same_number (difference, x->spec->id, x->enabled, y->enabled) ||
          !same_refusals (difference, x->spec->id, x->unmet, y->unmet))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_answers (char **difference, TuntasCase *a, TuntasCase *b)
{
  GPtrArray *specs = tuntas_procedure_get_acts (tuntas_case_get_procedure (a));
  GPtrArray *attempts = tuntas_case_get_attempts (a);

  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      /* The undo itself stands in the history of one of them only. */
      if (strcmp (spec->id, TUNTAS_EVENT_UNDO) != 0 &&
          !same_number (difference, spec->id, event_seq (tuntas_case_find_last (a, spec->id)),
                        event_seq (tuntas_case_find_last (b, spec->id))))
        return FALSE;
      for (guint j = 0; j < spec->fields->len; j++)
        {
          const char *name = ((const TuntasField *) g_ptr_array_index (spec->fields, j))->name;

          if (!same_text (difference, name, tuntas_case_find_field (a, name), tuntas_case_find_field (b, name)))
            return FALSE;
        }
    }
  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);

      if (!same_number (difference, "next call", tuntas_case_get_next_call (a, attempt->phone, attempt->dialled_at),
                        tuntas_case_get_next_call (b, attempt->phone, attempt->dialled_at)))
        return FALSE;
    }
  return same_actions (difference, a, b);
}

char *
case_difference (TuntasCase *a, TuntasCase *b, CaseParts parts)
{
  char *difference = NULL;

  if (same_facts (&difference, a, b) && same_phones (&difference, a, b) && same_attempts (&difference, a, b) &&
      same_deviations (&difference, "departures", tuntas_case_get_departures (a), tuntas_case_get_departures (b)) &&
      same_deviations (&difference, "remarks", tuntas_case_get_remarks (a), tuntas_case_get_remarks (b)) &&
      same_deviations (&difference, "silent places", tuntas_case_get_silent (a), tuntas_case_get_silent (b)) &&
      ((parts & CASE_HISTORY) == 0 || same_history (&difference, a, b)) && (parts & CASE_QUESTIONS) != 0)
    same_answers (&difference, a, b);
  return difference;
}

char *
effects_difference (GPtrArray *a, GPtrArray *b)
{
  char *difference = NULL;

  if (!same_number (&difference, "effects", a->len, b->len))
    return difference;
  for (guint i = 0; i < a->len; i++)
    {
      const TuntasEffect *x = g_ptr_array_index (a, i);
      const TuntasEffect *y = g_ptr_array_index (b, i);

      if (!same_number (&difference, "effect: kind", x->kind, y->kind) ||
          !same_text (&difference, "effect: value", x->value, y->value) ||
          !same_number (&difference, "effect: until", x->until, y->until) ||
          !same_text (&difference, "effect: text", x->text, y->text))
        break;
    }
  return difference;
}

void
assert_same_case (TuntasCase *got, TuntasCase *wanted, CaseParts parts)
{
  g_autofree char *difference = case_difference (got, wanted, parts);

  if (difference != NULL)
    g_error ("The cases differ: %s", difference);
}
