/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "tuntas-reminder.h"

/* The rule of reminders: at every border of its instants, and along cases of W-03. */

#define D G_GINT64_CONSTANT (1000000)
#define MINUTE 60
#define FEW_YEARS (G_GINT64_CONSTANT (5) * 365 * 86400)

#define NONE TUNTAS_REMINDER_NONE
#define SOON TUNTAS_REMINDER_SOON
#define DUE TUNTAS_REMINDER_DUE
#define AGAIN TUNTAS_REMINDER_AGAIN

typedef struct
{
  const char *name;
  TuntasReminder known;
  gint64 now;
  gboolean calling;
  TuntasReminderStage stage;
  gint64 next;
} Row;

#define PENDED(...) { .due = D, .snoozed_until = -1, __VA_ARGS__ }
#define PROMISE(...) { .due = D, .promise = TRUE, .snoozed_until = -1, __VA_ARGS__ }
#define SNOOZED(until, ...) { .due = D, .snoozed_until = until, __VA_ARGS__ }

static const Row rows[] = {
  { "nothing is waited for", { .due = -1, .snoozed_until = -1 }, D, FALSE, NONE, -1 },

  /* A pended ticket: at the moment, and once after it. */
  { "pended, long before", PENDED (), D - 3600, FALSE, NONE, D },
  { "pended, five minutes before: a call's alone", PENDED (), D - 5 * MINUTE, FALSE, NONE, D },
  { "pended, a second before", PENDED (), D - 1, FALSE, NONE, D },
  { "pended, the moment", PENDED (), D, FALSE, DUE, D + 15 * MINUTE },
  { "pended, late", PENDED (), D + 15 * MINUTE - 1, FALSE, DUE, D + 15 * MINUTE },
  { "pended, given", PENDED (.given = DUE), D, FALSE, NONE, D + 15 * MINUTE },
  { "pended, a second before again", PENDED (.given = DUE), D + 15 * MINUTE - 1, FALSE, NONE, D + 15 * MINUTE },
  { "pended, again", PENDED (.given = DUE), D + 15 * MINUTE, FALSE, AGAIN, -1 },
  { "pended, again days later", PENDED (.given = DUE), D + 3 * 86400, FALSE, AGAIN, -1 },
  { "pended, all given", PENDED (.given = AGAIN), D + 3 * 86400, FALSE, NONE, -1 },
  { "pended, looked at", PENDED (.given = DUE, .looked = TRUE), D + 15 * MINUTE, FALSE, NONE, -1 },
  { "slept through: the latest alone", PENDED (), D + 15 * MINUTE, FALSE, AGAIN, -1 },
  { "slept through for years", PENDED (), D + FEW_YEARS, FALSE, AGAIN, -1 },

  /* An agreed call: before it too. */
  { "promise, a second before soon", PROMISE (), D - 5 * MINUTE - 1, FALSE, NONE, D - 5 * MINUTE },
  { "promise, soon", PROMISE (), D - 5 * MINUTE, FALSE, SOON, D },
  { "promise, soon, late", PROMISE (), D - 1, FALSE, SOON, D },
  { "promise, soon given", PROMISE (.given = SOON), D - 1, FALSE, NONE, D },
  { "promise, the moment", PROMISE (.given = SOON), D, FALSE, DUE, D + 15 * MINUTE },
  { "promise, the moment without soon", PROMISE (), D, FALSE, DUE, D + 15 * MINUTE },
  { "promise, given", PROMISE (.given = DUE), D + 1, FALSE, NONE, D + 15 * MINUTE },
  { "promise, again", PROMISE (.given = DUE), D + 15 * MINUTE, FALSE, AGAIN, -1 },
  { "promise, again after soon alone", PROMISE (.given = SOON), D + 15 * MINUTE, FALSE, AGAIN, -1 },

  /* Somebody is on the phone: a promise alone. */
  { "calling, pended", PENDED (), D, TRUE, NONE, D + 15 * MINUTE },
  { "calling, pended, again", PENDED (.given = DUE), D + 15 * MINUTE, TRUE, NONE, -1 },
  { "calling, promise, soon", PROMISE (), D - 5 * MINUTE, TRUE, SOON, D },
  { "calling, promise", PROMISE (.given = SOON), D, TRUE, DUE, D + 15 * MINUTE },
  { "calling, promise, again", PROMISE (.given = DUE), D + 15 * MINUTE, TRUE, AGAIN, -1 },

  /* Put off: it comes again then, and once after it. */
  { "snoozed", SNOOZED (D + 700), D + 100, FALSE, NONE, D + 700 },
  { "snoozed, a second before", SNOOZED (D + 700), D + 699, FALSE, NONE, D + 700 },
  { "snoozed, over", SNOOZED (D + 700), D + 700, FALSE, DUE, D + 700 + 15 * MINUTE },
  { "snoozed, given", SNOOZED (D + 700, .given = DUE), D + 700, FALSE, NONE, D + 700 + 15 * MINUTE },
  { "snoozed, again", SNOOZED (D + 700, .given = DUE), D + 700 + 15 * MINUTE, FALSE, AGAIN, -1 },
  { "snoozed, looked at", SNOOZED (D + 700, .given = DUE, .looked = TRUE), D + 9000, FALSE, NONE, -1 },
  { "snoozed, calling", SNOOZED (D + 700), D + 700, TRUE, NONE, D + 700 + 15 * MINUTE },
  { "snoozed promise has no soon", SNOOZED (D + 700, .promise = TRUE), D + 100, FALSE, NONE, D + 700 },
  { "snoozed, the clock a little back", SNOOZED (D + 700), D + 98, FALSE, NONE, D + 700 },
  { "snoozed, the clock far enough back", SNOOZED (D + 700), D - 600, FALSE, NONE, D - 500 },
  { "snoozed by a clock far ahead", SNOOZED (D + FEW_YEARS), D + 100, FALSE, DUE, D + 15 * MINUTE },
  { "snoozed by a clock far ahead, before", SNOOZED (D + FEW_YEARS), D - 100, FALSE, NONE, D },
};

static void
test_rule (gconstpointer data)
{
  const Row *row = data;
  gint64 next;

  g_assert_cmpint (tuntas_reminder_at (&row->known, row->now, row->calling, &next), ==, row->stage);
  g_assert_cmpint (next, ==, row->next);
}

/* Asked again at the instants that it names and nowhere else, it gives what asking each second gives. */
static void
test_next_instants (void)
{
  for (guint promise = 0; promise < 2; promise++)
    {
      TuntasReminder each = { .due = D, .promise = promise == 1, .snoozed_until = -1 };
      TuntasReminder named = each;
      gint64 next = D - 3600;

      for (gint64 now = D - 3600; now < D + 3600; now++)
        {
          TuntasReminderStage stage = tuntas_reminder_at (&each, now, FALSE, NULL);

          if (now == next)
            {
              g_assert_cmpint (tuntas_reminder_at (&named, now, FALSE, &next), ==, stage);
              named.given = MAX (named.given, stage);
            }
          else
            g_assert_cmpint (stage, ==, NONE);
          each.given = MAX (each.given, stage);
        }
      g_assert_cmpint (each.given, ==, AGAIN);
    }
}

/* Along cases */

static void
take (CaseDriver *driver, TuntasAct *act)
{
  g_autoptr (TuntasAct) own = act;
  g_autoptr (TuntasEvent) event = tuntas_event_new (tuntas_case_get_events (driver->state)->len + 1, driver->now, "AYU", own);
  TuntasCase *next = tuntas_case_append (driver->state, event);

  tuntas_case_unref (driver->state);
  driver->state = next;
}

static void
assert_awaits (CaseDriver *driver, gint64 due, gboolean promise)
{
  gboolean is_promise;

  g_assert_cmpint (tuntas_case_get_awaited (driver->state, &is_promise), ==, due);
  g_assert_cmpint (is_promise, ==, promise);
}

/* The same instant from the pending to the first act after it; the way is the same as without any reminder. */
static void
test_pended_case (void)
{
  CaseDriver driver;
  TuntasReminder reminder;
  gint64 due;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 3);
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), ==, -1);
  g_assert_false (tuntas_case_needs_deadline (driver.state));
  case_driver_do (&driver, "pend", NULL);
  due = driver.now + 3600;
  assert_awaits (&driver, due, FALSE);
  g_assert_true (tuntas_case_needs_deadline (driver.state));
  case_driver_do (&driver, "inform", NULL);
  assert_awaits (&driver, due, FALSE);
  case_driver_do (&driver, "escalate", "question", "boleh ditutup?", NULL);
  assert_awaits (&driver, due, FALSE);
  g_assert_true (tuntas_case_needs_deadline (driver.state));
  case_driver_do (&driver, "instructed", "by", "Rini", "decision", "continue", "reason", "tunggu", NULL);
  case_driver_wait (&driver, 3600);
  g_assert_cmpstr (tuntas_case_get_step (driver.state)->id, ==, "follow-up");
  assert_awaits (&driver, due, FALSE);
  g_assert_false (tuntas_case_needs_deadline (driver.state));

  reminder = tuntas_reminder_read (driver.state);
  g_assert_cmpint (tuntas_reminder_at (&reminder, driver.now, FALSE, NULL), ==, DUE);
  take (&driver, tuntas_reminder_given (&reminder, DUE));
  reminder = tuntas_reminder_read (driver.state);
  g_assert_cmpint (reminder.given, ==, DUE);
  g_assert_true (tuntas_reminder_stands (&reminder));
  g_assert_true (tuntas_reminder_can_look (&reminder));
  take (&driver, tuntas_reminder_snoozed (&reminder, driver.now + 600, "other-ticket", NULL));
  reminder = tuntas_reminder_read (driver.state);
  g_assert_cmpint (reminder.snoozed_until, ==, driver.now + 600);
  g_assert_cmpint (reminder.given, ==, NONE);
  g_assert_false (tuntas_reminder_can_snooze (&reminder));
  take (&driver, tuntas_reminder_given (&reminder, DUE));
  take (&driver, tuntas_reminder_looked (&reminder));
  reminder = tuntas_reminder_read (driver.state);
  g_assert_true (reminder.looked);
  g_assert_false (tuntas_reminder_stands (&reminder));
  g_assert_true (tuntas_reminder_can_snooze (&reminder));

  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), ==, -1);
  /* The agent was at the ticket: taking the call back does not begin the nagging anew. */
  case_driver_do (&driver, "undo", NULL);
  g_assert_cmpstr (tuntas_case_get_step (driver.state)->id, ==, "follow-up");
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), ==, -1);
  case_driver_end (&driver);
}

/* An e-mail that is written only after the ticket was due: the same reminder, which the act has answered. */
static void
test_informed_late (void)
{
  CaseDriver driver;
  TuntasReminder reminder;
  gint64 due;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "pend", NULL);
  due = tuntas_case_get_deadline (driver.state);
  case_driver_wait (&driver, 3700);
  g_assert_cmpstr (tuntas_case_get_step (driver.state)->id, ==, "inform");
  assert_awaits (&driver, due, FALSE);
  reminder = tuntas_reminder_read (driver.state);
  take (&driver, tuntas_reminder_given (&reminder, DUE));
  case_driver_do (&driver, "inform", NULL);
  g_assert_cmpstr (tuntas_case_get_step (driver.state)->id, ==, "follow-up");
  assert_awaits (&driver, due, FALSE);
  reminder = tuntas_reminder_read (driver.state);
  g_assert_true (reminder.looked);
  g_assert_cmpint (tuntas_reminder_at (&reminder, due + 15 * MINUTE, FALSE, NULL), ==, NONE);
  case_driver_end (&driver);
}

static void
test_promised_case (void)
{
  CaseDriver driver;
  TuntasReminder reminder;
  gint64 due;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_do (&driver, "received", "rfo", "kabel putus", "repair", "sambung", NULL);
  case_driver_do (&driver, "resolved", NULL);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&driver, "outcome", "outcome", "call-back", "call_back", "2026-11-23T14:00:00+07:00", NULL);
  due = tuntas_case_get_deadline (driver.state);
  assert_awaits (&driver, due, TRUE);
  case_driver_do (&driver, "escalate", "question", "boleh?", NULL);
  assert_awaits (&driver, due, TRUE);
  case_driver_do (&driver, "instructed", "by", "Rini", "decision", "continue", "reason", "tunggu", NULL);
  reminder = tuntas_reminder_read (driver.state);
  take (&driver, tuntas_reminder_given (&reminder, SOON));
  /* What comes before the moment is neither looked at nor put off: the moment comes anyhow. */
  reminder = tuntas_reminder_read (driver.state);
  g_assert_true (tuntas_reminder_stands (&reminder));
  g_assert_false (tuntas_reminder_can_look (&reminder));
  g_assert_false (tuntas_reminder_can_snooze (&reminder));
  case_driver_wait (&driver, due - driver.now);
  g_assert_true (tuntas_case_has_promise (driver.state));
  assert_awaits (&driver, due, TRUE);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), ==, -1);
  case_driver_end (&driver);
}

/* Reminders of one instant are no reminders of another one. */
static void
test_another_instant (void)
{
  CaseDriver driver;
  TuntasReminder reminder;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_do (&driver, "received", "rfo", "kabel putus", "repair", "sambung", NULL);
  case_driver_do (&driver, "resolved", NULL);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&driver, "outcome", "outcome", "call-back", "call_back", "2026-11-23T14:00:00+07:00", NULL);
  reminder = tuntas_reminder_read (driver.state);
  take (&driver, tuntas_reminder_given (&reminder, AGAIN));
  case_driver_do (&driver, "undo", NULL);
  case_driver_do (&driver, "outcome", "outcome", "call-back", "call_back", "2026-11-23T15:00:00+07:00", NULL);
  reminder = tuntas_reminder_read (driver.state);
  g_assert_cmpint (reminder.given, ==, NONE);
  case_driver_do (&driver, "undo", NULL);
  case_driver_do (&driver, "outcome", "outcome", "call-back", "call_back", "2026-11-23T14:00:00+07:00", NULL);
  reminder = tuntas_reminder_read (driver.state);
  g_assert_cmpint (reminder.given, ==, AGAIN);
  case_driver_end (&driver);
}

static void
test_nicks (void)
{
  for (int stage = NONE; stage <= AGAIN; stage++)
    g_assert_cmpint (tuntas_reminder_stage_from_nick (tuntas_reminder_stage_to_nick ((TuntasReminderStage) stage)), ==, stage);
  g_assert_cmpint (tuntas_reminder_stage_from_nick ("later"), ==, NONE);
  g_assert_cmpint (tuntas_reminder_stage_from_nick (NULL), ==, NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/reminder/rule/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_rule);
    }
  g_test_add_func ("/core/reminder/next-instants", test_next_instants);
  g_test_add_func ("/core/reminder/pended", test_pended_case);
  g_test_add_func ("/core/reminder/informed-late", test_informed_late);
  g_test_add_func ("/core/reminder/promised", test_promised_case);
  g_test_add_func ("/core/reminder/another-instant", test_another_instant);
  g_test_add_func ("/core/reminder/nicks", test_nicks);
  return g_test_run ();
}
