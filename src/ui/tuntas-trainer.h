/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-kept-session.h"
#include "tuntas-progress.h"
#include "tuntas-workplace.h"

/* What the window knows of practice: the exercises there are, what this trainee has done, and the way to open one. It is
 * wired once, as the workplace for work is. The trainee's files are read when something of them is first asked for: who
 * comes to work has nothing to do with them.
 *
 * Signal: "changed" (): another run is in the progress, a new revision was acknowledged, or all was read anew. */

G_BEGIN_DECLS

/* Not an exercise: nobody answers there, and nothing is judged. */
#define TUNTAS_SAMPLE_SHIFT "sample-shift"

/* One training, as the trainee wants it. */
typedef struct
{
  const char *scenario;    /* the id of one that the program carries, or a file; TUNTAS_SAMPLE_SHIFT is the shift
                            * without customers */
  TuntasPracticeMode mode;
  int speed;               /* 1, 60 or 600: of the clock at its beginning */
} TuntasTrainingChoice;

/* (transfer full) (nullable): a place to train at. Errors of the scenario, or of G_IO_ERROR. */
typedef TuntasWorkplace *(*TuntasTrainingFunc) (const TuntasTrainingChoice *choice, gpointer user_data, GError **error);

/* Where the trainee's files are; each is there once there is something to keep. */
typedef struct
{
  const char *progress;     /* tuntas_progress_load () */
  const char *acknowledged; /* tuntas_acknowledged_load () */
  const char *sessions;     /* the folder of those that are kept */
} TuntasTrainerFiles;

#define TUNTAS_TYPE_TRAINER (tuntas_trainer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTrainer, tuntas_trainer, TUNTAS, TRAINER, GObject)

/* (transfer full): language is "id" or "en"; files (nullable): NULL keeps nothing. training is called with
 * user_data each time one begins, which outlives the trainer. */
TuntasTrainer        *tuntas_trainer_new           (TuntasProcedure *procedure, const char *language,
                                                    const TuntasTrainerFiles *files, TuntasTrainingFunc training,
                                                    gpointer user_data);
TuntasWorkplace      *tuntas_trainer_open          (TuntasTrainer *self, const TuntasTrainingChoice *choice,
                                                    GError **error);

TuntasProcedure      *tuntas_trainer_get_procedure (TuntasTrainer *self);
const char           *tuntas_trainer_get_language  (TuntasTrainer *self);
/* (element-type TuntasExercise): those that the program carries, in the order in which they are best done. Worked out
 * when it is first asked for. */
GPtrArray            *tuntas_trainer_get_exercises (TuntasTrainer *self);
const TuntasExercise *tuntas_trainer_find_exercise (TuntasTrainer *self, const char *id); /* (nullable) */
/* In the trainee's language. */
const char           *tuntas_trainer_get_title     (TuntasTrainer *self, const TuntasExercise *exercise);
/* That of an id; the id itself where the program carries no such exercise. */
const char           *tuntas_trainer_find_title    (TuntasTrainer *self, const char *id);
const char           *tuntas_trainer_get_goal      (TuntasTrainer *self, const TuntasExercise *exercise);

/* (nullable): NULL where no progress is kept, or where the file is a newer program's. */
TuntasProgress       *tuntas_trainer_get_progress  (TuntasTrainer *self);
/* (transfer full) (nullable): in words, what is the matter with the files; NULL where nothing is. */
char                 *tuntas_trainer_dup_trouble   (TuntasTrainer *self);
/* (nullable): the exercise to do next in that mode, as tuntas_progress_suggest (); without a progress, the first. */
const TuntasExercise *tuntas_trainer_suggest       (TuntasTrainer *self, TuntasPracticeMode mode);
/* In which practice goes on: the mode in which a training was begun last; before the first since the program started,
 * that of the last run that is kept; guided before any. */
TuntasPracticeMode    tuntas_trainer_get_last_mode (TuntasTrainer *self);
/* What was just done goes into the progress; nothing where none is kept. Errors of G_FILE_ERROR. */
gboolean              tuntas_trainer_record        (TuntasTrainer *self, TuntasPractice *practice,
                                                    TuntasDebrief *debrief, GError **error);

/* (transfer full) (element-type TuntasKeptSession): those that can be gone through again, the newest first; none where no
 * progress is kept. */
GPtrArray            *tuntas_trainer_list_sessions (TuntasTrainer *self);

/* (nullable): the instruction as the trainee last acknowledged it, where the installed one is another; NULL where there is
 * nothing new to be read. */
TuntasProcedure      *tuntas_trainer_get_former      (TuntasTrainer *self);
/* (transfer full) (element-type TuntasExercise): borrowed exercises that have a clause which is touched by what is new. */
GPtrArray            *tuntas_trainer_list_touched    (TuntasTrainer *self);
/* The trainee has read what is new. Errors of G_FILE_ERROR: it is asked for again then. */
gboolean              tuntas_trainer_acknowledge     (TuntasTrainer *self, GError **error);

/* From now on all files are read anew: somebody else removed them. */
void                  tuntas_trainer_reload          (TuntasTrainer *self);

/* In words, for the screen: "Guided", and what that means in one line. */
const char           *tuntas_practice_mode_get_name (TuntasPracticeMode mode);
const char           *tuntas_practice_mode_get_line (TuntasPracticeMode mode);

G_END_DECLS
