/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-values.h"

#include "tuntas-json.h"
#include "tuntas-list-instant.h"
#include "tuntas-list-numbers.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"

#include <math.h>
#include <string.h>

/* Numbers that a double has all digits of. */
#define MOST_EXACT 9007199254740992.0

/* (transfer full): the text; a number of a workbook with all its digits: "1.31E11" is 131000000000. */
static char *
dup_text (const TuntasListCell *cell, gboolean one_line)
{
  double number;

  if (cell->kind != TUNTAS_LIST_CELL_NUMBER)
    return tuntas_plain_text (cell->text, one_line);
  number = g_ascii_strtod (cell->text, NULL);
  if (number != floor (number) || fabs (number) > MOST_EXACT)
    return tuntas_plain_text (cell->text, one_line);
  return g_strdup_printf ("%.0f", number);
}

/* "1,31E+11", as Excel writes a long number into a CSV file. */
static gboolean
is_shortened (const char *text)
{
  gsize digits = strspn (text, "0123456789.,");

  return digits > 0 && g_ascii_toupper (text[digits]) == 'E' && text[digits + 1] == '+' &&
         text[digits + 2] != '\0' && strspn (text + digits + 2, "0123456789") == strlen (text + digits + 2);
}

static void
add_phone (GString *phones, const char *phone)
{
  /* A number of Excel's has lost the zero that a mobile one begins with. */
  gboolean lost_zero = *phone == '8' && strspn (phone, "0123456789") == strlen (phone) && strlen (phone) >= 9 &&
                       strlen (phone) <= 12;

  if (phones->len > 0)
    g_string_append_c (phones, ';');
  g_string_append_printf (phones, "%s%s", lost_zero ? "0" : "", phone);
}

/* (transfer full) (nullable) */
static char *
read_phones (const char *text)
{
  g_auto (GStrv) parts = tuntas_phone_split (text);
  g_autoptr (GString) phones = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    add_phone (phones, parts[i]);
  return phones->len > 0 ? g_string_free (g_steal_pointer (&phones), FALSE) : NULL;
}

/* "2", "2.0"; what else stands there is kept as it is. */
static char *
read_count (const TuntasListCell *cell)
{
  g_autofree char *text = tuntas_plain_text (cell->text, TRUE);
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && number >= 0 && number <= 1000000 && number == floor (number))
    return g_strdup_printf ("%.0f", number);
  return g_steal_pointer (&text);
}

static gboolean
read_time (TuntasListKind kind, const TuntasListCell *cell, const TuntasListDates *dates, char **value,
           TuntasListReason *reason)
{
  g_autofree char *text = tuntas_plain_text (cell->text, TRUE);
  TuntasListCell cleaned = { text, cell->kind };
  gint64 seconds;

  if (kind == TUNTAS_LIST_KIND_INSTANT)
    {
      *reason = TUNTAS_LIST_REASON_DATE;
      if (tuntas_list_instant_is_empty (text))
        return TRUE;
      if (!tuntas_list_instant_read (&cleaned, dates, &seconds))
        return FALSE;
      *value = tuntas_instant_format (seconds);
      return TRUE;
    }
  *reason = TUNTAS_LIST_REASON_DURATION;
  if (*text == '\0' || strcmp (text, "-") == 0 || g_ascii_strcasecmp (text, "null") == 0)
    return TRUE;
  if (!tuntas_list_duration_read (&cleaned, &seconds))
    return FALSE;
  *value = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  return TRUE;
}

gboolean
tuntas_list_value_read (TuntasListKind kind, const TuntasListCell *cell, const TuntasListDates *dates, char **value,
                        TuntasListReason *reason)
{
  g_autofree char *text = NULL;

  *value = NULL;
  switch (kind)
    {
    case TUNTAS_LIST_KIND_INSTANT:
    case TUNTAS_LIST_KIND_DURATION:
      return read_time (kind, cell, dates, value, reason);
    case TUNTAS_LIST_KIND_COUNT:
      *value = read_count (cell);
      break;
    case TUNTAS_LIST_KIND_TICKET:
      tuntas_list_number_read (cell->text, value);
      break;
    case TUNTAS_LIST_KIND_DIGITS:
    case TUNTAS_LIST_KIND_PHONES:
      text = dup_text (cell, kind == TUNTAS_LIST_KIND_DIGITS);
      *reason = TUNTAS_LIST_REASON_SHORTENED;
      if (is_shortened (text))
        return FALSE;
      *value = kind == TUNTAS_LIST_KIND_PHONES ? read_phones (text) : g_steal_pointer (&text);
      break;
    case TUNTAS_LIST_KIND_NAME:
      text = tuntas_plain_text (cell->text, TRUE);
      *value = g_utf8_strup (text, -1);
      break;
    case TUNTAS_LIST_KIND_LINE:
      *value = dup_text (cell, TRUE);
      break;
    case TUNTAS_LIST_KIND_TEXT:
    default:
      *value = dup_text (cell, FALSE);
    }
  if (*value != NULL && **value == '\0')
    g_clear_pointer (value, g_free);
  return TRUE;
}

TuntasListOrder
tuntas_list_value_order (const TuntasListCell *cell)
{
  g_autofree char *text = NULL;

  if (cell->kind != TUNTAS_LIST_CELL_TEXT)
    return TUNTAS_LIST_ORDER_NONE;
  text = g_strstrip (g_strdup (cell->text));
  return tuntas_list_instant_order (text);
}
