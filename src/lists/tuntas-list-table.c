/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-table.h"

/* All cells lie one after another, all texts in one store: a long list has more than a million of them. */

typedef struct
{
  guint number;
  guint first; /* its first cell */
  guint n;
} Row;

struct _TuntasListTable
{
  const TuntasListWatch *watch;
  GStringChunk *texts;
  GArray *cells; /* of TuntasListCell */
  GArray *rows;  /* of Row */
  double told;
  gboolean from_1904;
};

static const TuntasListCell no_cell = { "", TUNTAS_LIST_CELL_TEXT };

TuntasListTable *
tuntas_list_table_new (const TuntasListWatch *watch)
{
  TuntasListTable *self = g_new0 (TuntasListTable, 1);

  self->watch = watch;
  self->texts = g_string_chunk_new (64 * 1024);
  self->cells = g_array_new (FALSE, FALSE, sizeof (TuntasListCell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return self;
}

void
tuntas_list_table_free (TuntasListTable *self)
{
  g_string_chunk_free (self->texts);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

gboolean
tuntas_list_table_tell (TuntasListTable *self, double share, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->watch->cancellable, error))
    return FALSE;
  if (self->watch->progress != NULL && share >= self->told + 0.01)
    {
      self->told = share;
      self->watch->progress (MIN (share, 1), self->watch->user_data);
    }
  return TRUE;
}

static Row *
last_row (TuntasListTable *self)
{
  return &g_array_index (self->rows, Row, self->rows->len - 1);
}

gboolean
tuntas_list_table_begin_row (TuntasListTable *self, guint number, GError **error)
{
  Row row = { number, self->cells->len, 0 };

  if (self->rows->len >= TUNTAS_LIST_MOST_ROWS)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "there are more than %d rows",
                   TUNTAS_LIST_MOST_ROWS);
      return FALSE;
    }
  g_array_append_val (self->rows, row);
  return TRUE;
}

gboolean
tuntas_list_table_add (TuntasListTable *self, const char *text, gsize length, TuntasListCellKind kind, GError **error)
{
  TuntasListCell cell = { "", kind };
  Row *row;

  g_return_val_if_fail (self->rows->len > 0, FALSE);

  row = last_row (self);
  if (row->n >= TUNTAS_LIST_MOST_COLUMNS)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "row %u has more than %d columns",
                   row->number, TUNTAS_LIST_MOST_COLUMNS);
      return FALSE;
    }
  if (self->cells->len >= TUNTAS_LIST_MOST_CELLS)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "there are more than %d cells",
                   TUNTAS_LIST_MOST_CELLS);
      return FALSE;
    }
  if (length > TUNTAS_LIST_MOST_LETTERS)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE,
                   "row %u, column %u: the cell has more than %d letters", row->number, row->n + 1,
                   TUNTAS_LIST_MOST_LETTERS);
      return FALSE;
    }
  if (length > 0)
    cell.text = g_string_chunk_insert_len (self->texts, text, (gssize) length);
  g_array_append_val (self->cells, cell);
  row->n++;
  return TRUE;
}

gboolean
tuntas_list_table_pad (TuntasListTable *self, guint n_cells, GError **error)
{
  while (last_row (self)->n < n_cells)
    if (!tuntas_list_table_add (self, "", 0, TUNTAS_LIST_CELL_TEXT, error))
      return FALSE;
  return TRUE;
}

void
tuntas_list_table_set_from_1904 (TuntasListTable *self, gboolean from_1904)
{
  self->from_1904 = from_1904;
}

gboolean
tuntas_list_table_get_from_1904 (const TuntasListTable *self)
{
  return self->from_1904;
}

guint
tuntas_list_table_get_n_rows (const TuntasListTable *self)
{
  return self->rows->len;
}

guint
tuntas_list_table_get_number (const TuntasListTable *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).number;
}

guint
tuntas_list_table_get_n_cells (const TuntasListTable *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).n;
}

const TuntasListCell *
tuntas_list_table_get_cell (const TuntasListTable *self, guint row, guint column)
{
  const Row *place;

  g_return_val_if_fail (row < self->rows->len, &no_cell);

  place = &g_array_index (self->rows, Row, row);
  return column < place->n ? &g_array_index (self->cells, TuntasListCell, place->first + column) : &no_cell;
}
