/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-words.h"

#include "tuntas-fields.h"
#include "tuntas-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* Facts as they stand after "if"; those that are not here are told by the names of field and value. */
static const struct
{
  const char *fact;
  const char *value;
  const char *words;
} facts[] = {
  { "connected", "true", N_("the customer is reached") },
  { "connected", "false", N_("the customer is not reached") },
  { "pended", "true", N_("the ticket was pended") },
  { "pended", "false", N_("the ticket was not pended") },
  { "informed", "true", N_("RFO and repair were sent by e-mail") },
  { "informed", "false", N_("RFO and repair were not sent by e-mail yet") },
  { "promise", "true", N_("a call was agreed on") },
  { "promise", "false", N_("no call was agreed on") },
  { "round", "1", N_("the ticket was not active again yet") },
  { "round", "2", N_("the ticket is active again") },
  { "usable_number", "true", N_("there is a usable number") },
  { "usable_number", "false", N_("no number is usable") },
  { "zone", "true", N_("the customer's time zone is known") },
  { "zone", "false", N_("the customer's time zone is not known") },
  { "calls_left", "true", N_("a call is left") },
  { "calls_left", "false", N_("no call is left") },
  { "deadline_by_night", "true", N_("the time comes by night") },
  { "deadline_by_night", "false", N_("the time comes by day") },
  { "deadline_moved", "true", N_("closed days put the time off") },
  { "deadline_moved", "false", N_("no closed day puts the time off") },
  { "mass_outage", "true", N_("the ticket belongs to a mass outage") },
  { "mass_outage", "false", N_("the ticket belongs to no mass outage") },
  { "shared_call", "true", N_("the call is for several tickets") },
  { "shared_call", "false", N_("the call is for this ticket alone") },
  { "monitoring", "true", N_("the customer asks for monitoring") },
  { "monitoring", "false", N_("the customer does not ask for monitoring") },
  { "told", "true", N_("RFO and repair were told") },
  { "told", "false", N_("RFO and repair were not told") },
};

static const char *
find_fact (const char *fact, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].fact, fact) == 0 && strcmp (facts[i].value, value) == 0)
      return _(facts[i].words);
  return NULL;
}

char *
tuntas_map_words_title (const TuntasMap *map, const TuntasMapNode *node, const char *language)
{
  const TuntasEndSpec *end = node->end != NULL ? tuntas_procedure_find_end (map->procedure, node->end) : NULL;

  if (end != NULL)
    return g_strdup (tuntas_text_in (end->label, language));
  return tuntas_procedure_dup_title (map->procedure, node->step->title, language);
}

char *
tuntas_map_words_way (const TuntasMapWay *way, const char *language)
{
  if (way->act == NULL)
    return g_strdup (_("When the time comes"));
  return g_strdup (way->act->label != NULL ? tuntas_text_in (way->act->label, language) : _("By itself"));
}

/* A value in the words of its fact. */
static const char *
value_words (const TuntasMap *map, const char *fact, const char *value, const char *language)
{
  const TuntasOutcomeSpec *outcome = tuntas_procedure_find_outcome (map->procedure, value);
  const TuntasStep *step = tuntas_procedure_find_step (map->procedure, value);

  if (strcmp (fact, "family") == 0)
    return tuntas_format_family (value);
  if (strcmp (fact, "step") == 0 && step != NULL)
    return tuntas_text_in (step->title, language);
  return outcome != NULL ? tuntas_text_in (outcome->label, language) : tuntas_field_value (value);
}

/* Whether that is a question of the act whose answers are words of their own: the act says what it is about. */
static gboolean
is_choice (const TuntasActSpec *act, const char *name)
{
  for (guint i = 0; act != NULL && i < act->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (act->fields, i);

      if (strcmp (field->name, name) == 0)
        return field->kind == TUNTAS_FIELD_CHOICE || field->kind == TUNTAS_FIELD_OUTCOME;
    }
  return FALSE;
}

/* (transfer full) */
static char *
term_words (const TuntasMap *map, const TuntasActSpec *act, const TuntasTerm *term, const char *language)
{
  const char *words = g_strv_length (term->values) == 1 ? find_fact (term->fact, term->values[0]) : NULL;
  g_autoptr (GString) values = g_string_new (NULL);

  if (words != NULL)
    return g_strdup (words);
  for (guint i = 0; term->values[i] != NULL; i++)
    g_string_append_printf (values, "%s%s", i > 0 ? " / " : "",
                            value_words (map, term->fact, term->values[i], language));
  if (is_choice (act, term->fact))
    /* Translators: quotation marks around an answer: “Minta dihubungi kembali pukul …” */
    return g_strdup_printf (_("“%s”"), values->str);
  return g_strdup_printf ("%s: %s", tuntas_field_label (term->fact), values->str);
}

/* (transfer full) */
static char *
gate_words (const TuntasGate *gate)
{
  gboolean counted = strcmp (gate->fact, "counted") == 0;
  const char *words;

  switch (gate->kind)
    {
    case TUNTAS_GATE_AT_LEAST:
      /* Translators: after "if"; %d is a number of calls. */
      return g_strdup_printf (counted ? _("at least %d calls were made")
                                      : _("at least %d calls did not reach the customer"), (int) gate->bound);
    case TUNTAS_GATE_BELOW:
      /* Translators: after "if"; %d is a number of calls. */
      return g_strdup_printf (counted ? _("fewer than %d calls were made")
                                      : _("fewer than %d calls did not reach the customer"), (int) gate->bound);
    case TUNTAS_GATE_HOLDS:
      words = find_fact (gate->fact, "true");
      return words != NULL ? g_strdup (words) : g_strdup_printf ("%s: %s", tuntas_field_label (gate->fact), _("Yes"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static void
add_terms (GPtrArray *parts, const TuntasMap *map, const TuntasMapWay *way, GPtrArray *terms, const char *language)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    /* A map of one family shows its ways only. */
    if (map->family == NULL || strcmp (((TuntasTerm *) g_ptr_array_index (terms, i))->fact, "family") != 0)
      g_ptr_array_add (parts, term_words (map, way->act, g_ptr_array_index (terms, i), language));
}

/* Whether it is what remains when the ways beside it, of the same act, are not gone. */
static gboolean
is_rest (const TuntasMap *map, const TuntasMapWay *way)
{
  const TuntasMapNode *node = g_ptr_array_index (map->nodes, way->from);

  if (way->following == NULL || (way->following->when != NULL && way->following->when->len > 0))
    return FALSE;
  for (guint i = 0; i < node->ways->len; i++)
    {
      const TuntasMapWay *other = g_ptr_array_index (node->ways, i);

      if (other != way && other->act == way->act && other->following != NULL)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (nullable) */
static char *
join (GPtrArray *parts)
{
  g_autofree char *joined = NULL;

  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (", ", (GStrv) parts->pdata);
  /* Translators: %s is one or more conditions: "bila pelanggan terhubung" */
  return g_strdup_printf (_("if %s"), joined);
}

static void
add_gates (GPtrArray *parts, const TuntasMapWay *way)
{
  for (guint i = 0; way->act != NULL && i < way->act->gates->len; i++)
    g_ptr_array_add (parts, gate_words (g_ptr_array_index (way->act->gates, i)));
}

char *
tuntas_map_words_when (const TuntasMap *map, const TuntasMapWay *way, const char *language)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (is_rest (map, way))
    return g_strdup (_("otherwise"));
  if (way->act != NULL)
    add_terms (parts, map, way, way->act->when, language);
  if (way->following != NULL)
    add_terms (parts, map, way, way->following->when, language);
  add_gates (parts, way);
  return join (parts);
}

char *
tuntas_map_words_when_open (const TuntasMap *map, const TuntasMapWay *way, const char *language)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (way->act != NULL)
    add_terms (parts, map, way, way->act->when, language);
  add_gates (parts, way);
  return join (parts);
}

char *
tuntas_map_words_commons (const TuntasMapNode *node, const char *language)
{
  g_autoptr (GString) acts = g_string_new (NULL);

  if (node->commons->len == 0)
    return NULL;
  for (guint i = 0; i < node->commons->len; i++)
    {
      g_autofree char *words = tuntas_map_words_way (g_ptr_array_index (node->commons, i), language);

      g_string_append_printf (acts, "%s%s", i > 0 ? ", " : "", words);
    }
  /* Translators: %s is one or more acts: "dari hampir semua langkah: Tanya koordinator" */
  return g_strdup_printf (_("from nearly every step: %s"), acts->str);
}

const char *
tuntas_map_words_state (TuntasMapState state)
{
  switch (state)
    {
    case TUNTAS_MAP_TAKEN:
      return _("done");
    case TUNTAS_MAP_HERE:
      return _("you are here");
    case TUNTAS_MAP_OPEN:
      return _("still open");
    case TUNTAS_MAP_CLOSED:
      return _("not any more");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
tuntas_map_words_ahead (gboolean taken, TuntasMapAhead ahead)
{
  switch (ahead)
    {
    case TUNTAS_MAP_NOW:
      return taken ? _("taken, open again now") : _("open now");
    case TUNTAS_MAP_LATER:
      return taken ? _("taken, possible again later") : _("possible later");
    case TUNTAS_MAP_NO_MORE:
      return taken ? _("taken") : _("not any more");
    default:
      g_return_val_if_reached ("");
    }
}
