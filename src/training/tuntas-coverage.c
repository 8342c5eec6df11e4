/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-coverage.h"

#include <string.h>

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TuntasCoverage *
tuntas_coverage_new (void)
{
  TuntasCoverage *self = g_new0 (TuntasCoverage, 1);

  self->transitions = new_set ();
  self->places = new_set ();
  self->clauses = new_set ();
  return self;
}

void
tuntas_coverage_free (TuntasCoverage *self)
{
  g_hash_table_unref (self->transitions);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->clauses);
  g_free (self);
}

static char *
transition_name (const char *act, const char *from, const char *to, const char *end)
{
  if (end != NULL)
    return g_strdup_printf ("%s: %s → %s (%s)", act, from, to, end);
  return g_strdup_printf ("%s: %s → %s", act, from, to);
}

/* What the procedure has */

/* Where every following stays, the act itself is what there is to do. */
static void
want_followings (TuntasCoverage *self, const char *act, const TuntasStep *from, GPtrArray *followings)
{
  gboolean moves = FALSE;

  for (guint i = 0; i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);

      if (following->to == NULL)
        continue;
      moves = TRUE;
      g_hash_table_add (self->transitions, transition_name (act, from->id, following->to, following->end));
    }
  if (!moves)
    g_hash_table_add (self->transitions, g_strdup (act));
}

static void
want_act (TuntasCoverage *self, TuntasProcedure *procedure, const TuntasActSpec *spec)
{
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);

  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (steps, i);

      if (!tuntas_act_spec_is_open_in (spec, step))
        continue;
      want_followings (self, spec->id, step, spec->followings);
      if (!tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) && (spec->clause != NULL || step->clause != NULL))
        g_hash_table_add (self->clauses, g_strdup (spec->clause != NULL ? spec->clause : step->clause));
    }
}

TuntasCoverage *
tuntas_coverage_new_wanted (TuntasProcedure *procedure)
{
  TuntasCoverage *self = tuntas_coverage_new ();
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);
  GPtrArray *places = tuntas_procedure_get_silent_places (procedure);

  for (guint i = 0; i < acts->len; i++)
    want_act (self, procedure, g_ptr_array_index (acts, i));
  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (steps, i);

      if (step->due != NULL)
        want_followings (self, TUNTAS_EVENT_DUE, step, step->due);
    }
  for (guint i = 0; i < places->len; i++)
    g_hash_table_add (self->places, g_strdup (((TuntasSilentPlace *) g_ptr_array_index (places, i))->id));
  return self;
}

/* What a case has */

static void
add_move (TuntasCoverage *self, const TuntasMove *move)
{
  const char *act = tuntas_event_get_id (move->event);
  gboolean back = move->from->kind == TUNTAS_STEP_HELD && move->end == NULL &&
                  strcmp (act, TUNTAS_EVENT_DUE) != 0;

  g_hash_table_add (self->transitions, transition_name (act, move->from->id, back ? "back" : move->to->id, move->end));
}

static void
add_deviations (TuntasCoverage *self, GPtrArray *deviations, gboolean by_clause)
{
  for (guint i = 0; i < deviations->len; i++)
    {
      const TuntasDeviation *deviation = g_ptr_array_index (deviations, i);
      const char *place = by_clause ? deviation->clause : deviation->code;

      if (place != NULL)
        g_hash_table_add (self->places, g_strdup (place));
    }
}

void
tuntas_coverage_add_case (TuntasCoverage *self, TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);
  g_autoptr (GPtrArray) moves = tuntas_case_list_moves (state);

  for (guint i = 0; i < moves->len; i++)
    add_move (self, g_ptr_array_index (moves, i));
  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);
      gint64 seq = tuntas_event_get_seq (event);
      const char *clause = tuntas_case_get_clause_of (state, seq);

      if (tuntas_case_is_taken_back (state, seq))
        continue;
      g_hash_table_add (self->transitions, g_strdup (tuntas_event_get_id (event)));
      if (clause != NULL)
        g_hash_table_add (self->clauses, g_strdup (clause));
    }
  add_deviations (self, tuntas_case_get_silent (state), FALSE);
  add_deviations (self, tuntas_case_get_remarks (state), TRUE);
}

int
tuntas_coverage_compare (gconstpointer a, gconstpointer b)
{
  g_auto (GStrv) first = g_strsplit (a, ".", -1);
  g_auto (GStrv) second = g_strsplit (b, ".", -1);

  for (guint i = 0; first[i] != NULL && second[i] != NULL; i++)
    {
      gint64 own = g_ascii_strtoll (first[i], NULL, 10);
      gint64 other = g_ascii_strtoll (second[i], NULL, 10);

      if (own != other)
        return own < other ? -1 : 1;
    }
  return strcmp (a, b);
}

GStrv
tuntas_coverage_list (GHashTable *names)
{
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (names), tuntas_coverage_compare);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = sorted; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  return g_strv_builder_end (builder);
}

GStrv
tuntas_coverage_list_missing (GHashTable *has, GHashTable *wanted)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (has, name))
      g_hash_table_add (missing, name);
  return tuntas_coverage_list (missing);
}
