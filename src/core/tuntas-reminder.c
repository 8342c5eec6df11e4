/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reminder.h"

#include "tuntas-json.h"

#include <string.h>

static const char *const nicks[] = {
  [TUNTAS_REMINDER_NONE] = "none",
  [TUNTAS_REMINDER_SOON] = "soon",
  [TUNTAS_REMINDER_DUE] = "due",
  [TUNTAS_REMINDER_AGAIN] = "again",
};

const char *
tuntas_reminder_stage_to_nick (TuntasReminderStage stage)
{
  return nicks[stage];
}

TuntasReminderStage
tuntas_reminder_stage_from_nick (const char *nick)
{
  for (guint i = TUNTAS_REMINDER_SOON; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return (TuntasReminderStage) i;
  return TUNTAS_REMINDER_NONE;
}

/* Reading */

static gboolean
is_of (TuntasEvent *event, gint64 due)
{
  gint64 own;

  return tuntas_act_get_instant (tuntas_event_get_act (event), "due", &own) && own == due;
}

static void
take_event (TuntasReminder *self, TuntasEvent *event)
{
  const char *id = tuntas_event_get_id (event);

  /* Whoever acts on the ticket has looked at it. */
  if (!tuntas_event_is_of_program (id))
    self->looked = self->looked || self->given >= TUNTAS_REMINDER_DUE;
  else if (strcmp (id, TUNTAS_EVENT_REMINDED) == 0 && is_of (event, self->due))
    self->given = MAX (self->given, tuntas_reminder_stage_from_nick (tuntas_event_get (event, "stage")));
  else if (strcmp (id, TUNTAS_EVENT_LOOKED) == 0 && is_of (event, self->due))
    self->looked = TRUE;
  else if (strcmp (id, TUNTAS_EVENT_SNOOZED) == 0 && is_of (event, self->due))
    {
      tuntas_act_get_instant (tuntas_event_get_act (event), "until", &self->snoozed_until);
      self->given = TUNTAS_REMINDER_NONE;
      self->looked = FALSE;
    }
}

TuntasReminder
tuntas_reminder_read (TuntasCase *state)
{
  TuntasReminder self = { .snoozed_until = -1 };
  GPtrArray *events = tuntas_case_get_events (state);

  self.due = tuntas_case_get_awaited (state, &self.promise);
  for (guint i = 0; self.due >= 0 && i < events->len; i++)
    take_event (&self, g_ptr_array_index (events, i));
  return self;
}

/* The rule */

/* From when on what was put off counts as that: an instant that lies further ahead than anything is put off for was set
 * by a clock that has been set right since. */
static gint64
snooze_counts_from (const TuntasReminder *self)
{
  return self->snoozed_until - 2 * TUNTAS_REMINDER_SNOOZE_SECONDS;
}

static gboolean
is_snoozed (const TuntasReminder *self, gint64 now)
{
  return self->snoozed_until >= 0 && now >= snooze_counts_from (self);
}

/* -1: that stage never comes. */
static gint64
instant_of (const TuntasReminder *self, TuntasReminderStage stage, gint64 now)
{
  gint64 moment = is_snoozed (self, now) ? self->snoozed_until : self->due;

  switch (stage)
    {
    case TUNTAS_REMINDER_SOON:
      return self->promise && self->snoozed_until < 0 ? self->due - TUNTAS_REMINDER_SOON_SECONDS : -1;
    case TUNTAS_REMINDER_DUE:
      return moment;
    case TUNTAS_REMINDER_AGAIN:
      return self->looked ? -1 : moment + TUNTAS_REMINDER_AGAIN_SECONDS;
    case TUNTAS_REMINDER_NONE:
    default:
      return -1;
    }
}

TuntasReminderStage
tuntas_reminder_at (const TuntasReminder *self, gint64 now, gboolean calling, gint64 *next)
{
  TuntasReminderStage due = TUNTAS_REMINDER_NONE;
  gint64 earliest = self->snoozed_until >= 0 && !is_snoozed (self, now) ? snooze_counts_from (self) : -1;

  for (int stage = self->given + 1; self->due >= 0 && stage <= TUNTAS_REMINDER_AGAIN; stage++)
    {
      gint64 instant = instant_of (self, (TuntasReminderStage) stage, now);

      if (instant < 0)
        continue;
      if (instant <= now)
        due = (TuntasReminderStage) stage;
      else if (earliest < 0 || instant < earliest)
        earliest = instant;
    }
  if (next != NULL)
    *next = earliest;
  return calling && !self->promise ? TUNTAS_REMINDER_NONE : due;
}

gboolean
tuntas_reminder_stands (const TuntasReminder *self)
{
  return self->due >= 0 && self->given != TUNTAS_REMINDER_NONE && !self->looked;
}

gboolean
tuntas_reminder_can_snooze (const TuntasReminder *self)
{
  return self->due >= 0 && self->given >= TUNTAS_REMINDER_DUE;
}

gboolean
tuntas_reminder_can_look (const TuntasReminder *self)
{
  return self->due >= 0 && self->given == TUNTAS_REMINDER_DUE && !self->looked;
}

/* Writing */

static TuntasAct *
act_of (const TuntasReminder *self, const char *id)
{
  TuntasAct *act = tuntas_act_new (id);

  tuntas_act_set_instant (act, "due", self->due);
  return act;
}

TuntasAct *
tuntas_reminder_given (const TuntasReminder *self, TuntasReminderStage stage)
{
  TuntasAct *act = act_of (self, TUNTAS_EVENT_REMINDED);

  tuntas_act_set (act, "stage", tuntas_reminder_stage_to_nick (stage));
  return act;
}

TuntasAct *
tuntas_reminder_snoozed (const TuntasReminder *self, gint64 until, const char *code, const char *text)
{
  TuntasAct *act = act_of (self, TUNTAS_EVENT_SNOOZED);

  tuntas_act_set_instant (act, "until", until);
  tuntas_act_set (act, "code", code);
  tuntas_act_set (act, "text", text);
  return act;
}

TuntasAct *
tuntas_reminder_looked (const TuntasReminder *self)
{
  return act_of (self, TUNTAS_EVENT_LOOKED);
}
