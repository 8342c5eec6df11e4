/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count-transport.h"
#include "shift.h"

#include "tuntas-json.h"
#include "tuntas-soup-transport.h"

#include <string.h>

/* How the desk treats a Nossa that wants to be left alone, lets nobody in, or says what cannot be used; and what it
 * costs it when all is well. */

#define HOME "IN190001091"
#define DATIN "IN190001007"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"

/* A server that does not know the type of our notes makes client notes of them, which open the ticket again: the
 * ticket's queue stops there, before it is closed, and says why. */
static void
test_client_note (void)
{
  Shift *shift = shift_new (MORNING);

  shift->nossa_site = "[work_log]\ntype=KERJA\n";
  shift_restart (shift);
  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_call (shift, HOME, HOME_PHONE, "busy");
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_act (shift, HOME, "close-unreached", NULL);
  shift_settle (shift, HOME);
  shift_wait_for (shift, HOME, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_BLOCKED, "client-note");
  tuntas_test_clock_advance_seconds (shift->clock, 3600);
  shift_settle (shift, HOME);
  shift_wait_for (shift, HOME, TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_HELD, NULL);
  shift_assert_status (shift, HOME, "BACKEND");
  shift_free (shift);
}

static gboolean
is_idle (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_IDLE;
}

static void
count_requests (Shift *shift, guint *requests)
{
  *requests = tuntas_simulator_get_counters (shift->nossa).requests;
}

static gboolean
has_more_requests (Shift *shift, gpointer data)
{
  return tuntas_simulator_get_counters (shift->nossa).requests > *(guint *) data;
}

/* 503 with Retry-After: the whole desk leaves Nossa alone for that long, but not for a day, and by hand at once. */
static void
test_retry_after (void)
{
  Shift *shift = shift_new (MORNING);
  const TuntasSending *sending;
  guint before, after;

  shift_fault (shift, "{\"kind\":\"status\",\"status\":503,\"retry_after\":86400}");
  tuntas_test_clock_advance_seconds (shift->clock, 80);
  shift_wait (shift, "the pull to fail", shift_is_offline, NULL);
  count_requests (shift, &before);
  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_call (shift, HOME, HOME_PHONE, "busy");
  count_requests (shift, &after);
  g_assert_cmpuint (after, ==, before);

  /* What waits for it goes when the agent wants it to. */
  shift_act (shift, HOME, "return", "reason", "salah jenis", NULL);
  shift_pass (shift, 30);
  /* What was to be saved before these is saved, and whatever follows from it has begun. */
  for (guint i = 0; i < 3; i++)
    shift_act (shift, DATIN, "add-phone", "phone", "08000000555", "source", "Nossa", NULL);
  sending = g_ptr_array_index (tuntas_desk_item_get_sendings (shift_item (shift, HOME)), 0);
  g_assert_cmpint (sending->state, ==, TUNTAS_SENDING_WAITING);
  count_requests (shift, &after);
  g_assert_cmpuint (after, ==, before);
  g_assert_no_error (shift_decide (shift, HOME, sending->id, TUNTAS_SENDING_RETRY, NULL));
  shift_wait (shift, "it to be sent", has_more_requests, &before);

  shift_fault (shift, "{\"kind\":\"clear\"}");
  tuntas_test_clock_advance_seconds (shift->clock, 900 + 200);
  shift_wait (shift, "the list again", is_idle, NULL);
  shift_free (shift);
}

static TuntasTransport *
count_cb (TuntasTransport *below, gpointer user_data)
{
  CountTransport **place = user_data;
  TuntasTransport *counting = count_transport_new (below);

  g_set_object (place, COUNT_TRANSPORT (counting));
  return counting;
}

static gboolean
was_asked (Shift *shift, gpointer data)
{
  Counted *counted = data;
  CountTransport *counting = *(CountTransport **) shift->wrap_data;

  if (!is_idle (shift, NULL))
    return FALSE;
  *counted = count_transport_take (counting);
  return TRUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (tuntas_desk_sync_finish (TUNTAS_DESK (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* A row of the list that does not fit keeps only itself from the desk, and is told; it comes when it fits. */
static void
test_unreadable (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (GPtrArray) before = tuntas_desk_list_unreadable (shift->desk);
  g_autoptr (GPtrArray) unreadable = NULL, after = NULL;
  gboolean done = FALSE;

  g_assert_cmpuint (before->len, ==, 0);
  shift->nossa_site = "[columns]\nttr=witel\n";
  shift_restart (shift);
  unreadable = tuntas_desk_list_unreadable (shift->desk);
  g_assert_cmpuint (unreadable->len, >, 10);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (unreadable, 0), "IN1"));
  g_assert_nonnull (strstr (g_ptr_array_index (unreadable, 0), ".witel: "));
  /* What was known of it stays: it is on the list. */
  tuntas_desk_sync_async (shift->desk, NULL, synced_cb, &done);
  shift_wait (shift, "the whole list", shift_is_true, &done);
  g_assert_nonnull (tuntas_desk_find_item (shift->desk, HOME));
  shift->nossa_site = NULL;
  shift_restart (shift);
  after = tuntas_desk_list_unreadable (shift->desk);
  g_assert_cmpuint (after->len, ==, 0);
  shift_free (shift);
}

static gboolean
wants_login (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_SIGN_IN_NEEDED;
}

/* The session ends, and the password that renewed it once is not good any more: everything stops until the agent types
 * another one, nothing is lost, and not one request more is sent, however long it takes. */
static void
test_wrong_password_stops (void)
{
  Shift *shift = shift_new (MORNING);
  guint before, after;
  gboolean done = FALSE;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_fault (shift, "{\"kind\":\"expire-session\",\"after\":1}");
  shift_fault (shift, "{\"kind\":\"status\",\"status\":401,\"path\":\"/login\"}");
  tuntas_test_clock_advance_seconds (shift->clock, 80);
  shift_wait (shift, "the login to be asked for", wants_login, NULL);
  tuntas_test_clock_advance_seconds (shift->clock, 1);
  count_requests (shift, &before);
  for (guint i = 0; i < 60; i++)
    shift_pass (shift, 60);
  count_requests (shift, &after);
  g_assert_cmpuint (after, ==, before);
  shift_assert_status (shift, HOME, "MEDIACARE");
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 2);

  shift_fault (shift, "{\"kind\":\"clear\"}");
  tuntas_desk_sign_in_async (shift->desk, "latihan", NULL, signed_in_cb, &done);
  shift_wait (shift, "the login", shift_is_true, &done);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_free (shift);
}

/* A look at a list in which nothing has changed: one request, a few KiB, and not before the site's interval is over. */
static void
test_idle_poll (void)
{
  g_autoptr (CountTransport) counting = NULL;
  Shift *shift = shift_new (MORNING);
  Counted counted = { 0 };

  shift->wrap = count_cb;
  shift->wrap_data = &counting;
  shift_restart (shift);
  count_transport_take (counting);
  tuntas_test_clock_advance_seconds (shift->clock, 59);
  g_assert_cmpuint (count_transport_take (counting).requests, ==, 0);
  tuntas_test_clock_advance_seconds (shift->clock, 14);
  shift_wait (shift, "the poll", was_asked, &counted);
  g_assert_cmpuint (counted.requests, ==, 1);
  g_assert_cmpuint (counted.up + counted.down, <, 4096);
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/nossa/client-note", test_client_note);
  g_test_add_func ("/desk/nossa/wrong-password-stops", test_wrong_password_stops);
  g_test_add_func ("/desk/nossa/unreadable", test_unreadable);
  g_test_add_func ("/desk/nossa/idle-poll", test_idle_poll);
  g_test_add_func ("/desk/nossa/retry-after", test_retry_after);
  return g_test_run ();
}
