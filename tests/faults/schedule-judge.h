/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule-world.h"

/* Judges a world by what really happened there. Safety and liveness apart; the first thing that is wrong goes to
 * world_fail (), which names what is broken. */

G_BEGIN_DECLS

typedef struct
{
  guint64 schedules;
  guint64 acts;      /* accepted */
  guint64 sendings;
  guint64 proved;
  guint64 held;      /* wait for the agent, with a reason */
  guint64 cancelled;
  guint64 kills;
  guint64 cuts;      /* of these, those at which the power went */
  guint64 not_saved; /* acts that the disk refused */
  guint64 requests;
  guint64 mails;
  guint64 notes, statuses, creates; /* that Nossa has */
  guint64 lost, doubled, wrongly_done, stuck, other;
} Tally;

/* Nothing lost, nothing doubled, nothing called done that is not there, no effect without its act, and the order of
 * each ticket kept. To be asked at any time. tally (nullable). */
void judge_safety   (World *world, Tally *tally);
/* Whether all that is not proved waits for the agent with a reason, once the faults have stopped and time has gone by. */
void judge_liveness (World *world, Tally *tally);

G_END_DECLS
