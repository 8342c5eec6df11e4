/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-files.h"

#include "tuntas-acknowledged.h"
#include "tuntas-revised.h"

#include <glib/gstdio.h>

void
practice_files_init (PracticeFiles *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tuntas-practice-files-XXXXXX", &error);
  g_assert_no_error (error);
  self->progress = g_build_filename (self->folder, "progress.json", NULL);
  self->acknowledged = g_build_filename (self->folder, "acknowledged.json", NULL);
  self->sessions = g_build_filename (self->folder, "sessions", NULL);
}

void
practice_files_clear (PracticeFiles *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->progress);
  g_free (self->acknowledged);
  g_free (self->sessions);
}

void
practice_files_write_runs (PracticeFiles *self, const PracticeRun *runs, guint n)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":1,\"runs\":[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"at\":\"2026-11-23T0%u:00:00Z\",\"scenario\":\"pots-unreached\",\"mode\":\"guided\","
                            "\"document\":\"IN.OCC.TENESA.W-03\",\"revision\":\"\",\"sha256\":\"\",\"passed\":true,"
                            "\"points\":90,\"simulated_seconds\":60,\"real_seconds\":6,\"conforming\":%d,\"departed\":%d,"
                            "\"right\":[],\"wrong\":[]}",
                            i > 0 ? "," : "", i, runs[i].conforming, runs[i].departed);
  g_string_append (text, "]}");
  g_file_set_contents (self->progress, text->str, -1, &error);
  g_assert_no_error (error);
}

void
practice_files_acknowledge (PracticeFiles *self, TuntasProcedure *procedure)
{
  g_autoptr (GError) error = NULL;

  tuntas_acknowledged_keep (self->acknowledged, procedure, &error);
  g_assert_no_error (error);
}

static TuntasWorkplace *
no_training (const TuntasTrainingChoice *choice, gpointer user_data, GError **error)
{
  g_assert_not_reached ();
}

TuntasTrainerFiles
practice_files_get (PracticeFiles *self)
{
  return (TuntasTrainerFiles) { self->progress, self->acknowledged, self->sessions };
}

TuntasTrainer *
practice_files_new_trainer (PracticeFiles *self, TuntasProcedure *procedure)
{
  g_autoptr (TuntasProcedure) own = procedure != NULL ? g_object_ref (procedure) : tuntas_revised_w03 ("own", NULL);
  const TuntasTrainerFiles files = practice_files_get (self);

  return tuntas_trainer_new (own, "id", &files, no_training, NULL);
}
