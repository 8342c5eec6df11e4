/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-words-private.h"

#include <string.h>

/* What a text tells of what was done so far: the calls, how the customer was last reached, when a waiting was over. */

/* The calls by which the customer was not reached: as many as the gates count. In order. */
static GPtrArray *
list_unreached (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GPtrArray *list = g_ptr_array_new ();
  int left = tuntas_case_get_unreached (context->state);

  /* Fewer than that, where some were made on another computer. */
  for (guint i = attempts->len; i > 0 && left > 0; i--)
    {
      TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->outcome == NULL || !attempt->outcome->counts || attempt->outcome->connected)
        continue;
      g_ptr_array_insert (list, 0, attempt);
      left--;
    }
  return list;
}

/* (transfer full): a call: "09.13 RNA". */
static char *
call_words (const TuntasWordsContext *context, const TuntasAttempt *attempt)
{
  g_autofree char *clock = tuntas_words_dup_clock (context, attempt->dialled_at);
  const TuntasText *brief;

  if (attempt->outcome == NULL)
    return g_steal_pointer (&clock);
  brief = attempt->outcome->brief != NULL ? attempt->outcome->brief : attempt->outcome->label;
  return g_strdup_printf ("%s %s", clock, tuntas_text_in (brief, context->language));
}

/* (transfer full): so many calls that were made on another computer. */
static char *
elsewhere_words (const TuntasWordsContext *context, int n)
{
  g_autofree char *template = tuntas_words_dup_text (context, "calls-elsewhere");
  g_autofree char *number = g_strdup_printf ("%d", n);

  return tuntas_words_finish (template != NULL ? template : "{n}x", "n", number);
}

char *
tuntas_words_join_unreached (const TuntasWordsContext *context, gboolean with_outcome)
{
  g_autoptr (GPtrArray) list = list_unreached (context);
  int n = tuntas_case_get_unreached (context->state);
  GString *words = g_string_new (NULL);

  if (tuntas_case_get_adopted (context->state, tuntas_case_get_round (context->state)) > 0 && (int) list->len < n)
    {
      g_autofree char *elsewhere = elsewhere_words (context, n - (int) list->len);

      g_string_append (words, elsewhere);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (list, i);
      g_autofree char *call = with_outcome ? call_words (context, attempt)
                                           : tuntas_words_dup_clock (context, attempt->dialled_at);

      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", call);
    }
  if (words->len == 0)
    g_string_append (words, "-");
  return g_string_free (words, FALSE);
}

char *
tuntas_words_join_calls (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GString *words = g_string_new (NULL);

  for (int round = 1; round <= 2; round++)
    {
      int elsewhere = tuntas_case_get_adopted (context->state, round);
      gboolean first = TRUE;

      for (int i = elsewhere > 0 ? -1 : 0; i < (int) attempts->len; i++)
        {
          const TuntasAttempt *attempt = i >= 0 ? g_ptr_array_index (attempts, i) : NULL;
          g_autofree char *call = NULL;

          if (attempt != NULL && attempt->round != round)
            continue;
          call = attempt != NULL ? call_words (context, attempt) : elsewhere_words (context, elsewhere);
          if (first)
            g_string_append_printf (words, "%s%d: %s", words->len > 0 ? "; " : "", round, call);
          else
            g_string_append_printf (words, ", %s", call);
          first = FALSE;
        }
    }
  if (words->len == 0)
    g_string_append (words, "-");
  return g_string_free (words, FALSE);
}

/* How the customer was last reached: by a call, or by an act in which the customer made contact. */
typedef struct
{
  gint64 seq; /* of the event; 0: never */
  const TuntasAttempt *attempt; /* (nullable): the call */
} Reach;

static gboolean
is_reach (TuntasCase *state, TuntasEvent *event)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure_of (state, tuntas_event_get_seq (event));

  return tuntas_procedure_does (procedure, tuntas_event_get_id (event), TUNTAS_OP_REACH) &&
         !tuntas_case_is_taken_back (state, tuntas_event_get_seq (event));
}

static Reach
find_reach (TuntasCase *state)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);
  GPtrArray *events = tuntas_case_get_events (state);
  Reach reach = { 0, NULL };

  for (guint i = attempts->len; i > 0 && reach.attempt == NULL; i--)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->outcome != NULL && attempt->outcome->connected)
        reach = (Reach) { attempt->seq, attempt };
    }
  for (guint i = events->len; (gint64) i > reach.seq; i--)
    if (is_reach (state, g_ptr_array_index (events, i - 1)))
      return (Reach) { i, NULL };
  return reach;
}

const TuntasAttempt *
tuntas_words_find_reaching (TuntasCase *state)
{
  return find_reach (state).attempt;
}

char *
tuntas_words_dup_since_reached (TuntasCase *state, const char *field)
{
  GPtrArray *events = tuntas_case_get_events (state);
  gint64 first = MAX (find_reach (state).seq, 1);

  for (gint64 seq = events->len; seq >= first; seq--)
    {
      const char *value = tuntas_event_get (g_ptr_array_index (events, seq - 1), field);

      if (value != NULL && !tuntas_case_is_taken_back (state, seq))
        return g_strdup (value);
    }
  return NULL;
}

TuntasEvent *
tuntas_words_find_active (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);
  TuntasEvent *active = NULL;

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);
      gint64 seq = tuntas_event_get_seq (event);
      TuntasProcedure *procedure = tuntas_case_get_procedure_of (state, seq);
      const char *id = tuntas_event_get_id (event);

      if (tuntas_case_is_taken_back (state, seq))
        continue;
      if (strcmp (id, TUNTAS_EVENT_DUE) == 0 || is_reach (state, event))
        active = event;
      else if (tuntas_procedure_does (procedure, id, TUNTAS_OP_PEND) ||
               tuntas_procedure_does (procedure, id, TUNTAS_OP_ADOPT))
        break;
    }
  return active;
}
