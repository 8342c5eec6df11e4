/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include <string.h>

/* All the fields of one name, in whichever act. */
typedef struct
{
  guint n_fields;
  guint n_texts;      /* typed freely */
  guint n_truths;
  GHashTable *values; /* set of what a choice can be */
} Uses;

static Uses
find_uses (TuntasProcedure *self, const char *name)
{
  Uses uses = { .values = g_hash_table_new (g_str_hash, g_str_equal) };

  for (guint i = 0; i < self->acts->len; i++)
    {
      const TuntasField *field = tuntas_act_spec_find_field (g_ptr_array_index (self->acts, i), name);

      if (field == NULL)
        continue;
      uses.n_fields++;
      uses.n_texts += field->kind == TUNTAS_FIELD_TEXT;
      uses.n_truths += field->kind == TUNTAS_FIELD_YES_NO;
      for (GStrv value = field->values; value != NULL && *value != NULL; value++)
        g_hash_table_add (uses.values, *value);
    }
  return uses;
}

GList *
tuntas_check_list_names (GHashTable *table)
{
  return table != NULL ? g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp) : NULL;
}

static void
check_choices (TuntasProof *proof, const TuntasFieldWords *words, const Uses *uses, const char *place)
{
  g_autoptr (GList) named = tuntas_check_list_names (words->choices);
  g_autoptr (GList) values = tuntas_check_list_names (uses->values);

  for (GList *name = named; name != NULL; name = name->next)
    if (!g_hash_table_contains (uses->values, name->data))
      tuntas_proof_doubt (proof, words, place, "“%s” is none of its values", (char *) name->data);
  for (GList *value = values; value != NULL; value = value->next)
    if (words->choices == NULL || !g_hash_table_contains (words->choices, value->data))
      tuntas_proof_doubt (proof, words, place, "its value “%s” has no word", (char *) value->data);
}

static void
check_words (TuntasProcedure *self, TuntasProof *proof, const TuntasFieldWords *words)
{
  g_autofree char *place = g_strdup_printf ("field “%s”", words->name);
  Uses uses = find_uses (self, words->name);

  if (uses.n_fields == 0)
    tuntas_proof_doubt (proof, words, place, "no act has a field of that name");
  else
    check_choices (proof, words, &uses, place);
  if (words->as_fact != NULL && uses.n_truths < uses.n_fields)
    tuntas_proof_doubt (proof, words, place, "only what is yes or no can be told as a fact");
  if (words->offers != NULL && uses.n_texts < uses.n_fields)
    tuntas_proof_doubt (proof, words, place, "only what is typed freely can be offered");
  g_hash_table_unref (uses.values);
}

/* A file may leave all of its fields without words; where it has some, one that is missing was forgotten. */
static void
check_asked (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec)
{
  g_autofree char *place = tuntas_check_dup_act_place (spec);

  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (!spec->by_program && !field->by_program && self->field_words->len > 0 &&
          tuntas_procedure_find_field_words (self, field->name) == NULL)
        tuntas_proof_doubt (proof, field, place, "the field “%s” has no label", field->name);
      if (field->offers != NULL && field->kind != TUNTAS_FIELD_TEXT)
        tuntas_proof_doubt (proof, field, place, "the field “%s” has offers, but is not typed freely", field->name);
    }
}

void
tuntas_check_fields (TuntasProcedure *self, TuntasProof *proof)
{
  for (guint i = 0; i < self->field_words->len; i++)
    check_words (self, proof, g_ptr_array_index (self->field_words, i));
  for (guint i = 0; i < self->acts->len; i++)
    check_asked (self, proof, g_ptr_array_index (self->acts, i));
}
