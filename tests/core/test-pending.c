/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "core-support.h"
#include "tuntas-json.h"
#include "tuntas-pending.h"

/* Instants are written as the customer's clock shows them; the zone's offset is taken from the row, so that a row
 * reads as it would be told, and a wrong zone is seen. */

typedef struct
{
  const char *now;   /* with the zone's offset */
  gboolean    day;
  const char *until; /* with the zone's offset */
} Border;

#define BORDERS(offset)                                                                   \
  { "2026-11-23T05:59:59" offset, FALSE, "2026-11-23T08:00:00" offset },                   \
  { "2026-11-23T06:00:00" offset, TRUE, "2026-11-23T07:00:00" offset },                    \
  { "2026-11-23T06:00:01" offset, TRUE, "2026-11-23T07:00:01" offset },                    \
  { "2026-11-23T17:30:00" offset, TRUE, "2026-11-23T18:30:00" offset }, /* Q12 */          \
  { "2026-11-23T17:59:59" offset, TRUE, "2026-11-23T18:59:59" offset },                    \
  { "2026-11-23T18:00:00" offset, FALSE, "2026-11-24T08:00:00" offset },                   \
  { "2026-11-23T18:00:01" offset, FALSE, "2026-11-24T08:00:00" offset },                   \
  { "2026-11-23T23:59:59" offset, FALSE, "2026-11-24T08:00:00" offset },                   \
  { "2026-11-24T00:00:00" offset, FALSE, "2026-11-24T08:00:00" offset },                   \
  { "2026-11-24T00:00:01" offset, FALSE, "2026-11-24T08:00:00" offset },                   \
  { "2026-11-24T07:59:59" offset, TRUE, "2026-11-24T08:59:59" offset },                    \
  { "2026-11-24T08:00:00" offset, TRUE, "2026-11-24T09:00:00" offset },                    \
  { "2026-11-24T08:00:01" offset, TRUE, "2026-11-24T09:00:01" offset },                    \
  { "2026-11-30T22:00:00" offset, FALSE, "2026-12-01T08:00:00" offset },                   \
  { "2026-12-31T23:59:59" offset, FALSE, "2027-01-01T08:00:00" offset },                   \
  { "2026-12-31T17:59:59" offset, TRUE, "2026-12-31T18:59:59" offset },                    \
  { "2027-02-28T18:00:00" offset, FALSE, "2027-03-01T08:00:00" offset },                   \
  { "2027-02-28T23:59:59" offset, FALSE, "2027-03-01T08:00:00" offset },                   \
  { "2027-03-01T00:00:00" offset, FALSE, "2027-03-01T08:00:00" offset },                   \
  { "2027-04-30T18:00:00" offset, FALSE, "2027-05-01T08:00:00" offset },                   \
  { "2028-02-28T20:00:00" offset, FALSE, "2028-02-29T08:00:00" offset },                   \
  { "2028-02-29T05:59:59" offset, FALSE, "2028-02-29T08:00:00" offset },                   \
  { "2028-02-29T06:00:00" offset, TRUE, "2028-02-29T07:00:00" offset },                    \
  { "2028-02-29T18:00:00" offset, FALSE, "2028-03-01T08:00:00" offset }

static const Border wib[] = { BORDERS ("+07:00") };
static const Border wita[] = { BORDERS ("+08:00") };
static const Border wit[] = { BORDERS ("+09:00") };

/* The customer's clock alone counts: the same instant, told by an agent in Tokyo or in UTC. */
static const Border told_elsewhere[] = {
  { "2026-11-23T07:59:59+09:00", FALSE, "2026-11-23T10:00:00+09:00" },
  { "2026-11-23T08:00:00+09:00", TRUE, "2026-11-23T09:00:00+09:00" },
  { "2026-11-22T23:00:00Z", TRUE, "2026-11-23T00:00:00Z" },
  { "2026-11-23T10:59:59Z", TRUE, "2026-11-23T11:59:59Z" },
  { "2026-11-23T11:00:00Z", FALSE, "2026-11-24T01:00:00Z" },
};

/* Spring and autumn: the night is an hour shorter or longer, 08:00 stays 08:00; an hour by day is 3600 s. */
static const Border berlin[] = {
  { "2026-03-28T22:00:00+01:00", FALSE, "2026-03-29T08:00:00+02:00" },
  { "2026-03-29T01:30:00+01:00", FALSE, "2026-03-29T08:00:00+02:00" },
  { "2026-03-29T06:00:00+02:00", TRUE, "2026-03-29T07:00:00+02:00" },
  { "2026-10-24T22:00:00+02:00", FALSE, "2026-10-25T08:00:00+01:00" },
  { "2026-10-25T02:30:00+02:00", FALSE, "2026-10-25T08:00:00+01:00" },
  { "2026-10-25T02:30:00+01:00", FALSE, "2026-10-25T08:00:00+01:00" },
  { "2026-10-25T05:59:59+01:00", FALSE, "2026-10-25T08:00:00+01:00" },
};

static const struct
{
  const char *zone;
  const Border *borders;
  guint n_borders;
} tables[] = {
  { "Asia/Jakarta", wib, G_N_ELEMENTS (wib) },
  { "Asia/Makassar", wita, G_N_ELEMENTS (wita) },
  { "Asia/Jayapura", wit, G_N_ELEMENTS (wit) },
  { "Asia/Jakarta", told_elsewhere, G_N_ELEMENTS (told_elsewhere) },
  { "Europe/Berlin", berlin, G_N_ELEMENTS (berlin) },
};

static gint64
instant (const char *text)
{
  gint64 seconds;

  g_assert_true (tuntas_instant_parse (text, &seconds));
  return seconds;
}

static GTimeZone *
zone_named (const char *id)
{
  GTimeZone *zone = g_time_zone_new_identifier (id);

  g_assert_nonnull (zone);
  return zone;
}

static void
test_borders (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  const TuntasRules *rules = tuntas_procedure_get_rules (procedure);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GTimeZone) zone = zone_named (tables[i].zone);

      for (guint j = 0; j < tables[i].n_borders; j++)
        {
          const Border *border = &tables[i].borders[j];

          g_test_message ("%s at %s", tables[i].zone, border->now);
          g_assert_cmpint (tuntas_pending_is_day (rules, zone, instant (border->now)), ==, border->day);
          g_assert_cmpint (tuntas_pending_until (rules, zone, instant (border->now)), ==, instant (border->until));
        }
    }
}

/* Whatever the instant, the deadline lies ahead: by day an hour, by night at 08:00 within fourteen hours. */
static void
test_every_minute (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  const TuntasRules *rules = tuntas_procedure_get_rules (procedure);
  g_autoptr (GTimeZone) zone = zone_named ("Asia/Makassar");
  gint64 midnight = instant ("2026-12-31T00:00:00+08:00");

  for (gint64 minute = 0; minute < 2 * 1440; minute++)
    {
      gint64 now = midnight + minute * 60;
      gint64 of_day = minute % 1440;
      gboolean day = of_day >= 6 * 60 && of_day < 18 * 60;
      gint64 tomorrow = midnight + (minute / 1440) * 86400 + (of_day >= 8 * 60 ? 86400 : 0) + 8 * 3600;

      g_assert_cmpint (tuntas_pending_is_day (rules, zone, now), ==, day);
      g_assert_cmpint (tuntas_pending_until (rules, zone, now), ==, day ? now + 3600 : tomorrow);
    }
}

/* Q2: "strictly after now" shows where the resumption falls into the night. */
static void
test_strictly_after (void)
{
  TuntasRules rules = { .pend_day = 3600, .day_from = 9 * 3600, .night_from = 17 * 3600, .resume_at = 8 * 3600 };
  g_autoptr (GTimeZone) zone = zone_named ("Asia/Jakarta");

  g_assert_cmpint (tuntas_pending_until (&rules, zone, instant ("2026-11-23T07:59:59+07:00")), ==,
                   instant ("2026-11-23T08:00:00+07:00"));
  g_assert_cmpint (tuntas_pending_until (&rules, zone, instant ("2026-11-23T08:00:00+07:00")), ==,
                   instant ("2026-11-24T08:00:00+07:00"));
}

/* Q17: only the night's "tomorrow" moves, and to the next open day. 2026-11-28 is a Saturday. */
static void
test_closed_days (void)
{
  static const Border rows[] = {
    { "2026-11-26T18:00:00+07:00", FALSE, "2026-11-27T08:00:00+07:00" },
    { "2026-11-27T17:59:59+07:00", TRUE, "2026-11-27T18:59:59+07:00" },
    { "2026-11-27T18:00:00+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
    { "2026-11-28T00:00:00+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
    { "2026-11-28T12:00:00+07:00", TRUE, "2026-11-28T13:00:00+07:00" },
    { "2026-11-29T23:59:59+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
    { "2026-11-30T05:59:59+07:00", FALSE, "2026-11-30T08:00:00+07:00" },
    /* Christmas is a Friday, New Year's Day too. */
    { "2026-12-24T18:00:00+07:00", FALSE, "2026-12-28T08:00:00+07:00" },
    { "2026-12-25T00:00:00+07:00", FALSE, "2026-12-28T08:00:00+07:00" },
    { "2026-12-31T23:59:59+07:00", FALSE, "2027-01-04T08:00:00+07:00" },
    /* The customer's calendar: in UTC it is still the day before. */
    { "2026-12-23T23:00:00Z", TRUE, "2026-12-24T00:00:00Z" },
    { "2026-12-24T22:59:59Z", FALSE, "2026-12-28T01:00:00Z" },
  };
  static char *dates[] = { (char *) "2026-12-25", (char *) "2027-01-01", NULL };
  static char *weekdays[] = { (char *) "sat", (char *) "sun", NULL };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (GTimeZone) zone = zone_named ("Asia/Jakarta");
  TuntasRules rules = *tuntas_procedure_get_rules (procedure);

  rules.closed_dates = dates;
  rules.closed_weekdays = weekdays;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].now);
      g_assert_cmpint (tuntas_pending_is_day (&rules, zone, instant (rows[i].now)), ==, rows[i].day);
      g_assert_cmpint (tuntas_pending_until (&rules, zone, instant (rows[i].now)), ==, instant (rows[i].until));
      g_assert_cmpint (tuntas_pending_is_moved (&rules, zone, instant (rows[i].now)), ==,
                       instant (rows[i].until) - instant (rows[i].now) > 86400);
    }
}

/* Home hours know no calendar: homes are called on every day. */
static void
test_closed_days_at_home (void)
{
  static char *weekdays[] = { (char *) "sat", NULL };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (GTimeZone) zone = zone_named ("Asia/Jakarta");
  TuntasRules rules = *tuntas_procedure_get_rules (procedure);

  rules.closed_weekdays = weekdays;
  g_assert_cmpint (tuntas_hours_next_home (&rules, zone, instant ("2026-11-27T21:00:00+07:00")), ==,
                   instant ("2026-11-28T07:00:00+07:00"));
}

/* Q16 */
static void
test_home_hours (void)
{
  static const struct
  {
    const char *now;
    gboolean inside;
    const char *next;
  } rows[] = {
    { "2026-11-23T06:59:59+09:00", FALSE, "2026-11-23T07:00:00+09:00" },
    { "2026-11-23T07:00:00+09:00", TRUE, "2026-11-23T07:00:00+09:00" },
    { "2026-11-23T20:59:59+09:00", TRUE, "2026-11-23T20:59:59+09:00" },
    { "2026-11-23T21:00:00+09:00", FALSE, "2026-11-24T07:00:00+09:00" },
    { "2026-11-24T00:00:00+09:00", FALSE, "2026-11-24T07:00:00+09:00" },
    { "2026-12-31T23:00:00+09:00", FALSE, "2027-01-01T07:00:00+09:00" },
    { "2026-11-23T12:00:00Z", FALSE, "2026-11-23T22:00:00Z" },
    { "2026-11-23T11:59:59Z", TRUE, "2026-11-23T11:59:59Z" },
  };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  const TuntasRules *rules = tuntas_procedure_get_rules (procedure);
  g_autoptr (GTimeZone) zone = zone_named ("Asia/Jayapura");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (tuntas_hours_are_home (rules, zone, instant (rows[i].now)), ==, rows[i].inside);
      g_assert_cmpint (tuntas_hours_next_home (rules, zone, instant (rows[i].now)), ==, instant (rows[i].next));
    }
}

/* The instant that was decided stands in the journal with its zone: a computer that does not know the zone, or knows it
 * otherwise by now, waits for the same one. What an act brings along under that name decides nothing. */
static void
test_in_the_journal (void)
{
  g_autoptr (GTimeZone) elsewhere = zone_named ("America/New_York");
  GTimeZone *const zones[] = { NULL, elsewhere };
  TuntasEvent *pended;
  CaseDriver driver;
  gint64 deadline;

  case_driver_begin (&driver, "datin", "20:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "pend", "deadline", "2031-01-01T00:00:00Z", "deadline_zone", "Asia/Tokyo", NULL);
  deadline = instant ("2026-11-24T08:00:00+07:00");
  g_assert_cmpint (tuntas_case_get_deadline (driver.state), ==, deadline);
  pended = tuntas_case_find_last (driver.state, "pend");
  g_assert_cmpstr (tuntas_event_get (pended, "deadline"), ==, "2026-11-24T01:00:00Z");
  g_assert_cmpstr (tuntas_event_get (pended, "deadline_zone"), ==, "Asia/Jakarta");
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (TuntasCase) again = tuntas_case_fold (tuntas_case_get_procedures (driver.state), zones[i],
                                                       tuntas_case_get_events (driver.state), NULL);

      g_assert_cmpint (tuntas_case_get_deadline (again), ==, deadline);
    }
  case_driver_end (&driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pending/borders", test_borders);
  g_test_add_func ("/core/pending/every-minute", test_every_minute);
  g_test_add_func ("/core/pending/strictly-after", test_strictly_after);
  g_test_add_func ("/core/pending/closed-days", test_closed_days);
  g_test_add_func ("/core/pending/closed-days-at-home", test_closed_days_at_home);
  g_test_add_func ("/core/pending/home-hours", test_home_hours);
  g_test_add_func ("/core/pending/in-the-journal", test_in_the_journal);
  return g_test_run ();
}
