/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Why a list cannot be read at all. What is wrong with single rows is no error: it stands in the list's problems. */

G_BEGIN_DECLS

#define TUNTAS_LIST_ERROR (tuntas_list_error_quark ())
GQuark tuntas_list_error_quark (void);

typedef enum
{
  TUNTAS_LIST_ERROR_EMPTY,     /* there is nothing in it, or no ticket's number anywhere */
  TUNTAS_LIST_ERROR_TOO_LARGE, /* more bytes, rows, columns or letters than are read; the message says which */
  TUNTAS_LIST_ERROR_OLD_EXCEL, /* a binary .xls of before 2007, or a workbook with a password: to be saved as .xlsx or CSV
                                * without one */
  TUNTAS_LIST_ERROR_UNKNOWN,   /* a picture, a PDF, another kind of archive …: no list */
  TUNTAS_LIST_ERROR_BROKEN,    /* begins as a list and goes on as none; the message says where */
  TUNTAS_LIST_ERROR_NOT_READ,  /* the file could not be read; the system's words */
} TuntasListError;

/* What is read at the most. A list of 20,000 tickets with 77 columns is 30 MB. */
#define TUNTAS_LIST_MOST_BYTES    (64 * 1024 * 1024)  /* of the file */
#define TUNTAS_LIST_MOST_UNPACKED (256 * 1024 * 1024) /* of a workbook, over all its parts that are read */
#define TUNTAS_LIST_MOST_ROWS     100000
#define TUNTAS_LIST_MOST_COLUMNS  500
#define TUNTAS_LIST_MOST_CELLS    8000000
#define TUNTAS_LIST_MOST_LETTERS  32767               /* bytes of one cell: as many as a cell of Excel has letters */

G_END_DECLS
