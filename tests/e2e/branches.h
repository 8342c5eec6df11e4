/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* The branches of a procedure: every way by which an act, or time, leaves a step. One is called "ACT CLAUSE → STEP", or
 * "ACT CLAUSE ⇥ END"; an act that is for some families only has a branch for each, "pots: …". What carries on a case from
 * elsewhere begins in the middle, and is no branch. */

G_BEGIN_DECLS

/* Parts, each for a program of its own; every branch is in one of them. */
typedef enum
{
  BRANCHES_OF_HOMES, /* for a family that is not datin */
  BRANCHES_OF_STEPS, /* of the others those to a step … */
  BRANCHES_OF_ENDS,  /* … and those to an end */
  BRANCHES_ALL,
  BRANCHES_NONE,     /* for a program that shows something else */
} BranchesPart;

/* (transfer full) (element-type utf8): all that the procedure has. */
GHashTable *branches_of_procedure (TuntasProcedure *procedure);
/* (transfer full) (element-type utf8): those that the cases of a journal have gone, whose program has ended. procedure: the
 * one that they go by. */
GHashTable *branches_of_journal   (TuntasProcedure *procedure, const char *path);
/* (transfer full): those of the one, in that part, that the other does not have, one a line, sorted; "" for none. */
char       *branches_missing      (GHashTable *wanted, GHashTable *gone, BranchesPart part);

G_END_DECLS
