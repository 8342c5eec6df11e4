/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shift.h"

/* What a desk gave of reminders: one a signal, in order, over any number of restarts. */

typedef struct
{
  char *ticket;
  gint64 due;   /* of the wait */
  TuntasReminderStage stage; /* NONE: it was taken back */
  gint64 at;    /* seconds UTC, by the clock of the desk */
} GivenReminder;

typedef struct
{
  TuntasClock *clock;
  GArray *given; /* of GivenReminder */
} ReminderLog;

void reminder_log_init  (ReminderLog *self, TuntasClock *clock);
void reminder_log_clear (ReminderLog *self);
/* Begins to take this desk's. */
void reminder_log_watch (ReminderLog *self, TuntasDesk *desk);
/* (transfer full): "due 0, again 900, none 901": stages and seconds since the instant that was waited for. */
char *reminder_log_dup_words (const ReminderLog *self, const char *ticket);
