/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shift.h"

/* Several computers of one shift: each has its own journal, all of them the same Nossa and the same clock. */

typedef struct
{
  Shift *shift;
  GHashTable *directories; /* computer → the folder of its journal */
} Computers;

/* The shift begins at the computer "a". */
Computers *computers_new  (const char *start);
void       computers_free (Computers *self);
/* Lets the one go and sits down at another, which is empty the first time. */
void       computers_sit  (Computers *self, const char *computer);

/* Lets so much time pass; then the agent comes back and logs in: over a night that goes by at once a session may end. */
void       computers_sleep (Computers *self, gint64 seconds);

/* What the ticket's work log in Nossa holds is fetched, and is there. */
void       computers_look (Computers *self, const char *ticket);
/* (transfer full): our notes in Nossa, as somebody would copy them from its page: the oldest last, below the number. */
char      *computers_copy_work_log (Computers *self, const char *ticket);
