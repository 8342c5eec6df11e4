/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-way.h"

#include "tuntas-history.h"

#include <glib/gi18n.h>
#include <string.h>

/* From the start along the first act that leads on; at a step of calls the way parts: to where a connected call leads,
 * and to where the act leads that wants a number of calls. */

typedef struct
{
  TuntasActor *actor;
  TuntasCase *state;
  TuntasProcedure *procedure;
  GPtrArray *visited; /* (element-type utf8): steps */
  GPtrArray *seen;    /* (element-type TuntasStep): in the list already */
  GPtrArray *places;
} Walk;

static void
place_free (gpointer data)
{
  TuntasWayPlace *place = data;

  g_free (place->text);
  g_free (place->clause);
  g_free (place);
}

static void
add_place (Walk *walk, TuntasWayState state, int depth, char *text, const char *clause)
{
  TuntasWayPlace *place = g_new0 (TuntasWayPlace, 1);

  place->state = state;
  place->depth = depth;
  place->text = text;
  place->clause = g_strdup (clause);
  g_ptr_array_add (walk->places, place);
}

static gboolean
is_here (Walk *walk, const TuntasStep *step)
{
  return tuntas_case_get_step (walk->state) == step;
}

static void
add_step (Walk *walk, const TuntasStep *step, int depth)
{
  gboolean visited = g_ptr_array_find_with_equal_func (walk->visited, step->id, g_str_equal, NULL);
  TuntasWayState state = is_here (walk, step) ? TUNTAS_WAY_HERE : visited ? TUNTAS_WAY_DONE : TUNTAS_WAY_AHEAD;

  g_ptr_array_add (walk->seen, (gpointer) step);
  add_place (walk, state, depth, tuntas_actor_dup_title (walk->actor, step->title), step->clause);
}

static gboolean
is_ours (Walk *walk, const TuntasActSpec *spec, const TuntasStep *step)
{
  return tuntas_act_spec_is_open_in (spec, step) && !spec->by_program && !tuntas_act_spec_is_common (spec) &&
         !tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) &&
         tuntas_act_spec_is_for (spec, tuntas_case_get_family (walk->state));
}

static const TuntasStep *
find_target (Walk *walk, const TuntasFollowing *following)
{
  return following->to != NULL ? tuntas_procedure_find_step (walk->procedure, following->to) : NULL;
}

static const TuntasGate *
find_lower_bound (const TuntasActSpec *spec)
{
  for (guint i = 0; i < spec->gates->len; i++)
    if (((TuntasGate *) g_ptr_array_index (spec->gates, i))->kind == TUNTAS_GATE_AT_LEAST)
      return g_ptr_array_index (spec->gates, i);
  return NULL;
}

/* (nullable): where a connected call leads. */
static const TuntasStep *
find_reached (Walk *walk, const TuntasStep *step)
{
  GPtrArray *acts = tuntas_procedure_get_acts (walk->procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (!tuntas_act_spec_is_open_in (spec, step) || !tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE))
        continue;
      for (guint j = 0; j < spec->followings->len; j++)
        {
          const TuntasFollowing *following = g_ptr_array_index (spec->followings, j);

          for (guint k = 0; following->when != NULL && k < following->when->len; k++)
            if (strcmp (((TuntasTerm *) g_ptr_array_index (following->when, k))->fact, "connected") == 0)
              return find_target (walk, following);
        }
    }
  return NULL;
}

/* (nullable): where the step leads by its first act, or by itself at the deadline. */
static const TuntasStep *
find_onward (Walk *walk, const TuntasStep *step)
{
  GPtrArray *acts = tuntas_procedure_get_acts (walk->procedure);

  if (step->due != NULL && step->due->len > 0)
    return find_target (walk, g_ptr_array_index (step->due, 0));
  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; is_ours (walk, spec, step) && j < spec->followings->len; j++)
        {
          const TuntasStep *target = find_target (walk, g_ptr_array_index (spec->followings, j));

          if (target != NULL && target->kind != TUNTAS_STEP_END)
            return target;
        }
    }
  return NULL;
}

static void walk_from (Walk *walk, const TuntasStep *step, int depth);

static void
add_unreached (Walk *walk, const TuntasStep *step, int depth)
{
  GPtrArray *acts = tuntas_procedure_get_acts (walk->procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);
      const TuntasGate *gate = find_lower_bound (spec);
      const TuntasFollowing *following;
      const TuntasStep *target;
      gboolean done;

      if (gate == NULL || !is_ours (walk, spec, step))
        continue;
      if (depth == 0)
        /* Translators: a branch of the way: what follows after that many calls without reaching the customer. */
        add_place (walk, TUNTAS_WAY_HEADING, 0, g_strdup_printf (_("if not reached %d×"), (int) gate->bound), NULL);
      following = spec->followings->len > 0 ? g_ptr_array_index (spec->followings, 0) : NULL;
      target = following != NULL ? find_target (walk, following) : NULL;
      done = tuntas_case_find_last (walk->state, spec->id) != NULL &&
             g_ptr_array_find_with_equal_func (walk->visited, step->id, g_str_equal, NULL) &&
             (target == NULL || g_ptr_array_find_with_equal_func (walk->visited, target->id, g_str_equal, NULL));
      add_place (walk, done ? TUNTAS_WAY_DONE : TUNTAS_WAY_AHEAD, 1,
                 g_strdup (tuntas_actor_get_text (walk->actor, spec->label)),
                 spec->clause != NULL ? spec->clause : step->clause);
      if (target != NULL && target->kind != TUNTAS_STEP_END)
        walk_from (walk, target, 1);
      return;
    }
}

static void
walk_from (Walk *walk, const TuntasStep *step, int depth)
{
  while (step != NULL && !g_ptr_array_find (walk->seen, step, NULL) && step->kind != TUNTAS_STEP_END)
    {
      const TuntasStep *reached;

      /* A wait is on the way only while it lasts: what it waits for has its own place. */
      if (step->kind == TUNTAS_STEP_WAIT && !is_here (walk, step))
        g_ptr_array_add (walk->seen, (gpointer) step);
      else
        add_step (walk, step, depth);
      if (step->kind != TUNTAS_STEP_CALLS)
        {
          step = find_onward (walk, step);
          continue;
        }
      reached = find_reached (walk, step);
      if (reached != NULL && !g_ptr_array_find (walk->seen, reached, NULL))
        {
          add_place (walk, TUNTAS_WAY_HEADING, 0, g_strdup (_("if reached")), NULL);
          add_step (walk, reached, 1);
        }
      add_unreached (walk, step, depth);
      return;
    }
}

GPtrArray *
tuntas_way_list (TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  g_autoptr (GPtrArray) visited = tuntas_history_list_steps (state);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);
  Walk walk = { actor, state, procedure, visited, seen, g_ptr_array_new_with_free_func (place_free) };

  walk_from (&walk, tuntas_procedure_get_start (procedure), 0);
  /* Where the case stands beside the way: an agreed call, a question to the coordinator. */
  if (!g_ptr_array_find (seen, tuntas_case_get_step (state), NULL) &&
      tuntas_case_get_step (state)->kind != TUNTAS_STEP_END)
    add_step (&walk, tuntas_case_get_step (state), 0);
  for (guint i = 0; i < steps->len; i++)
    if (((TuntasStep *) g_ptr_array_index (steps, i))->kind == TUNTAS_STEP_END)
      add_step (&walk, g_ptr_array_index (steps, i), 0);
  return walk.places;
}
