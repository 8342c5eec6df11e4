/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"

#include "tuntas-json.h"

char *
core_support_read (const char *path)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

TuntasProcedure *
core_support_read_procedure (const char *text, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tuntas_procedure_new_from_bytes (bytes, name, error);
}

TuntasProcedure *
core_support_load_w03 (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure = core_support_read_procedure (text, "W-03", &error);

  g_assert_no_error (error);
  return procedure;
}

TuntasProcedure *
core_support_revise_w03 (const char *revision, const char *find, const char *replacement)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autofree char *named = g_strdup_printf ("\"revision\": \"%s\"", revision);
  g_autoptr (GString) revised = g_string_new (text);
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;

  g_assert_cmpuint (g_string_replace (revised, "\"revision\": \"\"", named, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (revised, "\"first_round_min\": [3,", "\"first_round_min\": [2,", 0), ==, 1);
  if (find != NULL)
    g_assert_cmpuint (g_string_replace (revised, find, replacement, 0), >, 0);
  procedure = core_support_read_procedure (revised->str, revision, &error);
  g_assert_no_error (error);
  return procedure;
}

TuntasCase *
core_support_fold (TuntasProcedure *procedure, GTimeZone *zone, GPtrArray *events, GError **error)
{
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);

  return tuntas_case_fold (procedures, zone, events, error);
}

GPtrArray *
core_support_opening (TuntasProcedure *procedure, const char *family, const char *zone_id, const char *phones,
                      const char *email)
{
  g_autoptr (TuntasAct) opening = tuntas_case_opening (procedure, "IN190000001", family, zone_id, phones, email);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);

  g_ptr_array_add (events, tuntas_event_new (1, 0, "AYU", opening));
  return events;
}

TuntasCase *
core_support_open_case (TuntasProcedure *procedure, const char *family, const char *zone_id, const char *phones,
                        const char *email)
{
  g_autoptr (GPtrArray) events = core_support_opening (procedure, family, zone_id, phones, email);
  g_autoptr (GTimeZone) zone = *zone_id != '\0' ? g_time_zone_new_identifier (zone_id) : NULL;
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  state = core_support_fold (procedure, zone, events, &error);
  g_assert_no_error (error);
  return state;
}

GTimeZone *
core_support_find_zone (const char *id, gpointer user_data)
{
  return g_time_zone_new_identifier (id);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_case_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "core", "cases", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >, 0);
  return names;
}

void
core_support_for_each_script (CoreScriptFunc func, gpointer user_data)
{
  g_autoptr (GPtrArray) names = list_case_files ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename ("core", "cases", name, NULL);
      g_autofree char *text = core_support_read (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, &error);
      JsonArray *scripts;

      g_assert_no_error (error);
      scripts = json_node_get_array (node);
      g_assert_cmpuint (json_array_get_length (scripts), >, 0);
      for (guint j = 0; j < json_array_get_length (scripts); j++)
        func (name, j, json_array_get_object_element (scripts, j), user_data);
    }
}
