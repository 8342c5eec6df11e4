/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include <sqlite3.h>
#include <string.h>

#include "faulty-disk.h"

/* The desk on a journal that is not as usual: copied from another computer, written by a newer program, damaged, or on a
 * disk that says no. */

#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define MORNING "2026-11-23T09:00:00+07:00"

static void
sql_run (Shift *shift, const char *sql)
{
  g_autofree char *path = g_build_filename (shift->directory, "journal.db", NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

typedef struct
{
  gboolean done;
  GError *error;
} Answer;

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &answer->error);

  answer->done = TRUE;
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  tuntas_desk_adopt_finish (TUNTAS_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

/* The act, with its fields as name, value pairs up to NULL, answers that error and changes nothing. */
static void G_GNUC_NULL_TERMINATED
assert_not_saved (Shift *shift, int code, const char *ticket, const char *act_id, ...)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (act_id);
  Answer answer = { FALSE, NULL };
  guint n_events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, ticket)))->len;
  const char *field;
  va_list args;

  va_start (args, act_id);
  while ((field = va_arg (args, const char *)) != NULL)
    tuntas_act_set (act, field, va_arg (args, const char *));
  va_end (args);
  tuntas_desk_act_async (shift->desk, shift_item (shift, ticket), act, NULL, acted_cb, &answer);
  shift_wait (shift, act_id, shift_is_true, &answer.done);
  g_assert_error (answer.error, TUNTAS_DESK_ERROR, code);
  g_error_free (answer.error);
  g_assert_cmpuint (tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, ticket)))->len, ==, n_events);
}

/* A close that is held for its ten seconds; then the program ends. */
static Shift *
end_with_a_close (void)
{
  Shift *shift = shift_new (MORNING);

  shift_receive_and_check (shift, HOME);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_act (shift, HOME, "close-unreached", NULL);
  shift_end (shift);
  return shift;
}

/* Nothing leaves, nothing is saved, and nothing becomes due, until the agent says that this is the computer now. */
static void
test_copied (void)
{
  Shift *shift = end_with_a_close ();
  Answer answer = { FALSE, NULL };

  shift->machine = "another";
  shift_begin (shift);
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_COPIED);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), >, 0);
  tuntas_test_clock_advance_seconds (shift->clock, 3600);
  assert_not_saved (shift, TUNTAS_DESK_ERROR_COPIED, DATIN, "received", "rfo", "x", "repair", "y", NULL);
  /* One more question to Nossa has been answered by then. */
  shift_restart (shift);
  shift_assert_status (shift, HOME, "MEDIACARE");
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_COPIED);

  tuntas_desk_adopt_async (shift->desk, NULL, adopted_cb, &answer);
  shift_wait (shift, "the adoption", shift_is_true, &answer.done);
  g_assert_no_error (answer.error);
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_NONE);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_restart (shift);
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_NONE);
  shift_free (shift);
}

static gboolean
is_active (Shift *shift, gpointer data)
{
  g_autofree char *status = shift_nossa_get (shift, DATIN, "status");

  return strcmp (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->id, "follow-up") == 0 &&
         strcmp (status, "SALAMSIM") == 0;
}

/* A pended ticket whose time is over is not made active by a copy either. */
static void
test_copied_pended (void)
{
  Shift *shift = shift_new (MORNING);
  Answer answer = { FALSE, NULL };

  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "PENDING");
  shift_act (shift, DATIN, "inform", NULL);
  shift_settle (shift, DATIN);
  shift_end (shift);

  tuntas_test_clock_advance_seconds (shift->clock, 4 * 3600);
  shift->machine = "another";
  shift_begin (shift);
  tuntas_test_clock_advance_seconds (shift->clock, 120);
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (shift, DATIN)), ==, TUNTAS_SECTION_WAITING);
  shift_assert_status (shift, DATIN, "PENDING");
  tuntas_desk_adopt_async (shift->desk, NULL, adopted_cb, &answer);
  shift_wait (shift, "the adoption", shift_is_true, &answer.done);
  shift_wait (shift, "the ticket to be active again", is_active, NULL);
  shift_free (shift);
}

/* Everything can be looked at; nothing is saved or sent. */
static void
test_newer (void)
{
  Shift *shift = end_with_a_close ();

  sql_run (shift, "PRAGMA user_version=99");
  shift_begin (shift);
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_NEWER);
  g_assert_cmpuint (tuntas_desk_item_get_sendings (shift_item (shift, HOME))->len, >, 0);
  tuntas_test_clock_advance_seconds (shift->clock, 3600);
  assert_not_saved (shift, TUNTAS_DESK_ERROR_NEWER, DATIN, "received", "rfo", "x", "repair", "y", NULL);
  shift_end (shift);
  shift_assert_status (shift, HOME, "MEDIACARE");
  sql_run (shift, "PRAGMA user_version=3");
  shift_begin (shift);
  g_assert_cmpint (tuntas_desk_get_hold (shift->desk), ==, TUNTAS_DESK_HOLD_NONE);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_free (shift);
}

/* What was recovered is told until it was seen. What may have left is asked of Nossa, and leaves once. */
static void
test_recovered (void)
{
  Shift *shift = end_with_a_close ();
  const TuntasRecovered *recovered;

  /* A snapshot is taken at the start; then the file is damaged, and with it every word of the outbox. */
  shift_begin (shift);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_end (shift);
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "the journal is damaged and is recovered: *");
  sql_run (shift, "UPDATE outbox SET sum = zeroblob (32)");
  shift_begin (shift);
  g_test_assert_expected_messages ();
  recovered = tuntas_desk_get_recovered (shift->desk);
  g_assert_nonnull (recovered);
  g_assert_cmpuint (recovered->n_doubted, >, 0);
  g_assert_nonnull (recovered->damaged_file);
  shift_restart (shift);
  g_assert_nonnull (tuntas_desk_get_recovered (shift->desk));
  tuntas_desk_confirm_recovered (shift->desk);
  g_assert_null (tuntas_desk_get_recovered (shift->desk));
  shift_settle (shift, HOME);
  {
    g_auto (GStrv) notes = shift_nossa_notes (shift, HOME);

    g_assert_cmpuint (g_strv_length (notes), ==, 1);
  }
  shift_assert_status (shift, HOME, "CLOSED");
  shift_restart (shift);
  g_assert_null (tuntas_desk_get_recovered (shift->desk));
  shift_free (shift);
}

static void
draft_cb (TuntasDesk *desk, const GError *error, gpointer user_data)
{
  int *told = user_data;

  *told = error != NULL ? 1 : 2;
}

static gboolean
is_told (Shift *shift, gpointer data)
{
  return *(int *) data != 0;
}

/* The disk is full, and then fails, while a call is open: the call goes on, what is typed stays, the outcome is shown as
 * not saved; with room again it is saved without a new start. */
static void
test_disk_in_a_call (gconstpointer data)
{
  Shift *shift = shift_new (MORNING);
  TuntasDeskItem *item;
  int told = 0;

  shift_end (shift);
  shift->vfs = FAULTY_DISK;
  shift_begin (shift);
  item = shift_item (shift, HOME);
  g_signal_connect (shift->desk, "draft-not-saved", G_CALLBACK (draft_cb), &told);
  shift_receive_and_check (shift, HOME);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);

  faulty_disk_set ((Fault) GPOINTER_TO_INT (data), 0, G_MAXUINT);
  tuntas_test_clock_advance_seconds (shift->clock, 30);
  tuntas_desk_put_draft (shift->desk, item, "note", "pelanggan minta dihubungi sore");
  shift_wait (shift, "the draft", is_told, &told);
  g_assert_cmpint (told, ==, 1);
  assert_not_saved (shift, TUNTAS_DESK_ERROR_NOT_SAVED, HOME, "outcome", "outcome", "no-answer", NULL);
  g_assert_true (tuntas_desk_get_calling (shift->desk) == item);
  g_assert_cmpstr (tuntas_desk_item_get_draft (item, "note"), ==, "pelanggan minta dihubungi sore");

  faulty_disk_set (FAULT_NONE, 0, 0);
  told = 0;
  tuntas_desk_put_draft (shift->desk, item, "note", "pelanggan minta dihubungi sore ini");
  shift_wait (shift, "the draft", is_told, &told);
  g_assert_cmpint (told, ==, 2);
  shift_act (shift, HOME, "outcome", "outcome", "no-answer", NULL);
  g_assert_null (tuntas_desk_get_calling (shift->desk));
  shift_restart (shift);
  g_assert_cmpstr (tuntas_desk_item_get_draft (shift_item (shift, HOME), "note"), ==,
                   "pelanggan minta dihubungi sore ini");
  shift_free (shift);
}

/* An act, and what came of it: the code of the error, or -1. */
static int
try_act (Shift *shift, TuntasAct *act)
{
  Answer answer = { FALSE, NULL };
  int code;

  tuntas_desk_act_async (shift->desk, shift_item (shift, HOME), act, NULL, acted_cb, &answer);
  shift_wait (shift, "the act", shift_is_true, &answer.done);
  code = answer.error != NULL ? answer.error->code : -1;
  g_clear_error (&answer.error);
  return code;
}

/* The disk goes away at each operation of a commit and comes back. Whatever of that was kept although it was called not
 * saved shows with the next act: the ticket is loaded again, nothing stands in it twice, and the work goes on. */
static void
test_kept_all_the_same (void)
{
  guint n_loaded = 0;

  for (guint after = 0; after < 40; after++)
    {
      Shift *shift = shift_new (MORNING);
      g_autoptr (TuntasAct) act = tuntas_act_new ("resolved");
      int code;

      shift_end (shift);
      shift->vfs = FAULTY_DISK;
      shift_begin (shift);
      shift_act (shift, HOME, "received", "rfo", "kabel putus", "repair", "sambung ulang", NULL);
      faulty_disk_set (FAULT_GONE, after, G_MAXUINT);
      code = try_act (shift, act);
      faulty_disk_set (FAULT_NONE, 0, 0);
      if (code >= 0)
        {
          g_assert_cmpint (code, ==, TUNTAS_DESK_ERROR_NOT_SAVED);
          code = try_act (shift, act);
          n_loaded += code == TUNTAS_DESK_ERROR_LOADED_AGAIN;
          g_assert_true (code == -1 || code == TUNTAS_DESK_ERROR_LOADED_AGAIN);
        }
      shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);
      shift_restart (shift);
      /* Opened, received, resolved, called. */
      g_assert_cmpuint (tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, HOME)))->len, ==, 4);
      shift_free (shift);
    }
  g_assert_cmpuint (n_loaded, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();
  g_test_add_func ("/desk/journal/copied", test_copied);
  g_test_add_func ("/desk/journal/copied-pended", test_copied_pended);
  g_test_add_func ("/desk/journal/newer", test_newer);
  g_test_add_func ("/desk/journal/recovered", test_recovered);
  g_test_add_data_func ("/desk/journal/disk-full", GINT_TO_POINTER (FAULT_FULL), test_disk_in_a_call);
  g_test_add_data_func ("/desk/journal/disk-failing", GINT_TO_POINTER (FAULT_WRITE), test_disk_in_a_call);
  g_test_add_func ("/desk/journal/kept-all-the-same", test_kept_all_the_same);
  return g_test_run ();
}
