/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-revised.h"

#include "tuntas-data.h"

#include <stdarg.h>

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

TuntasProcedure *
tuntas_revised_w03 (const char *name, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) w03 = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, &error);
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TuntasProcedure *procedure;
  const char *before;
  va_list pairs;

  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (w03, NULL), g_bytes_get_size (w03));
  va_start (pairs, name);
  while ((before = va_arg (pairs, const char *)) != NULL)
    g_assert_cmpuint (g_string_replace (text, before, va_arg (pairs, const char *), 0), ==, 1);
  va_end (pairs);
  bytes = g_bytes_new (text->str, text->len);
  procedure = tuntas_procedure_new_from_bytes (bytes, name, &error);
  g_assert_no_error (error);
  return procedure;
}
