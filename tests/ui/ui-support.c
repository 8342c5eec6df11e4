/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-support.h"

TuntasProcedure *
ui_support_load_w03 (void)
{
  return ui_support_load ("../data/procedures/IN.OCC.TENESA.W-03.json");
}

TuntasProcedure *
ui_support_load (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  procedure = tuntas_procedure_new_from_bytes (bytes, file, &error);
  g_assert_no_error (error);
  return procedure;
}
