/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-walk.h"

#include "act-maker.h"
#include "case-compare.h"
#include "core-support.h"
#include "model-graph.h"
#include "model-key.h"

#include <string.h>

#define NOON     1763960400 /* 2025-11-24, noon in Jakarta */
#define HALF_DAY (12 * 3600) /* from day to night, and back */

typedef struct
{
  TuntasProcedure *procedure;
  ModelBounds bounds;
  ActMaker *maker;
  TuntasAct *undo;
  ModelGraph *graph;
  GQueue *todo; /* of Visit */
  ModelReport *report;
  PathProperty stop_at;
  guint at;     /* the state looked at, for reports */
  const TuntasAct *trying; /* (nullable) */
} Walk;

/* A case that stands for a state, and what was seen on its way. */
typedef struct
{
  guint node;
  TuntasCase *state;
  gint64 now;
  PathMonitor path;
} Visit;

static void
visit_free (Visit *visit)
{
  tuntas_case_unref (visit->state);
  g_free (visit);
}

static void
report_cb (PathProperty property, const char *what, gpointer user_data)
{
  Walk *walk = user_data;
  g_autofree char *way = NULL;

  if (walk->report->broken[property] != NULL)
    return;
  way = model_graph_describe (walk->graph, walk->at, walk->trying);
  walk->report->broken[property] = g_strdup_printf ("%s: %s\n%s", path_property_name (property), what, way);
}

static void
want (Walk *walk, gboolean holds, PathProperty property, const char *what)
{
  if (!holds)
    report_cb (property, what, walk);
}

static ModelNumbers
numbers_of (TuntasCase *state)
{
  ModelNumbers numbers = { tuntas_case_get_counted (state), tuntas_case_get_unreached (state), 0, 0 };

  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;

      tuntas_case_get_phone (state, i, &bad);
      if (bad)
        numbers.bad_phones++;
      else
        numbers.phones++;
    }
  return numbers;
}

/* Gives the state's node. A state seen for the first time is looked at later, and so is a second case of it that has
 * other numbers. act (nullable): how it was come to; NULL is time, or the sending. */
static guint
arrive (Walk *walk, const TuntasAct *act, TuntasCase *state, gint64 now, const PathMonitor *path)
{
  ModelKey key = model_key (&walk->bounds, state, path, now);
  ModelNumbers numbers = numbers_of (state);
  gboolean look;
  guint node = model_graph_come (walk->graph, &key, walk->at, act, &numbers, &look);

  if (look)
    {
      Visit *visit = g_new (Visit, 1);

      *visit = (Visit){ node, tuntas_case_ref (state), now, *path };
      g_queue_push_tail (walk->todo, visit);
    }
  return node;
}

static void
go (Walk *walk, const Visit *visit, const TuntasAct *act, TuntasCase *state, gint64 now, const PathMonitor *path,
    ModelEdgeKind kind)
{
  guint node = arrive (walk, act, state, now, path);

  model_graph_connect (walk->graph, visit->node, node, act != NULL ? tuntas_act_get_id (act) : "time", kind);
}

/* Taking back */

static gboolean
comes_back (Walk *walk, TuntasCase *after, TuntasCase *before, gint64 now)
{
  g_autoptr (TuntasApplied) undone = tuntas_case_apply (after, walk->undo, now, "AYU", FALSE);
  g_autoptr (TuntasApplied) waited = tuntas_case_apply (before, NULL, now, "AYU", FALSE);
  g_autofree char *difference = case_difference (undone->next, waited->next, CASE_STATE);

  return undone->accepted && difference == NULL &&
         tuntas_case_is_taken_back (undone->next, tuntas_event_get_seq (tuntas_case_get_undoable (after)));
}

/* At once, and after every deadline that there is has come. */
static void
check_way_back (Walk *walk, const Visit *visit, const TuntasApplied *applied, gint64 now)
{
  gint64 last = MAX (tuntas_case_get_deadline (applied->next), tuntas_case_get_deadline (visit->state));

  if (tuntas_case_get_undoable (applied->next) == NULL || !comes_back (walk, applied->next, visit->state, now))
    report_cb (PATH_WAY_BACK, "the act cannot be taken back", walk);
  else if (last > now && !comes_back (walk, applied->next, visit->state, last))
    report_cb (PATH_WAY_BACK, "the act cannot be taken back once the deadline has come", walk);
}

/* The state in which the act's effects have begun to leave. */
static void
go_sent (Walk *walk, const Visit *visit, const TuntasAct *act, const TuntasApplied *applied, gint64 now,
         const PathMonitor *path)
{
  g_autoptr (TuntasAct) begun = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, applied->act_seq);
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (TuntasCase) sent = NULL;
  g_autoptr (TuntasApplied) undone = NULL;

  tuntas_act_set (begun, "of", seq);
  event = tuntas_event_new (tuntas_case_get_events (applied->next)->len + 1, now, "", begun);
  sent = tuntas_case_append (applied->next, event);
  undone = tuntas_case_apply (sent, walk->undo, now, "AYU", FALSE);
  want (walk, !undone->accepted, PATH_SENT, "what was sent can be taken back");
  want (walk, tuntas_case_get_undoable (sent) == NULL, PATH_SENT, "what was sent is offered to be taken back");
  go (walk, visit, begun, sent, now, path, MODEL_EDGE_ONWARD);
}

/* Acts */

static void
go_act (Walk *walk, const Visit *visit, const TuntasAct *act, const TuntasApplied *applied, gint64 at,
        ModelEdgeKind kind)
{
  PathMonitor path = visit->path;
  guint node;

  path_time (&path, at);
  path_judge_act (&path, act, at, applied, report_cb, walk);
  path_take (&path, walk->procedure, act, at);
  path_time (&path, at);
  check_way_back (walk, visit, applied, at);
  node = arrive (walk, act, applied->next, at, &path);
  model_graph_connect (walk->graph, visit->node, node, tuntas_act_get_id (act), kind);
  /* The way back was just gone, so this is where taking back leads. */
  model_graph_connect (walk->graph, node, visit->node, TUNTAS_EVENT_UNDO, MODEL_EDGE_BACK);
  if (applied->effects->len > 0)
    go_sent (walk, visit, act, applied, at, &path);
}

static void
check_refused (Walk *walk, const Visit *visit, const TuntasApplied *applied)
{
  want (walk, applied->events->len == 0 && applied->effects->len == 0 && applied->act_seq == 0 &&
                  applied->refusals->len > 0,
        PATH_REFUSAL, "a refused act leaves something behind");
  if (applied->next != visit->state)
    {
      g_autofree char *difference = case_difference (applied->next, visit->state, CASE_HISTORY);

      want (walk, difference == NULL, PATH_REFUSAL, "a refused act changes the case");
    }
}

/* TRUE where it was accepted. verdict takes up what was said to it. */
static gboolean
try_act (Walk *walk, const Visit *visit, const ActVariant *variant, const TuntasActSpec *spec, guint *verdict)
{
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (visit->state, variant->act, visit->now, "AYU", FALSE);

  *verdict = *verdict * 33 + applied->accepted;
  for (guint i = 0; i < applied->refusals->len; i++)
    *verdict = *verdict * 33 + g_str_hash (((const TuntasRefusal *) g_ptr_array_index (applied->refusals, i))->code);
  if (!applied->accepted)
    {
      check_refused (walk, visit, applied);
      return FALSE;
    }
  want (walk, variant->fields_fit, PATH_FIELDS, "accepted without its fields");
  want (walk, !spec->by_program, PATH_FIELDS, "an agent did what is the program's");
  go_act (walk, visit, variant->act, applied, visit->now, MODEL_EDGE_ONWARD);
  return TRUE;
}

static void
try_by_program (Walk *walk, const Visit *visit, const ActVariant *variant)
{
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (visit->state, variant->act, visit->now, "", TRUE);

  if (!applied->accepted)
    return;
  want (walk, variant->fields_fit, PATH_FIELDS, "accepted without its fields");
  go_act (walk, visit, variant->act, applied, visit->now, MODEL_EDGE_BY_PROGRAM);
}

/* passed (element-type utf8): the acts that some fields made pass. */
static void
check_offers (Walk *walk, const Visit *visit, GHashTable *passed)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (visit->state);
  guint enabled = 0;

  walk->trying = NULL;
  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      if (strcmp (action->spec->id, TUNTAS_EVENT_UNDO) == 0)
        continue;
      want (walk, action->enabled == g_hash_table_contains (passed, action->spec->id), PATH_OFFERS, action->spec->id);
      enabled += action->enabled;
    }
  want (walk, enabled == g_hash_table_size (passed), PATH_OFFERS, "an act passes that is not offered");
}

static void
try_acts (Walk *walk, const Visit *visit)
{
  g_autoptr (GPtrArray) variants = act_maker_list (walk->maker, visit->state, visit->now);
  g_autoptr (GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);
  guint verdict = 5381;

  for (guint i = 0; i < variants->len; i++)
    {
      const ActVariant *variant = g_ptr_array_index (variants, i);
      const char *id = tuntas_act_get_id (variant->act);
      const TuntasActSpec *spec = tuntas_procedure_find_act (walk->procedure, id, tuntas_case_get_step (visit->state),
                                                             tuntas_case_get_family (visit->state));

      walk->trying = variant->act;
      if (strcmp (id, TUNTAS_EVENT_UNDO) == 0)
        continue;
      if (try_act (walk, visit, variant, spec, &verdict))
        g_hash_table_add (passed, (gpointer) id);
      else if (spec != NULL && spec->by_program)
        try_by_program (walk, visit, variant);
    }
  check_offers (walk, visit, passed);
  want (walk, model_graph_agrees (walk->graph, visit->node, verdict), PATH_ABSTRACTION,
        "two cases of one state are answered otherwise");
}

/* Time */

/* (transfer full) */
static TuntasApplied *
wait_until (const Visit *visit, gint64 instant)
{
  return tuntas_case_apply (visit->state, NULL, instant, "", FALSE);
}

static void
go_time (Walk *walk, const Visit *visit, gint64 instant)
{
  g_autoptr (TuntasApplied) later = wait_until (visit, instant);
  PathMonitor path = visit->path;

  path_time (&path, instant);
  go (walk, visit, NULL, later->next, instant, &path, MODEL_EDGE_ONWARD);
}

/* To the deadline, and from day to night or back. */
static void
try_time (Walk *walk, const Visit *visit)
{
  gint64 deadline = tuntas_case_get_deadline (visit->state);
  gboolean waits = deadline > visit->now;
  g_autoptr (TuntasApplied) idle = wait_until (visit, waits ? deadline - 1 : visit->now + 4 * HALF_DAY);

  want (walk, idle->accepted && idle->events->len == 0, PATH_REFUSAL, "time alone does something before its time");
  if (waits)
    go_time (walk, visit, deadline);
  go_time (walk, visit, visit->now + HALF_DAY);
}

/* The walk */

static void
look_at (Walk *walk, const Visit *visit)
{
  walk->at = visit->node;
  walk->trying = NULL;
  model_graph_describe_node (walk->graph, visit->node, visit->path.family, tuntas_case_get_end (visit->state) != NULL);
  path_judge_case (&visit->path, visit->state, visit->now, report_cb, walk);
  try_time (walk, visit);
  try_acts (walk, visit);
}

static void
begin (Walk *walk, const char *family, const char *zone_id, const char *phones, const char *email)
{
  g_autoptr (TuntasCase) state = core_support_open_case (walk->procedure, family, zone_id, phones, email);
  PathMonitor path;

  path_open (&path, family, zone_id, phones);
  walk->at = MODEL_NO_NODE;
  arrive (walk, NULL, state, NOON, &path);
}

/* A fault that is looked for shows just as well from a ticket with a number and without an e-mail address. */
static void
begin_all (Walk *walk)
{
  static const char *const zones[] = { "Asia/Jakarta", "" };
  static const char *const phones[] = { "0800000000", "" };
  static const char *const emails[] = { "", "noc@pelanggan.example" };
  guint ways = walk->stop_at < PATH_N_PROPERTIES ? 2 : 8;

  for (PathFamily family = PATH_UNKNOWN; family < PATH_N_FAMILIES; family++)
    for (guint i = 0; i < ways; i++)
      begin (walk, path_family_name (family), zones[i & 1], phones[i >> 1 & 1], emails[i >> 2]);
}

/* Once the case and its path have parted, what is found behind is no news, and there is no end of it. */
static gboolean
is_over (const Walk *walk)
{
  return walk->report->broken[walk->stop_at < PATH_N_PROPERTIES ? walk->stop_at : PATH_AGREES] != NULL;
}

ModelReport *
model_walk (TuntasProcedure *procedure, PathProperty stop_at)
{
  Walk walk = { .procedure = procedure, .stop_at = stop_at };
  Visit *visit;
  guint lost;

  model_bounds_init (&walk.bounds, procedure);
  walk.maker = act_maker_new (procedure);
  walk.undo = tuntas_act_new (TUNTAS_EVENT_UNDO);
  walk.graph = model_graph_new ();
  walk.todo = g_queue_new ();
  walk.report = g_new0 (ModelReport, 1);
  begin_all (&walk);
  while (!is_over (&walk) && (visit = g_queue_pop_head (walk.todo)) != NULL)
    {
      look_at (&walk, visit);
      visit_free (visit);
    }
  walk.trying = NULL;
  if (g_queue_is_empty (walk.todo) && (lost = model_graph_find_lost (walk.graph)) != MODEL_NO_NODE)
    {
      walk.at = lost;
      report_cb (PATH_ENDS, "no end can be reached from here", &walk);
    }
  model_graph_count (walk.graph, walk.report->states, walk.report->edges);
  g_queue_free_full (walk.todo, (GDestroyNotify) visit_free);
  model_graph_free (walk.graph);
  tuntas_act_unref (walk.undo);
  act_maker_free (walk.maker);
  return walk.report;
}

void
model_report_free (ModelReport *report)
{
  for (guint i = 0; i < PATH_N_PROPERTIES; i++)
    g_free (report->broken[i]);
  g_free (report);
}
