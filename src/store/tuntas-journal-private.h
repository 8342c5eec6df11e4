/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-journal.h"

G_BEGIN_DECLS

struct _TuntasJournal
{
  char *directory;
  char *vfs;              /* (nullable) */
  char *machine_id;
  int lock;               /* the descriptor of journal.lock, locked as long as it is open; -1 */
  TuntasDatabase *database; /* (owned) (nullable): NULL after an error of the disk, until it could be opened again */
};

/* One row of table outbox as ENTRY_COLUMNS list them. Checks its sum (DAMAGED). */
#define TUNTAS_JOURNAL_ENTRY_COLUMNS                                                                       \
  "outbox.id, cases.name, cases.ticket, event_seq, position, kind, payload, key, reference, state, "       \
  "attempt, not_before, begun_at, body_hash, evidence, error_code, error_text, changed_at, sum"

/* (transfer full) */
TuntasOutboxEntry *tuntas_journal_read_entry (TuntasDatabase *database, TuntasRows *rows, GError **error);

/* The whole file: chains, heads, sums. contents (nullable): gets the cases and the outbox on the way. */
gboolean tuntas_journal_walk  (TuntasDatabase *database, TuntasStoreContents *contents, GError **error);

/* Within a transaction of the caller's. */
gboolean tuntas_journal_write (TuntasDatabase *database, const TuntasCommit *commit, GArray *ids, GError **error);

gboolean tuntas_journal_damaged (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
