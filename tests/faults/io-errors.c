/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"
#include "power-disk.h"
#include "store-test.h"
#include "tuntas-journal.h"

#include <glib/gstdio.h>

/* Each call to the disk that saving makes fails, one after the other: once, and for ever until it is mended. What was
 * refused is not there, what was said to be saved is, and without being opened anew the store goes on afterwards. */

#define CASE "IN190000001"

typedef struct
{
  guint64 points;
  guint64 refused;
  guint64 in_doubt; /* refused, and there after all: the next one is told to load again */
} Tally;

static gboolean
save (Fixture *f, gint64 seq, GError **error)
{
  g_autoptr (TuntasCommit) commit = make_commit (CASE, seq);

  return store_commit (f->store, commit, error);
}

static guint
count (Fixture *f)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  TuntasStoredCase *stored = tuntas_store_contents_find_case (contents, CASE);

  g_assert_cmpuint (contents->entries->len, ==, stored->events->len);
  g_assert_null (contents->report);
  return stored->events->len;
}

/* After it was mended: at once, or where nobody could tell what became of the one that failed, after loading again. */
static void
assert_goes_on (Fixture *f, Tally *tally, gint64 seq, gboolean refused)
{
  g_autoptr (GError) error = NULL;

  if (refused && !save (f, seq, &error))
    {
      g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CONFLICT);
      tally->in_doubt++;
    }
  g_assert_cmpuint (count (f), ==, seq);
  g_assert_true (save (f, seq + 1, NULL));
}

/* FALSE where no call was left to fail. */
static gboolean
fail_at (Tally *tally, guint n, gboolean forever, gboolean full, guint n_before)
{
  Fixture f = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean refused, struck;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  f.vfs = POWER_DISK;
  power_disk_clear ();
  open_store (&f);
  for (guint i = 0; i < n_before; i++)
    g_assert_true (save (&f, i + 1, NULL));

  power_disk_fail_at (n, forever, full);
  refused = !save (&f, n_before + 1, &error);
  struck = power_disk_failed () > 0;
  if (refused)
    {
      g_assert_true (struck);
      g_assert_cmpuint (error->domain, ==, TUNTAS_STORE_ERROR);
      g_assert_true (error->code == TUNTAS_STORE_ERROR_IO || error->code == TUNTAS_STORE_ERROR_FULL);
      tally->refused++;
    }
  power_disk_heal ();
  assert_goes_on (&f, tally, n_before + 1, refused);
  reopen_store (&f);
  g_assert_cmpuint (count (&f), ==, n_before + 2);
  fixture_tear_down (&f, NULL);
  tally->points += struck ? 1 : 0;
  return struck;
}

/* How many acts come before the one that carries the log over. */
static guint
find_carrying_over (void)
{
  Fixture f = { NULL };
  guint most = 0, found = 0;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  f.vfs = POWER_DISK;
  power_disk_clear ();
  open_store (&f);
  for (guint i = 0; i < 200; i++)
    {
      power_disk_cut_at (G_MAXUINT);
      g_assert_true (save (&f, i + 1, NULL));
      if (power_disk_changes () > most)
        {
          most = power_disk_changes ();
          found = i;
        }
    }
  fixture_tear_down (&f, NULL);
  g_assert_cmpuint (most, >, 25);
  return found;
}

/* The first act makes the case, later ones only add to it. */
static void
test_each_call (gconstpointer forever)
{
  const guint befores[] = { 1, 3, find_carrying_over () };
  Tally tally = { 0 };
  g_autofree char *name = g_strdup_printf ("io.%s", GPOINTER_TO_INT (forever) ? "forever" : "once");

  for (guint full = 0; full < 2; full++)
    for (guint i = 0; i < G_N_ELEMENTS (befores); i++)
      for (guint n = 0; fail_at (&tally, n, GPOINTER_TO_INT (forever), full != 0, befores[i]); n++)
        continue;
  faults_figure (name, tally.points, "points");
  g_test_message ("%" G_GUINT64_FORMAT " refused, %" G_GUINT64_FORMAT " of them in doubt", tally.refused,
                  tally.in_doubt);
  g_assert_cmpuint (tally.points, >, 100);
  g_assert_cmpuint (tally.refused, >, 20);
}

/* An act is acknowledged after one sync. A long log is carried over once that was said. */
static void
test_one_sync (void)
{
  g_autofree char *directory = g_dir_make_tmp ("tuntas-sync-XXXXXX", NULL);
  TuntasJournal *journal = NULL;
  guint n_tidied = 0;

  power_disk_clear ();
  journal = tuntas_journal_open (directory, POWER_DISK, MACHINE, NOW, NULL);
  g_assert_nonnull (journal);
  for (guint i = 1; i <= 200; i++)
    {
      g_autoptr (TuntasCommit) commit = make_commit (CASE, i);

      power_disk_cut_at (G_MAXUINT);
      g_assert_true (tuntas_journal_commit (journal, commit, NULL, NULL));
      if (i > 1)
        g_assert_cmpuint (power_disk_syncs (), ==, 1);
      tuntas_journal_tidy (journal);
      n_tidied += power_disk_syncs () > 1 ? 1 : 0;
    }
  g_assert_cmpuint (n_tidied, >, 5);
  tuntas_journal_close (journal);
  faults_remove_directory (directory);
}

/* The first entry is on its way. */
static void
begin_first (Fixture *f)
{
  g_autoptr (TuntasStoreContents) contents = load (f);
  TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, 0);
  g_autoptr (TuntasOutboxEntry) begun = changed (entry, TUNTAS_OUTBOX_BEGUN);
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (CASE, CASE);

  tuntas_commit_change_entry (commit, begun, TUNTAS_OUTBOX_PENDING);
  g_assert_true (store_commit (f->store, commit, NULL));
}

static void
assert_first_is_unknown (Fixture *f)
{
  g_autoptr (TuntasStoreContents) contents = load (f);

  g_assert_cmpint (((TuntasOutboxEntry *) g_ptr_array_index (contents->entries, 0))->state, ==, TUNTAS_OUTBOX_UNKNOWN);
}

/* The same while the store is opened, which doubts what was on its way: it says so, and opens when the disk is mended,
 * with all there was. */
static void
test_opening (gconstpointer forever)
{
  gboolean struck = TRUE;
  guint n_refused = 0;

  for (guint n = 0; struck; n++)
    {
      Fixture f = { NULL };
      g_autoptr (GError) error = NULL;

      fixture_set_up (&f, GINT_TO_POINTER (TRUE));
      f.vfs = POWER_DISK;
      power_disk_clear ();
      open_store (&f);
      g_assert_true (save (&f, 1, NULL));
      begin_first (&f);
      close_store (&f);
      power_disk_fail_at (n, GPOINTER_TO_INT (forever), FALSE);
      f.store = store_open (f.directory, POWER_DISK, f.executor, MACHINE, &error);
      struck = power_disk_failed () > 0;
      power_disk_heal ();
      if (f.store == NULL)
        {
          g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO);
          n_refused++;
          open_store (&f);
        }
      g_assert_cmpuint (count (&f), ==, 1);
      assert_first_is_unknown (&f);
      fixture_tear_down (&f, NULL);
    }
  g_assert_cmpuint (n_refused, >, 10);
}

int
main (int argc, char **argv)
{
  faults_init (&argc, &argv);
  power_disk_register ();
  g_test_add_data_func ("/faults/io/once", GINT_TO_POINTER (FALSE), test_each_call);
  g_test_add_data_func ("/faults/io/forever", GINT_TO_POINTER (TRUE), test_each_call);
  g_test_add_func ("/faults/io/one-sync", test_one_sync);
  g_test_add_data_func ("/faults/io/opening-once", GINT_TO_POINTER (FALSE), test_opening);
  g_test_add_data_func ("/faults/io/opening-forever", GINT_TO_POINTER (TRUE), test_opening);
  return g_test_run ();
}
