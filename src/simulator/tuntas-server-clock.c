/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-server-clock.h"

struct _TuntasServerClock
{
  GObject parent_instance;

  guint speed;
  gint64 real_start;
  gint64 monotonic_start;
  guint last_id;
  GHashTable *wakeups; /* id → Wakeup */
};

typedef struct
{
  TuntasServerClock *clock;
  guint id;
  guint source;
  gint64 instant;
  TuntasClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Wakeup;

static void clock_iface_init (TuntasClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasServerClock, tuntas_server_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_CLOCK, clock_iface_init))

/* How long a timer sleeps at most: the wall clock may be set meanwhile. */
#define LONGEST_SLEEP_MS 1000

static gint64
server_clock_now (TuntasClock *clock)
{
  TuntasServerClock *self = TUNTAS_SERVER_CLOCK (clock);

  return self->real_start + (g_get_real_time () - self->real_start) * self->speed;
}

static gint64
server_clock_monotonic (TuntasClock *clock)
{
  TuntasServerClock *self = TUNTAS_SERVER_CLOCK (clock);

  return self->monotonic_start + (g_get_monotonic_time () - self->monotonic_start) * self->speed;
}

static void
wakeup_free (Wakeup *wakeup)
{
  g_clear_handle_id (&wakeup->source, g_source_remove);
  if (wakeup->destroy != NULL)
    wakeup->destroy (wakeup->user_data);
  g_free (wakeup);
}

static gboolean wakeup_cb (gpointer user_data);

static void
arm (Wakeup *wakeup)
{
  gint64 left = (wakeup->instant - server_clock_now (TUNTAS_CLOCK (wakeup->clock))) / wakeup->clock->speed / 1000;

  wakeup->source = g_timeout_add (CLAMP (left, 0, LONGEST_SLEEP_MS), wakeup_cb, wakeup);
}

static gboolean
wakeup_cb (gpointer user_data)
{
  Wakeup *wakeup = user_data;

  wakeup->source = 0;
  if (server_clock_now (TUNTAS_CLOCK (wakeup->clock)) < wakeup->instant)
    {
      arm (wakeup);
      return G_SOURCE_REMOVE;
    }
  g_hash_table_steal (wakeup->clock->wakeups, GUINT_TO_POINTER (wakeup->id));
  wakeup->func (wakeup->user_data);
  wakeup_free (wakeup);
  return G_SOURCE_REMOVE;
}

static guint
server_clock_wake_at (TuntasClock *clock, gint64 instant, TuntasClockFunc func, gpointer user_data,
                      GDestroyNotify destroy)
{
  TuntasServerClock *self = TUNTAS_SERVER_CLOCK (clock);
  Wakeup *wakeup = g_new0 (Wakeup, 1);

  wakeup->clock = self;
  wakeup->id = ++self->last_id;
  wakeup->instant = instant;
  wakeup->func = func;
  wakeup->user_data = user_data;
  wakeup->destroy = destroy;
  g_hash_table_insert (self->wakeups, GUINT_TO_POINTER (wakeup->id), wakeup);
  arm (wakeup);
  return wakeup->id;
}

static void
server_clock_forget (TuntasClock *clock, guint id)
{
  if (!g_hash_table_remove (TUNTAS_SERVER_CLOCK (clock)->wakeups, GUINT_TO_POINTER (id)))
    g_critical ("there is no wake-up %u", id);
}

static void
clock_iface_init (TuntasClockInterface *iface)
{
  iface->now = server_clock_now;
  iface->monotonic = server_clock_monotonic;
  iface->wake_at = server_clock_wake_at;
  iface->forget = server_clock_forget;
}

static void
tuntas_server_clock_finalize (GObject *object)
{
  g_hash_table_unref (TUNTAS_SERVER_CLOCK (object)->wakeups);
  G_OBJECT_CLASS (tuntas_server_clock_parent_class)->finalize (object);
}

static void
tuntas_server_clock_class_init (TuntasServerClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_server_clock_finalize;
}

static void
tuntas_server_clock_init (TuntasServerClock *self)
{
  self->wakeups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wakeup_free);
}

TuntasClock *
tuntas_server_clock_new (guint speed)
{
  TuntasServerClock *self;

  g_return_val_if_fail (speed > 0, NULL);
  self = g_object_new (TUNTAS_TYPE_SERVER_CLOCK, NULL);
  self->speed = speed;
  self->real_start = g_get_real_time ();
  self->monotonic_start = g_get_monotonic_time ();
  return TUNTAS_CLOCK (self);
}
