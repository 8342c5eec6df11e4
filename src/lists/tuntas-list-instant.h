/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-values.h"

/* Dates and lengths of time as lists write them. */

G_BEGIN_DECLS

/* Whether a date column's cell holds none: blank, "-", "null", "0000-00-00 00:00:00". */
gboolean tuntas_list_instant_is_empty (const char *text);

/* "12-08-2021 09:14:05", "2025-08-12 17:42:15", "8/25/2025 5:42 PM", "12 Agu 2021 09.14 WITA", with an offset, or days
 * since 1899-12-30 (1904-01-01 where dates say so) with a fraction. seconds: UTC. Only the years 2000 to 2099 are believed. */
gboolean tuntas_list_instant_read     (const TuntasListCell *cell, const TuntasListDates *dates, gint64 *seconds);
/* See tuntas_list_value_order (). */
TuntasListOrder tuntas_list_instant_order (const char *text);

/* "26:05:10" and "26:05" (hours and minutes), "2.35" and "2,35" (hours), days where Excel shows a time. */
gboolean tuntas_list_duration_read    (const TuntasListCell *cell, gint64 *seconds);

G_END_DECLS
