/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* The clock faces of the instruction: day and night, "tomorrow", and the hours in which homes are called. All on the
 * customer's clock; pure functions of rules, zone and instant (seconds UTC). */

G_BEGIN_DECLS

/* 1.2.6 and Q2, Q12, Q17: by day now plus `pend_day`, by the moment of pending; by night the next `resume_at` strictly
 * after now, on the first day that is neither one of `closed_dates` nor of `closed_weekdays`. */
gint64   tuntas_pending_until      (const TuntasRules *rules, GTimeZone *zone, gint64 now);
/* Q17: whether those closed days put off what is pended at that moment. */
gboolean tuntas_pending_is_moved   (const TuntasRules *rules, GTimeZone *zone, gint64 now);
/* 1.2.6: whether the moment counts as day. */
gboolean tuntas_pending_is_day     (const TuntasRules *rules, GTimeZone *zone, gint64 now);
/* Q16: whether homes are called at that moment; home_from itself is inside, home_to is not. */
gboolean tuntas_hours_are_home     (const TuntasRules *rules, GTimeZone *zone, gint64 instant);
/* Q16: the instant itself where it is inside the hours, else the next home_from. */
gint64   tuntas_hours_next_home    (const TuntasRules *rules, GTimeZone *zone, gint64 instant);

G_END_DECLS
