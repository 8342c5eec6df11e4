/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-soup-transport.h"

/* What happens in Nossa while the agent works: it answers nothing, or too late; others write there. */

#define DATIN "IN190001007"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"

/* The answer to a note is lost after Nossa has taken it: it is found there and not sent again. */
static void
test_lost_answer (void)
{
  Shift *shift = shift_new (MORNING);
  g_auto (GStrv) notes = NULL;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_fault (shift, "{\"kind\":\"drop-after\",\"writes\":1}");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  notes = shift_nossa_notes (shift, HOME);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  shift_free (shift);
}

/* Nossa goes away: acts are kept, and go when it is back. */
static void
test_offline (void)
{
  Shift *shift = shift_new (MORNING);

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_fault (shift, "{\"kind\":\"offline\"}");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  tuntas_test_clock_advance_seconds (shift->clock, 10);
  shift_wait (shift, "the desk to notice", shift_is_offline, NULL);
  shift_assert_status (shift, HOME, "MEDIACARE");
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 2);
  shift_fault (shift, "{\"kind\":\"clear\"}");
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_free (shift);
}

/* Somebody else takes the ticket while the agent works on it: nothing is written over that. */
static void
test_reassigned (void)
{
  Shift *shift = shift_new (MORNING);
  const TuntasSending *sending;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_change_in_nossa (shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "MEDIACARE");
  sending = g_ptr_array_index (tuntas_desk_item_get_sendings (shift_item (shift, HOME)), 0);
  g_assert_cmpint (sending->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpstr (sending->code, ==, "reassigned");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (shift, HOME)), ==, TUNTAS_SECTION_NEEDS_ACTION);
  shift_free (shift);
}

static gboolean
has_looked (Shift *shift, gpointer data)
{
  return !tuntas_desk_item_get_work_log (shift_item (shift, data))->loading;
}

static TuntasWorkLog *
look_at_work_log (Shift *shift, const char *ticket)
{
  tuntas_desk_load_work_log (shift->desk, shift_item (shift, ticket));
  shift_wait (shift, "the work log", has_looked, (gpointer) ticket);
  return tuntas_desk_item_get_work_log (shift_item (shift, ticket));
}

/* The work log of an opened ticket: newest first, numbers masked; without Nossa what was seen last, with its time. */
static void
test_work_log (void)
{
  Shift *shift = shift_new (MORNING);
  TuntasWorkLog *log = tuntas_desk_item_get_work_log (shift_item (shift, DATIN));
  const TuntasWorkLogEntry *newest;
  gint64 as_of;

  g_assert_cmpint (log->as_of, ==, -1);
  shift_change_in_nossa (shift, DATIN, "{\"by\":\"BAGAS\",\"worklog\":[{\"logtype\":\"UPDATE\","
                                       "\"description\":\"HUB 0800-0000-0999\"}]}");
  log = look_at_work_log (shift, DATIN);
  g_assert_no_error (log->error);
  g_assert_cmpuint (log->entries->len, ==, 3);
  newest = g_ptr_array_index (log->entries, 0);
  g_assert_cmpstr (newest->text, ==, "HUB 0800****99");
  g_assert_cmpstr (newest->type, ==, "UPDATE");
  g_assert_cmpstr (newest->by, ==, "BAGAS");
  g_assert_cmpint (newest->at, ==, tuntas_clock_now_seconds (TUNTAS_CLOCK (shift->clock)));
  as_of = log->as_of;
  g_assert_cmpint (as_of, ==, newest->at);

  shift_restart (shift);
  tuntas_test_clock_advance_seconds (shift->clock, 30);
  shift_fault (shift, "{\"kind\":\"offline\"}");
  log = look_at_work_log (shift, DATIN);
  g_assert_error (log->error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_UNREACHABLE);
  g_assert_cmpint (log->as_of, ==, as_of);
  g_assert_cmpuint (log->entries->len, ==, 3);
  g_assert_cmpstr (((TuntasWorkLogEntry *) g_ptr_array_index (log->entries, 0))->text, ==, "HUB 0800****99");
  /* Another ticket was never looked at: there is only the reason. */
  log = look_at_work_log (shift, HOME);
  g_assert_error (log->error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_UNREACHABLE);
  g_assert_cmpint (log->as_of, ==, -1);
  shift_fault (shift, "{\"kind\":\"clear\"}");
  log = look_at_work_log (shift, HOME);
  g_assert_no_error (log->error);
  g_assert_cmpint (log->as_of, >, as_of);
  shift_free (shift);
}

static gboolean
has_gone (Shift *shift, gpointer data)
{
  return tuntas_desk_find_item (shift->desk, data) == NULL;
}

static gboolean
has_stopped (Shift *shift, gpointer data)
{
  return tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, data))) != NULL;
}

static const char *
status_here (Shift *shift, const char *ticket)
{
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (shift_item (shift, ticket)), TUNTAS_TICKET_STATUS);
}

/* What went away in Nossa goes here too when the agent refreshes, not only with one of the next pulls; a case that was
 * begun stops with what Nossa says, also after a restart. */
static void
test_refreshed_by_hand (void)
{
  Shift *shift = shift_new (MORNING);
  TuntasEvent *last;
  GPtrArray *events;

  shift_receive_and_check (shift, HOME);
  shift_change_in_nossa (shift, DATIN, "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}");
  shift_change_in_nossa (shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}");
  tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
  shift_wait (shift, "the other's ticket to go", has_gone, (gpointer) DATIN);
  shift_wait (shift, "the case to stop", has_stopped, (gpointer) HOME);
  g_assert_cmpstr (tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, HOME))), ==, "stopped");
  events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, HOME)));
  last = g_ptr_array_index (events, events->len - 1);
  g_assert_cmpstr (tuntas_event_get (last, "nossa_status"), ==, "CLOSED");
  g_assert_cmpstr (tuntas_event_get (last, "nossa_by"), ==, "BAGAS");
  g_assert_null (tuntas_event_get (last, "nossa_owner"));
  g_assert_cmpstr (status_here (shift, HOME), ==, "CLOSED");
  shift_restart (shift);
  g_assert_cmpstr (status_here (shift, HOME), ==, "CLOSED");
  shift_free (shift);
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *synced = user_data;

  g_assert_true (tuntas_desk_sync_finish (TUNTAS_DESK (source), result, NULL));
  *synced = TRUE;
}

static gboolean
has_asked (Shift *shift, gpointer before)
{
  return tuntas_simulator_get_counters (shift->nossa).requests > GPOINTER_TO_UINT (before);
}

static gboolean
is_idle (Shift *shift, gpointer unused)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_IDLE;
}

/* A list that Nossa told before a ticket was closed, and that comes after it, does not make the ticket open again,
 * neither on the desk nor in its cache. */
static void
test_late_list (void)
{
  Shift *shift = shift_new (MORNING);
  gboolean synced = FALSE;
  guint before;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_wait (shift, "the pulls of meanwhile", is_idle, NULL);
  before = tuntas_simulator_get_counters (shift->nossa).requests;
  shift_fault (shift, "{\"kind\":\"delay\",\"seconds\":60,\"when\":\"after\",\"requests\":1}");
  tuntas_desk_sync_async (shift->desk, NULL, synced_cb, &synced);
  shift_wait (shift, "the list to be asked for", has_asked, GUINT_TO_POINTER (before));
  tuntas_test_clock_advance_seconds (shift->clock, 11);
  shift_wait_for (shift, HOME, TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpstr (status_here (shift, HOME), ==, "CLOSED");
  g_assert_false (synced);
  tuntas_test_clock_advance_seconds (shift->clock, 60);
  shift_wait (shift, "the list", shift_is_true, &synced);
  g_assert_cmpstr (status_here (shift, HOME), ==, "CLOSED");
  shift_restart (shift);
  g_assert_cmpstr (status_here (shift, HOME), ==, "CLOSED");
  shift_free (shift);
}

static gboolean
is_here (Shift *shift, gpointer data)
{
  return tuntas_desk_find_item (shift->desk, data) != NULL;
}

/* A ticket whose case ended on another day is not on the desk any more; when Nossa assigns it again it begins a new
 * case, and both stay in the journal. */
static void
test_assigned_again (void)
{
  Shift *shift = shift_new (MORNING);

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_call (shift, HOME, HOME_PHONE, "busy");
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_act (shift, HOME, "close-unreached", NULL);
  shift_settle (shift, HOME);
  tuntas_test_clock_advance_seconds (shift->clock, 86400);
  shift_restart (shift);
  g_assert_null (tuntas_desk_find_item (shift->desk, HOME));

  shift_change_in_nossa (shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"MEDIACARE\"}}");
  tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
  shift_wait (shift, "the ticket to be there again", is_here, (gpointer) HOME);
  g_assert_false (tuntas_desk_item_is_begun (shift_item (shift, HOME)));
  shift_receive_and_check (shift, HOME);
  shift_restart (shift);
  g_assert_cmpstr (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, HOME)))->id, ==, "first-round");
  g_assert_cmpint (tuntas_case_get_counted (tuntas_desk_item_get_case (shift_item (shift, HOME))), ==, 0);
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/shift/lost-answer", test_lost_answer);
  g_test_add_func ("/desk/shift/offline", test_offline);
  g_test_add_func ("/desk/shift/work-log", test_work_log);
  g_test_add_func ("/desk/shift/reassigned", test_reassigned);
  g_test_add_func ("/desk/shift/refreshed-by-hand", test_refreshed_by_hand);
  g_test_add_func ("/desk/shift/late-list", test_late_list);
  g_test_add_func ("/desk/shift/assigned-again", test_assigned_again);
  return g_test_run ();
}
