/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-client.h"

/* The agent's list in pages, whole or not, and single tickets, as the client asks for them and takes the answers. */

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
  Scripted f;

  scripted_set_up (&f, turns);
  got = scripted_list (&f, -1, &error);
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
  scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up (&f, turns);
  got = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 1);
  g_assert_true (got->complete);
  scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up (&f, turns);
  got = scripted_list (&f, row->since, &error);
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
  scripted_tear_down (&f);
}

/* A body cut at any byte is never a scripted_list (reliability.md, N14). */
static void
test_list_cut (void)
{
  static const char whole[] = "{\"member\":[" ROW ("IN1", "1") "],\"responseInfo\":{\"totalCount\":1}}";

  for (gsize length = 0; length < sizeof (whole) - 1; length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      const Turn turns[] = { SIGN_IN, { "GET", LIST, NULL, NULL, 0, 200, NULL, cut }, { NULL } };
      g_autoptr (GError) error = NULL;
      Scripted f;

      scripted_set_up (&f, turns);
      g_assert_null (scripted_list (&f, -1, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
      scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up (&f, turns);
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
  scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up (&f, turns);
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_assert_cmpstr (error->message, ==, "page 3: the pages do not end");
  scripted_tear_down (&f);
}

#define GRAMMAR "{\"Error\":{\"reasonCode\":\"BMXAA8744E\",\"message\":\"Was expecting: <BOOLEAN_OP>\"," \
                "\"statusCode\":\"400\"}}"
#define ONE(id, uid, status) "{\"member\":[{\"ticketid\":\"" id "\",\"ticketuid\":" uid "," \
                             "\"status\":\"" status "\"}],\"responseInfo\":{\"totalCount\":1}}"
#define TWO_STATUSES "[tickets]\nstatuses=MEDIACARE;PENDING\n"

/* A server that refuses in [...] is asked for each status, and at last for what moved meanwhile: IN2 went from the
 * second status to the first between the two questions, IN3 left the list. The next list begins that way at once. */
static void
test_list_without_in (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "status%20in%20", NULL, NULL, 0, 400, NULL, GRAMMAR },
    { "GET", LIST "status%3D%22MEDIACARE%22*owner%3D%22BUDI%22", NULL, NULL, 0, 200, NULL,
      ONE ("IN1", "1", "MEDIACARE") },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "owner%3D%22BUDI%22*changedate%3E%3D%222026-11-23T01%3A59%3A00%2B00%3A00%22", NULL, NULL, 0, 200,
      NULL, "{\"member\":[{\"ticketid\":\"IN2\",\"ticketuid\":2,\"status\":\"MEDIACARE\"},{\"ticketid\":\"IN3\","
      "\"ticketuid\":3,\"status\":\"CLOSED\"}],\"responseInfo\":{\"totalCount\":2}}" },
    { "GET", LIST "status%3D%22MEDIACARE%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "status%3D%22PENDING%22", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST "owner%3D%22BUDI%22*changedate", NULL, NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL, again = NULL;
  Scripted f;

  scripted_set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (scripted_sign_in (&f, NULL));
  got = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 2);
  g_assert_cmpstr (tuntas_ticket_get_id (got->tickets->pdata[1]), ==, "IN2");
  g_assert_true (got->complete);
  again = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->tickets->len, ==, 0);
  scripted_tear_down (&f);
}

#define OF_IN1(status, stamp) "{\"member\":[{\"ticketid\":\"IN1\",\"ticketuid\":1,\"status\":\"" status "\"," \
                              "\"_rowstamp\":\"" stamp "\"}],\"responseInfo\":{\"totalCount\":1}}"

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
  Scripted f;

  scripted_set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (scripted_sign_in (&f, NULL));
  got = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 1);
  g_assert_cmpstr (tuntas_ticket_get (got->tickets->pdata[0], TUNTAS_TICKET_ROWSTAMP), ==, "3");
  again = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->tickets->len, ==, 0);
  g_assert_true (again->complete);
  scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up_with (&f, turns, TWO_STATUSES);
  g_assert_true (scripted_sign_in (&f, NULL));
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_REFUSED);
  g_assert_cmpstr (tuntas_nossa_error_get_trouble (error), ==, "query");
  got = scripted_list (&f, -1, NULL);
  g_assert_nonnull (got);
  scripted_tear_down (&f);
}

/* One ticket */

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
  Scripted f;

  scripted_set_up (&f, turns);
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
  scripted_tear_down (&f);
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
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_get_ticket_async (f.nossa, "IN1", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_get_ticket_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/list/pages", test_list_pages);
  g_test_add_func ("/nossa/list/moving", test_list_moving);
  SCRIPTED_ADD_ROWS ("/nossa/list/answer/", list_rows, test_list_row)
  g_test_add_func ("/nossa/list/cut", test_list_cut);
  g_test_add_func ("/nossa/list/half", test_list_half);
  g_test_add_func ("/nossa/list/endless", test_list_endless);
  g_test_add_func ("/nossa/list/without-in", test_list_without_in);
  g_test_add_func ("/nossa/list/newer", test_list_newer);
  g_test_add_func ("/nossa/list/grammar", test_list_grammar);
  g_test_add_func ("/nossa/ticket", test_get_ticket);
  g_test_add_func ("/nossa/ticket/shortened", test_number_shortened);
  return g_test_run ();
}
