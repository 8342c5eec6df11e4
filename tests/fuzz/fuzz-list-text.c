/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-list-check.h"

/* Anything that is pasted or opened, as a whole: it becomes a list of sound tickets, or says why not. */

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const TuntasListWatch nobody;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = tuntas_list_read ((const char *) data, size, &options, &nobody, &error);

  fuzz_check_list (list, error);
  return 0;
}
