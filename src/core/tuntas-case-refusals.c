/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include <string.h>

/* The one place that decides whether something is allowed (button, shortcut, D-Bus, import and replay all come through
 * here): what an act is refused for, and what is open as the case stands. Nothing is changed here. */

void
tuntas_refusal_free (TuntasRefusal *refusal)
{
  g_free (refusal->clause);
  g_free (refusal->code);
  g_free (refusal->field);
  g_free (refusal);
}

static TuntasRefusal *
add_refusal (GPtrArray *refusals, const char *clause, const char *code)
{
  TuntasRefusal *refusal = g_new0 (TuntasRefusal, 1);

  refusal->clause = g_strdup (clause);
  refusal->code = g_strdup (code);
  refusal->have = -1;
  refusal->need = -1;
  g_ptr_array_add (refusals, refusal);
  return refusal;
}

static const char *
act_clause (const TuntasCase *self, const TuntasActSpec *spec)
{
  return spec->clause != NULL ? spec->clause : self->step->clause;
}

/* A value that the field cannot have is no value. */
static gboolean
field_is_filled (const TuntasCase *self, const TuntasField *field, const TuntasAct *act)
{
  const char *value = tuntas_act_get (act, field->name);
  gint64 instant;

  if (value == NULL)
    return FALSE;
  switch (field->kind)
    {
    case TUNTAS_FIELD_OUTCOME:
      return tuntas_procedure_find_outcome (self->procedure, value) != NULL;
    case TUNTAS_FIELD_FAMILY:
      return g_strv_contains ((const char *const *) tuntas_procedure_get_families (self->procedure), value);
    case TUNTAS_FIELD_CHOICE:
      return g_strv_contains ((const char *const *) field->values, value);
    case TUNTAS_FIELD_YES_NO:
      return strcmp (value, "true") == 0 || strcmp (value, "false") == 0;
    case TUNTAS_FIELD_NUMBER:
      return g_ascii_string_to_unsigned (value, 10, 0, TUNTAS_NUMBER_MAX, NULL, NULL);
    case TUNTAS_FIELD_FUTURE:
    case TUNTAS_FIELD_PAST:
      return tuntas_act_get_instant (act, field->name, &instant);
    case TUNTAS_FIELD_INSTANT: /* on either side of now; what is below 0 would be no deadline */
      return tuntas_act_get_instant (act, field->name, &instant) && instant >= 0;
    case TUNTAS_FIELD_TEXT:
    case TUNTAS_FIELD_PHONE:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
tuntas_case_asks_for (TuntasCase *self, const TuntasField *field, const TuntasAct *act)
{
  return !field->by_program && tuntas_case_holds (self, act, field->when);
}

static void
refuse_missing (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, GPtrArray *refusals)
{
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (field->optional || !tuntas_case_holds (self, act, field->when) || field_is_filled (self, field, act))
        continue;
      add_refusal (refusals, act_clause (self, spec), "required")->field = g_strdup (field->name);
    }
}

static void
refuse_wrong_side_of_now (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, gint64 now,
                          GPtrArray *refusals)
{
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);
      gint64 instant;

      if (!tuntas_case_holds (self, act, field->when) || !tuntas_act_get_instant (act, field->name, &instant))
        continue;
      if (field->kind == TUNTAS_FIELD_FUTURE && instant <= now)
        add_refusal (refusals, act_clause (self, spec), "not-future")->field = g_strdup (field->name);
      if (field->kind == TUNTAS_FIELD_PAST && instant >= now)
        add_refusal (refusals, act_clause (self, spec), "not-past")->field = g_strdup (field->name);
    }
}

/* What the operations of an act need to find; act NULL asks without the fields. */
static void
refuse_impossible (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, GPtrArray *refusals)
{
  const char *clause = act_clause (self, spec);
  gint64 last = tuntas_case_undoable_seq (self);

  if (act != NULL && (tuntas_act_spec_does (spec, TUNTAS_OP_DIAL) || tuntas_act_spec_does (spec, TUNTAS_OP_LOG)))
    {
      const TuntasPhone *phone = tuntas_case_find_phone (self, tuntas_act_get (act, "phone"));

      if (phone != NULL && phone->bad)
        add_refusal (refusals, clause, "bad-number");
    }
  if (tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE) && self->open_attempt < 0)
    add_refusal (refusals, clause, "no-attempt");
  if (tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
    {
      if (last == 0)
        add_refusal (refusals, clause, "nothing-to-undo");
      else if (tuntas_case_has_begun ((TuntasCase *) self, last))
        add_refusal (refusals, clause, "already-sent");
    }
}

/* act NULL: gates over fields of the act are left out, since they can still be filled in. */
static void
refuse_unmet_gates (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, GPtrArray *refusals)
{
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);
      TuntasRefusal *refusal;

      if (act == NULL && gate->kind == TUNTAS_GATE_HOLDS && tuntas_case_fact (self, NULL, gate->fact) == NULL)
        continue;
      if (tuntas_case_gate_met (self, act, gate) ||
          (gate->waived != NULL && tuntas_case_holds (self, act, gate->waived)))
        continue;
      refusal = add_refusal (refusals, gate->clause, gate->code);
      if (gate->kind != TUNTAS_GATE_HOLDS)
        {
          refusal->have = tuntas_case_gate_have (self, act, gate);
          refusal->need = gate->bound;
        }
    }
}

/* In their order: the first kind that applies, and the unmet gates all together. */
GPtrArray *
tuntas_case_list_refusals (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, gint64 now)
{
  GPtrArray *refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_refusal_free);

  if (self->open_attempt >= 0 &&
      (spec == NULL ||
       (!tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE) && !tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))))
    add_refusal (refusals, self->step->clause, "unfinished-attempt");
  else if (spec == NULL)
    add_refusal (refusals, self->step->clause, "not-here");
  else if (!tuntas_act_spec_is_for (spec, self->family))
    add_refusal (refusals, act_clause (self, spec), "not-for-family");

  if (refusals->len == 0 && act != NULL)
    refuse_missing (self, spec, act, refusals);
  if (refusals->len == 0 && act != NULL)
    refuse_wrong_side_of_now (self, spec, act, now, refusals);
  if (refusals->len == 0)
    refuse_impossible (self, spec, act, refusals);
  if (refusals->len == 0)
    refuse_unmet_gates (self, spec, act, refusals);
  return refusals;
}

GPtrArray *
tuntas_case_list_move_refusals (TuntasCase *self, TuntasProcedure *to)
{
  GPtrArray *refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_refusal_free);
  const char *field;
  const char *obstacle = tuntas_case_find_obstacle (self, to, &field);

  if (obstacle != NULL)
    add_refusal (refusals, tuntas_case_get_clause (self), obstacle)->field = g_strdup (field);
  return refusals;
}

/* What is open */

const TuntasActSpec *
tuntas_case_find_open (const TuntasCase *self, const char *id, gboolean by_program)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (self->procedure, id, self->step, self->family);

  if (spec == NULL || (spec->by_program && !by_program) || !tuntas_case_holds (self, NULL, spec->when))
    return NULL;
  return spec;
}

void
tuntas_action_free (TuntasAction *action)
{
  g_ptr_array_unref (action->unmet);
  g_free (action);
}

static TuntasAction *
action_new (const TuntasCase *self, const TuntasActSpec *spec)
{
  TuntasAction *action = g_new0 (TuntasAction, 1);

  action->spec = spec;
  action->unmet = tuntas_case_list_refusals (self, spec, NULL, 0);
  action->enabled = action->unmet->len == 0;
  return action;
}

/* An act that another family alone can do is not offered; while the family is unknown all are, with their reason. */
static gboolean
is_offered (const TuntasCase *self, const TuntasActSpec *spec)
{
  return !spec->by_program && (self->family == NULL || tuntas_act_spec_is_for (spec, self->family)) &&
         tuntas_case_find_open (self, spec->id, FALSE) == spec;
}

GPtrArray *
tuntas_case_list_actions (TuntasCase *self)
{
  GPtrArray *actions = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_action_free);
  GPtrArray *specs = tuntas_procedure_get_acts (self->procedure);

  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      if (is_offered (self, spec))
        g_ptr_array_add (actions, action_new (self, spec));
    }
  return actions;
}

TuntasAction *
tuntas_case_find_action (TuntasCase *self, const char *id)
{
  const TuntasActSpec *spec = tuntas_case_find_open (self, id, FALSE);

  return spec != NULL && is_offered (self, spec) ? action_new (self, spec) : NULL;
}

const TuntasActSpec *
tuntas_case_find_bounce (TuntasCase *self)
{
  GPtrArray *specs = tuntas_procedure_get_acts (self->procedure);

  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      if (spec->by_program && tuntas_act_spec_does (spec, TUNTAS_OP_BOUNCE) &&
          tuntas_case_find_open (self, spec->id, TRUE) == spec)
        return spec;
    }
  return NULL;
}
