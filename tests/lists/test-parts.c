/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-book.h"
#include "tuntas-list-columns.h"
#include "tuntas-list-csv.h"
#include "tuntas-list-html.h"
#include "tuntas-list-numbers.h"
#include "tuntas-list-text.h"

#include <string.h>

/* Letters */

#define BYTES(text) text, sizeof (text) - 1

static const struct
{
  const char *bytes;
  gsize length;
  const char *text; /* NULL: it is none */
} encodings[] = {
  { BYTES ("caf\xc3\xa9"), "café" },
  { BYTES ("\xef\xbb\xbf""caf\xc3\xa9"), "café" },
  { BYTES ("caf\xe9 \x93uji\x94 \x96 \x81"), "café “uji” – \xef\xbf\xbd" },
  { BYTES ("\xff\xfeI\0N\0\x1c\x20"), "IN\xe2\x80\x9c" },
  { BYTES ("\xfe\xff\0I\0N"), "IN" },
  { BYTES ("I\0N\0C\0"), "INC" },
  { BYTES ("\0I\0N\0C"), "INC" },
  { BYTES ("\xff\xfeI\0N"), "I" },
  { BYTES (""), "" },
  { BYTES ("\xff\xfe\x00\xd8I\0"), NULL },
  { BYTES ("satu\0dua\0\0\0tiga"), NULL },
};

static void
test_encodings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length = 0;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = tuntas_list_text_decode (encodings[i].bytes, encodings[i].length, &length, &error);

      g_test_message ("row %u", i);
      g_assert_cmpstr (text, ==, encodings[i].text);
      if (text != NULL)
        g_assert_cmpuint (length, ==, strlen (text));
      else
        g_assert_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_UNKNOWN);
    }
}

/* Separated text */

static const struct
{
  const char *text;
  char separator;
  const char *cells; /* rows parted by '/', cells by '|'; NULL: not read */
} texts[] = {
  { "a,b\nc,d\n", ',', "1:a|b/2:c|d" },
  { "a;b\r\nc;d", ';', "1:a|b/2:c|d" },
  { "a\tb, c\r\n", '\t', "1:a|b, c" },
  { "sep=;\r\na,1;b\r\n", ';', "2:a,1|b" },
  { "sep=|\na|b", '|', "2:a|b" },
  { "\"a\nb\";\"c\"\"d\"\n\n;e", ';', "1:a\nb|c\"d/3:|e" },
  { "a;\"b\nc;d\ne;f", ';', "1:a|\"b/2:c|d/3:e|f" },
  { "1 \"inci\";b\nc", ';', "1:1 \"inci\"|b/2:c" },
  { "a\rb\r\rc", '\0', NULL },
  { "tanpa pemisah\n", '\0', NULL },
};

static char *
print_table (const TuntasListTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < tuntas_list_table_get_n_rows (table); row++)
    {
      g_string_append_printf (text, "%s%u:", row > 0 ? "/" : "", tuntas_list_table_get_number (table, row));
      for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", tuntas_list_table_get_cell (table, row, i)->text);
    }
  return g_string_free (text, FALSE);
}

static void
test_separated (void)
{
  static const TuntasListWatch nobody;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TuntasListTable) table = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *printed = NULL;
      gsize start;
      char separator = tuntas_list_csv_guess (texts[i].text, strlen (texts[i].text), &start);

      g_test_message ("“%s”", texts[i].text);
      g_assert_cmpint (separator, ==, texts[i].separator);
      if (separator == '\0')
        continue;
      g_assert_true (tuntas_list_csv_read (&table, &nobody, texts[i].text + start, strlen (texts[i].text) - start,
                                           separator, start > 0 ? 2 : 1, &error));
      printed = print_table (table);
      g_assert_cmpstr (printed, ==, texts[i].cells);
    }
}

/* Pages */

static const struct
{
  const char *rows;
  const char *cells; /* as above */
} pages[] = {
  { "<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "1:a||b/2:c|d|e" },
  /* Only the first row of a cell over several has its words, and what stands beside it keeps its column. */
  { "<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e", "1:a|b/2:|c/3:d|e" },
  { "<tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g<tr><td>h<td>i<td>j",
    "1:a|b|c/2:d||e/3:f||g/4:h|i|j" },
  { "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d", "1:a||b/2:||c/3:d" },
  { "<tr><td rowspan=2>a<td rowspan=3>b<td>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h", "1:a|b|c/2:||d/3:e||f/4:g|h" },
  /* A row that does not come to the column is one of its rows all the same. */
  { "<tr><td>a<td>b<td rowspan=3>c<tr><td>d<tr><td>e<td>f<td>g<tr><td>h<td>i<td>j", "1:a|b|c/2:d/3:e|f||g/4:h|i|j" },
  { "<tr><td rowspan=2>a<td>b<tr><tr><td>c<td>d", "1:a|b/2:/3:c|d" },
  { "<tr><td rowspan=0>a<tr><td>b<tr><td rowspan=-1>c<tr><td>d<tr><td rowspan=x>e<tr><td>f", "1:a/2:b/3:c/4:d/5:e/6:f" },
  { "<tr><td rowspan=99999999999999999999>a<td>b<tr><td>c", "1:a|b/2:|c" },
  /* It ends with its part of the table, and with the table. */
  { "<thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", "1:a|b/2:c|d" },
  { "<tr><td rowspan=5>a</table><table><tr><td>b", "1:a/2:b" },
  { "<tr><td rowspan=2>a<td><table><tr><td rowspan=2>b<td>c<tr><td>d</table><tr><td>e<td>f", "1:a|/2:b|c/3:|d/4:e|f" },
};

static void
test_spans (void)
{
  static const TuntasListWatch nobody;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *page = g_strconcat ("<table>", pages[i].rows, "</table>", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasListTable) table = tuntas_list_html_read (&nobody, page, strlen (page), &error);
      g_autofree char *printed = NULL;

      g_test_message ("%s", pages[i].rows);
      g_assert_no_error (error);
      printed = print_table (table);
      g_assert_cmpstr (printed, ==, pages[i].cells);
    }
}

/* Headers */

static void
test_keys (void)
{
  static const char *const keys[][2] = {
    { "Incident's Symptom", "incidents symptom" }, { "Incident\xe2\x80\x99s Symptom", "incidents symptom" },
    { "INCIDENTS_SYMPTOM", "incidents symptom" },  { "  No. Tiket ", "no tiket" },
    { "CLOSED / REOPEN by", "closed reopen by" },  { "\xc2\xa0Status\n", "status" },
    { "***", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = tuntas_list_header_key (keys[i][0]);

      g_assert_cmpstr (key, ==, keys[i][1]);
    }
}

/* What nossa.md's synonyms mean, each once; what is no field of ours is none. */
static void
test_synonyms (void)
{
  static const char *const names[][2] = {
    { "incident", "id" }, { "no tiket", "id" }, { "no_tiket", "id" }, { "tiket", "id" }, { "ticket", "id" },
    { "ticket id", "id" }, { "trouble_no", "id" }, { "status", "status" }, { "ticket_status", "status" },
    { "service type", "service_type" }, { "jenis layanan", "service_type" }, { "product", "service_type" },
    { "service no", "service_no" }, { "no internet", "service_no" }, { "nomor internet", "service_no" },
    { "inet", "service_no" }, { "sid", "service_no" }, { "nd_inet", "service_no" }, { "nd_pots", "service_no" },
    { "service_id", "service_id" }, { "customer name", "customer" }, { "customer", "customer" },
    { "description customerid", "customer" }, { "contact name", "contact" }, { "pic", "contact" },
    { "contact phone", "phones" }, { "cp", "phones" }, { "no hp", "phones" }, { "contact email", "email" },
    { "customer segment", "segment" }, { "segment", "segment" }, { "reported date", "reported_at" },
    { "trouble_opentime", "reported_at" }, { "status date", "status_at" }, { "resolve date", "resolved_at" },
    { "resolved date", "resolved_at" }, { "incident's symptom", "symptom" }, { "symptom", "symptom" },
    { "cause", "rfo" }, { "solution", "rfo" }, { "solution's segment", "rfo" }, { "actual solution", "repair" },
    { "description actual solution", "repair" }, { "resolution", "repair" }, { "pending_reason", "pending_reason" },
    { "ttr_pending", "ttr_pending" }, { "induk gamas", "gamas" }, { "ticket id gamas", "gamas" },
    { "related to gamas", "gamas" }, { "related to global issue", "gamas" }, { "witel", "witel" },
    { "workzone", "workzone" }, { "sto", "workzone" }, { "regional", "regional" }, { "region", "regional" },
    { "last updated work log", "work_log" }, { "worklog summary", "work_log" }, { "lapul", "lapul" },
    { "gaul", "gaul" }, { "external ticket id", NULL }, { "external ticket tier 3", NULL }, { "aksi", NULL },
    { "datek induk gamas", NULL },
  };
  static const TuntasListWatch nobody;
  g_autoptr (TuntasListTable) table = tuntas_list_table_new (&nobody);
  g_autoptr (GPtrArray) columns = NULL;

  g_assert_true (tuntas_list_table_begin_row (table, 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (tuntas_list_table_add (table, names[i][0], strlen (names[i][0]), TUNTAS_LIST_CELL_TEXT, NULL));
  columns = tuntas_list_name_columns (table, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const TuntasListColumn *column = g_ptr_array_index (columns, i);

      g_test_message ("%s", names[i][0]);
      g_assert_cmpstr (column->field >= 0 ? tuntas_list_field_nick (column->field) : NULL, ==, names[i][1]);
    }
}

/* Numbers */

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    TuntasListNumber kind;
    const char *number;
  } numbers[] = {
    { "IN191000417", TUNTAS_LIST_NUMBER_TICKET, "IN191000417" },
    { " in191000417\t", TUNTAS_LIST_NUMBER_TICKET, "IN191000417" },
    { "IN123456", TUNTAS_LIST_NUMBER_TICKET, "IN123456" },
    { "IN12345", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "IN12345678901", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "INC31000501", TUNTAS_LIST_NUMBER_TICKET, "INC31000501" },
    { "INC3100050", TUNTAS_LIST_NUMBER_TICKET, "INC3100050" },
    { "INC310005", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "INC000012345678", TUNTAS_LIST_NUMBER_REMEDY, NULL },
    { "INC0000123456789", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "INA191000417", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "IN", TUNTAS_LIST_NUMBER_NONE, NULL },
    { "", TUNTAS_LIST_NUMBER_NONE, NULL },
  };
  g_auto (GStrv) found = tuntas_list_numbers_find ("close IN191000417,in191000431/INC31000501. XIN191000999 IN191000417"
                                                   " INC000012345678 (IN191000432)éIN191000433 _IN191000434_"
                                                   " *IN191000435* ~IN191000436~ *_in191000437_*");

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = NULL;

      g_test_message ("“%s”", numbers[i].text);
      g_assert_cmpint (tuntas_list_number_read (numbers[i].text, &number), ==, numbers[i].kind);
      g_assert_cmpstr (number, ==, numbers[i].number);
    }
  g_assert_cmpstrv (found, ((const char *const[]) { "IN191000417", "IN191000431", "INC31000501", "IN191000432",
                                                    "IN191000434", "IN191000435", "IN191000436", "IN191000437", NULL }));
}

/* Workbooks */

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    gboolean is_date;
  } formats[] = {
    { "General", FALSE }, { "0.00", FALSE }, { "#,##0", FALSE }, { "@", FALSE }, { "dd/mm/yyyy hh:mm", TRUE },
    { "[h]:mm:ss", TRUE }, { "[mm]:ss", TRUE }, { "[Red]0.0", FALSE }, { "[$-421]d mmmm yyyy", TRUE },
    { "0\" hari\"", FALSE }, { "\"dd", FALSE }, { "0\\d", FALSE }, { "0_d", FALSE }, { "0.0;dd", FALSE }, { "[", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_test_message ("“%s”", formats[i].code);
      g_assert_cmpint (tuntas_list_format_is_date (formats[i].code), ==, formats[i].is_date);
    }
}

static void
test_unescape (void)
{
  static const char *const texts_of_excel[][2] = {
    { "satu_x000D_\ndua", "satu\ndua" }, { "_x005F_x000D_", "_x000D_" }, { "_x00", "_x00" }, { "_xABCG_", "_xABCG_" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts_of_excel); i++)
    {
      g_autoptr (GString) text = g_string_new (texts_of_excel[i][0]);

      tuntas_list_unescape (text);
      g_assert_cmpstr (text->str, ==, texts_of_excel[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/parts/encodings", test_encodings);
  g_test_add_func ("/lists/parts/separated", test_separated);
  g_test_add_func ("/lists/parts/spans", test_spans);
  g_test_add_func ("/lists/parts/keys", test_keys);
  g_test_add_func ("/lists/parts/synonyms", test_synonyms);
  g_test_add_func ("/lists/parts/numbers", test_numbers);
  g_test_add_func ("/lists/parts/formats", test_formats);
  g_test_add_func ("/lists/parts/unescape", test_unescape);
  return g_test_run ();
}
