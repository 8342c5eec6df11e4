/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-solution.h"
#include "tuntas-verdict.h"

/* What a trainee did in a scenario, judged: by the verdict of the same code that judges live cases, by what truly
 * happened on each call, and by the scenario's right way. An immutable value; pure.
 *
 * Every row has three texts in the trainee's language, any of which may be missing: what happened, what was recorded,
 * what should have been. They are the procedure's and the scenario's own words; the sentences around them, by the row's
 * kind, are the screen's.
 *
 *   fatal    the case left the instruction, came to a wrong end, or says of a customer what is not so
 *   wrong    what a coordinator would correct: an outcome of the same weight, a refused try, a note that lacks something
 *   remark   the program's advice was left
 *
 * Passed is who has nothing fatal and TUNTAS_DEBRIEF_PASS of 100 points or more. What the right way itself departs by (a
 * customer without e-mail) is no fault of the trainee's. */

G_BEGIN_DECLS

#define TUNTAS_DEBRIEF_PASS 70

typedef enum
{
  TUNTAS_ROW_ACT,        /* recorded: the act; nothing to say against it */
  TUNTAS_ROW_TAKEN_BACK, /* recorded: an act that was undone */
  TUNTAS_ROW_CALL,       /* happened, recorded, should: outcomes */
  TUNTAS_ROW_LOGGED,     /* recorded: the outcome of a call made elsewhere, which nobody can check */
  TUNTAS_ROW_ANSWER,     /* happened: what was said; recorded, should: acts that end a conversation */
  TUNTAS_ROW_TOLD,       /* recorded: that cause and repair were told; the beat was not spoken */
  TUNTAS_ROW_CONTACT,    /* recorded: that the customer made contact; fatal: who has not, or not yet */
  TUNTAS_ROW_DEVIATION,  /* happened: a departure or remark; should: what the clause, or the decision, says */
  TUNTAS_ROW_REFUSED,    /* recorded: an act that was refused; should: why. A slip of typing is never more than a remark */
  TUNTAS_ROW_NOTE,       /* code: "rfo", "repair", "attempts", "permission": what the notes lack; should: the words */
  TUNTAS_ROW_END,        /* recorded: the end (missing: none); should: the right ones */
} TuntasRowKind;

typedef enum
{
  TUNTAS_ROW_OK,
  TUNTAS_ROW_REMARK,
  TUNTAS_ROW_WRONG,
  TUNTAS_ROW_FATAL,
} TuntasRowState;

typedef struct
{
  TuntasRowKind kind;
  TuntasRowState state;
  char *ticket;
  char *clause;   /* (nullable): a clause, or a silent place of a remark: "Q1" */
  gint64 at;      /* seconds UTC */
  char *code;     /* (nullable): of a deviation, a refusal, a note's lack */
  char *happened; /* (nullable) */
  char *recorded; /* (nullable) */
  char *should;   /* (nullable) */
} TuntasDebriefRow;

/* An act that was refused: the case stayed as it was, and the training has kept that it was tried. */
typedef struct
{
  char *ticket;
  gint64 at;      /* seconds UTC */
  char *act;
  char *label;    /* (nullable): of the act, in the trainee's language */
  char *clause;   /* (nullable): of the first refusal, as below */
  char *code;
  char *reason;   /* the gate's own words, else the step that was due */
} TuntasTrial;

/* (transfer full): what the rules refused just now; state as it stood. */
TuntasTrial *tuntas_trial_new  (TuntasCase *state, const char *act, const TuntasRefusal *refusal, gint64 at,
                                const char *language);
void         tuntas_trial_free (TuntasTrial *self);

/* Where the time went: how long a ticket stood in a step. */
typedef struct
{
  char *ticket;
  char *clause;    /* (nullable) */
  char *title;     /* of the step */
  gint64 seconds;  /* of the simulated clock */
} TuntasDebriefTime;

typedef struct
{
  char *ticket;
  TuntasVerdict *verdict; /* of tuntas_verdict_new () */
} TuntasDebriefCase;

/* What is judged; all of it is borrowed for the call. */
typedef struct
{
  TuntasScenario *scenario;
  GPtrArray *cases;     /* (element-type TuntasCase): the trainee's; a ticket that is missing was never touched */
  GPtrArray *truths;    /* (element-type TuntasTruth) */
  GPtrArray *messages;  /* (nullable) (element-type TuntasArrived): that came; NULL: all of the scenario's, in time */
  GPtrArray *trials;    /* (element-type TuntasTrial) */
  GPtrArray *notes;     /* (element-type TuntasNoteText): what reached Nossa, or was going to */
  gint64 ended_at;      /* seconds UTC of the simulated clock */
  gint64 real_seconds;  /* what it took */
  gboolean exam;        /* refused tries are wrong; while practising they are remarks */
  const char *language;
} TuntasDebriefInput;

typedef struct
{
  gboolean passed;
  int points;           /* 0 to 100 */
  guint n_fatal, n_wrong, n_remarks; /* rows */
  guint n_right;        /* rows of what was done rightly */
  guint n_calls, n_calls_right;               /* outcomes held against the truth */
  guint n_notes;        /* that reached Nossa, or were going to */
  gint64 simulated_seconds, real_seconds;
  GPtrArray *rows;      /* (element-type TuntasDebriefRow): ticket by ticket as in the scenario, each in order of time */
  GPtrArray *fatal;     /* (element-type TuntasDebriefRow): of these the fatal ones; borrowed */
  GPtrArray *cases;     /* (element-type TuntasDebriefCase) */
  GPtrArray *times;     /* (element-type TuntasDebriefTime) */
} TuntasDebrief;

/* (transfer full) */
TuntasDebrief *tuntas_debrief_new  (const TuntasDebriefInput *input);
void           tuntas_debrief_free (TuntasDebrief *self);

/* (transfer full): the clauses, each once, of the rows that are at least that bad; of OK those that something was done
 * rightly under, and nothing wrongly: what was taken back or cannot be checked is neither. */
GStrv          tuntas_debrief_list_clauses (TuntasDebrief *self, TuntasRowState state);

/* (transfer full) (nullable): plays the right way of a scenario's file and judges it: a scenario whose right way does not
 * pass, or departs, teaches something wrong. Findings as of tuntas_scenario_read (); it is NULL where there are any. */
TuntasScenario *tuntas_scenario_prove (GBytes *bytes, TuntasProcedure *procedure, GPtrArray **findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasTrial, tuntas_trial_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDebrief, tuntas_debrief_free)

G_END_DECLS
