/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-overrides.h"
#include "tuntas-revised.h"
#include "tuntas-soup-transport.h"
#include "tuntas-store.h"

#include <sqlite3.h>
#include <string.h>

/* A program with another procedure over the same journal: running cases keep theirs. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"

/* (transfer full): W-03 as revision 01, in which two calls are enough. */
static TuntasProcedure *
revise (void)
{
  return tuntas_revised_w03 ("revision 01", "\"revision\": \"\"", "\"revision\": \"01\"",
                             "\"first_round_min\": 3", "\"first_round_min\": 2",
                             "\"first_round_min\": [3,", "\"first_round_min\": [2,", NULL);
}

/* The same journal with a program that carries that procedure (transfer full) and no other. */
static void
install (Shift *shift, TuntasProcedure *procedure)
{
  shift_end (shift);
  g_object_unref (shift->procedure);
  shift->procedure = procedure;
  shift_begin (shift);
}

static const char *
revision_of (Shift *shift, const char *ticket)
{
  return tuntas_procedure_get_revision (tuntas_case_get_procedure (tuntas_desk_item_get_case (shift_item (shift, ticket))));
}

static void
call_twice (Shift *shift, const char *ticket, const char *phone)
{
  shift_act (shift, ticket, "received", "rfo", "kabel dropcore putus", "repair", "sambung ulang", NULL);
  shift_act (shift, ticket, "resolved", "app", "iBooster", "result", "spec", NULL);
  shift_call (shift, ticket, phone, "no-answer");
  shift_call (shift, ticket, phone, "busy");
}

static void
test_pinned (void)
{
  Shift *shift = shift_new (MORNING);
  g_autofree char *refused = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *again = NULL;

  call_twice (shift, DATIN, DATIN_PHONE);
  install (shift, revise ());

  /* The one goes on as it began, a ticket that nobody had begun begins with the new one. */
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "");
  g_assert_cmpstr (revision_of (shift, HOME), ==, "01");
  refused = shift_refused (shift, DATIN, "pend", NULL);
  g_assert_cmpstr (refused, ==, "min-attempts");
  call_twice (shift, HOME, HOME_PHONE);
  shift_act (shift, HOME, "close-unreached", NULL);

  moved = shift_move (shift, DATIN);
  g_assert_cmpstr (moved, ==, "");
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "01");
  again = shift_move (shift, DATIN);
  g_assert_cmpstr (again, ==, "same-procedure");
  shift_restart (shift);
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "01");
  g_assert_cmpint (tuntas_case_get_unreached (tuntas_desk_item_get_case (shift_item (shift, DATIN))), ==, 2);
  shift_act (shift, DATIN, "pend", NULL);
  shift_settle (shift, DATIN);
  shift_free (shift);
}

/* (transfer full): W-03 as it was before the file had words for families, fields and gates. */
static TuntasProcedure *
load_without_words (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "w-03-without-words.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

/* The journal of an earlier build keeps that file for its cases: they go on by it, in the words of today. */
static void
test_without_words (void)
{
  Shift *shift = shift_new (MORNING);
  TuntasProcedure *current = g_object_ref (shift->procedure);
  g_autofree char *sha256 = NULL;
  TuntasProcedure *pinned;

  install (shift, load_without_words ());
  sha256 = g_strdup (tuntas_procedure_get_sha256 (shift->procedure));
  call_twice (shift, DATIN, DATIN_PHONE);
  install (shift, current);

  pinned = tuntas_case_get_procedure (tuntas_desk_item_get_case (shift_item (shift, DATIN)));
  g_assert_cmpstr (tuntas_procedure_get_sha256 (pinned), ==, sha256);
  g_assert_cmpstr (tuntas_procedure_find_field_words (pinned, "rfo")->label->id, ==, "Penyebab (RFO)");
  g_assert_cmpstr (tuntas_procedure_find_family (pinned, "datin")->name->id, ==, "Datin");
  shift_call (shift, DATIN, DATIN_PHONE, "mailbox");
  shift_act (shift, DATIN, "pend", NULL);
  shift_settle (shift, DATIN);
  shift_free (shift);
}

static void
test_undone (void)
{
  Shift *shift = shift_new (MORNING);
  g_autofree char *moved = NULL;
  g_autofree char *refused = NULL;

  call_twice (shift, DATIN, DATIN_PHONE);
  install (shift, revise ());
  moved = shift_move (shift, DATIN);
  g_assert_cmpstr (moved, ==, "");
  shift_act (shift, DATIN, "undo", NULL);
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "");
  shift_restart (shift);
  refused = shift_refused (shift, DATIN, "pend", NULL);
  g_assert_cmpstr (refused, ==, "min-attempts");
  shift_free (shift);
}

/* What the site sets in its file is part of what a case goes by. */
static void
test_site (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text ("[procedure]\ncall_gap=600\n", NULL);
  TuntasCase *state;

  call_twice (shift, DATIN, DATIN_PHONE);
  install (shift, tuntas_procedure_new_with_overrides (tuntas_procedure_get_bytes (shift->procedure), overrides, "W-03",
                                                       NULL));
  state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_assert_cmpint (tuntas_procedure_get_rules (tuntas_case_get_procedure (state))->call_gap, ==, 300);
  g_free (shift_move (shift, DATIN));
  install (shift, revise ());
  state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_assert_cmpint (tuntas_procedure_get_rules (tuntas_case_get_procedure (state))->call_gap, ==, 600);
  g_assert_nonnull (strstr (tuntas_event_get (tuntas_case_find_last (state, TUNTAS_EVENT_MOVED), "parameters"),
                            "call_gap=600"));
  shift_free (shift);
}

/* Back to the older program: the newer procedure is in the journal, and a move leads to the program's own. */
static void
test_older_program (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasProcedure) first = g_object_ref (shift->procedure);
  g_autofree char *moved = NULL;

  install (shift, revise ());
  call_twice (shift, DATIN, DATIN_PHONE);
  install (shift, g_steal_pointer (&first));
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "01");
  moved = shift_move (shift, DATIN);
  g_assert_cmpstr (moved, ==, "");
  g_assert_cmpstr (revision_of (shift, DATIN), ==, "");
  shift_free (shift);
}

/* A journal in which something is missing */

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_there (Shift *shift, gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
sql (Shift *shift, const char *text)
{
  g_autofree char *path = g_build_filename (shift->directory, "journal.db", NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  if (sqlite3_exec (connection, text, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", text, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

/* A case that this ticket has in the journal, of a procedure that is not there: two calls, and a note on its way. */
static void
write_strange_case (Shift *shift, const char *ticket, const char *sha256)
{
  static const struct { const char *act, *outcome; } acts[] = { { "dial", NULL }, { "hang-up", "gone" }, { "redial", "gone" } };
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) committed = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (ticket, ticket);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (shift->procedure, ticket, "datin", "Asia/Jakarta", "", "");
  g_autoptr (TuntasEvent) first = NULL;
  g_autoptr (TuntasOutboxEntry) note = tuntas_outbox_entry_new (2, 0, "note", "{\"text\":\"x\"}", "key", "ref", 0);
  g_autoptr (TuntasStore) store = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_store_open_async (shift->directory, "machine", 0, NULL, executor, NULL, keep_cb, &opened);
  shift_wait (shift, "the store", is_there, &opened);
  store = tuntas_store_open_finish (opened, &error);
  g_assert_no_error (error);

  tuntas_act_set (opening, "document", "IN.OCC.TENESA.W-99");
  tuntas_act_set (opening, "revision", "07");
  tuntas_act_set (opening, "sha256", sha256);
  first = tuntas_event_new (1, 0, "AYU", opening);
  tuntas_commit_add_event (commit, first);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new (acts[i].act);
      g_autoptr (TuntasEvent) event = tuntas_event_new (i + 2, 0, "AYU", act);

      tuntas_act_set (act, "outcome", acts[i].outcome);
      tuntas_commit_add_event (commit, event);
    }
  note->state = TUNTAS_OUTBOX_PENDING;
  tuntas_commit_add_entry (commit, note);
  tuntas_store_commit_async (store, commit, NULL, keep_cb, &committed);
  shift_wait (shift, "the commit", is_there, &committed);
  tuntas_store_commit_finish (store, committed, &error);
  g_assert_no_error (error);
  tuntas_store_close_async (store, NULL, keep_cb, &closed);
  shift_wait (shift, "the store to close", is_there, &closed);
}

static const TuntasUnopened *
assert_unopened (Shift *shift, TuntasUnopenedKind kind, const char *sha256)
{
  GPtrArray *all = tuntas_desk_get_unopened (shift->desk);
  const TuntasUnopened *unopened;

  g_assert_cmpuint (all->len, ==, 1);
  unopened = g_ptr_array_index (all, 0);
  g_assert_cmpint (unopened->kind, ==, kind);
  g_assert_cmpstr (unopened->ticket_id, ==, DATIN);
  g_assert_cmpstr (unopened->document, ==, "IN.OCC.TENESA.W-99");
  g_assert_cmpstr (unopened->revision, ==, "07");
  g_assert_cmpstr (unopened->sha256, ==, sha256);
  g_assert_cmpuint (unopened->n_events, ==, 4);
  g_assert_cmpuint (unopened->n_calls, ==, 2);
  g_assert_cmpuint (unopened->n_unsent, ==, 1);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 1);
  /* Nossa's list has the ticket, and still nobody begins anew on it. */
  g_assert_null (tuntas_desk_find_item (shift->desk, DATIN));
  g_assert_nonnull (tuntas_desk_find_item (shift->desk, HOME));
  return unopened;
}

static void
test_no_procedure (void)
{
  Shift *shift = shift_new (MORNING);
  const TuntasUnopened *unopened;

  shift_end (shift);
  write_strange_case (shift, DATIN, "0123");
  shift_begin (shift);
  unopened = assert_unopened (shift, TUNTAS_UNOPENED_NO_PROCEDURE, "0123");
  g_assert_cmpstr (unopened->reason, ==,
                   "event 1: the procedure IN.OCC.TENESA.W-99, revision “07”, SHA-256 0123 is not here");
  shift_restart (shift);
  assert_unopened (shift, TUNTAS_UNOPENED_NO_PROCEDURE, "0123");
  shift_free (shift);
}

/* The journal has it, but the reader of today does not take it. */
static void
test_old_procedure (void)
{
  static const char old[] = "{ \"format\": 0 }";
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, old, -1);
  g_autofree char *insert = g_strdup_printf ("INSERT INTO procedures VALUES ('%s', CAST ('%s' AS BLOB), '')",
                                             sha256, old);
  Shift *shift = shift_new (MORNING);
  const TuntasUnopened *unopened;

  shift_end (shift);
  write_strange_case (shift, DATIN, sha256);
  sql (shift, insert);
  shift_begin (shift);
  unopened = assert_unopened (shift, TUNTAS_UNOPENED_OLD_PROCEDURE, sha256);
  g_assert_nonnull (strstr (unopened->reason, "this program reads format 1, the file is of format 0"));
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/pins/pinned", test_pinned);
  g_test_add_func ("/desk/pins/without-words", test_without_words);
  g_test_add_func ("/desk/pins/undone", test_undone);
  g_test_add_func ("/desk/pins/site", test_site);
  g_test_add_func ("/desk/pins/older-program", test_older_program);
  g_test_add_func ("/desk/pins/no-procedure", test_no_procedure);
  g_test_add_func ("/desk/pins/old-procedure", test_old_procedure);
  return g_test_run ();
}
