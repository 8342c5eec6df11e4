/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

/* The files of a trainee, in a folder of the test's: what was done so far, and what of the instruction was read. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *progress;
  char *acknowledged;
  char *sessions;
} PracticeFiles;

/* What of a run matters here; the rest is the same in all. */
typedef struct
{
  int conforming, departed;
} PracticeRun;

void           practice_files_init        (PracticeFiles *self);
void           practice_files_clear       (PracticeFiles *self);
/* By the revision of the program's own W-03. */
void           practice_files_write_runs  (PracticeFiles *self, const PracticeRun *runs, guint n);
void           practice_files_acknowledge (PracticeFiles *self, TuntasProcedure *procedure);
TuntasTrainerFiles practice_files_get (PracticeFiles *self);
/* (transfer full): procedure (nullable): the installed one; NULL is the program's own W-03. */
TuntasTrainer *practice_files_new_trainer (PracticeFiles *self, TuntasProcedure *procedure);

G_END_DECLS
