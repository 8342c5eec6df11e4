/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map.h"
#include "tuntas-map-private.h"

#include "tuntas-case-private.h"

#include <string.h>

/* First every node and way that the file knows for the family is put down; then it is found out what can be come to
 * from the start, which is what the map shows, and from where the case stands, which is what is still open. */

static void
node_free (gpointer data)
{
  TuntasMapNode *node = data;

  g_ptr_array_unref (node->ways);
  g_ptr_array_unref (node->commons);
  g_free (node);
}

static void
edge_free (gpointer data)
{
  TuntasMapEdge *edge = data;

  g_ptr_array_unref (edge->ways);
  g_free (edge);
}

void
tuntas_map_free (TuntasMap *self)
{
  g_object_unref (self->procedure);
  g_free (self->family);
  g_clear_pointer (&self->state, tuntas_case_unref);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->ways);
  g_ptr_array_unref (self->edges);
  g_free (self);
}

TuntasMapNode *
tuntas_map_get_node (const TuntasMap *self, int index)
{
  return g_ptr_array_index (self->nodes, index);
}

TuntasMapWay *
tuntas_map_get_way (const TuntasMap *self, guint index)
{
  return g_ptr_array_index (self->ways, index);
}

int
tuntas_map_find (const TuntasMap *self, const char *step, const char *end)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (strcmp (tuntas_map_get_node (self, i)->step->id, step) == 0 && g_strcmp0 (tuntas_map_get_node (self, i)->end, end) == 0)
      return i;
  return -1;
}

static int
add_node (TuntasMap *self, const TuntasStep *step, const char *end)
{
  int found = tuntas_map_find (self, step->id, end);
  TuntasMapNode *node;

  if (found >= 0)
    return found;
  node = g_new0 (TuntasMapNode, 1);
  node->step = step;
  node->end = end;
  node->state = TUNTAS_MAP_OPEN;
  node->ways = g_ptr_array_new ();
  node->commons = g_ptr_array_new ();
  g_ptr_array_add (self->nodes, node);
  return self->nodes->len - 1;
}

/* Ways */

static guint
count_steps (TuntasProcedure *procedure, const char *act_id)
{
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (steps, i);

      n += step->kind != TUNTAS_STEP_END &&
           (act_id == NULL || tuntas_procedure_find_act (procedure, act_id, step, NULL) != NULL);
    }
  return n;
}

static gboolean
is_common (TuntasProcedure *procedure, const TuntasActSpec *act)
{
  return act != NULL && 2 * count_steps (procedure, act->id) > count_steps (procedure, NULL);
}

static TuntasMapWay *
add_way (TuntasMap *self, int from, const TuntasActSpec *act, const TuntasFollowing *following, int to)
{
  TuntasMapWay *way = g_new0 (TuntasMapWay, 1);

  way->act = act;
  way->following = following;
  way->from = from;
  way->to = to;
  way->common = is_common (self->procedure, act);
  way->ahead = TUNTAS_MAP_LATER;
  g_ptr_array_add (self->ways, way);
  return way;
}

/* Index of the node, -1 where the case stays or goes back to where it was held. */
static int
add_target (TuntasMap *self, int from, const TuntasFollowing *following)
{
  const TuntasStep *step = NULL;

  if (following->to != NULL && strcmp (following->to, "back") != 0)
    step = tuntas_procedure_find_step (self->procedure, following->to);
  else if (following->to != NULL && self->state != NULL && self->state->step == tuntas_map_get_node (self, from)->step)
    step = tuntas_case_home_step (self->state);
  return step != NULL ? add_node (self, step, following->end) : -1;
}

static void
add_ways_of_act (TuntasMap *self, int from, const TuntasActSpec *act)
{
  if (act->followings->len == 0)
    add_way (self, from, act, NULL, -1);
  for (guint i = 0; i < act->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (act->followings, i);

      add_way (self, from, act, following, add_target (self, from, following));
    }
}

/* What the program does by itself, but for deadlines, is no way of the instruction. */
static void
add_ways_of_step (TuntasMap *self, int from)
{
  GPtrArray *acts = tuntas_procedure_get_acts (self->procedure);
  const TuntasStep *step = tuntas_map_get_node (self, from)->step;

  for (guint i = 0; step->due != NULL && i < step->due->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (step->due, i);

      add_way (self, from, NULL, following, add_target (self, from, following));
    }
  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *act = g_ptr_array_index (acts, i);

      if (tuntas_act_spec_is_open_in (act, step) && !act->by_program &&
          (self->family == NULL || tuntas_act_spec_is_for (act, self->family)))
        add_ways_of_act (self, from, act);
    }
}

/* The case */

/* The way that the case went; one that the family does not have any more, or that was the program's, comes to the map
 * by being gone. */
static TuntasMapWay *
find_gone (TuntasMap *self, const TuntasMove *move)
{
  int from = tuntas_map_find (self, move->from->id, NULL);
  int to = add_node (self, move->to, move->end);
  const char *id = tuntas_event_get_id (move->event);
  gboolean by_itself = strcmp (id, TUNTAS_EVENT_DUE) == 0;

  for (guint i = 0; i < self->ways->len; i++)
    {
      TuntasMapWay *way = tuntas_map_get_way (self, i);

      if (way->from == from && way->to == to &&
          (way->act == NULL ? by_itself : !by_itself && strcmp (way->act->id, id) == 0))
        return way;
    }
  return add_way (self, from,
                  by_itself ? NULL : tuntas_procedure_find_act (self->procedure, id, move->from, self->family), NULL, to);
}

static void
take_case (TuntasMap *self)
{
  g_autoptr (GPtrArray) moves = tuntas_case_list_moves (self->state);

  for (guint i = 0; i < moves->len; i++)
    {
      TuntasMapWay *way = find_gone (self, g_ptr_array_index (moves, i));

      way->taken++;
      tuntas_map_get_node (self, way->from)->state = TUNTAS_MAP_TAKEN;
    }
  self->here = add_node (self, self->state->step, self->state->end);
  tuntas_map_get_node (self, self->here)->state = TUNTAS_MAP_HERE;
}

/* A call that has no outcome yet only wants to be made. */
static gboolean
only_wants_call (TuntasMap *self, const TuntasAction *action)
{
  g_autoptr (GPtrArray) actions = NULL;

  if (action->unmet->len != 1 ||
      strcmp (((TuntasRefusal *) g_ptr_array_index (action->unmet, 0))->code, "no-attempt") != 0)
    return FALSE;
  actions = tuntas_case_list_actions (self->state);
  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *other = g_ptr_array_index (actions, i);

      for (guint j = 0; other->enabled && j < other->spec->ops->len; j++)
        if (g_array_index (other->spec->ops, TuntasOp, j) == TUNTAS_OP_DIAL)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_open_now (TuntasMap *self, const TuntasMapWay *way)
{
  TuntasAction *action;
  gboolean open;

  if (way->from != self->here)
    return FALSE;
  if (way->act == NULL)
    return self->state->deadline >= 0;
  action = tuntas_case_find_action (self->state, way->act->id);
  open = action != NULL && action->spec == way->act && (action->enabled || only_wants_call (self, action));
  g_clear_pointer (&action, tuntas_action_free);
  return open;
}

static void
look_ahead (TuntasMap *self)
{
  g_auto (TuntasMapReach) reach = { 0 };

  tuntas_map_reach_init (&reach, self, self->state, self->here);
  for (guint i = 0; i < self->nodes->len; i++)
    if (tuntas_map_get_node (self, i)->state == TUNTAS_MAP_OPEN && !reach.reached[i])
      tuntas_map_get_node (self, i)->state = TUNTAS_MAP_CLOSED;
  for (guint i = 0; i < self->ways->len; i++)
    {
      TuntasMapWay *way = tuntas_map_get_way (self, i);

      if (!tuntas_map_reach_can_go (&reach, way))
        way->ahead = TUNTAS_MAP_NO_MORE;
      else if (is_open_now (self, way))
        way->ahead = TUNTAS_MAP_NOW;
    }
}

/* The map */

static gboolean
is_shown (const TuntasMapReach *start, const TuntasMapNode *node, guint index)
{
  return start->reached[index] || (start->map->state != NULL && node->state != TUNTAS_MAP_CLOSED);
}

static gboolean
is_way_shown (const TuntasMapReach *start, const TuntasMapWay *way)
{
  return way->taken > 0 || tuntas_map_reach_can_go (start, way) ||
         (start->map->state != NULL && way->ahead != TUNTAS_MAP_NO_MORE);
}

/* Leaves out what this family cannot come to, and gives the other nodes new numbers. */
static void
keep_shown (TuntasMap *self)
{
  g_autofree int *numbers = g_new (int, self->nodes->len);
  guint n = 0;
  g_auto (TuntasMapReach) start = { 0 };

  tuntas_map_reach_init (&start, self, NULL,
                         tuntas_map_find (self, tuntas_procedure_get_start (self->procedure)->id, NULL));
  for (guint i = 0; i < self->nodes->len; i++)
    numbers[i] = is_shown (&start, tuntas_map_get_node (self, i), i) ? (int) n++ : -1;
  for (guint i = self->ways->len; i > 0; i--)
    if (!is_way_shown (&start, tuntas_map_get_way (self, i - 1)))
      g_ptr_array_remove_index (self->ways, i - 1);
  for (guint i = 0; i < self->ways->len; i++)
    {
      TuntasMapWay *way = tuntas_map_get_way (self, i);

      way->from = numbers[way->from];
      way->to = way->to >= 0 ? numbers[way->to] : -1;
    }
  for (guint i = self->nodes->len; i > 0; i--)
    if (numbers[i - 1] < 0)
      g_ptr_array_remove_index (self->nodes, i - 1);
  self->here = self->here >= 0 ? numbers[self->here] : -1;
}

static void
add_common (TuntasMapNode *node, TuntasMapWay *way)
{
  for (guint i = 0; i < node->commons->len; i++)
    if (strcmp (((TuntasMapWay *) g_ptr_array_index (node->commons, i))->act->id, way->act->id) == 0)
      return;
  g_ptr_array_add (node->commons, way);
}

static TuntasMapEdge *
find_edge (TuntasMap *self, const TuntasMapWay *way)
{
  TuntasMapEdge *edge;

  for (guint i = 0; i < self->edges->len; i++)
    {
      edge = g_ptr_array_index (self->edges, i);
      if (edge->from == way->from && edge->to == way->to)
        return edge;
    }
  edge = g_new0 (TuntasMapEdge, 1);
  edge->from = way->from;
  edge->to = way->to;
  edge->ways = g_ptr_array_new ();
  edge->ahead = TUNTAS_MAP_NO_MORE;
  g_ptr_array_add (self->edges, edge);
  return edge;
}

static void
gather (TuntasMap *self)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      TuntasMapWay *way = tuntas_map_get_way (self, i);
      TuntasMapEdge *edge;

      g_ptr_array_add (tuntas_map_get_node (self, way->from)->ways, way);
      if (way->to < 0 || way->to == way->from)
        continue;
      if (way->common)
        add_common (tuntas_map_get_node (self, way->to), way);
      if (way->common && way->taken == 0)
        continue;
      edge = find_edge (self, way);
      g_ptr_array_add (edge->ways, way);
      edge->taken |= way->taken > 0;
      edge->ahead = MIN (edge->ahead, way->ahead);
    }
}

static void
add_steps (TuntasMap *self)
{
  GPtrArray *steps = tuntas_procedure_get_steps (self->procedure);
  guint n;

  for (guint i = 0; i < steps->len; i++)
    if (((TuntasStep *) g_ptr_array_index (steps, i))->kind != TUNTAS_STEP_END)
      add_node (self, g_ptr_array_index (steps, i), NULL);
  /* The ends are added behind them, by the ways that lead there. */
  n = self->nodes->len;
  for (guint i = 0; i < n; i++)
    add_ways_of_step (self, i);
}

static TuntasMap *
map_new (TuntasProcedure *procedure, const char *family, TuntasCase *state)
{
  TuntasMap *self = g_new0 (TuntasMap, 1);

  self->procedure = g_object_ref (procedure);
  self->family = g_strdup (family);
  self->state = state != NULL ? tuntas_case_ref (state) : NULL;
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->ways = g_ptr_array_new_with_free_func (g_free);
  self->edges = g_ptr_array_new_with_free_func (edge_free);
  self->here = -1;
  add_steps (self);
  if (state != NULL)
    {
      take_case (self);
      look_ahead (self);
    }
  keep_shown (self);
  gather (self);
  return self;
}

TuntasMap *
tuntas_map_new (TuntasProcedure *procedure, const char *family)
{
  return map_new (procedure, family, NULL);
}

TuntasMap *
tuntas_map_new_for_case (TuntasCase *state)
{
  return map_new (tuntas_case_get_procedure (state), tuntas_case_get_family (state), state);
}
