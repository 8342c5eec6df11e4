/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-private.h"

#include "tuntas-json.h"
#include "tuntas-overrides.h"
#include "tuntas-parameter.h"
#include "tuntas-words.h"

#include <stdarg.h>
#include <string.h>

/* The parameters of a procedure: what its file says, within the limits that the instruction sets, and then what a site
 * sets otherwise within the same limits. */

#define PATH "procedure.parameters"
#define LIMITS_PATH "procedure.limits"
#define TEXTS "texts"

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

/* finding (transfer full) */
static gboolean
refuse_value (GError **error, const char *path, const char *name, TuntasFinding *finding)
{
  g_autoptr (TuntasFinding) found = finding;
  g_autofree char *reason = NULL;

  found->key = g_strdup (name);
  reason = tuntas_finding_to_string (found);
  return refuse (error, path, "%s", reason);
}

/* (transfer full) (nullable): ["indihome", "pots"] → "indihome,pots" */
static char *
join_array (JsonObject *object, const char *name, GError **error)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  JsonArray *array;

  if (!tuntas_json_get_array (object, PATH, name, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          refuse (error, PATH, "%s[%u]: text is wanted here", name, i);
          return NULL;
        }
      g_string_append_printf (joined, "%s%s", i > 0 ? "," : "", json_node_get_string (node));
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* (transfer full) (nullable) */
static char *
value_as_text (JsonObject *object, const char *name, const TuntasParameter *parameter, GError **error)
{
  const char *text;
  gint64 number;

  if (tuntas_parameter_is_number (parameter))
    return tuntas_json_get_int (object, PATH, name, &number, error) ? g_strdup_printf ("%" G_GINT64_FORMAT, number)
                                                                     : NULL;
  if (parameter->kind == TUNTAS_PARAMETER_TIME)
    return tuntas_json_get_string (object, PATH, name, &text, error) ? g_strdup (text) : NULL;
  return join_array (object, name, error);
}

static gboolean
take_value (TuntasProcedure *self, const char *name, const char *value, const char *path, GError **error)
{
  TuntasFinding *finding = NULL;
  char *normal = tuntas_parameter_normalise (tuntas_parameter_find (name), value,
                                             (const char *const *) self->families,
                                             g_hash_table_lookup (self->limits, name), &finding);

  if (normal == NULL)
    return refuse_value (error, path, name, finding);
  g_hash_table_insert (self->parameters, g_strdup (name), normal);
  return TRUE;
}

static gboolean
read_values (TuntasProcedure *self, JsonObject *parameters, GError **error)
{
  JsonObjectIter iter;
  const TuntasParameter *row;
  const char *name;

  for (guint i = 0; (row = tuntas_parameter_nth (i)) != NULL; i++)
    if (!row->optional && !json_object_has_member (parameters, row->name))
      {
        g_autofree char *path = g_strdup_printf (PATH ".%s", row->name);

        return refuse (error, path, "is missing");
      }
  json_object_iter_init_ordered (&iter, parameters);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      g_autofree char *value = value_as_text (parameters, name, tuntas_parameter_find (name), error);

      if (value == NULL || !take_value (self, name, value, PATH, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_limit (TuntasProcedure *self, JsonObject *limits, const char *name, GError **error)
{
  const TuntasParameter *parameter = tuntas_parameter_find (name);
  TuntasLimits *limit;
  JsonArray *array;
  gint64 bounds[2];

  if (!tuntas_json_get_array (limits, LIMITS_PATH, name, &array, error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node = json_array_get_length (array) == 2 ? json_array_get_element (array, i) : NULL;

      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return refuse (error, LIMITS_PATH, "%s: two whole numbers are wanted here", name);
      bounds[i] = json_node_get_int (node);
    }
  if (!tuntas_parameter_is_number (parameter))
    return refuse (error, LIMITS_PATH, "%s: only numbers have limits", name);
  if (bounds[0] < 0 || bounds[0] > bounds[1] || bounds[1] > parameter->most)
    return refuse (error, LIMITS_PATH, "%s: limits from 0 to %" G_GINT64_FORMAT " are wanted here, the least first", name,
                   parameter->most);
  limit = g_new (TuntasLimits, 1);
  limit->least = bounds[0];
  limit->most = bounds[1];
  g_hash_table_insert (self->limits, g_strdup (name), limit);
  return TRUE;
}

static gboolean
read_limits (TuntasProcedure *self, JsonObject *root, JsonObject *parameters, GError **error)
{
  JsonObject *limits = NULL;
  JsonObjectIter iter;
  const char *name;

  if (!tuntas_json_get_object_optional (root, "procedure", "limits", &limits, error))
    return FALSE;
  if (limits == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, limits);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      if (!json_object_has_member (parameters, name) && tuntas_parameter_find (name)->name == NULL)
        return refuse (error, LIMITS_PATH, "%s: there is no such parameter", name);
      if (!read_limit (self, limits, name, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tuntas_procedure_read_parameters (TuntasProcedure *self, JsonObject *root, GError **error)
{
  JsonObject *parameters;
  const char *disorder;

  if (!tuntas_json_get_object (root, "procedure", "parameters", &parameters, error) ||
      !read_limits (self, root, parameters, error) ||
      !read_values (self, parameters, error) ||
      !tuntas_procedure_take_overrides (self, "procedure", error) ||
      !tuntas_procedure_take_overrides (self, "calendar", error))
    return FALSE;
  tuntas_parameters_fill (self->parameters, &self->rules);
  disorder = tuntas_parameters_find_disorder (&self->rules);
  if (disorder != NULL)
    return refuse_value (error, PATH, NULL, tuntas_finding_new (TUNTAS_FINDING_ORDER, NULL, disorder));
  return TRUE;
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

      if (open[1 + length] != '}' || !tuntas_words_is_place (place))
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

gboolean
tuntas_procedure_take_overrides (TuntasProcedure *self, const char *group, GError **error)
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

          return refuse_value (error, path, override->key, finding);
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
  return TRUE;
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
