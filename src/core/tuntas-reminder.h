/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* When the agent is reminded of a ticket: a pended one that is active again (1.2.6, 1.2.8), or a call that was agreed
 * (1.2.5). Pure: the case's events and an instant in, the stage that is due and the next instant out. Gaps between calls
 * (Q1) never remind.
 *
 * The reminder belongs to the instant that is waited for (tuntas_case_get_awaited ()), also after the case has gone on by
 * itself: what was given for it is an event, so that neither a restart nor a step of the clock back gives it twice. What
 * was slept through is not made up for one after the other: of several stages only the latest is given. */

G_BEGIN_DECLS

/* Before an agreed call: time to end what one is at. The five minutes. */
#define TUNTAS_REMINDER_SOON_SECONDS   (5 * 60)
/* Once more, where the agent has not looked at the ticket: the fifteen minutes. */
#define TUNTAS_REMINDER_AGAIN_SECONDS  (15 * 60)
/* How long the agent can put it off at a time: the ten minutes. */
#define TUNTAS_REMINDER_SNOOZE_SECONDS (10 * 60)

/* In the order in which they come. */
typedef enum
{
  TUNTAS_REMINDER_NONE,
  TUNTAS_REMINDER_SOON,  /* before an agreed call, and of nothing else */
  TUNTAS_REMINDER_DUE,   /* at the moment, or when what was put off comes again */
  TUNTAS_REMINDER_AGAIN, /* after it, unless the agent has looked since */
} TuntasReminderStage;

/* What is known of it. Instants are seconds UTC. */
typedef struct
{
  gint64 due;                /* what is waited for; -1: nothing, and then nothing is ever given */
  gboolean promise;          /* an agreed call */
  TuntasReminderStage given; /* the last one, since it was put off */
  gboolean looked;           /* the agent has looked at the ticket since the moment's was given */
  gint64 snoozed_until;      /* -1: it was not put off */
} TuntasReminder;

/* What the events of the case come to. */
TuntasReminder      tuntas_reminder_read (TuntasCase *state);

/* Which stage is to be given now. calling: somebody is on the phone, on whichever ticket: then an agreed call alone
 * reminds, and the others wait for its end. next (out) (optional): the instant at which to ask again, once that one has
 * been given; -1: never, unless something changes. */
TuntasReminderStage tuntas_reminder_at   (const TuntasReminder *self, gint64 now, gboolean calling, gint64 *next);

/* Whether something was given that is not over: the agent has not looked since, and the case has not gone on. */
gboolean            tuntas_reminder_stands     (const TuntasReminder *self);
/* Whether it can be put off: the moment's reminder was given, and nothing comes of it before the agent acts. */
gboolean            tuntas_reminder_can_snooze (const TuntasReminder *self);
/* Whether looking at the ticket changes anything: only then it is worth an event. */
gboolean            tuntas_reminder_can_look   (const TuntasReminder *self);

/* "soon", "due", "again"; never NULL. */
const char         *tuntas_reminder_stage_to_nick   (TuntasReminderStage stage);
/* NONE for what is no nick. nick (nullable) */
TuntasReminderStage tuntas_reminder_stage_from_nick (const char *nick);

/* (transfer full): the acts of the events; reason is a code, text (nullable) the agent's own words. */
TuntasAct *tuntas_reminder_given   (const TuntasReminder *self, TuntasReminderStage stage);
TuntasAct *tuntas_reminder_snoozed (const TuntasReminder *self, gint64 until, const char *code, const char *text);
TuntasAct *tuntas_reminder_looked  (const TuntasReminder *self);

G_END_DECLS
