/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "branches.h"

#include "tuntas-case.h"

#include <sqlite3.h>
#include <string.h>

#define TO_STEP " → "
#define TO_END " ⇥ "

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* family, clause, end (nullable). */
static void
add (GHashTable *branches, const char *family, const char *act, const char *clause, const char *to, const char *end)
{
  g_hash_table_add (branches, g_strdup_printf ("%s%s%s%s%s%s%s", family != NULL ? family : "", family != NULL ? ": " : "",
                                               act, clause != NULL ? " " : "", clause != NULL ? clause : "",
                                               end != NULL ? TO_END : TO_STEP, end != NULL ? end : to));
}

/* What the procedure has */

static void
add_followings (GHashTable *branches, const char *family, const char *act, const char *clause, GPtrArray *followings)
{
  for (guint i = 0; followings != NULL && i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);

      if (following->to != NULL)
        add (branches, family, act, clause, following->to, following->end);
    }
}

static void
add_act (GHashTable *branches, const TuntasActSpec *spec)
{
  if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT))
    return;
  if (spec->families == NULL)
    add_followings (branches, NULL, spec->id, spec->clause, spec->followings);
  for (GStrv family = spec->families; family != NULL && *family != NULL; family++)
    add_followings (branches, *family, spec->id, spec->clause, spec->followings);
}

GHashTable *
branches_of_procedure (TuntasProcedure *procedure)
{
  GHashTable *branches = new_set ();
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);

  for (guint i = 0; i < acts->len; i++)
    add_act (branches, g_ptr_array_index (acts, i));
  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (steps, i);

      add_followings (branches, NULL, step->id, step->clause, step->due);
    }
  return branches;
}

/* What a journal has gone */

/* Whether the act may lead back to where the case was held. */
static gboolean
leads_back (const TuntasActSpec *spec)
{
  for (guint i = 0; i < spec->followings->len; i++)
    if (g_strcmp0 (((const TuntasFollowing *) g_ptr_array_index (spec->followings, i))->to, "back") == 0)
      return TRUE;
  return FALSE;
}

static void
note_event (GHashTable *branches, TuntasCase *before, TuntasCase *after, TuntasEvent *event)
{
  const TuntasStep *from = tuntas_case_get_step (before), *to = tuntas_case_get_step (after);
  const char *id = tuntas_event_get_id (event), *family = tuntas_case_get_family (before);
  const char *end = tuntas_case_get_end (after);
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (after), id, from, family);

  if (from == to)
    return;
  if (strcmp (id, TUNTAS_EVENT_DUE) == 0)
    add (branches, NULL, from->id, from->clause, to->id, NULL);
  else if (spec != NULL && !tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT))
    add (branches, spec->families != NULL ? family : NULL, id, spec->clause,
         leads_back (spec) ? "back" : to->id, end);
}

/* (transfer full): the case by its first events. */
static TuntasCase *
fold (TuntasProcedure *procedure, GPtrArray *events)
{
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (tuntas_event_get (g_ptr_array_index (events, 0), "zone"));
  g_autoptr (GError) error = NULL;
  TuntasCase *state = tuntas_case_fold (procedures, zone, events, &error);

  g_assert_no_error (error);
  return state;
}

/* One more event of a case; with its first one the case begins. */
static void
walk_event (TuntasProcedure *procedure, GHashTable *branches, GPtrArray *events, const char *body)
{
  g_autoptr (GError) error = NULL;
  TuntasEvent *event = tuntas_event_from_json (body, &error);
  g_autoptr (TuntasCase) before = NULL;
  g_autoptr (TuntasCase) after = NULL;

  g_assert_no_error (error);
  if (tuntas_event_get_seq (event) == 1)
    g_ptr_array_set_size (events, 0);
  else
    before = fold (procedure, events);
  g_ptr_array_add (events, event);
  after = fold (procedure, events);
  if (before != NULL)
    note_event (branches, before, after, event);
}

GHashTable *
branches_of_journal (TuntasProcedure *procedure, const char *path)
{
  GHashTable *branches = new_set ();
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  sqlite3 *journal;
  sqlite3_stmt *rows;

  g_assert_cmpint (sqlite3_open_v2 (path, &journal, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (journal, "SELECT body FROM events ORDER BY case_key, seq", -1, &rows, NULL), ==,
                   SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    walk_event (procedure, branches, events, (const char *) sqlite3_column_text (rows, 0));
  g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (journal), ==, SQLITE_OK);
  return branches;
}

static gboolean
is_in (const char *branch, BranchesPart part)
{
  gboolean of_homes = g_str_has_prefix (branch, "indihome: ") || g_str_has_prefix (branch, "pots: ");

  switch (part)
    {
    case BRANCHES_OF_HOMES:
      return of_homes;
    case BRANCHES_OF_STEPS:
      return !of_homes && strstr (branch, TO_STEP) != NULL;
    case BRANCHES_OF_ENDS:
      return !of_homes && strstr (branch, TO_END) != NULL;
    case BRANCHES_ALL:
      return TRUE;
    case BRANCHES_NONE:
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

char *
branches_missing (GHashTable *wanted, GHashTable *gone, BranchesPart part)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (wanted), (GCompareFunc) strcmp);
  GString *missing = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    if (is_in (l->data, part) && !g_hash_table_contains (gone, l->data))
      g_string_append_printf (missing, "\n  %s", (const char *) l->data);
  return g_string_free (missing, FALSE);
}
