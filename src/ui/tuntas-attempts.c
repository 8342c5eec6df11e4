/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-attempts.h"

#include "tuntas-format.h"
#include "tuntas-phone.h"

#include <glib/gi18n.h>

static char *
dup_attempt (TuntasActor *actor, const TuntasAttempt *attempt, int number)
{
  g_autofree char *clock = tuntas_actor_dup_moment (actor, attempt->dialled_at);
  g_autofree char *length = NULL;
  const TuntasText *brief;

  if (attempt->outcome == NULL)
    /* Translators: the number of a call that is going on. */
    return g_strdup_printf (_("%d calling"), number);
  brief = attempt->outcome->brief != NULL ? attempt->outcome->brief : attempt->outcome->label;
  if (attempt->logged)
    return g_strdup_printf ("%d %s %s", number, tuntas_actor_get_text (actor, brief), clock);
  length = tuntas_format_duration (attempt->ended_at - attempt->dialled_at);
  return g_strdup_printf ("%d %s %s (%s)", number, tuntas_actor_get_text (actor, brief), clock, length);
}

char *
tuntas_attempts_dup_line (TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  GPtrArray *attempts = tuntas_case_get_attempts (state);
  GString *line = g_string_new (NULL);
  int number = 0;

  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);
      g_autofree char *words = NULL;

      if (attempt->round != tuntas_case_get_round (state))
        continue;
      words = dup_attempt (actor, attempt, ++number);
      g_string_append_printf (line, "%s%s", number > 1 ? "  ·  " : "", words);
    }
  return g_string_free (line, FALSE);
}

/* (nullable): the gate over the number of calls that the step's acts have: the upper bound of dialling where there is
 * one, else the lower bound of going on. */
static const TuntasGate *
find_bound (TuntasActor *actor)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (tuntas_actor_get_case (actor));
  const TuntasGate *lower = NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;

      for (guint j = 0; j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);

          if (gate->kind == TUNTAS_GATE_BELOW && tuntas_act_spec_does (spec, TUNTAS_OP_DIAL))
            return gate;
          if (gate->kind == TUNTAS_GATE_AT_LEAST)
            lower = gate;
        }
    }
  return lower;
}

char *
tuntas_attempts_dup_count (TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  const TuntasGate *bound = find_bound (actor);
  int number = tuntas_case_get_counted (state) + 1;

  if (tuntas_case_has_promise (state) && tuntas_case_get_open_attempt (state) == NULL)
    return g_strdup (_("the agreed call"));
  if (bound == NULL)
    return NULL;
  if (number > (int) bound->bound && tuntas_case_get_open_attempt (state) == NULL)
    /* Translators: all the calls that are wanted were made: "3 dari min. 3 panggilan". */
    return g_strdup_printf (bound->kind == TUNTAS_GATE_BELOW ? _("%d of max. %d calls made")
                                                             : _("%d of min. %d calls made"),
                            number - 1, (int) bound->bound);
  if (bound->kind == TUNTAS_GATE_BELOW)
    number = MIN (number, (int) bound->bound);
  /* Translators: how far the calls are: "panggilan 3 dari min. 3", "panggilan 1 dari maks. 3". */
  return g_strdup_printf (bound->kind == TUNTAS_GATE_BELOW ? _("call %d of max. %d") : _("call %d of min. %d"), number,
                          (int) bound->bound);
}

const TuntasAttempt *
tuntas_attempts_get_last (TuntasCase *state)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);

  for (guint i = attempts->len; i > 0; i--)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->round == tuntas_case_get_round (state) && attempt->outcome != NULL)
        return attempt;
    }
  return NULL;
}

static gboolean
was_called (TuntasCase *state, const char *phone)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);

  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->round == tuntas_case_get_round (state) && tuntas_phone_equal (attempt->phone, phone))
        return TRUE;
    }
  return FALSE;
}

const char *
tuntas_attempts_pick_number (TuntasCase *state, gint64 now)
{
  const char *best = NULL;
  gint64 best_at = G_MAXINT64;

  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);
      gint64 at = bad ? G_MAXINT64 : tuntas_case_get_next_call (state, phone, now);

      if (!bad && !was_called (state, phone))
        at = MIN (at, now - 1);
      if (at < best_at)
        {
          best = phone;
          best_at = at;
        }
    }
  return best;
}
