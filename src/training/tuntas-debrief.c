/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-private.h"

#include "tuntas-coverage.h"
#include "tuntas-procedure-proof.h"
#include "tuntas-scenario-private.h"

#include <string.h>

#define POINTS_FATAL 25
#define POINTS_WRONG 10
#define POINTS_REMARK 2

/* Trials */

/* The gate's own words, which may name its numbers. */
static char *
gate_words (TuntasCase *state, const char *act, const TuntasRefusal *refusal, const char *language)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (state), act,
                                                         tuntas_case_get_step (state), tuntas_case_get_family (state));
  const TuntasGate *gate = spec != NULL ? tuntas_act_spec_find_gate (spec, refusal->code) : NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *have = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->have);
  g_autofree char *need = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->need);

  if (gate == NULL || gate->text == NULL)
    return NULL;
  text = g_string_new (tuntas_text_in (gate->text, language));
  g_string_replace (text, "{have}", have, 0);
  g_string_replace (text, "{need}", need, 0);
  g_string_replace (text, "{clause}", gate->clause, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was due instead of an act that the step does not know. */
static char *
step_words (TuntasCase *state, const char *language)
{
  return tuntas_procedure_dup_title (tuntas_case_get_procedure (state), tuntas_case_get_step (state)->title, language);
}

static const TuntasText *
act_label (TuntasProcedure *procedure, const char *id)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    if (strcmp (((TuntasActSpec *) g_ptr_array_index (acts, i))->id, id) == 0)
      return ((TuntasActSpec *) g_ptr_array_index (acts, i))->label;
  return NULL;
}

TuntasTrial *
tuntas_trial_new (TuntasCase *state, const char *act, const TuntasRefusal *refusal, gint64 at, const char *language)
{
  TuntasTrial *self = g_new0 (TuntasTrial, 1);
  const TuntasText *label = act_label (tuntas_case_get_procedure (state), act);

  self->ticket = g_strdup (tuntas_case_get_ticket (state));
  self->at = at;
  self->act = g_strdup (act);
  self->label = label != NULL ? g_strdup (tuntas_text_in (label, language)) : NULL;
  self->clause = g_strdup (refusal->clause);
  self->code = g_strdup (refusal->code);
  self->reason = gate_words (state, act, refusal, language);
  if (self->reason == NULL)
    self->reason = step_words (state, language);
  return self;
}

void
tuntas_trial_free (TuntasTrial *self)
{
  g_free (self->ticket);
  g_free (self->act);
  g_free (self->label);
  g_free (self->clause);
  g_free (self->code);
  g_free (self->reason);
  g_free (self);
}

/* The value */

static void
row_free (gpointer data)
{
  TuntasDebriefRow *row = data;

  g_free (row->ticket);
  g_free (row->clause);
  g_free (row->code);
  g_free (row->happened);
  g_free (row->recorded);
  g_free (row->should);
  g_free (row);
}

static void
time_free (gpointer data)
{
  TuntasDebriefTime *time = data;

  g_free (time->ticket);
  g_free (time->clause);
  g_free (time->title);
  g_free (time);
}

static void
case_free (gpointer data)
{
  TuntasDebriefCase *judged = data;

  g_free (judged->ticket);
  tuntas_verdict_free (judged->verdict);
  g_free (judged);
}

void
tuntas_debrief_free (TuntasDebrief *self)
{
  g_ptr_array_unref (self->fatal);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->times);
  g_free (self);
}

TuntasDebriefRow *
tuntas_debrief_add_row (TuntasJudging *judging, TuntasRowKind kind, TuntasRowState state, const char *ticket,
                        const char *clause, gint64 at)
{
  TuntasDebriefRow *row = g_new0 (TuntasDebriefRow, 1);

  row->kind = kind;
  row->state = state;
  row->ticket = g_strdup (ticket);
  row->clause = g_strdup (clause);
  row->at = at;
  g_ptr_array_add (judging->debrief->rows, row);
  return row;
}

static void
add_verdict (TuntasJudging *judging, TuntasCase *state)
{
  TuntasDebriefCase *judged = g_new0 (TuntasDebriefCase, 1);

  judged->ticket = g_strdup (tuntas_case_get_ticket (state));
  judged->verdict = tuntas_verdict_new (state, judging->input->language);
  g_ptr_array_add (judging->debrief->cases, judged);
}

static void
add_time (TuntasJudging *judging, TuntasCase *state, const TuntasStep *step, gint64 seconds)
{
  TuntasDebriefTime *time = g_new0 (TuntasDebriefTime, 1);

  time->ticket = g_strdup (tuntas_case_get_ticket (state));
  time->clause = g_strdup (step->clause);
  time->title = tuntas_procedure_dup_title (tuntas_case_get_procedure (state), step->title, judging->input->language);
  time->seconds = seconds;
  g_ptr_array_add (judging->debrief->times, time);
}

/* From one move to the next; the first step since the scenario began, the last one until it ended. */
static void
add_times (TuntasJudging *judging, TuntasCase *state)
{
  g_autoptr (GPtrArray) moves = tuntas_case_list_moves (state);
  gint64 since = tuntas_scenario_get_start (judging->input->scenario);

  for (guint i = 0; i < moves->len; i++)
    {
      const TuntasMove *move = g_ptr_array_index (moves, i);
      gint64 at = tuntas_event_get_at (move->event);

      add_time (judging, state, move->from, MAX (at - since, 0));
      since = at;
    }
  if (tuntas_case_get_end (state) == NULL)
    add_time (judging, state, tuntas_case_get_step (state), MAX (judging->input->ended_at - since, 0));
}

static void
judge_ticket (TuntasJudging *judging, const char *ticket)
{
  TuntasCase *state = tuntas_cases_find (judging->input->cases, ticket);
  TuntasCase *right = tuntas_cases_find (judging->right->cases, ticket);

  tuntas_debrief_judge_case (judging, ticket, state, right);
  if (state == NULL)
    return;
  tuntas_debrief_judge_notes (judging, state);
  add_verdict (judging, state);
  add_times (judging, state);
}

/* What was taken back was not done, and of a call made elsewhere nobody knows: neither shows that something can be
 * done. */
static gboolean
is_done_rightly (const TuntasDebriefRow *row)
{
  return row->state == TUNTAS_ROW_OK && row->kind != TUNTAS_ROW_TAKEN_BACK && row->kind != TUNTAS_ROW_LOGGED;
}

/* Rows are counted once all are there. */
static void
sum_up (TuntasDebrief *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TuntasDebriefRow *row = g_ptr_array_index (self->rows, i);

      self->n_right += is_done_rightly (row);
      self->n_remarks += row->state == TUNTAS_ROW_REMARK;
      self->n_wrong += row->state == TUNTAS_ROW_WRONG;
      self->n_fatal += row->state == TUNTAS_ROW_FATAL;
      if (row->state == TUNTAS_ROW_FATAL)
        g_ptr_array_add (self->fatal, row);
    }
  self->points = MAX (100 - (int) (POINTS_FATAL * self->n_fatal + POINTS_WRONG * self->n_wrong +
                                   POINTS_REMARK * self->n_remarks), 0);
  self->passed = self->n_fatal == 0 && self->points >= TUNTAS_DEBRIEF_PASS;
}

/* Stable: rows of one instant stay as they were made. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const TuntasDebriefRow *first = *(TuntasDebriefRow *const *) a, *second = *(TuntasDebriefRow *const *) b;

  return first->at < second->at ? -1 : first->at > second->at;
}

static void
sort_rows (TuntasDebrief *self, guint from)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();

  for (guint i = from; i < self->rows->len; i++)
    g_ptr_array_add (part, g_ptr_array_index (self->rows, i));
  g_ptr_array_sort (part, compare_rows);
  for (guint i = from; i < self->rows->len; i++)
    g_ptr_array_index (self->rows, i) = g_ptr_array_index (part, i - from);
}

TuntasDebrief *
tuntas_debrief_new (const TuntasDebriefInput *input)
{
  TuntasDebrief *self = g_new0 (TuntasDebrief, 1);
  g_autoptr (TuntasSolution) right = tuntas_solution_play (input->scenario, input->language);
  TuntasJudging judging = { input, right, self };
  GPtrArray *ways = tuntas_scenario_get_ways (input->scenario);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->fatal = g_ptr_array_new ();
  self->cases = g_ptr_array_new_with_free_func (case_free);
  self->times = g_ptr_array_new_with_free_func (time_free);
  self->n_notes = input->notes->len;
  self->simulated_seconds = MAX (input->ended_at - tuntas_scenario_get_start (input->scenario), 0);
  self->real_seconds = input->real_seconds;
  for (guint i = 0; i < ways->len; i++)
    {
      guint from = self->rows->len;

      judge_ticket (&judging, ((TuntasScenarioWay *) g_ptr_array_index (ways, i))->ticket);
      sort_rows (self, from);
    }
  sum_up (self);
  return self;
}

GStrv
tuntas_debrief_list_clauses (TuntasDebrief *self, TuntasRowState state)
{
  g_autoptr (GHashTable) worst = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name, value;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const TuntasDebriefRow *row = g_ptr_array_index (self->rows, i);

      if (row->clause != NULL && (row->state != TUNTAS_ROW_OK || is_done_rightly (row)) &&
          GPOINTER_TO_INT (g_hash_table_lookup (worst, row->clause)) <= (int) row->state)
        g_hash_table_insert (worst, row->clause, GINT_TO_POINTER (row->state));
    }
  g_hash_table_iter_init (&iter, worst);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (state == TUNTAS_ROW_OK ? GPOINTER_TO_INT (value) == TUNTAS_ROW_OK : GPOINTER_TO_INT (value) >= (int) state)
      g_hash_table_add (names, name);
  return tuntas_coverage_list (names);
}

/* Proving a scenario */

static void
take_troubles (TuntasProof *proof, const TuntasSolution *solution)
{
  for (guint i = 0; i < solution->troubles->len; i++)
    {
      const TuntasSolutionTrouble *trouble = g_ptr_array_index (solution->troubles, i);
      g_autofree char *path = g_strdup_printf (TUNTAS_SCENARIO_ROOT ".solution[%u].acts[%u]", trouble->way,
                                               trouble->act);

      tuntas_proof_refuse (proof, path, "%s", trouble->reason);
    }
}

static void
take_faults (TuntasProof *proof, const TuntasDebrief *debrief)
{
  for (guint i = 0; i < debrief->rows->len; i++)
    {
      const TuntasDebriefRow *row = g_ptr_array_index (debrief->rows, i);

      if (row->state >= TUNTAS_ROW_WRONG)
        tuntas_proof_refuse (proof, TUNTAS_SCENARIO_ROOT ".solution",
                             "%s would be judged as wrong: %s: happened “%s”, recorded “%s”, should be “%s”", row->ticket,
                             row->clause != NULL ? row->clause : "-", row->happened != NULL ? row->happened : "-",
                             row->recorded != NULL ? row->recorded : "-", row->should != NULL ? row->should : "-");
    }
}

TuntasScenario *
tuntas_scenario_prove (GBytes *bytes, TuntasProcedure *procedure, GPtrArray **findings)
{
  g_autoptr (TuntasScenario) scenario = tuntas_scenario_read (bytes, procedure, findings);
  g_autoptr (TuntasProof) proof = NULL;
  g_autoptr (TuntasSolution) solution = NULL;
  g_autoptr (TuntasDebrief) debrief = NULL;
  g_autoptr (GPtrArray) trials = g_ptr_array_new ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (scenario == NULL)
    return NULL;
  proof = tuntas_proof_new ();
  solution = tuntas_solution_play (scenario, "id");
  take_troubles (proof, solution);
  debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = scenario, .cases = solution->cases,
      .truths = tuntas_call_book_get_truths (solution->book), .trials = trials, .notes = solution->notes,
      .ended_at = tuntas_scenario_get_start (scenario), .language = "en" });
  take_faults (proof, debrief);
  g_ptr_array_unref (*findings);
  *findings = tuntas_proof_list (proof, text, size);
  return (*findings)->len == 0 ? g_steal_pointer (&scenario) : NULL;
}
