/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-format.h"

#include <locale.h>

/* Monday, 23 November 2026, 09.13.20 in Jakarta. */
#define NOW G_GINT64_CONSTANT (1795400000)

#define assert_text(call, expected) \
  G_STMT_START { g_autofree char *text_ = (call); g_assert_cmpstr (text_, ==, expected); } G_STMT_END

static GTimeZone *
zone_of (const char *id)
{
  GTimeZone *zone = g_time_zone_new_identifier (id);

  g_assert_nonnull (zone);
  return zone;
}

static void
test_clock (void)
{
  g_autoptr (GTimeZone) jakarta = zone_of ("Asia/Jakarta");
  g_autoptr (GTimeZone) makassar = zone_of ("Asia/Makassar");
  g_autoptr (GTimeZone) jayapura = zone_of ("Asia/Jayapura");

  assert_text (tuntas_format_clock (NOW, jakarta), "09.13");
  assert_text (tuntas_format_clock_zone (NOW, jakarta), "09.13 WIB");
  assert_text (tuntas_format_clock_zone (NOW, makassar), "10.13 WITA");
  assert_text (tuntas_format_clock_zone (NOW, jayapura), "11.13 WIT");
  assert_text (tuntas_format_zone (NOW, makassar), "WITA");
  assert_text (tuntas_format_clock (G_MAXINT64, jakarta), "–");
}

static void
test_date (void)
{
  g_autoptr (GTimeZone) jakarta = zone_of ("Asia/Jakarta");
  g_autoptr (GTimeZone) jayapura = zone_of ("Asia/Jayapura");
  gint64 midnight = NOW - (9 * 3600 + 13 * 60 + 20);

  assert_text (tuntas_format_date (NOW, jakarta), "Monday, 23 November 2026");
  assert_text (tuntas_format_moment (midnight, jakarta, NOW), "00.00");
  assert_text (tuntas_format_moment (midnight - 1, jakarta, NOW), "22 Nov 23.59");
  /* The day is the zone's, not the one of Greenwich or Jakarta. */
  assert_text (tuntas_format_moment (midnight - 1, jayapura, NOW), "01.59");
}

static void
test_two_clocks (void)
{
  g_autoptr (GTimeZone) jakarta = zone_of ("Asia/Jakarta");
  g_autoptr (GTimeZone) pontianak = zone_of ("Asia/Pontianak");
  g_autoptr (GTimeZone) makassar = zone_of ("Asia/Makassar");

  /* The agent's clock; its zone only where the customer's shows another time. */
  assert_text (tuntas_format_moment_for (NOW, jakarta, jakarta, NOW), "09.13");
  assert_text (tuntas_format_moment_for (NOW, jakarta, pontianak, NOW), "09.13");
  assert_text (tuntas_format_moment_for (NOW, jakarta, NULL, NOW), "09.13");
  assert_text (tuntas_format_moment_for (NOW, jakarta, makassar, NOW), "09.13 WIB");
  assert_text (tuntas_format_moment_for (NOW - 86400, jakarta, makassar, NOW), "22 Nov 09.13 WIB");
  assert_text (tuntas_format_moment_for (NOW, makassar, jakarta, NOW), "10.13 WITA");
  assert_text (tuntas_format_deadline (NOW, jakarta, NOW), "09.13 WIB");
  assert_text (tuntas_format_deadline (NOW + 86400, makassar, NOW), "24 Nov 10.13 WITA");
}

static void
test_indonesian (void)
{
  g_autoptr (GTimeZone) jakarta = zone_of ("Asia/Jakarta");

  if (setlocale (LC_ALL, "id_ID.UTF-8") == NULL)
    {
      g_test_skip ("the locale id_ID.UTF-8 is not built");
      return;
    }
  assert_text (tuntas_format_date (NOW, jakarta), "Senin, 23 November 2026");
  assert_text (tuntas_format_clock (NOW, jakarta), "09.13");
  assert_text (tuntas_format_moment (NOW + 270 * 86400, jakarta, NOW), "20 Agu 09.13");
  assert_text (tuntas_format_stopwatch (-372), "−06:12");
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_duration (void)
{
  assert_text (tuntas_format_duration (3900), "1 h 05 min");
  assert_text (tuntas_format_duration (3600), "1 h 00 min");
  assert_text (tuntas_format_duration (3599), "59 min");
  assert_text (tuntas_format_duration (60), "1 min");
  assert_text (tuntas_format_duration (59), "59 s");
  assert_text (tuntas_format_duration (-5), "0 s");
  assert_text (tuntas_format_duration_spoken (3900), "1 hour 5 minutes");
  assert_text (tuntas_format_duration_spoken (7200), "2 hours");
  assert_text (tuntas_format_duration_spoken (60), "1 minute");
  assert_text (tuntas_format_duration_spoken (1), "1 second");
}

static void
test_stopwatch (void)
{
  assert_text (tuntas_format_stopwatch (0), "00:00");
  assert_text (tuntas_format_stopwatch (221), "03:41");
  assert_text (tuntas_format_stopwatch (3599), "59:59");
  assert_text (tuntas_format_stopwatch (3900), "1:05:00");
  assert_text (tuntas_format_stopwatch (-372), "−06:12");
}

static void
test_due (void)
{
  assert_text (tuntas_format_due (NOW + 17220, NOW), "4 h 47 min");
  assert_text (tuntas_format_due (NOW + 2461, NOW), "42 min");
  assert_text (tuntas_format_due (NOW + 120, NOW), "2 min");
  assert_text (tuntas_format_due (NOW + 119, NOW), "01:59");
  assert_text (tuntas_format_due (NOW + 1, NOW), "00:01");
  assert_text (tuntas_format_due (NOW, NOW), "now");
  assert_text (tuntas_format_due (NOW - 59, NOW), "now");
  assert_text (tuntas_format_due (NOW - 60, NOW), "−1 min");
  assert_text (tuntas_format_due (NOW - 372, NOW), "−6 min");
  assert_text (tuntas_format_due_spoken (NOW + 2461, NOW), "in 42 minutes");
  assert_text (tuntas_format_due_spoken (NOW + 59, NOW), "in 59 seconds");
  assert_text (tuntas_format_due_spoken (NOW - 30, NOW), "now");
  assert_text (tuntas_format_due_spoken (NOW - 372, NOW), "6 minutes late");
  g_assert_false (tuntas_format_due_ticks (NOW + 120, NOW));
  g_assert_true (tuntas_format_due_ticks (NOW + 119, NOW));
  g_assert_true (tuntas_format_due_ticks (NOW + 1, NOW));
  g_assert_false (tuntas_format_due_ticks (NOW, NOW));
}

static void
test_fraction (void)
{
  g_assert_cmpfloat (tuntas_format_fraction (100, 200, 50), ==, 0);
  g_assert_cmpfloat (tuntas_format_fraction (100, 200, 150), ==, 0.5);
  g_assert_cmpfloat (tuntas_format_fraction (100, 200, 200), ==, 1);
  /* A wait of no length is over. */
  g_assert_cmpfloat (tuntas_format_fraction (200, 200, 100), ==, 1);
}

/* Nossa's clock against the site's target; the target itself is not over it. */
static void
test_ttr (void)
{
  assert_text (tuntas_format_ttr (2 * 3600 + 21 * 60 + 5, -1), "TTR 2:21:05");
  assert_text (tuntas_format_ttr (3 * 3600 + 20 * 60, 4 * 3600), "TTR 3:20 of 4:00");
  assert_text (tuntas_format_ttr (4 * 3600, 4 * 3600), "TTR 4:00 of 4:00");
  assert_text (tuntas_format_ttr (4 * 3600 + 1, 4 * 3600), "TTR 4:00, over the target 4:00");
  assert_text (tuntas_format_ttr (100 * 3600, 24 * 3600), "TTR 100:00, over the target 24:00");
  assert_text (tuntas_format_ttr_short (3 * 3600 + 20 * 60, 4 * 3600), "TTR 3:20");
  assert_text (tuntas_format_ttr_short (4 * 3600 + 60, 4 * 3600), "TTR 4:01 over");
  g_assert_false (tuntas_format_ttr_is_over (1000000, -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format/clock", test_clock);
  g_test_add_func ("/ui/format/date", test_date);
  g_test_add_func ("/ui/format/two-clocks", test_two_clocks);
  g_test_add_func ("/ui/format/indonesian", test_indonesian);
  g_test_add_func ("/ui/format/duration", test_duration);
  g_test_add_func ("/ui/format/stopwatch", test_stopwatch);
  g_test_add_func ("/ui/format/due", test_due);
  g_test_add_func ("/ui/format/fraction", test_fraction);
  g_test_add_func ("/ui/format/ttr", test_ttr);
  return g_test_run ();
}
