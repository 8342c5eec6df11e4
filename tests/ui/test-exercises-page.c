/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-exercises-page.h"

#include "practice-files.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* What the page of the exercises says. */

typedef struct
{
  PracticeFiles files;
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

/* (transfer none) */
static GtkWidget *
find_part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, TUNTAS_TYPE_EXERCISES_PAGE, name));
}

/* What is the matter with the files goes with them. */
static void
test_trouble (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasTrainer) trainer = practice_files_new_trainer (&f->files, NULL);
  GtkWidget *page;

  g_assert_true (g_file_set_contents (f->files.progress, "{", -1, NULL));
  page = g_object_ref_sink (tuntas_exercises_page_new (trainer));
  g_assert_true (gtk_widget_get_visible (find_part (page, "trouble")));
  g_remove (f->files.progress);
  tuntas_trainer_reload (trainer);
  g_assert_false (gtk_widget_get_visible (find_part (page, "trouble")));
  g_object_unref (page);
}

/* An instruction that none of the exercises fits is not passed by that. */
static void
test_none (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "technician-visit.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  g_autoptr (TuntasProcedure) visit = NULL;
  g_autoptr (TuntasTrainer) trainer = NULL;
  GtkWidget *page;

  g_assert_no_error (error);
  visit = tuntas_procedure_new_from_bytes (bytes, "visit", &error);
  g_assert_no_error (error);
  trainer = practice_files_new_trainer (&f->files, visit);
  g_assert_cmpuint (tuntas_trainer_get_exercises (trainer)->len, ==, 0);
  page = g_object_ref_sink (tuntas_exercises_page_new (trainer));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_part (page, "next_heading"))), ==,
                   "There are no exercises for this work instruction");
  g_assert_false (gtk_widget_get_visible (find_part (page, "next_begin")));
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/exercises-page/trouble", Fixture, NULL, set_up, test_trouble, tear_down);
  g_test_add ("/ui/exercises-page/none", Fixture, NULL, set_up, test_none, tear_down);
  return g_test_run ();
}
