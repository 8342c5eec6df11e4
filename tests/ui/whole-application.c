/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whole-application.h"

#include "tuntas-wiring.h"

static TuntasWorkplace *
no_training (const TuntasTrainingChoice *choice, gpointer user_data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not here");
  return NULL;
}

TuntasApplication *
whole_application_new (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasSite) site = tuntas_wiring_load_site (NULL, &error);
  g_autoptr (TuntasWorkplace) work = NULL;
  g_autoptr (TuntasTrainer) trainer = NULL;
  TuntasApplication *application;

  g_assert_no_error (error);
  work = tuntas_wiring_work (site, NULL, NULL);
  trainer = tuntas_trainer_new (site->procedure, "id", NULL, no_training, NULL);
  application = tuntas_application_new (work, trainer);
  g_application_set_application_id (G_APPLICATION (application), id);
  return application;
}

TuntasWindow *
whole_application_open (TuntasApplication *application)
{
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  return tuntas_application_get_window (application);
}
