/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-call-timer.h"

gint64
tuntas_call_timer_read (TuntasCallTimer *timer, const TuntasAttempt *attempt, TuntasClock *clock)
{
  gint64 reading = tuntas_clock_monotonic (clock);

  if (timer->seq != attempt->seq || timer->dialled_at != attempt->dialled_at)
    {
      timer->seq = attempt->seq;
      timer->dialled_at = attempt->dialled_at;
      timer->base = MAX (0, tuntas_clock_now_seconds (clock) - attempt->dialled_at);
      timer->from = reading;
    }
  return timer->base + (reading - timer->from) / G_USEC_PER_SEC;
}
