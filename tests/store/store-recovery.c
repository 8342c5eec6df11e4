/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-test.h"

/* A damaged journal: from the newest snapshot that proves itself, and from what can still be read. */

static void
take (Fixture *f, const char *key, TuntasOutboxState to)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  TuntasOutboxEntry *entry = find_entry (contents, key);
  g_autoptr (TuntasOutboxEntry) next = changed (entry, to);
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (entry->case_id, entry->ticket_id);
  g_autoptr (GError) error = NULL;

  next->changed_at = NOW + 60;
  tuntas_commit_change_entry (commit, next, entry->state);
  store_commit (f->store, commit, &error);
  g_assert_no_error (error);
}

/* Three events with their entries before the snapshot, three after; the first entry is done, the second begun. */
static void
fill (Fixture *f)
{
  open_store (f);
  for (gint64 seq = 1; seq <= 3; seq++)
    commit (f, "IN190000001", seq);
  g_assert_true (store_snapshot (f->store, NOW, NULL));
  for (gint64 seq = 4; seq <= 6; seq++)
    commit (f, "IN190000001", seq);
  commit (f, "IN190000001/2", 1);
  take (f, "key-IN190000001-1-0", TUNTAS_OUTBOX_BEGUN);
  take (f, "key-IN190000001-1-0", TUNTAS_OUTBOX_DONE);
  take (f, "key-IN190000001-2-0", TUNTAS_OUTBOX_BEGUN);
  g_assert_true (store_draft (f->store, "IN190000001", "note", "sedang diketik", NULL));
  close_store (f);
}

/* (transfer full): what there is after a recovery, which opens again as it is. */
static TuntasStoreContents *
recovered (Fixture *f)
{
  g_autoptr (TuntasStoreContents) first = NULL;
  TuntasStoreContents *contents;

  open_store (f);
  first = load (f);
  g_assert_nonnull (first->report);
  reopen_store (f);
  contents = load (f);
  g_assert_nonnull (contents->report);
  g_assert_cmpuint (contents->entries->len, ==, first->entries->len);
  g_assert_cmpuint (count_files (f, "making"), ==, 0);
  g_assert_cmpuint (count_files (f, "salvage"), ==, 0);
  g_assert_cmpuint (count_files (f, "recovered"), ==, 0);
  return contents;
}

static void
assert_state (const TuntasStoreContents *contents, const char *key, TuntasOutboxState state)
{
  TuntasOutboxEntry *entry = find_entry (contents, key);

  g_assert_nonnull (entry);
  g_assert_cmpstr (tuntas_outbox_state_to_nick (entry->state), ==, tuntas_outbox_state_to_nick (state));
}

static guint
n_events (const TuntasStoreContents *contents, const char *case_id)
{
  TuntasStoredCase *stored = tuntas_store_contents_find_case (contents, case_id);

  for (guint i = 0; stored != NULL && i < stored->events->len; i++)
    assert_event (g_ptr_array_index (stored->events, i), i + 1);
  return stored != NULL ? stored->events->len : 0;
}

/* One entry's words were flipped: everything else comes back, and that one is asked of Nossa or lost with its name. */
static void
test_entry (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  fill (f);
  sql_run (f, "journal.db", "UPDATE outbox SET payload = '{}' WHERE id IN (3, 6)");
  contents = recovered (f);
  g_assert_cmpint (contents->report->snapshot_at, ==, NOW);
  g_assert_cmpuint (n_events (contents, "IN190000001"), ==, 6);
  g_assert_cmpuint (n_events (contents, "IN190000001/2"), ==, 1);
  g_assert_cmpuint (contents->report->n_events, ==, 4);
  assert_state (contents, "key-IN190000001-1-0", TUNTAS_OUTBOX_DONE);
  assert_state (contents, "key-IN190000001-2-0", TUNTAS_OUTBOX_UNKNOWN);
  /* Nobody knows how far it has come since the snapshot. */
  assert_state (contents, "key-IN190000001-3-0", TUNTAS_OUTBOX_UNKNOWN);
  assert_state (contents, "key-IN190000001-4-0", TUNTAS_OUTBOX_PENDING);
  g_assert_null (find_entry (contents, "key-IN190000001-6-0"));
  assert_state (contents, "key-IN190000001/2-1-0", TUNTAS_OUTBOX_PENDING);
  g_assert_cmpuint (contents->report->n_doubted, ==, 1);
  g_assert_false (contents->report->whole);
  g_assert_cmpuint (contents->drafts->len, ==, 1);
}

/* An event in the middle: what follows it in its case cannot be proved; its effects wait for the agent. */
static void
test_event (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  fill (f);
  sql_run (f, "journal.db", "DROP TRIGGER events_stay; UPDATE events SET body = replace (body, 'ke-5', 'ke-7')");
  contents = recovered (f);
  g_assert_cmpuint (n_events (contents, "IN190000001"), ==, 4);
  g_assert_cmpuint (n_events (contents, "IN190000001/2"), ==, 1);
  g_assert_cmpuint (contents->report->n_missing, ==, 2);
  g_assert_true (contents->report->whole);
  g_assert_cmpstr (contents->report->tickets[0], ==, "IN190000001");
  assert_state (contents, "key-IN190000001-4-0", TUNTAS_OUTBOX_PENDING);
  assert_state (contents, "key-IN190000001-5-0", TUNTAS_OUTBOX_CONFLICT);
  assert_state (contents, "key-IN190000001-6-0", TUNTAS_OUTBOX_CONFLICT);
  g_assert_cmpstr (find_entry (contents, "key-IN190000001-5-0")->error_code, ==, "recovered");
  /* The case goes on where it is now. */
  {
    g_autoptr (TuntasCommit) next = tuntas_commit_new ("IN190000001", "IN190000001");
    g_autoptr (TuntasEvent) event = make_event (5);
    g_autoptr (GError) error = NULL;

    tuntas_commit_add_event (next, event);
    store_commit (f->store, next, &error);
    g_assert_no_error (error);
  }
}

/* The file is gone: what the snapshot had under way may have been sent since. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autofree char *path = g_build_filename (f->directory, "journal.db", NULL);

  fill (f);
  g_assert_cmpint (g_unlink (path), ==, 0);
  contents = recovered (f);
  g_assert_null (contents->report->damaged_file);
  g_assert_cmpuint (n_events (contents, "IN190000001"), ==, 3);
  for (guint i = 0; i < contents->entries->len; i++)
    g_assert_cmpint (((TuntasOutboxEntry *) g_ptr_array_index (contents->entries, i))->state, ==,
                     TUNTAS_OUTBOX_UNKNOWN);
  g_assert_cmpuint (contents->entries->len, ==, 3);
}

static void
spoil (Fixture *f, const char *beginning, gsize at, gsize length)
{
  g_autoptr (GDir) dir = g_dir_open (f->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, beginning))
      {
        g_autofree char *path = g_build_filename (f->directory, name, NULL);
        g_autofree char *bytes = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
        memset (bytes + at, 0xff, MIN (length, size - at));
        g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      }
}

/* The newest snapshot is damaged too: the one before it, and that one is not asked again. */
static void
test_snapshot_too (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  g_assert_true (store_snapshot (f->store, NOW, NULL));
  commit (f, "IN190000001", 2);
  g_assert_true (store_snapshot (f->store, NOW + 5 * 3600, NULL));
  close_store (f);
  spoil (f, "journal.db", 0, G_MAXSSIZE);
  spoil (f, "snapshot-000000000002", 4096, G_MAXSSIZE);
  contents = recovered (f);
  g_assert_cmpint (contents->report->snapshot_at, ==, NOW);
  g_assert_cmpuint (n_events (contents, "IN190000001"), ==, 1);
  g_assert_cmpuint (count_files (f, "damaged-snapshot-"), ==, 1);
  g_assert_cmpuint (count_files (f, "snapshot-"), ==, 1);
}

/* No snapshot and nothing that can be read: begun anew, and said so. */
static void
test_nothing_left (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  close_store (f);
  spoil (f, "journal.db", 0, G_MAXSSIZE);
  contents = recovered (f);
  g_assert_cmpint (contents->report->snapshot_at, ==, -1);
  g_assert_nonnull (contents->report->damaged_file);
  g_assert_cmpuint (contents->cases->len, ==, 0);
  g_assert_false (contents->report->whole);
  g_assert_false (tuntas_store_is_cloned (f->store));
}

/* The report stays until it was seen; then its text stays under another name. */
static void
test_report (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (TuntasStoreContents) seen = NULL;
  g_autoptr (GError) error = NULL;

  fill (f);
  sql_run (f, "journal.db", "DELETE FROM outbox WHERE id = 6");
  contents = recovered (f);
  g_assert_nonnull (strstr (contents->report->reason, "outbox: an entry is missing"));
  store_confirm (f->store, &error);
  g_assert_no_error (error);
  reopen_store (f);
  seen = load (f);
  g_assert_null (seen->report);
  g_assert_nonnull (g_hash_table_lookup (seen->meta, "recovery 20261118T110640Z"));
}

/* A second damage before the first report was seen: both stay, and the newer one is to be seen. */
static void
test_two_reports (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) first = NULL;
  g_autoptr (TuntasStoreContents) second = NULL;
  const char *filed;

  fill (f);
  sql_run (f, "journal.db", "DELETE FROM outbox WHERE id = 6");
  first = recovered (f);
  close_store (f);
  sql_run (f, "journal.db", "UPDATE outbox SET payload = '{}' WHERE id = 1");
  second = recovered (f);
  g_assert_nonnull (strstr (second->report->reason, "outbox entry 1: its sum is wrong"));
  filed = g_hash_table_lookup (second->meta, "recovery 20261118T110640Z-2");
  g_assert_cmpstr (filed, ==, g_hash_table_lookup (first->meta, "recovery"));
  g_assert_nonnull (filed);
}

/* What was removed since the snapshot stays away, where the damaged file shows that it was; otherwise it comes back. */
static void
test_texts (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  g_assert_true (store_draft (f->store, "IN190000001", "note", "sudah dikirim", NULL));
  g_assert_true (store_meta (f->store, "seen", "yes", NULL));
  g_assert_true (store_snapshot (f->store, NOW, NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "note", NULL, NULL));
  g_assert_true (store_draft (f->store, "IN190000001", "mail", "sedang diketik", NULL));
  g_assert_true (store_meta (f->store, "seen", NULL, NULL));
  close_store (f);
  sql_run (f, "journal.db", "UPDATE outbox SET payload = '{}'");
  contents = recovered (f);
  g_assert_cmpuint (contents->drafts->len, ==, 1);
  g_assert_cmpstr (((TuntasStoredDraft *) g_ptr_array_index (contents->drafts, 0))->text, ==, "sedang diketik");
  g_assert_null (g_hash_table_lookup (contents->meta, "seen"));

  close_store (f);
  sql_run (f, "journal.db", "DROP TABLE drafts; UPDATE outbox SET payload = '[]'");
  g_clear_pointer (&contents, tuntas_store_contents_unref);
  contents = recovered (f);
  g_assert_cmpuint (contents->drafts->len, ==, 1);
  g_assert_cmpstr (((TuntasStoredDraft *) g_ptr_array_index (contents->drafts, 0))->text, ==, "sudah dikirim");
}

static void
remove_snapshots (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->directory, name, NULL);

      if (g_str_has_prefix (name, "snapshot-"))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* What was purged is neither missed nor brought back, with a snapshot and without one. */
static void
test_purged (Fixture *f, gconstpointer without_snapshot)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  take (f, "key-IN190000001-1-0", TUNTAS_OUTBOX_CANCELLED);
  store_purge (f->store, "IN190000001", &error);
  g_assert_no_error (error);
  commit (f, "IN190000001/2", 1);
  commit (f, "IN190000001/2", 2);
  close_store (f);
  if (without_snapshot != NULL)
    remove_snapshots (f);
  sql_run (f, "journal.db", "DELETE FROM outbox WHERE event_seq = 2");
  contents = recovered (f);
  g_assert_cmpint (contents->report->snapshot_at < 0, ==, without_snapshot != NULL);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  g_assert_cmpuint (n_events (contents, "IN190000001/2"), ==, 2);
  g_assert_cmpuint (contents->report->n_missing, ==, 0);
  g_assert_false (contents->report->whole);
}

/* An entry whose row is gone leaves nothing by which its ticket could be named, but the total of the heads tells that
 * there was more. */
static void
test_entry_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;

  fill (f);
  sql_run (f, "journal.db", "DELETE FROM outbox WHERE id = 6");
  contents = recovered (f);
  g_assert_cmpuint (n_events (contents, "IN190000001"), ==, 6);
  g_assert_null (find_entry (contents, "key-IN190000001-6-0"));
  g_assert_cmpuint (contents->report->n_missing, ==, 0);
  g_assert_false (contents->report->whole);
}

/* A case whose row is gone, newer than the snapshot and without an effect: its head is what is left of it. */
static void
test_case_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) opens = tuntas_commit_new ("IN190000001/2", "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (1);
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  commit (f, "IN190000001", 1);
  g_assert_true (store_snapshot (f->store, NOW, NULL));
  tuntas_commit_add_event (opens, event);
  g_assert_true (store_commit (f->store, opens, NULL));
  close_store (f);
  sql_run (f, "journal.db", "PRAGMA foreign_keys=OFF; DELETE FROM cases WHERE id = 2");
  contents = recovered (f);
  g_assert_cmpuint (contents->cases->len, ==, 1);
  g_assert_cmpuint (contents->report->n_missing, ==, 0);
  g_assert_false (contents->report->whole);
}

/* What was damaged is set aside with what lay beside it, twice in one second too. */
static void
test_aside (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autofree char *log = g_build_filename (f->directory, "journal.db-wal", NULL);

  fill (f);
  spoil (f, "journal.db", 0, 100);
  g_assert_true (g_file_set_contents (log, "no log", -1, NULL));
  contents = recovered (f);
  g_assert_cmpstr (contents->report->damaged_file, ==, "damaged-20261118T110640Z.db");
  g_assert_cmpuint (count_files (f, "damaged-20261118T110640Z.db"), ==, 2);
  close_store (f);
  spoil (f, "journal.db", 0, 100);
  g_clear_pointer (&contents, tuntas_store_contents_unref);
  contents = recovered (f);
  g_assert_cmpstr (contents->report->damaged_file, ==, "damaged-20261118T110640Z-2.db");
}

#define ADD(path, func) \
  g_test_add ("/store/recovery/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("entry", test_entry);
  ADD ("event", test_event);
  ADD ("gone", test_gone);
  ADD ("snapshot-too", test_snapshot_too);
  ADD ("nothing-left", test_nothing_left);
  ADD ("report", test_report);
  ADD ("two-reports", test_two_reports);
  ADD ("texts", test_texts);
  ADD ("purged", test_purged);
  g_test_add ("/store/recovery/purged-without-snapshot", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_purged,
              fixture_tear_down);
  ADD ("entry-gone", test_entry_gone);
  ADD ("case-gone", test_case_gone);
  ADD ("aside", test_aside);
  return g_test_run ();
}
