/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-pending.h"

#include "tuntas-json.h"

static gint64
seconds_of_day (GDateTime *local)
{
  return g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60 + g_date_time_get_second (local);
}

/* (nullable): the instant at which the customer's clock shows that time of day, on the day of local and so many days
 * later; where the clock skips that time, the one it shows instead. */
static GDateTime *
time_of_day_on (GTimeZone *zone, GDateTime *local, int days, gint64 time_of_day)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (local, days);

  return g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day), time_of_day / 3600, time_of_day / 60 % 60,
                          time_of_day % 60);
}

/* Q17. */
static gboolean
is_closed (const TuntasRules *rules, GDateTime *local)
{
  static const char *const weekdays[] = { NULL, "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autofree char *date = g_date_time_format (local, "%Y-%m-%d");

  return (rules->closed_dates != NULL && g_strv_contains ((const char *const *) rules->closed_dates, date)) ||
         (rules->closed_weekdays != NULL &&
          g_strv_contains ((const char *const *) rules->closed_weekdays,
                           weekdays[g_date_time_get_day_of_week (local)]));
}

/* The next instant strictly after now at which the customer's clock shows that time of day, on a day that is open by
 * calendar (nullable: all are). A calendar without an open day in the year ahead moves nothing. */
static gint64
next_time_of_day (const TuntasRules *calendar, GTimeZone *zone, gint64 now, gint64 time_of_day)
{
  g_autoptr (GDateTime) local = tuntas_instant_in_zone (now, zone);
  gint64 first = G_MININT64;

  for (int days = 0; days <= 366; days++)
    {
      g_autoptr (GDateTime) then = time_of_day_on (zone, local, days, time_of_day);
      gint64 instant = then != NULL ? g_date_time_to_unix (then) : G_MININT64;

      if (instant <= now)
        continue;
      if (calendar == NULL || !is_closed (calendar, then))
        return instant;
      first = first == G_MININT64 ? instant : first;
    }
  g_return_val_if_fail (first > now, now);
  return first;
}

gboolean
tuntas_pending_is_day (const TuntasRules *rules, GTimeZone *zone, gint64 now)
{
  g_autoptr (GDateTime) local = tuntas_instant_in_zone (now, zone);
  gint64 seconds = seconds_of_day (local);

  return seconds >= rules->day_from && seconds < rules->night_from;
}

gint64
tuntas_pending_until (const TuntasRules *rules, GTimeZone *zone, gint64 now)
{
  return tuntas_pending_is_day (rules, zone, now) ? now + rules->pend_day
                                                  : next_time_of_day (rules, zone, now, rules->resume_at);
}

gboolean
tuntas_pending_is_moved (const TuntasRules *rules, GTimeZone *zone, gint64 now)
{
  return !tuntas_pending_is_day (rules, zone, now) &&
         next_time_of_day (rules, zone, now, rules->resume_at) != next_time_of_day (NULL, zone, now, rules->resume_at);
}

gboolean
tuntas_hours_are_home (const TuntasRules *rules, GTimeZone *zone, gint64 instant)
{
  g_autoptr (GDateTime) local = tuntas_instant_in_zone (instant, zone);
  gint64 seconds = seconds_of_day (local);

  return seconds >= rules->home_from && seconds < rules->home_to;
}

gint64
tuntas_hours_next_home (const TuntasRules *rules, GTimeZone *zone, gint64 instant)
{
  return tuntas_hours_are_home (rules, zone, instant) ? instant : next_time_of_day (NULL, zone, instant, rules->home_from);
}
