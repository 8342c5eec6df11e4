/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include "tuntas-practice-parts.h"
#include "tuntas-test-clock.h"
#include "tuntas-training.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is kept of a trainee's runs, and what follows from them. */

typedef struct
{
  char *directory;
  char *path;
  TuntasProcedure *procedure;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->directory = g_dir_make_tmp ("tuntas-progress-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->directory, "training", "progress.json", NULL);
  f->procedure = training_support_load_w03 ();
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_all (f->directory);
  g_free (f->directory);
  g_free (f->path);
  g_object_unref (f->procedure);
}

static TuntasProgress *
load (Fixture *f)
{
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProgress *progress = tuntas_progress_load (f->path, &damaged, &error);

  g_assert_no_error (error);
  g_assert_null (damaged);
  return progress;
}

/* One line of a run, as the file has it; wrong and right are lists of JSON. */
typedef struct
{
  const char *scenario, *mode, *revision;
  gboolean passed;
  int conforming, departed;
  const char *right, *wrong;
} Row;

static void
write_rows (Fixture *f, const Row *rows, guint n)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":1,\"runs\":[");
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"at\":\"2026-11-23T0%u:00:00Z\",\"scenario\":\"%s\",\"mode\":\"%s\","
                            "\"document\":\"IN.OCC.TENESA.W-03\",\"revision\":\"%s\",\"sha256\":\"\",\"passed\":%s,"
                            "\"points\":90,\"simulated_seconds\":60,\"real_seconds\":6,\"conforming\":%d,\"departed\":%d,"
                            "\"right\":[%s],\"wrong\":[%s]}",
                            i > 0 ? "," : "", i, rows[i].scenario, rows[i].mode, rows[i].revision,
                            rows[i].passed ? "true" : "false", rows[i].conforming, rows[i].departed, rows[i].right,
                            rows[i].wrong);
  g_string_append (text, "]}");
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (f->path, text->str, -1, &error);
  g_assert_no_error (error);
}

static void
set_speed (int speed, gpointer user_data)
{
}

/* A run of the right way, as the practice would have it. */
static void
add_run (Fixture *f, TuntasProgress *progress, const char *id, TuntasPracticeMode mode, gint64 at)
{
  g_autoptr (TuntasScenario) scenario = training_support_load (f->procedure, id);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (0);
  g_autoptr (TuntasSimulator) nossa = tuntas_simulator_new (TUNTAS_CLOCK (clock));
  g_autoptr (TuntasSolution) solution = tuntas_solution_play (scenario, "id");
  g_autoptr (GPtrArray) trials = g_ptr_array_new ();
  g_autoptr (TuntasPractice) practice = NULL;
  g_autoptr (TuntasDebrief) debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = scenario, .cases = solution->cases, .truths = tuntas_call_book_get_truths (solution->book),
      .trials = trials, .notes = solution->notes, .ended_at = tuntas_scenario_get_start (scenario) + 600,
      .real_seconds = 100, .language = "id" });
  g_autoptr (GError) error = NULL;

  practice = tuntas_practice_new (scenario, TUNTAS_CLOCK (clock), nossa, mode, "id", set_speed, NULL);
  tuntas_progress_add (progress, practice, debrief, at, &error);
  g_assert_no_error (error);
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProgress) progress = load (f);
  g_autoptr (TuntasProgress) again = NULL;
  const TuntasRun *run;
  g_autofree char *right = NULL;
  GStatBuf about;

  g_assert_cmpuint (tuntas_progress_get_runs (progress)->len, ==, 0);
  add_run (f, progress, "pots-unreached", TUNTAS_PRACTICE_EXAM, 1795402800);
  g_assert_cmpint (g_stat (f->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  again = load (f);
  g_assert_cmpuint (tuntas_progress_get_runs (again)->len, ==, 1);
  run = g_ptr_array_index (tuntas_progress_get_runs (again), 0);
  right = g_strjoinv (" ", run->right);
  g_assert_cmpint (run->at, ==, 1795402800);
  g_assert_cmpstr (run->scenario, ==, "pots-unreached");
  g_assert_cmpint (run->mode, ==, TUNTAS_PRACTICE_EXAM);
  g_assert_cmpstr (run->document, ==, "IN.OCC.TENESA.W-03");
  g_assert_cmpstr (run->sha256, ==, tuntas_procedure_get_sha256 (f->procedure));
  g_assert_true (run->passed);
  g_assert_cmpint (run->points, ==, 100);
  g_assert_cmpint (run->simulated_seconds, ==, 600);
  g_assert_cmpint (run->real_seconds, ==, 100);
  g_assert_cmpint (run->conforming, ==, 1);
  g_assert_cmpint (run->departed, ==, 0);
  g_assert_cmpstr (right, ==, "1.2.1 1.2.2 1.2.3 1.2.10 1.3");
  g_assert_true (tuntas_progress_has_passed (again, "pots-unreached", TUNTAS_PRACTICE_EXAM));
  g_assert_false (tuntas_progress_has_passed (again, "pots-unreached", TUNTAS_PRACTICE_GUIDED));
}

/* Set aside with what is in it; a second time under another name. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { "{\"format\":1,\"runs\":[{]}", "{\"format\":1,\"runs\":[{\"at\":\"\"}]}", "" };
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *damaged = NULL;
      g_autofree char *expected = g_strdup_printf ("%s.damaged-%u", f->path, i + 1);
      g_autofree char *kept = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasProgress) progress = NULL;

      g_file_set_contents (f->path, texts[i], -1, &error);
      g_assert_no_error (error);
      progress = tuntas_progress_load (f->path, &damaged, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (damaged, ==, expected);
      g_assert_cmpuint (tuntas_progress_get_runs (progress)->len, ==, 0);
      g_assert_true (g_file_get_contents (damaged, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
      g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
    }
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (f->path, "{\"format\":2}", -1, NULL);
  g_assert_null (tuntas_progress_load (f->path, &damaged, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_true (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

/* Where it cannot be written, it is told. */
static void
test_not_written (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProgress) progress = load (f);
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (TuntasScenario) scenario = training_support_load (f->procedure, "pots-unreached");
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (0);
  g_autoptr (TuntasSimulator) nossa = tuntas_simulator_new (TUNTAS_CLOCK (clock));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (TuntasPractice) practice = tuntas_practice_new (scenario, TUNTAS_CLOCK (clock), nossa, 0, "id",
                                                             set_speed, NULL);
  g_autoptr (TuntasDebrief) debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = scenario, .cases = none, .truths = none, .trials = none, .notes = none, .language = "id" });
  g_autoptr (GError) error = NULL;

  /* Also as root: a file is where the folder should be. */
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (tuntas_progress_add (progress, practice, debrief, 0, &error));
  g_assert_nonnull (error);
}

static char *
troubles_of (TuntasProgress *progress)
{
  g_autoptr (GPtrArray) troubles = tuntas_progress_list_troubles (progress);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < troubles->len; i++)
    {
      const TuntasTrouble *trouble = g_ptr_array_index (troubles, i);

      g_string_append_printf (text, "%s×%u ", trouble->clause, trouble->times);
    }
  return g_string_free (text, FALSE);
}

static void
test_troubles (Fixture *f, gconstpointer data)
{
  static const Row rows[] = {
    { "a", "alone", "", FALSE, 0, 1, "", "\"1.2.3\",\"1.2.6\",\"1.2.1\"" },
    { "a", "alone", "", FALSE, 0, 1, "\"1.2.1\"", "\"1.2.3\",\"1.2.6\"" },
    { "b", "alone", "", FALSE, 0, 1, "", "\"1.2.6\",\"1.2.8\"" },
    { "b", "alone", "", TRUE, 1, 0, "\"1.2.8\"", "" },
  };
  g_autoptr (TuntasProgress) progress = NULL;
  g_autofree char *troubles = NULL;

  write_rows (f, rows, G_N_ELEMENTS (rows));
  progress = load (f);
  troubles = troubles_of (progress);
  /* What went right afterwards is no trouble any more. */
  g_assert_cmpstr (troubles, ==, "1.2.6×3 1.2.3×2 ");
}

static void
assert_suggests (TuntasProgress *progress, GPtrArray *exercises, TuntasPracticeMode mode, const char *id)
{
  const TuntasExercise *exercise = tuntas_progress_suggest (progress, exercises, mode);

  g_assert_cmpstr (exercise != NULL ? exercise->id : NULL, ==, id);
}

static void
test_suggestion (Fixture *f, gconstpointer data)
{
  static const Row rows[] = {
    { "indihome-normal", "guided", "", TRUE, 1, 0, "", "" },
    { "datin-day-pend", "alone", "", FALSE, 0, 1, "", "\"1.2.6\"" },
    { "datin-day-pend", "exam", "", TRUE, 0, 0, "", "" },
  };
  g_autoptr (GPtrArray) exercises = tuntas_training_list_exercises (f->procedure);
  g_autoptr (TuntasProgress) progress = load (f);
  const TuntasExercise *first = g_ptr_array_index (exercises, 0);

  g_assert_cmpuint (exercises->len, >=, 16);
  g_assert_cmpstr (first->id, ==, "indihome-normal");
  g_assert_true (g_strv_contains ((const char *const *) first->clauses, "1.2.5"));
  assert_suggests (progress, exercises, TUNTAS_PRACTICE_GUIDED, "indihome-normal");
  tuntas_progress_free (g_steal_pointer (&progress));

  write_rows (f, rows, 1);
  progress = load (f);
  assert_suggests (progress, exercises, TUNTAS_PRACTICE_GUIDED, "pots-unreached");
  assert_suggests (progress, exercises, TUNTAS_PRACTICE_EXAM, "indihome-normal");
  tuntas_progress_free (g_steal_pointer (&progress));

  /* The clause that goes wrong comes first; in the exam the next one that has it. */
  write_rows (f, rows, 3);
  progress = load (f);
  assert_suggests (progress, exercises, TUNTAS_PRACTICE_GUIDED, "datin-day-pend");
  assert_suggests (progress, exercises, TUNTAS_PRACTICE_EXAM, "datin-night-monitoring");
}

static void
test_fading (Fixture *f, gconstpointer data)
{
  static const Row rows[] = {
    { "a", "guided", "", TRUE, 2, 0, "", "" },
    { "b", "guided", "", FALSE, 1, 1, "", "" },
    { "c", "guided", "", TRUE, 2, 0, "", "" },
    { "d", "guided", "", TRUE, 1, 0, "", "" },
    { "e", "guided", "2", TRUE, 1, 0, "", "" },
  };
  static const guint expected[] = { 0, 2, 0, 2, 3, 0 };

  for (guint n = 0; n <= G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (TuntasProgress) progress = NULL;

      write_rows (f, rows, n);
      progress = load (f);
      g_assert_cmpuint (tuntas_progress_count_conforming (progress, f->procedure), ==, expected[n]);
    }
}

static void
test_certificate (Fixture *f, gconstpointer data)
{
  static const Row rows[] = {
    { "a", "exam", "", TRUE, 1, 0, "\"1.2.1\",\"1.2.2\",\"1.2.3\",\"1.2.5\",\"1.2.6\",\"1.2.7\",\"1.2.8\"", "" },
    { "b", "guided", "", TRUE, 1, 0, "\"1.2.9\",\"1.2.10\"", "" },
    { "c", "exam", "", FALSE, 1, 0, "\"1.2.9\",\"1.2.10\"", "" },
    { "d", "exam", "0", TRUE, 1, 0, "\"1.2.9\",\"1.2.10\"", "" },
    { "e", "exam", "", TRUE, 1, 0, "\"1.2.9\",\"1.2.10\"", "" },
    { "f", "exam", "", TRUE, 1, 0, "\"1.2.9\"", "" },
  };
  g_autoptr (TuntasProgress) progress = NULL;
  g_autoptr (TuntasCertificate) open = NULL;
  g_autoptr (TuntasCertificate) complete = NULL;
  g_autofree char *missing = NULL;

  write_rows (f, rows, 4);
  progress = load (f);
  open = tuntas_progress_certify (progress, f->procedure);
  missing = g_strjoinv (" ", open->missing);
  g_assert_false (open->complete);
  g_assert_cmpstr (missing, ==, "1.2.9 1.2.10");
  g_assert_cmpint (open->at, ==, -1);
  tuntas_progress_free (g_steal_pointer (&progress));

  write_rows (f, rows, G_N_ELEMENTS (rows));
  progress = load (f);
  complete = tuntas_progress_certify (progress, f->procedure);
  g_assert_true (complete->complete);
  g_assert_cmpuint (g_strv_length (complete->missing), ==, 0);
  g_assert_cmpuint (complete->n_clauses, ==, 9);
  g_assert_cmpint (complete->at, ==, 1795392000 + 4 * 3600);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/training/progress/kept", test_kept },           { "/training/progress/damaged", test_damaged },
    { "/training/progress/newer", test_newer },         { "/training/progress/not-written", test_not_written },
    { "/training/progress/troubles", test_troubles },   { "/training/progress/suggestion", test_suggestion },
    { "/training/progress/fading", test_fading },       { "/training/progress/certificate", test_certificate },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
