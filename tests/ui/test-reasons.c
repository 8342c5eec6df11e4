/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-names.h"
#include "ui-support.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static const TuntasActSpec *
find (TuntasProcedure *procedure, const char *id, const char *step)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (procedure, id, tuntas_procedure_find_step (procedure, step),
                                                         NULL);

  g_assert_nonnull (spec);
  return spec;
}

static void
assert_sentence (TuntasProcedure *procedure, const TuntasRefusal *refusal, const TuntasActSpec *spec,
                 const char *expected)
{
  g_autofree char *sentence = tuntas_reasons_dup_sentence (procedure, refusal, spec, "en");

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  TuntasRefusal calls = { (char *) "1.2.10", (char *) "min-attempts", NULL, 2, 3 };
  TuntasRefusal field = { (char *) "1.2.1", (char *) "required", (char *) "rfo", -1, -1 };
  TuntasRefusal elsewhere = { NULL, (char *) "attempt-elsewhere", (char *) "IN190000007", -1, -1 };
  TuntasRefusal unheard = { NULL, (char *) "moon-phase", NULL, -1, -1 };

  assert_sentence (procedure, &calls, find (procedure, "close-unreached", "first-round"),
                   "Cannot close yet: only 2 of at least 3 calls, IK 1.2.10. Call the customer again.");
  assert_sentence (procedure, &calls, find (procedure, "pend", "first-round"),
                   "Not yet: only 2 of at least 3 calls, IK 1.2.10. Call the customer again.");
  assert_sentence (procedure, &field, find (procedure, "received", "receive"),
                   "Cause (RFO) is missing, IK 1.2.1. Fill it in.");
  assert_sentence (procedure, &elsewhere, NULL,
                   "A call for ticket IN190000007 has no outcome yet. Choose its outcome first.");
  assert_sentence (procedure, &unheard, NULL, "Not possible now (moon-phase). Ask the coordinator.");
}

/* What another instruction says itself, in both languages; and a gate that says nothing, by what it asks for. */
static void
test_second_instruction (void)
{
  g_autoptr (TuntasProcedure) visit = ui_support_load ("fixtures/technician-visit.json");
  const TuntasActSpec *visited = find (visit, "visited", "report");
  TuntasGate *gate = (TuntasGate *) tuntas_act_spec_find_gate (visited, "not-signed");
  TuntasRefusal refusal = { (char *) "C", (char *) "not-signed", NULL, -1, -1 };
  TuntasRefusal tries = { (char *) "A", (char *) "too-few-tries", NULL, 1, 2 };
  TuntasText *own_text = gate->text, *own_advice = gate->advice;
  g_autofree char *indonesian = NULL;

  assert_sentence (visit, &tries, find (visit, "give-up", "appoint"),
                   "Tried 1 of 2 times so far, IK A. Call the customer again.");
  assert_sentence (visit, &refusal, visited, "Nobody has signed yet, IK C. Have it signed by whoever lives there.");
  indonesian = tuntas_reasons_dup_sentence (visit, &refusal, visited, "id");
  g_assert_cmpstr (indonesian, ==, "Belum ada tanda tangan, IK C. Minta tanda tangan penghuni.");
  gate->text = gate->advice = NULL;
  assert_sentence (visit, &refusal, visited, "Not possible yet: it is not signed, IK C. Ask the coordinator.");
  gate->text = own_text;
  gate->advice = own_advice;
}

/* Every kind of gate has a sentence, and leads somewhere, also in a file that has no words of its own. */
static void
test_gates_without_words (void)
{
  static const struct
  {
    TuntasGateKind kind;
    const char *fact;
    const char *sentence;
    TuntasReasonPlace place;
  } rows[] = {
    { TUNTAS_GATE_AT_LEAST, "counted", "Not yet: only 2 of at least 3 calls, IK 7. Call the customer again.",
      TUNTAS_REASON_CALL },
    { TUNTAS_GATE_BELOW, "counted", "No more calls: 2 of at most 3 were made, IK 7. Go on with this step.",
      TUNTAS_REASON_ONWARD },
    { TUNTAS_GATE_HOLDS, "told", "Not possible yet: told: No, IK 7. Do what this step asks for.", TUNTAS_REASON_TELL },
    { TUNTAS_GATE_HOLDS, "informed",
      "Not possible yet: RFO and repair were not sent by e-mail yet, IK 7. Do what this step asks for.",
      TUNTAS_REASON_INFORM },
    { TUNTAS_GATE_HOLDS, "zone", "Not possible yet: the customer's time zone is not known, IK 7. Ask the coordinator.",
      TUNTAS_REASON_COORDINATOR },
  };
  g_autoptr (TuntasProcedure) procedure = ui_support_load ("fixtures/w-03-without-words.json");
  g_autoptr (GPtrArray) gates = g_ptr_array_new ();
  TuntasActSpec spec = { .gates = gates };
  TuntasGate gate = { .code = (char *) "own", .clause = (char *) "7" };
  TuntasRefusal refusal = { (char *) "7", (char *) "own", NULL, 2, 3 };

  g_ptr_array_add (gates, &gate);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gate.kind = rows[i].kind;
      gate.fact = (char *) rows[i].fact;
      assert_sentence (procedure, &refusal, &spec, rows[i].sentence);
      g_assert_cmpint (tuntas_reasons_get_place (&refusal, &spec), ==, rows[i].place);
    }
}

/* Every gate of W-03 brings its sentence, what to do, and leads to where that is done. */
static void
test_gates (void)
{
  static const struct { const char *code; TuntasReasonPlace place; } places[] = {
    { "min-attempts", TUNTAS_REASON_CALL }, { "max-attempts", TUNTAS_REASON_ONWARD },
    { "not-told", TUNTAS_REASON_TELL },     { "not-informed", TUNTAS_REASON_INFORM },
    { "no-zone", TUNTAS_REASON_COORDINATOR },
  };
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  guint seen = 0;

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);
          TuntasRefusal refusal = { gate->clause, gate->code, NULL, 1, gate->bound };
          g_autofree char *sentence = tuntas_reasons_dup_sentence (procedure, &refusal, spec, "en");

          g_test_message ("%s: %s", gate->code, sentence);
          g_assert_nonnull (gate->text);
          g_assert_nonnull (gate->advice);
          g_assert_null (strchr (sentence, '{'));
          g_assert_null (strstr (sentence, gate->code));
          g_assert_nonnull (strstr (sentence, gate->clause));
          for (guint k = 0; k < G_N_ELEMENTS (places); k++)
            if (strcmp (places[k].code, gate->code) == 0)
              {
                g_assert_cmpint (tuntas_reasons_get_place (&refusal, spec), ==, places[k].place);
                seen++;
              }
        }
    }
  g_assert_cmpuint (seen, ==, 9);
}

static void
assert_named (TuntasProcedure *procedure, const TuntasField *field)
{
  const char *label = tuntas_names_field (procedure, field->name, "id");

  g_assert_cmpstr (label, !=, field->name);
  for (GStrv value = field->values; value != NULL && *value != NULL; value++)
    g_assert_cmpstr (tuntas_names_value (procedure, field->name, *value, "id"), !=, *value);
}

/* Every field that the agent is asked for has a label, every choice a word, every family a name. */
static void
test_names (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; !spec->by_program && j < spec->fields->len; j++)
        if (!((TuntasField *) g_ptr_array_index (spec->fields, j))->by_program)
          assert_named (procedure, g_ptr_array_index (spec->fields, j));
    }
  g_assert_cmpstr (tuntas_names_field (procedure, "moon", "en"), ==, "moon");
  g_assert_cmpstr (tuntas_names_field (procedure, "reason", "id"), ==, "Alasan");
  g_assert_cmpstr (tuntas_names_value (procedure, "channel", "account-manager", "en"), ==, "Account manager");
  g_assert_cmpstr (tuntas_names_value (procedure, "told", "true", "en"), ==, "Yes");
  g_assert_cmpstr (tuntas_names_family (procedure, "indihome", "en"), ==, "IndiHome");
  g_assert_cmpstr (tuntas_names_family (procedure, "satellite", "en"), ==, "satellite");
  g_assert_cmpstr (tuntas_names_family (procedure, NULL, "en"), ==, "Family?");
  g_assert_cmpstr (tuntas_names_fact (procedure, "monitoring", "true", "en"), ==, "the customer asks for monitoring");
  g_assert_null (tuntas_names_fact (procedure, "outcome", "busy", "en"));
}

/* What is offered belongs to the act, else to the field. */
static void
test_offers (void)
{
  static const struct { const char *act, *step, *field, *first; } rows[] = {
    { "return", "receive", "reason", "RFO or repair is missing" },
    { "inform-without-email", "follow-up", "reason", "Customer has no e-mail address" },
    { "refused", "confirm", "reason", "Wants to watch the service first" },
    { "change-family", "receive", "reason", "By the service in Nossa" },
    { "resolved", "recheck", "app", "iBooster" },
    { "log-call", "follow-up", "why", "Called from another telephone" },
    { "add-phone", "wait", "source", "From the customer" },
    { "customer-contacted", "wait", "who", "PIC" },
    { "received", "receive", "rfo", NULL },
    { "instructed", "held", "reason", NULL },
  };
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TuntasField *field = tuntas_act_spec_find_field (find (procedure, rows[i].act, rows[i].step), rows[i].field);
      GPtrArray *offers = tuntas_procedure_get_offers (procedure, field);

      g_test_message ("%s %s", rows[i].act, rows[i].field);
      g_assert_cmpint (offers == NULL, ==, rows[i].first == NULL);
      if (offers != NULL)
        g_assert_cmpstr (tuntas_text_in (g_ptr_array_index (offers, 0), "en"), ==, rows[i].first);
    }
}

/* Every reason for which something can be impossible, and where it leads. */
static const struct
{
  const char *code;
  TuntasReasonPlace place;
} codes[] = {
  { "unfinished-attempt", TUNTAS_REASON_OUTCOME },
  { "not-here", TUNTAS_REASON_STEP },
  { "not-for-family", TUNTAS_REASON_FAMILY },
  { "required", TUNTAS_REASON_FIELD },
  { "not-future", TUNTAS_REASON_FIELD },
  { "not-past", TUNTAS_REASON_FIELD },
  { "bad-number", TUNTAS_REASON_NUMBERS },
  { "no-attempt", TUNTAS_REASON_CALL },
  { "nothing-to-undo", TUNTAS_REASON_STEP },
  { "already-sent", TUNTAS_REASON_COORDINATOR },
  /* Of the desk and the pages. */
  { "attempt-elsewhere", TUNTAS_REASON_TICKET },
  { "placeholder", TUNTAS_REASON_WORDS },
  { "no-number", TUNTAS_REASON_NUMBERS },
  { "no-time", TUNTAS_REASON_FIELD },
  { "no-phone", TUNTAS_REASON_FIELD },
  /* Of moving to another revision. */
  { "same-procedure", TUNTAS_REASON_STEP },
  { "ended", TUNTAS_REASON_STEP },
  { "no-such-step", TUNTAS_REASON_STEP },
  { "no-such-family", TUNTAS_REASON_STEP },
};

static TuntasRefusal
refuse (guint index)
{
  return (TuntasRefusal) { (char *) "1.2.3", (char *) codes[index].code, (char *) "reason", 2, 3 };
}

/* (transfer full): the codes of the table of refusals in the documentation of the format, but for those of W-03's gates,
 * which stand in its last row. */
static GPtrArray *
list_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "procedures", "README.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("`([a-z-]+)`", 0, 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  char *table, *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  table = strstr (text, "| code | the act is refused because |");
  g_assert_nonnull (table);
  end = strstr (table, "\n\n");
  lines = g_strsplit (end != NULL ? (*end = '\0', table) : table, "\n", -1);
  for (guint i = 2; lines[i] != NULL && strstr (lines[i], "`min-attempts`") == NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match (regex, cells[1], 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        g_ptr_array_add (found, g_match_info_fetch (match, 1));
    }
  return found;
}

static void
test_all_documented (void)
{
  g_autoptr (GPtrArray) documented = list_documented ();

  g_assert_cmpuint (documented->len, ==, 10);
  for (guint i = 0; i < documented->len; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (codes); j++)
        known |= g_str_equal (codes[j].code, g_ptr_array_index (documented, i));
      if (!known)
        g_error ("no test knows the refusal “%s”", (char *) g_ptr_array_index (documented, i));
    }
}

/* Each has a reason of its own, the clause, what to do, and a button that says where it leads. */
static void
assert_speaks (TuntasProcedure *procedure, guint index)
{
  TuntasRefusal refusal = refuse (index);
  g_autofree char *sentence = tuntas_reasons_dup_sentence (procedure, &refusal, NULL, "en");
  TuntasReasonPlace place = tuntas_reasons_get_place (&refusal, NULL);
  const char *clause = strstr (sentence, ", IK 1.2.3. ");

  g_test_message ("%s: %s [%s]", refusal.code, sentence, tuntas_reasons_get_way (place));
  g_assert_nonnull (clause);
  g_assert_cmpuint (strlen (clause), >, strlen (", IK 1.2.3. ") + 5);
  g_assert_null (strchr (sentence, '{'));
  g_assert_null (strstr (sentence, refusal.code));
  g_assert_cmpint (place, ==, codes[index].place);
  g_assert_nonnull (tuntas_reasons_get_way (place));
}

static void
test_codes (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  TuntasRefusal unheard = { NULL, (char *) "moon-phase", NULL, -1, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_speaks (procedure, i);
  g_assert_cmpint (tuntas_reasons_get_place (&unheard, NULL), ==, TUNTAS_REASON_COORDINATOR);
  g_assert_null (tuntas_reasons_get_way (TUNTAS_REASON_NOWHERE));
}

/* The same in Indonesian: no code falls back to English. */
static void
test_indonesian (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  g_auto (GStrv) english = g_new0 (char *, G_N_ELEMENTS (codes) + 1);
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      TuntasRefusal refusal = refuse (i);

      english[i] = tuntas_reasons_dup_sentence (procedure, &refusal, NULL, "en");
    }
  g_assert_nonnull (setlocale (LC_ALL, "id_ID.UTF-8"));
  bindtextdomain ("tuntas", folder);
  bind_textdomain_codeset ("tuntas", "UTF-8");
  textdomain ("tuntas");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      TuntasRefusal refusal = refuse (i);
      g_autofree char *sentence = tuntas_reasons_dup_sentence (procedure, &refusal, NULL, "en");

      assert_speaks (procedure, i);
      g_assert_cmpstr (sentence, !=, english[i]);
    }
  setlocale (LC_ALL, "C");
}

static void
test_ends (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();

  g_assert_true (tuntas_act_spec_ends (find (procedure, "normal-close", "confirm")));
  g_assert_true (tuntas_act_spec_ends (find (procedure, "instructed", "held")));
  g_assert_false (tuntas_act_spec_ends (find (procedure, "dropped", "confirm")));
  g_assert_false (tuntas_act_spec_ends (find (procedure, "pend", "first-round")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/reasons/sentences", test_sentences);
  g_test_add_func ("/ui/reasons/second-instruction", test_second_instruction);
  g_test_add_func ("/ui/reasons/gates-without-words", test_gates_without_words);
  g_test_add_func ("/ui/reasons/gates", test_gates);
  g_test_add_func ("/ui/reasons/names", test_names);
  g_test_add_func ("/ui/reasons/offers", test_offers);
  g_test_add_func ("/ui/reasons/all-documented", test_all_documented);
  g_test_add_func ("/ui/reasons/codes", test_codes);
  g_test_add_func ("/ui/reasons/indonesian", test_indonesian);
  g_test_add_func ("/ui/reasons/ends", test_ends);
  return g_test_run ();
}
