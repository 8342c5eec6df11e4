/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-case.h"
#include "tuntas-overrides.h"

#include <string.h>

/* What a site sets otherwise: that each parameter can be, that nothing else can, and that what the instruction says
 * cannot be set away. */

static GBytes *
w03_bytes (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");

  return g_bytes_new (text, strlen (text));
}

static TuntasProcedure *
load_with (TuntasOverrides *overrides, GError **error)
{
  g_autoptr (GBytes) bytes = w03_bytes ();

  return tuntas_procedure_new_with_overrides (bytes, overrides, "W-03", error);
}

/* (transfer full): what the file comes to, as canonical text; said (out) (transfer full): the first finding. */
static TuntasOverrides *
read_site (const char *text, char **said)
{
  g_autoptr (TuntasProcedure) base = core_support_load_w03 ();
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "s.ini");
  TuntasOverrides *overrides = tuntas_overrides_read (file, base);
  GPtrArray *findings = tuntas_settings_file_get_findings (file);

  tuntas_settings_file_close (file);
  *said = findings->len > 0 ? tuntas_finding_to_string (g_ptr_array_index (findings, 0)) : NULL;
  return overrides;
}

static TuntasProcedure *
effective (const char *text)
{
  g_autofree char *said = NULL;
  g_autoptr (TuntasOverrides) overrides = read_site (text, &said);
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure = load_with (overrides, &error);

  g_assert_cmpstr (said, ==, NULL);
  g_assert_no_error (error);
  return procedure;
}

/* Every parameter of W-03, once each. */
#define ALL_PARAMETERS                                                                                            \
  "[procedure]\nfirst_round_min=4\nfollow_up_min=2\nfollow_up_max=2\ncall_gap=240\nshort_ring=20\nsend_hold=0\n"  \
  "pend_day=3600\nday_from=07:00\nnight_from=17:30:30\nresume_at=9:00\nhome_from=08:00\nhome_to=20:00\n"          \
  "home_families=pots\n[calendar]\nclosed_dates=2027-01-01;2026-12-25\nclosed_weekdays=sun;sat\n"

static void
test_each_parameter (void)
{
  g_autoptr (TuntasProcedure) base = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) procedure = effective (ALL_PARAMETERS);
  const TuntasRules *rules = tuntas_procedure_get_rules (procedure);
  g_autofree char *before = tuntas_procedure_dup_parameters (base);
  g_autofree char *after = tuntas_procedure_dup_parameters (procedure);
  g_autofree char *all = g_strdup (ALL_PARAMETERS);
  g_auto (GStrv) names = g_strsplit (before, ";", -1);
  const TuntasActSpec *pend = tuntas_procedure_find_act (procedure, "pend",
                                                         tuntas_procedure_find_step (procedure, "first-round"), "datin");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n%.*s", (int) (strcspn (names[i], "=") + 1), names[i]);

      if (strstr (all, line) == NULL)
        g_error ("%s is not set here", line + 1);
    }
  g_assert_cmpstr (before, ==,
                   "call_gap=300;closed_dates=;closed_weekdays=;day_from=06:00;first_round_min=3;follow_up_max=3;"
                   "follow_up_min=1;home_families=indihome,pots;home_from=07:00;home_to=21:00;night_from=18:00;"
                   "pend_day=3600;resume_at=08:00;send_hold=10;short_ring=15");
  g_assert_cmpstr (after, ==,
                   "call_gap=240;closed_dates=2026-12-25,2027-01-01;closed_weekdays=sat,sun;day_from=07:00;"
                   "first_round_min=4;follow_up_max=2;follow_up_min=2;home_families=pots;home_from=08:00;home_to=20:00;"
                   "night_from=17:30:30;pend_day=3600;resume_at=09:00;send_hold=0;short_ring=20");
  g_assert_cmpint (rules->call_gap, ==, 240);
  g_assert_cmpint (rules->night_from, ==, 17 * 3600 + 30 * 60 + 30);
  g_assert_cmpstr (rules->home_families[0], ==, "pots");
  g_assert_null (rules->home_families[1]);
  g_assert_true (g_strv_contains ((const char *const *) rules->closed_dates, "2027-01-01"));
  g_assert_cmpint (((TuntasGate *) g_ptr_array_index (pend->gates, 0))->bound, ==, 4);
}

static void
test_texts (void)
{
  g_autoptr (TuntasProcedure) procedure = effective ("[texts]\nnote-pending.id=Pending {n}x\\ns.d. {hingga}\n"
                                                     "email-sent.en=Sent to {email}\n");
  const TuntasText *note = tuntas_procedure_find_text (procedure, "note-pending");

  g_assert_cmpstr (note->id, ==, "Pending {n}x\ns.d. {hingga}");
  g_assert_true (g_str_has_prefix (note->en, "Called {n}x"));
  g_assert_cmpstr (tuntas_procedure_find_text (procedure, "email-sent")->en, ==, "Sent to {email}");
}

/* One setting that is refused: the message, and that its default stays while the good one beside it is taken. */
typedef struct
{
  const char *name;
  const char *site;
  const char *message;
} Refused;

static const Refused refused[] = {
  { "lower-bound", "[procedure]\nfirst_round_min=2\n", "s.ini:2: [procedure] first_round_min: “2” is out of range 3..9" },
  { "lower-bound-0", "[procedure]\nfirst_round_min=0\n", "s.ini:2: [procedure] first_round_min: “0” is out of range 3..9" },
  { "upper-bound", "[procedure]\nfollow_up_max=4\n", "s.ini:2: [procedure] follow_up_max: “4” is out of range 1..3" },
  { "no-follow-up", "[procedure]\nfollow_up_min=0\n", "s.ini:2: [procedure] follow_up_min: “0” is out of range 1..3" },
  { "pend-hour", "[procedure]\npend_day=1800\n", "s.ini:2: [procedure] pend_day: “1800” is out of range 3600..3600" },
  { "range", "[procedure]\n\ncall_gap=3601\n", "s.ini:3: [procedure] call_gap: “3601” is out of range 0..3600" },
  { "type", "[procedure]\ncall_gap=5m\n", "s.ini:2: [procedure] call_gap: “5m” is out of range 0..3600" },
  { "time", "[procedure]\nresume_at=24:00\n", "s.ini:2: [procedure] resume_at: “24:00” is no time of day such as 06:00" },
  { "order", "[procedure]\nday_from=19:00\n",
    "s.ini:2: [procedure] day_from: the times must come in this order: day_from, night_from" },
  { "order-of-both", "[procedure]\nhome_to=08:00\nhome_from=09:00\n",
    "s.ini:2: [procedure] home_to: the times must come in this order: home_from, home_to" },
  { "family", "[procedure]\nhome_families=rumah\n",
    "s.ini:2: [procedure] home_families: “rumah” is none of datin, indihome, pots" },
  { "unknown", "[procedure]\nfirst_round_mn=3\n", "s.ini:2: [procedure] first_round_mn: there is no such setting" },
  { "wrong-group", "[calendar]\ncall_gap=300\n", "s.ini:2: [calendar] call_gap: there is no such setting" },
  { "date", "[calendar]\nclosed_dates=2026-12-25;2027-02-29\n",
    "s.ini:2: [calendar] closed_dates: “2027-02-29” is no date such as 2026-12-25" },
  { "date-form", "[calendar]\nclosed_dates=2026-1-1\n",
    "s.ini:2: [calendar] closed_dates: “2026-1-1” is no date such as 2026-12-25" },
  { "weekday", "[calendar]\nclosed_weekdays=minggu\n",
    "s.ini:2: [calendar] closed_weekdays: “minggu” is none of sun, mon, tue, wed, thu, fri, sat" },
  { "whole-week", "[calendar]\nclosed_weekdays=sun;mon;tue;wed;thu;fri;sat\n",
    "s.ini:2: [calendar] closed_weekdays: one day of the week must stay open" },
  { "text-unknown", "[texts]\nnote-pend.id=x\n", "s.ini:2: [texts] note-pend.id: there is no such setting" },
  { "text-language", "[texts]\nnote-pending.su=x\n", "s.ini:2: [texts] note-pending.su: there is no such setting" },
  { "text-no-language", "[texts]\nnote-pending=x\n", "s.ini:2: [texts] note-pending: there is no such setting" },
  { "text-blank", "[texts]\nnote-pending.id=\\s\n",
    "s.ini:2: [texts] note-pending.id: text without control characters is wanted here" },
  { "placeholder", "[texts]\nnote-pending.id=s.d. {sampai}\n",
    "s.ini:2: [texts] note-pending.id: “sampai” is no placeholder" },
  { "placeholder-open", "[texts]\nnote-pending.id=s.d. {hingga\n",
    "s.ini:2: [texts] note-pending.id: “hingga” is no placeholder" },
};

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autofree char *site = g_strconcat (row->site, "[procedure]\nsend_hold=20\n", NULL);
  g_autofree char *said = NULL;
  g_autoptr (TuntasOverrides) overrides = read_site (site, &said);
  g_autofree char *text = tuntas_overrides_to_text (overrides);

  g_assert_cmpstr (said, ==, row->message);
  g_assert_cmpstr (text, ==, "[procedure]\nsend_hold=20\n");
}

/* Whatever the order of the file, one text; read back it is the same, and so is the hash. */
static void
test_canonical (void)
{
  static const char *const canonical = "[calendar]\nclosed_weekdays=sat,sun\n[procedure]\ncall_gap=240\nday_from=05:00\n"
                                       "[texts]\nnote-pending.id=\\s{n}\\n\n";
  g_autofree char *said = NULL;
  g_autoptr (TuntasOverrides) overrides = read_site ("[texts]\nnote-pending.id=\\s{n}\\n\n[procedure]\nday_from = 5:00:00\n"
                                                     "call_gap=0240\n[calendar]\nclosed_weekdays=sun;sat;sun\n",
                                                     &said);
  g_autofree char *text = tuntas_overrides_to_text (overrides);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasOverrides) again = tuntas_overrides_from_text (text, &error);
  g_autofree char *text_again = NULL;
  g_autoptr (TuntasProcedure) first = load_with (overrides, &error);
  g_autoptr (TuntasProcedure) second = load_with (again, &error);
  g_autoptr (GBytes) bytes = w03_bytes ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, NULL);
  g_assert_cmpstr (text, ==, canonical);
  text_again = tuntas_overrides_to_text (again);
  g_assert_cmpstr (text_again, ==, canonical);
  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_checksum_update (checksum, (const guchar *) canonical, strlen (canonical));
  g_assert_cmpstr (tuntas_procedure_get_sha256 (first), ==, g_checksum_get_string (checksum));
  g_assert_cmpstr (tuntas_procedure_get_sha256 (second), ==, g_checksum_get_string (checksum));
}

static void
test_none (void)
{
  g_autoptr (TuntasProcedure) base = core_support_load_w03 ();
  g_autoptr (TuntasOverrides) none = tuntas_overrides_from_text ("", NULL);
  g_autoptr (TuntasProcedure) procedure = load_with (none, NULL);
  g_autofree char *text = tuntas_overrides_to_text (tuntas_procedure_get_overrides (base));

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (tuntas_procedure_get_sha256 (procedure), ==, tuntas_procedure_get_sha256 (base));
}

/* A text that was not made by us is not trusted: what the procedure refuses is an error here. */
static void
test_not_allowed (void)
{
  g_autoptr (TuntasOverrides) lower = tuntas_overrides_from_text ("[procedure]\nfirst_round_min=1\n", NULL);
  g_autoptr (TuntasOverrides) contrary = tuntas_overrides_from_text ("[procedure]\nday_from=19:00\n", NULL);
  g_autoptr (TuntasOverrides) other = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (GError) third = NULL;

  g_assert_null (load_with (lower, &first));
  g_assert_error (first, TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_FORMAT);
  g_assert_cmpstr (first->message, ==, "W-03: [procedure]: first_round_min: “1” is out of range 3..9");
  g_assert_null (load_with (contrary, &second));
  g_assert_error (second, TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_FORMAT);
  other = tuntas_overrides_from_text ("[server]\norigin=x\n", &third);
  g_assert_null (other);
  g_assert_error (third, TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_FORMAT);
}

/* The first event of a case says by which parameters it was begun. */
static void
test_opening (void)
{
  g_autoptr (TuntasProcedure) base = core_support_load_w03 ();
  g_autoptr (TuntasProcedure) procedure = effective ("[procedure]\ncall_gap=240\n");
  g_autoptr (TuntasAct) plain = tuntas_case_opening (base, "IN1", "datin", "Asia/Jakarta", "", "");
  g_autoptr (TuntasAct) set = tuntas_case_opening (procedure, "IN1", "datin", "Asia/Jakarta", "", "");

  g_assert_true (g_str_has_prefix (tuntas_act_get (plain, "parameters"), "call_gap=300;"));
  g_assert_true (g_str_has_prefix (tuntas_act_get (set, "parameters"), "call_gap=240;"));
  g_assert_cmpstr (tuntas_act_get (set, "sha256"), ==, tuntas_procedure_get_sha256 (procedure));
  g_assert_cmpstr (tuntas_act_get (set, "sha256"), !=, tuntas_act_get (plain, "sha256"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/overrides/each-parameter", test_each_parameter);
  g_test_add_func ("/core/overrides/texts", test_texts);
  g_test_add_func ("/core/overrides/canonical", test_canonical);
  g_test_add_func ("/core/overrides/none", test_none);
  g_test_add_func ("/core/overrides/not-allowed", test_not_allowed);
  g_test_add_func ("/core/overrides/opening", test_opening);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/core/overrides/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  return g_test_run ();
}
