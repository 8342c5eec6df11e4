/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-settings-file.h"

/* (transfer full): all findings, a line each. */
static char *
say_all (TuntasSettingsFile *file)
{
  GPtrArray *findings = tuntas_settings_file_get_findings (file);
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = tuntas_finding_to_string (g_ptr_array_index (findings, i));

      g_string_append_printf (said, "%s\n", line);
    }
  return g_string_free (said, FALSE);
}

static void
test_values (void)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new ("# site\r\n"
                                                                  "[a]\r\n"
                                                                  "  text =  two words \r\n"
                                                                  "empty=\n"
                                                                  "two words = x=y\n"
                                                                  "lines = \\sone\\n\\ttwo\\\\n\\s\n"
                                                                  "[b]\n"
                                                                  "list = x; ;y ;\n"
                                                                  "number=+7\n"
                                                                  "choice=second",
                                                                  -1, "s.ini");
  static const char *const names[] = { "first", "second", NULL };
  g_autofree char *text = g_strdup ("before");
  g_autofree char *kept = g_strdup ("before");
  g_auto (GStrv) list = NULL;
  g_autofree char *joined = NULL;
  gint64 number = 1;
  guint choice = 0;

  g_assert_true (tuntas_settings_file_take_text (file, "a", "text", &text));
  g_assert_cmpstr (text, ==, "two words");
  g_assert_true (tuntas_settings_file_take_text (file, "a", "missing", &kept));
  g_assert_cmpstr (kept, ==, "before");
  g_assert_true (tuntas_settings_file_take_text (file, "a", "empty", &kept));
  g_assert_cmpstr (kept, ==, "");
  g_assert_cmpstr (tuntas_settings_file_get (file, "a", "two words"), ==, "x=y");
  g_assert_cmpstr (tuntas_settings_file_get (file, "a", "lines"), ==, " one\n\ttwo\\n ");
  g_assert_null (tuntas_settings_file_get (file, "b", "text"));
  g_assert_true (tuntas_settings_file_take_list (file, "b", "list", &list));
  joined = g_strjoinv ("|", list);
  g_assert_cmpstr (joined, ==, "x|y");
  g_assert_true (tuntas_settings_file_take_number (file, "b", "number", 0, 9, &number));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (tuntas_settings_file_take_choice (file, "b", "choice", names, &choice));
  g_assert_cmpuint (choice, ==, 1);
  tuntas_settings_file_close (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new ("[a]\n"
                                                                  "number=10\n"
                                                                  "words=seven\n"
                                                                  "\n"
                                                                  "choice=third\n"
                                                                  "text=a\\tb\n",
                                                                  -1, "s.ini");
  static const char *const names[] = { "first", "second", NULL };
  g_autofree char *text = g_strdup ("before");
  g_autofree char *said = NULL;
  gint64 number = 1;
  guint choice = 1;

  g_assert_false (tuntas_settings_file_take_text (file, "a", "text", &text));
  g_assert_false (tuntas_settings_file_take_number (file, "a", "number", 1, 9, &number));
  g_assert_false (tuntas_settings_file_take_number (file, "a", "words", 1, 9, &number));
  g_assert_false (tuntas_settings_file_take_choice (file, "a", "choice", names, &choice));
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpint (number, ==, 1);
  g_assert_cmpuint (choice, ==, 1);
  tuntas_settings_file_close (file);
  said = say_all (file);
  g_assert_cmpstr (said, ==, "s.ini:2: [a] number: “10” is out of range 1..9\n"
                             "s.ini:3: [a] words: “seven” is out of range 1..9\n"
                             "s.ini:5: [a] choice: “third” is none of first, second\n"
                             "s.ini:6: [a] text: text without control characters is wanted here\n");
}

static void
test_unasked (void)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new ("[a]\nknown=1\nunknown=2\nknown=3\n[b]\nother=4\n", -1,
                                                                  "s.ini");
  g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, "a");
  g_autofree char *said = NULL;

  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpstr (tuntas_settings_file_get (file, "a", "known"), ==, "1");
  tuntas_settings_file_close (file);
  said = say_all (file);
  g_assert_cmpstr (said, ==, "s.ini:3: [a] unknown: there is no such setting\n"
                             "s.ini:4: [a] known: stands twice; the first one counts\n"
                             "s.ini:6: [b] other: there is no such setting\n");
}

static void
test_allow_only (void)
{
  static const char *const allowed[] = { "dial", "links", NULL };
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new ("[procedure]\nfirst_round_min=1\n[dial]\nprefix=0\n", -1,
                                                                  "u.ini");
  g_autofree char *said = NULL;

  tuntas_settings_file_allow_only (file, allowed);
  g_assert_cmpstr (tuntas_settings_file_get (file, "dial", "prefix"), ==, "0");
  tuntas_settings_file_close (file);
  said = say_all (file);
  g_assert_cmpstr (said, ==, "u.ini:2: [procedure] first_round_min: only the system's file may set this\n");
}

/* What is no line of a key file, and what stands below a heading that cannot be read. */
static void
test_lines (void)
{
  static const struct { const char *text; const char *said; } rows[] = {
    { "", "" },
    { "# only this", "" },
    { "a=1\n", "s.ini:1: a: this is no group, no comment and no key = value\n" },
    { "[a\nb=1\n", "s.ini:1: this is no group, no comment and no key = value\n"
                   "s.ini:2: b: this is no group, no comment and no key = value\n" },
    { "[]\n", "s.ini:1: this is no group, no comment and no key = value\n" },
    { "[a] x\n", "s.ini:1: this is no group, no comment and no key = value\n" },
    { "[a]\nb\n", "s.ini:2: [a] this is no group, no comment and no key = value\n" },
    { "[a]\n= 1\n", "s.ini:2: [a] this is no group, no comment and no key = value\n" },
    { "[a]\nb=\\x\n", "s.ini:2: [a] b: this is no group, no comment and no key = value\n" },
    { "[a]\nb=x\\\n", "s.ini:2: [a] b: this is no group, no comment and no key = value\n" },
    { "[a]\nb=1\nc=\xff\n", "s.ini:3: this is no UTF-8\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (rows[i].text, -1, "s.ini");
      g_autofree char *said = say_all (file);

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

static void
test_escape (void)
{
  static const char *const values[] = { "", " ", "  x  ", "a b", "a\nb\n", "\t\r\\", "\\n", "[x] = #", NULL };

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *escaped = tuntas_settings_file_escape (values[i]);
      g_autofree char *text = g_strdup_printf ("[a]\nb=%s\n", escaped);
      g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "s.ini");

      g_assert_cmpstr (tuntas_settings_file_get (file, "a", "b"), ==, values[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/settings-file/values", test_values);
  g_test_add_func ("/core/settings-file/refused", test_refused);
  g_test_add_func ("/core/settings-file/unasked", test_unasked);
  g_test_add_func ("/core/settings-file/allow-only", test_allow_only);
  g_test_add_func ("/core/settings-file/lines", test_lines);
  g_test_add_func ("/core/settings-file/escape", test_escape);
  return g_test_run ();
}
