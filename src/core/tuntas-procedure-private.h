/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-finding.h"
#include "tuntas-procedure.h"
#include "tuntas-procedure-proof.h"

#include <json-glib/json-glib.h>

/* Shared by the object and its reader; nobody else includes this. */

struct _TuntasProcedure
{
  GObject parent_instance;

  char *document;
  char *revision;
  char *effective;
  char *sha256;
  GBytes *bytes;
  TuntasText *title;
  GStrv families;          /* the ids of … */
  GPtrArray *family_specs; /* … TuntasFamily */
  TuntasRules rules;
  GHashTable *parameters; /* name → effective value as text in its normal form */
  GHashTable *limits;     /* name → TuntasLimits */
  TuntasOverrides *overrides;
  GPtrArray *clauses;
  GPtrArray *silent_places;
  GPtrArray *deviations; /* of TuntasDeviationWords */
  GPtrArray *outcomes;
  GPtrArray *ends;
  GPtrArray *steps;
  GPtrArray *acts;
  GPtrArray *field_words; /* of TuntasFieldWords */
  GHashTable *texts;      /* name → TuntasText */
  const TuntasStep *start;
};

/* Fills an empty procedure from the file's text, as far as it can be read. FALSE where nothing of it can. */
gboolean tuntas_procedure_read (TuntasProcedure *self, const char *text, gssize length, TuntasProof *proof);

/* Parameters, limits, and the rules made from them. */
void     tuntas_procedure_read_parameters (TuntasProcedure *self, JsonObject *root, TuntasProof *proof);
/* Puts the overrides of that group in the place of what was read. */
void     tuntas_procedure_take_overrides (TuntasProcedure *self, const char *group, TuntasProof *proof);
/* (transfer full) (nullable): the value in its normal form; NULL with *finding set (transfer full) where the procedure
 * has no such thing or does not allow the value. */
char    *tuntas_procedure_normalise_override (TuntasProcedure *self, const char *group, const char *key,
                                              const char *value, TuntasFinding **finding);

/* Whether a gate uses the parameter. */
gboolean tuntas_procedure_is_bound (TuntasProcedure *self, const char *parameter);

/* Asks whether what was read can work: every name leads somewhere, every condition can be met by some ticket, every
 * text that leaves can be filled, every step has a way in and a way to an end. */
void tuntas_procedure_check (TuntasProcedure *self, TuntasProof *proof);

TuntasText *tuntas_text_copy    (const TuntasText *text); /* (nullable): NULL gives NULL */
void tuntas_text_free           (TuntasText *text);
void tuntas_family_free         (TuntasFamily *family);
void tuntas_field_words_free    (TuntasFieldWords *words);
void tuntas_term_free           (TuntasTerm *term);
void tuntas_field_free          (TuntasField *field);
void tuntas_departure_spec_free (TuntasDepartureSpec *spec);
void tuntas_gate_free           (TuntasGate *gate);
void tuntas_effect_spec_free    (TuntasEffectSpec *spec);
void tuntas_following_free      (TuntasFollowing *following);
void tuntas_act_spec_free       (TuntasActSpec *spec);
void tuntas_step_free           (TuntasStep *step);
void tuntas_outcome_spec_free   (TuntasOutcomeSpec *spec);
void tuntas_clause_free         (TuntasClause *clause);
void tuntas_end_spec_free       (TuntasEndSpec *spec);
void tuntas_silent_use_free     (TuntasSilentUse *use);
void tuntas_silent_place_free   (TuntasSilentPlace *place);
void tuntas_deviation_words_free (TuntasDeviationWords *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasText, tuntas_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasFamily, tuntas_family_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasFieldWords, tuntas_field_words_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasTerm, tuntas_term_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasField, tuntas_field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDepartureSpec, tuntas_departure_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasGate, tuntas_gate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasEffectSpec, tuntas_effect_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasFollowing, tuntas_following_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasActSpec, tuntas_act_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasStep, tuntas_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasOutcomeSpec, tuntas_outcome_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasClause, tuntas_clause_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSilentUse, tuntas_silent_use_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSilentPlace, tuntas_silent_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDeviationWords, tuntas_deviation_words_free)
