/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-paper.h"

#include "training-support.h"
#include "tuntas-certificate-paper.h"
#include "tuntas-coverage.h"
#include "tuntas-debrief-paper.h"

#include <string.h>

/* What is printed, read back by another program. */

/* (transfer full): its text, a form feed after each page. */
static char *
read_back (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                     "pdftotext", "-layout", "-", "-", NULL);
  g_autoptr (GBytes) text = NULL;
  gsize size;
  const char *data;

  g_assert_no_error (error);
  g_subprocess_communicate (reader, pdf, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  data = g_bytes_get_data (text, &size);
  return g_strndup (data, size);
}

/* Words, wherever lines break and cells stand apart. */
static void
assert_says (const char *text, const char *wanted)
{
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *flat = g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);

  if (strstr (flat, wanted) == NULL)
    g_error ("“%s” is not on the paper:\n%s", wanted, text);
}

static GBytes *
print (TuntasPaper *paper)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = tuntas_paper_print (paper, &error);

  g_assert_no_error (error);
  return pdf;
}

/* (transfer full): the last line of a page above its foot. */
static char *
last_line (const char *page)
{
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  guint found = 0;

  for (guint i = g_strv_length (lines); i > 0; i--)
    if (*g_strstrip (lines[i - 1]) != '\0' && ++found == 2)
      return g_strdup (lines[i - 1]);
  g_error ("no lines on the page");
}

/* Everything is there once and in order, each page says which it is, and no heading ends one. */
static void
test_pages (void)
{
  g_autoptr (TuntasPaper) paper = tuntas_paper_new ("Many pages", "What it is");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;
  const char *at;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *heading = g_strdup_printf ("Heading %03u", i);
      g_autofree char *line = g_strdup_printf ("Line %03u", i);

      tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, heading);
      tuntas_paper_add (paper, TUNTAS_PAPER_TEXT, line);
    }
  pdf = print (paper);
  text = read_back (pdf);
  at = text;
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %03u", i);

      at = strstr (at, line);
      g_assert_nonnull (at);
    }
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), >, 4);
  for (guint i = 0; pages[i + 1] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u", i + 1, g_strv_length (pages) - 1);
      g_autofree char *last = last_line (pages[i]);

      assert_says (pages[i], number);
      assert_says (pages[i], "What it is");
      g_assert_true (g_str_has_prefix (last, "Line"));
    }
}

/* One cell that is longer than a page goes on, beside the others' few lines; so does a word without any blank. */
static void
test_long (void)
{
  g_autoptr (TuntasPaper) paper = tuntas_paper_new ("Long", "Foot");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *endless = g_strnfill (300, 'x');

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (words, "w%u ", i);
  tuntas_paper_add_row (paper, (TuntasPaperCell[]) { { "left", 0.5, TUNTAS_PAPER_TEXT }, { NULL, 0.25, TUNTAS_PAPER_TEXT },
                                                     { words->str, 0.25, TUNTAS_PAPER_TEXT } }, 3);
  tuntas_paper_add_rule (paper);
  tuntas_paper_add (paper, TUNTAS_PAPER_TEXT, endless);
  tuntas_paper_add (paper, TUNTAS_PAPER_SMALL, "the end");
  pdf = print (paper);
  text = read_back (pdf);
  for (guint i = 0; i < 900; i += 100)
    {
      g_autofree char *word = g_strdup_printf (" w%u ", i);

      assert_says (text, word);
    }
  assert_says (text, "left");
  assert_says (text, "the end");
  assert_says (text, "Page 2 of");
}

/* The whole debrief of a way with a call that is recorded otherwise than it went; the day is that of the trainee. */
static void
test_debrief (void)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (TuntasScenario) scenario = training_support_load (procedure, "indihome-normal");
  g_autofree char *right = training_support_read ("indihome-normal");
  g_autofree char *changed = training_support_replace (right, "\"outcome\": \"no-answer\" }", "\"outcome\": \"busy\" }");
  g_autoptr (GBytes) bytes = g_bytes_new (changed, strlen (changed));
  g_autoptr (TuntasScenario) gone = tuntas_scenario_new (bytes, "changed", procedure, NULL);
  g_autoptr (TuntasSolution) way = tuntas_solution_play (gone, "en");
  g_autoptr (GPtrArray) trials = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GTimeZone) local = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (TuntasDebrief) debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = scenario, .cases = way->cases, .truths = tuntas_call_book_get_truths (way->book), .trials = trials,
      .notes = way->notes, .ended_at = tuntas_scenario_get_start (scenario) + 7200, .real_seconds = 300, .language = "en" });
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = tuntas_debrief_paper_print (&(TuntasDebriefPaper) {
      .debrief = debrief, .title = "IndiHome, reached at once", .mode = "Exam", .procedure = procedure, .zone = zone,
      .at = 1795402800, .local = local }, &error);
  g_autofree char *text = NULL;
  static const char *const wanted[] = {
    "Passed", "IndiHome, reached at once", "Exam · Sunday, 22 November 2026",
    "IN.OCC.TENESA.W-03 · in force 01-08-2021, without a revision number", "1 wrong", "90 of 100 points",
    "Outcomes of calls: 1 of 2 right", "Notes: RFO, repair", "Ticket IN900000101, step by step", "Wrong",
    "Call recorded as: Busy", "What happened What was recorded What should have been", "1.2.3", "Where the time went",
    "Page 1 of", "Tuntas · training · IndiHome, reached at once",
  };

  g_assert_no_error (error);
  text = read_back (pdf);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    assert_says (text, wanted[i]);
}

/* Who, by what, when, and every clause in the order of the instruction. */
static void
test_certificate (void)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (procedure);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  char *none[] = { NULL };
  const TuntasCertificate certificate = { .complete = TRUE, .at = 1795402800,
                                          .n_clauses = g_hash_table_size (wanted->clauses), .missing = none };
  const TuntasCertificatePaper paper = { &certificate, "Siti <Nurhaliza> & Co", procedure, "en", zone };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = tuntas_certificate_paper_print (&paper, &error);
  g_autofree char *text = NULL;
  g_autofree char *passed = g_strdup_printf ("has passed all %u clauses of this work instruction in exams, the last on "
                                             "Monday, 23 November 2026.", certificate.n_clauses);
  const char *ninth, *tenth;

  g_assert_no_error (error);
  text = read_back (pdf);
  assert_says (text, "Certificate of training");
  assert_says (text, "Siti <Nurhaliza> & Co");
  assert_says (text, passed);
  assert_says (text, "IN.OCC.TENESA.W-03 · in force 01-08-2021, without a revision number");
  ninth = strstr (text, "1.2.9");
  tenth = strstr (text, "1.2.10");
  g_assert_true (ninth != NULL && tenth != NULL && ninth < tenth);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/pages", test_pages);
  g_test_add_func ("/paper/long", test_long);
  g_test_add_func ("/paper/debrief", test_debrief);
  g_test_add_func ("/paper/certificate", test_certificate);
  return g_test_run ();
}
