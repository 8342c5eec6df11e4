/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-members.h"

#include <string.h>

void
tuntas_members_allow (TuntasProof *proof, JsonObject *object, const char *path, const char *const *known)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      tuntas_proof_refuse (proof, path, "“%s” is not a member of this format", name);
}

static void
refuse_member (TuntasProof *proof, const char *path, const char *member, const char *reason)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);

  tuntas_proof_refuse (proof, place, "%s", reason);
}

/* (nullable): the member, unless it is missing or null. */
static JsonNode *
find_member (TuntasProof *proof, JsonObject *object, const char *path, const char *member, TuntasMemberNeed need)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;
  if (need == TUNTAS_MEMBER_NEEDED)
    refuse_member (proof, path, member, "is missing");
  return NULL;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

char *
tuntas_members_dup_string (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                           TuntasMemberNeed need)
{
  JsonNode *node = find_member (proof, object, path, member, need);

  if (node == NULL)
    return NULL;
  if (is_string (node))
    return json_node_dup_string (node);
  refuse_member (proof, path, member, "text is wanted here");
  return NULL;
}

char *
tuntas_members_dup_id (TuntasProof *proof, JsonObject *object, const char *path, const char *member)
{
  char *id = tuntas_members_dup_string (proof, object, path, member, TUNTAS_MEMBER_NEEDED);

  if (id != NULL && *id == '\0')
    refuse_member (proof, path, member, "is empty");
  return id != NULL ? id : g_strdup ("");
}

gboolean
tuntas_members_get_boolean (TuntasProof *proof, JsonObject *object, const char *path, const char *member)
{
  JsonNode *node = find_member (proof, object, path, member, TUNTAS_MEMBER_OPTIONAL);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  refuse_member (proof, path, member, "true or false is wanted here");
  return FALSE;
}

JsonObject *
tuntas_members_as_object (TuntasProof *proof, JsonNode *node, const char *path)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  tuntas_proof_refuse (proof, path, "an object is wanted here");
  return NULL;
}

JsonObject *
tuntas_members_get_object (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                           TuntasMemberNeed need)
{
  JsonNode *node = find_member (proof, object, path, member, need);
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);

  return node != NULL ? tuntas_members_as_object (proof, node, place) : NULL;
}

JsonArray *
tuntas_members_get_array (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                          TuntasMemberNeed need)
{
  JsonNode *node = find_member (proof, object, path, member, need);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  refuse_member (proof, path, member, "an array is wanted here");
  return NULL;
}

GStrv
tuntas_members_dup_strv (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                         TuntasMemberNeed need)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = tuntas_members_get_array (proof, object, path, member, need);
  g_autofree char *own_path = g_strdup_printf ("%s.%s", path, member);
  GStrv texts;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s[%u]", own_path, i);

      if (is_string (node))
        g_strv_builder_add (builder, json_node_get_string (node));
      else
        tuntas_proof_refuse (proof, place, "text is wanted here");
    }
  texts = g_strv_builder_end (builder);
  tuntas_proof_locate (proof, texts, own_path);
  return texts;
}

int
tuntas_members_get_word (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                         const char *const *words, guint n_words, TuntasMemberNeed need, int fallback)
{
  g_autofree char *word = tuntas_members_dup_string (proof, object, path, member, need);
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);

  for (guint i = 0; word != NULL && i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return (int) i;
  if (word != NULL)
    tuntas_proof_refuse (proof, place, "“%s” is unknown here", word);
  return fallback;
}

TuntasText *
tuntas_members_read_text (TuntasProof *proof, JsonObject *object, const char *path)
{
  TuntasText *text = g_new0 (TuntasText, 1);
  g_autofree char *id_path = g_strdup_printf ("%s.id", path);
  g_autofree char *en_path = g_strdup_printf ("%s.en", path);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "en");
  text->id = tuntas_members_dup_string (proof, object, path, "id", TUNTAS_MEMBER_NEEDED);
  text->en = tuntas_members_dup_string (proof, object, path, "en", TUNTAS_MEMBER_NEEDED);
  tuntas_proof_locate (proof, text, path);
  tuntas_proof_locate (proof, text->id, id_path);
  tuntas_proof_locate (proof, text->en, en_path);
  return text;
}

TuntasText *
tuntas_members_dup_text (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                         TuntasMemberNeed need)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);
  JsonObject *text = tuntas_members_get_object (proof, object, path, member, need);

  return text != NULL ? tuntas_members_read_text (proof, text, place) : NULL;
}

static void
read_element (TuntasProcedure *self, TuntasProof *proof, JsonNode *node, const char *path, const char *name,
              TuntasReadElement read, GPtrArray *target)
{
  JsonObject *object = tuntas_members_as_object (proof, node, path);
  guint found = tuntas_proof_count (proof);
  gpointer element;

  if (object == NULL)
    return;
  element = read (self, proof, object, path, name);
  tuntas_proof_locate (proof, element, path);
  if (tuntas_proof_count (proof) > found)
    tuntas_proof_mark_wrong (proof, element);
  g_ptr_array_add (target, element);
}

void
tuntas_members_read_each (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                          const char *member, TuntasMemberNeed need, TuntasReadElement read, GPtrArray *target)
{
  JsonArray *array = tuntas_members_get_array (proof, object, path, member, need);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s[%u]", path, member, i);

      read_element (self, proof, json_array_get_element (array, i), place, NULL, read, target);
    }
}

void
tuntas_members_read_named (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                           const char *member, TuntasMemberNeed need, TuntasReadElement read, GPtrArray *target)
{
  JsonObject *members = tuntas_members_get_object (proof, object, path, member, need);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (members == NULL)
    return;
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *place = g_strdup_printf ("%s.%s.%s", path, member, name);

      read_element (self, proof, node, place, name, read, target);
    }
}
