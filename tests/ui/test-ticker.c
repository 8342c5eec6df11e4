/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticker.h"

#include "tuntas-test-clock.h"

#define MINUTE G_GINT64_CONSTANT (60)
#define START (G_GINT64_CONSTANT (1795400000) / MINUTE * MINUTE)

typedef struct
{
  TuntasTestClock *clock;
  TuntasTicker *ticker;
  guint ticks;
  gint64 last;
} Fixture;

static void
tick_cb (TuntasTicker *ticker, gint64 now, Fixture *fixture)
{
  fixture->ticks++;
  fixture->last = now;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = tuntas_test_clock_new ((START + 20) * G_USEC_PER_SEC);
  fixture->ticker = tuntas_ticker_new (TUNTAS_CLOCK (fixture->clock));
  g_signal_connect (fixture->ticker, "tick", G_CALLBACK (tick_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->ticker);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static void
test_minutes (Fixture *fixture, gconstpointer data)
{
  tuntas_test_clock_advance_seconds (fixture->clock, 300);
  g_assert_cmpuint (fixture->ticks, ==, 0);
  tuntas_ticker_set_running (fixture->ticker, TRUE);
  g_assert_cmpuint (fixture->ticks, ==, 1);
  tuntas_test_clock_advance_seconds (fixture->clock, 39);
  g_assert_cmpuint (fixture->ticks, ==, 1);
  tuntas_test_clock_advance_seconds (fixture->clock, 1);
  g_assert_cmpuint (fixture->ticks, ==, 2);
  g_assert_cmpint (fixture->last, ==, START + 360);
  tuntas_test_clock_advance_seconds (fixture->clock, 180);
  g_assert_cmpuint (fixture->ticks, ==, 5);
}

/* A window that nobody sees leaves nothing armed. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  tuntas_ticker_set_running (fixture->ticker, TRUE);
  tuntas_ticker_set_running (fixture->ticker, FALSE);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (fixture->clock), ==, 0);
  tuntas_ticker_want (fixture->ticker, START + 30);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (fixture->clock), ==, 0);
  tuntas_test_clock_advance_seconds (fixture->clock, 600);
  g_assert_cmpuint (fixture->ticks, ==, 1);
}

static void
test_wanted (Fixture *fixture, gconstpointer data)
{
  tuntas_ticker_set_running (fixture->ticker, TRUE);
  tuntas_ticker_want (fixture->ticker, START + 25);
  /* A later wish does not move an earlier one. */
  tuntas_ticker_want (fixture->ticker, START + 30);
  tuntas_test_clock_advance_seconds (fixture->clock, 5);
  g_assert_cmpuint (fixture->ticks, ==, 2);
  g_assert_cmpint (fixture->last, ==, START + 25);
  /* It was asked for once. */
  tuntas_test_clock_advance_seconds (fixture->clock, 34);
  g_assert_cmpuint (fixture->ticks, ==, 2);
  tuntas_test_clock_advance_seconds (fixture->clock, 1);
  g_assert_cmpuint (fixture->ticks, ==, 3);
  /* What is past means the next second. */
  tuntas_ticker_want (fixture->ticker, START);
  tuntas_test_clock_advance_seconds (fixture->clock, 1);
  g_assert_cmpuint (fixture->ticks, ==, 4);
}

static void
test_fast (Fixture *fixture, gconstpointer data)
{
  tuntas_ticker_set_speed (fixture->ticker, 600);
  tuntas_ticker_set_running (fixture->ticker, TRUE);
  tuntas_test_clock_advance_seconds (fixture->clock, 599);
  g_assert_cmpuint (fixture->ticks, ==, 1);
  tuntas_test_clock_advance_seconds (fixture->clock, 1);
  g_assert_cmpuint (fixture->ticks, ==, 2);
}

static void
test_stepped (Fixture *fixture, gconstpointer data)
{
  tuntas_ticker_set_running (fixture->ticker, TRUE);
  tuntas_test_clock_set (fixture->clock, (START - 3600) * G_USEC_PER_SEC);
  g_assert_cmpint (fixture->last, ==, START - 3600);
  tuntas_test_clock_advance_seconds (fixture->clock, 60);
  g_assert_cmpint (fixture->last, ==, START - 3540);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/ticker/minutes", test_minutes);
  ADD ("/ui/ticker/hidden", test_hidden);
  ADD ("/ui/ticker/wanted", test_wanted);
  ADD ("/ui/ticker/fast", test_fast);
  ADD ("/ui/ticker/stepped", test_stepped);
#undef ADD
  return g_test_run ();
}
