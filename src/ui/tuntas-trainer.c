/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-trainer.h"

#include "tuntas-acknowledged.h"
#include "tuntas-training.h"

#include <glib/gi18n-lib.h>

struct _TuntasTrainer
{
  GObject parent_instance;

  TuntasProcedure *procedure;
  char *language;
  TuntasTrainingFunc training;
  gpointer training_data;
  gboolean begun;           /* a training, in this run of the program … */
  TuntasPracticeMode mode;  /* … the last of them in this way */

  char *progress_path;      /* (nullable) */
  GPtrArray *exercises;     /* (nullable): before anybody asked */
  gboolean loaded;          /* the files, into what follows */
  TuntasProgress *progress; /* (nullable) */
  char *damaged;            /* (nullable): where the file is now that could not be read */
  GError *unreadable;       /* (nullable): why it is left alone */
  char *sessions;           /* (nullable): the folder of those that are kept */
  char *acknowledged_path;  /* (nullable): where it is kept what of the instruction was read */
  TuntasProcedure *former;  /* (nullable): of before, while what is new was not read */
  char *damaged_former;     /* (nullable): where that file is now, which could not be read */
  GError *unknown;          /* (nullable): why it is left alone, and nobody knows what is new */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TuntasTrainer, tuntas_trainer, G_TYPE_OBJECT)

/* The files */

static void
drop_files (TuntasTrainer *self)
{
  self->loaded = FALSE;
  g_clear_pointer (&self->progress, tuntas_progress_free);
  g_clear_pointer (&self->damaged, g_free);
  g_clear_error (&self->unreadable);
  g_clear_object (&self->former);
  g_clear_pointer (&self->damaged_former, g_free);
  g_clear_error (&self->unknown);
}

/* For who wants to know something of them: what is damaged is set aside then, and is to be told there. */
static void
load_files (TuntasTrainer *self)
{
  if (self->loaded || self->progress_path == NULL)
    return;
  self->loaded = TRUE;
  self->progress = tuntas_progress_load (self->progress_path, &self->damaged, &self->unreadable);
  self->former = tuntas_acknowledged_load (self->acknowledged_path, self->procedure, &self->damaged_former,
                                           &self->unknown);
}

/* Exercises */

TuntasWorkplace *
tuntas_trainer_open (TuntasTrainer *self, const TuntasTrainingChoice *choice, GError **error)
{
  self->begun = TRUE;
  self->mode = choice->mode;
  return self->training (choice, self->training_data, error);
}

TuntasProcedure *
tuntas_trainer_get_procedure (TuntasTrainer *self)
{
  return self->procedure;
}

const char *
tuntas_trainer_get_language (TuntasTrainer *self)
{
  return self->language;
}

GPtrArray *
tuntas_trainer_get_exercises (TuntasTrainer *self)
{
  if (self->exercises == NULL)
    self->exercises = tuntas_training_list_exercises (self->procedure);
  return self->exercises;
}

const TuntasExercise *
tuntas_trainer_find_exercise (TuntasTrainer *self, const char *id)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self);

  for (guint i = 0; i < exercises->len; i++)
    {
      const TuntasExercise *exercise = g_ptr_array_index (exercises, i);

      if (g_strcmp0 (exercise->id, id) == 0)
        return exercise;
    }
  return NULL;
}

static gboolean
is_english (TuntasTrainer *self)
{
  return g_strcmp0 (self->language, "en") == 0;
}

const char *
tuntas_trainer_get_title (TuntasTrainer *self, const TuntasExercise *exercise)
{
  return is_english (self) ? exercise->title_en : exercise->title_id;
}

const char *
tuntas_trainer_find_title (TuntasTrainer *self, const char *id)
{
  const TuntasExercise *exercise = tuntas_trainer_find_exercise (self, id);

  return exercise != NULL ? tuntas_trainer_get_title (self, exercise) : id;
}

const char *
tuntas_trainer_get_goal (TuntasTrainer *self, const TuntasExercise *exercise)
{
  return is_english (self) ? exercise->goal_en : exercise->goal_id;
}

/* Progress */

TuntasProgress *
tuntas_trainer_get_progress (TuntasTrainer *self)
{
  load_files (self);
  return self->progress;
}

/* (transfer full) (nullable) */
static char *
dup_progress_trouble (TuntasTrainer *self)
{
  if (self->damaged != NULL)
    /* Translators: %s is the path of a file. */
    return g_strdup_printf (_("Your progress so far could not be read. The file is kept as %s, and progress begins anew."),
                            self->damaged);
  if (self->unreadable != NULL)
    /* Translators: %s is the reason, which may be in English: it names the file. */
    return g_strdup_printf (_("Progress is not kept now, and the file is left as it is: %s"), self->unreadable->message);
  return NULL;
}

/* (transfer full) (nullable) */
static char *
dup_former_trouble (TuntasTrainer *self)
{
  if (self->damaged_former != NULL)
    /* Translators: %s is the path of a file. */
    return g_strdup_printf (_("Which work instruction you last read could not be read. The file is kept as %s, and the "
                              "one that is installed counts as read."), self->damaged_former);
  if (self->unknown != NULL)
    /* Translators: %s is the reason, which may be in English: it names the file. */
    return g_strdup_printf (_("Whether the work instruction has changed since you last read it cannot be told: %s"),
                            self->unknown->message);
  return NULL;
}

char *
tuntas_trainer_dup_trouble (TuntasTrainer *self)
{
  g_autofree char *progress = NULL;
  g_autofree char *former = NULL;

  load_files (self);
  progress = dup_progress_trouble (self);
  former = dup_former_trouble (self);
  if (progress != NULL && former != NULL)
    return g_strconcat (progress, "\n", former, NULL);
  return progress != NULL ? g_steal_pointer (&progress) : g_steal_pointer (&former);
}

const TuntasExercise *
tuntas_trainer_suggest (TuntasTrainer *self, TuntasPracticeMode mode)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self);
  TuntasProgress *progress = tuntas_trainer_get_progress (self);

  if (progress != NULL)
    return tuntas_progress_suggest (progress, exercises, mode);
  return exercises->len > 0 ? g_ptr_array_index (exercises, 0) : NULL;
}

TuntasPracticeMode
tuntas_trainer_get_last_mode (TuntasTrainer *self)
{
  TuntasProgress *progress = tuntas_trainer_get_progress (self);
  GPtrArray *runs = progress != NULL ? tuntas_progress_get_runs (progress) : NULL;

  if (self->begun)
    return self->mode;
  return runs != NULL && runs->len > 0 ? ((TuntasRun *) g_ptr_array_index (runs, runs->len - 1))->mode
                                       : TUNTAS_PRACTICE_GUIDED;
}

/* Who trains for the first time does so by what is installed: there is nothing new in it. */
static gboolean
keep_first (TuntasTrainer *self, GError **error)
{
  return g_file_test (self->acknowledged_path, G_FILE_TEST_EXISTS) ||
         tuntas_acknowledged_keep (self->acknowledged_path, self->procedure, error);
}

gboolean
tuntas_trainer_record (TuntasTrainer *self, TuntasPractice *practice, TuntasDebrief *debrief, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  TuntasProgress *progress = tuntas_trainer_get_progress (self);

  if (progress == NULL)
    return TRUE;
  if (!tuntas_progress_add (progress, practice, debrief, now, error) || !keep_first (self, error))
    return FALSE;
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

GPtrArray *
tuntas_trainer_list_sessions (TuntasTrainer *self)
{
  return self->sessions != NULL ? tuntas_kept_session_list (self->sessions) : g_ptr_array_new ();
}

/* A new revision */

TuntasProcedure *
tuntas_trainer_get_former (TuntasTrainer *self)
{
  load_files (self);
  return self->former;
}

static gboolean
touches (const TuntasExercise *exercise, GStrv clauses)
{
  for (guint i = 0; clauses[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) exercise->clauses, clauses[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
tuntas_trainer_list_touched (TuntasTrainer *self)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self);
  GPtrArray *touched = g_ptr_array_new ();
  g_autoptr (GPtrArray) differences = NULL;
  g_auto (GStrv) clauses = NULL;

  if (tuntas_trainer_get_former (self) == NULL)
    return touched;
  differences = tuntas_procedure_diff (self->former, self->procedure, self->language);
  clauses = tuntas_acknowledged_list_clauses (self->former, self->procedure, differences);
  for (guint i = 0; i < exercises->len; i++)
    if (touches (g_ptr_array_index (exercises, i), clauses))
      g_ptr_array_add (touched, g_ptr_array_index (exercises, i));
  return touched;
}

gboolean
tuntas_trainer_acknowledge (TuntasTrainer *self, GError **error)
{
  if (self->acknowledged_path == NULL)
    return TRUE;
  load_files (self);
  if (self->unknown != NULL)
    {
      g_propagate_error (error, g_error_copy (self->unknown));
      return FALSE;
    }
  if (!tuntas_acknowledged_keep (self->acknowledged_path, self->procedure, error))
    return FALSE;
  g_clear_object (&self->former);
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

void
tuntas_trainer_reload (TuntasTrainer *self)
{
  drop_files (self);
  g_signal_emit (self, changed_signal, 0);
}

const char *
tuntas_practice_mode_get_name (TuntasPracticeMode mode)
{
  static const char *const names[TUNTAS_PRACTICE_N_MODES] = {
    [TUNTAS_PRACTICE_GUIDED] = N_("Guided"),
    [TUNTAS_PRACTICE_ALONE] = N_("On your own"),
    [TUNTAS_PRACTICE_EXAM] = N_("Exam"),
  };

  return _(names[mode]);
}

const char *
tuntas_practice_mode_get_line (TuntasPracticeMode mode)
{
  static const char *const lines[TUNTAS_PRACTICE_N_MODES] = {
    [TUNTAS_PRACTICE_GUIDED] = N_("The next step is shown, as at work."),
    [TUNTAS_PRACTICE_ALONE] = N_("You choose each act yourself. A wrong one is refused, with its clause."),
    [TUNTAS_PRACTICE_EXAM] = N_("You choose each act yourself, and nothing is explained until the end."),
  };

  return _(lines[mode]);
}

static void
tuntas_trainer_finalize (GObject *object)
{
  TuntasTrainer *self = TUNTAS_TRAINER (object);

  g_object_unref (self->procedure);
  g_free (self->language);
  g_clear_pointer (&self->exercises, g_ptr_array_unref);
  drop_files (self);
  g_free (self->progress_path);
  g_free (self->sessions);
  g_free (self->acknowledged_path);

  G_OBJECT_CLASS (tuntas_trainer_parent_class)->finalize (object);
}

static void
tuntas_trainer_class_init (TuntasTrainerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_trainer_finalize;
  changed_signal = g_signal_new ("changed", TUNTAS_TYPE_TRAINER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tuntas_trainer_init (TuntasTrainer *self)
{
}

TuntasTrainer *
tuntas_trainer_new (TuntasProcedure *procedure, const char *language, const TuntasTrainerFiles *files,
                    TuntasTrainingFunc training, gpointer user_data)
{
  TuntasTrainer *self = g_object_new (TUNTAS_TYPE_TRAINER, NULL);

  self->procedure = g_object_ref (procedure);
  self->language = g_strdup (language);
  self->training = training;
  self->training_data = user_data;
  if (files != NULL)
    {
      self->progress_path = g_strdup (files->progress);
      self->acknowledged_path = g_strdup (files->acknowledged);
      self->sessions = g_strdup (files->sessions);
    }
  return self;
}
