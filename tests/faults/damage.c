/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"
#include "store-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Journals that were damaged by chance: bytes, pages, ends, whole files. Opening one never ends the program; what is
 * there afterwards is true; what is not as it was is told; and nothing that the snapshot had is lost. */

#define FULL_JOURNALS 2000
#define N_CASES       6
#define N_BEFORE      5 /* events of each case, with an entry each, when the snapshot was made */
#define N_AFTER       5
#define PAGE          4096

typedef struct
{
  char *name;
  char *bytes;
  gsize length;
} Kept;

typedef struct
{
  GArray *files;       /* of Kept: the folder of a journal that is whole */
  TuntasStoreContents *truth; /* (owned): what there is in it */
  guint64 journals;
  guint64 told;        /* of them, those in which something was noticed */
  guint64 unnoticed;   /* not as they were, and nothing was said */
  guint64 events, events_back;   /* newer than the snapshot, in the journals that were told of */
  guint64 entries, entries_back; /* likewise */
} Tally;

/* The journal that is damaged. */

static void
commit_event (Fixture *f, guint i, gint64 seq)
{
  g_autofree char *case_id = i == 0 ? g_strdup ("IN190000001") : g_strdup_printf ("IN190000001/%u", i + 1);
  g_autoptr (TuntasCommit) commit = make_commit (case_id, seq);

  g_assert_true (store_commit (f->store, commit, NULL));
}

/* Every second entry from before the snapshot is done after it. */
static void
settle_some (Fixture *f)
{
  g_autoptr (TuntasStoreContents) contents = load (f);

  for (guint i = 0; i < contents->entries->len; i += 2)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);
      g_autoptr (TuntasOutboxEntry) begun = changed (entry, TUNTAS_OUTBOX_BEGUN);
      g_autoptr (TuntasOutboxEntry) done = changed (entry, TUNTAS_OUTBOX_DONE);
      g_autoptr (TuntasCommit) commit = tuntas_commit_new (entry->case_id, entry->ticket_id);

      done->changed_at = NOW + 1;
      tuntas_commit_change_entry (commit, begun, TUNTAS_OUTBOX_PENDING);
      tuntas_commit_change_entry (commit, done, TUNTAS_OUTBOX_BEGUN);
      g_assert_true (store_commit (f->store, commit, NULL));
    }
}

static void
kept_clear (gpointer data)
{
  Kept *kept = data;

  g_free (kept->name);
  g_free (kept->bytes);
}

static GArray *
keep_files (Fixture *f)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (f->directory, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, kept_clear);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->directory, name, NULL);
      Kept kept = { g_strdup (name), NULL, 0 };

      g_assert_true (g_file_get_contents (path, &kept.bytes, &kept.length, NULL));
      g_array_append_val (files, kept);
    }
  return files;
}

static GArray *
make_journal (void)
{
  Fixture f = { NULL };
  GArray *files;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  open_store (&f);
  for (gint64 seq = 1; seq <= N_BEFORE + N_AFTER; seq++)
    {
      for (guint i = 0; i < N_CASES; i++)
        commit_event (&f, i, seq);
      if (seq == N_BEFORE)
        g_assert_true (store_snapshot (f.store, NOW - 3600, NULL));
    }
  settle_some (&f);
  close_store (&f);
  files = keep_files (&f);
  fixture_tear_down (&f, NULL);
  return files;
}

/* The damage. */

static gsize
random_below (GRand *random, gsize n)
{
  return (gsize) g_rand_int_range (random, 0, (int) n);
}

static void
flip_bytes (GRand *random, char *bytes, gsize length)
{
  for (gsize n = 1 + random_below (random, 8); n > 0; n--)
    bytes[random_below (random, length)] ^= (char) (1 + random_below (random, 255));
}

static void
spoil_page (GRand *random, char *bytes, gsize length)
{
  char *page = bytes + PAGE * random_below (random, length / PAGE);
  gboolean noise = g_rand_boolean (random);

  for (gsize i = 0; i < PAGE; i++)
    page[i] = (char) (noise ? random_below (random, 256) : 0);
}

/* As when a write went to the wrong place. */
static void
copy_page (GRand *random, char *bytes, gsize length)
{
  gsize n = length / PAGE;

  memmove (bytes + PAGE * random_below (random, n), bytes + PAGE * random_below (random, n), PAGE);
}

/* The new length. */
static gsize
damage (GRand *random, char *bytes, gsize length)
{
  switch (random_below (random, 10))
    {
    case 0:
      return random_below (random, length);
    case 1:
      memset (bytes, 0, 100);
      return length;
    case 2:
      flip_bytes (random, bytes, 100);
      return length;
    case 3:
    case 4:
      spoil_page (random, bytes, length);
      return length;
    case 5:
      copy_page (random, bytes, length);
      return length;
    default:
      flip_bytes (random, bytes, length);
      return length;
    }
}

static void
put_files (Fixture *f, const GArray *files, GRand *random)
{
  for (guint i = 0; i < files->len; i++)
    {
      const Kept *kept = &g_array_index (files, Kept, i);
      g_autofree char *path = g_build_filename (f->directory, kept->name, NULL);
      g_autofree char *bytes = g_memdup2 (kept->bytes, kept->length);
      gsize length = kept->length;

      if (strcmp (kept->name, "journal.db") == 0)
        length = damage (random, bytes, length);
      g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

/* The judge. */

/* How many events of all cases are there; each is the one that was written. */
static guint
count_events (const TuntasStoreContents *contents)
{
  guint n = 0;

  for (guint i = 0; i < contents->cases->len; i++)
    {
      const TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);

      for (guint j = 0; j < stored->events->len; j++)
        assert_event (g_ptr_array_index (stored->events, j), j + 1);
      n += stored->events->len;
    }
  return n;
}

/* Entries in the state in which they were; an entry is never further than that. */
static guint
count_entries (const TuntasStoreContents *contents)
{
  guint n = 0;

  for (guint i = 0; i < contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      g_assert_cmpstr (entry->payload, ==, "{\"text\":\"sudah normal\"}");
      n += entry->state == TUNTAS_OUTBOX_DONE || entry->state == TUNTAS_OUTBOX_PENDING ? 1 : 0;
    }
  return n;
}

/* What was done is never pending again: it would be sent twice. */
static gboolean
is_safe (const TuntasStoreContents *contents, const TuntasStoreContents *truth)
{
  for (guint i = 0; i < contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);
      const TuntasOutboxEntry *was = find_entry (truth, entry->key);

      if (was == NULL || (was->state == TUNTAS_OUTBOX_DONE && entry->state == TUNTAS_OUTBOX_PENDING))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full): what there was. */
static TuntasStoreContents *
load_truth (const GArray *files)
{
  Fixture f = { NULL };
  TuntasStoreContents *truth;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  for (guint i = 0; i < files->len; i++)
    {
      const Kept *kept = &g_array_index (files, Kept, i);
      g_autofree char *path = g_build_filename (f.directory, kept->name, NULL);

      g_assert_true (g_file_set_contents (path, kept->bytes, (gssize) kept->length, NULL));
    }
  open_store (&f);
  truth = load (&f);
  g_assert_null (truth->report);
  fixture_tear_down (&f, NULL);
  return truth;
}

static char *
judge (Tally *tally, const TuntasStoreContents *contents)
{
  guint events = count_events (contents), entries = count_entries (contents);
  guint all = N_CASES * (N_BEFORE + N_AFTER), snapshot = N_CASES * N_BEFORE;

  if (contents->report == NULL && (events != all || entries != all))
    {
      tally->unnoticed++;
      return g_strdup_printf ("%u of %u events, %u of %u entries, and nothing was noticed", events, all, entries, all);
    }
  if (events < snapshot || contents->entries->len < snapshot)
    return g_strdup_printf ("the snapshot had more: %u events, %u entries", events, contents->entries->len);
  if (!is_safe (contents, tally->truth))
    return g_strdup ("an entry is pending that was done, or was not there");
  if (contents->report == NULL)
    return NULL;
  if (contents->report->whole && contents->report->n_missing == 0 && (events != all || entries != all))
    return g_strdup_printf ("%u of %u events, %u of %u entries, and nothing is said to be lost", events, all, entries,
                            all);
  tally->told++;
  tally->events += all - snapshot;
  tally->events_back += events - snapshot;
  tally->entries += all;
  tally->entries_back += entries;
  return NULL;
}

static char *
play (guint64 seed, gpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed_array ((guint32[]){ (guint32) seed, (guint32) (seed >> 32) }, 2);
  Tally *tally = data;
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f = { NULL };
  char *wrong = NULL;

  fixture_set_up (&f, GINT_TO_POINTER (TRUE));
  put_files (&f, tally->files, random);
  f.store = store_open (f.directory, NULL, f.executor, MACHINE, &error);
  if (f.store == NULL || tuntas_store_is_newer (f.store))
    /* A flip in the version makes it a newer program's: told too, and nothing was touched. */
    wrong = f.store != NULL || g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER)
                ? NULL
                : g_strdup_printf ("it does not open: %s", error->message);
  else
    {
      contents = load (&f);
      wrong = judge (tally, contents);
    }
  fixture_tear_down (&f, NULL);
  tally->journals++;
  return wrong;
}

static void
test_damage (void)
{
  Tally tally = { .files = make_journal () };

  tally.truth = load_truth (tally.files);
  faults_play ("/faults/damage/journals", play, &tally, &tally.journals, FULL_JOURNALS);
  faults_figure ("damage.journals", tally.journals, "journals");
  faults_figure ("damage.told", tally.told, "journals");
  faults_figure ("damage.unnoticed", tally.unnoticed, "journals");
  if (tally.told > 0)
    {
      faults_figure ("damage.events.back", 100 * tally.events_back / tally.events, "%");
      faults_figure ("damage.entries.back", 100 * tally.entries_back / tally.entries, "%");
    }
  tuntas_store_contents_unref (tally.truth);
  g_array_unref (tally.files);
}

int
main (int argc, char **argv)
{
  faults_init (&argc, &argv);
  g_test_add_func ("/faults/damage/journals", test_damage);
  return g_test_run ();
}
