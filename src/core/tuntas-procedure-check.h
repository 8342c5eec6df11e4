/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"

/* The checks of tuntas_procedure_check (), one file for each idea. They look at what was read as far as it could be
 * read: texts, names and lists can be missing. Nobody else includes this. */

/* Every name leads to what it names, and nothing has two meanings. */
void tuntas_check_names      (TuntasProcedure *self, TuntasProof *proof);
/* Every condition can be met by some ticket, and no two ways are open at once. */
void tuntas_check_conditions (TuntasProcedure *self, TuntasProof *proof);
/* What the agent is asked for has words, and words speak of something that is asked for. */
void tuntas_check_fields     (TuntasProcedure *self, TuntasProof *proof);
/* Every bound can be met. */
void tuntas_check_gates      (TuntasProcedure *self, TuntasProof *proof);
/* What leaves can leave in that order, and no ticket is closed by the way. */
void tuntas_check_effects    (TuntasProcedure *self, TuntasProof *proof);
/* Every text is there in every language, and every placeholder in it can be filled. */
void tuntas_check_texts      (TuntasProcedure *self, TuntasProof *proof);
/* Every step has a way in and a way to an end, for every ticket that can come to it. */
void tuntas_check_flow       (TuntasProcedure *self, TuntasProof *proof);

/* (transfer container): in an order that does not depend on chance. table (nullable) (element-type utf8 gpointer) */
GList *tuntas_check_list_names (GHashTable *table);

/* (transfer full): "act “call” in follow-up", "step “wait”" */
char *tuntas_check_dup_act_place  (const TuntasActSpec *spec);
char *tuntas_check_dup_step_place (const TuntasStep *step);

/* What can follow, from an act (spec) or from a step's deadline (step); the other one is NULL. */
typedef struct
{
  TuntasProcedure *procedure;
  TuntasProof *proof;
  const TuntasActSpec *spec;
  const TuntasStep *step;
  const char *place;
} TuntasCheckSource;

/* followings: (element-type TuntasFollowing), all of one act or one step. */
typedef void (*TuntasCheckList) (const TuntasCheckSource *source, GPtrArray *followings);

void tuntas_check_each_list (TuntasProcedure *self, TuntasProof *proof, TuntasCheckList check);
