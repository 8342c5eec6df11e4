/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-case.h"

/* A case goes by the procedure that its events name, whatever else is on the shelf. */

static void
test_shelf (void)
{
  g_autoptr (TuntasProcedure) first = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = core_support_revise_w03 ("01", NULL, NULL);
  g_autoptr (TuntasProcedure) again = core_support_load_w03 ();
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (second);

  g_assert_null (tuntas_procedures_find (procedures, tuntas_procedure_get_sha256 (first)));
  g_assert_null (tuntas_procedures_find (procedures, NULL));
  tuntas_procedures_add (procedures, first);
  tuntas_procedures_add (procedures, again);
  g_assert_true (tuntas_procedures_find (procedures, tuntas_procedure_get_sha256 (again)) == first);
  g_assert_true (tuntas_procedures_get_current (procedures) == second);
}

static const char *
label_of (TuntasProcedure *procedure, const char *field)
{
  const TuntasFieldWords *words = tuntas_procedure_find_field_words (procedure, field);

  return words != NULL ? words->label->en : NULL;
}

/* A case of an earlier build is pinned to a file that had no words for families, fields and gates. It is taken, and
 * says them in those of the installed one. */
static void
test_without_words (void)
{
  g_autofree char *text = core_support_read ("fixtures/w-03-without-words.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) current = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) old = core_support_read_procedure (text, "old", &error);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (current);
  g_autofree char *sha256 = NULL;
  const TuntasActSpec *pend;
  const TuntasActSpec *back;

  g_assert_no_error (error);
  g_assert_null (label_of (old, "rfo"));
  g_assert_null (tuntas_procedure_find_family (old, "datin")->name);
  sha256 = g_strdup (tuntas_procedure_get_sha256 (old));
  tuntas_procedures_add (procedures, old);
  g_assert_true (tuntas_procedures_find (procedures, sha256) == old);

  g_assert_cmpstr (label_of (old, "rfo"), ==, "Cause (RFO)");
  g_assert_cmpstr (label_of (old, "rfo_customer"), ==, "Cause, in the customer's words");
  g_assert_cmpstr (tuntas_procedure_find_family (old, "indihome")->name->id, ==, "IndiHome");
  g_assert_cmpint (tuntas_procedure_find_family (old, "indihome")->tone, ==, TUNTAS_TONE_RED);
  pend = tuntas_procedure_find_act (old, "pend", tuntas_procedure_find_step (old, "first-round"), "datin");
  g_assert_cmpstr (tuntas_act_spec_find_gate (pend, "no-zone")->advice->en, ==,
                   "Ask the coordinator; the administrator can install it");
  back = tuntas_procedure_find_act (old, "return", tuntas_procedure_find_step (old, "wait"), NULL);
  g_assert_cmpuint (tuntas_procedure_get_offers (old, tuntas_act_spec_find_field (back, "reason"))->len, ==, 4);
}

/* Words of its own are never replaced, and another instruction has nothing to lend. */
static void
test_own_words (void)
{
  g_autofree char *text = core_support_read ("fixtures/w-03-without-words.json");
  g_autofree char *visit_text = core_support_read ("fixtures/technician-visit.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) visit = core_support_read_procedure (visit_text, "visit", &error);
  g_autoptr (TuntasProcedure) old = core_support_read_procedure (text, "old", &error);
  g_autoptr (TuntasProcedure) current = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = core_support_revise_w03 ("01", "\"id\": \"Hasil cek\"", "\"id\": \"Hasil\"");
  g_autoptr (TuntasProcedures) visits = tuntas_procedures_new (visit);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (current);

  g_assert_no_error (error);
  tuntas_procedures_add (visits, old);
  g_assert_null (label_of (old, "rfo"));
  tuntas_procedures_add (procedures, second);
  g_assert_cmpstr (tuntas_procedure_find_field_words (second, "result")->label->id, ==, "Hasil");
}

/* What such a file says itself stays, where the later revision says something else. */
static void
test_own_offers (void)
{
  g_autofree char *text = core_support_read ("fixtures/w-03-without-words.json");
  g_auto (GStrv) parts = g_strsplit (text, "\"fields\": { \"reason\": {} }", 2);
  g_autofree char *own = NULL;
  g_autoptr (TuntasProcedure) current = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) old = NULL;
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (current);
  g_autoptr (GError) error = NULL;
  const TuntasActSpec *spec = NULL;
  GPtrArray *offers;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  own = g_strjoinv ("\"fields\": { \"reason\": { \"offers\": [{ \"id\": \"Sendiri\", \"en\": \"Own\" }] } }", parts);
  old = core_support_read_procedure (own, "old", &error);
  g_assert_no_error (error);
  tuntas_procedures_add (procedures, old);
  for (guint i = 0; spec == NULL && i < tuntas_procedure_get_acts (old)->len; i++)
    {
      const TuntasActSpec *each = g_ptr_array_index (tuntas_procedure_get_acts (old), i);
      const TuntasField *field = tuntas_act_spec_find_field (each, "reason");

      spec = field != NULL && field->offers != NULL && field->offers->len == 1 ? each : NULL;
    }
  g_assert_nonnull (spec);
  offers = tuntas_act_spec_find_field (spec, "reason")->offers;
  g_assert_cmpstr (((TuntasText *) g_ptr_array_index (offers, 0))->id, ==, "Sendiri");
}

/* (transfer full): a case of the datin family, as that procedure opens it. */
static GPtrArray *
opening_of (TuntasProcedure *procedure)
{
  return core_support_opening (procedure, "datin", "Asia/Jakarta", "0800000001;0800000002", "noc@pelanggan.example");
}

static void
test_pinned (void)
{
  g_autoptr (TuntasProcedure) first = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = core_support_revise_w03 ("01", NULL, NULL);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (second);
  g_autoptr (GPtrArray) old = opening_of (first);
  g_autoptr (GPtrArray) fresh = opening_of (second);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) state = NULL;
  g_autoptr (TuntasCase) other = NULL;

  tuntas_procedures_add (procedures, first);
  state = tuntas_case_fold (procedures, NULL, old, &error);
  g_assert_no_error (error);
  other = tuntas_case_fold (procedures, NULL, fresh, &error);
  g_assert_no_error (error);
  g_assert_true (tuntas_case_get_procedure (state) == first);
  g_assert_true (tuntas_case_get_procedure (other) == second);
}

static void
test_unknown (void)
{
  g_autoptr (TuntasProcedure) first = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = core_support_revise_w03 ("01", NULL, NULL);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (first);
  g_autoptr (GPtrArray) events = opening_of (second);
  g_autofree char *message = g_strdup_printf ("event 1: the procedure IN.OCC.TENESA.W-03, revision “01”, SHA-256 %s is "
                                              "not here", tuntas_procedure_get_sha256 (second));
  g_autoptr (GError) error = NULL;

  g_assert_null (tuntas_case_fold (procedures, NULL, events, &error));
  g_assert_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_PROCEDURE);
  g_assert_cmpstr (error->message, ==, message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/procedures/without-words", test_without_words);
  g_test_add_func ("/procedures/own-words", test_own_words);
  g_test_add_func ("/procedures/own-offers", test_own_offers);
  g_test_add_func ("/procedures/shelf", test_shelf);
  g_test_add_func ("/procedures/pinned", test_pinned);
  g_test_add_func ("/procedures/unknown", test_unknown);

  return g_test_run ();
}
