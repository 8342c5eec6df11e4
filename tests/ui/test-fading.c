/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-fading.h"

#include "practice-files.h"
#include "tuntas-revised.h"

/* The step's words fold themselves and come back. Settings are in memory. */

typedef struct
{
  PracticeFiles files;
  TuntasSettings *settings;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  practice_files_init (&f->files);
  f->settings = tuntas_settings_new ();
  tuntas_settings_set_practised (f->settings, FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->settings);
  practice_files_clear (&f->files);
}

/* The runs but the last have been followed already; the last one is. */
static void
follow_last (Fixture *f, const PracticeRun *runs, guint n)
{
  g_autoptr (TuntasTrainer) earlier = NULL;
  g_autoptr (TuntasTrainer) trainer = NULL;
  guint before;

  practice_files_write_runs (&f->files, runs, n - 1);
  earlier = practice_files_new_trainer (&f->files, NULL);
  before = tuntas_fading_count (earlier);
  practice_files_write_runs (&f->files, runs, n);
  trainer = practice_files_new_trainer (&f->files, NULL);
  tuntas_fading_follow_run (f->settings, trainer, before);
}

static void
test_folds (Fixture *f, gconstpointer data)
{
  static const PracticeRun runs[] = { { .conforming = 1 }, { .conforming = 1 }, { .conforming = 1 }, { .conforming = 1 } };

  follow_last (f, runs, 1);
  g_assert_false (tuntas_settings_get_folded (f->settings));
  follow_last (f, runs, 2);
  g_assert_false (tuntas_settings_get_folded (f->settings));
  follow_last (f, runs, 3);
  g_assert_true (tuntas_settings_get_folded (f->settings));

  /* The agent unfolds them: that holds, however well it goes on. */
  tuntas_settings_set_folded (f->settings, FALSE);
  follow_last (f, runs, 4);
  g_assert_false (tuntas_settings_get_folded (f->settings));
}

static void
test_comes_back (Fixture *f, gconstpointer data)
{
  static const PracticeRun runs[] = { { .conforming = 3 }, { .conforming = 1, .departed = 1 }, { .conforming = 3 } };

  follow_last (f, runs, 1);
  g_assert_true (tuntas_settings_get_folded (f->settings));
  /* Also where the agent had folded them. */
  tuntas_settings_set_folded (f->settings, TRUE);
  follow_last (f, runs, 2);
  g_assert_false (tuntas_settings_get_folded (f->settings));
  follow_last (f, runs, 3);
  g_assert_true (tuntas_settings_get_folded (f->settings));
}

/* Once for each of them; settings of the site are no new revision. */
static void
test_revision (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) own = tuntas_revised_w03 ("own", NULL);
  g_autoptr (TuntasProcedure) set = tuntas_revised_w03 ("set", "\"first_round_min\": 3", "\"first_round_min\": 4", NULL);
  g_autoptr (TuntasProcedure) next = tuntas_revised_w03 ("next", "\"revision\": \"\"", "\"revision\": \"01\"", NULL);

  tuntas_fading_follow_revision (f->settings, own);
  tuntas_settings_set_practised (f->settings, TRUE);
  tuntas_fading_follow_revision (f->settings, set);
  g_assert_true (tuntas_settings_get_folded (f->settings));

  tuntas_fading_follow_revision (f->settings, next);
  g_assert_false (tuntas_settings_get_folded (f->settings));
  /* The agent folds them: that holds at the next start. */
  tuntas_settings_set_folded (f->settings, TRUE);
  tuntas_fading_follow_revision (f->settings, next);
  g_assert_true (tuntas_settings_get_folded (f->settings));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/fading/folds", Fixture, NULL, set_up, test_folds, tear_down);
  g_test_add ("/ui/fading/comes-back", Fixture, NULL, set_up, test_comes_back, tear_down);
  g_test_add ("/ui/fading/revision", Fixture, NULL, set_up, test_revision, tear_down);
  return g_test_run ();
}
