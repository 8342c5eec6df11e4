/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reminder-log.h"

#include "faulty-disk.h"
#include "tuntas-desk-private.h"

/* The self-check of the reminders: one test for each way in which they can fail, and one in which they do not. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define MORNING "2026-11-23T09:00:00+07:00"
#define YEARS (G_GINT64_CONSTANT (50) * 365 * 86400)

typedef struct
{
  Shift *shift;
  ReminderLog log;
  guint n_told; /* how often "alarms-hold" was told */
} Fixture;

static void
told_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
watch (Fixture *fixture)
{
  reminder_log_watch (&fixture->log, fixture->shift->desk);
  g_signal_connect_swapped (fixture->shift->desk, "notify::alarms-hold", G_CALLBACK (told_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shift = shift_new (MORNING);
  shift_end (fixture->shift);
  fixture->shift->vfs = FAULTY_DISK;
  shift_begin (fixture->shift);
  reminder_log_init (&fixture->log, TUNTAS_CLOCK (fixture->shift->clock));
  watch (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  shift_free (fixture->shift);
  reminder_log_clear (&fixture->log);
}

static void
assert_alarms (Fixture *fixture, guint n, gint64 next, TuntasAlarmTrouble trouble, const char *ticket)
{
  TuntasAlarms alarms;
  gboolean hold;

  tuntas_desk_count_alarms (fixture->shift->desk, &alarms);
  g_assert_cmpuint (alarms.n, ==, n);
  g_assert_cmpint (alarms.next, ==, next);
  g_assert_cmpint (alarms.trouble, ==, trouble);
  g_assert_cmpstr (alarms.item != NULL ? tuntas_desk_item_get_id (alarms.item) : NULL, ==, ticket);
  g_object_get (fixture->shift->desk, "alarms-hold", &hold, NULL);
  g_assert_cmpint (hold, ==, trouble == TUNTAS_ALARM_HOLDS);
}

static gint64
pend (Fixture *fixture)
{
  shift_receive_and_check (fixture->shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (fixture->shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (fixture->shift, DATIN, "pend", NULL);
  return tuntas_case_get_deadline (tuntas_desk_item_get_case (shift_item (fixture->shift, DATIN)));
}

static gboolean
holds (Shift *shift, gpointer data)
{
  return tuntas_desk_get_alarms_hold (shift->desk) == (data != NULL);
}

/* Through all steps in which a pended ticket waits, and over a restart. */
static gboolean
comes_next (Shift *shift, gpointer data)
{
  TuntasAlarms alarms;

  tuntas_desk_count_alarms (shift->desk, &alarms);
  return alarms.next == *(gint64 *) data;
}

static void
test_holds (Fixture *fixture, gconstpointer data)
{
  gint64 due, again;

  assert_alarms (fixture, 0, -1, TUNTAS_ALARM_HOLDS, NULL);
  due = pend (fixture);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_HOLDS, NULL);
  shift_act (fixture->shift, DATIN, "escalate", "question", "boleh?", NULL);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_HOLDS, NULL);
  shift_act (fixture->shift, DATIN, "instructed", "by", "Rini", "decision", "continue", "reason", "tunggu", NULL);
  shift_act (fixture->shift, DATIN, "inform", NULL);
  shift_restart (fixture->shift);
  watch (fixture);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_HOLDS, NULL);
  tuntas_test_clock_advance_seconds (fixture->shift->clock, due - tuntas_clock_now_seconds (TUNTAS_CLOCK (fixture->shift->clock)));
  again = due + 900;
  shift_wait (fixture->shift, "the deadline to be honoured", comes_next, &again);
  assert_alarms (fixture, 1, again, TUNTAS_ALARM_HOLDS, NULL);
  shift_pass (fixture->shift, 3600);
  assert_alarms (fixture, 0, -1, TUNTAS_ALARM_HOLDS, NULL);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

/* The journal of an earlier program, without the deadline in it, on a computer that does not know the zone. */
static void
test_no_deadline (Fixture *fixture, gconstpointer data)
{
  TuntasDesk *desk = fixture->shift->desk;
  GPtrArray *events;
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (TuntasCase) state = NULL;
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190009999");
  g_autoptr (TuntasDeskItem) item = NULL;

  pend (fixture);
  events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (fixture->shift, DATIN)));
  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);
      g_autoptr (TuntasAct) act = tuntas_act_copy (tuntas_event_get_act (event));

      tuntas_act_set (act, "deadline", NULL);
      g_ptr_array_add (older, tuntas_event_new (i + 1, tuntas_event_get_at (event), "AYU", act));
    }
  state = tuntas_case_fold (desk->procedures, NULL, older, NULL);
  g_assert_nonnull (state);
  item = tuntas_desk_item_new (TUNTAS_CLOCK (fixture->shift->clock), ticket, "IN190009999", state, older->len);
  tuntas_queue_add (desk->queue, item);
  tuntas_desk_rearm (desk);
  assert_alarms (fixture, 1, tuntas_case_get_deadline (tuntas_desk_item_get_case (shift_item (fixture->shift, DATIN))),
                 TUNTAS_ALARM_NO_DEADLINE, "IN190009999");
  g_assert_cmpuint (fixture->n_told, ==, 1);
  tuntas_queue_remove (desk->queue, item);
  tuntas_desk_rearm (desk);
  g_assert_cmpuint (fixture->n_told, ==, 2);
}

static void
test_not_saved (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  shift_act (fixture->shift, DATIN, "inform", NULL);
  shift_settle (fixture->shift, DATIN);
  faulty_disk_set (FAULT_FULL, 0, G_MAXUINT);
  shift_pass (fixture->shift, due - tuntas_clock_now_seconds (TUNTAS_CLOCK (fixture->shift->clock)));
  shift_wait (fixture->shift, "the trouble", holds, NULL);
  assert_alarms (fixture, 1, due + 900, TUNTAS_ALARM_NOT_SAVED, DATIN);
  faulty_disk_set (FAULT_NONE, 0, 0);
  shift_pass (fixture->shift, 5);
  shift_wait (fixture->shift, "its end", holds, fixture);
  assert_alarms (fixture, 1, due + 900, TUNTAS_ALARM_HOLDS, NULL);
  g_assert_cmpuint (fixture->n_told, ==, 2);
}

/* Pended by a clock that was years ahead, and seen once it was set right. */
static void
test_too_far (Fixture *fixture, gconstpointer data)
{
  gint64 now = tuntas_clock_now_seconds (TUNTAS_CLOCK (fixture->shift->clock));
  gint64 due;

  tuntas_test_clock_set (fixture->shift->clock, (now + YEARS) * G_USEC_PER_SEC);
  due = pend (fixture);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_HOLDS, NULL);
  tuntas_test_clock_set (fixture->shift->clock, (now + 3600) * G_USEC_PER_SEC);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_TOO_FAR, DATIN);
  g_assert_cmpuint (fixture->n_told, ==, 1);
}

static void
test_not_armed (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);
  TuntasDesk *desk = fixture->shift->desk;

  shift_act (fixture->shift, DATIN, "inform", NULL);
  shift_settle (fixture->shift, DATIN);
  tuntas_clock_forget (desk->clock, desk->alarm);
  desk->alarm = tuntas_clock_wake_at (desk->clock, (due + 1) * G_USEC_PER_SEC, (TuntasClockFunc) told_cb, fixture, NULL);
  desk->alarm_at = due + 1;
  tuntas_desk_watch_alarms (desk);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_NOT_ARMED, DATIN);
  tuntas_desk_rearm (desk);
  assert_alarms (fixture, 1, due, TUNTAS_ALARM_HOLDS, NULL);
}

/* A case that is held waits for the coordinator: of its deadline, which a step of the clock has put ahead again, all
 * reminders were given. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  shift_settle (fixture->shift, DATIN);
  shift_act (fixture->shift, DATIN, "escalate", "question", "boleh?", NULL);
  shift_settle (fixture->shift, DATIN);
  shift_pass (fixture->shift, 3 * 3600);
  tuntas_test_clock_set (fixture->shift->clock, (due - 60) * G_USEC_PER_SEC);
  shift_settle (fixture->shift, DATIN);
  fixture->shift->desk->next_poll = -1;
  tuntas_desk_rearm (fixture->shift->desk);
  assert_alarms (fixture, 0, -1, TUNTAS_ALARM_HOLDS, NULL);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/desk/watch/holds", test_holds },
    { "/desk/watch/no-deadline", test_no_deadline },
    { "/desk/watch/not-saved", test_not_saved },
    { "/desk/watch/too-far", test_too_far },
    { "/desk/watch/not-armed", test_not_armed },
    { "/desk/watch/held", test_held },
  };

  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
