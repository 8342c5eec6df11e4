/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list-print.h"

static const char *const forms[] = { "numbers", "text", "html", "xlsx" };
static const char *const reasons[] = { "no-number", "number", "remedy", "twice", "date", "duration", "shortened" };

static void
print_columns (const TuntasList *list, GString *text)
{
  for (guint i = 0; i < list->columns->len; i++)
    {
      const TuntasListColumn *column = g_ptr_array_index (list->columns, i);

      g_string_append_printf (text, "column %s: %s\n", column->header,
                              column->field >= 0 ? tuntas_list_field_nick (column->field) : "-");
    }
}

static void
print_row (const TuntasListRow *row, GString *text)
{
  g_string_append_printf (text, "row %u\n", row->number);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (tuntas_ticket_get (row->ticket, i) != NULL)
      g_string_append_printf (text, "  %s%s: %s\n", tuntas_ticket_field_nick (i),
                              i == TUNTAS_TICKET_PHONES && row->phones_found ? " (found)" : "",
                              tuntas_ticket_get (row->ticket, i));
  if (row->work_log != NULL)
    g_string_append_printf (text, "  work log: %s\n", row->work_log);
}

char *
list_print (const TuntasList *list)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "form %s\n", forms[list->form]);
  if (list->assumed_order != TUNTAS_LIST_ORDER_NONE)
    g_string_append_printf (text, "assumed %s first\n",
                            list->assumed_order == TUNTAS_LIST_ORDER_DAY_FIRST ? "day" : "month");
  print_columns (list, text);
  for (guint i = 0; i < list->rows->len; i++)
    print_row (g_ptr_array_index (list->rows, i), text);
  for (guint i = 0; i < list->problems->len; i++)
    {
      const TuntasListProblem *problem = g_ptr_array_index (list->problems, i);

      g_string_append_printf (text, "problem in row %u, %s: %s \"%s\"\n", problem->number, problem->column,
                              reasons[problem->reason], problem->text);
    }
  return g_string_free (text, FALSE);
}
