/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-import.h"
#include "tuntas-list.h"

/* How a list and the desk are compared: pure, for a thread of its own. */

G_BEGIN_DECLS

/* The desk as it was when the comparison began. */
typedef struct
{
  GHashTable *tickets; /* ticket's number → TuntasTicket */
  GStrv statuses;      /* those of tickets that are the closing desk's */
  char *agent;         /* the owner that the agent is */
  gboolean practice;   /* numbers of the training are this desk's, and no others */
} TuntasImportDesk;

void          tuntas_import_desk_free (TuntasImportDesk *desk);

/* (transfer full): mapping (nullable): with which the list was read. */
TuntasImport *tuntas_import_compare   (const TuntasList *list, const TuntasImportDesk *desk, GHashTable *mapping);

/* (transfer full): the ticket with what the row says: the row's fields where it has a word for them, all others as they
 * were. phones_found: the row's numbers were in its complaint, and count only where there are none. */
TuntasTicket *tuntas_import_merge     (TuntasTicket *base, TuntasTicket *row, gboolean phones_found);

/* Whether the row's status is from before the ticket's, so that nothing of it is news. */
gboolean      tuntas_import_is_older  (TuntasTicket *base, TuntasTicket *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasImportDesk, tuntas_import_desk_free)

G_END_DECLS
