/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-w03.h"

#include "tuntas-data.h"

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

TuntasProcedure *
fuzz_w03_get (void)
{
  static TuntasProcedure *procedure;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (procedure != NULL)
    return procedure;
  bytes = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, &error);
  g_assert_no_error (error);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}
