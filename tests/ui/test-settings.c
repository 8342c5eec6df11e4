/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-settings.h"

/* Whose word counts: the agent's in the preferences, then the files', then the program's. In memory. */

static void
test_order (void)
{
  g_autoptr (TuntasSettings) settings = tuntas_settings_new ();
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (
      "[dial]\nmode=command\ncommand=phone %s\noutside_line=9\nprefix=1\ninstead_of_62=0\n"
      "[links]\napplications=https://a.example\n",
      -1, "s.ini");
  g_autoptr (TuntasStation) station = tuntas_station_read (file, NULL, "Asia/Jakarta", "id");
  static const char *const no_links[] = { NULL };
  g_autofree char *line_before = tuntas_settings_dup_outside_line (settings);
  g_autofree char *line = NULL;
  g_autofree char *command = NULL;
  g_autofree char *chosen_line = NULL;
  g_auto (GStrv) links = NULL;
  g_auto (GStrv) chosen_links = NULL;

  g_assert_cmpstr (line_before, ==, "");
  g_assert_cmpint (tuntas_settings_get_dial_mode (settings), ==, TUNTAS_DIAL_HAND);
  g_assert_false (tuntas_settings_get_dial_asked (settings));
  g_assert_null (tuntas_settings_get_prefix (settings));

  tuntas_settings_set_station (settings, station);
  line = tuntas_settings_dup_outside_line (settings);
  command = tuntas_settings_dup_dial_command (settings);
  links = tuntas_settings_dup_links (settings);
  g_assert_cmpstr (line, ==, "9");
  g_assert_cmpstr (command, ==, "phone %s");
  g_assert_cmpstr (links[0], ==, "https://a.example");
  g_assert_cmpint (tuntas_settings_get_dial_mode (settings), ==, TUNTAS_DIAL_COMMAND);
  g_assert_true (tuntas_settings_get_dial_asked (settings));
  g_assert_cmpstr (tuntas_settings_get_prefix (settings), ==, "1");
  g_assert_cmpstr (tuntas_settings_get_instead_of_62 (settings), ==, "0");

  /* "None" is a choice too. */
  tuntas_settings_set_outside_line (settings, "");
  tuntas_settings_set_links (settings, no_links);
  tuntas_settings_set_dial_mode (settings, TUNTAS_DIAL_HAND);
  chosen_line = tuntas_settings_dup_outside_line (settings);
  chosen_links = tuntas_settings_dup_links (settings);
  g_assert_cmpstr (chosen_line, ==, "");
  g_assert_null (chosen_links[0]);
  g_assert_cmpint (tuntas_settings_get_dial_mode (settings), ==, TUNTAS_DIAL_HAND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/settings/order", test_order);
  return g_test_run ();
}
