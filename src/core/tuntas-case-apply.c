/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case-private.h"

#include <string.h>

/* What an act comes to: the events that it is saved as, with those of time, and the effects that leave. Whether it is
 * allowed is decided in tuntas-case-refusals.c. */

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
      applied->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_refusal_free);
      applied->effects = build_effects (NULL, -1);
      return applied;
    }

  spec = tuntas_case_find_open (applied->next, tuntas_act_get_id (act), by_program);
  applied->refusals = tuntas_case_list_refusals (applied->next, spec, act, now);
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

  g_return_val_if_fail (tuntas_procedures_find (self->procedures, tuntas_procedure_get_sha256 (to)) == to, NULL);

  applied = applied_new (self, now);
  applied->refusals = tuntas_case_list_move_refusals (applied->next, to);
  applied->effects = build_effects (NULL, -1);
  applied->accepted = applied->refusals->len == 0;
  if (!applied->accepted)
    return applied;
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
