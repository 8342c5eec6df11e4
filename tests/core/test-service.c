/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-service.h"

static TuntasTicket *
ticket_with (const char *type, const char *id, const char *witel, const char *regional)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN1");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, type);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_ID, id);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_WITEL, witel);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_REGIONAL, regional);
  return ticket;
}

static void
assert_family (TuntasServiceTable *table, const char *type, const char *id, const char *family)
{
  g_autoptr (TuntasTicket) ticket = ticket_with (type, id, NULL, NULL);

  g_assert_cmpstr (tuntas_service_table_find_family (table, ticket), ==, family);
}

static void
assert_zone (TuntasServiceTable *table, const char *witel, const char *regional, const char *zone)
{
  g_autoptr (TuntasTicket) ticket = ticket_with (NULL, NULL, witel, regional);

  g_assert_cmpstr (tuntas_service_table_find_zone (table, ticket, "fallback"), ==, zone);
}

/* Q20 */
static void
test_families (void)
{
  static const char *const rows[][3] = {
    { "INTERNET", NULL, "indihome" },
    { "iptv", NULL, "indihome" },
    { "VOICE", "123_02100000001_VOICE", "pots" },
    { "VOICE", NULL, "pots" },
    { "VOICE", "123_172000000001_INTERNET", "indihome" },
    { "VOICE TRUNK", NULL, NULL },
    { "ASTINET", NULL, "datin" },
    { "VPN IP", NULL, "datin" },
    { "METRO-E", NULL, "datin" },
    { "SIP TRUNK", NULL, "datin" },
    { "WIFI ID", NULL, "datin" },
    { "DWDM", NULL, "datin" },
    { "OLO", NULL, "datin" },
    { "NodeB", NULL, "datin" },
    { "SATELIT", NULL, NULL },
    { NULL, "123_172000000001_INTERNET", NULL },
  };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasServiceTable) table = tuntas_service_table_new_default (procedure);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_family (table, rows[i][0], rows[i][1], rows[i][2]);
}

/* Q2 */
static void
test_zones (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasServiceTable) table = tuntas_service_table_new_default (procedure);

  assert_zone (table, "BANDUNG", "REG-3", "Asia/Jakarta");
  assert_zone (table, "DENPASAR", "REG-5", "Asia/Makassar");
  assert_zone (table, "SURABAYA SELATAN", "REG-5", "Asia/Jakarta");
  assert_zone (table, NULL, "REG-5", "fallback");
  assert_zone (table, "Papua Barat", "REG-7", "Asia/Jayapura");
  assert_zone (table, "ENTAH", "REG-7", "fallback");
  assert_zone (table, NULL, NULL, "fallback");
}

/* A site's rows come first; what is no family and no zone is told, and the default row stays. */
static void
test_site (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (
      "[families]\nSATELIT* = datin\nVOICE + SIP = datin\nWIFI*=indihome\nOLO=kabel\n"
      "[zones]\nENTAH=Asia/Jayapura\nREG-7 = Asia/Makassar\nPALU*=Asia/Tokyo\n",
      -1, "s.ini");
  g_autoptr (TuntasServiceTable) table = tuntas_service_table_read (file, procedure);
  GPtrArray *findings = tuntas_settings_file_get_findings (file);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  tuntas_settings_file_close (file);
  g_assert_cmpuint (findings->len, ==, 2);
  first = tuntas_finding_to_string (g_ptr_array_index (findings, 0));
  second = tuntas_finding_to_string (g_ptr_array_index (findings, 1));
  g_assert_cmpstr (first, ==, "s.ini:5: [families] OLO: “kabel” is none of datin, indihome, pots");
  g_assert_cmpstr (second, ==, "s.ini:9: [zones] PALU*: “Asia/Tokyo” is none of Asia/Jakarta, Asia/Pontianak, "
                               "Asia/Makassar, Asia/Jayapura");
  assert_family (table, "SATELIT KU", NULL, "datin");
  assert_family (table, "VOICE", "1_2_SIP", "datin");
  assert_family (table, "VOICE", "1_2_INTERNET", "indihome");
  assert_family (table, "WIFI ID", NULL, "indihome");
  assert_family (table, "OLO", NULL, "datin");
  assert_zone (table, "ENTAH", "REG-1", "Asia/Jayapura");
  assert_zone (table, "LAIN", "REG-7", "Asia/Makassar");
  assert_zone (table, "PALU", "REG-7", "Asia/Makassar");
}

static gint64
target_of (TuntasServiceTable *table, const char *segment)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_SEGMENT, segment);
  return tuntas_service_table_find_ttr_target (table, ticket);
}

/* By segment, in hours and minutes; what is no length of time is told with its line and sets nothing. */
static void
test_ttr_targets (void)
{
  static const char *const wrong[] = { "4", "4:0", "4:60", "4:00:00", "-1:00", "0:00", ":30", "10000:00", "empat", "" };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new ("[ttr]\nDBS=4:00\nDE*=0:45\n*=24:30\n", -1, "s.ini");
  g_autoptr (TuntasServiceTable) table = tuntas_service_table_read (file, procedure);
  g_autoptr (TuntasServiceTable) plain = tuntas_service_table_new_default (procedure);

  tuntas_settings_file_close (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  g_assert_cmpint (target_of (table, "dbs"), ==, 4 * 3600);
  g_assert_cmpint (target_of (table, "DES"), ==, 45 * 60);
  g_assert_cmpint (target_of (table, "DCS"), ==, 24 * 3600 + 1800);
  g_assert_cmpint (target_of (table, NULL), ==, 24 * 3600 + 1800);
  g_assert_cmpint (target_of (plain, "DBS"), ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("[ttr]\nDBS=%s\n", wrong[i]);
      g_autofree char *wanted = g_strdup_printf ("s.ini:2: [ttr] DBS: “%s” is no length of time such as 4:00", wrong[i]);
      g_autoptr (TuntasSettingsFile) bad = tuntas_settings_file_new (text, -1, "s.ini");
      g_autoptr (TuntasServiceTable) none = tuntas_service_table_read (bad, procedure);
      g_autofree char *finding = NULL;

      tuntas_settings_file_close (bad);
      g_assert_cmpuint (tuntas_settings_file_get_findings (bad)->len, ==, 1);
      finding = tuntas_finding_to_string (g_ptr_array_index (tuntas_settings_file_get_findings (bad), 0));
      g_assert_cmpstr (finding, ==, wanted);
      g_assert_cmpint (target_of (none, "DBS"), ==, -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/service/families", test_families);
  g_test_add_func ("/core/service/zones", test_zones);
  g_test_add_func ("/core/service/site", test_site);
  g_test_add_func ("/core/service/ttr-targets", test_ttr_targets);
  return g_test_run ();
}
