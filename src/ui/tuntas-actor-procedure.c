/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-actor.h"

#include "tuntas-format.h"
#include "tuntas-reasons.h"

#include <string.h>

TuntasProcedure *
tuntas_actor_get_procedure (TuntasActor *self)
{
  TuntasCase *state = tuntas_actor_get_case (self);

  return state != NULL ? tuntas_case_get_procedure (state) : tuntas_desk_get_procedure (tuntas_actor_get_desk (self));
}

/* Its acts */

gboolean
tuntas_act_spec_is_common (const TuntasActSpec *spec)
{
  if (tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) || tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE))
    return FALSE;
  return g_strv_length (spec->steps) > 1 || tuntas_act_spec_does (spec, TUNTAS_OP_LOG);
}

GPtrArray *
tuntas_actor_list_own (TuntasActor *self)
{
  GPtrArray *own = g_ptr_array_new ();
  const TuntasStep *step = tuntas_case_get_step (tuntas_actor_get_case (self));
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (self));

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (tuntas_act_spec_is_open_in (spec, step) && !spec->by_program && !tuntas_act_spec_is_common (spec) &&
          !tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
        g_ptr_array_add (own, (gpointer) spec);
    }
  return own;
}

const TuntasActSpec *
tuntas_actor_find_own_doing (TuntasActor *self, TuntasOp op)
{
  const TuntasStep *step = tuntas_case_get_step (tuntas_actor_get_case (self));
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (self));

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (tuntas_act_spec_is_open_in (spec, step) && tuntas_act_spec_does (spec, op))
        return spec;
    }
  return NULL;
}

TuntasAction *
tuntas_actor_find (TuntasActor *self, const TuntasActSpec *spec)
{
  TuntasAction *action = tuntas_case_find_action (tuntas_actor_get_case (self), spec->id);

  if (action != NULL && action->spec != spec)
    g_clear_pointer (&action, tuntas_action_free);
  return action;
}

const TuntasActSpec *
tuntas_actor_find_spec (TuntasActor *self, const char *id)
{
  TuntasAction *action = tuntas_case_find_action (tuntas_actor_get_case (self), id);
  const TuntasActSpec *spec = action != NULL ? action->spec : NULL;
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (self));

  g_clear_pointer (&action, tuntas_action_free);
  for (guint i = 0; spec == NULL && !tuntas_actor_is_guided (self) && i < acts->len; i++)
    {
      const TuntasActSpec *other = g_ptr_array_index (acts, i);

      if (strcmp (other->id, id) == 0 && !other->by_program)
        spec = other;
    }
  return spec;
}

/* (nullable): the act that does that, where it is open. */
static const TuntasActSpec *
find_open_doing (TuntasActor *self, TuntasOp op)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (tuntas_actor_get_case (self));

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;

      if (tuntas_act_spec_does (spec, op))
        return spec;
    }
  return NULL;
}

const TuntasActSpec *
tuntas_actor_find_doing (TuntasActor *self, TuntasOp op)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (self));

  if (tuntas_actor_is_guided (self))
    return find_open_doing (self, op);
  for (guint i = 0; i < acts->len; i++)
    if (tuntas_act_spec_does (g_ptr_array_index (acts, i), op))
      return g_ptr_array_index (acts, i);
  return NULL;
}

const TuntasActSpec *
tuntas_actor_find_resuming (TuntasActor *self, TuntasAct *act)
{
  TuntasCase *state = tuntas_actor_get_case (self);

  return state != NULL ? tuntas_resume_find_named (state, tuntas_act_get_id (act)) : NULL;
}

gboolean
tuntas_actor_asks_before (TuntasActor *self, const TuntasActSpec *spec, const TuntasAct *act)
{
  TuntasCase *state = tuntas_actor_get_case (self);

  if (tuntas_act_spec_ends (spec))
    return TRUE;
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (tuntas_case_asks_for (state, field, act) && tuntas_act_get (act, field->name) == NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_actor_is_of_other_family (TuntasActor *self, const char *id)
{
  TuntasCase *state = tuntas_actor_get_case (self);
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (state), id,
                                                         tuntas_case_get_step (state), tuntas_case_get_family (state));

  return spec != NULL && !spec->by_program && !tuntas_act_spec_is_for (spec, tuntas_case_get_family (state));
}

/* Its words */

const char *
tuntas_actor_get_language (TuntasActor *self)
{
  return tuntas_desk_get_language (tuntas_actor_get_desk (self));
}

const char *
tuntas_actor_get_text (TuntasActor *self, const TuntasText *text)
{
  return text != NULL ? tuntas_text_in (text, tuntas_actor_get_language (self)) : "";
}

const char *
tuntas_actor_get_label (TuntasActor *self, const TuntasActSpec *spec, const TuntasAct *act)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self);

  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);
      const char *value = tuntas_act_get (act, field->name);
      const TuntasOutcomeSpec *outcome = NULL;

      if (field->kind == TUNTAS_FIELD_OUTCOME && value != NULL)
        outcome = tuntas_procedure_find_outcome (procedure, value);
      if (outcome != NULL)
        return tuntas_actor_get_text (self, outcome->label);
    }
  return tuntas_actor_get_text (self, spec->label);
}

char *
tuntas_actor_dup_title (TuntasActor *self, const TuntasText *text)
{
  return text != NULL ? tuntas_procedure_dup_title (tuntas_actor_get_procedure (self), text,
                                                    tuntas_actor_get_language (self))
                      : g_strdup ("");
}

char *
tuntas_actor_dup_words (TuntasActor *self, const char *name)
{
  return tuntas_desk_dup_text (tuntas_actor_get_desk (self), tuntas_actor_get_item (self), name, NULL);
}

/* The ticket's time */

gint64
tuntas_actor_now (TuntasActor *self)
{
  return tuntas_clock_now_seconds (tuntas_desk_get_clock (tuntas_actor_get_desk (self)));
}

GTimeZone *
tuntas_actor_get_zone (TuntasActor *self)
{
  GTimeZone *zone = tuntas_case_get_zone (tuntas_actor_get_case (self));

  return zone != NULL ? zone : tuntas_desk_get_zone (tuntas_actor_get_desk (self));
}

char *
tuntas_actor_dup_moment (TuntasActor *self, gint64 instant)
{
  return tuntas_format_moment_for (instant, tuntas_desk_get_zone (tuntas_actor_get_desk (self)),
                                   tuntas_case_get_zone (tuntas_actor_get_case (self)), tuntas_actor_now (self));
}
