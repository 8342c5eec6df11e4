/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include <string.h>

/* Whether a number of calls that a gate wants can come about in the step it stands in. */

/* Which calls a counter counts. */
static gboolean
can_raise (TuntasProcedure *self, const char *counter)
{
  gboolean unreached = strcmp (counter, "unreached") == 0;

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (self->outcomes, i);

      if (outcome->counts && !(unreached && outcome->connected))
        return TRUE;
    }
  return FALSE;
}

/* How many calls the step allows: the highest bound of the acts that make one there; -1: as many as one likes. 0 where
 * no act makes one. */
static gint64
find_most_calls (TuntasProcedure *self, const TuntasStep *step)
{
  gint64 most = 0;

  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);
      gint64 bound = -1;

      if (!tuntas_act_spec_is_open_in (spec, step) || !(tuntas_act_spec_does (spec, TUNTAS_OP_DIAL) || tuntas_act_spec_does (spec, TUNTAS_OP_LOG)))
        continue;
      for (guint j = 0; j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);

          if (gate->kind == TUNTAS_GATE_BELOW)
            bound = bound < 0 ? gate->bound : MIN (bound, gate->bound);
        }
      if (bound < 0)
        return -1;
      most = MAX (most, bound);
    }
  return most;
}

static void
check_at_least (TuntasProcedure *self, TuntasProof *proof, const TuntasGate *gate, const TuntasStep *step,
                const char *place)
{
  gint64 most = find_most_calls (self, step);

  if (gate->bound == 0)
    return;
  if (most == 0)
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” can never be met: “%s” has no act that makes a call",
                        gate->code, step->id);
  else if (!can_raise (self, gate->fact))
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” can never be met: no outcome raises “%s”", gate->code,
                        gate->fact);
  else if (most > 0 && gate->bound > most)
    tuntas_proof_doubt (proof, gate, place,
                        "the gate “%s” can never be met: %s wants %d calls, but “%s” allows at most %d", gate->code,
                        gate->parameter, (int) gate->bound, step->id, (int) most);
}

static void
check_gate (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec, const TuntasGate *gate,
            const char *place)
{
  if (gate->kind == TUNTAS_GATE_BELOW && gate->bound == 0)
    {
      tuntas_proof_doubt (proof, gate, place, "the gate “%s” can never be met: nothing is below 0", gate->code);
      return;
    }
  for (guint i = 0; gate->kind == TUNTAS_GATE_AT_LEAST && i < self->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (self->steps, i);

      if (tuntas_act_spec_is_open_in (spec, step) && !tuntas_proof_is_wrong (proof, gate))
        check_at_least (self, proof, gate, step, place);
    }
}

/* Without the customer's clock there would be no deadline, and the ticket would wait for ever. */
static void
check_pending (TuntasProof *proof, const TuntasActSpec *spec, const char *place)
{
  gboolean asked = !tuntas_act_spec_does (spec, TUNTAS_OP_PEND);

  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      asked |= gate->kind == TUNTAS_GATE_HOLDS && g_strcmp0 (gate->fact, "zone") == 0 && gate->unless == NULL &&
               gate->waived == NULL;
    }
  if (!asked)
    tuntas_proof_doubt (proof, spec, place, "pends without a gate that asks whether “zone” holds");
}

void
tuntas_check_gates (TuntasProcedure *self, TuntasProof *proof)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);
      g_autofree char *place = tuntas_check_dup_act_place (spec);

      check_pending (proof, spec, place);
      for (guint j = 0; j < spec->gates->len; j++)
        if (!tuntas_proof_is_wrong (proof, g_ptr_array_index (spec->gates, j)))
          check_gate (self, proof, spec, g_ptr_array_index (spec->gates, j), place);
    }
}
