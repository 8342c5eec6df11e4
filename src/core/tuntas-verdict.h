/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* Whether a case followed the instruction (glossary: kesesuaian), computed from its events alone. An immutable value;
 * its texts come from the case's procedure, in its languages: each finding's from the one of its time. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_VERDICT_OPEN,     /* not ended, and so far nothing to say */
  TUNTAS_VERDICT_CONFORMS,
  TUNTAS_VERDICT_REMARKS,  /* conforms; the program's advice was left at times */
  TUNTAS_VERDICT_DEPARTS,  /* left the instruction, also where the case has not ended yet */
} TuntasVerdictKind;

/* One departure or remark, or an act whose text the agent edited before it was sent, which changes no verdict. */
typedef struct
{
  gboolean departs;   /* a departure; else a remark */
  gboolean edited;    /* neither of them: the words were the agent's; code is "edited" */
  gint64 seq;         /* of the event */
  gint64 at;          /* seconds UTC */
  char *agent;        /* a Nossa person id; may be "" */
  char *code;
  char *clause;       /* (nullable): of a remark the silent place: "Q1" */
  char *happened;     /* what happened */
  char *should;       /* (nullable): what the clause, or the decision on the silent place, says */
  char *reason;       /* (nullable): the agent's or the coordinator's */
} TuntasVerdictFinding;

/* How often a place where the instruction is silent was used in this case. */
typedef struct
{
  char *place; /* "Q2" */
  char *text;  /* (nullable): what the place is */
  guint times;
} TuntasSilentCount;

typedef struct
{
  TuntasVerdictKind kind;
  char *headline;
  GPtrArray *findings; /* (element-type TuntasVerdictFinding): departures, remarks, edited texts; each in the order of events */
  GPtrArray *silent;   /* (element-type TuntasSilentCount), in the order of the procedure; of a case that was moved, of the first one */
} TuntasVerdict;

/* (transfer full): language as in tuntas_text_in (). */
TuntasVerdict *tuntas_verdict_new  (TuntasCase *state, const char *language);
void           tuntas_verdict_free (TuntasVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasVerdict, tuntas_verdict_free)

G_END_DECLS
