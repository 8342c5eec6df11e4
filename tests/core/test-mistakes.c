/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "mistakes.h"
#include "tuntas-json.h"

#include <string.h>

/* Whoever writes a procedure file and makes a mistake is told the file, the line, the place and the reason. */

#define W03 "../data/procedures/IN.OCC.TENESA.W-03.json"
#define ERROR(name) TUNTAS_PROCEDURE_ERROR_##name

static TuntasProcedure *
load (const char *text, GError **error)
{
  return core_support_read_procedure (text, "uji.json", error);
}

static GPtrArray *
prove (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *findings;
  g_autoptr (TuntasProcedure) procedure = tuntas_procedure_prove (bytes, NULL, &findings);

  g_assert_cmpint (procedure == NULL, ==, findings->len > 0);
  return findings;
}

static char *
join (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (text, "\n%u: %s: %s", finding->line, finding->place, finding->reason);
    }
  return g_string_free (text, FALSE);
}

static const TuntasProcedureFinding *
find (GPtrArray *findings, const char *place, const char *reason)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      if (strcmp (finding->place, place) == 0 && strcmp (finding->reason, reason) == 0)
        return finding;
    }
  return NULL;
}

/* The line of what was put in: the finding is there, or where the thing around it begins. */
static guint
line_of (const char *text, const char *fresh)
{
  const char *at = *fresh != '\0' ? strstr (text, fresh) : NULL;
  guint line = 1;

  for (const char *p = text; at != NULL && p < at; p++)
    line += *p == '\n';
  return at != NULL ? line : 0;
}

static void
test_mistake (gconstpointer data)
{
  const Mistake *row = data;
  g_autofree char *w03 = core_support_read (W03);
  g_autofree char *text = mistake_make (row, w03);
  g_autoptr (GPtrArray) findings = prove (text);
  const TuntasProcedureFinding *finding = find (findings, row->place, row->reason);

  if (finding == NULL)
    {
      g_autofree char *found = join (findings);

      g_error ("“%s: %s” is not among the findings:%s", row->place, row->reason, found);
    }
  g_assert_cmpint (finding->code, ==, row->kind == MISTAKE_MEANING ? ERROR (MEANING) : ERROR (FORMAT));
  g_assert_cmpuint (finding->line, >, 0);
}

static void
test_no_json (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } rows[] = {
    { "", ERROR (SYNTAX), "uji.json: line 1, column 1: the document is empty" },
    { "{\n  \"format\": 1,\n}", ERROR (SYNTAX), "uji.json: line 3, column 1: " },
    { "<html>", ERROR (SYNTAX), "uji.json: line 1, column 1: " },
    { "{\"format\": 1, \"format\": 1}", ERROR (SYNTAX), "uji.json: line 1, column " },
    { "[]", ERROR (FORMAT), "uji.json: procedure: an object is wanted here" },
    { "{}", ERROR (FORMAT), "uji.json: procedure.format: is missing (and " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (rows[i].text, &error));
      g_assert_error (error, TUNTAS_PROCEDURE_ERROR, rows[i].code);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_error ("“%s” does not begin with “%s”", error->message, rows[i].message);
    }
}

/* All of them are found at once, each at its line: those that cannot be read, and what can be said of the rest. */
static void
test_all (void)
{
  static const struct
  {
    const char *old, *fresh;
    const char *place, *reason;
  } rows[] = {
    { "\"send_hold\": 10", "\"send_hold\": -1", "procedure.parameters.send_hold", "“-1” is out of range 0..300" },
    { "\"kind\": \"form\"", "\"kind\": \"page\"", "procedure.steps[0].kind", "“page” is unknown here" },
    { "\"rfo\": {}", "\"rfo\": { \"required\": true }", "procedure.acts[0].fields.rfo",
      "“required” is not a member of this format" },
    { "\"in\": [\"first-round\"], \"families\": [\"datin\"]", "\"in\": [\"first-round\"], \"families\": [\"data\"]",
      "act “pend” in first-round", "“data” is no family" },
    { "Pending s.d. {hingga}", "Pending s.d. {sampai}", "text “note-pending”", "“{sampai}” is no placeholder" },
  };
  g_autofree char *w03 = core_support_read (W03);
  g_autoptr (GString) text = g_string_new (w03);
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_replace (text, rows[i].old, rows[i].fresh, 1);
  findings = prove (text->str);
  found = join (findings);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TuntasProcedureFinding *finding = find (findings, rows[i].place, rows[i].reason);

      if (finding == NULL)
        g_error ("“%s: %s” is not among the findings:%s", rows[i].place, rows[i].reason, found);
      g_assert_cmpuint (finding->line, ==, line_of (text->str, rows[i].fresh));
    }
}

/* A mistake in a text hides none in the ways; one in an act does, and the last finding says so. */
static void
test_ways (void)
{
  static const char *const beside[][2] = {
    { "Pending s.d. {hingga}", "Pending s.d. {sampai}" },
    { "\"send_hold\": 10", "\"send_hold\": -1" },
    { "\"id\": \"1.1.6\"", "\"id\": \"1.1.5\"" },
    { "\"label\": { \"id\": \"Telepon\", \"en\": \"Call\" }", "\"label\": { \"id\": \"Telepon\" }" },
    { "{ \"id\": \"NMS\", \"en\": \"NMS\" }", "{ \"id\": \"NMS\", \"en\": 7 }" },
    { "\"format\": 1,", "\"format\": 1, \"fromat\": 1," },
    { "\"tone\": \"violet\"", "\"tone\": \"mauve\"" },
    { "\"services\": [\"VOICE\"]", "\"services\": [\"INTERNET*\"]" },
  };
  static const char *const barring[][2] = {
    { "\"kind\": \"form\"", "\"kind\": \"page\"" },
    { "\"in\": [\"first-round\"], \"families\": [\"datin\"]", "\"in\": [\"first-round\"], \"families\": [\"data\"]" },
  };
  g_autofree char *w03 = core_support_read (W03);
  g_autoptr (GString) text = g_string_new (w03);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) barred = NULL;
  const TuntasProcedureFinding *last;

  g_assert_cmpuint (g_string_replace (text, "\"then\": [{ \"to\": \"recheck\" }]",
                                      "\"then\": [{ \"to\": \"first-round\" }]", 1), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    g_assert_cmpuint (g_string_replace (text, beside[i][0], beside[i][1], 1), ==, 1);
  found = prove (text->str);
  g_assert_cmpuint (found->len, >, G_N_ELEMENTS (beside));
  g_assert_nonnull (find (found, "step “recheck”", "no ticket ever comes to it"));

  for (guint i = 0; i < G_N_ELEMENTS (barring); i++)
    g_assert_cmpuint (g_string_replace (text, barring[i][0], barring[i][1], 1), ==, 1);
  barred = prove (text->str);
  g_assert_null (find (barred, "step “recheck”", "no ticket ever comes to it"));
  last = g_ptr_array_index (barred, barred->len - 1);
  g_assert_cmpstr (last->place, ==, "ways");
  g_assert_cmpstr (last->reason, ==, "were not gone through: 2 of these findings leave open where they lead");
  g_assert_cmpuint (last->line, ==, line_of (text->str, "\"steps\": ["));
}

/* What nobody can go through is not proved, and so not taken. */
static void
test_too_much (void)
{
  g_autofree char *w03 = core_support_read (W03);
  g_autoptr (GString) families = g_string_new ("\"families\": [");
  g_autoptr (GString) values = g_string_new ("\"v0\"");
  g_autoptr (GString) text = g_string_new (w03);
  g_autoptr (GPtrArray) too_many_families = NULL;
  g_autoptr (GPtrArray) too_many_values = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (values, ", \"v%d\"", i + 1);
  for (int i = 0; i < 130; i++)
    g_string_append_printf (families, "\"f%d\", ", i);

  g_string_replace (text, "\"families\": [", families->str, 1);
  too_many_families = prove (text->str);
  g_assert_nonnull (find (too_many_families, "steps", "there are too many steps or families to be proved"));

  g_string_assign (text, w03);
  g_string_replace (text, "\"continue\", \"close\", \"return\"", values->str, 1);
  too_many_values = prove (text->str);
  g_assert_nonnull (find (too_many_values, "act “instructed” in held",
                          "its ways ask for too many facts together to be proved"));
}

/* Whatever is taken away or put in the place of something else: it is a finding, or it does no harm, and that is all. */

/* (transfer full): a copy in which the node that *left counts down to is another one (transfer full). */
static JsonNode *
copy_but (JsonNode *node, int *left, JsonNode *other)
{
  JsonNode *copy;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if ((*left)-- == 0)
    return other;
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_copy (node);
  copy = json_node_new (json_node_get_node_type (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      json_node_take_array (copy, json_array_new ());
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (json_node_get_array (copy),
                                copy_but (json_array_get_element (json_node_get_array (node), i), left, other));
      return copy;
    }
  json_node_take_object (copy, json_object_new ());
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (json_node_get_object (copy), name, copy_but (member, left, other));
  return copy;
}

static JsonNode *
make_other (guint how)
{
  JsonNode *other;

  switch (how)
    {
    case 0:
      return json_node_new (JSON_NODE_NULL);
    case 1:
      return json_node_init_string (json_node_alloc (), "x");
    case 2:
      return json_node_init_int (json_node_alloc (), 7);
    default:
      other = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (other, json_object_new ());
      return other;
    }
}

static void
test_damage (void)
{
  g_autofree char *w03 = core_support_read (W03);
  g_autoptr (JsonNode) pristine = tuntas_json_parse (w03, -1, NULL);
  guint n_refused = 0, n_damaged = 0;
  gboolean inside = TRUE;

  for (int i = 1; inside; i += g_test_quick () ? 11 : 1)
    for (guint how = 0; inside && how < 4; how++)
      {
        int left = i;
        JsonNode *other = make_other (how);
        g_autoptr (JsonNode) damaged = copy_but (pristine, &left, other);
        g_autofree char *text = json_to_string (damaged, FALSE);
        g_autoptr (GPtrArray) findings = prove (text);

        inside = left < 0;
        if (!inside)
          json_node_unref (other);
        n_damaged += inside;
        n_refused += findings->len > 0;
      }
  g_test_message ("%u of %u damaged procedures were refused", n_refused, n_damaged);
  g_assert_cmpuint (n_damaged, >, 400);
  g_assert_cmpuint (n_refused, >, n_damaged / 2);
}

static void
add (const Mistake *rows)
{
  for (const Mistake *mistake = rows; mistake->name != NULL; mistake++)
    {
      g_autofree char *path = g_strdup_printf ("/core/mistakes/%s", mistake->name);

      g_test_add_data_func (path, mistake, test_mistake);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/mistakes/no-json", test_no_json);
  g_test_add_func ("/core/mistakes/all-at-once", test_all);
  g_test_add_func ("/core/mistakes/damage", test_damage);
  g_test_add_func ("/core/mistakes/ways", test_ways);
  g_test_add_func ("/core/mistakes/too-much", test_too_much);
  add (mistakes_of_shape);
  add (mistakes_of_meaning);
  return g_test_run ();
}
