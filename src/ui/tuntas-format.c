/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-format.h"

#include <glib/gi18n-lib.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)

static GDateTime *
local_time (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* An instant outside of what a calendar can say is shown as such, never as a wrong time. */
static char *
format_local (gint64 instant, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) local = local_time (instant, zone);
  char *text = local != NULL ? g_date_time_format (local, format) : NULL;

  return text != NULL ? text : g_strdup ("–");
}

char *
tuntas_format_clock (gint64 instant, GTimeZone *zone)
{
  return format_local (instant, zone, "%H.%M");
}

char *
tuntas_format_zone (gint64 instant, GTimeZone *zone)
{
  return format_local (instant, zone, "%Z");
}

char *
tuntas_format_clock_zone (gint64 instant, GTimeZone *zone)
{
  return format_local (instant, zone, "%H.%M %Z");
}

char *
tuntas_format_moment (gint64 instant, GTimeZone *zone, gint64 now)
{
  g_autofree char *day = format_local (instant, zone, "%F");
  g_autofree char *today = format_local (now, zone, "%F");

  if (g_str_equal (day, today))
    return tuntas_format_clock (instant, zone);
  /* Translators: an instant on another day, as g_date_time_format () writes it: "22 Nov 19.05" */
  return format_local (instant, zone, C_("moment", "%-d %b %H.%M"));
}

char *
tuntas_format_deadline (gint64 instant, GTimeZone *zone, gint64 now)
{
  g_autofree char *moment = tuntas_format_moment (instant, zone, now);
  g_autofree char *name = tuntas_format_zone (instant, zone);

  return g_strdup_printf ("%s %s", moment, name);
}

gboolean
tuntas_format_is_same_clock (gint64 instant, GTimeZone *zone, GTimeZone *other)
{
  g_autoptr (GDateTime) here = local_time (instant, zone);
  g_autoptr (GDateTime) there = other != NULL ? local_time (instant, other) : NULL;

  return here == NULL || there == NULL || g_date_time_get_utc_offset (here) == g_date_time_get_utc_offset (there);
}

char *
tuntas_format_moment_for (gint64 instant, GTimeZone *zone, GTimeZone *customer, gint64 now)
{
  return tuntas_format_is_same_clock (instant, zone, customer) ? tuntas_format_moment (instant, zone, now)
                                                               : tuntas_format_deadline (instant, zone, now);
}

char *
tuntas_format_date (gint64 instant, GTimeZone *zone)
{
  /* Translators: a day, as g_date_time_format () writes it: "Monday, 23 November 2026" */
  return format_local (instant, zone, C_("date", "%A, %-d %B %Y"));
}

char *
tuntas_format_duration (gint64 seconds)
{
  int hours = (int) (MAX (seconds, 0) / HOUR);
  int minutes = (int) (MAX (seconds, 0) % HOUR / MINUTE);

  if (hours > 0)
    /* Translators: a length of time; hours, then minutes, both short: "1 jam 05 mnt" */
    return g_strdup_printf (_("%d h %02d min"), hours, minutes);
  if (minutes > 0)
    /* Translators: a length of time in minutes, short: "42 mnt" */
    return g_strdup_printf (_("%d min"), minutes);
  /* Translators: a length of time in seconds, short: "38 dtk" */
  return g_strdup_printf (_("%d s"), (int) MAX (seconds, 0));
}

char *
tuntas_format_duration_spoken (gint64 seconds)
{
  int hours = (int) (MAX (seconds, 0) / HOUR);
  int minutes = (int) (MAX (seconds, 0) % HOUR / MINUTE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (hours == 0 && minutes == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d second", "%d seconds", (gulong) MAX (seconds, 0)),
                            (int) MAX (seconds, 0));
  second = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) minutes), minutes);
  if (hours == 0)
    return g_steal_pointer (&second);
  first = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) hours), hours);
  return minutes > 0 ? g_strconcat (first, " ", second, NULL) : g_steal_pointer (&first);
}

char *
tuntas_format_stopwatch (gint64 seconds)
{
  const char *sign = seconds < 0 ? "−" : "";
  gint64 left = ABS (seconds);

  if (left >= HOUR)
    return g_strdup_printf ("%s%d:%02d:%02d", sign, (int) (left / HOUR), (int) (left % HOUR / MINUTE),
                            (int) (left % MINUTE));
  return g_strdup_printf ("%s%02d:%02d", sign, (int) (left / MINUTE), (int) (left % MINUTE));
}

TuntasNearness
tuntas_format_nearness (gint64 instant, gint64 now)
{
  if (now < instant)
    return TUNTAS_NEARNESS_AHEAD;
  return now - instant < MINUTE ? TUNTAS_NEARNESS_NOW : TUNTAS_NEARNESS_LATE;
}

static gint64
round_up_to_minute (gint64 seconds)
{
  return (seconds + MINUTE - 1) / MINUTE * MINUTE;
}

gboolean
tuntas_format_due_ticks (gint64 instant, gint64 now)
{
  return now < instant && instant - now < 2 * MINUTE;
}

char *
tuntas_format_due (gint64 instant, gint64 now)
{
  g_autofree char *late = NULL;

  switch (tuntas_format_nearness (instant, now))
    {
    case TUNTAS_NEARNESS_AHEAD:
      if (tuntas_format_due_ticks (instant, now))
        return tuntas_format_stopwatch (instant - now);
      return tuntas_format_duration (round_up_to_minute (instant - now));
    case TUNTAS_NEARNESS_NOW:
      /* Translators: when a ticket is to be worked on; stands alone at the end of a row: "sekarang" */
      return g_strdup (C_("due", "now"));
    case TUNTAS_NEARNESS_LATE:
    default:
      late = tuntas_format_duration (now - instant);
      return g_strconcat ("−", late, NULL);
    }
}

char *
tuntas_format_due_spoken (gint64 instant, gint64 now)
{
  g_autofree char *length = NULL;

  switch (tuntas_format_nearness (instant, now))
    {
    case TUNTAS_NEARNESS_AHEAD:
      length = tuntas_format_duration_spoken (tuntas_format_due_ticks (instant, now)
                                                ? instant - now : round_up_to_minute (instant - now));
      /* Translators: %s is a length of time: "in 42 minutes", "42 menit lagi" */
      return g_strdup_printf (_("in %s"), length);
    case TUNTAS_NEARNESS_NOW:
      return g_strdup (C_("due", "now"));
    case TUNTAS_NEARNESS_LATE:
    default:
      length = tuntas_format_duration_spoken ((now - instant) / MINUTE * MINUTE);
      /* Translators: %s is a length of time: "6 minutes late", "terlambat 6 menit" */
      return g_strdup_printf (_("%s late"), length);
    }
}

double
tuntas_format_fraction (gint64 from, gint64 until, gint64 now)
{
  if (until <= from || now >= until)
    return 1.0;
  return now <= from ? 0.0 : (double) (now - from) / (double) (until - from);
}

gboolean
tuntas_format_ttr_is_over (gint64 seconds, gint64 target)
{
  return target >= 0 && seconds > target;
}

/* (transfer full): "4:00" */
static char *
hours_and_minutes (gint64 seconds)
{
  return g_strdup_printf ("%d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60));
}

char *
tuntas_format_ttr (gint64 seconds, gint64 target)
{
  g_autofree char *taken = hours_and_minutes (seconds);
  g_autofree char *wanted = target >= 0 ? hours_and_minutes (target) : NULL;

  /* TTR is Nossa's own word for it, in every language. */
  if (wanted == NULL)
    return g_strdup_printf ("TTR %s:%02d", taken, (int) (seconds % 60));
  if (tuntas_format_ttr_is_over (seconds, target))
    /* Translators: how long a ticket has taken, and its target: "TTR 4:10, lewat target 4:00" */
    return g_strdup_printf (_("TTR %s, over the target %s"), taken, wanted);
  /* Translators: how long a ticket has taken, and its target: "TTR 3:20 dari 4:00" */
  return g_strdup_printf (_("TTR %s of %s"), taken, wanted);
}

char *
tuntas_format_ttr_short (gint64 seconds, gint64 target)
{
  g_autofree char *taken = hours_and_minutes (seconds);

  if (tuntas_format_ttr_is_over (seconds, target))
    /* Translators: how long a ticket has taken, which is over its target: "TTR 4:10 lewat" */
    return g_strdup_printf (_("TTR %s over"), taken);
  return g_strdup_printf ("TTR %s", taken);
}
