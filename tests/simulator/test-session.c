/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

#define GOOD "maxauth: YXl1OmxhdGloYW4="
#define BAD "maxauth: YXl1OnNhbGFo"

static void
test_maxauth (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) who = sim_desk_get (desk, "/maximo/oslc/whoami");
  g_autoptr (SimAnswer) ping = sim_desk_get (desk, "/maximo/oslc/ping");
  g_autoptr (SimAnswer) out = NULL;
  g_autoptr (SimAnswer) after = NULL;

  g_assert_cmpstr (sim_answer_text (who, "personId"), ==, "AYU");
  g_assert_cmpstr (sim_answer_text (who, "displayName"), ==, "Ayu Lestari");
  g_assert_cmpuint (ping->status, ==, 200);
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).sessions_open, ==, 1);
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).credential_submissions, ==, 1);
  out = sim_desk_get (desk, "/maximo/oslc/logout");
  g_assert_cmpuint (out->status, ==, 200);
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).sessions_open, ==, 0);
  after = sim_desk_get (desk, "/maximo/oslc/whoami?lean=1");
  sim_answer_assert_refused (after, 401, "BMXAA0021E");
}

static void
test_wrong (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);
  g_autoptr (SimAnswer) password = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", BAD, NULL);
  g_autoptr (SimAnswer) prefixed = sim_desk_ask (desk, "POST", "/maximo/oslc/login", BAD, NULL);
  g_autoptr (SimAnswer) nobody = sim_desk_get (desk, "/maximo/oslc/os/mxincident?lean=1");
  g_autoptr (SimAnswer) context = sim_desk_get (desk, "/oslc/os/mxincident?lean=1");

  sim_answer_assert_refused (password, 401, "BMXAA7901E");
  g_assert_cmpstr (sim_answer_text (password, "Error.statusCode"), ==, "401");
  g_assert_cmpstr (sim_answer_text (prefixed, "oslc:Error.spi:reasonCode"), ==, "BMXAA7901E");
  sim_answer_assert_refused (nobody, 401, "BMXAA0021E");
  g_assert_cmpuint (context->status, ==, 404);
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).credential_submissions, ==, 2);
}

static void
test_header_each_time (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "GET", "/maximo/oslc/whoami", GOOD, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
    }
  /* The trap of sending the header with every request: a session each. */
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).sessions_open, ==, 3);
}

static void
test_basic (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);
  g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "GET", "/maximo/oslc/whoami",
                                               "Authorization: Basic YXl1OmxhdGloYW4=", NULL);
  const char *cookies = soup_message_headers_get_list (answer->headers, "Set-Cookie");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (cookies, "JSESSIONID="));
  g_assert_nonnull (strstr (cookies, "LtpaToken2="));
}

static void
test_form (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new ("\"unknown_caller\":\"redirect\"");
  g_autoptr (SimAnswer) before = sim_desk_get (desk, "/maximo/oslc/whoami");
  g_autoptr (SimAnswer) bad = sim_desk_ask (desk, "POST", "/maximo/j_security_check",
                                            "Content-Type: application/x-www-form-urlencoded",
                                            "j_username=ayu&j_password=salah");
  g_autoptr (SimAnswer) good = sim_desk_ask (desk, "POST", "/maximo/oslc/j_security_check",
                                             "Content-Type: application/x-www-form-urlencoded",
                                             "j_username=ayu&j_password=latihan");
  const char *cookies;
  g_autoptr (SimAnswer) after = NULL;

  g_assert_cmpuint (before->status, ==, 302);
  g_assert_true (g_str_has_suffix (soup_message_headers_get_one (before->headers, "Location"), "login.jsp"));
  g_assert_cmpuint (bad->status, ==, 302);
  g_assert_true (g_str_has_suffix (soup_message_headers_get_one (bad->headers, "Location"), "loginerror.jsp"));
  g_assert_cmpuint (good->status, ==, 302);
  cookies = soup_message_headers_get_list (good->headers, "Set-Cookie");
  desk->cookie = g_strndup (cookies, strcspn (cookies, ";"));
  after = sim_desk_get (desk, "/maximo/oslc/whoami");
  g_assert_cmpuint (after->status, ==, 200);
}

/* A login page where data was asked for, with every sign of success. */
static void
test_html (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new ("\"unknown_caller\":\"html\"");
  g_autoptr (SimAnswer) page = sim_desk_get (desk, "/maximo/oslc/os/mxincident?lean=1");
  g_autoptr (SimAnswer) wrong = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", BAD, NULL);
  g_autoptr (SimAnswer) right = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", GOOD, NULL);

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (page->headers, NULL), ==, "text/html");
  g_assert_nonnull (strstr (page->text, "j_security_check"));
  g_assert_cmpstr (soup_message_headers_get_content_type (wrong->headers, NULL), ==, "text/html");
  g_assert_cmpstr (soup_message_headers_get_content_type (right->headers, NULL), ==, "application/json");
}

static void
test_api_key (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);
  g_autoptr (SimAnswer) good = sim_desk_ask (desk, "GET", "/maximo/api/os/mxincident?lean=1&oslc.pageSize=1",
                                             "apikey: kunci-ayu", NULL);
  g_autoptr (SimAnswer) query = sim_desk_get (desk, "/maximo/api/whoami?apikey=kunci-ayu");
  g_autoptr (SimAnswer) bad = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1", "apikey: x", NULL);
  g_autoptr (SimAnswer) both = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1",
                                             "apikey: kunci-ayu\nCookie: JSESSIONID=0000x", NULL);

  g_assert_cmpuint (good->status, ==, 200);
  g_assert_nonnull (strstr (sim_answer_text (good, "member.0.href"), "/maximo/api/os/mxincident/_"));
  g_assert_null (soup_message_headers_get_list (good->headers, "Set-Cookie"));
  g_assert_cmpstr (sim_answer_text (query, "personId"), ==, "AYU");
  sim_answer_assert_refused (bad, 400, "BMXAA9549E");
  sim_answer_assert_refused (both, 401, "BMXAA0021E");
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).sessions_opened, ==, 0);
}

static void
test_expiry (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"session_idle_minutes\":30");
  g_autoptr (SimAnswer) in_time = NULL;
  g_autoptr (SimAnswer) late = NULL;

  sim_desk_advance (desk, 30 * 60 - 1);
  in_time = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (in_time->status, ==, 200);
  sim_desk_advance (desk, 30 * 60);
  late = sim_desk_get (desk, "/maximo/oslc/ping?lean=1");
  sim_answer_assert_refused (late, 401, "BMXAA0021E");
}

static void
test_lean_sticks (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) sticky = sim_desk_get (desk, "/maximo/oslc/os/mxincident?oslc.pageSize=1");
  g_autoptr (SimAnswer) asked = sim_desk_get (desk, "/maximo/oslc/os/mxincident?oslc.pageSize=1&lean=0");

  g_assert_true (sim_answer_has (sticky, "member.0.href"));
  g_assert_true (json_object_has_member (json_node_get_object (asked->json), "rdfs:member"));
  g_assert_true (json_object_has_member (json_node_get_object (asked->json), "oslc:responseInfo"));
  g_assert_true (json_object_has_member (json_node_get_object (asked->json), "prefixes"));
}

static void
test_csrf (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"csrf\":\"required\"");
  g_autoptr (SimAnswer) login = sim_desk_ask (desk, "POST", "/maximo/oslc/login?csrf=1", NULL, NULL);
  const char *token = soup_message_headers_get_one (login->headers, "csrftoken");
  g_autofree char *header = g_strconcat ("csrftoken: ", token, NULL);
  g_autoptr (SimAnswer) without = sim_desk_patch (desk, "/maximo/oslc/os/mxincident/501?lean=1", NULL,
                                                  "{\"description\":\"x\"}");
  g_autoptr (SimAnswer) with = sim_desk_patch (desk, "/maximo/oslc/os/mxincident/501?lean=1", header,
                                               "{\"description\":\"x\"}");

  g_assert_nonnull (token);
  g_assert_cmpuint (without->status, ==, 403);
  g_assert_cmpuint (with->status, ==, 204);
}

/* A scenario of one user with more members, and settings. */
static SimDesk *
open_user (const char *members, const char *settings)
{
  g_autofree char *scenario = g_strdup_printf (
    "{\"settings\":{%s},\"users\":[{\"user\":\"ayu\",\"password\":\"latihan\",\"person\":\"AYU\",%s}],"
    "\"tickets\":[{\"ticketid\":\"IN1\"}]}",
    settings, members);

  return sim_desk_new_from (scenario);
}

static void
test_barred (void)
{
  static const struct { const char *member; const char *reason; } cases[] = {
    { "\"sign_in\":\"expired\"", "BMXAA2283E" },
    { "\"sign_in\":\"no-reset\"", "BMXAA7902E" },
    { "\"sign_in\":\"blocked\"", "BMXAA7901E" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimDesk) desk = open_user (cases[i].member, "");
      g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", GOOD, NULL);

      sim_answer_assert_refused (answer, 401, cases[i].reason);
      g_assert_null (soup_message_headers_get_list (answer->headers, "Set-Cookie"));
    }
}

/* Too many wrong passwords, and the right one is refused as well. */
static void
test_locked (void)
{
  g_autoptr (SimDesk) desk = open_user ("\"sign_in\":\"allowed\"", "\"max_bad_logins\":2");
  g_autoptr (SimAnswer) first = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", BAD, NULL);
  g_autoptr (SimAnswer) good = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", GOOD, NULL);
  g_autoptr (SimAnswer) second = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", BAD, NULL);
  g_autoptr (SimAnswer) third = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", BAD, NULL);
  g_autoptr (SimAnswer) locked = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", GOOD, NULL);

  sim_answer_assert_refused (first, 401, "BMXAA7901E");
  g_assert_cmpuint (good->status, ==, 200);
  sim_answer_assert_refused (second, 401, "BMXAA7901E");
  sim_answer_assert_refused (third, 401, "BMXAA7901E");
  sim_answer_assert_refused (locked, 401, "BMXAA7901E");
}

static void
test_sent_out (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimAnswer) told = NULL;
  g_autoptr (SimAnswer) later = NULL;

  sim_desk_fault (desk, "{\"kind\":\"expire-session\",\"by\":\"administrator\"}");
  told = sim_desk_get (desk, "/maximo/oslc/ping?lean=1");
  sim_answer_assert_refused (told, 401, NULL);
  g_assert_true (g_str_has_prefix (sim_answer_text (told, "Error.message"), "BMXAA5646I"));
  later = sim_desk_get (desk, "/maximo/oslc/ping?lean=1");
  sim_answer_assert_refused (later, 401, "BMXAA0021E");
}

/* A client that keeps only one cookie is lost behind such a load balancer, and nowhere else. */
static void
test_cookies (void)
{
  static const char *const settings[] = { "\"cookies\":\"any\"", "\"cookies\":\"all\",\"secure_cookies\":true" };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (SimDesk) desk = sim_desk_new (settings[i]);
      g_autoptr (SimAnswer) login = sim_desk_ask (desk, "POST", "/maximo/oslc/login",
                                                  "Authorization: Basic YXl1OmxhdGloYW4=", NULL);
      const char *given = soup_message_headers_get_list (login->headers, "Set-Cookie");
      g_autofree char *first = g_strndup (given, strcspn (given, ";"));
      g_autofree char *all = g_strdup_printf ("Cookie: %s", given);
      g_autofree char *one = g_strdup_printf ("Cookie: %s", first);
      g_autoptr (SimAnswer) by_one = sim_desk_ask (desk, "GET", "/maximo/oslc/ping", one, NULL);
      g_autoptr (SimAnswer) by_all = sim_desk_ask (desk, "GET", "/maximo/oslc/ping", all, NULL);

      g_assert_true ((strstr (given, "BIGipServerPool=") != NULL) == (i == 1));
      g_assert_true ((strstr (given, "Secure") != NULL) == (i == 1));
      g_assert_cmpuint (by_one->status, ==, i == 0 ? 200 : 401);
      g_assert_cmpuint (by_all->status, ==, 200);
    }
}

static void
test_key_life (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed ("\"session_idle_minutes\":600");
  g_autoptr (SimAnswer) made = sim_desk_ask (desk, "POST", "/maximo/oslc/apitoken/create", NULL, "{\"expiration\":10}");
  g_autofree char *header = g_strconcat ("apikey: ", sim_answer_text (made, "apikey"), NULL);
  g_autoptr (SimAnswer) old = NULL;
  g_autoptr (SimAnswer) fresh = NULL;
  g_autoptr (SimAnswer) late = NULL;
  g_autoptr (SimAnswer) revoked = NULL;
  g_autofree char *cookie = g_steal_pointer (&desk->cookie);
  g_autofree char *signed_in = g_strconcat ("Cookie: ", cookie, NULL);

  /* One key for each user: the new one ends the old. */
  old = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1", "apikey: kunci-ayu", NULL);
  sim_answer_assert_refused (old, 400, "BMXAA9549E");
  fresh = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1", header, NULL);
  g_assert_cmpstr (sim_answer_text (fresh, "personId"), ==, "AYU");
  sim_desk_advance (desk, 10 * 60);
  late = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1", header, NULL);
  sim_answer_assert_refused (late, 400, "BMXAA9549E");
  revoked = sim_desk_ask (desk, "POST", "/maximo/oslc/apitoken/revoke", signed_in, NULL);
  g_assert_cmpuint (revoked->status, ==, 200);
}

static void
test_rights (void)
{
  g_autoptr (SimDesk) desk = open_user ("\"object_structures\":[\"MXSR\"]", "");
  g_autoptr (SimAnswer) may = sim_desk_ask (desk, "GET", "/maximo/oslc/os/mxsr?lean=1", GOOD, NULL);
  g_autoptr (SimAnswer) may_not = sim_desk_ask (desk, "GET", "/maximo/oslc/os/mxincident?lean=1", GOOD, NULL);
  g_autoptr (SimAnswer) legacy = sim_desk_ask (desk, "GET", "/maximo/rest/os/mxsr", GOOD, NULL);

  g_assert_cmpuint (may->status, ==, 200);
  sim_answer_assert_refused (may_not, 403, "BMXAA9051E");
  g_assert_cmpuint (legacy->status, ==, 400);
  g_assert_true (g_str_has_prefix (legacy->text, "Error 400: BMXAA7901E"));
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* A day has thousands of connections: none may stay behind. */
static void
test_connections (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  guint before = count_files ();

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (SimAnswer) answer = sim_desk_get (desk, "/maximo/oslc/ping");

      g_assert_cmpuint (answer->status, ==, 200);
    }
  soup_session_abort (desk->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_files (), <=, before + 8);
}

/* Nobody without the key, by no way, also after a reset. */
static void
test_key (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);

  tuntas_simulator_set_key (desk->simulator, "kunci");
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (SimAnswer) known = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", GOOD, NULL);
      g_autoptr (SimAnswer) keyed = sim_desk_ask (desk, "POST", "/maximo/oslc/login?lean=1", "maxauth: YXl1Omt1bmNp", NULL);
      g_autoptr (SimAnswer) apikey = sim_desk_ask (desk, "GET", "/maximo/api/whoami?lean=1", "apikey: kunci-ayu", NULL);
      g_autoptr (SimAnswer) control = sim_desk_get (desk, "/control/effects");
      g_autoptr (SimAnswer) mail = sim_desk_ask (desk, "POST", "/catch-all/mail", "Content-Type: message/rfc822", "x");
      g_autoptr (SimAnswer) opened = sim_desk_ask (desk, "GET", "/control/effects", "apikey: kunci", NULL);

      sim_answer_assert_refused (known, 401, "BMXAA7901E");
      g_assert_cmpuint (keyed->status, ==, 200);
      g_assert_cmpuint (apikey->status, >=, 400);
      g_assert_cmpuint (control->status, ==, 401);
      g_assert_cmpuint (mail->status, ==, 401);
      g_assert_cmpuint (opened->status, ==, 200);
      tuntas_simulator_reset (desk->simulator);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/session/maxauth", test_maxauth);
  g_test_add_func ("/simulator/session/wrong", test_wrong);
  g_test_add_func ("/simulator/session/header-each-time", test_header_each_time);
  g_test_add_func ("/simulator/session/basic", test_basic);
  g_test_add_func ("/simulator/session/form", test_form);
  g_test_add_func ("/simulator/session/html", test_html);
  g_test_add_func ("/simulator/session/api-key", test_api_key);
  g_test_add_func ("/simulator/session/expiry", test_expiry);
  g_test_add_func ("/simulator/session/lean-sticks", test_lean_sticks);
  g_test_add_func ("/simulator/session/csrf", test_csrf);
  g_test_add_func ("/simulator/session/barred", test_barred);
  g_test_add_func ("/simulator/session/locked", test_locked);
  g_test_add_func ("/simulator/session/sent-out", test_sent_out);
  g_test_add_func ("/simulator/session/cookies", test_cookies);
  g_test_add_func ("/simulator/session/key-life", test_key_life);
  g_test_add_func ("/simulator/session/rights", test_rights);
  g_test_add_func ("/simulator/session/key", test_key);
  g_test_add_func ("/simulator/session/connections", test_connections);
  return g_test_run ();
}
