/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticker.h"

#define MINUTE 60

struct _TuntasTicker
{
  GObject parent_instance;

  TuntasClock *clock;
  int speed;
  gboolean running;
  guint wake_up;       /* 0: none */
  gint64 wake_up_at;   /* seconds UTC, of wake_up */
};

static guint tick_signal;

G_DEFINE_FINAL_TYPE (TuntasTicker, tuntas_ticker, G_TYPE_OBJECT)

static void tick (TuntasTicker *self);

static void
wake_up_cb (gpointer user_data)
{
  TuntasTicker *self = user_data;

  self->wake_up = 0;
  tick (self);
}

static void
disarm (TuntasTicker *self)
{
  if (self->wake_up != 0)
    tuntas_clock_forget (self->clock, self->wake_up);
  self->wake_up = 0;
}

/* A clock that runs 600 times as fast passes a minute in a tenth of a second; nobody can read that. */
static void
arm (TuntasTicker *self, gint64 instant)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  instant = MAX (instant, self->speed > 1 ? now + self->speed : now + 1);
  if (self->wake_up != 0 && self->wake_up_at <= instant)
    return;
  disarm (self);
  self->wake_up_at = instant;
  self->wake_up = tuntas_clock_wake_at (self->clock, instant * G_USEC_PER_SEC, wake_up_cb, self, NULL);
}

static void
tick (TuntasTicker *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  disarm (self);
  arm (self, (now / MINUTE + 1) * MINUTE);
  g_signal_emit (self, tick_signal, 0, now);
}

static void
stepped_cb (TuntasTicker *self)
{
  if (self->running)
    tick (self);
}

static void
tuntas_ticker_dispose (GObject *object)
{
  TuntasTicker *self = TUNTAS_TICKER (object);

  if (self->clock != NULL)
    disarm (self);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tuntas_ticker_parent_class)->dispose (object);
}

static void
tuntas_ticker_class_init (TuntasTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_ticker_dispose;
  tick_signal = g_signal_new ("tick", TUNTAS_TYPE_TICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_INT64);
}

static void
tuntas_ticker_init (TuntasTicker *self)
{
  self->speed = 1;
}

TuntasTicker *
tuntas_ticker_new (TuntasClock *clock)
{
  TuntasTicker *self = g_object_new (TUNTAS_TYPE_TICKER, NULL);

  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gint64
tuntas_ticker_get_now (TuntasTicker *self)
{
  g_return_val_if_fail (TUNTAS_IS_TICKER (self), 0);
  return tuntas_clock_now_seconds (self->clock);
}

void
tuntas_ticker_set_running (TuntasTicker *self, gboolean running)
{
  g_return_if_fail (TUNTAS_IS_TICKER (self));
  if (self->running == running)
    return;
  self->running = running;
  if (running)
    tick (self);
  else
    disarm (self);
}

void
tuntas_ticker_set_speed (TuntasTicker *self, int speed)
{
  g_return_if_fail (TUNTAS_IS_TICKER (self));
  self->speed = MAX (speed, 1);
  if (self->running)
    tick (self);
}

void
tuntas_ticker_want (TuntasTicker *self, gint64 instant)
{
  g_return_if_fail (TUNTAS_IS_TICKER (self));
  if (self->running)
    arm (self, instant);
}
