/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-json.h"
#include "tuntas-procedure-facts.h"
#include "tuntas-case-private.h"
#include "tuntas-words.h"

#include <string.h>

static TuntasProcedure *
load (const char *text, GError **error)
{
  return core_support_read_procedure (text, "uji.json", error);
}

/* W-03 as it is shipped */

static void
test_w03 (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  const TuntasRules *rules = tuntas_procedure_get_rules (procedure);
  g_autofree char *families = g_strjoinv (" ", tuntas_procedure_get_families (procedure));

  g_assert_cmpstr (tuntas_procedure_get_document (procedure), ==, "IN.OCC.TENESA.W-03");
  g_assert_cmpstr (tuntas_procedure_get_revision (procedure), ==, "");
  g_assert_cmpstr (tuntas_procedure_get_effective (procedure), ==, "2021-08-01");
  g_assert_cmpstr (tuntas_procedure_get_sha256 (procedure), ==, sha256);
  g_assert_cmpstr (tuntas_procedure_get_start (procedure)->id, ==, "receive");
  g_assert_cmpstr (families, ==, "datin indihome pots");
  g_assert_cmpint (rules->call_gap, ==, 300);
  g_assert_cmpint (rules->short_ring, ==, 15);
  g_assert_cmpint (rules->send_hold, ==, 10);
  g_assert_cmpint (rules->pend_day, ==, 3600);
  g_assert_cmpint (rules->day_from, ==, 6 * 3600);
  g_assert_cmpint (rules->night_from, ==, 18 * 3600);
  g_assert_cmpint (rules->resume_at, ==, 8 * 3600);
  g_assert_cmpint (rules->home_from, ==, 7 * 3600);
  g_assert_cmpint (rules->home_to, ==, 21 * 3600);
}

/* The words of the instruction, letter by letter, where they could be "corrected" by mistake. */
static void
test_clauses (void)
{
  static const char *const ids[] = { "1.1",   "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5",  "1.1.6",
                                     "1.2",   "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5",  "1.2.6",
                                     "1.2.7", "1.2.8", "1.2.9", "1.2.10", "1.3" };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  GPtrArray *clauses = tuntas_procedure_get_clauses (procedure);

  g_assert_cmpuint (clauses->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < clauses->len; i++)
    g_assert_cmpstr (((TuntasClause *) g_ptr_array_index (clauses, i))->id, ==, ids[i]);
  g_assert_cmpstr (tuntas_text_in (tuntas_procedure_find_clause (procedure, "1.2.3")->text, "id_ID"), ==,
                   "Agent menghubungi pelanggan (setidaknya 3 kali) dan memberikan informasi penyebab gangguan (RFO) "
                   "dan info perbaikan.");
  g_assert_null (tuntas_procedure_find_clause (procedure, "1.2.11"));
}

static void
test_outcomes (void)
{
  static const struct
  {
    const char *id, *key;
    gboolean counts, connected, bad_number, short_ring;
  } rows[] = {
    { "connected", "1", TRUE, TRUE, FALSE, FALSE },    { "no-answer", "2", TRUE, FALSE, FALSE, TRUE },
    { "busy", "3", TRUE, FALSE, FALSE, FALSE },        { "inactive", "4", TRUE, FALSE, FALSE, FALSE },
    { "rejected", "5", TRUE, FALSE, FALSE, FALSE },    { "mailbox", "6", TRUE, FALSE, FALSE, FALSE },
    { "not-available", "7", TRUE, FALSE, FALSE, FALSE }, { "wrong-number", "8", FALSE, FALSE, TRUE, FALSE },
    { "technical", "9", FALSE, FALSE, FALSE, FALSE },  { "call-back", "0", TRUE, TRUE, FALSE, FALSE },
  };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();

  g_assert_cmpuint (tuntas_procedure_get_outcomes (procedure)->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TuntasOutcomeSpec *outcome = tuntas_procedure_find_outcome (procedure, rows[i].id);

      g_assert_nonnull (outcome);
      g_assert_cmpstr (outcome->key, ==, rows[i].key);
      g_assert_cmpint (outcome->counts, ==, rows[i].counts);
      g_assert_cmpint (outcome->connected, ==, rows[i].connected);
      g_assert_cmpint (outcome->bad_number, ==, rows[i].bad_number);
      g_assert_cmpint (outcome->short_ring, ==, rows[i].short_ring);
    }
}

static void
test_languages (void)
{
  TuntasText text = { (char *) "Selesai.", (char *) "Done." };

  g_assert_cmpstr (tuntas_text_in (&text, "id"), ==, "Selesai.");
  g_assert_cmpstr (tuntas_text_in (&text, "id_ID.UTF-8"), ==, "Selesai.");
  g_assert_cmpstr (tuntas_text_in (&text, "en_GB"), ==, "Done.");
  g_assert_cmpstr (tuntas_text_in (&text, "nl"), ==, "Done.");
  g_assert_cmpstr (tuntas_text_in (&text, NULL), ==, "Done.");
}

static void
test_find_act (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  const TuntasStep *first = tuntas_procedure_find_step (procedure, "first-round");
  const TuntasStep *end = tuntas_procedure_find_step (procedure, "end");

  g_assert_true (tuntas_act_spec_is_for (tuntas_procedure_find_act (procedure, "pend", first, "datin"), "datin"));
  g_assert_false (tuntas_act_spec_is_for (tuntas_procedure_find_act (procedure, "pend", first, "pots"), "pots"));
  g_assert_false (tuntas_act_spec_is_for (tuntas_procedure_find_act (procedure, "pend", first, NULL), NULL));
  g_assert_null (tuntas_procedure_find_act (procedure, "pend", end, "datin"));
  g_assert_nonnull (tuntas_procedure_find_act (procedure, "undo", end, NULL));
  g_assert_null (tuntas_procedure_find_act (procedure, "no-such-act", first, "datin"));
  g_assert_null (tuntas_procedure_find_step (procedure, "no-such-step"));
  g_assert_null (tuntas_procedure_find_text (procedure, "no-such-text"));
}

/* The page for those who write such files names everything that W-03 has. */

static void
assert_named (const char *page, const char *word, const char *what)
{
  g_autofree char *quoted = g_strdup_printf ("`%s`", word);

  if (strstr (page, quoted) == NULL)
    g_error ("data/procedures/README.md does not name the %s %s", what, quoted);
}

static void
assert_members_named (const char *page, JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      assert_members_named (page, json_array_get_element (json_node_get_array (node), i));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      static const char *const words[] = { "kind", "code", "is", "end", NULL };

      if (strstr (page, name) == NULL)
        g_error ("data/procedures/README.md does not name the member %s", name);
      if (g_strv_contains (words, name) && JSON_NODE_HOLDS_VALUE (member))
        assert_named (page, json_node_get_string (member), name);
      assert_members_named (page, member);
    }
}

static void
assert_placeholders_named (const char *page, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{\\w+\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *placeholder = g_match_info_fetch (match, 0);

      assert_named (page, placeholder, "placeholder");
    }
}

static void
test_documented (void)
{
  g_autofree char *page = core_support_read ("../data/procedures/README.md");
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);
  g_autoptr (JsonNode) root = tuntas_json_parse (text, -1, NULL);

  for (guint i = 0; i < steps->len; i++)
    assert_named (page, ((TuntasStep *) g_ptr_array_index (steps, i))->id, "step");
  for (guint i = 0; i < acts->len; i++)
    assert_named (page, ((TuntasActSpec *) g_ptr_array_index (acts, i))->id, "act");
  for (guint i = 0; i < outcomes->len; i++)
    assert_named (page, ((TuntasOutcomeSpec *) g_ptr_array_index (outcomes, i))->id, "outcome");
  assert_members_named (page, json_object_get_member (json_node_get_object (root), "steps"));
  assert_members_named (page, json_object_get_member (json_node_get_object (root), "acts"));
  assert_members_named (page, json_object_get_member (json_node_get_object (root), "parameters"));
  assert_placeholders_named (page, text);
}

/* What conditions may ask for is what a case can answer, and what the page names; the same for placeholders. */
static void
test_facts (void)
{
  g_autofree char *page = core_support_read ("../data/procedures/README.md");
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (procedure, "IN1", "datin", "", "0800000001", "");
  g_autoptr (TuntasEvent) event = tuntas_event_new (1, 0, "", opening);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (TuntasCase) state = NULL;
  const char *const *facts = tuntas_facts_list ();

  g_ptr_array_add (events, event);
  state = tuntas_case_fold (procedures, NULL, events, NULL);
  for (guint i = 0; facts[i] != NULL; i++)
    {
      g_autoptr (TuntasDomain) domain = tuntas_domain_new (procedure, NULL, facts[i]);
      const char *value = tuntas_case_fact (state, NULL, facts[i]);

      g_assert_nonnull (value);
      g_assert_false (domain->open);
      g_assert_true (tuntas_domain_has (domain, value));
      assert_named (page, facts[i], "fact");
    }
}

static void
test_placeholders (void)
{
  g_autofree char *page = core_support_read ("../data/procedures/README.md");
  g_auto (GStrv) places = tuntas_words_list_places ();

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_autofree char *placeholder = g_strdup_printf ("{%s}", places[i]);

      assert_named (page, placeholder, "placeholder");
      g_assert_cmpint (tuntas_words_get_kinds (places[i]), !=, TUNTAS_PLACE_UNKNOWN);
    }
  g_assert_cmpint (tuntas_words_get_kinds ("no_such_place"), ==, TUNTAS_PLACE_UNKNOWN);
}

static void
test_speed (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  gint64 fastest = G_MAXINT64;

  /* Whatever else the computer does only makes it slower. */
  for (guint i = 0; i < 20; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (TuntasProcedure) procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", NULL);

      fastest = MIN (fastest, g_get_monotonic_time () - begun);
      g_assert_nonnull (procedure);
    }
  g_test_message ("figure load_and_prove_w03 %.2f ms", fastest / 1000.0);
}

/* A bound is a parameter: no C knows how often. */
static void
test_other_bound (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) procedure = NULL;
  const TuntasActSpec *pend;

  g_string_replace (changed, "\"first_round_min\": 3", "\"first_round_min\": 5", 1);
  procedure = load (changed->str, &error);
  g_assert_no_error (error);
  pend = tuntas_procedure_find_act (procedure, "pend", tuntas_procedure_find_step (procedure, "first-round"), "datin");
  g_assert_cmpint (((TuntasGate *) g_ptr_array_index (pend->gates, 0))->bound, ==, 5);
  g_assert_cmpstr (((TuntasGate *) g_ptr_array_index (pend->gates, 0))->parameter, ==, "first_round_min");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/procedure/w03", test_w03);
  g_test_add_func ("/core/procedure/clauses", test_clauses);
  g_test_add_func ("/core/procedure/outcomes", test_outcomes);
  g_test_add_func ("/core/procedure/languages", test_languages);
  g_test_add_func ("/core/procedure/find-act", test_find_act);
  g_test_add_func ("/core/procedure/other-bound", test_other_bound);
  g_test_add_func ("/core/procedure/documented", test_documented);
  g_test_add_func ("/core/procedure/facts", test_facts);
  g_test_add_func ("/core/procedure/placeholders", test_placeholders);
  g_test_add_func ("/core/procedure/speed", test_speed);
  return g_test_run ();
}
