/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-numbers.h"

#include <string.h>

#define MOST_FOUND 1000
#define REMEDY_DIGITS 12

/* What the letters and digits from there to end are. */
static TuntasListNumber
judge (const char *text, gsize length)
{
  gsize letters = 2, digits;

  if (length < 3 || g_ascii_strncasecmp (text, "IN", 2) != 0)
    return TUNTAS_LIST_NUMBER_NONE;
  if (g_ascii_toupper (text[2]) == 'C')
    letters++;
  digits = length - letters;
  for (gsize i = letters; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return TUNTAS_LIST_NUMBER_NONE;
  if (letters == 3 && digits == REMEDY_DIGITS)
    return TUNTAS_LIST_NUMBER_REMEDY;
  if (letters == 3)
    return digits >= 7 && digits <= 9 ? TUNTAS_LIST_NUMBER_TICKET : TUNTAS_LIST_NUMBER_NONE;
  return digits >= 6 && digits <= 10 ? TUNTAS_LIST_NUMBER_TICKET : TUNTAS_LIST_NUMBER_NONE;
}

TuntasListNumber
tuntas_list_number_read (const char *text, char **number)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  TuntasListNumber found = judge (stripped, strlen (stripped));

  if (number != NULL)
    *number = found == TUNTAS_LIST_NUMBER_TICKET ? g_ascii_strup (stripped, -1) : NULL;
  return found;
}

/* Whether the byte belongs to a word: a letter that is not of ASCII does too. In a chat _, * and ~ stand around what is
 * slanted, bold or struck out. */
static gboolean
is_of_word (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

GStrv
tuntas_list_numbers_find (const char *text)
{
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *p = text;

  while (*p != '\0' && g_hash_table_size (seen) < MOST_FOUND)
    {
      gsize length = 0;

      while (is_of_word (p[length]))
        length++;
      if (judge (p, length) == TUNTAS_LIST_NUMBER_TICKET)
        {
          g_autofree char *number = g_ascii_strup (p, (gssize) length);

          if (g_hash_table_add (seen, g_strdup (number)))
            g_strv_builder_add (numbers, number);
        }
      p += MAX (length, 1);
    }
  return g_strv_builder_end (numbers);
}
