/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* What a procedure makes possible, found by going every way that it leaves open from its start.
 *
 * A way is named act/step/family/following; the following is its index, or "stays" where none holds. The act "due" is
 * time. Gates are taken to be passable, and so are all conditions but those over what the place itself decides. */

G_BEGIN_DECLS

typedef struct
{
  TuntasProcedure *procedure;
  GHashTable *ways;  /* (element-type utf8) */
  GHashTable *known; /* (element-type utf8): the places that were come to; their names begin with step/family/ */
  GQueue *todo;      /* of places */
} CoverageMap;

CoverageMap *coverage_map_new  (TuntasProcedure *procedure);
void         coverage_map_free (CoverageMap *map);

/* (transfer full) */
char        *coverage_way_name (const char *act, const TuntasStep *step, const char *family, int following);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoverageMap, coverage_map_free)

G_END_DECLS
