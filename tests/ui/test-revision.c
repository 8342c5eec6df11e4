/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-revision.h"

#include "tuntas-json.h"

/* Procedures and their differences in words. */

/* (transfer full): W-03 with that revision, in which something else is replaced too. */
static TuntasProcedure *
load (const char *revision, const char *find, const char *replacement)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "procedures", "IN.OCC.TENESA.W-03.json",
                                                 NULL);
  g_autofree char *text = NULL;
  g_autofree char *named = g_strdup_printf ("\"revision\": \"%s\"", revision);
  g_autoptr (GString) revised = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  revised = g_string_new (text);
  g_assert_cmpuint (g_string_replace (revised, "\"revision\": \"\"", named, 0), ==, 1);
  if (find != NULL)
    g_assert_cmpuint (g_string_replace (revised, find, replacement, 0), >, 0);
  bytes = g_bytes_new (revised->str, revised->len);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

static void
test_names (void)
{
  g_autoptr (TuntasProcedure) without = load ("", NULL, NULL);
  g_autoptr (TuntasProcedure) with = load ("02", "\"effective\": \"2021-08-01\"", "\"effective\": \"2027-01-15\"");
  g_autofree char *cited_without = tuntas_revision_dup_citation (without);
  g_autofree char *cited_with = tuntas_revision_dup_citation (with);
  g_autoptr (TuntasProcedure) other = load ("02", "\"effective\": \"2021-08-01\"",
                                           "\"effective\":  \"2027-01-15\"");
  g_autofree char *to_without = tuntas_revision_dup_target (with, without);
  g_autofree char *to_with = tuntas_revision_dup_target (without, with);
  g_autofree char *to_other = tuntas_revision_dup_target (with, other);
  g_autofree char *pin = tuntas_revision_dup_pin (with);
  g_autofree char *wanted = g_strdup_printf ("%s · SHA-256 %.12s…", cited_with, tuntas_procedure_get_sha256 (with));

  g_assert_cmpstr (cited_without, ==, "IN.OCC.TENESA.W-03 · in force 01-08-2021, without a revision number");
  g_assert_cmpstr (cited_with, ==, "IN.OCC.TENESA.W-03 rev. 02 · in force 15-01-2027");
  g_assert_cmpstr (to_without, ==, "the one in force 01-08-2021");
  g_assert_cmpstr (to_with, ==, "revision 02");
  g_assert_cmpstr (to_other, ==, "the same revision with other settings");
  g_assert_cmpstr (pin, ==, wanted);
}

static const struct
{
  const char *name;
  const char *find, *replacement;
  const char *place;
  const char *forth, *back;
} rows[] = {
  { "parameter", "\"first_round_min\": 3", "\"first_round_min\": 4", "First calls, at least", "3 → 4", "4 → 3" },
  { "clause", "\"en\": \"Enter the login\"", "\"en\": \"Fill in the login of the agent\"", "Clause 1.1.4",
    "Before: Enter the login\nNow: Fill in the login of the agent",
    "Before: Fill in the login of the agent\nNow: Enter the login" },
  { "step", "\"kind\": \"form\",", "\"kind\": \"form\", \"keeps_deadline\": true,", "Step receive · keeps_deadline",
    "none → true", "true → none" },
  { "text", "\"morning\": {", "\"dawn\": { \"id\": \"subuh\", \"en\": \"dawn\" },\n    \"morning\": {", "Text dawn",
    "New: dawn", "Removed: dawn" },
  { "head", "\"en\": \"Ticket closing\"", "\"en\": \"Closing tickets\"", "Head: title",
    "Ticket closing → Closing tickets", "Closing tickets → Ticket closing" },
};

static void
assert_only (TuntasProcedure *from, TuntasProcedure *to, const char *place, const char *change)
{
  g_autoptr (GPtrArray) differences = tuntas_procedure_diff (from, to, "en");
  g_autofree char *got_place = NULL;
  g_autofree char *got_change = NULL;

  g_assert_cmpuint (differences->len, ==, 1);
  got_place = tuntas_revision_dup_place (g_ptr_array_index (differences, 0));
  got_change = tuntas_revision_dup_change (g_ptr_array_index (differences, 0));
  g_assert_cmpstr (got_place, ==, place);
  g_assert_cmpstr (got_change, ==, change);
}

static void
test_difference (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (TuntasProcedure) from = load ("", NULL, NULL);
  g_autoptr (TuntasProcedure) to = load ("01", rows[i].find, rows[i].replacement);

  assert_only (from, to, rows[i].place, rows[i].forth);
  assert_only (to, from, rows[i].place, rows[i].back);
}

/* Every parameter of the procedure has words of its own. */
static void
test_parameters (void)
{
  g_autoptr (TuntasProcedure) procedure = load ("", NULL, NULL);
  GBytes *bytes = tuntas_procedure_get_bytes (procedure);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = tuntas_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_autoptr (GList) names = NULL;

  g_assert_no_error (error);
  names = json_object_get_members (json_object_get_object_member (json_node_get_object (root), "parameters"));
  g_assert_nonnull (names);
  for (GList *l = names; l != NULL; l = l->next)
    {
      TuntasDifference difference = { TUNTAS_PART_PARAMETER, TUNTAS_DIFFERENCE_CHANGED, l->data, NULL, NULL, NULL };
      g_autofree char *place = tuntas_revision_dup_place (&difference);

      g_assert_cmpstr (place, !=, difference.id);
    }
}

/* One that nobody here has words for is shown by its name. */
static void
test_unheard (void)
{
  TuntasDifference added = { TUNTAS_PART_PARAMETER, TUNTAS_DIFFERENCE_ADDED, (char *) "moon_phase", NULL, NULL,
                             (char *) "2" };
  g_autofree char *place = tuntas_revision_dup_place (&added);
  g_autofree char *change = tuntas_revision_dup_change (&added);

  g_assert_cmpstr (place, ==, "moon_phase");
  g_assert_cmpstr (change, ==, "New: 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/revision/names", test_names);
  g_test_add_func ("/ui/revision/parameters", test_parameters);
  g_test_add_func ("/ui/revision/unheard", test_unheard);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/revision/difference/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_difference);
    }

  return g_test_run ();
}
