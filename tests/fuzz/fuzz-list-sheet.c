/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-list-check.h"
#include "workbook.h"

/* The parts within a workbook's zip, which changed bytes of the zip itself hardly ever reach: a line "----" parts the sheet
 * from the shared texts. */

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const TuntasListWatch nobody;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (text, "\n----\n", 2);
  g_autoptr (GBytes) bytes = workbook_sample ("xl/worksheets/sheet2.xml", parts[0] != NULL ? parts[0] : "");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = NULL;
  gsize length;
  const char *packed;

  if (parts[0] != NULL && parts[1] != NULL)
    {
      g_bytes_unref (bytes);
      bytes = workbook_sample ("xl/sharedStrings.xml", parts[1]);
    }
  packed = g_bytes_get_data (bytes, &length);
  list = tuntas_list_read (packed, length, &options, &nobody, &error);
  fuzz_check_list (list, error);
  return 0;
}
