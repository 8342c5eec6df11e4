/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-phone.h"

#include <string.h>

/* Service numbers such as 147 are the shortest. */
#define LEAST_DIGITS 3

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
  return digits >= LEAST_DIGITS;
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
