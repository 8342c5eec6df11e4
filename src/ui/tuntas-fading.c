/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-fading.h"

#include <string.h>

guint
tuntas_fading_count (TuntasTrainer *trainer)
{
  TuntasProgress *progress = tuntas_trainer_get_progress (trainer);

  return progress != NULL ? tuntas_progress_count_conforming (progress, tuntas_trainer_get_procedure (trainer)) : 0;
}

void
tuntas_fading_follow_run (TuntasSettings *settings, TuntasTrainer *trainer, guint before)
{
  TuntasProgress *progress = tuntas_trainer_get_progress (trainer);
  GPtrArray *runs = progress != NULL ? tuntas_progress_get_runs (progress) : NULL;
  const TuntasRun *last = runs != NULL && runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;

  if (last != NULL && last->departed > 0)
    tuntas_settings_set_practised (settings, FALSE);
  else if (before < TUNTAS_PROGRESS_FADES && tuntas_fading_count (trainer) >= TUNTAS_PROGRESS_FADES)
    tuntas_settings_set_practised (settings, TRUE);
}

void
tuntas_fading_follow_revision (TuntasSettings *settings, TuntasProcedure *procedure)
{
  g_autofree char *followed = tuntas_settings_dup_followed_revision (settings);
  g_autofree char *installed = g_strconcat (tuntas_procedure_get_document (procedure), " ",
                                            tuntas_procedure_get_revision (procedure), NULL);

  if (strcmp (followed, installed) == 0)
    return;
  tuntas_settings_set_practised (settings, FALSE);
  tuntas_settings_set_followed_revision (settings, installed);
}
