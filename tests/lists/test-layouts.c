/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list-print.h"
#include "workbook.h"

#include <string.h>

/* A list of each form and layout, with invented rows, against what it has to be read as (files/NAME.golden). */

static const char *const names[] = { "layout-a.csv", "layout-a.xls", "layout-b.csv", "screen-2025.tsv", "team.csv",
                                     "chat.txt", "chat-heading.txt", "chat-comma.txt" };

static TuntasList *
read_list (const char *bytes, gsize length)
{
  static const TuntasListWatch nobody;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  TuntasListOptions options = { NULL, zone };
  g_autoptr (GError) error = NULL;
  TuntasList *list = tuntas_list_read (bytes, length, &options, &nobody, &error);

  g_assert_no_error (error);
  return list;
}

/* With TUNTAS_TEST_GOLDEN set to a folder what was read is written there, to be looked at before it is believed. */
static void
compare (const char *name, const TuntasList *list)
{
  g_autofree char *file = g_strconcat (name, ".golden", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", file, NULL);
  g_autofree char *printed = list_print (list);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("TUNTAS_TEST_GOLDEN") != NULL)
    {
      g_autofree char *written = g_build_filename (g_getenv ("TUNTAS_TEST_GOLDEN"), file, NULL);

      g_assert_true (g_file_set_contents (written, printed, -1, NULL));
    }
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (printed, ==, golden);
}

/* (transfer full) */
static TuntasList *
read_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return read_list (bytes, length);
}

static void
test_file (gconstpointer name)
{
  g_autoptr (TuntasList) list = read_file (name);

  compare (name, list);
}

static void
test_workbook (void)
{
  g_autoptr (GBytes) bytes = workbook_sample (NULL, NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (TuntasList) list = read_list (data, length);

  compare ("workbook", list);
}

/* A workbook that counts days from 1904 (Excel on a Mac): so do its dates, also where a cell shows one as a plain number.
 * Lengths of time, which are shown as dates are, begin nowhere; and a number that is text came from elsewhere. */
static void
test_from_1904 (void)
{
  g_autoptr (GBytes) bytes = workbook_change ((WorkbookPart[]) {
      { "xl/workbook.xml", WORKBOOK_BOOK ("date1904=\"1\"") },
      { "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData>" WORKBOOK_ROW ("Incident", WORKBOOK_TEXT ("Reported Date") WORKBOOK_TEXT ("TTR Customer"))
        WORKBOOK_ROW ("IN191000701", "<c s=\"1\"><v>44418.73767361111</v></c><c s=\"2\"><v>0.08333333333333333</v></c>")
        WORKBOOK_ROW ("IN191000702", "<c><v>44418.73767361111</v></c><c><v>2</v></c>")
        WORKBOOK_ROW ("IN191000703", WORKBOOK_TEXT ("45880.73767361111") WORKBOOK_TEXT ("2:00:00"))
        "</sheetData></worksheet>" },
      { NULL, NULL } });
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (TuntasList) list = read_list (data, length);

  g_assert_cmpuint (list->rows->len, ==, 3);
  for (guint i = 0; i < list->rows->len; i++)
    {
      TuntasTicket *ticket = ((const TuntasListRow *) g_ptr_array_index (list->rows, i))->ticket;

      g_test_message ("%s", tuntas_ticket_get_id (ticket));
      g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_REPORTED_AT), ==, "2025-08-11T10:42:15Z");
      g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_TTR), ==, "7200");
    }
}

static void
assert_same_row (const TuntasList *list, const TuntasList *other, guint i)
{
  const TuntasListRow *a = g_ptr_array_index (list->rows, i), *b = g_ptr_array_index (other->rows, i);

  for (guint field = 0; field < TUNTAS_TICKET_N_FIELDS; field++)
    g_assert_cmpstr (tuntas_ticket_get (a->ticket, field), ==, tuntas_ticket_get (b->ticket, field));
}

/* The same rows as CSV and as the table of a page are the same list. */
static void
test_same (void)
{
  g_autoptr (TuntasList) csv = read_file ("layout-a.csv"), page = read_file ("layout-a.xls");

  g_assert_cmpuint (csv->rows->len, ==, page->rows->len);
  g_assert_cmpuint (csv->n_problems, ==, page->n_problems);
  for (guint i = 0; i < csv->rows->len; i++)
    {
      assert_same_row (csv, page, i);
      g_assert_cmpuint (((TuntasListRow *) g_ptr_array_index (csv->rows, i))->number, ==,
                        ((TuntasListRow *) g_ptr_array_index (page->rows, i))->number);
    }
}

/* The list of Insera as Excel saves it once it was opened there: dates, lengths of time and numbers as such, and no cell where
 * there is nothing. What Excel did not spoil is what the CSV file says. */
static void
test_sheet (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", "layout-b.sheet.xml", NULL);
  g_autofree char *sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TuntasList) list = NULL, csv = read_file ("layout-b.csv");
  gsize length;
  const char *data;

  g_assert_true (g_file_get_contents (path, &sheet, NULL, NULL));
  bytes = workbook_sample ("xl/worksheets/sheet2.xml", sheet);
  data = g_bytes_get_data (bytes, &length);
  list = read_list (data, length);
  compare ("layout-b.sheet.xml", list);
  assert_same_row (list, csv, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/lists/layouts/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_file);
    }
  g_test_add_func ("/lists/layouts/workbook", test_workbook);
  g_test_add_func ("/lists/layouts/sheet", test_sheet);
  g_test_add_func ("/lists/layouts/from-1904", test_from_1904);
  g_test_add_func ("/lists/layouts/same", test_same);
  return g_test_run ();
}
