/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "coverage-map.h"
#include "tuntas-case.h"
#include "tuntas-json.h"

#include <string.h>

/* Whether the corpus of cases is complete, computed from the procedure itself: everything that can follow from every
 * act, in every step and for every family in which that can happen, is walked by some case; whatever is not open is
 * refused with its code and clause; every code that the procedure can give is expected somewhere. An act that is new
 * in the procedure fails here until there is a case for it. */

/* What the corpus walks */

typedef struct
{
  TuntasProcedure *procedure;
  GHashTable *ways;   /* (element-type utf8) */
  GHashTable *cases;  /* (element-type utf8 TuntasCase): one case per step, family, informed and unfinished call */
  GHashTable *words;  /* (element-type utf8): codes, ends and outcomes that are expected */
} Walk;

static const char *
fact_of (TuntasCase *state, TuntasAct *act, const char *name)
{
  const TuntasOutcomeSpec *outcome;

  if (strcmp (name, "family") == 0)
    return tuntas_case_get_family (state);
  if (strcmp (name, "pended") == 0)
    return tuntas_case_is_pended (state) ? "true" : "false";
  if (strcmp (name, "informed") == 0)
    return tuntas_case_is_informed (state) ? "true" : "false";
  if (act == NULL || strcmp (name, "connected") != 0)
    return act != NULL ? tuntas_act_get (act, name) : NULL;
  outcome = tuntas_procedure_find_outcome (tuntas_case_get_procedure (state), tuntas_act_get (act, "outcome"));
  return outcome != NULL && outcome->connected ? "true" : "false";
}

static gboolean
holds (TuntasCase *state, TuntasAct *act, GPtrArray *terms)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      const char *value = fact_of (state, act, term->fact);

      if (value == NULL || !g_strv_contains ((const char *const *) term->values, value))
        return FALSE;
    }
  return TRUE;
}

/* after is the case as it stands when the act is done. */
static void
note_way (Walk *walk, const char *name, TuntasCase *before, TuntasCase *after, TuntasAct *act, GPtrArray *followings)
{
  const char *family = tuntas_case_get_family (before);
  int which = -1;

  for (guint i = 0; which < 0 && i < followings->len; i++)
    if (holds (after, act, ((const TuntasFollowing *) g_ptr_array_index (followings, i))->when))
      which = i;
  if (family != NULL)
    g_hash_table_add (walk->ways, coverage_way_name (name, tuntas_case_get_step (before), family, which));
}

static void
keep_case (Walk *walk, TuntasCase *state)
{
  const char *family = tuntas_case_get_family (state);

  if (family == NULL)
    return;
  g_hash_table_replace (walk->cases,
                        g_strdup_printf ("%s/%s/%d/%d", tuntas_case_get_step (state)->id, family,
                                         tuntas_case_is_informed (state),
                                         tuntas_case_get_open_attempt (state) != NULL),
                        tuntas_case_ref (state));
}

/* (transfer full): the case after time's rule. */
static TuntasCase *
walk_time (Walk *walk, TuntasCase *state, gint64 now)
{
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (state, NULL, now, "", FALSE);

  if (applied->events->len > 0)
    note_way (walk, "due", state, applied->next, NULL, tuntas_case_get_step (state)->due);
  keep_case (walk, applied->next);
  return tuntas_case_ref (applied->next);
}

static void
note_words (Walk *walk, JsonObject *expect)
{
  static const char *const lists[] = { "refused", "departed", "remarks" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = json_object_has_member (expect, lists[i]) ? json_object_get_array_member (expect, lists[i])
                                                                  : NULL;

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        g_hash_table_add (walk->words, g_strdup (json_object_get_string_member (
                                           json_array_get_object_element (list, j), "code")));
    }
  if (json_object_has_member (expect, "end") && !json_object_get_null_member (expect, "end"))
    g_hash_table_add (walk->words, g_strdup (json_object_get_string_member (expect, "end")));
}

/* What the case expects to be refused is left out, so that no effects need to be played; that the engine agrees with
 * the expectation is what test-replay.c asks. Trying to undo is walking it: while held it never succeeds. */
static TuntasCase *
walk_act (Walk *walk, TuntasCase *state, JsonObject *object, gint64 now)
{
  g_autoptr (TuntasCase) before = walk_time (walk, state, now);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAct) act = tuntas_act_from_json (object, "act", &error);
  g_autoptr (TuntasApplied) applied = NULL;
  gboolean refused = json_object_has_member (json_object_get_object_member (object, "expect"), "refused");
  const TuntasActSpec *spec = tuntas_procedure_find_act (walk->procedure, tuntas_act_get_id (act),
                                                         tuntas_case_get_step (before),
                                                         tuntas_case_get_family (before));

  g_assert_no_error (error);
  note_words (walk, json_object_get_object_member (object, "expect"));
  if (spec != NULL && (!refused || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO)))
    {
      applied = tuntas_case_apply (before, act, now, "", FALSE);
      note_way (walk, spec->id, before, applied->next, act, spec->followings);
      if (tuntas_act_get (act, "outcome") != NULL)
        g_hash_table_add (walk->words, g_strconcat ("outcome ", tuntas_act_get (act, "outcome"), NULL));
    }
  if (refused || spec == NULL)
    return g_steal_pointer (&before);
  g_assert_true (applied->accepted);
  keep_case (walk, applied->next);
  return tuntas_case_ref (applied->next);
}

static char *
join_phones (JsonObject *ticket)
{
  JsonArray *phones = json_object_get_array_member (ticket, "phones");
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (phones); i++)
    g_string_append_printf (joined, "%s;", json_array_get_string_element (phones, i));
  return g_string_free (joined, FALSE);
}

static void
walk_script_cb (const char *file, guint index, JsonObject *script, gpointer user_data)
{
  Walk *walk = user_data;
  JsonObject *ticket = json_object_get_object_member (script, "ticket");
  JsonArray *acts = json_object_get_array_member (script, "acts");
  g_autofree char *phones = join_phones (ticket);
  const char *zone_id = json_object_get_string_member (ticket, "zone");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_id);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (walk->procedure, "IN1",
                                                       json_object_get_string_member (ticket, "family"), zone_id,
                                                       phones, "");
  g_autoptr (TuntasEvent) event = tuntas_event_new (1, 0, "", opening);
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (walk->procedure);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) state = NULL;

  g_ptr_array_add (events, event);
  state = tuntas_case_fold (procedures, zone, events, &error);
  g_assert_no_error (error);
  keep_case (walk, state);
  for (guint i = 0; i < json_array_get_length (acts); i++)
    {
      JsonObject *object = json_array_get_object_element (acts, i);
      TuntasCase *next;
      gint64 now;

      g_assert_true (tuntas_instant_parse (json_object_get_string_member (object, "at"), &now));
      next = walk_act (walk, state, object, now);
      tuntas_case_unref (state);
      state = next;
    }
}

static Walk *
walk_new (TuntasProcedure *procedure)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->procedure = procedure;
  walk->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tuntas_case_unref);
  walk->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  core_support_for_each_script (walk_script_cb, walk);
  return walk;
}

static void
walk_free (Walk *walk)
{
  g_hash_table_unref (walk->ways);
  g_hash_table_unref (walk->cases);
  g_hash_table_unref (walk->words);
  g_free (walk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Walk, walk_free)

/* The questions */

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static void
assert_has_all (GHashTable *has, GHashTable *wanted, const char *what)
{
  GHashTableIter iter;
  gpointer name;
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GQueue) names = g_queue_new ();

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (has, name))
      g_queue_insert_sorted (names, name, compare_names, NULL);
  for (GList *l = names->head; l != NULL; l = l->next)
    g_string_append_printf (missing, "\n  %s", (const char *) l->data);
  if (missing->len > 0)
    g_error ("%s:%s", what, missing->str);
}

static void
test_every_way (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (CoverageMap) map = coverage_map_new (procedure);
  g_autoptr (Walk) walk = walk_new (procedure);

  g_test_message ("%u ways", g_hash_table_size (map->ways));
  g_assert_cmpuint (g_hash_table_size (map->ways), >, 100);
  assert_has_all (walk->ways, map->ways, "No case walks these ways (act/step/family/following)");
  /* The other direction shows that the map itself leaves nothing out. */
  assert_has_all (map->ways, walk->ways, "Cases walk what the procedure does not make possible");
}

static void
add_departure (GHashTable *words, const TuntasDepartureSpec *departure)
{
  if (departure != NULL)
    g_hash_table_add (words, g_strdup (departure->code));
}

static void
add_words_of_act (GHashTable *words, const TuntasActSpec *spec)
{
  if (spec->by_program)
    return;
  if (spec->remark != NULL)
    g_hash_table_add (words, g_strdup (spec->remark));
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      g_hash_table_add (words, g_strdup (gate->code));
      add_departure (words, gate->departure);
    }
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      add_departure (words, following->departure);
      if (following->end != NULL)
        g_hash_table_add (words, g_strdup (following->end));
    }
}

static void
test_every_word (void)
{
  /* Those that the engine gives whatever the procedure. */
  static const char *const own[] = { "unfinished-attempt", "not-here", "not-for-family", "required", "not-future",
                                     "not-past", "bad-number", "no-attempt", "nothing-to-undo", "already-sent",
                                     "sooner", "short-ring", "outside-hours" };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (Walk) walk = walk_new (procedure);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_hash_table_add (words, g_strdup (own[i]));
  for (guint i = 0; i < acts->len; i++)
    add_words_of_act (words, g_ptr_array_index (acts, i));
  for (guint i = 0; i < outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

      g_hash_table_add (words, g_strconcat ("outcome ", outcome->id, NULL));
    }
  assert_has_all (walk->words, words, "No case expects these");
}

/* The code with which the act must be refused wherever the case stands; NULL where it is open. */
static const char *
wanted_refusal (TuntasCase *state, const char *id, const char **clause)
{
  const TuntasStep *step = tuntas_case_get_step (state);
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (state), id, step,
                                                         tuntas_case_get_family (state));
  gboolean open = spec != NULL && !spec->by_program && holds (state, NULL, spec->when);

  *clause = step->clause;
  if (tuntas_case_get_open_attempt (state) != NULL)
    return open && (tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE) || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
               ? NULL : "unfinished-attempt";
  if (!open)
    return "not-here";
  if (tuntas_act_spec_is_for (spec, tuntas_case_get_family (state)))
    return NULL;
  if (spec->clause != NULL)
    *clause = spec->clause;
  return "not-for-family";
}

static void
check_refused (TuntasCase *state, const char *id, const char *code, const char *clause)
{
  GPtrArray *events = tuntas_case_get_events (state);
  TuntasEvent *last = g_ptr_array_index (events, events->len - 1);
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (state, act, tuntas_event_get_at (last), "", FALSE);
  g_autoptr (TuntasAction) action = tuntas_case_find_action (state, id);
  const TuntasRefusal *refusal;

  g_assert_false (applied->accepted);
  g_assert_cmpuint (applied->events->len, ==, 0);
  g_assert_cmpuint (applied->effects->len, ==, 0);
  g_assert_cmpuint (applied->refusals->len, ==, 1);
  refusal = g_ptr_array_index (applied->refusals, 0);
  g_assert_cmpstr (refusal->code, ==, code);
  g_assert_cmpstr (refusal->clause, ==, clause);
  /* Nor is it offered: not at all, or with that reason. */
  if (action != NULL)
    {
      g_assert_false (action->enabled);
      g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (action->unmet, 0))->code, ==, code);
    }
}

static void
test_every_refusal (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (Walk) walk = walk_new (procedure);
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer state;

  g_hash_table_iter_init (&iter, walk->cases);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    for (guint i = 0; i <= acts->len; i++)
      {
        const char *id = i < acts->len ? ((TuntasActSpec *) g_ptr_array_index (acts, i))->id : "no-such-act";
        const char *clause;
        const char *code = wanted_refusal (state, id, &clause);

        if (code == NULL)
          continue;
        check_refused (state, id, code, clause);
        g_hash_table_insert (counts, (gpointer) code,
                             GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, code)) + 1));
      }
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "not-here")), >, 100);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "not-for-family")), >, 0);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "unfinished-attempt")), >, 0);
}

/* The refusals above are asked of every step for every family that can come there. */
static void
test_every_place (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (CoverageMap) map = coverage_map_new (procedure);
  g_autoptr (Walk) walk = walk_new (procedure);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) has = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, map->known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (name, "/", 3);

      g_hash_table_add (wanted, g_strdup_printf ("%s/%s", parts[0], parts[1]));
    }
  g_hash_table_iter_init (&iter, walk->cases);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (name, "/", 3);

      g_hash_table_add (has, g_strdup_printf ("%s/%s", parts[0], parts[1]));
    }
  assert_has_all (has, wanted, "No case comes to these places (step/family)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/coverage/every-way", test_every_way);
  g_test_add_func ("/core/coverage/every-word", test_every_word);
  g_test_add_func ("/core/coverage/every-refusal", test_every_refusal);
  g_test_add_func ("/core/coverage/every-place", test_every_place);
  return g_test_run ();
}
