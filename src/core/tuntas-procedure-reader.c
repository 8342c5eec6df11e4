/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-private.h"

#include "tuntas-json.h"

#include <stdarg.h>
#include <string.h>

/* Reads the members of a procedure file. Every function either gives what it read, or NULL/FALSE with an error
 * that names the path of the member and what is wanted there. Members that the format does not know are refused:
 * a misspelt bound must not silently leave the default in force. Whether the whole makes sense is asked at the
 * end, in tuntas-procedure-check.c. */

static const char *const step_kinds[] = { "checklist", "form", "choice", "calls", "effects", "wait", "held", "end" };
static const char *const ops[] = { "dial",   "conclude", "log",     "add-number",   "set-family", "reach",     "drop",
                                   "pend",   "inform",   "promise", "open-promise", "hold",       "new-round", "undo",
                                   "bounce", "adopt" };
static const char *const field_kinds[] = { "text", "phone", "outcome", "family", "choice", "yes-no", "future", "past",
                                            "instant", "number" };

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError **error, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_FORMAT, "%s: %s", path, reason);
  return FALSE;
}

/* known ends with NULL. */
static gboolean
only_known (JsonObject *object, const char *path, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return refuse (error, path, "“%s” is not a member of this format", name);
  return TRUE;
}
#define ONLY(object, path, error, ...) only_known (object, path, (const char *const[]) { __VA_ARGS__, NULL }, error)

static gboolean
find_word (const char *word, const char *const *words, guint n_words, const char *path, int *index, GError **error)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      {
        *index = i;
        return TRUE;
      }
  return refuse (error, path, "“%s” is unknown here", word);
}

static gboolean
read_strv (JsonObject *object, const char *path, const char *member, GStrv *out, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!tuntas_json_get_array_optional (object, path, member, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (error, path, "%s[%u]: text is wanted here", member, i);
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  *out = g_strv_builder_end (builder);
  return TRUE;
}

static TuntasText *
read_text_object (JsonObject *object, const char *path, GError **error)
{
  const char *id, *en;
  TuntasText *text;

  if (!ONLY (object, path, error, "id", "en") ||
      !tuntas_json_get_string (object, path, "id", &id, error) ||
      !tuntas_json_get_string (object, path, "en", &en, error))
    return NULL;
  text = g_new0 (TuntasText, 1);
  text->id = g_strdup (id);
  text->en = g_strdup (en);
  return text;
}

static gboolean
read_text (JsonObject *object, const char *path, const char *member, TuntasText **out, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);
  JsonObject *texts = NULL;

  if (!tuntas_json_get_object_optional (object, path, member, &texts, error))
    return FALSE;
  if (texts == NULL)
    return TRUE;
  *out = read_text_object (texts, place, error);
  return *out != NULL;
}

static gboolean
read_optional_string (JsonObject *object, const char *path, const char *member, char **out, GError **error)
{
  const char *text = NULL;

  if (!tuntas_json_get_string_optional (object, path, member, &text, error))
    return FALSE;
  *out = g_strdup (text);
  return TRUE;
}

static char *
plain_value (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return NULL;
    }
}

/* { "pended": true, "outcome": ["busy", "mailbox"] } */
static gboolean
read_condition (JsonObject *object, const char *path, const char *member, GPtrArray **out, GError **error)
{
  g_autoptr (GPtrArray) terms = NULL;
  JsonObject *condition = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!tuntas_json_get_object_optional (object, path, member, &condition, error))
    return FALSE;
  if (condition == NULL)
    return TRUE;

  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_term_free);
  json_object_iter_init_ordered (&iter, condition);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      TuntasTerm *term = g_new0 (TuntasTerm, 1);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      g_ptr_array_add (terms, term);
      term->fact = g_strdup (name);
      for (guint i = 0; i < (array != NULL ? json_array_get_length (array) : 1); i++)
        {
          g_autofree char *value = plain_value (array != NULL ? json_array_get_element (array, i) : node);

          if (value == NULL)
            return refuse (error, path, "%s.%s: text, true, false or a whole number is wanted here", member, name);
          g_strv_builder_add (builder, value);
        }
      term->values = g_strv_builder_end (builder);
    }
  *out = g_steal_pointer (&terms);
  return TRUE;
}

static gboolean
read_ops (JsonObject *object, const char *path, const char *member, GArray **out, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);

  if (!read_strv (object, path, member, &words, error))
    return FALSE;
  *out = g_array_new (FALSE, FALSE, sizeof (TuntasOp));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      int index = 0;
      TuntasOp op;

      if (!find_word (words[i], ops, G_N_ELEMENTS (ops), place, &index, error))
        return FALSE;
      op = index;
      g_array_append_val (*out, op);
    }
  return TRUE;
}

static gboolean
read_departure (JsonObject *object, const char *path, TuntasDepartureSpec **out, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s.departure", path);
  g_autoptr (TuntasDepartureSpec) spec = NULL;
  JsonObject *departure = NULL;

  if (!tuntas_json_get_object_optional (object, path, "departure", &departure, error))
    return FALSE;
  if (departure == NULL)
    return TRUE;
  spec = g_new0 (TuntasDepartureSpec, 1);
  if (!ONLY (departure, place, error, "code", "clause") ||
      !read_optional_string (departure, place, "code", &spec->code, error) ||
      !read_optional_string (departure, place, "clause", &spec->clause, error))
    return FALSE;
  if (spec->code == NULL)
    return refuse (error, place, "code is missing");
  *out = g_steal_pointer (&spec);
  return TRUE;
}

static TuntasField *
read_field (JsonObject *object, const char *name, const char *path, GError **error)
{
  g_autoptr (TuntasField) field = g_new0 (TuntasField, 1);
  const char *kind = "text";
  int index = 0;

  field->name = g_strdup (name);
  if (!ONLY (object, path, error, "is", "optional", "by_program", "values", "when") ||
      !tuntas_json_get_string_optional (object, path, "is", &kind, error) ||
      !find_word (kind, field_kinds, G_N_ELEMENTS (field_kinds), path, &index, error) ||
      !tuntas_json_get_boolean_optional (object, path, "optional", &field->optional, error) ||
      !tuntas_json_get_boolean_optional (object, path, "by_program", &field->by_program, error) ||
      !read_strv (object, path, "values", &field->values, error) ||
      !read_condition (object, path, "when", &field->when, error))
    return NULL;
  field->kind = index;
  if ((field->kind == TUNTAS_FIELD_CHOICE) != (field->values != NULL))
    {
      refuse (error, path, "values belong to a field that is a choice, and to no other");
      return NULL;
    }
  return g_steal_pointer (&field);
}

static gboolean
read_fields (JsonObject *object, const char *path, GPtrArray *fields, GError **error)
{
  JsonObject *members = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!tuntas_json_get_object_optional (object, path, "fields", &members, error))
    return FALSE;
  if (members == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *place = g_strdup_printf ("%s.fields.%s", path, name);
      JsonObject *member = tuntas_json_root_object (node, place, error);
      TuntasField *field = member != NULL ? read_field (member, name, place, error) : NULL;

      if (field == NULL)
        return FALSE;
      g_ptr_array_add (fields, field);
    }
  return TRUE;
}

/* { "unreached": "first_round_min" } gives the counter and its bound. */
static gboolean
read_bound (TuntasProcedure *self, JsonObject *object, const char *path, const char *member, TuntasGate *gate,
            GError **error)
{
  JsonObject *bound = NULL;
  g_autoptr (GList) names = NULL;
  const char *parameter, *value;

  if (!tuntas_json_get_object_optional (object, path, member, &bound, error))
    return FALSE;
  if (bound == NULL)
    return TRUE;
  names = json_object_get_members (bound);
  if (names == NULL || names->next != NULL)
    return refuse (error, path, "%s: one counter and its bound are wanted here", member);
  if (!tuntas_json_get_string (bound, path, names->data, &parameter, error))
    return FALSE;
  value = g_hash_table_lookup (self->parameters, parameter);
  if (value == NULL || !g_ascii_string_to_signed (value, 10, 0, 99, &gate->bound, NULL))
    return refuse (error, path, "%s: parameter “%s” is no number of calls", member, parameter);
  gate->fact = g_strdup (names->data);
  gate->parameter = g_strdup (parameter);
  gate->kind = strcmp (member, "below") == 0 ? TUNTAS_GATE_BELOW : TUNTAS_GATE_AT_LEAST;
  return TRUE;
}

static TuntasGate *
read_gate (TuntasProcedure *self, JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasGate) gate = g_new0 (TuntasGate, 1);
  g_autofree char *holds = NULL;

  if (!ONLY (object, path, error, "code", "clause", "at_least", "below", "holds", "unless", "waived", "departure") ||
      !read_optional_string (object, path, "code", &gate->code, error) ||
      !read_optional_string (object, path, "clause", &gate->clause, error) ||
      !read_bound (self, object, path, "at_least", gate, error) ||
      !read_bound (self, object, path, "below", gate, error) ||
      !read_optional_string (object, path, "holds", &holds, error) ||
      !read_condition (object, path, "unless", &gate->unless, error) ||
      !read_condition (object, path, "waived", &gate->waived, error) ||
      !read_departure (object, path, &gate->departure, error))
    return NULL;
  if (holds != NULL && gate->fact == NULL)
    {
      gate->kind = TUNTAS_GATE_HOLDS;
      gate->fact = g_steal_pointer (&holds);
    }
  if (gate->code == NULL || gate->clause == NULL || gate->fact == NULL || holds != NULL)
    {
      refuse (error, path, "a gate has a code, a clause, and one of at_least, below and holds");
      return NULL;
    }
  if ((gate->waived != NULL) != (gate->departure != NULL))
    {
      refuse (error, path, "what waives a gate is a departure, so waived and departure go together");
      return NULL;
    }
  return g_steal_pointer (&gate);
}

static TuntasEffectSpec *
read_effect (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasEffectSpec) effect = g_new0 (TuntasEffectSpec, 1);
  const char *kind;

  if (!ONLY (object, path, error, "kind", "value", "until", "text") ||
      !tuntas_json_get_string (object, path, "kind", &kind, error) ||
      !read_optional_string (object, path, "value", &effect->value, error) ||
      !tuntas_json_get_boolean_optional (object, path, "until", &effect->until, error) ||
      !read_optional_string (object, path, "text", &effect->text, error))
    return NULL;
  if (!tuntas_effect_kind_from_nick (kind, &effect->kind))
    {
      refuse (error, path, "kind: “%s” is unknown here", kind);
      return NULL;
    }
  if ((effect->kind == TUNTAS_EFFECT_STATUS) != (effect->value != NULL) ||
      (effect->kind == TUNTAS_EFFECT_STATUS) == (effect->text != NULL))
    {
      refuse (error, path, "a status has a value; every other effect has a text");
      return NULL;
    }
  return g_steal_pointer (&effect);
}

/* Reads an array of objects with a reader of one, keeping the index in the path. */
#define READ_EACH(object, path, member, target, call)                                       \
  G_STMT_START                                                                              \
  {                                                                                         \
    JsonArray *array_ = NULL;                                                               \
                                                                                            \
    if (!tuntas_json_get_array_optional (object, path, member, &array_, error))             \
      return FALSE;                                                                         \
    for (guint i_ = 0; array_ != NULL && i_ < json_array_get_length (array_); i_++)         \
      {                                                                                     \
        g_autofree char *place = g_strdup_printf ("%s.%s[%u]", path, member, i_);           \
        JsonObject *item = tuntas_json_root_object (json_array_get_element (array_, i_), place, error); \
        gpointer read_ = item != NULL ? call : NULL;                                        \
                                                                                            \
        if (read_ == NULL)                                                                  \
          return FALSE;                                                                     \
        g_ptr_array_add (target, read_);                                                    \
      }                                                                                     \
  }                                                                                         \
  G_STMT_END

static gboolean
fill_following (TuntasFollowing *following, JsonObject *object, const char *path, GError **error)
{
  following->effects = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_effect_spec_free);
  if (!ONLY (object, path, error, "when", "do", "to", "end", "effects", "departure") ||
      !read_condition (object, path, "when", &following->when, error) ||
      !read_ops (object, path, "do", &following->ops, error) ||
      !read_optional_string (object, path, "to", &following->to, error) ||
      !read_optional_string (object, path, "end", &following->end, error) ||
      !read_departure (object, path, &following->departure, error))
    return FALSE;
  READ_EACH (object, path, "effects", following->effects, read_effect (item, place, error));
  return TRUE;
}

static TuntasFollowing *
read_following (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasFollowing) following = g_new0 (TuntasFollowing, 1);

  return fill_following (following, object, path, error) ? g_steal_pointer (&following) : NULL;
}

static TuntasSilentUse *
read_silent_use (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasSilentUse) use = g_new0 (TuntasSilentUse, 1);

  if (!ONLY (object, path, error, "place", "when") ||
      !read_optional_string (object, path, "place", &use->place, error) ||
      !read_condition (object, path, "when", &use->when, error))
    return NULL;
  if (use->place == NULL)
    {
      refuse (error, path, "place is missing");
      return NULL;
    }
  return g_steal_pointer (&use);
}

static gboolean
fill_act (TuntasProcedure *self, TuntasActSpec *spec, JsonObject *object, const char *path, GError **error)
{
  const char *id;
  JsonObject *remark = NULL;

  spec->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_field_free);
  spec->gates = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_gate_free);
  spec->followings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_following_free);
  spec->silent = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_silent_use_free);
  if (!ONLY (object, path, error, "id", "clause", "in", "families", "when", "by_program", "label", "fields", "gates", "do",
             "then", "remark", "silent") ||
      !tuntas_json_get_string (object, path, "id", &id, error) ||
      !read_optional_string (object, path, "clause", &spec->clause, error) ||
      !read_strv (object, path, "in", &spec->steps, error) ||
      !read_strv (object, path, "families", &spec->families, error) ||
      !read_condition (object, path, "when", &spec->when, error) ||
      !tuntas_json_get_boolean_optional (object, path, "by_program", &spec->by_program, error) ||
      !read_text (object, path, "label", &spec->label, error) ||
      !read_fields (object, path, spec->fields, error) ||
      !read_ops (object, path, "do", &spec->ops, error) ||
      !tuntas_json_get_object_optional (object, path, "remark", &remark, error))
    return FALSE;
  spec->id = g_strdup (id);
  if (spec->steps == NULL)
    return refuse (error, path, "in: the steps that it is open in are missing");
  if (remark != NULL)
    {
      g_autofree char *place = g_strdup_printf ("%s.remark", path);

      if (!ONLY (remark, place, error, "code", "question") ||
          !read_optional_string (remark, place, "code", &spec->remark, error) ||
          !read_optional_string (remark, place, "question", &spec->remark_question, error))
        return FALSE;
      if (spec->remark == NULL || spec->remark_question == NULL)
        return refuse (error, place, "a remark has a code and a question");
    }
  READ_EACH (object, path, "gates", spec->gates, read_gate (self, item, place, error));
  READ_EACH (object, path, "then", spec->followings, read_following (item, place, error));
  READ_EACH (object, path, "silent", spec->silent, read_silent_use (item, place, error));
  return TRUE;
}

static TuntasActSpec *
read_act (TuntasProcedure *self, JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasActSpec) spec = g_new0 (TuntasActSpec, 1);

  return fill_act (self, spec, object, path, error) ? g_steal_pointer (&spec) : NULL;
}

static gboolean
fill_step (TuntasStep *step, JsonObject *object, const char *path, GError **error)
{
  const char *id, *kind;
  int index = 0;

  if (!ONLY (object, path, error, "id", "clause", "kind", "keeps_deadline", "title", "advice", "enter", "due") ||
      !tuntas_json_get_string (object, path, "id", &id, error) ||
      !read_optional_string (object, path, "clause", &step->clause, error) ||
      !tuntas_json_get_string (object, path, "kind", &kind, error) ||
      !find_word (kind, step_kinds, G_N_ELEMENTS (step_kinds), path, &index, error) ||
      !tuntas_json_get_boolean_optional (object, path, "keeps_deadline", &step->keeps_deadline, error) ||
      !read_text (object, path, "title", &step->title, error) ||
      !read_text (object, path, "advice", &step->advice, error) ||
      !read_ops (object, path, "enter", &step->enter, error))
    return FALSE;
  step->id = g_strdup (id);
  step->kind = index;
  if (step->title == NULL)
    return refuse (error, path, "title is missing");
  if (json_object_has_member (object, "due"))
    step->due = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_following_free);
  READ_EACH (object, path, "due", step->due, read_following (item, place, error));
  return TRUE;
}

static TuntasStep *
read_step (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasStep) step = g_new0 (TuntasStep, 1);

  return fill_step (step, object, path, error) ? g_steal_pointer (&step) : NULL;
}

static TuntasOutcomeSpec *
read_outcome (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasOutcomeSpec) spec = g_new0 (TuntasOutcomeSpec, 1);
  const char *id, *key;

  if (!ONLY (object, path, error, "id", "key", "counts", "connected", "bad_number", "short_ring", "label", "brief") ||
      !tuntas_json_get_string (object, path, "id", &id, error) ||
      !tuntas_json_get_string (object, path, "key", &key, error) ||
      !tuntas_json_get_boolean_optional (object, path, "counts", &spec->counts, error) ||
      !tuntas_json_get_boolean_optional (object, path, "connected", &spec->connected, error) ||
      !tuntas_json_get_boolean_optional (object, path, "bad_number", &spec->bad_number, error) ||
      !tuntas_json_get_boolean_optional (object, path, "short_ring", &spec->short_ring, error) ||
      !read_text (object, path, "label", &spec->label, error) ||
      !read_text (object, path, "brief", &spec->brief, error))
    return NULL;
  spec->id = g_strdup (id);
  spec->key = g_strdup (key);
  if (spec->label == NULL || strlen (key) != 1 || !g_ascii_isdigit (*key))
    {
      refuse (error, path, "an outcome has a label, and a digit as its key");
      return NULL;
    }
  return g_steal_pointer (&spec);
}

static TuntasClause *
read_clause (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasClause) clause = g_new0 (TuntasClause, 1);
  const char *id;

  if (!ONLY (object, path, error, "id", "text") ||
      !tuntas_json_get_string (object, path, "id", &id, error) ||
      !read_text (object, path, "text", &clause->text, error))
    return NULL;
  clause->id = g_strdup (id);
  if (clause->text == NULL)
    {
      refuse (error, path, "text is missing");
      return NULL;
    }
  return g_steal_pointer (&clause);
}

static TuntasSilentPlace *
read_silent_place (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasSilentPlace) silent = g_new0 (TuntasSilentPlace, 1);

  if (!ONLY (object, path, error, "id", "text") ||
      !read_optional_string (object, path, "id", &silent->id, error) ||
      !read_text (object, path, "text", &silent->text, error))
    return NULL;
  if (silent->id == NULL || silent->text == NULL)
    {
      refuse (error, path, "a silent place has an id and a text");
      return NULL;
    }
  return g_steal_pointer (&silent);
}

static TuntasDeviationWords *
read_deviation_words (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasDeviationWords) words = g_new0 (TuntasDeviationWords, 1);

  if (!ONLY (object, path, error, "code", "text") ||
      !read_optional_string (object, path, "code", &words->code, error) ||
      !read_text (object, path, "text", &words->text, error))
    return NULL;
  if (words->code == NULL || words->text == NULL)
    {
      refuse (error, path, "the words for a deviation have a code and a text");
      return NULL;
    }
  return g_steal_pointer (&words);
}

static gboolean
read_texts (TuntasProcedure *self, JsonObject *root, GError **error)
{
  JsonObject *texts;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!tuntas_json_get_object (root, "procedure", "texts", &texts, error))
    return FALSE;
  json_object_iter_init_ordered (&iter, texts);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *place = g_strdup_printf ("procedure.texts.%s", name);
      JsonObject *object = tuntas_json_root_object (node, place, error);
      TuntasText *text = object != NULL ? read_text_object (object, place, error) : NULL;

      if (text == NULL)
        return FALSE;
      g_hash_table_insert (self->texts, g_strdup (name), text);
    }
  return TRUE;
}

static gboolean
read_head (TuntasProcedure *self, JsonObject *root, GError **error)
{
  gint64 format;

  if (!ONLY (root, "procedure", error, "format", "document", "revision", "effective", "title", "families", "parameters",
             "limits", "clauses", "outcomes", "start", "steps", "acts", "texts", "silent_places", "deviations",
             "$schema") ||
      !tuntas_json_get_int (root, "procedure", "format", &format, error))
    return FALSE;
  if (format != 1)
    return refuse (error, "procedure.format", "this program reads format 1, the file is of format %" G_GINT64_FORMAT,
                   format);
  if (!read_optional_string (root, "procedure", "document", &self->document, error) ||
      !read_optional_string (root, "procedure", "revision", &self->revision, error) ||
      !read_optional_string (root, "procedure", "effective", &self->effective, error) ||
      !read_text (root, "procedure", "title", &self->title, error) ||
      !read_strv (root, "procedure", "families", &self->families, error))
    return FALSE;
  if (self->document == NULL || self->revision == NULL || self->effective == NULL || self->title == NULL ||
      self->families == NULL)
    return refuse (error, "procedure", "document, revision, effective, title and families are wanted");
  return TRUE;
}

static gboolean
read_root (TuntasProcedure *self, JsonObject *root, GError **error)
{
  const char *start;

  if (!read_head (self, root, error) || !tuntas_procedure_read_parameters (self, root, error))
    return FALSE;
  READ_EACH (root, "procedure", "clauses", self->clauses, read_clause (item, place, error));
  READ_EACH (root, "procedure", "silent_places", self->silent_places, read_silent_place (item, place, error));
  READ_EACH (root, "procedure", "deviations", self->deviations, read_deviation_words (item, place, error));
  READ_EACH (root, "procedure", "outcomes", self->outcomes, read_outcome (item, place, error));
  READ_EACH (root, "procedure", "steps", self->steps, read_step (item, place, error));
  READ_EACH (root, "procedure", "acts", self->acts, read_act (self, item, place, error));
  if (!read_texts (self, root, error) || !tuntas_procedure_take_overrides (self, "texts", error) ||
      !tuntas_json_get_string (root, "procedure", "start", &start, error))
    return FALSE;
  self->start = tuntas_procedure_find_step (self, start);
  if (self->start == NULL)
    return refuse (error, "procedure.start", "there is no step “%s”", start);
  return TRUE;
}

gboolean
tuntas_procedure_read (TuntasProcedure *self, const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (text, length, &cause);
  JsonObject *root = node != NULL ? tuntas_json_root_object (node, "procedure", &cause) : NULL;

  if (root != NULL && read_root (self, root, &cause) && tuntas_procedure_check (self, &cause))
    return TRUE;
  g_set_error (error, TUNTAS_PROCEDURE_ERROR,
               cause->domain == TUNTAS_PROCEDURE_ERROR                                 ? cause->code
               : g_error_matches (cause, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE) ? TUNTAS_PROCEDURE_ERROR_FORMAT
                                                                                      : TUNTAS_PROCEDURE_ERROR_SYNTAX,
               "%s: %s", name, cause->message);
  return FALSE;
}
