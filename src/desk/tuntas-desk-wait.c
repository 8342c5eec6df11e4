/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* How long to wait before Nossa is asked again: always at random, so that a room full of desks that lost the server in
 * the same second does not come back in the same second. What the server asks for itself is honoured by all requests of
 * the desk, not only by the one that was told. */

#define WAIT_FIRST 4       /* seconds, doubled with each failure */
#define WAIT_MOST 300
#define RETRY_AFTER_MOST 900 /* longer than this nobody leaves a desk alone; it is asked again then */

gint64
tuntas_desk_backoff (TuntasDesk *self, int failures)
{
  gint64 most = MIN ((gint64) WAIT_FIRST << CLAMP (failures, 0, 8), WAIT_MOST);

  return 1 + g_rand_int_range (self->random, 0, (gint32) most);
}

gint64
tuntas_desk_wait_after (TuntasDesk *self, const GError *error, int failures)
{
  gint64 asked = tuntas_nossa_error_get_retry_after (error);

  if (!g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_BUSY))
    return tuntas_desk_backoff (self, failures);
  if (asked < 0)
    asked = tuntas_desk_backoff (self, failures);
  asked = MIN (asked, RETRY_AFTER_MOST);
  /* Never earlier than asked, and not all at once. */
  asked += g_rand_int_range (self->random, 0, (gint32) asked / 5 + 2);
  self->hold_until = MAX (self->hold_until, tuntas_clock_now_seconds (self->clock) + asked);
  return asked;
}

gint64
tuntas_desk_poll_wait (TuntasDesk *self)
{
  guint jitter = tuntas_nossa_site_get_poll_jitter (tuntas_nossa_get_site (self->nossa));

  return self->poll_interval + g_rand_int_range (self->random, 0, self->poll_interval * (gint32) jitter / 100 + 1);
}
