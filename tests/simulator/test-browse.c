/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

/* Queries that our own client does not make. */

#define OS "/maximo/oslc/os/mxincident"
#define FIRST OS "?stablepaging=1&oslc.pageSize=2&oslc.orderBy=-ticketid&relativeuri=1&oslc.select=ticketid"

static guint
count_members (SimAnswer *answer, const char *path)
{
  JsonNode *node = sim_answer_node (answer, path);

  return node != NULL ? json_array_get_length (json_node_get_array (node)) : 0;
}

static char *
next_of (SimAnswer *answer)
{
  return g_strconcat ("/maximo/", sim_answer_text (answer, "responseInfo.nextPage.href"), NULL);
}

/* What was on the list when it began stays on it, whatever happens meanwhile. */
static void
test_stable (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) first = sim_desk_get (desk, FIRST "&collectioncount=1");
  g_autofree char *second_href = next_of (first);
  g_autoptr (SimAnswer) new = sim_desk_ask (desk, "POST", OS, NULL, "{\"ticketid\":\"IN999\",\"description\":\"x\"}");
  g_autoptr (SimAnswer) gone = sim_desk_ask (desk, "DELETE", OS "/505", NULL, NULL);
  g_autoptr (SimAnswer) second = sim_desk_get (desk, second_href);
  g_autoptr (SimAnswer) again = sim_desk_get (desk, second_href);
  g_autofree char *third_href = next_of (second);
  g_autoptr (SimAnswer) third = sim_desk_get (desk, third_href);
  g_autoptr (SimAnswer) late = NULL;

  g_assert_cmpuint (new->status, ==, 201);
  g_assert_cmpuint (gone->status, ==, 200);
  g_assert_cmpstr (sim_answer_text (first, "member.0.ticketid"), ==, "IN105");
  g_assert_nonnull (strstr (second_href, "?pageno=2&stableid=1&"));
  g_assert_false (sim_answer_has (first, "responseInfo.totalCount"));
  /* IN105 is no more and IN999 came later; neither shifts the pages. */
  g_assert_cmpstr (sim_answer_text (second, "member.0.ticketid"), ==, "IN103");
  g_assert_cmpstr (sim_answer_text (third, "member.0.ticketid"), ==, "IN101");
  g_assert_false (sim_answer_has (third, "responseInfo.nextPage"));
  g_assert_false (sim_answer_has (second, "responseInfo.previousPage"));
  g_assert_cmpuint (again->status, ==, 400);
  late = sim_desk_get (desk, FIRST);
  g_free (second_href);
  second_href = next_of (late);
  g_clear_pointer (&late, sim_answer_free);
  sim_desk_advance (desk, 5 * 60);
  late = sim_desk_get (desk, second_href);
  g_assert_cmpuint (late->status, ==, 400);
}

static void
test_saved_query (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (
    "\"saved_queries\":{\"mine\":\"owner=\\\":user\\\"\",\"by_status\":\"status=\\\":status\\\"\"}");
  g_autoptr (SimAnswer) mine = sim_desk_get (desk, OS "?savedQuery=MINE");
  g_autoptr (SimAnswer) both = sim_desk_get (desk, OS "?savedQuery=mine&oslc.where=status=%22CLOSED%22");
  g_autoptr (SimAnswer) bound = sim_desk_get (desk, OS "?savedQuery=by_status&sqp:status=BACKEND");
  g_autoptr (SimAnswer) unbound = sim_desk_get (desk, OS "?savedQuery=by_status");
  g_autoptr (SimAnswer) quoted = sim_desk_get (desk, OS "?savedQuery=by_status&sqp:status=%22");
  g_autoptr (SimAnswer) unknown = sim_desk_get (desk, OS "?savedQuery=nosuch");

  g_assert_cmpuint (count_members (mine, "member"), ==, 3);
  g_assert_cmpuint (count_members (both, "member"), ==, 1);
  g_assert_cmpuint (count_members (bound, "member"), ==, 1);
  g_assert_cmpuint (unbound->status, ==, 400);
  g_assert_cmpuint (quoted->status, ==, 400);
  g_assert_cmpuint (unknown->status, ==, 400);
}

static void
test_child_filter (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) where = sim_desk_get (
    desk, OS "/501?oslc.select=worklog%7Bdescription%7D&incident.worklog.where=logtype=%22UPDATE%22");
  g_autoptr (SimAnswer) limit = sim_desk_get (
    desk, OS "/501?oslc.select=worklog%7B*%7D&incident.worklog.orderby=-worklogid&incident.worklog.limit=1");
  g_autoptr (SimAnswer) any = sim_desk_get (
    desk, OS "/501?oslc.select=worklog%7B*%7D&incident.worklog.opmodeor=1"
          "&incident.worklog.where=logtype=%22UPDATE%22%20and%20description=%22first%22");
  g_autoptr (SimAnswer) wrong = sim_desk_get (desk, OS "/501?incident.worklog.where=(a)");
  g_autoptr (SimAnswer) unsigned_order = sim_desk_get (desk, OS "/501?incident.worklog.orderby=worklogid");

  g_assert_cmpuint (count_members (where, "worklog"), ==, 1);
  g_assert_cmpstr (sim_answer_text (where, "worklog.0.description"), ==, "second");
  g_assert_nonnull (strstr (sim_answer_text (where, "worklog.0.localref"), "/worklog/1-144"));
  g_assert_cmpuint (count_members (limit, "worklog"), ==, 1);
  g_assert_cmpint (sim_answer_int (limit, "worklog.0.worklogid"), ==, 144);
  g_assert_cmpuint (count_members (any, "worklog"), ==, 2);
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (unsigned_order->status, ==, 400);
}

static void
test_relations (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) shown = sim_desk_get (
    desk, OS "/501?oslc.select=ticketid,rel.ownerperson%7Bpersonid,displayname%7D,ownerperson.displayname--ownername,"
          "ownerperson._exists--owned,globalticket._exists,allowedactions");
  g_autoptr (SimAnswer) found = sim_desk_where (desk, "ownerperson.displayname=\"ayu%\" and status=\"SALAMSIM\"", NULL);
  g_autoptr (SimAnswer) people = sim_desk_get (
    desk, "/maximo/oslc/os/mxperson?oslc.select=personid&oslc.where=personid=%22AYU%22&relativeuri=1");
  g_autofree char *href = g_strconcat ("/maximo/", sim_answer_text (people, "member.0.href"), NULL);
  g_autoptr (SimAnswer) person = sim_desk_get (desk, href);
  g_autoptr (SimAnswer) write = sim_desk_patch (desk, href, NULL, "{\"displayname\":\"x\"}");

  g_assert_cmpstr (sim_answer_text (shown, "ownerperson.0.displayname"), ==, "Ayu Lestari");
  g_assert_false (sim_answer_has (shown, "ownerperson.0.primaryemail"));
  g_assert_cmpstr (sim_answer_text (shown, "ownername"), ==, "Ayu Lestari");
  g_assert_true (json_node_get_boolean (sim_answer_node (shown, "owned")));
  g_assert_true (json_object_has_member (json_node_get_object (shown->json), "globalticket._exists"));
  g_assert_true (sim_answer_has (shown, "allowedactions.wsmethod:changeStatus"));
  g_assert_cmpuint (count_members (found, "member"), ==, 1);
  g_assert_cmpstr (href, ==, "/maximo/oslc/os/mxperson/_QVlV");
  g_assert_cmpstr (sim_answer_text (person, "personid"), ==, "AYU");
  g_assert_cmpuint (write->status, ==, 405);
}

/* Keys of several parts, some of them null. */
static void
test_null_parts (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) list = sim_desk_get (
    desk, "/maximo/oslc/os/mxapisynonymdomain?relativeuri=1"
          "&oslc.where=domainid=%22INCIDENTSTATUS%22%20and%20value=%22SALAMSIM%22");
  const char *href = sim_answer_text (list, "member.0.href");
  g_autofree char *path = g_strconcat ("/maximo/", href, NULL);
  g_autofree char *code = g_strdup (strstr (href, "/_") + 2);
  g_autofree guchar *key = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SimAnswer) one = sim_desk_get (desk, path);
  gsize length;

  g_strdelimit (code, "-", '=');
  g_strdelimit (code, "_", '+');
  key = g_base64_decode (code, &length);
  text = g_strndup ((const char *) key, length);
  g_assert_cmpstr (text, ==, "INCIDENTSTATUS/RESOLVED/~NULL~/~NULL~/SALAMSIM");
  g_assert_cmpstr (sim_answer_text (one, "maxvalue"), ==, "RESOLVED");
}

static void
test_schema (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) list = sim_desk_get (desk, OS "?addschema=1&oslc.pageSize=1&relativeuri=1");
  g_autoptr (SimAnswer) all = sim_desk_get (desk, "/maximo/oslc/apimeta");
  g_autoptr (SimAnswer) one = sim_desk_get (desk, "/maximo/oslc/apimeta/MXSR");
  g_autoptr (SimAnswer) none = sim_desk_get (desk, "/maximo/oslc/apimeta/nosuch");
  g_autoptr (SimAnswer) allowed = sim_desk_get (desk, "/maximo/oslc/permission/allowedappoptions?app=incident");

  g_assert_cmpstr (sim_answer_text (list, "responseInfo.schema.resource"), ==, "MXINCIDENT");
  g_assert_cmpstr (sim_answer_text (list, "responseInfo.schema.properties.ticketid.default"), ==, "&AUTOKEY&");
  g_assert_cmpint (sim_answer_int (list, "responseInfo.schema.properties.np_statusmemo.maxLength"), ==, 50);
  g_assert_cmpstr (sim_answer_text (list, "responseInfo.schema.properties.worklog.items.properties.logtype.default"),
                   ==, "!CLIENTNOTE!");
  g_assert_null (strstr (sim_answer_text (list, "responseInfo.nextPage.href"), "addschema"));
  g_assert_cmpstr (sim_answer_text (all, "0.osName"), ==, "MXAPIINCIDENT");
  g_assert_cmpstr (sim_answer_text (one, "osName"), ==, "MXSR");
  g_assert_cmpstr (sim_answer_text (none, "Error.reasonCode"), ==, "BMXAA9301E");
  g_assert_cmpstr (sim_answer_text (allowed, "app"), ==, "INCIDENT");
}

/* A query that is too long for an address; a record that has not changed. */
static void
test_forms (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) form = sim_desk_ask (
    desk, "POST", OS, "x-method-override: GET\nContent-Type: application/x-www-form-urlencoded",
    "oslc.select=ticketid&oslc.where=status%3D%22SALAMSIM%22");
  g_autoptr (SimAnswer) record = sim_desk_get (desk, OS "/501");
  g_autofree char *known =
    g_strconcat ("If-None-Match: ", soup_message_headers_get_one (record->headers, "ETag"), NULL);
  g_autoptr (SimAnswer) same = sim_desk_ask (desk, "GET", OS "/501", known, NULL);

  g_assert_cmpstr (sim_answer_text (form, "member.0.ticketid"), ==, "IN101");
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).writes, ==, 0);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpstr (same->text, ==, "");
}

static void
test_search (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) found = sim_desk_get (
    desk, OS "?searchAttributes=description,ticketid&oslc.searchTerms=%22MODEM%22,%22telepon%22");

  g_assert_cmpuint (count_members (found, "member"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/browse/stable", test_stable);
  g_test_add_func ("/simulator/browse/saved-query", test_saved_query);
  g_test_add_func ("/simulator/browse/child-filter", test_child_filter);
  g_test_add_func ("/simulator/browse/relations", test_relations);
  g_test_add_func ("/simulator/browse/null-parts", test_null_parts);
  g_test_add_func ("/simulator/browse/schema", test_schema);
  g_test_add_func ("/simulator/browse/forms", test_forms);
  g_test_add_func ("/simulator/browse/search", test_search);
  return g_test_run ();
}
