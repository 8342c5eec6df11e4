/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "store-test.h"
#include "tuntas-journal-private.h"

#include <glib/gstdio.h>

/* What safety costs: a start with ten thousand tickets and a year of journal, its parts, and an act until the disk has
 * confirmed it. */

#define TICKETS 10000
#define CASES   2500
#define EVENTS  20 /* of each case, a commit each; every fourth with an entry */
#define ACTS    2000
#define STARTS  5

static void
put_tickets (Fixture *f)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) gone = NULL;

  for (guint i = 0; i < TICKETS; i++)
    {
      g_autofree char *id = g_strdup_printf ("IN%09u", i);
      TuntasTicket *ticket = tuntas_ticket_new (id);

      for (guint field = 0; field < TUNTAS_TICKET_N_FIELDS; field++)
        if (field != TUNTAS_TICKET_ID)
          tuntas_ticket_set (ticket, field, "Jl. Merdeka 17, Bandung");
      g_ptr_array_add (tickets, ticket);
    }
  tuntas_store_put_tickets_async (f->store, tickets, TRUE, NULL, NULL, await_cb, &result);
  gone = tuntas_store_put_tickets_finish (f->store, await (&result), NULL);
  g_assert_nonnull (gone);
}

static TuntasCommit *
year_commit (guint i, gint64 seq)
{
  g_autofree char *case_id = g_strdup_printf ("IN%09u", i);
  TuntasCommit *commit = tuntas_commit_new (case_id, case_id);
  g_autoptr (TuntasEvent) event = make_event (seq);
  g_autoptr (TuntasOutboxEntry) entry = make_entry (case_id, seq, 0);

  tuntas_commit_add_event (commit, event);
  if (seq % 4 == 0)
    tuntas_commit_add_entry (commit, entry);
  return commit;
}

/* In memory: there it takes seconds, and what is read again comes from memory anyway. */
static void
make_year (Fixture *f)
{
  open_store (f);
  put_tickets (f);
  for (gint64 seq = 1; seq <= EVENTS; seq++)
    for (guint i = 0; i < CASES; i++)
      {
        g_autoptr (TuntasCommit) commit = year_commit (i, seq);

        g_assert_true (store_commit (f->store, commit, NULL));
      }
  close_store (f);
}

static void
measure_starts (Fixture *f)
{
  g_auto (Figures) starts = { NULL };

  figures_init (&starts);
  for (guint i = 0; i < STARTS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TuntasStoreContents) contents = NULL;

      open_store (f);
      contents = load (f);
      figures_add (&starts, milliseconds_since (start));
      g_assert_cmpuint (contents->tickets->len, ==, TICKETS);
      g_assert_cmpuint (contents->cases->len, ==, CASES);
      close_store (f);
    }
  figure_print ("store.start", figures_at (&starts, 0.5), "ms");
  figure_print ("store.start.worst", figures_at (&starts, 1), "ms");
}

/* The parts of a start: SQLite's own check (which opening does), and the proof of chains, heads and sums. */
static void
measure_proof (Fixture *f)
{
  TuntasDatabasePlan plan = tuntas_journal_plan (TUNTAS_JOURNAL_FILE);
  g_auto (Figures) checks = { NULL };
  g_auto (Figures) chains = { NULL };

  figures_init (&checks);
  figures_init (&chains);
  for (guint i = 0; i < STARTS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TuntasDatabase) database = tuntas_database_open (&plan, f->directory, NULL,
                                                                  TUNTAS_DATABASE_EXISTING, NULL);

      figures_add (&checks, milliseconds_since (start));
      start = g_get_monotonic_time ();
      g_assert_true (tuntas_journal_walk (database, NULL, NULL));
      figures_add (&chains, milliseconds_since (start));
    }
  figure_print ("store.check", figures_at (&checks, 0.5), "ms");
  figure_print ("store.chain", figures_at (&chains, 0.5), "ms");
}

static void
measure_snapshot (Fixture *f)
{
  gint64 start;

  open_store (f);
  start = g_get_monotonic_time ();
  g_assert_true (store_snapshot (f->store, NOW, NULL));
  figure_print ("store.snapshot", milliseconds_since (start), "ms");
  close_store (f);
}

/* On the disk of this computer. */
static void
measure_acts (void)
{
  Fixture f = { NULL };
  g_auto (Figures) acts = { NULL };

  fixture_set_up (&f, NULL);
  open_store (&f);
  figures_init (&acts);
  for (gint64 seq = 1; seq <= ACTS; seq++)
    {
      g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", seq);
      gint64 start = g_get_monotonic_time ();

      g_assert_true (store_commit (f.store, commit, NULL));
      figures_add (&acts, milliseconds_since (start));
    }
  figure_print ("store.act", figures_at (&acts, 0.5), "ms");
  figure_print ("store.act.p99", figures_at (&acts, 0.99), "ms");
  fixture_tear_down (&f, NULL);
}

int
main (int argc, char **argv)
{
  Fixture year = { NULL };

  measure_acts ();
  fixture_set_up (&year, GINT_TO_POINTER (TRUE));
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    {
      g_rmdir (year.directory);
      g_free (year.directory);
      year.directory = g_strdup ("/dev/shm/tuntas-year-XXXXXX");
      g_assert_nonnull (g_mkdtemp (year.directory));
    }
  make_year (&year);
  measure_starts (&year);
  measure_proof (&year);
  measure_snapshot (&year);
  fixture_tear_down (&year, GINT_TO_POINTER (TRUE));
  return 0;
}
