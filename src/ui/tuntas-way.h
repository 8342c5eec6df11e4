/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

/* The whole way of a case through its procedure, for the side of the page: derived from the procedure alone, so that
 * another instruction draws its own way. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_WAY_HEADING, /* "if reached" */
  TUNTAS_WAY_DONE,
  TUNTAS_WAY_HERE,
  TUNTAS_WAY_AHEAD,
} TuntasWayState;

typedef struct
{
  TuntasWayState state;
  int depth;    /* 1 below a heading */
  char *text;
  char *clause; /* (nullable) */
} TuntasWayPlace;

/* (transfer full) (element-type TuntasWayPlace) */
GPtrArray *tuntas_way_list (TuntasActor *actor);

G_END_DECLS
