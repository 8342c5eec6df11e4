/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure.h"
#include "tuntas-procedure-private.h"

#include <string.h>

/* A file from before families and fields had words in it says them in those of a later revision. */

/* (nullable) */
static const TuntasActSpec *
find_same (TuntasProcedure *from, const TuntasActSpec *spec)
{
  const char *family = spec->families != NULL ? spec->families[0] : NULL;

  for (GStrv id = spec->steps; *id != NULL; id++)
    {
      const TuntasStep *step = strcmp (*id, "*") == 0 ? from->start : tuntas_procedure_find_step (from, *id);
      const TuntasActSpec *other = step != NULL ? tuntas_procedure_find_act (from, spec->id, step, family) : NULL;

      if (other != NULL)
        return other;
    }
  return NULL;
}

/* A gate that says anything itself keeps to it. */
static void
borrow_sentence (TuntasGate *gate, const TuntasActSpec *from)
{
  const TuntasGate *other = tuntas_act_spec_find_gate (from, gate->code);

  if (gate->text != NULL || gate->advice != NULL || other == NULL || other->kind != gate->kind ||
      g_strcmp0 (other->fact, gate->fact) != 0)
    return;
  gate->text = tuntas_text_copy (other->text);
  gate->advice = tuntas_text_copy (other->advice);
}

static void
borrow_for_act (const TuntasActSpec *spec, const TuntasActSpec *from)
{
  for (guint i = 0; i < spec->gates->len; i++)
    borrow_sentence (g_ptr_array_index (spec->gates, i), from);
  for (guint i = 0; i < spec->fields->len; i++)
    {
      TuntasField *field = g_ptr_array_index (spec->fields, i);
      const TuntasField *other = tuntas_act_spec_find_field (from, field->name);

      if (field->offers == NULL && other != NULL && other->offers != NULL && other->kind == field->kind)
        field->offers = g_ptr_array_ref (other->offers);
    }
}

static void
borrow_name (TuntasFamily *family, const TuntasFamily *from)
{
  if (family->name != NULL || from == NULL)
    return;
  family->name = tuntas_text_copy (from->name);
  family->tone = from->tone;
}

void
tuntas_procedure_borrow_words (TuntasProcedure *self, TuntasProcedure *from)
{
  g_return_if_fail (TUNTAS_IS_PROCEDURE (self));
  g_return_if_fail (TUNTAS_IS_PROCEDURE (from));

  if (self->field_words->len > 0 || strcmp (self->document, from->document) != 0)
    return;
  g_ptr_array_unref (self->field_words);
  self->field_words = g_ptr_array_ref (from->field_words);
  for (guint i = 0; i < self->family_specs->len; i++)
    {
      TuntasFamily *family = g_ptr_array_index (self->family_specs, i);

      borrow_name (family, tuntas_procedure_find_family (from, family->id));
    }
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);
      const TuntasActSpec *other = find_same (from, spec);

      if (other != NULL)
        borrow_for_act (spec, other);
    }
}
