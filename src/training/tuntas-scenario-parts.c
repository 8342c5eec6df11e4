/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-scenario-private.h"

#include <string.h>

/* The elements of a scenario's arrays, one by one. */

static const char *const cues[] = { "answer", "greet", "tell", "ask", "permission" };
static const char *const voices[] = { "customer", "other", "network" };
static const char *const tones[] = { "none", "ring", "busy", "unreachable", "dead" };
static const char *const channels[] = { "phone", "email", "chat", "account-manager", "other" };
static const char *const abouts[] = { "rfo", "check", "note" };

static char *
member_path (const char *path, const char *member)
{
  return g_strdup_printf ("%s.%s", path, member);
}

/* Freeing */

static void
line_free (gpointer data)
{
  TuntasScenarioLine *line = data;

  tuntas_text_free (line->text);
  g_free (line);
}

static void
call_free (gpointer data)
{
  TuntasScenarioCall *call = data;

  g_free (call->phone);
  g_free (call->outcome);
  tuntas_text_free (call->who);
  g_clear_pointer (&call->says, tuntas_act_unref);
  g_ptr_array_unref (call->lines);
  g_free (call);
}

static void
moment_clear (TuntasMoment *moment)
{
  g_free (moment->ticket);
  g_free (moment->act);
}

void
tuntas_scenario_customer_free (TuntasScenarioCustomer *self)
{
  g_strfreev (self->tickets);
  g_ptr_array_unref (self->calls);
  g_free (self);
}

void
tuntas_scenario_message_free (TuntasScenarioMessage *self)
{
  moment_clear (&self->when);
  g_free (self->ticket);
  g_free (self->channel);
  tuntas_text_free (self->from);
  tuntas_text_free (self->text);
  g_clear_pointer (&self->says, tuntas_act_unref);
  g_free (self);
}

void
tuntas_scenario_happening_free (TuntasScenarioHappening *self)
{
  moment_clear (&self->when);
  g_clear_pointer (&self->fault, json_object_unref);
  g_free (self->ticket);
  g_clear_pointer (&self->change, json_object_unref);
  g_free (self);
}

void
tuntas_scenario_fact_free (TuntasScenarioFact *self)
{
  g_free (self->ticket);
  tuntas_text_free (self->title);
  tuntas_text_free (self->text);
  g_free (self);
}

static void
act_free (gpointer data)
{
  TuntasScenarioAct *act = data;

  tuntas_act_unref (act->act);
  g_free (act);
}

void
tuntas_scenario_way_free (TuntasScenarioWay *self)
{
  g_free (self->ticket);
  g_ptr_array_unref (self->acts);
  g_strfreev (self->also_right);
  g_free (self);
}

/* What several of them have */

gint64
tuntas_scenario_read_offset (TuntasScenarioReading *reading, JsonObject *object, const char *path, const char *member,
                             TuntasMemberNeed need)
{
  g_autofree char *text = tuntas_members_dup_string (reading->proof, object, path, member, need);
  g_autofree char *place = member_path (path, member);
  gint64 instant = -1;

  if (text != NULL && !tuntas_scenario_parse_offset (reading->scenario, text, &instant))
    tuntas_proof_refuse (reading->proof, place, "a time after the start such as +0:20:00 is wanted here");
  return instant;
}

static void
check_ticket (TuntasScenarioReading *reading, const char *ticket, const char *place)
{
  if (reading->scenario->tickets->len > 0 && tuntas_scenario_find_ticket (reading->scenario, ticket) == NULL)
    tuntas_proof_refuse (reading->proof, place, "there is no ticket “%s” in nossa", ticket);
}

char *
tuntas_scenario_read_ticket (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  char *ticket = tuntas_members_dup_id (reading->proof, object, path, "ticket");
  g_autofree char *place = member_path (path, "ticket");

  if (*ticket != '\0')
    check_ticket (reading, ticket, place);
  return ticket;
}

static gboolean
has_act (TuntasProcedure *procedure, const char *id)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    if (strcmp (((TuntasActSpec *) g_ptr_array_index (acts, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* A field that is an offset becomes an instant, as the rules know it. */
static void
resolve_fields (TuntasScenarioReading *reading, JsonObject *object, TuntasAct *act)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const char *value = tuntas_act_get (act, name);
      gint64 instant;

      if (strcmp (name, "at") != 0 && value != NULL &&
          tuntas_scenario_parse_offset (reading->scenario, value, &instant))
        tuntas_act_set_instant (act, name, instant);
    }
}

TuntasAct *
tuntas_scenario_read_act (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  g_autoptr (GError) error = NULL;
  TuntasAct *act = tuntas_act_from_json (object, path, &error);

  if (act == NULL)
    {
      tuntas_proof_refuse (reading->proof, path, "%s", error->message);
      return NULL;
    }
  if (!has_act (reading->scenario->procedure, tuntas_act_get_id (act)))
    tuntas_proof_refuse (reading->proof, path, "the procedure has no act “%s”", tuntas_act_get_id (act));
  resolve_fields (reading, object, act);
  return act;
}

static TuntasAct *
read_says (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  JsonObject *says = tuntas_members_get_object (reading->proof, object, path, "says", TUNTAS_MEMBER_OPTIONAL);
  g_autofree char *place = member_path (path, "says");

  return says != NULL ? tuntas_scenario_read_act (reading, says, place) : NULL;
}

static void
read_moment (TuntasScenarioReading *reading, JsonObject *object, const char *path, TuntasMoment *moment)
{
  JsonObject *after = tuntas_members_get_object (reading->proof, object, path, "after", TUNTAS_MEMBER_OPTIONAL);
  g_autofree char *place = member_path (path, "after");
  gint64 delay;

  moment->at = tuntas_scenario_read_offset (reading, object, path, "at", TUNTAS_MEMBER_OPTIONAL);
  if ((after != NULL) == json_object_has_member (object, "at"))
    tuntas_proof_refuse (reading->proof, path, "one of “at” and “after” is wanted here");
  if (after == NULL)
    return;
  TUNTAS_MEMBERS_ALLOW (reading->proof, after, place, "ticket", "act", "delay");
  moment->ticket = tuntas_scenario_read_ticket (reading, after, place);
  moment->act = tuntas_members_dup_id (reading->proof, after, place, "act");
  delay = tuntas_scenario_read_offset (reading, after, place, "delay", TUNTAS_MEMBER_NEEDED);
  moment->delay = delay >= 0 ? delay - reading->scenario->start : 0;
  if (*moment->act != '\0' && !has_act (reading->scenario->procedure, moment->act))
    tuntas_proof_refuse (reading->proof, place, "the procedure has no act “%s”", moment->act);
}

static gint64
read_seconds (TuntasScenarioReading *reading, JsonObject *object, const char *path, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *place = member_path (path, member);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
      json_node_get_int (node) >= 0 && json_node_get_int (node) <= 600)
    return json_node_get_int (node);
  tuntas_proof_refuse (reading->proof, place, "seconds from 0 to 600 are wanted here");
  return 0;
}

/* Calls */

static TuntasScenarioLine *
read_line (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioLine *line = g_new0 (TuntasScenarioLine, 1);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "cue", "after", "voice", "text", "ends");
  line->cue = tuntas_members_get_word (reading->proof, object, path, "cue", cues, G_N_ELEMENTS (cues),
                                       TUNTAS_MEMBER_OPTIONAL, TUNTAS_CUE_ANSWER);
  line->after = read_seconds (reading, object, path, "after");
  line->voice = tuntas_members_get_word (reading->proof, object, path, "voice", voices, G_N_ELEMENTS (voices),
                                         TUNTAS_MEMBER_OPTIONAL, TUNTAS_VOICE_CUSTOMER);
  line->text = tuntas_members_dup_text (reading->proof, object, path, "text", TUNTAS_MEMBER_OPTIONAL);
  line->ends = tuntas_members_get_boolean (reading->proof, object, path, "ends");
  if (line->text == NULL && !line->ends)
    tuntas_proof_refuse (reading->proof, path, "a line says something, or ends the call");
  return line;
}

static void
read_lines (TuntasScenarioReading *reading, JsonObject *object, const char *path, TuntasScenarioCall *call)
{
  JsonArray *lines = tuntas_members_get_array (reading->proof, object, path, "lines", TUNTAS_MEMBER_OPTIONAL);

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.lines[%u]", path, i);
      JsonObject *line = tuntas_members_as_object (reading->proof, json_array_get_element (lines, i), place);

      if (line != NULL)
        g_ptr_array_add (call->lines, read_line (reading, line, place));
    }
}

/* Who was reached says something, and it can be recorded. */
static void
check_call (TuntasScenarioReading *reading, const TuntasScenarioCall *call, const char *path)
{
  const TuntasOutcomeSpec *outcome = tuntas_procedure_find_outcome (reading->scenario->procedure, call->outcome);
  g_autofree char *place = member_path (path, "outcome");

  if (outcome == NULL)
    {
      if (*call->outcome != '\0')
        tuntas_proof_refuse (reading->proof, place, "the procedure has no outcome “%s”", call->outcome);
      return;
    }
  if (outcome->connected && call->lines->len == 0)
    tuntas_proof_refuse (reading->proof, path, "who is reached says something: lines are missing");
  if (outcome->connected != (call->says != NULL))
    tuntas_proof_refuse (reading->proof, path, outcome->connected ? "what is said is missing: “says”"
                                                                  : "nobody was reached to say that");
}

static TuntasScenarioCall *
read_call (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioCall *call = g_new0 (TuntasScenarioCall, 1);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "phone", "outcome", "tone", "seconds", "who", "says", "lines");
  call->lines = g_ptr_array_new_with_free_func (line_free);
  call->phone = tuntas_members_dup_string (reading->proof, object, path, "phone", TUNTAS_MEMBER_OPTIONAL);
  call->outcome = tuntas_members_dup_id (reading->proof, object, path, "outcome");
  call->tone = tuntas_members_get_word (reading->proof, object, path, "tone", tones, G_N_ELEMENTS (tones),
                                        TUNTAS_MEMBER_OPTIONAL, TUNTAS_LINE_TONE_RING);
  call->seconds = read_seconds (reading, object, path, "seconds");
  call->who = tuntas_members_dup_text (reading->proof, object, path, "who", TUNTAS_MEMBER_OPTIONAL);
  call->says = read_says (reading, object, path);
  read_lines (reading, object, path, call);
  check_call (reading, call, path);
  return call;
}

static void
read_tickets (TuntasScenarioReading *reading, JsonObject *object, const char *path, TuntasScenarioCustomer *customer)
{
  customer->tickets = tuntas_members_dup_strv (reading->proof, object, path, "tickets", TUNTAS_MEMBER_NEEDED);
  if (customer->tickets == NULL)
    customer->tickets = g_new0 (char *, 1);
  for (guint i = 0; customer->tickets[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.tickets[%u]", path, i);

      check_ticket (reading, customer->tickets[i], place);
      if (tuntas_scenario_find_customer (reading->scenario, customer->tickets[i]) != NULL)
        tuntas_proof_refuse (reading->proof, place, "another customer has that ticket already");
    }
}

TuntasScenarioCustomer *
tuntas_scenario_read_customer (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioCustomer *customer = g_new0 (TuntasScenarioCustomer, 1);
  JsonArray *calls = tuntas_members_get_array (reading->proof, object, path, "calls", TUNTAS_MEMBER_NEEDED);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "tickets", "calls");
  customer->calls = g_ptr_array_new_with_free_func (call_free);
  read_tickets (reading, object, path, customer);
  for (guint i = 0; calls != NULL && i < json_array_get_length (calls); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.calls[%u]", path, i);
      JsonObject *call = tuntas_members_as_object (reading->proof, json_array_get_element (calls, i), place);

      if (call != NULL)
        g_ptr_array_add (customer->calls, read_call (reading, call, place));
    }
  return customer;
}

/* The others */

TuntasScenarioMessage *
tuntas_scenario_read_message (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioMessage *message = g_new0 (TuntasScenarioMessage, 1);
  int channel = tuntas_members_get_word (reading->proof, object, path, "channel", channels, G_N_ELEMENTS (channels),
                                         TUNTAS_MEMBER_NEEDED, 0);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "at", "after", "ticket", "channel", "from", "text", "says");
  read_moment (reading, object, path, &message->when);
  message->ticket = tuntas_scenario_read_ticket (reading, object, path);
  message->channel = g_strdup (channels[channel]);
  message->from = tuntas_members_dup_text (reading->proof, object, path, "from", TUNTAS_MEMBER_NEEDED);
  message->text = tuntas_members_dup_text (reading->proof, object, path, "text", TUNTAS_MEMBER_NEEDED);
  message->says = read_says (reading, object, path);
  return message;
}

TuntasScenarioHappening *
tuntas_scenario_read_happening (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioHappening *happening = g_new0 (TuntasScenarioHappening, 1);
  JsonObject *fault = tuntas_members_get_object (reading->proof, object, path, "fault", TUNTAS_MEMBER_OPTIONAL);
  JsonObject *change = tuntas_members_get_object (reading->proof, object, path, "change", TUNTAS_MEMBER_OPTIONAL);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "at", "after", "fault", "ticket", "change");
  read_moment (reading, object, path, &happening->when);
  if ((fault != NULL) == (change != NULL))
    tuntas_proof_refuse (reading->proof, path, "one of “fault” and “change” is wanted here");
  happening->fault = fault != NULL ? json_object_ref (fault) : NULL;
  happening->change = change != NULL ? json_object_ref (change) : NULL;
  if (change != NULL)
    happening->ticket = tuntas_scenario_read_ticket (reading, object, path);
  return happening;
}

TuntasScenarioFact *
tuntas_scenario_read_fact (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioFact *fact = g_new0 (TuntasScenarioFact, 1);

  /* For whoever reads the file. */
  tuntas_members_get_word (reading->proof, object, path, "about", abouts, G_N_ELEMENTS (abouts),
                           TUNTAS_MEMBER_NEEDED, 0);
  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "ticket", "about", "title", "text");
  fact->ticket = tuntas_scenario_read_ticket (reading, object, path);
  fact->title = tuntas_members_dup_text (reading->proof, object, path, "title", TUNTAS_MEMBER_NEEDED);
  fact->text = tuntas_members_dup_text (reading->proof, object, path, "text", TUNTAS_MEMBER_NEEDED);
  return fact;
}

static void
read_way_act (TuntasScenarioReading *reading, JsonObject *object, const char *path, TuntasScenarioWay *way)
{
  gint64 at = tuntas_scenario_read_offset (reading, object, path, "at", TUNTAS_MEMBER_NEEDED);
  TuntasAct *act = tuntas_scenario_read_act (reading, object, path);
  TuntasScenarioAct *step;

  if (act == NULL)
    return;
  if (way->acts->len > 0 && at < ((TuntasScenarioAct *) g_ptr_array_index (way->acts, way->acts->len - 1))->at)
    tuntas_proof_refuse (reading->proof, path, "comes before the act above it");
  step = g_new0 (TuntasScenarioAct, 1);
  step->at = at;
  step->act = act;
  g_ptr_array_add (way->acts, step);
}

static void
read_also_right (TuntasScenarioReading *reading, JsonObject *object, const char *path, TuntasScenarioWay *way)
{
  way->also_right = tuntas_members_dup_strv (reading->proof, object, path, "also_right", TUNTAS_MEMBER_OPTIONAL);
  for (guint i = 0; way->also_right != NULL && way->also_right[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.also_right[%u]", path, i);

      if (tuntas_procedure_find_end (reading->scenario->procedure, way->also_right[i]) == NULL)
        tuntas_proof_refuse (reading->proof, place, "the procedure has no end “%s”", way->also_right[i]);
    }
}

TuntasScenarioWay *
tuntas_scenario_read_way (TuntasScenarioReading *reading, JsonObject *object, const char *path)
{
  TuntasScenarioWay *way = g_new0 (TuntasScenarioWay, 1);
  JsonArray *acts = tuntas_members_get_array (reading->proof, object, path, "acts", TUNTAS_MEMBER_NEEDED);

  TUNTAS_MEMBERS_ALLOW (reading->proof, object, path, "ticket", "acts", "also_right");
  way->acts = g_ptr_array_new_with_free_func (act_free);
  way->ticket = tuntas_scenario_read_ticket (reading, object, path);
  read_also_right (reading, object, path, way);
  for (guint i = 0; acts != NULL && i < json_array_get_length (acts); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.acts[%u]", path, i);
      JsonObject *act = tuntas_members_as_object (reading->proof, json_array_get_element (acts, i), place);

      if (act != NULL)
        read_way_act (reading, act, place, way);
    }
  return way;
}
