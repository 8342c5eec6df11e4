/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "tuntas-plain.h"
#include "tuntas-rfo-text.h"

#include <string.h>

/* Anything that is pasted: cause and repair are one line of sound text each, every line of the rest stands in what was
 * pasted, nothing is made up, and what was sorted once is not sorted otherwise again. */

static void
check_line (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL) && *text != '\0');
  for (; *text != '\0'; text++)
    g_assert_false (g_ascii_iscntrl (*text));
}

static gsize
count_letters (const char *text)
{
  gsize n = 0;

  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_isalnum (g_utf8_get_char (text));
  return n;
}

static void
check_rest (const char *rest, const char *pasted)
{
  g_auto (GStrv) lines = g_strsplit (rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      check_line (lines[i]);
      g_assert_nonnull (strstr (pasted, lines[i]));
    }
}

/* (transfer full): what was pasted, as texts from outside are kept. */
static char *
dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return tuntas_plain_text (valid, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *plain = dup_plain (text);
  g_autoptr (TuntasRfoText) parsed = tuntas_rfo_text_parse (text);

  check_line (parsed->rfo);
  check_line (parsed->repair);
  g_assert_cmpuint (count_letters (parsed->rfo) + count_letters (parsed->repair) + count_letters (parsed->rest), <=,
                    count_letters (plain));
  if (parsed->rest != NULL)
    check_rest (parsed->rest, plain);
  return 0;
}
