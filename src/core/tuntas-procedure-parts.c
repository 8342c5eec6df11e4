/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure.h"
#include "tuntas-procedure-private.h"

#include <string.h>

/* What a procedure consists of, each by itself. */

static const char *const effect_kinds[] = {
  [TUNTAS_EFFECT_STATUS] = "status",
  [TUNTAS_EFFECT_EMAIL] = "email",
  [TUNTAS_EFFECT_NOTE] = "note",
  [TUNTAS_EFFECT_CREATE] = "create",
};

const char *
tuntas_effect_kind_nick (TuntasEffectKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (effect_kinds), NULL);
  return effect_kinds[kind];
}

gboolean
tuntas_effect_kind_from_nick (const char *nick, TuntasEffectKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (effect_kinds); i++)
    if (g_strcmp0 (effect_kinds[i], nick) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

const char *
tuntas_status_get_action (const char *status)
{
  static const struct { const char *status, *action; } statuses[] = {
    { "PENDING", "pend" }, { "CLOSED", "close" }, { "BACKEND", "return" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].status, status) == 0)
      return statuses[i].action;
  return NULL;
}

const char *
tuntas_text_in (const TuntasText *text, const char *language)
{
  g_return_val_if_fail (text != NULL, NULL);
  return language != NULL && g_str_has_prefix (language, "id") ? text->id : text->en;
}

TuntasText *
tuntas_text_copy (const TuntasText *text)
{
  TuntasText *copy = text != NULL ? g_new (TuntasText, 1) : NULL;

  if (copy != NULL)
    *copy = (TuntasText) { g_strdup (text->id), g_strdup (text->en) };
  return copy;
}

void
tuntas_text_free (TuntasText *text)
{
  if (text == NULL)
    return;
  g_free (text->id);
  g_free (text->en);
  g_free (text);
}

void
tuntas_family_free (TuntasFamily *family)
{
  g_free (family->id);
  tuntas_text_free (family->name);
  g_strfreev (family->services);
  g_free (family);
}

void
tuntas_field_words_free (TuntasFieldWords *words)
{
  g_free (words->name);
  tuntas_text_free (words->label);
  g_clear_pointer (&words->choices, g_hash_table_unref);
  g_clear_pointer (&words->as_fact, g_hash_table_unref);
  g_clear_pointer (&words->offers, g_ptr_array_unref);
  g_free (words);
}

void
tuntas_term_free (TuntasTerm *term)
{
  g_free (term->fact);
  g_strfreev (term->values);
  g_free (term);
}

void
tuntas_field_free (TuntasField *field)
{
  g_free (field->name);
  g_strfreev (field->values);
  g_clear_pointer (&field->when, g_ptr_array_unref);
  g_clear_pointer (&field->offers, g_ptr_array_unref);
  g_free (field);
}

void
tuntas_departure_spec_free (TuntasDepartureSpec *spec)
{
  if (spec == NULL)
    return;
  g_free (spec->code);
  g_free (spec->clause);
  g_free (spec);
}

void
tuntas_gate_free (TuntasGate *gate)
{
  g_free (gate->code);
  g_free (gate->clause);
  g_free (gate->fact);
  g_free (gate->parameter);
  g_clear_pointer (&gate->unless, g_ptr_array_unref);
  g_clear_pointer (&gate->waived, g_ptr_array_unref);
  tuntas_departure_spec_free (gate->departure);
  tuntas_text_free (gate->text);
  tuntas_text_free (gate->advice);
  g_free (gate);
}

void
tuntas_effect_spec_free (TuntasEffectSpec *spec)
{
  g_free (spec->value);
  g_free (spec->text);
  g_free (spec);
}

void
tuntas_following_free (TuntasFollowing *following)
{
  g_clear_pointer (&following->when, g_ptr_array_unref);
  g_clear_pointer (&following->ops, g_array_unref);
  g_clear_pointer (&following->effects, g_ptr_array_unref);
  g_free (following->to);
  g_free (following->end);
  tuntas_departure_spec_free (following->departure);
  g_free (following);
}

void
tuntas_act_spec_free (TuntasActSpec *spec)
{
  g_free (spec->id);
  g_free (spec->clause);
  g_strfreev (spec->steps);
  g_strfreev (spec->families);
  g_clear_pointer (&spec->when, g_ptr_array_unref);
  tuntas_text_free (spec->label);
  g_free (spec->say);
  g_clear_pointer (&spec->fields, g_ptr_array_unref);
  g_clear_pointer (&spec->gates, g_ptr_array_unref);
  g_clear_pointer (&spec->ops, g_array_unref);
  g_clear_pointer (&spec->followings, g_ptr_array_unref);
  g_free (spec->remark);
  g_free (spec->remark_question);
  g_clear_pointer (&spec->silent, g_ptr_array_unref);
  g_free (spec);
}

void
tuntas_step_free (TuntasStep *step)
{
  g_free (step->id);
  g_free (step->clause);
  tuntas_text_free (step->title);
  tuntas_text_free (step->advice);
  g_clear_pointer (&step->enter, g_array_unref);
  g_clear_pointer (&step->due, g_ptr_array_unref);
  g_free (step);
}

void
tuntas_outcome_spec_free (TuntasOutcomeSpec *spec)
{
  g_free (spec->id);
  g_free (spec->key);
  tuntas_text_free (spec->label);
  tuntas_text_free (spec->brief);
  g_free (spec);
}

void
tuntas_clause_free (TuntasClause *clause)
{
  g_free (clause->id);
  tuntas_text_free (clause->text);
  g_free (clause);
}

void
tuntas_end_spec_free (TuntasEndSpec *spec)
{
  g_free (spec->id);
  tuntas_text_free (spec->label);
  tuntas_text_free (spec->brief);
  g_free (spec);
}

void
tuntas_silent_use_free (TuntasSilentUse *use)
{
  g_free (use->place);
  g_clear_pointer (&use->when, g_ptr_array_unref);
  g_free (use);
}

void
tuntas_silent_place_free (TuntasSilentPlace *place)
{
  g_free (place->id);
  tuntas_text_free (place->text);
  g_free (place);
}

void
tuntas_deviation_words_free (TuntasDeviationWords *words)
{
  g_free (words->code);
  tuntas_text_free (words->text);
  g_free (words);
}

gboolean
tuntas_act_spec_is_open_in (const TuntasActSpec *spec, const TuntasStep *step)
{
  return g_strv_contains ((const char *const *) spec->steps, "*") ||
         g_strv_contains ((const char *const *) spec->steps, step->id);
}

gboolean
tuntas_act_spec_is_for (const TuntasActSpec *spec, const char *family)
{
  return spec->families == NULL ||
         (family != NULL && g_strv_contains ((const char *const *) spec->families, family));
}

gboolean
tuntas_act_spec_does (const TuntasActSpec *spec, TuntasOp op)
{
  for (guint i = 0; i < spec->ops->len; i++)
    if (g_array_index (spec->ops, TuntasOp, i) == op)
      return TRUE;
  return FALSE;
}

const TuntasField *
tuntas_act_spec_find_field (const TuntasActSpec *spec, const char *name)
{
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

const TuntasGate *
tuntas_act_spec_find_gate (const TuntasActSpec *spec, const char *code)
{
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (strcmp (gate->code, code) == 0)
        return gate;
    }
  return NULL;
}
