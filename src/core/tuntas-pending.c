/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-pending.h"

static GDateTime *
local_time (GTimeZone *zone, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);

  return g_date_time_to_timezone (utc, zone);
}

static gint64
seconds_of_day (GDateTime *local)
{
  return g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60 + g_date_time_get_second (local);
}

/* The next instant strictly after now at which the customer's clock shows that time of day. */
static gint64
next_time_of_day (GTimeZone *zone, gint64 now, gint64 time_of_day)
{
  g_autoptr (GDateTime) local = local_time (zone, now);

  for (int days = 0;; days++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (local, days);
      g_autoptr (GDateTime) then = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                                    g_date_time_get_day_of_month (day), time_of_day / 3600,
                                                    time_of_day / 60 % 60, time_of_day % 60);
      gint64 instant = then != NULL ? g_date_time_to_unix (then) : G_MININT64;

      if (instant > now)
        return instant;
      g_return_val_if_fail (days < 3, now);
    }
}

gboolean
tuntas_pending_is_day (const TuntasRules *rules, GTimeZone *zone, gint64 now)
{
  g_autoptr (GDateTime) local = local_time (zone, now);
  gint64 seconds = seconds_of_day (local);

  return seconds >= rules->day_from && seconds < rules->night_from;
}

gint64
tuntas_pending_until (const TuntasRules *rules, GTimeZone *zone, gint64 now)
{
  return tuntas_pending_is_day (rules, zone, now) ? now + rules->pend_day
                                                  : next_time_of_day (zone, now, rules->resume_at);
}

gboolean
tuntas_hours_are_home (const TuntasRules *rules, GTimeZone *zone, gint64 instant)
{
  g_autoptr (GDateTime) local = local_time (zone, instant);
  gint64 seconds = seconds_of_day (local);

  return seconds >= rules->home_from && seconds < rules->home_to;
}

gint64
tuntas_hours_next_home (const TuntasRules *rules, GTimeZone *zone, gint64 instant)
{
  return tuntas_hours_are_home (rules, zone, instant) ? instant : next_time_of_day (zone, instant, rules->home_from);
}
