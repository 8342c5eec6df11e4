/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-instant.h"

#include <math.h>
#include <string.h>

#define FIRST_YEAR 2000
#define LAST_YEAR 2099
/* 1899-12-30 to 1970-01-01, and the days that the years above come to. */
#define DAYS_TO_1970 25569
/* 1899-12-30 to 1904-01-01. */
#define DAYS_TO_1904 1462
#define FIRST_DAY 36526
#define LAST_DAY 73050
#define DAY 86400
/* More than eleven years is no time that a ticket takes. */
#define MOST_HOURS 100000

/* The beginnings of months' names, Indonesian and English. */
static const struct
{
  const char *name;
  int month;
} months[] = {
  { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 }, { "mei", 5 }, { "may", 5 }, { "jun", 6 }, { "jul", 7 },
  { "agu", 8 }, { "ags", 8 }, { "aug", 8 }, { "sep", 9 }, { "okt", 10 }, { "oct", 10 }, { "nov", 11 }, { "nop", 11 },
  { "des", 12 }, { "dec", 12 },
};

typedef struct
{
  int year, month, day;
  int hour, minute, second;
  int offset;            /* seconds east of UTC; G_MAXINT: not said */
  TuntasListOrder order; /* see tuntas_list_value_order () */
} Written;

static void
skip_blanks (const char **p)
{
  while (**p == ' ')
    (*p)++;
}

/* FALSE: there is none, or it has more digits. digits (optional) */
static gboolean
scan_number (const char **p, guint most_digits, int *number, guint *digits)
{
  guint n = 0;

  *number = 0;
  for (; g_ascii_isdigit (**p) && n < most_digits; (*p)++, n++)
    *number = *number * 10 + (**p - '0');
  if (digits != NULL)
    *digits = n;
  return n > 0 && !g_ascii_isdigit (**p);
}

static gboolean
scan_month (const char **p, int *month)
{
  if (g_ascii_isdigit (**p))
    return scan_number (p, 2, month, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (*p, months[i].name, 3) == 0)
      {
        *month = months[i].month;
        while (g_ascii_isalpha (**p))
          (*p)++;
        return TRUE;
      }
  return FALSE;
}

static gboolean
scan_separator (const char **p, char *separator)
{
  if (**p == '\0' || strchr ("-/. ", **p) == NULL || (*separator != '\0' && **p != *separator))
    return FALSE;
  *separator = **p;
  (*p)++;
  return TRUE;
}

/* Which of two numbers is the day, where no name says so. */
static void
sort_day_and_month (Written *written, int first, int second, gboolean month_first)
{
  if (first > 12)
    written->order = TUNTAS_LIST_ORDER_DAY_FIRST;
  else if (second > 12)
    written->order = TUNTAS_LIST_ORDER_MONTH_FIRST;
  else if (first != second)
    written->order = TUNTAS_LIST_ORDER_OPEN;
  if (written->order == TUNTAS_LIST_ORDER_DAY_FIRST || written->order == TUNTAS_LIST_ORDER_MONTH_FIRST)
    month_first = written->order == TUNTAS_LIST_ORDER_MONTH_FIRST;
  written->month = month_first ? first : second;
  written->day = month_first ? second : first;
}

static gboolean
scan_date (const char **p, gboolean month_first, Written *written)
{
  int first, second, third;
  guint first_digits, third_digits;
  char separator = '\0';
  gboolean named;

  if (!scan_number (p, 4, &first, &first_digits) || first_digits == 3 || !scan_separator (p, &separator))
    return FALSE;
  named = g_ascii_isalpha (**p);
  if (!scan_month (p, &second) || !scan_separator (p, &separator) || !scan_number (p, 4, &third, &third_digits))
    return FALSE;
  if (first_digits == 4)
    {
      written->year = first;
      written->month = second;
      written->day = third;
      return third_digits <= 2;
    }
  written->year = third_digits == 2 ? FIRST_YEAR + third : third;
  if (named)
    {
      written->day = first;
      written->month = second;
    }
  else
    sort_day_and_month (written, first, second, month_first);
  return third_digits == 2 || third_digits == 4;
}

/* "PM" where there is one of the two; FALSE where the hour does not go with it. */
static gboolean
scan_half (const char **p, int *hour)
{
  gboolean afternoon = g_ascii_strncasecmp (*p, "PM", 2) == 0;

  if (!afternoon && g_ascii_strncasecmp (*p, "AM", 2) != 0)
    return TRUE;
  *p += 2;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (afternoon ? 12 : 0);
  return TRUE;
}

static gboolean
scan_zone (const char **p, Written *written)
{
  static const struct
  {
    const char *name;
    int hours;
  } zones[] = { { "WITA", 8 }, { "WIB", 7 }, { "WIT", 9 }, { "Z", 0 } };
  int sign, hours, minutes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_ascii_strncasecmp (*p, zones[i].name, strlen (zones[i].name)) == 0)
      {
        *p += strlen (zones[i].name);
        written->offset = zones[i].hours * 3600;
        return TRUE;
      }
  if (**p != '+' && **p != '-')
    return TRUE;
  sign = **p == '-' ? -1 : 1;
  (*p)++;
  /* "+07:00", "+0700", "+07" */
  if (!g_ascii_isdigit ((*p)[0]) || !g_ascii_isdigit ((*p)[1]))
    return FALSE;
  hours = ((*p)[0] - '0') * 10 + ((*p)[1] - '0');
  *p += 2;
  if (**p == ':')
    (*p)++;
  if (**p != '\0' && !scan_number (p, 2, &minutes, NULL))
    return FALSE;
  written->offset = sign * (hours * 3600 + minutes * 60);
  return hours <= 14 && minutes < 60;
}

/* The time of day, where there is one, to the end of the text. */
static gboolean
scan_time (const char **p, Written *written)
{
  if (**p == 'T' || **p == ',')
    (*p)++;
  skip_blanks (p);
  if (**p == '\0')
    return TRUE;
  if (!scan_number (p, 2, &written->hour, NULL) || (**p != ':' && **p != '.'))
    return FALSE;
  (*p)++;
  if (!scan_number (p, 2, &written->minute, NULL))
    return FALSE;
  if (**p == ':' || **p == '.')
    {
      (*p)++;
      if (!scan_number (p, 2, &written->second, NULL))
        return FALSE;
      if (**p == '.' || **p == ',')
        for ((*p)++; g_ascii_isdigit (**p);)
          (*p)++;
    }
  skip_blanks (p);
  if (!scan_half (p, &written->hour))
    return FALSE;
  skip_blanks (p);
  return scan_zone (p, written) && **p == '\0';
}

static gboolean
scan (const char *text, gboolean month_first, Written *written)
{
  const char *p = text;

  *written = (Written) { .offset = G_MAXINT };
  return scan_date (&p, month_first, written) && scan_time (&p, written) && written->year >= FIRST_YEAR &&
         written->year <= LAST_YEAR;
}

static gboolean
to_seconds (const Written *written, GTimeZone *zone, gint64 *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gboolean has_offset = written->offset != G_MAXINT;
  g_autoptr (GDateTime) time = g_date_time_new (has_offset ? utc : zone, written->year, written->month, written->day,
                                                written->hour, written->minute, written->second);

  if (time == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (time) - (has_offset ? written->offset : 0);
  return TRUE;
}

/* A number with '.' or ',' and nothing else; exponents only where Excel wrote them. */
static gboolean
read_number (const TuntasListCell *cell, double *number)
{
  g_autofree char *plain = g_strdelimit (g_strdup (cell->text), ",", '.');
  char *end;

  if (cell->kind == TUNTAS_LIST_CELL_TEXT && strspn (plain, "0123456789.") != strlen (plain))
    return FALSE;
  *number = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite (*number);
}

static gboolean
from_days (double days, GTimeZone *zone, gint64 *seconds)
{
  g_autoptr (GDateTime) there = NULL;
  Written written = { .offset = G_MAXINT };

  if (days < FIRST_DAY || days >= LAST_DAY)
    return FALSE;
  there = g_date_time_new_from_unix_utc ((gint64) llround ((days - DAYS_TO_1970) * DAY));
  g_date_time_get_ymd (there, &written.year, &written.month, &written.day);
  written.hour = g_date_time_get_hour (there);
  written.minute = g_date_time_get_minute (there);
  written.second = g_date_time_get_second (there);
  return to_seconds (&written, zone, seconds);
}

gboolean
tuntas_list_instant_is_empty (const char *text)
{
  static const char *const words[] = { "", "null", "(null)", "none", "n/a", "na", "nan", "#n/a" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return strspn (text, "0-/:. T") == strlen (text);
}

gboolean
tuntas_list_instant_read (const TuntasListCell *cell, const TuntasListDates *dates, gint64 *seconds)
{
  Written written;
  double days;

  if (read_number (cell, &days))
    /* A number that stands as text was written by another program. */
    return from_days (dates->from_1904 && cell->kind != TUNTAS_LIST_CELL_TEXT ? days + DAYS_TO_1904 : days, dates->zone,
                      seconds);
  return scan (cell->text, dates->month_first, &written) && to_seconds (&written, dates->zone, seconds);
}

TuntasListOrder
tuntas_list_instant_order (const char *text)
{
  Written written;

  return scan (text, FALSE, &written) ? written.order : TUNTAS_LIST_ORDER_NONE;
}

static gboolean
scan_clock (const char *text, gint64 *seconds)
{
  const char *p = text;
  int hours, minutes, rest = 0;

  if (!scan_number (&p, 6, &hours, NULL) || *p++ != ':' || !scan_number (&p, 2, &minutes, NULL))
    return FALSE;
  if (*p == ':')
    {
      p++;
      if (!scan_number (&p, 2, &rest, NULL))
        return FALSE;
    }
  *seconds = (gint64) hours * 3600 + minutes * 60 + rest;
  return *p == '\0' && hours <= MOST_HOURS && minutes < 60 && rest < 60;
}

gboolean
tuntas_list_duration_read (const TuntasListCell *cell, gint64 *seconds)
{
  double number;

  if (!read_number (cell, &number))
    return scan_clock (cell->text, seconds);
  if (cell->kind == TUNTAS_LIST_CELL_DATE)
    number *= 24;
  if (number < 0 || number > MOST_HOURS)
    return FALSE;
  *seconds = (gint64) llround (number * 3600);
  return TRUE;
}
