/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "words-facts.h"

G_BEGIN_DECLS

/* What the sentences of a text are held against. */
typedef struct
{
  const WordsFacts *facts;
  const TuntasWordsEmail *email; /* (nullable): what became of the e-mail */
  const TuntasTicket *ticket;
  const char *agent;
  const char *destination;
  const char *created;   /* the new ticket's number */
  const char *language;
  gint64 now;            /* of the act whose text it is */
} WordsTruth;

/* Goes through the text sentence by sentence. How many there are; *wrong (transfer full) is the first that is not true,
 * or that nobody knows, with the reason, NULL where all are true. */
guint words_sentences_check (const char *text, const WordsTruth *truth, char **wrong);

G_END_DECLS
