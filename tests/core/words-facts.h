/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-words.h"

/* What happened in a case of W-03, read from its events by the instruction alone: none of the code that fills texts, and
 * none of what folds cases, is used. Times are seconds UTC. */

G_BEGIN_DECLS

typedef struct
{
  gint64 dialled_at;
  char *phone;
  char *outcome; /* (nullable): none yet */
  int round;
} WordsCall;

typedef struct
{
  int hours;           /* of the customer's zone, east of Greenwich */
  GPtrArray *calls;    /* (element-type WordsCall) */
  GPtrArray *in_vain;  /* (element-type WordsCall) (not owned): those since the round began, or the customer was reached */
  WordsCall *reached;  /* (nullable): the call by which the customer was last reached … */
  const char *channel; /* (nullable): … or how the customer made contact */
  const char *who;     /* (nullable): that conversation's */
  int round;
  gboolean pended;
  gint64 until;        /* of the pending; -1: none */
  gint64 active_at;    /* -1: not yet */
  gint64 checked_at;
  const char *app, *result, *rfo, *repair;
  const char *rfo_customer, *repair_customer; /* (nullable): the same in plain words, for the e-mail */
  TuntasEvent *last;   /* the last act */
} WordsFacts;

/* events (element-type TuntasEvent): kept by the caller as long as the facts. hours: of the zone. */
void words_facts_read  (WordsFacts *self, GPtrArray *events, int hours);
void words_facts_clear (WordsFacts *self);

/* (transfer full): "09.13", "23-11 10.20" on another day than now. */
char *words_facts_clock (const WordsFacts *self, gint64 instant, gint64 now);
/* (transfer full): "09.13 RNA, 09.20 sibuk"; "-" for none. */
char *words_facts_list  (const WordsFacts *self, GPtrArray *calls, int round, gboolean with_outcome, const char *language,
                         gint64 now);

G_END_DECLS
