/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

/* What has happened to a case, in words. */

G_BEGIN_DECLS

/* One line of the history. */
typedef struct
{
  gint64 at;       /* seconds UTC */
  char *text;
  char *clause;    /* (nullable): of the step it was done in */
  gboolean undone; /* taken back later */
  gboolean receipt; /* what became of something that was sent, and no act */
} TuntasHistoryLine;

/* (transfer full) (element-type TuntasHistoryLine), oldest first; what the program notes for itself is left out. */
GPtrArray *tuntas_history_list       (TuntasActor *actor);
/* (transfer full) (element-type utf8): the ids of the steps that the case has been in, taken-back acts left out. */
GPtrArray *tuntas_history_list_steps (TuntasCase *state);

G_END_DECLS
