/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* What is wrong with a scenario is told with its line, its place and the reason, and all of it at once. */

static const struct
{
  const char *name;
  const char *id;
  const char *what, *by; /* by "@" keeps it */
  const char *place, *reason;
} mistakes[] = {
  { "member", "indihome-normal", "\"goal\"", "\"aim\"", "scenario", "“aim” is not a member of this format" },
  { "format", "indihome-normal", "\"format\": 1", "\"format\": 2", "scenario.format", "1 is wanted here" },
  { "start", "indihome-normal", "\"2026-11-23T09:00:00+07:00\"", "\"09:00\"", "scenario.start",
    "an instant with an offset is wanted here" },
  { "zone", "indihome-normal", "\"Asia/Jakarta\"", "\"Europe/Oslo\"", "scenario.zone", "is no zone of the country" },
  { "date", "holiday", "\"2026-11-24\"", "\"besok\"", "scenario.closed_dates", "dates such as 2026-12-25 are wanted here" },
  { "nossa", "indihome-normal", "\"SALAMSIM\"", "\"HABIS\"", "scenario.nossa.tickets[0].status",
    "is not in the list of statuses" },
  { "nossa-member", "indihome-normal", "\"symptom\"", "\"sympton\"", "scenario.nossa.tickets[0].sympton",
    "there is no such attribute" },
  { "live-number", "indihome-normal", "\"ticketid\": \"IN900000101\"", "\"ticketid\": \"IN190000101\"",
    "scenario.nossa.tickets[0].ticketid", "“IN190000101” is no number of the training" },
  { "ticket", "indihome-normal", "\"tickets\": [\"IN900000101\"]", "\"tickets\": [\"IN900000102\"]",
    "scenario.customers[0].tickets[0]", "there is no ticket “IN900000102” in nossa" },
  { "outcome", "indihome-normal", "{ \"outcome\": \"no-answer\",", "{ \"outcome\": \"asleep\",",
    "scenario.customers[0].calls[0].outcome", "the procedure has no outcome “asleep”" },
  { "tone", "pots-unreached", "\"tone\": \"busy\"", "\"tone\": \"jazz\"", "scenario.customers[0].calls[1].tone",
    "“jazz” is unknown here" },
  { "silence", "indihome-normal", "{ \"outcome\": \"no-answer\",", "{ \"outcome\": \"connected\",",
    "scenario.customers[0].calls[0]", "who is reached says something" },
  { "seconds", "indihome-normal", "\"seconds\": 34", "\"seconds\": 6000", "scenario.customers[0].calls[0].seconds",
    "seconds from 0 to 600 are wanted here" },
  { "says", "indihome-normal", "\"says\": { \"act\": \"normal-close\" }", "\"says\": { \"act\": \"smile\" }",
    "scenario.customers[0].calls[1].says", "the procedure has no act “smile”" },
  { "moment", "changed-in-nossa", "\"at\": \"+0:29:30\",", "", "scenario.happenings[0]",
    "one of “at” and “after” is wanted here" },
  { "offset", "changed-in-nossa", "\"at\": \"+0:29:30\",", "\"at\": \"09:29\",", "scenario.happenings[0].at",
    "a time after the start such as +0:20:00 is wanted here" },
  { "order", "indihome-normal", "\"at\": \"+0:07:15\"", "\"at\": \"+0:02:15\"", "scenario.solution[0].acts[4]",
    "comes before the act above it" },
  { "act", "indihome-normal", "\"act\": \"resolved\"", "\"act\": \"solved\"", "scenario.solution[0].acts[1]",
    "the procedure has no act “solved”" },
  { "refused", "pots-unreached", "\"act\": \"call\", \"phone\": \"08000000502\" },\n        { \"at\": \"+0:02:45\", \"act\": \"outcome\", \"outcome\": \"no-answer\" }",
    "\"act\": \"add-phone\", \"phone\": \"08000000502\", \"source\": \"x\" }", "scenario.solution[0].acts[7]", "@" },
  { "no-end", "indihome-normal", ",\n        { \"at\": \"+0:08:35\", \"act\": \"normal-close\", \"told\": \"true\" }", "",
    "scenario.solution[0].acts[5]", "the way comes to no end: it stays in confirm" },
  { "other-outcome", "indihome-normal", "\"outcome\": \"no-answer\" }", "\"outcome\": \"busy\" }",
    "scenario.solution", "IN900000101 would be judged as wrong: 1.2.3" },
  { "overlapping", "two-tickets-one-number", "\"act\": \"outcome\", \"outcome\": \"no-answer\" }",
    "\"act\": \"add-phone\", \"phone\": \"08000000999\", \"source\": \"x\" }", "scenario.solution[0].acts[3]", "@" },
};

static guint
line_of (const char *text, const char *by)
{
  const char *place = strstr (text, by);
  guint line = 1;

  for (const char *p = text; p < place; p++)
    line += *p == '\n';
  return line;
}

static void
test_mistake (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *text = training_support_read (mistakes[index].id);
  g_autofree char *changed = training_support_replace (text, mistakes[index].what, mistakes[index].by);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = training_support_prove (changed, &findings);
  gboolean found = FALSE;

  g_assert_null (scenario);
  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%u: %s: %s", finding->line, finding->place, finding->reason);
      g_assert_cmpuint (finding->line, >, 0);
      found |= strcmp (finding->place, mistakes[index].place) == 0 &&
               (*mistakes[index].reason == '@' || g_str_has_prefix (finding->reason, mistakes[index].reason));
    }
  g_assert_true (found);
}

/* The line is that of the file, also within what the embedded Nossa is given. */
static void
test_line (void)
{
  g_autofree char *text = training_support_read ("indihome-normal");
  g_autofree char *changed = training_support_replace (text, "\"SALAMSIM\"", "\"HABIS\"");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = training_support_prove (changed, &findings);

  g_assert_null (scenario);
  g_assert_cmpuint (((TuntasProcedureFinding *) g_ptr_array_index (findings, 0))->line, ==, line_of (changed, "HABIS"));
}

static void
test_syntax (void)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = training_support_prove ("{\n\"id\": }", &findings);

  g_assert_null (scenario);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (((TuntasProcedureFinding *) g_ptr_array_index (findings, 0))->line, ==, 2);
}

static void
test_all_at_once (void)
{
  g_autofree char *text = training_support_read ("indihome-normal");
  g_autofree char *first = training_support_replace (text, "\"Asia/Jakarta\"", "\"Mars\"");
  g_autofree char *second = training_support_replace (first, "\"seconds\": 34", "\"seconds\": -1");
  g_autofree char *third = training_support_replace (second, "\"act\": \"resolved\"", "\"act\": \"solved\"");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) scenario = training_support_prove (third, &findings);

  g_assert_null (scenario);
  g_assert_cmpuint (findings->len, ==, 3);
}

static void
assert_finds (JsonNode *scenario, const char *place, const char *reason)
{
  g_autofree char *text = json_to_string (scenario, TRUE);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasScenario) none = training_support_prove (text, &findings);
  const TuntasProcedureFinding *finding;

  g_assert_null (none);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->place, ==, place);
  g_assert_cmpstr (finding->reason, ==, reason);
  g_assert_cmpuint (finding->line, >, 0);
}

/* An exercise without a ticket, and a ticket without a way, of which nothing could be judged. */
static void
test_nothing_to_do (void)
{
  g_autofree char *text = training_support_read ("two-tickets-one-number");
  g_autoptr (JsonNode) scenario = json_from_string (text, NULL);
  JsonObject *root = json_node_get_object (scenario);

  json_array_remove_element (json_object_get_array_member (root, "solution"), 1);
  assert_finds (scenario, "scenario.solution", "“IN900000142” has no way");
  json_object_set_array_member (json_object_get_object_member (root, "nossa"), "tickets", json_array_new ());
  assert_finds (scenario, "scenario.nossa.tickets", "an exercise has one ticket at least");
}

/* The command */

static int
run (const char *file, char **out, char **errors)
{
  const char *argv[] = { TUNTAS_PROGRAM, "check-scenario", file, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_command (void)
{
  g_autofree char *right = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "02-pots-unreached.json", NULL);
  g_autofree char *text = training_support_read ("pots-unreached");
  g_autofree char *changed = training_support_replace (text, "\"tone\": \"busy\"", "\"tone\": \"jazz\"");
  g_autofree char *wrong = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *out = NULL, *errors = NULL, *out2 = NULL, *errors2 = NULL, *out3 = NULL, *errors3 = NULL;
  g_autoptr (GError) error = NULL;
  int handle = g_file_open_tmp ("tuntas-scenario-XXXXXX.json", &wrong, &error);

  g_assert_no_error (error);
  g_close (handle, NULL);
  g_file_set_contents (wrong, changed, -1, &error);
  g_assert_no_error (error);

  g_assert_cmpint (run (right, &out, &errors), ==, 0);
  g_assert_nonnull (strstr (out, "no findings: pots-unreached: 1 tickets, 3 calls\n"));
  g_assert_nonnull (strstr (out, "  silent places: Q7\n"));
  g_assert_nonnull (strstr (out, "close-unreached: first-round → end (closed-unreached)"));
  g_assert_cmpstr (errors, ==, "");

  g_assert_cmpint (run (wrong, &out2, &errors2), ==, 1);
  expected = g_strdup_printf ("%s:%u: scenario.customers[0].calls[1].tone: “jazz” is unknown here\n", wrong,
                              line_of (changed, "jazz"));
  g_assert_cmpstr (out2, ==, expected);

  g_assert_cmpint (run ("/nonexistent/latihan.json", &out3, &errors3), ==, 2);
  g_assert_nonnull (strstr (errors3, "/nonexistent/latihan.json"));
  g_unlink (wrong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/training/reader/mistake/%s", mistakes[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_mistake);
    }
  g_test_add_func ("/training/reader/line", test_line);
  g_test_add_func ("/training/reader/syntax", test_syntax);
  g_test_add_func ("/training/reader/all-at-once", test_all_at_once);
  g_test_add_func ("/training/reader/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/training/reader/command", test_command);
  return g_test_run ();
}
