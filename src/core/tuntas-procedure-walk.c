/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-walk.h"

#include "tuntas-procedure-facts.h"

#include <string.h>

#define MAX_INDEX 120
#define ANY (-2) /* of a choice: the place may have either */

/* One way on from an act or a deadline: which following is taken where the place's facts are these. */
typedef struct
{
  int following; /* index; -1: none, the case stays */
  int family;    /* -1: unknown; ANY */
  int facts[4];  /* 0, 1 or ANY, in the order of tracked */
} Choice;

typedef struct
{
  TuntasProcedure *procedure;
  TuntasWalk *walk;
  GHashTable *known;    /* key of a place → its index + 1 */
  GHashTable *choices;  /* followings → GArray of Choice */
} Walker;

static const struct { const char *fact; const char *yes; gsize offset; } tracked[] = {
  { "round", "2", G_STRUCT_OFFSET (TuntasPlace, second_round) },
  { "pended", "true", G_STRUCT_OFFSET (TuntasPlace, pended) },
  { "informed", "true", G_STRUCT_OFFSET (TuntasPlace, informed) },
  { "promise", "true", G_STRUCT_OFFSET (TuntasPlace, promise) },
};

static int
find_family (TuntasProcedure *self, const char *family)
{
  for (int i = 0; family != NULL && self->families[i] != NULL; i++)
    if (strcmp (self->families[i], family) == 0)
      return i;
  return -1;
}

static int
find_step (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (strcmp (((TuntasStep *) g_ptr_array_index (self->steps, i))->id, id) == 0)
      return (int) i;
  return -1;
}

static const TuntasStep *
step_of (Walker *self, const TuntasPlace *place)
{
  return g_ptr_array_index (self->procedure->steps, place->step);
}

static const char *
family_of (Walker *self, const TuntasPlace *place)
{
  return place->family >= 0 ? self->procedure->families[place->family] : NULL;
}

/* (nullable): NULL where the fact can be either way. */
static const char *
fact_of (Walker *self, const TuntasPlace *place, const char *fact, gboolean *either)
{
  *either = FALSE;
  if (strcmp (fact, "family") == 0)
    return family_of (self, place);
  for (guint i = 0; i < G_N_ELEMENTS (tracked); i++)
    if (strcmp (tracked[i].fact, fact) == 0)
      {
        gboolean yes = G_STRUCT_MEMBER (guint8, place, tracked[i].offset);

        return strcmp (fact, "round") == 0 ? (yes ? "2" : "1") : yes ? "true" : "false";
      }
  *either = TRUE;
  return NULL;
}

static gboolean
may_hold (Walker *self, const TuntasPlace *place, GPtrArray *terms)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      gboolean either;
      const char *value = fact_of (self, place, term->fact, &either);

      if (!either && (value == NULL || !g_strv_contains ((const char *const *) term->values, value)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
may_pass (Walker *self, const TuntasPlace *place, const TuntasGate *gate)
{
  gboolean either;
  const char *value;

  if (gate->kind != TUNTAS_GATE_HOLDS)
    return TRUE;
  value = fact_of (self, place, gate->fact, &either);
  return either || g_strcmp0 (value, "true") == 0 ||
         (gate->unless != NULL && may_hold (self, place, gate->unless)) ||
         (gate->waived != NULL && may_hold (self, place, gate->waived));
}

/* Choices */

static Choice
read_choice (Walker *self, TuntasCombinations *combinations, GPtrArray *followings)
{
  Choice choice = { .following = -1, .family = ANY };
  const char *value;

  for (guint i = 0; choice.following < 0 && i < followings->len; i++)
    if (tuntas_combinations_hold (combinations, ((TuntasFollowing *) g_ptr_array_index (followings, i))->when))
      choice.following = (int) i;
  if (tuntas_combinations_find (combinations, "family", &value))
    choice.family = find_family (self->procedure, value);
  for (guint i = 0; i < G_N_ELEMENTS (tracked); i++)
    choice.facts[i] = tuntas_combinations_find (combinations, tracked[i].fact, &value)
                          ? g_strcmp0 (value, tracked[i].yes) == 0 : ANY;
  return choice;
}

static GArray *
make_choices (Walker *self, const TuntasActSpec *spec, GPtrArray *followings)
{
  g_autoptr (TuntasCombinations) combinations = tuntas_combinations_new (self->procedure, spec, followings);
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));

  for (guint c = 0; combinations != NULL && c < tuntas_combinations_count (combinations); c++)
    {
      Choice choice;
      gboolean new = TRUE;

      tuntas_combinations_seek (combinations, c);
      choice = read_choice (self, combinations, followings);
      for (guint i = 0; new && i < choices->len; i++)
        new = memcmp (&g_array_index (choices, Choice, i), &choice, sizeof choice) != 0;
      if (new)
        g_array_append_val (choices, choice);
    }
  return choices;
}

static GArray *
get_choices (Walker *self, const TuntasActSpec *spec, GPtrArray *followings)
{
  GArray *choices = g_hash_table_lookup (self->choices, followings);

  if (choices == NULL)
    {
      choices = make_choices (self, spec, followings);
      g_hash_table_insert (self->choices, followings, choices);
    }
  return choices;
}

static gboolean
choice_fits (const Choice *choice, const TuntasPlace *place)
{
  if (choice->family != ANY && choice->family != place->family)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tracked); i++)
    if (choice->facts[i] != ANY && choice->facts[i] != G_STRUCT_MEMBER (guint8, place, tracked[i].offset))
      return FALSE;
  return TRUE;
}

/* Moves, as in tuntas-case-fold.c */

static void
do_op (TuntasPlace *place, TuntasOp op)
{
  switch (op)
    {
    case TUNTAS_OP_DIAL:
      place->promise = FALSE;
      place->calling = TRUE;
      break;
    case TUNTAS_OP_CONCLUDE:
      place->calling = FALSE;
      break;
    case TUNTAS_OP_LOG:
      place->promise = FALSE;
      break;
    case TUNTAS_OP_PEND:
      place->pended = TRUE;
      place->deadline = TRUE;
      break;
    case TUNTAS_OP_INFORM:
      place->informed = TRUE;
      break;
    case TUNTAS_OP_PROMISE:
      place->deadline = TRUE;
      break;
    case TUNTAS_OP_OPEN_PROMISE:
      place->promise = TRUE;
      break;
    case TUNTAS_OP_HOLD:
      place->held_in = place->step;
      break;
    case TUNTAS_OP_NEW_ROUND:
      place->second_round = TRUE;
      break;
    case TUNTAS_OP_BOUNCE:
      place->informed = FALSE;
      break;
    case TUNTAS_OP_ADOPT: /* every state that a work log can tell is tried, see try_act () */
    case TUNTAS_OP_ADD_NUMBER:
    case TUNTAS_OP_SET_FAMILY: /* every family is tried, see try_act () */
    case TUNTAS_OP_REACH:
    case TUNTAS_OP_DROP:
    case TUNTAS_OP_UNDO:
    default:
      break;
    }
}

static void
do_ops (TuntasPlace *place, GArray *ops)
{
  for (guint i = 0; i < ops->len; i++)
    do_op (place, g_array_index (ops, TuntasOp, i));
}

static void
enter (Walker *self, TuntasPlace *place, int to)
{
  gboolean was_held = step_of (self, place)->kind == TUNTAS_STEP_HELD;
  gboolean returning = was_held && to == place->held_in;
  const TuntasStep *step;

  place->step = (gint8) to;
  step = step_of (self, place);
  if (!step->keeps_deadline)
    place->deadline = FALSE;
  if (!returning)
    do_ops (place, step->enter);
  if (step->kind != TUNTAS_STEP_HELD)
    place->held_in = -1;
}

static guint
add_place (Walker *self, const TuntasPlace *place)
{
  g_autoptr (GBytes) key = g_bytes_new (place, sizeof *place);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, key));

  if (index > 0)
    return index - 1;
  g_array_append_vals (self->walk->places, place, 1);
  g_hash_table_insert (self->known, g_steal_pointer (&key), GUINT_TO_POINTER (self->walk->places->len));
  return self->walk->places->len - 1;
}

static gboolean
leads_back (const TuntasFollowing *following)
{
  return g_strcmp0 (following->to, "back") == 0;
}

static void
note_taken (Walker *self, const TuntasFollowing *following, const TuntasPlace *before, const TuntasPlace *after)
{
  TuntasTaken *taken = g_hash_table_lookup (self->walk->taken, following);

  if (taken == NULL)
    {
      taken = g_new0 (TuntasTaken, 1);
      g_hash_table_insert (self->walk->taken, (gpointer) following, taken);
    }
  taken->without_deadline |= !after->deadline;
  taken->not_informed |= !before->informed;
  taken->from_nowhere |= leads_back (following) && before->held_in < 0;
}

/* acted: the place after the operations of what is followed. */
static void
follow (Walker *self, guint from, const TuntasPlace *acted, const TuntasActSpec *spec, GPtrArray *followings)
{
  GArray *choices = get_choices (self, spec, followings);

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);
      TuntasPlace next = *acted;
      TuntasLeg leg = { .from = from, .by_program = spec != NULL && spec->by_program };

      if (!choice_fits (choice, acted))
        continue;
      if (choice->following >= 0)
        {
          const TuntasFollowing *following = g_ptr_array_index (followings, choice->following);

          int to = leads_back (following)     ? acted->held_in
                   : following->to != NULL ? find_step (self->procedure, following->to)
                                              : -1;

          do_ops (&next, following->ops);
          if (to >= 0)
            enter (self, &next, to);
          note_taken (self, following, acted, &next);
        }
      leg.to = add_place (self, &next);
      g_array_append_val (self->walk->legs, leg);
    }
}

static gboolean
can_do (Walker *self, const TuntasPlace *place, const TuntasActSpec *spec)
{
  if (!tuntas_act_spec_is_open_in (spec, step_of (self, place)) || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) ||
      !tuntas_act_spec_is_for (spec, family_of (self, place)) || !may_hold (self, place, spec->when) ||
      place->calling != tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE))
    return FALSE;
  for (guint i = 0; i < spec->gates->len; i++)
    if (!may_pass (self, place, g_ptr_array_index (spec->gates, i)))
      return FALSE;
  return TRUE;
}

static void
try_families (Walker *self, guint from, const TuntasPlace *acted, const TuntasActSpec *spec)
{
  TuntasPlace place = *acted;

  for (guint i = 0; self->procedure->families[i] != NULL; i++)
    {
      place.family = (gint8) i;
      follow (self, from, &place, spec, spec->followings);
    }
}

/* As adopt () in tuntas-case-ops.c: the second round only after a pending, a deadline only of a pending, and neither
 * where the act does not ask for it; besides, that of a promise. */
static void
try_work_logs (Walker *self, guint from, const TuntasPlace *acted, const TuntasActSpec *spec)
{
  static const struct { gboolean second_round, pended, deadline; } told[] = {
    { FALSE, FALSE, FALSE }, { FALSE, TRUE, TRUE }, { TRUE, TRUE, FALSE }, { TRUE, TRUE, TRUE },
  };
  gboolean has_second = tuntas_act_spec_find_field (spec, "p2") != NULL;
  gboolean has_until = tuntas_act_spec_find_field (spec, "until") != NULL;
  TuntasPlace place = *acted;

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    for (place.informed = FALSE; place.informed <= TRUE; place.informed++)
      {
        if ((told[i].second_round && !has_second) || (told[i].deadline && !has_until))
          continue;
        place.second_round = told[i].second_round;
        place.pended = told[i].pended;
        place.deadline = told[i].deadline || acted->deadline;
        follow (self, from, &place, spec, spec->followings);
      }
}

static void
try_act (Walker *self, guint from, const TuntasPlace *place, guint act)
{
  const TuntasActSpec *spec = g_ptr_array_index (self->procedure->acts, act);
  TuntasPlace acted = *place;

  if (!can_do (self, place, spec))
    return;
  g_hash_table_add (self->walk->done, GUINT_TO_POINTER (act * self->procedure->steps->len + place->step));
  do_ops (&acted, spec->ops);
  if (tuntas_act_spec_does (spec, TUNTAS_OP_SET_FAMILY))
    try_families (self, from, &acted, spec);
  else if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT))
    try_work_logs (self, from, &acted, spec);
  else
    follow (self, from, &acted, spec, spec->followings);
}

static void
go_on (Walker *self, guint from)
{
  TuntasPlace place = g_array_index (self->walk->places, TuntasPlace, from);
  const TuntasStep *step = step_of (self, &place);

  if (step->due != NULL && place.deadline)
    follow (self, from, &place, NULL, step->due);
  for (guint i = 0; i < self->procedure->acts->len; i++)
    try_act (self, from, &place, i);
}

static void
begin (Walker *self, int family)
{
  TuntasPlace place = { 0 };

  place.step = (gint8) find_step (self->procedure, self->procedure->start->id);
  place.held_in = -1;
  place.family = (gint8) family;
  add_place (self, &place);
}

TuntasWalk *
tuntas_walk_new (TuntasProcedure *self)
{
  Walker walker = { .procedure = self };
  TuntasWalk *walk;

  if (self->steps->len > MAX_INDEX || g_strv_length (self->families) > MAX_INDEX)
    return NULL;
  walk = g_new0 (TuntasWalk, 1);
  walk->places = g_array_new (FALSE, FALSE, sizeof (TuntasPlace));
  walk->legs = g_array_new (FALSE, FALSE, sizeof (TuntasLeg));
  walk->taken = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  walk->done = g_hash_table_new (NULL, NULL);
  walker.walk = walk;
  walker.known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  walker.choices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (int family = -1; family < (int) g_strv_length (self->families); family++)
    begin (&walker, family);
  for (guint i = 0; i < walk->places->len; i++)
    go_on (&walker, i);
  g_hash_table_unref (walker.known);
  g_hash_table_unref (walker.choices);
  return walk;
}

void
tuntas_walk_free (TuntasWalk *walk)
{
  g_array_unref (walk->places);
  g_array_unref (walk->legs);
  g_hash_table_unref (walk->taken);
  g_hash_table_unref (walk->done);
  g_free (walk);
}

gboolean
tuntas_walk_is_done (TuntasProcedure *self, TuntasWalk *walk, guint act, guint step)
{
  return g_hash_table_contains (walk->done, GUINT_TO_POINTER (act * self->steps->len + step));
}
