/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

/* What the self-check of the reminders says: pure functions of its result, the agent's zone and now. */

G_BEGIN_DECLS

/* (transfer full): "Pengingat aktif: 4, berikutnya 14.32"; with a trouble what is wrong, and what to do about it. */
char *tuntas_alarm_words_new   (const TuntasAlarms *alarms, GTimeZone *zone, gint64 now);
/* (transfer full): the first alone. */
char *tuntas_alarm_words_count (const TuntasAlarms *alarms, GTimeZone *zone, gint64 now);

G_END_DECLS
