/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model-key.h"

/* The states that a walk came to and what leads from one to another. */

G_BEGIN_DECLS

#define MODEL_NO_NODE G_MAXUINT

typedef enum
{
  MODEL_EDGE_ONWARD,     /* an agent's act, time, or the sending */
  MODEL_EDGE_BACK,       /* taking back */
  MODEL_EDGE_BY_PROGRAM,
} ModelEdgeKind;

/* What the abstraction may fold together. */
typedef struct
{
  int counted, unreached;
  int phones, bad_phones;
} ModelNumbers;

typedef struct _ModelGraph ModelGraph;

ModelGraph *model_graph_new  (void);
void        model_graph_free (ModelGraph *graph);

/* The node of that state. look: whether this case of it is to be looked at: the first one, and the first one with
 * other numbers than that. from and act (nullable) are kept for telling the way. */
guint    model_graph_come    (ModelGraph *graph, const ModelKey *key, guint from, const TuntasAct *act,
                              const ModelNumbers *numbers, gboolean *look);
void     model_graph_describe_node (ModelGraph *graph, guint node, PathFamily family, gboolean ended);
/* The same edge twice is one. */
void     model_graph_connect (ModelGraph *graph, guint from, guint to, const char *act, ModelEdgeKind kind);
/* Whether the node was given the same verdict before, or none yet. */
gboolean model_graph_agrees  (ModelGraph *graph, guint node, guint verdict);

/* MODEL_NO_NODE where an end can be reached from every node by going onward. */
guint    model_graph_find_lost (ModelGraph *graph);
/* Adds up nodes and edges by family. */
void     model_graph_count     (ModelGraph *graph, guint *states, guint *edges);
/* (transfer full): the acts that lead to the node, and then that one (nullable), one a line. */
char    *model_graph_describe  (ModelGraph *graph, guint node, const TuntasAct *act);

G_END_DECLS
