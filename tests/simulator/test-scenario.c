/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"
#include "tuntas-data.h"

#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"
#define LISTED "&oslc.select=*&oslc.orderBy=-reportdate,-ticketuid"
#define MINE "owner=\"AYU\" and status in [\"MEDIACARE\",\"SALAMSIM\",\"RESOLVED\",\"FINALCHECK\",\"PENDING\"]"

static SimDesk *
open_sample (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  SimDesk *desk = sim_desk_new_from (text);
  g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1",
                                               "maxauth: YXl1OmxhdGloYW4=", NULL);
  const char *cookie = soup_message_headers_get_list (answer->headers, "Set-Cookie");

  g_assert_cmpuint (answer->status, ==, 200);
  desk->cookie = g_strndup (cookie, strcspn (cookie, ";"));
  return desk;
}

static const char *
text_of (JsonObject *ticket, const char *member)
{
  return json_object_get_string_member_with_default (ticket, member, "");
}

/* An invented person can be called by nobody: numbers of the 0800-000 kind, mail that leads nowhere. */
static void
check_contact (JsonObject *ticket)
{
  g_autofree char *whole = json_to_string (json_object_get_member (ticket, "description"), FALSE);
  const char *email = text_of (ticket, "affectedemail");
  g_auto (GStrv) phones = g_strsplit (text_of (ticket, "affectedphone"), "; ", -1);

  for (char **phone = phones; *phone != NULL; phone++)
    g_assert_true (g_regex_match_simple ("^08000000[0-9]{3}$", *phone, 0, 0));
  g_assert_true (*email == '\0' || g_str_has_suffix (email, ".example"));
  g_assert_false (g_regex_match_simple ("08[1-9][0-9]{6}", whole, 0, 0));
}

typedef struct
{
  guint datin, indihome, pots, pending, no_cause, no_repair, no_email, two_phones, gamas, gaul, lapul;
} Kinds;

static void
count_kinds (JsonObject *ticket, Kinds *kinds)
{
  const char *service = text_of (ticket, "servicetype");
  gboolean voice = g_str_equal (service, "VOICE");
  gboolean net = g_str_equal (service, "INTERNET") || g_str_equal (service, "IPTV") ||
                 (voice && strstr (text_of (ticket, "serviceid"), "INTERNET") != NULL);

  kinds->indihome += net;
  kinds->pots += voice && !net;
  kinds->datin += !voice && !net;
  kinds->pending += g_str_equal (text_of (ticket, "status"), "PENDING");
  kinds->no_cause += !json_object_has_member (ticket, "fr1code_longdescription");
  kinds->no_repair += !json_object_has_member (ticket, "fr2code_longdescription");
  kinds->no_email += !json_object_has_member (ticket, "affectedemail");
  kinds->two_phones += strchr (text_of (ticket, "affectedphone"), ';') != NULL;
  kinds->gamas += json_object_has_member (ticket, "globalticketid");
  kinds->gaul += json_object_get_int_member (ticket, "gaul") > 0;
  kinds->lapul += json_object_get_int_member (ticket, "lapul") > 0;
}

static void
test_sample (void)
{
  g_autoptr (SimDesk) desk = open_sample ();
  g_autoptr (SimAnswer) answer = sim_desk_where (desk, MINE, LISTED);
  JsonArray *tickets = json_node_get_array (sim_answer_node (answer, "member"));
  Kinds kinds = { 0 };

  g_assert_cmpuint (json_array_get_length (tickets), >=, 24);
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      check_contact (json_array_get_object_element (tickets, i));
      count_kinds (json_array_get_object_element (tickets, i), &kinds);
    }
  g_assert_cmpuint (kinds.datin, >=, 8);
  g_assert_cmpuint (kinds.indihome, >=, 8);
  g_assert_cmpuint (kinds.pots, >=, 3);
  g_assert_cmpuint (kinds.pending, ==, 1);
  g_assert_cmpuint (kinds.no_cause, >, 0);
  g_assert_cmpuint (kinds.no_repair, >, 0);
  g_assert_cmpuint (kinds.no_email, >, 0);
  g_assert_cmpuint (kinds.two_phones, >, 0);
  g_assert_cmpuint (kinds.gamas, ==, 1);
  g_assert_cmpuint (kinds.gaul, >, 0);
  g_assert_cmpuint (kinds.lapul, >, 0);
}

/* The shift begins when it is opened: the pended ticket ends 40 minutes later. */
static void
test_relative (void)
{
  g_autoptr (SimDesk) desk = open_sample ();
  g_autoptr (SimAnswer) answer = sim_desk_where (desk, "owner=\"AYU\" and status=\"PENDING\"",
                                                 "&oslc.select=pendinguntil,statusdate");

  g_assert_cmpstr (sim_answer_text (answer, "member.0.pendinguntil"), ==, "2026-11-24T08:40:00+07:00");
  g_assert_cmpstr (sim_answer_text (answer, "member.0.statusdate"), ==, "2026-11-24T07:40:00+07:00");
}

static void
test_refused (void)
{
  static const struct { const char *json; const char *place; } cases[] = {
    { "[]", "scenario: " },
    { "{\"users\":[]}", "scenario.tickets" },
    { "{\"users\":[],\"tickets\":[],\"more\":1}", "scenario.more" },
    { "{\"users\":[{\"user\":\"a\"}],\"tickets\":[]}", "users[0].person" },
    { "{\"users\":[],\"tickets\":[{}]}", "tickets[0].ticketid" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\",\"colour\":\"x\"}]}", "tickets[0].colour" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\",\"status\":\"LOST\"}]}", "tickets[0].status" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\"},{\"ticketid\":\"IN1\"}]}", "tickets[1].ticketid" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\",\"reportdate\":\"soon\"}]}", "tickets[0].reportdate" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\",\"worklog\":[{}]}]}", "tickets[0].worklog[0].description" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"zone\":\"WIB\"}}", "settings.zone" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"etag\":\"x\"}}",
      "settings.etag: \"documented\" or \"7.6.1.3\" is wanted here" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"statuses\":[{\"value\":\"A\"}]}}", "settings.statuses[0].maxvalue" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"attribute_names\":{\"x\":\"y\"}}}", "settings.attribute_names.x" },
    { "{\"users\":[],\"tickets\":[],\"faults\":[{\"kind\":\"rain\"}]}", "faults[0]" },
    { "{\"users\":[{\"user\":\"a\",\"person\":\"A\",\"sign_in\":\"never\"}],\"tickets\":[]}",
      "users[0].sign_in: \"allowed\" or \"expired\" or \"no-reset\" or \"blocked\" is wanted here" },
    { "{\"users\":[{\"user\":\"a\",\"person\":\"A\",\"object_structures\":[1]}],\"tickets\":[]}",
      "users[0].object_structures" },
    { "{\"users\":[{\"user\":\"a\",\"person\":\"A\"},{\"user\":\"A\",\"person\":\"B\"}],\"tickets\":[]}",
      "users[1].user" },
    { "{\"users\":[],\"tickets\":[{\"ticketid\":\"IN1\",\"reportedpriority\":9}]}", "tickets[0].reportedpriority" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"worklog_read\":[]}}",
      "settings.worklog_read: at least one name" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"worklog_read\":[1]}}", "settings.worklog_read: names are" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"closed\":\"x\"}}", "settings.closed" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"pend_requires\":[\"nosuch\"]}}", "settings.pend_requires" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"attributes\":[{\"name\":\"status\"}]}}", "settings.attributes[0]" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"attributes\":[{\"name\":\"a\",\"type\":\"X\"}]}}",
      "settings.attributes[0]" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"attributes\":[{\"name\":\"a\",\"values\":[{}]}]}}",
      "settings.attributes[0].values[0]" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"attributes\":[{\"name\":\"relatetype\",\"values\":[{"
      "\"value\":\"A\",\"maxvalue\":\"A\"}]}]}}", "settings.attributes[0]: there is such a value list already" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"object_structures\":{\"x\":\"ASSET\"}}}",
      "settings.object_structures" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"saved_queries\":{\"x\":1}}}", "settings.saved_queries.x" },
    { "{\"users\":[],\"tickets\":[],\"settings\":{\"max_bad_logins\":-1}}", "settings.max_bad_logins" },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (GError) error = NULL;
      g_autofree char *record = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_false (tuntas_simulator_load_scenario (desk->simulator, bytes, "test.json", &error));
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_true (g_str_has_prefix (error->message, "test.json:1: "));
      /* What was there is still there. */
      record = tuntas_simulator_dup_record_json (desk->simulator, "IN101");
      g_assert_nonnull (record);
    }
}

/* File, line and reason, as an editor can follow them. */
static void
test_refused_line (void)
{
  static const struct { const char *json; const char *message; } cases[] = {
    { "{\n \"users\": [],\n \"tickets\": [\n  {\"ticketid\": \"IN1\",\n   \"status\": \"LOST\"}\n ]\n}",
      "test.json:5: tickets[0].status: is not in the list of statuses" },
    { "{\n \"users\": [],\n \"tickets\": [],\n \"faults\": [\n  {\"kind\": \"clear\"},\n  {\"kind\": \"rain\"}\n ]\n}",
      "test.json:6: faults[1]: fault.kind: this kind is not known" },
    { "{\n \"users\": [],\n \"tickets\": [,]\n}", "test.json:3: line 3, column 14: " },
    { "{\n \"users\": []\n}", "test.json:1: scenario.tickets: " },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (GError) error = NULL;

      g_assert_false (tuntas_simulator_load_scenario (desk->simulator, bytes, "test.json", &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

static void
test_faults_in_file (void)
{
  g_autoptr (SimDesk) desk =
    sim_desk_new_from ("{\"users\":[],\"tickets\":[],\"faults\":[{\"kind\":\"status\",\"status\":502}]}");
  g_autoptr (SimAnswer) answer = sim_desk_get (desk, "/maximo/oslc/ping");

  g_assert_cmpuint (answer->status, ==, 502);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/scenario/sample", test_sample);
  g_test_add_func ("/simulator/scenario/relative", test_relative);
  g_test_add_func ("/simulator/scenario/refused", test_refused);
  g_test_add_func ("/simulator/scenario/refused-line", test_refused_line);
  g_test_add_func ("/simulator/scenario/faults-in-file", test_faults_in_file);
  return g_test_run ();
}
