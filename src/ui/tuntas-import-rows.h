/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

#include <gtk/gtk.h>

/* What the preview of a list has in its groups. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_IMPORT_GROUP_ADDED,
  TUNTAS_IMPORT_GROUP_CHANGED,
  TUNTAS_IMPORT_GROUP_SAME,
  TUNTAS_IMPORT_GROUP_MISSING,
  TUNTAS_IMPORT_GROUP_PROBLEMS,
} TuntasImportGroup;

#define TUNTAS_IMPORT_N_GROUPS (TUNTAS_IMPORT_GROUP_PROBLEMS + 1)

/* The rows of one group, as a list model of GtkStringObject: what the row is about, and below it, behind a line end, the
 * rest. A list may have a hundred thousand: the words of a row are made when it is asked for, each time. */
#define TUNTAS_TYPE_IMPORT_ROWS (tuntas_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (TuntasImportRows, tuntas_import_rows, TUNTAS, IMPORT_ROWS, GObject)

/* Times are told in the desk's zone and from its present moment. */
TuntasImportRows *tuntas_import_rows_new (TuntasDesk *desk, TuntasImport *import, TuntasImportGroup group);

G_END_DECLS
