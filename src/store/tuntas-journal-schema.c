/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-journal-private.h"

#define APPLICATION_ID 0x54756e4a /* "TunJ" */

static const char version_1[] =
  /* Who made this file, and the mark of the last transaction that was committed. */
  "CREATE TABLE journal ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  machine_id TEXT NOT NULL,"
  "  last_commit TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE cases ("
  "  id INTEGER PRIMARY KEY,"
  "  name TEXT NOT NULL UNIQUE,"
  "  ticket TEXT NOT NULL,"
  "  purged_at INTEGER" /* its events were removed then; its heads stay */
  ") STRICT;"

  "CREATE TABLE events ("
  "  case_key INTEGER NOT NULL REFERENCES cases (id),"
  "  seq INTEGER NOT NULL,"
  "  body TEXT NOT NULL,"
  "  prev_hash BLOB NOT NULL,"
  "  hash BLOB NOT NULL,"
  "  PRIMARY KEY (case_key, seq)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER events_stay BEFORE UPDATE ON events"
  "  BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;"

  /* One row a commit, over all cases: see tuntas-chain.h. */
  "CREATE TABLE heads ("
  "  n INTEGER PRIMARY KEY,"
  "  case_key INTEGER NOT NULL,"
  "  count INTEGER NOT NULL,"
  "  head BLOB NOT NULL,"
  "  outbox BLOB NOT NULL,"
  "  link BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX heads_by_case ON heads (case_key, n);"
  "CREATE TRIGGER heads_stay BEFORE UPDATE ON heads"
  "  BEGIN SELECT RAISE (ABORT, 'a head is never changed'); END;"
  "CREATE TRIGGER heads_last BEFORE DELETE ON heads"
  "  BEGIN SELECT RAISE (ABORT, 'a head is never removed'); END;"

  "CREATE TABLE outbox ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  case_key INTEGER NOT NULL REFERENCES cases (id),"
  "  event_seq INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  payload TEXT NOT NULL,"
  "  key TEXT NOT NULL UNIQUE,"
  "  reference TEXT NOT NULL UNIQUE,"
  "  state TEXT NOT NULL,"
  "  attempt INTEGER NOT NULL,"
  "  not_before INTEGER NOT NULL,"
  "  begun_at INTEGER NOT NULL,"
  "  body_hash TEXT,"
  "  evidence TEXT,"
  "  error_code TEXT,"
  "  error_text TEXT,"
  "  changed_at INTEGER NOT NULL,"
  "  sum BLOB NOT NULL,"
  "  UNIQUE (case_key, event_seq, position)"
  ") STRICT;"

  "CREATE TABLE drafts ("
  "  ticket TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (ticket, name)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE meta ("
  "  name TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* What cases go by: a row for each procedure that one was opened with or moved to, as its file was, with what the site
 * had set otherwise. The events name it by sha256, which is of both, so the chains prove it too. It stays when a case
 * is purged: there is no word about a customer in it. */
static const char version_2[] =
  "CREATE TABLE procedures ("
  "  sha256 TEXT PRIMARY KEY,"
  "  bytes BLOB NOT NULL,"
  "  overrides TEXT NOT NULL" /* canonical; empty where nothing was set otherwise */
  ") STRICT;"
  "CREATE TRIGGER procedures_stay BEFORE UPDATE ON procedures"
  "  BEGIN SELECT RAISE (ABORT, 'a procedure is never changed'); END;"
  "CREATE TRIGGER procedures_last BEFORE DELETE ON procedures"
  "  BEGIN SELECT RAISE (ABORT, 'a procedure is never removed'); END;";

/* The heads from now on have the total of the outbox; those before had the sums that were written with them. */
static const char version_3[] =
  "ALTER TABLE journal ADD COLUMN totals_from INTEGER NOT NULL DEFAULT 1;"
  "UPDATE journal SET totals_from = (SELECT coalesce (max (n), 0) + 1 FROM heads);";

static const char *const steps[] = { version_1, version_2, version_3, NULL };

TuntasDatabasePlan
tuntas_journal_plan (const char *file)
{
  return (TuntasDatabasePlan) {
    .file = file,
    .application_id = APPLICATION_ID,
    .durable = TRUE,
    .base = 0,
    .steps = steps,
  };
}
