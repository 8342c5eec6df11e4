/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "branches.h"
#include "e2e.h"

/* An agent whom nothing connects with Nossa: tickets come by pasting lists, and whatever is to reach Nossa or a customer is
 * copied out by hand. Every function ends when the window shows that it is done. */

G_BEGIN_DECLS

/* What one program goes. */
typedef struct
{
  const char *name;
  BranchesPart part;
  const char *const *ids;      /* the tickets that a list brings; ends with NULL */
  const char *const *services; /* of each */
  /* proof: rows by which a later list shows what was copied. */
  void (*walk) (E2e *e2e, GString *proof);
} HandWalk;

/* (main): starts the window on a Monday at nine, brings the tickets, walks, ends the program; then its journal has gone all
 * branches of W-03 in that part, and none that the procedure does not have. */
int  hand_main             (int argc, char **argv, const HandWalk *walk);
/* The window starts at a computer that has nothing yet, and a list brings it the tickets of the walk. */
void hand_start            (E2e *e2e, const HandWalk *walk);

/* group: what the preview counts. */
void hand_paste_list       (E2e *e2e, const char *text, const char *group);

void hand_suggested        (guint times);
void hand_begin            (const char *act);
void hand_see_calls        (E2e *e2e);
void hand_go_to            (E2e *e2e, const char *ticket);
/* Received with what the list has of cause and repair. */
void hand_recheck          (E2e *e2e);
/* Opened, received and re-checked. */
void hand_receive          (E2e *e2e, const char *ticket);
void hand_call             (E2e *e2e, const char *outcome);
void hand_call_in_vain     (E2e *e2e);
/* The line drops amid what was said. */
void hand_drop             (E2e *e2e);
/* A call that was made on another telephone. call_back (nullable). */
void hand_log_call         (E2e *e2e, const char *outcome, const char *call_back);
void hand_speak            (E2e *e2e, const char *answer);
/* Received, called three times, pended; its status is still to be copied. until: as the task names it. */
void hand_pend             (E2e *e2e, const char *ticket, const char *until);
/* Asked and answered; the answer is still to be committed. */
void hand_ask_coordinator  (E2e *e2e, const char *decision);
/* What was asked for last ends the case. */
void hand_end_case         (E2e *e2e);

void hand_copy_note        (E2e *e2e);
/* (transfer full): the same; what was copied. */
char *hand_take_note       (E2e *e2e);
void hand_copy_status      (E2e *e2e, const char *status);
/* The note and the status that end a case; proof gets the row by which a later list shows both. */
void hand_copy_end         (E2e *e2e, const char *ticket, const char *status, GString *proof);
void hand_send_by_webmail  (E2e *e2e);

G_END_DECLS
