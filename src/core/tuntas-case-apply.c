/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include <string.h>

/* What an act comes to: the one place that decides whether something is allowed (button, shortcut, D-Bus, import and
 * replay all come through here), and the list of what is open. */

static void
refusal_free (gpointer data)
{
  TuntasRefusal *refusal = data;

  g_free (refusal->clause);
  g_free (refusal->code);
  g_free (refusal->field);
  g_free (refusal);
}

static void
effect_free (gpointer data)
{
  TuntasEffect *effect = data;

  g_free (effect->value);
  g_free (effect->text);
  g_free (effect);
}

void
tuntas_applied_free (TuntasApplied *applied)
{
  tuntas_case_unref (applied->next);
  g_ptr_array_unref (applied->events);
  g_ptr_array_unref (applied->refusals);
  g_ptr_array_unref (applied->effects);
  g_free (applied);
}

void
tuntas_action_free (TuntasAction *action)
{
  g_ptr_array_unref (action->unmet);
  g_free (action);
}

static void
pin (TuntasAct *act, TuntasProcedure *procedure)
{
  g_autofree char *parameters = tuntas_procedure_dup_parameters (procedure);

  tuntas_act_set (act, "document", tuntas_procedure_get_document (procedure));
  tuntas_act_set (act, "revision", tuntas_procedure_get_revision (procedure));
  tuntas_act_set (act, "sha256", tuntas_procedure_get_sha256 (procedure));
  tuntas_act_set (act, "parameters", parameters);
}

TuntasAct *
tuntas_case_opening (TuntasProcedure *procedure, const char *ticket, const char *family, const char *zone,
                     const char *phones, const char *email)
{
  TuntasAct *act = tuntas_act_new (TUNTAS_EVENT_OPENED);

  tuntas_act_set (act, "ticket", ticket);
  pin (act, procedure);
  tuntas_act_set (act, "family", family);
  tuntas_act_set (act, "zone", zone);
  tuntas_act_set (act, "phones", phones);
  tuntas_act_set (act, "email", email);
  return act;
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
    case TUNTAS_FIELD_INSTANT:
      return tuntas_act_get_instant (act, field->name, &instant);
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

/* The refusals in their order: the first kind that applies, and the unmet gates all together. */
static GPtrArray *
list_refusals (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act, gint64 now)
{
  GPtrArray *refusals = g_ptr_array_new_with_free_func (refusal_free);

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

/* (nullable): the act of that name, where it is open as the case stands. */
static const TuntasActSpec *
find_open (const TuntasCase *self, const char *id, gboolean by_program)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (self->procedure, id, self->step, self->family);

  if (spec == NULL || (spec->by_program && !by_program) || !tuntas_case_holds (self, NULL, spec->when))
    return NULL;
  return spec;
}

static TuntasAction *
action_new (const TuntasCase *self, const TuntasActSpec *spec)
{
  TuntasAction *action = g_new0 (TuntasAction, 1);

  action->spec = spec;
  action->unmet = list_refusals (self, spec, NULL, 0);
  action->enabled = action->unmet->len == 0;
  return action;
}

/* An act that another family alone can do is not offered; while the family is unknown all are, with their reason. */
static gboolean
is_offered (const TuntasCase *self, const TuntasActSpec *spec)
{
  return !spec->by_program && (self->family == NULL || tuntas_act_spec_is_for (spec, self->family)) &&
         find_open (self, spec->id, FALSE) == spec;
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
  const TuntasActSpec *spec = find_open (self, id, FALSE);

  return spec != NULL && is_offered (self, spec) ? action_new (self, spec) : NULL;
}

const TuntasActSpec *
tuntas_case_find_bounce (TuntasCase *self)
{
  GPtrArray *specs = tuntas_procedure_get_acts (self->procedure);

  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      if (spec->by_program && tuntas_act_spec_does (spec, TUNTAS_OP_BOUNCE) && find_open (self, spec->id, TRUE) == spec)
        return spec;
    }
  return NULL;
}

static GPtrArray *
build_effects (GPtrArray *specs, gint64 deadline)
{
  GPtrArray *effects = g_ptr_array_new_with_free_func (effect_free);

  for (guint i = 0; specs != NULL && i < specs->len; i++)
    {
      const TuntasEffectSpec *spec = g_ptr_array_index (specs, i);
      TuntasEffect *effect = g_new0 (TuntasEffect, 1);

      effect->kind = spec->kind;
      effect->value = g_strdup (spec->value);
      effect->until = spec->until ? deadline : -1;
      effect->text = g_strdup (spec->text);
      g_ptr_array_add (effects, effect);
    }
  return effects;
}

/* Conditions of followings are asked as the case stands after the operations, which is what next is, but for the
 * step; none of them asks for the step. */
static GPtrArray *
effects_of (const TuntasCase *next, const TuntasActSpec *spec, const TuntasAct *act)
{
  const TuntasFollowing *following = tuntas_case_following (next, act, spec->followings);

  return build_effects (following != NULL ? following->effects : NULL, next->deadline);
}

static TuntasCase *
next_with (TuntasCase *self, TuntasEvent *event)
{
  g_autoptr (TuntasCase) next = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_UNDO) == 0)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_copy (self->events, NULL, NULL);

      g_ptr_array_set_free_func (events, NULL);
      g_ptr_array_add (events, event);
      next = tuntas_case_fold (self->procedures, self->zone, events, &error);
    }
  else
    {
      next = tuntas_case_copy (self);
      tuntas_case_take (next, event, &error);
    }
  /* The act was just found to be open, and every earlier event was taken before. */
  g_assert_no_error (error);
  return g_steal_pointer (&next);
}

static void
append (TuntasApplied *applied, TuntasAct *act, gint64 now, const char *agent)
{
  g_autoptr (TuntasEvent) event = tuntas_event_new (applied->next->events->len + 1, now, agent, act);
  TuntasCase *next = next_with (applied->next, event);

  tuntas_case_unref (applied->next);
  applied->next = next;
  g_ptr_array_add (applied->events, g_steal_pointer (&event));
}

/* The deadline that an act sets stands in the journal with the zone it was decided in, so that neither other zone data
 * nor none can move it afterwards. */
static void
append_act (TuntasApplied *applied, TuntasAct *act, gint64 now, const char *agent)
{
  g_autoptr (TuntasAct) plain = tuntas_act_copy (act);
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (TuntasCase) tried = NULL;

  tuntas_act_set (plain, TUNTAS_FIELD_DEADLINE, NULL);
  tuntas_act_set (plain, TUNTAS_FIELD_DEADLINE_ZONE, NULL);
  event = tuntas_event_new (applied->next->events->len + 1, now, agent, plain);
  tried = next_with (applied->next, event);
  if (tried->deadline >= 0 && tried->deadline != applied->next->deadline && !tuntas_act_is (plain, TUNTAS_EVENT_UNDO))
    {
      g_autoptr (TuntasAct) dated = tuntas_act_copy (plain);

      tuntas_act_set_instant (dated, TUNTAS_FIELD_DEADLINE, tried->deadline);
      tuntas_act_set (dated, TUNTAS_FIELD_DEADLINE_ZONE, tried->zone_id);
      append (applied, dated, now, agent);
    }
  else
    append (applied, plain, now, agent);
}

static void
apply_time (TuntasApplied *applied, gint64 now)
{
  if (tuntas_case_is_due (applied->next, now))
    {
      g_autoptr (TuntasAct) due = tuntas_act_new (TUNTAS_EVENT_DUE);

      tuntas_act_set_instant (due, TUNTAS_FIELD_DEADLINE, applied->next->deadline);
      append (applied, due, now, "");
    }
}

/* (transfer full): nothing tried yet; what was due is honoured. */
static TuntasApplied *
applied_new (TuntasCase *self, gint64 now)
{
  TuntasApplied *applied = g_new0 (TuntasApplied, 1);

  applied->next = tuntas_case_ref (self);
  applied->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  apply_time (applied, now);
  return applied;
}

TuntasApplied *
tuntas_case_apply (TuntasCase *self, TuntasAct *act, gint64 now, const char *agent, gboolean by_program)
{
  TuntasApplied *applied = applied_new (self, now);
  const TuntasActSpec *spec;

  if (act == NULL)
    {
      applied->accepted = TRUE;
      applied->refusals = g_ptr_array_new_with_free_func (refusal_free);
      applied->effects = build_effects (NULL, -1);
      return applied;
    }

  spec = find_open (applied->next, tuntas_act_get_id (act), by_program);
  applied->refusals = list_refusals (applied->next, spec, act, now);
  applied->accepted = applied->refusals->len == 0;
  if (!applied->accepted)
    {
      applied->effects = build_effects (NULL, -1);
      return applied;
    }
  append_act (applied, act, now, agent);
  applied->act_seq = applied->next->events->len;
  applied->effects = effects_of (applied->next, spec, act);
  apply_time (applied, now);
  return applied;
}

TuntasApplied *
tuntas_case_move (TuntasCase *self, TuntasProcedure *to, gint64 now, const char *agent)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_MOVED);
  TuntasApplied *applied;
  const char *obstacle, *field;

  g_return_val_if_fail (tuntas_procedures_find (self->procedures, tuntas_procedure_get_sha256 (to)) == to, NULL);

  applied = applied_new (self, now);
  applied->refusals = g_ptr_array_new_with_free_func (refusal_free);
  applied->effects = build_effects (NULL, -1);
  obstacle = tuntas_case_find_obstacle (applied->next, to, &field);
  applied->accepted = obstacle == NULL;
  if (!applied->accepted)
    {
      add_refusal (applied->refusals, tuntas_case_get_clause (applied->next), obstacle)->field = g_strdup (field);
      return applied;
    }
  pin (act, to);
  append (applied, act, now, agent);
  applied->act_seq = applied->next->events->len;
  apply_time (applied, now);
  return applied;
}

TuntasCase *
tuntas_case_append (TuntasCase *self, TuntasEvent *event)
{
  /* Anything else would pass by the gates. */
  g_return_val_if_fail (tuntas_event_is_kept_only (tuntas_event_get_id (event)), NULL);
  g_return_val_if_fail (tuntas_event_get_seq (event) == (gint64) self->events->len + 1, NULL);

  return next_with (self, event);
}

GPtrArray *
tuntas_case_list_effects (TuntasCase *self, gint64 seq)
{
  g_autoptr (TuntasCase) then = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  TuntasEvent *event;

  g_return_val_if_fail (seq > 1 && seq <= (gint64) self->events->len, NULL);

  event = g_ptr_array_index (self->events, seq - 1);
  then = tuntas_case_after (self, seq - 1);
  if (then == NULL)
    return build_effects (NULL, -1);
  applied = tuntas_case_apply (then, tuntas_event_get_act (event), tuntas_event_get_at (event),
                               tuntas_event_get_agent (event), TRUE);
  return g_ptr_array_ref (applied->effects);
}
