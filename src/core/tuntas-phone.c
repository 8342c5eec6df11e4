/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-phone.h"

#include <string.h>

/* Service numbers such as 147 are the shortest that can be dialled. */
#define LEAST_DIALABLE 3
/* In free text, with the trunk zero. */
#define LEAST_DIGITS 9
#define MOST_DIGITS 13
/* One group of so many digits is a whole number: what follows it is something else. */
#define WHOLE_DIGITS 9

char *
tuntas_phone_normalise (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (g_str_has_prefix (digits->str, "62"))
    {
      g_string_erase (digits, 0, 2);
      if (*digits->str != '0')
        g_string_prepend_c (digits, '0');
    }
  return g_string_free (digits, FALSE);
}

gboolean
tuntas_phone_equal (const char *a, const char *b)
{
  g_autofree char *first = tuntas_phone_normalise (a);
  g_autofree char *second = tuntas_phone_normalise (b);

  /* What carries no digit at all is compared as it stands. */
  return *first != '\0' || *second != '\0' ? strcmp (first, second) == 0 : strcmp (a, b) == 0;
}

gboolean
tuntas_phone_is_dialable (const char *phone)
{
  guint digits = 0;

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits++;
    else if (strchr (" +-.()/", *p) == NULL)
      return FALSE;
  return digits >= LEAST_DIALABLE;
}

char *
tuntas_phone_mask (const char *phone)
{
  g_autofree char *digits = tuntas_phone_normalise (phone);
  gsize length = strlen (digits);

  if (length >= 8)
    return g_strdup_printf ("%.4s****%s", digits, digits + length - 2);
  return g_strdup_printf ("****%s", length > 2 ? digits + length - 2 : digits);
}

char *
tuntas_phone_group (const char *phone)
{
  g_autofree char *digits = tuntas_phone_normalise (phone);
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (grouped, ' ');
      g_string_append_c (grouped, digits[i]);
    }
  return g_string_free (grouped, FALSE);
}

/* In free text */

/* The length of what may part two groups of digits, at most one of its kind: " ", "-", ".", and a no-break space or
 * one of the typographic dashes. 0: nothing of that. */
static gsize
skip_separator (const char *p)
{
  gunichar c;

  if (*p == ' ' || *p == '-' || *p == '.')
    return 1;
  if ((guchar) *p < 0x80)
    return 0;
  c = g_utf8_get_char_validated (p, -1);
  if (c == 0x00A0)
    return 2;
  return c >= 0x2010 && c <= 0x2013 ? 3 : 0;
}

static gsize
count_digits (const char *p)
{
  gsize n = 0;

  while (g_ascii_isdigit (p[n]))
    n++;
  return n;
}

/* A number does not begin within a word, nor within a longer number that is written in groups. */
static gboolean
is_boundary (const char *text, const char *p)
{
  if (p == text)
    return TRUE;
  if (g_ascii_isalnum (p[-1]) || p[-1] == '*')
    return FALSE;
  return !((p[-1] == '-' || p[-1] == '.' || p[-1] == ',' || p[-1] == '+') && p - text > 1 &&
           g_ascii_isdigit (p[-2]));
}

/* The length of the country code, where there is one: "+62", "62", with "(0)" or "0" behind it. Alone it must be
 * followed by a digit or a blank: 62.81.23.45 is an address. */
static gsize
skip_country (const char *p)
{
  gsize n = *p == '+' ? 1 : 0;

  if (p[n] != '6' || p[n + 1] != '2')
    return 0;
  n += 2;
  if (*p != '+' && p[n] != ' ' && p[n] != '-' && !g_ascii_isdigit (p[n]))
    return 0;
  n += skip_separator (p + n);
  if (g_str_has_prefix (p + n, "(0)"))
    return n + 3 + skip_separator (p + n + 3);
  return p[n] == '0' ? n + 1 : n;
}

/* Whether a group of digits behind a blank is a number of its own rather than more of the one before. */
static gboolean
begins_another (const char *p)
{
  gsize digits = count_digits (p);

  return digits >= LEAST_DIGITS && (*p == '0' || g_str_has_prefix (p, "62"));
}

/* The length of what goes on the number with so many digits: groups while they are more of it. */
static gsize
skip_groups (const char *p, gsize *digits)
{
  gsize n = 0, last = *digits;

  while (last < WHOLE_DIGITS)
    {
      gsize parted = skip_separator (p + n);
      gsize group = count_digits (p + n + parted);

      if (parted == 0 || group < 2 || *digits + group > MOST_DIGITS || begins_another (p + n + parted))
        break;
      /* "0812 3456 7890 12 kali": a short rest belongs to the sentence, but for "0812 34 56 78 90". */
      if (group == 2 && *digits >= LEAST_DIGITS && last != 2)
        break;
      n += parted + group;
      *digits += group;
      last = group;
    }
  return n;
}

/* The length of the telephone number that begins here; 0: none does. */
static gsize
match_number (const char *text, const char *p)
{
  gsize country, n, first, digits;
  gboolean in_parentheses;

  if (!is_boundary (text, p))
    return 0;
  country = skip_country (p);
  in_parentheses = p[country] == '(';
  n = country + (in_parentheses ? 1 : 0);
  if (country == 0 && p[n++] != '0')
    return 0;
  /* No area and no operator begins with 0 or 1; days and hours of two digits are no code. */
  first = count_digits (p + n);
  if (first < 2 || p[n] < '2')
    return 0;
  n += first;
  digits = first + 1;
  if (in_parentheses)
    {
      if (p[n++] != ')')
        return 0;
      if (g_ascii_isdigit (p[n]))
        {
          gsize group = count_digits (p + n);

          n += group;
          digits += group;
        }
    }
  n += skip_groups (p + n, &digits);
  return digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? n : 0;
}

/* (nullable): the next telephone number from there on; length is that of its writing. */
static const char *
find_number (const char *text, const char *from, gsize *length)
{
  for (const char *p = from; *p != '\0'; p++)
    if ((*p == '0' || *p == '6' || *p == '+' || *p == '(') && (*length = match_number (text, p)) > 0)
      return p;
  return NULL;
}

char *
tuntas_phone_mask_text (const char *text, const char *keep)
{
  GString *masked = g_string_new (NULL);
  const char *from = text, *found;
  gsize length;

  while ((found = find_number (text, from, &length)) != NULL)
    {
      g_autofree char *number = g_strndup (found, length);
      g_autofree char *hidden = tuntas_phone_mask (number);

      g_string_append_len (masked, from, found - from);
      g_string_append (masked, keep != NULL && tuntas_phone_equal (number, keep) ? number : hidden);
      from = found + length;
    }
  g_string_append (masked, from);
  return g_string_free (masked, FALSE);
}

GStrv
tuntas_phone_split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ";,/|\n", -1);
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) hidden = NULL;

      if (tuntas_phone_is_dialable (g_strstrip (parts[i])))
        {
          g_strv_builder_add (phones, parts[i]);
          continue;
        }
      hidden = tuntas_phone_list_in_text (parts[i]);
      g_strv_builder_addv (phones, (const char **) hidden);
    }
  return g_strv_builder_end (phones);
}

GStrv
tuntas_phone_list_in_text (const char *text)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  const char *from = text, *found;
  gsize length;

  while ((found = find_number (text, from, &length)) != NULL)
    {
      g_autofree char *written = g_strndup (found, length);
      g_autofree char *number = tuntas_phone_normalise (written);

      if (!g_ptr_array_find_with_equal_func (numbers, number, g_str_equal, NULL))
        g_ptr_array_add (numbers, g_steal_pointer (&number));
      from = found + length;
    }
  g_ptr_array_add (numbers, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&numbers), FALSE);
}
