/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include <glib/gstdio.h>

#include "faulty-disk.h"
#include "store-test.h"

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->cases->len + contents->entries->len + contents->drafts->len + contents->tickets->len, ==,
                    0);
  g_assert_false (contents->cache_rebuilt);
  g_assert_no_error (contents->cache_error);
  g_assert_cmpstr (tuntas_store_get_directory (f->store), ==, f->directory);
}

static void
test_rights (Fixture *f, gconstpointer data)
{
  static const char *const files[] = { "journal.db", "journal.db-wal", "cache.db", "journal.lock" };
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  GStatBuf status;

  g_assert_cmpint (g_chmod (f->directory, 0755), ==, 0);
  open_store (f);
  g_assert_true (store_commit (f->store, commit, NULL));
  contents = load (f);
  g_assert_cmpint (g_stat (f->directory, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->directory, files[i], NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}

/* One connection, so nothing to share: memory shared beside the file would mean that the lock came too late. */
static void
assert_nothing_shared (Fixture *f)
{
  g_autofree char *journal = g_build_filename (f->directory, "journal.db-shm", NULL);
  g_autofree char *cache = g_build_filename (f->directory, "cache.db-shm", NULL);
  g_autoptr (TuntasStoreContents) contents = load (f);

  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
}

static void
test_settings (Fixture *f, gconstpointer data)
{
  open_store (f);
  assert_nothing_shared (f);
  reopen_store (f);
  assert_nothing_shared (f);
  close_store (f);
  g_assert_cmpint (sql_number (f, "journal.db", "PRAGMA application_id"), ==, 0x54756e4a);
  g_assert_cmpint (sql_number (f, "journal.db", "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (sql_number (f, "journal.db", "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) first = tuntas_commit_new ("IN190000001", "IN190000001");
  g_autoptr (TuntasCommit) second = make_commit ("IN190000001/2", 1);
  g_autoptr (TuntasOutboxEntry) email = make_entry ("IN190000001", 2, 1);
  g_autoptr (TuntasOutboxEntry) note = make_entry ("IN190000001", 2, 0);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  TuntasStoredCase *stored;
  TuntasOutboxEntry *entry;

  email->not_before = NOW + 10;
  email->evidence = g_strdup ("");
  for (gint64 seq = 1; seq <= 2; seq++)
    {
      g_autoptr (TuntasEvent) event = make_event (seq);

      tuntas_commit_add_event (first, event);
    }
  tuntas_commit_add_entry (first, email);
  tuntas_commit_add_entry (first, note);

  open_store (f);
  g_assert_true (store_commit (f->store, first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (email->id, >, 0);
  g_assert_cmpint (note->id, >, email->id);
  g_assert_true (store_commit (f->store, second, &error));
  reopen_store (f);

  contents = load (f);
  g_assert_cmpuint (contents->cases->len, ==, 2);
  stored = tuntas_store_contents_find_case (contents, "IN190000001");
  g_assert_cmpuint (stored->events->len, ==, 2);
  assert_event (g_ptr_array_index (stored->events, 0), 1);
  assert_event (g_ptr_array_index (stored->events, 1), 2);
  stored = tuntas_store_contents_find_case (contents, "IN190000001/2");
  g_assert_cmpstr (stored->ticket_id, ==, "IN190000001");
  g_assert_cmpuint (stored->events->len, ==, 1);
  g_assert_null (tuntas_store_contents_find_case (contents, "IN190000002"));

  /* By case, event and position, not by the order in which they were added. */
  g_assert_cmpuint (contents->entries->len, ==, 3);
  entry = g_ptr_array_index (contents->entries, 0);
  g_assert_cmpint (entry->id, ==, note->id);
  g_assert_cmpstr (entry->key, ==, note->key);
  g_assert_cmpstr (entry->reference, ==, note->reference);
  g_assert_cmpstr (entry->payload, ==, note->payload);
  g_assert_cmpstr (entry->kind, ==, "note");
  g_assert_cmpstr (entry->case_id, ==, "IN190000001");
  g_assert_cmpstr (entry->ticket_id, ==, "IN190000001");
  g_assert_cmpint (entry->event_seq, ==, 2);
  g_assert_cmpint (entry->changed_at, ==, NOW);
  g_assert_null (entry->evidence);
  entry = g_ptr_array_index (contents->entries, 1);
  g_assert_cmpint (entry->position, ==, 1);
  g_assert_cmpint (entry->not_before, ==, NOW + 10);
  g_assert_cmpstr (entry->evidence, ==, "");
  entry = g_ptr_array_index (contents->entries, 2);
  g_assert_cmpstr (entry->case_id, ==, "IN190000001/2");
}

static void
test_change (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  g_autoptr (TuntasCommit) begin = tuntas_commit_new ("IN190000001", "IN190000001");
  g_autoptr (TuntasCommit) receipt = tuntas_commit_new ("IN190000001", "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (2);
  g_autoptr (TuntasStoreContents) before = NULL;
  g_autoptr (TuntasStoreContents) after = NULL;
  g_autoptr (TuntasOutboxEntry) begun = NULL;
  g_autoptr (TuntasOutboxEntry) done = NULL;
  TuntasOutboxEntry *entry;

  open_store (f);
  g_assert_true (store_commit (f->store, commit, NULL));
  before = load (f);

  begun = changed (g_ptr_array_index (before->entries, 0), TUNTAS_OUTBOX_BEGUN);
  begun->attempt = 1;
  begun->begun_at = NOW + 5;
  begun->body_hash = g_strdup ("abc");
  tuntas_commit_change_entry (begin, begun, TUNTAS_OUTBOX_PENDING);
  g_assert_true (store_commit (f->store, begin, NULL));

  done = changed (begun, TUNTAS_OUTBOX_DONE);
  done->evidence = g_strdup ("worklog 42");
  done->changed_at = NOW + 6;
  tuntas_commit_add_event (receipt, event);
  tuntas_commit_change_entry (receipt, done, TUNTAS_OUTBOX_BEGUN);
  g_assert_true (store_commit (f->store, receipt, NULL));

  reopen_store (f);
  after = load (f);
  entry = g_ptr_array_index (after->entries, 0);
  g_assert_cmpint (entry->state, ==, TUNTAS_OUTBOX_DONE);
  g_assert_cmpint (entry->attempt, ==, 1);
  g_assert_cmpint (entry->begun_at, ==, NOW + 5);
  g_assert_cmpstr (entry->body_hash, ==, "abc");
  g_assert_cmpstr (entry->evidence, ==, "worklog 42");
  g_assert_cmpint (entry->changed_at, ==, NOW + 6);
  g_assert_cmpuint (((TuntasStoredCase *) g_ptr_array_index (after->cases, 0))->events->len, ==, 2);
}

static void
take (Fixture *f, TuntasOutboxEntry *entry, TuntasOutboxState from, TuntasOutboxState to)
{
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (entry->case_id, entry->ticket_id);
  g_autoptr (TuntasOutboxEntry) next = changed (entry, to);
  g_autoptr (GError) error = NULL;

  tuntas_commit_change_entry (commit, next, from);
  store_commit (f->store, commit, &error);
  g_assert_no_error (error);
}

/* What was on its way when the program ended is unknown afterwards, and only that. */
static void
test_interrupted (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) a = make_commit ("IN190000001", 1);
  g_autoptr (TuntasCommit) b = make_commit ("IN190000001/2", 1);
  g_autoptr (TuntasCommit) c = make_commit ("IN190000001/3", 1);
  g_autoptr (TuntasStoreContents) before = NULL;
  g_autoptr (TuntasStoreContents) between = NULL;
  g_autoptr (TuntasStoreContents) after = NULL;
  TuntasOutboxEntry *entry;

  open_store (f);
  g_assert_true (store_commit (f->store, a, NULL));
  g_assert_true (store_commit (f->store, b, NULL));
  g_assert_true (store_commit (f->store, c, NULL));
  before = load (f);
  take (f, g_ptr_array_index (before->entries, 0), TUNTAS_OUTBOX_PENDING, TUNTAS_OUTBOX_BEGUN);
  entry = g_ptr_array_index (before->entries, 1);
  take (f, entry, TUNTAS_OUTBOX_PENDING, TUNTAS_OUTBOX_BEGUN);
  take (f, entry, TUNTAS_OUTBOX_BEGUN, TUNTAS_OUTBOX_UNKNOWN);
  take (f, entry, TUNTAS_OUTBOX_UNKNOWN, TUNTAS_OUTBOX_VERIFYING);

  /* Loading again does not touch what is on its way. */
  between = load (f);
  g_assert_cmpint (((TuntasOutboxEntry *) g_ptr_array_index (between->entries, 0))->state, ==, TUNTAS_OUTBOX_BEGUN);

  reopen_store (f);
  after = load (f);
  for (guint i = 0; i < 2; i++)
    {
      entry = g_ptr_array_index (after->entries, i);
      g_assert_cmpint (entry->state, ==, TUNTAS_OUTBOX_UNKNOWN);
      g_assert_cmpstr (entry->key, ==, ((TuntasOutboxEntry *) g_ptr_array_index (before->entries, i))->key);
      g_assert_cmpint (entry->changed_at, ==, NOW);
    }
  entry = g_ptr_array_index (after->entries, 2);
  g_assert_cmpint (entry->state, ==, TUNTAS_OUTBOX_PENDING);
}

/* Nothing half. */

typedef enum
{
  SECOND_ENTRY_TWICE_KEY,
  SECOND_CHANGE_STALE,
  SECOND_CHANGE_UNDECLARED,
  SECOND_CHANGE_OF_OTHER_CASE,
  SECOND_CHANGE_OTHER_KEY,
  EVENT_GAP,
  EVENT_AGAIN,
  ENTRY_OF_NO_EVENT,
  OTHER_TICKET,
  N_FLAWS
} Flaw;

static TuntasCommit *
make_flawed (TuntasStoreContents *contents, Flaw flaw)
{
  TuntasCommit *commit = tuntas_commit_new ("IN190000001", flaw == OTHER_TICKET ? "IN190000009" : "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (flaw == EVENT_AGAIN ? 3 : 4);
  g_autoptr (TuntasEvent) next = make_event (flaw == EVENT_GAP ? 6 : 5);
  g_autoptr (TuntasOutboxEntry) entry = make_entry ("IN190000001", 4, 0);
  g_autoptr (TuntasOutboxEntry) twin = make_entry ("IN190000001", flaw == ENTRY_OF_NO_EVENT ? 6 : 4, 1);
  g_autoptr (TuntasOutboxEntry) good = changed (g_ptr_array_index (contents->entries, 0), TUNTAS_OUTBOX_BEGUN);
  g_autoptr (TuntasOutboxEntry) bad = NULL;

  if (flaw == SECOND_ENTRY_TWICE_KEY)
    {
      g_free (twin->key);
      twin->key = g_strdup (entry->key);
    }
  tuntas_commit_add_event (commit, event);
  tuntas_commit_add_event (commit, next);
  tuntas_commit_add_entry (commit, entry);
  tuntas_commit_add_entry (commit, twin);
  tuntas_commit_remove_draft (commit, "IN190000001", "note");
  tuntas_commit_change_entry (commit, good, TUNTAS_OUTBOX_PENDING);

  bad = changed (g_ptr_array_index (contents->entries, flaw == SECOND_CHANGE_OF_OTHER_CASE ? 3 : 1),
                 flaw == SECOND_CHANGE_UNDECLARED ? TUNTAS_OUTBOX_UNKNOWN : TUNTAS_OUTBOX_DONE);
  if (flaw == SECOND_CHANGE_OTHER_KEY)
    {
      g_free (bad->key);
      bad->key = g_strdup ("another");
    }
  tuntas_commit_change_entry (commit, bad, flaw == SECOND_CHANGE_STALE ? TUNTAS_OUTBOX_RETRY : TUNTAS_OUTBOX_PENDING);
  return commit;
}

static void
assert_untouched (TuntasStoreContents *contents)
{
  TuntasStoredCase *stored = tuntas_store_contents_find_case (contents, "IN190000001");

  g_assert_cmpuint (stored->events->len, ==, 3);
  g_assert_cmpuint (contents->entries->len, ==, 4);
  for (guint i = 0; i < contents->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      g_assert_cmpint (entry->state, ==, TUNTAS_OUTBOX_PENDING);
    }
  g_assert_cmpuint (contents->drafts->len, ==, 1);
}

static void
test_nothing_half (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) other = make_commit ("IN190000001/2", 1);
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  for (gint64 seq = 1; seq <= 3; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      g_assert_true (store_commit (f->store, commit, NULL));
    }
  g_assert_true (store_commit (f->store, other, NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "note", "belum selesai", NULL));
  contents = load (f);

  for (int flaw = 0; flaw < N_FLAWS; flaw++)
    {
      int wanted = flaw == SECOND_CHANGE_UNDECLARED ? TUNTAS_STORE_ERROR_TRANSITION : TUNTAS_STORE_ERROR_CONFLICT;
      g_autoptr (TuntasCommit) commit = make_flawed (contents, flaw);
      g_autoptr (TuntasStoreContents) after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("flaw %d", flaw);
      g_assert_false (store_commit (f->store, commit, &error));
      g_assert_error (error, TUNTAS_STORE_ERROR, wanted);
      after = load (f);
      assert_untouched (after);
    }
  reopen_store (f);
  g_clear_pointer (&contents, tuntas_store_contents_unref);
  contents = load (f);
  assert_untouched (contents);
}

/* Without its flaw the same commit passes: what is refused above is refused for the flaw. */
static void
test_flawless (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasStoreContents) after = NULL;
  g_autoptr (TuntasCommit) flawless = NULL;
  g_autoptr (GError) error = NULL;

  open_store (f);
  for (gint64 seq = 1; seq <= 3; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      g_assert_true (store_commit (f->store, commit, NULL));
    }
  g_assert_true (store_draft (f->store, "IN190000001", "note", "belum selesai", NULL));
  contents = load (f);
  flawless = make_flawed (contents, N_FLAWS);
  store_commit (f->store, flawless, &error);
  g_assert_no_error (error);
  after = load (f);
  g_assert_cmpuint (after->drafts->len, ==, 0);
  g_assert_cmpuint (after->entries->len, ==, 5);
}

static void
test_drafts_and_meta (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  TuntasStoredDraft *draft;

  open_store (f);
  g_assert_true (store_draft (f->store, "IN190000001", "note", "satu", NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "note", "dua", NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "reason", "tiga", NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "reason", NULL, NULL));
  g_assert_true (store_meta (f->store, "prepared_at", "2026-11-23T02:00:00Z", NULL));
  g_assert_true (store_meta (f->store, "old", "x", NULL));
  g_assert_true (store_meta (f->store, "old", NULL, NULL));
  reopen_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->drafts->len, ==, 1);
  draft = g_ptr_array_index (contents->drafts, 0);
  g_assert_cmpstr (draft->ticket_id, ==, "IN190000001");
  g_assert_cmpstr (draft->name, ==, "note");
  g_assert_cmpstr (draft->text, ==, "dua");
  g_assert_cmpuint (g_hash_table_size (contents->meta), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (contents->meta, "prepared_at"), ==, "2026-11-23T02:00:00Z");
}

static void
test_cloned (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStore) elsewhere = NULL;

  open_store (f);
  g_assert_false (tuntas_store_is_cloned (f->store));
  close_store (f);
  elsewhere = store_open (f->directory, NULL, f->executor, "machine-2", NULL);
  g_assert_true (tuntas_store_is_cloned (elsewhere));
  g_assert_true (store_close (elsewhere, NULL));
  g_clear_object (&elsewhere);
  /* Opening elsewhere did not make it theirs. */
  open_store (f);
  g_assert_false (tuntas_store_is_cloned (f->store));
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  g_autoptr (GError) error = NULL;

  open_store (f);
  g_assert_true (store_close (f->store, NULL));
  g_assert_false (store_commit (f->store, commit, &error));
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CLOSED);
  g_clear_object (&f->store);
}

/* Cancelled before: nothing happens. Cancelled after it was handed over: it happens, and is said to have happened. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GAsyncResult) early = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  open_store (f);
  tuntas_store_commit_async (f->store, commit, cancellable, await_cb, &late);
  g_cancellable_cancel (cancellable);
  g_assert_true (tuntas_store_commit_finish (f->store, await (&late), &error));
  g_assert_no_error (error);

  tuntas_store_put_meta_async (f->store, "a", "b", cancellable, await_cb, &early);
  g_assert_false (tuntas_store_put_meta_finish (f->store, await (&early), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  contents = load (f);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (contents->meta), ==, 0);
}

/* Many at once are answered in their order; a store that is let go in the middle still does what it was given. */
static void
count_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  guint *n_answers = data;

  g_assert_true (tuntas_store_commit_finish (TUNTAS_STORE (source), result, NULL));
  (*n_answers)++;
}

static void
test_let_go (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  guint n_answers = 0;

  open_store (f);
  for (gint64 seq = 1; seq <= 50; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      tuntas_store_commit_async (f->store, commit, NULL, count_cb, &n_answers);
    }
  g_clear_object (&f->store);
  while (n_answers < 50)
    g_main_context_iteration (NULL, TRUE);
  open_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->entries->len, ==, 50);
}

/* Where the disk cannot have a write-ahead log, a rollback journal does. */
static void
test_without_log (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  g_autoptr (TuntasStoreContents) contents = NULL;

  f->vfs = FAULTY_DISK;
  faulty_disk_set (FAULT_LOG, 0, G_MAXUINT);
  open_store (f);
  g_assert_cmpuint (faulty_disk_failed (), >, 0);
  g_assert_true (store_commit (f->store, commit, NULL));
  close_store (f);
  faulty_disk_set (FAULT_NONE, 0, 0);
  g_assert_cmpint (sql_number (f, "journal.db", "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), ==, 1);
  open_store (f);
  contents = load (f);
  g_assert_cmpuint (contents->entries->len, ==, 1);
}

#define ADD(path, func)                                                                                           \
  g_test_add ("/store/store/" path "/thread", Fixture, NULL, fixture_set_up, func, fixture_tear_down);            \
  g_test_add ("/store/store/" path "/inline", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, func,              \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();

  ADD ("empty", test_empty);
  ADD ("rights", test_rights);
  ADD ("settings", test_settings);
  ADD ("round-trip", test_round_trip);
  ADD ("change", test_change);
  ADD ("interrupted", test_interrupted);
  ADD ("nothing-half", test_nothing_half);
  ADD ("flawless", test_flawless);
  ADD ("drafts-and-meta", test_drafts_and_meta);
  ADD ("cloned", test_cloned);
  ADD ("closed", test_closed);
  ADD ("cancelled", test_cancelled);
  ADD ("let-go", test_let_go);
  ADD ("without-log", test_without_log);
  return g_test_run ();
}
