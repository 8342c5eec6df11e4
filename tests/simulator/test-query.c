/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#define OS "/maximo/oslc/os/mxincident"
#define IN101 OS "/_SU5DSURFTlQvSU4xMDE-"

static guint
count_members (SimAnswer *answer)
{
  JsonNode *node = sim_answer_node (answer, "member");

  return node != NULL ? json_array_get_length (json_node_get_array (node)) : G_MAXUINT;
}

static void
test_where (void)
{
  static const struct { const char *where; guint found; } cases[] = {
    { "status=\"SALAMSIM\"", 1 },
    { "status in [\"SALAMSIM\",\"MEDIACARE\"]", 2 },
    { "status in[\"SALAMSIM\",\"MEDIACARE\"] and owner=\"AYU\"", 2 },
    { "spi:owner=\"ayu\"", 3 },
    { "owner!=\"AYU\"", 1 },
    { "owner=\"*\"", 4 },
    { "owner!=\"*\"", 1 },
    { "description=\"%MATI\"", 2 },
    { "description=\"%mati%\" and status=\"BACKEND\"", 1 },
    { "ticketuid=501", 1 },
    { "ticketuid in [501,502,999]", 2 },
    { "ticketid=\"IN10%\" and description!=\"%mati%\"", 3 },
    { "ticketuid>=501 and ticketuid<=502", 2 },
    { "historyflag=true", 1 },
    { "historyflag=0", 4 },
    { "reportdate>=\"2026-11-24T06:00:00+07:00\" and owner=\"AYU\"", 2 },
    { "reportdate<\"2026-11-23T22:30:00.000Z\"", 1 },
    { "worklog{logtype=\"UPDATE\" and description=\"second\"}", 1 },
    { "worklog.createby=\"HELPDESK\"", 1 },
    { "worklog{logtype=\"UPDATE\" and description=\"first\"}", 0 },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_where (desk, cases[i].where, NULL);

      g_test_message ("%s", cases[i].where);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpuint (count_members (answer), ==, cases[i].found);
    }
}

/* opmodeor=1 is the only way to an "or". */
static void
test_any (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) all = sim_desk_where (desk, "status=\"CLOSED\" and owner=\"BAGAS\"", NULL);
  g_autoptr (SimAnswer) any = sim_desk_where (desk, "status=\"CLOSED\" and owner=\"BAGAS\"", "&opmodeor=1");

  g_assert_cmpuint (count_members (all), ==, 0);
  g_assert_cmpuint (count_members (any), ==, 2);
}

static void
test_where_refused (void)
{
  static const struct { const char *where; const char *wanted; } cases[] = {
    { "(status=\"NEW\")", "<IDENTIFIER>" },
    { "status=\"NEW\" or status=\"CLOSED\"", "<BOOLEAN_OP>" },
    { "status in [\"NEW\", \"CLOSED\"]", "<STRING_LITERAL>" },
    { "status in [\"NEW\"", "\"]\"" },
    { "status like \"NEW\"", "<COMPARISON_OP>" },
    { "status=NEW", "<STRING_LITERAL>" },
    { "status=\"NEW", "<STRING_LITERAL>" },
    { "status=\"NEW\" ", "<BOOLEAN_OP>" },
    { "nosuch=\"x\"", "nosuch" },
    { "fr1code_longdescription=\"x\"", "fr1code_longdescription" },
    { "worklog{logtype=\"WORK\"", "\"}\"" },
    { "reportdate>\"yesterday\"", "yesterday" },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_where (desk, cases[i].where, NULL);

      g_test_message ("%s", cases[i].where);
      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_cmpstr (sim_answer_text (answer, "Error.reasonCode"), ==, "BMXAA8744E");
      g_assert_nonnull (strstr (sim_answer_text (answer, "Error.message"), cases[i].wanted));
    }
}

/* A relation leads back to tickets: as deep as a query may be, and one deeper. */
static void
test_where_nested (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (guint depth = 8; depth <= 9; depth++)
    {
      g_autoptr (GString) where = g_string_new (NULL);
      g_autoptr (SimAnswer) answer = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (where, "globalticket{");
      g_string_append (where, "status=\"NEW\"");
      for (guint i = 0; i < depth; i++)
        g_string_append (where, "}");
      answer = sim_desk_where (desk, where->str, NULL);
      if (depth == 8)
        g_assert_cmpuint (answer->status, ==, 200);
      else
        sim_answer_assert_refused (answer, 400, "BMXAA8744E");
    }
}

static void
test_order (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) down = sim_desk_get (desk, OS "?oslc.select=ticketid&oslc.orderBy=-ticketid");
  g_autoptr (SimAnswer) up = sim_desk_get (desk, OS "?oslc.select=ticketid&oslc.orderBy=%2Bstatus,-ticketid");
  g_autoptr (SimAnswer) unsigned_order = sim_desk_get (desk, OS "?oslc.orderBy=ticketid");
  g_autoptr (SimAnswer) raw_plus = sim_desk_get (desk, OS "?oslc.orderBy=+ticketid");

  g_assert_cmpstr (sim_answer_text (down, "member.0.ticketid"), ==, "IN105");
  g_assert_cmpstr (sim_answer_text (up, "member.0.ticketid"), ==, "IN103");
  g_assert_cmpuint (unsigned_order->status, ==, 400);
  g_assert_nonnull (strstr (sim_answer_text (unsigned_order, "Error.message"), "<SORT_ORDER_SIGN>"));
  g_assert_cmpuint (raw_plus->status, ==, 400);
}

static void
test_select (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) none = sim_desk_where (desk, "ticketid=\"IN101\"", NULL);
  g_autoptr (SimAnswer) some = sim_desk_where (
    desk, "ticketid=\"IN101\"",
    "&oslc.select=status,pendreason,nosuch,worklog%7Bdescription%7D,uxworklog._dbcount--n,relatedrecord._exists--r");
  g_autoptr (SimAnswer) nulls = sim_desk_where (desk, "ticketid=\"IN101\"",
                                                "&oslc.select=status,pendreason&_dropnulls=0&internalvalues=1");
  g_autoptr (SimAnswer) all = sim_desk_where (desk, "ticketid=\"IN101\"", "&oslc.select=*&ignorers=1&relativeuri=1");

  g_assert_cmpuint (json_object_get_size (json_node_get_object (sim_answer_node (none, "member.0"))), ==, 1);
  g_assert_true (sim_answer_has (none, "member.0.href"));
  g_assert_cmpstr (sim_answer_text (some, "member.0.status_description"), ==, "Salam Simpatik");
  g_assert_false (sim_answer_has (some, "member.0.pendreason"));
  g_assert_false (sim_answer_has (some, "member.0.status_maxvalue"));
  g_assert_false (sim_answer_has (some, "member.0.nosuch"));
  g_assert_cmpstr (sim_answer_text (some, "member.0.worklog.1.description"), ==, "second");
  g_assert_false (sim_answer_has (some, "member.0.worklog.1.logtype"));
  g_assert_cmpint (sim_answer_int (some, "member.0.n"), ==, 2);
  g_assert_true (sim_answer_has (some, "member.0.r"));
  g_assert_true (sim_answer_has (nulls, "member.0.pendreason"));
  g_assert_cmpstr (sim_answer_text (nulls, "member.0.status_maxvalue"), ==, "RESOLVED");
  g_assert_cmpint (sim_answer_int (all, "member.0.ticketuid"), ==, 501);
  g_assert_cmpstr (sim_answer_text (all, "member.0.reportdate"), ==, "2026-11-24T05:00:00+07:00");
  g_assert_false (sim_answer_has (all, "member.0._rowstamp"));
  g_assert_cmpstr (sim_answer_text (all, "member.0.href"), ==, "oslc/os/mxincident/_SU5DSURFTlQvSU4xMDE-");
  g_assert_cmpstr (sim_answer_text (all, "member.0.worklog_collectionref"), ==,
                   "oslc/os/mxincident/_SU5DSURFTlQvSU4xMDE-/worklog");
}

static void
test_ignored (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) whole = sim_desk_get (desk, IN101);
  g_autoptr (SimAnswer) bare = sim_desk_get (desk, IN101 "?ignorecollectionref=1&ignorekeyref=true&ignorers=1");
  g_autoptr (SimAnswer) older = sim_desk_get (desk, IN101 "?oslc.properties=status");

  g_assert_true (sim_answer_has (whole, "worklog_collectionref"));
  g_assert_true (sim_answer_has (whole, "worklog.0.href"));
  g_assert_true (sim_answer_has (whole, "worklog.0._rowstamp"));
  g_assert_false (sim_answer_has (bare, "worklog_collectionref"));
  g_assert_false (sim_answer_has (bare, "worklog.0.href"));
  g_assert_true (sim_answer_has (bare, "worklog.0.localref"));
  g_assert_false (sim_answer_has (bare, "_rowstamp"));
  g_assert_true (sim_answer_has (older, "status"));
  g_assert_false (sim_answer_has (older, "description"));
}

static void
test_paging (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"max_page_size\":2");
  g_autoptr (SimAnswer) first = sim_desk_get (desk, OS "?lean=1&oslc.where=status!=%22X%22&oslc.orderBy=-ticketuid"
                                                    "&relativeuri=1&oslc.pageSize=99&collectioncount=1");
  g_autoptr (SimAnswer) last = sim_desk_get (desk, OS "?relativeuri=1&oslc.pageSize=2&pageno=3");
  g_autoptr (SimAnswer) count = sim_desk_get (desk, OS "?count=1");
  g_autoptr (SimAnswer) whole = sim_desk_get (desk, OS "?relativeuri=1");

  /* The page is capped, whatever was asked for. */
  g_assert_cmpuint (count_members (first), ==, 2);
  g_assert_cmpint (sim_answer_int (first, "responseInfo.totalCount"), ==, 5);
  g_assert_cmpint (sim_answer_int (first, "responseInfo.totalPages"), ==, 3);
  g_assert_cmpint (sim_answer_int (first, "responseInfo.pagenum"), ==, 1);
  g_assert_cmpstr (sim_answer_text (first, "responseInfo.nextPage.href"), ==,
                   "oslc/os/mxincident?pageno=2&oslc.where=status%21%3D%22X%22&oslc.pageSize=99"
                   "&oslc.orderBy=-ticketuid&lean=1&collectioncount=1&relativeuri=1");
  g_assert_false (sim_answer_has (first, "responseInfo.previousPage"));
  g_assert_cmpuint (count_members (last), ==, 1);
  g_assert_false (sim_answer_has (last, "responseInfo.nextPage"));
  g_assert_true (sim_answer_has (last, "responseInfo.previousPage.href"));
  g_assert_false (sim_answer_has (last, "responseInfo.totalCount"));
  g_assert_cmpstr (count->text, ==, "{\"totalCount\":5}");
  g_assert_cmpuint (count_members (whole), ==, 5);
  g_assert_false (sim_answer_has (whole, "responseInfo.pagenum"));
}

static void
test_record (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) by_key = sim_desk_get (desk, IN101);
  g_autoptr (SimAnswer) by_uid = sim_desk_get (desk, "/maximo/oslc/os/MxIncident/501");
  g_autoptr (SimAnswer) request = sim_desk_get (desk, "/maximo/oslc/os/mxsr/_U1IvNTc1NA--?relativeuri=1");
  g_autoptr (SimAnswer) missing = sim_desk_get (desk, OS "/11911");
  g_autoptr (SimAnswer) os = sim_desk_get (desk, "/maximo/oslc/os/mxnothing");
  g_autofree char *etag = NULL;

  g_assert_cmpstr (sim_answer_text (by_key, "ticketid"), ==, "IN101");
  g_assert_cmpstr (sim_answer_text (by_uid, "ticketid"), ==, "IN101");
  g_assert_cmpstr (sim_answer_text (request, "href"), ==, "oslc/os/mxsr/_U1IvNTc1NA--");
  etag = g_strdup_printf ("\"%s\"", sim_answer_text (by_key, "_rowstamp"));
  g_assert_cmpstr (soup_message_headers_get_one (by_key->headers, "ETag"), ==, etag);
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_cmpstr (sim_answer_text (missing, "Error.reasonCode"), ==, "BMXAA8727E");
  g_assert_cmpstr (sim_answer_text (os, "Error.reasonCode"), ==, "BMXAA9301E");
}

static void
test_children (void)
{
  static const char *const names[] = { "worklog", "uxworklog" };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf (IN101 "/%s?relativeuri=1&oslc.pageSize=1&collectioncount=1&pageno=2",
                                               names[i]);
      g_autofree char *localref = g_strdup_printf ("oslc/os/mxincident/_SU5DSURFTlQvSU4xMDE-/%s/1-144", names[i]);
      g_autofree char *child_path = g_strconcat ("/maximo/", localref, NULL);
      g_autoptr (SimAnswer) answer = sim_desk_get (desk, path);
      g_autoptr (SimAnswer) child = sim_desk_get (desk, child_path);

      g_assert_cmpstr (sim_answer_text (answer, "member.0.description"), ==, "second");
      g_assert_cmpstr (sim_answer_text (answer, "member.0.localref"), ==, localref);
      /* INCIDENT/WORKLOG/144 */
      g_assert_cmpstr (sim_answer_text (answer, "member.0.href"), ==, "http://childkey#SU5DSURFTlQvV09SS0xPRy8xNDQ-");
      g_assert_cmpint (sim_answer_int (answer, "responseInfo.totalCount"), ==, 2);
      g_assert_cmpint (sim_answer_int (child, "worklogid"), ==, 144);
    }
}

static void
test_self (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) statuses = sim_desk_get (
    desk, "/maximo/oslc/os/mxapisynonymdomain?oslc.select=value,maxvalue,defaults"
          "&oslc.where=domainid=%22INCIDENTSTATUS%22%20and%20value=%22MEDIACARE%22");
  g_autoptr (SimAnswer) schema = sim_desk_get (desk, "/maximo/oslc/jsonschemas/mxincident");
  g_autoptr (SimAnswer) system = sim_desk_get (desk, "/maximo/oslc/systeminfo");
  g_autoptr (SimAnswer) home = sim_desk_get (desk, "/maximo/oslc?&lean=1");
  g_autoptr (SimAnswer) message = sim_desk_get (desk, "/maximo/oslc/error/messages/BMXAA8229W");

  g_assert_cmpstr (sim_answer_text (statuses, "member.0.maxvalue"), ==, "RESOLVED");
  g_assert_cmpint (sim_answer_int (schema, "properties.description.maxLength"), ==, 100);
  g_assert_cmpstr (sim_answer_text (schema, "properties.status.subType"), ==, "UPPER");
  g_assert_true (sim_answer_has (schema, "properties.worklog.items.properties.logtype"));
  g_assert_cmpstr (sim_answer_text (system, "servertime"), ==, "2026-11-24T08:00:00+07:00");
  g_assert_true (sim_answer_has (home, "maxupg"));
  g_assert_cmpuint (message->status, ==, 200);
}

static void
test_public_uri (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "GET", OS "/501",
                                               "x-public-uri: https://nossa.example/maximo/oslc", NULL);

  g_assert_cmpstr (sim_answer_text (answer, "href"), ==,
                   "https://nossa.example/maximo/oslc/os/mxincident/_SU5DSURFTlQvSU4xMDE-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/query/where", test_where);
  g_test_add_func ("/simulator/query/where-refused", test_where_refused);
  g_test_add_func ("/simulator/query/where-nested", test_where_nested);
  g_test_add_func ("/simulator/query/any", test_any);
  g_test_add_func ("/simulator/query/ignored", test_ignored);
  g_test_add_func ("/simulator/query/order", test_order);
  g_test_add_func ("/simulator/query/select", test_select);
  g_test_add_func ("/simulator/query/paging", test_paging);
  g_test_add_func ("/simulator/query/record", test_record);
  g_test_add_func ("/simulator/query/children", test_children);
  g_test_add_func ("/simulator/query/self", test_self);
  g_test_add_func ("/simulator/query/public-uri", test_public_uri);
  return g_test_run ();
}
