/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-reader.h"

#include "tuntas-json.h"
#include "tuntas-parameter.h"
#include "tuntas-procedure-members.h"

#include <string.h>

/* Reads a procedure file from its root. Steps and acts are in tuntas-procedure-reader-acts.c, what is shown and said in
 * tuntas-procedure-reader-words.c, how members are read in tuntas-procedure-members.h. Whether the whole makes sense is
 * asked at the end, in tuntas-procedure-check.c. */

#define ROOT TUNTAS_PROCEDURE_ROOT

static gpointer
read_outcome (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasOutcomeSpec *spec = g_new0 (TuntasOutcomeSpec, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "key", "counts", "connected", "bad_number", "short_ring", "label",
                        "brief");
  spec->id = tuntas_members_dup_id (proof, object, path, "id");
  spec->key = tuntas_members_dup_id (proof, object, path, "key");
  spec->counts = tuntas_members_get_boolean (proof, object, path, "counts");
  spec->connected = tuntas_members_get_boolean (proof, object, path, "connected");
  spec->bad_number = tuntas_members_get_boolean (proof, object, path, "bad_number");
  spec->short_ring = tuntas_members_get_boolean (proof, object, path, "short_ring");
  spec->label = tuntas_members_dup_text (proof, object, path, "label", TUNTAS_MEMBER_NEEDED);
  spec->brief = tuntas_members_dup_text (proof, object, path, "brief", TUNTAS_MEMBER_OPTIONAL);
  if (*spec->key != '\0' && (strlen (spec->key) != 1 || !g_ascii_isdigit (*spec->key)))
    {
      g_autofree char *place = g_strdup_printf ("%s.key", path);

      tuntas_proof_refuse (proof, place, "“%s” is no digit", spec->key);
    }
  return spec;
}

static gpointer
read_clause (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasClause *clause = g_new0 (TuntasClause, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "text");
  clause->id = tuntas_members_dup_id (proof, object, path, "id");
  clause->text = tuntas_members_dup_text (proof, object, path, "text", TUNTAS_MEMBER_NEEDED);
  return clause;
}

static gpointer
read_silent_place (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasSilentPlace *silent = g_new0 (TuntasSilentPlace, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "text");
  silent->id = tuntas_members_dup_id (proof, object, path, "id");
  silent->text = tuntas_members_dup_text (proof, object, path, "text", TUNTAS_MEMBER_NEEDED);
  return silent;
}

static gpointer
read_deviation_words (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                      const char *name)
{
  TuntasDeviationWords *words = g_new0 (TuntasDeviationWords, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "code", "text");
  words->code = tuntas_members_dup_id (proof, object, path, "code");
  words->text = tuntas_members_dup_text (proof, object, path, "text", TUNTAS_MEMBER_NEEDED);
  return words;
}

static gpointer
read_end (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path, const char *name)
{
  TuntasEndSpec *end = g_new0 (TuntasEndSpec, 1);

  TUNTAS_MEMBERS_ALLOW (proof, object, path, "id", "closes", "label", "brief");
  end->id = tuntas_members_dup_id (proof, object, path, "id");
  end->closes = tuntas_members_get_boolean (proof, object, path, "closes");
  end->label = tuntas_members_dup_text (proof, object, path, "label", TUNTAS_MEMBER_NEEDED);
  end->brief = tuntas_members_dup_text (proof, object, path, "brief", TUNTAS_MEMBER_OPTIONAL);
  return end;
}

/* A parameter that no rule and no gate uses is a mistyped one. */
static void
refuse_unused (TuntasProcedure *self, TuntasProof *proof, JsonObject *root)
{
  JsonObject *parameters = tuntas_members_get_object (proof, root, ROOT, "parameters", TUNTAS_MEMBER_OPTIONAL);
  JsonObjectIter iter;
  const char *name;

  if (parameters == NULL)
    return;
  json_object_iter_init_ordered (&iter, parameters);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (tuntas_parameter_find (name)->name == NULL && !tuntas_procedure_is_bound (self, name))
      {
        g_autofree char *place = g_strdup_printf (ROOT ".parameters.%s", name);

        tuntas_proof_refuse (proof, place, "no rule and no gate uses it");
      }
}

/* FALSE where the file is of another format, of which nothing more can be said. */
static gboolean
read_head (TuntasProcedure *self, TuntasProof *proof, JsonObject *root)
{
  JsonNode *format = json_object_get_member (root, "format");

  if (format == NULL)
    tuntas_proof_refuse (proof, ROOT ".format", "is missing");
  else if (!JSON_NODE_HOLDS_VALUE (format) || json_node_get_value_type (format) != G_TYPE_INT64)
    tuntas_proof_refuse (proof, ROOT ".format", "a whole number is wanted here");
  else if (json_node_get_int (format) != 1)
    {
      tuntas_proof_refuse (proof, ROOT ".format", "this program reads format 1, the file is of format %" G_GINT64_FORMAT,
                           json_node_get_int (format));
      return FALSE;
    }
  TUNTAS_MEMBERS_ALLOW (proof, root, ROOT, "$schema", "format", "document", "revision", "effective", "title", "families",
                        "parameters", "limits", "clauses", "silent_places", "deviations", "outcomes", "ends", "start", "steps",
                        "acts", "fields", "texts");
  self->document = tuntas_members_dup_id (proof, root, ROOT, "document");
  self->revision = tuntas_members_dup_string (proof, root, ROOT, "revision", TUNTAS_MEMBER_NEEDED);
  self->effective = tuntas_members_dup_string (proof, root, ROOT, "effective", TUNTAS_MEMBER_NEEDED);
  self->title = tuntas_members_dup_text (proof, root, ROOT, "title", TUNTAS_MEMBER_NEEDED);
  tuntas_procedure_read_families (self, root, proof);
  return TRUE;
}

static gboolean
read_root (TuntasProcedure *self, TuntasProof *proof, JsonObject *root)
{
  g_autofree char *start = NULL;

  if (!read_head (self, proof, root))
    return FALSE;
  tuntas_procedure_read_parameters (self, root, proof);
  tuntas_members_read_each (self, proof, root, ROOT, "clauses", TUNTAS_MEMBER_OPTIONAL, read_clause, self->clauses);
  tuntas_members_read_each (self, proof, root, ROOT, "silent_places", TUNTAS_MEMBER_OPTIONAL, read_silent_place,
                            self->silent_places);
  tuntas_members_read_each (self, proof, root, ROOT, "deviations", TUNTAS_MEMBER_OPTIONAL, read_deviation_words,
                            self->deviations);
  tuntas_members_read_each (self, proof, root, ROOT, "outcomes", TUNTAS_MEMBER_OPTIONAL, read_outcome, self->outcomes);
  tuntas_members_read_each (self, proof, root, ROOT, "ends", TUNTAS_MEMBER_NEEDED, read_end, self->ends);
  tuntas_members_read_each (self, proof, root, ROOT, "steps", TUNTAS_MEMBER_NEEDED, tuntas_procedure_read_step,
                            self->steps);
  tuntas_members_read_each (self, proof, root, ROOT, "acts", TUNTAS_MEMBER_NEEDED, tuntas_procedure_read_act,
                            self->acts);
  tuntas_proof_locate (proof, self->steps, ROOT ".steps");
  refuse_unused (self, proof, root);
  tuntas_procedure_read_words (self, root, proof);
  tuntas_procedure_take_overrides (self, "texts", proof);
  start = tuntas_members_dup_string (proof, root, ROOT, "start", TUNTAS_MEMBER_NEEDED);
  self->start = start != NULL ? tuntas_procedure_find_step (self, start) : NULL;
  if (start != NULL && self->start == NULL)
    tuntas_proof_refuse (proof, ROOT ".start", "there is no step “%s”", start);
  return TRUE;
}

gboolean
tuntas_procedure_read (TuntasProcedure *self, const char *text, gssize length, TuntasProof *proof)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (text, length, &error);
  JsonObject *root;

  if (node == NULL)
    {
      tuntas_proof_reject (proof, error->message);
      return FALSE;
    }
  root = tuntas_members_as_object (proof, node, ROOT);
  return root != NULL && read_root (self, proof, root);
}
