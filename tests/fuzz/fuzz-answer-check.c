/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-answer-check.h"

#include <string.h>

static void
check_facts (const GError *error, guint status)
{
  const char *text = tuntas_nossa_error_get_server_text (error);
  const char *code = tuntas_nossa_error_get_reason_code (error);
  gint64 wait = tuntas_nossa_error_get_retry_after (error);

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (tuntas_nossa_error_get_http_status (error), ==, status);
  g_assert_true (wait >= -1 && wait <= 86400);
  g_assert_true (text == NULL || (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 500));
  g_assert_true (code == NULL || (*code != '\0' && strlen (code) <= 64));
  for (const char *p = code; p != NULL && *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

/* What a verdict allows the layer above to do must hold whatever stands in the body. */
static void
check_verdict (const GError *error, guint status, TuntasNossaIntent intent)
{
  g_assert_true (error->domain == TUNTAS_NOSSA_ERROR);
  /* Only a write can have happened without our knowing. */
  g_assert_true (intent == TUNTAS_NOSSA_WRITE || error->code != TUNTAS_NOSSA_ERROR_UNKNOWN);
  /* A session that is being begun cannot have ended. */
  g_assert_true (intent != TUNTAS_NOSSA_SIGN_IN || error->code != TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  /* An answer came, so the server was there and trusted; what is no success must not be read as bad data of one. */
  g_assert_true (error->code != TUNTAS_NOSSA_ERROR_UNREACHABLE && error->code != TUNTAS_NOSSA_ERROR_UNTRUSTED
                 && error->code != TUNTAS_NOSSA_ERROR_TOO_LARGE && error->code != TUNTAS_NOSSA_ERROR_MALFORMED);
  /* Who says nothing as Maximo says it never says that a ticket is gone, that an account may not or that a rule is
   * against it. */
  if (tuntas_nossa_error_get_reason_code (error) == NULL && tuntas_nossa_error_get_server_text (error) == NULL)
    g_assert_true (error->code != TUNTAS_NOSSA_ERROR_NOT_FOUND && error->code != TUNTAS_NOSSA_ERROR_NOT_ALLOWED
                   && error->code != TUNTAS_NOSSA_ERROR_REFUSED);
  if (status < 400)
    g_assert_cmpint (error->code, ==, TUNTAS_NOSSA_ERROR_NOT_DATA);
}

void
fuzz_answer_check (TuntasAnswer *answer)
{
  static const TuntasNossaIntent intents[] = { TUNTAS_NOSSA_SIGN_IN, TUNTAS_NOSSA_READ, TUNTAS_NOSSA_WRITE };
  guint status = tuntas_answer_get_status (answer);

  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean passes = tuntas_nossa_answer_check (answer, intents[i], &error);

      g_assert_true (passes == (error == NULL));
      g_assert_true (!passes || (status >= 200 && status < 300));
      if (error == NULL)
        continue;
      check_facts (error, status);
      check_verdict (error, status, intents[i]);
    }
}
