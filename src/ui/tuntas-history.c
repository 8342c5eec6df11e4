/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-history.h"

#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-reminder-words.h"
#include "tuntas-revision.h"

#include <glib/gi18n.h>
#include <string.h>

static void
line_free (gpointer data)
{
  TuntasHistoryLine *line = data;

  g_free (line->text);
  g_free (line->clause);
  g_free (line);
}

/* (nullable): an act of that name, wherever it is open. */
static const TuntasActSpec *
find_spec (TuntasProcedure *procedure, const char *id)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (strcmp (spec->id, id) == 0)
        return spec;
    }
  return NULL;
}

/* (nullable): the attempt that the event dialled or logged, with its number within its round. */
static const TuntasAttempt *
find_attempt (TuntasCase *state, gint64 seq, int *number)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);
  int in_round[3] = { 0, 0, 0 };

  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);

      *number = ++in_round[CLAMP (attempt->round, 0, 2)];
      if (attempt->seq == seq)
        return attempt;
    }
  return NULL;
}

static char *
dup_call (TuntasActor *actor, const TuntasAttempt *attempt, int number)
{
  const TuntasText *brief;

  if (attempt->outcome == NULL)
    return g_strdup_printf (_("Call %d: no outcome yet"), number);
  brief = attempt->outcome->brief != NULL ? attempt->outcome->brief : attempt->outcome->label;
  /* Translators: the number of a call, and its outcome. */
  return g_strdup_printf (_("Call %d: %s"), number, tuntas_actor_get_text (actor, brief));
}

/* An act by its label, with what was typed into its first text. */
static char *
dup_act (TuntasActor *actor, const TuntasActSpec *spec, TuntasEvent *event)
{
  const char *language = tuntas_actor_get_language (actor);
  const char *label = tuntas_actor_get_text (actor, spec->label);
  const char *evidence = tuntas_event_get (event, "evidence");

  /* Of what was taken over from elsewhere: what shows it. */
  if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT) && evidence != NULL)
    return g_strdup_printf ("%s: %s", label, evidence);
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);
      const char *value = tuntas_event_get (event, field->name);
      g_autofree char *masked = NULL;

      if (value == NULL || (field->kind != TUNTAS_FIELD_TEXT && field->kind != TUNTAS_FIELD_PHONE &&
                            field->kind != TUNTAS_FIELD_FAMILY && field->kind != TUNTAS_FIELD_CHOICE))
        continue;
      if (field->kind == TUNTAS_FIELD_PHONE)
        value = masked = tuntas_phone_mask (value);
      else if (field->kind == TUNTAS_FIELD_TEXT)
        value = masked = tuntas_phone_mask_text (value, NULL);
      else if (field->kind == TUNTAS_FIELD_FAMILY)
        value = tuntas_names_family (tuntas_actor_get_procedure (actor), value, language);
      else if (field->kind == TUNTAS_FIELD_CHOICE)
        value = tuntas_names_value (tuntas_actor_get_procedure (actor), field->name, value, language);
      return g_strdup_printf ("%s: %s", label, value);
    }
  return g_strdup (label);
}

/* Also of one that was taken back, after which the case goes by another one. */
static char *
dup_move (TuntasCase *state, TuntasEvent *event)
{
  TuntasProcedure *to = tuntas_procedures_find (tuntas_case_get_procedures (state), tuntas_event_get (event, "sha256"));
  TuntasProcedure *from = tuntas_case_get_procedure_of (state, tuntas_event_get_seq (event) - 1);
  g_autofree char *name = tuntas_revision_dup_target (from, to);

  /* Translators: %s is "revision 02" or the like. */
  return g_strdup_printf (_("Moved to %s"), name);
}

/* (nullable): what somebody else did in Nossa, as Nossa tells it. */
static char *
dup_change (TuntasEvent *event)
{
  const char *owner = tuntas_event_get (event, "nossa_owner");
  const char *status = tuntas_event_get (event, "nossa_status");
  const char *by = tuntas_event_get (event, "nossa_by");

  if (owner != NULL)
    /* Translators: %s is the login of the agent who has the ticket now. */
    return g_strdup_printf (_("Stopped: in Nossa the ticket now belongs to %s"), owner);
  if (status != NULL && by != NULL)
    /* Translators: a status in Nossa's word, and the login of whoever set it. */
    return g_strdup_printf (_("Stopped: in Nossa it is %s, by %s"), status, by);
  return NULL;
}

/* (nullable): the same with its time. */
static char *
dup_stopped (TuntasActor *actor, TuntasEvent *event)
{
  g_autofree char *change = dup_change (event);
  g_autofree char *when = NULL;
  gint64 at;

  if (change == NULL || !tuntas_instant_parse (tuntas_event_get (event, "nossa_at"), &at))
    return g_steal_pointer (&change);
  when = tuntas_actor_dup_moment (actor, at);
  return g_strdup_printf ("%s · %s", change, when);
}

static char *
dup_readdressed (TuntasEvent *event)
{
  const char *before = tuntas_event_get (event, "instead_of");

  /* Translators: the e-mail addresses: the one it was, and the one that it goes to now. */
  return g_strdup_printf (_("E-mail address changed: %s → %s"), before != NULL ? before : "–",
                          tuntas_event_get (event, "email"));
}

/* (nullable): what became of an effect, where that is settled or for the agent to settle. */
static char *
dup_receipt (TuntasEvent *event)
{
  static const struct { const char *effect, *name; } effects[] = {
    { "status", N_("Status") }, { "email", N_("E-mail") }, { "note", N_("Note") }, { "create", N_("New ticket") },
  };
  static const struct { const char *state, *words; } states[] = {
    { "unknown", N_("nobody knows yet whether it arrived") },
    { "conflict", N_("not sent, the ticket was changed in Nossa") },
    { "cancelled", N_("cancelled") },
  };
  const char *effect = tuntas_event_get (event, "effect"), *state = tuntas_event_get (event, "state");
  gboolean is_done = g_strcmp0 (state, "done") == 0;
  const char *name = NULL, *words = _("was refused"); /* there is no other way for it to be settled */

  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_strcmp0 (effect, effects[i].effect) == 0)
      name = _(effects[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i].state) == 0)
      words = _(states[i].words);
  if (is_done && g_strcmp0 (tuntas_event_get (event, "evidence"), "agent") == 0)
    words = _("done, by your word");
  else if (is_done && g_strcmp0 (tuntas_event_get (event, "evidence"), "list") == 0)
    words = _("shown by a list");
  else if (is_done && g_strcmp0 (tuntas_event_get (event, "evidence"), "found") == 0)
    words = _("found already so in Nossa");
  else if (is_done)
    words = g_strcmp0 (effect, "email") == 0 ? _("sent") : _("read back from Nossa");
  /* Translators: what was sent, and what became of it: "Catatan: terbaca di Nossa". */
  return name != NULL ? g_strdup_printf (_("%s: %s"), name, words) : NULL;
}

static char *
dup_moment (gint64 instant, gpointer actor)
{
  return tuntas_actor_dup_moment (actor, instant);
}

/* (nullable): where the case went. */
static char *
dup_handover (TuntasEvent *event)
{
  const char *id = tuntas_event_get_id (event);
  const char *to = tuntas_event_get (event, "to"), *from = tuntas_event_get (event, "from");
  const char *reason = tuntas_event_get (event, "reason");

  if (strcmp (id, TUNTAS_EVENT_HANDED_OVER) == 0 && to != NULL)
    /* Translators: %s is a login. */
    return g_strdup_printf (_("Handed over to %s"), to);
  if (strcmp (id, TUNTAS_EVENT_TAKEN_OVER) == 0 && from != NULL)
    /* Translators: %s is a login. */
    return g_strdup_printf (_("Taken over from %s"), from);
  if (strcmp (id, TUNTAS_EVENT_TAKEN_BACK) == 0)
    /* Translators: %s is a reason. */
    return g_strdup_printf (_("Taken back: %s"), reason != NULL ? reason : "–");
  return NULL;
}

/* (nullable): of an event that moves nothing. */
static char *
dup_kept (TuntasActor *actor, TuntasEvent *event)
{
  char *handover = dup_handover (event);

  if (handover != NULL)
    return handover;
  return strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_READDRESSED) == 0
             ? dup_readdressed (event)
             : tuntas_reminder_words_history (event, dup_moment, actor);
}

static char *
dup_text (TuntasActor *actor, TuntasEvent *event)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  const char *id = tuntas_event_get_id (event);
  gint64 seq = tuntas_event_get_seq (event);
  const TuntasActSpec *spec = find_spec (tuntas_case_get_procedure_of (state, seq), id);
  int number = 0;
  const TuntasAttempt *attempt = find_attempt (state, seq, &number);
  char *text;

  if (strcmp (id, TUNTAS_EVENT_OPENED) == 0)
    return NULL;
  if (strcmp (id, TUNTAS_EVENT_RECEIPT) == 0)
    return dup_receipt (event);
  if (tuntas_event_is_kept_only (id))
    return dup_kept (actor, event);
  if (strcmp (id, TUNTAS_EVENT_DUE) == 0)
    return g_strdup (_("The time has come"));
  if (strcmp (id, TUNTAS_EVENT_MOVED) == 0)
    return dup_move (state, event);
  if (attempt != NULL)
    return dup_call (actor, attempt, number);
  text = dup_stopped (actor, event);
  if (text != NULL)
    return text;
  if (spec == NULL || spec->label == NULL)
    return g_strdup (id);
  /* The outcome stands with its call already, and what was taken back says so itself. */
  if (tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE) || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
    return NULL;
  return dup_act (actor, spec, event);
}

GPtrArray *
tuntas_history_list (TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  GPtrArray *events = tuntas_case_get_events (state);
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);
      char *text = dup_text (actor, event);
      TuntasHistoryLine *line;

      if (text == NULL)
        continue;
      line = g_new0 (TuntasHistoryLine, 1);
      line->at = tuntas_event_get_at (event);
      line->text = text;
      line->receipt = strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_RECEIPT) == 0;
      line->undone = tuntas_case_is_taken_back (state, tuntas_event_get_seq (event));
      line->clause = g_strdup (tuntas_case_get_clause_of (state, tuntas_event_get_seq (event)));
      g_ptr_array_add (lines, line);
    }
  return lines;
}

GPtrArray *
tuntas_history_list_steps (TuntasCase *state)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) moves = tuntas_case_list_moves (state);

  g_ptr_array_add (steps, g_strdup (tuntas_procedure_get_start (tuntas_case_get_procedure (state))->id));
  for (guint i = 0; i < moves->len; i++)
    {
      const char *id = ((TuntasMove *) g_ptr_array_index (moves, i))->to->id;

      if (!g_ptr_array_find_with_equal_func (steps, id, g_str_equal, NULL))
        g_ptr_array_add (steps, g_strdup (id));
    }
  return steps;
}
