/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-raw.h"

/* What the faults of the connection put on the wire, byte by byte. */

#define OS "/maximo/oslc/os/mxincident"
#define PATCH "x-method-override: PATCH\r\npatchtype: MERGE"
#define NOTE "{\"worklog\":[{\"description\":\"n\",\"logtype\":\"WORK\"}]}"

static const char *
body_of (GString *answer)
{
  const char *end = g_strstr_len (answer->str, answer->len, "\r\n\r\n");

  g_assert_nonnull (end);
  return end + 4;
}

static gsize
length_of (GString *answer)
{
  const char *header = g_strstr_len (answer->str, answer->len, "Content-Length: ");

  g_assert_nonnull (header);
  return g_ascii_strtoull (header + strlen ("Content-Length: "), NULL, 10);
}

static gsize
body_size (GString *answer)
{
  return answer->len - (body_of (answer) - answer->str);
}

/* After the commit: the note is there once, and exactly the bytes asked for arrive, at every place of the answer. */
static void
test_drop_after (void)
{
  for (guint bytes = 0; bytes < 60; bytes++)
    {
      g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"drop-after\",\"writes\":1,\"bytes\":%u}", bytes);
      g_autoptr (SimRaw) raw = NULL;
      g_autoptr (GString) answer = NULL;

      sim_desk_fault (desk, fault);
      raw = sim_raw_ask (desk, "POST", OS "/501?lean=1", PATCH, NOTE);
      answer = sim_raw_read (raw);
      g_assert_cmpuint (answer->len, ==, bytes);
      g_assert_true (strncmp (answer->str, "HTTP/1.1 204 No Content\r\n", MIN (bytes, 25)) == 0);
      g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
    }
}

/* (transfer full): what comes of an answer that is dropped before the commit, which never happens. */
static GString *
drop_before (guint bytes)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autofree char *fault = g_strdup_printf ("{\"kind\":\"drop-before\",\"writes\":1,\"bytes\":%u}", bytes);
  g_autoptr (SimRaw) raw = NULL;
  GString *answer;

  sim_desk_fault (desk, fault);
  raw = sim_raw_ask (desk, "POST", OS "/501?lean=1", PATCH, NOTE);
  answer = sim_raw_read (raw);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
  return answer;
}

/* Before the commit: a status line that promises what never happens, and of it exactly the bytes asked for. */
static void
test_drop_before (void)
{
  g_autoptr (GString) whole = drop_before (1000);

  g_assert_true (g_str_has_prefix (whole->str, "HTTP/1.1 204 No Content\r\n"));
  g_assert_true (g_str_has_suffix (whole->str, "\r\n\r\n"));
  for (guint bytes = 0; bytes < 60; bytes += 12)
    {
      g_autoptr (GString) answer = drop_before (bytes);

      g_assert_cmpuint (answer->len, ==, MIN (bytes, whole->len));
      g_assert_true (strncmp (answer->str, whole->str, answer->len) == 0);
    }
}

/* A reset is another end than a close. */
static void
test_reset (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"%s\",\"writes\":1,\"reset\":true}",
                                                i == 0 ? "drop-before" : "drop-after");
      g_autoptr (SimRaw) raw = NULL;

      sim_desk_fault (desk, fault);
      raw = sim_raw_ask (desk, "POST", OS "/501?lean=1", PATCH, NOTE);
      sim_raw_wait (raw, G_MAXSIZE);
      g_assert_true (raw->reset);
      g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, i);
    }
}

/* By the clock that was passed in: nothing more comes before its time. */
static void
test_drip (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (GString) answer = NULL;

  sim_desk_fault (desk, "{\"kind\":\"drip\",\"requests\":1,\"bytes\":7,\"seconds\":1}");
  raw = sim_raw_ask (desk, "GET", "/maximo/oslc/ping", NULL, NULL);
  for (guint step = 1; step <= 5; step++)
    {
      sim_raw_wait (raw, 7 * step);
      g_assert_cmpuint (raw->bytes->len, ==, 7 * step);
      g_assert_false (raw->closed);
      /* What was written must first be known as written: then the next wait is armed. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (raw->bytes->len, ==, 7 * step);
      sim_desk_advance (desk, 1);
    }
  while (!raw->closed)
    {
      g_main_context_iteration (NULL, FALSE);
      sim_desk_advance (desk, 1);
    }
  answer = sim_raw_read (raw);
  g_assert_cmpstr (body_of (answer), ==, "{}");
}

/* A server that stops lets nobody hang on it. */
static void
test_drip_stopped (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;

  sim_desk_fault (desk, "{\"kind\":\"drip\",\"seconds\":1}");
  raw = sim_raw_ask (desk, "GET", "/maximo/oslc/ping", NULL, NULL);
  sim_raw_wait (raw, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tuntas_simulator_stop (desk->simulator);
  sim_raw_wait (raw, G_MAXSIZE);
  g_assert_true (raw->closed);
}

/* So does one that begins anew: what is delayed will not be carried out. */
static void
test_delay_reset (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (SimAnswer) reset = NULL;

  sim_desk_fault (desk, "{\"kind\":\"delay\",\"seconds\":60}");
  raw = sim_raw_ask (desk, "POST", OS "/501?lean=1", PATCH, NOTE);
  while (tuntas_simulator_get_counters (desk->simulator).writes < 1)
    g_main_context_iteration (NULL, TRUE);
  reset = sim_desk_ask (desk, "POST", "/control/reset", NULL, NULL);
  g_assert_cmpuint (reset->status, ==, 200);
  sim_raw_wait (raw, G_MAXSIZE);
  g_assert_true (raw->closed);
  g_assert_cmpuint (raw->bytes->len, ==, 0);
  sim_desk_advance (desk, 60);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 0);
}

static void
test_truncate (void)
{
  static const struct { const char *framing; const char *head; } cases[] = {
    { "length", "Content-Length: " }, { "chunked", "Transfer-Encoding: chunked" }, { "none", "Connection: close" },
  };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = g_strdup_printf (
        "{\"kind\":\"truncate\",\"requests\":1,\"framing\":\"%s\",\"bytes\":40}", cases[i].framing);
      g_autoptr (SimRaw) raw = NULL;
      g_autoptr (GString) answer = NULL;

      sim_desk_fault (desk, fault);
      raw = sim_raw_ask (desk, "GET", OS, NULL, NULL);
      answer = sim_raw_read (raw);
      g_assert_nonnull (strstr (answer->str, cases[i].head));
      if (i == 0)
        g_assert_cmpuint (length_of (answer), >, 40);
      g_assert_true (g_str_has_prefix (body_of (answer), i == 1 ? "28\r\n{\"member\"" : "{\"member\""));
      g_assert_cmpuint (body_size (answer), ==, i == 1 ? 40 + strlen ("28\r\n\r\n") : 40);
    }
}

/* Cut before its first byte a body is not there at all; an end that chunks would have is not there either. */
static void
test_truncate_all (void)
{
  static const char *const framings[] = { "length", "chunked", "none" };
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (framings); i++)
    {
      g_autofree char *fault = g_strdup_printf (
        "{\"kind\":\"truncate\",\"requests\":1,\"framing\":\"%s\",\"bytes\":0}", framings[i]);
      g_autoptr (SimRaw) raw = NULL;
      g_autoptr (GString) answer = NULL;

      sim_desk_fault (desk, fault);
      raw = sim_raw_ask (desk, "GET", OS, NULL, NULL);
      answer = sim_raw_read (raw);
      g_assert_true (g_str_has_prefix (answer->str, "HTTP/1.1 200 OK\r\n"));
      g_assert_cmpuint (body_size (answer), ==, 0);
    }
}

static void
test_garbage (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) body = NULL;
  g_autoptr (SimRaw) head = NULL;
  g_autoptr (GString) in_body = NULL;
  g_autoptr (GString) in_head = NULL;

  sim_desk_fault (desk, "{\"kind\":\"garbage\",\"requests\":1,\"bytes\":2000}");
  body = sim_raw_ask (desk, "GET", OS, NULL, NULL);
  in_body = sim_raw_read (body);
  g_assert_true (g_str_has_prefix (in_body->str, "HTTP/1.1 200 OK\r\nContent-Type: application/json"));
  g_assert_cmpuint (length_of (in_body), ==, 2000);
  g_assert_cmpuint (body_size (in_body), ==, 2000);
  g_assert_false (g_utf8_validate (body_of (in_body), 2000, NULL));
  sim_desk_fault (desk, "{\"kind\":\"garbage\",\"requests\":1,\"where\":\"head\"}");
  head = sim_raw_ask (desk, "GET", OS, NULL, NULL);
  in_head = sim_raw_read (head);
  g_assert_cmpuint (in_head->len, ==, 512);
  g_assert_false (g_str_has_prefix (in_head->str, "HTTP"));
}

static void
test_oversized (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (GString) answer = NULL;
  g_autoptr (JsonNode) json = NULL;

  sim_desk_fault (desk, "{\"kind\":\"oversized\",\"requests\":1,\"bytes\":150000}");
  raw = sim_raw_ask (desk, "GET", OS, NULL, NULL);
  answer = sim_raw_read (raw);
  g_assert_cmpuint (body_size (answer), ==, length_of (answer));
  json = json_from_string (body_of (answer), NULL);
  g_assert_cmpuint (strlen (json_object_get_string_member (
                      json_array_get_object_element (
                        json_object_get_array_member (json_node_get_object (json), "member"), 0),
                      "description")),
                    ==, 150000);
}

/* One that nobody could hold: the client goes away, and the server goes on. */
static void
test_oversized_refused (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (SimAnswer) ping = NULL;

  sim_desk_fault (desk, "{\"kind\":\"oversized\",\"requests\":1,\"bytes\":1000000000000}");
  raw = sim_raw_ask (desk, "GET", OS, NULL, NULL);
  sim_raw_wait (raw, 1000000);
  g_clear_pointer (&raw, sim_raw_free);
  ping = sim_desk_get (desk, "/maximo/oslc/ping");
  g_assert_cmpuint (ping->status, ==, 200);
}

static void
test_nested (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new_signed (NULL);
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (GString) answer = NULL;
  const char *body;

  sim_desk_fault (desk, "{\"kind\":\"nested\",\"requests\":1,\"depth\":5000}");
  raw = sim_raw_ask (desk, "GET", "/maximo/oslc/os/mxsr", NULL, NULL);
  answer = sim_raw_read (raw);
  body = body_of (answer);
  g_assert_cmpuint (body_size (answer), ==, 10000);
  g_assert_cmpuint (strspn (body, "["), ==, 5000);
  g_assert_cmpuint (strspn (body + 5000, "]"), ==, 5000);
}

/* Nobody but this computer. */
static void
test_loopback_only (void)
{
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);
  g_autofree char *port = g_strdup (strrchr (tuntas_simulator_get_origin (desk->simulator), ':') + 1);
  g_autofree char *table = NULL;
  g_autofree char *wanted = g_strdup_printf ("0100007F:%04X 00000000:0000 0A", (guint) atoi (port));
  g_autofree char *any = g_strdup_printf ("00000000:%04X 00000000:0000 0A", (guint) atoi (port));

  g_assert_true (g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL));
  g_assert_nonnull (strstr (table, wanted));
  g_assert_null (strstr (table, any));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/wire/drop-after", test_drop_after);
  g_test_add_func ("/simulator/wire/drop-before", test_drop_before);
  g_test_add_func ("/simulator/wire/reset", test_reset);
  g_test_add_func ("/simulator/wire/drip", test_drip);
  g_test_add_func ("/simulator/wire/drip-stopped", test_drip_stopped);
  g_test_add_func ("/simulator/wire/delay-reset", test_delay_reset);
  g_test_add_func ("/simulator/wire/truncate", test_truncate);
  g_test_add_func ("/simulator/wire/truncate-all", test_truncate_all);
  g_test_add_func ("/simulator/wire/garbage", test_garbage);
  g_test_add_func ("/simulator/wire/oversized", test_oversized);
  g_test_add_func ("/simulator/wire/oversized-refused", test_oversized_refused);
  g_test_add_func ("/simulator/wire/nested", test_nested);
  g_test_add_func ("/simulator/wire/loopback-only", test_loopback_only);
  return g_test_run ();
}
