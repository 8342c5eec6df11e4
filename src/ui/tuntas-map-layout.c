/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-layout.h"

#include <graphviz/gvc.h>
#include <string.h>

G_DEFINE_QUARK (tuntas-map-layout-error-quark, tuntas_map_layout_error)

/* Graphviz measures in inches and answers in points: one of them is a pixel here. */
#define PIXELS_PER_INCH 72.0

/* Some air between a line's words and what stands beside them. */
#define LABEL_AIR 6

static void
clear_line (gpointer data)
{
  g_clear_pointer (&((TuntasMapLine *) data)->points, g_array_unref);
}

GArray *
tuntas_map_layout_new_lines (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (TuntasMapLine));

  g_array_set_clear_func (lines, clear_line);
  return lines;
}

/* One for the program's life: its own tables are all that it keeps; a graph leaves nothing behind. What it has to
 * complain about is asked for and not printed. */
static GVC_t *
get_context (void)
{
  static GVC_t *context = NULL;

  if (context == NULL)
    {
      context = gvContext ();
      agseterr (AGMAX);
    }
  return context;
}

static void
set (gpointer object, const char *name, const char *value)
{
  agsafeset (object, (char *) name, (char *) value, (char *) "");
}

static void
set_inches (gpointer object, const char *name, double pixels)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  set (object, name, g_ascii_dtostr (text, sizeof text, pixels / PIXELS_PER_INCH));
}

static Agnode_t *
add_box (Agraph_t *graph, guint index, const TuntasMapBox *box)
{
  g_autofree char *name = g_strdup_printf ("n%u", index);
  Agnode_t *node = agnode (graph, name, TRUE);

  set (node, "shape", "box");
  set (node, "fixedsize", "true");
  set (node, "label", "");
  set_inches (node, "width", box->width);
  set_inches (node, "height", box->height);
  return node;
}

/* Room of just that size: a table is the one label that needs no font. */
static void
set_label_room (Agraph_t *graph, Agedge_t *edge, const TuntasMapBox *label)
{
  g_autofree char *table = g_strdup_printf ("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
                                            "FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\"><TR><TD></TD></TR></TABLE>",
                                            (int) label->width + LABEL_AIR, (int) label->height + LABEL_AIR);
  char *html = agstrdup_html (graph, table);

  set (edge, "label", html);
  agstrfree (graph, html);
}

static TuntasMapPoint
turn (const pointf *point, double height)
{
  return (TuntasMapPoint) { point->x, height - point->y };
}

static void
read_box (TuntasMapBox *box, Agnode_t *node, double height)
{
  box->x = ND_coord (node).x - box->width / 2;
  box->y = height - ND_coord (node).y - box->height / 2;
}

static void
read_line (TuntasMapLine *line, Agedge_t *edge, double height)
{
  const splines *curve = ED_spl (edge);
  const textlabel_t *label = ED_label (edge);

  line->points = g_array_new (FALSE, FALSE, sizeof (TuntasMapPoint));
  for (int i = 0; curve != NULL && curve->size > 0 && i < curve->list[0].size; i++)
    {
      TuntasMapPoint point = turn (&curve->list[0].list[i], height);

      g_array_append_val (line->points, point);
    }
  if (label != NULL)
    {
      line->label.x = label->pos.x - line->label.width / 2;
      line->label.y = height - label->pos.y - line->label.height / 2;
    }
}

static void
read_places (Agraph_t *graph, Agnode_t **nodes, GArray *boxes, Agedge_t **edges, GArray *lines, double *width,
             double *height)
{
  *width = GD_bb (graph).UR.x;
  *height = GD_bb (graph).UR.y;
  for (guint i = 0; i < boxes->len; i++)
    read_box (&g_array_index (boxes, TuntasMapBox, i), nodes[i], *height);
  for (guint i = 0; i < lines->len; i++)
    read_line (&g_array_index (lines, TuntasMapLine, i), edges[i], *height);
}

gboolean
tuntas_map_layout_place (GArray *boxes, GArray *lines, double *width, double *height, GError **error)
{
  GVC_t *context = get_context ();
  Agraph_t *graph = agopen ((char *) "map", Agdirected, NULL);
  g_autofree Agnode_t **nodes = g_new (Agnode_t *, boxes->len);
  g_autofree Agedge_t **edges = g_new (Agedge_t *, lines->len);
  gboolean placed;

  set (graph, "nodesep", "0.3");
  set (graph, "ranksep", "0.3");
  for (guint i = 0; i < boxes->len; i++)
    nodes[i] = add_box (graph, i, &g_array_index (boxes, TuntasMapBox, i));
  for (guint i = 0; i < lines->len; i++)
    {
      const TuntasMapLine *line = &g_array_index (lines, TuntasMapLine, i);

      edges[i] = agedge (graph, nodes[line->from], nodes[line->to], NULL, TRUE);
      set (edges[i], "arrowhead", "none");
      set_label_room (graph, edges[i], &line->label);
    }
  placed = gvLayout (context, graph, "dot") == 0;
  if (placed)
    {
      read_places (graph, nodes, boxes, edges, lines, width, height);
      gvFreeLayout (context, graph);
    }
  else
    {
      char *words = aglasterr ();

      g_set_error (error, TUNTAS_MAP_LAYOUT_ERROR, TUNTAS_MAP_LAYOUT_ERROR_FAILED, "%s",
                   words != NULL ? g_strstrip (words) : "Graphviz gave no reason");
      free (words);
    }
  agclose (graph);
  return placed;
}
