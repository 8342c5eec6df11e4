/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-trainer.h"

/* Guidance that fades: after TUNTAS_PROGRESS_FADES conforming cases in a row the step's own words fold themselves, and
 * they come back after a departure and with a new revision. The agent can turn them at any time (tuntas-step-card.h);
 * that holds until one of these happens. It is the same setting as at work. */

G_BEGIN_DECLS

/* How many conforming cases in a row there are by the installed revision; 0 where no progress is kept. */
guint tuntas_fading_count           (TuntasTrainer *trainer);
/* After a run was kept; before: that number as it was. */
void  tuntas_fading_follow_run      (TuntasSettings *settings, TuntasTrainer *trainer, guint before);
/* At every start, for work or to train: by another revision than the last time the words are there. */
void  tuntas_fading_follow_revision (TuntasSettings *settings, TuntasProcedure *procedure);

G_END_DECLS
