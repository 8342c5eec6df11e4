/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-values.h"

#define OK -1

typedef struct
{
  TuntasListKind kind;
  TuntasListCellKind cell;
  const char *text;
  const char *value; /* (nullable) */
  int reason;        /* OK: it is understood */
} Row;

#define D TUNTAS_LIST_KIND_INSTANT
#define L TUNTAS_LIST_KIND_DURATION
#define P TUNTAS_LIST_KIND_PHONES
#define G TUNTAS_LIST_KIND_DIGITS
#define TEXT TUNTAS_LIST_CELL_TEXT
#define NUMBER TUNTAS_LIST_CELL_NUMBER
#define DATE TUNTAS_LIST_CELL_DATE

/* Dates are those of Jakarta: UTC + 7. */
static const Row rows[] = {
  { D, TEXT, "12-08-2021 09:14:05", "2021-08-12T02:14:05Z", OK },
  { D, TEXT, "2025-08-12 17:42:15", "2025-08-12T10:42:15Z", OK },
  { D, TEXT, "2025-08-12", "2025-08-11T17:00:00Z", OK },
  { D, TEXT, "1/2/2025 00:00", "2025-01-31T17:00:00Z", OK },
  { D, TEXT, "25/12/2025 23.59", "2025-12-25T16:59:00Z", OK },
  { D, TEXT, "12/25/2025 5:42 PM", "2025-12-25T10:42:00Z", OK },
  { D, TEXT, "12/25/2025 12:00 AM", "2025-12-24T17:00:00Z", OK },
  { D, TEXT, "8 Agu 2025 09.14", "2025-08-08T02:14:00Z", OK },
  { D, TEXT, "8-Aug-25 09:14", "2025-08-08T02:14:00Z", OK },
  { D, TEXT, "31 Desember 2025", "2025-12-30T17:00:00Z", OK },
  { D, TEXT, "12-08-2021 09:14:05 WITA", "2021-08-12T01:14:05Z", OK },
  { D, TEXT, "12-08-2021 09:14:05 wit", "2021-08-12T00:14:05Z", OK },
  { D, TEXT, "2025-08-12T17:42:15Z", "2025-08-12T17:42:15Z", OK },
  { D, TEXT, "2025-08-12T17:42:15.250+07:00", "2025-08-12T10:42:15Z", OK },
  { D, TEXT, "2025-08-12T17:42:15+0900", "2025-08-12T08:42:15Z", OK },
  { D, TEXT, "45880.7376736111", "2025-08-11T10:42:15Z", OK },
  { D, TEXT, "45880,7376736111", "2025-08-11T10:42:15Z", OK },
  { D, NUMBER, "45880", "2025-08-10T17:00:00Z", OK },
  { D, DATE, "45880.73767361111", "2025-08-11T10:42:15Z", OK },
  { D, DATE, "4.5880737673611111E4", "2025-08-11T10:42:15Z", OK },
  { D, TEXT, "0000-00-00 00:00:00", NULL, OK },
  { D, TEXT, "00-00-0000", NULL, OK },
  { D, TEXT, "", NULL, OK },
  { D, TEXT, " - ", NULL, OK },
  { D, TEXT, "NULL", NULL, OK },
  { D, TEXT, "kemarin", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "31-02-2025 10:00", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "13/13/2025", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "12-08-2021 25:00", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "12-08-2021 09:14:05 besok", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "12-08-1921", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "12-08-202199", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "12/08-2021", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "17", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "1e9", NULL, TUNTAS_LIST_REASON_DATE },
  { D, DATE, "1e300", NULL, TUNTAS_LIST_REASON_DATE },
  { D, TEXT, "13/1/2025 13:00 PM", NULL, TUNTAS_LIST_REASON_DATE },

  { L, TEXT, "01:56:01", "6961", OK },
  { L, TEXT, "126:05:10", "453910", OK },
  { L, TEXT, "26:05", "93900", OK },
  { L, TEXT, "2.35", "8460", OK },
  { L, TEXT, "2,35", "8460", OK },
  { L, TEXT, "0.00", "0", OK },
  { L, NUMBER, "2.35", "8460", OK },
  { L, DATE, "1.0868055555555556", "93900", OK },
  { L, TEXT, "", NULL, OK },
  { L, TEXT, "-", NULL, OK },
  { L, TEXT, "01:76:01", NULL, TUNTAS_LIST_REASON_DURATION },
  { L, TEXT, "-2.35", NULL, TUNTAS_LIST_REASON_DURATION },
  { L, TEXT, "dua jam", NULL, TUNTAS_LIST_REASON_DURATION },
  { L, TEXT, "9999999:00:00", NULL, TUNTAS_LIST_REASON_DURATION },
  { L, TEXT, "1.2.3", NULL, TUNTAS_LIST_REASON_DURATION },

  { P, TEXT, "6280000000417", "6280000000417", OK },
  { P, TEXT, "0800-0000-417 / 0800 000 0418", "0800-0000-417;0800 000 0418", OK },
  { P, TEXT, "CP Ibu Uji 080000000417", "080000000417", OK },
  { P, TEXT, "0800000041; 0800000042\n0800000043", "0800000041;0800000042;0800000043", OK },
  { P, TEXT, "81234000417", "081234000417", OK },
  { P, NUMBER, "8.1234000417E10", "081234000417", OK },
  { P, TEXT, "tidak ada", NULL, OK },
  { P, TEXT, "8,00E+11", NULL, TUNTAS_LIST_REASON_SHORTENED },

  { G, NUMBER, "1.31000000701E11", "131000000701", OK },
  { G, NUMBER, "131000000701", "131000000701", OK },
  { G, NUMBER, "0.5", "0.5", OK },
  { G, TEXT, " 4700001-21 ", "4700001-21", OK },
  { G, TEXT, "1.31E+11", NULL, TUNTAS_LIST_REASON_SHORTENED },
  { G, TEXT, "1.31E+", "1.31E+", OK },

  { TUNTAS_LIST_KIND_TICKET, TEXT, "in191000400", "IN191000400", OK },
  { TUNTAS_LIST_KIND_TICKET, TEXT, "0", NULL, OK },
  { TUNTAS_LIST_KIND_TICKET, TEXT, "INC000012345678", NULL, OK },
  { TUNTAS_LIST_KIND_COUNT, TEXT, "2.0", "2", OK },
  { TUNTAS_LIST_KIND_COUNT, NUMBER, "3", "3", OK },
  { TUNTAS_LIST_KIND_COUNT, TEXT, "2 kali", "2 kali", OK },
  { TUNTAS_LIST_KIND_NAME, TEXT, " salamsim\n", "SALAMSIM", OK },
  { TUNTAS_LIST_KIND_LINE, TEXT, "satu\ndua\ttiga", "satu dua tiga", OK },
  { TUNTAS_LIST_KIND_LINE, NUMBER, "47001", "47001", OK },
  { TUNTAS_LIST_KIND_LINE, TEXT, "\x1b[31m<b>tebal</b>\x07", "[31m<b>tebal</b>", OK },
  { TUNTAS_LIST_KIND_LINE, TEXT, "aman\xe2\x80\xaekelab", "amankelab", OK },
  { TUNTAS_LIST_KIND_TEXT, TEXT, " satu\r\ndua ", "satu\ndua", OK },
  { TUNTAS_LIST_KIND_TEXT, TEXT, "=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")", OK },
  { TUNTAS_LIST_KIND_TEXT, TEXT, "  ", NULL, OK },
};

static void
test_rows (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  TuntasListDates dates = { zone, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TuntasListCell cell = { rows[i].text, rows[i].cell };
      TuntasListReason reason = TUNTAS_LIST_REASON_NO_NUMBER;
      g_autofree char *value = NULL;
      gboolean read = tuntas_list_value_read (rows[i].kind, &cell, &dates, &value, &reason);

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpint (read, ==, rows[i].reason == OK);
      g_assert_cmpstr (value, ==, rows[i].value);
      if (!read)
        g_assert_cmpint (reason, ==, rows[i].reason);
    }
}

/* A zone that the site names, and a column whose dates begin with the month. */
static void
test_dates (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Makassar");
  TuntasListDates dates = { zone, TRUE };
  TuntasListCell ambiguous = { "8/9/2025 09:00", TUNTAS_LIST_CELL_TEXT };
  TuntasListCell decided = { "25/9/2025 09:00", TUNTAS_LIST_CELL_TEXT };
  g_autofree char *first = NULL, *second = NULL;
  TuntasListReason reason;

  g_assert_true (tuntas_list_value_read (TUNTAS_LIST_KIND_INSTANT, &ambiguous, &dates, &first, &reason));
  g_assert_cmpstr (first, ==, "2025-08-09T01:00:00Z");
  g_assert_true (tuntas_list_value_read (TUNTAS_LIST_KIND_INSTANT, &decided, &dates, &second, &reason));
  g_assert_cmpstr (second, ==, "2025-09-25T01:00:00Z");
}

static void
test_order (void)
{
  static const struct
  {
    const char *text;
    TuntasListOrder order;
  } dates[] = {
    { "8/9/2025", TUNTAS_LIST_ORDER_OPEN },
    { " 8/9/2025 9:05 AM", TUNTAS_LIST_ORDER_OPEN },
    { "8/8/2025", TUNTAS_LIST_ORDER_NONE },
    { "25/9/2025 09:00", TUNTAS_LIST_ORDER_DAY_FIRST },
    { "8/25/2025 5:42 PM", TUNTAS_LIST_ORDER_MONTH_FIRST },
    { "2025-08-25", TUNTAS_LIST_ORDER_NONE },
    { "2025-08-09", TUNTAS_LIST_ORDER_NONE },
    { "25 Agu 2025", TUNTAS_LIST_ORDER_NONE },
    { "8 Sep 2025", TUNTAS_LIST_ORDER_NONE },
    { "besok", TUNTAS_LIST_ORDER_NONE },
    { "", TUNTAS_LIST_ORDER_NONE },
    { "45880", TUNTAS_LIST_ORDER_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      TuntasListCell cell = { dates[i].text, TUNTAS_LIST_CELL_TEXT };

      g_test_message ("“%s”", dates[i].text);
      g_assert_cmpint (tuntas_list_value_order (&cell), ==, dates[i].order);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/values/rows", test_rows);
  g_test_add_func ("/lists/values/dates", test_dates);
  g_test_add_func ("/lists/values/order", test_order);
  return g_test_run ();
}
