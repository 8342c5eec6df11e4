/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-test-clock.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define START (1795399200 * SECOND)

typedef struct
{
  TuntasClock *clock;
  GString *log;
  const char *name;
  gint64 again; /* 0, or after how many µs it asks to be woken once more */
} Sleeper;

static void
woken_cb (gpointer user_data)
{
  Sleeper *sleeper = user_data;
  gint64 again = sleeper->again;

  g_string_append_printf (sleeper->log, "%s@%d ", sleeper->name,
                          (int) ((tuntas_clock_now (sleeper->clock) - START) / SECOND));
  sleeper->again = 0;
  if (again != 0)
    tuntas_clock_wake_at (sleeper->clock, tuntas_clock_now (sleeper->clock) + again, woken_cb, sleeper, NULL);
}

static guint
wake_after (Sleeper *sleeper, int seconds)
{
  return tuntas_clock_wake_at (sleeper->clock, START + seconds * SECOND, woken_cb, sleeper, NULL);
}

typedef struct
{
  TuntasTestClock *test_clock;
  TuntasClock *clock;
  GString *log;
  Sleeper a;
  Sleeper b;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->test_clock = tuntas_test_clock_new (START);
  fixture->clock = TUNTAS_CLOCK (fixture->test_clock);
  fixture->log = g_string_new (NULL);
  fixture->a = (Sleeper) { fixture->clock, fixture->log, "a", 0 };
  fixture->b = (Sleeper) { fixture->clock, fixture->log, "b", 0 };
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->test_clock);
  g_string_free (fixture->log, TRUE);
}

static void
test_stands_still (Fixture *fixture, gconstpointer user_data)
{
  gint64 monotonic = tuntas_clock_monotonic (fixture->clock);

  g_assert_cmpint (tuntas_clock_now (fixture->clock), ==, START);
  tuntas_test_clock_advance (fixture->test_clock, 1500000);
  g_assert_cmpint (tuntas_clock_now (fixture->clock), ==, START + 1500000);
  g_assert_cmpint (tuntas_clock_now_seconds (fixture->clock), ==, START / SECOND + 1);
  g_assert_cmpint (tuntas_clock_monotonic (fixture->clock), ==, monotonic + 1500000);
}

static void
test_order (Fixture *fixture, gconstpointer user_data)
{
  wake_after (&fixture->b, 20);
  wake_after (&fixture->a, 10);
  wake_after (&fixture->a, 30);
  wake_after (&fixture->b, 30);
  g_assert_cmpint (tuntas_test_clock_get_next (fixture->test_clock), ==, START + 10 * SECOND);
  tuntas_test_clock_advance_seconds (fixture->test_clock, 29);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 b@20 ");
  tuntas_test_clock_advance_seconds (fixture->test_clock, 1);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 b@20 a@30 b@30 ");
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (fixture->test_clock), ==, 0);
  g_assert_cmpint (tuntas_test_clock_get_next (fixture->test_clock), ==, G_MAXINT64);
}

static void
test_asked_meanwhile (Fixture *fixture, gconstpointer user_data)
{
  fixture->a.again = 5 * SECOND;
  wake_after (&fixture->a, 10);
  wake_after (&fixture->b, 20);
  tuntas_test_clock_advance_seconds (fixture->test_clock, 60);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 a@15 b@20 ");
}

/* What is due already is called by the loop, not by the one who asks. */
static void
test_overdue (Fixture *fixture, gconstpointer user_data)
{
  wake_after (&fixture->a, 0);
  wake_after (&fixture->b, -3);
  g_assert_cmpstr (fixture->log->str, ==, "");
  while (tuntas_test_clock_get_n_wake_ups (fixture->test_clock) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->log->str, ==, "b@0 a@0 ");
}

static void
count_cb (gpointer user_data)
{
  int *count = user_data;

  (*count)++;
}

static void
test_forget (Fixture *fixture, gconstpointer user_data)
{
  int freed = 0;
  guint id = tuntas_clock_wake_at (fixture->clock, START + 1, woken_cb, &freed, count_cb);

  tuntas_clock_forget (fixture->clock, id);
  g_assert_cmpint (freed, ==, 1);
  tuntas_test_clock_advance_seconds (fixture->test_clock, 1);
  g_assert_cmpstr (fixture->log->str, ==, "");

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*no wake-up*");
  tuntas_clock_forget (fixture->clock, id);
  g_test_assert_expected_messages ();
}

static void
test_destroy (Fixture *fixture, gconstpointer user_data)
{
  int called = 0;
  int freed = 0;
  TuntasTestClock *other = tuntas_test_clock_new (START);

  tuntas_clock_wake_at (fixture->clock, START + 1, count_cb, &called, NULL);
  tuntas_clock_wake_at (TUNTAS_CLOCK (other), START + 1, count_cb, &called, NULL);
  tuntas_clock_wake_at (TUNTAS_CLOCK (other), START + 9, count_cb, &freed, count_cb);
  tuntas_test_clock_advance (other, 5);
  g_assert_cmpint (called, ==, 1);
  g_assert_cmpint (freed, ==, 0);
  g_assert_finalize_object (other);
  g_assert_cmpint (freed, ==, 1);
}

static void
test_step_ahead (Fixture *fixture, gconstpointer user_data)
{
  int stepped = 0;
  gint64 monotonic = tuntas_clock_monotonic (fixture->clock);

  g_signal_connect_swapped (fixture->clock, "stepped", G_CALLBACK (count_cb), &stepped);
  wake_after (&fixture->b, 20);
  wake_after (&fixture->a, 10);
  tuntas_test_clock_set (fixture->test_clock, START + 3600 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "a@3600 b@3600 ");
  g_assert_cmpint (stepped, ==, 1);
  g_assert_cmpint (tuntas_clock_monotonic (fixture->clock), ==, monotonic);
}

static void
test_step_back (Fixture *fixture, gconstpointer user_data)
{
  int stepped = 0;

  g_signal_connect_swapped (fixture->clock, "stepped", G_CALLBACK (count_cb), &stepped);
  wake_after (&fixture->a, 10);
  tuntas_test_clock_set (fixture->test_clock, START - 60 * SECOND);
  g_assert_cmpint (stepped, ==, 1);
  tuntas_test_clock_advance_seconds (fixture->test_clock, 69);
  g_assert_cmpstr (fixture->log->str, ==, "");
  tuntas_test_clock_advance_seconds (fixture->test_clock, 1);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 ");
  g_assert_cmpint (stepped, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/support/test-clock/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("stands-still", test_stands_still);
  ADD ("order", test_order);
  ADD ("asked-meanwhile", test_asked_meanwhile);
  ADD ("overdue", test_overdue);
  ADD ("forget", test_forget);
  ADD ("destroy", test_destroy);
  ADD ("step-ahead", test_step_ahead);
  ADD ("step-back", test_step_back);
#undef ADD
  return g_test_run ();
}
