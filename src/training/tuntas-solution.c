/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-solution.h"

#include "tuntas-phone.h"
#include "tuntas-words.h"

#include <stdarg.h>
#include <string.h>

#define AGENT "AYU"
#define AGENT_NAME "Ayu Lestari"
#define UNIT "OCC Bandung"

/* One ticket on its way; index is that of its way and its case. */
typedef struct
{
  guint index;
  const TuntasScenarioWay *way;
  TuntasTicket *ticket;
  TuntasCase *state;
  guint next;            /* of the way's acts */
  gint64 sent_at;        /* when the effects of the last act begin; -1: none wait */
  gint64 sent_seq;
  GPtrArray *held_notes; /* (element-type utf8): of that act */
} Walker;

typedef struct
{
  TuntasScenario *scenario;
  const char *language;
  TuntasSolution *solution;
  GPtrArray *walkers;
} Player;

TuntasNoteText *
tuntas_note_text_new (const char *ticket, const char *text)
{
  TuntasNoteText *self = g_new0 (TuntasNoteText, 1);

  self->ticket = g_strdup (ticket);
  self->text = g_strdup (text);
  return self;
}

void
tuntas_note_text_free (TuntasNoteText *self)
{
  g_free (self->ticket);
  g_free (self->text);
  g_free (self);
}

static void
trouble_free (gpointer data)
{
  TuntasSolutionTrouble *trouble = data;

  g_free (trouble->reason);
  g_free (trouble);
}

void
tuntas_solution_free (TuntasSolution *self)
{
  g_ptr_array_unref (self->cases);
  tuntas_call_book_free (self->book);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->troubles);
  g_free (self);
}

static void
walker_free (gpointer data)
{
  Walker *walker = data;

  g_clear_pointer (&walker->state, tuntas_case_unref);
  g_ptr_array_unref (walker->held_notes);
  g_free (walker);
}

TuntasCase *
tuntas_cases_find (GPtrArray *cases, const char *ticket)
{
  for (guint i = 0; i < cases->len; i++)
    if (strcmp (tuntas_case_get_ticket (g_ptr_array_index (cases, i)), ticket) == 0)
      return g_ptr_array_index (cases, i);
  return NULL;
}

static void G_GNUC_PRINTF (3, 4)
complain (Player *player, const Walker *walker, const char *format, ...)
{
  TuntasSolutionTrouble *trouble = g_new0 (TuntasSolutionTrouble, 1);
  va_list args;

  va_start (args, format);
  trouble->reason = g_strdup_vprintf (format, args);
  va_end (args);
  trouble->way = walker->index;
  trouble->act = walker->next;
  g_ptr_array_add (player->solution->troubles, trouble);
}

/* Effects */

static void
let_effects_begin (Player *player, Walker *walker, gint64 now)
{
  g_autoptr (TuntasAct) begun = NULL;
  g_autoptr (TuntasEvent) event = NULL;
  g_autofree char *of = NULL;
  TuntasCase *next;

  if (walker->sent_at < 0 || now < walker->sent_at)
    return;
  begun = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  of = g_strdup_printf ("%" G_GINT64_FORMAT, walker->sent_seq);
  tuntas_act_set (begun, "of", of);
  event = tuntas_event_new (tuntas_case_get_events (walker->state)->len + 1, walker->sent_at, "", begun);
  next = tuntas_case_append (walker->state, event);
  tuntas_case_unref (walker->state);
  walker->state = next;
  walker->sent_at = -1;
  for (guint i = 0; i < walker->held_notes->len; i++)
    g_ptr_array_add (player->solution->notes,
                     tuntas_note_text_new (walker->way->ticket, g_ptr_array_index (walker->held_notes, i)));
  g_ptr_array_set_size (walker->held_notes, 0);
}

static void
hold_note (Player *player, Walker *walker, const TuntasEffect *effect, gint64 now)
{
  const TuntasText *template = tuntas_procedure_find_text (tuntas_case_get_procedure (walker->state), effect->text);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  TuntasWordsContext context = {
    .state = walker->state, .ticket = walker->ticket, .now = now, .language = player->language,
    .agent = AGENT_NAME, .unit = UNIT, .company = UNIT, .destination = "tim teknis",
  };

  if (template == NULL)
    return;
  g_ptr_array_add (walker->held_notes,
                   tuntas_words_fill (tuntas_text_in (template, player->language), &context, missing));
  for (guint i = 0; i < missing->len; i++)
    complain (player, walker, "its note lacks {%s}", (char *) g_ptr_array_index (missing, i));
}

/* They begin at once, or after `send_hold` where the act ends the case. */
static void
expect_effects (Player *player, Walker *walker, const TuntasApplied *applied, const TuntasScenarioAct *act)
{
  const TuntasRules *rules = tuntas_procedure_get_rules (tuntas_case_get_procedure (walker->state));

  if (tuntas_act_is (act->act, TUNTAS_EVENT_UNDO))
    {
      walker->sent_at = -1;
      g_ptr_array_set_size (walker->held_notes, 0);
    }
  for (guint i = 0; i < applied->effects->len; i++)
    {
      const TuntasEffect *effect = g_ptr_array_index (applied->effects, i);

      walker->sent_at = act->at + (tuntas_case_get_end (walker->state) != NULL ? rules->send_hold : 0);
      walker->sent_seq = applied->act_seq;
      if (effect->kind == TUNTAS_EFFECT_NOTE)
        hold_note (player, walker, effect, act->at);
    }
}

/* Acts */

/* One at a time, as at the desk; several tickets of one call have one attempt each (Q15). */
static gboolean
is_calling_elsewhere (Player *player, const Walker *walker, const TuntasAttempt *attempt)
{
  for (guint i = 0; i < player->walkers->len; i++)
    {
      const Walker *other = g_ptr_array_index (player->walkers, i);
      const TuntasAttempt *open = other != walker ? tuntas_case_get_open_attempt (other->state) : NULL;

      if (open != NULL && !(open->shared && attempt->shared && tuntas_phone_equal (open->phone, attempt->phone)))
        return TRUE;
    }
  return FALSE;
}

/* (nullable): the call that this one is too. with (nullable): the tickets that it is shared with. */
static const TuntasTruth *
find_running_call (Player *player, const char *with)
{
  g_auto (GStrv) ids = with != NULL ? g_strsplit (with, ";", -1) : NULL;

  for (guint i = 0; ids != NULL && i < player->walkers->len; i++)
    {
      const Walker *other = g_ptr_array_index (player->walkers, i);

      if (g_strv_contains ((const char *const *) ids, other->way->ticket) && tuntas_call_goes_on (other->state))
        return tuntas_call_book_find_last (player->solution->book, other->way->ticket);
    }
  return NULL;
}

static void
refused (Player *player, const Walker *walker, const TuntasApplied *applied, const char *act)
{
  const TuntasRefusal *refusal = g_ptr_array_index (applied->refusals, 0);

  complain (player, walker, "“%s” is refused in %s: %s%s%s", act, tuntas_case_get_step (walker->state)->id,
            refusal->code, refusal->field != NULL ? " " : "", refusal->field != NULL ? refusal->field : "");
}

/* The right way says everything that is to be said. */
static void
dial (Player *player, const Walker *walker, const TuntasScenarioAct *act)
{
  const TuntasAttempt *attempt = tuntas_case_get_open_attempt (walker->state);
  TuntasTruth *truth;

  if (is_calling_elsewhere (player, walker, attempt))
    complain (player, walker, "another ticket's call is not over yet");
  truth = tuntas_call_book_dial (player->solution->book, walker->way->ticket, attempt,
                                 find_running_call (player, tuntas_act_get (act->act, "with")));
  truth->cues = G_MAXUINT;
}

static void
play (Player *player, Walker *walker)
{
  const TuntasScenarioAct *act = g_ptr_array_index (walker->way->acts, walker->next);
  const char *id = tuntas_act_get_id (act->act);
  g_autoptr (TuntasApplied) applied = NULL;
  const TuntasActSpec *spec;

  let_effects_begin (player, walker, act->at);
  applied = tuntas_case_apply (walker->state, act->act, act->at, AGENT, FALSE);
  spec = tuntas_procedure_find_act (tuntas_case_get_procedure (walker->state), id,
                                    tuntas_case_get_step (applied->next), tuntas_case_get_family (walker->state));
  if (!applied->accepted && spec != NULL && spec->by_program)
    {
      tuntas_applied_free (applied);
      applied = tuntas_case_apply (walker->state, act->act, act->at, "", TRUE);
    }
  tuntas_case_unref (walker->state);
  walker->state = tuntas_case_ref (applied->next);
  if (!applied->accepted)
    refused (player, walker, applied, id);
  else
    expect_effects (player, walker, applied, act);
  if (applied->accepted && spec != NULL && tuntas_act_spec_does (spec, TUNTAS_OP_DIAL))
    dial (player, walker, act);
  let_effects_begin (player, walker, act->at);
  walker->next++;
}

/* (nullable): whose next act comes first; of two at the same time the one whose way stands first. */
static Walker *
find_next (Player *player)
{
  Walker *first = NULL;
  gint64 first_at = G_MAXINT64;

  for (guint i = 0; i < player->walkers->len; i++)
    {
      Walker *walker = g_ptr_array_index (player->walkers, i);

      if (walker->next < walker->way->acts->len &&
          ((TuntasScenarioAct *) g_ptr_array_index (walker->way->acts, walker->next))->at < first_at)
        {
          first = walker;
          first_at = ((TuntasScenarioAct *) g_ptr_array_index (walker->way->acts, walker->next))->at;
        }
    }
  return first;
}

static void
add_walkers (Player *player)
{
  GPtrArray *ways = tuntas_scenario_get_ways (player->scenario);

  for (guint i = 0; i < ways->len; i++)
    {
      Walker *walker = g_new0 (Walker, 1);

      walker->index = i;
      walker->way = g_ptr_array_index (ways, i);
      walker->ticket = tuntas_scenario_find_ticket (player->scenario, walker->way->ticket);
      walker->state = tuntas_scenario_open_case (player->scenario, walker->ticket);
      walker->sent_at = -1;
      walker->held_notes = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (player->walkers, walker);
    }
}

TuntasSolution *
tuntas_solution_play (TuntasScenario *scenario, const char *language)
{
  g_autoptr (GPtrArray) walkers = g_ptr_array_new_with_free_func (walker_free);
  TuntasSolution *self = g_new0 (TuntasSolution, 1);
  Player player = { scenario, language, self, walkers };
  Walker *walker;

  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_case_unref);
  self->book = tuntas_call_book_new (scenario);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_note_text_free);
  self->troubles = g_ptr_array_new_with_free_func (trouble_free);
  add_walkers (&player);
  while ((walker = find_next (&player)) != NULL)
    play (&player, walker);
  for (guint i = 0; i < walkers->len; i++)
    {
      walker = g_ptr_array_index (walkers, i);
      let_effects_begin (&player, walker, G_MAXINT64);
      g_ptr_array_add (self->cases, tuntas_case_ref (walker->state));
      if (tuntas_case_get_end (walker->state) != NULL)
        continue;
      walker->next = MAX (walker->way->acts->len, 1) - 1;
      complain (&player, walker, "the way comes to no end: it stays in %s", tuntas_case_get_step (walker->state)->id);
    }
  return self;
}
