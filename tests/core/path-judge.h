/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "path-monitor.h"
#include "tuntas-case.h"

/* What must hold on every path, asked of what the engine let pass and of how its case then stands, with a
 * PathMonitor as the witness of what went before. */

G_BEGIN_DECLS

typedef enum
{
  PATH_CLAUSES,     /* no close with a clause unmet, no pending before its calls */
  PATH_FOURTH_CALL, /* 1.2.8: no fourth follow-up call, the promised ones aside */
  PATH_DATIN_TOLD,  /* no datin ticket is closed unreached without having been pended and informed */
  PATH_REACHED,     /* whoever was reached is not closed as unreached without new calls after it */
  PATH_PROMISE,     /* an agreed call can always be made */
  PATH_HOME_PENDED, /* 1.2.6: pots and indihome are never pended */
  PATH_DEADLINE,    /* a waiting case has one deadline, the right one; no other has any */
  PATH_DEPARTURES,  /* what leaves the instruction is recorded, and nothing else */
  PATH_EFFECTS,     /* a close, and nothing else, closes in Nossa, its note before it; and so for the pending */
  PATH_AGREES,      /* step, round and counters are what the path says */
  PATH_WAY_BACK,    /* every act can be taken back while nothing of it was sent */
  PATH_SENT,        /* and not any more afterwards */
  PATH_REFUSAL,     /* an act that is refused, or time without a deadline, changes nothing */
  PATH_FIELDS,      /* no act passes without its fields, nor to a wrong number */
  PATH_OFFERS,      /* an action is enabled when some fields make it pass, and only then */
  PATH_ENDS,        /* from everywhere an end can be reached */
  PATH_ABSTRACTION, /* what the model takes for one state is told apart by no gate */
  PATH_N_PROPERTIES,
} PathProperty;

const char *path_property_name (PathProperty property);

/* Something does not hold; what says what. */
typedef void (*PathReportFunc) (PathProperty property, const char *what, gpointer user_data);

/* An act was accepted: before is the path up to it, time's rule applied. */
void path_judge_act  (const PathMonitor *before, const TuntasAct *act, gint64 at, const TuntasApplied *applied,
                      PathReportFunc report, gpointer user_data);
/* How a case stands, after time's rule was applied. */
void path_judge_case (const PathMonitor *path, TuntasCase *state, gint64 now, PathReportFunc report,
                      gpointer user_data);

G_END_DECLS
