/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

/* A pended ticket is due: what Nossa says of it comes before anything that is done about it. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define MORNING "2026-11-23T09:00:00+07:00"

/* The deadline. */
static gint64
pend (Shift *shift)
{
  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  shift_act (shift, DATIN, "inform", NULL);
  shift_settle (shift, DATIN);
  return tuntas_case_get_deadline (tuntas_desk_item_get_case (shift_item (shift, DATIN)));
}

static gboolean
is_still_pended (Shift *shift, gpointer data)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));
  const TuntasSending *last = g_ptr_array_index (sendings, sendings->len - 1);

  return last->state == TUNTAS_SENDING_WAITING && g_strcmp0 (last->code, "still-pended") == 0 &&
         last->not_before > tuntas_clock_now_seconds (TUNTAS_CLOCK (shift->clock));
}

/* Who makes a pended ticket active again is the site's to say; in any case Nossa is read first. Where its server does, we
 * write nothing, and read until it has. */
static void
test_server_reactivates (void)
{
  Shift *shift = shift_new (MORNING);
  gint64 deadline;

  shift_end (shift);
  shift->nossa_site = "[pend]\nreactivate=server\n";
  shift_begin (shift);
  deadline = pend (shift);
  shift_pass (shift, deadline - tuntas_clock_now_seconds (TUNTAS_CLOCK (shift->clock)));
  shift_wait (shift, "the look at Nossa", is_still_pended, NULL);
  shift_pass (shift, 120);
  shift_wait (shift, "another look", is_still_pended, NULL);
  shift_assert_status (shift, DATIN, "PENDING");
  shift_change_in_nossa (shift, DATIN, "{\"by\":\"MAXADMIN\",\"set\":{\"status\":\"SALAMSIM\"}}");
  shift_pass (shift, 120);
  shift_wait_for (shift, DATIN, TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_PROVED, NULL);
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "SALAMSIM");
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 0);
  shift_free (shift);
}

static const TuntasSending *
last_sending (Shift *shift)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));

  return g_ptr_array_index (sendings, sendings->len - 1);
}

static gboolean
activates (Shift *shift, gpointer data)
{
  return last_sending (shift)->kind == TUNTAS_EFFECT_STATUS;
}

static gboolean
is_stopped (Shift *shift, gpointer data)
{
  return g_strcmp0 (tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, DATIN))), "stopped") == 0;
}

static gboolean
is_not_pulling (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) != TUNTAS_SYNC_PULLING;
}

/* What is found active is not written to; nor is what somebody has closed meanwhile, and there the case ends. */
static void
test_read_before_activating (void)
{
  static const char *const statuses[] = { "FINALCHECK", "CLOSED" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Shift *shift = shift_new (MORNING);
      g_autofree char *change = g_strdup_printf ("{\"by\":\"BAGAS\",\"set\":{\"status\":\"%s\"}}", statuses[i]);
      gint64 deadline;

      deadline = pend (shift);
      /* In the last second, which no pull has seen, nor one that is on its way. */
      shift_pass (shift, deadline - 1 - tuntas_clock_now_seconds (TUNTAS_CLOCK (shift->clock)));
      shift_wait (shift, "the end of a pull", is_not_pulling, NULL);
      shift_change_in_nossa (shift, DATIN, change);
      shift_pass (shift, 1);
      shift_wait (shift, "the activation", activates, NULL);
      shift_settle (shift, DATIN);
      g_assert_cmpint (last_sending (shift)->state, ==, TUNTAS_SENDING_PROVED);
      /* Not said as if it were ours, and seen on the desk without waiting for the next pull. */
      g_assert_cmpstr (last_sending (shift)->evidence, ==, "found");
      g_assert_cmpstr (tuntas_ticket_get (tuntas_desk_item_get_ticket (shift_item (shift, DATIN)), TUNTAS_TICKET_STATUS), ==,
                       statuses[i]);
      shift_assert_status (shift, DATIN, statuses[i]);
      if (g_str_equal (statuses[i], "CLOSED"))
        {
          tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
          shift_wait (shift, "the end of the case", is_stopped, NULL);
        }
      shift_free (shift);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/reactivate/by-the-server", test_server_reactivates);
  g_test_add_func ("/desk/reactivate/read-before", test_read_before_activating);
  return g_test_run ();
}
