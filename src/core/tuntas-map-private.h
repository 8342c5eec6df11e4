/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

/* Shared by the map and what finds out where it can be come to; nobody else includes this. */

/* Facts that begin as they are and change only by an operation: pended, informed, promise, round. */
#define TUNTAS_MAP_N_FACTS 4

/* What can be come to from a node. */
typedef struct
{
  const TuntasMap *map;
  TuntasCase *state;                   /* (nullable): whose facts are the first ones; NULL: those of a new case */
  gboolean *reached;                   /* by node */
  gboolean can[TUNTAS_MAP_N_FACTS][2]; /* whether the fact can be no, yes */
} TuntasMapReach;

/* The nodes and ways of the map are all there already. */
void     tuntas_map_reach_init   (TuntasMapReach *self, const TuntasMap *map, TuntasCase *state, int first);
void     tuntas_map_reach_clear  (TuntasMapReach *self);
/* Whether it can come to it that this way is gone. */
gboolean tuntas_map_reach_can_go (const TuntasMapReach *self, const TuntasMapWay *way);

TuntasMapNode *tuntas_map_get_node (const TuntasMap *self, int index);
TuntasMapWay  *tuntas_map_get_way  (const TuntasMap *self, guint index);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TuntasMapReach, tuntas_map_reach_clear)
