/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem () */
#include "tuntas-store.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "faulty-disk.h"
#include "store-test.h"

/* What a journal that is not as it was written says, and that it is kept as it was: here there is no snapshot, so a
 * recovery goes by what can be read. (With snapshots: store-recovery.c.) */

static char *
read_file (Fixture *f, const char *file, gsize *length)
{
  g_autofree char *path = g_build_filename (f->directory, file, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
write_file (Fixture *f, const char *file, const char *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (f->directory, file, NULL);

  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

/* message: what the report must name. The damaged file is set aside as it was. */
static void
assert_noticed (Fixture *f, const char *message)
{
  gsize before_length, after_length;
  g_autofree char *before = read_file (f, "journal.db", &before_length);
  g_autofree char *after = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  contents = load (f);
  close_store (f);
  g_assert_nonnull (contents->report);
  g_test_message ("%s", contents->report->reason);
  g_assert_nonnull (strstr (contents->report->reason, message));
  after = read_file (f, contents->report->damaged_file, &after_length);
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
fill (Fixture *f)
{
  g_autoptr (TuntasCommit) other = make_commit ("IN190000001/2", 1);

  open_store (f);
  for (gint64 seq = 1; seq <= 20; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      g_assert_true (store_commit (f->store, commit, NULL));
    }
  g_assert_true (store_commit (f->store, other, NULL));
  close_store (f);
}

/* One byte of each kind of text and hash, flipped in the file itself, where SQLite's own check sees nothing. */
static void
test_flipped (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;  /* its first byte after skip is flipped, at each place where it occurs */
    guint skip;
  } places[] = {
    { "catatan ke-7", 11 },       /* an event's text */
    { "0800000001", 9 },
    { "sudah normal", 0 },        /* an entry's payload */
    { "key-IN190000001-7-0", 18 },
    { "IN190000001/2", 12 },      /* a case's name */
    { "\"agent\":\"AYU\"", 9 },
  };
  gsize length;
  g_autofree char *bytes = NULL;
  guint n_flips = 0;

  fill (f);
  bytes = read_file (f, "journal.db", &length);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize size = strlen (places[i].text);
      const char *end = bytes + length;

      for (char *at = memmem (bytes, length, places[i].text, size); at != NULL && n_flips < 200;
           at = memmem (at + size, (gsize) (end - at) - size, places[i].text, size))
        {
          at[places[i].skip] ^= 0x04;
          write_file (f, "journal.db", bytes, length);
          assert_noticed (f, "");
          at[places[i].skip] ^= 0x04;
          n_flips++;
        }
    }
  g_assert_cmpuint (n_flips, >, 60);
  write_file (f, "journal.db", bytes, length);
  open_store (f);
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *message;
  } cases[] = {
    { "DROP TRIGGER events_stay; UPDATE events SET body = replace (body, 'ke-7', 'ke-8') WHERE seq = 7",
      "case IN190000001, event 7: the chain is broken" },
    { "DELETE FROM events WHERE seq = 7", "case IN190000001: event 7 is missing" },
    { "DELETE FROM events WHERE seq = 20", "case IN190000001: event 20 is not the one that was written" },
    { "DROP TRIGGER heads_last; DELETE FROM heads WHERE n = 3", "head 3 is missing" },
    { "DROP TRIGGER heads_stay; UPDATE heads SET count = 2 WHERE n = 3", "head 3: the chain is broken" },
    { "DROP TRIGGER heads_last; DELETE FROM heads WHERE n = 21", "case IN190000001/2: 1 events" },
    { "UPDATE outbox SET state = 'done' WHERE id = 5", "outbox entry 5: its sum is wrong" },
    { "UPDATE outbox SET state = 'sent' WHERE id = 5", "outbox entry 5: there is no state 'sent'" },
    { "DELETE FROM outbox WHERE id = 5", "outbox: an entry is missing" },
    { "PRAGMA foreign_keys=OFF; DELETE FROM cases WHERE id = 2", "which is missing" },
    { "UPDATE cases SET ticket = 'IN190000002' WHERE id = 2", "case IN190000001/2, event 1: the chain is broken" },
    { "PRAGMA application_id=7", "application_id is 7" },
  };
  gsize length;
  g_autofree char *bytes = NULL;

  fill (f);
  bytes = read_file (f, "journal.db", &length);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sql_run (f, "journal.db", cases[i].sql);
      assert_noticed (f, cases[i].message);
      write_file (f, "journal.db", bytes, length);
    }
  write_file (f, "journal.db", bytes, 0);
  assert_noticed (f, "empty");
  write_file (f, "journal.db", bytes, length / 2);
  assert_noticed (f, "malformed");
  memset (bytes, 0, 100);
  write_file (f, "journal.db", bytes, length);
  assert_noticed (f, "not a database");
}

/* A journal that was there once is not silently begun anew. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->directory, "journal.db", NULL);
  g_autoptr (TuntasStoreContents) contents = NULL;

  fill (f);
  g_assert_cmpint (g_unlink (path), ==, 0);
  open_store (f);
  contents = load (f);
  g_assert_nonnull (contents->report);
  g_assert_nonnull (strstr (contents->report->reason, "missing"));
  g_assert_null (contents->report->damaged_file);
  g_assert_false (contents->report->whole);
  g_assert_cmpuint (contents->cases->len, ==, 0);
}

/* Ended after the file was made and before its first step. */
static void
test_cut_off_at_birth (Fixture *f, gconstpointer data)
{
  write_file (f, "journal.db", "", 0);
  open_store (f);
  reopen_store (f);
}

static void
test_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);

  open_store (f);
  timer = g_timer_new ();
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (store_open (f->directory, NULL, f->executor, MACHINE, &error));
      g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_LOCKED);
    }
  /* It does not wait: twenty would take a hundred seconds. */
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5.0);
  g_assert_true (store_commit (f->store, commit, NULL));
}

typedef struct __user_cap_data_struct Capabilities[_LINUX_CAPABILITY_U32S_3];

/* Of this thread. (The C library has no functions for it.) */
static void
set_capabilities (Capabilities capabilities)
{
  struct __user_cap_header_struct self = { _LINUX_CAPABILITY_VERSION_3, 0 };

  g_assert_cmpint (syscall (SYS_capset, &self, capabilities), ==, 0);
}

/* Root may write everywhere, by capabilities that a thread can lay down; nobody else has any to lay down. */
static void
lay_down_capabilities (Capabilities before)
{
  struct __user_cap_header_struct self = { _LINUX_CAPABILITY_VERSION_3, 0 };
  Capabilities down;

  g_assert_cmpint (syscall (SYS_capget, &self, before), ==, 0);
  memcpy (down, before, sizeof down);
  for (gsize i = 0; i < G_N_ELEMENTS (down); i++)
    down[i].effective = 0;
  set_capabilities (down);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasExecutor) this_thread = tuntas_executor_new_inline ();
  g_autoptr (GError) error = NULL;
  Capabilities before;

  fill (f);
  g_assert_cmpint (g_chmod (f->directory, 0500), ==, 0);
  lay_down_capabilities (before);
  g_assert_null (store_open (f->directory, NULL, this_thread, MACHINE, &error));
  set_capabilities (before);
  g_assert_cmpint (g_chmod (f->directory, 0700), ==, 0);
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_READ_ONLY);
}

/* A disk that says no. */

static void
assert_events (Fixture *f, guint n_events)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  TuntasStoredCase *stored = tuntas_store_contents_find_case (contents, "IN190000001");

  g_assert_cmpuint (stored->events->len, ==, n_events);
  g_assert_cmpuint (contents->entries->len, ==, n_events);
}

static const struct
{
  const char *name;
  Fault fault;
  TuntasStoreError code;
} faults[] = {
  { "full", FAULT_FULL, TUNTAS_STORE_ERROR_FULL },
  { "write", FAULT_WRITE, TUNTAS_STORE_ERROR_IO },
  { "sync", FAULT_SYNC, TUNTAS_STORE_ERROR_IO },
};

/* Once, at each operation of a commit: either it was saved or it was not, and then it is by trying again. */
static void
test_once (Fixture *f, gconstpointer data)
{
  guint saved = 0, not_saved = 0;

  f->vfs = FAULTY_DISK;
  open_store (f);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint after = 0; after < 12; after++)
      {
        gint64 seq = saved + 1;
        g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);
        g_autoptr (TuntasCommit) again = make_commit ("IN190000001", seq);
        g_autoptr (GError) error = NULL;

        faulty_disk_set (faults[i].fault, after, 1);
        if (!store_commit (f->store, commit, &error))
          {
            g_assert_error (error, TUNTAS_STORE_ERROR, (int) faults[i].code);
            g_assert_cmpuint (faulty_disk_failed (), ==, 1);
            g_clear_error (&error);
            not_saved++;
            if (saved > 0)
              assert_events (f, saved);
            store_commit (f->store, again, &error);
            g_assert_no_error (error);
          }
        faulty_disk_set (FAULT_NONE, 0, 0);
        saved++;
        assert_events (f, saved);
      }
  g_assert_cmpuint (not_saved, >, 6);
  reopen_store (f);
  assert_events (f, saved);
}

/* For a while: nothing can be saved, nothing saved is lost, and it goes on without opening the store again. */
static void
test_for_a_while (Fixture *f, gconstpointer data)
{
  f->vfs = FAULTY_DISK;
  open_store (f);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TuntasCommit) before = make_commit ("IN190000001", 2 * i + 1);
      g_autoptr (TuntasCommit) after = make_commit ("IN190000001", 2 * i + 2);
      g_autoptr (GError) none = NULL;

      store_commit (f->store, before, &none);
      g_assert_no_error (none);
      faulty_disk_set (faults[i].fault, 0, G_MAXUINT);
      for (guint n = 0; n < 5; n++)
        {
          g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 2 * i + 2);
          g_autoptr (GError) error = NULL;

          g_assert_false (store_commit (f->store, commit, &error));
          g_assert_cmpuint (error->domain, ==, TUNTAS_STORE_ERROR);
          g_assert_false (store_draft (f->store, "IN190000001", "note", "x", NULL));
        }
      faulty_disk_set (FAULT_NONE, 0, 0);
      /* Where syncs fail for long, the commit may be there after all: then this is the documented way out. */
      if (!store_commit (f->store, after, &none))
        {
          g_assert_cmpint (faults[i].fault, ==, FAULT_SYNC);
          g_assert_error (none, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT);
        }
      assert_events (f, 2 * i + 2);
    }
  reopen_store (f);
  assert_events (f, 2 * G_N_ELEMENTS (faults));
}

/* The sync fails, and again when the log is to be carried over at closing: then the commit is in the log when it is
 * opened again. It is recognized, settled, and has succeeded after all. */
static void
test_in_doubt (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) first = make_commit ("IN190000001", 1);
  g_autoptr (TuntasCommit) second = make_commit ("IN190000001", 2);
  g_autoptr (TuntasCommit) third = make_commit ("IN190000001", 3);
  g_autoptr (GError) error = NULL;

  f->vfs = FAULTY_DISK;
  open_store (f);
  g_assert_true (store_commit (f->store, first, NULL));
  faulty_disk_set (FAULT_SYNC, 0, 2);
  store_commit (f->store, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faulty_disk_failed (), ==, 2);
  faulty_disk_set (FAULT_NONE, 0, 0);
  assert_events (f, 2);
  g_assert_true (store_commit (f->store, third, NULL));
  reopen_store (f);
  assert_events (f, 3);
}

/* The disk is gone, for reading too, and comes back. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasCommit) first = make_commit ("IN190000001", 1);
  g_autoptr (TuntasCommit) second = make_commit ("IN190000001", 2);
  g_autoptr (GError) error = NULL;

  f->vfs = FAULTY_DISK;
  open_store (f);
  g_assert_true (store_commit (f->store, first, NULL));
  faulty_disk_set (FAULT_GONE, 0, G_MAXUINT);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) io = NULL;

      g_assert_false (store_commit (f->store, second, &io));
      g_assert_error (io, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO);
      g_assert_null (store_load (f->store, NULL));
      g_assert_false (store_draft (f->store, "IN190000001", "note", "x", NULL));
    }
  g_assert_cmpuint (faulty_disk_failed (), >=, 9);
  faulty_disk_set (FAULT_NONE, 0, 0);
  store_commit (f->store, second, &error);
  g_assert_no_error (error);
  assert_events (f, 2);
}

/* A disk that does not give a page while the journal is opened, once or from then on, says nothing about the journal:
 * nothing is recovered, and it opens when the disk is well. The journal is large enough for pages that only SQLite's check
 * reads, which tells of them in words. */
static void
read_at_opening (Fixture *f, guint times)
{
  gboolean failed = TRUE;

  for (guint after = 0; failed; after++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasStore) store = NULL;

      faulty_disk_set (FAULT_READ, after, times);
      store = store_open (f->directory, f->vfs, f->executor, MACHINE, &error);
      failed = faulty_disk_failed () > 0;
      faulty_disk_set (FAULT_NONE, 0, 0);
      if (store != NULL)
        store_close (store, NULL);
      else
        g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO);
      g_assert_cmpuint (count_files (f, "damaged-"), ==, 0);
    }
}

static void
test_read_at_opening (Fixture *f, gconstpointer data)
{
  f->vfs = FAULTY_DISK;
  open_store (f);
  for (gint64 seq = 1; seq <= 40; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      g_assert_true (store_commit (f->store, commit, NULL));
    }
  close_store (f);
  read_at_opening (f, 1);
  read_at_opening (f, G_MAXUINT);
  open_store (f);
  assert_events (f, 40);
}

/* The same with the kernel's own word: no file may grow beyond this. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  struct rlimit before, limit;
  g_autoptr (GError) error = NULL;
  gint64 seq = 1;

  signal (SIGXFSZ, SIG_IGN);
  open_store (f);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 400 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (TRUE)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);

      if (!store_commit (f->store, commit, &error))
        break;
      seq++;
      g_assert_cmpint (seq, <, 10000);
    }
  g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_FULL);
  g_assert_cmpint (seq, >, 3);
  assert_events (f, (guint) seq - 1);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq + i);
      g_autoptr (GError) none = NULL;

      store_commit (f->store, commit, &none);
      g_assert_no_error (none);
    }
  reopen_store (f);
  assert_events (f, (guint) seq + 4);
}

#define ADD(path, func) \
  g_test_add ("/store/faults/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();

  ADD ("flipped", test_flipped);
  ADD ("broken", test_broken);
  ADD ("missing", test_missing);
  ADD ("cut-off-at-birth", test_cut_off_at_birth);
  ADD ("locked", test_locked);
  ADD ("read-only", test_read_only);
  ADD ("read-at-opening", test_read_at_opening);
  ADD ("once", test_once);
  ADD ("for-a-while", test_for_a_while);
  ADD ("in-doubt", test_in_doubt);
  ADD ("gone", test_gone);
  ADD ("limit", test_limit);
  return g_test_run ();
}
