/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "fuzz.h"

#include "fuzz-answer-check.h"
#include "tuntas-cookie-jar.h"

#include <string.h>

/* An answer as it stands on the wire: a line that begins with the status, header lines, an empty line, the body.
 * Besides the verdict: what is kept of every answer, cookies and the server's clock. */

static void
add_header (TuntasAnswer *answer, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);

  if (parts[0] != NULL && parts[1] != NULL)
    tuntas_answer_add_header (answer, parts[0], g_strstrip (parts[1]));
}

static TuntasAnswer *
read_answer (const guint8 *data, size_t size)
{
  const guint8 *parting = memmem (data, size, "\n\n", 2);
  size_t head_size = parting != NULL ? (size_t) (parting - data) : size;
  g_autofree char *head = g_strndup ((const char *) data, head_size);
  g_auto (GStrv) lines = g_strsplit (head, "\n", 64);
  g_autoptr (GBytes) body = parting != NULL ? g_bytes_new (parting + 2, size - head_size - 2) : NULL;
  TuntasAnswer *answer = tuntas_answer_new ((guint) CLAMP (g_ascii_strtoull (head, NULL, 10), 100, 999), body);

  for (guint i = 1; i < g_strv_length (lines); i++)
    add_header (answer, lines[i]);
  return answer;
}

/* Whatever a server sets, what goes back is one line of printable ASCII and not without end. */
static void
check_cookies (TuntasAnswer *answer)
{
  static const char *const paths[] = { "/", "/maximo/oslc?lean=1", "/maximox" };
  g_autoptr (TuntasCookieJar) jar = tuntas_cookie_jar_new ("nossa.example", TRUE);
  g_auto (GStrv) cookies = tuntas_answer_dup_headers (answer, "Set-Cookie");

  for (guint i = 0; cookies[i] != NULL; i++)
    tuntas_cookie_jar_take (jar, cookies[i], 1795399200);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *header = tuntas_cookie_jar_print (jar, paths[i]);

      for (const char *p = header; p != NULL && *p != '\0'; p++)
        g_assert_true (*p >= 0x20 && *p < 0x7F);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (TuntasAnswer) answer = read_answer (data, size);
  gint64 wait = tuntas_answer_get_retry_after (answer);

  g_assert_true (wait >= -1 && wait <= 86400);
  g_assert_cmpint (tuntas_answer_get_date (answer), >=, -1);
  check_cookies (answer);
  fuzz_answer_check (answer);
  return 0;
}
