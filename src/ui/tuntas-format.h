/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Times and names as people read them. Pure functions: the instant (seconds since 1970 UTC), the zone and now are
 * given; the language is the locale's. Times are written with a dot in every language ("09.13"), as in Nossa. */

/* Whose clock a time is of: the agent's, everywhere: queue, history, attempts, receipts, countdowns. Where the clock of
 * the ticket's customer differs, the zone stands beside each time of that ticket (tuntas_format_moment_for ()), so that
 * nobody has to wonder; a deadline always says its zone (tuntas_format_deadline ()). Two things alone are on the
 * customer's clock, and say so: the clock beside the number that is called, and a time that is agreed with the customer
 * (typed in, shown as it was understood in both clocks). What leaves the desk (script, note, e-mail) is on the customer's clock:
 * tuntas-words.h. */

G_BEGIN_DECLS

/* (transfer full): "09.13" */
char *tuntas_format_clock      (gint64 instant, GTimeZone *zone);
/* (transfer full): "09.13 WIB" */
char *tuntas_format_clock_zone (gint64 instant, GTimeZone *zone);
/* (transfer full): "09.13", and "22 Nov 19.05" where that is another day than now. */
char *tuntas_format_moment     (gint64 instant, GTimeZone *zone, gint64 now);
/* (transfer full): the same; "09.13 WIB" where the customer's clock shows another time at that instant.
 * customer (nullable): NULL: nobody knows it. */
char *tuntas_format_moment_for (gint64 instant, GTimeZone *zone, GTimeZone *customer, gint64 now);
/* (transfer full): a moment with its zone: "10.20 WIB", "24 Nov 08.00 WIB" */
char *tuntas_format_deadline   (gint64 instant, GTimeZone *zone, gint64 now);
/* Whether both clocks show the same time at that instant. other (nullable): nobody knows it: they do. */
gboolean tuntas_format_is_same_clock (gint64 instant, GTimeZone *zone, GTimeZone *other);
/* (transfer full): "Senin, 23 November 2026" */
char *tuntas_format_date       (gint64 instant, GTimeZone *zone);
/* "WIB", "WITA", "WIT", else the zone's own short name at that instant. (transfer full) */
char *tuntas_format_zone       (gint64 instant, GTimeZone *zone);

/* (transfer full): a length of time, rounded down: "1 jam 05 mnt", "42 mnt", "38 dtk". Less than 0 counts as 0. */
char *tuntas_format_duration   (gint64 seconds);
/* (transfer full): the same in words for the ear: "1 jam 5 menit", "42 menit", "38 detik". */
char *tuntas_format_duration_spoken (gint64 seconds);
/* (transfer full): a running clock: "03:41", "1:05:00", and "−06:12" for less than 0 (with the minus sign). */
char *tuntas_format_stopwatch  (gint64 seconds);

/* How an instant that is waited for stands to now. */
typedef enum
{
  TUNTAS_NEARNESS_AHEAD, /* still to come */
  TUNTAS_NEARNESS_NOW,   /* reached less than a minute ago */
  TUNTAS_NEARNESS_LATE,
} TuntasNearness;

TuntasNearness tuntas_format_nearness (gint64 instant, gint64 now);

/* (transfer full): for a row of the queue: "4 jam 47 mnt", "42 mnt", under two minutes "01:41", then "sekarang" and
 * "−6 mnt". Minutes ahead are rounded up, so that the text says when and not almost. */
char *tuntas_format_due        (gint64 instant, gint64 now);
/* (transfer full): the same for the ear: "42 menit lagi", "sekarang", "terlambat 6 menit". */
char *tuntas_format_due_spoken (gint64 instant, gint64 now);
/* Whether tuntas_format_due () changes with the second and not only with the minute. */
gboolean tuntas_format_due_ticks (gint64 instant, gint64 now);
/* (transfer full): the ticket's TTR, which is Nossa's clock and not ours, against what the site wants it to stay below: "TTR
 * 3:20 dari 4:00", "TTR 4:10, lewat target 4:00"; without a target (-1) "TTR 3:20:05". Whether it is over is told by
 * words. */
char *tuntas_format_ttr        (gint64 seconds, gint64 target);
/* (transfer full): the same for a row of the queue: "TTR 3:20", "TTR 4:10 lewat". */
char *tuntas_format_ttr_short  (gint64 seconds, gint64 target);
gboolean tuntas_format_ttr_is_over (gint64 seconds, gint64 target);

/* How much of a wait is over, 0 … 1: for rings. */
double tuntas_format_fraction  (gint64 from, gint64 until, gint64 now);

G_END_DECLS
