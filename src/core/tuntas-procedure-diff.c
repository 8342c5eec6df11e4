/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-diff.h"
#include "tuntas-procedure-private.h"

#include "tuntas-json.h"

#include <string.h>

/* Both files are read again as plain JSON and walked side by side. So this knows which members of the file are lists of
 * named things, and nothing of what stands in them. */

static const struct
{
  TuntasPart part;
  const char *member;
} parts[] = {
  { TUNTAS_PART_FAMILY, "families" }, { TUNTAS_PART_PARAMETER, "parameters" }, { TUNTAS_PART_CLAUSE, "clauses" },
  { TUNTAS_PART_STEP, "steps" },      { TUNTAS_PART_ACT, "acts" },             { TUNTAS_PART_OUTCOME, "outcomes" },
  { TUNTAS_PART_FIELD, "fields" },    { TUNTAS_PART_TEXT, "texts" },
};

/* Members of the root that say nothing about how a ticket is worked on, or what a reader is told anyway. */
static const char *const not_compared[] = { "$schema", "format", "document", "revision", NULL };

typedef struct
{
  GPtrArray *found; /* of TuntasDifference */
  const char *language;
  const char *other_language;
  TuntasPart part;
  const char *id;
} Walk;

/* A part's things by their names, in the file's order. */
typedef struct
{
  GPtrArray *names; /* of char * */
  GPtrArray *nodes; /* of JsonNode *, of the document */
} Named;

void
tuntas_difference_free (TuntasDifference *difference)
{
  g_free (difference->id);
  g_free (difference->member);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference);
}

/* before, after (transfer full) (nullable) */
static void
report (Walk *walk, TuntasDifferenceKind kind, const char *member, char *before, char *after)
{
  TuntasDifference *difference = g_new0 (TuntasDifference, 1);

  difference->part = walk->part;
  difference->kind = kind;
  difference->id = g_strdup (walk->id);
  difference->member = member != NULL && *member != '\0' ? g_strdup (member) : NULL;
  difference->before = before;
  difference->after = after;
  g_ptr_array_add (walk->found, difference);
}

/* Values as text */

static gboolean
is_plain_list (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
      return FALSE;
  return array != NULL;
}

static char *
render_list (JsonArray *array)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *each = tuntas_json_dup_plain (json_array_get_element (array, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", each != NULL ? each : "");
    }
  return g_string_free (text, FALSE);
}

/* { "id": "…", "en": "…" } */
static gboolean
is_text (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && json_object_get_size (object) == 2 && json_object_has_member (object, "id") &&
         json_object_has_member (object, "en");
}

/* node (nullable) */
static char *
render (const Walk *walk, JsonNode *node)
{
  char *plain;

  if (node == NULL)
    return NULL;
  if (is_text (node))
    return g_strdup (json_object_get_string_member (json_node_get_object (node), walk->language));
  if (is_plain_list (node))
    return render_list (json_node_get_array (node));
  plain = tuntas_json_dup_plain (node);
  return plain != NULL ? plain : tuntas_json_print (node);
}

/* Walking */

static void compare (Walk *walk, const char *path, JsonNode *from, JsonNode *to);

static gboolean
compare_language (Walk *walk, const char *path, JsonNode *from, JsonNode *to, const char *language)
{
  const char *before = json_object_get_string_member (json_node_get_object (from), language);
  const char *after = json_object_get_string_member (json_node_get_object (to), language);

  if (g_strcmp0 (before, after) == 0)
    return FALSE;
  report (walk, TUNTAS_DIFFERENCE_CHANGED, path, g_strdup (before), g_strdup (after));
  return TRUE;
}

static void
compare_texts (Walk *walk, const char *path, JsonNode *from, JsonNode *to)
{
  g_autofree char *other = g_strconcat (path, *path != '\0' ? "." : "", walk->other_language, NULL);

  if (!compare_language (walk, path, from, to, walk->language))
    compare_language (walk, other, from, to, walk->other_language);
}

static void
compare_member (Walk *walk, const char *path, const char *name, JsonObject *from, JsonObject *to)
{
  g_autofree char *place = g_strconcat (path, *path != '\0' ? "." : "", name, NULL);

  compare (walk, place, json_object_get_member (from, name), json_object_get_member (to, name));
}

static void
compare_objects (Walk *walk, const char *path, JsonObject *from, JsonObject *to)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    compare_member (walk, path, name, from, to);
  json_object_iter_init_ordered (&iter, to);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!json_object_has_member (from, name))
      compare_member (walk, path, name, from, to);
}

static JsonNode *
element (JsonArray *array, guint index)
{
  return index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
}

static void
compare_arrays (Walk *walk, const char *path, JsonArray *from, JsonArray *to)
{
  guint length = MAX (json_array_get_length (from), json_array_get_length (to));

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);

      compare (walk, place, element (from, i), element (to, i));
    }
}

/* from, to (nullable): one of them may be missing. */
static void
compare (Walk *walk, const char *path, JsonNode *from, JsonNode *to)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (from != NULL && to != NULL)
    {
      if (is_text (from) && is_text (to))
        return compare_texts (walk, path, from, to);
      if (JSON_NODE_HOLDS_OBJECT (from) && JSON_NODE_HOLDS_OBJECT (to))
        return compare_objects (walk, path, json_node_get_object (from), json_node_get_object (to));
      if (JSON_NODE_HOLDS_ARRAY (from) && JSON_NODE_HOLDS_ARRAY (to) && !(is_plain_list (from) && is_plain_list (to)))
        return compare_arrays (walk, path, json_node_get_array (from), json_node_get_array (to));
    }
  before = render (walk, from);
  after = render (walk, to);
  if (g_strcmp0 (before, after) != 0)
    report (walk, TUNTAS_DIFFERENCE_CHANGED, path, g_steal_pointer (&before), g_steal_pointer (&after));
}

/* Named things */

static void
named_clear (Named *named)
{
  g_ptr_array_unref (named->names);
  g_ptr_array_unref (named->nodes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, named_clear)

static JsonNode *
find_named (const Named *named, const char *name)
{
  guint index;

  return g_ptr_array_find_with_equal_func (named->names, name, g_str_equal, &index)
             ? g_ptr_array_index (named->nodes, index)
             : NULL;
}

static void
add_named (Named *named, const char *name, JsonNode *node)
{
  char *own = g_strdup (name);

  for (guint n = 2; find_named (named, own) != NULL; n++)
    {
      g_free (own);
      own = g_strdup_printf ("%s (%u)", name, n);
    }
  g_ptr_array_add (named->names, own);
  g_ptr_array_add (named->nodes, node);
}

/* node (nullable): an object's members, or an array's objects by their id. */
static void
collect (Named *named, JsonNode *node)
{
  named->names = g_ptr_array_new_with_free_func (g_free);
  named->nodes = g_ptr_array_new ();
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        add_named (named, name, member);
    }
  else if (node != NULL)
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        JsonNode *each = json_array_get_element (json_node_get_array (node), i);

        add_named (named, json_object_get_string_member (json_node_get_object (each), "id"), each);
      }
}

/* (nullable): what a whole thing is or says, for people. */
static char *
dup_own_words (const Walk *walk, JsonNode *node)
{
  static const char *const members[] = { "text", "title", "label", "name" };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return render (walk, node);
  if (is_text (node))
    return render (walk, node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (object, members[i]);

      if (member != NULL && is_text (member))
        return render (walk, member);
    }
  return NULL;
}

static void
compare_named (Walk *walk, const Named *from, const Named *to)
{
  for (guint i = 0; i < from->names->len; i++)
    {
      JsonNode *before = g_ptr_array_index (from->nodes, i);
      JsonNode *after;

      walk->id = g_ptr_array_index (from->names, i);
      after = find_named (to, walk->id);
      if (after != NULL)
        compare (walk, "", before, after);
      else
        report (walk, TUNTAS_DIFFERENCE_REMOVED, NULL, dup_own_words (walk, before), NULL);
    }
  for (guint i = 0; i < to->names->len; i++)
    {
      JsonNode *after = g_ptr_array_index (to->nodes, i);

      walk->id = g_ptr_array_index (to->names, i);
      if (find_named (from, walk->id) == NULL)
        report (walk, TUNTAS_DIFFERENCE_ADDED, NULL, NULL, dup_own_words (walk, after));
    }
}

/* A family that is its id alone is one without words. */
static void
spell_out_families (JsonObject *root)
{
  JsonArray *families = json_object_get_array_member (root, "families");
  JsonArray *objects = json_array_new ();

  for (guint i = 0; i < json_array_get_length (families); i++)
    {
      JsonNode *family = json_array_get_element (families, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (family) ? json_object_ref (json_node_get_object (family))
                                                           : json_object_new ();

      if (JSON_NODE_HOLDS_VALUE (family))
        json_object_set_string_member (object, "id", json_node_get_string (family));
      json_array_add_object_element (objects, object);
    }
  json_object_set_array_member (root, "families", objects);
}

/* Parameters and texts in force stand in place of those of the file. */
static void
put_in_force (TuntasProcedure *procedure, JsonObject *root)
{
  JsonObject *parameters = json_object_get_object_member (root, "parameters");
  JsonObject *texts = json_object_get_object_member (root, "texts");
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, procedure->parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (parameters, name, value);
  g_hash_table_iter_init (&iter, procedure->texts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const TuntasText *text = value;
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", text->id);
      json_object_set_string_member (object, "en", text->en);
      json_object_set_object_member (texts, name, object);
    }
}

/* (transfer full) */
static JsonNode *
read_again (TuntasProcedure *procedure)
{
  gsize length;
  const char *text = g_bytes_get_data (tuntas_procedure_get_bytes (procedure), &length);
  g_autoptr (GError) error = NULL;
  JsonNode *root = tuntas_json_parse (text, length, &error);

  /* The procedure was made of it. */
  g_assert_no_error (error);
  put_in_force (procedure, json_node_get_object (root));
  spell_out_families (json_node_get_object (root));
  return root;
}

static gboolean
is_head (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].member, member) == 0)
      return FALSE;
  return !g_strv_contains (not_compared, member);
}

static void
collect_head (Named *named, JsonObject *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  named->names = g_ptr_array_new_with_free_func (g_free);
  named->nodes = g_ptr_array_new ();
  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (is_head (name))
      add_named (named, name, member);
}

/* The order is that in which families are offered and services are tried; where others come or go, that says more. */
static void
compare_family_order (Walk *walk, TuntasProcedure *from, TuntasProcedure *to)
{
  g_autofree char *before = g_strjoinv (", ", from->families);
  g_autofree char *after = g_strjoinv (", ", to->families);
  gboolean same = g_strv_length (from->families) == g_strv_length (to->families);

  for (guint i = 0; from->families[i] != NULL; i++)
    same = same && g_strv_contains ((const char *const *) to->families, from->families[i]);
  if (!same || strcmp (before, after) == 0)
    return;
  walk->part = TUNTAS_PART_HEAD;
  walk->id = "families";
  report (walk, TUNTAS_DIFFERENCE_CHANGED, NULL, g_steal_pointer (&before), g_steal_pointer (&after));
}

GPtrArray *
tuntas_procedure_diff (TuntasProcedure *from, TuntasProcedure *to, const char *language)
{
  gboolean indonesian = g_str_has_prefix (language, "id");
  Walk walk = {
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_difference_free),
    .language = indonesian ? "id" : "en",
    .other_language = indonesian ? "en" : "id",
    .part = TUNTAS_PART_HEAD,
  };
  g_autoptr (JsonNode) before = read_again (from);
  g_autoptr (JsonNode) after = read_again (to);
  g_auto (Named) head_before = { NULL };
  g_auto (Named) head_after = { NULL };

  collect_head (&head_before, json_node_get_object (before));
  collect_head (&head_after, json_node_get_object (after));
  compare_named (&walk, &head_before, &head_after);
  compare_family_order (&walk, from, to);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_auto (Named) part_before = { NULL };
      g_auto (Named) part_after = { NULL };

      walk.part = parts[i].part;
      collect (&part_before, json_object_get_member (json_node_get_object (before), parts[i].member));
      collect (&part_after, json_object_get_member (json_node_get_object (after), parts[i].member));
      compare_named (&walk, &part_before, &part_after);
    }
  return walk.found;
}
