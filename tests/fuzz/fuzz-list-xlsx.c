/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-list-check.h"
#include "tuntas-list-xlsx.h"

/* The bytes of a workbook. */

static gboolean
has_cells (const TuntasListTable *table, gpointer user_data)
{
  return tuntas_list_table_get_n_rows (table) > 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const TuntasListWatch nobody;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasListTable) table = tuntas_list_xlsx_read (&nobody, (const char *) data, size, has_cells, NULL, &error);

  fuzz_check_table (table, error);
  return 0;
}
