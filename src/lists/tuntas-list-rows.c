/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-rows.h"

#include "tuntas-json.h"
#include "tuntas-list-numbers.h"
#include "tuntas-list-order.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"

#include <string.h>

#define MOST_PROBLEMS 1000
#define SHOWN_LETTERS 80
/* How many numbers in a text of them; a list with columns has no such bound but that of its rows. */
#define MOST_NUMBERS 1000

typedef struct
{
  TuntasList *list;
  const TuntasListTable *table;
  TuntasListDates dates;
  GArray *order;          /* of guint: the columns, those that are looked at first before the others */
  GHashTable *seen;       /* ticket's number → its TuntasListRow */
} Reading;

static void
row_free (gpointer data)
{
  TuntasListRow *row = data;

  tuntas_ticket_unref (row->ticket);
  g_free (row->work_log);
  g_free (row);
}

static void
problem_free (gpointer data)
{
  TuntasListProblem *problem = data;

  g_free (problem->column);
  g_free (problem->text);
  g_free (problem);
}

TuntasList *
tuntas_list_new (void)
{
  TuntasList *self = g_new0 (TuntasList, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_list_column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
tuntas_list_free (TuntasList *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* column (nullable) */
static void
add_problem (TuntasList *list, guint number, const TuntasListColumn *column, TuntasListReason reason, const char *text)
{
  TuntasListProblem *problem;

  if (list->n_problems++ >= MOST_PROBLEMS)
    return;
  problem = g_new0 (TuntasListProblem, 1);
  problem->number = number;
  problem->column = column != NULL ? g_strdup (column->header) : NULL;
  problem->reason = reason;
  problem->text = tuntas_plain_text (text, TRUE);
  if (g_utf8_strlen (problem->text, -1) > SHOWN_LETTERS)
    *g_utf8_offset_to_pointer (problem->text, SHOWN_LETTERS) = '\0';
  g_ptr_array_add (list->problems, problem);
}

static TuntasListRow *
row_new (guint number, char *id)
{
  TuntasListRow *row = g_new0 (TuntasListRow, 1);

  row->number = number;
  row->ticket = tuntas_ticket_new (id);
  g_free (id);
  return row;
}

static const TuntasListColumn *
column_at (const Reading *reading, guint i)
{
  return g_ptr_array_index (reading->list->columns, i);
}

/* Cells of a row */

/* "#12" names a column that has no header; two of the same name are told apart by it too. */
static char *
name_of (const Reading *reading, guint i, JsonObject *more)
{
  const TuntasListColumn *column = column_at (reading, i);

  if (*column->header != '\0' && !json_object_has_member (more, column->header))
    return g_strdup (column->header);
  return g_strdup_printf ("%s%s#%u", column->header, *column->header != '\0' ? " " : "", i + 1);
}

static void
keep_as_text (const Reading *reading, guint i, const char *text, JsonObject *more)
{
  const TuntasListColumn *column = column_at (reading, i);
  g_autofree char *name = column->field >= 0 && tuntas_list_field_of_ticket (column->field) < 0
                              ? g_strdup (tuntas_list_field_nick (column->field)) : NULL;

  if (name == NULL || json_object_has_member (more, name))
    {
      g_free (name);
      name = name_of (reading, i, more);
    }
  json_object_set_string_member (more, name, text);
}

static void
add_work_log (TuntasListRow *row, const char *text)
{
  char *both = row->work_log != NULL ? g_strconcat (row->work_log, "\n", text, NULL) : g_strdup (text);

  g_free (row->work_log);
  row->work_log = both;
}

static void
take_cell (const Reading *reading, guint row_index, guint i, TuntasListRow *row, JsonObject *more)
{
  const TuntasListColumn *column = column_at (reading, i);
  const TuntasListCell *cell = tuntas_list_table_get_cell (reading->table, row_index, i);
  TuntasListKind kind = column->field >= 0 ? tuntas_list_field_kind (column->field) : TUNTAS_LIST_KIND_TEXT;
  int field = column->field >= 0 ? tuntas_list_field_of_ticket (column->field) : -1;
  g_autofree char *value = NULL;
  TuntasListReason reason = TUNTAS_LIST_REASON_NUMBER;

  if (*cell->text == '\0' || column->field == TUNTAS_LIST_FIELD_ID)
    return;
  if (!tuntas_list_value_read (kind, cell, &reading->dates, &value, &reason))
    {
      add_problem (reading->list, row->number, column, reason, cell->text);
      return;
    }
  if (value == NULL)
    return;
  if (column->field == TUNTAS_LIST_FIELD_WORK_LOG)
    add_work_log (row, value);
  else if (field >= 0 && tuntas_ticket_get (row->ticket, field) == NULL)
    tuntas_ticket_set (row->ticket, field, value);
  else if (field < 0 || strcmp (value, tuntas_ticket_get (row->ticket, field)) != 0)
    keep_as_text (reading, i, value, more);
}

/* Numbers in the complaint ("CP 0812…") that are not in a column. */
static void
find_phones (TuntasListRow *row)
{
  const char *summary = tuntas_ticket_get (row->ticket, TUNTAS_TICKET_SUMMARY);
  const char *service = tuntas_ticket_get (row->ticket, TUNTAS_TICKET_SERVICE_NO);
  g_auto (GStrv) known = tuntas_ticket_dup_phones (row->ticket);
  g_auto (GStrv) hidden = summary != NULL ? tuntas_phone_list_in_text (summary) : NULL;
  g_autoptr (GString) phones = g_string_new (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_PHONES));
  gsize before = phones->len;

  for (guint i = 0; hidden != NULL && hidden[i] != NULL; i++)
    {
      gboolean is_known = service != NULL && tuntas_phone_equal (service, hidden[i]);

      for (guint j = 0; known[j] != NULL && !is_known; j++)
        is_known = tuntas_phone_equal (known[j], hidden[i]);
      if (!is_known)
        g_string_append_printf (phones, "%s%s", phones->len > 0 ? ";" : "", hidden[i]);
    }
  if (phones->len == before)
    return;
  row->phones_found = before == 0;
  tuntas_ticket_set (row->ticket, TUNTAS_TICKET_PHONES, phones->str);
}

static TuntasListRow *
read_row (const Reading *reading, guint row_index, char *id)
{
  TuntasListRow *row = row_new (tuntas_list_table_get_number (reading->table, row_index), id);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *more = json_object_new ();

  json_node_take_object (node, more);
  for (guint i = 0; i < reading->order->len; i++)
    take_cell (reading, row_index, g_array_index (reading->order, guint, i), row, more);
  find_phones (row);
  if (row->work_log != NULL)
    json_object_set_string_member (more, tuntas_list_field_nick (TUNTAS_LIST_FIELD_WORK_LOG), row->work_log);
  if (json_object_get_size (more) > 0)
    tuntas_ticket_take (row->ticket, TUNTAS_TICKET_MORE, tuntas_json_print (node));
  return row;
}

/* Rows */

/* Whether it is the header once more, as where several pages were copied one below the other. */
static gboolean
is_header (const Reading *reading, guint row_index, guint id_column)
{
  g_autofree char *key = tuntas_list_header_key (tuntas_list_table_get_cell (reading->table, row_index, id_column)->text);

  return strcmp (key, column_at (reading, id_column)->key) == 0;
}

static gboolean
is_blank (const Reading *reading, guint row_index)
{
  for (guint i = 0; i < tuntas_list_table_get_n_cells (reading->table, row_index); i++)
    if (*tuntas_list_table_get_cell (reading->table, row_index, i)->text != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
says_the_same (const TuntasListRow *a, const TuntasListRow *b)
{
  return tuntas_ticket_equal (a->ticket, b->ticket) && g_strcmp0 (a->work_log, b->work_log) == 0;
}

static void
take_row (Reading *reading, guint row_index, guint id_column)
{
  const TuntasListCell *cell = tuntas_list_table_get_cell (reading->table, row_index, id_column);
  guint number = tuntas_list_table_get_number (reading->table, row_index);
  TuntasListRow *row, *earlier;
  char *id;

  if (is_blank (reading, row_index) || is_header (reading, row_index, id_column))
    return;
  switch (tuntas_list_number_read (cell->text, &id))
    {
    case TUNTAS_LIST_NUMBER_TICKET:
      break;
    case TUNTAS_LIST_NUMBER_REMEDY:
      add_problem (reading->list, number, column_at (reading, id_column), TUNTAS_LIST_REASON_REMEDY, cell->text);
      return;
    case TUNTAS_LIST_NUMBER_NONE:
    default:
      add_problem (reading->list, number, column_at (reading, id_column),
                   *cell->text == '\0' ? TUNTAS_LIST_REASON_NO_NUMBER : TUNTAS_LIST_REASON_NUMBER, cell->text);
      return;
    }
  row = read_row (reading, row_index, id);
  earlier = g_hash_table_lookup (reading->seen, tuntas_ticket_get_id (row->ticket));
  if (earlier != NULL)
    {
      if (!says_the_same (row, earlier))
        add_problem (reading->list, number, column_at (reading, id_column), TUNTAS_LIST_REASON_TWICE, cell->text);
      row_free (row);
      return;
    }
  g_hash_table_insert (reading->seen, (gpointer) tuntas_ticket_get_id (row->ticket), row);
  g_ptr_array_add (reading->list->rows, row);
}

/* Columns */

static int
compare_columns (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Reading *reading = user_data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  guint first_preference = column_at (reading, first)->preference;
  guint second_preference = column_at (reading, second)->preference;

  if (first_preference != second_preference)
    return first_preference < second_preference ? -1 : 1;
  return first < second ? -1 : 1;
}

static void
sort_columns (Reading *reading)
{
  for (guint i = 0; i < reading->list->columns->len; i++)
    g_array_append_val (reading->order, i);
  g_array_sort_with_data (reading->order, compare_columns, reading);
}

/* The best of the columns that say they are the ticket's number. */
static guint
find_id_column (const Reading *reading)
{
  for (guint i = 0; i < reading->order->len; i++)
    {
      guint column = g_array_index (reading->order, guint, i);

      if (column_at (reading, column)->field == TUNTAS_LIST_FIELD_ID)
        return column;
    }
  g_return_val_if_reached (0);
}

gboolean
tuntas_list_take_rows (TuntasList *list, TuntasListTable *table, guint header, const TuntasListOptions *options,
                       GError **error)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { list, table, { options->zone, FALSE, tuntas_list_table_get_from_1904 (table) }, order, seen };
  guint n_rows = tuntas_list_table_get_n_rows (table);
  TuntasListOrder dates_order;
  gboolean is_assumed;
  guint id_column;

  sort_columns (&reading);
  dates_order = tuntas_list_find_order (list->columns, table, header, options, &is_assumed);
  reading.dates.month_first = dates_order == TUNTAS_LIST_ORDER_MONTH_FIRST;
  list->assumed_order = is_assumed ? dates_order : TUNTAS_LIST_ORDER_NONE;
  id_column = find_id_column (&reading);
  for (guint row = header + 1; row < n_rows; row++)
    {
      /* The cells were the first half of the way. */
      if (row % 64 == 0 && !tuntas_list_table_tell (table, 0.5 + 0.5 * row / n_rows, error))
        return FALSE;
      take_row (&reading, row, id_column);
    }
  return TRUE;
}

void
tuntas_list_take_numbers (TuntasList *list, const TuntasListTable *table)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; row < tuntas_list_table_get_n_rows (table); row++)
    for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row) && list->rows->len < MOST_NUMBERS; i++)
      {
        g_auto (GStrv) numbers = tuntas_list_numbers_find (tuntas_list_table_get_cell (table, row, i)->text);

        for (guint n = 0; numbers[n] != NULL; n++)
          {
            TuntasListRow *found;

            if (g_hash_table_contains (seen, numbers[n]))
              continue;
            found = row_new (0, g_strdup (numbers[n]));
            g_hash_table_add (seen, (gpointer) tuntas_ticket_get_id (found->ticket));
            g_ptr_array_add (list->rows, found);
          }
      }
}
