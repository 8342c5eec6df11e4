/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-private.h"

#include <stdarg.h>
#include <string.h>

/* Whether a procedure that reads well can work. The first thing that cannot is named. */

G_GNUC_PRINTF (2, 3)
static gboolean
cannot_work (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_clear_error (error);
  if (error != NULL)
    *error = g_error_new_valist (TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_MEANING, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
is_clause (TuntasProcedure *self, const char *clause)
{
  return clause == NULL || tuntas_procedure_find_clause (self, clause) != NULL;
}

static gboolean
check_following (TuntasProcedure *self, const TuntasFollowing *following, const char *place, GError **error)
{
  const TuntasStep *to;

  if (following->to != NULL && strcmp (following->to, "back") != 0)
    {
      to = tuntas_procedure_find_step (self, following->to);
      if (to == NULL)
        return cannot_work (error, "%s: leads to “%s”, which is no step", place, following->to);
      if ((to->kind == TUNTAS_STEP_END) != (following->end != NULL))
        return cannot_work (error, "%s: names an end without going to the end, or the other way round", place);
    }
  else if (following->end != NULL)
    return cannot_work (error, "%s: names the end “%s” without going to it", place, following->end);

  if (following->departure != NULL && !is_clause (self, following->departure->clause))
    return cannot_work (error, "%s: the departure names “%s”, which is no clause", place, following->departure->clause);

  for (guint i = 0; i < following->effects->len; i++)
    {
      const TuntasEffectSpec *effect = g_ptr_array_index (following->effects, i);

      if (effect->text == NULL)
        continue;
      if (effect->kind == TUNTAS_EFFECT_EMAIL)
        {
          g_autofree char *subject = g_strconcat (effect->text, "-subject", NULL);

          if (tuntas_procedure_find_text (self, subject) == NULL)
            return cannot_work (error, "%s: there is no text “%s”", place, subject);
        }
      if (tuntas_procedure_find_text (self, effect->text) == NULL)
        return cannot_work (error, "%s: there is no text “%s”", place, effect->text);
    }
  return TRUE;
}

/* "back" leads to the step that the case was held in, so it stands only in acts that are open while it is held. */
static gboolean
check_back (TuntasProcedure *self, const TuntasActSpec *spec, const char *place, GError **error)
{
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      if (g_strcmp0 (following->to, "back") != 0)
        continue;
      for (guint j = 0; spec->steps[j] != NULL; j++)
        {
          const TuntasStep *step = tuntas_procedure_find_step (self, spec->steps[j]);

          if (step == NULL || step->kind != TUNTAS_STEP_HELD)
            return cannot_work (error, "%s: leads “back” from “%s”, where nothing was held", place, spec->steps[j]);
        }
    }
  return TRUE;
}

/* What an operation reads must have been asked for. */
static gboolean
check_operations (const TuntasActSpec *spec, const char *place, GError **error)
{
  static const struct { TuntasOp op; const char *field; TuntasFieldKind kind; } needs[] = {
    { TUNTAS_OP_DIAL, "phone", TUNTAS_FIELD_PHONE },
    { TUNTAS_OP_LOG, "phone", TUNTAS_FIELD_PHONE },
    { TUNTAS_OP_LOG, "dialled_at", TUNTAS_FIELD_PAST },
    { TUNTAS_OP_LOG, "outcome", TUNTAS_FIELD_OUTCOME },
    { TUNTAS_OP_CONCLUDE, "outcome", TUNTAS_FIELD_OUTCOME },
    { TUNTAS_OP_ADD_NUMBER, "phone", TUNTAS_FIELD_PHONE },
    { TUNTAS_OP_SET_FAMILY, "family", TUNTAS_FIELD_FAMILY },
    { TUNTAS_OP_PROMISE, "call_back", TUNTAS_FIELD_FUTURE },
    { TUNTAS_OP_ADOPT, "p1", TUNTAS_FIELD_NUMBER },
    { TUNTAS_OP_ADOPT, "informed", TUNTAS_FIELD_YES_NO },
  };

  for (guint i = 0; i < spec->ops->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (needs); j++)
      {
        gboolean asked = needs[j].op != g_array_index (spec->ops, TuntasOp, i);

        for (guint k = 0; !asked && k < spec->fields->len; k++)
          {
            const TuntasField *field = g_ptr_array_index (spec->fields, k);

            asked = strcmp (field->name, needs[j].field) == 0 && field->kind == needs[j].kind && !field->optional;
          }
        if (!asked)
          return cannot_work (error, "%s: what it does needs the field “%s”, which is not asked for", place,
                              needs[j].field);
      }
  return TRUE;
}

static gboolean
check_act (TuntasProcedure *self, const TuntasActSpec *spec, GError **error)
{
  g_autofree char *place = g_strdup_printf ("act “%s” in %s", spec->id,
                                            spec->steps[0] != NULL ? spec->steps[0] : "no step");

  if (spec->steps[0] == NULL)
    return cannot_work (error, "act “%s”: is open in no step", spec->id);
  if (!check_back (self, spec, place, error) || !check_operations (spec, place, error))
    return FALSE;
  if (!is_clause (self, spec->clause))
    return cannot_work (error, "%s: “%s” is no clause", place, spec->clause);
  for (guint i = 0; spec->steps[i] != NULL; i++)
    if (strcmp (spec->steps[i], "*") != 0 && tuntas_procedure_find_step (self, spec->steps[i]) == NULL)
      return cannot_work (error, "%s: “%s” is no step", place, spec->steps[i]);
  for (guint i = 0; spec->families != NULL && spec->families[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) self->families, spec->families[i]))
      return cannot_work (error, "%s: “%s” is no family", place, spec->families[i]);
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (!is_clause (self, gate->clause))
        return cannot_work (error, "%s: the gate “%s” names “%s”, which is no clause", place, gate->code, gate->clause);
      if (gate->kind != TUNTAS_GATE_HOLDS && strcmp (gate->fact, "counted") != 0 && strcmp (gate->fact, "unreached") != 0)
        return cannot_work (error, "%s: the gate “%s” counts “%s”; counters are counted and unreached", place,
                            gate->code, gate->fact);
    }
  for (guint i = 0; i < spec->followings->len; i++)
    if (!check_following (self, g_ptr_array_index (spec->followings, i), place, error))
      return FALSE;
  for (guint i = 0; i < spec->silent->len; i++)
    {
      const TuntasSilentUse *use = g_ptr_array_index (spec->silent, i);

      if (tuntas_procedure_find_silent_place (self, use->place) == NULL)
        return cannot_work (error, "%s: uses “%s”, which is none of the silent places", place, use->place);
    }
  return TRUE;
}

static gboolean
has_way_out (TuntasProcedure *self, const TuntasStep *step)
{
  if (step->kind == TUNTAS_STEP_END || (step->due != NULL && step->due->len > 0))
    return TRUE;
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      if (spec->by_program || !tuntas_act_spec_is_open_in (spec, step))
        continue;
      for (guint j = 0; j < spec->followings->len; j++)
        {
          const TuntasFollowing *following = g_ptr_array_index (spec->followings, j);

          if (following->to != NULL && strcmp (following->to, step->id) != 0)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
check_step (TuntasProcedure *self, const TuntasStep *step, GError **error)
{
  g_autofree char *place = g_strdup_printf ("step “%s”", step->id);

  if (tuntas_procedure_find_step (self, step->id) != step)
    return cannot_work (error, "%s: stands twice", place);
  if (!is_clause (self, step->clause))
    return cannot_work (error, "%s: “%s” is no clause", place, step->clause);
  if (!has_way_out (self, step))
    return cannot_work (error, "%s: has no way out", place);
  for (guint i = 0; step->due != NULL && i < step->due->len; i++)
    if (!check_following (self, g_ptr_array_index (step->due, i), place, error))
      return FALSE;
  return TRUE;
}

gboolean
tuntas_procedure_check (TuntasProcedure *self, GError **error)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (!check_step (self, g_ptr_array_index (self->steps, i), error))
      return FALSE;
  for (guint i = 0; i < self->acts->len; i++)
    if (!check_act (self, g_ptr_array_index (self->acts, i), error))
      return FALSE;
  return TRUE;
}
