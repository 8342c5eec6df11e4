/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"
#include "power-disk.h"
#include "store-test.h"
#include "tuntas-journal.h"

#include <glib/gstdio.h>
#include <string.h>

/* The power goes at any write, sync or change of names, again and again, in the middle of making the journal, of acts,
 * of bringing it up from version 1, of carrying the log over, of coming up after the cut before. What was said to be
 * saved is there afterwards, whole, and at most one act more that was being saved. */

#define CASE       "IN190000001"
#define CUTS       20 /* at most, in one history */
#define FULL_CUTS  50000

typedef struct
{
  guint64 cuts;
  guint64 lost;     /* acts that were acknowledged and are not there */
  guint64 halves;   /* an act without its entry, or the other way round */
  guint64 corrupt;  /* a journal that is not what was written */
  guint64 acts;     /* acknowledged */
  char *old;        /* (nullable): the bytes of a journal of version 1 */
  gsize old_length;
  gboolean lies;    /* the disk's syncs do nothing */
} Tally;

/* One journal's life through many cuts. */
typedef struct
{
  Tally *tally;
  GRand *random;
  char *directory;
  gint64 acknowledged; /* events */
} History;

/* The entry of the event before goes one state further with each act. */
static TuntasCommit *
next_commit (gint64 seq, GPtrArray *entries)
{
  TuntasCommit *commit = make_commit (CASE, seq);

  if (entries->len > 0)
    {
      TuntasOutboxEntry *last = g_ptr_array_index (entries, entries->len - 1);
      g_autoptr (TuntasOutboxEntry) begun = changed (last, TUNTAS_OUTBOX_BEGUN);

      if (last->state == TUNTAS_OUTBOX_PENDING)
        tuntas_commit_change_entry (commit, begun, TUNTAS_OUTBOX_PENDING);
    }
  return commit;
}

/* (transfer full): the entry of that event as it is now stored. */
static TuntasOutboxEntry *
stored_entry (gint64 seq, gint64 id)
{
  TuntasOutboxEntry *entry = make_entry (CASE, seq, 0);

  entry->id = id;
  entry->case_id = g_strdup (CASE);
  entry->ticket_id = g_strdup (CASE);
  return entry;
}

/* (transfer full) (nullable): what is wrong. */
static char *
judge (History *self, const TuntasStoreContents *contents)
{
  TuntasStoredCase *stored = tuntas_store_contents_find_case (contents, CASE);
  gint64 n = stored != NULL ? stored->events->len : 0;

  if (contents->report != NULL)
    {
      self->tally->corrupt++;
      return g_strdup_printf ("the journal was recovered: %s", contents->report->reason);
    }
  if (n < self->acknowledged)
    {
      self->tally->lost += (guint64) (self->acknowledged - n);
      return g_strdup_printf ("%" G_GINT64_FORMAT " acts are there, %" G_GINT64_FORMAT " were acknowledged", n,
                              self->acknowledged);
    }
  if (n > self->acknowledged + 1 || contents->entries->len != n)
    {
      self->tally->halves++;
      return g_strdup_printf ("%" G_GINT64_FORMAT " acts, %u entries, %" G_GINT64_FORMAT " acknowledged", n,
                              contents->entries->len, self->acknowledged);
    }
  for (gint64 i = 0; i < n; i++)
    assert_event (g_ptr_array_index (stored->events, i), i + 1);
  self->acknowledged = n;
  return NULL;
}

static void
act_until_cut (History *self, TuntasJournal *journal, const TuntasStoreContents *contents)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  gint64 most = g_rand_int_range (self->random, 0, 40);

  if (contents->entries->len > 0)
    g_ptr_array_add (entries, tuntas_outbox_entry_ref (g_ptr_array_index (contents->entries,
                                                                          contents->entries->len - 1)));
  for (gint64 i = 0; i < most; i++)
    {
      g_autoptr (TuntasCommit) commit = next_commit (self->acknowledged + 1, entries);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (!tuntas_journal_commit (journal, commit, ids, NULL))
        return;
      self->acknowledged++;
      self->tally->acts++;
      tuntas_journal_tidy (journal);
      g_ptr_array_add (entries, stored_entry (self->acknowledged, g_array_index (ids, gint64, 0)));
      if (g_rand_int_range (self->random, 0, 4) == 0 &&
          !tuntas_journal_put_draft (journal, CASE, "note", "sedang diketik", NULL))
        return;
    }
}

/* From one start to the next cut. */
static char *
live (History *self)
{
  g_autoptr (TuntasJournal) journal = NULL;
  g_autoptr (TuntasStoreContents) contents = tuntas_store_contents_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = NULL;

  journal = tuntas_journal_open (self->directory, POWER_DISK, MACHINE, NOW, &error);
  if (journal == NULL && power_disk_is_cut ())
    return NULL;
  if (journal == NULL || (!tuntas_journal_load (journal, contents, &error) && !power_disk_is_cut ()))
    {
      self->tally->corrupt++;
      return g_strdup_printf ("the journal does not open: %s", error->message);
    }
  if (error != NULL)
    return NULL;
  wrong = judge (self, contents);
  if (wrong == NULL)
    act_until_cut (self, journal, contents);
  return g_steal_pointer (&wrong);
}

static char *
play (guint64 seed, gpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed_array ((guint32[]){ (guint32) seed, (guint32) (seed >> 32) }, 2);
  History self = { .tally = data, .random = random };
  g_autofree char *lock = NULL;
  char *wrong = NULL;

  self.directory = g_dir_make_tmp ("tuntas-power-XXXXXX", NULL);
  lock = g_build_filename (self.directory, "journal.lock", NULL);
  power_disk_clear ();
  power_disk_lie (self.tally->lies);
  if (self.tally->old != NULL && g_rand_int_range (random, 0, 5) == 0)
    {
      g_autofree char *journal = g_build_filename (self.directory, "journal.db", NULL);

      power_disk_put (journal, self.tally->old, self.tally->old_length);
      g_assert_true (g_file_set_contents (lock, "made", -1, NULL));
      self.acknowledged = 4;
    }
  for (guint i = 0; i < CUTS && wrong == NULL; i++)
    {
      /* Early ones too: coming up takes some twenty changes. */
      power_disk_cut_at ((guint) g_rand_int_range (random, 0, g_rand_boolean (random) ? 30 : 400));
      wrong = live (&self);
      if (wrong == NULL)
        self.tally->cuts++;
      power_disk_restart (random);
    }
  if (wrong == NULL)
    {
      power_disk_cut_at (G_MAXUINT);
      wrong = live (&self);
    }
  faults_remove_directory (self.directory);
  g_free (self.directory);
  return wrong;
}

/* A journal of version 1, made by the real SQLite. */
static void
read_old (Tally *tally)
{
  Fixture f = { NULL };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "store/journal-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *path = NULL;

  fixture_set_up (&f, NULL);
  path = g_build_filename (f.directory, "journal.db", NULL);
  g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  sql_run (&f, "journal.db", sql);
  g_assert_true (g_file_get_contents (path, &tally->old, &tally->old_length, NULL));
  fixture_tear_down (&f, NULL);
}

static void
test_cuts (void)
{
  Tally tally = { 0 };

  read_old (&tally);
  faults_play ("/faults/power/cuts", play, &tally, &tally.cuts, FULL_CUTS);
  faults_figure ("power.cuts", tally.cuts, "cuts");
  faults_figure ("power.acknowledged", tally.acts, "acts");
  faults_figure ("power.lost", tally.lost, "acts");
  faults_figure ("power.halves", tally.halves, "acts");
  faults_figure ("power.corrupt", tally.corrupt, "journals");
  g_free (tally.old);
}

/* The measurement can fail: on a disk that only says that it has synced, acts are lost. */
static void
test_lying_disk (void)
{
  Tally tally = { .lies = TRUE };
  guint failed = 0;

  for (guint64 seed = 1; seed <= 50; seed++)
    {
      g_autofree char *wrong = play (seed, &tally);

      failed += wrong != NULL ? 1 : 0;
    }
  g_test_message ("%u of 50 histories went wrong on a disk that lies", failed);
  g_assert_cmpuint (failed, >, 25);
  g_assert_cmpuint (tally.lost + tally.corrupt, >, 0);
}

int
main (int argc, char **argv)
{
  faults_init (&argc, &argv);
  power_disk_register ();
  g_test_add_func ("/faults/power/cuts", test_cuts);
  g_test_add_func ("/faults/power/lying-disk", test_lying_disk);
  return g_test_run ();
}
