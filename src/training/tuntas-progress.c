/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-private.h"

#include "tuntas-coverage.h"

#include <string.h>

void
tuntas_run_free (TuntasRun *run)
{
  g_free (run->scenario);
  g_free (run->document);
  g_free (run->revision);
  g_free (run->sha256);
  g_strfreev (run->right);
  g_strfreev (run->wrong);
  g_free (run);
}

TuntasProgress *
tuntas_progress_alloc (const char *path)
{
  TuntasProgress *self = g_new0 (TuntasProgress, 1);

  self->path = g_strdup (path);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_run_free);
  return self;
}

void
tuntas_progress_free (TuntasProgress *self)
{
  g_ptr_array_unref (self->runs);
  g_free (self->path);
  g_free (self);
}

TuntasExercise *
tuntas_exercise_new (const char *id, const TuntasText *title, const TuntasText *goal, guint n_tickets,
                     GHashTable *clauses)
{
  TuntasExercise *self = g_new0 (TuntasExercise, 1);

  self->id = g_strdup (id);
  self->title_id = g_strdup (title->id);
  self->title_en = g_strdup (title->en);
  self->goal_id = g_strdup (goal->id);
  self->goal_en = g_strdup (goal->en);
  self->n_tickets = n_tickets;
  self->clauses = tuntas_coverage_list (clauses);
  return self;
}

void
tuntas_exercise_free (TuntasExercise *self)
{
  g_free (self->id);
  g_free (self->title_id);
  g_free (self->title_en);
  g_free (self->goal_id);
  g_free (self->goal_en);
  g_strfreev (self->clauses);
  g_free (self);
}

/* Adding */

static gboolean
departs (TuntasDebrief *debrief, const char *ticket)
{
  for (guint i = 0; i < debrief->fatal->len; i++)
    if (strcmp (((TuntasDebriefRow *) g_ptr_array_index (debrief->fatal, i))->ticket, ticket) == 0)
      return TRUE;
  return FALSE;
}

/* A departure that the right way has too is none of the trainee's; what is fatal beside the verdict is. */
static void
count_cases (TuntasRun *run, TuntasDebrief *debrief)
{
  for (guint i = 0; i < debrief->cases->len; i++)
    {
      const TuntasDebriefCase *judged = g_ptr_array_index (debrief->cases, i);

      if (departs (debrief, judged->ticket))
        run->departed++;
      else if (judged->verdict->kind != TUNTAS_VERDICT_OPEN)
        run->conforming++;
    }
}

gboolean
tuntas_progress_add (TuntasProgress *self, TuntasPractice *practice, TuntasDebrief *debrief, gint64 at, GError **error)
{
  TuntasScenario *scenario = tuntas_practice_get_scenario (practice);
  TuntasProcedure *procedure = tuntas_scenario_get_procedure (scenario);
  TuntasRun *run = g_new0 (TuntasRun, 1);

  run->at = at;
  run->scenario = g_strdup (tuntas_scenario_get_id (scenario));
  run->mode = tuntas_practice_get_mode (practice);
  run->document = g_strdup (tuntas_procedure_get_document (procedure));
  run->revision = g_strdup (tuntas_procedure_get_revision (procedure));
  run->sha256 = g_strdup (tuntas_procedure_get_sha256 (procedure));
  run->passed = debrief->passed;
  run->points = debrief->points;
  run->simulated_seconds = debrief->simulated_seconds;
  run->real_seconds = debrief->real_seconds;
  run->right = tuntas_debrief_list_clauses (debrief, TUNTAS_ROW_OK);
  run->wrong = tuntas_debrief_list_clauses (debrief, TUNTAS_ROW_WRONG);
  count_cases (run, debrief);
  g_ptr_array_add (self->runs, run);
  return tuntas_progress_write (self, error);
}

/* What follows from the runs */

GPtrArray *
tuntas_progress_get_runs (TuntasProgress *self)
{
  return self->runs;
}

gboolean
tuntas_progress_has_passed (TuntasProgress *self, const char *scenario, TuntasPracticeMode mode)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const TuntasRun *run = g_ptr_array_index (self->runs, i);

      if (run->passed && run->mode == mode && strcmp (run->scenario, scenario) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_text (GStrv texts, const char *text)
{
  return g_strv_contains ((const char *const *) texts, text);
}

static void
trouble_free (gpointer data)
{
  TuntasTrouble *trouble = data;

  g_free (trouble->clause);
  g_free (trouble);
}

static int
compare_troubles (gconstpointer a, gconstpointer b)
{
  const TuntasTrouble *first = *(TuntasTrouble *const *) a, *second = *(TuntasTrouble *const *) b;

  if (first->times != second->times)
    return first->times < second->times ? 1 : -1;
  return tuntas_coverage_compare (first->clause, second->clause);
}

static TuntasTrouble *
find_trouble (GPtrArray *troubles, const char *clause)
{
  for (guint i = 0; i < troubles->len; i++)
    if (strcmp (((TuntasTrouble *) g_ptr_array_index (troubles, i))->clause, clause) == 0)
      return g_ptr_array_index (troubles, i);
  return NULL;
}

GPtrArray *
tuntas_progress_list_troubles (TuntasProgress *self)
{
  GPtrArray *troubles = g_ptr_array_new_with_free_func (trouble_free);
  g_autoptr (GHashTable) mended = g_hash_table_new (g_str_hash, g_str_equal);
  guint first = self->runs->len > TUNTAS_PROGRESS_RECENT ? self->runs->len - TUNTAS_PROGRESS_RECENT : 0;

  /* From the newest: what is right there is no trouble any more. */
  for (guint i = self->runs->len; i > first; i--)
    {
      const TuntasRun *run = g_ptr_array_index (self->runs, i - 1);

      for (guint j = 0; run->right[j] != NULL; j++)
        if (find_trouble (troubles, run->right[j]) == NULL)
          g_hash_table_add (mended, run->right[j]);
      for (guint j = 0; run->wrong[j] != NULL; j++)
        {
          TuntasTrouble *trouble = find_trouble (troubles, run->wrong[j]);

          if (g_hash_table_contains (mended, run->wrong[j]))
            continue;
          if (trouble == NULL)
            {
              trouble = g_new0 (TuntasTrouble, 1);
              trouble->clause = g_strdup (run->wrong[j]);
              g_ptr_array_add (troubles, trouble);
            }
          trouble->times++;
        }
    }
  g_ptr_array_sort (troubles, compare_troubles);
  return troubles;
}

static const TuntasExercise *
find_exercise (TuntasProgress *self, GPtrArray *exercises, TuntasPracticeMode mode, const char *clause)
{
  const TuntasExercise *passed = NULL;

  for (guint i = 0; i < exercises->len; i++)
    {
      const TuntasExercise *exercise = g_ptr_array_index (exercises, i);

      if (clause != NULL && !has_text (exercise->clauses, clause))
        continue;
      if (!tuntas_progress_has_passed (self, exercise->id, mode))
        return exercise;
      if (passed == NULL)
        passed = exercise;
    }
  return clause != NULL ? passed : NULL;
}

const TuntasExercise *
tuntas_progress_suggest (TuntasProgress *self, GPtrArray *exercises, TuntasPracticeMode mode)
{
  g_autoptr (GPtrArray) troubles = tuntas_progress_list_troubles (self);

  for (guint i = 0; i < troubles->len; i++)
    {
      const TuntasExercise *exercise =
          find_exercise (self, exercises, mode, ((TuntasTrouble *) g_ptr_array_index (troubles, i))->clause);

      if (exercise != NULL)
        return exercise;
    }
  return find_exercise (self, exercises, mode, NULL);
}

static gboolean
is_by (const TuntasRun *run, TuntasProcedure *procedure)
{
  return strcmp (run->document, tuntas_procedure_get_document (procedure)) == 0 &&
         strcmp (run->revision, tuntas_procedure_get_revision (procedure)) == 0;
}

guint
tuntas_progress_count_conforming (TuntasProgress *self, TuntasProcedure *procedure)
{
  guint n = 0;

  for (guint i = self->runs->len; i > 0; i--)
    {
      const TuntasRun *run = g_ptr_array_index (self->runs, i - 1);

      if (run->departed > 0 || !is_by (run, procedure))
        break;
      n += (guint) run->conforming;
    }
  return n;
}

/* Certificate */

void
tuntas_certificate_free (TuntasCertificate *self)
{
  g_strfreev (self->missing);
  g_free (self);
}

/* Takes away what was passed in this exam; TRUE where that was the last of it. */
static gboolean
take_exam (GHashTable *missing, const TuntasRun *run)
{
  if (run->mode != TUNTAS_PRACTICE_EXAM || !run->passed || g_hash_table_size (missing) == 0)
    return FALSE;
  for (guint i = 0; run->right[i] != NULL; i++)
    g_hash_table_remove (missing, run->right[i]);
  return g_hash_table_size (missing) == 0;
}

TuntasCertificate *
tuntas_progress_certify (TuntasProgress *self, TuntasProcedure *procedure)
{
  TuntasCertificate *certificate = g_new0 (TuntasCertificate, 1);
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (procedure);

  certificate->at = -1;
  certificate->n_clauses = g_hash_table_size (wanted->clauses);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const TuntasRun *run = g_ptr_array_index (self->runs, i);

      if (is_by (run, procedure) && take_exam (wanted->clauses, run))
        certificate->at = run->at;
    }
  certificate->missing = tuntas_coverage_list (wanted->clauses);
  certificate->complete = certificate->at >= 0;
  return certificate;
}
