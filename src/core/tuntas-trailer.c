/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-trailer.h"

#include "tuntas-json.h"

#include <string.h>

/* A deadline lies at most a few days behind the note that names it, or else it is next year's. */
#define BEHIND_SECONDS (60 * 86400)

/* So much of one that is none of ours is in the message. */
#define SHOWN_BYTES 80

G_DEFINE_QUARK (tuntas-trailer-error-quark, tuntas_trailer_error)

/* Indonesia knows no summer time, so a label is an offset. */
static const struct
{
  const char *label;
  int hours;
} zones[] = { { "WIB", 7 }, { "WITA", 8 }, { "WIT", 9 }, { "UTC", 0 } };

void
tuntas_trailer_free (TuntasTrailer *trailer)
{
  g_free (trailer->clause);
  g_free (trailer->email);
  g_free (trailer->zone);
  g_free (trailer->reference);
  g_free (trailer);
}

char *
tuntas_trailer_format (const TuntasTrailer *trailer, GTimeZone *local)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, TUNTAS_TRAILER_OPENING "%s p1=%d", trailer->clause, trailer->calls[0]);
  if (trailer->calls[1] >= 0)
    g_string_append_printf (text, " p2=%d", trailer->calls[1]);
  if (trailer->email != NULL)
    g_string_append_printf (text, " email=%s", trailer->email);
  if (trailer->until >= 0)
    {
      g_autoptr (GDateTime) there = tuntas_instant_in_zone (trailer->until, local);
      g_autofree char *clock = g_date_time_format (there, "%d-%m %H.%M");

      g_string_append_printf (text, " s.d. %s %s", clock, trailer->zone);
    }
  g_string_append_printf (text, " #%s]", trailer->reference);
  return g_string_free (text, FALSE);
}

/* The year is the one in which the deadline lies nearest ahead of the note. */
static gint64
find_instant (int day, int month, int hour, int minute, int offset_hours, gint64 written_at)
{
  g_autoptr (GDateTime) written = g_date_time_new_from_unix_utc (written_at);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (offset_hours * 3600);

  for (int year = g_date_time_get_year (written) - 1; year <= g_date_time_get_year (written) + 1; year++)
    {
      g_autoptr (GDateTime) then = g_date_time_new (zone, year, month, day, hour, minute, 0);

      if (then != NULL && g_date_time_to_unix (then) >= written_at - BEHIND_SECONDS)
        return g_date_time_to_unix (then);
    }
  return -1;
}

static int
number_at (GMatchInfo *match, const char *group)
{
  g_autofree char *text = g_match_info_fetch_named (match, group);
  gint64 number = -1;

  if (text != NULL && *text != '\0')
    g_ascii_string_to_signed (text, 10, 0, 99, &number, NULL);
  return (int) number;
}

static char *
text_at (GMatchInfo *match, const char *group)
{
  char *text = g_match_info_fetch_named (match, group);

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
read_until (TuntasTrailer *trailer, GMatchInfo *match, gint64 written_at, GError **error)
{
  trailer->until = -1;
  trailer->zone = text_at (match, "zone");
  if (trailer->zone == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (strcmp (zones[i].label, trailer->zone) == 0)
      trailer->until = find_instant (number_at (match, "day"), number_at (match, "month"), number_at (match, "hour"),
                                     number_at (match, "minute"), zones[i].hours, written_at);
  if (trailer->until < 0)
    g_set_error_literal (error, TUNTAS_TRAILER_ERROR, TUNTAS_TRAILER_ERROR_BROKEN, "the time after “s.d.” is none");
  return trailer->until >= 0;
}

static GRegex *
trailer_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^\\[TTS (?<clause>[0-9]+(?:\\.[0-9]+)*) p1=(?<p1>[0-9]{1,2})"
                                            "(?: p2=(?<p2>[0-9]{1,2}))?"
                                            "(?: email=(?<email>(?:[01][0-9]|2[0-3])\\.[0-5][0-9]))?"
                                            "(?: s\\.d\\. (?<day>[0-9]{2})-(?<month>[0-9]{2})"
                                            " (?<hour>[0-9]{2})\\.(?<minute>[0-9]{2}) (?<zone>[A-Z]{3,4}))?"
                                            " #(?<reference>[a-z0-9]{6})\\]", 0, 0, NULL));
  return regex;
}

TuntasTrailer *
tuntas_trailer_find (const char *text, gint64 written_at, GError **error)
{
  const char *last = g_strrstr (text, TUNTAS_TRAILER_OPENING);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (TuntasTrailer) trailer = NULL;

  if (last == NULL)
    {
      g_set_error_literal (error, TUNTAS_TRAILER_ERROR, TUNTAS_TRAILER_ERROR_NONE, "there is no trailer in this text");
      return NULL;
    }
  if (!g_regex_match (trailer_regex (), last, 0, &match))
    {
      /* The cut may go through a letter. */
      g_autofree char *shown = g_utf8_make_valid (last, (gssize) MIN (strlen (last), SHOWN_BYTES));

      g_set_error (error, TUNTAS_TRAILER_ERROR, TUNTAS_TRAILER_ERROR_BROKEN, "this is no trailer of ours: %s", shown);
      return NULL;
    }
  trailer = g_new0 (TuntasTrailer, 1);
  trailer->clause = text_at (match, "clause");
  trailer->calls[0] = number_at (match, "p1");
  trailer->calls[1] = number_at (match, "p2");
  trailer->email = text_at (match, "email");
  trailer->reference = text_at (match, "reference");
  return read_until (trailer, match, written_at, error) ? g_steal_pointer (&trailer) : NULL;
}
