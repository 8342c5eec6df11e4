/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include "tuntas-case-private.h"

#include <string.h>

#define BACK "back"
#define EVERYWHERE "*"

/* Twice the same */

static void
check_twice (TuntasProof *proof, GPtrArray *elements, gsize id_offset, const char *kind, const char *what)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    {
      gpointer element = g_ptr_array_index (elements, i);
      char *id = G_STRUCT_MEMBER (char *, element, id_offset);
      g_autofree char *place = g_strdup_printf ("%s “%s”", kind, id);

      if (*id != '\0' && !g_hash_table_add (seen, id))
        tuntas_proof_doubt (proof, element, place, "%s", what);
    }
}

/* Of two families that a service could be of, only the first one ever is. */
static void
check_services (TuntasProof *proof, const TuntasFamily *family, GHashTable *seen)
{
  g_autofree char *place = g_strdup_printf ("family “%s”", family->id);

  for (GStrv service = family->services; service != NULL && *service != NULL; service++)
    if (**service == '\0')
      tuntas_proof_doubt (proof, family->services, place, "a service type is blank");
    else if (!g_hash_table_add (seen, *service))
      tuntas_proof_doubt (proof, family->services, place, "the service type “%s” stands twice", *service);
}

static void
check_families (TuntasProcedure *self, TuntasProof *proof)
{
  g_autoptr (GHashTable) services = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->families[0] == NULL && !tuntas_proof_is_wrong (proof, self->families))
    tuntas_proof_doubt (proof, self->families, "families", "at least one family is wanted here");
  for (guint i = 0; self->families[i] != NULL; i++)
    if (!g_hash_table_add (seen, self->families[i]))
      tuntas_proof_doubt (proof, self->families, "families", "“%s” stands twice", self->families[i]);
  for (guint i = 0; i < self->family_specs->len; i++)
    check_services (proof, g_ptr_array_index (self->family_specs, i), services);
}

/* (transfer full) (nullable): a family for which both are open. */
static char *
find_common_family (TuntasProcedure *self, const TuntasActSpec *a, const TuntasActSpec *b)
{
  for (guint i = 0; self->families[i] != NULL; i++)
    if (tuntas_act_spec_is_for (a, self->families[i]) && tuntas_act_spec_is_for (b, self->families[i]))
      return g_strdup (self->families[i]);
  return NULL;
}

/* Which of two would be done? Only the first one ever is. */
static void
check_rivals (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec, guint index, const char *place)
{
  for (guint i = 0; i < index; i++)
    {
      const TuntasActSpec *other = g_ptr_array_index (self->acts, i);
      g_autofree char *family = NULL;

      if (strcmp (other->id, spec->id) != 0 || (family = find_common_family (self, other, spec)) == NULL)
        continue;
      for (guint j = 0; j < self->steps->len; j++)
        {
          const TuntasStep *step = g_ptr_array_index (self->steps, j);

          if (tuntas_act_spec_is_open_in (spec, step) && tuntas_act_spec_is_open_in (other, step))
            {
              tuntas_proof_doubt (proof, spec, place, "stands twice for %s in “%s”", family, step->id);
              return;
            }
        }
    }
}

/* Names that lead nowhere */

static gboolean
is_clause (TuntasProcedure *self, const char *clause)
{
  return clause == NULL || tuntas_procedure_find_clause (self, clause) != NULL;
}

static void
check_following (const TuntasCheckSource *source, const TuntasFollowing *following)
{
  TuntasProof *proof = source->proof;
  gboolean back = g_strcmp0 (following->to, BACK) == 0;
  const TuntasStep *to = following->to != NULL && !back ? tuntas_procedure_find_step (source->procedure, following->to)
                                                        : NULL;

  if (following->to != NULL && !back && to == NULL)
    tuntas_proof_doubt (proof, following, source->place, "leads to “%s”, which is no step", following->to);
  else if (to == NULL && following->end != NULL)
    tuntas_proof_doubt (proof, following, source->place, "names the end “%s” without going to it", following->end);
  else if (to != NULL && !tuntas_proof_is_wrong (proof, to) &&
           (to->kind == TUNTAS_STEP_END) != (following->end != NULL))
    tuntas_proof_doubt (proof, following, source->place,
                        "names an end without going to the end, or the other way round");
  else if (following->end != NULL && tuntas_procedure_find_end (source->procedure, following->end) == NULL)
    tuntas_proof_doubt (proof, following, source->place, "comes to “%s”, which is none of the ends", following->end);

  if (following->departure != NULL && !is_clause (source->procedure, following->departure->clause))
    tuntas_proof_doubt (proof, following, source->place, "the departure names “%s”, which is no clause",
                        following->departure->clause);
}

/* "back" leads to the step that the case was held in, so it stands only in acts that are open while it is held. */
static void
check_back (const TuntasCheckSource *source, const TuntasFollowing *following)
{
  if (g_strcmp0 (following->to, BACK) != 0)
    return;
  if (source->spec == NULL && source->step->kind != TUNTAS_STEP_HELD)
    tuntas_proof_doubt (source->proof, following, source->place, "leads “back” from “%s”, where nothing was held",
                        source->step->id);
  for (guint i = 0; source->spec != NULL && source->spec->steps[i] != NULL; i++)
    {
      const TuntasStep *step = tuntas_procedure_find_step (source->procedure, source->spec->steps[i]);

      if (step == NULL || step->kind != TUNTAS_STEP_HELD)
        {
          tuntas_proof_doubt (source->proof, following, source->place,
                              "leads “back” from “%s”, where nothing was held", source->spec->steps[i]);
          return;
        }
    }
}

static void
check_followings (const TuntasCheckSource *source, GPtrArray *followings)
{
  for (guint i = 0; i < followings->len; i++)
    {
      check_following (source, g_ptr_array_index (followings, i));
      check_back (source, g_ptr_array_index (followings, i));
    }
}

/* An end that nothing comes to is a name that was mistyped, here or there. */
static void
check_ends (TuntasProcedure *self, TuntasProof *proof)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->acts->len; i++)
    {
      GPtrArray *followings = ((TuntasActSpec *) g_ptr_array_index (self->acts, i))->followings;

      for (guint j = 0; j < followings->len; j++)
        if (((TuntasFollowing *) g_ptr_array_index (followings, j))->end != NULL)
          g_hash_table_add (named, ((TuntasFollowing *) g_ptr_array_index (followings, j))->end);
    }
  for (guint i = 0; i < self->steps->len; i++)
    {
      GPtrArray *due = ((TuntasStep *) g_ptr_array_index (self->steps, i))->due;

      for (guint j = 0; due != NULL && j < due->len; j++)
        if (((TuntasFollowing *) g_ptr_array_index (due, j))->end != NULL)
          g_hash_table_add (named, ((TuntasFollowing *) g_ptr_array_index (due, j))->end);
    }
  for (guint i = 0; i < self->ends->len; i++)
    {
      const TuntasEndSpec *end = g_ptr_array_index (self->ends, i);
      g_autofree char *place = g_strdup_printf ("end “%s”", end->id);

      if (*end->id != '\0' && !g_hash_table_contains (named, end->id))
        tuntas_proof_doubt (proof, end, place, "nothing comes to it");
    }
}

/* What the program itself writes down. Only what takes acts back may, and must, be called so. */
static void
check_act_name (TuntasProof *proof, const TuntasActSpec *spec, const char *place)
{
  if (tuntas_event_is_of_program (spec->id))
    tuntas_proof_doubt (proof, spec, place, "“%s” is a name that the program itself uses", spec->id);
  if (tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) != (strcmp (spec->id, TUNTAS_EVENT_UNDO) == 0))
    tuntas_proof_doubt (proof, spec, place, "the act that does “undo”, and no other, has the name “undo”");
}

/* What an operation reads of the act that it is done in. */
static const struct
{
  TuntasOp op;
  const char *field;
  TuntasFieldKind kind;
} needs[] = {
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

/* What was agreed on elsewhere may be past when it is carried on. */
static gboolean
is_of_kind (const TuntasActSpec *spec, guint need, TuntasFieldKind kind)
{
  return kind == needs[need].kind || (kind == TUNTAS_FIELD_INSTANT && needs[need].op == TUNTAS_OP_PROMISE &&
                                      tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT));
}

/* A promise alone is made only where its field was asked for: by the answer that also asks. */
static gboolean
is_asked_for (const TuntasActSpec *spec, guint need)
{
  const TuntasField *field = tuntas_act_spec_find_field (spec, needs[need].field);

  return field != NULL && is_of_kind (spec, need, field->kind) && !field->optional &&
         (field->when == NULL || needs[need].op == TUNTAS_OP_PROMISE);
}

/* What an operation reads must have been asked for. */
static void
check_operations (TuntasProof *proof, const TuntasActSpec *spec, GArray *ops, const char *place)
{
  for (guint i = 0; i < ops->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (needs); j++)
      if (needs[j].op == g_array_index (ops, TuntasOp, i) && !is_asked_for (spec, j))
        tuntas_proof_doubt (proof, spec, place, "what it does needs the field “%s”, which is not asked for",
                            needs[j].field);
}

static gboolean
needs_act (TuntasOp op)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (needs[i].op == op)
      return TRUE;
  return op == TUNTAS_OP_PEND;
}

/* What an act asks, what stands in its way and who may do it is looked up in its own "do"; what follows may only go on
 * from there. */
static void
check_following_operations (TuntasProof *proof, const TuntasActSpec *spec, GArray *ops, const char *place)
{
  for (guint i = 0; i < ops->len; i++)
    {
      TuntasOp op = g_array_index (ops, TuntasOp, i);

      if ((needs_act (op) && op != TUNTAS_OP_PROMISE) || op == TUNTAS_OP_BOUNCE || op == TUNTAS_OP_REACH ||
          op == TUNTAS_OP_UNDO)
        {
          tuntas_proof_doubt (proof, spec, place, "what follows does what only the act's own “do” can");
          return;
        }
    }
  check_operations (proof, spec, ops, place);
}

/* On entering a step and at a deadline nobody does anything. */
static void
check_own_operations (TuntasProof *proof, const TuntasStep *step, GArray *ops, const char *place)
{
  for (guint i = 0; i < ops->len; i++)
    if (needs_act (g_array_index (ops, TuntasOp, i)))
      {
        tuntas_proof_doubt (proof, step, place, "does by itself what only an act can do");
        return;
      }
}

/* A field of that name would stand in the journal as another act. */
static void
check_field_names (TuntasProof *proof, const TuntasActSpec *spec, const char *place)
{
  static const char *const own[] = { "act", "at", "seq", "agent", TUNTAS_FIELD_DEADLINE, TUNTAS_FIELD_DEADLINE_ZONE };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (tuntas_act_spec_find_field (spec, own[i]) != NULL)
      tuntas_proof_doubt (proof, spec, place, "the field “%s” has a name that every event has", own[i]);
}

/* A refusal of the rules themselves would be told as that gate. */
static void
check_gate_code (TuntasProof *proof, const TuntasGate *gate, const char *place)
{
  static const char *const own[] = { "unfinished-attempt", "not-here",   "not-for-family",  "required",     "not-future",
                                     "not-past",           "bad-number", "no-attempt",      "nothing-to-undo",
                                     "already-sent",       NULL };

  if (g_strv_contains (own, gate->code))
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” has a code that the program itself uses", gate->code);
}

static void
check_gate (TuntasProcedure *self, TuntasProof *proof, const TuntasGate *gate, const char *place)
{
  check_gate_code (proof, gate, place);
  if (*gate->clause != '\0' && !is_clause (self, gate->clause))
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” names “%s”, which is no clause", gate->code, gate->clause);
  if (gate->departure != NULL && !is_clause (self, gate->departure->clause))
    tuntas_proof_doubt (proof, gate, place, "the departure names “%s”, which is no clause", gate->departure->clause);
  if (gate->fact != NULL && gate->kind != TUNTAS_GATE_HOLDS && strcmp (gate->fact, "counted") != 0 &&
      strcmp (gate->fact, "unreached") != 0)
    tuntas_proof_doubt (proof, gate, place, "the gate “%s” counts “%s”; counters are counted and unreached", gate->code,
                        gate->fact);
}

static void
check_silent_uses (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec, const char *place)
{
  for (guint i = 0; i < spec->silent->len; i++)
    {
      const TuntasSilentUse *use = g_ptr_array_index (spec->silent, i);

      if (*use->place != '\0' && tuntas_procedure_find_silent_place (self, use->place) == NULL)
        tuntas_proof_doubt (proof, use, place, "uses “%s”, which is none of the silent places", use->place);
    }
}

static void
check_act (TuntasProcedure *self, TuntasProof *proof, guint index)
{
  const TuntasActSpec *spec = g_ptr_array_index (self->acts, index);
  g_autofree char *place = tuntas_check_dup_act_place (spec);

  if (spec->steps[0] == NULL && !tuntas_proof_is_wrong (proof, spec))
    tuntas_proof_doubt (proof, spec, place, "is open in no step");
  for (guint i = 0; spec->steps[i] != NULL; i++)
    if (strcmp (spec->steps[i], EVERYWHERE) != 0 && tuntas_procedure_find_step (self, spec->steps[i]) == NULL)
      tuntas_proof_doubt (proof, spec, place, "“%s” is no step", spec->steps[i]);
  for (guint i = 0; spec->families != NULL && spec->families[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) self->families, spec->families[i]))
      tuntas_proof_doubt (proof, spec, place, "“%s” is no family", spec->families[i]);
  if (!is_clause (self, spec->clause))
    tuntas_proof_doubt (proof, spec, place, "“%s” is no clause", spec->clause);
  check_act_name (proof, spec, place);
  check_rivals (self, proof, spec, index, place);
  if (!tuntas_proof_is_wrong (proof, spec))
    {
      check_field_names (proof, spec, place);
      check_operations (proof, spec, spec->ops, place);
      for (guint i = 0; i < spec->followings->len; i++)
        check_following_operations (proof, spec, ((const TuntasFollowing *) g_ptr_array_index (spec->followings, i))->ops,
                                    place);
    }
  for (guint i = 0; i < spec->gates->len; i++)
    check_gate (self, proof, g_ptr_array_index (spec->gates, i), place);
  check_silent_uses (self, proof, spec, place);
}

static void
check_step (TuntasProcedure *self, TuntasProof *proof, const TuntasStep *step)
{
  g_autofree char *place = tuntas_check_dup_step_place (step);

  if (!is_clause (self, step->clause))
    tuntas_proof_doubt (proof, step, place, "“%s” is no clause", step->clause);
  if (step->clause == NULL && step->kind != TUNTAS_STEP_HELD && !tuntas_proof_is_wrong (proof, step))
    tuntas_proof_doubt (proof, step, place, "serves no clause; only a step that waits for a decision may");
  check_own_operations (proof, step, step->enter, place);
  for (guint i = 0; step->due != NULL && i < step->due->len; i++)
    check_own_operations (proof, step, ((const TuntasFollowing *) g_ptr_array_index (step->due, i))->ops, place);
}

void
tuntas_check_names (TuntasProcedure *self, TuntasProof *proof)
{
  check_families (self, proof);
  check_twice (proof, self->clauses, G_STRUCT_OFFSET (TuntasClause, id), "clause", "stands twice");
  check_twice (proof, self->silent_places, G_STRUCT_OFFSET (TuntasSilentPlace, id), "silent place", "stands twice");
  check_twice (proof, self->deviations, G_STRUCT_OFFSET (TuntasDeviationWords, code), "deviation", "stands twice");
  check_twice (proof, self->outcomes, G_STRUCT_OFFSET (TuntasOutcomeSpec, id), "outcome", "stands twice");
  check_twice (proof, self->outcomes, G_STRUCT_OFFSET (TuntasOutcomeSpec, key), "key", "belongs to two outcomes");
  check_twice (proof, self->ends, G_STRUCT_OFFSET (TuntasEndSpec, id), "end", "stands twice");
  check_twice (proof, self->steps, G_STRUCT_OFFSET (TuntasStep, id), "step", "stands twice");
  for (guint i = 0; i < self->steps->len; i++)
    check_step (self, proof, g_ptr_array_index (self->steps, i));
  for (guint i = 0; i < self->acts->len; i++)
    check_act (self, proof, i);
  tuntas_check_each_list (self, proof, check_followings);
  check_ends (self, proof);
}
