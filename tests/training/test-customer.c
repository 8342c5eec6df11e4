/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include "tuntas-customer.h"
#include "tuntas-pace.h"
#include "tuntas-system-clock.h"
#include "tuntas-test-clock.h"

#include <string.h>

/* The virtual customer, second by second, and how fast the clock runs meanwhile. */

typedef struct
{
  TuntasTestClock *clock;
  TuntasProcedure *procedure;
  TuntasScenario *scenario;
  TuntasCustomer *customer;
  GString *log; /* "2 tone ring; 36 ended; …", in seconds since it was dialled */
  gint64 dialled_at;
  gint64 seq;
} Fixture;

static const char *const states[] = { "idle", "dialling", "tone", "talking", "ended" };
static const char *const tones[] = { "none", "ring", "busy", "unreachable", "dead" };

static gint64
since (Fixture *f)
{
  return tuntas_clock_now_seconds (TUNTAS_CLOCK (f->clock)) - f->dialled_at;
}

static void
changed_cb (Fixture *f)
{
  g_string_append_printf (f->log, "%" G_GINT64_FORMAT " %s", since (f), states[tuntas_customer_get_state (f->customer)]);
  if (tuntas_customer_get_tone (f->customer) != TUNTAS_LINE_TONE_NONE)
    g_string_append_printf (f->log, " %s", tones[tuntas_customer_get_tone (f->customer)]);
  g_string_append (f->log, "; ");
}

static void
line_cb (TuntasCustomer *customer, const TuntasHeard *heard, Fixture *f)
{
  g_string_append_printf (f->log, "%" G_GINT64_FORMAT " “%.12s”; ", since (f), heard->text);
  g_assert_cmpint (heard->at, ==, tuntas_clock_now_seconds (TUNTAS_CLOCK (f->clock)));
}

static void
set_up (Fixture *f, const char *id)
{
  f->seq = 0;
  f->procedure = training_support_load_w03 ();
  f->scenario = training_support_load (f->procedure, id);
  f->clock = tuntas_test_clock_new (tuntas_scenario_get_start (f->scenario) * G_USEC_PER_SEC);
  f->customer = tuntas_customer_new (f->scenario, TUNTAS_CLOCK (f->clock), "id");
  f->log = g_string_new (NULL);
  g_signal_connect_swapped (f->customer, "changed", G_CALLBACK (changed_cb), f);
  g_signal_connect (f->customer, "line", G_CALLBACK (line_cb), f);
}

static void
tear_down (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->customer, f);
  g_object_unref (f->customer);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (f->clock), ==, 0);
  g_string_free (f->log, TRUE);
  g_object_unref (f->clock);
  tuntas_scenario_unref (f->scenario);
  g_object_unref (f->procedure);
}

/* Attempts count up as events do. */
static void
dial_with (Fixture *f, const char *ticket, const char *phone, const char *with)
{
  const TuntasAttempt attempt = { .seq = ++f->seq, .phone = (char *) phone };

  tuntas_customer_dial (f->customer, ticket, &attempt, with);
}

static void
dial (Fixture *f, const char *ticket, const char *phone)
{
  g_string_truncate (f->log, 0);
  f->dialled_at = tuntas_clock_now_seconds (TUNTAS_CLOCK (f->clock));
  dial_with (f, ticket, phone, NULL);
}

static void
pass (Fixture *f, gint64 seconds)
{
  tuntas_test_clock_advance_seconds (f->clock, seconds);
}

static void
assert_log (Fixture *f, const char *expected)
{
  g_assert_cmpstr (f->log->str, ==, expected);
}

static void
test_not_answered (void)
{
  Fixture f;

  set_up (&f, "pots-unreached");
  dial (&f, "IN900000102", "08000000502");
  pass (&f, 60);
  assert_log (&f, "0 dialling; 2 tone ring; 36 ended; ");
  tuntas_customer_hang_up (f.customer);
  dial (&f, "IN900000102", "08000000502");
  pass (&f, 60);
  assert_log (&f, "0 dialling; 2 tone busy; 14 ended; ");
  dial (&f, "IN900000102", "08000000502");
  pass (&f, 60);
  /* The line of the second call that is still there ends first. */
  assert_log (&f, "0 idle; 0 dialling; 2 tone unreachable; 5 talking; 6 “Nomor yang A”; 14 “Nomor yang A”; 14 ended; ");
  tear_down (&f);
}

static void
test_conversation (void)
{
  Fixture f;
  const TuntasTruth *truth;

  set_up (&f, "indihome-normal");
  dial_with (&f, "IN900000101", "08000000501", NULL);
  tuntas_customer_hang_up (f.customer);
  dial (&f, "IN900000101", "08000000501");
  pass (&f, 20);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_GREET);
  pass (&f, 10);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  pass (&f, 10);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_ASK);
  pass (&f, 10);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_PERMISSION);
  pass (&f, 10);
  assert_log (&f, "0 dialling; 2 tone ring; 14 talking; 15 “Halo, dengan”; 22 “Ya, betul, s”; 33 “Oh, jadi itu”; "
                  "49 “Sebentar, sa”; 52 “Silakan, bol”; ");
  g_assert_cmpuint (tuntas_customer_get_heard (f.customer)->len, ==, 5);
  g_assert_cmpuint (tuntas_customer_get_truths (f.customer)->len, ==, 2);
  truth = g_ptr_array_index (tuntas_customer_get_truths (f.customer), 1);
  g_assert_cmpstr (truth->outcome, ==, "connected");
  g_assert_cmpuint (truth->cues, ==, 0x1f);
  tear_down (&f);
}

/* Nothing of an old call is heard in a new one. */
static void
test_hung_up (void)
{
  Fixture f;

  set_up (&f, "indihome-normal");
  dial (&f, "IN900000101", "08000000501");
  pass (&f, 10);
  tuntas_customer_hang_up (f.customer);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (f.clock), ==, 0);
  pass (&f, 100);
  assert_log (&f, "0 dialling; 2 tone ring; 10 idle; ");
  tuntas_customer_cue (f.customer, TUNTAS_CUE_GREET);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (f.clock), ==, 0);
  tear_down (&f);
}

/* The customer's side hangs up in the middle; the trainee has not said it yet. */
static void
test_dropped (void)
{
  Fixture f;

  set_up (&f, "line-dropped");
  dial (&f, "IN900000108", "08000000508");
  pass (&f, 15);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_GREET);
  pass (&f, 15);
  assert_log (&f, "0 dialling; 2 tone ring; 12 talking; 13 “Halo, dengan”; 18 “Ya, saya sen”; 21 ended; ");
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  g_assert_cmpuint (((TuntasTruth *) g_ptr_array_index (tuntas_customer_get_truths (f.customer), 0))->cues, ==, 3);
  tear_down (&f);
}

/* The calls of each number come in their order; a number of nobody rings out. */
static void
test_numbers (void)
{
  Fixture f;
  GPtrArray *truths;

  set_up (&f, "someone-else-answers");
  dial_with (&f, "IN900000111", "0800 0000 611", NULL);
  dial_with (&f, "IN900000111", "08000000511", NULL);
  dial_with (&f, "IN900000111", "08000000511", NULL);
  dial_with (&f, "IN900000111", "08000000511", NULL);
  dial (&f, "IN900000111", "08000000999");
  pass (&f, 60);
  assert_log (&f, "0 idle; 0 dialling; 2 tone ring; 42 ended; ");
  truths = tuntas_customer_get_truths (f.customer);
  g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, 0))->outcome, ==, "connected");
  g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, 1))->outcome, ==, "technical");
  g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, 2))->outcome, ==, "not-available");
  g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, 3))->outcome, ==, "not-available");
  g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, 4))->outcome, ==, "no-answer");
  tear_down (&f);
}

/* Each call for both is the customer's next one; what the one before came to is not heard again. */
static void
test_shared_anew (void)
{
  static const char *const outcomes[] = { "no-answer", "no-answer", "connected", "connected" };
  Fixture f;
  GPtrArray *truths;

  set_up (&f, "two-tickets-one-number");
  for (guint i = 0; i < 2; i++)
    {
      dial_with (&f, "IN900000141", "08000000541", "IN900000142");
      pass (&f, 20);
      dial_with (&f, "IN900000142", "08000000541", "IN900000141");
      tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
      tuntas_customer_hang_up (f.customer);
    }
  truths = tuntas_customer_get_truths (f.customer);
  g_assert_cmpuint (truths->len, ==, G_N_ELEMENTS (outcomes));
  for (guint i = 0; i < truths->len; i++)
    g_assert_cmpstr (((TuntasTruth *) g_ptr_array_index (truths, i))->outcome, ==, outcomes[i]);
  tear_down (&f);
}

/* The others name the ticket that was dialled for, however many they are. The scenario knows nothing of the third. */
static void
test_three (void)
{
  Fixture f;
  GPtrArray *truths;

  set_up (&f, "two-tickets-one-number");
  dial_with (&f, "IN900000141", "08000000541", NULL);
  dial_with (&f, "IN900000141", "08000000541", "IN900000142;IN900000143");
  dial_with (&f, "IN900000142", "08000000541", "IN900000141");
  dial_with (&f, "IN900000143", "08000000541", "IN900000141");
  g_assert_cmpstr (tuntas_customer_get_ticket (f.customer), ==, "IN900000141");
  pass (&f, 20);
  g_assert_cmpint (tuntas_customer_get_state (f.customer), ==, TUNTAS_CALL_TALKING);
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  truths = tuntas_customer_get_truths (f.customer);
  g_assert_cmpuint (truths->len, ==, 4);
  for (guint i = 1; i < truths->len; i++)
    {
      const TuntasTruth *truth = g_ptr_array_index (truths, i);

      g_assert_cmpstr (truth->outcome, ==, "connected");
      g_assert_cmpuint (truth->cues, ==, 1u << TUNTAS_CUE_ANSWER | 1u << TUNTAS_CUE_TELL);
    }
  tear_down (&f);
}

/* The last call happens again and again; what is said in it was not said in those before. */
static void
test_repeated (void)
{
  Fixture f;
  GPtrArray *truths;

  set_up (&f, "indihome-normal");
  for (guint i = 0; i < 3; i++)
    {
      dial (&f, "IN900000101", "08000000501");
      pass (&f, 20);
    }
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  truths = tuntas_customer_get_truths (f.customer);
  g_assert_cmpuint (((TuntasTruth *) g_ptr_array_index (truths, 1))->cues, ==, 1u << TUNTAS_CUE_ANSWER);
  g_assert_cmpuint (((TuntasTruth *) g_ptr_array_index (truths, 2))->cues, ==,
                    1u << TUNTAS_CUE_ANSWER | 1u << TUNTAS_CUE_TELL);
  tear_down (&f);
}

/* One conversation about two tickets is one call, and what is said in it is said about both. */
static void
test_shared (void)
{
  Fixture f;
  GPtrArray *truths;

  set_up (&f, "two-tickets-one-number");
  dial_with (&f, "IN900000141", "08000000541", NULL);
  tuntas_customer_hang_up (f.customer);
  dial (&f, "IN900000141", "08000000541");
  pass (&f, 20);
  dial_with (&f, "IN900000142", "08000000541", "IN900000141");
  g_assert_cmpint (tuntas_customer_get_state (f.customer), ==, TUNTAS_CALL_TALKING);
  g_assert_cmpstr (tuntas_customer_get_ticket (f.customer), ==, "IN900000141");
  g_assert_true (tuntas_customer_is_about (f.customer, "IN900000142"));
  tuntas_customer_cue (f.customer, TUNTAS_CUE_TELL);
  truths = tuntas_customer_get_truths (f.customer);
  for (guint i = 1; i < 3; i++)
    {
      const TuntasTruth *truth = g_ptr_array_index (truths, i);

      g_assert_cmpstr (truth->outcome, ==, "connected");
      g_assert_true (truth->cues & (1u << TUNTAS_CUE_TELL));
    }
  tear_down (&f);
}

/* Pace */

static void
set_speed (int speed, gpointer user_data)
{
  g_string_append_printf (user_data, "%d ", speed);
}

static void
test_pace (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (TuntasPace) pace = tuntas_pace_new (set_speed, log);

  tuntas_pace_choose (pace, 600);
  tuntas_pace_set_in_call (pace, TRUE);
  tuntas_pace_choose (pace, 60);
  g_assert_cmpint (tuntas_pace_get_speed (pace), ==, 1);
  g_assert_cmpint (tuntas_pace_get_chosen (pace), ==, 60);
  tuntas_pace_set_in_call (pace, FALSE);
  tuntas_pace_arrive (pace);
  tuntas_pace_set_in_call (pace, TRUE);
  tuntas_pace_set_in_call (pace, FALSE);
  g_assert_cmpstr (log->str, ==, "1 600 1 60 1 ");
}

/* The training's clock begins where the scenario does, and does not jump when it is hurried. */
static void
test_clock (void)
{
  g_autoptr (TuntasClock) clock = tuntas_system_clock_new_training ();
  gint64 start = 1795402800, now;

  tuntas_system_clock_set_time (TUNTAS_SYSTEM_CLOCK (clock), start);
  now = tuntas_clock_now_seconds (clock);
  g_assert_cmpint (now, >=, start);
  g_assert_cmpint (now, <, start + 60);
  tuntas_system_clock_skip (TUNTAS_SYSTEM_CLOCK (clock), 3600);
  now = tuntas_clock_now_seconds (clock);
  g_assert_cmpint (now, >=, start + 3600);
  g_assert_cmpint (now, <, start + 3660);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/customer/not-answered", test_not_answered);
  g_test_add_func ("/training/customer/conversation", test_conversation);
  g_test_add_func ("/training/customer/hung-up", test_hung_up);
  g_test_add_func ("/training/customer/dropped", test_dropped);
  g_test_add_func ("/training/customer/numbers", test_numbers);
  g_test_add_func ("/training/customer/shared", test_shared);
  g_test_add_func ("/training/customer/shared-anew", test_shared_anew);
  g_test_add_func ("/training/customer/three", test_three);
  g_test_add_func ("/training/customer/repeated", test_repeated);
  g_test_add_func ("/training/pace", test_pace);
  g_test_add_func ("/training/clock", test_clock);
  return g_test_run ();
}
