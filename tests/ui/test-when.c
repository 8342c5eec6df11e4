/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-when.h"


static gint64
instant (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+07:00");
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (at);
  return g_date_time_to_unix (at);
}

static void
test_understood (void)
{
  static const struct
  {
    const char *text;
    TuntasWhenSide side;
    const char *at;
  } cases[] = {
    { "14.00", TUNTAS_WHEN_AHEAD, "2026-11-23T14:00:00" },
    { "14:00", TUNTAS_WHEN_AHEAD, "2026-11-23T14:00:00" },
    { " 1430 ", TUNTAS_WHEN_AHEAD, "2026-11-23T14:30:00" },
    { "pukul 14", TUNTAS_WHEN_AHEAD, "2026-11-23T14:00:00" },
    { "jam 14.05 WIB", TUNTAS_WHEN_AHEAD, "2026-11-23T14:05:00" },
    { "08.00", TUNTAS_WHEN_AHEAD, "2026-11-24T08:00:00" },
    { "09.13", TUNTAS_WHEN_AHEAD, "2026-11-24T09:13:00" },
    { "besok 09.00", TUNTAS_WHEN_AHEAD, "2026-11-24T09:00:00" },
    { "Tomorrow 9", TUNTAS_WHEN_AHEAD, "2026-11-24T09:00:00" },
    { "lusa 10.00", TUNTAS_WHEN_AHEAD, "2026-11-25T10:00:00" },
    { "hari ini 08.00", TUNTAS_WHEN_AHEAD, "2026-11-23T08:00:00" },
    { "25-11 10.00", TUNTAS_WHEN_AHEAD, "2026-11-25T10:00:00" },
    { "30 mnt", TUNTAS_WHEN_AHEAD, "2026-11-23T09:43:00" },
    { "30 min", TUNTAS_WHEN_AHEAD, "2026-11-23T09:43:00" },
    { "2 jam", TUNTAS_WHEN_AHEAD, "2026-11-23T11:13:00" },
    { "1 jam lagi", TUNTAS_WHEN_AHEAD, "2026-11-23T10:13:00" },
    { "1 jam 30 mnt", TUNTAS_WHEN_AHEAD, "2026-11-23T10:43:00" },
    { "in 2 hours", TUNTAS_WHEN_AHEAD, "2026-11-23T11:13:00" },
    { "jam 2", TUNTAS_WHEN_AHEAD, "2026-11-24T02:00:00" },
    { "10 mnt lalu", TUNTAS_WHEN_BEHIND, "2026-11-23T09:03:00" },
    { "09.00", TUNTAS_WHEN_BEHIND, "2026-11-23T09:00:00" },
    { "21.00", TUNTAS_WHEN_BEHIND, "2026-11-22T21:00:00" },
    { "kemarin 08.00", TUNTAS_WHEN_BEHIND, "2026-11-22T08:00:00" },
    { "5 mnt", TUNTAS_WHEN_BEHIND, "2026-11-23T09:08:00" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+07:00");
  gint64 now = instant ("2026-11-23T09:13:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_true (tuntas_when_parse (cases[i].text, zone, now, cases[i].side, &at));
      g_assert_cmpint (at, ==, instant (cases[i].at));
    }
}

static void
test_not_understood (void)
{
  static const char *const cases[] = { "",      "nanti",    "25.00",   "14.60",    "14.5", "besok",
                                       "99-11 10.00", "14.00 15.00", "mnt", "5 mnt 14.00", "123",
                                       "30 jam", "14.30 jam", "besok 2 jam", "24-11 30 mnt", "lagi" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+07:00");
  gint64 now = instant ("2026-11-23T09:13:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at = -7;

      g_test_message ("%s", cases[i]);
      g_assert_false (tuntas_when_parse (cases[i], zone, now, TUNTAS_WHEN_AHEAD, &at));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/when/understood", test_understood);
  g_test_add_func ("/ui/when/not-understood", test_not_understood);
  return g_test_run ();
}
