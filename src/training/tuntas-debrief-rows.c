/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-private.h"

#include "tuntas-words.h"

#include <string.h>

/* The rows of one case: its acts in their order, each against what truly happened, then what the verdict finds, what was
 * refused, and the end. */

#define CALL_BACK_TOLERANCE (5 * 60) /* seconds: "jam tiga" said and 15.00 typed */

typedef struct
{
  TuntasJudging *judging;
  const char *ticket;
  TuntasCase *state;
  TuntasCase *right;      /* (nullable) */
  const TuntasTruth *reached;             /* (nullable): the call by which the customer was reached last */
  const TuntasScenarioMessage *contacted; /* (nullable): or the message */
  guint n_contacts; /* by messages that had come */
} CaseJudging;

static const char *
language (const CaseJudging *self)
{
  return self->judging->input->language;
}

static TuntasProcedure *
procedure (const CaseJudging *self)
{
  return tuntas_case_get_procedure (self->state);
}

static char *
outcome_label (const CaseJudging *self, const char *id)
{
  const TuntasOutcomeSpec *outcome = tuntas_procedure_find_outcome (procedure (self), id);

  return g_strdup (outcome != NULL ? tuntas_text_in (outcome->label, language (self)) : id);
}

static const TuntasActSpec *
find_spec (const CaseJudging *self, const char *id, const TuntasStep *step)
{
  return tuntas_procedure_find_act (procedure (self), id, step, tuntas_case_get_family (self->state));
}

/* "Belum bisa dicek sekarang", and for when, where that was agreed: "… (15.00)", with the day where that is
 * not the day of at. */
static char *
act_words (const CaseJudging *self, TuntasAct *act, const TuntasStep *step, gint64 at)
{
  const TuntasActSpec *spec = find_spec (self, tuntas_act_get_id (act), step);
  const char *label = spec != NULL && spec->label != NULL ? tuntas_text_in (spec->label, language (self))
                                                          : tuntas_act_get_id (act);
  gint64 call_back;
  g_autofree char *clock = NULL;

  if (!tuntas_act_get_instant (act, "call_back", &call_back))
    return g_strdup (label);
  clock = tuntas_words_clock (tuntas_case_get_zone (self->state), call_back, at);
  return g_strdup_printf ("%s (%s)", label, clock);
}

/* Calls */

/* How bad it is to record the one where the other happened: what weighs the same for every gate is only wrong. */
static TuntasRowState
compare_outcomes (const CaseJudging *self, const char *recorded, const char *truth)
{
  const TuntasOutcomeSpec *first = tuntas_procedure_find_outcome (procedure (self), recorded);
  const TuntasOutcomeSpec *second = tuntas_procedure_find_outcome (procedure (self), truth);

  if (strcmp (recorded, truth) == 0)
    return TUNTAS_ROW_OK;
  if (first == NULL || second == NULL || first->counts != second->counts || first->connected != second->connected ||
      first->bad_number != second->bad_number)
    return TUNTAS_ROW_FATAL;
  return TUNTAS_ROW_WRONG;
}

static void
judge_attempt (CaseJudging *self, const TuntasAttempt *attempt, const char *clause)
{
  TuntasDebrief *debrief = self->judging->debrief;
  const TuntasTruth *truth = attempt->logged ? NULL : tuntas_truths_find (self->judging->input->truths, self->ticket,
                                                                         attempt);
  TuntasDebriefRow *row = tuntas_debrief_add_row (self->judging, truth != NULL ? TUNTAS_ROW_CALL : TUNTAS_ROW_LOGGED,
                                                  TUNTAS_ROW_OK, self->ticket, clause, attempt->dialled_at);

  row->recorded = attempt->outcome != NULL ? g_strdup (tuntas_text_in (attempt->outcome->label, language (self))) : NULL;
  if (attempt->outcome != NULL && attempt->outcome->connected)
    {
      self->reached = truth;
      self->contacted = NULL;
    }
  if (truth == NULL)
    return;
  row->happened = outcome_label (self, truth->outcome);
  row->should = g_strdup (row->happened);
  row->state = attempt->outcome != NULL
                   ? compare_outcomes (self, attempt->outcome->id, truth->outcome) : TUNTAS_ROW_WRONG;
  debrief->n_calls++;
  debrief->n_calls_right += row->state == TUNTAS_ROW_OK;
}

/* Conversations */

static TuntasAct *
what_was_said (const CaseJudging *self)
{
  if (self->contacted != NULL)
    return self->contacted->says;
  return self->reached != NULL && self->reached->call != NULL ? self->reached->call->says : NULL;
}

/* Who agreed to be called again is called again, whatever the reason that was recorded for it. */
static TuntasRowState
compare_answers (TuntasAct *recorded, TuntasAct *said)
{
  gboolean same = tuntas_act_is (recorded, tuntas_act_get_id (said));
  gint64 first, second;

  if (tuntas_act_get_instant (said, "call_back", &second) && tuntas_act_get_instant (recorded, "call_back", &first))
    return same && ABS (first - second) <= CALL_BACK_TOLERANCE ? TUNTAS_ROW_OK : TUNTAS_ROW_WRONG;
  if (!same)
    return TUNTAS_ROW_FATAL;
  if (g_strcmp0 (tuntas_act_get (said, "monitoring"), "true") == 0 &&
      g_strcmp0 (tuntas_act_get (recorded, "monitoring"), "true") != 0)
    return TUNTAS_ROW_WRONG;
  return TUNTAS_ROW_OK;
}

/* What the customer says is heard, so the last of their lines is it; a message is it itself. */
static char *
said_words (const CaseJudging *self)
{
  GPtrArray *lines;

  if (self->contacted != NULL)
    return g_strdup (tuntas_text_in (self->contacted->text, language (self)));
  lines = self->reached->call->lines;
  for (guint i = lines->len; i > 0; i--)
    {
      const TuntasScenarioLine *line = g_ptr_array_index (lines, i - 1);

      if (line->text != NULL)
        return g_strdup (tuntas_text_in (line->text, language (self)));
    }
  return NULL;
}

/* (nullable): the clause by which it must be told. */
static const char *
clause_of_telling (const TuntasActSpec *spec)
{
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (strcmp (gate->fact, "told") == 0)
        return gate->clause;
    }
  return NULL;
}

static void
judge_told (CaseJudging *self, TuntasEvent *event, const TuntasStep *step)
{
  TuntasDebriefRow *row;
  const TuntasText *beat;

  if (g_strcmp0 (tuntas_event_get (event, "told"), "true") != 0 || self->reached == NULL ||
      (self->reached->cues & (1u << TUNTAS_CUE_TELL)) != 0)
    return;
  beat = tuntas_procedure_find_text (procedure (self), "beat-tell");
  row = tuntas_debrief_add_row (self->judging, TUNTAS_ROW_TOLD, TUNTAS_ROW_FATAL, self->ticket,
                                clause_of_telling (find_spec (self, tuntas_event_get_id (event), step)),
                                tuntas_event_get_at (event));
  row->should = beat != NULL ? g_strdup (tuntas_text_in (beat, language (self))) : NULL;
}

static void
judge_answer (CaseJudging *self, TuntasEvent *event, const TuntasStep *step, const char *clause)
{
  TuntasAct *act = tuntas_event_get_act (event);
  TuntasAct *said = what_was_said (self);
  TuntasDebriefRow *row = tuntas_debrief_add_row (self->judging, TUNTAS_ROW_ANSWER, TUNTAS_ROW_OK, self->ticket, clause,
                                                  tuntas_event_get_at (event));

  row->recorded = act_words (self, act, step, tuntas_event_get_at (event));
  if (said == NULL)
    return;
  row->happened = said_words (self);
  row->should = act_words (self, said, step, tuntas_event_get_at (event));
  row->state = compare_answers (act, said);
  judge_told (self, event, step);
}

/* An outcome that is an agreement as well. */
static void
judge_promise (CaseJudging *self, TuntasEvent *event, const TuntasStep *step, const char *clause)
{
  TuntasAct *said = what_was_said (self);

  if (said != NULL && tuntas_event_get (event, "call_back") != NULL && tuntas_act_get (said, "call_back") != NULL)
    judge_answer (self, event, step, clause);
}

/* Whether it came until then. */
static gboolean
has_arrived (const CaseJudging *self, const TuntasScenarioMessage *message, gint64 until)
{
  GPtrArray *arrived = self->judging->input->messages;

  for (guint i = 0; arrived != NULL && i < arrived->len; i++)
    {
      const TuntasArrived *one = g_ptr_array_index (arrived, i);

      if (one->message == message)
        return one->at <= until;
    }
  return arrived == NULL;
}

/* (nullable): by which the customer made contact, after the contacts that were recorded before. */
static const TuntasScenarioMessage *
find_contact (const CaseJudging *self, gint64 until)
{
  GPtrArray *messages = tuntas_scenario_get_messages (self->judging->input->scenario);
  guint n = 0;

  for (guint i = 0; i < messages->len; i++)
    {
      const TuntasScenarioMessage *message = g_ptr_array_index (messages, i);

      if (message->says != NULL && strcmp (message->ticket, self->ticket) == 0 && has_arrived (self, message, until) &&
          n++ == self->n_contacts)
        return message;
    }
  return NULL;
}

static void
judge_contact (CaseJudging *self, TuntasEvent *event, const TuntasStep *step, const char *clause)
{
  TuntasDebriefRow *row = tuntas_debrief_add_row (self->judging, TUNTAS_ROW_CONTACT, TUNTAS_ROW_OK, self->ticket, clause,
                                                  tuntas_event_get_at (event));

  row->recorded = act_words (self, tuntas_event_get_act (event), step, tuntas_event_get_at (event));
  self->reached = NULL;
  self->contacted = find_contact (self, tuntas_event_get_at (event));
  if (self->contacted == NULL)
    {
      row->state = TUNTAS_ROW_FATAL;
      return;
    }
  self->n_contacts++;
  row->happened = g_strdup (tuntas_text_in (self->contacted->text, language (self)));
}

/* Acts */

static void
add_act (CaseJudging *self, TuntasEvent *event, const TuntasStep *step, const char *clause, TuntasRowKind kind)
{
  TuntasDebriefRow *row = tuntas_debrief_add_row (self->judging, kind, TUNTAS_ROW_OK, self->ticket, clause,
                                                  tuntas_event_get_at (event));

  row->recorded = act_words (self, tuntas_event_get_act (event), step, tuntas_event_get_at (event));
}

static const TuntasAttempt *
find_attempt (const CaseJudging *self, gint64 seq)
{
  GPtrArray *attempts = tuntas_case_get_attempts (self->state);

  for (guint i = 0; i < attempts->len; i++)
    if (((TuntasAttempt *) g_ptr_array_index (attempts, i))->seq == seq)
      return g_ptr_array_index (attempts, i);
  return NULL;
}

static void
judge_event (CaseJudging *self, TuntasEvent *event)
{
  gint64 seq = tuntas_event_get_seq (event);
  g_autoptr (TuntasCase) before = tuntas_case_after (self->state, seq - 1);
  const TuntasStep *step = before != NULL ? tuntas_case_get_step (before) : NULL;
  const TuntasActSpec *spec = step != NULL ? find_spec (self, tuntas_event_get_id (event), step) : NULL;
  const char *clause = tuntas_case_get_clause_of (self->state, seq);
  const TuntasAttempt *attempt = find_attempt (self, seq);

  if (spec == NULL || spec->by_program || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
    return;
  if (tuntas_case_is_taken_back (self->state, seq))
    add_act (self, event, step, step->clause, TUNTAS_ROW_TAKEN_BACK);
  else if (attempt != NULL)
    judge_attempt (self, attempt, clause);
  else if (tuntas_act_spec_does (spec, TUNTAS_OP_REACH))
    judge_contact (self, event, step, clause);
  else if (tuntas_procedure_is_conversation (procedure (self), step) && !tuntas_act_spec_does (spec, TUNTAS_OP_HOLD) &&
           !tuntas_act_spec_does (spec, TUNTAS_OP_ADD_NUMBER))
    judge_answer (self, event, step, clause);
  else if (tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE))
    judge_promise (self, event, step, clause);
  else
    add_act (self, event, step, clause, TUNTAS_ROW_ACT);
}

/* The verdict, what was refused, the end */

static gboolean
has_code (GPtrArray *deviations, const char *code)
{
  for (guint i = 0; i < deviations->len; i++)
    if (strcmp (((TuntasDeviation *) g_ptr_array_index (deviations, i))->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* What the right way leaves too is not the trainee's. */
static gboolean
is_right (const CaseJudging *self, const TuntasVerdictFinding *finding)
{
  return self->right != NULL && has_code (finding->departs ? tuntas_case_get_departures (self->right)
                                                           : tuntas_case_get_remarks (self->right), finding->code);
}

static void
judge_findings (CaseJudging *self)
{
  g_autoptr (TuntasVerdict) verdict = tuntas_verdict_new (self->state, language (self));

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const TuntasVerdictFinding *finding = g_ptr_array_index (verdict->findings, i);
      TuntasRowState bad = finding->departs ? TUNTAS_ROW_FATAL : TUNTAS_ROW_REMARK;
      TuntasDebriefRow *row;

      if (finding->edited)
        continue;
      row = tuntas_debrief_add_row (self->judging, TUNTAS_ROW_DEVIATION, is_right (self, finding) ? TUNTAS_ROW_OK : bad,
                                    self->ticket, finding->clause, finding->at);
      row->code = g_strdup (finding->code);
      row->happened = g_strdup (finding->happened);
      row->recorded = g_strdup (finding->reason);
      row->should = g_strdup (finding->should);
    }
}

/* A field left empty, a time that lies behind: slips, that no clause is broken by. */
static gboolean
is_slip (const char *code)
{
  static const char *const slips[] = { "required", "not-future", "not-past", "placeholder", "too-long", NULL };

  return g_strv_contains (slips, code);
}

static void
judge_trials (TuntasJudging *judging, const char *ticket)
{
  for (guint i = 0; i < judging->input->trials->len; i++)
    {
      const TuntasTrial *trial = g_ptr_array_index (judging->input->trials, i);
      TuntasDebriefRow *row;

      if (strcmp (trial->ticket, ticket) != 0)
        continue;
      row = tuntas_debrief_add_row (judging, TUNTAS_ROW_REFUSED,
                                    judging->input->exam && !is_slip (trial->code) ? TUNTAS_ROW_WRONG
                                                                                   : TUNTAS_ROW_REMARK,
                                    ticket, trial->clause, trial->at);
      row->code = g_strdup (trial->code);
      row->recorded = g_strdup (trial->label != NULL ? trial->label : trial->act);
      row->should = g_strdup (trial->reason);
    }
}

static char *
end_label (TuntasProcedure *rules, const char *id, const char *language)
{
  const TuntasEndSpec *end = id != NULL ? tuntas_procedure_find_end (rules, id) : NULL;

  return end != NULL ? g_strdup (tuntas_text_in (end->label, language)) : g_strdup (id);
}

static gboolean
is_right_end (const TuntasScenarioWay *way, TuntasCase *right, const char *end)
{
  if (right == NULL || end == NULL)
    return FALSE;
  return g_strcmp0 (tuntas_case_get_end (right), end) == 0 ||
         (way->also_right != NULL && g_strv_contains ((const char *const *) way->also_right, end));
}

static void
judge_end (TuntasJudging *judging, const char *ticket, TuntasCase *state, TuntasCase *right)
{
  TuntasProcedure *rules = tuntas_scenario_get_procedure (judging->input->scenario);
  const TuntasScenarioWay *way = tuntas_scenario_find_way (judging->input->scenario, ticket);
  const char *end = state != NULL ? tuntas_case_get_end (state) : NULL;
  GPtrArray *events = state != NULL ? tuntas_case_get_events (state) : NULL;
  gint64 at = end != NULL ? tuntas_event_get_at (g_ptr_array_index (events, events->len - 1)) : judging->input->ended_at;
  TuntasDebriefRow *row = tuntas_debrief_add_row (judging, TUNTAS_ROW_END,
                                                  is_right_end (way, right, end) ? TUNTAS_ROW_OK : TUNTAS_ROW_FATAL,
                                                  ticket, end != NULL ? tuntas_case_get_clause (state)
                                                          : right != NULL ? tuntas_case_get_clause (right) : NULL, at);

  row->recorded = end_label (rules, end, judging->input->language);
  row->should = right != NULL ? end_label (rules, tuntas_case_get_end (right), judging->input->language) : NULL;
}

void
tuntas_debrief_judge_case (TuntasJudging *judging, const char *ticket, TuntasCase *state, TuntasCase *right)
{
  CaseJudging self = { .judging = judging, .ticket = ticket, .state = state, .right = right };
  GPtrArray *events = state != NULL ? tuntas_case_get_events (state) : NULL;

  for (guint i = 1; events != NULL && i < events->len; i++)
    judge_event (&self, g_ptr_array_index (events, i));
  if (state != NULL)
    judge_findings (&self);
  judge_trials (judging, ticket);
  judge_end (judging, ticket, state, right);
}
