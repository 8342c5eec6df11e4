/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-error.h"
#include "tuntas-trouble-words.h"

#include <string.h>

/* Whatever the client tells apart has its sentence, and nothing of a pattern is left in it. */
static void
test_all (void)
{
  g_auto (GStrv) troubles = tuntas_nossa_error_list_troubles ();

  g_assert_cmpuint (g_strv_length (troubles), >, 30);
  for (guint i = 0; troubles[i] != NULL; i++)
    {
      g_autofree char *words = tuntas_trouble_words (troubles[i], "said");

      if (words == NULL)
        g_error ("%s has no sentence", troubles[i]);
      g_assert_null (strchr (words, '{'));
      g_assert_true (g_ascii_isupper (words[0]));
    }
}

static void
assert_words (const char *body, const char *wanted)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (TuntasAnswer) answer = tuntas_answer_new (400, bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_false (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_WRITE, &error));
  words = tuntas_trouble_words (tuntas_nossa_error_get_trouble (error), tuntas_nossa_error_get_server_text (error));
  g_assert_cmpstr (words, ==, wanted);
}

/* From the answer on the wire to the sentence. */
static void
test_answers (void)
{
  assert_words ("{\"Error\":{\"reasonCode\":\"BMXAA4195E\",\"message\":\"BMXAA4195E - A value is required for the SOLUTION "
                "field.\"}}",
                "Nossa wants a field that is empty: A value is required for the SOLUTION field. Fill it in there, then try "
                "again.");
  assert_words ("{\"oslc:Error\":{\"spi:reasonCode\":\"BMXAA2283E\",\"oslc:message\":\"x\"}}",
                "Your Nossa password has expired. Change it in Nossa, then log in here.");
  /* A code that nobody has described is refused in Nossa's own words. */
  assert_words ("{\"Error\":{\"reasonCode\":\"BMXAA9999E\",\"message\":\"No.\"}}",
                "Nossa refuses this: No. Look at the ticket there, or ask the coordinator.");
  g_assert_null (tuntas_trouble_words ("agent-word", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trouble-words/all", test_all);
  g_test_add_func ("/trouble-words/answers", test_answers);
  return g_test_run ();
}
