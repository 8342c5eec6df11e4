/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include "tuntas-procedure-facts.h"

#include <string.h>

/* Facts have few values, so all combinations of those that an act's followings ask for are gone through. */

/* One condition by itself. spec (nullable): NULL where only facts of the case can be asked for. */
static void
check_condition (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec, GPtrArray *terms,
                 const char *place)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      g_autoptr (TuntasDomain) domain = tuntas_domain_new (self, spec, term->fact);

      if (domain == NULL)
        tuntas_proof_doubt (proof, term, place, "asks for “%s”, which is no fact%s", term->fact,
                            spec != NULL ? " and no field of the act" : " of a case");
      else if (term->values[0] == NULL)
        tuntas_proof_doubt (proof, term, place, "asks for “%s” without a value, so it can never hold", term->fact);
      for (guint j = 0; domain != NULL && term->values[j] != NULL; j++)
        if (!tuntas_domain_has (domain, term->values[j]))
          tuntas_proof_doubt (proof, term, place, "“%s” can never be “%s” here", term->fact, term->values[j]);
    }
}

/* A gate that asks for a fact asks whether it is true. */
static void
check_gate (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec, const TuntasGate *gate,
            const char *place)
{
  g_autoptr (TuntasDomain) domain = NULL;

  check_condition (self, proof, spec, gate->unless, place);
  check_condition (self, proof, spec, gate->waived, place);
  if (gate->kind != TUNTAS_GATE_HOLDS || gate->fact == NULL)
    return;
  domain = tuntas_domain_new (self, spec, gate->fact);
  if (domain == NULL)
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” asks for “%s”, which is no fact and no field of the act",
                        gate->code, gate->fact);
  else if (domain->open || !tuntas_domain_has (domain, "true"))
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” can never be met: “%s” is never true here", gate->code,
                        gate->fact);
}

static void
check_own (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec)
{
  g_autofree char *place = tuntas_check_dup_act_place (spec);

  check_condition (self, proof, NULL, spec->when, place);
  for (guint i = 0; i < spec->fields->len; i++)
    check_condition (self, proof, spec, ((TuntasField *) g_ptr_array_index (spec->fields, i))->when, place);
  for (guint i = 0; i < spec->gates->len; i++)
    check_gate (self, proof, spec, g_ptr_array_index (spec->gates, i), place);
  for (guint i = 0; i < spec->silent->len; i++)
    check_condition (self, proof, spec, ((TuntasSilentUse *) g_ptr_array_index (spec->silent, i))->when, place);
}

/* In which combinations one following holds, and in which it is the first one that does. */
typedef struct
{
  guint8 *holds; /* one truth for each combination */
  guint n_holds;
  guint n_first;
} Reach;

static Reach *
find_reaches (TuntasCombinations *combinations, GPtrArray *followings)
{
  guint n = tuntas_combinations_count (combinations);
  Reach *reaches = g_new0 (Reach, followings->len + 1);

  for (guint i = 0; i < followings->len; i++)
    reaches[i].holds = g_malloc0 (n);
  for (guint c = 0; c < n; c++)
    {
      gboolean taken = FALSE;

      tuntas_combinations_seek (combinations, c);
      for (guint i = 0; i < followings->len; i++)
        {
          const TuntasFollowing *following = g_ptr_array_index (followings, i);

          reaches[i].holds[c] = tuntas_combinations_hold (combinations, following->when);
          reaches[i].n_holds += reaches[i].holds[c];
          reaches[i].n_first += reaches[i].holds[c] && !taken;
          taken |= reaches[i].holds[c];
        }
    }
  return reaches;
}

static void
free_reaches (Reach *reaches, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (reaches[i].holds);
  g_free (reaches);
}

/* Two ways at once are an exception and its rule where one holds only when the other one does; else whoever wrote
 * them did not see that the first one wins. */
static void
check_rivals (const TuntasCheckSource *source, TuntasCombinations *combinations, GPtrArray *followings,
              const Reach *reaches, guint first, guint second)
{
  guint n_both = 0, example = 0;
  g_autofree char *words = NULL;

  for (guint c = tuntas_combinations_count (combinations); c > 0; c--)
    if (reaches[first].holds[c - 1] && reaches[second].holds[c - 1])
      {
        n_both++;
        example = c - 1;
      }
  if (n_both == 0 || n_both == reaches[first].n_holds || n_both == reaches[second].n_holds)
    return;
  tuntas_combinations_seek (combinations, example);
  words = tuntas_combinations_dup_words (combinations);
  tuntas_proof_doubt (source->proof, g_ptr_array_index (followings, second), source->place,
                      "ways %u and %u can both be open: %s", first + 1, second + 1, words);
}

static void
check_reach (const TuntasCheckSource *source, GPtrArray *followings, const Reach *reaches, guint index)
{
  const TuntasFollowing *following = g_ptr_array_index (followings, index);

  /* A term that names no fact, or no value of one, was spoken of already. */
  for (guint i = 0; following->when != NULL && i < following->when->len; i++)
    if (tuntas_proof_is_wrong (source->proof, g_ptr_array_index (following->when, i)))
      {
        tuntas_proof_mark_wrong (source->proof, following);
        return;
      }
  if (reaches[index].n_holds == 0)
    tuntas_proof_doubt (source->proof, following, source->place, "way %u can never be open", index + 1);
  else if (reaches[index].n_first == 0)
    tuntas_proof_doubt (source->proof, following, source->place,
                        "way %u is never taken: those before it leave nothing to it", index + 1);
}

/* At the deadline nobody is there who could do something else. */
static void
check_rest (const TuntasCheckSource *source, TuntasCombinations *combinations, GPtrArray *followings,
            const Reach *reaches)
{
  for (guint c = 0; c < tuntas_combinations_count (combinations); c++)
    {
      g_autofree char *words = NULL;
      gboolean taken = FALSE;

      for (guint i = 0; i < followings->len; i++)
        taken |= reaches[i].holds[c];
      if (taken)
        continue;
      tuntas_combinations_seek (combinations, c);
      words = tuntas_combinations_dup_words (combinations);
      tuntas_proof_doubt (source->proof, source->step, source->place, "at the deadline no way is open%s%s",
                          *words != '\0' ? ": " : "", words);
      return;
    }
}

static void
check_list (const TuntasCheckSource *source, GPtrArray *followings)
{
  g_autoptr (TuntasCombinations) combinations = NULL;
  Reach *reaches;

  for (guint i = 0; i < followings->len; i++)
    check_condition (source->procedure, source->proof, source->spec,
                     ((TuntasFollowing *) g_ptr_array_index (followings, i))->when, source->place);
  combinations = tuntas_combinations_new (source->procedure, source->spec, followings);
  if (combinations == NULL)
    {
      tuntas_proof_doubt (source->proof, source->spec != NULL ? (gconstpointer) source->spec : source->step,
                          source->place, "its ways ask for too many facts together to be proved");
      return;
    }
  reaches = find_reaches (combinations, followings);
  for (guint i = 0; i < followings->len; i++)
    {
      check_reach (source, followings, reaches, i);
      for (guint j = 0; j < i; j++)
        check_rivals (source, combinations, followings, reaches, j, i);
    }
  if (source->spec == NULL)
    check_rest (source, combinations, followings, reaches);
  free_reaches (reaches, followings->len);
}

void
tuntas_check_conditions (TuntasProcedure *self, TuntasProof *proof)
{
  for (guint i = 0; i < self->acts->len; i++)
    check_own (self, proof, g_ptr_array_index (self->acts, i));
  tuntas_check_each_list (self, proof, check_list);
}
