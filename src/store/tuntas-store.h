/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-commit.h"
#include "tuntas-executor.h"
#include "tuntas-store-contents.h"
#include "tuntas-store-error.h"

/* TuntasStore: what outlives the program. One directory of one Nossa account, with
 *
 *   journal.db    events, outbox, drafts: what was called saved is on the disk, whatever happens next
 *   cache.db      Nossa's rows as last seen: can be fetched again
 *   journal.lock  held as long as the store is open
 *   snapshot-…    the journal as it was: the last three
 *   damaged-…     what was set aside when it turned out to be damaged; removed only by tuntas_store_end_of_life_async ()
 *
 * The directory gets mode 0700, the files 0600. All work on the disk is done by the executor, in the order of the
 * calls; nothing here blocks the caller with a thread executor. Answers come in the caller's thread-default main
 * context, in the same order, never before the call has returned.
 *
 * Cancelling: a cancellable that is already cancelled stops a call before it is handed to the executor
 * (G_IO_ERROR_CANCELLED). What was handed over is carried out, and what is answered is what happened: an act that
 * reached the disk is never reported as cancelled.
 *
 * Errors are TUNTAS_STORE_ERROR. After FULL, IO, READ_ONLY and DAMAGED nothing of the call was kept; the file was
 * closed and opened again, or will be at the next call, so that calls succeed when the disk does. One case is left
 * where the disk failed and could not be read again at once: nobody can then say whether the commit is there. It is
 * reported as failed; if it is there after all, the next commit of that case answers CONFLICT: load again. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_STORE (tuntas_store_get_type ())
G_DECLARE_FINAL_TYPE (TuntasStore, tuntas_store, TUNTAS, STORE, GObject)

/* Makes the directory where it is missing, takes its lock, checks the whole journal (SQLite's own check, the chains,
 * the heads, the sums) and brings it to this program's version. Entries that an ended program left begun or verifying
 * become unknown, in one transaction.
 *
 * machine_id: of this machine; kept in a journal that is made now (see tuntas_store_is_cloned ()).
 * now: seconds UTC, for entries that become unknown.
 * vfs (nullable): SQLite's VFS to use, by its name; NULL for the system's.
 *
 * A journal that is damaged, or missing though one was made here, is recovered (tuntas-recovery.h): from the newest
 * snapshot and from what can still be read of it; the contents then have a report. A newer program's is left as it is,
 * and a copy of it opened to be looked at (tuntas_store_is_newer ()).
 *
 * Errors: LOCKED, where another process works in the directory (at once, without waiting); NEWER, where not even that
 * can be read; DAMAGED, where nothing could be done; READ_ONLY, FULL, IO. A cache that cannot be opened is no error
 * here: it is rebuilt, or tuntas_store_load_finish () tells. */
void         tuntas_store_open_async  (const char *directory, const char *machine_id, gint64 now, const char *vfs,
                                       TuntasExecutor *executor, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
TuntasStore *tuntas_store_open_finish (GAsyncResult *result, GError **error);

/* The journal was made on another machine: the profile was copied, and the other one may be sending too. */
gboolean     tuntas_store_is_cloned     (TuntasStore *self);
/* The journal is a newer program's: everything that would change it answers NEWER. */
gboolean     tuntas_store_is_newer      (TuntasStore *self);
const char  *tuntas_store_get_directory (TuntasStore *self);

/* Writes the logs back, closes the files and lets the lock go, after all calls made before; calls made afterwards
 * answer CLOSED. A store that is let go without this is closed too, but nobody hears when. */
void         tuntas_store_close_async  (TuntasStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean     tuntas_store_close_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* Everything there is, the journal checked once more. Can be called again at any time. A cache that cannot be read
 * is no error: contents->cache_error. */
void                 tuntas_store_load_async  (TuntasStore *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
TuntasStoreContents *tuntas_store_load_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* All of the commit in one transaction, or nothing. Answered only after the disk has confirmed it. New entries have
 * got their id by the time the answer is fetched with _finish ().
 * Errors: CONFLICT, where a number, an expected state, a key or a reference is not as the commit thinks (load again);
 * TRANSITION, where the outbox has no such edge; FULL, IO, READ_ONLY, DAMAGED: not saved, say so. */
void         tuntas_store_commit_async  (TuntasStore *self, TuntasCommit *commit, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_commit_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* The same of several commits, one a case, without new entries of their own (tuntas_commit_add_entry ()): all of them in
 * one transaction, or none. commits (element-type TuntasCommit). */
void         tuntas_store_commit_all_async  (TuntasStore *self, GPtrArray *commits, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_commit_all_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* What somebody has typed and not yet sent off, by ticket and name of the field; as durable as a commit.
 * text (nullable): NULL removes it; so does tuntas_commit_remove_draft (). */
void         tuntas_store_put_draft_async  (TuntasStore *self, const char *ticket_id, const char *name,
                                            const char *text, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_put_draft_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* Small facts of the journal ("prepared_at"); as durable as a commit. value (nullable): NULL removes. */
void         tuntas_store_put_meta_async  (TuntasStore *self, const char *name, const char *value,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean     tuntas_store_put_meta_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* The journal as a whole */

/* A snapshot, where the last is older than some hours and something is new. now: seconds UTC. */
void         tuntas_store_snapshot_async  (TuntasStore *self, gint64 now, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_snapshot_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* Removes cases with everything that was said in them, also from the snapshots, all or none: their events, their tickets'
 * drafts (as long as no other case of the ticket is kept), the words of their outbox. Their heads stay, so that the rest
 * still proves itself. ticket_ids: tickets whose drafts go likewise, also where there never was a case. What was set
 * aside as damaged before that instant (seconds UTC) is removed as well. Both lists end with NULL and may be empty. What is
 * removed is overwritten in the files that stay; in those that go it is as safe as the disk is.
 * Errors: UNSENT, where something of a case is not final, unless that was handed over; CONFLICT, where there is no such
 * case. */
void         tuntas_store_end_of_life_async  (TuntasStore *self, const char *const *case_ids,
                                              const char *const *ticket_ids, gint64 damaged_before, gint64 now,
                                              GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean     tuntas_store_end_of_life_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* A copied journal is this machine's from now on: tuntas_store_is_cloned () no more. agent: who says so; kept in the
 * journal's meta, with the time and both machines. */
void         tuntas_store_adopt_async  (TuntasStore *self, const char *machine_id, const char *agent, gint64 now,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_adopt_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* The agent has seen what became of a damaged journal: contents loaded from now on have no report. */
void         tuntas_store_confirm_report_async  (TuntasStore *self, gint64 now, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_confirm_report_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* The cache. */

/* Adds or replaces rows, in one transaction. tickets (element-type TuntasTicket): not changed while this runs.
 * complete: this is the whole list; rows that are not in it are marked gone, not removed (a cut list must not
 * delete). changed_since (nullable): the watermark of the pull, kept as the cache's meta "changed_since" with them. */
void         tuntas_store_put_tickets_async  (TuntasStore *self, GPtrArray *tickets, gboolean complete,
                                              const char *changed_since, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): the ids of all rows that are marked gone now; perhaps empty. NULL at an error. */
GStrv        tuntas_store_put_tickets_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* With their work logs. Ids that are not there do no harm. */
void         tuntas_store_remove_tickets_async  (TuntasStore *self, const char *const *ids,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean     tuntas_store_remove_tickets_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* Replaces a ticket's work log. entries: NULL-terminated texts, one per entry, whose form is the caller's (JSON). */
void         tuntas_store_put_work_log_async  (TuntasStore *self, const char *ticket_id,
                                               const char *const *entries, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean     tuntas_store_put_work_log_finish (TuntasStore *self, GAsyncResult *result, GError **error);

void         tuntas_store_load_work_log_async  (TuntasStore *self, const char *ticket_id,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
/* (transfer full): in the order in which they were put; perhaps empty. NULL at an error. */
GStrv        tuntas_store_load_work_log_finish (TuntasStore *self, GAsyncResult *result, GError **error);

/* Small facts about the cache (the server's clock offset). value (nullable): NULL removes. */
void         tuntas_store_put_cache_meta_async  (TuntasStore *self, const char *name, const char *value,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean     tuntas_store_put_cache_meta_finish (TuntasStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
