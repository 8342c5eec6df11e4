/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json.h"
#include "tuntas-list.h"

#include <string.h>

/* How the dates of a list are read that can have the day first or the month: what decides, and what is assumed where nothing
 * does. */

#define NOW "2025-08-09T12:00:00Z"
#define LATER "2025-11-01T00:00:00Z"

typedef struct
{
  const char *dates;       /* of the rows, parted by '|' */
  const char *now;
  TuntasListOrder assumed;
  const char *first;       /* the first of them, as read in Jakarta */
} List;

static const List lists[] = {
  /* One date decides, wherever it stands, and the future does not matter then. */
  { "8/9/2025|25/7/2025", NOW, TUNTAS_LIST_ORDER_NONE, "2025-09-07T17:00:00Z" },
  { "8/9/2025|7/25/2025", LATER, TUNTAS_LIST_ORDER_NONE, "2025-08-08T17:00:00Z" },
  { "8/9/2025|7/25/2025|25/7/2025", NOW, TUNTAS_LIST_ORDER_NONE, "2025-09-07T17:00:00Z" },
  /* Nothing is to be decided. */
  { "8/8/2025", NOW, TUNTAS_LIST_ORDER_NONE, "2025-08-07T17:00:00Z" },
  { "2025-09-08", NOW, TUNTAS_LIST_ORDER_NONE, "2025-09-07T17:00:00Z" },
  { "", NOW, TUNTAS_LIST_ORDER_NONE, NULL },
  /* Nothing decides: the day first, unless that is what has not been yet. */
  { "8/9/2025 9:05 AM", LATER, TUNTAS_LIST_ORDER_DAY_FIRST, "2025-09-08T02:05:00Z" },
  { "9/8/2025", NOW, TUNTAS_LIST_ORDER_DAY_FIRST, "2025-08-08T17:00:00Z" },
  { "8/9/2025 9:05 AM", NOW, TUNTAS_LIST_ORDER_MONTH_FIRST, "2025-08-09T02:05:00Z" },
  { "8/7/2025|8/9/2025|8/8/2025", NOW, TUNTAS_LIST_ORDER_MONTH_FIRST, "2025-08-06T17:00:00Z" },
  /* Either order has some. */
  { "8/9/2025|9/8/2025", NOW, TUNTAS_LIST_ORDER_DAY_FIRST, "2025-09-07T17:00:00Z" },
  /* One that was mistyped is in the future anyway, and says nothing. */
  { "3/4/2035|8/9/2025", NOW, TUNTAS_LIST_ORDER_MONTH_FIRST, "2035-03-03T17:00:00Z" },
  { "3/4/2035|2/1/2025", NOW, TUNTAS_LIST_ORDER_DAY_FIRST, "2035-04-02T17:00:00Z" },
  /* A clock or a zone that is ahead is not the future. */
  { "8/9/2025 07:00", "2025-09-07T12:00:00Z", TUNTAS_LIST_ORDER_DAY_FIRST, "2025-09-08T00:00:00Z" },
};

/* (transfer full) */
static TuntasList *
read_list (const List *list)
{
  static const TuntasListWatch nobody;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  TuntasListOptions options = { NULL, zone, 0 };
  g_auto (GStrv) dates = g_strsplit (list->dates, "|", -1);
  g_autoptr (GString) text = g_string_new ("Incident;Status;Status Date\n");
  g_autoptr (GError) error = NULL;
  TuntasList *read;

  g_assert_true (tuntas_instant_parse (list->now, &options.now));
  for (guint i = 0; dates[i] != NULL; i++)
    g_string_append_printf (text, "IN19100070%u;NEW;%s\n", i, dates[i]);
  if (dates[0] == NULL)
    g_string_append (text, "IN191000700;NEW;\n");
  read = tuntas_list_read (text->str, text->len, &options, &nobody, &error);
  g_assert_no_error (error);
  return read;
}

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (TuntasList) list = read_list (&lists[i]);
      const TuntasListRow *row = g_ptr_array_index (list->rows, 0);

      g_test_message ("“%s” on %s", lists[i].dates, lists[i].now);
      g_assert_cmpint (list->assumed_order, ==, lists[i].assumed);
      g_assert_cmpstr (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_STATUS_AT), ==, lists[i].first);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/order", test_order);
  return g_test_run ();
}
