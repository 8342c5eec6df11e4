/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-login-words.h"

#include <string.h>

typedef const char *(*WordsFunc) (TuntasLoginState state);

/* Each state of the keyring has its own sentence: from none of them another can be taken for it. */
static void
assert_own (WordsFunc words)
{
  for (guint i = 0; i < TUNTAS_LOGIN_N_STATES; i++)
    for (guint j = TUNTAS_LOGIN_LOCKED; j < i; j++)
      g_assert_cmpstr (words (i), !=, words (j));
}

static void
test_own_sentences (void)
{
  assert_own (tuntas_login_words_state);
  assert_own (tuntas_login_words_not_given);
  assert_own (tuntas_login_words_not_taken);
}

/* A start that failed says what can be typed or pressed now. */
static void
test_way_on (void)
{
  for (guint i = 0; i < TUNTAS_LOGIN_N_STATES; i++)
    {
      const char *words = tuntas_login_words_not_given (i);

      g_assert_true (strstr (words, "Type ") != NULL || strstr (words, "type ") != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login-words/own-sentences", test_own_sentences);
  g_test_add_func ("/login-words/way-on", test_way_on);
  return g_test_run ();
}
