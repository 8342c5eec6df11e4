/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-private.h"

#include "tuntas-json.h"
#include "tuntas-set-aside.h"

/* The file: read strictly, written whole or not at all. */

#define FORMAT 1

static GStrv
read_texts (JsonObject *object, const char *path, const char *member, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!tuntas_json_get_array (object, path, member, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE, "%s.%s[%u]: text is wanted here", path, member,
                       i);
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

static gboolean
read_text (JsonObject *object, const char *path, const char *member, char **out, GError **error)
{
  const char *text;

  if (!tuntas_json_get_string (object, path, member, &text, error))
    return FALSE;
  *out = g_strdup (text);
  return TRUE;
}

static gboolean
read_marks (TuntasRun *run, JsonObject *object, const char *path, GError **error)
{
  g_autofree char *at = NULL;
  g_autofree char *mode = NULL;

  if (!read_text (object, path, "at", &at, error) || !read_text (object, path, "mode", &mode, error))
    return FALSE;
  if (tuntas_instant_parse (at, &run->at) && tuntas_practice_mode_from_nick (mode, &run->mode))
    return TRUE;
  g_set_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE, "%s: no instant, or no mode", path);
  return FALSE;
}

/* (transfer full) (nullable) */
static TuntasRun *
read_run (JsonNode *node, const char *path, GError **error)
{
  JsonObject *object = tuntas_json_root_object (node, path, error);
  g_autoptr (TuntasRun) run = g_new0 (TuntasRun, 1);

  if (object != NULL && read_marks (run, object, path, error) &&
      read_text (object, path, "scenario", &run->scenario, error) &&
      read_text (object, path, "document", &run->document, error) &&
      read_text (object, path, "revision", &run->revision, error) &&
      read_text (object, path, "sha256", &run->sha256, error) &&
      tuntas_json_get_boolean_optional (object, path, "passed", &run->passed, error) &&
      tuntas_json_get_int (object, path, "points", &run->points, error) &&
      tuntas_json_get_int (object, path, "simulated_seconds", &run->simulated_seconds, error) &&
      tuntas_json_get_int (object, path, "real_seconds", &run->real_seconds, error) &&
      tuntas_json_get_int (object, path, "conforming", &run->conforming, error) &&
      tuntas_json_get_int (object, path, "departed", &run->departed, error) &&
      (run->right = read_texts (object, path, "right", error)) != NULL &&
      (run->wrong = read_texts (object, path, "wrong", error)) != NULL)
    return g_steal_pointer (&run);
  return NULL;
}

/* newer (out): a newer program wrote it. */
static gboolean
read_runs (GPtrArray *runs, const char *text, gsize length, gboolean *newer, GError **error)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, length, error);
  JsonObject *root = node != NULL ? tuntas_json_root_object (node, "progress", error) : NULL;
  JsonArray *array;
  gint64 format;

  if (root == NULL || !tuntas_json_get_int (root, "progress", "format", &format, error))
    return FALSE;
  *newer = format > FORMAT;
  if (*newer || !tuntas_json_get_array (root, "progress", "runs", &array, error))
    return *newer;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("progress.runs[%u]", i);
      TuntasRun *run = read_run (json_array_get_element (array, i), path, error);

      if (run == NULL)
        return FALSE;
      g_ptr_array_add (runs, run);
    }
  return TRUE;
}

TuntasProgress *
tuntas_progress_load (const char *path, char **damaged, GError **error)
{
  g_autoptr (TuntasProgress) self = tuntas_progress_alloc (path);
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gboolean newer = FALSE;
  gsize length;

  *damaged = NULL;
  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&self);
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (!read_runs (self->runs, text, length, &newer, &cause))
    {
      g_message ("%s: %s", path, cause->message);
      g_ptr_array_set_size (self->runs, 0);
      *damaged = tuntas_set_aside (path, error);
      return *damaged != NULL ? g_steal_pointer (&self) : NULL;
    }
  if (!newer)
    return g_steal_pointer (&self);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: was written by a newer program", path);
  return NULL;
}

/* Writing */

static void
add_texts (JsonBuilder *builder, const char *member, GStrv texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *member, gint64 value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_run (JsonBuilder *builder, const TuntasRun *run)
{
  g_autofree char *at = tuntas_instant_format (run->at);

  json_builder_begin_object (builder);
  add_text (builder, "at", at);
  add_text (builder, "scenario", run->scenario);
  add_text (builder, "mode", tuntas_practice_mode_nick (run->mode));
  add_text (builder, "document", run->document);
  add_text (builder, "revision", run->revision);
  add_text (builder, "sha256", run->sha256);
  json_builder_set_member_name (builder, "passed");
  json_builder_add_boolean_value (builder, run->passed);
  add_number (builder, "points", run->points);
  add_number (builder, "simulated_seconds", run->simulated_seconds);
  add_number (builder, "real_seconds", run->real_seconds);
  add_number (builder, "conforming", run->conforming);
  add_number (builder, "departed", run->departed);
  add_texts (builder, "right", run->right);
  add_texts (builder, "wrong", run->wrong);
  json_builder_end_object (builder);
}

gboolean
tuntas_progress_write (TuntasProgress *self, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *directory = g_path_get_dirname (self->path);

  json_builder_begin_object (builder);
  add_number (builder, "format", FORMAT);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->runs->len; i++)
    add_run (builder, g_ptr_array_index (self->runs, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = tuntas_json_print (root);
  /* Where it cannot be made, writing says why. */
  g_mkdir_with_parents (directory, 0700);
  return g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
