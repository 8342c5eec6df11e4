/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include "tuntas-procedure-walk.h"

#include <string.h>

typedef struct
{
  TuntasProcedure *procedure;
  TuntasProof *proof;
  TuntasWalk *walk;
  /* One truth for each place: whether an agent or a deadline can bring a case from here … */
  guint8 *ends;   /* … to an end */
  guint8 *leaves; /* … to another step */
} Flow;

static const TuntasStep *
step_at (const Flow *flow, guint place)
{
  return g_ptr_array_index (flow->procedure->steps, g_array_index (flow->walk->places, TuntasPlace, place).step);
}

static gboolean
is_visited (const Flow *flow, const TuntasStep *step)
{
  for (guint i = 0; i < flow->walk->places->len; i++)
    if (step_at (flow, i) == step)
      return TRUE;
  return FALSE;
}

/* Ways in */

static void
check_visited (const Flow *flow)
{
  for (guint i = 0; i < flow->procedure->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (flow->procedure->steps, i);
      g_autofree char *place = tuntas_check_dup_step_place (step);

      if (!is_visited (flow, step))
        tuntas_proof_doubt (flow->proof, step, place, "no ticket ever comes to it");
    }
}

static void
check_done (const Flow *flow, guint act)
{
  const TuntasActSpec *spec = g_ptr_array_index (flow->procedure->acts, act);
  g_autofree char *place = tuntas_check_dup_act_place (spec);

  if (tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) || tuntas_proof_is_wrong (flow->proof, spec))
    return;
  for (guint i = 0; spec->steps[i] != NULL; i++)
    for (guint j = 0; j < flow->procedure->steps->len; j++)
      {
        const TuntasStep *step = g_ptr_array_index (flow->procedure->steps, j);

        if (strcmp (spec->steps[i], step->id) == 0 && is_visited (flow, step) &&
            !tuntas_walk_is_done (flow->procedure, flow->walk, act, j))
          tuntas_proof_doubt (flow->proof, spec, place, "no ticket that comes to “%s” can ever do it there", step->id);
      }
}

/* What is there after a following must be what its effects speak of. */
static void
check_taken (const TuntasCheckSource *source, const TuntasFollowing *following, const TuntasTaken *taken)
{
  if (taken->from_nowhere)
    tuntas_proof_doubt (source->proof, following, source->place,
                        "leads “back”, but a ticket can come there without “hold”");
  for (guint i = 0; i < following->effects->len; i++)
    {
      const TuntasEffectSpec *effect = g_ptr_array_index (following->effects, i);
      const TuntasText *text = effect->text != NULL ? tuntas_procedure_find_text (source->procedure, effect->text) : NULL;

      if (effect->until && taken->without_deadline)
        tuntas_proof_doubt (source->proof, effect, source->place,
                            "the status %s lasts until a deadline, but there may be none", effect->value);
      if (taken->not_informed && text != NULL &&
          ((text->id != NULL && strstr (text->id, "{status_email}") != NULL) ||
           (text->en != NULL && strstr (text->en, "{status_email}") != NULL)))
        tuntas_proof_doubt (source->proof, effect, source->place,
                            "“%s” tells of the e-mail, but the customer may not have been informed", effect->text);
    }
}

/* Of what nobody ever does no single way needs to be named. */
static gboolean
is_done_anywhere (const Flow *flow, guint act)
{
  for (guint i = 0; i < flow->procedure->steps->len; i++)
    if (tuntas_walk_is_done (flow->procedure, flow->walk, act, i))
      return TRUE;
  return FALSE;
}

static void
check_followings (const Flow *flow, const TuntasActSpec *spec, const TuntasStep *step, GPtrArray *followings)
{
  g_autofree char *place = spec != NULL ? tuntas_check_dup_act_place (spec) : tuntas_check_dup_step_place (step);
  TuntasCheckSource source = { flow->procedure, flow->proof, spec, step, place };

  for (guint i = 0; followings != NULL && i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);
      const TuntasTaken *taken = g_hash_table_lookup (flow->walk->taken, following);

      if (taken != NULL)
        check_taken (&source, following, taken);
      else if (!tuntas_proof_is_wrong (flow->proof, following) &&
               !tuntas_proof_is_wrong (flow->proof, spec != NULL ? (gconstpointer) spec : step))
        tuntas_proof_doubt (flow->proof, following, place, "no ticket ever takes way %u", i + 1);
    }
}

/* Ways out */

/* Nossa may change a ticket at any time, and nothing is written over somebody else's change. */
static void
check_stop (const Flow *flow)
{
  for (guint i = 0; i < flow->procedure->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (flow->procedure->steps, i);
      g_autofree char *place = tuntas_check_dup_step_place (step);

      if (step->kind != TUNTAS_STEP_END && tuntas_procedure_find_stop (flow->procedure, step) == NULL)
        tuntas_proof_doubt (flow->proof, step, place,
                            "no act of the program ends the case there when its ticket is changed in Nossa");
    }
}

/* Goes backwards along the legs that somebody can go, until nothing more is reached. within: only inside a step. */
static void
spread_back (const Flow *flow, guint8 *reached, gboolean within)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint i = flow->walk->legs->len; i > 0; i--)
        {
          const TuntasLeg *leg = &g_array_index (flow->walk->legs, TuntasLeg, i - 1);

          if (leg->by_program || reached[leg->from] || !reached[leg->to] ||
              (within && step_at (flow, leg->from) != step_at (flow, leg->to)))
            continue;
          reached[leg->from] = TRUE;
          changed = TRUE;
        }
    }
}

static void
find_ways_out (Flow *flow)
{
  guint n = flow->walk->places->len;

  flow->ends = g_malloc0 (n);
  flow->leaves = g_malloc0 (n);
  for (guint i = 0; i < n; i++)
    flow->ends[i] = step_at (flow, i)->kind == TUNTAS_STEP_END;
  for (guint i = 0; i < flow->walk->legs->len; i++)
    {
      const TuntasLeg *leg = &g_array_index (flow->walk->legs, TuntasLeg, i);

      flow->leaves[leg->from] |= !leg->by_program && step_at (flow, leg->from) != step_at (flow, leg->to);
    }
  spread_back (flow, flow->ends, FALSE);
  spread_back (flow, flow->leaves, TRUE);
}

/* (transfer full) (nullable): " for datin, pots"; "" for all; NULL where no place of the step is concerned. */
static char *
list_families (const Flow *flow, const TuntasStep *step, gboolean leaving)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree guint8 *listed = g_malloc0 (g_strv_length (flow->procedure->families) + 1);
  guint n = 0;

  for (guint i = 0; i < flow->walk->places->len; i++)
    {
      int family = g_array_index (flow->walk->places, TuntasPlace, i).family;

      if (flow->ends[i] || step_at (flow, i) != step || listed[family + 1] || flow->leaves[i] != leaving)
        continue;
      listed[family + 1] = TRUE;
      n += family >= 0;
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : " for ",
                              family >= 0 ? flow->procedure->families[family] : "an unknown family");
    }
  if (words->len == 0)
    return NULL;
  return n == g_strv_length (flow->procedure->families) ? g_strdup ("") : g_string_free (g_steal_pointer (&words), FALSE);
}

/* FALSE where no step is a dead end by itself. */
static gboolean
name_dead_ends (const Flow *flow)
{
  gboolean named = FALSE;

  for (guint i = 0; i < flow->procedure->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (flow->procedure->steps, i);
      g_autofree char *place = tuntas_check_dup_step_place (step);
      g_autofree char *families = list_families (flow, step, FALSE);

      if (families == NULL)
        continue;
      tuntas_proof_doubt (flow->proof, step, place, "has no way out%s", families);
      named = TRUE;
    }
  return named;
}

static void
name_circles (const Flow *flow)
{
  for (guint i = 0; i < flow->procedure->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (flow->procedure->steps, i);
      g_autofree char *place = tuntas_check_dup_step_place (step);
      g_autofree char *families = list_families (flow, step, TRUE);

      if (families != NULL)
        tuntas_proof_doubt (flow->proof, step, place, "leads to no end%s", families);
    }
}

/* A step that goes on by itself, in which a case can be without a time at which it would. */
static void
check_deadlines (const Flow *flow)
{
  for (guint i = 0; i < flow->walk->places->len; i++)
    {
      const TuntasStep *step = step_at (flow, i);
      g_autofree char *place = NULL;

      if (step->due == NULL || g_array_index (flow->walk->places, TuntasPlace, i).deadline ||
          tuntas_proof_is_wrong (flow->proof, step))
        continue;
      place = tuntas_check_dup_step_place (step);
      tuntas_proof_doubt (flow->proof, step, place, "goes on at the deadline, but a ticket can come to it without one");
    }
}

void
tuntas_check_flow (TuntasProcedure *self, TuntasProof *proof)
{
  g_autoptr (TuntasWalk) walk = tuntas_walk_new (self);
  Flow flow = { .procedure = self, .proof = proof, .walk = walk };

  if (walk == NULL)
    {
      tuntas_proof_doubt (proof, self->families, "steps", "there are too many steps or families to be proved");
      return;
    }
  check_visited (&flow);
  for (guint i = 0; i < self->acts->len; i++)
    check_done (&flow, i);
  check_stop (&flow);
  find_ways_out (&flow);
  if (!name_dead_ends (&flow))
    name_circles (&flow);
  check_deadlines (&flow);
  for (guint i = 0; i < self->steps->len; i++)
    check_followings (&flow, NULL, g_ptr_array_index (self->steps, i),
                      ((TuntasStep *) g_ptr_array_index (self->steps, i))->due);
  for (guint i = 0; i < self->acts->len; i++)
    if (is_done_anywhere (&flow, i))
      check_followings (&flow, g_ptr_array_index (self->acts, i), NULL,
                        ((TuntasActSpec *) g_ptr_array_index (self->acts, i))->followings);
  g_free (flow.ends);
  g_free (flow.leaves);
}
