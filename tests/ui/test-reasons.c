/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-fields.h"

#include <string.h>

static GBytes *
read_procedure (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "procedures", "IN.OCC.TENESA.W-03.json",
                                                 NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static TuntasProcedure *
load (void)
{
  g_autoptr (GBytes) bytes = read_procedure ();
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);

  g_assert_no_error (error);
  return procedure;
}

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
  g_autoptr (TuntasProcedure) procedure = load ();
  TuntasRefusal calls = { (char *) "1.2.10", (char *) "min-attempts", NULL, 2, 3 };
  TuntasRefusal field = { (char *) "1.2.1", (char *) "required", (char *) "rfo", -1, -1 };
  TuntasRefusal elsewhere = { NULL, (char *) "attempt-elsewhere", (char *) "IN190000007", -1, -1 };
  TuntasRefusal unheard = { NULL, (char *) "moon-phase", NULL, -1, -1 };

  assert_sentence (&calls, find (procedure, "close-unreached", "first-round"),
                   "Cannot close yet: only 2 of at least 3 calls, IK 1.2.10.");
  assert_sentence (&calls, find (procedure, "pend", "first-round"),
                   "Not yet: only 2 of at least 3 calls, IK 1.2.10.");
  assert_sentence (&field, find (procedure, "received", "receive"), "Cause (RFO) is missing.");
  assert_sentence (&elsewhere, NULL,
                   "A call for ticket IN190000007 has no outcome yet. Choose its outcome first.");
  assert_sentence (&unheard, NULL, "Not possible now (moon-phase).");
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
  assert_sentence (&refusal, &spec, "1 of 2 calls so far.");
  indonesian = tuntas_reasons_dup_sentence (&refusal, &spec, "id");
  g_assert_cmpstr (indonesian, ==, "Baru 1 dari 2 panggilan.");
}

/* Every gate of the procedure has a sentence of its own, with nothing left to fill in. */
static void
test_gates (void)
{
  g_autoptr (TuntasProcedure) procedure = load ();
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
  g_autoptr (TuntasProcedure) procedure = load ();
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

static void
test_places (void)
{
  static const struct
  {
    const char *code;
    TuntasReasonPlace place;
  } cases[] = {
    { "min-attempts", TUNTAS_REASON_CALL },     { "not-told", TUNTAS_REASON_TELL },
    { "not-informed", TUNTAS_REASON_INFORM },   { "required", TUNTAS_REASON_FIELD },
    { "no-time", TUNTAS_REASON_FIELD },         { "no-phone", TUNTAS_REASON_FIELD },
    { "attempt-elsewhere", TUNTAS_REASON_TICKET }, { "bad-number", TUNTAS_REASON_NUMBERS },
    { "not-for-family", TUNTAS_REASON_FAMILY }, { "unfinished-attempt", TUNTAS_REASON_OUTCOME },
    { "already-sent", TUNTAS_REASON_NOWHERE },  { "moon-phase", TUNTAS_REASON_NOWHERE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TuntasRefusal refusal = { NULL, (char *) cases[i].code, NULL, -1, -1 };
      TuntasReasonPlace place = tuntas_reasons_get_place (&refusal);

      g_assert_cmpint (place, ==, cases[i].place);
      g_assert_true ((tuntas_reasons_get_way (place) == NULL) == (place == TUNTAS_REASON_NOWHERE));
    }
}

static void
test_ends (void)
{
  g_autoptr (TuntasProcedure) procedure = load ();

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
  g_test_add_func ("/ui/reasons/places", test_places);
  g_test_add_func ("/ui/reasons/ends", test_ends);
  return g_test_run ();
}
