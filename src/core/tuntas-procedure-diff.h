/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* What differs between two procedures, as data: the screens make the sentences. Members are compared as the files have
 * them, so whatever the format knows is compared; parameters and texts as they are in force. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_PART_HEAD, /* what stands above the parts: title, effective, start … */
  TUNTAS_PART_FAMILY,
  TUNTAS_PART_PARAMETER,
  TUNTAS_PART_CLAUSE,
  TUNTAS_PART_STEP,
  TUNTAS_PART_ACT,
  TUNTAS_PART_OUTCOME,
  TUNTAS_PART_FIELD,
  TUNTAS_PART_TEXT,
} TuntasPart;

typedef enum
{
  TUNTAS_DIFFERENCE_ADDED,   /* all of it */
  TUNTAS_DIFFERENCE_REMOVED, /* all of it */
  TUNTAS_DIFFERENCE_CHANGED,
} TuntasDifferenceKind;

typedef struct
{
  TuntasPart part;
  TuntasDifferenceKind kind;
  char *id;     /* of the family, clause, step, act or outcome; the name of the parameter, field or text; the head's
                 * member. A second act of the same id is "close-unreached (2)", in the file's order */
  char *member; /* (nullable): what differs in it, as a path: "clause", "gates[0].at_least.unreached". NULL: all of it */
  char *before; /* (nullable): NULL where there was nothing, or nothing that can be said in a line … */
  char *after;  /* (nullable): … likewise. All of a clause, step, act, outcome: its text, title or label */
} TuntasDifference;

void tuntas_difference_free (TuntasDifference *difference);

/* (transfer full) (element-type TuntasDifference): by part, in the files' order. Document, revision and SHA-256 are not
 * among them, nor the mere order of parts; so two procedures with other SHA-256s may have no difference.
 * language: "id" or "en". A text that differs in it is told in it; one that differs only in the other, in that, and the
 * member says so ("text.en"). */
GPtrArray *tuntas_procedure_diff (TuntasProcedure *from, TuntasProcedure *to, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDifference, tuntas_difference_free)

G_END_DECLS
