/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-progress.h"

/* What a trainee's progress says, in sentences. Pure; the language is the locale's. */

G_BEGIN_DECLS

/* (transfer full): "3 dari 25 skenario lulus" */
char *tuntas_progress_words_passed      (TuntasProgress *progress, GPtrArray *exercises, TuntasPracticeMode mode);
/* (transfer full): "salah di 3 dari 10 latihan terakhir"; runs: of all that are kept. */
char *tuntas_progress_words_trouble     (const TuntasTrouble *trouble, GPtrArray *runs);
/* (transfer full): of a run, below its title: "Ujian · 23 Nov 09.30 · 90 poin"; mode: in words. now: seconds UTC. */
char *tuntas_progress_words_run         (const TuntasRun *run, const char *mode, GTimeZone *zone, gint64 now);
/* (transfer none), translated: "Lulus", "Belum lulus" */
const char *tuntas_progress_words_result (const TuntasRun *run);
/* (transfer full): what the picture of all runs shows, for who cannot see it: how many, passed, points of the first, the
 * last and the best. */
char *tuntas_progress_words_picture     (GPtrArray *runs);
/* (transfer full): "18 dari 22 klausul sudah lulus di ujian. Masih kurang: 1.2.9, 1.2.10." */
char *tuntas_progress_words_certificate (const TuntasCertificate *certificate);

G_END_DECLS
