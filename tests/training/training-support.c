/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include "tuntas-data.h"

#include <string.h>

TuntasProcedure *
training_support_load_w03 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), TRAINING_SUPPORT_W03, 0, &error);
  TuntasProcedure *procedure;

  g_assert_no_error (error);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

TuntasScenario *
training_support_load (TuntasProcedure *procedure, const char *id)
{
  g_autoptr (GBytes) bytes = tuntas_scenario_find_builtin (id);
  g_autoptr (GError) error = NULL;
  TuntasScenario *scenario;

  g_assert_nonnull (bytes);
  scenario = tuntas_scenario_new (bytes, id, procedure, &error);
  g_assert_no_error (error);
  return scenario;
}

char *
training_support_read (const char *id)
{
  g_autoptr (GBytes) bytes = tuntas_scenario_find_builtin (id);
  gsize size;
  const char *text;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}

TuntasScenario *
training_support_prove (const char *text, GPtrArray **findings)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tuntas_scenario_prove (bytes, procedure, findings);
}

char *
training_support_replace (const char *text, const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  if (parts[1] == NULL)
    g_error ("there is no %s", what);
  return g_strjoinv (by, parts);
}

void
training_support_figure (const char *name, guint value, const char *unit)
{
  g_test_message ("figure %s %u %s", name, value, unit);
}
