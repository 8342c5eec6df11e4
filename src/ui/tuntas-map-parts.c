/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-parts.h"

#include "tuntas-map-words.h"

#include <glib/gi18n.h>

/* The widest that words may become, in characters. */
#define NODE_CHARS 24
#define WAY_CHARS 22

static GtkWidget *
label_new (const char *text, int chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

static const char *
state_class (TuntasMapState state)
{
  switch (state)
    {
    case TUNTAS_MAP_TAKEN:
      return "taken";
    case TUNTAS_MAP_HERE:
      return "here";
    case TUNTAS_MAP_OPEN:
      return "open";
    case TUNTAS_MAP_CLOSED:
      return "closed";
    default:
      g_return_val_if_reached ("open");
    }
}

/* Over the title: the clause, and a sign for what must not be told by colour alone. */
static GtkWidget *
node_heading_new (const TuntasMap *map, const TuntasMapNode *node)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *sign = node->state == TUNTAS_MAP_TAKEN  ? "object-select-symbolic"
                     : node->state == TUNTAS_MAP_HERE ? "mark-location-symbolic"
                                                      : NULL;

  gtk_widget_set_halign (heading, GTK_ALIGN_CENTER);
  if (sign != NULL)
    gtk_box_append (GTK_BOX (heading), gtk_image_new_from_icon_name (sign));
  if (node->state == TUNTAS_MAP_HERE)
    {
      GtkWidget *tag = gtk_label_new (_("You are here"));

      gtk_widget_add_css_class (tag, "map-tag");
      gtk_box_append (GTK_BOX (heading), tag);
    }
  if (node->step->clause != NULL)
    {
      GtkWidget *clause = gtk_label_new (node->step->clause);

      gtk_widget_add_css_class (clause, "map-clause");
      gtk_box_append (GTK_BOX (heading), clause);
    }
  return heading;
}

static void
name_node (GtkWidget *button, const TuntasMap *map, const TuntasMapNode *node, const char *title, const char *commons)
{
  const char *state = map->state != NULL ? tuntas_map_words_state (node->state) : NULL;
  g_autofree char *name = g_strdup_printf ("%s%s%s%s%s", node->step->clause != NULL ? node->step->clause : "",
                                           node->step->clause != NULL ? " · " : "", title,
                                           state != NULL ? ", " : "", state != NULL ? state : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (commons != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, commons, -1);
}

GtkWidget *
tuntas_map_parts_new_node (const TuntasMap *map, const TuntasMapNode *node, const char *language)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = tuntas_map_words_title (map, node, language);
  g_autofree char *commons = tuntas_map_words_commons (node, language);
  GtkWidget *words = label_new (title, NODE_CHARS);

  gtk_widget_add_css_class (words, "heading");
  gtk_box_append (GTK_BOX (box), node_heading_new (map, node));
  gtk_box_append (GTK_BOX (box), words);
  if (commons != NULL)
    {
      GtkWidget *more = label_new (commons, NODE_CHARS + 4);

      gtk_widget_add_css_class (more, "map-more");
      gtk_box_append (GTK_BOX (box), more);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "map-node");
  gtk_widget_add_css_class (button, node->end != NULL ? "end" : "step");
  gtk_widget_add_css_class (button, state_class (node->state));
  name_node (button, map, node, title, commons);
  return button;
}

static guint
count_ways_of (const TuntasMapEdge *edge, const TuntasActSpec *act)
{
  guint n = 0;

  for (guint i = 0; i < edge->ways->len; i++)
    n += ((TuntasMapWay *) g_ptr_array_index (edge->ways, i))->act == act;
  return n;
}

/* An act is told once. A call that was made elsewhere leads where a call leads: it is told in the list. */
static gboolean
is_told (const TuntasMapEdge *edge, guint index)
{
  const TuntasMapWay *way = g_ptr_array_index (edge->ways, index);

  for (guint i = 0; i < index; i++)
    if (((TuntasMapWay *) g_ptr_array_index (edge->ways, i))->act == way->act)
      return FALSE;
  return edge->ways->len == 1 || way->taken > 0 || way->act == NULL ||
         !tuntas_act_spec_does (way->act, TUNTAS_OP_LOG);
}

/* (transfer full) (nullable) */
static char *
dup_when (const TuntasMap *map, const TuntasMapEdge *edge, const TuntasMapWay *way, const char *language)
{
  return count_ways_of (edge, way->act) > 1 ? tuntas_map_words_when_open (map, way, language)
                                            : tuntas_map_words_when (map, way, language);
}

static gboolean
was_done (const TuntasMapEdge *edge, const TuntasActSpec *act)
{
  for (guint i = 0; i < edge->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (edge->ways, i);

      if (way->act == act && way->taken > 0)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): a line an act, a tick where it was done, and a dot at the others where there are several. */
static char *
dup_edge_words (const TuntasMap *map, const TuntasMapEdge *edge, const char *language)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < edge->ways->len; i++)
    n += is_told (edge, i);
  for (guint i = 0; i < edge->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (edge->ways, i);
      g_autofree char *words = tuntas_map_words_way (way, language);
      g_autofree char *when = dup_when (map, edge, way, language);

      if (is_told (edge, i))
        g_string_append_printf (text, "%s%s%s%s%s", text->len > 0 ? "\n" : "",
                                was_done (edge, way->act) ? "✓ " : n > 1 ? "• " : "", words, when != NULL ? ", " : "",
                                when != NULL ? when : "");
    }
  return g_string_free (text, FALSE);
}

static const char *
edge_class (const TuntasMap *map, const TuntasMapEdge *edge)
{
  if (map->state == NULL)
    return "plain";
  switch (edge->ahead)
    {
    case TUNTAS_MAP_NOW:
      return "now";
    case TUNTAS_MAP_LATER:
      return edge->taken ? "taken" : "later";
    case TUNTAS_MAP_NO_MORE:
      return edge->taken ? "taken" : "closed";
    default:
      g_return_val_if_reached ("plain");
    }
}

GtkWidget *
tuntas_map_parts_new_way (const TuntasMap *map, const TuntasMapEdge *edge, const char *language)
{
  g_autofree char *words = dup_edge_words (map, edge, language);
  GtkWidget *label = label_new (words, WAY_CHARS);

  gtk_widget_add_css_class (label, "map-way");
  gtk_widget_add_css_class (label, edge_class (map, edge));
  return label;
}
