/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* Whether every case that waits will be woken: looked at each time the alarm is armed, which is at the start and after
 * each change. It trusts nothing of what armed the alarm but the instant that it stands at. */

/* Further ahead than that nothing is put off, whatever a calendar closes (Q17) and a customer agrees to: a clock was
 * wrong then, or is now. */
#define FARTHEST_SECONDS (G_GINT64_CONSTANT (400) * 24 * 3600)

static TuntasAlarmTrouble
find_trouble (TuntasDesk *self, TuntasDeskItem *item, gint64 now)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  gint64 deadline = tuntas_case_get_deadline (state);

  if (tuntas_case_get_end (state) != NULL || !tuntas_case_needs_deadline (state))
    return TUNTAS_ALARM_HOLDS;
  if (deadline < 0)
    return TUNTAS_ALARM_NO_DEADLINE;
  if (tuntas_desk_item_is_stuck (item) && deadline <= now)
    return TUNTAS_ALARM_NOT_SAVED;
  if (deadline - now > FARTHEST_SECONDS)
    return TUNTAS_ALARM_TOO_FAR;
  /* What has passed already needs no waking: it is honoured at the next look. Nor does what the step does not lead on from by
   * itself: it waits for the agent (1.2.7), or for the coordinator (Q18). */
  if (deadline > now && tuntas_case_get_step (state)->due != NULL && (self->alarm == 0 || self->alarm_at > deadline))
    return TUNTAS_ALARM_NOT_ARMED;
  return TUNTAS_ALARM_HOLDS;
}

static void
count_reminder (TuntasDeskItem *item, gint64 now, TuntasAlarms *alarms)
{
  gint64 next;
  TuntasReminderStage due = tuntas_reminder_at (tuntas_desk_item_get_reminder (item), now, FALSE, &next);

  next = due != TUNTAS_REMINDER_NONE ? now : next;
  if (next < 0)
    return;
  alarms->n++;
  if (alarms->next < 0 || next < alarms->next)
    alarms->next = next;
}

void
tuntas_desk_count_alarms (TuntasDesk *self, TuntasAlarms *alarms)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  g_return_if_fail (TUNTAS_IS_DESK (self));

  /* As it was found when the alarm was armed: while it rings it is not. */
  *alarms = (TuntasAlarms) { .next = -1, .trouble = self->alarm_trouble, .item = self->alarm_item };
  for (guint i = 0; tuntas_desk_may_remind (self) && i < tuntas_queue_get_n (self->queue); i++)
    count_reminder (tuntas_queue_get (self->queue, i), now, alarms);
}

gboolean
tuntas_desk_get_alarms_hold (TuntasDesk *self)
{
  return self->alarm_trouble == TUNTAS_ALARM_HOLDS;
}

/* item (nullable) */
static void
tell_trouble (TuntasDesk *self, TuntasAlarmTrouble trouble, TuntasDeskItem *item)
{
  self->alarm_trouble = trouble;
  g_set_object (&self->alarm_item, item);
  if (item != NULL)
    g_message ("the alarm of %s does not hold (%d)", tuntas_desk_item_get_id (item), trouble);
  g_object_notify (G_OBJECT (self), "alarms-hold");
}

void
tuntas_desk_watch_alarms (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  TuntasAlarmTrouble trouble = TUNTAS_ALARM_HOLDS;
  TuntasDeskItem *item = NULL;

  for (guint i = 0; tuntas_desk_may_remind (self) && trouble == TUNTAS_ALARM_HOLDS && i < tuntas_queue_get_n (self->queue); i++)
    {
      item = tuntas_queue_get (self->queue, i);
      trouble = find_trouble (self, item, now);
    }
  if (trouble == TUNTAS_ALARM_HOLDS)
    item = NULL;
  if (trouble != self->alarm_trouble || item != self->alarm_item)
    tell_trouble (self, trouble, item);
  g_signal_emit_by_name (self, "alarms-changed");
}
