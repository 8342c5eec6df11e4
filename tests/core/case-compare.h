/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* Whether two cases are the same in everything that can be read from them. */

G_BEGIN_DECLS

typedef enum
{
  CASE_STATE = 0,          /* how the case stands */
  CASE_HISTORY = 1 << 0,   /* and the events that it came from */
  CASE_QUESTIONS = 1 << 1, /* and what is derived when it is asked for: actions, last acts, fields, next calls */
  CASE_ALL = CASE_HISTORY | CASE_QUESTIONS,
} CaseParts;

/* (transfer full) (nullable): the first thing in which they differ, with both values. */
char *case_difference    (TuntasCase *a, TuntasCase *b, CaseParts parts);
/* (transfer full) (nullable): the same for two lists of TuntasEffect. */
char *effects_difference (GPtrArray *a, GPtrArray *b);

/* Fails the test where they differ. */
void  assert_same_case   (TuntasCase *got, TuntasCase *wanted, CaseParts parts);

G_END_DECLS
