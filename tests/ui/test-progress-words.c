/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-words.h"

#include <glib/gstdio.h>

#define NOW 1795402800 /* 2026-11-23T03:00:00Z */

/* Runs as the file of a trainee has them: two exams passed, one not. */
static const char file[] =
  "{\"format\":1,\"runs\":["
  "{\"at\":\"2026-11-21T02:00:00Z\",\"scenario\":\"pots-unreached\",\"mode\":\"exam\",\"document\":\"D\",\"revision\":\"\","
  "\"sha256\":\"\",\"passed\":false,\"points\":45,\"simulated_seconds\":60,\"real_seconds\":6,\"conforming\":0,"
  "\"departed\":1,\"right\":[],\"wrong\":[\"1.2.6\"]},"
  "{\"at\":\"2026-11-22T02:00:00Z\",\"scenario\":\"pots-unreached\",\"mode\":\"exam\",\"document\":\"D\",\"revision\":\"\","
  "\"sha256\":\"\",\"passed\":true,\"points\":98,\"simulated_seconds\":60,\"real_seconds\":6,\"conforming\":1,"
  "\"departed\":0,\"right\":[],\"wrong\":[]},"
  "{\"at\":\"2026-11-23T02:00:00Z\",\"scenario\":\"promises\",\"mode\":\"guided\",\"document\":\"D\",\"revision\":\"\","
  "\"sha256\":\"\",\"passed\":true,\"points\":80,\"simulated_seconds\":60,\"real_seconds\":6,\"conforming\":1,"
  "\"departed\":0,\"right\":[],\"wrong\":[]}]}";

static TuntasProgress *
load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tuntas-progress-words-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "progress.json", NULL);
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProgress *progress;

  g_file_set_contents (path, file, -1, &error);
  g_assert_no_error (error);
  progress = tuntas_progress_load (path, &damaged, &error);
  g_assert_no_error (error);
  g_assert_null (damaged);
  g_remove (path);
  g_rmdir (folder);
  return progress;
}

static void
assert_text (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_passed (void)
{
  g_autoptr (TuntasProgress) progress = load ();
  TuntasExercise first = { .id = (char *) "pots-unreached" }, second = { .id = (char *) "promises" };
  g_autoptr (GPtrArray) exercises = g_ptr_array_new ();

  g_ptr_array_add (exercises, &first);
  g_ptr_array_add (exercises, &second);
  assert_text (tuntas_progress_words_passed (progress, exercises, TUNTAS_PRACTICE_EXAM), "1 of 2 exercises passed");
  assert_text (tuntas_progress_words_passed (progress, exercises, TUNTAS_PRACTICE_ALONE), "0 of 2 exercises passed");
}

static void
test_runs (void)
{
  g_autoptr (TuntasProgress) progress = load ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GPtrArray *runs = tuntas_progress_get_runs (progress);
  const TuntasTrouble trouble = { (char *) "1.2.6", 1 };

  assert_text (tuntas_progress_words_run (g_ptr_array_index (runs, 0), "Exam", zone, NOW), "Exam · 21 Nov 09.00 · 45 points");
  assert_text (tuntas_progress_words_run (g_ptr_array_index (runs, 2), "Exam", zone, NOW), "Exam · 09.00 · 80 points");
  g_assert_cmpstr (tuntas_progress_words_result (g_ptr_array_index (runs, 0)), ==, "Not passed yet");
  g_assert_cmpstr (tuntas_progress_words_result (g_ptr_array_index (runs, 1)), ==, "Passed");
  assert_text (tuntas_progress_words_trouble (&trouble, runs), "wrong in 1 of the last 3 runs");
  assert_text (tuntas_progress_words_picture (runs), "3 runs, 2 passed. Points: 45 at first, 80 at last, 98 at best.");
  assert_text (tuntas_progress_words_picture (none), "No run yet.");
}

static void
test_certificate (void)
{
  char *missing[] = { (char *) "1.2.9", (char *) "1.2.10", NULL };
  TuntasCertificate certificate = { .n_clauses = 9, .missing = missing };

  assert_text (tuntas_progress_words_certificate (&certificate),
               "7 of 9 clauses are passed in exams. Missing: 1.2.9, 1.2.10.");
  certificate.complete = TRUE;
  missing[0] = NULL;
  assert_text (tuntas_progress_words_certificate (&certificate), "All 9 clauses are passed in exams.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress-words/passed", test_passed);
  g_test_add_func ("/progress-words/runs", test_runs);
  g_test_add_func ("/progress-words/certificate", test_certificate);
  return g_test_run ();
}
