/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importing.h"

#include <string.h>

Shift *
importing_alone (const char *site)
{
  Shift *shift = shift_new (MORNING);

  shift_end (shift);
  g_assert_true (g_str_has_prefix (shift->directory, g_get_tmp_dir ()));
  shift->offline = TRUE;
  shift->nossa_site = site;
  shift_begin (shift);
  return shift;
}

void
importing_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
importing_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

TuntasImport *
importing_try_preview (Shift *shift, const char *text, GHashTable *corrections, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_desk_preview_list_async (shift->desk, bytes, corrections, NULL, NULL, NULL, importing_keep_cb, &result);
  return tuntas_desk_preview_list_finish (shift->desk, importing_wait_for (&result), error);
}

TuntasImport *
importing_preview (Shift *shift, const char *text)
{
  g_autoptr (GError) error = NULL;
  TuntasImport *import = importing_try_preview (shift, text, NULL, &error);

  g_assert_no_error (error);
  return import;
}

TuntasImportOutcome *
importing_take (Shift *shift, TuntasImport *import)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasImportOutcome *outcome;

  tuntas_desk_import_async (shift->desk, import, importing_keep_cb, &result);
  outcome = tuntas_desk_import_finish (shift->desk, importing_wait_for (&result), &error);
  g_assert_no_error (error);
  return outcome;
}

void
importing_take_list (Shift *shift, const char *text)
{
  g_autoptr (TuntasImport) import = importing_preview (shift, text);
  g_autoptr (TuntasImportOutcome) outcome = importing_take (shift, import);
}
