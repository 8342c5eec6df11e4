/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-case.h"

#include <string.h>

/* A case goes by the procedure that its events name, whatever else is on the shelf. */

/* (transfer full): W-03 with one text replaced by another, as a later revision would be. */
static TuntasProcedure *
revise (const char *revision, const char *find, const char *replacement)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autofree char *named = g_strdup_printf ("\"revision\": \"%s\"", revision);
  g_autoptr (GString) revised = g_string_new (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;

  g_assert_cmpuint (g_string_replace (revised, "\"revision\": \"\"", named, 0), ==, 1);
  if (find != NULL)
    g_assert_cmpuint (g_string_replace (revised, find, replacement, 0), >, 0);
  bytes = g_bytes_new (revised->str, revised->len);
  procedure = tuntas_procedure_new_from_bytes (bytes, revision, &error);
  g_assert_no_error (error);
  return procedure;
}

/* (transfer full): a case of the datin family, as that procedure opens it. */
static GPtrArray *
opening_of (TuntasProcedure *procedure)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (procedure, "IN190000001", "datin", "Asia/Jakarta",
                                                       "0800000001;0800000002", "noc@pelanggan.example");

  g_ptr_array_add (events, tuntas_event_new (1, 0, "AYU", opening));
  return events;
}

static void
test_shelf (void)
{
  g_autoptr (TuntasProcedure) first = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = revise ("01", NULL, NULL);
  g_autoptr (TuntasProcedure) again = core_support_load_w03 ();
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (second);

  g_assert_null (tuntas_procedures_find (procedures, tuntas_procedure_get_sha256 (first)));
  g_assert_null (tuntas_procedures_find (procedures, NULL));
  tuntas_procedures_add (procedures, first);
  tuntas_procedures_add (procedures, again);
  g_assert_true (tuntas_procedures_find (procedures, tuntas_procedure_get_sha256 (again)) == first);
  g_assert_true (tuntas_procedures_get_current (procedures) == second);
}

static void
test_pinned (void)
{
  g_autoptr (TuntasProcedure) first = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) second = revise ("01", NULL, NULL);
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
  g_autoptr (TuntasProcedure) second = revise ("01", NULL, NULL);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (first);
  g_autoptr (GPtrArray) events = opening_of (second);
  g_autofree char *message = g_strdup_printf ("event 1: the procedure IN.OCC.TENESA.W-03, revision “01”, SHA-256 %s "
                                              "is not here", tuntas_procedure_get_sha256 (second));
  g_autoptr (GError) error = NULL;

  g_assert_null (tuntas_case_fold (procedures, NULL, events, &error));
  g_assert_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_PROCEDURE);
  g_assert_cmpstr (error->message, ==, message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/procedures/shelf", test_shelf);
  g_test_add_func ("/procedures/pinned", test_pinned);
  g_test_add_func ("/procedures/unknown", test_unknown);

  return g_test_run ();
}
