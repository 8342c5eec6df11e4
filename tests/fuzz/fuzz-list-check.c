/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-list-check.h"

#include "tuntas-json.h"
#include "tuntas-list-numbers.h"

#include <string.h>

void
fuzz_check_shown (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL) && *text != '\0');
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_assert_true (c == '\n' || !g_unichar_iscntrl (c));
      g_assert_false (c >= 0x202a && c <= 0x202e);
    }
}

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == TUNTAS_LIST_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

void
fuzz_check_table (const TuntasListTable *table, const GError *error)
{
  guint number = 0;

  if (table == NULL)
    {
      check_error (error);
      return;
    }
  g_assert_null (error);
  for (guint row = 0; row < tuntas_list_table_get_n_rows (table); row++)
    {
      g_assert_cmpuint (tuntas_list_table_get_number (table, row), >, number);
      number = tuntas_list_table_get_number (table, row);
      for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
        g_assert_true (g_utf8_validate (tuntas_list_table_get_cell (table, row, i)->text, -1, NULL));
    }
}

static void
check_instant (const char *text)
{
  gint64 seconds;

  g_assert_true (text == NULL || tuntas_instant_parse (text, &seconds));
}

static void
check_more (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    return;
  node = tuntas_json_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
}

static void
check_row (const TuntasListRow *row)
{
  g_assert_cmpint (tuntas_list_number_read (tuntas_ticket_get_id (row->ticket), NULL), ==, TUNTAS_LIST_NUMBER_TICKET);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    fuzz_check_shown (tuntas_ticket_get (row->ticket, i));
  fuzz_check_shown (row->work_log);
  check_instant (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_REPORTED_AT));
  check_instant (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_STATUS_AT));
  check_instant (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_CHANGED_AT));
  check_more (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_MORE));
  g_assert_null (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_HREF));
  g_assert_null (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_ROWSTAMP));
}

void
fuzz_check_list (const TuntasList *list, const GError *error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (list == NULL)
    {
      check_error (error);
      return;
    }
  g_assert_null (error);
  for (guint i = 0; i < list->rows->len; i++)
    {
      const TuntasListRow *row = g_ptr_array_index (list->rows, i);

      check_row (row);
      g_assert_true (g_hash_table_add (seen, (gpointer) tuntas_ticket_get_id (row->ticket)));
    }
  g_assert_cmpuint (list->n_problems, >=, list->problems->len);
  for (guint i = 0; i < list->problems->len; i++)
    g_assert_true (g_utf8_validate (((const TuntasListProblem *) g_ptr_array_index (list->problems, i))->text, -1, NULL));
}
