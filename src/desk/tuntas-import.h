/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "tuntas-ticket.h"

/* What taking a list onto the desk would change, before anything changes. A reference-counted value that is only read.
 *
 * An empty cell says nothing: only what a list has a word for is changed. A ticket that is on the desk and not in the list
 * stays as it is; one that the list says is further than its ticket on the desk is compared with it, one of which the list
 * is older is left alone. */

G_BEGIN_DECLS

typedef struct
{
  TuntasTicketField field;
  char *from; /* (nullable) */
  char *to;
} TuntasImportChange;

/* One ticket of the list. */
typedef struct
{
  guint row;             /* where the list has it, from 1; 0 in a text of numbers */
  TuntasTicket *ticket;  /* as it will be on the desk */
  GPtrArray *changes;    /* (element-type TuntasImportChange): empty where it is new, or the same */
  gboolean leaves;       /* it is no longer the agent's to close: its status says so, or its owner */
  /* The rest is for the desk. */
  TuntasTicket *row_ticket; /* what the row says, and nothing else */
  TuntasTicket *base;    /* (nullable): as it is on the desk */
  char *work_log;        /* (nullable) */
  gboolean phones_found; /* in the complaint */
} TuntasImportTicket;

/* What was not understood. */
typedef struct
{
  guint row;
  char *column;     /* (nullable): its header */
  const char *code; /* "no-number", "number", "remedy", "twice", "date", "duration", "shortened", "training": the number is the
                     * training's, or in training one of work */
  char *text;       /* what stands there */
} TuntasImportProblem;

/* A column, and what it was taken for. */
typedef struct
{
  char *header;
  char *key;         /* by which a correction names it */
  const char *field; /* (nullable): one of tuntas_import_list_fields (); NULL: kept as text */
  char *example;     /* (nullable): the first text below the header */
} TuntasImportColumn;

typedef struct
{
  gboolean numbers_only; /* nothing but tickets' numbers was understood */
  GPtrArray *added;      /* (element-type TuntasImportTicket): not on the desk yet */
  GPtrArray *changed;    /* likewise: on the desk, and something will be another */
  GPtrArray *same;       /* likewise: on the desk, as the list has it or newer */
  GPtrArray *missing;    /* (element-type TuntasTicket): on the desk, not in the list; they stay */
  GPtrArray *others;     /* likewise: none for this agent: of another status, or somebody else's */
  GPtrArray *problems;   /* (element-type TuntasImportProblem): the first 1000 … */
  guint n_problems;      /* … of so many */
  const char *dates;     /* (nullable): "day-first", "month-first": so its dates were read, where none of them tells day and
                          * month apart */
  GPtrArray *columns;    /* (element-type TuntasImportColumn): empty in a text of numbers */
  guint n_proofs;        /* sendings that the agent copied into Nossa, or still has to, and that the list shows there */
  GHashTable *mapping;   /* keys of columns → fields ("": none), as somebody corrected them */
  gboolean corrected;    /* … and some of it is not remembered yet: it is when the list is taken, whatever it changes */
} TuntasImport;

#define TUNTAS_TYPE_IMPORT (tuntas_import_get_type ())
GType         tuntas_import_get_type (void);
TuntasImport *tuntas_import_ref      (TuntasImport *self);
void          tuntas_import_unref    (TuntasImport *self);

/* Whether taking it changes anything on the desk, or what is remembered of columns. */
gboolean      tuntas_import_has_changes (const TuntasImport *self);

/* (transfer none): names of the fields that a column can be, NULL at the end; those of TuntasTicket, and a few more:
 * "work_log", "resolved_at", "pending_reason", "ttr_pending". */
const char *const *tuntas_import_list_fields (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasImport, tuntas_import_unref)

G_END_DECLS
