/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-words.h"

#include "tuntas-names.h"

#include <glib/gi18n.h>
#include <string.h>

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
    return tuntas_names_family (map->procedure, value, language);
  if (strcmp (fact, "step") == 0 && step != NULL)
    return tuntas_text_in (step->title, language);
  return outcome != NULL ? tuntas_text_in (outcome->label, language)
                         : tuntas_names_value (map->procedure, fact, value, language);
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
  const char *words = g_strv_length (term->values) == 1
                          ? tuntas_names_fact (map->procedure, term->fact, term->values[0], language) : NULL;
  g_autoptr (GString) values = g_string_new (NULL);

  if (words != NULL)
    return g_strdup (words);
  for (guint i = 0; term->values[i] != NULL; i++)
    g_string_append_printf (values, "%s%s", i > 0 ? " / " : "",
                            value_words (map, term->fact, term->values[i], language));
  if (is_choice (act, term->fact))
    /* Translators: quotation marks around an answer: “Minta dihubungi kembali pukul …” */
    return g_strdup_printf (_("“%s”"), values->str);
  return g_strdup_printf ("%s: %s", tuntas_names_field (map->procedure, term->fact, language), values->str);
}

/* (transfer full) */
static char *
gate_words (const TuntasMap *map, const TuntasGate *gate, const char *language)
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
      words = tuntas_names_fact (map->procedure, gate->fact, "true", language);
      return words != NULL ? g_strdup (words)
                           : g_strdup_printf ("%s: %s", tuntas_names_field (map->procedure, gate->fact, language),
                                              _("Yes"));
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
add_gates (GPtrArray *parts, const TuntasMap *map, const TuntasMapWay *way, const char *language)
{
  for (guint i = 0; way->act != NULL && i < way->act->gates->len; i++)
    g_ptr_array_add (parts, gate_words (map, g_ptr_array_index (way->act->gates, i), language));
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
  add_gates (parts, map, way, language);
  return join (parts);
}

char *
tuntas_map_words_when_open (const TuntasMap *map, const TuntasMapWay *way, const char *language)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (way->act != NULL)
    add_terms (parts, map, way, way->act->when, language);
  add_gates (parts, map, way, language);
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
