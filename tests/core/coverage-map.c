/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coverage-map.h"

#include <string.h>

typedef struct
{
  const TuntasStep *step;
  const char *family;
  const TuntasStep *held_in; /* (nullable) */
  gboolean pended;
  gboolean informed;
} Place;

char *
coverage_way_name (const char *act, const TuntasStep *step, const char *family, int following)
{
  if (following < 0)
    return g_strdup_printf ("%s/%s/%s/stays", act, step->id, family);
  return g_strdup_printf ("%s/%s/%s/%d", act, step->id, family, following);
}

static void
map_add (CoverageMap *map, const Place *place)
{
  char *name = g_strdup_printf ("%s/%s/%s/%d/%d", place->step->id, place->family,
                                place->held_in != NULL ? place->held_in->id : "", place->pended, place->informed);

  if (g_hash_table_add (map->known, name))
    g_queue_push_tail (map->todo, g_memdup2 (place, sizeof *place));
}

/* Facts that belong to a place decide; all others can be either way. *open is set where the condition leaves room
 * for the followings after it. */
static gboolean
can_hold (GPtrArray *terms, const Place *place, gboolean *open)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      gboolean pended = strcmp (term->fact, "pended") == 0;

      if (strcmp (term->fact, "family") == 0)
        {
          if (g_strv_contains ((const char *const *) term->values, place->family))
            continue;
          *open = TRUE;
          return FALSE;
        }
      if (!pended && strcmp (term->fact, "informed") != 0)
        {
          *open = TRUE;
          continue;
        }
      if (!g_strv_contains ((const char *const *) term->values,
                            (pended ? place->pended : place->informed) ? "true" : "false"))
        {
          *open = TRUE;
          return FALSE;
        }
    }
  return TRUE;
}

static void
map_follow (CoverageMap *map, const char *name, const TuntasStep *from, GPtrArray *followings, const Place *after)
{
  for (guint i = 0; i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);
      gboolean open = FALSE;
      Place next = *after;

      if (can_hold (following->when, after, &open))
        {
          g_hash_table_add (map->ways, coverage_way_name (name, from, after->family, i));
          if (following->to != NULL)
            next.step = strcmp (following->to, "back") == 0
                            ? after->held_in : tuntas_procedure_find_step (map->procedure, following->to);
          map_add (map, &next);
        }
      if (!open)
        return;
    }
  g_hash_table_add (map->ways, coverage_way_name (name, from, after->family, -1));
  map_add (map, after);
}

static void
map_act (CoverageMap *map, const TuntasActSpec *spec, const Place *place)
{
  Place after = *place;

  after.pended = place->pended || tuntas_act_spec_does (spec, TUNTAS_OP_PEND);
  after.informed = place->informed || tuntas_act_spec_does (spec, TUNTAS_OP_INFORM);
  if (tuntas_act_spec_does (spec, TUNTAS_OP_HOLD))
    after.held_in = place->step;
  map_follow (map, spec->id, place->step, spec->followings, &after);
  if (tuntas_act_spec_does (spec, TUNTAS_OP_SET_FAMILY))
    {
      GStrv families = tuntas_procedure_get_families (map->procedure);

      for (guint i = 0; families[i] != NULL; i++)
        {
          after.family = families[i];
          map_add (map, &after);
        }
    }
}

static gboolean
is_open_at (const TuntasActSpec *spec, const Place *place)
{
  gboolean ignored;

  return !spec->by_program && tuntas_act_spec_is_open_in (spec, place->step) &&
         can_hold (spec->when, place, &ignored);
}

CoverageMap *
coverage_map_new (TuntasProcedure *procedure)
{
  CoverageMap *map = g_new0 (CoverageMap, 1);
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GStrv families = tuntas_procedure_get_families (procedure);
  Place *place;

  map->procedure = procedure;
  map->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->todo = g_queue_new ();
  for (guint i = 0; families[i] != NULL; i++)
    map_add (map, &(Place){ .step = tuntas_procedure_get_start (procedure), .family = families[i] });
  while ((place = g_queue_pop_head (map->todo)) != NULL)
    {
      for (guint i = 0; i < acts->len; i++)
        {
          const TuntasActSpec *spec = g_ptr_array_index (acts, i);

          if (is_open_at (spec, place) && tuntas_act_spec_is_for (spec, place->family))
            map_act (map, spec, place);
        }
      if (place->step->due != NULL)
        map_follow (map, "due", place->step, place->step->due, place);
      g_free (place);
    }
  return map;
}

void
coverage_map_free (CoverageMap *map)
{
  g_hash_table_unref (map->ways);
  g_hash_table_unref (map->known);
  g_queue_free (map->todo);
  g_free (map);
}
