/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-resume.h"

/* Shared by the offer and what it is made from (-notes, -check); nobody else includes this. */

/* A note in which something begins as our trailers do. */
typedef struct
{
  const TuntasResumeNote *note;
  TuntasTrailer *trailer; /* (nullable): it is none of ours, and the rest is not set */
  char *line;             /* the trailer as it stands there */
  gboolean pended;        /* it is of the pending */
  gboolean agreed;        /* it names an agreed time */
  gboolean waits;         /* the case goes on from it */
} TuntasResumeFound;

/* (transfer full) (element-type TuntasResumeFound): of notes (element-type TuntasResumeNote), which it borrows. Those
 * whose time is known first, the newest first; then the others. */
GPtrArray         *tuntas_resume_list_found  (TuntasProcedure *procedure, GPtrArray *notes, gint64 now);
/* (nullable): the one that counts. */
TuntasResumeFound *tuntas_resume_find_newest (GPtrArray *all);

/* Whether the newest one (nullable) of all can be believed, and the ticket's case goes on from it. */
gboolean           tuntas_resume_believe     (const TuntasResumeFound *newest, GPtrArray *all, TuntasCase *state,
                                              TuntasTicket *ticket, gint64 now, GError **error);
