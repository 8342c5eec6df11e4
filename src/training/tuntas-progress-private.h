/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-progress.h"

/* Shared by the progress' own files: what is worked out (tuntas-progress.c), the file (-file.c). */

struct _TuntasProgress
{
  char *path;
  GPtrArray *runs;
};

/* (transfer full): without runs. */
TuntasProgress *tuntas_progress_alloc (const char *path);
gboolean        tuntas_progress_write (TuntasProgress *self, GError **error);
void            tuntas_run_free       (TuntasRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRun, tuntas_run_free)
