/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-reader.h"

#include "tuntas-procedure-members.h"

#include <string.h>

/* Reads how a procedure file speaks of its families, of the fields of its acts, and its texts. */

#define ROOT TUNTAS_PROCEDURE_ROOT

static const char *const tones[] = { "grey", "blue", "green", "red", "violet" };

/* A family is its id alone, or an object. */
static TuntasFamily *
read_family (TuntasProof *proof, JsonNode *node, const char *path)
{
  TuntasFamily *family = g_new0 (TuntasFamily, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object != NULL)
    {
      TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "name", "tone", "services");
      family->id = tuntas_members_dup_id (proof, object, path, "id");
      family->name = tuntas_members_dup_text (proof, object, path, "name", TUNTAS_MEMBER_NEEDED);
      family->tone = tuntas_members_get_word (proof, object, path, "tone", tones, G_N_ELEMENTS (tones),
                                              TUNTAS_MEMBER_OPTIONAL, TUNTAS_TONE_GREY);
      family->services = tuntas_members_dup_strv (proof, object, path, "services", TUNTAS_MEMBER_OPTIONAL);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
           *json_node_get_string (node) != '\0')
    family->id = json_node_dup_string (node);
  else
    {
      family->id = g_strdup ("");
      tuntas_proof_refuse (proof, path, "a family's id, or an object, is wanted here");
    }
  return family;
}

void
tuntas_procedure_read_families (TuntasProcedure *self, JsonObject *root, TuntasProof *proof)
{
  JsonArray *array = tuntas_members_get_array (proof, root, ROOT, "families", TUNTAS_MEMBER_NEEDED);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf (ROOT ".families[%u]", i);
      TuntasFamily *family = read_family (proof, json_array_get_element (array, i), path);

      tuntas_proof_locate (proof, family, path);
      g_ptr_array_add (self->family_specs, family);
      if (*family->id != '\0')
        g_strv_builder_add (ids, family->id);
    }
  self->families = g_strv_builder_end (ids);
  tuntas_proof_locate (proof, self->families, ROOT ".families");
  if (array == NULL)
    tuntas_proof_mark_wrong (proof, self->families);
}

/* (transfer full): name → text, of all members of the object; a text that could not be read is there all the same, so
 * that what names it is not wrong. */
static GHashTable *
read_named_texts (TuntasProof *proof, JsonObject *object, const char *path)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tuntas_text_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *place = g_strdup_printf ("%s.%s", path, name);
      JsonObject *text = tuntas_members_as_object (proof, node, place);

      g_hash_table_insert (texts, g_strdup (name),
                           text != NULL ? tuntas_members_read_text (proof, text, place) : g_new0 (TuntasText, 1));
    }
  return texts;
}

/* (nullable); known (nullable): all of the values that there can be, ends with NULL. */
static GHashTable *
read_words_of_values (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                      const char *const *known)
{
  JsonObject *words = tuntas_members_get_object (proof, object, path, member, TUNTAS_MEMBER_OPTIONAL);
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);

  if (words != NULL && known != NULL)
    tuntas_members_allow (proof, words, place, known);
  return words != NULL ? read_named_texts (proof, words, place) : NULL;
}

static gpointer
read_offer (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  return tuntas_members_read_text (proof, object, path);
}

GPtrArray *
tuntas_procedure_read_offers (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path)
{
  JsonNode *node = json_object_get_member (object, "offers");
  GPtrArray *offers;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  offers = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_text_free);
  tuntas_members_read_each (self, proof, object, path, "offers", TUNTAS_MEMBER_OPTIONAL, read_offer, offers);
  return offers;
}

static gpointer
read_field_words (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  static const char *const truths[] = { "true", "false", NULL };
  TuntasFieldWords *words = g_new0 (TuntasFieldWords, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "label", "choices", "as_fact", "offers");
  words->name = g_strdup (name);
  words->label = tuntas_members_dup_text (proof, object, path, "label", TUNTAS_MEMBER_NEEDED);
  words->choices = read_words_of_values (proof, object, path, "choices", NULL);
  words->as_fact = read_words_of_values (proof, object, path, "as_fact", truths);
  words->offers = tuntas_procedure_read_offers (self, proof, object, path);
  return words;
}

void
tuntas_procedure_read_words (TuntasProcedure *self, JsonObject *root, TuntasProof *proof)
{
  JsonObject *texts = tuntas_members_get_object (proof, root, ROOT, "texts", TUNTAS_MEMBER_NEEDED);

  tuntas_members_read_named (self, proof, root, ROOT, "fields", TUNTAS_MEMBER_OPTIONAL, read_field_words,
                             self->field_words);
  if (texts == NULL)
    return;
  g_hash_table_unref (self->texts);
  self->texts = read_named_texts (proof, texts, ROOT ".texts");
}
