/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-private.h"

#include "tuntas-overrides.h"
#include "tuntas-parameter.h"
#include "tuntas-procedure-members.h"
#include "tuntas-words.h"

#include <string.h>

/* The parameters of a procedure: what its file says, within the limits that the instruction sets, and then what a site
 * sets otherwise within the same limits. */

#define PATH TUNTAS_PROCEDURE_ROOT ".parameters"
#define LIMITS_PATH TUNTAS_PROCEDURE_ROOT ".limits"
#define TEXTS "texts"

/* (transfer full): "procedure.parameters.call_gap" */
static char *
path_of (const char *path, const char *name)
{
  return g_strdup_printf ("%s.%s", path, name);
}

/* finding (transfer full) */
static void
refuse_value (TuntasProof *proof, const char *path, TuntasFinding *finding)
{
  g_autoptr (TuntasFinding) found = finding;
  g_autofree char *reason = tuntas_finding_to_string (found);

  tuntas_proof_refuse (proof, path, "%s", reason);
}

/* (transfer full) (nullable): ["indihome", "pots"] → "indihome,pots" */
static char *
join_array (JsonNode *node, const char *path, TuntasProof *proof)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    {
      tuntas_proof_refuse (proof, path, "an array is wanted here");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        {
          g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);

          tuntas_proof_refuse (proof, place, "text is wanted here");
          return NULL;
        }
      g_string_append_printf (joined, "%s%s", i > 0 ? "," : "", json_node_get_string (element));
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* (transfer full) (nullable) */
static char *
value_as_text (JsonNode *node, const char *path, const TuntasParameter *parameter, TuntasProof *proof)
{
  gboolean number = tuntas_parameter_is_number (parameter);
  GType wanted = number ? G_TYPE_INT64 : G_TYPE_STRING;

  if (!number && parameter->kind != TUNTAS_PARAMETER_TIME)
    return join_array (node, path, proof);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == wanted)
    return number ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)) : json_node_dup_string (node);
  tuntas_proof_refuse (proof, path, number ? "a whole number is wanted here" : "text is wanted here");
  return NULL;
}

static void
read_value (TuntasProcedure *self, JsonNode *node, const char *name, TuntasProof *proof)
{
  const TuntasParameter *parameter = tuntas_parameter_find (name);
  g_autofree char *path = path_of (PATH, name);
  g_autofree char *value = value_as_text (node, path, parameter, proof);
  TuntasFinding *finding = NULL;
  char *normal;

  if (value == NULL)
    return;
  normal = tuntas_parameter_normalise (parameter, value, (const char *const *) self->families,
                                       g_hash_table_lookup (self->limits, name), &finding);
  /* A gate that uses a number out of its limits is not wrong for that, too. */
  g_hash_table_insert (self->parameters, g_strdup (name), normal != NULL ? normal : g_strdup (value));
  if (normal == NULL)
    refuse_value (proof, path, finding);
}

static void
read_values (TuntasProcedure *self, JsonObject *parameters, TuntasProof *proof)
{
  JsonObjectIter iter;
  const TuntasParameter *row;
  const char *name;
  JsonNode *node;

  for (guint i = 0; (row = tuntas_parameter_nth (i)) != NULL; i++)
    if (!row->optional && !json_object_has_member (parameters, row->name))
      {
        g_autofree char *path = path_of (PATH, row->name);

        tuntas_proof_refuse (proof, path, "is missing");
      }
  json_object_iter_init_ordered (&iter, parameters);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    read_value (self, node, name, proof);
}

/* Two whole numbers. */
static gboolean
read_pair (JsonNode *node, gint64 bounds[2])
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_INT64)
        return FALSE;
      bounds[i] = json_node_get_int (element);
    }
  return TRUE;
}

static void
read_limit (TuntasProcedure *self, JsonNode *node, const char *name, TuntasProof *proof)
{
  const TuntasParameter *parameter = tuntas_parameter_find (name);
  g_autofree char *path = path_of (LIMITS_PATH, name);
  TuntasLimits *limit;
  gint64 bounds[2];

  if (!read_pair (node, bounds))
    tuntas_proof_refuse (proof, path, "two whole numbers are wanted here");
  else if (!tuntas_parameter_is_number (parameter))
    tuntas_proof_refuse (proof, path, "only numbers have limits");
  else if (bounds[0] < 0 || bounds[0] > bounds[1] || bounds[1] > parameter->most)
    tuntas_proof_refuse (proof, path, "limits from 0 to %" G_GINT64_FORMAT " are wanted here, the least first",
                         parameter->most);
  else
    {
      limit = g_new (TuntasLimits, 1);
      limit->least = bounds[0];
      limit->most = bounds[1];
      g_hash_table_insert (self->limits, g_strdup (name), limit);
    }
}

static void
read_limits (TuntasProcedure *self, JsonObject *root, JsonObject *parameters, TuntasProof *proof)
{
  JsonObject *limits = tuntas_members_get_object (proof, root, TUNTAS_PROCEDURE_ROOT, "limits",
                                                  TUNTAS_MEMBER_OPTIONAL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (limits == NULL)
    return;
  json_object_iter_init_ordered (&iter, limits);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *path = path_of (LIMITS_PATH, name);

      if (!json_object_has_member (parameters, name) && tuntas_parameter_find (name)->name == NULL)
        tuntas_proof_refuse (proof, path, "there is no such parameter");
      else
        read_limit (self, node, name, proof);
    }
}

void
tuntas_procedure_read_parameters (TuntasProcedure *self, JsonObject *root, TuntasProof *proof)
{
  JsonObject *parameters = tuntas_members_get_object (proof, root, TUNTAS_PROCEDURE_ROOT, "parameters",
                                                      TUNTAS_MEMBER_NEEDED);
  guint found = tuntas_proof_count (proof);
  const char *disorder;

  if (parameters == NULL)
    return;
  read_limits (self, root, parameters, proof);
  read_values (self, parameters, proof);
  tuntas_procedure_take_overrides (self, "procedure", proof);
  tuntas_procedure_take_overrides (self, "calendar", proof);
  if (tuntas_proof_count (proof) > found)
    return;
  tuntas_parameters_fill (self->parameters, &self->rules);
  disorder = tuntas_parameters_find_disorder (&self->rules);
  if (disorder != NULL)
    refuse_value (proof, PATH, tuntas_finding_new (TUNTAS_FINDING_ORDER, NULL, disorder));
}

/* Overrides */

/* "note-pending.id" → where that text stands; NULL where there is none. */
static char **
find_text_place (TuntasProcedure *self, const char *key)
{
  const char *dot = strrchr (key, '.');
  g_autofree char *name = dot != NULL ? g_strndup (key, dot - key) : NULL;
  TuntasText *text = name != NULL ? g_hash_table_lookup (self->texts, name) : NULL;

  if (text == NULL)
    return NULL;
  if (strcmp (dot, ".id") == 0)
    return &text->id;
  return strcmp (dot, ".en") == 0 ? &text->en : NULL;
}

/* (nullable) (transfer full) */
static TuntasFinding *
check_text (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *open;

  if (*stripped == '\0')
    return tuntas_finding_new (TUNTAS_FINDING_TEXT, NULL, NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n')
      return tuntas_finding_new (TUNTAS_FINDING_TEXT, NULL, NULL);
  for (const char *rest = text; (open = strchr (rest, '{')) != NULL;)
    {
      gsize length = strcspn (open + 1, "{}");
      g_autofree char *place = g_strndup (open + 1, length);

      if (open[1 + length] != '}' || tuntas_words_get_kinds (place) == TUNTAS_PLACE_UNKNOWN)
        return tuntas_finding_new (TUNTAS_FINDING_PLACEHOLDER, place, NULL);
      rest = open + 1 + length;
    }
  return NULL;
}

char *
tuntas_procedure_normalise_override (TuntasProcedure *self, const char *group, const char *key, const char *value,
                                     TuntasFinding **finding)
{
  const TuntasParameter *parameter = tuntas_parameter_find (key);

  if (strcmp (group, TEXTS) == 0 && find_text_place (self, key) != NULL)
    {
      *finding = check_text (value);
      return *finding == NULL ? g_strdup (value) : NULL;
    }
  if (strcmp (group, parameter->group) == 0 &&
      (g_hash_table_contains (self->parameters, key) || (parameter->name != NULL && parameter->optional)))
    return tuntas_parameter_normalise (parameter, value, (const char *const *) self->families,
                                       g_hash_table_lookup (self->limits, key), finding);
  *finding = tuntas_finding_new (TUNTAS_FINDING_UNKNOWN, NULL, NULL);
  return NULL;
}

void
tuntas_procedure_take_overrides (TuntasProcedure *self, const char *group, TuntasProof *proof)
{
  const TuntasOverride *override;

  for (guint i = 0; (override = tuntas_overrides_nth (self->overrides, i)) != NULL; i++)
    {
      TuntasFinding *finding = NULL;
      g_autofree char *normal = NULL;
      char **place;

      if (strcmp (override->group, group) != 0)
        continue;
      normal = tuntas_procedure_normalise_override (self, group, override->key, override->value, &finding);
      if (normal == NULL)
        {
          g_autofree char *path = g_strdup_printf ("[%s]", group);

          finding->key = g_strdup (override->key);
          refuse_value (proof, path, finding);
          continue;
        }
      place = strcmp (group, TEXTS) == 0 ? find_text_place (self, override->key) : NULL;
      if (place != NULL)
        {
          g_free (*place);
          *place = g_steal_pointer (&normal);
        }
      else
        g_hash_table_insert (self->parameters, g_strdup (override->key), g_steal_pointer (&normal));
    }
}

char *
tuntas_procedure_dup_parameters (TuntasProcedure *self)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->parameters), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s=%s", l != names ? ";" : "", (const char *) l->data,
                            (const char *) g_hash_table_lookup (self->parameters, l->data));
  return g_string_free (text, FALSE);
}
