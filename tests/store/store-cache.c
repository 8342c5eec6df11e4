/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include <glib/gstdio.h>

#include "store-test.h"

#define MANY 10000

static TuntasTicket *
make_ticket (guint number)
{
  g_autofree char *id = g_strdup_printf ("IN%09u", number);
  TuntasTicket *ticket = tuntas_ticket_new (id);

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u, cukup panjang", tuntas_ticket_field_nick (i), number);

      if (i != TUNTAS_TICKET_ID && i != TUNTAS_TICKET_GAMAS)
        tuntas_ticket_set (ticket, i, text);
    }
  return ticket;
}

/* Numbers from first to last. */
static GPtrArray *
make_tickets (guint first, guint last)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);

  for (guint i = first; i <= last; i++)
    g_ptr_array_add (tickets, make_ticket (i));
  return tickets;
}

static GStrv
put (Fixture *f, GPtrArray *tickets, gboolean complete, const char *changed_since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GStrv gone;

  tuntas_store_put_tickets_async (f->store, tickets, complete, changed_since, NULL, await_cb, &result);
  gone = tuntas_store_put_tickets_finish (f->store, await (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (gone);
  return gone;
}

static void
test_tickets (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = make_tickets (1, 3);
  g_autoptr (GPtrArray) again = make_tickets (2, 2);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_auto (GStrv) gone = NULL;
  g_auto (GStrv) gone_again = NULL;
  TuntasStoredTicket *stored;

  open_store (f);
  gone = put (f, tickets, FALSE, "2026-11-23T02:00:00Z");
  g_assert_cmpuint (g_strv_length (gone), ==, 0);
  /* A field that Nossa no longer has is absent again. */
  tuntas_ticket_set (g_ptr_array_index (again, 0), TUNTAS_TICKET_GAMAS, "IN000000009");
  tuntas_ticket_set (g_ptr_array_index (again, 0), TUNTAS_TICKET_OWNER, NULL);
  gone_again = put (f, again, FALSE, NULL);
  g_assert_cmpuint (g_strv_length (gone_again), ==, 0);

  reopen_store (f);
  contents = load (f);
  g_assert_false (contents->cache_rebuilt);
  g_assert_cmpstr (g_hash_table_lookup (contents->cache_meta, "changed_since"), ==, "2026-11-23T02:00:00Z");
  g_assert_cmpuint (contents->tickets->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      stored = g_ptr_array_index (contents->tickets, i);
      g_assert_false (stored->gone);
      g_assert_true (tuntas_ticket_equal (stored->ticket, i == 1 ? g_ptr_array_index (again, 0)
                                                                 : g_ptr_array_index (tickets, i)));
    }
}

/* A complete list marks what it has not, and removes nothing by itself. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) all = make_tickets (1, 5);
  g_autoptr (GPtrArray) some = make_tickets (2, 4);
  g_autoptr (GPtrArray) back = make_tickets (5, 5);
  g_autoptr (TuntasStoreContents) marked = NULL;
  g_autoptr (TuntasStoreContents) removed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) two = NULL;
  g_auto (GStrv) one = NULL;

  open_store (f);
  none = put (f, all, TRUE, NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  two = put (f, some, TRUE, NULL);
  g_assert_cmpstrv (two, ((const char *const[]){ "IN000000001", "IN000000005", NULL }));
  one = put (f, back, FALSE, NULL);
  g_assert_cmpstrv (one, ((const char *const[]){ "IN000000001", NULL }));

  marked = load (f);
  g_assert_cmpuint (marked->tickets->len, ==, 5);
  g_assert_true (((TuntasStoredTicket *) g_ptr_array_index (marked->tickets, 0))->gone);
  g_assert_false (((TuntasStoredTicket *) g_ptr_array_index (marked->tickets, 4))->gone);

  tuntas_store_remove_tickets_async (f->store, (const char *const *) one, NULL, await_cb, &result);
  g_assert_true (tuntas_store_remove_tickets_finish (f->store, await (&result), NULL));
  removed = load (f);
  g_assert_cmpuint (removed->tickets->len, ==, 4);
}

static void
put_log (Fixture *f, const char *ticket, const char *const *entries)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_store_put_work_log_async (f->store, ticket, entries, NULL, await_cb, &result);
  tuntas_store_put_work_log_finish (f->store, await (&result), &error);
  g_assert_no_error (error);
}

static GStrv
load_log (Fixture *f, const char *ticket)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_load_work_log_async (f->store, ticket, NULL, await_cb, &result);
  return tuntas_store_load_work_log_finish (f->store, await (&result), NULL);
}

static void
test_work_log (Fixture *f, gconstpointer data)
{
  const char *const first[] = { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}", NULL };
  const char *const second[] = { "{\"b\":1}", "{\"b\":2}", NULL };
  const char *const ids[] = { "IN000000001", "IN000000007", NULL };
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) meta = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_auto (GStrv) log = NULL;
  g_auto (GStrv) other = NULL;
  g_auto (GStrv) left = NULL;

  open_store (f);
  put_log (f, "IN000000001", first);
  put_log (f, "IN000000002", first);
  put_log (f, "IN000000001", second);
  tuntas_store_put_cache_meta_async (f->store, "offset", "-3", NULL, await_cb, &meta);
  g_assert_true (tuntas_store_put_cache_meta_finish (f->store, await (&meta), NULL));
  reopen_store (f);
  log = load_log (f, "IN000000001");
  g_assert_cmpstrv (log, second);
  other = load_log (f, "IN000000002");
  g_assert_cmpstrv (other, first);
  contents = load (f);
  g_assert_cmpstr (g_hash_table_lookup (contents->cache_meta, "offset"), ==, "-3");

  tuntas_store_remove_tickets_async (f->store, ids, NULL, await_cb, &removed);
  g_assert_true (tuntas_store_remove_tickets_finish (f->store, await (&removed), NULL));
  left = load_log (f, "IN000000001");
  g_assert_cmpuint (g_strv_length (left), ==, 0);
}

static void
spoil (Fixture *f, const char *with)
{
  g_autofree char *path = g_build_filename (f->directory, "cache.db", NULL);

  g_assert_true (g_file_set_contents (path, with, -1, NULL));
}

/* The journal does not mind what became of the cache. */
static void
test_rebuilt (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = make_tickets (1, 100);
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);

  open_store (f);
  g_assert_true (store_commit (f->store, commit, NULL));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TuntasStoreContents) full = NULL;
      g_autoptr (TuntasStoreContents) empty = NULL;
      g_auto (GStrv) gone = put (f, tickets, TRUE, NULL);

      reopen_store (f);
      full = load (f);
      g_assert_false (full->cache_rebuilt);
      g_assert_cmpuint (full->tickets->len, ==, 100);
      close_store (f);
      switch (i)
        {
        case 0:
          spoil (f, "not a database at all");
          break;
        case 1:
          sql_run (f, "cache.db", "PRAGMA user_version=2000000000");
          break;
        case 2:
          sql_run (f, "cache.db", "PRAGMA application_id=1");
          break;
        default:
          sql_run (f, "cache.db",
                   "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 999 WHERE name = 'tickets'");
        }
      open_store (f);
      empty = load (f);
      g_assert_true (empty->cache_rebuilt);
      g_assert_no_error (empty->cache_error);
      g_assert_cmpuint (empty->tickets->len, ==, 0);
      g_assert_cmpuint (empty->cases->len, ==, 1);
    }
}

/* A cache that cannot be had is told, and the journal works on; when it can be had again, it is. */
static void
test_not_to_be_had (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->directory, "cache.db", NULL);
  g_autoptr (TuntasCommit) commit = make_commit ("IN190000001", 1);
  g_autoptr (TuntasStoreContents) without = NULL;
  g_autoptr (TuntasStoreContents) with = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  open_store (f);
  without = load (f);
  g_assert_error (without->cache_error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO);
  g_assert_true (store_commit (f->store, commit, NULL));
  g_assert_cmpint (g_rmdir (path), ==, 0);
  with = load (f);
  g_assert_no_error (with->cache_error);
  g_assert_cmpuint (with->cases->len, ==, 1);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = make_tickets (1, MANY);
  g_autoptr (TuntasStoreContents) contents = NULL;
  g_autoptr (GTimer) timer = NULL;
  g_auto (GStrv) gone = NULL;
  g_auto (GStrv) gone_again = NULL;

  open_store (f);
  timer = g_timer_new ();
  gone = put (f, tickets, TRUE, NULL);
  g_test_message ("figure store_put_%d_tickets %.0f ms", MANY, g_timer_elapsed (timer, NULL) * 1000);
  g_timer_start (timer);
  gone_again = put (f, tickets, TRUE, NULL);
  g_test_message ("figure store_put_%d_tickets_again %.0f ms", MANY, g_timer_elapsed (timer, NULL) * 1000);
  reopen_store (f);
  g_timer_start (timer);
  contents = load (f);
  g_test_message ("figure store_load_%d_tickets %.0f ms", MANY, g_timer_elapsed (timer, NULL) * 1000);
  g_assert_cmpuint (contents->tickets->len, ==, MANY);
}

/* A year: 50,000 events and 20,000 effects in 500 cases. */
static void
test_year (Fixture *f, gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  g_autoptr (TuntasStoreContents) contents = NULL;

  open_store (f);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("IN%09u", i);
      g_autoptr (TuntasCommit) commit = tuntas_commit_new (id, id);
      g_autoptr (GError) error = NULL;

      for (gint64 seq = 1; seq <= 100; seq++)
        {
          g_autoptr (TuntasEvent) event = make_event (seq);

          tuntas_commit_add_event (commit, event);
        }
      for (int position = 0; position < 40; position++)
        {
          g_autoptr (TuntasOutboxEntry) entry = make_entry (id, 100, position);

          tuntas_commit_add_entry (commit, entry);
        }
      store_commit (f->store, commit, &error);
      g_assert_no_error (error);
    }
  close_store (f);
  timer = g_timer_new ();
  open_store (f);
  g_test_message ("figure store_open_year %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
  g_timer_start (timer);
  contents = load (f);
  g_test_message ("figure store_load_year %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
  g_assert_cmpuint (contents->cases->len, ==, 500);
  g_assert_cmpuint (contents->entries->len, ==, 20000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/store/cache/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("tickets", test_tickets);
  ADD ("gone", test_gone);
  ADD ("work-log", test_work_log);
  ADD ("rebuilt", test_rebuilt);
  ADD ("not-to-be-had", test_not_to_be_had);
  ADD ("many", test_many);
  ADD ("year", test_year);
  return g_test_run ();
}
