/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "count-transport.h"
#include "shift.h"
#include "tuntas-soup-transport.h"

/* What an agent costs the server: an hour in which nothing happens, and what a ticket takes from its opening to its
 * end. Bytes are those of HTTP, without TLS, headers and bodies both ways. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define HOUR 3600

static gboolean
is_quiet (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_IDLE;
}

static void
pass (Shift *shift, gint64 seconds)
{
  for (gint64 passed = 0; passed < seconds; passed += 5)
    {
      tuntas_test_clock_advance_seconds (shift->clock, 5);
      shift_wait (shift, "the pull", is_quiet, NULL);
    }
}

static double
kibibytes (const Counted *counted)
{
  return (double) (counted->up + counted->down) / 1024;
}

static TuntasTransport *
wrap_cb (TuntasTransport *below, gpointer user_data)
{
  CountTransport **place = user_data;
  TuntasTransport *counting = count_transport_new (below);

  g_set_object (place, COUNT_TRANSPORT (counting));
  return counting;
}

/* An hour of looking at the list, in which every tenth look is at all of it. */
static void
measure_idle (Shift *shift, CountTransport *counting)
{
  Counted smallest = { 0 }, hour = { 0 };

  count_transport_take (counting);
  for (guint i = 0; i < HOUR / 5; i++)
    {
      Counted one;

      pass (shift, 5);
      one = count_transport_take (counting);
      hour.requests += one.requests;
      hour.up += one.up;
      hour.down += one.down;
      if (one.requests > 0 && (smallest.requests == 0 || one.up + one.down < smallest.up + smallest.down))
        smallest = one;
    }
  figure_print ("nossa.idle-poll", kibibytes (&smallest), "KiB");
  figure_print ("nossa.idle-hour.requests", hour.requests, "requests");
  figure_print ("nossa.idle-hour", kibibytes (&hour), "KiB");
}

static void
measure_ticket (Shift *shift, CountTransport *counting)
{
  Counted ticket;

  count_transport_take (counting);
  tuntas_desk_load_work_log (shift->desk, shift_item (shift, HOME));
  shift_act (shift, HOME, "received", "rfo", "kabel dropcore putus", "repair", "sambung ulang", NULL);
  shift_act (shift, HOME, "resolved", "app", "iBooster", "result", "spec", NULL);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);
  shift_act (shift, HOME, "outcome", "outcome", "connected", NULL);
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_settle (shift, HOME);
  ticket = count_transport_take (counting);
  figure_print ("nossa.ticket.requests", ticket.requests, "requests");
  figure_print ("nossa.ticket", kibibytes (&ticket), "KiB");
}

int
main (int argc, char **argv)
{
  CountTransport *counting = NULL;
  Shift *shift;

  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  shift = shift_new (MORNING);
  shift->wrap = wrap_cb;
  shift->wrap_data = &counting;
  shift_restart (shift);
  measure_ticket (shift, counting);
  measure_idle (shift, counting);
  shift_free (shift);
  g_clear_object (&counting);
  return 0;
}
