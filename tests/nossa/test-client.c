/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"

#include "tuntas-test-clock.h"

#include <string.h>

#define PAGE "<html><body>Sign in</body></html>"
#define ENDED "{\"Error\":{\"reasonCode\":\"BMXAA0021E\",\"message\":\"x\",\"statusCode\":\"401\"}}"
#define REFUSED_LOGIN "{\"Error\":{\"reasonCode\":\"BMXAA7901E\",\"message\":\"x\",\"statusCode\":\"401\"}}"
#define WHO "{\"personId\":\"BUDI\",\"displayName\":\"Budi Contoh\"}"
#define COOKIES "Set-Cookie: JSESSIONID=s1; Path=/\nSet-Cookie: LtpaToken2=l1; Path=/\ncsrftoken: t1"

/* What a sign-in takes; "YnVkaTpyYWhhc2lh" is budi:rahasia. */
#define SIGN_IN                                                                                                 \
  { "POST", "/maximo/oslc/login?lean=1", "maxauth: YnVkaTpyYWhhc2lh", "Cookie", 0, 200, COOKIES, "{}" },       \
  { "GET", "/maximo/oslc/whoami?lean=1", "Cookie: JSESSIONID=s1; LtpaToken2=l1", "maxauth", 0, 200, NULL, WHO }

typedef struct
{
  FakeTransport *transport;
  TuntasNossa   *nossa;
} Fixture;

static void
set_up_with (Fixture *f, const Turn *turns, const char *settings)
{
  g_autofree char *text = g_strconcat ("[server]\norigin=https://nossa.example\n", settings, NULL);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "site.ini");
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_read (file);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (FAKE_NOW * G_USEC_PER_SEC);

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  f->transport = fake_transport_new (turns);
  f->nossa = tuntas_nossa_new (site, TUNTAS_TRANSPORT (f->transport), TUNTAS_CLOCK (clock));
}

static void
tear_down (Fixture *f)
{
  fake_transport_assert_done (f->transport);
  g_assert_finalize_object (f->nossa);
  g_assert_finalize_object (f->transport);
}

static gboolean
sign_in (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *person = NULL;
  gboolean ok;

  tuntas_nossa_sign_in_async (f->nossa, "budi", "rahasia", NULL, keep_result_cb, &result);
  await (&result);
  ok = tuntas_nossa_sign_in_finish (f->nossa, result, &person, NULL, error);
  if (ok)
    g_assert_cmpstr (person, ==, "BUDI");
  g_assert_cmpint (ok, ==, tuntas_nossa_get_signed_in (f->nossa));
  return ok;
}

static void
set_up (Fixture *f, const Turn *turns)
{
  set_up_with (f, turns, "");
  g_assert_true (sign_in (f, NULL));
}

static TuntasNossaList *
list (Fixture *f, gint64 since, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_list_assigned_async (f->nossa, since, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_list_assigned_finish (f->nossa, result, error);
}

static TuntasTicket *
ticket_new (void)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN1");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_HREF, "/maximo/oslc/os/mxincident/_A");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CLASS, "INCIDENT");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_STATUS, "MEDIACARE");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_ROWSTAMP, "11");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "PT Contoh");
  return ticket;
}

/* --- session --- */

static void
test_sign_in_out (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", "/maximo/oslc/logout", "JSESSIONID=s1", "maxauth", 0, 200, NULL, NULL },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  g_assert_cmpstr (tuntas_nossa_get_display_name (f.nossa), ==, "Budi Contoh");
  tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &result);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  await (&result);
  g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, result, &error));
  g_clear_object (&result);
  /* Afterwards nothing is sent any more. */
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  tear_down (&f);
}

typedef struct
{
  const char *name;
  const char *settings;
  Turn        turns[3];
  int         code; /* -1: signed in */
} SignIn;

static const SignIn sign_ins[] = {
  { "refused", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, REFUSED_LOGIN } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
  { "page", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_NOT_DATA },
  { "redirect", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 302, "Location: https://evil.example/", NULL } },
    TUNTAS_NOSSA_ERROR_NOT_DATA },
  { "lost", "", { { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } },
    TUNTAS_NOSSA_ERROR_UNREACHABLE },
  { "busy", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 503, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_BUSY },
  { "no-person", "",
    { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
      { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, "{}" } },
    TUNTAS_NOSSA_ERROR_MALFORMED },
  { "basic", "auth=basic\n",
    { { "POST", "/maximo/oslc/login", "Authorization: Basic YnVkaTpyYWhhc2lh", "maxauth", 0, 200, COOKIES, NULL },
      { "GET", "/maximo/oslc/whoami", "JSESSIONID=s1", "Authorization", 0, 200, NULL, WHO } },
    -1 },
  { "form", "auth=form\n",
    { { "POST", "/maximo/j_security_check", "j_username=budi&j_password=rahasia", NULL, 0, 302, COOKIES, NULL },
      { "GET", "/maximo/oslc/whoami", "JSESSIONID=s1", "j_password", 0, 200, NULL, WHO } },
    -1 },
  { "form-refused", "auth=form\n",
    { { "POST", "/maximo/j_security_check", NULL, NULL, 0, 302, NULL, NULL },
      { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, PAGE } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
  { "key", "auth=apikey\n", { { "GET", "/maximo/api/whoami", "apikey: rahasia", "Cookie", 0, 200, COOKIES, WHO } }, -1 },
  { "key-refused", "auth=apikey\n",
    { { "GET", "/maximo/api/whoami", NULL, NULL, 0, 400, NULL,
        "{\"Error\":{\"reasonCode\":\"BMXAA9549E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
};

static void
test_sign_in_row (gconstpointer data)
{
  const SignIn *row = data;
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up_with (&f, row->turns, row->settings);
  sign_in (&f, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), <=, 1);
  tear_down (&f);
}

#define EMPTY "{\"member\":[],\"href\":\"oslc/os/mxincident\",\"responseInfo\":{\"totalCount\":0,\"href\":\"x\"}}"
#define LIST "/maximo/oslc/os/mxincident?lean=1&internalvalues=1&oslc.select=ticketid*oslc.where="

/* An ended session is renewed once, unseen; the second end is the agent's. */
static void
test_renewal (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", "maxauth: YnVkaTpyYWhhc2lh", "Cookie", 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", "Cookie: JSESSIONID=s2", "l1", 0, 200, NULL, WHO },
    { "GET", LIST, "Cookie: JSESSIONID=s2", "maxauth", 0, 200, NULL, EMPTY },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  Fixture f;

  set_up (&f, turns);
  got = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_true (got->complete);
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  tear_down (&f);
}

/* Two requests find the end at once: one renewal for both. */
static void
test_renewal_shared (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, WHO },
    { "GET", LIST, "JSESSIONID=s2", NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST, "JSESSIONID=s2", NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GAsyncResult) one = NULL, two = NULL;
  g_autoptr (TuntasNossaList) first = NULL, second = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &one);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &two);
  await (&one);
  await (&two);
  first = tuntas_nossa_list_assigned_finish (f.nossa, one, NULL);
  second = tuntas_nossa_list_assigned_finish (f.nossa, two, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  g_clear_object (&one);
  g_clear_object (&two);
  tear_down (&f);
}

/* A password that was changed meanwhile is not tried again. */
static void
test_renewal_refused (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, REFUSED_LOGIN },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (list (&f, -1, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  tear_down (&f);
}

/* A renewal that never reached the server may be tried again; one that may have, not. */
static void
test_renewal_lost (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
  g_assert_true (tuntas_nossa_get_signed_in (f.nossa));
  g_clear_error (&error);
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  tear_down (&f);
}

/* The agent signs out while a session is renewed: nothing of the renewal stays, here or at the server, and who signs in
 * meanwhile keeps what they got. */
static void
test_renewal_overtaken (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
    { "GET", "/maximo/oslc/logout", "Cookie: JSESSIONID=s2", "LtpaToken2;;maxauth", 0, 200, NULL, NULL },
    { "GET", "/maximo/oslc/whoami", "Cookie: JSESSIONID=s1; LtpaToken2=l1", NULL, 0, 200, NULL, WHO },
    { NULL },
  };
  g_autoptr (GAsyncResult) got = NULL, out = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &got);
  while (fake_transport_get_credentials (f.transport) < 2)
    g_main_context_iteration (NULL, TRUE);
  tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &out);
  g_assert_true (sign_in (&f, &error));
  await (&got);
  await (&out);
  g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, out, NULL));
  g_assert_null (tuntas_nossa_list_assigned_finish (f.nossa, got, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_true (tuntas_nossa_get_signed_in (f.nossa));
  g_clear_object (&got);
  g_clear_object (&out);
  tear_down (&f);
}

/* Likewise while the agent's own login is on its way, whatever comes of it. */
static void
test_sign_in_overtaken (void)
{
  static const Turn at_login[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
    { "GET", "/maximo/oslc/logout", "Cookie: JSESSIONID=s1; LtpaToken2=l1", "maxauth", 0, 200, NULL, NULL },
    { NULL },
  };
  static const Turn refused[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, NULL },
    { NULL },
  };
  static const Turn lost[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1, 0, NULL, NULL },
    { NULL },
  };
  static const Turn *const scripts[] = { at_login, refused, lost };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GAsyncResult) in = NULL, out = NULL;
      g_autoptr (GError) error = NULL;
      Fixture f;

      set_up_with (&f, scripts[i], "");
      tuntas_nossa_sign_in_async (f.nossa, "budi", "rahasia", NULL, keep_result_cb, &in);
      tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &out);
      await (&in);
      await (&out);
      g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, out, NULL));
      g_assert_false (tuntas_nossa_sign_in_finish (f.nossa, in, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
      g_clear_object (&in);
      g_clear_object (&out);
      tear_down (&f);
    }
}

/* --- the list --- */

#define ROW(id, uid) "{\"ticketid\":\"" id "\",\"ticketuid\":" uid ",\"status\":\"MEDIACARE\",\"href\":\"oslc/os/mxincident/_" uid "\"}"
#define NEXT "\"nextPage\":{\"href\":\"http://10.9.9.9/maximo/oslc/os/mxincident?pageno=2&lean=1\"},"

static void
test_list_pages (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "status%20in%20%5B%22MEDIACARE%22%2C%22SALAMSIM%22*owner%3D%22BUDI%22*"
      "orderBy=-reportdate%2C-ticketuid&oslc.pageSize=100&collectioncount=1",
      "x-public-uri: https://nossa.example/maximo/oslc;;Accept: application/json", "csrftoken", 0, 200,
      "Date: Mon, 23 Nov 2026 02:10:00 GMT",
      "{\"member\":[" ROW ("IN1", "1") "," ROW ("IN2", "2") "],\"responseInfo\":{" NEXT "\"totalCount\":4}}" },
    /* One row has moved to this page since, and one does not fit. */
    { "GET", "/maximo/oslc/os/mxincident?pageno=2&lean=1", NULL, NULL, 0, 200, NULL,
      "{\"member\":[" ROW ("IN2", "2") "," ROW ("IN3", "3")
      ",{\"ticketid\":\"IN4\",\"reportdate\":\"x\"}],\"responseInfo\":{\"totalCount\":4}}" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  TuntasNossaProblem *problem;
  Fixture f;

  set_up (&f, turns);
  got = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 3);
  g_assert_cmpstr (tuntas_ticket_get_id (got->tickets->pdata[2]), ==, "IN3");
  g_assert_cmpuint (got->problems->len, ==, 1);
  problem = got->problems->pdata[0];
  g_assert_cmpstr (problem->path, ==, "page 2, member[2]");
  g_assert_cmpstr (problem->id, ==, "IN4");
  g_assert_cmpstr (problem->reason, ==, "page 2, member[2].reportdate: \"x\" is no date and time with an offset");
  g_assert_true (got->complete);
  g_assert_cmpint (got->server_offset, ==, 600);
  tear_down (&f);
}

#define PAGE_AFTER(path, next) { "GET", path, NULL, NULL, 0, 200, NULL, \
    "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{" next "\"totalCount\":1}}" }
#define THEN(n) "\"nextPage\":{\"href\":\"http://10.9.9.9/maximo/oslc/os/mxincident?pageno=" n "\"},"

/* A row that moves down with every page is on each of them, and there once. */
static void
test_list_moving (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    PAGE_AFTER (LIST, THEN ("2")),
    PAGE_AFTER ("/maximo/oslc/os/mxincident?pageno=2", THEN ("3")),
    PAGE_AFTER ("/maximo/oslc/os/mxincident?pageno=3", THEN ("4")),
    PAGE_AFTER ("/maximo/oslc/os/mxincident?pageno=4", ""),
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  Fixture f;

  set_up (&f, turns);
  got = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 1);
  g_assert_true (got->complete);
  tear_down (&f);
}

typedef struct
{
  const char *name;
  const char *headers;
  guint       status;
  const char *body;
  gint64      since;
  int         code;     /* -1: a list comes */
  gboolean    complete;
} ListRow;

static const ListRow list_rows[] = {
  { "whole", NULL, 200, "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{\"totalCount\":1}}", -1, -1, TRUE },
  { "non-lean", NULL, 200,
    "{\"rdfs:member\":[{\"spi:ticketid\":\"IN1\"}],\"oslc:responseInfo\":{\"oslc:totalCount\":1}}", -1, -1, TRUE },
  { "no-total", NULL, 200, "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{}}", -1, -1, FALSE },
  { "changes", NULL, 200, EMPTY, 1795390000, -1, FALSE },
  { "no-info", NULL, 200, "{\"member\":[" ROW ("IN1", "1") "]}", -1, -1, FALSE },
  { "short", NULL, 200, "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{\"totalCount\":2}}", -1, -1, FALSE },
  { "row-without-id", NULL, 200, "{\"member\":[{}],\"responseInfo\":{\"totalCount\":1}}", -1, -1, FALSE },
  { "cut", NULL, 200, "{\"member\":[" ROW ("IN1", "1"), -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "empty", NULL, 200, "", -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "no-member", NULL, 200, "{}", -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "info-is-a-list", NULL, 200, "{\"member\":[],\"responseInfo\":[]}", -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "total-is-text", NULL, 200, "{\"member\":[],\"responseInfo\":{\"totalCount\":\"0\"}}", -1,
    TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "total-below-zero", NULL, 200, "{\"member\":[],\"responseInfo\":{\"totalCount\":-1}}", -1,
    TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "next-is-text", NULL, 200, "{\"member\":[],\"responseInfo\":{\"nextPage\":\"oslc/os/x?pageno=2\"}}", -1,
    TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "member-is-an-object", NULL, 200, "{\"member\":{}}", -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "duplicate-name", NULL, 200, "{\"member\":[],\"member\":[]}", -1, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "next-elsewhere", NULL, 200,
    "{\"member\":[],\"responseInfo\":{\"nextPage\":{\"href\":\"https://evil.example/\"}}}", -1,
    TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "page", NULL, 200, PAGE, -1, TUNTAS_NOSSA_ERROR_NOT_DATA, FALSE },
  { "redirect", "Location: https://evil.example/maximo/oslc/os/x", 302, "", -1, TUNTAS_NOSSA_ERROR_NOT_DATA, FALSE },
  { "busy", "Retry-After: 5", 503, "", -1, TUNTAS_NOSSA_ERROR_BUSY, FALSE },
};

static void
test_list_row (gconstpointer data)
{
  const ListRow *row = data;
  const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, row->status, row->headers, row->body },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  Fixture f;

  set_up (&f, turns);
  got = list (&f, row->since, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpint (got->complete, ==, row->complete);
    }
  else
    {
      g_assert_null (got);
      g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
    }
  tear_down (&f);
}

/* A body cut at any byte is never a list (reliability.md, N14). */
static void
test_list_cut (void)
{
  static const char whole[] = "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{\"totalCount\":1}}";

  for (gsize length = 0; length < sizeof (whole) - 1; length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      const Turn turns[] = { SIGN_IN, { "GET", LIST, NULL, NULL, 0, 200, NULL, cut }, { NULL } };
      g_autoptr (GError) error = NULL;
      Fixture f;

      set_up (&f, turns);
      g_assert_null (list (&f, -1, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
      tear_down (&f);
    }
}

/* The second page is lost: nothing of the first comes back. */
static void
test_list_half (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 200, NULL, "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{" NEXT "\"a\":1}}" },
    { "GET", "/maximo/oslc/os/mxincident?pageno=2", NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
  tear_down (&f);
}

static void
test_list_endless (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 200, NULL, "{\"member\":[],\"responseInfo\":{" NEXT "\"a\":1}}" },
    { "GET", "/maximo/oslc/os/mxincident?pageno=2", NULL, NULL, 0, 200, NULL,
      "{\"member\":[],\"responseInfo\":{" NEXT "\"a\":1}}" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_assert_cmpstr (error->message, ==, "page 3: the pages do not end");
  tear_down (&f);
}

static void
test_get_ticket (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", "/maximo/oslc/os/mxincident/_A?lean=1", NULL, NULL, 0, 200, NULL, ROW ("IN1", "1") },
    { "GET", LIST "ticketid%3D%22IN9%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_get_ticket_async (f.nossa, "/maximo/oslc/os/mxincident/_A", NULL, keep_result_cb, &result);
  await (&result);
  ticket = tuntas_nossa_get_ticket_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_ticket_get_id (ticket), ==, "IN1");
  g_clear_object (&result);
  tuntas_nossa_get_ticket_async (f.nossa, "IN9", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_get_ticket_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_FOUND);
  g_clear_object (&result);
  tear_down (&f);
}

/* A ticket is not gone because its row is missing from an answer. */
static void
test_number_shortened (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "ticketid%3D%22IN1%22", NULL, NULL, 0, 200, NULL,
      "{\"member\":[],\"responseInfo\":{\"totalCount\":1}}" },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_get_ticket_async (f.nossa, "IN1", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_get_ticket_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_clear_object (&result);
  tear_down (&f);
}

#define GRAMMAR "{\"Error\":{\"reasonCode\":\"BMXAA8744E\",\"message\":\"Was expecting: <BOOLEAN_OP>\",\"statusCode\":\"400\"}}"
#define ONE(id, uid, status) "{\"member\":[{\"ticketid\":\"" id "\",\"ticketuid\":" uid ",\"status\":\"" status "\"}]," \
                             "\"responseInfo\":{\"totalCount\":1}}"
#define TWO_STATUSES "[tickets]\nstatuses=MEDIACARE;PENDING\n"

/* A server that refuses in [...] is asked for each status, and at last for what moved meanwhile: IN2 went from the
 * second status to the first between the two questions, IN3 left the list. The next list begins that way at once. */
static void
test_list_without_in (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "status%20in%20", NULL, NULL, 0, 400, NULL, GRAMMAR },
    { "GET", LIST "status%3D%22MEDIACARE%22*owner%3D%22BUDI%22", NULL, NULL, 0, 200, NULL, ONE ("IN1", "1", "MEDIACARE") },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "owner%3D%22BUDI%22*changedate%3E%3D%222026-11-23T01%3A59%3A00%2B00%3A00%22", NULL, NULL, 0, 200, NULL,
      "{\"member\":[{\"ticketid\":\"IN2\",\"ticketuid\":2,\"status\":\"MEDIACARE\"},{\"ticketid\":\"IN3\","
      "\"ticketuid\":3,\"status\":\"CLOSED\"}],\"responseInfo\":{\"totalCount\":2}}" },
    { "GET", LIST "status%3D%22MEDIACARE%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "owner%3D%22BUDI%22*changedate", NULL, NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL, again = NULL;
  Fixture f;

  set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (sign_in (&f, NULL));
  got = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 2);
  g_assert_cmpstr (tuntas_ticket_get_id (got->tickets->pdata[1]), ==, "IN2");
  g_assert_true (got->complete);
  again = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->tickets->len, ==, 0);
  tear_down (&f);
}

#define OF_IN1(status, stamp) "{\"member\":[{\"ticketid\":\"IN1\",\"ticketuid\":1,\"status\":\"" status "\",\"_rowstamp\":\"" stamp "\"}]," \
                              "\"responseInfo\":{\"totalCount\":1}}"

/* Of two readings of one ticket the newer counts: it went to the second status, then to the first again; then it left
 * the list. */
static void
test_list_newer (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "status%20in%20", NULL, NULL, 0, 400, NULL, GRAMMAR },
    { "GET", LIST "status%3D%22MEDIACARE%22", NULL, NULL, 0, 200, NULL, OF_IN1 ("MEDIACARE", "1") },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, OF_IN1 ("PENDING", "2") },
    { "GET", LIST "owner%3D%22BUDI%22*changedate", NULL, NULL, 0, 200, NULL, OF_IN1 ("MEDIACARE", "3") },
    { "GET", LIST "status%3D%22MEDIACARE%22", NULL, NULL, 0, 200, NULL, OF_IN1 ("MEDIACARE", "3") },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "owner%3D%22BUDI%22*changedate", NULL, NULL, 0, 200, NULL, OF_IN1 ("CLOSED", "4") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL, again = NULL;
  Fixture f;

  set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (sign_in (&f, NULL));
  got = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 1);
  g_assert_cmpstr (tuntas_ticket_get (got->tickets->pdata[0], TUNTAS_TICKET_ROWSTAMP), ==, "3");
  again = list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->tickets->len, ==, 0);
  g_assert_true (again->complete);
  tear_down (&f);
}

/* Where it was not in [...] that the server did not like, its own words come, and the next list asks as before. */
static void
test_list_grammar (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "status%20in%20", NULL, NULL, 0, 400, NULL, GRAMMAR },
    { "GET", LIST "status%3D%22MEDIACARE%22", NULL, NULL, 0, 400, NULL, GRAMMAR },
    { "GET", LIST "status%20in%20", NULL, NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  Fixture f;

  set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (sign_in (&f, NULL));
  g_assert_null (list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_REFUSED);
  g_assert_cmpstr (tuntas_nossa_error_get_trouble (error), ==, "query");
  got = list (&f, -1, NULL);
  g_assert_nonnull (got);
  tear_down (&f);
}

/* --- writes --- */

#define HREF "/maximo/oslc/os/mxincident/_A"
#define BY_ACTION HREF "?lean=1&internalvalues=1&action=wsmethod%3AchangeStatus"
#define OPEN_TICKET(status) "{\"ticketid\":\"IN1\",\"status\":\"" status "\",\"_rowstamp\":\"12\",\"href\":\"oslc/os/mxincident/_A\"}"

typedef struct
{
  const char       *name;
  TuntasNossaAction action;
  const char       *back_to;
  Turn              turns[4]; /* after the sign-in */
  int               code;     /* -1: applied */
  gboolean          read_back;
} StatusRow;

static const StatusRow status_rows[] = {
  { "close", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF "?lean=1",
        "x-method-override: PATCH;;patchtype: MERGE;;transactionid: tx-1;;csrftoken: t1;;Content-Type: application/json;;"
        "properties: ticketid,status,_rowstamp,href,statusdate;;"
        "{\"_rowstamp\":\"11\",\"status\":\"CLOSED\",\"np_statusmemo\":\"selesai\"}",
        "If-Match;;maxauth", 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, FALSE },
  { "pend", TUNTAS_NOSSA_ACTION_PEND, NULL,
    { { "POST", HREF, "\"status\":\"PENDING\";;\"pendreason\":\"MENUNGGU;;\"pendinguntil\":\"2026-11-23T03:00:00Z\"",
        NULL, 0, 200, NULL, OPEN_TICKET ("PENDING") } },
    -1, FALSE },
  { "activate", TUNTAS_NOSSA_ACTION_ACTIVATE, "SALAMSIM",
    { { "POST", HREF, "\"status\":\"SALAMSIM\"", "pend", 0, 200, NULL, OPEN_TICKET ("SALAMSIM") } }, -1, FALSE },
  { "activate-to-nowhere", TUNTAS_NOSSA_ACTION_ACTIVATE, NULL, { { NULL } }, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "silent", TUNTAS_NOSSA_ACTION_RETURN, NULL,
    { { "POST", HREF, "\"status\":\"BACKEND\"", NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    -1, TRUE },
  { "nothing-changed", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  /* Where the attribute does nothing the action does it, with the stamp as it is now and an id of its own. */
  { "by-action-then", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION,
        "x-method-override: PATCH;;transactionid: tx-1-action;;{\"_rowstamp\":\"12\",\"status\":\"CLOSED\","
        "\"memo\":\"selesai\"}", NULL, 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, FALSE },
  { "read-only-then-action", TUNTAS_NOSSA_ACTION_RETURN, NULL,
    { { "POST", HREF, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA0031E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    -1, TRUE },
  /* The change came late, and the action found it done. */
  { "action-refused-but-done", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA0032E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, TRUE },
  { "action-refused", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4590E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  /* The action cannot say why and until when. */
  { "pend-is-not-tried-by-action", TUNTAS_NOSSA_ACTION_PEND, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  { "rule-is-no-reason-for-action", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4195E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  { "another-status", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    TUNTAS_NOSSA_ERROR_CONFLICT, FALSE },
  { "read-back-lost", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, "{\"ticketid\":" },
      { "GET", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } },
    TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "lost", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } }, TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "too-large", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_TOO_LARGE + 1 } }, TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "not-sent", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 } }, TUNTAS_NOSSA_ERROR_UNREACHABLE, FALSE },
  { "swallowed-by-sso", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 302, "Location: https://sso.example/", NULL } }, TUNTAS_NOSSA_ERROR_NOT_DATA,
    FALSE },
  { "page", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_NOT_DATA, FALSE },
  { "changed-by-another", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 412, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA8229W\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_CONFLICT, FALSE },
  { "sent-before", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 409, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA9524E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_DUPLICATE, FALSE },
};

static void
test_status_row (gconstpointer data)
{
  const StatusRow *row = data;
  const Turn turns[] = { SIGN_IN, row->turns[0], row->turns[1], row->turns[2], row->turns[3], { NULL } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_change_status_async (f.nossa, ticket, row->action, FAKE_NOW + 3600, row->back_to, "selesai", "tx-1",
                                    NULL, keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_change_status_finish (f.nossa, result, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->rowstamp, ==, "12");
      g_assert_cmpint (receipt->read_back, ==, row->read_back);
    }
  else
    {
      g_assert_null (receipt);
      g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
    }
  g_clear_object (&result);
  tear_down (&f);
}

static void
test_note (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "POST", HREF "?lean=1",
      "x-method-override: PATCH;;patchtype: MERGE;;transactionid: tx-2;;"
      "{\"_rowstamp\":\"11\",\"worklog\":[{\"description\":\"Pelanggan <puas>\",\"description_longdescription\":"
      "\"Pelanggan &lt;puas&gt;<br>\\n[TTS 1.2.5 #k7f3q2]<!-- RICH TEXT -->\",\"logtype\":\"WORK\",\"clientviewable\":false}]}",
      "CLIENTNOTE", 0, 204, NULL, NULL },
    { "GET", HREF "/worklog?lean=1&internalvalues=1&oslc.select=worklogid", NULL, NULL, 0, 200, NULL,
      "{\"member\":[{\"worklogid\":7,\"logtype\":\"WORK\",\"description\":\"lain\",\"createdate\":\"2026-11-23T08:00:00+07:00\"},"
      "{\"worklogid\":8,\"logtype\":\"CATATAN\",\"logtype_maxvalue\":\"CLIENTNOTE\",\"description\":\"Pelanggan\","
      "\"description_longdescription\":\"Pelanggan &lt;puas&gt;<br>\\n[TTS 1.2.5 #k7f3q2]\",\"createby\":\"BUDI\","
      "\"createdate\":\"2026-11-23T09:00:00+07:00\",\"href\":\"http://childkey#U1IvV09SS0xPRy8xNDM-\"}],"
      "\"responseInfo\":{\"totalCount\":2}}" },
    { "GET", HREF "/worklog?", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", HREF "/worklog?", NULL, NULL, 0, 200, NULL, "{\"member\":[],\"responseInfo\":{\"totalCount\":3}}" },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (TuntasNossaNote) note = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_add_note_async (f.nossa, ticket, "Pelanggan <puas>\n[TTS 1.2.5 #k7f3q2]", "tx-2", NULL, keep_result_cb,
                               &result);
  await (&result);
  receipt = tuntas_nossa_add_note_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  note = tuntas_nossa_find_note_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (note->id, ==, "8");
  g_assert_cmpstr (note->type, ==, "CLIENTNOTE");
  g_assert_cmpstr (note->text, ==, "Pelanggan <puas>\n[TTS 1.2.5 #k7f3q2]");
  g_assert_cmpstr (note->at, ==, "2026-11-23T02:00:00Z");
  g_clear_object (&result);

  /* Not there is an answer, half a work log is none. */
  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_find_note_finish (f.nossa, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_find_note_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_clear_object (&result);
  tear_down (&f);
}

static void
test_note_too_long (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autofree char *text = g_strnfill (32001, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new ();
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_add_note_async (f.nossa, ticket, text, "tx", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_add_note_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  g_clear_object (&result);
  tear_down (&f);
}

static void
test_new_ticket_too_long (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autofree char *text = g_strnfill (32001, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new ();
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_create_ticket_async (f.nossa, ticket, "Monitoring IN1", text, "k7f3q2", "tx", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_create_ticket_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  g_clear_object (&result);
  tear_down (&f);
}

typedef struct
{
  const char *name;
  Turn        turns[2];
  int         code;
} CreateRow;

#define CREATE "/maximo/oslc/os/mxincident?lean=1&internalvalues=1"

static const CreateRow create_rows[] = {
  { "body",
    { { "POST", CREATE,
        "transactionid: tx-3;;\"symptom\":\"REQUEST | MONITORING\";;\"externalrecid\":\"k7f3q2\";;\"origrecordid\":\"IN1\";;"
        "\"origrecordclass\":\"INCIDENT\";;\"customername\":\"PT Contoh\";;"
        "\"relatedrecord\":[{\"relatedreckey\":\"IN1\",\"relatedrecclass\":\"INCIDENT\",\"relatetype\":\"RELATED\"}]",
        "PATCH;;MERGE;;_rowstamp\":;;owner", 0, 201, "Location: http://x/maximo/oslc/os/mxincident/_B",
        "{\"ticketid\":\"IN2\",\"status\":\"NEW\",\"_rowstamp\":\"1\"}" } },
    -1 },
  { "location-only",
    { { "POST", CREATE, NULL, NULL, 0, 201, "Location: http://x/maximo/oslc/os/mxincident/_B", NULL },
      { "GET", LIST "externalrecid%3D%22k7f3q2%22*orderBy=%2Bticketuid", NULL, NULL, 0, 200, NULL,
        "{\"member\":[{\"ticketid\":\"IN2\",\"href\":\"oslc/os/mxincident/_B\"}],\"responseInfo\":{}}" } },
    -1 },
  { "not-found-afterwards",
    { { "POST", CREATE, NULL, NULL, 0, 201, NULL, NULL }, { "GET", LIST, NULL, NULL, 0, 200, NULL, EMPTY } },
    TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "refused",
    { { "POST", CREATE, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4195E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_REFUSED },
};

static void
test_create_row (gconstpointer data)
{
  const CreateRow *row = data;
  const Turn turns[] = { SIGN_IN, row->turns[0], row->turns[1], { NULL } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Fixture f;

  set_up (&f, turns);
  tuntas_nossa_create_ticket_async (f.nossa, ticket, "Monitoring IN1", "Diminta pelanggan", "k7f3q2", "tx-3", NULL,
                                    keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_create_ticket_finish (f.nossa, result, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->id, ==, "IN2");
      g_assert_cmpstr (receipt->href, ==, "/maximo/oslc/os/mxincident/_B");
    }
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_clear_object (&result);
  tear_down (&f);
}

typedef struct
{
  const char *name;
  const char *body;
  const char *id;   /* (nullable): none is found */
  int         code; /* -1: no error */
} CreatedRow;

/* A site whose summaries take our references. */
static const CreatedRow created_rows[] = {
  /* As of a database that reads [#k7f3q2] as any one of these letters. */
  { "another-first",
    "{\"member\":[{\"ticketid\":\"IN8\",\"description\":\"Monitoring k7f3q2\"},{\"ticketid\":\"IN7\"},"
    "{\"ticketid\":\"IN9\",\"description\":\"Monitoring [#k7f3q2]\"}],\"responseInfo\":{}}", "IN9", -1 },
  { "others-only", "{\"member\":[{\"ticketid\":\"IN8\",\"description\":\"x\"}],\"responseInfo\":{}}", NULL, -1 },
  { "none", "{\"member\":[],\"responseInfo\":{\"totalCount\":0}}", NULL, -1 },
  /* Fewer than there are is no proof that ours is not there. */
  { "shortened", "{\"member\":[],\"responseInfo\":{\"totalCount\":1}}", NULL, TUNTAS_NOSSA_ERROR_MALFORMED },
  { "cut", "{\"member\":[]}", NULL, TUNTAS_NOSSA_ERROR_MALFORMED },
};

static void
test_created_row (gconstpointer data)
{
  const CreatedRow *row = data;
  const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "description%3D%22%25%23k7f3q2%25%22&", NULL, NULL, 0, 200, NULL, row->body },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  Fixture f;

  set_up_with (&f, turns, "[monitoring]\nreference_attribute=\n");
  g_assert_true (sign_in (&f, NULL));
  tuntas_nossa_find_created_async (f.nossa, "k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  ticket = tuntas_nossa_find_created_finish (f.nossa, result, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpstr (ticket != NULL ? tuntas_ticket_get_id (ticket) : NULL, ==, row->id);
  g_clear_object (&result);
  tear_down (&f);
}

/* --- in line --- */

/* A reading and a note of one record, which must wait for the reading. */
static void
ask_both (Fixture *f, TuntasTicket *ticket, GAsyncResult **got, GAsyncResult **noted)
{
  tuntas_nossa_get_ticket_async (f->nossa, HREF, NULL, keep_result_cb, got);
  tuntas_nossa_add_note_async (f->nossa, ticket, "Pelanggan puas", "tx-4", NULL, keep_result_cb, noted);
  await (got);
  await (noted);
}

/* What waits for another's answer is sent with what that answer brought. */
static void
test_next_in_line (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", HREF "?", "JSESSIONID=s1", NULL, 0, 200, "Set-Cookie: JSESSIONID=s2; Path=/\ncsrftoken: t2", ROW ("IN1", "1") },
    { "POST", HREF "?", "JSESSIONID=s2;;csrftoken: t2", "JSESSIONID=s1", 0, 204, NULL, NULL },
    { NULL },
  };
  g_autoptr (GAsyncResult) got = NULL, noted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = ticket_new (), found = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Fixture f;

  set_up (&f, turns);
  ask_both (&f, ticket, &got, &noted);
  found = tuntas_nossa_get_ticket_finish (f.nossa, got, &error);
  g_assert_no_error (error);
  receipt = tuntas_nossa_add_note_finish (f.nossa, noted, &error);
  g_assert_no_error (error);
  g_clear_object (&got);
  g_clear_object (&noted);
  tear_down (&f);
}

/* The session ends by an answer that a note waits for: the note goes into the renewed one, and after the last end
 * nowhere. */
static void
test_next_in_line_ended (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", HREF "?", NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, WHO },
    { "GET", HREF "?", "JSESSIONID=s2", NULL, 0, 200, NULL, ROW ("IN1", "1") },
    { "POST", HREF "?", "JSESSIONID=s2", NULL, 0, 204, NULL, NULL },
    { "GET", HREF "?", NULL, NULL, 0, 401, NULL, ENDED },
    { NULL },
  };
  Fixture f;

  set_up (&f, turns);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GAsyncResult) got = NULL, noted = NULL;
      g_autoptr (GError) lost = NULL, unsent = NULL;
      g_autoptr (TuntasTicket) ticket = ticket_new (), found = NULL;
      g_autoptr (TuntasNossaReceipt) receipt = NULL;

      ask_both (&f, ticket, &got, &noted);
      found = tuntas_nossa_get_ticket_finish (f.nossa, got, &lost);
      receipt = tuntas_nossa_add_note_finish (f.nossa, noted, &unsent);
      if (round == 0)
        {
          g_assert_no_error (lost);
          g_assert_no_error (unsent);
          continue;
        }
      g_assert_error (lost, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
      g_assert_error (unsent, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
    }
  tear_down (&f);
}

static void
test_cancelled (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f;

  set_up (&f, turns);
  g_cancellable_cancel (cancellable);
  tuntas_nossa_list_assigned_async (f.nossa, -1, cancellable, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_list_assigned_finish (f.nossa, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  tear_down (&f);
}

#define ADD_ROWS(prefix, table, func)                                                                            \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                               \
    {                                                                                                            \
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);                                         \
                                                                                                                 \
      g_test_add_data_func (path, &table[i], func);                                                              \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/session/in-and-out", test_sign_in_out);
  ADD_ROWS ("/nossa/session/sign-in/", sign_ins, test_sign_in_row)
  g_test_add_func ("/nossa/session/renewal", test_renewal);
  g_test_add_func ("/nossa/session/renewal-shared", test_renewal_shared);
  g_test_add_func ("/nossa/session/renewal-refused", test_renewal_refused);
  g_test_add_func ("/nossa/session/renewal-lost", test_renewal_lost);
  g_test_add_func ("/nossa/session/renewal-overtaken", test_renewal_overtaken);
  g_test_add_func ("/nossa/session/sign-in-overtaken", test_sign_in_overtaken);
  g_test_add_func ("/nossa/list/pages", test_list_pages);
  g_test_add_func ("/nossa/list/moving", test_list_moving);
  ADD_ROWS ("/nossa/list/answer/", list_rows, test_list_row)
  g_test_add_func ("/nossa/list/cut", test_list_cut);
  g_test_add_func ("/nossa/list/half", test_list_half);
  g_test_add_func ("/nossa/list/endless", test_list_endless);
  g_test_add_func ("/nossa/list/without-in", test_list_without_in);
  g_test_add_func ("/nossa/list/newer", test_list_newer);
  g_test_add_func ("/nossa/list/grammar", test_list_grammar);
  g_test_add_func ("/nossa/ticket", test_get_ticket);
  g_test_add_func ("/nossa/ticket/shortened", test_number_shortened);
  ADD_ROWS ("/nossa/write/status/", status_rows, test_status_row)
  g_test_add_func ("/nossa/write/note", test_note);
  g_test_add_func ("/nossa/write/note-too-long", test_note_too_long);
  g_test_add_func ("/nossa/write/new-ticket-too-long", test_new_ticket_too_long);
  ADD_ROWS ("/nossa/write/create/", create_rows, test_create_row)
  ADD_ROWS ("/nossa/created/", created_rows, test_created_row)
  g_test_add_func ("/nossa/line/next", test_next_in_line);
  g_test_add_func ("/nossa/line/ended", test_next_in_line_ended);
  g_test_add_func ("/nossa/cancelled", test_cancelled);
  return g_test_run ();
}
