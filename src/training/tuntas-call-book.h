/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-scenario.h"

/* Which call is played next, and what the calls truly came to. Pure: the same calls in the same order always give the
 * same. Each call of a customer happens once, the first that fits the number; when all are used up, the last that fits
 * happens again. A number that no call is written for is not answered. */

G_BEGIN_DECLS

/* What truly happened on one attempt; to be held against what the trainee recorded of it. */
typedef struct
{
  char *ticket;
  char *phone;
  gint64 seq;                     /* of the attempt: the event of the ticket's case that dialled */
  const TuntasScenarioCall *call; /* (nullable): of the scenario; NULL: nobody answers there */
  const char *outcome;            /* what is right to record: the call's; where nobody answers, the one of ringing out */
  guint cues;                     /* 1 << TuntasCue of what the other side has been told */
} TuntasTruth;

typedef struct _TuntasCallBook TuntasCallBook;

/* (transfer full): takes a reference on the scenario. */
TuntasCallBook    *tuntas_call_book_new        (TuntasScenario *scenario);
void               tuntas_call_book_free       (TuntasCallBook *self);

/* (transfer none): a new attempt; valid as long as the book. same (nullable): of another ticket, whose call still goes
 * on: it is that call (Q15), and nothing is used up. */
TuntasTruth       *tuntas_call_book_dial       (TuntasCallBook *self, const char *ticket,
                                                const TuntasAttempt *attempt, const TuntasTruth *same);
/* (nullable): of the last attempt about that ticket. */
TuntasTruth       *tuntas_call_book_find_last  (TuntasCallBook *self, const char *ticket);
/* (element-type TuntasTruth), in the order of the calls. */
GPtrArray         *tuntas_call_book_get_truths (TuntasCallBook *self);

/* (nullable): of that attempt. */
const TuntasTruth *tuntas_truths_find          (GPtrArray *truths, const char *ticket, const TuntasAttempt *attempt);

/* Whether that case is on the telephone: its call has no outcome yet, or the conversation that followed is not over. */
gboolean           tuntas_call_goes_on         (TuntasCase *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCallBook, tuntas_call_book_free)

G_END_DECLS
