/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-list-check.h"
#include "tuntas-json.h"

#include <string.h>

/* A cell: its first letter says of which kind, its second what the cell is. What is read of an instant or a length of time
 * is one. */

#define N_KINDS (TUNTAS_LIST_KIND_INSTANT + 1)

static void
check_value (TuntasListKind kind, const char *value)
{
  gint64 seconds;

  fuzz_check_shown (value);
  if (value == NULL)
    return;
  if (kind == TUNTAS_LIST_KIND_INSTANT)
    g_assert_true (tuntas_instant_parse (value, &seconds));
  else if (kind == TUNTAS_LIST_KIND_DURATION)
    g_assert_true (g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &seconds, NULL));
  else if (kind != TUNTAS_LIST_KIND_TEXT && kind != TUNTAS_LIST_KIND_PHONES)
    g_assert_null (strchr (value, '\n'));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *text = size > 2 ? g_utf8_make_valid ((const char *) data + 2, (gssize) size - 2) : g_strdup ("");
  TuntasListKind kind = size > 0 ? data[0] % N_KINDS : 0;
  TuntasListCell cell = { text, size > 1 ? data[1] % (TUNTAS_LIST_CELL_DATE + 1) : 0 };
  TuntasListDates dates = { zone, size % 2 == 0, size % 4 < 2 };
  TuntasListReason reason;
  g_autofree char *value = NULL;

  if (tuntas_list_value_read (kind, &cell, &dates, &value, &reason))
    check_value (kind, value);
  else
    g_assert_null (value);
  g_assert_cmpint (tuntas_list_value_order (&cell), <=, TUNTAS_LIST_ORDER_OPEN);
  return 0;
}
