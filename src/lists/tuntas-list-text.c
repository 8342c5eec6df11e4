/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-text.h"

#include <string.h>

#define MARK_8    "\xef\xbb\xbf"
#define MARK_16LE "\xff\xfe"
#define MARK_16BE "\xfe\xff"

/* Bytes 0x80 to 0x9f of Windows-1252; five of them are no letter. */
static const gunichar high[32] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
  0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static gboolean
begins_with (const char *bytes, gsize length, const char *mark)
{
  return length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0;
}

/* (nullable): which of the two it is where it has no mark: a text of Latin letters has a zero in every other byte. */
static const char *
guess_utf16 (const char *bytes, gsize length)
{
  gsize looked_at = MIN (length & ~(gsize) 1, 512);
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < looked_at; i++)
    zeros[i % 2] += bytes[i] == '\0';
  if (looked_at < 4)
    return NULL;
  if (zeros[1] > looked_at / 4 && zeros[0] == 0)
    return "UTF-16LE";
  return zeros[0] > looked_at / 4 && zeros[1] == 0 ? "UTF-16BE" : NULL;
}

static char *
from_utf16 (const char *bytes, gsize length, const char *charset, gsize *decoded_length, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = g_convert (bytes, (gssize) (length & ~(gsize) 1), "UTF-8", charset, NULL, decoded_length,
                                     &cause);

  if (text == NULL || memchr (text, '\0', *decoded_length) != NULL)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_UNKNOWN, "it begins as %s and is no text", charset);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static char *
from_windows_1252 (const char *bytes, gsize length, gsize *decoded_length)
{
  GString *text = g_string_sized_new (length + length / 8);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) bytes[i];

      g_string_append_unichar (text, byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte);
    }
  *decoded_length = text->len;
  return g_string_free (text, FALSE);
}

char *
tuntas_list_text_decode (const char *bytes, gsize length, gsize *decoded_length, GError **error)
{
  const char *utf16;

  if (begins_with (bytes, length, MARK_16LE))
    return from_utf16 (bytes + 2, length - 2, "UTF-16LE", decoded_length, error);
  if (begins_with (bytes, length, MARK_16BE))
    return from_utf16 (bytes + 2, length - 2, "UTF-16BE", decoded_length, error);
  utf16 = guess_utf16 (bytes, length);
  if (utf16 != NULL)
    return from_utf16 (bytes, length, utf16, decoded_length, error);
  if (memchr (bytes, '\0', length) != NULL)
    {
      g_set_error_literal (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_UNKNOWN, "it is no text");
      return NULL;
    }
  if (begins_with (bytes, length, MARK_8))
    {
      bytes += strlen (MARK_8);
      length -= strlen (MARK_8);
    }
  if (!g_utf8_validate (bytes, (gssize) length, NULL))
    return from_windows_1252 (bytes, length, decoded_length);
  *decoded_length = length;
  return g_strndup (bytes, length);
}
