/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-xlsx.h"

#include "tuntas-list-book.h"
#include "tuntas-list-xml.h"

#include <string.h>

typedef struct
{
  const TuntasListBook *book;
  TuntasListTable *table;
  guint row;        /* number of the row that is read; 0: none yet */
  gboolean begun;   /* the table has it: it has a cell that is not empty */
  guint n_cells;    /* of it, so far */
  guint column;     /* of the cell that is read, from 0 */
  char type;        /* of its value: 's' shared text, 'i' text in place, 't' other text, 'n' number */
  gboolean is_date;
  gboolean in_value;
  GString *value;
} Reading;

gboolean
tuntas_list_xlsx_is (const char *bytes, gsize length)
{
  return length >= 4 && memcmp (bytes, "PK\3\4", 4) == 0;
}

/* "AB12" → 27; -1: it names no cell. */
static int
column_of (const char *reference)
{
  int column = 0;

  for (; g_ascii_isalpha (*reference) && column <= TUNTAS_LIST_MOST_COLUMNS; reference++)
    column = column * 26 + g_ascii_toupper (*reference) - 'A' + 1;
  return column - 1;
}

static void
begin_row (Reading *reading, const TuntasListAttributes *attributes)
{
  int number = tuntas_list_attribute_number (attributes, "r");

  /* Rows that are not there are empty; they come in order. */
  reading->row = number > (int) reading->row ? (guint) number : reading->row + 1;
  reading->n_cells = 0;
  reading->begun = FALSE;
}

static void
begin_cell (Reading *reading, const TuntasListAttributes *attributes)
{
  g_autofree char *reference = tuntas_list_attribute_dup (attributes, "r");
  g_autofree char *type = tuntas_list_attribute_dup (attributes, "t");
  int style = tuntas_list_attribute_number (attributes, "s");
  int column = reference != NULL ? column_of (reference) : -1;

  if (reading->row == 0)
    begin_row (reading, &(TuntasListAttributes) { NULL, 0 });
  reading->column = column >= (int) reading->n_cells ? (guint) column : reading->n_cells;
  reading->type = 'n';
  if (g_strcmp0 (type, "s") == 0)
    reading->type = 's';
  else if (g_strcmp0 (type, "inlineStr") == 0)
    reading->type = 'i';
  else if (type != NULL && strcmp (type, "n") != 0)
    reading->type = 't';
  reading->is_date = style >= 0 && style < (int) reading->book->dates->len &&
                     g_array_index (reading->book->dates, gboolean, style);
  g_string_truncate (reading->value, 0);
}

static void
start_cb (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "row") == 0)
    begin_row (reading, attributes);
  else if (strcmp (name, "c") == 0)
    begin_cell (reading, attributes);
  else
    /* Of a formula (<f>) only the value beside it is read, of a text in place its letters. */
    reading->in_value = strcmp (name, reading->type == 'i' ? "t" : "v") == 0;
}

static void
text_cb (gpointer user_data, const char *text, gsize length)
{
  Reading *reading = user_data;

  if (reading->in_value && reading->value->len <= TUNTAS_LIST_MOST_LETTERS)
    g_string_append_len (reading->value, text, (gssize) length);
}

/* The text of that number; empty where there is none. */
static const char *
shared_text (const Reading *reading)
{
  guint64 number;

  return g_ascii_string_to_unsigned (reading->value->str, 10, 0, G_MAXUINT, &number, NULL) &&
                 number < reading->book->texts->len
             ? g_ptr_array_index (reading->book->texts, number)
             : "";
}

static gboolean
add_number (Reading *reading, GError **error)
{
  TuntasListCellKind kind = reading->is_date ? TUNTAS_LIST_CELL_DATE : TUNTAS_LIST_CELL_NUMBER;
  char *end;

  g_ascii_strtod (reading->value->str, &end);
  if (end == reading->value->str || *end != '\0')
    kind = TUNTAS_LIST_CELL_TEXT;
  return tuntas_list_table_add (reading->table, reading->value->str, reading->value->len, kind, error);
}

static gboolean
add_cell (Reading *reading, GError **error)
{
  const char *shared;

  switch (reading->type)
    {
    case 's':
      shared = shared_text (reading);
      return tuntas_list_table_add (reading->table, shared, strlen (shared), TUNTAS_LIST_CELL_TEXT, error);
    case 'n':
      return add_number (reading, error);
    default:
      tuntas_list_unescape (reading->value);
      return tuntas_list_table_add (reading->table, reading->value->str, reading->value->len, TUNTAS_LIST_CELL_TEXT,
                                    error);
    }
}

/* Cells that only have a colour are passed by: there may be a million rows of them. */
static void
end_cell (Reading *reading, GError **error)
{
  if (reading->value->len == 0)
    return;
  if (!reading->begun && !tuntas_list_table_begin_row (reading->table, reading->row, error))
    return;
  reading->begun = TRUE;
  if (tuntas_list_table_pad (reading->table, reading->column, error) && add_cell (reading, error))
    reading->n_cells = reading->column + 1;
}

static void
end_cb (gpointer user_data, const char *name, GError **error)
{
  Reading *reading = user_data;

  reading->in_value = FALSE;
  if (strcmp (name, "c") == 0 && reading->row > 0)
    end_cell (reading, error);
}

static void
piece_cb (gpointer user_data, double share, GError **error)
{
  tuntas_list_table_tell (((Reading *) user_data)->table, 0.5 * share, error);
}

/* (transfer full): no rows where the part is not there. */
static TuntasListTable *
read_sheet (TuntasListZip *zip, const TuntasListBook *book, const char *part, const TuntasListWatch *watch,
            GError **error)
{
  static const TuntasListXmlFuncs funcs = { start_cb, end_cb, text_cb, piece_cb };
  g_autoptr (TuntasListTable) table = tuntas_list_table_new (watch);
  g_autoptr (GString) value = g_string_new (NULL);
  Reading reading = { .book = book, .table = table, .value = value, .type = 'n' };
  gboolean found;

  if (!tuntas_list_xml_read (zip, part, &funcs, &reading, &found, error))
    return NULL;
  tuntas_list_table_set_from_1904 (table, book->from_1904);
  return g_steal_pointer (&table);
}

TuntasListTable *
tuntas_list_xlsx_read (const TuntasListWatch *watch, const char *bytes, gsize length, TuntasListSheetFunc has_it,
                       gpointer user_data, GError **error)
{
  TuntasListZip zip = { bytes, length, 0 };
  g_autoptr (TuntasListBook) book = tuntas_list_book_read (&zip, watch, error);
  g_autoptr (TuntasListTable) first = NULL;

  if (book == NULL)
    return NULL;
  for (guint i = 0; i < book->sheets->len; i++)
    {
      g_autoptr (TuntasListTable) table = read_sheet (&zip, book, g_ptr_array_index (book->sheets, i), watch, error);

      if (table == NULL)
        return NULL;
      if (has_it (table, user_data))
        return g_steal_pointer (&table);
      if (first == NULL && tuntas_list_table_get_n_rows (table) > 0)
        first = g_steal_pointer (&table);
    }
  return first != NULL ? g_steal_pointer (&first) : tuntas_list_table_new (watch);
}
