/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-overrides.h"
#include "tuntas-procedure-diff.h"

#include <string.h>

/* W-03 against itself with something replaced: what is told of the difference. */

static const char *const part_names[] = { "head", "family", "parameter", "clause", "step", "act", "outcome",
                                          "field", "text" };
static const char kind_signs[] = { '+', '-', '*' };

/* (transfer full) */
static TuntasProcedure *
load (const char *find, const char *replacement)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GString) revised = g_string_new (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;

  if (find != NULL)
    g_assert_cmpuint (g_string_replace (revised, find, replacement, 0), >, 0);
  bytes = g_bytes_new (revised->str, revised->len);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

/* (transfer full): "* parameter first_round_min: 3 → 4", a line each. */
static char *
describe (TuntasProcedure *from, TuntasProcedure *to, const char *language)
{
  g_autoptr (GPtrArray) differences = tuntas_procedure_diff (from, to, language);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const TuntasDifference *each = g_ptr_array_index (differences, i);

      g_string_append_printf (text, "%s%c %s %s%s%s: %s → %s", i > 0 ? "\n" : "", kind_signs[each->kind],
                              part_names[each->part], each->id, each->member != NULL ? " " : "",
                              each->member != NULL ? each->member : "", each->before != NULL ? each->before : "∅",
                              each->after != NULL ? each->after : "∅");
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *find;
  const char *replacement;
  const char *language;
  const char *forth;
  const char *back;
} Row;

#define INDIHOME                                                                                                  \
  "{ \"id\": \"indihome\", \"tone\": \"red\", \"name\": { \"id\": \"IndiHome\", \"en\": \"IndiHome\" },\n"                  \
  "      \"services\": [\"INTERNET*\", \"IPTV*\", \"VOICE+INTERNET\"] }"
#define POTS                                                                                                      \
  "{ \"id\": \"pots\", \"tone\": \"blue\", \"name\": { \"id\": \"POTS\", \"en\": \"POTS\" },\n      \"services\": [\"VOICE\"] }"

static const Row rows[] = {
  { "revision", "\"revision\": \"\"", "\"revision\": \"01\"", "id", "", "" },
  { "order", "\"first_round_min\": 3,\n    \"follow_up_min\": 1", "\"follow_up_min\": 1,\n    \"first_round_min\": 3",
    "id", "", "" },
  { "effective", "\"effective\": \"2021-08-01\"", "\"effective\": \"2027-01-01\"", "id",
    "* head effective: 2021-08-01 → 2027-01-01", "* head effective: 2027-01-01 → 2021-08-01" },
  { "title", "\"id\": \"Closing Tiket\"", "\"id\": \"Penutupan Tiket\"", "id",
    "* head title: Closing Tiket → Penutupan Tiket", "* head title: Penutupan Tiket → Closing Tiket" },
  { "parameter", "\"first_round_min\": 3", "\"first_round_min\": 4", "id",
    "* parameter first_round_min: 3 → 4", "* parameter first_round_min: 4 → 3" },
  { "parameter-time", "\"resume_at\": \"08:00\"", "\"resume_at\": \"07:30\"", "id",
    "* parameter resume_at: 08:00 → 07:30", "* parameter resume_at: 07:30 → 08:00" },
  { "parameter-list", "\"home_families\": [\"indihome\", \"pots\"]", "\"home_families\": [\"pots\"]", "id",
    "* parameter home_families: indihome,pots → pots", "* parameter home_families: pots → indihome,pots" },
  { "parameter-gone", "\"closed_dates\": [],", "", "id",
    "- parameter closed_dates:  → ∅", "+ parameter closed_dates: ∅ → " },
  { "clause", "\"id\": \"Masukkan Login\", \"en\": \"Enter the login\"", "\"id\": \"Isi Login\", \"en\": \"Fill in the login\"",
    "id", "* clause 1.1.4 text: Masukkan Login → Isi Login", "* clause 1.1.4 text: Isi Login → Masukkan Login" },
  { "clause-in-english", "\"id\": \"Masukkan Login\", \"en\": \"Enter the login\"",
    "\"id\": \"Isi Login\", \"en\": \"Fill in the login\"", "en",
    "* clause 1.1.4 text: Enter the login → Fill in the login",
    "* clause 1.1.4 text: Fill in the login → Enter the login" },
  { "clause-other-language", "\"en\": \"Enter the login\"", "\"en\": \"Fill in the login\"", "id",
    "* clause 1.1.4 text.en: Enter the login → Fill in the login",
    "* clause 1.1.4 text.en: Fill in the login → Enter the login" },
  { "clause-new", "{ \"id\": \"1.1.5\",", "{ \"id\": \"1.1.4a\", \"text\": { \"id\": \"Isi OTP\", \"en\": \"Enter the OTP\" } },\n"
    "    { \"id\": \"1.1.5\",", "id", "+ clause 1.1.4a: ∅ → Isi OTP", "- clause 1.1.4a: Isi OTP → ∅" },
  { "outcome", "\"id\": \"busy\", \"key\": \"3\", \"counts\": true", "\"id\": \"busy\", \"key\": \"3\", \"counts\": false", "id",
    "* outcome busy counts: true → false", "* outcome busy counts: false → true" },
  { "step", "\"kind\": \"form\",", "\"kind\": \"form\", \"keeps_deadline\": true,", "id",
    "* step receive keeps_deadline: ∅ → true", "* step receive keeps_deadline: true → ∅" },
  { "gate", "\"clause\": \"1.2.10\", \"at_least\": { \"unreached\": \"first_round_min\" }",
    "\"clause\": \"1.2.10\", \"at_least\": { \"counted\": \"follow_up_max\" }", "id",
    "* act close-unreached gates[0].at_least.unreached: first_round_min → ∅\n"
    "* act close-unreached gates[0].at_least.counted: ∅ → follow_up_max",
    "* act close-unreached gates[0].at_least.counted: follow_up_max → ∅\n"
    "* act close-unreached gates[0].at_least.unreached: ∅ → first_round_min" },
  { "act-of-the-same-name", "\"code\": \"not-informed\"", "\"code\": \"not-mailed\"", "id",
    "* act close-unreached (2) gates[1].code: not-informed → not-mailed",
    "* act close-unreached (2) gates[1].code: not-mailed → not-informed" },
  { "act-label", "\"id\": \"Pending tiket\"", "\"id\": \"Tunda tiket\"", "id",
    "* act pend label: Pending tiket → Tunda tiket", "* act pend label: Tunda tiket → Pending tiket" },
  { "family", POTS,
    "\"pots\"", "id",
    "* family pots tone: blue → ∅\n* family pots name: POTS → ∅\n* family pots services: VOICE → ∅",
    "* family pots tone: ∅ → blue\n* family pots name: ∅ → POTS\n* family pots services: ∅ → VOICE" },
  { "family-order", INDIHOME ",\n    " POTS, POTS ",\n    " INDIHOME, "id",
    "* head families: datin, indihome, pots → datin, pots, indihome",
    "* head families: datin, pots, indihome → datin, indihome, pots" },
  { "field", "\"label\": { \"id\": \"Hasil cek\"", "\"label\": { \"id\": \"Hasil\"", "id",
    "* field result label: Hasil cek → Hasil", "* field result label: Hasil → Hasil cek" },
  { "text", "\"id\": \"pagi\"", "\"id\": \"pg\"", "id", "* text morning: pagi → pg", "* text morning: pg → pagi" },
  { "text-new", "\"morning\": {", "\"dawn\": { \"id\": \"subuh\", \"en\": \"dawn\" },\n    \"morning\": {", "id",
    "+ text dawn: ∅ → subuh", "- text dawn: subuh → ∅" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (TuntasProcedure) from = load (NULL, NULL);
  g_autoptr (TuntasProcedure) to = load (row->find, row->replacement);
  g_autofree char *forth = describe (from, to, row->language);
  g_autofree char *back = describe (to, from, row->language);

  g_assert_cmpstr (tuntas_procedure_get_sha256 (from), !=, tuntas_procedure_get_sha256 (to));
  g_assert_cmpstr (forth, ==, row->forth);
  g_assert_cmpstr (back, ==, row->back);
}

/* What a site sets otherwise is in force, though no file says so. */
static void
test_site (void)
{
  static const char set[] = "[procedure]\ncall_gap=600\n[texts]\nmorning.id=pagi hari\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) from = load (NULL, NULL);
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text (set, &error);
  g_autoptr (TuntasProcedure) to = NULL;
  g_autofree char *forth = NULL;

  g_assert_no_error (error);
  to = tuntas_procedure_new_with_overrides (tuntas_procedure_get_bytes (from), overrides, "W-03", &error);
  g_assert_no_error (error);
  forth = describe (from, to, "id");
  g_assert_cmpstr (forth, ==, "* parameter call_gap: 300 → 600\n* text morning: pagi → pagi hari");
}

/* A parameter that only one of them has is told, and the gate that goes by it. */
static void
test_parameter (void)
{
  static const char gate[] = "\"clause\": \"1.2.10\", \"at_least\": { \"unreached\": \"first_round_min\" }";
  static const char other_gate[] = "\"clause\": \"1.2.10\", \"at_least\": { \"unreached\": \"home_min\" }";
  g_autofree char *w03 = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GString) text = g_string_new (w03);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) from = load (NULL, NULL);
  g_autoptr (TuntasProcedure) to = NULL;
  g_autofree char *forth = NULL;
  g_autofree char *back = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"first_round_min\": 3,", "\"first_round_min\": 3, \"home_min\": 4,", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, gate, other_gate, 0), ==, 1);
  bytes = g_bytes_new (text->str, text->len);
  to = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  forth = describe (from, to, "id");
  back = describe (to, from, "id");
  g_assert_cmpstr (forth, ==, "+ parameter home_min: ∅ → 4\n"
                              "* act close-unreached gates[0].at_least.unreached: first_round_min → home_min");
  g_assert_cmpstr (back, ==, "- parameter home_min: 4 → ∅\n"
                             "* act close-unreached gates[0].at_least.unreached: home_min → first_round_min");
}

static void
test_same (void)
{
  g_autoptr (TuntasProcedure) procedure = load (NULL, NULL);
  g_autoptr (GPtrArray) differences = tuntas_procedure_diff (procedure, procedure, "id");

  g_assert_cmpuint (differences->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/procedure-diff/same", test_same);
  g_test_add_func ("/procedure-diff/parameter-of-one", test_parameter);
  g_test_add_func ("/procedure-diff/site", test_site);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/procedure-diff/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  return g_test_run ();
}
