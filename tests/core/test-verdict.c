/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "tuntas-verdict.h"

#include <string.h>

/* The verdict of a case, from its events alone. */

static void
test_conforms (void)
{
  CaseDriver driver;
  g_autoptr (TuntasVerdict) open = NULL;
  g_autoptr (TuntasVerdict) ended = NULL;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_call_in_vain (&driver, 3);
  open = tuntas_verdict_new (driver.state, "id");
  g_assert_cmpint (open->kind, ==, TUNTAS_VERDICT_OPEN);
  case_driver_do (&driver, "close-unreached", NULL);
  ended = tuntas_verdict_new (driver.state, "id");
  g_assert_cmpint (ended->kind, ==, TUNTAS_VERDICT_CONFORMS);
  g_assert_cmpstr (ended->headline, ==, "Sesuai");
  g_assert_cmpuint (ended->findings->len, ==, 0);
  g_assert_cmpuint (ended->silent->len, ==, 0);
  case_driver_end (&driver);
}

static void
test_remarks (void)
{
  CaseDriver driver;
  g_autoptr (TuntasVerdict) verdict = NULL;
  const TuntasVerdictFinding *finding;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_call_in_vain (&driver, 2);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&driver, "outcome", "outcome", "busy", NULL);
  case_driver_do (&driver, "close-unreached", NULL);
  verdict = tuntas_verdict_new (driver.state, "en");
  g_assert_cmpint (verdict->kind, ==, TUNTAS_VERDICT_REMARKS);
  g_assert_cmpstr (verdict->headline, ==, "Conforms, with remarks");
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_false (finding->departs);
  g_assert_cmpstr (finding->clause, ==, "Q1");
  g_assert_cmpstr (finding->happened, ==, "called again sooner than advised");
  g_assert_nonnull (finding->should);
  g_assert_cmpuint (verdict->silent->len, ==, 2);
  g_assert_cmpstr (((TuntasSilentCount *) g_ptr_array_index (verdict->silent, 0))->place, ==, "Q1");
  g_assert_cmpuint (((TuntasSilentCount *) g_ptr_array_index (verdict->silent, 1))->times, ==, 1);
  case_driver_end (&driver);
}

/* Words of the agent's own are told, and change nothing of the verdict; taken back, they are gone. */
static void
test_edited (void)
{
  CaseDriver driver;
  g_autoptr (TuntasVerdict) verdict = NULL;
  g_autoptr (TuntasVerdict) undone = NULL;
  const TuntasVerdictFinding *finding;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "close-unreached", "text:note", "Pelanggan pindah rumah.", NULL);
  verdict = tuntas_verdict_new (driver.state, "en");
  g_assert_cmpint (verdict->kind, ==, TUNTAS_VERDICT_CONFORMS);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_true (finding->edited);
  g_assert_false (finding->departs);
  g_assert_cmpstr (finding->code, ==, "edited");
  g_assert_cmpstr (finding->clause, ==, "1.2.10");
  g_assert_cmpstr (finding->happened, ==, "text edited by the agent before it was sent");
  case_driver_do (&driver, "undo", NULL);
  undone = tuntas_verdict_new (driver.state, "en");
  g_assert_cmpuint (undone->findings->len, ==, 0);
  case_driver_end (&driver);
}

/* Told while the case is still on its way, with clause, numbers and reason; gone once it is taken back. */
static void
test_departs (void)
{
  CaseDriver driver;
  g_autoptr (TuntasVerdict) pended = NULL;
  g_autoptr (TuntasVerdict) informed = NULL;
  g_autoptr (TuntasVerdict) undone = NULL;
  const TuntasVerdictFinding *first, *second;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 0);
  case_driver_do (&driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_do (&driver, "outcome", "outcome", "wrong-number", NULL);
  case_driver_do (&driver, "pend", NULL);
  pended = tuntas_verdict_new (driver.state, "id");
  g_assert_cmpint (pended->kind, ==, TUNTAS_VERDICT_DEPARTS);
  first = g_ptr_array_index (pended->findings, 0);
  g_assert_true (first->departs);
  g_assert_cmpstr (first->code, ==, "no-usable-number");
  g_assert_cmpstr (first->clause, ==, "1.2.3");
  g_assert_cmpstr (first->happened, ==, "dipending setelah 0 dari 3 panggilan, tidak ada nomor yang dapat dihubungi");
  g_assert_true (g_str_has_prefix (first->should, "Agent menghubungi pelanggan (setidaknya 3 kali)"));
  g_assert_cmpstr (first->agent, ==, "AYU");

  case_driver_do (&driver, "inform-without-email", "reason", "alamat email kosong", NULL);
  informed = tuntas_verdict_new (driver.state, "id");
  g_assert_cmpuint (informed->findings->len, ==, 2);
  second = g_ptr_array_index (informed->findings, 1);
  g_assert_cmpstr (second->code, ==, "no-email");
  g_assert_cmpstr (second->reason, ==, "alamat email kosong");

  case_driver_do (&driver, "undo", NULL);
  case_driver_do (&driver, "undo", NULL);
  undone = tuntas_verdict_new (driver.state, "id");
  g_assert_cmpint (undone->kind, ==, TUNTAS_VERDICT_OPEN);
  g_assert_cmpuint (undone->findings->len, ==, 0);
  case_driver_end (&driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/verdict/conforms", test_conforms);
  g_test_add_func ("/core/verdict/edited", test_edited);
  g_test_add_func ("/core/verdict/remarks", test_remarks);
  g_test_add_func ("/core/verdict/departs", test_departs);
  return g_test_run ();
}
