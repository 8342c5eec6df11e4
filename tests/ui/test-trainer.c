/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-trainer.h"

#include "practice-files.h"
#include "tuntas-revised.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the window is told of a new revision of the instruction, and of files that are gone. */

typedef struct
{
  PracticeFiles files;
  guint n_changed;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  practice_files_init (&f->files);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  practice_files_clear (&f->files);
}

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

/* The first time there is nothing to compare with. */
static void
test_first (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasTrainer) trainer = practice_files_new_trainer (&f->files, NULL);
  g_autoptr (GPtrArray) touched = tuntas_trainer_list_touched (trainer);
  g_autofree char *trouble = tuntas_trainer_dup_trouble (trainer);

  g_assert_null (tuntas_trainer_get_former (trainer));
  g_assert_cmpuint (touched->len, ==, 0);
  g_assert_null (trouble);
  g_assert_false (g_file_test (f->files.acknowledged, G_FILE_TEST_EXISTS));
}

static gboolean
has_exercise (GPtrArray *exercises, const char *id)
{
  for (guint i = 0; i < exercises->len; i++)
    if (strcmp (((TuntasExercise *) g_ptr_array_index (exercises, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* It waits until it is read, over restarts too; its exercises are those in which one pends. */
static void
test_read (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) older = tuntas_revised_w03 ("older", "\"revision\": \"\"", "\"revision\": \"00\"",
                                                         "\"night_from\": \"18:00\"", "\"night_from\": \"19:00\"", NULL);
  g_autoptr (TuntasTrainer) trainer = NULL;
  g_autoptr (TuntasTrainer) again = NULL;
  g_autoptr (TuntasTrainer) afterwards = NULL;
  g_autoptr (GPtrArray) touched = NULL;
  g_autoptr (GError) error = NULL;

  practice_files_acknowledge (&f->files, older);
  trainer = practice_files_new_trainer (&f->files, NULL);
  again = practice_files_new_trainer (&f->files, NULL);
  g_assert_cmpstr (tuntas_procedure_get_revision (tuntas_trainer_get_former (trainer)), ==, "00");
  g_assert_nonnull (tuntas_trainer_get_former (again));
  touched = tuntas_trainer_list_touched (trainer);
  g_assert_true (has_exercise (touched, "datin-day-pend"));
  g_assert_true (has_exercise (touched, "datin-night-monitoring"));
  g_assert_false (has_exercise (touched, "pots-unreached"));

  g_signal_connect_swapped (trainer, "changed", G_CALLBACK (changed_cb), f);
  g_assert_true (tuntas_trainer_acknowledge (trainer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_null (tuntas_trainer_get_former (trainer));
  afterwards = practice_files_new_trainer (&f->files, NULL);
  g_assert_null (tuntas_trainer_get_former (afterwards));
}

/* What was removed meanwhile is not remembered. */
static void
test_reload (Fixture *f, gconstpointer data)
{
  static const PracticeRun runs[] = { { .conforming = 1 }, { .departed = 1 } };
  g_autoptr (TuntasProcedure) older = tuntas_revised_w03 ("older", "\"revision\": \"\"", "\"revision\": \"00\"", NULL);
  g_autoptr (TuntasTrainer) trainer = NULL;

  practice_files_write_runs (&f->files, runs, G_N_ELEMENTS (runs));
  practice_files_acknowledge (&f->files, older);
  trainer = practice_files_new_trainer (&f->files, NULL);
  g_signal_connect_swapped (trainer, "changed", G_CALLBACK (changed_cb), f);
  g_assert_cmpuint (tuntas_progress_get_runs (tuntas_trainer_get_progress (trainer))->len, ==, 2);
  g_assert_nonnull (tuntas_trainer_get_former (trainer));
  g_remove (f->files.progress);
  g_remove (f->files.acknowledged);
  tuntas_trainer_reload (trainer);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_cmpuint (tuntas_progress_get_runs (tuntas_trainer_get_progress (trainer))->len, ==, 0);
  g_assert_null (tuntas_trainer_get_former (trainer));
}

/* What cannot be read is told, once, and kept. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasTrainer) trainer = NULL;
  g_autoptr (TuntasTrainer) afterwards = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *none = NULL;

  g_assert_true (g_file_set_contents (f->files.acknowledged, "{", -1, NULL));
  trainer = practice_files_new_trainer (&f->files, NULL);
  trouble = tuntas_trainer_dup_trouble (trainer);
  g_assert_nonnull (strstr (trouble, f->files.acknowledged));
  afterwards = practice_files_new_trainer (&f->files, NULL);
  none = tuntas_trainer_dup_trouble (afterwards);
  g_assert_null (none);
}

static TuntasWorkplace *
no_place (const TuntasTrainingChoice *choice, gpointer user_data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not here");
  return NULL;
}

/* The way that was chosen last, also where no run of it is kept. */
static void
test_mode (Fixture *f, gconstpointer data)
{
  static const PracticeRun runs[] = { { .conforming = 1 } };
  const TuntasTrainingChoice exam = { TUNTAS_SAMPLE_SHIFT, TUNTAS_PRACTICE_EXAM, 1 };
  g_autoptr (TuntasProcedure) procedure = tuntas_revised_w03 ("own", NULL);
  const TuntasTrainerFiles files = practice_files_get (&f->files);
  g_autoptr (TuntasTrainer) trainer = tuntas_trainer_new (procedure, "id", &files, no_place, NULL);

  practice_files_write_runs (&f->files, runs, G_N_ELEMENTS (runs));
  g_assert_cmpint (tuntas_trainer_get_last_mode (trainer), ==, TUNTAS_PRACTICE_GUIDED);
  g_assert_null (tuntas_trainer_open (trainer, &exam, NULL));
  g_assert_cmpint (tuntas_trainer_get_last_mode (trainer), ==, TUNTAS_PRACTICE_EXAM);
}

/* Before anybody asks for something of theirs, damaged files are as they were: nobody would be told. */
static void
test_untouched (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasTrainer) trainer = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *trouble = NULL;

  g_assert_true (g_file_set_contents (f->files.progress, "{", -1, NULL));
  g_assert_true (g_file_set_contents (f->files.acknowledged, "{", -1, NULL));
  trainer = practice_files_new_trainer (&f->files, NULL);
  g_assert_true (g_file_test (f->files.progress, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (f->files.acknowledged, G_FILE_TEST_EXISTS));
  /* Then both are told. */
  trouble = tuntas_trainer_dup_trouble (trainer);
  progress = g_strconcat (f->files.progress, ".damaged-1", NULL);
  g_assert_nonnull (strstr (trouble, progress));
  g_assert_nonnull (strstr (trouble, f->files.acknowledged));
  g_assert_true (g_file_test (progress, G_FILE_TEST_EXISTS));
}

/* What a newer program wrote stays, whatever is done here, and it is told each time. */
static void
test_newer (Fixture *f, gconstpointer data)
{
  static const char newer[] = "{\"format\":2,\"procedures\":[]}";
  g_autoptr (TuntasTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (f->files.acknowledged, newer, -1, NULL));
  trainer = practice_files_new_trainer (&f->files, NULL);
  trouble = tuntas_trainer_dup_trouble (trainer);
  g_assert_nonnull (strstr (trouble, f->files.acknowledged));
  g_assert_false (tuntas_trainer_acknowledge (trainer, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_true (g_file_get_contents (f->files.acknowledged, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, newer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/trainer/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/ui/trainer/read", Fixture, NULL, set_up, test_read, tear_down);
  g_test_add ("/ui/trainer/reload", Fixture, NULL, set_up, test_reload, tear_down);
  g_test_add ("/ui/trainer/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/ui/trainer/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/ui/trainer/untouched", Fixture, NULL, set_up, test_untouched, tear_down);
  g_test_add ("/ui/trainer/mode", Fixture, NULL, set_up, test_mode, tear_down);
  return g_test_run ();
}
