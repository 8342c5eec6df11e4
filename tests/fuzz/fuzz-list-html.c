/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-list-check.h"
#include "tuntas-list-html.h"

#include <string.h>

/* A page, whatever it begins with. */

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const TuntasListWatch nobody;
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasListTable) table = tuntas_list_html_read (&nobody, text, strlen (text), &error);

  fuzz_check_table (table, error);
  return 0;
}
