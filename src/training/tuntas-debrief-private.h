/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

/* Shared by the debrief's own files: the value (tuntas-debrief.c), the rows of a case (-rows.c), its notes (-notes.c). */

typedef struct
{
  const TuntasDebriefInput *input;
  TuntasSolution *right;
  TuntasDebrief *debrief;
} TuntasJudging;

/* (transfer none): a new row of the debrief. */
TuntasDebriefRow *tuntas_debrief_add_row   (TuntasJudging *judging, TuntasRowKind kind, TuntasRowState state,
                                            const char *ticket, const char *clause, gint64 at);

/* The rows of one ticket. state, right (nullable): what the trainee made of it, what is right. */
void              tuntas_debrief_judge_case  (TuntasJudging *judging, const char *ticket, TuntasCase *state,
                                              TuntasCase *right);
void              tuntas_debrief_judge_notes (TuntasJudging *judging, TuntasCase *state);
