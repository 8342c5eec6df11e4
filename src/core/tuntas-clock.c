/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-clock.h"

G_DEFINE_INTERFACE (TuntasClock, tuntas_clock, G_TYPE_OBJECT)

static guint stepped_signal;

static void
tuntas_clock_default_init (TuntasClockInterface *iface)
{
  stepped_signal = g_signal_new ("stepped", TUNTAS_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

gint64
tuntas_clock_now (TuntasClock *self)
{
  g_return_val_if_fail (TUNTAS_IS_CLOCK (self), 0);
  return TUNTAS_CLOCK_GET_IFACE (self)->now (self);
}

gint64
tuntas_clock_now_seconds (TuntasClock *self)
{
  gint64 now = tuntas_clock_now (self);
  gint64 seconds = now / G_USEC_PER_SEC;

  return now % G_USEC_PER_SEC < 0 ? seconds - 1 : seconds;
}

gint64
tuntas_clock_monotonic (TuntasClock *self)
{
  g_return_val_if_fail (TUNTAS_IS_CLOCK (self), 0);
  return TUNTAS_CLOCK_GET_IFACE (self)->monotonic (self);
}

guint
tuntas_clock_wake_at (TuntasClock *self, gint64 instant, TuntasClockFunc func, gpointer user_data,
                      GDestroyNotify destroy)
{
  g_return_val_if_fail (TUNTAS_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);
  return TUNTAS_CLOCK_GET_IFACE (self)->wake_at (self, instant, func, user_data, destroy);
}

void
tuntas_clock_forget (TuntasClock *self, guint id)
{
  g_return_if_fail (TUNTAS_IS_CLOCK (self));
  TUNTAS_CLOCK_GET_IFACE (self)->forget (self, id);
}

void
tuntas_clock_emit_stepped (TuntasClock *self)
{
  g_return_if_fail (TUNTAS_IS_CLOCK (self));
  g_signal_emit (self, stepped_signal, 0);
}
