/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-customer.h"
#include "tuntas-debrief.h"
#include "tuntas-desk.h"
#include "tuntas-pace.h"

/* One trainee at one scenario: stands beside the desk, which is the same as at work and knows nothing of it. It watches
 * what the desk does, and lets happen what follows from that: an attempt is dialled at the virtual customer's, time and
 * acts bring messages and what happens in Nossa, a call slows the clock down, what is refused is kept for the debrief.
 *
 *   desk "changed" ──► calls ──► customer      desk "act-refused" ─► trials
 *         │                                               │
 *         └──► moments ──► messages, Nossa                └──► debrief, with the truth of the calls
 *
 * Property "done" (boolean, read only, with notify): every ticket of the scenario has come to an end, as it stands. */

G_BEGIN_DECLS

/* The same rules in all of them; what the window shows is another matter. */
typedef enum
{
  TUNTAS_PRACTICE_GUIDED, /* dipandu: the next step is shown, as at work */
  TUNTAS_PRACTICE_ALONE,  /* mandiri: all acts are offered, a wrong one is refused with its clause */
  TUNTAS_PRACTICE_EXAM,   /* ujian: nothing is explained before the debrief */
} TuntasPracticeMode;

#define TUNTAS_PRACTICE_N_MODES 3

/* "guided", "alone", "exam": in files. */
const char *tuntas_practice_mode_nick      (TuntasPracticeMode mode);
gboolean    tuntas_practice_mode_from_nick (const char *nick, TuntasPracticeMode *mode);

#define TUNTAS_TYPE_PRACTICE (tuntas_practice_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPractice, tuntas_practice, TUNTAS, PRACTICE, GObject)

TuntasScenario     *tuntas_practice_get_scenario (TuntasPractice *self);
TuntasPracticeMode  tuntas_practice_get_mode     (TuntasPractice *self);
TuntasCustomer     *tuntas_practice_get_customer (TuntasPractice *self);
TuntasPace         *tuntas_practice_get_pace     (TuntasPractice *self);
/* (element-type TuntasTrial): what was refused so far. */
GPtrArray          *tuntas_practice_get_trials   (TuntasPractice *self);
gboolean            tuntas_practice_is_done      (TuntasPractice *self);

/* (transfer full): what was done so far, judged; at any time. */
TuntasDebrief      *tuntas_practice_judge        (TuntasPractice *self);

G_END_DECLS
