/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-words.h"

/* Shared by the texts, their places (-places) and what these tell of what was done (-history); nobody else includes
 * this. */

/* (transfer full): an instant on the customer's clock, as seen from now. */
char       *tuntas_words_dup_clock (const TuntasWordsContext *context, gint64 instant);
/* (transfer full) (nullable): the procedure's text of that name, as it stands there. */
char       *tuntas_words_dup_text  (const TuntasWordsContext *context, const char *name);
/* The label of the customer's zone. */
const char *tuntas_words_get_zone  (const TuntasWordsContext *context);

/* (transfer full) (nullable): what stands in that place: plain text, with telephone numbers masked where somebody typed
 * it; NULL where there is nothing, or no such place. */
char       *tuntas_words_fill_place (const char *place, const TuntasWordsContext *context);

/* (transfer full): the calls by which the customer was not reached, as many as the gates count: "09.13 RNA,
 * 09.18 sibuk", without outcome "09.13, 09.18". */
char       *tuntas_words_join_unreached (const TuntasWordsContext *context, gboolean with_outcome);
/* (transfer full): every call of the case, also those that do not count, by rounds:
 * "1: 09.02 RNA, 09.07 sibuk; 2: 10.25 RNA". */
char       *tuntas_words_join_calls     (const TuntasWordsContext *context);
/* (nullable): the call by which the customer was last reached; NULL where it was the customer who made contact, or
 * nobody was reached. */
const TuntasAttempt *tuntas_words_find_reaching (TuntasCase *state);
/* (transfer full) (nullable): the newest value of a field since the customer was last reached: what was said of an
 * earlier conversation does not belong to this one. */
char        *tuntas_words_dup_since_reached (TuntasCase *state, const char *field);
/* (nullable): the event by which the waiting of the pended ticket was over: the first deadline after the act that
 * pended it, or the customer's own contact before that. Later deadlines are those of agreed calls. */
TuntasEvent *tuntas_words_find_active       (TuntasCase *state);
