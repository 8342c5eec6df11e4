/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-finding-words.h"

#include <string.h>

static void
test_sentence (void)
{
  TuntasFinding range = { (char *) "/etc/xdg/tuntas/site.ini", 12, (char *) "procedure", (char *) "first_round_min",
                          TUNTAS_FINDING_RANGE, (char *) "0", (char *) "3..9" };
  TuntasFinding braces = { (char *) "s.ini", 2, (char *) "texts", (char *) "greeting.id", TUNTAS_FINDING_PLACEHOLDER,
                           (char *) "wanted} {value", NULL };
  TuntasFinding file = { (char *) "s.ini", 0, NULL, NULL, TUNTAS_FINDING_OTHER, NULL, (char *) "Permission denied" };
  g_autofree char *first = tuntas_finding_words (&range);
  g_autofree char *second = tuntas_finding_words (&braces);
  g_autofree char *third = tuntas_finding_words (&file);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autofree char *all = NULL;

  g_assert_cmpstr (first, ==, "/etc/xdg/tuntas/site.ini line 12, [procedure] first_round_min: “0” is out of range 3..9");
  g_assert_cmpstr (second, ==, "s.ini line 2, [texts] greeting.id: “wanted} {value” is no placeholder");
  g_assert_cmpstr (third, ==, "s.ini: Permission denied");
  g_ptr_array_add (both, &file);
  g_ptr_array_add (both, &file);
  all = tuntas_finding_words_all (both);
  g_assert_cmpstr (all, ==, "s.ini: Permission denied\ns.ini: Permission denied");
}

/* Every code has its words, with what it carries. */
static void
test_every_code (void)
{
  for (int code = TUNTAS_FINDING_LINE; code <= TUNTAS_FINDING_OTHER; code++)
    {
      TuntasFinding finding = { (char *) "s.ini", 1, NULL, NULL, (TuntasFindingCode) code, (char *) "x", (char *) "y" };
      g_autofree char *words = tuntas_finding_words (&finding);

      g_assert_cmpuint (strlen (words), >, strlen ("s.ini line 1: "));
      g_assert_null (strpbrk (words + strlen ("s.ini"), "{}"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/finding-words/sentence", test_sentence);
  g_test_add_func ("/ui/finding-words/every-code", test_every_code);
  return g_test_run ();
}
