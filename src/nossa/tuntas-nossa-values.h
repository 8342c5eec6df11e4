/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-ticket.h"

/* What the client gives: plain values, owned by whoever got them. Instants are "YYYY-MM-DDThh:mm:ssZ" in text and
 * seconds since 1970 UTC in numbers. */

G_BEGIN_DECLS

/* A row that was refused. */
typedef struct
{
  char *path;   /* "page 2, member[7].reportdate" */
  char *reason; /* English, technical */
  char *id;     /* (nullable): the ticket's number, where it could be read */
} TuntasNossaProblem;

typedef struct
{
  GPtrArray *tickets;       /* of TuntasTicket, in the server's order, each once */
  GPtrArray *problems;      /* of TuntasNossaProblem */
  gboolean   complete;      /* what is in neither of them is surely not on the agent's list; never TRUE for a pull of
                               changes, nor where a page was short, the count differs or was not said, or a
                               refused row has no id */
  gint64     server_offset; /* seconds to add to our clock to have the server's; G_MININT64: the server did not say */
} TuntasNossaList;

/* A work-log entry. Everything but the id may be absent (NULL). */
typedef struct
{
  char *id;
  char *type; /* the internal value: WORK, CLIENTNOTE, … */
  char *name; /* the type as the site calls it; the same where it is no synonym */
  char *text; /* plain: the long text, or the line where there is none */
  char *by;
  char *at;
} TuntasNossaNote;

/* The verdict on a write that was applied, with what the server said of the record afterwards; what it did not say is
 * NULL. Any other verdict is an error, see tuntas-nossa-error.h. */
typedef struct
{
  char    *id;
  char    *href;
  char    *status;
  char    *status_at;
  char    *rowstamp;
  gboolean read_back; /* the state was asked for afterwards, because the answer itself did not show it */
} TuntasNossaReceipt;

void tuntas_nossa_problem_free (TuntasNossaProblem *self);
void tuntas_nossa_list_free    (TuntasNossaList *self);
void tuntas_nossa_note_free    (TuntasNossaNote *self);
void tuntas_nossa_receipt_free (TuntasNossaReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaProblem, tuntas_nossa_problem_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaList, tuntas_nossa_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaNote, tuntas_nossa_note_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaReceipt, tuntas_nossa_receipt_free)

G_END_DECLS
