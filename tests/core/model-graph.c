/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-graph.h"

typedef struct
{
  guint to;
  const char *act; /* interned */
  ModelEdgeKind kind;
} Edge;

typedef struct
{
  guint from;
  TuntasAct *act; /* (nullable) */
  PathFamily family;
  gboolean ended;
  ModelNumbers numbers; /* of the first case */
  gboolean has_second;
  gboolean has_verdict;
  guint verdict;
  GArray *edges; /* of Edge */
} Node;

struct _ModelGraph
{
  GHashTable *index; /* ModelKey → number of the node */
  GArray *nodes;     /* of Node */
};

static void
node_clear (gpointer data)
{
  Node *node = data;

  g_clear_pointer (&node->act, tuntas_act_unref);
  g_array_unref (node->edges);
}

ModelGraph *
model_graph_new (void)
{
  ModelGraph *graph = g_new (ModelGraph, 1);

  graph->index = g_hash_table_new_full (model_key_hash, model_key_equal, g_free, NULL);
  graph->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (graph->nodes, node_clear);
  return graph;
}

void
model_graph_free (ModelGraph *graph)
{
  g_hash_table_unref (graph->index);
  g_array_unref (graph->nodes);
  g_free (graph);
}

static Node *
get (ModelGraph *graph, guint node)
{
  return &g_array_index (graph->nodes, Node, node);
}

static gboolean
same_numbers (const ModelNumbers *a, const ModelNumbers *b)
{
  return a->counted == b->counted && a->unreached == b->unreached && a->phones == b->phones &&
         a->bad_phones == b->bad_phones;
}

guint
model_graph_come (ModelGraph *graph, const ModelKey *key, guint from, const TuntasAct *act,
                  const ModelNumbers *numbers, gboolean *look)
{
  gpointer value;
  Node fresh = { from, NULL, .numbers = *numbers };

  if (g_hash_table_lookup_extended (graph->index, key, NULL, &value))
    {
      Node *node = get (graph, GPOINTER_TO_UINT (value));

      *look = !node->has_second && !same_numbers (&node->numbers, numbers);
      node->has_second = node->has_second || *look;
      return GPOINTER_TO_UINT (value);
    }
  fresh.act = act != NULL ? tuntas_act_ref ((TuntasAct *) act) : NULL;
  fresh.edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_hash_table_insert (graph->index, g_memdup2 (key, sizeof *key), GUINT_TO_POINTER (graph->nodes->len));
  g_array_append_val (graph->nodes, fresh);
  *look = TRUE;
  return graph->nodes->len - 1;
}

void
model_graph_describe_node (ModelGraph *graph, guint node, PathFamily family, gboolean ended)
{
  get (graph, node)->family = family;
  get (graph, node)->ended = ended;
}

void
model_graph_connect (ModelGraph *graph, guint from, guint to, const char *act, ModelEdgeKind kind)
{
  GArray *edges = get (graph, from)->edges;
  Edge fresh = { to, g_intern_string (act), kind };

  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      if (edge->to == to && edge->act == fresh.act && edge->kind == kind)
        return;
    }
  g_array_append_val (edges, fresh);
}

gboolean
model_graph_agrees (ModelGraph *graph, guint number, guint verdict)
{
  Node *node = get (graph, number);

  if (node->has_verdict)
    return node->verdict == verdict;
  node->has_verdict = TRUE;
  node->verdict = verdict;
  return TRUE;
}

/* Goes backwards from the ends. */
guint
model_graph_find_lost (ModelGraph *graph)
{
  g_autoptr (GPtrArray) into = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_found = g_new0 (gboolean, graph->nodes->len);

  for (guint i = 0; i < graph->nodes->len; i++)
    g_ptr_array_add (into, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const Node *node = get (graph, i);

      for (guint j = 0; j < node->edges->len; j++)
        if (g_array_index (node->edges, Edge, j).kind == MODEL_EDGE_ONWARD)
          g_array_append_val (g_ptr_array_index (into, g_array_index (node->edges, Edge, j).to), i);
      is_found[i] = node->ended;
      if (node->ended)
        g_array_append_val (found, i);
    }
  for (guint i = 0; i < found->len; i++)
    {
      GArray *from = g_ptr_array_index (into, g_array_index (found, guint, i));

      for (guint j = 0; j < from->len; j++)
        {
          guint node = g_array_index (from, guint, j);

          if (!is_found[node])
            g_array_append_val (found, node);
          is_found[node] = TRUE;
        }
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    if (!is_found[i])
      return i;
  return MODEL_NO_NODE;
}

void
model_graph_count (ModelGraph *graph, guint *states, guint *edges)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const Node *node = get (graph, i);

      states[node->family]++;
      edges[node->family] += node->edges->len;
    }
}

static void
prepend_act (GString *text, const TuntasAct *act)
{
  g_autoptr (TuntasEvent) event = act != NULL ? tuntas_event_new (1, 0, "", (TuntasAct *) act) : NULL;
  g_autofree char *json = event != NULL ? tuntas_event_to_json (event) : g_strdup ("(time)");

  g_string_prepend_c (text, '\n');
  g_string_prepend (text, json);
  g_string_prepend (text, "  ");
}

char *
model_graph_describe (ModelGraph *graph, guint node, const TuntasAct *act)
{
  GString *text = g_string_new (NULL);

  if (act != NULL)
    prepend_act (text, act);
  for (; node != MODEL_NO_NODE && get (graph, node)->from != MODEL_NO_NODE; node = get (graph, node)->from)
    prepend_act (text, get (graph, node)->act);
  if (node != MODEL_NO_NODE)
    {
      g_string_prepend_c (text, '\n');
      g_string_prepend (text, path_family_name (get (graph, node)->family));
    }
  return g_string_free (text, FALSE);
}
