/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-replay.h"
#include "tuntas-words.h"

#include <string.h>

/* Another instruction than W-03, with other steps, acts, families, outcomes, ends and texts: all that core does for the
 * one it does for the other. */

#define FILE_OF(name) "fixtures/technician-visit" name

static GPtrArray *
prove (const char *text, TuntasProcedure **procedure)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *findings;

  *procedure = tuntas_procedure_prove (bytes, NULL, &findings);
  return findings;
}

static TuntasProcedure *
load (void)
{
  g_autofree char *text = core_support_read (FILE_OF (".json"));
  TuntasProcedure *procedure;
  g_autoptr (GPtrArray) findings = prove (text, &procedure);

  g_assert_cmpuint (findings->len, ==, 0);
  return procedure;
}

static void
test_replay (void)
{
  g_autoptr (TuntasProcedure) procedure = load ();
  g_autofree char *script = core_support_read (FILE_OF ("-script.json"));
  g_autofree char *expected = core_support_read (FILE_OF ("-lines.jsonl"));
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = tuntas_replay (procedure, script, -1, "script", core_support_find_zone, NULL, &error);
  g_auto (GStrv) got = NULL;
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);

  g_assert_no_error (error);
  got = g_strsplit (lines, "\n", -1);
  g_assert_cmpuint (g_strv_length (got), ==, g_strv_length (wanted));
  for (guint i = 0; wanted[i] != NULL; i++)
    g_assert_cmpstr (got[i], ==, wanted[i]);
}

static TuntasCase *
act (TuntasCase *state, const char *id, const char *const *fields, gint64 at)
{
  g_autoptr (TuntasAct) wanted = tuntas_act_new (id);
  g_autoptr (TuntasApplied) applied = NULL;

  for (guint i = 0; fields[i] != NULL; i += 2)
    tuntas_act_set (wanted, fields[i], fields[i + 1]);
  applied = tuntas_case_apply (state, wanted, at, "", FALSE);
  g_assert_true (applied->accepted);
  tuntas_case_unref (state);
  return tuntas_case_ref (applied->next);
}
#define ACT(state, at, id, ...) act (state, id, (const char *const[]) { __VA_ARGS__, NULL }, at)

static void
assert_words (TuntasCase *state, gint64 now, const char *name, const char *expected)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000777");
  TuntasWordsContext context = { .state = state, .ticket = ticket, .now = now, .language = "en", .agent = "AYU" };
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  const TuntasText *text = tuntas_procedure_find_text (tuntas_case_get_procedure (state), name);
  g_autofree char *words = tuntas_words_fill (text->en, &context, missing);

  g_assert_cmpstr (words, ==, expected);
  g_assert_cmpuint (missing->len, ==, 0);
}

static void
test_words (void)
{
  const gint64 nine = 1795482000; /* 2026-11-24T09:00:00+08:00 */
  g_autoptr (TuntasProcedure) procedure = load ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Makassar");
  g_autoptr (TuntasAct) opening = tuntas_case_opening (procedure, "IN190000777", "kantor", "Asia/Makassar",
                                                       "0800000001", "");
  g_autoptr (TuntasEvent) event = tuntas_event_new (1, nine, "", opening);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  TuntasCase *state;

  g_ptr_array_add (events, event);
  state = tuntas_case_fold (procedures, zone, events, NULL);
  state = ACT (state, nine, "ring", "phone", "0800000001");
  state = ACT (state, nine + 30, "answered", "outcome", "nobody");
  assert_words (state, nine + 40, "note-nobody", "Called 1x: 09.00 nobody.");
  state = ACT (state, nine + 100, "ring", "phone", "0800000001");
  state = ACT (state, nine + 130, "answered", "outcome", "agreed", "call_back", "2026-11-24T13:00:00+08:00");
  assert_words (state, nine + 130, "note-visit", "Visit 13.00 WITA for IN190000777.");
  state = ACT (state, nine + 4 * 3600, "visited", "result", "cable replaced", "signed", "true", "state", "repaired");
  assert_words (state, nine + 4 * 3600, "note-repaired", "13.00 WITA: cable replaced. UJI.K-01");
  g_assert_cmpstr (tuntas_case_get_end (state), ==, "repaired");
  tuntas_case_unref (state);
}

/* What a window offers goes by what acts do, not by what they are called. */
static void
test_does (void)
{
  g_autoptr (TuntasProcedure) visit = load ();
  g_autoptr (TuntasProcedure) w03 = core_support_load_w03 ();

  g_assert_true (tuntas_procedure_does (visit, NULL, TUNTAS_OP_DIAL));
  g_assert_true (tuntas_procedure_does (visit, "ring", TUNTAS_OP_DIAL));
  g_assert_false (tuntas_procedure_does (visit, "answered", TUNTAS_OP_DIAL));
  g_assert_false (tuntas_procedure_does (visit, NULL, TUNTAS_OP_REACH));
  g_assert_true (tuntas_procedure_does (w03, NULL, TUNTAS_OP_REACH));
}

/* Each step can be left, and yet no agent can bring a ticket to an end. */
static void
test_circle (void)
{
  static const char *const steps[] = { "appoint", "travel", "report" };
  g_autofree char *pristine = core_support_read (FILE_OF (".json"));
  g_autoptr (GString) text = g_string_new (pristine);
  TuntasProcedure *procedure;
  g_autoptr (GPtrArray) findings = NULL;

  g_string_replace (text, "{ \"id\": \"give-up\",", "{ \"id\": \"give-up\", \"by_program\": true,", 1);
  g_string_replace (text, "{ \"state\": \"repaired\" }", "{ \"state\": \"repaired\", \"pended\": true }", 1);
  findings = prove (text->str, &procedure);
  g_assert_null (procedure);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *place = g_strdup_printf ("step “%s”", steps[i]);
      gboolean found = FALSE;

      for (guint j = 0; j < findings->len; j++)
        {
          const TuntasProcedureFinding *finding = g_ptr_array_index (findings, j);

          found |= strcmp (finding->place, place) == 0 && strcmp (finding->reason, "leads to no end") == 0;
        }
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/second-procedure/replay", test_replay);
  g_test_add_func ("/core/second-procedure/words", test_words);
  g_test_add_func ("/core/second-procedure/does", test_does);
  g_test_add_func ("/core/second-procedure/circle", test_circle);
  return g_test_run ();
}
