/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-private.h"

#include "tuntas-case-private.h"

#include <string.h>

/* What can be come to from a node, given what the facts are there and what can still become of them. Conditions over
 * fields of an act can always be met: the agent fills them in. */

/* Facts that begin as they are and change only by an operation: what is possible depends on whether one can still be
 * come to. They change back only by the other operation, which may be an act of the program's own, too. */
static const struct
{
  const char *fact;
  const char *yes;
  const char *no;
  TuntasOp op;
  TuntasOp back; /* TUNTAS_OP_UNDO: never */
} facts[TUNTAS_MAP_N_FACTS] = {
  { "pended", "true", "false", TUNTAS_OP_PEND, TUNTAS_OP_UNDO },
  { "informed", "true", "false", TUNTAS_OP_INFORM, TUNTAS_OP_BOUNCE },
  { "promise", "true", "false", TUNTAS_OP_OPEN_PROMISE, TUNTAS_OP_DIAL },
  { "round", "2", "1", TUNTAS_OP_NEW_ROUND, TUNTAS_OP_UNDO },
};

static int
find_fact (const char *name)
{
  for (guint i = 0; i < TUNTAS_MAP_N_FACTS; i++)
    if (strcmp (facts[i].fact, name) == 0)
      return i;
  return -1;
}

static gboolean
is_among (GStrv values, const char *value)
{
  return g_strv_contains ((const char *const *) values, value);
}

static gboolean
can_be_connected (const TuntasMapReach *self, GStrv values)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (self->map->procedure);

  for (guint i = 0; i < outcomes->len; i++)
    if (is_among (values, ((TuntasOutcomeSpec *) g_ptr_array_index (outcomes, i))->connected ? "true" : "false"))
      return TRUE;
  return FALSE;
}

/* Whether it can come to hold. A field of the act can be filled in with any of its values. */
static gboolean
can_hold (const TuntasMapReach *self, const TuntasTerm *term)
{
  int fact = find_fact (term->fact);

  if (fact >= 0)
    return (self->can[fact][0] && is_among (term->values, facts[fact].no)) ||
           (self->can[fact][1] && is_among (term->values, facts[fact].yes));
  if (strcmp (term->fact, "family") == 0)
    return self->map->family == NULL || is_among (term->values, self->map->family);
  if (strcmp (term->fact, "zone") == 0 && self->state != NULL)
    return is_among (term->values, tuntas_case_fact (self->state, NULL, "zone"));
  if (strcmp (term->fact, "connected") == 0)
    return can_be_connected (self, term->values);
  return TRUE;
}

/* Whether it will hold whatever is done. */
static gboolean
must_hold (const TuntasMapReach *self, const TuntasTerm *term)
{
  int fact = find_fact (term->fact);

  if (fact >= 0)
    return (!self->can[fact][0] || is_among (term->values, facts[fact].no)) &&
           (!self->can[fact][1] || is_among (term->values, facts[fact].yes));
  return strcmp (term->fact, "family") == 0 && self->map->family != NULL &&
         is_among (term->values, self->map->family);
}

static gboolean
all_hold (const TuntasMapReach *self, GPtrArray *terms,
          gboolean (*holds) (const TuntasMapReach *self, const TuntasTerm *term))
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    if (!holds (self, g_ptr_array_index (terms, i)))
      return FALSE;
  return TRUE;
}

/* The first following that holds is the one: those behind one that must hold are never gone. */
static gboolean
is_gone_before (const TuntasMapReach *self, const TuntasMapWay *way)
{
  GPtrArray *followings = way->act != NULL ? way->act->followings
                                           : tuntas_map_get_node (self->map, way->from)->step->due;

  for (guint i = 0; i < followings->len && g_ptr_array_index (followings, i) != way->following; i++)
    if (all_hold (self, ((TuntasFollowing *) g_ptr_array_index (followings, i))->when, must_hold))
      return TRUE;
  return FALSE;
}

gboolean
tuntas_map_reach_can_go (const TuntasMapReach *self, const TuntasMapWay *way)
{
  if (!self->reached[way->from] || (way->act != NULL && !all_hold (self, way->act->when, can_hold)))
    return FALSE;
  return way->following == NULL ||
         (all_hold (self, way->following->when, can_hold) && !is_gone_before (self, way));
}

static gboolean
note_ops (TuntasMapReach *self, GArray *ops)
{
  gboolean is_new = FALSE;

  for (guint i = 0; ops != NULL && i < ops->len; i++)
    for (guint fact = 0; fact < TUNTAS_MAP_N_FACTS; fact++)
      if (facts[fact].op == g_array_index (ops, TuntasOp, i) && !self->can[fact][1])
        is_new = self->can[fact][1] = TRUE;
  return is_new;
}

static gboolean
go (TuntasMapReach *self, const TuntasMapWay *way)
{
  gboolean is_new = way->act != NULL && note_ops (self, way->act->ops);

  if (way->following != NULL)
    is_new |= note_ops (self, way->following->ops);
  if (way->to < 0)
    return is_new;
  is_new |= note_ops (self, tuntas_map_get_node (self->map, way->to)->step->enter) || !self->reached[way->to];
  self->reached[way->to] = TRUE;
  return is_new;
}

/* Over and over until nothing new comes: what is possible only grows. */
void
tuntas_map_reach_init (TuntasMapReach *self, const TuntasMap *map, TuntasCase *state, int first)
{
  gboolean is_new = TRUE;

  *self = (TuntasMapReach) { .map = map, .state = state, .reached = g_new0 (gboolean, map->nodes->len) };
  self->reached[first] = TRUE;
  for (guint i = 0; i < TUNTAS_MAP_N_FACTS; i++)
    {
      gboolean now = state != NULL && strcmp (tuntas_case_fact (state, NULL, facts[i].fact), facts[i].yes) == 0;

      self->can[i][now] = TRUE;
      self->can[i][0] |= facts[i].back != TUNTAS_OP_UNDO && tuntas_procedure_does (map->procedure, NULL, facts[i].back);
    }
  while (is_new)
    {
      is_new = FALSE;
      for (guint i = 0; i < map->ways->len; i++)
        if (tuntas_map_reach_can_go (self, tuntas_map_get_way (map, i)))
          is_new |= go (self, tuntas_map_get_way (map, i));
    }
}

void
tuntas_map_reach_clear (TuntasMapReach *self)
{
  g_clear_pointer (&self->reached, g_free);
}
