/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

/* Writes that our own client does not make, and switches of a site. */

#define OS "/maximo/oslc/os/mxincident"
#define IN101 OS "/501"
#define IN104 OS "/504"
#define IN105 OS "/505"
#define SR "/maximo/oslc/os/mxsr/506"

static gboolean
is_there (SimDesk *desk, const char *ticket)
{
  g_autofree char *record = tuntas_simulator_dup_record_json (desk->simulator, ticket);

  return record != NULL;
}

static void
test_delete (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) may = sim_desk_get (desk, IN105 "?action=system:candelete");
  g_autoptr (SimAnswer) may_not = sim_desk_get (desk, IN101 "?action=system:candelete");
  g_autoptr (SimAnswer) other = sim_desk_get (desk, IN101 "?action=system:other");
  g_autoptr (SimAnswer) refused = sim_desk_ask (desk, "DELETE", IN101, NULL, NULL);
  g_autoptr (SimAnswer) stale = sim_desk_ask (desk, "DELETE", IN105, "If-Match: \"1\"", NULL);
  g_autoptr (SimAnswer) gone = sim_desk_ask (desk, "DELETE", IN105, "transactionid: d1", NULL);
  g_autoptr (SimAnswer) again = sim_desk_ask (desk, "DELETE", IN105, NULL, NULL);
  g_autoptr (SimAnswer) by_body = sim_desk_patch (desk, SR, NULL, "{\"_action\":\"Delete\"}");

  g_assert_cmpuint (may->status, ==, 200);
  sim_answer_assert_refused (may_not, 400, "BMXAA0024E");
  sim_answer_assert_refused (other, 400, "BMXAA0024E");
  sim_answer_assert_refused (refused, 400, "BMXAA0024E");
  sim_answer_assert_refused (stale, 412, "BMXAA8229W");
  g_assert_cmpuint (gone->status, ==, 200);
  g_assert_false (is_there (desk, "IN105"));
  sim_answer_assert_refused (again, 404, "BMXAA8727E");
  g_assert_cmpuint (by_body->status, ==, 200);
  g_assert_false (is_there (desk, "5754"));
  g_assert_true (is_there (desk, "IN101"));
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_DELETE), ==, 2);
}

/* The whole record is what was sent; work log and all. */
static void
test_replace (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) bare = sim_desk_ask (desk, "PUT", IN101, NULL, "{\"symptom\":\"x\"}");
  g_autoptr (SimAnswer) whole = sim_desk_ask (desk, "PUT", IN101, NULL, "{\"description\":\"new\",\"symptom\":\"x\"}");

  sim_answer_assert_refused (bare, 400, "BMXAA4195E");
  g_assert_cmpuint (whole->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "description", "new");
  sim_desk_assert_value (desk, "IN101", "servicetype", NULL);
  sim_desk_assert_value (desk, "IN101", "owner", NULL);
  sim_desk_assert_value (desk, "IN101", "worklog.0.description", NULL);
  sim_desk_assert_value (desk, "IN101", "status", "SALAMSIM");
  sim_desk_assert_value (desk, "IN101", "reportdate", "2026-11-24T05:00:00+07:00");
}

static void
test_child_actions (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) change = sim_desk_patch (
    desk, IN101, NULL, "{\"worklog\":[{\"worklogid\":143,\"_action\":\"Change\",\"description\":\"changed\"}]}");
  g_autoptr (SimAnswer) twice = sim_desk_patch (desk, IN101, NULL,
                                                "{\"worklog\":[{\"worklogid\":143,\"_action\":\"Add\"}]}");
  g_autoptr (SimAnswer) missing = sim_desk_patch (
    desk, IN101, NULL, "{\"worklog\":[{\"worklogid\":9,\"_action\":\"Delete\",\"description\":\"x\"}]}");
  g_autoptr (SimAnswer) update = sim_desk_patch (
    desk, IN101, NULL, "{\"worklog\":[{\"worklogid\":9,\"_action\":\"Update\",\"description\":\"x\"}]}");
  g_autoptr (SimAnswer) by_ref = sim_desk_patch (desk, IN101 "/worklog/0-143", NULL, "{\"description\":\"again\"}");
  g_autoptr (SimAnswer) delete = sim_desk_ask (desk, "DELETE", IN101 "/uxworklog/1-144", NULL, NULL);
  g_autoptr (SimAnswer) gone = sim_desk_ask (desk, "DELETE", IN101 "/uxworklog/1-144", NULL, NULL);
  g_autoptr (SimAnswer) post = sim_desk_ask (desk, "POST", IN101 "/worklog", NULL,
                                             "{\"description\":\"third\",\"logtype\":\"!WORK!\"}");

  g_assert_cmpuint (change->status, ==, 204);
  sim_answer_assert_refused (twice, 400, "BMXAA4129E");
  sim_answer_assert_refused (missing, 404, "BMXAA8727E");
  sim_answer_assert_refused (update, 404, "BMXAA8727E");
  g_assert_cmpuint (by_ref->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "worklog.0.description", "again");
  g_assert_cmpuint (delete->status, ==, 204);
  sim_answer_assert_refused (gone, 404, "BMXAA8727E");
  g_assert_cmpuint (post->status, ==, 201);
  sim_desk_assert_value (desk, "IN101", "worklog.1.description", "third");
  sim_desk_assert_value (desk, "IN101", "worklog.1.logtype", "WORK");
  sim_desk_assert_value (desk, "IN101", "worklog.2.description", NULL);
}

/* Both sides of a link come and go together. */
static void
test_links (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) link = sim_desk_patch (
    desk, IN101, NULL, "{\"relatedrecord\":[{\"relatedreckey\":\"5754\",\"relatedrecclass\":\"SR\"}]}");
  g_autoptr (SimAnswer) nobody =
    sim_desk_patch (desk, IN101, NULL, "{\"relatedrecord\":[{\"relatedreckey\":\"IN9\"}]}");
  g_autofree char *id = sim_desk_dup_value (desk, "IN101", "relatedrecord.0.relatedrecordid");
  g_autofree char *cut = g_strdup_printf ("{\"relatedrecord\":[{\"relatedrecordid\":%s,\"_action\":\"Delete\"}]}", id);
  g_autoptr (SimAnswer) gone = NULL;

  g_assert_cmpuint (link->status, ==, 204);
  sim_answer_assert_refused (nobody, 400, "BMXAA4190E");
  sim_desk_assert_value (desk, "5754", "relatedrecord.0.relatedreckey", "IN101");
  gone = sim_desk_patch (desk, IN101, NULL, cut);
  g_assert_cmpuint (gone->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "relatedrecord.0.relatedreckey", NULL);
  sim_desk_assert_value (desk, "5754", "relatedrecord.0.relatedreckey", NULL);
}

/* One write that makes a link and deletes it, by the number that it will have, leaves nothing on either side. */
static void
test_link_undone (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) undone = sim_desk_patch (
    desk, IN101, NULL, "{\"relatedrecord\":[{\"relatedreckey\":\"5754\",\"relatedrecclass\":\"SR\"},"
                       "{\"relatedrecordid\":145,\"_action\":\"Delete\"}]}");

  g_assert_cmpuint (undone->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "relatedrecord.0.relatedreckey", NULL);
  sim_desk_assert_value (desk, "5754", "relatedrecord.0.relatedreckey", NULL);
}

/* As seen with incidents that are closed: the POST to relatedrecord makes a new ticket that follows. */
static void
test_follow_up (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "POST", IN104 "/relatedrecord", "properties: ticketid,description",
                                               "{}");
  const char *id = sim_answer_text (answer, "ticketid");

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (sim_answer_text (answer, "description"), ==, "Selesai");
  sim_desk_assert_value (desk, id, "origrecordid", "IN104");
  sim_desk_assert_value (desk, id, "relatedrecord.0.relatetype", "ORIGINATOR");
  sim_desk_assert_value (desk, "IN104", "relatedrecord.0.relatedreckey", id);
  sim_desk_assert_value (desk, "IN104", "relatedrecord.0.relatetype", "FOLLOWUP");
}

static void
test_batch_error (void)
{
  static const char body[] = "{\"reportedpriority\":9,\"gaul\":\"many\",\"worklog\":[{\"description\":\"a\","
                             "\"clientviewable\":\"perhaps\"}]}";
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) first = sim_desk_patch (desk, IN101, NULL, body);
  g_autoptr (SimAnswer) all = sim_desk_patch (desk, IN101, "batcherror: 1", body);
  g_autoptr (SimAnswer) fine = sim_desk_patch (desk, IN101, "batcherror: 1", "{\"gaul\":1}");

  sim_answer_assert_refused (first, 400, "BMXAA4190E");
  g_assert_false (sim_answer_has (first, "attrerrors"));
  g_assert_cmpuint (all->status, ==, 400);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (sim_answer_node (all, "attrerrors"))), ==, 3);
  g_assert_cmpstr (sim_answer_text (all, "attrerrors.0.Error.errorattrname"), ==, "reportedpriority");
  g_assert_cmpstr (sim_answer_text (all, "attrerrors.0.Error.errorobjpath"), ==, "incident");
  g_assert_cmpstr (sim_answer_text (all, "attrerrors.0.Error.reasonCode"), ==, "BMXAA4190E");
  g_assert_cmpstr (sim_answer_text (all, "attrerrors.2.Error.errorobjpath"), ==, "worklog");
  g_assert_cmpstr (sim_answer_text (all, "attrerrors.2.Error.statusCode"), ==, "400");
  g_assert_cmpuint (fine->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "gaul", "1");
  sim_desk_assert_value (desk, "IN101", "worklog.2.description", NULL);
}

/* Each item of a bulk request has its own errors. */
static void
test_batch_error_bulk (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (
    desk, "POST", "/maximo/oslc/os/mxincident", "x-method-override: BULK\nbatcherror: 1",
    "[{\"href\":\"http://h/maximo/oslc/os/mxincident/501\",\"_action\":\"Update\",\"gaul\":\"many\"},"
    "{\"href\":\"http://h/maximo/oslc/os/mxincident/999\",\"_action\":\"Update\",\"gaul\":1}]");

  g_assert_cmpstr (sim_answer_text (answer, "0._responsedata.attrerrors.0.Error.errorattrname"), ==, "gaul");
  g_assert_cmpstr (sim_answer_text (answer, "1._responsedata.Error.reasonCode"), ==, "BMXAA8727E");
  g_assert_false (sim_answer_has (answer, "1._responsedata.attrerrors"));
}

static void
test_closed (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimDesk) silent = sim_desk_new_signed ("\"closed\":\"silent\"");
  g_autoptr (SimAnswer) cancel = sim_desk_patch (desk, SR, NULL, "{\"status\":\"CANCELLED\"}");
  g_autoptr (SimAnswer) reject = sim_desk_patch (desk, SR, NULL, "{\"status\":\"CLOSED\"}");
  g_autoptr (SimAnswer) back = sim_desk_patch (desk, SR, NULL, "{\"status\":\"INPROG\"}");
  g_autoptr (SimAnswer) nothing = sim_desk_patch (silent, IN104, NULL, "{\"status\":\"INPROG\"}");

  g_assert_cmpuint (cancel->status, ==, 204);
  /* Between the ways of being closed a status may still change. */
  g_assert_cmpuint (reject->status, ==, 204);
  sim_desk_assert_value (desk, "5754", "status", "CLOSED");
  sim_answer_assert_refused (back, 400, "BMXAA4590E");
  g_assert_cmpuint (nothing->status, ==, 200);
  sim_desk_assert_value (silent, "IN104", "status", "CLOSED");
}

static void
test_action (void)
{
  static const char body[] = "{\"status\":\"BACKEND\",\"date\":\"2026-11-24T07:30:00+07:00\",\"memo\":\"m\"}";
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) through_child = sim_desk_patch (desk, IN101 "/worklog?action=wsmethod:changeStatus", NULL,
                                                        "{\"status\":\"BACKEND\"}");
  g_autoptr (SimAnswer) unknown = sim_desk_patch (desk, IN101 "?action=wsmethod:fly", NULL, "{}");
  g_autoptr (SimAnswer) error = NULL;
  g_autoptr (SimAnswer) nothing = NULL;
  g_autoptr (SimAnswer) done = NULL;
  g_autoptr (SimAnswer) sr = NULL;

  g_assert_cmpuint (through_child->status, ==, 204);
  sim_answer_assert_refused (unknown, 400, "BMXAA0024E");
  sim_desk_fault (desk, "{\"kind\":\"action\",\"writes\":1}");
  error = sim_desk_patch (desk, IN101 "?action=wsmethod:changeStatus", NULL, body);
  sim_answer_assert_refused (error, 500, NULL);
  sim_desk_fault (desk, "{\"kind\":\"action\",\"writes\":1,\"answer\":\"no-change\"}");
  nothing = sim_desk_patch (desk, IN101 "?action=wsmethod:changeStatus", NULL, body);
  g_assert_cmpuint (nothing->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "status", "SALAMSIM");
  done = sim_desk_patch (desk, IN101 "?action=wsmethod:changeStatus&lean=0", "properties: status", body);
  g_assert_cmpuint (done->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (done->json), "spi:status"), ==, "BACKEND");
  sim_desk_assert_value (desk, "IN101", "statusdate", "2026-11-24T07:30:00+07:00");
  sr = sim_desk_patch (desk, SR "?action=wsmethod:changeStatus", "properties: status", "{\"status\":\"CANCELLED\"}");
  g_assert_cmpstr (sim_answer_text (sr, "status"), ==, "CANCELLED");
}

static void
test_switches (void)
{
  static const char body[] = "{\"worklog\":[{\"description\":\"x\",\"logtype\":\"NOSUCH\"}]}";
  g_autoptr (SimDesk) desk = sim_desk_new_signed (
    "\"unlisted_logtype\":\"refuse\",\"owner_or_group\":true,\"pend_requires\":[],"
    "\"attributes\":[{\"name\":\"tkband\",\"type\":\"UPPER\",\"length\":4,\"values\":[{\"value\":\"HIGH\",\"maxvalue\":"
    "\"H\",\"description\":\"High\"}]},{\"name\":\"tkmeter\",\"type\":\"DURATION\"}]");
  g_autoptr (SimAnswer) refused = sim_desk_patch (desk, IN101, NULL, body);
  g_autoptr (SimAnswer) pend = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"PENDING\"}");
  g_autoptr (SimAnswer) group = sim_desk_patch (desk, IN101, NULL, "{\"ownergroup\":\"TIER1\"}");
  g_autoptr (SimAnswer) own = sim_desk_patch (desk, IN101, "properties: tkband,tkmeter",
                                              "{\"tkband\":\"high\",\"tkmeter\":2.5}");
  g_autoptr (SimAnswer) unlisted = sim_desk_patch (desk, IN101, NULL, "{\"tkband\":\"LOW\"}");
  g_autoptr (SimAnswer) found = sim_desk_where (desk, "tkband=\"HIGH\" and tkmeter>2", NULL);
  g_autoptr (SimAnswer) schema = sim_desk_get (desk, "/maximo/oslc/jsonschemas/mxincident");

  sim_answer_assert_refused (refused, 400, "BMXAA4190E");
  g_assert_cmpuint (pend->status, ==, 204);
  g_assert_cmpuint (group->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "owner", NULL);
  sim_desk_assert_value (desk, "IN101", "ownergroup", "TIER1");
  g_assert_cmpstr (sim_answer_text (own, "tkband"), ==, "HIGH");
  g_assert_cmpstr (sim_answer_text (own, "tkband_description"), ==, "High");
  sim_answer_assert_refused (unlisted, 400, "BMXAA4190E");
  g_assert_true (sim_answer_has (found, "member.0.href"));
  g_assert_cmpint (sim_answer_int (schema, "properties.tkband.maxLength"), ==, 4);
}

/* A work log that is read under one name and written under another. */
static void
test_worklog_names (void)
{
  g_autoptr (SimDesk) desk =
    sim_desk_new_signed ("\"worklog_read\":[\"woworklog\"],\"worklog_write\":\"modifyworklog\"");
  g_autoptr (SimAnswer) dropped = sim_desk_patch (desk, IN101, NULL, "{\"worklog\":[{\"description\":\"lost\"}]}");
  g_autoptr (SimAnswer) written = sim_desk_patch (
    desk, IN101, NULL, "{\"modifyworklog\":[{\"description\":\"third\",\"logtype\":\"WORK\"}]}");
  g_autoptr (SimAnswer) missing = sim_desk_get (desk, IN101 "/worklog");
  g_autoptr (SimAnswer) list = sim_desk_get (desk, IN101 "/woworklog?relativeuri=1");
  g_autoptr (SimAnswer) record = sim_desk_get (desk, IN101);
  g_autoptr (SimAnswer) found = sim_desk_where (desk, "woworklog.description=\"third\"", NULL);

  g_assert_cmpuint (dropped->status, ==, 204);
  g_assert_cmpuint (written->status, ==, 204);
  sim_answer_assert_refused (missing, 404, "BMXAA8727E");
  g_assert_cmpstr (sim_answer_text (list, "member.2.description"), ==, "third");
  g_assert_false (sim_answer_has (list, "member.3"));
  g_assert_true (sim_answer_has (record, "woworklog.0.description"));
  g_assert_true (sim_answer_has (record, "woworklog_collectionref"));
  g_assert_true (sim_answer_has (found, "member.0.href"));
}

/* One object structure for both classes, as some sites make it. */
static void
test_both_classes (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"object_structures\":{\"mxcctk\":\"TICKET\"}");
  g_autoptr (SimAnswer) all = sim_desk_get (desk, "/maximo/oslc/os/mxcctk?oslc.select=class,ticketid&relativeuri=1");
  g_autoptr (SimAnswer) by_id = sim_desk_get (desk, "/maximo/oslc/os/mxcctk/_U1IvNTc1NA--");
  g_autoptr (SimAnswer) incident = sim_desk_ask (desk, "POST", "/maximo/oslc/os/mxcctk", "properties: class",
                                                 "{\"class\":\"INCIDENT\",\"description\":\"x\"}");
  g_autoptr (SimAnswer) request = sim_desk_ask (desk, "POST", "/maximo/oslc/os/mxcctk", "properties: class",
                                                "{\"description\":\"x\"}");
  g_autoptr (SimAnswer) cancel =
    sim_desk_patch (desk, "/maximo/oslc/os/mxcctk/506", NULL, "{\"status\":\"CANCELLED\"}");

  g_assert_cmpuint (json_array_get_length (json_node_get_array (sim_answer_node (all, "member"))), ==, 6);
  g_assert_cmpstr (sim_answer_text (by_id, "class"), ==, "SR");
  g_assert_cmpstr (sim_answer_text (incident, "class"), ==, "INCIDENT");
  g_assert_cmpstr (sim_answer_text (request, "class"), ==, "SR");
  g_assert_cmpuint (cancel->status, ==, 204);
  sim_desk_assert_value (desk, "5754", "status", "CANCELLED");
}

static void
test_bulk (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (
    desk, "POST", OS, "x-method-override: BULK",
    "[{\"href\":\"http://h/maximo/oslc/os/mxincident/505\",\"_action\":\"Delete\"},"
    "{\"ticketid\":\"IN101\",\"_action\":\"Update\",\"symptom\":\"by key\"},"
    "{\"_data\":{\"ticketid\":\"IN777\",\"description\":\"d\"},\"_meta\":{\"method\":\"SYNC\",\"properties\":\"ticketid\"}},"
    "{\"_data\":{},\"_meta\":{\"method\":\"DELETE\",\"uri\":\"http://h/maximo/oslc/os/mxincident/501\"}},"
    "{\"_data\":{\"gaul\":\"x\"},\"_meta\":{\"method\":\"PATCH\",\"uri\":\"http://h/maximo/oslc/os/mxincident/501\"}}]");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (sim_answer_text (answer, "0._responsemeta.status"), ==, "200");
  g_assert_false (is_there (desk, "IN105"));
  g_assert_cmpstr (sim_answer_text (answer, "1._responsemeta.status"), ==, "204");
  sim_desk_assert_value (desk, "IN101", "symptom", "by key");
  g_assert_cmpstr (sim_answer_text (answer, "2._responsemeta.status"), ==, "201");
  g_assert_cmpstr (sim_answer_text (answer, "2._responsedata.ticketid"), ==, "IN777");
  g_assert_cmpstr (sim_answer_text (answer, "3._responsedata.Error.reasonCode"), ==, "BMXAA0024E");
  g_assert_cmpstr (sim_answer_text (answer, "4._responsemeta.status"), ==, "400");
}

/* The answer to a second use names the record that the first one made. */
static void
test_transaction_of_create (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) first = sim_desk_ask (desk, "POST", OS, "transactionid: c1", "{\"description\":\"x\"}");
  g_autoptr (SimAnswer) second = sim_desk_ask (desk, "POST", OS, "transactionid: c1", "{\"description\":\"x\"}");
  g_autofree char *id = g_path_get_basename (soup_message_headers_get_one (first->headers, "Location"));

  sim_answer_assert_refused (second, 409, "BMXAA9524E");
  g_assert_nonnull (strstr (sim_answer_text (second, "Error.message"), id));
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_CREATE), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/record/delete", test_delete);
  g_test_add_func ("/simulator/record/replace", test_replace);
  g_test_add_func ("/simulator/record/child-actions", test_child_actions);
  g_test_add_func ("/simulator/record/links", test_links);
  g_test_add_func ("/simulator/record/link-undone", test_link_undone);
  g_test_add_func ("/simulator/record/follow-up", test_follow_up);
  g_test_add_func ("/simulator/record/batch-error", test_batch_error);
  g_test_add_func ("/simulator/record/batch-error-bulk", test_batch_error_bulk);
  g_test_add_func ("/simulator/record/closed", test_closed);
  g_test_add_func ("/simulator/record/action", test_action);
  g_test_add_func ("/simulator/record/switches", test_switches);
  g_test_add_func ("/simulator/record/worklog-names", test_worklog_names);
  g_test_add_func ("/simulator/record/both-classes", test_both_classes);
  g_test_add_func ("/simulator/record/bulk", test_bulk);
  g_test_add_func ("/simulator/record/transaction-of-create", test_transaction_of_create);
  return g_test_run ();
}
