/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-proof.h"

#include "tuntas-json-lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct _TuntasProof
{
  GPtrArray *list;    /* of TuntasProcedureFinding, without their lines */
  GPtrArray *paths;   /* of char * (nullable), one for each finding */
  GHashTable *places; /* element → its path in the file */
  GHashTable *wrong; /* set of elements */
};

void
tuntas_procedure_finding_free (TuntasProcedureFinding *finding)
{
  g_free (finding->place);
  g_free (finding->reason);
  g_free (finding);
}

TuntasProof *
tuntas_proof_new (void)
{
  TuntasProof *self = g_new0 (TuntasProof, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_procedure_finding_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->wrong = g_hash_table_new (NULL, NULL);
  return self;
}

void
tuntas_proof_free (TuntasProof *self)
{
  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->wrong);
  g_free (self);
}

guint
tuntas_proof_count (TuntasProof *self)
{
  return self->list->len;
}

/* What no way goes through: what a site sets, some parts of a file, and the words of the others. */
static const char beside_ways[] =
    "^\\[|^" TUNTAS_PROCEDURE_ROOT
    "($|\\.(document|revision|effective|title|parameters|limits|clauses|silent_places|deviations|ends|fields|texts)"
    "($|[.[])"
    "|.*(?<!\\.fields)\\.(label|title|advice|brief|name|tone|services|offers)($|[.[])|.*\\.text\\.(id|en)$)";

guint
tuntas_proof_count_barring (TuntasProof *self)
{
  guint n = 0;

  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);

      n += path == NULL || !g_regex_match_simple (beside_ways, path, 0, 0);
    }
  return n;
}

static TuntasProcedureFinding *
add (TuntasProof *self, TuntasProcedureError code, const char *path, const char *place)
{
  TuntasProcedureFinding *finding = g_new0 (TuntasProcedureFinding, 1);

  finding->code = code;
  finding->place = g_strdup (place);
  g_ptr_array_add (self->list, finding);
  g_ptr_array_add (self->paths, g_strdup (path));
  return finding;
}

void
tuntas_proof_refuse (TuntasProof *self, const char *path, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add (self, TUNTAS_PROCEDURE_ERROR_FORMAT, path, path)->reason = g_strdup_vprintf (format, args);
  va_end (args);
}

void
tuntas_proof_doubt (TuntasProof *self, gconstpointer element, const char *place, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add (self, TUNTAS_PROCEDURE_ERROR_MEANING, g_hash_table_lookup (self->places, element), place)->reason =
      g_strdup_vprintf (format, args);
  va_end (args);
  tuntas_proof_mark_wrong (self, element);
}

void
tuntas_proof_reject (TuntasProof *self, const char *message)
{
  const char *parting = strstr (message, ": ");
  g_autofree char *place = parting != NULL ? g_strndup (message, parting - message) : g_strdup ("procedure");
  TuntasProcedureFinding *finding = add (self, TUNTAS_PROCEDURE_ERROR_SYNTAX, NULL, place);

  finding->reason = g_strdup (parting != NULL ? parting + 2 : message);
  sscanf (place, "line %u", &finding->line);
}

void
tuntas_proof_locate (TuntasProof *self, gconstpointer element, const char *path)
{
  g_hash_table_insert (self->places, (gpointer) element, g_strdup (path));
}

void
tuntas_proof_mark_wrong (TuntasProof *self, gconstpointer element)
{
  g_hash_table_add (self->wrong, (gpointer) element);
}

gboolean
tuntas_proof_is_wrong (TuntasProof *self, gconstpointer element)
{
  return g_hash_table_contains (self->wrong, element);
}

GPtrArray *
tuntas_proof_list (TuntasProof *self, const char *text, gsize length)
{
  g_autoptr (GHashTable) lines = NULL;

  for (guint i = 0; i < self->list->len; i++)
    {
      TuntasProcedureFinding *finding = g_ptr_array_index (self->list, i);
      const char *path = g_ptr_array_index (self->paths, i);

      /* What a site sets stands in another file. */
      if (path == NULL || *path == '[')
        continue;
      if (lines == NULL)
        {
          g_autofree char *root = g_strndup (path, strcspn (path, ".["));

          lines = tuntas_json_lines_new (text, length, root);
        }
      finding->line = tuntas_json_lines_find (lines, path);
    }
  return g_ptr_array_ref (self->list);
}
