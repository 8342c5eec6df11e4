/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure.h"
#include "tuntas-procedure-private.h"

#include "tuntas-overrides.h"

#include <string.h>

G_DEFINE_QUARK (tuntas-procedure-error-quark, tuntas_procedure_error)
G_DEFINE_FINAL_TYPE (TuntasProcedure, tuntas_procedure, G_TYPE_OBJECT)

static void
tuntas_procedure_finalize (GObject *object)
{
  TuntasProcedure *self = TUNTAS_PROCEDURE (object);

  g_free (self->document);
  g_free (self->revision);
  g_free (self->effective);
  g_free (self->sha256);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  tuntas_text_free (self->title);
  g_strfreev (self->families);
  g_clear_pointer (&self->family_specs, g_ptr_array_unref);
  g_strfreev (self->rules.home_families);
  g_strfreev (self->rules.closed_dates);
  g_strfreev (self->rules.closed_weekdays);
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  g_clear_pointer (&self->limits, g_hash_table_unref);
  g_clear_pointer (&self->overrides, tuntas_overrides_unref);
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  g_clear_pointer (&self->silent_places, g_ptr_array_unref);
  g_clear_pointer (&self->deviations, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->field_words, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);

  G_OBJECT_CLASS (tuntas_procedure_parent_class)->finalize (object);
}

static void
tuntas_procedure_class_init (TuntasProcedureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_procedure_finalize;
}

static void
tuntas_procedure_init (TuntasProcedure *self)
{
  self->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->family_specs = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_family_free);
  self->field_words = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_field_words_free);
  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_clause_free);
  self->silent_places = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_silent_place_free);
  self->deviations = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_deviation_words_free);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outcome_spec_free);
  self->ends = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_end_spec_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_step_free);
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_act_spec_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tuntas_text_free);
}

static char *
hash (GBytes *bytes, TuntasOverrides *overrides)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = tuntas_overrides_to_text (overrides);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  g_checksum_update (checksum, data, length);
  g_checksum_update (checksum, (const guchar *) text, strlen (text));
  return g_strdup (g_checksum_get_string (checksum));
}

TuntasProcedure *
tuntas_procedure_prove (GBytes *bytes, TuntasOverrides *overrides, GPtrArray **findings)
{
  g_autoptr (TuntasProcedure) self = g_object_new (TUNTAS_TYPE_PROCEDURE, NULL);
  g_autoptr (TuntasProof) proof = tuntas_proof_new ();
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *text = data != NULL ? data : "";

  self->overrides = overrides != NULL ? tuntas_overrides_ref (overrides) : tuntas_overrides_new_empty ();
  if (tuntas_procedure_read (self, text, length, proof))
    tuntas_procedure_check (self, proof);
  *findings = tuntas_proof_list (proof, text, length);
  if ((*findings)->len > 0)
    return NULL;
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = hash (bytes, self->overrides);
  return g_steal_pointer (&self);
}

TuntasProcedure *
tuntas_procedure_new_with_overrides (GBytes *bytes, TuntasOverrides *overrides, const char *name, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  TuntasProcedure *self = tuntas_procedure_prove (bytes, overrides, &findings);
  const TuntasProcedureFinding *first;

  if (self != NULL)
    return self;
  first = g_ptr_array_index (findings, 0);
  if (findings->len == 1)
    g_set_error (error, TUNTAS_PROCEDURE_ERROR, first->code, "%s: %s: %s", name, first->place, first->reason);
  else
    g_set_error (error, TUNTAS_PROCEDURE_ERROR, first->code, "%s: %s: %s (and %u more)", name, first->place,
                 first->reason, findings->len - 1);
  return NULL;
}

TuntasProcedure *
tuntas_procedure_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  return tuntas_procedure_new_with_overrides (bytes, NULL, name, error);
}

const char *
tuntas_procedure_get_document (TuntasProcedure *self)
{
  return self->document;
}

const char *
tuntas_procedure_get_revision (TuntasProcedure *self)
{
  return self->revision;
}

const char *
tuntas_procedure_get_effective (TuntasProcedure *self)
{
  return self->effective;
}

const char *
tuntas_procedure_get_sha256 (TuntasProcedure *self)
{
  return self->sha256;
}

GBytes *
tuntas_procedure_get_bytes (TuntasProcedure *self)
{
  return self->bytes;
}

TuntasOverrides *
tuntas_procedure_get_overrides (TuntasProcedure *self)
{
  return self->overrides;
}

const TuntasText *
tuntas_procedure_get_title (TuntasProcedure *self)
{
  return self->title;
}

const TuntasRules *
tuntas_procedure_get_rules (TuntasProcedure *self)
{
  return &self->rules;
}

GStrv
tuntas_procedure_get_families (TuntasProcedure *self)
{
  return self->families;
}

GPtrArray *
tuntas_procedure_get_steps (TuntasProcedure *self)
{
  return self->steps;
}

GPtrArray *
tuntas_procedure_get_acts (TuntasProcedure *self)
{
  return self->acts;
}

GPtrArray *
tuntas_procedure_get_outcomes (TuntasProcedure *self)
{
  return self->outcomes;
}

GPtrArray *
tuntas_procedure_get_clauses (TuntasProcedure *self)
{
  return self->clauses;
}

GPtrArray *
tuntas_procedure_get_ends (TuntasProcedure *self)
{
  return self->ends;
}

GHashTable *
tuntas_procedure_get_texts (TuntasProcedure *self)
{
  return self->texts;
}

GPtrArray *
tuntas_procedure_get_silent_places (TuntasProcedure *self)
{
  return self->silent_places;
}

const TuntasFamily *
tuntas_procedure_find_family (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->family_specs->len; i++)
    {
      const TuntasFamily *family = g_ptr_array_index (self->family_specs, i);

      if (g_strcmp0 (family->id, id) == 0)
        return family;
    }
  return NULL;
}

const TuntasFieldWords *
tuntas_procedure_find_field_words (TuntasProcedure *self, const char *name)
{
  for (guint i = 0; i < self->field_words->len; i++)
    {
      const TuntasFieldWords *words = g_ptr_array_index (self->field_words, i);

      if (g_strcmp0 (words->name, name) == 0)
        return words;
    }
  return NULL;
}

GPtrArray *
tuntas_procedure_get_offers (TuntasProcedure *self, const TuntasField *field)
{
  const TuntasFieldWords *words = tuntas_procedure_find_field_words (self, field->name);

  return field->offers != NULL || words == NULL ? field->offers : words->offers;
}

const TuntasStep *
tuntas_procedure_get_start (TuntasProcedure *self)
{
  return self->start;
}

const TuntasStep *
tuntas_procedure_find_step (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (self->steps, i);

      if (g_strcmp0 (step->id, id) == 0)
        return step;
    }
  return NULL;
}

const TuntasOutcomeSpec *
tuntas_procedure_find_outcome (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (self->outcomes, i);

      if (g_strcmp0 (outcome->id, id) == 0)
        return outcome;
    }
  return NULL;
}

const TuntasClause *
tuntas_procedure_find_clause (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const TuntasClause *clause = g_ptr_array_index (self->clauses, i);

      if (g_strcmp0 (clause->id, id) == 0)
        return clause;
    }
  return NULL;
}

const TuntasEndSpec *
tuntas_procedure_find_end (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->ends->len; i++)
    {
      const TuntasEndSpec *end = g_ptr_array_index (self->ends, i);

      if (g_strcmp0 (end->id, id) == 0)
        return end;
    }
  return NULL;
}

const TuntasText *
tuntas_procedure_find_silent_place (TuntasProcedure *self, const char *id)
{
  for (guint i = 0; i < self->silent_places->len; i++)
    {
      const TuntasSilentPlace *place = g_ptr_array_index (self->silent_places, i);

      if (g_strcmp0 (place->id, id) == 0)
        return place->text;
    }
  return NULL;
}

const TuntasText *
tuntas_procedure_find_deviation (TuntasProcedure *self, const char *code)
{
  for (guint i = 0; i < self->deviations->len; i++)
    {
      const TuntasDeviationWords *words = g_ptr_array_index (self->deviations, i);

      if (g_strcmp0 (words->code, code) == 0)
        return words->text;
    }
  return NULL;
}

const TuntasText *
tuntas_procedure_find_text (TuntasProcedure *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}

static void
fill_bound (GString *title, const TuntasGate *gate)
{
  g_autofree char *place = g_strdup_printf ("{%s}", gate->parameter != NULL ? gate->parameter : "");
  g_autofree char *bound = g_strdup_printf ("%" G_GINT64_FORMAT, gate->bound);

  if (gate->parameter != NULL)
    g_string_replace (title, place, bound, 0);
}

char *
tuntas_procedure_dup_title (TuntasProcedure *self, const TuntasText *text, const char *language)
{
  GString *title = g_string_new (tuntas_text_in (text, language));

  for (guint i = 0; strchr (title->str, '{') != NULL && i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      for (guint j = 0; j < spec->gates->len; j++)
        fill_bound (title, g_ptr_array_index (spec->gates, j));
    }
  return g_string_free (title, FALSE);
}

const TuntasActSpec *
tuntas_procedure_find_stop (TuntasProcedure *self, const TuntasStep *step)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      for (guint j = 0; spec->by_program && tuntas_act_spec_is_open_in (spec, step) && j < spec->followings->len; j++)
        if (((TuntasFollowing *) g_ptr_array_index (spec->followings, j))->end != NULL)
          return spec;
    }
  return NULL;
}

gboolean
tuntas_procedure_does (TuntasProcedure *self, const char *act, TuntasOp op)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      if ((act == NULL || strcmp (spec->id, act) == 0) && tuntas_act_spec_does (spec, op))
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_procedure_asks_for (TuntasProcedure *self, const char *act, const char *field)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      if (strcmp (spec->id, act) == 0 && tuntas_act_spec_find_field (spec, field) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_procedure_is_conversation (TuntasProcedure *self, const TuntasStep *step)
{
  for (guint i = 0; step->kind == TUNTAS_STEP_CHOICE && i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      if (tuntas_act_spec_is_open_in (spec, step) && tuntas_act_spec_find_field (spec, "told") != NULL)
        return TRUE;
    }
  return FALSE;
}

const TuntasActSpec *
tuntas_procedure_find_act (TuntasProcedure *self, const char *id, const TuntasStep *step, const char *family)
{
  const TuntasActSpec *other = NULL;

  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (self->acts, i);

      if (strcmp (spec->id, id) != 0 || !tuntas_act_spec_is_open_in (spec, step))
        continue;
      if (tuntas_act_spec_is_for (spec, family))
        return spec;
      if (other == NULL)
        other = spec;
    }
  return other;
}
