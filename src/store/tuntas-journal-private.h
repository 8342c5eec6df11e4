/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-journal.h"

G_BEGIN_DECLS

#define TUNTAS_JOURNAL_FILE "journal.db"

struct _TuntasJournal
{
  char *directory;
  char *vfs;              /* (nullable) */
  char *machine_id;       /* of the machine that made the file */
  gboolean newer;         /* a newer program's: what is opened is a copy, only to be looked at */
  TuntasDatabasePlan plan;
  gint64 opened_at;       /* seconds UTC */
  TuntasStoreContents *walked; /* (owned) (nullable): what the proof at the start has passed, until the first load or
                                * the first change: so a start walks once */
  int lock;               /* the descriptor of journal.lock, locked as long as it is open; -1 */
  TuntasDatabase *database; /* (owned) (nullable): NULL after an error of the disk, until it could be opened again */
};

/* A journal's file and what it is made by; file: its name. */
TuntasDatabasePlan tuntas_journal_plan (const char *file);

/* Opening (-open): the file that is there, or a new one; then the chain is proved. contents (nullable): as of
 * tuntas_journal_walk (). */
gboolean tuntas_journal_open_database (TuntasJournal *self, TuntasStoreContents *contents, GError **error);
/* The first transaction of a file: whose it is. What has a row already stays. */
gboolean tuntas_journal_sign (TuntasDatabase *database, const char *machine_id, GError **error);
/* (transfer full) (nullable): the first column of the first row; DAMAGED where there is none. */
char    *tuntas_journal_dup_text (TuntasDatabase *database, const char *sql, GError **error);
/* Begins a transaction, and leaves a mark in it by which it is recognized when its end is in doubt. */
gboolean tuntas_journal_begin (TuntasDatabase *database, const char *mark, GError **error);

/* Every change to the journal comes through here: func works within a transaction. What failed of the disk is settled:
 * closed, opened again, and looked at. */
typedef gboolean (*TuntasJournalFunc) (TuntasJournal *self, gpointer data, GError **error);
gboolean tuntas_journal_transact (TuntasJournal *self, TuntasJournalFunc func, gpointer data, GError **error);
/* FALSE where it was closed after an error of the disk and cannot be opened again. */
gboolean tuntas_journal_ensure_open (TuntasJournal *self, GError **error);
/* And where it is a newer program's (NEWER). */
gboolean tuntas_journal_ensure_writable (TuntasJournal *self, GError **error);

/* One row of table outbox as ENTRY_COLUMNS list them. Checks its sum (DAMAGED). */
#define TUNTAS_JOURNAL_ENTRY_COLUMNS                                                                       \
  "outbox.id, cases.name, cases.ticket, event_seq, position, kind, payload, key, reference, state, "       \
  "attempt, not_before, begun_at, body_hash, evidence, error_code, error_text, changed_at, sum"
#define TUNTAS_JOURNAL_ENTRY_SUM 18
/* To be gone on with, as with a WHERE. */
#define TUNTAS_JOURNAL_SELECT_ENTRIES \
  "SELECT " TUNTAS_JOURNAL_ENTRY_COLUMNS "  FROM outbox JOIN cases ON cases.id = case_key"

/* (transfer full) */
TuntasOutboxEntry *tuntas_journal_read_entry (TuntasRows *rows, GError **error);
/* The same where the row does not know whose it is. */
TuntasOutboxEntry *tuntas_journal_read_entry_of (TuntasRows *rows, const char *case_id, const char *ticket_id,
                                                 GError **error);
/* (transfer full) (element-type TuntasOutboxEntry) (nullable): as SELECT_ENTRIES gives them; rows (nullable): where the
 * query failed. */
GPtrArray *tuntas_journal_read_entries (TuntasDatabase *database, TuntasRows *rows, GError **error);
/* Likewise: those of a case. */
GPtrArray *tuntas_journal_list_entries (TuntasDatabase *database, gint64 case_key, GError **error);

/* The whole file: chains, heads, sums. contents (nullable): gets the cases and the outbox on the way. */
gboolean tuntas_journal_walk  (TuntasDatabase *database, TuntasStoreContents *contents, GError **error);

/* Within a transaction of the caller's. */
gboolean tuntas_journal_write (TuntasDatabase *database, const TuntasCommit *commit, GArray *ids, GError **error);

/* Where a case stands while it is written to: what its next head will say. */
typedef struct
{
  gint64 key;
  gint64 count;      /* events */
  TuntasHash last;   /* the last event's, or the case's own */
  TuntasHash outbox; /* the total over all cases */
} TuntasPosition;

/* Of the outbox, as the last head has it, or as the entries make it where that head is an older program's. total begins
 * as zeroes. */
gboolean tuntas_journal_read_total    (TuntasDatabase *database, TuntasHash *total, GError **error);
/* The pieces of a commit, likewise within a transaction; position begins as zeroes. A new case begins here. */
gboolean tuntas_journal_find_position (TuntasDatabase *database, const TuntasCommit *commit, TuntasPosition *position,
                                       GError **error);
/* prev_hash: the event's before it, or the case's own. */
gboolean tuntas_journal_insert_event (TuntasDatabase *database, gint64 key, gint64 seq, const char *body,
                                      const TuntasHash *prev_hash, const TuntasHash *hash, GError **error);
/* One that is there already stays. */
gboolean tuntas_journal_insert_procedure (TuntasDatabase *database, const char *sha256, GBytes *bytes,
                                          const char *overrides, GError **error);
/* Without its sum, which follows from the number that the row gets. */
gboolean tuntas_journal_insert_entry (TuntasDatabase *database, const TuntasOutboxEntry *entry, gint64 key,
                                      GError **error);
gboolean tuntas_journal_write_sum    (TuntasDatabase *database, const TuntasOutboxEntry *entry,
                                      TuntasPosition *position, GError **error);
/* stored: as it is; entry: as it shall be. */
gboolean tuntas_journal_update_entry (TuntasDatabase *database, const TuntasOutboxEntry *stored,
                                      const TuntasOutboxEntry *entry, TuntasPosition *position, GError **error);
gboolean tuntas_journal_write_head   (TuntasDatabase *database, const TuntasPosition *position, GError **error);
/* Instead of what stands there by that name. */
gboolean tuntas_journal_write_draft  (TuntasDatabase *database, const char *ticket_id, const char *name,
                                      const char *text, GError **error);
gboolean tuntas_journal_write_meta   (TuntasDatabase *database, const char *name, const char *value, GError **error);

/* The report of a recovery, if there is one, is kept under a name by itself, and is no longer the one to be seen. */
gboolean tuntas_journal_file_report (TuntasDatabase *database, const char *stamp, GError **error);

gboolean tuntas_journal_damaged (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
