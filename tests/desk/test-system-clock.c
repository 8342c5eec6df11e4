/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-system-clock.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* The clock of the program on the kernel's real timer. What a test may not do to the computer that it runs on is done at
 * the border to the kernel instead, where the linker puts the functions below in the place of the C library's: the wall
 * clock shows what the test wants, and the timer tells of a step as the kernel does (timerfd_create(2): read fails with
 * ECANCELED, after a clock that was set and, on newer kernels, after a resume). */

static gint64 ahead;          /* µs that the wall clock is ahead of the real one */
static gboolean tell_of_step; /* the next look at a timer says ECANCELED */
static int last_flags;
static struct itimerspec last_spec;

gint64 __real_g_get_real_time (void);
gint64 __wrap_g_get_real_time (void);
int __real_timerfd_settime (int fd, int flags, const struct itimerspec *spec, struct itimerspec *old);
int __wrap_timerfd_settime (int fd, int flags, const struct itimerspec *spec, struct itimerspec *old);
ssize_t __real_read (int fd, void *buffer, size_t length);
ssize_t __wrap_read (int fd, void *buffer, size_t length);

gint64
__wrap_g_get_real_time (void)
{
  return __real_g_get_real_time () + ahead;
}

/* The kernel's clock was not set: what is armed by the one that was is moved over to it. */
int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *spec, struct itimerspec *old)
{
  struct itimerspec real = *spec;
  gint64 instant = spec->it_value.tv_sec * G_USEC_PER_SEC + spec->it_value.tv_nsec / 1000 - ahead;

  last_flags = flags;
  last_spec = *spec;
  instant = MAX (instant, 1);
  real.it_value.tv_sec = instant / G_USEC_PER_SEC;
  real.it_value.tv_nsec = instant % G_USEC_PER_SEC * 1000;
  return __real_timerfd_settime (fd, flags, &real, old);
}

ssize_t
__wrap_read (int fd, void *buffer, size_t length)
{
  if (!tell_of_step)
    return __real_read (fd, buffer, length);
  tell_of_step = FALSE;
  errno = ECANCELED;
  return -1;
}

typedef struct
{
  TuntasClock *clock;
  gint64 woken_at; /* µs; 0: not yet */
  guint n_woken;
  guint n_stepped;
} Fixture;

static void
woken_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_woken++;
  fixture->woken_at = tuntas_clock_now (fixture->clock);
}

static void
stepped_cb (Fixture *fixture)
{
  fixture->n_stepped++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ahead = 0;
  fixture->clock = tuntas_system_clock_new ();
  g_signal_connect_swapped (fixture->clock, "stepped", G_CALLBACK (stepped_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->clock);
}

static void
wait_for (guint *n, guint wanted)
{
  while (*n < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static gint64
armed (void)
{
  return last_spec.it_value.tv_sec * G_USEC_PER_SEC + last_spec.it_value.tv_nsec / 1000;
}

/* By the wall clock, absolute, and told of steps: what makes it right after a sleep and a step. */
static void
test_how_it_is_armed (Fixture *fixture, gconstpointer data)
{
  gint64 instant = tuntas_clock_now (fixture->clock) + G_TIME_SPAN_HOUR + 123456;
  guint id;

  g_assert_cmpint (last_flags, ==, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
  id = tuntas_clock_wake_at (fixture->clock, instant, woken_cb, fixture, NULL);
  g_assert_cmpint (last_flags, ==, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
  g_assert_cmpint (armed (), ==, instant);
  tuntas_clock_forget (fixture->clock, id);
  /* With nothing to wait for it still hears of steps. */
  g_assert_cmpint (armed (), >, instant);
}

static void
test_wakes (Fixture *fixture, gconstpointer data)
{
  gint64 instant = tuntas_clock_now (fixture->clock) + 30000;

  tuntas_clock_wake_at (fixture->clock, instant, woken_cb, fixture, NULL);
  wait_for (&fixture->n_woken, 1);
  g_assert_cmpint (fixture->woken_at, >=, instant);
  g_assert_cmpint (fixture->woken_at, <, instant + G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_stepped, ==, 0);
}

/* Set ahead, or asleep meanwhile: what is due by the new time comes at once, and the rest is armed by it. */
static void
test_step_ahead (Fixture *fixture, gconstpointer data)
{
  gint64 now = tuntas_clock_now (fixture->clock);
  gint64 later = now + 2 * G_TIME_SPAN_HOUR;
  guint id;

  tuntas_clock_wake_at (fixture->clock, now + G_TIME_SPAN_HOUR / 2, woken_cb, fixture, NULL);
  id = tuntas_clock_wake_at (fixture->clock, later, woken_cb, fixture, NULL);
  /* The kernel makes the timer readable when the clock was set; here one that is due does. */
  tuntas_clock_wake_at (fixture->clock, now, woken_cb, fixture, NULL);
  ahead = G_TIME_SPAN_HOUR;
  tell_of_step = TRUE;
  wait_for (&fixture->n_woken, 2);
  g_assert_cmpuint (fixture->n_stepped, ==, 1);
  g_assert_cmpuint (fixture->n_woken, ==, 2);
  g_assert_cmpint (armed (), ==, later);
  tuntas_clock_forget (fixture->clock, id);
}

/* Set back: nothing comes before its time, and the screens hear of it. */
static void
test_step_back (Fixture *fixture, gconstpointer data)
{
  gint64 now = tuntas_clock_now (fixture->clock);
  gint64 soon = now + 20000;
  guint id = tuntas_clock_wake_at (fixture->clock, soon, woken_cb, fixture, NULL);

  ahead = -G_TIME_SPAN_HOUR;
  tell_of_step = TRUE;
  wait_for (&fixture->n_stepped, 1);
  g_assert_cmpuint (fixture->n_woken, ==, 0);
  g_assert_cmpint (armed (), ==, soon);
  tuntas_clock_forget (fixture->clock, id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk/system-clock/armed", Fixture, NULL, set_up, test_how_it_is_armed, tear_down);
  g_test_add ("/desk/system-clock/wakes", Fixture, NULL, set_up, test_wakes, tear_down);
  g_test_add ("/desk/system-clock/step-ahead", Fixture, NULL, set_up, test_step_ahead, tear_down);
  g_test_add ("/desk/system-clock/step-back", Fixture, NULL, set_up, test_step_back, tear_down);
  return g_test_run ();
}
