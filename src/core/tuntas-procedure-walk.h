/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"

/* Where cases can come to: all ways of all tickets through a procedure, with the facts that decide about ways. What can
 * be either way at any time (numbers of calls, what the agent fills in, zones) is taken as either way, so a case may
 * be able to do less than the walk says, and never more. The names must have been checked. Nobody but the check of the
 * flow includes this. */

/* A case as far as ways depend on it. Steps and families are indexes; -1: none, or unknown. */
typedef struct
{
  gint8 step;
  gint8 held_in;
  gint8 family;
  guint8 second_round;
  guint8 pended;
  guint8 informed;
  guint8 promise;
  guint8 deadline; /* one is set */
  guint8 calling;  /* a call has no outcome yet */
} TuntasPlace;

/* From one place to another (indexes of places). */
typedef struct
{
  guint from;
  guint to;
  gboolean by_program; /* no agent and no deadline can go it */
} TuntasLeg;

/* What a following did on some way. */
typedef struct
{
  gboolean without_deadline; /* it was taken, and afterwards there was no deadline */
  gboolean not_informed;     /* it was taken while the customer counted as not informed */
  gboolean from_nowhere;     /* it leads back, but no step was held */
} TuntasTaken;

typedef struct
{
  GArray *places;        /* of TuntasPlace; all that can be reached, the first ones are the beginnings */
  GArray *legs;          /* of TuntasLeg */
  GHashTable *taken;     /* TuntasFollowing → TuntasTaken: those that some ticket takes */
  GHashTable *done;      /* set of guint: act index × number of steps + step index, of acts that some ticket can do */
} TuntasWalk;

/* (transfer full) (nullable): NULL where the procedure has more steps or families than can be walked. */
TuntasWalk *tuntas_walk_new  (TuntasProcedure *self);
void        tuntas_walk_free (TuntasWalk *walk);

gboolean    tuntas_walk_is_done (TuntasProcedure *self, TuntasWalk *walk, guint act, guint step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasWalk, tuntas_walk_free)
