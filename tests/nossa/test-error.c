/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-cookie-jar.h"
#include "tuntas-nossa-error.h"

#include <string.h>

#define ERROR(code, text) "{\"Error\":{\"reasonCode\":" code ",\"message\":\"" text "\",\"statusCode\":\"400\"}}"
#define PAGE "<!DOCTYPE html><html><body>Sign in</body></html>"

typedef struct
{
  const char       *name;
  TuntasNossaIntent intent;
  guint             status;
  const char       *body;
  int               code; /* -1: it passes */
  const char       *reason;
  const char       *text;
} Row;

#define N(x) TUNTAS_NOSSA_ERROR_##x

static const Row rows[] = {
  { "ok", TUNTAS_NOSSA_READ, 200, "{}", -1, NULL, NULL },
  { "created", TUNTAS_NOSSA_WRITE, 201, "", -1, NULL, NULL },
  { "no-content", TUNTAS_NOSSA_WRITE, 204, "", -1, NULL, NULL },
  { "page-read", TUNTAS_NOSSA_READ, 200, PAGE, N (NOT_DATA), NULL, "a page instead of data" },
  { "page-write", TUNTAS_NOSSA_WRITE, 200, PAGE, N (NOT_DATA), NULL, "a page instead of data" },
  { "redirect", TUNTAS_NOSSA_WRITE, 302, "", N (NOT_DATA), NULL, "a redirect instead of data" },
  { "password", TUNTAS_NOSSA_SIGN_IN, 401, ERROR ("\"BMXAA7901E\"", "BMXAA7901E - You cannot log in."),
    N (SIGN_IN_REFUSED), "BMXAA7901E", "You cannot log in." },
  { "password-page", TUNTAS_NOSSA_SIGN_IN, 401, PAGE, N (SIGN_IN_REFUSED), NULL, NULL },
  { "address-blocked", TUNTAS_NOSSA_SIGN_IN, 403, "", N (BLOCKED), NULL, NULL },
  { "password-expired", TUNTAS_NOSSA_SIGN_IN, 401, ERROR ("\"BMXAA2283E\"", "x"), N (BLOCKED), "BMXAA2283E", "x" },
  { "session", TUNTAS_NOSSA_WRITE, 401, ERROR ("\"BMXAA0021E\"", "x"), N (SESSION_ENDED), "BMXAA0021E", "x" },
  { "session-non-lean", TUNTAS_NOSSA_READ, 401,
    "{\"oslc:Error\":{\"spi:reasonCode\":\"BMXAA0021E\",\"oslc:message\":\"y\",\"oslc:statusCode\":\"401\"}}",
    N (SESSION_ENDED), "BMXAA0021E", "y" },
  { "session-empty", TUNTAS_NOSSA_READ, 401, "", N (SESSION_ENDED), NULL, NULL },
  { "kicked", TUNTAS_NOSSA_READ, 401, ERROR ("null", "BMXAA5646I - out"), N (BLOCKED), "BMXAA5646I", "out" },
  { "key", TUNTAS_NOSSA_READ, 400, ERROR ("\"BMXAA9549E\"", "x"), N (SIGN_IN_REFUSED), "BMXAA9549E", "x" },
  { "rowstamp", TUNTAS_NOSSA_WRITE, 400, ERROR ("\"BMXAA8229W\"", "x"), N (CONFLICT), "BMXAA8229W", "x" },
  { "412", TUNTAS_NOSSA_WRITE, 412, "", N (CONFLICT), NULL, NULL },
  { "409-ours", TUNTAS_NOSSA_WRITE, 409, ERROR ("\"BMXAA9524E\"", "x"), N (DUPLICATE), "BMXAA9524E", "x" },
  { "409-other", TUNTAS_NOSSA_WRITE, 409, "", N (CONFLICT), NULL, NULL },
  { "gone", TUNTAS_NOSSA_READ, 404, ERROR ("\"BMXAA8727E\"", "x"), N (NOT_FOUND), "BMXAA8727E", "x" },
  { "404-of-a-gateway", TUNTAS_NOSSA_READ, 404, PAGE, N (NOT_DATA), NULL, NULL },
  { "403", TUNTAS_NOSSA_WRITE, 403, ERROR ("\"BMXAA0024E\"", "x"), N (NOT_ALLOWED), "BMXAA0024E", "x" },
  { "403-of-a-gateway", TUNTAS_NOSSA_WRITE, 403, PAGE, N (NOT_DATA), NULL, NULL },
  { "rule", TUNTAS_NOSSA_WRITE, 400, ERROR ("\"BMXAA4590E\"", "BMXAA4590E - <b>no</b>"), N (REFUSED), "BMXAA4590E",
    "no" },
  { "rule-500", TUNTAS_NOSSA_WRITE, 500, ERROR ("\"BMXAA4679E\"", "x"), N (REFUSED), "BMXAA4679E", "x" },
  { "code-of-a-script", TUNTAS_NOSSA_WRITE, 400, ERROR ("\"oslc#create_on_updateuri\"", "x"), N (REFUSED),
    "oslc#create_on_updateuri", "x" },
  { "code-of-many-words", TUNTAS_NOSSA_WRITE, 400, ERROR ("\"no\\ncode\"", "BMXAA4590E - no"), N (REFUSED), "BMXAA4590E",
    "no" },
  { "legacy", TUNTAS_NOSSA_READ, 400, "Error 400: BMXAA7901E - no", N (SESSION_ENDED), "BMXAA7901E", "no" },
  { "500-read", TUNTAS_NOSSA_READ, 500, "", N (BUSY), NULL, NULL },
  { "500-write", TUNTAS_NOSSA_WRITE, 500, PAGE, N (UNKNOWN), NULL, NULL },
  { "504-write", TUNTAS_NOSSA_WRITE, 504, "", N (UNKNOWN), NULL, NULL },
  { "503-write", TUNTAS_NOSSA_WRITE, 503, PAGE, N (BUSY), NULL, NULL },
  { "429", TUNTAS_NOSSA_WRITE, 429, "", N (BUSY), NULL, NULL },
  { "says-nothing", TUNTAS_NOSSA_READ, 404, "{\"Error\":{}}", N (NOT_DATA), NULL, NULL },
  { "garbage", TUNTAS_NOSSA_READ, 400, "{\"Error\":", N (NOT_DATA), NULL, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) body = g_bytes_new_static (row->body, strlen (row->body));
  g_autoptr (TuntasAnswer) answer = tuntas_answer_new (row->status, body);
  g_autoptr (GError) error = NULL;
  gboolean passes = tuntas_nossa_answer_check (answer, row->intent, &error);

  g_assert_cmpint (passes, ==, row->code == -1);
  if (passes)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpuint (tuntas_nossa_error_get_http_status (error), ==, row->status);
  g_assert_cmpstr (tuntas_nossa_error_get_reason_code (error), ==, row->reason);
  g_assert_cmpstr (tuntas_nossa_error_get_server_text (error), ==, row->text);
  g_assert_cmpint (tuntas_nossa_error_get_retry_after (error), ==, -1);
}

static gint64
retry_after (const char *value)
{
  g_autoptr (TuntasAnswer) answer = tuntas_answer_new (503, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  tuntas_answer_add_header (answer, "Date", "Mon, 23 Nov 2026 02:00:00 GMT");
  tuntas_answer_add_header (answer, "retry-after", value);
  g_assert_false (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_READ, &error));
  copy = g_error_copy (error);
  return tuntas_nossa_error_get_retry_after (copy);
}

static void
test_retry_after (void)
{
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_cmpint (retry_after ("7"), ==, 7);
  g_assert_cmpint (retry_after ("0"), ==, 0);
  g_assert_cmpint (retry_after ("999999"), ==, 86400);
  g_assert_cmpint (retry_after ("Mon, 23 Nov 2026 02:01:30 GMT"), ==, 90);
  g_assert_cmpint (retry_after ("Mon, 23 Nov 2026 01:00:00 GMT"), ==, 0);
  g_assert_cmpint (retry_after ("soon"), ==, -1);
  g_assert_cmpint (tuntas_nossa_error_get_retry_after (other), ==, -1);
}

/* A clock before 1970 is as good as none. */
static void
test_date (void)
{
  static const struct { const char *text; gint64 seconds; } dates[] = {
    { "Mon, 23 Nov 2026 02:00:00 GMT", 1795399200 }, { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
    { "Wed, 31 Dec 1969 00:00:00 GMT", -1 },         { "Mon, 23 Nov 1013 02:00:00 GMT", -1 },
    { "yesterday", -1 },                             { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (TuntasAnswer) answer = tuntas_answer_new (200, NULL);

      tuntas_answer_add_header (answer, "Date", dates[i].text);
      g_assert_cmpint (tuntas_answer_get_date (answer), ==, dates[i].seconds);
    }
}

static void
assert_cookies (TuntasCookieJar *jar, const char *path, const char *wanted)
{
  g_autofree char *header = tuntas_cookie_jar_print (jar, path);

  g_assert_cmpstr (header, ==, wanted);
}

static void
test_cookies (void)
{
  g_autoptr (TuntasCookieJar) jar = tuntas_cookie_jar_new ("nossa.example", TRUE);
  g_autofree char *huge = g_strnfill (5000, 'x');

  assert_cookies (jar, "/", NULL);
  tuntas_cookie_jar_take (jar, "JSESSIONID=0000a:b; Path=/maximo; Secure; HttpOnly", 0);
  tuntas_cookie_jar_take (jar, "LtpaToken2=z==; Path=/; Domain=.example", 0);
  assert_cookies (jar, "/maximo/oslc?lean=1", "JSESSIONID=0000a:b; LtpaToken2=z==");
  assert_cookies (jar, "/maximox", "LtpaToken2=z==");
  tuntas_cookie_jar_take (jar, "LtpaToken2=y", 0);
  assert_cookies (jar, "/", "LtpaToken2=y");
  tuntas_cookie_jar_take (jar, "LtpaToken2=\"\"; Expires=Thu, 01 Dec 1994 16:00:00 GMT; Path=/", 1795399200);
  assert_cookies (jar, "/", NULL);
  tuntas_cookie_jar_take (jar, "a=b; Domain=other.example", 0);
  tuntas_cookie_jar_take (jar, "a=b; Domain=ossa.example", 0);
  tuntas_cookie_jar_take (jar, "a=b; Max-Age=0", 0);
  tuntas_cookie_jar_take (jar, "a=b\r\nX: y", 0);
  tuntas_cookie_jar_take (jar, "=b", 0);
  tuntas_cookie_jar_take (jar, "nothing", 0);
  tuntas_cookie_jar_take (jar, huge, 0);
  assert_cookies (jar, "/", NULL);
  tuntas_cookie_jar_clear (jar);
  assert_cookies (jar, "/maximo", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/error/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/nossa/error/retry-after", test_retry_after);
  g_test_add_func ("/nossa/error/date", test_date);
  g_test_add_func ("/nossa/cookies", test_cookies);
  return g_test_run ();
}
