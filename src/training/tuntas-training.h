/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-practice.h"
#include "tuntas-progress.h"
#include "tuntas-workplace.h"

/* Practice: the same desk, wired to the embedded Nossa on loopback, a clock that can run fast, a folder of its own, no
 * keyring and no mail but the built-in catch-all. */

G_BEGIN_DECLS

typedef struct
{
  TuntasProcedure *procedure;
  GBytes *scenario;         /* (nullable): a file's bytes: an exercise, or only what the embedded Nossa holds (then no
                             * customer answers); NULL: the sample shift */
  const char *name;         /* (nullable): the file's, for messages */
  const char *language;     /* "id" or "en" */
  TuntasClock *clock;       /* (nullable): NULL is the training clock, beginning where the exercise does */
  int speed;                /* 1, 60 or 600: of the training clock */
  TuntasPracticeMode mode;
  const char *directory;    /* (nullable): where sessions of exercises are kept, so that they can be gone through again;
                             * NULL: they go with the workplace */
} TuntasTrainingParts;

/* (transfer full) (nullable): a workplace whose server and user are set and whose login is stored: starting it with
 * password NULL signs in. An exercise begins by itself with the first desk. Errors of the scenario, or of G_IO_ERROR. */
TuntasWorkplace *tuntas_training_open (const TuntasTrainingParts *parts, GError **error);

/* (transfer full) (nullable): the same, guided and with nothing kept. */
TuntasWorkplace *tuntas_training_new (TuntasProcedure *procedure, GBytes *scenario, const char *scenario_name,
                                      const char *language, TuntasClock *clock, int speed, GError **error);

/* (transfer none) (nullable): the exercise of that workplace; NULL at work and in a shift without customers. */
TuntasPractice  *tuntas_training_get_practice (TuntasWorkplace *workplace);
/* (nullable): where this session's journal is kept; NULL where it is not, or has not begun. */
const char      *tuntas_training_get_session  (TuntasWorkplace *workplace);

/* (transfer full) (element-type TuntasExercise): the scenarios that the program carries, in their order, with the clauses
 * that each exercises by that procedure. Those that the procedure does not fit are left out. */
GPtrArray       *tuntas_training_list_exercises (TuntasProcedure *procedure);

G_END_DECLS
