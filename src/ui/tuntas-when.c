/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-when.h"

#include "tuntas-json.h"

#include <string.h>

#define MOST_MINUTES_AWAY (24 * 60)

/* What was found in the text; -1 where it does not say. */
typedef struct
{
  int day_offset; /* days from today */
  gboolean has_offset;
  int day, month;
  int hour, minute;
  int minutes_away;
} Reading;

static const struct
{
  const char *word;
  int offset;
} days[] = {
  { "besok", 1 },    { "tomorrow", 1 }, { "lusa", 2 },       { "hari", 0 },
  { "today", 0 },    { "kemarin", -1 }, { "yesterday", -1 }, { "tadi", 0 },
};

static const char *const minute_units[] = { "mnt", "menit", "min", "minutes", "m" };
/* "jam" after a number is so many hours, before it the clock. */
static const char *const hour_units[] = { "jam", "j", "hour", "hours", "h" };
/* Words that carry nothing. */
static const char *const fillers[] = {
  "jam", "pukul", "at", "pk", "ini", "in", "wib", "wita", "wit", "lagi", "lalu", "ago",
};

static gboolean
is_one_of (const char *word, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* "14.00", "14:00", "1400", "9" */
static gboolean
read_clock (const char *word, Reading *reading)
{
  char *end;
  guint64 first = g_ascii_strtoull (word, &end, 10);

  if (end == word || reading->hour >= 0)
    return FALSE;
  if (*end == '.' || *end == ':')
    {
      const char *minutes = end + 1;
      guint64 second = g_ascii_strtoull (minutes, &end, 10);

      if (end - minutes != 2 || *end != '\0' || first > 23 || second > 59)
        return FALSE;
      reading->hour = (int) first;
      reading->minute = (int) second;
      return TRUE;
    }
  if (*end != '\0' || (end - word > 2 && end - word != 4))
    return FALSE;
  reading->hour = (int) (end - word == 4 ? first / 100 : first);
  reading->minute = (int) (end - word == 4 ? first % 100 : 0);
  return reading->hour <= 23 && reading->minute <= 59;
}

/* "24-11", "24/11" */
static gboolean
read_date (const char *word, Reading *reading)
{
  char *end;
  guint64 day = g_ascii_strtoull (word, &end, 10);
  const char *month_text;
  guint64 month;

  if (end == word || (*end != '-' && *end != '/'))
    return FALSE;
  month_text = end + 1;
  month = g_ascii_strtoull (month_text, &end, 10);
  if (end == month_text || *end != '\0' || day < 1 || day > 31 || month < 1 || month > 12)
    return FALSE;
  reading->day = (int) day;
  reading->month = (int) month;
  return TRUE;
}

/* "30" before "mnt", "2" before "jam"; both may come, one after the other. */
static gboolean
read_length (const char *word, int minutes_each, Reading *reading)
{
  char *end;
  guint64 number = g_ascii_strtoull (word, &end, 10);

  if (end == word || *end != '\0' || number > (guint64) (MOST_MINUTES_AWAY / minutes_each))
    return FALSE;
  reading->minutes_away = MAX (reading->minutes_away, 0) + (int) number * minutes_each;
  return TRUE;
}

static gboolean
read_word (const char *word, const char *next, Reading *reading)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (strcmp (days[i].word, word) == 0)
      {
        reading->day_offset = days[i].offset;
        reading->has_offset = TRUE;
        return TRUE;
      }
  if (is_one_of (word, fillers, G_N_ELEMENTS (fillers)))
    return TRUE;
  if (is_one_of (word, minute_units, G_N_ELEMENTS (minute_units)) ||
      is_one_of (word, hour_units, G_N_ELEMENTS (hour_units)))
    return reading->minutes_away >= 0;
  if (next != NULL && is_one_of (next, minute_units, G_N_ELEMENTS (minute_units)))
    return read_length (word, 1, reading);
  if (next != NULL && is_one_of (next, hour_units, G_N_ELEMENTS (hour_units)))
    return read_length (word, 60, reading);
  return read_date (word, reading) || read_clock (word, reading);
}

static gboolean
resolve (const Reading *reading, GTimeZone *zone, gint64 now, TuntasWhenSide side, gint64 *instant)
{
  g_autoptr (GDateTime) here = tuntas_instant_in_zone (now, zone);
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GDateTime) moved = NULL;
  int offset = reading->day_offset;

  if (reading->minutes_away >= 0)
    {
      *instant = now + (side == TUNTAS_WHEN_AHEAD ? 60 : -60) * (gint64) reading->minutes_away;
      return reading->hour < 0 && reading->day < 0 && reading->day_offset == 0;
    }
  if (reading->hour < 0)
    return FALSE;
  at = g_date_time_new (zone, g_date_time_get_year (here),
                        reading->month > 0 ? reading->month : g_date_time_get_month (here),
                        reading->day > 0 ? reading->day : g_date_time_get_day_of_month (here), reading->hour,
                        reading->minute, 0);
  if (at == NULL)
    return FALSE;
  if (!reading->has_offset && reading->day < 0)
    {
      if (side == TUNTAS_WHEN_AHEAD && g_date_time_to_unix (at) <= now)
        offset = 1;
      if (side == TUNTAS_WHEN_BEHIND && g_date_time_to_unix (at) > now)
        offset = -1;
    }
  moved = g_date_time_add_days (at, offset);
  *instant = g_date_time_to_unix (moved);
  return TRUE;
}

gboolean
tuntas_when_parse (const char *text, GTimeZone *zone, gint64 now, TuntasWhenSide side, gint64 *instant)
{
  Reading reading = { .day = -1, .month = -1, .hour = -1, .minute = -1, .minutes_away = -1 };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = NULL;

  g_strstrip (lower);
  words = g_strsplit_set (lower, " \t", -1);
  if (*lower == '\0')
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !read_word (words[i], words[i + 1], &reading))
      return FALSE;
  return resolve (&reading, zone, now, side, instant);
}
