/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reminder-log.h"

#include "faulty-disk.h"

/* Reminders of a real desk with its journal and an embedded Nossa. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"

typedef struct
{
  Shift *shift;
  ReminderLog log;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shift = shift_new (MORNING);
  reminder_log_init (&fixture->log, TUNTAS_CLOCK (fixture->shift->clock));
  reminder_log_watch (&fixture->log, fixture->shift->desk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  shift_free (fixture->shift);
  reminder_log_clear (&fixture->log);
}

static void
restart (Fixture *fixture)
{
  shift_restart (fixture->shift);
  reminder_log_watch (&fixture->log, fixture->shift->desk);
}

typedef struct
{
  Fixture *fixture;
  const char *ticket, *wanted;
} Given;

static gboolean
is_given (Shift *shift, gpointer data)
{
  const Given *given = data;
  g_autofree char *words = reminder_log_dup_words (&given->fixture->log, given->ticket);

  return strcmp (words, given->wanted) == 0;
}

/* What is still being saved may hold it up. */
static void
assert_given (Fixture *fixture, const char *ticket, const char *wanted)
{
  shift_wait (fixture->shift, wanted, is_given, &(Given) { fixture, ticket, wanted });
}

static guint
count_events (Fixture *fixture, const char *ticket, const char *id)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (fixture->shift, ticket)));
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (tuntas_event_get_id (g_ptr_array_index (events, i)), id);
  return n;
}

typedef struct
{
  const char *ticket;
  const char *event;
  guint n;
} Wish;

static Fixture *current;

static gboolean
has_events (Shift *shift, gpointer data)
{
  const Wish *wish = data;

  return count_events (current, wish->ticket, wish->event) == wish->n;
}

/* Until so many events of that kind are saved. */
static void
wait_events (Fixture *fixture, const char *ticket, const char *event, guint n)
{
  Wish wish = { ticket, event, n };

  current = fixture;
  shift_wait (fixture->shift, event, has_events, &wish);
}

/* Pended at the instant that is given back, for an hour. */
static gint64
pend (Fixture *fixture)
{
  shift_receive_and_check (fixture->shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (fixture->shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (fixture->shift, DATIN, "pend", NULL);
  shift_act (fixture->shift, DATIN, "inform", NULL);
  shift_settle (fixture->shift, DATIN);
  return tuntas_case_get_deadline (tuntas_desk_item_get_case (shift_item (fixture->shift, DATIN)));
}

static gint64
now (Fixture *fixture)
{
  return tuntas_clock_now_seconds (TUNTAS_CLOCK (fixture->shift->clock));
}

/* Lets time flow to that instant, and what is saved at it be saved. */
static void
go_to (Fixture *fixture, gint64 instant)
{
  shift_pass (fixture->shift, instant - now (fixture));
}

static void
test_pended (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  go_to (fixture, due - 1);
  assert_given (fixture, DATIN, "");
  go_to (fixture, due);
  assert_given (fixture, DATIN, "due 0");
  wait_events (fixture, DATIN, TUNTAS_EVENT_REMINDED, 1);
  go_to (fixture, due + 899);
  assert_given (fixture, DATIN, "due 0");
  go_to (fixture, due + 7200);
  assert_given (fixture, DATIN, "due 0, again 900");
  wait_events (fixture, DATIN, TUNTAS_EVENT_REMINDED, 2);
  restart (fixture);
  shift_pass (fixture->shift, 7200);
  assert_given (fixture, DATIN, "due 0, again 900");
  /* Dialling answers it. */
  shift_act (fixture->shift, DATIN, "call", "phone", DATIN_PHONE, NULL);
  assert_given (fixture, DATIN, "due 0, again 900, none 14400");
}

/* A gap between two calls is an advice and nothing else. */
static void
test_gaps_are_silent (Fixture *fixture, gconstpointer data)
{
  shift_receive_and_check (fixture->shift, HOME);
  shift_call (fixture->shift, HOME, HOME_PHONE, "no-answer");
  shift_pass (fixture->shift, 7200);
  assert_given (fixture, HOME, "");
}

static void
promise_call (Fixture *fixture, const char *when)
{
  shift_receive_and_check (fixture->shift, HOME);
  shift_act (fixture->shift, HOME, "call", "phone", HOME_PHONE, NULL);
  shift_act (fixture->shift, HOME, "outcome", "outcome", "call-back", "call_back", when, NULL);
}

/* On the phone with somebody, only what was agreed comes through; the rest comes when the call is over. */
static void
test_open_attempt (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  promise_call (fixture, "2026-11-23T10:20:00+07:00");
  go_to (fixture, due - 60);
  shift_receive_and_check (fixture->shift, "IN190001014");
  shift_act (fixture->shift, "IN190001014", "call", "phone",
             tuntas_case_get_phone (tuntas_desk_item_get_case (shift_item (fixture->shift, "IN190001014")), 0, NULL), NULL);
  go_to (fixture, due + 600);
  assert_given (fixture, DATIN, "");
  assert_given (fixture, HOME, "soon -300, due 0");
  shift_act (fixture->shift, "IN190001014", "outcome", "outcome", "no-answer", NULL);
  shift_pass (fixture->shift, 0);
  assert_given (fixture, DATIN, "due 600");
}

static void
test_slept_through (Fixture *fixture, gconstpointer data)
{
  promise_call (fixture, "2026-11-23T14:00:00+07:00");
  tuntas_test_clock_sleep (fixture->shift->clock, G_GINT64_CONSTANT (6) * 3600 * G_USEC_PER_SEC);
  shift_pass (fixture->shift, 0);
  /* The latest alone, once. */
  assert_given (fixture, HOME, "again 3600");
  shift_pass (fixture->shift, 3600);
  assert_given (fixture, HOME, "again 3600");
}

/* What fell due while the program was away, or while nobody could give it, is given when somebody can. */
static void
test_away (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  shift_end (fixture->shift);
  tuntas_test_clock_advance_seconds (fixture->shift->clock, due + 100 - now (fixture));
  shift_begin (fixture->shift);
  shift_pass (fixture->shift, 60);
  assert_given (fixture, DATIN, "");
  reminder_log_watch (&fixture->log, fixture->shift->desk);
  shift_pass (fixture->shift, 0);
  assert_given (fixture, DATIN, "due 160");
}

static void
test_looked_at (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  /* Before there is anything to see there is nothing to write. */
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, DATIN));
  go_to (fixture, due);
  wait_events (fixture, DATIN, TUNTAS_EVENT_REMINDED, 1);
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, DATIN));
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, DATIN));
  wait_events (fixture, DATIN, TUNTAS_EVENT_LOOKED, 1);
  restart (fixture);
  shift_pass (fixture->shift, 7200);
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, DATIN));
  shift_pass (fixture->shift, 0);
  assert_given (fixture, DATIN, "due 0, none 0");
  g_assert_cmpuint (count_events (fixture, DATIN, TUNTAS_EVENT_LOOKED), ==, 1);
}

/* A look before the moment takes the notification away, and the moment comes all the same. */
static void
test_looked_at_soon (Fixture *fixture, gconstpointer data)
{
  promise_call (fixture, "2026-11-23T14:00:00+07:00");
  shift_pass (fixture->shift, 5 * 3600 - 120);
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, HOME));
  shift_pass (fixture->shift, 7200);
  assert_given (fixture, HOME, "soon -300, none -120, due 0, again 900");
  g_assert_cmpuint (count_events (fixture, HOME, TUNTAS_EVENT_LOOKED), ==, 0);
}

static void
snoozed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(int *) user_data = tuntas_desk_snooze_finish (TUNTAS_DESK (source), result, &error) ? -1 : error->code;
}

static gboolean
is_answered (Shift *shift, gpointer data)
{
  return *(int *) data != -2;
}

/* -1: saved; else the code of the error. */
static int
snooze (Fixture *fixture, const char *ticket)
{
  int answer = -2;

  tuntas_desk_snooze_async (fixture->shift->desk, shift_item (fixture->shift, ticket), "break", "makan siang", NULL,
                            snoozed_cb, &answer);
  shift_wait (fixture->shift, "putting off", is_answered, &answer);
  return answer;
}

static void
test_snooze (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);
  TuntasEvent *event;

  g_assert_false (tuntas_desk_can_snooze (shift_item (fixture->shift, DATIN)));
  g_assert_cmpint (snooze (fixture, DATIN), ==, TUNTAS_DESK_ERROR_TOO_LATE);
  go_to (fixture, due + 30);
  tuntas_desk_look_at (fixture->shift->desk, shift_item (fixture->shift, DATIN));
  g_assert_cmpint (snooze (fixture, DATIN), ==, -1);
  event = tuntas_case_find_last (tuntas_desk_item_get_case (shift_item (fixture->shift, DATIN)), TUNTAS_EVENT_SNOOZED);
  g_assert_cmpstr (tuntas_event_get (event, "code"), ==, "break");
  g_assert_cmpstr (tuntas_event_get (event, "text"), ==, "makan siang");
  g_assert_cmpint (snooze (fixture, DATIN), ==, TUNTAS_DESK_ERROR_TOO_LATE);
  restart (fixture);
  go_to (fixture, due + 7200);
  assert_given (fixture, DATIN, "due 0, none 30, due 630, again 1530");
}

/* Neither a clock that is set back nor one that is set ahead gives one twice. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);
  const gint64 years = G_GINT64_CONSTANT (50) * 365 * 86400;

  tuntas_test_clock_set (fixture->shift->clock, (due - years) * G_USEC_PER_SEC);
  shift_pass (fixture->shift, 60);
  assert_given (fixture, DATIN, "");
  tuntas_test_clock_set (fixture->shift->clock, (due + 5) * G_USEC_PER_SEC);
  shift_pass (fixture->shift, 0);
  assert_given (fixture, DATIN, "due 5");
  wait_events (fixture, DATIN, TUNTAS_EVENT_REMINDED, 1);
  tuntas_test_clock_set (fixture->shift->clock, (due - 3600) * G_USEC_PER_SEC);
  restart (fixture);
  shift_pass (fixture->shift, 3700);
  assert_given (fixture, DATIN, "due 5");
  shift_pass (fixture->shift, 3600);
  assert_given (fixture, DATIN, "due 5, again 900");
}

/* A disk that is full: given at its moment all the same, and not again and again; after a restart, which knows nothing of
 * it, once more. */
static void
test_full_disk (void)
{
  Fixture fixture = { 0 };
  gint64 due;

  faulty_disk_register ();
  fixture.shift = shift_new (MORNING);
  shift_end (fixture.shift);
  fixture.shift->vfs = FAULTY_DISK;
  shift_begin (fixture.shift);
  reminder_log_init (&fixture.log, TUNTAS_CLOCK (fixture.shift->clock));
  reminder_log_watch (&fixture.log, fixture.shift->desk);
  due = pend (&fixture);
  faulty_disk_set (FAULT_FULL, 0, G_MAXUINT);
  go_to (&fixture, due + 60);
  assert_given (&fixture, DATIN, "due 0");
  g_assert_cmpuint (count_events (&fixture, DATIN, TUNTAS_EVENT_REMINDED), ==, 0);
  faulty_disk_set (FAULT_NONE, 0, 0);
  restart (&fixture);
  shift_pass (fixture.shift, 0);
  assert_given (&fixture, DATIN, "due 0, due 60");
  wait_events (&fixture, DATIN, TUNTAS_EVENT_REMINDED, 1);
  tear_down (&fixture, NULL);
}

/* A journal that is another computer's reminds nobody here. */
static void
test_held_desk (Fixture *fixture, gconstpointer data)
{
  gint64 due = pend (fixture);

  shift_end (fixture->shift);
  fixture->shift->machine = "another machine";
  shift_begin (fixture->shift);
  reminder_log_watch (&fixture->log, fixture->shift->desk);
  g_assert_cmpint (tuntas_desk_get_hold (fixture->shift->desk), ==, TUNTAS_DESK_HOLD_COPIED);
  go_to (fixture, due + 7200);
  assert_given (fixture, DATIN, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/desk/remind/pended", test_pended },
    { "/desk/remind/gaps-are-silent", test_gaps_are_silent },
    { "/desk/remind/open-attempt", test_open_attempt },
    { "/desk/remind/slept-through", test_slept_through },
    { "/desk/remind/away", test_away },
    { "/desk/remind/looked-at", test_looked_at },
    { "/desk/remind/looked-at-soon", test_looked_at_soon },
    { "/desk/remind/snooze", test_snooze },
    { "/desk/remind/steps", test_steps },
    { "/desk/remind/held-desk", test_held_desk },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/desk/remind/full-disk", test_full_disk);
  return g_test_run ();
}
