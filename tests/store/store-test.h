/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-store.h"

/* A store in a directory of its own, and its calls made to wait. */

#define MACHINE "machine-1"
#define NOW     G_GINT64_CONSTANT (1795000000)

typedef struct
{
  char *directory;
  TuntasExecutor *executor;
  const char *vfs;
  TuntasStore *store; /* (nullable) */
} Fixture;

/* inline_ as a fixture's data: GINT_TO_POINTER (TRUE) runs everything at once. */
void fixture_set_up    (Fixture *f, gconstpointer inline_);
void fixture_tear_down (Fixture *f, gconstpointer inline_);

/* (transfer full): waits for a callback given (await_cb, &result). */
void await_cb (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *await (GAsyncResult **result);

TuntasStore *store_open (const char *directory, const char *vfs, TuntasExecutor *executor, const char *machine_id,
                         GError **error);
gboolean store_close    (TuntasStore *store, GError **error);
gboolean store_commit   (TuntasStore *store, TuntasCommit *commit, GError **error);
gboolean store_draft    (TuntasStore *store, const char *ticket, const char *name, const char *text, GError **error);
gboolean store_meta     (TuntasStore *store, const char *name, const char *value, GError **error);
TuntasStoreContents *store_load (TuntasStore *store, GError **error);
gboolean store_snapshot (TuntasStore *store, gint64 now, GError **error);
gboolean store_purge    (TuntasStore *store, const char *case_id, GError **error);
gboolean store_adopt    (TuntasStore *store, const char *machine_id, GError **error);
gboolean store_confirm  (TuntasStore *store, GError **error);

/* Of a fixture, which must succeed. */
void open_store   (Fixture *f);
void close_store  (Fixture *f);
void reopen_store (Fixture *f);
TuntasStoreContents *load (Fixture *f);
/* make_commit () of it. */
void commit       (Fixture *f, const char *case_id, gint64 seq);

/* An event of which every text follows from its number. */
TuntasEvent *make_event (gint64 seq);
void assert_event       (const TuntasEvent *event, gint64 seq);
/* key and reference follow from the three. */
TuntasOutboxEntry *make_entry (const char *case_id, gint64 event_seq, int position);
/* One event and one entry of it. */
TuntasCommit *make_commit (const char *case_id, gint64 seq);

/* (transfer none) (nullable): the entry of that key. */
TuntasOutboxEntry *find_entry (const TuntasStoreContents *contents, const char *key);
/* A copy of an entry in another state. */
TuntasOutboxEntry *changed (const TuntasOutboxEntry *entry, TuntasOutboxState state);

/* How many files of the directory begin so. */
guint count_files (Fixture *f, const char *beginning);
/* What SQLite says of a file while nobody has it open. */
void    sql_run    (Fixture *f, const char *file, const char *sql);
/* (transfer full): of what must fail. */
char   *sql_error  (Fixture *f, const char *file, const char *sql);
gint64  sql_number (Fixture *f, const char *file, const char *sql);
