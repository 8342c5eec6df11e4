/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"

/* What conditions can ask for, and which combinations of answers there are. The values themselves come from
 * tuntas_case_fact (); here is what they can be. Shared by the checks and their test; nobody else includes this. */

/* The facts of a case, ending with NULL. */
const char *const *tuntas_facts_list (void);

/* The values that a fact can have; a value NULL is a fact that there is none of. */
typedef struct
{
  GPtrArray *values; /* (element-type utf8): borrowed from the procedure */
  gboolean open;     /* it can be any other text, too */
} TuntasDomain;

void          tuntas_domain_free (TuntasDomain *domain);
gboolean      tuntas_domain_has  (const TuntasDomain *domain, const char *value);

/* (transfer full) (nullable): NULL where there is no such fact. spec (nullable): the act that is asked, whose fields
 * are facts, too, and whose families and condition leave only some values. */
TuntasDomain *tuntas_domain_new  (TuntasProcedure *self, const TuntasActSpec *spec, const char *fact);

/* What the operations of an act make of a fact of the case, "true", "2" …; NULL: they leave it alone. */
const char   *tuntas_facts_after (const TuntasActSpec *spec, const char *fact);

/* Every combination of the facts that the conditions of some followings ask for, as the case stands after the act's
 * operations, which is when a following is chosen. */
typedef struct _TuntasCombinations TuntasCombinations;

/* (transfer full) (nullable): NULL where there are too many. spec (nullable): NULL for what a step does by itself. */
TuntasCombinations *tuntas_combinations_new   (TuntasProcedure *self, const TuntasActSpec *spec, GPtrArray *followings);
void                tuntas_combinations_free  (TuntasCombinations *self);
guint               tuntas_combinations_count (TuntasCombinations *self);
/* Chooses the combination that the functions below speak of. */
void                tuntas_combinations_seek  (TuntasCombinations *self, guint index);
gboolean            tuntas_combinations_hold  (TuntasCombinations *self, GPtrArray *terms);
/* Whether the followings ask for the fact; then *value (nullable) is what it is in this combination. */
gboolean            tuntas_combinations_find  (TuntasCombinations *self, const char *fact, const char **value);
/* (transfer full): "outcome call-back, pended true", for messages. */
char               *tuntas_combinations_dup_words (TuntasCombinations *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDomain, tuntas_domain_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCombinations, tuntas_combinations_free)
