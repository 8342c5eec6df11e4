/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-outbox.h"
#include "tuntas-procedure.h"

/* What is to be saved in one go, about one case: either all of it or nothing. Filled by its maker, handed to
 * tuntas_store_commit_async (), and not touched again. */

G_BEGIN_DECLS

typedef struct _TuntasCommit TuntasCommit;

#define TUNTAS_TYPE_COMMIT (tuntas_commit_get_type ())
GType         tuntas_commit_get_type     (void);

/* (transfer full). case_id: the ticket's id, or "IN190000001/2" for a second case of the same ticket. */
TuntasCommit *tuntas_commit_new          (const char *case_id, const char *ticket_id);
TuntasCommit *tuntas_commit_ref          (TuntasCommit *self);
void          tuntas_commit_unref        (TuntasCommit *self);

/* What an event of this commit opens the case with, or moves it to; one that the journal has does no harm. */
void          tuntas_commit_add_procedure (TuntasCommit *self, TuntasProcedure *procedure);
/* The case's next event: its seq must follow the last one stored or added (CONFLICT at the commit otherwise). */
void          tuntas_commit_add_event    (TuntasCommit *self, TuntasEvent *event);
/* A new entry, of an event that is stored or in this commit. Its state must be draft or pending (TRANSITION: no other
 * beginning); case_id and ticket_id are set here, id when the commit has finished. The commit keeps a
 * reference: hand each entry to one commit only (again after a failure). */
void          tuntas_commit_add_entry    (TuntasCommit *self, TuntasOutboxEntry *entry);
/* An entry that another journal had, in whatever state it was there: added, or put in the place of the one with the same
 * key where the case comes back. None of it is under way: begun and verifying are not taken (TRANSITION). */
void          tuntas_commit_carry_entry  (TuntasCommit *self, TuntasOutboxEntry *entry);
/* changed: a copy of a stored entry with new values in its second half. The edge from expected to its state must be
 * in the table (TRANSITION otherwise), and the stored state must be expected (CONFLICT otherwise). */
void          tuntas_commit_change_entry (TuntasCommit *self, TuntasOutboxEntry *changed, TuntasOutboxState expected);
/* A draft that this commit makes superfluous; one that is not there does no harm. */
void          tuntas_commit_remove_draft (TuntasCommit *self, const char *ticket_id, const char *name);

const char   *tuntas_commit_get_case_id  (const TuntasCommit *self);
const char   *tuntas_commit_get_ticket_id (const TuntasCommit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCommit, tuntas_commit_unref)

G_END_DECLS
