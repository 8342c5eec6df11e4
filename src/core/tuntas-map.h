/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* A procedure as a graph: its steps and ends, and the ways between them, for one service family; with a case, where
 * the case stands, which ways it took and which ones are still open. Derived from the procedure's acts, followings and
 * dues and from the case's events alone, so that any procedure can be drawn. Pure.
 *
 * What the file says at all is here; what of it belongs in a picture are the edges: an act that stays in its step and an
 * act that is open in more than half of all steps (giving back, asking the coordinator …) would hide the procedure
 * behind lines and are left to the list, unless the case went that way. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_MAP_TAKEN,  /* the case was here */
  TUNTAS_MAP_HERE,
  TUNTAS_MAP_OPEN,   /* the case can still come here; every step of a map without a case */
  TUNTAS_MAP_CLOSED, /* it cannot any more, and was not here */
} TuntasMapState;

typedef enum
{
  TUNTAS_MAP_NOW,     /* the next thing that is done can be this, or it happens by itself */
  TUNTAS_MAP_LATER,   /* possible from where the case can still come, or after what is missing here */
  TUNTAS_MAP_NO_MORE,
} TuntasMapAhead;

typedef struct
{
  const TuntasStep *step;
  const char *end; /* (nullable): the end's name; each end of a procedure is a node of its own */
  TuntasMapState state;
  GPtrArray *ways;    /* (element-type TuntasMapWay): out of it, or staying in it, in the file's order */
  GPtrArray *commons; /* (element-type TuntasMapWay): one an act, of those open in most steps: they lead here */
} TuntasMapNode;

typedef struct
{
  const TuntasActSpec *act;         /* (nullable): NULL happens by itself, at the deadline */
  const TuntasFollowing *following; /* (nullable): NULL where nothing follows */
  int from;
  int to;          /* index of a node; -1: it stays, or leads back to wherever the case came from */
  gboolean common; /* open in more than half of the steps */
  guint taken;     /* how often the case went this way */
  TuntasMapAhead ahead;
} TuntasMapWay;

/* All ways of the picture from one node to another. */
typedef struct
{
  int from;
  int to;
  GPtrArray *ways; /* (element-type TuntasMapWay) */
  gboolean taken;
  TuntasMapAhead ahead; /* of the nearest of them */
} TuntasMapEdge;

typedef struct
{
  TuntasProcedure *procedure;
  char *family;     /* (nullable): NULL shows the ways of all of them */
  TuntasCase *state; /* (nullable) */
  GPtrArray *nodes; /* (element-type TuntasMapNode): steps in the file's order, then ends */
  GPtrArray *ways;  /* (element-type TuntasMapWay) */
  GPtrArray *edges; /* (element-type TuntasMapEdge) */
  int here;         /* index of the node of the case; -1 without one */
} TuntasMap;

/* (transfer full): of the whole procedure as a family goes it. family (nullable). */
TuntasMap *tuntas_map_new          (TuntasProcedure *procedure, const char *family);
/* (transfer full): of a case; its family is the map's. */
TuntasMap *tuntas_map_new_for_case (TuntasCase *state);
void       tuntas_map_free         (TuntasMap *self);

/* -1: no such node. end (nullable). */
int        tuntas_map_find         (const TuntasMap *self, const char *step, const char *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasMap, tuntas_map_free)

G_END_DECLS
