/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-json.h"
#include "tuntas-replay.h"

#include <string.h>

/* The corpus: each file in cases/ is an array of replay scripts whose acts carry one member more, "expect": what is
 * different in the line from the line before. Everything is compared: what "expect" does not name of the state is as
 * in the line before; what it does not name of the act itself (refused, effects, departed, remarks) is empty. */

static const char *const state_members[] = { "step",      "clause",   "round", "counted",
                                             "unreached", "deadline", "end",   NULL };
static const char *const act_members[] = { "refused", "effects", "departed", "remarks", NULL };

typedef struct
{
  TuntasProcedure *procedure; /* (unowned) */
  char *place;                /* for messages */
  JsonNode *script;
} Script;

static void
script_free (gpointer data)
{
  Script *script = data;

  g_free (script->place);
  json_node_unref (script->script);
  g_free (script);
}

static JsonObject *
initial_state (void)
{
  JsonObject *state = json_object_new ();

  json_object_set_string_member (state, "step", "receive");
  json_object_set_string_member (state, "clause", "1.2.1");
  json_object_set_int_member (state, "round", 1);
  json_object_set_int_member (state, "counted", 0);
  json_object_set_int_member (state, "unreached", 0);
  json_object_set_null_member (state, "deadline");
  json_object_set_null_member (state, "end");
  return state;
}

static void
assert_same (const char *place, const char *member, JsonNode *wanted, JsonNode *got)
{
  g_autofree char *wanted_text = json_to_string (wanted, FALSE);
  g_autofree char *got_text = got != NULL ? json_to_string (got, FALSE) : g_strdup ("nothing");

  if (g_strcmp0 (wanted_text, got_text) != 0)
    g_error ("%s: %s is %s, wanted is %s", place, member, got_text, wanted_text);
}

/* Objects are compared member by member, so that the order of members is free. */
static void
assert_same_list (const char *place, const char *member, JsonObject *expect, JsonObject *line)
{
  g_autoptr (JsonNode) none = json_node_init_array (json_node_alloc (), NULL);
  g_autoptr (JsonArray) empty = json_array_new ();
  JsonNode *wanted = json_object_get_member (expect, member);
  JsonNode *got = json_object_get_member (line, member);

  json_node_set_array (none, empty);
  if (wanted == NULL)
    wanted = none;
  if (!json_node_equal (wanted, got))
    assert_same (place, member, wanted, got);
}

static void
check_line (const char *place, JsonObject *act, JsonObject *line, JsonObject *state)
{
  JsonObject *expect = json_object_get_object_member (act, "expect");
  g_autoptr (GList) members = json_object_get_members (expect);
  g_autofree char *at = NULL;
  gint64 instant;

  for (GList *l = members; l != NULL; l = l->next)
    if (g_strv_contains (state_members, l->data))
      json_object_set_member (state, l->data, json_object_dup_member (expect, l->data));
    else if (!g_strv_contains (act_members, l->data))
      g_error ("%s: “%s” cannot be expected", place, (const char *) l->data);

  g_assert_true (tuntas_instant_parse (json_object_get_string_member (act, "at"), &instant));
  at = tuntas_instant_format (instant);
  g_assert_cmpstr (json_object_get_string_member (line, "at"), ==, at);
  g_assert_cmpstr (json_object_get_string_member (line, "act"), ==, json_object_get_string_member (act, "act"));
  for (guint i = 0; act_members[i] != NULL; i++)
    assert_same_list (place, act_members[i], expect, line);
  if (json_object_get_boolean_member (line, "accepted") == json_object_has_member (expect, "refused"))
    g_error ("%s: accepted and refused contradict each other", place);
  for (guint i = 0; state_members[i] != NULL; i++)
    assert_same (place, state_members[i], json_object_get_member (state, state_members[i]),
                 json_object_get_member (line, state_members[i]));
}

/* What the line before offered: an act that was refused for what stands against it was not offered as enabled, and
 * one that is accepted was offered. Asked where no time passed that could have changed it. */
static void
check_offer (const char *place, JsonObject *before, JsonObject *line)
{
  JsonArray *actions;
  gboolean enabled = FALSE;

  if (before == NULL || !json_object_get_null_member (before, "deadline") ||
      !json_object_get_boolean_member (line, "accepted") ||
      g_strcmp0 (json_object_get_string_member (line, "act"), "tick") == 0)
    return;
  actions = json_object_get_array_member (before, "actions");
  for (guint i = 0; i < json_array_get_length (actions); i++)
    {
      JsonObject *action = json_array_get_object_element (actions, i);

      if (g_strcmp0 (json_object_get_string_member (action, "id"), json_object_get_string_member (line, "act")) == 0)
        enabled = enabled || json_object_get_boolean_member (action, "enabled");
    }
  if (!enabled)
    g_error ("%s: was accepted without having been offered", place);
}

static JsonNode *
parse_line (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = tuntas_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_script (gconstpointer data)
{
  const Script *script = data;
  g_autofree char *text = tuntas_json_print (script->script);
  JsonArray *acts = json_object_get_array_member (json_node_get_object (script->script), "acts");
  g_autoptr (JsonObject) state = initial_state ();
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = tuntas_replay (script->procedure, text, -1, script->place, core_support_find_zone, NULL,
                                        &error);
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, json_array_get_length (acts) + 1);
  g_assert_cmpstr (lines[g_strv_length (lines) - 1], ==, "");
  for (guint i = 0; i < json_array_get_length (acts); i++)
    {
      JsonObject *act = json_array_get_object_element (acts, i);
      g_autofree char *place = g_strdup_printf ("%s, acts[%u] (%s)", script->place, i,
                                                json_object_get_string_member (act, "act"));
      g_autoptr (JsonNode) line = parse_line (lines[i]);

      check_line (place, act, json_node_get_object (line), state);
      check_offer (place, before != NULL ? json_node_get_object (before) : NULL, json_node_get_object (line));
      g_clear_pointer (&before, json_node_unref);
      before = g_steal_pointer (&line);
    }
}

static void
add_script (const char *file, guint index, JsonObject *object, gpointer user_data)
{
  Script *script = g_new0 (Script, 1);
  g_autofree char *path = g_strdup_printf ("/core/replay/%.*s/%u", (int) strlen (file) - 5, file, index);

  script->procedure = user_data;
  script->place = g_strdup_printf ("%s[%u] “%s”", file, index, json_object_get_string_member (object, "about"));
  script->script = json_node_init_object (json_node_alloc (), object);
  g_test_add_data_func_full (path, script, test_script, script_free);
}

/* Malformed scripts: nothing is played, and the message says where. */

#define AT "\"at\":\"2026-11-23T09:00:00+07:00\""

typedef struct
{
  const char *name;
  const char *script;
  const char *message;
} Malformed;

static const Malformed malformed[] = {
  { "empty", "", "s.json: line 1, column 1: the document is empty" },
  { "no-json", "{\"ticket\":{},\n\"acts\":[}", "s.json: line 2, column 9: " },
  { "array", "[]", "s.json: script" },
  { "no-ticket", "{\"acts\":[]}", "s.json: script.ticket: " },
  { "ticket-type", "{\"ticket\":[],\"acts\":[]}", "s.json: script.ticket: " },
  { "no-acts", "{\"ticket\":{}}", "s.json: script.acts: " },
  { "acts-type", "{\"ticket\":{},\"acts\":{}}", "s.json: script.acts: " },
  { "family", "{\"ticket\":{\"family\":\"kabel\"},\"acts\":[]}", "s.json: ticket.family: “kabel” is unknown" },
  { "family-type", "{\"ticket\":{\"family\":1},\"acts\":[]}", "s.json: ticket.family: " },
  { "rfo-type", "{\"ticket\":{\"rfo\":1},\"acts\":[]}", "s.json: ticket.rfo: " },
  { "phones-type", "{\"ticket\":{\"phones\":\"0800\"},\"acts\":[]}", "s.json: ticket.phones: " },
  { "phone-type", "{\"ticket\":{\"phones\":[\"0800\",800]},\"acts\":[]}",
    "s.json: ticket.phones[1]: text is wanted here" },
  { "act-type", "{\"ticket\":{},\"acts\":[{" AT ",\"act\":\"tick\"},7]}", "s.json: acts[1]" },
  { "no-at", "{\"ticket\":{},\"acts\":[{\"act\":\"tick\"}]}", "s.json: acts[0].at: " },
  { "at-no-instant", "{\"ticket\":{},\"acts\":[{\"at\":\"besok\",\"act\":\"tick\"}]}",
    "s.json: acts[0].at: “besok” is no instant with an offset" },
  { "at-no-offset", "{\"ticket\":{},\"acts\":[{\"at\":\"2026-11-23T09:00:00\",\"act\":\"tick\"}]}",
    "s.json: acts[0].at: “2026-11-23T09:00:00” is no instant with an offset" },
  { "no-act", "{\"ticket\":{},\"acts\":[{" AT "}]}", "s.json: acts[0].act: " },
  { "act-name-type", "{\"ticket\":{},\"acts\":[{" AT ",\"act\":7}]}", "s.json: acts[0].act: " },
  { "call-back", "{\"ticket\":{},\"acts\":[{" AT ",\"act\":\"refused\",\"call_back\":\"nanti\"}]}",
    "s.json: acts[0].call_back: “nanti” is no instant with an offset" },
  { "dialled-at", "{\"ticket\":{},\"acts\":[{" AT ",\"act\":\"log-call\",\"dialled_at\":\"09:00\"}]}",
    "s.json: acts[0].dialled_at: “09:00” is no instant with an offset" },
  { "twice", "{\"ticket\":{},\"acts\":[],\"acts\":[]}", "s.json: line 1, column " },
};

static gboolean played;

static GTimeZone *
note_zone_cb (const char *id, gpointer user_data)
{
  played = TRUE;
  return core_support_find_zone (id, user_data);
}

static void
test_malformed (gconstpointer data)
{
  const Malformed *row = data;
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  played = FALSE;
  out = tuntas_replay (procedure, row->script, -1, "s.json", note_zone_cb, NULL, &error);
  g_assert_null (out);
  g_assert_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT);
  if (!g_str_has_prefix (error->message, row->message))
    g_error ("“%s” does not begin with “%s”", error->message, row->message);
  g_assert_false (played);
}

static void
test_no_acts (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (GError) error = NULL;
  g_autofree char *out = tuntas_replay (procedure, "{\"ticket\":{},\"acts\":[]}", -1, "s.json", core_support_find_zone,
                                        NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (out, ==, "");
}

int
main (int argc, char **argv)
{
  g_autoptr (TuntasProcedure) procedure = NULL;

  g_test_init (&argc, &argv, NULL);
  procedure = core_support_load_w03 ();
  core_support_for_each_script (add_script, procedure);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/replay/malformed/%s", malformed[i].name);

      g_test_add_data_func (path, &malformed[i], test_malformed);
    }
  g_test_add_func ("/core/replay/no-acts", test_no_acts);
  return g_test_run ();
}
