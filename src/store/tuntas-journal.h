/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-commit.h"
#include "tuntas-database.h"
#include "tuntas-store-contents.h"

/* journal.db: acts, outbox, drafts. Lives on the executor only; every function blocks, and what returns TRUE is on
 * the disk. All errors are TUNTAS_STORE_ERROR.
 *
 * After an error of the disk the connection is closed, opened again and checked; while that does not succeed, each
 * call tries again. What was being written then either is not there, and the call fails, or is there wholly, and the
 * call has succeeded after all. */

G_BEGIN_DECLS

typedef struct _TuntasJournal TuntasJournal;

/* (transfer full). Takes the directory's lock, makes and checks the file, and turns entries that an ended program
 * left begun or verifying to unknown. now: seconds UTC, for those. */
TuntasJournal *tuntas_journal_open      (const char *directory, const char *vfs, const char *machine_id, gint64 now,
                                         GError **error);
/* self (nullable) */
void           tuntas_journal_close     (TuntasJournal *self);
/* It is a newer program's: what is open is a copy of it, which every change is refused to (NEWER). */
gboolean       tuntas_journal_is_newer  (TuntasJournal *self);
/* The id of the machine that made the file. */
const char    *tuntas_journal_get_machine_id (TuntasJournal *self);

/* ids: gets the number of each new entry, in the order in which they were added. */
gboolean       tuntas_journal_commit    (TuntasJournal *self, const TuntasCommit *commit, GArray *ids, GError **error);
/* (element-type TuntasCommit): all of them in one transaction, or none. */
gboolean       tuntas_journal_commit_all (TuntasJournal *self, GPtrArray *commits, GError **error);
/* text, value (nullable): NULL removes. */
gboolean       tuntas_journal_put_draft (TuntasJournal *self, const char *ticket_id, const char *name, const char *text,
                                         GError **error);
gboolean       tuntas_journal_put_meta  (TuntasJournal *self, const char *name, const char *value, GError **error);
/* What is better done once the commit was answered: the log is carried over where it is long. */
void           tuntas_journal_tidy     (TuntasJournal *self);
/* A snapshot where it is time for one. now: seconds UTC. */
gboolean       tuntas_journal_take_snapshot (TuntasJournal *self, gint64 now, GError **error);
/* Takes cases out, all or none: their events, texts and what was said of customers; their heads stay, and tombstones.
 * Likewise the drafts of tickets of which no case is kept. UNSENT where something of one is not final, unless it was
 * handed over. */
gboolean       tuntas_journal_purge    (TuntasJournal *self, const char *const *case_ids, const char *const *ticket_ids,
                                        gint64 now, GError **error);
/* From now on it is that machine's. agent: who said so. */
gboolean       tuntas_journal_adopt    (TuntasJournal *self, const char *machine_id, const char *agent, gint64 now,
                                        GError **error);
/* The report of a recovery was seen. */
gboolean       tuntas_journal_confirm_report (TuntasJournal *self, gint64 now, GError **error);
/* Fills the journal's half of the contents. */
gboolean       tuntas_journal_load      (TuntasJournal *self, TuntasStoreContents *contents, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasJournal, tuntas_journal_close)

G_END_DECLS
