/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-acknowledged.h"

#include "tuntas-json.h"
#include "tuntas-overrides.h"
#include "tuntas-set-aside.h"

#include <string.h>

#define FORMAT 1

/* newer (out): a newer program wrote it. */
static TuntasProcedure *
parse (const char *text, gsize length, gboolean *newer, GError **error)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, length, error);
  JsonObject *root = node != NULL ? tuntas_json_root_object (node, "acknowledged", error) : NULL;
  const char *procedure, *sets;
  g_autoptr (TuntasOverrides) overrides = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 format;

  if (root == NULL || !tuntas_json_get_int (root, "acknowledged", "format", &format, error))
    return NULL;
  *newer = format > FORMAT;
  if (*newer || !tuntas_json_get_string (root, "acknowledged", "procedure", &procedure, error) ||
      !tuntas_json_get_string (root, "acknowledged", "overrides", &sets, error) ||
      (overrides = tuntas_overrides_from_text (sets, error)) == NULL)
    return NULL;
  bytes = g_bytes_new (procedure, strlen (procedure));
  return tuntas_procedure_new_with_overrides (bytes, overrides, "acknowledged", error);
}

TuntasProcedure *
tuntas_acknowledged_load (const char *path, TuntasProcedure *installed, char **damaged, GError **error)
{
  g_autoptr (TuntasProcedure) known = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gboolean newer = FALSE;
  gsize length;

  *damaged = NULL;
  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  known = parse (text, length, &newer, &cause);
  if (newer)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: was written by a newer program", path);
      return NULL;
    }
  if (known == NULL)
    {
      g_message ("%s: %s", path, cause->message);
      *damaged = tuntas_set_aside (path, error);
      return NULL;
    }
  return strcmp (tuntas_procedure_get_sha256 (known), tuntas_procedure_get_sha256 (installed)) != 0
             ? g_steal_pointer (&known) : NULL;
}

static void
add_text (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

gboolean
tuntas_acknowledged_keep (const char *path, TuntasProcedure *procedure, GError **error)
{
  GBytes *bytes = tuntas_procedure_get_bytes (procedure);
  g_autofree char *own = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *sets = tuntas_overrides_to_text (tuntas_procedure_get_overrides (procedure));
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  add_text (builder, "procedure", own);
  add_text (builder, "overrides", sets);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = tuntas_json_print (root);
  /* Where it cannot be made, writing says why. */
  g_mkdir_with_parents (directory, 0700);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

/* What differences touch */

/* Whether an act has to do with what is called so. */
typedef gboolean (*ActMatch) (const TuntasActSpec *spec, const char *id);

static void
add_clause (GHashTable *clauses, const char *clause)
{
  if (clause != NULL)
    g_hash_table_add (clauses, g_strdup (clause));
}

/* The clause of an act, else those of the steps that it is open in; one that is open everywhere is about none. */
static void
add_act (GHashTable *clauses, TuntasProcedure *procedure, const TuntasActSpec *spec)
{
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);

  if (spec->clause != NULL || strcmp (spec->steps[0], "*") == 0)
    {
      add_clause (clauses, spec->clause);
      return;
    }
  for (guint i = 0; i < steps->len; i++)
    if (tuntas_act_spec_is_open_in (spec, g_ptr_array_index (steps, i)))
      add_clause (clauses, ((TuntasStep *) g_ptr_array_index (steps, i))->clause);
}

static void
add_acts (GHashTable *clauses, TuntasProcedure *procedure, ActMatch match, const char *id)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    if (match (g_ptr_array_index (acts, i), id))
      add_act (clauses, procedure, g_ptr_array_index (acts, i));
}

/* A second one of that name is "close-unreached (2)". */
static gboolean
is_called (const TuntasActSpec *spec, const char *id)
{
  gsize length = strlen (spec->id);

  return strncmp (id, spec->id, length) == 0 && (id[length] == '\0' || id[length] == ' ');
}

static gboolean
asks_for (const TuntasActSpec *spec, const char *field)
{
  return tuntas_act_spec_find_field (spec, field) != NULL;
}

static gboolean
is_of_family (const TuntasActSpec *spec, const char *family)
{
  return spec->families != NULL && tuntas_act_spec_is_for (spec, family);
}

static gboolean
concludes (const TuntasActSpec *spec, const char *outcome)
{
  return tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE);
}

/* An e-mail has a subject too. */
static gboolean
sends (const TuntasEffectSpec *effect, const char *text)
{
  gsize length = effect->text != NULL ? strlen (effect->text) : 0;

  return length > 0 && strncmp (text, effect->text, length) == 0 &&
         (text[length] == '\0' || strcmp (text + length, "-subject") == 0);
}

static gboolean
says (const TuntasActSpec *spec, const char *text)
{
  if (g_strcmp0 (spec->say, text) == 0)
    return TRUE;
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      for (guint j = 0; j < following->effects->len; j++)
        if (sends (g_ptr_array_index (following->effects, j), text))
          return TRUE;
    }
  return FALSE;
}

/* The operation that goes by a rule of time; bounds of gates are found at the gates. */
static const struct
{
  const char *prefix;
  TuntasOp op;
} rules[] = {
  { "pend_", TUNTAS_OP_PEND }, { "day_", TUNTAS_OP_PEND },  { "night_", TUNTAS_OP_PEND },
  { "resume_", TUNTAS_OP_PEND }, { "closed_", TUNTAS_OP_PEND }, { "home_", TUNTAS_OP_DIAL },
  { "call_", TUNTAS_OP_DIAL }, { "short_", TUNTAS_OP_CONCLUDE },
};

static gboolean
goes_by (const TuntasActSpec *spec, const char *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (parameter, rules[i].prefix) && tuntas_act_spec_does (spec, rules[i].op))
      return TRUE;
  return FALSE;
}

static void
add_bounded (GHashTable *clauses, TuntasProcedure *procedure, const char *parameter)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);

          if (g_strcmp0 (gate->parameter, parameter) == 0)
            add_clause (clauses, gate->clause);
        }
    }
}

/* What is said to a customer whatever they answer is no act's own. */
static void
add_spoken (GHashTable *clauses, TuntasProcedure *procedure, const char *text)
{
  static const char *const spoken[] = { "greeting", "not-the-pic", "tell", "confirm", "permission", NULL };
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);

  if (!g_strv_contains (spoken, text) && !g_str_has_prefix (text, "beat-"))
    return;
  for (guint i = 0; i < steps->len; i++)
    if (tuntas_procedure_is_conversation (procedure, g_ptr_array_index (steps, i)))
      add_clause (clauses, ((TuntasStep *) g_ptr_array_index (steps, i))->clause);
}

static void
add_difference (GHashTable *clauses, TuntasProcedure *procedure, const TuntasDifference *difference)
{
  const TuntasStep *step;

  switch (difference->part)
    {
    case TUNTAS_PART_HEAD:
      break;
    case TUNTAS_PART_CLAUSE:
      add_clause (clauses, difference->id);
      break;
    case TUNTAS_PART_STEP:
      step = tuntas_procedure_find_step (procedure, difference->id);
      add_clause (clauses, step != NULL ? step->clause : NULL);
      break;
    case TUNTAS_PART_PARAMETER:
      add_bounded (clauses, procedure, difference->id);
      add_acts (clauses, procedure, goes_by, difference->id);
      break;
    case TUNTAS_PART_FAMILY:
      add_acts (clauses, procedure, is_of_family, difference->id);
      break;
    case TUNTAS_PART_ACT:
      add_acts (clauses, procedure, is_called, difference->id);
      break;
    case TUNTAS_PART_OUTCOME:
      add_acts (clauses, procedure, concludes, difference->id);
      break;
    case TUNTAS_PART_FIELD:
      add_acts (clauses, procedure, asks_for, difference->id);
      break;
    case TUNTAS_PART_TEXT:
      add_acts (clauses, procedure, says, difference->id);
      add_spoken (clauses, procedure, difference->id);
      break;
    default:
      g_return_if_reached ();
    }
}

GStrv
tuntas_acknowledged_list_clauses (TuntasProcedure *from, TuntasProcedure *to, GPtrArray *differences)
{
  g_autoptr (GHashTable) clauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *all = tuntas_procedure_get_clauses (to);

  for (guint i = 0; i < differences->len; i++)
    {
      const TuntasDifference *difference = g_ptr_array_index (differences, i);

      /* What was removed is only in the one of before. */
      if (difference->kind == TUNTAS_DIFFERENCE_REMOVED)
        add_difference (clauses, from, difference);
      else
        add_difference (clauses, to, difference);
    }
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (clauses, ((TuntasClause *) g_ptr_array_index (all, i))->id))
      g_strv_builder_add (builder, ((TuntasClause *) g_ptr_array_index (all, i))->id);
  return g_strv_builder_end (builder);
}
