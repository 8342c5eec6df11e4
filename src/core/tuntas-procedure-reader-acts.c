/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-reader.h"

#include "tuntas-json.h"
#include "tuntas-procedure-members.h"

#include <string.h>

/* Reads the machine of a procedure file: acts and steps, and what hangs from them. Every reader of an element gives one,
 * also where something of it was wrong, so that the names in it are known to the checks. */

static const char *const step_kinds[] = { "checklist", "form", "choice", "calls", "effects", "wait", "held", "end" };
static const char *const op_names[] = { "dial",  "conclude", "log",     "add-number",   "set-family", "reach",     "drop",
                                        "pend",  "inform",   "promise", "open-promise", "hold",       "new-round", "undo",
                                        "bounce", "adopt" };
static const char *const field_kinds[] = { "text", "phone", "outcome", "family", "choice", "yes-no", "future", "past",
                                           "instant", "number" };

static TuntasTerm *
read_term (TuntasProof *proof, JsonNode *node, const char *path, const char *name)
{
  TuntasTerm *term = g_new0 (TuntasTerm, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  term->fact = g_strdup (name);
  for (guint i = 0; i < (array != NULL ? json_array_get_length (array) : 1); i++)
    {
      g_autofree char *value = tuntas_json_dup_plain (array != NULL ? json_array_get_element (array, i) : node);

      if (value != NULL)
        g_strv_builder_add (builder, value);
      else
        tuntas_proof_refuse (proof, path, "text, true, false or a whole number is wanted here");
    }
  term->values = g_strv_builder_end (builder);
  return term;
}

/* { "pended": true, "outcome": ["busy", "mailbox"] }; (nullable): NULL where there is none. */
static GPtrArray *
read_condition (TuntasProof *proof, JsonObject *object, const char *path, const char *member)
{
  JsonObject *condition = tuntas_members_get_object (proof, object, path, member, TUNTAS_MEMBER_OPTIONAL);
  GPtrArray *terms;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (condition == NULL)
    return NULL;
  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_term_free);
  json_object_iter_init_ordered (&iter, condition);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *place = g_strdup_printf ("%s.%s.%s", path, member, name);
      TuntasTerm *term = read_term (proof, node, place, name);

      tuntas_proof_locate (proof, term, place);
      g_ptr_array_add (terms, term);
    }
  return terms;
}

static GArray *
read_ops (TuntasProof *proof, JsonObject *object, const char *path, const char *member)
{
  g_auto (GStrv) words = tuntas_members_dup_strv (proof, object, path, member, TUNTAS_MEMBER_OPTIONAL);
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);
  GArray *ops = g_array_new (FALSE, FALSE, sizeof (TuntasOp));

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      TuntasOp op = 0;

      while (op < G_N_ELEMENTS (op_names) && strcmp (op_names[op], words[i]) != 0)
        op++;
      if (op < G_N_ELEMENTS (op_names))
        g_array_append_val (ops, op);
      else
        tuntas_proof_refuse (proof, place, "“%s” is unknown here", words[i]);
    }
  return ops;
}

static TuntasDepartureSpec *
read_departure (TuntasProof *proof, JsonObject *object, const char *path)
{
  g_autofree char *place = g_strdup_printf ("%s.departure", path);
  JsonObject *departure = tuntas_members_get_object (proof, object, path, "departure", TUNTAS_MEMBER_OPTIONAL);
  TuntasDepartureSpec *spec;

  if (departure == NULL)
    return NULL;
  spec = g_new0 (TuntasDepartureSpec, 1);
  TUNTAS_MEMBERS_ALLOW (proof, departure, place, "code", "clause");
  spec->code = tuntas_members_dup_id (proof, departure, place, "code");
  spec->clause = tuntas_members_dup_string (proof, departure, place, "clause", TUNTAS_MEMBER_OPTIONAL);
  return spec;
}

static gpointer
read_field (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasField *field = g_new0 (TuntasField, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "is", "optional", "by_program", "values", "when", "offers");
  field->name = g_strdup (name);
  field->kind = tuntas_members_get_word (proof, object, path, "is", field_kinds, G_N_ELEMENTS (field_kinds),
                                         TUNTAS_MEMBER_OPTIONAL, TUNTAS_FIELD_TEXT);
  field->optional = tuntas_members_get_boolean (proof, object, path, "optional");
  field->by_program = tuntas_members_get_boolean (proof, object, path, "by_program");
  field->values = tuntas_members_dup_strv (proof, object, path, "values", TUNTAS_MEMBER_OPTIONAL);
  field->when = read_condition (proof, object, path, "when");
  field->offers = tuntas_procedure_read_offers (self, proof, object, path);
  if ((field->kind == TUNTAS_FIELD_CHOICE) != (field->values != NULL))
    tuntas_proof_refuse (proof, path, "values belong to a field that is a choice, and to no other");
  return field;
}

/* { "unreached": "first_round_min" } gives the counter and its bound. */
static void
read_bound (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *member,
            TuntasGateKind kind, TuntasGate *gate)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);
  JsonObject *bound = tuntas_members_get_object (proof, object, path, member, TUNTAS_MEMBER_OPTIONAL);
  g_autoptr (GList) names = bound != NULL ? json_object_get_members (bound) : NULL;
  const char *value;

  if (bound == NULL || gate->fact != NULL)
    return;
  if (names == NULL || names->next != NULL)
    {
      tuntas_proof_refuse (proof, place, "one counter and its bound are wanted here");
      return;
    }
  gate->kind = kind;
  gate->fact = g_strdup (names->data);
  gate->parameter = tuntas_members_dup_string (proof, bound, place, names->data, TUNTAS_MEMBER_NEEDED);
  value = gate->parameter != NULL ? g_hash_table_lookup (self->parameters, gate->parameter) : NULL;
  if (gate->parameter != NULL &&
      (value == NULL || !g_ascii_string_to_signed (value, 10, 0, 99, &gate->bound, NULL)))
    tuntas_proof_refuse (proof, place, "parameter “%s” is no number of calls", gate->parameter);
}

/* A member that is null is none. */
static gboolean
has_value (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

static void
read_question (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, TuntasGate *gate)
{
  guint n_questions = has_value (object, "at_least") + has_value (object, "below") + has_value (object, "holds");

  read_bound (self, proof, object, path, "at_least", TUNTAS_GATE_AT_LEAST, gate);
  read_bound (self, proof, object, path, "below", TUNTAS_GATE_BELOW, gate);
  if (has_value (object, "holds") && gate->fact == NULL)
    {
      gate->kind = TUNTAS_GATE_HOLDS;
      gate->fact = tuntas_members_dup_string (proof, object, path, "holds", TUNTAS_MEMBER_NEEDED);
    }
  if (n_questions != 1)
    tuntas_proof_refuse (proof, path, "a gate has one of at_least, below and holds");
}

static gpointer
read_gate (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasGate *gate = g_new0 (TuntasGate, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "code", "clause", "at_least", "below", "holds", "unless", "waived",
                        "departure", "text", "advice");
  gate->code = tuntas_members_dup_id (proof, object, path, "code");
  gate->clause = tuntas_members_dup_id (proof, object, path, "clause");
  read_question (self, proof, object, path, gate);
  gate->unless = read_condition (proof, object, path, "unless");
  gate->waived = read_condition (proof, object, path, "waived");
  gate->departure = read_departure (proof, object, path);
  gate->text = tuntas_members_dup_text (proof, object, path, "text", TUNTAS_MEMBER_OPTIONAL);
  gate->advice = tuntas_members_dup_text (proof, object, path, "advice", TUNTAS_MEMBER_OPTIONAL);
  if ((gate->waived != NULL) != (gate->departure != NULL))
    tuntas_proof_refuse (proof, path, "what waives a gate is a departure, so waived and departure go together");
  return gate;
}

static gpointer
read_effect (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasEffectSpec *effect = g_new0 (TuntasEffectSpec, 1);
  g_autofree char *kind = tuntas_members_dup_string (proof, object, path, "kind", TUNTAS_MEMBER_NEEDED);
  gboolean known = tuntas_effect_kind_from_nick (kind, &effect->kind);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "kind", "value", "until", "text");
  if (kind != NULL && !known)
    {
      g_autofree char *place = g_strdup_printf ("%s.kind", path);

      tuntas_proof_refuse (proof, place, "“%s” is unknown here", kind);
    }
  effect->value = tuntas_members_dup_string (proof, object, path, "value", TUNTAS_MEMBER_OPTIONAL);
  effect->until = tuntas_members_get_boolean (proof, object, path, "until");
  effect->text = tuntas_members_dup_string (proof, object, path, "text", TUNTAS_MEMBER_OPTIONAL);
  if (known && ((effect->kind == TUNTAS_EFFECT_STATUS) != (effect->value != NULL) ||
                (effect->kind == TUNTAS_EFFECT_STATUS) == (effect->text != NULL)))
    tuntas_proof_refuse (proof, path, "a status has a value; every other effect has a text");
  if (known && effect->kind != TUNTAS_EFFECT_STATUS && effect->until)
    tuntas_proof_refuse (proof, path, "only a status lasts until a time");
  return effect;
}

static gpointer
read_following (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasFollowing *following = g_new0 (TuntasFollowing, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "when", "do", "to", "end", "effects", "departure");
  following->effects = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_effect_spec_free);
  following->when = read_condition (proof, object, path, "when");
  following->ops = read_ops (proof, object, path, "do");
  following->to = tuntas_members_dup_string (proof, object, path, "to", TUNTAS_MEMBER_OPTIONAL);
  following->end = tuntas_members_dup_string (proof, object, path, "end", TUNTAS_MEMBER_OPTIONAL);
  following->departure = read_departure (proof, object, path);
  tuntas_members_read_each (self, proof, object, path, "effects", TUNTAS_MEMBER_OPTIONAL, read_effect,
                            following->effects);
  return following;
}

static void
read_remark (TuntasProof *proof, JsonObject *object, const char *path, TuntasActSpec *spec)
{
  g_autofree char *place = g_strdup_printf ("%s.remark", path);
  JsonObject *remark = tuntas_members_get_object (proof, object, path, "remark", TUNTAS_MEMBER_OPTIONAL);

  if (remark == NULL)
    return;
  TUNTAS_MEMBERS_ALLOW (proof, remark, place, "code", "question");
  spec->remark = tuntas_members_dup_id (proof, remark, place, "code");
  spec->remark_question = tuntas_members_dup_id (proof, remark, place, "question");
}

static gpointer
read_silent_use (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasSilentUse *use = g_new0 (TuntasSilentUse, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "place", "when");
  use->place = tuntas_members_dup_id (proof, object, path, "place");
  use->when = read_condition (proof, object, path, "when");
  return use;
}

gpointer
tuntas_procedure_read_act (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                           const char *name)
{
  TuntasActSpec *spec = g_new0 (TuntasActSpec, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "clause", "in", "families", "when", "by_program", "label", "say",
                        "fields", "gates", "do", "then", "remark", "silent");
  spec->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_field_free);
  spec->gates = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_gate_free);
  spec->followings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_following_free);
  spec->silent = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_silent_use_free);
  spec->id = tuntas_members_dup_id (proof, object, path, "id");
  spec->clause = tuntas_members_dup_string (proof, object, path, "clause", TUNTAS_MEMBER_OPTIONAL);
  spec->steps = tuntas_members_dup_strv (proof, object, path, "in", TUNTAS_MEMBER_NEEDED);
  spec->families = tuntas_members_dup_strv (proof, object, path, "families", TUNTAS_MEMBER_OPTIONAL);
  spec->when = read_condition (proof, object, path, "when");
  spec->by_program = tuntas_members_get_boolean (proof, object, path, "by_program");
  spec->label = tuntas_members_dup_text (proof, object, path, "label", TUNTAS_MEMBER_OPTIONAL);
  spec->say = tuntas_members_dup_string (proof, object, path, "say", TUNTAS_MEMBER_OPTIONAL);
  spec->ops = read_ops (proof, object, path, "do");
  read_remark (proof, object, path, spec);
  tuntas_members_read_named (self, proof, object, path, "fields", TUNTAS_MEMBER_OPTIONAL, read_field, spec->fields);
  tuntas_members_read_each (self, proof, object, path, "gates", TUNTAS_MEMBER_OPTIONAL, read_gate, spec->gates);
  tuntas_members_read_each (self, proof, object, path, "then", TUNTAS_MEMBER_OPTIONAL, read_following,
                            spec->followings);
  tuntas_members_read_each (self, proof, object, path, "silent", TUNTAS_MEMBER_OPTIONAL, read_silent_use, spec->silent);
  if (spec->steps == NULL)
    spec->steps = g_new0 (char *, 1);
  return spec;
}

gpointer
tuntas_procedure_read_step (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                            const char *name)
{
  TuntasStep *step = g_new0 (TuntasStep, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "clause", "kind", "keeps_deadline", "title", "advice", "enter",
                        "due");
  step->id = tuntas_members_dup_id (proof, object, path, "id");
  step->clause = tuntas_members_dup_string (proof, object, path, "clause", TUNTAS_MEMBER_OPTIONAL);
  step->kind = tuntas_members_get_word (proof, object, path, "kind", step_kinds, G_N_ELEMENTS (step_kinds),
                                        TUNTAS_MEMBER_NEEDED, TUNTAS_STEP_FORM);
  step->keeps_deadline = tuntas_members_get_boolean (proof, object, path, "keeps_deadline");
  step->title = tuntas_members_dup_text (proof, object, path, "title", TUNTAS_MEMBER_NEEDED);
  step->advice = tuntas_members_dup_text (proof, object, path, "advice", TUNTAS_MEMBER_OPTIONAL);
  step->enter = read_ops (proof, object, path, "enter");
  if (json_object_has_member (object, "due"))
    {
      step->due = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_following_free);
      tuntas_members_read_each (self, proof, object, path, "due", TUNTAS_MEMBER_OPTIONAL, read_following, step->due);
    }
  return step;
}
