/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

/* Whether a procedure that was read can work. */

char *
tuntas_check_dup_act_place (const TuntasActSpec *spec)
{
  if (spec->steps[0] == NULL)
    return g_strdup_printf ("act “%s”", spec->id);
  return g_strdup_printf ("act “%s” in %s", spec->id, spec->steps[0]);
}

char *
tuntas_check_dup_step_place (const TuntasStep *step)
{
  return g_strdup_printf ("step “%s”", step->id);
}

gboolean
tuntas_procedure_is_bound (TuntasProcedure *self, const char *parameter)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      GPtrArray *gates = ((TuntasActSpec *) g_ptr_array_index (self->acts, i))->gates;

      for (guint j = 0; j < gates->len; j++)
        if (g_strcmp0 (((TuntasGate *) g_ptr_array_index (gates, j))->parameter, parameter) == 0)
          return TRUE;
    }
  return FALSE;
}

void
tuntas_check_each_list (TuntasProcedure *self, TuntasProof *proof, TuntasCheckList check)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (self->steps, i);
      g_autofree char *place = tuntas_check_dup_step_place (step);
      TuntasCheckSource source = { .procedure = self, .proof = proof, .step = step, .place = place };

      if (step->due != NULL)
        check (&source, step->due);
    }
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);
      g_autofree char *place = tuntas_check_dup_act_place (spec);
      TuntasCheckSource source = { .procedure = self, .proof = proof, .spec = spec, .place = place };

      check (&source, spec->followings);
    }
}

void
tuntas_procedure_check (TuntasProcedure *self, TuntasProof *proof)
{
  guint n_barring;

  tuntas_check_names (self, proof);
  /* Where a case can come to is only known when every act could be read and every name leads somewhere. */
  n_barring = tuntas_proof_count_barring (proof);
  tuntas_check_fields (self, proof);
  tuntas_check_conditions (self, proof);
  tuntas_check_gates (self, proof);
  tuntas_check_effects (self, proof);
  tuntas_check_texts (self, proof);
  if (n_barring == 0)
    tuntas_check_flow (self, proof);
  else
    tuntas_proof_doubt (proof, self->steps, "ways",
                        "were not gone through: %u of these findings leave open where they lead", n_barring);
}
