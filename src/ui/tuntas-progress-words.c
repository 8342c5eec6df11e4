/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-words.h"

#include "tuntas-format.h"

#include <glib/gi18n-lib.h>

char *
tuntas_progress_words_passed (TuntasProgress *progress, GPtrArray *exercises, TuntasPracticeMode mode)
{
  guint n = 0;

  for (guint i = 0; i < exercises->len; i++)
    n += tuntas_progress_has_passed (progress, ((TuntasExercise *) g_ptr_array_index (exercises, i))->id, mode);
  /* Translators: how many exercises, of how many. */
  return g_strdup_printf (_("%u of %u exercises passed"), n, exercises->len);
}

char *
tuntas_progress_words_trouble (const TuntasTrouble *trouble, GPtrArray *runs)
{
  guint recent = MIN (runs->len, TUNTAS_PROGRESS_RECENT);

  /* Translators: how many runs, of how many. */
  return g_strdup_printf (_("wrong in %u of the last %u runs"), trouble->times, recent);
}

char *
tuntas_progress_words_run (const TuntasRun *run, const char *mode, GTimeZone *zone, gint64 now)
{
  g_autofree char *moment = tuntas_format_moment (run->at, zone, now);

  /* Translators: the way to practise, when it was, and how many points of 100. */
  return g_strdup_printf (_("%s · %s · %d points"), mode, moment, (int) run->points);
}

const char *
tuntas_progress_words_result (const TuntasRun *run)
{
  return run->passed ? _("Passed") : _("Not passed yet");
}

char *
tuntas_progress_words_picture (GPtrArray *runs)
{
  const TuntasRun *first = runs->len > 0 ? g_ptr_array_index (runs, 0) : NULL;
  const TuntasRun *last = runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;
  gint64 best = 0;
  guint passed = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const TuntasRun *run = g_ptr_array_index (runs, i);

      passed += run->passed;
      best = MAX (best, run->points);
    }
  if (first == NULL)
    return g_strdup (_("No run yet."));
  /* Translators: numbers: of runs, of those that were passed, and points: of the first, the last and the best run. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u run, %u passed. Points: %d at first, %d at last, %d at best.",
                                       "%u runs, %u passed. Points: %d at first, %d at last, %d at best.", runs->len),
                          runs->len, passed, (int) first->points, (int) last->points, (int) best);
}

char *
tuntas_progress_words_certificate (const TuntasCertificate *certificate)
{
  guint missing = g_strv_length (certificate->missing);
  g_autofree char *list = g_strjoinv (", ", certificate->missing);

  if (certificate->complete)
    return g_strdup_printf (_("All %u clauses are passed in exams."), certificate->n_clauses);
  /* Translators: how many clauses, of how many, and a list of clauses: "1.2.9, 1.2.10". */
  return g_strdup_printf (_("%u of %u clauses are passed in exams. Missing: %s."), certificate->n_clauses - missing,
                          certificate->n_clauses, list);
}
