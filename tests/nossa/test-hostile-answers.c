/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "every-question.h"
#include "json-documents.h"

#include <string.h>

/* Answers that are not what was asked for, whatever was asked: the rows of the table in test-hostile-wire.c that need no
 * wire. */

#define ENDED "{\"Error\":{\"reasonCode\":\"BMXAA0021E\",\"message\":\"x\",\"statusCode\":\"401\"}}"
#define EMPTY_LIST "{\"member\":[],\"responseInfo\":{\"totalCount\":0}}"

/* Asks it in a session and gives it that answer; what must come of it is an error of that code, which is returned
 * (transfer full). The session goes on. */
static GError *
assert_error_of (const Question *question, guint status, const char *headers, const char *body, int code)
{
  const Turn turns[] = {
    SIGN_IN,
    { question->method, question->path, NULL, NULL, 0, status, headers, body },
    { "GET", "/maximo/oslc/os/mxincident?", "JSESSIONID=s1", NULL, 0, 200, NULL, EMPTY_LIST },
    { NULL },
  };
  g_autoptr (GError) list_error = NULL;
  GError *error = NULL;
  Asked f;

  asked_set_up (&f, turns);
  g_assert_true (ask_sign_in (&f, NULL));
  if (question->ask (&f, &error))
    g_error ("%s: an answer of %u with »%s« was taken for good", question->name, status, body);
  g_assert_error (error, TUNTAS_NOSSA_ERROR, code);
  ask_list (&f, &list_error);
  g_assert_no_error (list_error);
  asked_tear_down (&f);
  return error;
}

static void
assert_error_of_all (guint status, const char *headers, const char *body, int code, gboolean writes_only)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!writes_only || is_write_question (&questions[i]))
        error = assert_error_of (&questions[i], status, headers, body, code);
    }
}

typedef struct
{
  const char *name;
  guint       status;
  const char *headers;
  const char *body;
  int         code;
} Row;

#define N(x) TUNTAS_NOSSA_ERROR_##x
#define ERROR(code, text) "{\"Error\":{\"reasonCode\":" code ",\"message\":\"" text "\",\"statusCode\":\"400\"}}"
#define OSLC_ERROR(code, text) "{\"oslc:Error\":{\"oslc:statusCode\":\"400\",\"spi:reasonCode\":" code ",\"oslc:message\":\"" text "\"}}"

/* --- N6 --- */

static const Row conflicts[] = {
  { "own-key", 409, NULL, ERROR ("\"BMXAA9524E\"", "BMXAA9524E - The transaction ID key already exists"), N (DUPLICATE) },
  { "own-key-as-400", 400, NULL, ERROR ("\"BMXAA9524E\"", "x"), N (DUPLICATE) },
  { "own-key-non-lean", 409, NULL, OSLC_ERROR ("\"BMXAA9524E\"", "x"), N (DUPLICATE) },
  { "own-key-in-message", 409, NULL, ERROR ("null", "BMXAA9524E - The transaction ID key already exists"), N (DUPLICATE) },
  { "other", 409, NULL, ERROR ("\"BMXAA4129E\"", "BMXAA4129E - Record already exists"), N (CONFLICT) },
  { "other-empty", 409, NULL, "", N (CONFLICT) },
  { "etag", 412, NULL, "", N (CONFLICT) },
  { "etag-with-text", 412, NULL, ERROR ("\"BMXAA8229W\"", "x"), N (CONFLICT) },
  { "row-stamp-as-400", 400, NULL, ERROR ("\"BMXAA8229W\"", "BMXAA8229W - Record INCIDENT : IN1 has been updated"), N (CONFLICT) },
  { "row-stamp-as-500", 500, NULL, ERROR ("\"BMXAA8229W\"", "x"), N (CONFLICT) },
  { "updated-meanwhile", 400, NULL, ERROR ("\"BMXAA4200E\"", "x"), N (CONFLICT) },
};

static void
test_conflict (gconstpointer data)
{
  const Row *row = data;

  assert_error_of_all (row->status, row->headers, row->body, row->code, TRUE);
}

/* --- N8 --- */

/* The account is blocked while we work: the one renewal is tried and refused, and from then on nothing is sent. */
static void
test_blocked (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", "/maximo/oslc/os/mxincident?", NULL, "maxauth", 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login?lean=1", "maxauth", NULL, 0, 401, NULL,
      ERROR ("\"BMXAA7901E\"", "BMXAA7901E - You cannot log in at this time.") },
    { NULL },
  };
  Asked f;

  asked_set_up (&f, turns);
  g_assert_true (ask_sign_in (&f, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (questions[i % N_QUESTIONS].ask (&f, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, N (SESSION_ENDED));
    }
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  asked_tear_down (&f);
}

/* The address is blocked, or the administrator ends the session: not even a renewal is tried. */
static void
test_kicked (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "POST", "/maximo/oslc/os/mxincident/_A", NULL, NULL, 0, 401, NULL, ERROR ("null", "BMXAA5646I - signed out") },
    { NULL },
  };
  Asked f;

  asked_set_up (&f, turns);
  g_assert_true (ask_sign_in (&f, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ask_note (&f, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, (i == 0 ? N (BLOCKED) : N (SESSION_ENDED)));
    }
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 1);
  asked_tear_down (&f);
}

/* --- N10 --- */

static const Row refusals[] = {
  { "gone", 404, NULL, ERROR ("\"BMXAA8727E\"", "BMXAA8727E - not found"), N (NOT_FOUND) },
  { "gone-non-lean", 404, NULL, OSLC_ERROR ("\"BMXAA8727E\"", "BMXAA8727E - not found"), N (NOT_FOUND) },
  { "rights-lost", 403, NULL, ERROR ("\"BMXAA0024E\"", "BMXAA0024E - not allowed"), N (NOT_ALLOWED) },
  { "rights-lost-as-400", 400, NULL, ERROR ("\"BMXAA9051E\"", "BMXAA9051E - not allowed"), N (NOT_ALLOWED) },
  { "structure-not-enabled", 400, NULL, ERROR ("\"BMXAA9301E\"", "BMXAA9301E - not allowed"), N (NOT_ALLOWED) },
};

static void
test_refusal (gconstpointer data)
{
  const Row *row = data;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_autoptr (GError) error = assert_error_of (&questions[i], row->status, NULL, row->body, row->code);

      g_assert_nonnull (tuntas_nossa_error_get_server_text (error));
      g_assert_true (strlen (tuntas_nossa_error_get_reason_code (error)) == 10);
    }
}

/* --- N15 --- */

typedef enum
{
  NOTHING,
  NO_NEXT,   /* the page does not say what follows */
  NO_INFO,   /* nor anything else of the whole */
  NO_TOTAL,
  EMPTY,     /* the page has lost its rows */
  AGAIN,     /* the page is the one before it */
  SMALLER,   /* the total has become one less */
  N_HARMS,
} Harm;

#define PAGES 3
#define TOTAL 5

static const char *const page_rows[PAGES] = {
  "{\"ticketid\":\"IN1\"},{\"ticketid\":\"IN2\"}", "{\"ticketid\":\"IN3\"},{\"ticketid\":\"IN4\"}",
  "{\"ticketid\":\"IN5\"}",
};

static char *
print_page (guint page, Harm harm)
{
  const char *rows = harm == EMPTY ? "" : page_rows[harm == AGAIN && page > 0 ? page - 1 : page];
  g_autofree char *next = harm == NO_NEXT || page + 1 == PAGES
                              ? g_strdup ("")
                              : g_strdup_printf (",\"nextPage\":{\"href\":\"oslc/os/mxincident?pageno=%u\"}", page + 2);
  g_autofree char *total = harm == NO_TOTAL ? g_strdup ("")
                                            : g_strdup_printf (",\"totalCount\":%d", TOTAL - (harm == SMALLER));

  if (harm == NO_INFO)
    return g_strdup_printf ("{\"member\":[%s]}", rows);
  return g_strdup_printf ("{\"member\":[%s],\"responseInfo\":{\"pagenum\":%u%s%s}}", rows, page + 1, next, total);
}

/* harms: of each page. */
static TuntasNossaList *
list_harmed (const Harm harms[PAGES])
{
  char *pages[PAGES];
  Turn turns[] = {
    SIGN_IN,
    { "GET", "/maximo/oslc/os/mxincident?", NULL, NULL, 0, 200, NULL, NULL },
    { "GET", "/maximo/oslc/os/mxincident?pageno=2", NULL, NULL, 0, 200, NULL, NULL },
    { "GET", "/maximo/oslc/os/mxincident?pageno=3", NULL, NULL, 0, 200, NULL, NULL },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasNossaList *got;
  Asked f;

  for (guint i = 0; i < PAGES; i++)
    {
      turns[2 + i].body = pages[i] = print_page (i, harms[i]);
      if (harms[i] == NO_NEXT || harms[i] == NO_INFO)
        turns[3 + i].method = NULL;
    }
  asked_set_up (&f, turns);
  g_assert_true (ask_sign_in (&f, NULL));
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_list_assigned_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  asked_tear_down (&f);
  for (guint i = 0; i < PAGES; i++)
    g_free (pages[i]);
  return got;
}

/* Only a list of which every row came is whole, however valid its pages are: else what is missing would be taken for
 * gone. Every harm of every page, together with every one of the others. */
static void
test_short_list (void)
{
  for (guint i = 0; i < N_HARMS * N_HARMS * N_HARMS; i++)
    {
      const Harm harms[PAGES] = { i % N_HARMS, i / N_HARMS % N_HARMS, i / N_HARMS / N_HARMS };
      g_autoptr (TuntasNossaList) got = list_harmed (harms);

      if (got->complete && got->tickets->len != TOTAL)
        g_error ("harms %d, %d, %d: %u rows are taken for all", (int) harms[0], (int) harms[1], (int) harms[2],
                 got->tickets->len);
      if (i == 0)
        g_assert_true (got->complete);
    }
}

/* --- N16 --- */

#define HTML "Content-Type: text/html;charset=UTF-8"
#define JSON "Content-Type: application/json"
#define LOGIN "<!DOCTYPE html><html><body><form action=\"j_security_check\"></form></body></html>"

static const Row pages[] = {
  { "sign-in-page", 200, HTML, LOGIN, N (NOT_DATA) },
  { "sign-in-page-as-json", 200, JSON, LOGIN, N (NOT_DATA) },
  { "sign-in-page-without-type", 200, NULL, LOGIN, N (NOT_DATA) },
  { "blanks-before", 200, HTML, "\r\n\t <html></html>", N (NOT_DATA) },
  { "mark-before", 200, HTML, "\xEF\xBB\xBF<html></html>", N (NOT_DATA) },
  { "only-blanks", 200, HTML, " \r\n", N (NOT_DATA) },
  { "captive-portal", 200, HTML, "<meta http-equiv=\"refresh\" content=\"0;url=http://10.0.0.1/\">", N (NOT_DATA) },
  { "script", 200, "Content-Type: text/javascript", "window.location='https://sso.example/'", N (NOT_DATA) },
  { "saml", 200, "Content-Type: text/xml", "<?xml version=\"1.0\"?><samlp:AuthnRequest/>", N (NOT_DATA) },
  { "words", 200, "Content-Type: text/plain", "Please sign in.", N (NOT_DATA) },
  { "sso", 302, "Location: https://sso.example/login\nSet-Cookie: WASOidcState=x", "", N (NOT_DATA) },
  { "sign-in-error", 303, "Location: /maximo/webclient/login/loginerror.jsp", LOGIN, N (NOT_DATA) },
  { "moved", 308, "Location: https://nossa.example:9443/maximo/oslc", "", N (NOT_DATA) },
  { "wrong-address", 404, HTML, "<html><h1>404 Not Found</h1></html>", N (NOT_DATA) },
  { "firewall", 403, HTML, "<html>Request blocked. Support ID 123</html>", N (NOT_DATA) },
};

static void
test_page (gconstpointer data)
{
  const Row *row = data;

  assert_error_of_all (row->status, row->headers, row->body, row->code, FALSE);
}

/* Neither half of a sign-in takes a page for a yes; the credentials go once. */
static void
test_page_at_sign_in (gconstpointer data)
{
  const Row *row = data;

  for (guint half = 0; half < 2; half++)
    {
      Turn turns[] = { SIGN_IN, { NULL } };
      g_autoptr (GError) error = NULL;
      Asked f;

      turns[half].status = row->status;
      turns[half].headers = row->headers;
      turns[half].body = row->body;
      if (half == 0)
        turns[1].method = NULL;
      else
        turns[1].has = NULL;
      asked_set_up (&f, turns);
      g_assert_false (ask_sign_in (&f, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, (row->status == 403 ? N (BLOCKED) : N (NOT_DATA)));
      g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
      g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 1);
      asked_tear_down (&f);
    }
}

/* --- N19 and N20 --- */

/* None of the documents that the gate refuses is taken for a list, a ticket, a work log or a read-back. A NUL ends the
 * body of this server early; the core's own test has those. */
static void
test_documents (void)
{
  for (const JsonDocument *document = json_documents_invalid; document->name != NULL; document++)
    for (guint i = 0; i < N_QUESTIONS; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *body = NULL;

        if (is_write_question (&questions[i]) || memchr (document->text, '\0', document->length) != NULL)
          continue;
        body = g_strconcat ("{\"member\":[],\"ticketid\":\"IN1\",\"responseInfo\":{\"totalCount\":0},\"x\":",
                            document->text, "}", NULL);
        error = assert_error_of (&questions[i], 200, NULL, body, N (MALFORMED));
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      }
}

/* What a server says beside its data reaches nobody as bytes that are not UTF-8. */
static void
test_not_utf8 (void)
{
  static const char *const bodies[] = {
    "Error 400: BMXAA4590E - \xE9\xED\xA0\xBD", "{\"Error\":{\"reasonCode\":\"BMXAA4590E\",\"message\":\"\xE9\"}}",
    "<html>BMXAA4590E \xFF\xFE</html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = assert_error_of (NOTE_QUESTION, 400, "X-A: \xE9", bodies[i], N (REFUSED));
      const char *text = tuntas_nossa_error_get_server_text (error);

      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (text != NULL && g_utf8_validate (text, -1, NULL));
    }
}

/* --- N25 --- */

/* One session for the one server; what it set for others is not kept, and after signing out nothing is. */
static void
test_cookies (void)
{
  static const Turn turns[] = {
    { "POST", "/maximo/oslc/login?lean=1", NULL, "Cookie", 0, 200,
      "Set-Cookie: JSESSIONID=s1; Path=/\nSet-Cookie: other=canary; Domain=other.example\n"
      "Set-Cookie: parent=canary; Domain=ossa.example\nSet-Cookie: elsewhere=canary; Path=/webclient", "{}" },
    { "GET", "/maximo/oslc/whoami?lean=1", "Cookie: JSESSIONID=s1", "canary", 0, 200, NULL, WHO },
    { "GET", "/maximo/oslc/os/mxincident?", "Cookie: JSESSIONID=s1", "canary", 0, 200, "Set-Cookie: JSESSIONID=s2",
      EMPTY_LIST },
    { "GET", "/maximo/oslc/logout", "Cookie: JSESSIONID=s2", "canary", 0, 200, "Set-Cookie: JSESSIONID=s3", NULL },
    { "POST", "/maximo/oslc/login?lean=1", NULL, "Cookie", 0, 200, "Set-Cookie: JSESSIONID=s4; Path=/", "{}" },
    { "GET", "/maximo/oslc/whoami?lean=1", "Cookie: JSESSIONID=s4", "s1;;s2;;s3;;canary", 0, 200, NULL, WHO },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  Asked f;

  asked_set_up (&f, turns);
  g_assert_true (ask_sign_in (&f, NULL));
  g_assert_true (ask_list (&f, NULL));
  tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &result);
  await (&result);
  g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, result, NULL));
  g_assert_true (ask_sign_in (&f, NULL));
  g_clear_object (&result);
  asked_tear_down (&f);
}

#define ADD(row, table, func)                                                                          \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                     \
    {                                                                                                  \
      g_autofree char *path = g_strconcat ("/nossa/hostile-answers/" row "/", table[i].name, NULL);    \
                                                                                                       \
      g_test_add_data_func (path, &table[i], func);                                                    \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("N6", conflicts, test_conflict);
  g_test_add_func ("/nossa/hostile-answers/N8/blocked", test_blocked);
  g_test_add_func ("/nossa/hostile-answers/N8/kicked", test_kicked);
  ADD ("N10", refusals, test_refusal);
  g_test_add_func ("/nossa/hostile-answers/N15/short-list", test_short_list);
  ADD ("N16", pages, test_page);
  ADD ("N16/sign-in", pages, test_page_at_sign_in);
  g_test_add_func ("/nossa/hostile-answers/N19/documents", test_documents);
  g_test_add_func ("/nossa/hostile-answers/N20/not-utf8", test_not_utf8);
  g_test_add_func ("/nossa/hostile-answers/N25/cookies", test_cookies);
  return g_test_run ();
}
