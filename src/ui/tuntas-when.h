/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A time as people type it: "14.00", "14:00", "besok 09.00", "tomorrow 9", "24-11 09.00", "30 mnt". Both languages are
 * understood whatever the screen's is: colleagues share computers. */

G_BEGIN_DECLS

/* On which side of now a time of day without a date is looked for. */
typedef enum
{
  TUNTAS_WHEN_AHEAD,  /* today, or tomorrow where that has passed */
  TUNTAS_WHEN_BEHIND, /* today, or yesterday where that is still to come */
} TuntasWhenSide;

/* FALSE where the text is no time. now and instant are seconds UTC; the clock is that of the zone. A written date is
 * taken as it is, also where it lies on the other side of now: the rules say so then. */
gboolean tuntas_when_parse (const char *text, GTimeZone *zone, gint64 now, TuntasWhenSide side, gint64 *instant);

G_END_DECLS
