/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#define OS "/maximo/oslc/os/mxincident"
#define NOTE "{\"worklog\":[{\"description\":\"n\",\"logtype\":\"WORK\"}]}"

static void
test_offline (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) off = NULL;
  g_autoptr (SimAnswer) on = NULL;

  sim_desk_fault (desk, "{\"kind\":\"offline\"}");
  off = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (off->status, ==, 0);
  sim_desk_fault (desk, "{\"kind\":\"offline\",\"on\":false}");
  on = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (on->status, ==, 200);
}

static void
test_drop (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) before = NULL;
  g_autoptr (SimAnswer) after = NULL;
  g_autoptr (SimAnswer) head = NULL;
  g_autoptr (SimAnswer) fine = NULL;

  sim_desk_fault (desk, "{\"kind\":\"drop-before\",\"writes\":1}");
  before = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (before->status, ==, 0);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
  sim_desk_fault (desk, "{\"kind\":\"drop-after\",\"writes\":1}");
  after = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (after->status, ==, 0);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  sim_desk_fault (desk, "{\"kind\":\"drop-after\",\"writes\":1,\"bytes\":12}");
  head = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (head->status, ==, 0);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 2);
  fine = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (fine->status, ==, 204);
}

static gboolean
advance_cb (gpointer user_data)
{
  sim_desk_advance (user_data, 60);
  return G_SOURCE_REMOVE;
}

/* Moves the clock once the request is with the server. */
static gboolean
when_asked_cb (gpointer user_data)
{
  SimDesk *desk = user_data;

  if (tuntas_simulator_get_counters (desk->simulator).requests < 2)
    return G_SOURCE_CONTINUE;
  return advance_cb (desk);
}

static void
test_delay (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) by_clock = NULL;
  g_autoptr (SimAnswer) by_timer = NULL;

  sim_desk_fault (desk, "{\"kind\":\"delay\",\"seconds\":60,\"requests\":1,\"when\":\"after\"}");
  g_idle_add (when_asked_cb, desk);
  by_clock = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (by_clock->status, ==, 204);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  sim_desk_fault (desk, "{\"kind\":\"delay\",\"milliseconds\":5,\"requests\":1}");
  by_timer = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (by_timer->status, ==, 200);
}

static void
test_stop_while_waiting (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *uri = g_strconcat (tuntas_simulator_get_origin (desk->simulator), "/maximo/oslc/ping", NULL);

  sim_desk_fault (desk, "{\"kind\":\"delay\",\"seconds\":60}");
  message = soup_message_new ("GET", uri);
  soup_session_send_async (desk->session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  while (tuntas_simulator_get_counters (desk->simulator).requests < 2)
    g_main_context_iteration (NULL, TRUE);
  tuntas_simulator_stop (desk->simulator);
  g_assert_null (tuntas_simulator_get_origin (desk->simulator));
  g_assert_true (tuntas_simulator_listen (desk->simulator, 0, NULL));
  g_assert_nonnull (tuntas_simulator_get_origin (desk->simulator));
}

static void
test_answers (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) storm = NULL;
  g_autoptr (SimAnswer) page = NULL;
  g_autoptr (SimAnswer) host = NULL;
  g_autoptr (SimAnswer) nothing = NULL;

  sim_desk_fault (desk, "{\"kind\":\"status\",\"status\":503,\"retry_after\":120,\"requests\":1}");
  storm = sim_desk_get (desk, OS);
  g_assert_cmpuint (storm->status, ==, 503);
  g_assert_cmpstr (soup_message_headers_get_one (storm->headers, "Retry-After"), ==, "120");
  sim_desk_fault (desk, "{\"kind\":\"html\",\"requests\":1}");
  page = sim_desk_get (desk, OS);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_true (g_str_has_prefix (page->text, "<!DOCTYPE html>"));
  sim_desk_fault (desk, "{\"kind\":\"wrong-host\",\"requests\":1,\"host\":\"http://other.example\"}");
  host = sim_desk_get (desk, OS "?relativeuri=1");
  g_assert_true (g_str_has_prefix (sim_answer_text (host, "member.0.href"), "http://other.example/maximo/oslc/os/"));
  sim_desk_fault (desk, "{\"kind\":\"no-change\",\"writes\":1}");
  nothing = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (nothing->status, ==, 204);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
}

static void
test_expire (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  sim_desk_fault (desk, "{\"kind\":\"expire-session\",\"after\":2}");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_get (desk, "/maximo/oslc/ping");

      g_assert_cmpuint (answer->status, ==, i < 2 ? 200 : 401);
    }
}

static void
test_truncate (void)
{
  static const char *const framings[] = { "length", "chunked", "none" };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) whole = sim_desk_get (desk, OS);

  for (gsize i = 0; i < G_N_ELEMENTS (framings); i++)
    {
      g_autofree char *fault = g_strdup_printf (
        "{\"kind\":\"truncate\",\"requests\":1,\"framing\":\"%s\",\"bytes\":40}", framings[i]);
      g_autoptr (SimAnswer) answer = NULL;

      sim_desk_fault (desk, fault);
      answer = sim_desk_get (desk, OS);
      g_assert_null (answer->json);
      g_assert_cmpuint (strlen (answer->text), <, strlen (whole->text));
    }
}

static void
test_refused (void)
{
  static const struct { const char *json; const char *message; } cases[] = {
    { "{}", "fault.kind" },
    { "{\"kind\":\"rain\"}", "fault.kind" },
    { "{\"kind\":\"delay\"}", "fault.seconds" },
    { "{\"kind\":\"status\",\"status\":200}", "fault.status" },
    { "{\"kind\":\"truncate\",\"framing\":\"x\"}", "fault.framing" },
    { "{\"kind\":\"drip\"}", "fault.seconds" },
    { "{\"kind\":\"garbage\",\"where\":\"x\"}", "fault.where" },
    { "{\"kind\":\"nested\",\"depth\":0}", "fault.depth" },
    { "{\"kind\":\"oversized\",\"bytes\":-1}", "fault.bytes" },
    { "{\"kind\":\"html\",\"byte\":1}", "fault.byte" },
    { "{\"kind\":\"html\",\"requests\":\"1\"}", "fault.requests" },
  };
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (cases[i].json, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (tuntas_simulator_set_fault (desk->simulator, json_node_get_object (node), &error));
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

static void
test_control (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) change = sim_desk_ask (
    desk, "POST", "/control/record/IN101", NULL,
    "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\",\"status\":\"CLOSED\"},"
    "\"worklog\":[{\"logtype\":\"WORK\",\"description\":\"mine\"}]}");
  g_autoptr (SimAnswer) wrong = sim_desk_ask (desk, "POST", "/control/record/IN101", NULL,
                                              "{\"by\":\"BAGAS\",\"set\":{\"nosuch\":1}}");
  g_autoptr (SimAnswer) record = sim_desk_get (desk, "/control/record/IN101");
  g_autoptr (SimAnswer) effects = sim_desk_get (desk, "/control/effects");
  g_autoptr (SimAnswer) browser = sim_desk_ask (desk, "GET", "/control/effects", "Origin: http://x.example", NULL);
  g_autoptr (SimAnswer) fault = sim_desk_ask (desk, "POST", "/control/fault", NULL, "{\"kind\":\"clear\"}");
  g_autoptr (SimAnswer) mail = sim_desk_ask (desk, "POST", "/catch-all/mail", "Content-Type: message/rfc822",
                                             "Subject: RFO\r\n\r\nbody\r\n");
  g_autoptr (SimAnswer) mails = sim_desk_get (desk, "/control/mail");
  g_autoptr (GPtrArray) list = tuntas_simulator_list_mail (desk->simulator);
  g_autoptr (SimAnswer) counters = sim_desk_get (desk, "/control/counters");

  g_assert_cmpuint (change->status, ==, 200);
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_nonnull (strstr (sim_answer_text (wrong, "message"), "change.set.nosuch"));
  g_assert_cmpstr (sim_answer_text (record, "owner"), ==, "BAGAS");
  g_assert_cmpstr (sim_answer_text (effects, "effects.0.kind"), ==, "update");
  g_assert_cmpstr (sim_answer_text (effects, "effects.1.kind"), ==, "worklog");
  g_assert_cmpstr (sim_answer_text (effects, "effects.2.details.to"), ==, "CLOSED");
  g_assert_cmpstr (sim_answer_text (effects, "effects.2.user"), ==, "BAGAS");
  g_assert_cmpstr (sim_answer_text (effects, "effects.2.at"), ==, "2026-11-24T01:00:00Z");
  g_assert_cmpuint (browser->status, ==, 403);
  g_assert_cmpuint (fault->status, ==, 200);
  g_assert_cmpuint (mail->status, ==, 201);
  g_assert_cmpstr (sim_answer_text (mails, "mail.0"), ==, "Subject: RFO\r\n\r\nbody\r\n");
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (sim_answer_int (counters, "requests"), ==, 1);
}

/* A storm of every kind of refusal, in what a gateway may say it. */
static void
test_storm (void)
{
  static const struct { guint status; const char *body; const char *type; } cases[] = {
    { 400, "json", "application/json" }, { 403, "html", "text/html" }, { 404, "empty", NULL },
    { 429, "json", "application/json" }, { 500, "html", "text/html" }, { 502, "empty", NULL },
    { 504, "html", "text/html" },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = g_strdup_printf (
        "{\"kind\":\"status\",\"status\":%u,\"body\":\"%s\",\"retry_after\":%" G_GSIZE_FORMAT "}", cases[i].status,
        cases[i].body, i);

      sim_desk_fault (desk, fault);
      for (int k = 0; k < 3; k++)
        {
          g_autoptr (SimAnswer) answer = sim_desk_patch (desk, OS "/501", NULL, NOTE);
          const char *retry_after = soup_message_headers_get_one (answer->headers, "Retry-After");

          g_assert_cmpuint (answer->status, ==, cases[i].status);
          g_assert_cmpint (retry_after[0] - '0', ==, i);
          g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, cases[i].type);
          g_assert_true ((answer->json != NULL) == g_str_equal (cases[i].body, "json"));
        }
    }
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
}

/* A gateway that gives up although the server did it; an error of any code. */
static void
test_late (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) timeout = NULL;
  g_autoptr (SimAnswer) page = NULL;
  g_autoptr (SimAnswer) error = NULL;

  sim_desk_fault (desk, "{\"kind\":\"status\",\"status\":504,\"writes\":1,\"when\":\"after\"}");
  timeout = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (timeout->status, ==, 504);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  sim_desk_fault (desk, "{\"kind\":\"html\",\"writes\":1,\"when\":\"after\"}");
  page = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 2);
  sim_desk_fault (desk, "{\"kind\":\"status\",\"status\":400,\"writes\":1,\"body\":\"maximo\","
                        "\"reason\":\"BMXAA4590E\"}");
  error = sim_desk_patch (desk, OS "/501?lean=1", NULL, NOTE);
  g_assert_cmpuint (error->status, ==, 400);
  g_assert_cmpstr (sim_answer_text (error, "Error.reasonCode"), ==, "BMXAA4590E");
  g_assert_true (g_str_has_suffix (sim_answer_text (error, "Error.extendedError.moreInfo.href"),
                                   "/maximo/oslc/error/messages/BMXAA4590E"));
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 2);
}

/* Which requests a fault meets: kind of request, a part of the path, and how many it lets pass first. */
static void
test_aimed (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) ping = NULL;
  g_autoptr (SimAnswer) first = NULL;
  g_autoptr (SimAnswer) second = NULL;
  g_autoptr (SimAnswer) read = NULL;
  g_autoptr (SimAnswer) write = NULL;

  sim_desk_fault (desk, "{\"kind\":\"status\",\"status\":502,\"reads\":1,\"path\":\"/mxsr\",\"after\":1}");
  ping = sim_desk_get (desk, OS);
  g_assert_cmpuint (ping->status, ==, 200);
  first = sim_desk_get (desk, "/maximo/oslc/os/mxsr");
  g_assert_cmpuint (first->status, ==, 200);
  second = sim_desk_get (desk, "/maximo/oslc/os/mxsr");
  g_assert_cmpuint (second->status, ==, 502);
  sim_desk_fault (desk, "{\"kind\":\"drop-after\",\"requests\":1}");
  read = sim_desk_get (desk, OS);
  g_assert_cmpuint (read->status, ==, 0);
  sim_desk_fault (desk, "{\"kind\":\"html\",\"writes\":1}");
  write = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (write->status, ==, 200);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
}

/* What really happened is told by the clock that was passed in, however wrong the server's own is. */
static void
test_wrong_clock_effects (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) link = NULL;
  g_autoptr (SimAnswer) gone = NULL;
  g_autoptr (GPtrArray) effects = NULL;

  sim_desk_fault (desk, "{\"kind\":\"wrong-clock\",\"seconds\":-7200}");
  link = sim_desk_patch (desk, OS "/501", NULL,
                         "{\"symptom\":\"x\",\"relatedrecord\":[{\"relatedreckey\":\"IN102\"}]}");
  g_assert_cmpuint (link->status, ==, 204);
  gone = sim_desk_ask (desk, "DELETE", OS "/505", NULL, NULL);
  g_assert_cmpuint (gone->status, ==, 200);
  effects = tuntas_simulator_list_effects (desk->simulator);
  g_assert_cmpuint (effects->len, ==, 3);
  for (guint i = 0; i < effects->len; i++)
    g_assert_cmpint (((TuntasSimulatorEffect *) effects->pdata[i])->at, ==,
                     tuntas_clock_now (TUNTAS_CLOCK (desk->clock)));
}

/* Dates in records and in the answers are wrong; sessions go on. */
static void
test_wrong_clock (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) right = sim_desk_get (desk, "/maximo/oslc/systeminfo");
  g_autoptr (SimAnswer) wrong = NULL;
  g_autoptr (SimAnswer) note = NULL;
  g_autofree char *written = NULL;

  g_assert_cmpstr (soup_message_headers_get_one (right->headers, "Date"), ==, "Tue, 24 Nov 2026 01:00:00 GMT");
  sim_desk_fault (desk, "{\"kind\":\"wrong-clock\",\"seconds\":-7200}");
  wrong = sim_desk_get (desk, "/maximo/oslc/systeminfo");
  g_assert_cmpstr (soup_message_headers_get_list (wrong->headers, "Date"), ==, "Mon, 23 Nov 2026 23:00:00 GMT");
  g_assert_cmpstr (sim_answer_text (wrong, "servertime"), ==, "2026-11-24T06:00:00+07:00");
  note = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_assert_cmpuint (note->status, ==, 204);
  written = sim_desk_dup_value (desk, "IN101", "worklog.2.createdate");
  g_assert_cmpstr (written, ==, "2026-11-24T06:00:00+07:00");
}

static void
test_reset (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) note = sim_desk_patch (desk, OS "/501", NULL, NOTE);
  g_autoptr (SimAnswer) reset = NULL;
  g_autoptr (SimAnswer) after = NULL;
  g_autofree char *third = NULL;

  sim_desk_fault (desk, "{\"kind\":\"offline\"}");
  reset = sim_desk_ask (desk, "POST", "/control/reset", NULL, NULL);
  g_assert_cmpuint (reset->status, ==, 200);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
  third = sim_desk_dup_value (desk, "IN101", "worklog.2.description");
  g_assert_null (third);
  /* The session is gone with everything else, and so is the fault. */
  after = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (after->status, ==, 401);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/fault/offline", test_offline);
  g_test_add_func ("/simulator/fault/drop", test_drop);
  g_test_add_func ("/simulator/fault/delay", test_delay);
  g_test_add_func ("/simulator/fault/stop-while-waiting", test_stop_while_waiting);
  g_test_add_func ("/simulator/fault/answers", test_answers);
  g_test_add_func ("/simulator/fault/expire", test_expire);
  g_test_add_func ("/simulator/fault/truncate", test_truncate);
  g_test_add_func ("/simulator/fault/storm", test_storm);
  g_test_add_func ("/simulator/fault/late", test_late);
  g_test_add_func ("/simulator/fault/aimed", test_aimed);
  g_test_add_func ("/simulator/fault/wrong-clock", test_wrong_clock);
  g_test_add_func ("/simulator/fault/wrong-clock-effects", test_wrong_clock_effects);
  g_test_add_func ("/simulator/fault/reset", test_reset);
  g_test_add_func ("/simulator/fault/refused", test_refused);
  g_test_add_func ("/simulator/fault/control", test_control);
  return g_test_run ();
}
