/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail.h"

#include <string.h>

/* The two outer forms of a mail: the mailto: URI and the RFC 5322 bytes. The value has been checked when it was
 * made; here nothing can go wrong any more. */

/* An encoded word is at most 75 bytes (RFC 2047): 39 bytes of text are 52 of base64, 12 go
 * around them, and the longest field name stands before the first. */
#define WORD_BYTES 39
/* A body line of 76 characters. */
#define LINE_BYTES 57

static char *
dup_with_crlf (const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);

  return g_strjoinv ("\r\n", lines);
}

char *
tuntas_mail_to_uri (TuntasMail *self)
{
  g_autofree char *text = dup_with_crlf (tuntas_mail_get_body (self));
  g_autofree char *to = g_uri_escape_string (tuntas_mail_get_to (self), "@", FALSE);
  g_autofree char *subject = g_uri_escape_string (tuntas_mail_get_subject (self), NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (text, NULL, FALSE);

  return g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, subject, body);
}

/* Each word on a line of its own; a character is never cut in two. Plain ASCII is encoded too: one form, whatever
 * the text looks like. */
static void
append_words (GString *wire, const char *text)
{
  const char *start = text;

  while (*start != '\0')
    {
      const char *end = start;
      g_autofree char *encoded = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - start <= WORD_BYTES)
        end = g_utf8_next_char (end);
      encoded = g_base64_encode ((const guchar *) start, (gsize) (end - start));
      g_string_append_printf (wire, " =?UTF-8?B?%s?=\r\n", encoded);
      start = end;
    }
}

static void
append_date (GString *wire, gint64 seconds)
{
  /* Not strftime: names of days and months are English on the wire, whatever the locale. */
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  g_string_append_printf (wire, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n",
                          days[g_date_time_get_day_of_week (date) - 1], g_date_time_get_day_of_month (date),
                          months[g_date_time_get_month (date) - 1], g_date_time_get_year (date),
                          g_date_time_get_hour (date), g_date_time_get_minute (date), g_date_time_get_second (date));
}

static void
append_body (GString *wire, const char *body)
{
  g_autofree char *text = dup_with_crlf (body);
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode ((const guchar *) text + at, MIN (LINE_BYTES, length - at));

      g_string_append_printf (wire, "%s\r\n", line);
    }
}

GBytes *
tuntas_mail_to_rfc5322 (TuntasMail *self)
{
  GString *wire = g_string_new ("From:");

  /* An address may be longer than a line: each stands on one of its own, folded. */
  if (tuntas_mail_get_from_name (self)[0] != '\0')
    append_words (wire, tuntas_mail_get_from_name (self));
  g_string_append_printf (wire, " <%s>\r\n", tuntas_mail_get_from (self));
  g_string_append_printf (wire, "To: <%s>\r\nSubject:", tuntas_mail_get_to (self));
  append_words (wire, tuntas_mail_get_subject (self));
  append_date (wire, tuntas_mail_get_date (self));
  g_string_append_printf (wire, "Message-ID: <%s>\r\n", tuntas_mail_get_message_id (self));
  g_string_append (wire, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: base64\r\n\r\n");
  append_body (wire, tuntas_mail_get_body (self));
  return g_string_free_to_bytes (wire);
}
