/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-clock.h"

#define START (G_GINT64_CONSTANT (1795400000) * G_USEC_PER_SEC)

typedef struct
{
  guint id;
  gint64 instant;
  TuntasClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Wake;

struct _HandClock
{
  GObject parent_instance;

  gint64 now;
  guint last_id;
  GList *wakes; /* (owned) by instant */
};

static void hand_clock_iface_init (TuntasClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HandClock, hand_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_CLOCK, hand_clock_iface_init))

static void
wake_free (gpointer data)
{
  Wake *wake = data;

  if (wake->destroy != NULL)
    wake->destroy (wake->user_data);
  g_free (wake);
}

static int
compare_wakes (gconstpointer a, gconstpointer b)
{
  const Wake *one = a, *other = b;

  return one->instant < other->instant ? -1 : one->instant > other->instant;
}

static gint64
hand_clock_now (TuntasClock *clock)
{
  return HAND_CLOCK (clock)->now;
}

static guint
hand_clock_wake_at (TuntasClock *clock, gint64 instant, TuntasClockFunc func, gpointer user_data,
                    GDestroyNotify destroy)
{
  HandClock *self = HAND_CLOCK (clock);
  Wake *wake = g_new0 (Wake, 1);

  *wake = (Wake) { ++self->last_id, instant, func, user_data, destroy };
  self->wakes = g_list_insert_sorted (self->wakes, wake, compare_wakes);
  return wake->id;
}

static void
hand_clock_forget (TuntasClock *clock, guint id)
{
  HandClock *self = HAND_CLOCK (clock);

  for (GList *l = self->wakes; l != NULL; l = l->next)
    {
      Wake *wake = l->data;

      if (wake->id != id)
        continue;
      self->wakes = g_list_delete_link (self->wakes, l);
      wake_free (wake);
      return;
    }
  g_error ("a wake-up is forgotten that is not there");
}

void
hand_clock_advance (TuntasClock *clock, guint seconds)
{
  HandClock *self = HAND_CLOCK (clock);

  self->now += (gint64) seconds * G_USEC_PER_SEC;
  while (self->wakes != NULL && ((Wake *) self->wakes->data)->instant <= self->now)
    {
      Wake *wake = self->wakes->data;

      self->wakes = g_list_delete_link (self->wakes, self->wakes);
      wake->func (wake->user_data);
      wake_free (wake);
    }
}

guint
hand_clock_waiting (TuntasClock *clock)
{
  return g_list_length (HAND_CLOCK (clock)->wakes);
}

static void
hand_clock_finalize (GObject *object)
{
  g_list_free_full (HAND_CLOCK (object)->wakes, wake_free);
  G_OBJECT_CLASS (hand_clock_parent_class)->finalize (object);
}

static void
hand_clock_class_init (HandClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hand_clock_finalize;
}

static void
hand_clock_iface_init (TuntasClockInterface *iface)
{
  iface->now = hand_clock_now;
  iface->monotonic = hand_clock_now;
  iface->wake_at = hand_clock_wake_at;
  iface->forget = hand_clock_forget;
}

static void
hand_clock_init (HandClock *self)
{
  self->now = START;
}

TuntasClock *
hand_clock_new (void)
{
  return g_object_new (HAND_TYPE_CLOCK, NULL);
}
