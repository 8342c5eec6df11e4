/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-test-clock.h"

#include "tuntas-clock-link.h"

/* So many calls without time going on mean a loop that would never end. */
#define MAX_CALLS_AT_ONCE 100000

typedef struct
{
  guint id;
  gint64 instant;
  TuntasClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} WakeUp;

struct _TuntasTestClock
{
  GObject parent_instance;

  gint64 now;
  gint64 monotonic;
  gboolean moving;      /* advance or set is at work */

  GSequence *wake_ups;  /* (element-type WakeUp), by instant, then in the order asked for */
  guint last_id;
  GSource *overdue;     /* (nullable) calls at the next turn of the loop what was due when asked for */

  GPtrArray *followers; /* (element-type TuntasClockLink) */
};

static void tuntas_test_clock_iface_init (TuntasClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasTestClock, tuntas_test_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_CLOCK, tuntas_test_clock_iface_init))

static void
wake_up_free (WakeUp *wake_up)
{
  if (wake_up->destroy != NULL)
    wake_up->destroy (wake_up->user_data);
  g_free (wake_up);
}

static int
compare_wake_ups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WakeUp *first = a;
  const WakeUp *second = b;

  if (first->instant != second->instant)
    return first->instant < second->instant ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

/* (nullable): the earliest wake-up, which stays in the list. */
static WakeUp *
peek_first (TuntasTestClock *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->wake_ups);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

/* Calls all that is due now, also what the calls ask for. Each is out of the list before its call. */
static void
call_due (TuntasTestClock *self)
{
  WakeUp *wake_up;

  for (guint n = 0; (wake_up = peek_first (self)) != NULL && wake_up->instant <= self->now; n++)
    {
      if (n == MAX_CALLS_AT_ONCE)
        g_error ("Some wake-up always asks for the present instant again");
      g_sequence_remove (g_sequence_get_begin_iter (self->wake_ups));
      wake_up->func (wake_up->user_data);
      wake_up_free (wake_up);
    }
}

static gboolean
overdue_cb (gpointer user_data)
{
  TuntasTestClock *self = g_object_ref (user_data);

  g_clear_pointer (&self->overdue, g_source_unref);
  call_due (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static void
plan_overdue (TuntasTestClock *self)
{
  if (self->overdue != NULL)
    return;
  self->overdue = g_idle_source_new ();
  g_source_set_priority (self->overdue, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->overdue, overdue_cb, self, NULL);
  g_source_attach (self->overdue, g_main_context_get_thread_default ());
}

static void
tell_followers (TuntasTestClock *self, TuntasClockChange change)
{
  TuntasClockMessage message = { .change = change, .now = self->now, .monotonic = self->monotonic };

  /* From the end, because those that have gone are taken out. */
  for (guint i = self->followers->len; i > 0; i--)
    if (!tuntas_clock_link_tell (self->followers->pdata[i - 1], &message))
      g_ptr_array_remove_index (self->followers, i - 1);
}

static void
flow_to (TuntasTestClock *self, gint64 instant)
{
  self->monotonic += instant - self->now;
  self->now = instant;
  tell_followers (self, TUNTAS_CLOCK_FLOWS);
  call_due (self);
}

TuntasTestClock *
tuntas_test_clock_new (gint64 start)
{
  TuntasTestClock *self = g_object_new (TUNTAS_TYPE_TEST_CLOCK, NULL);

  self->now = start;
  return self;
}

void
tuntas_test_clock_advance (TuntasTestClock *self, gint64 microseconds)
{
  gint64 end;
  WakeUp *next;

  g_return_if_fail (TUNTAS_IS_TEST_CLOCK (self));
  g_return_if_fail (microseconds >= 0);
  g_return_if_fail (!self->moving);

  g_object_ref (self);
  self->moving = TRUE;
  end = self->now + microseconds;
  call_due (self);
  while ((next = peek_first (self)) != NULL && next->instant < end)
    flow_to (self, next->instant);
  flow_to (self, end);
  self->moving = FALSE;
  g_object_unref (self);
}

void
tuntas_test_clock_advance_seconds (TuntasTestClock *self, gint64 seconds)
{
  tuntas_test_clock_advance (self, seconds * G_USEC_PER_SEC);
}

void
tuntas_test_clock_set (TuntasTestClock *self, gint64 instant)
{
  g_return_if_fail (TUNTAS_IS_TEST_CLOCK (self));
  g_return_if_fail (!self->moving);

  g_object_ref (self);
  self->moving = TRUE;
  self->now = instant;
  tell_followers (self, TUNTAS_CLOCK_STEPS);
  tuntas_clock_emit_stepped (TUNTAS_CLOCK (self));
  call_due (self);
  self->moving = FALSE;
  g_object_unref (self);
}

void
tuntas_test_clock_sleep (TuntasTestClock *self, gint64 microseconds)
{
  g_return_if_fail (TUNTAS_IS_TEST_CLOCK (self));
  g_return_if_fail (microseconds >= 0);
  g_return_if_fail (!self->moving && self->followers->len == 0);

  g_object_ref (self);
  self->moving = TRUE;
  self->now += microseconds;
  call_due (self);
  self->moving = FALSE;
  g_object_unref (self);
}

gint64
tuntas_test_clock_get_next (TuntasTestClock *self)
{
  const WakeUp *next;

  g_return_val_if_fail (TUNTAS_IS_TEST_CLOCK (self), G_MAXINT64);

  next = peek_first (self);
  return next != NULL ? next->instant : G_MAXINT64;
}

guint
tuntas_test_clock_get_n_wake_ups (TuntasTestClock *self)
{
  g_return_val_if_fail (TUNTAS_IS_TEST_CLOCK (self), 0);

  return g_sequence_get_length (self->wake_ups);
}

int
tuntas_test_clock_export (TuntasTestClock *self)
{
  TuntasClockMessage start;
  TuntasClockLink *link;
  int follower;

  g_return_val_if_fail (TUNTAS_IS_TEST_CLOCK (self), -1);

  start = (TuntasClockMessage) { TUNTAS_CLOCK_STARTS, self->now, self->monotonic };
  link = tuntas_clock_link_new (&start, &follower);
  g_ptr_array_add (self->followers, link);
  return follower;
}

static gint64
tuntas_test_clock_now (TuntasClock *clock)
{
  return TUNTAS_TEST_CLOCK (clock)->now;
}

static gint64
tuntas_test_clock_monotonic (TuntasClock *clock)
{
  return TUNTAS_TEST_CLOCK (clock)->monotonic;
}

static guint
tuntas_test_clock_wake_at (TuntasClock *clock, gint64 instant, TuntasClockFunc func, gpointer user_data,
                           GDestroyNotify destroy)
{
  TuntasTestClock *self = TUNTAS_TEST_CLOCK (clock);
  WakeUp *wake_up = g_new (WakeUp, 1);

  *wake_up = (WakeUp) { ++self->last_id, instant, func, user_data, destroy };
  g_sequence_insert_sorted (self->wake_ups, wake_up, compare_wake_ups, NULL);
  if (instant <= self->now)
    plan_overdue (self);
  return wake_up->id;
}

static void
tuntas_test_clock_forget (TuntasClock *clock, guint id)
{
  TuntasTestClock *self = TUNTAS_TEST_CLOCK (clock);
  GSequenceIter *iter = g_sequence_get_begin_iter (self->wake_ups);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      WakeUp *wake_up = g_sequence_get (iter);

      if (wake_up->id == id)
        {
          g_sequence_remove (iter);
          wake_up_free (wake_up);
          return;
        }
    }
  g_critical ("There is no wake-up %u to forget", id);
}

static void
free_each (gpointer data, gpointer user_data)
{
  wake_up_free (data);
}

static void
tuntas_test_clock_finalize (GObject *object)
{
  TuntasTestClock *self = TUNTAS_TEST_CLOCK (object);

  if (self->overdue != NULL)
    g_source_destroy (self->overdue);
  g_clear_pointer (&self->overdue, g_source_unref);
  g_sequence_foreach (self->wake_ups, free_each, NULL);
  g_clear_pointer (&self->wake_ups, g_sequence_free);
  g_clear_pointer (&self->followers, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_test_clock_parent_class)->finalize (object);
}

static void
tuntas_test_clock_iface_init (TuntasClockInterface *iface)
{
  iface->now = tuntas_test_clock_now;
  iface->monotonic = tuntas_test_clock_monotonic;
  iface->wake_at = tuntas_test_clock_wake_at;
  iface->forget = tuntas_test_clock_forget;
}

static void
tuntas_test_clock_class_init (TuntasTestClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_test_clock_finalize;
}

static void
tuntas_test_clock_init (TuntasTestClock *self)
{
  self->wake_ups = g_sequence_new (NULL);
  self->followers = g_ptr_array_new_with_free_func (tuntas_clock_link_free);
}
