/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-dialler.h"

static void
test_reduce (void)
{
  g_autofree char *plain = tuntas_dialler_reduce ("+62 (800) 000-001");
  g_autofree char *keys = tuntas_dialler_reduce ("*21#,1;2 $(reboot)`x`");

  g_assert_cmpstr (plain, ==, "+62800000001");
  g_assert_cmpstr (keys, ==, "*21#,1;2");
}

/* Outside line, prefix, number; 62 becomes what the plan says, and only the country's code is one. */
static void
test_plan (void)
{
  static const struct { const char *phone, *line, *prefix, *instead_of_62, *dialled; } rows[] = {
    { "0800-000-001", "", NULL, NULL, "0800000001" },
    { "+62 800 000 001", "", NULL, NULL, "+62800000001" },
    { "+62 800 000 001", "", NULL, "0", "0800000001" },
    { "62800000001", "9,", NULL, "0", "9,0800000001" },
    { "62800000001", "9", "*31#", "0", "9*31#0800000001" },
    { "62800000001", "", NULL, "", "800000001" },
    { "0262000001", "", NULL, "0", "0262000001" },
    { "0800000001", "9 ", "a1", NULL, "910800000001" },
    { "*21*0800000001#", "9,", "*31#", NULL, "9,*31#210800000001" },
    { "0800000001;ext=1,,2+3", "", NULL, NULL, "0800000001123" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *dialled = tuntas_dialler_plan (rows[i].phone, rows[i].line, rows[i].prefix,
                                                      rows[i].instead_of_62);

      g_assert_cmpstr (dialled, ==, rows[i].dialled);
    }
}

/* The number is one word whatever it looks like, and no shell reads it. */
static void
test_split (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) placed = tuntas_dialler_split ("phone --call 'to %s' now", "0800000001", &error);
  g_auto (GStrv) appended = tuntas_dialler_split ("phone -d", "0800000001", &error);
  g_auto (GStrv) broken = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (placed), ==, 4);
  g_assert_cmpstr (placed[2], ==, "to 0800000001");
  g_assert_cmpuint (g_strv_length (appended), ==, 3);
  g_assert_cmpstr (appended[2], ==, "0800000001");
  broken = tuntas_dialler_split ("phone 'open", "0800000001", &error);
  g_assert_null (broken);
  g_assert_error (error, G_SHELL_ERROR, G_SHELL_ERROR_BAD_QUOTING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/dialler/reduce", test_reduce);
  g_test_add_func ("/ui/dialler/plan", test_plan);
  g_test_add_func ("/ui/dialler/split", test_split);
  return g_test_run ();
}
