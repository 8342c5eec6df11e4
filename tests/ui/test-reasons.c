/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-fields.h"
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
assert_sentence (const TuntasRefusal *refusal, const TuntasActSpec *spec, const char *expected)
{
  g_autofree char *sentence = tuntas_reasons_dup_sentence (refusal, spec, "en");

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

  assert_sentence (&calls, find (procedure, "close-unreached", "first-round"),
                   "Cannot close yet: only 2 of at least 3 calls, IK 1.2.10. Call the customer again.");
  assert_sentence (&calls, find (procedure, "pend", "first-round"),
                   "Not yet: only 2 of at least 3 calls, IK 1.2.10. Call the customer again.");
  assert_sentence (&field, find (procedure, "received", "receive"), "Cause (RFO) is missing, IK 1.2.1. Fill it in.");
  assert_sentence (&elsewhere, NULL, "A call for ticket IN190000007 has no outcome yet. Choose its outcome first.");
  assert_sentence (&unheard, NULL, "Not possible now (moon-phase). Ask the coordinator.");
}

/* What the instruction says itself goes before the program's words. */
static void
test_own_sentence (void)
{
  TuntasText text = { (char *) "Baru {have} dari {need} panggilan.", (char *) "{have} of {need} calls so far." };
  TuntasGate gate = { .code = (char *) "min-attempts", .clause = (char *) "7", .text = &text };
  g_autoptr (GPtrArray) gates = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  TuntasActSpec spec = { .gates = gates, .followings = none };
  TuntasRefusal refusal = { (char *) "7", (char *) "min-attempts", NULL, 1, 2 };
  g_autofree char *indonesian = NULL;

  g_ptr_array_add (gates, &gate);
  assert_sentence (&refusal, &spec, "1 of 2 calls so far, IK 7. Call the customer again.");
  indonesian = tuntas_reasons_dup_sentence (&refusal, &spec, "id");
  g_assert_cmpstr (indonesian, ==, "Baru 1 dari 2 panggilan, IK 7. Call the customer again.");
}

/* Every gate of the procedure has a sentence of its own, with nothing left to fill in. */
static void
test_gates (void)
{
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
          g_autofree char *sentence = tuntas_reasons_dup_sentence (&refusal, spec, "en");

          g_test_message ("%s: %s", gate->code, sentence);
          g_assert_null (strchr (sentence, '{'));
          g_assert_null (strstr (sentence, gate->code));
          g_assert_nonnull (strstr (sentence, gate->clause));
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 5);
}

/* Every field that the agent is asked for has a label, every choice a word. */
static void
test_fields (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; !spec->by_program && j < spec->fields->len; j++)
        {
          const TuntasField *field = g_ptr_array_index (spec->fields, j);

          if (field->by_program)
            continue;
          g_test_message ("%s %s", spec->id, field->name);
          g_assert_cmpstr (tuntas_field_label (field->name), !=, field->name);
          for (GStrv value = field->values; value != NULL && *value != NULL; value++)
            g_assert_cmpstr (tuntas_field_value (*value), !=, *value);
        }
    }
  g_assert_cmpstr (tuntas_field_label ("moon"), ==, "moon");
  g_assert_nonnull (tuntas_field_reasons ("return", "reason"));
  g_assert_null (tuntas_field_reasons ("received", "rfo"));
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
  { "min-attempts", TUNTAS_REASON_CALL },
  { "max-attempts", TUNTAS_REASON_ONWARD },
  { "not-told", TUNTAS_REASON_TELL },
  { "not-informed", TUNTAS_REASON_INFORM },
  { "no-zone", TUNTAS_REASON_COORDINATOR },
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

/* (transfer full): the codes of the table of refusals in the documentation of the format. */
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
  for (guint i = 2; lines[i] != NULL; i++)
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

  g_assert_cmpuint (documented->len, ==, 15);
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
assert_speaks (guint index)
{
  TuntasRefusal refusal = refuse (index);
  g_autofree char *sentence = tuntas_reasons_dup_sentence (&refusal, NULL, "en");
  TuntasReasonPlace place = tuntas_reasons_get_place (&refusal);
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
  TuntasRefusal unheard = { NULL, (char *) "moon-phase", NULL, -1, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_speaks (i);
  g_assert_cmpint (tuntas_reasons_get_place (&unheard), ==, TUNTAS_REASON_COORDINATOR);
  g_assert_null (tuntas_reasons_get_way (TUNTAS_REASON_NOWHERE));
}

/* The same in Indonesian: no code falls back to English. */
static void
test_indonesian (void)
{
  g_auto (GStrv) english = g_new0 (char *, G_N_ELEMENTS (codes) + 1);
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      TuntasRefusal refusal = refuse (i);

      english[i] = tuntas_reasons_dup_sentence (&refusal, NULL, "en");
    }
  g_assert_nonnull (setlocale (LC_ALL, "id_ID.UTF-8"));
  bindtextdomain ("tuntas", folder);
  bind_textdomain_codeset ("tuntas", "UTF-8");
  textdomain ("tuntas");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      TuntasRefusal refusal = refuse (i);
      g_autofree char *sentence = tuntas_reasons_dup_sentence (&refusal, NULL, "en");

      assert_speaks (i);
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
  g_test_add_func ("/ui/reasons/own-sentence", test_own_sentence);
  g_test_add_func ("/ui/reasons/gates", test_gates);
  g_test_add_func ("/ui/reasons/fields", test_fields);
  g_test_add_func ("/ui/reasons/all-documented", test_all_documented);
  g_test_add_func ("/ui/reasons/codes", test_codes);
  g_test_add_func ("/ui/reasons/indonesian", test_indonesian);
  g_test_add_func ("/ui/reasons/ends", test_ends);
  return g_test_run ();
}
