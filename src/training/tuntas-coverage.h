/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* What of a procedure was exercised: read from the procedure and from cases, never written down by hand.
 *
 * A transition is named "act: from → to", where to is a step, "back" from where a case is held, or "end (name of the
 * end)"; act is "due" where time leads on. An act that moves nothing is "act". A silent place is "Q7", a clause "1.2.3". */

G_BEGIN_DECLS

typedef struct
{
  GHashTable *transitions; /* (element-type utf8): sets */
  GHashTable *places;
  GHashTable *clauses;
} TuntasCoverage;

/* (transfer full): with nothing in it. */
TuntasCoverage *tuntas_coverage_new        (void);
/* (transfer full): everything that this procedure has. Of clauses only those under which something can be done; taking
 * back is no clause's. */
TuntasCoverage *tuntas_coverage_new_wanted (TuntasProcedure *procedure);
void            tuntas_coverage_free       (TuntasCoverage *self);

/* What was not taken back in that case. */
void            tuntas_coverage_add_case   (TuntasCoverage *self, TuntasCase *state);
/* The order of names in which people count: 1.2.9 comes before 1.2.10. */
int             tuntas_coverage_compare    (gconstpointer a, gconstpointer b);
/* (transfer full): the names of a set in that order. */
GStrv           tuntas_coverage_list       (GHashTable *names);
/* (transfer full): the names of wanted that are not in has, in that order; sets of those above. */
GStrv           tuntas_coverage_list_missing (GHashTable *has, GHashTable *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCoverage, tuntas_coverage_free)

G_END_DECLS
