/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#define OS "/maximo/oslc/os/mxincident"
#define IN101 OS "/501"
#define IN102 OS "/502"
#define IN104 OS "/504"
#define PEND                                                                                               \
  "{\"status\":\"PENDING\",\"pendreason\":\"Pelanggan belum terhubung 3x\","                               \
  "\"pendinguntil\":\"2026-11-24T09:00:00+07:00\"}"

static void
test_create (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) plain = sim_desk_ask (desk, "POST", OS, NULL, "{\"description\":\"Monitoring\"}");
  g_autoptr (SimAnswer) shown = sim_desk_ask (
    desk, "POST", OS "?relativeuri=1", "properties: ticketid,status,_rowstamp",
    "{\"description\":\"Monitoring\",\"symptom\":\"REQUEST | MONITORING\",\"nosuch\":1,\"owner\":\"ayu\","
    "\"relatedrecord\":[{\"relatedreckey\":\"IN101\",\"relatedrecclass\":\"INCIDENT\"}]}");
  g_autoptr (SimAnswer) empty = sim_desk_ask (desk, "POST", OS, NULL, "{}");
  g_autoptr (SimAnswer) twice = sim_desk_ask (desk, "POST", OS, NULL,
                                              "{\"ticketid\":\"IN101\",\"description\":\"x\"}");
  g_autoptr (SimAnswer) closed = sim_desk_ask (desk, "POST", OS, NULL,
                                               "{\"status\":\"CLOSED\",\"description\":\"x\"}");
  const char *id;

  g_assert_cmpuint (plain->status, ==, 201);
  g_assert_cmpstr (plain->text, ==, "");
  g_assert_nonnull (soup_message_headers_get_one (plain->headers, "Location"));
  g_assert_cmpuint (shown->status, ==, 201);
  id = sim_answer_text (shown, "ticketid");
  g_assert_true (g_str_has_prefix (id, "IN"));
  /* An owner makes a new ticket a queued one. */
  g_assert_cmpstr (sim_answer_text (shown, "status"), ==, "QUEUED");
  g_assert_cmpstr (sim_answer_text (shown, "href"), ==,
                   soup_message_headers_get_one (shown->headers, "Location"));
  sim_desk_assert_value (desk, id, "owner", "AYU");
  sim_desk_assert_value (desk, id, "relatedrecord.0.relatedreckey", "IN101");
  sim_desk_assert_value (desk, "IN101", "relatedrecord.0.relatedreckey", id);
  sim_answer_assert_refused (empty, 400, "BMXAA4195E");
  sim_answer_assert_refused (twice, 400, "BMXAA4129E");
  sim_answer_assert_refused (closed, 400, "BMXAA4590E");
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_CREATE), ==, 2);
}

static void
test_update (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) plain = sim_desk_patch (desk, IN101, NULL, "{\"symptom\":\"x\",\"ticketid\":\"IN999\"}");
  g_autoptr (SimAnswer) shown = sim_desk_patch (desk, IN101, "Properties: symptom,_rowstamp", "{\"symptom\":\"y\"}");
  g_autoptr (SimAnswer) real = sim_desk_ask (desk, "PATCH", IN101, NULL, "{\"symptom\":\"z\"}");
  g_autoptr (SimAnswer) post = sim_desk_ask (desk, "POST", IN101, NULL, "{\"symptom\":\"z\"}");
  g_autofree char *long_text = g_strnfill (101, 'x');
  g_autofree char *long_body = g_strdup_printf ("{\"description\":\"%s\",\"symptom\":\"z\"}", long_text);
  g_autoptr (SimAnswer) too_long = sim_desk_patch (desk, IN101, NULL, long_body);
  g_autoptr (SimAnswer) broken = sim_desk_patch (desk, IN101, NULL, "{\"symptom\":");
  g_autoptr (SimAnswer) missing = sim_desk_patch (desk, OS "/999", NULL, "{}");

  g_assert_cmpuint (plain->status, ==, 204);
  g_assert_cmpuint (shown->status, ==, 200);
  g_assert_cmpstr (sim_answer_text (shown, "symptom"), ==, "y");
  sim_answer_assert_refused (real, 400, "oslc#create_on_updateuri");
  sim_answer_assert_refused (post, 400, "oslc#create_on_updateuri");
  sim_answer_assert_refused (too_long, 400, "BMXAA4049E");
  sim_answer_assert_refused (broken, 400, NULL);
  sim_answer_assert_refused (missing, 404, "BMXAA8727E");
  sim_desk_assert_value (desk, "IN101", "symptom", "y");
  sim_desk_assert_value (desk, "IN101", "changeby", "AYU");
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_UPDATE), ==, 2);
}

static void
test_prefixed (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_patch (desk, IN101 "?lean=0", NULL,
                                                 "{\"spi:symptom\":\"x\",\"description\":\"dropped\"}");

  g_assert_cmpuint (answer->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "symptom", "x");
  sim_desk_assert_value (desk, "IN101", "description", "Astinet down");
}

static void
test_rowstamp (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autofree char *stamp = sim_desk_dup_value (desk, "IN101", "_rowstamp");
  g_autofree char *body = g_strdup_printf ("{\"_rowstamp\":\"%s\",\"symptom\":\"x\"}", stamp);
  g_autoptr (SimAnswer) first = sim_desk_patch (desk, IN101, NULL, body);
  g_autoptr (SimAnswer) stale = sim_desk_patch (desk, IN101, NULL, body);
  g_autofree char *now = sim_desk_dup_value (desk, "IN101", "_rowstamp");
  g_autofree char *match = g_strdup_printf ("If-Match: \"%s\"", now);
  g_autoptr (SimAnswer) matching = sim_desk_patch (desk, IN101, match, "{\"symptom\":\"y\"}");
  g_autoptr (SimAnswer) other = sim_desk_patch (desk, IN101, match, "{\"symptom\":\"z\"}");

  g_assert_cmpuint (first->status, ==, 204);
  sim_answer_assert_refused (stale, 412, "BMXAA8229W");
  g_assert_cmpuint (matching->status, ==, 204);
  sim_answer_assert_refused (other, 412, "BMXAA8229W");
}

static void
test_etag_7613 (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"etag\":\"7.6.1.3\"");
  g_autoptr (SimAnswer) record = sim_desk_get (desk, IN101);
  g_autoptr (SimAnswer) zero = sim_desk_patch (desk, IN101, "If-Match: 0", "{\"symptom\":\"x\"}");
  g_autofree char *body = g_strdup_printf ("{\"_rowstamp\":\"%s\",\"symptom\":\"x\"}",
                                           sim_answer_text (record, "_rowstamp"));
  g_autoptr (SimAnswer) good = sim_desk_patch (desk, IN101, NULL, body);

  g_assert_cmpstr (soup_message_headers_get_one (record->headers, "ETag"), ==, "0");
  sim_answer_assert_refused (zero, 412, "BMXAA8229W");
  g_assert_cmpuint (good->status, ==, 204);
}

static void
test_merge (void)
{
  static const char one[] = "{\"worklog\":[{\"description\":\"third\",\"logtype\":\"WORK\"}]}";
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) merge = sim_desk_patch (desk, IN101, NULL, one);
  g_autoptr (SimAnswer) replace = NULL;

  g_assert_cmpuint (merge->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "worklog.2.description", "third");
  sim_desk_assert_value (desk, "IN101", "worklog.2.createby", "AYU");
  sim_desk_assert_value (desk, "IN101", "status", "SALAMSIM");
  replace = sim_desk_ask (desk, "POST", IN101, "x-method-override: PATCH\npatchtype: AddChange",
                          "{\"worklog\":[{\"description\":\"only\",\"logtype\":\"WORK\"}]}");
  g_assert_cmpuint (replace->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "worklog.0.description", "only");
  sim_desk_assert_value (desk, "IN101", "worklog.1.description", NULL);
}

static void
test_worklog (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autofree char *long_text = g_strnfill (101, 'x');
  g_autofree char *long_body = g_strdup_printf ("{\"worklog\":[{\"description\":\"%s\"}]}", long_text);
  g_autoptr (SimAnswer) too_long = sim_desk_patch (desk, IN101, NULL, long_body);
  g_autoptr (SimAnswer) blank = sim_desk_patch (desk, IN101, NULL, "{\"worklog\":[{\"logtype\":\"WORK\"}]}");
  g_autoptr (SimAnswer) unknown = NULL;

  sim_answer_assert_refused (too_long, 400, "BMXAA4049E");
  sim_answer_assert_refused (blank, 400, "BMXAA4195E");
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
  /* A type that is not known silently becomes a client's note, and that opens the ticket again. */
  unknown = sim_desk_patch (desk, IN101, NULL, "{\"worklog\":[{\"description\":\"n\",\"logtype\":\"CALL\"}]}");
  g_assert_cmpuint (unknown->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "worklog.2.logtype", "CLIENTNOTE");
  sim_desk_assert_value (desk, "IN101", "status", "BACKEND");
  sim_desk_assert_value (desk, "IN101", "lapul", "2");
}

static void
test_status (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) unknown = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"NOSUCH\"}");
  g_autoptr (SimAnswer) same = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"SALAMSIM\"}");
  g_autoptr (SimAnswer) new = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"NEW\"}");
  g_autoptr (SimAnswer) action = sim_desk_patch (desk, IN101 "?action=wsmethod:changeStatus", NULL,
                                                 "{\"status\":\"CLOSED\",\"memo\":\"selesai\"}");
  g_autoptr (SimAnswer) reopen = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"BACKEND\"}");
  g_autoptr (SimAnswer) note = sim_desk_patch (desk, IN101, NULL,
                                               "{\"symptom\":\"x\",\"worklog\":[{\"description\":\"late\"}]}");
  g_autoptr (SimAnswer) back = sim_desk_patch (desk, IN102, "properties: status", "{\"status\":\"BACKEND\"}");

  sim_answer_assert_refused (unknown, 400, "BMXAA4190E");
  sim_answer_assert_refused (same, 400, "BMXAA4590E");
  g_assert_nonnull (strstr (sim_answer_text (same, "Error.message"), "BMXAA0032E"));
  sim_answer_assert_refused (new, 400, "BMXAA4590E");
  g_assert_cmpuint (action->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "status", "CLOSED");
  sim_desk_assert_value (desk, "IN101", "historyflag", "true");
  sim_answer_assert_refused (reopen, 400, "BMXAA4590E");
  /* A closed record: answered as done, and nothing changed. */
  g_assert_cmpuint (note->status, ==, 200);
  sim_desk_assert_value (desk, "IN101", "symptom", NULL);
  sim_desk_assert_value (desk, "IN101", "worklog.2.description", NULL);
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpstr (sim_answer_text (back, "status"), ==, "BACKEND");
  sim_desk_assert_value (desk, "IN102", "actualstart", "2026-11-24T08:00:00+07:00");
}

/* From each kind of status to each, for a request: what the stock product lets happen. */
static void
test_transitions (void)
{
  static const char *const from[] = { "NEW", "QUEUED", "BACKEND", "PENDING", "SLAHOLD", "MEDIACARE", "CLOSED" };
  static const struct { const char *to; const char *allowed; } cases[] = {
    /* one letter for each of the statuses above; '=' is the same status */
    { "NEW", "=------" }, { "QUEUED", "+=++++-" },   { "INPROG", "++++++-" },    { "FINALCHECK", "++++++-" },
    { "CLOSED", "++++++=" },  { "REJECTED", "-+++--+" }, { "CANCELLED", "+-----+" }, { "HISTEDIT", "-------" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (from); k++)
      {
        g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
        g_autofree char *set = g_strdup_printf ("{\"by\":\"X\",\"set\":{\"status\":\"%s\"}}", from[k]);
        g_autofree char *body = g_strdup_printf ("{\"status\":\"%s\"}", cases[i].to);
        g_autoptr (SimAnswer) before = NULL;
        g_autoptr (SimAnswer) answer = NULL;
        gboolean allowed = cases[i].allowed[k] == '+';

        if (k > 0)
          before = sim_desk_ask (desk, "POST", "/control/record/5754", NULL, set);
        answer = sim_desk_patch (desk, "/maximo/oslc/os/mxsr/506", NULL, body);
        g_test_message ("%s to %s", from[k], cases[i].to);
        g_assert_cmpuint (answer->status, ==, allowed ? 204 : 400);
        sim_desk_assert_value (desk, "5754", "status", allowed ? cases[i].to : from[k]);
        if (!allowed)
          sim_answer_assert_refused (answer, 400, "BMXAA4590E");
      }
}

static void
test_memo (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autofree char *memo = g_strnfill (51, 'm');
  g_autofree char *too_long = g_strdup_printf ("{\"status\":\"BACKEND\",\"np_statusmemo\":\"%s\"}", memo);
  g_autofree char *fits = g_strdup_printf ("{\"status\":\"BACKEND\",\"np_statusmemo\":\"%s\"}", memo + 1);
  g_autoptr (SimAnswer) refused = sim_desk_patch (desk, IN101, NULL, too_long);
  g_autoptr (SimAnswer) done = sim_desk_patch (desk, IN101, NULL, fits);

  sim_answer_assert_refused (refused, 400, "BMXAA4590E");
  g_assert_nonnull (strstr (sim_answer_text (refused, "Error.message"), "BMXAA4049E"));
  g_assert_cmpuint (done->status, ==, 204);
}

static void
test_pend (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"session_idle_minutes\":600");
  g_autoptr (SimAnswer) bare = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"PENDING\"}");
  g_autoptr (SimAnswer) pend = sim_desk_patch (desk, IN101, NULL, PEND);
  g_autoptr (SimAnswer) active = NULL;

  sim_answer_assert_refused (bare, 400, "BMXAA4195E");
  g_assert_cmpuint (pend->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "status", "PENDING");
  /* By default the server leaves it to the client. */
  sim_desk_advance (desk, 7200);
  sim_desk_assert_value (desk, "IN101", "status", "PENDING");
  active = sim_desk_patch (desk, IN101, NULL, "{\"status\":\"SALAMSIM\"}");
  g_assert_cmpuint (active->status, ==, 204);
  sim_desk_assert_value (desk, "IN101", "pendinguntil", NULL);
}

static void
test_server_reactivates (void)
{
  g_autoptr (SimDesk) desk =
    sim_desk_new_signed ("\"session_idle_minutes\":600,\"reactivate\":\"server\","
                         "\"attribute_names\":{\"pendreason\":\"tkpendreason\"}");
  g_autoptr (SimAnswer) old_name = sim_desk_patch (desk, IN101, NULL, PEND);
  g_autoptr (SimAnswer) pend = sim_desk_patch (desk, IN101, NULL,
                                               "{\"status\":\"PENDING\",\"tkpendreason\":\"x\","
                                               "\"pendinguntil\":\"2026-11-24T02:00:00Z\"}");

  sim_answer_assert_refused (old_name, 400, "BMXAA4195E");
  g_assert_cmpuint (pend->status, ==, 204);
  sim_desk_advance (desk, 3599);
  sim_desk_assert_value (desk, "IN101", "status", "PENDING");
  sim_desk_advance (desk, 1);
  sim_desk_assert_value (desk, "IN101", "status", "SALAMSIM");
  sim_desk_assert_value (desk, "IN101", "changeby", "MXINTADM");
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 2);
}

static void
test_transaction (void)
{
  static const char note[] = "{\"worklog\":[{\"description\":\"once\",\"logtype\":\"WORK\"}]}";
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) refused = sim_desk_patch (desk, IN101, "transactionid: t1", "{\"status\":\"NOSUCH\"}");
  g_autoptr (SimAnswer) first = sim_desk_patch (desk, IN101, "transactionid: t1", note);
  g_autoptr (SimAnswer) second = sim_desk_patch (desk, IN101, "transactionid: t1", note);
  g_autoptr (SimAnswer) third = NULL;

  sim_answer_assert_refused (refused, 400, "BMXAA4190E");
  g_assert_cmpuint (first->status, ==, 204);
  sim_answer_assert_refused (second, 409, "BMXAA9524E");
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  sim_desk_advance (desk, 300);
  third = sim_desk_patch (desk, IN101, "transactionid: t1", note);
  g_assert_cmpuint (third->status, ==, 204);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 2);
}

static void
test_bulk (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (
    desk, "POST", OS, "x-method-override: BULK",
    "[{\"description\":\"new\",\"_action\":\"Add\"},"
    "{\"_data\":{\"symptom\":\"x\"},\"_meta\":{\"method\":\"PATCH\",\"patchtype\":\"MERGE\","
    "\"uri\":\"http://h/maximo/oslc/os/mxincident/501\"}},"
    "{\"href\":\"http://h/maximo/oslc/os/mxincident/999\",\"_action\":\"Update\",\"symptom\":\"x\"}]");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (sim_answer_text (answer, "0._responsemeta.status"), ==, "201");
  g_assert_cmpstr (sim_answer_text (answer, "1._responsemeta.status"), ==, "204");
  g_assert_cmpstr (sim_answer_text (answer, "2._responsedata.Error.reasonCode"), ==, "BMXAA8727E");
  sim_desk_assert_value (desk, "IN101", "symptom", "x");
}

/* Bodies of the wrong kind are refused or come to nothing; none of them ends the server. */
static void
test_hostile (void)
{
  static const char *const bodies[] = {
    "", "null", "[]", "1", "{\"_action\":5}", "{\"_rowstamp\":[]}", "{\"status\":{}}", "{\"status\":null}",
    "{\"status\":5}", "{\"worklog\":{}}", "{\"worklog\":[1]}", "{\"worklog\":[{\"href\":1,\"localref\":{}}]}",
    "{\"worklog\":[{\"_action\":[],\"description\":{}}]}", "{\"relatedrecord\":[{\"relatedreckey\":\"X\"}]}",
    "{\"reportdate\":\"soon\"}", "{\"gaul\":\"many\"}", "{\"np_statusmemo\":1,\"status\":\"SALAMSIM\"}",
  };
  static const char *const bulks[] = { "{}", "[1]", "[{\"_meta\":1,\"_data\":2,\"href\":3}]",
                                       "[{\"_meta\":{\"uri\":1,\"method\":2,\"properties\":{}}}]" };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autofree char *before = tuntas_simulator_dup_record_json (desk->simulator, "IN101");
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SimAnswer) answer = NULL;

      g_test_message ("%s", bodies[i]);
      answer = sim_desk_patch (desk, IN101, NULL, bodies[i]);
      g_assert_true (answer->status == 204 || (answer->status >= 400 && answer->status < 500));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bulks); i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "POST", OS, "x-method-override: BULK", bulks[i]);

      g_assert_true (answer->status == 200 || answer->status == 400);
    }
  after = tuntas_simulator_dup_record_json (desk->simulator, "IN101");
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/write/create", test_create);
  g_test_add_func ("/simulator/write/update", test_update);
  g_test_add_func ("/simulator/write/prefixed", test_prefixed);
  g_test_add_func ("/simulator/write/rowstamp", test_rowstamp);
  g_test_add_func ("/simulator/write/etag-7613", test_etag_7613);
  g_test_add_func ("/simulator/write/merge", test_merge);
  g_test_add_func ("/simulator/write/worklog", test_worklog);
  g_test_add_func ("/simulator/write/status", test_status);
  g_test_add_func ("/simulator/write/transitions", test_transitions);
  g_test_add_func ("/simulator/write/memo", test_memo);
  g_test_add_func ("/simulator/write/pend", test_pend);
  g_test_add_func ("/simulator/write/server-reactivates", test_server_reactivates);
  g_test_add_func ("/simulator/write/transaction", test_transaction);
  g_test_add_func ("/simulator/write/bulk", test_bulk);
  g_test_add_func ("/simulator/write/hostile", test_hostile);
  return g_test_run ();
}
