/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list.h"

#include "workbook.h"

#include <string.h>

/* What is refused, and says why. */

static const TuntasListWatch nobody;

/* bytes (transfer full) */
static void
refuse (GBytes *bytes, TuntasListError code, const char *words)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_null (tuntas_list_read (data != NULL ? data : "", length, &options, &nobody, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, TUNTAS_LIST_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_bytes_unref (bytes);
}

static GBytes *
text_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* (transfer full): head, then so many times the body, then foot. */
static GBytes *
repeat (const char *head, const char *body, guint n, const char *foot)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, body);
  g_string_append (text, foot);
  return g_string_free_to_bytes (text);
}

static void
test_other_files (void)
{
  refuse (text_of (""), TUNTAS_LIST_ERROR_EMPTY, "no ticket's number");
  refuse (text_of ("halo, apa kabar?\n"), TUNTAS_LIST_ERROR_EMPTY, "no ticket's number");
  refuse (text_of ("<html><p>Silakan login</p></html>"), TUNTAS_LIST_ERROR_EMPTY, "no ticket's number");
  refuse (g_bytes_new ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", 12), TUNTAS_LIST_ERROR_OLD_EXCEL, ".xlsx or CSV");
  refuse (g_bytes_new ("\x09\x08\x10\x00\x00\x06", 6), TUNTAS_LIST_ERROR_OLD_EXCEL, ".xlsx or CSV");
  refuse (g_bytes_new ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), TUNTAS_LIST_ERROR_UNKNOWN, "no text");
  refuse (workbook_pack ((WorkbookPart[]) { { "word/document.xml", "<a/>" }, { NULL, NULL } }),
          TUNTAS_LIST_ERROR_UNKNOWN, "no workbook");
}

static void
test_text (void)
{
  g_autofree char *cell = g_strnfill (TUNTAS_LIST_MOST_LETTERS + 1, 'x');
  g_autofree char *row = g_strconcat ("IN191000417;", cell, "\n", NULL);
  g_autofree char *quoted = g_strconcat ("IN191000417;\"", cell, "\"\n", NULL);

  refuse (repeat ("Incident;Status\n", row, 1, ""), TUNTAS_LIST_ERROR_TOO_LARGE, "row 2, column 2");
  refuse (repeat ("Incident;Status\n", quoted, 1, ""), TUNTAS_LIST_ERROR_TOO_LARGE, "row 2, column 2");
  refuse (repeat ("Incident", ";x", TUNTAS_LIST_MOST_COLUMNS, "\n"), TUNTAS_LIST_ERROR_TOO_LARGE, "columns");
  refuse (repeat ("Incident;Status\n", "IN191000417;NEW\n", TUNTAS_LIST_MOST_ROWS, ""), TUNTAS_LIST_ERROR_TOO_LARGE,
          "rows");
  refuse (repeat ("", "x", TUNTAS_LIST_MOST_BYTES + 1, ""), TUNTAS_LIST_ERROR_TOO_LARGE, "64 MiB");
}

static void
test_page (void)
{
  refuse (repeat ("<table><tr><td>", "<table>", 20, "</table>"), TUNTAS_LIST_ERROR_TOO_LARGE, "within each other");
  refuse (repeat ("<table><tr><td>", "<b>", 1000, "</table>"), TUNTAS_LIST_ERROR_TOO_LARGE, "within each other");
  refuse (repeat ("<table><tr>", "<td colspan=100>x</td>", 6, "</table>"), TUNTAS_LIST_ERROR_TOO_LARGE, "columns");
  refuse (repeat ("<table><tr>", "<td rowspan=9 colspan=100>x</td>", 6, "</table>"), TUNTAS_LIST_ERROR_TOO_LARGE,
          "columns");
  refuse (repeat ("<table><tr><td rowspan=9 colspan=500>x", "<tr><td>y", 1, "</table>"), TUNTAS_LIST_ERROR_TOO_LARGE,
          "columns");
  refuse (repeat ("<table><tr><td rowspan=99999 colspan=499>x", "<tr><td>", 20000, "</table>"),
          TUNTAS_LIST_ERROR_TOO_LARGE, "cells");
  refuse (repeat ("<table><tr><td>", "      x", TUNTAS_LIST_MOST_LETTERS, "</td></tr></table>"),
          TUNTAS_LIST_ERROR_TOO_LARGE, "letters");
}

#define SHEET "xl/worksheets/sheet2.xml"

static void
test_workbook (void)
{
  refuse (workbook_sample (SHEET, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet>&b;</worksheet>"),
          TUNTAS_LIST_ERROR_BROKEN, "document type");
  refuse (workbook_sample (SHEET, "<worksheet><sheetData><row>"), TUNTAS_LIST_ERROR_BROKEN, SHEET ":1");
  refuse (workbook_sample (SHEET, "<worksheet><row><c r=\"ZZZ1\"><v>1</v></c></row></worksheet>"),
          TUNTAS_LIST_ERROR_TOO_LARGE, "columns");
  refuse (workbook_sample (SHEET, NULL), TUNTAS_LIST_ERROR_EMPTY, "no ticket's number");
  refuse (workbook_sample ("xl/workbook.xml", NULL), TUNTAS_LIST_ERROR_UNKNOWN, "no workbook");
}

static void
test_deep (void)
{
  g_autoptr (GBytes) deep = repeat ("<worksheet>", "<a>", 100000, "");
  g_autofree char *text = g_strndup (g_bytes_get_data (deep, NULL), g_bytes_get_size (deep));

  refuse (workbook_sample (SHEET, text), TUNTAS_LIST_ERROR_TOO_LARGE, "within each other");
}

/* A text that packs to a thousandth of itself. */
static void
test_bomb (void)
{
  g_autofree char *blanks = g_malloc (TUNTAS_LIST_MOST_UNPACKED + 2);

  memset (blanks, ' ', TUNTAS_LIST_MOST_UNPACKED + 1);
  blanks[TUNTAS_LIST_MOST_UNPACKED + 1] = '\0';
  memcpy (blanks, "<sst>", 5);
  refuse (workbook_sample ("xl/sharedStrings.xml", blanks), TUNTAS_LIST_ERROR_TOO_LARGE, "unpacks to more than 256 MiB");
}

/* A workbook that is cut anywhere is refused, or is one: never half a list. */
static void
test_cut (void)
{
  g_autoptr (GBytes) whole = workbook_sample (NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  gsize length;
  const char *data = g_bytes_get_data (whole, &length);

  for (gsize cut = 4; cut < length; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *part = g_memdup2 (data, cut);
      g_autoptr (TuntasList) list = tuntas_list_read (part, cut, &options, &nobody, &error);

      if (list == NULL)
        g_assert_true (error->domain == TUNTAS_LIST_ERROR);
      else
        g_assert_cmpuint (list->rows->len, ==, 2);
    }
}

/* Of a file that is all wrong the first problems are kept, and all are counted. */
static void
test_problems (void)
{
  g_autoptr (GBytes) bytes = repeat ("Incident;Status\nIN191000417;NEW\n", "bukan;NEW\n", 1500, "");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (TuntasList) list = tuntas_list_read (data, length, &options, &nobody, NULL);

  g_assert_cmpuint (list->rows->len, ==, 1);
  g_assert_cmpuint (list->n_problems, ==, 1500);
  g_assert_cmpuint (list->problems->len, ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/bounds/other-files", test_other_files);
  g_test_add_func ("/lists/bounds/text", test_text);
  g_test_add_func ("/lists/bounds/page", test_page);
  g_test_add_func ("/lists/bounds/workbook", test_workbook);
  g_test_add_func ("/lists/bounds/deep", test_deep);
  g_test_add_func ("/lists/bounds/bomb", test_bomb);
  g_test_add_func ("/lists/bounds/cut", test_cut);
  g_test_add_func ("/lists/bounds/problems", test_problems);
  return g_test_run ();
}
