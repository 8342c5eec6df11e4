/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-station.h"

static void
assert_finding (TuntasSettingsFile *file, guint index, const char *wanted)
{
  GPtrArray *findings = tuntas_settings_file_get_findings (file);
  g_autofree char *said = NULL;

  g_assert_cmpuint (findings->len, >, index);
  said = tuntas_finding_to_string (g_ptr_array_index (findings, index));
  g_assert_cmpstr (said, ==, wanted);
}

static void
test_none (void)
{
  g_autoptr (TuntasStation) station = tuntas_station_read (NULL, NULL, "Asia/Jakarta", "id");

  g_assert_cmpstr (station->zone_id, ==, "Asia/Jakarta");
  g_assert_cmpstr (station->language, ==, "id");
  g_assert_cmpstr (station->company, ==, "Telkom");
  g_assert_cmpstr (station->unit, ==, "");
  g_assert_false (station->has_dial_mode);
  g_assert_null (station->outside_line);
  g_assert_null (station->applications);
  g_assert_cmpstr (station->ticket_uri, ==, "");
}

/* The agent's own file counts for what it may set, key by key. */
static void
test_two_files (void)
{
  g_autoptr (TuntasSettingsFile) system = tuntas_settings_file_new (
      "[agent]\nzone=Asia/Makassar\nunit=OCC Bandung\ncompany=Telkomsel\nmail_from=occ@site.example\n"
      "[display]\nlanguage=id\n"
      "[dial]\nmode=tel\noutside_line=9,\ninstead_of_62=0\n"
      "[links]\nticket=https://nossa.example/t?id={tiket}\napplications=https://a.example;https://b.example\n",
      -1, "system.ini");
  g_autoptr (TuntasSettingsFile) user = tuntas_settings_file_new (
      "[display]\nlanguage=en\n[dial]\nmode=command\ncommand=phone %s\nprefix=*31#\noutside_line=\n"
      "[agent]\ncompany=Lain\n[procedure]\nfirst_round_min=3\n",
      -1, "user.ini");
  g_autoptr (TuntasStation) station = tuntas_station_read (system, user, "Asia/Jakarta", "en");

  tuntas_settings_file_close (system);
  tuntas_settings_file_close (user);
  g_assert_cmpuint (tuntas_settings_file_get_findings (system)->len, ==, 0);
  g_assert_cmpuint (tuntas_settings_file_get_findings (user)->len, ==, 2);
  assert_finding (user, 0, "user.ini:9: [agent] company: only the system's file may set this");
  assert_finding (user, 1, "user.ini:11: [procedure] first_round_min: only the system's file may set this");
  g_assert_cmpstr (station->zone_id, ==, "Asia/Makassar");
  g_assert_cmpstr (station->unit, ==, "OCC Bandung");
  g_assert_cmpstr (station->company, ==, "Telkomsel");
  g_assert_cmpstr (station->mail_from, ==, "occ@site.example");
  g_assert_cmpstr (station->language, ==, "en");
  g_assert_true (station->has_dial_mode);
  g_assert_cmpint (station->dial_mode, ==, TUNTAS_DIAL_COMMAND);
  g_assert_cmpstr (station->dial_command, ==, "phone %s");
  g_assert_cmpstr (station->outside_line, ==, "");
  g_assert_cmpstr (station->prefix, ==, "*31#");
  g_assert_cmpstr (station->instead_of_62, ==, "0");
  g_assert_cmpstr (station->ticket_uri, ==, "https://nossa.example/t?id={tiket}");
  g_assert_cmpuint (g_strv_length (station->applications), ==, 2);
  g_assert_cmpstr (station->applications[1], ==, "https://b.example");
}

static void
test_refused (void)
{
  static const struct { const char *file; const char *message; } rows[] = {
    { "[agent]\nzone=Asia/Tokyo\n", "s.ini:2: [agent] zone: “Asia/Tokyo” is none of Asia/Jakarta, Asia/Pontianak, "
                                    "Asia/Makassar, Asia/Jayapura" },
    { "[agent]\nticket_uri=x\n", "s.ini:2: [agent] ticket_uri: there is no such setting" },
    { "[display]\nlanguage=su\n", "s.ini:2: [display] language: “su” is none of id, en" },
    { "[dial]\nmode=hands\n", "s.ini:2: [dial] mode: “hands” is none of tel, command, hand" },
    { "[dial]\noutside_line=nol\n",
      "s.ini:2: [dial] outside_line: “nol” has more than a telephone's keys: 0-9 + * # , ;" },
    { "[dial]\nprefix=a\n", "s.ini:2: [dial] prefix: “a” has more than a telephone's keys: 0-9 + * # , ;" },
    { "[dial]\nmask=no\n", "s.ini:2: [dial] mask: there is no such setting" },
    { "[links]\nticket=https://nossa.example/\n",
      "s.ini:2: [links] ticket: “https://nossa.example/” is no address such as https://nossa.example" },
    { "[links]\nticket=file:///{tiket}\n",
      "s.ini:2: [links] ticket: “file:///{tiket}” is no address such as https://nossa.example" },
    { "[links]\napplications=https://a.example;b\n",
      "s.ini:2: [links] applications: “b” is no address such as https://nossa.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (rows[i].file, -1, "s.ini");
      g_autoptr (TuntasStation) station = tuntas_station_read (file, NULL, "Asia/Jakarta", "id");

      tuntas_settings_file_close (file);
      g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 1);
      assert_finding (file, 0, rows[i].message);
      g_assert_cmpstr (station->zone_id, ==, "Asia/Jakarta");
      g_assert_cmpstr (station->language, ==, "id");
      g_assert_false (station->has_dial_mode);
      g_assert_null (station->outside_line);
      g_assert_null (station->prefix);
      g_assert_null (station->applications);
      g_assert_cmpstr (station->ticket_uri, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/station/none", test_none);
  g_test_add_func ("/core/station/two-files", test_two_files);
  g_test_add_func ("/core/station/refused", test_refused);
  return g_test_run ();
}
