/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-list-error.h"

/* Rows of cells, as they stand in a list of any form. Readers fill it cell by cell; it holds every bound but that of the
 * file, and it is where reading is cancelled and its progress told. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_LIST_CELL_TEXT,
  TUNTAS_LIST_CELL_NUMBER, /* of a workbook: digits with a '.', perhaps an exponent */
  TUNTAS_LIST_CELL_DATE,   /* the same, shown as a date, a time or a length of time: in days */
} TuntasListCellKind;

typedef struct
{
  const char *text; /* never NULL; belongs to the table */
  TuntasListCellKind kind;
} TuntasListCell;

/* Told from time to time while a list is read: a share from 0 to 1 that does not fall. Called where the list is read,
 * which may be another thread. */
typedef void (*TuntasListProgress) (double share, gpointer user_data);

/* Who waits for a list; lives longer than its tables. */
typedef struct
{
  GCancellable *cancellable; /* (nullable) */
  TuntasListProgress progress; /* (nullable) */
  gpointer user_data;
} TuntasListWatch;

typedef struct _TuntasListTable TuntasListTable;

/* (transfer full) */
TuntasListTable *tuntas_list_table_new  (const TuntasListWatch *watch);
void             tuntas_list_table_free (TuntasListTable *self);

/* How much has been done, from 0 to 1: the cells are the first half of it, what they say the second. FALSE with an error
 * where the reading was cancelled. */
gboolean tuntas_list_table_tell (TuntasListTable *self, double share, GError **error);

/* Begins a row. number: as the people count who see the list, from 1, rising. */
gboolean tuntas_list_table_begin_row (TuntasListTable *self, guint number, GError **error);
/* Adds a cell to the row that was begun last; text of that many bytes, UTF-8. */
gboolean tuntas_list_table_add (TuntasListTable *self, const char *text, gsize length, TuntasListCellKind kind,
                                GError **error);
/* Fills the row with empty cells until it has so many. */
gboolean tuntas_list_table_pad (TuntasListTable *self, guint n_cells, GError **error);

/* Whether dates that are numbers count their days from 1904-01-01, as some workbooks have it, and not from 1899-12-30. What
 * is shown as a date may be a length of time, so that only who knows what a cell says can heed it. */
void     tuntas_list_table_set_from_1904 (TuntasListTable *self, gboolean from_1904);
gboolean tuntas_list_table_get_from_1904 (const TuntasListTable *self);

guint    tuntas_list_table_get_n_rows (const TuntasListTable *self);
guint    tuntas_list_table_get_number (const TuntasListTable *self, guint row);
guint    tuntas_list_table_get_n_cells (const TuntasListTable *self, guint row);
/* An empty cell where the row has no such. Valid as long as the table is not changed. */
const TuntasListCell *tuntas_list_table_get_cell (const TuntasListTable *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasListTable, tuntas_list_table_free)

G_END_DECLS
