/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "path-judge.h"

/* Walks every state that W-03 can come to, by really doing every act in each of them. */

G_BEGIN_DECLS

typedef struct
{
  guint states[PATH_N_FAMILIES]; /* by the family that the case has there */
  guint edges[PATH_N_FAMILIES];  /* acts, time and taking back, each counted once between two states */
  char *broken[PATH_N_PROPERTIES]; /* (nullable): the first path on which that does not hold */
} ModelReport;

/* (transfer full): stop_at ends the walk as soon as that property is broken; PATH_N_PROPERTIES walks everything. */
ModelReport *model_walk        (TuntasProcedure *procedure, PathProperty stop_at);
void         model_report_free (ModelReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelReport, model_report_free)

G_END_DECLS
