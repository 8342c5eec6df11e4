/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* How fast the training's clock runs: 60 or 600 times as fast, if the trainee wants that, and as fast as real time in a
 * call and whenever there is something to do again. One rule, so that nobody is called at 600 times the pace:
 *
 *   in a call → 1;  else → what was chosen, which is 1 at first and again after each wait
 *
 * Something that happens (a ticket is active again, the next call is due, a customer makes contact, all is done) ends
 * the wait and what was chosen for it: the next wait begins at real time. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PACE (tuntas_pace_get_type ())
/* Property "speed" (int, read only, with notify): what the clock runs at now. */
G_DECLARE_FINAL_TYPE (TuntasPace, tuntas_pace, TUNTAS, PACE, GObject)

/* Sets the clock's speed; also called at the beginning, with 1. */
typedef void (*TuntasPaceFunc) (int speed, gpointer user_data);

/* (transfer full) */
TuntasPace *tuntas_pace_new         (TuntasPaceFunc set, gpointer user_data);
/* By the trainee: 1, 60 or 600; from now on, or once the call is over. */
void        tuntas_pace_choose      (TuntasPace *self, int speed);
/* Whether there is such a speed: 1, 60 or 600. */
gboolean    tuntas_pace_is_speed    (int speed);
int         tuntas_pace_get_chosen  (TuntasPace *self);
void        tuntas_pace_set_in_call (TuntasPace *self, gboolean in_call);
/* There is something to do: the wait is over. */
void        tuntas_pace_arrive      (TuntasPace *self);
int         tuntas_pace_get_speed   (TuntasPace *self);

G_END_DECLS
