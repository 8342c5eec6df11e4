/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-event.h"

static TuntasAct *
act_from (const char *text, GError **error)
{
  g_autoptr (GError) syntax = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, &syntax);

  g_assert_no_error (syntax);
  return tuntas_act_from_json (json_node_get_object (node), "acts[3]", error);
}

static void
test_act (void)
{
  g_autoptr (TuntasAct) act = tuntas_act_new ("call");
  gint64 instant = 7;

  g_assert_true (tuntas_act_is (act, "call"));
  g_assert_false (tuntas_act_is (act, "outcome"));
  g_assert_null (tuntas_act_get (act, "phone"));
  tuntas_act_set (act, "phone", "0800000001");
  tuntas_act_set (act, "phone", "0800000002");
  g_assert_cmpstr (tuntas_act_get (act, "phone"), ==, "0800000002");
  /* White space is empty, the wide kinds too. */
  tuntas_act_set (act, "phone", " \t\n\xC2\xA0\xE3\x80\x80");
  g_assert_null (tuntas_act_get (act, "phone"));
  tuntas_act_set (act, "phone", NULL);
  tuntas_act_set (act, "phone", NULL);
  g_assert_null (tuntas_act_get (act, "phone"));

  tuntas_act_set_instant (act, "dialled_at", 1795399380);
  g_assert_cmpstr (tuntas_act_get (act, "dialled_at"), ==, "2026-11-23T02:03:00Z");
  g_assert_true (tuntas_act_get_instant (act, "dialled_at", &instant));
  g_assert_cmpint (instant, ==, 1795399380);
  g_assert_false (tuntas_act_get_instant (act, "call_back", &instant));
  tuntas_act_set (act, "call_back", "besok");
  g_assert_false (tuntas_act_get_instant (act, "call_back", &instant));
}

static void
test_act_from_json (void)
{
  static const char *const no_fields[] = { "seq", "at", "agent", "act", "no", "list", "object", "half" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAct) act = act_from ("{\"seq\":9,\"at\":\"x\",\"agent\":\"y\",\"act\":\"normal-close\","
                                        "\"told\":true,"
                                        "\"n\":3,\"no\":null,\"list\":[1],\"object\":{},\"half\":1.5,\"text\":\" a \"}",
                                        &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_act_get_id (act), ==, "normal-close");
  g_assert_cmpstr (tuntas_act_get (act, "told"), ==, "true");
  g_assert_cmpstr (tuntas_act_get (act, "n"), ==, "3");
  g_assert_cmpstr (tuntas_act_get (act, "text"), ==, " a ");
  for (guint i = 0; i < G_N_ELEMENTS (no_fields); i++)
    g_assert_null (tuntas_act_get (act, no_fields[i]));
}

static void
test_act_without_name (void)
{
  const char *const texts[] = { "{}", "{\"act\":null}", "{\"act\":7}", "{\"act\":[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (act_from (texts[i], &error));
      g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE);
      g_assert_true (g_str_has_prefix (error->message, "acts[3].act: "));
    }
}

/* The journal's bytes are hashed: the same event gives the same bytes, and they read back as the same event. */
static void
test_bytes (void)
{
  static const char text[] = "{\"seq\":4,\"at\":\"2026-11-23T02:03:00Z\",\"agent\":\"AYU\",\"act\":\"call\","
                             "\"phone\":\"0800000001\",\"a\":\"\",\"note\":\"“dua” \\\"baris\\\"\\n…\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAct) act = tuntas_act_new ("call");
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (TuntasEvent) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  tuntas_act_set (act, "phone", "0800000001");
  tuntas_act_set (act, "a", "");
  tuntas_act_set (act, "note", "“dua” \"baris\"\n…");
  event = tuntas_event_new (4, 1795399380, "AYU", act);
  first = tuntas_event_to_json (event);
  g_assert_cmpstr (first, ==, text);

  again = tuntas_event_from_json (first, &error);
  g_assert_no_error (error);
  second = tuntas_event_to_json (again);
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpint (tuntas_event_get_seq (again), ==, 4);
  g_assert_cmpint (tuntas_event_get_at (again), ==, 1795399380);
  g_assert_cmpstr (tuntas_event_get_agent (again), ==, "AYU");
  g_assert_cmpstr (tuntas_event_get_id (again), ==, "call");
  g_assert_cmpstr (tuntas_event_get (again, "phone"), ==, "0800000001");
}

/* Bytes that are no UTF-8 would be read past their end, and the journal could not be read back. */
static void
test_no_utf8 (void)
{
  static const char *const values[] = { "\xf0", "a\xc3(", "\xff\xfe", "\xe2\x80" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new ("call");
      g_autoptr (TuntasEvent) event = NULL;
      g_autoptr (TuntasEvent) again = NULL;
      g_autofree char *json = NULL;
      g_autoptr (GError) error = NULL;

      tuntas_act_set (act, "phone", "0800000001");
      tuntas_act_set (act, "phone", values[i]);
      tuntas_act_set (act, "why", values[i]);
      g_assert_true (g_utf8_validate (tuntas_act_get (act, "phone"), -1, NULL));
      event = tuntas_event_new (2, 0, values[i], act);
      json = tuntas_event_to_json (event);
      again = tuntas_event_from_json (json, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (tuntas_event_get (again, "why"), ==, tuntas_act_get (act, "phone"));
      g_assert_cmpstr (tuntas_event_get_agent (again), ==, tuntas_event_get_agent (event));
    }
}

/* A field of that name would stand in the journal as another act. */
static void
test_own_members (void)
{
  static const char *const own[] = { "act", "at", "seq", "agent" };
  g_autoptr (TuntasAct) act = tuntas_act_new ("call");

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_field*");
      tuntas_act_set (act, own[i], "return");
      g_test_assert_expected_messages ();
      g_assert_null (tuntas_act_get (act, own[i]));
    }
}

static void
test_no_agent (void)
{
  g_autoptr (TuntasAct) act = tuntas_act_new ("due");
  g_autoptr (TuntasEvent) event = tuntas_event_new (2, 0, NULL, act);

  g_assert_cmpstr (tuntas_event_get_agent (event), ==, "");
}

typedef struct
{
  const char *text;
  int code;
  const char *place;
} Wrong;

static const Wrong wrong[] = {
  { "", TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 1" },
  { "[]", TUNTAS_JSON_ERROR_SHAPE, "event" },
  { "{\"at\":\"2026-11-23T02:03:00Z\",\"agent\":\"\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE, "event.seq: " },
  { "{\"seq\":\"1\",\"at\":\"2026-11-23T02:03:00Z\",\"agent\":\"\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE,
    "event.seq: " },
  { "{\"seq\":0,\"at\":\"2026-11-23T02:03:00Z\",\"agent\":\"\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE,
    "event.seq: counts from 1" },
  { "{\"seq\":1,\"agent\":\"\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE, "event.at: " },
  { "{\"seq\":1,\"at\":\"2026-11-23T02:03:00\",\"agent\":\"\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE,
    "event.at: an instant with an offset is wanted here" },
  { "{\"seq\":1,\"at\":\"2026-11-23T02:03:00Z\",\"act\":\"x\"}", TUNTAS_JSON_ERROR_SHAPE, "event.agent: " },
  { "{\"seq\":1,\"at\":\"2026-11-23T02:03:00Z\",\"agent\":\"\"}", TUNTAS_JSON_ERROR_SHAPE, "event.act: " },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tuntas_event_from_json (wrong[i].text, &error));
      g_assert_error (error, TUNTAS_JSON_ERROR, wrong[i].code);
      if (!g_str_has_prefix (error->message, wrong[i].place))
        g_error ("“%s” does not begin with “%s”", error->message, wrong[i].place);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event/act", test_act);
  g_test_add_func ("/core/event/act-from-json", test_act_from_json);
  g_test_add_func ("/core/event/act-without-name", test_act_without_name);
  g_test_add_func ("/core/event/bytes", test_bytes);
  g_test_add_func ("/core/event/no-utf8", test_no_utf8);
  g_test_add_func ("/core/event/own-members", test_own_members);
  g_test_add_func ("/core/event/no-agent", test_no_agent);
  g_test_add_func ("/core/event/wrong", test_wrong);
  return g_test_run ();
}
