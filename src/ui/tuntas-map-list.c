/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-list.h"

#include "tuntas-map-words.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

struct _TuntasMapList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *steps;
  GtkWidget *here; /* (nullable): borrowed */

  const TuntasMap *map; /* (nullable): borrowed */
  const char *language;
};

G_DEFINE_FINAL_TYPE (TuntasMapList, tuntas_map_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* (transfer full): " (sudah ditempuh)"; nothing where there is no case. */
static char *
dup_standing (TuntasMapList *self, const TuntasMapWay *way)
{
  return self->map->state != NULL
             ? g_strdup_printf (" (%s)", tuntas_map_words_ahead (way->taken > 0, way->ahead))
             : g_strdup ("");
}

/* (transfer full): "→ Kirim email RFO: Pending tiket, bila … (nanti)" */
static char *
dup_way (TuntasMapList *self, const TuntasMapWay *way)
{
  g_autofree char *words = tuntas_map_words_way (way, self->language);
  g_autofree char *when = tuntas_map_words_when (self->map, way, self->language);
  g_autofree char *standing = dup_standing (self, way);
  g_autofree char *title = tuntas_map_words_title (self->map, g_ptr_array_index (self->map->nodes, way->to),
                                                   self->language);

  return g_strdup_printf ("→ %s: %s%s%s%s", title, words, when != NULL ? ", " : "", when != NULL ? when : "", standing);
}

/* (transfer full) (nullable): what is done without leaving the step, each once. */
static char *
dup_stays (TuntasMapList *self, const TuntasMapNode *node)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (node->ways, i);
      g_autofree char *words = NULL;

      if (way->to >= 0 || way->act == NULL || g_ptr_array_find (seen, way->act, NULL))
        continue;
      g_ptr_array_add (seen, (gpointer) way->act);
      words = tuntas_map_words_way (way, self->language);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  /* Translators: %s is one or more acts that can be done without leaving the step. */
  return text->len > 0 ? g_strdup_printf (_("Also here: %s"), text->str) : NULL;
}

static void
chosen_cb (TuntasMapList *self, GtkWidget *button)
{
  g_signal_emit (self, chosen_signal, 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "node")));
}

static const char *
state_icon (TuntasMapState state)
{
  switch (state)
    {
    case TUNTAS_MAP_TAKEN:
      return "object-select-symbolic";
    case TUNTAS_MAP_HERE:
      return "mark-location-symbolic";
    case TUNTAS_MAP_OPEN:
      return "media-record-symbolic";
    case TUNTAS_MAP_CLOSED:
      return "window-close-symbolic";
    default:
      g_return_val_if_reached ("media-record-symbolic");
    }
}

/* The button of a step: "1.2.3 · Hubungi pelanggan, min. 3× · Anda di sini" */
static GtkWidget *
heading_new (TuntasMapList *self, int index)
{
  const TuntasMapNode *node = g_ptr_array_index (self->map->nodes, index);
  g_autofree char *title = tuntas_map_words_title (self->map, node, self->language);
  const char *state = self->map->state != NULL ? tuntas_map_words_state (node->state) : NULL;
  g_autofree char *text = g_strdup_printf ("%s%s%s%s%s", node->step->clause != NULL ? node->step->clause : "",
                                           node->step->clause != NULL ? " · " : "", title,
                                           state != NULL ? " · " : "", state != NULL ? state : "");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = tuntas_wrapped_label_new (text, NULL);

  if (state != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (state_icon (node->state)));
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  if (node->state == TUNTAS_MAP_HERE)
    {
      gtk_widget_add_css_class (button, "here");
      self->here = button;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "node", GINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_line (GtkBox *box, const char *text, gboolean dim)
{
  GtkWidget *label = tuntas_wrapped_label_new (text, NULL);

  gtk_widget_set_margin_start (label, 36);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

static GtkWidget *
step_new (TuntasMapList *self, int index)
{
  const TuntasMapNode *node = g_ptr_array_index (self->map->nodes, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *commons = tuntas_map_words_commons (node, self->language);
  g_autofree char *stays = dup_stays (self, node);

  gtk_box_append (GTK_BOX (box), heading_new (self, index));
  if (commons != NULL)
    add_line (GTK_BOX (box), commons, TRUE);
  for (guint i = 0; i < node->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (node->ways, i);

      if (way->to >= 0)
        {
          g_autofree char *text = dup_way (self, way);

          add_line (GTK_BOX (box), text, way->ahead == TUNTAS_MAP_NO_MORE && way->taken == 0);
        }
    }
  if (stays != NULL)
    add_line (GTK_BOX (box), stays, TRUE);
  gtk_widget_add_css_class (box, "map-list-step");
  return box;
}

void
tuntas_map_list_set_map (TuntasMapList *self, const TuntasMap *map, const char *language)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  self->here = NULL;
  self->map = map;
  self->language = language;
  for (guint i = 0; map != NULL && i < map->nodes->len; i++)
    gtk_box_append (self->steps, step_new (self, (int) i));
}

static gboolean
tuntas_map_list_grab_focus (GtkWidget *widget)
{
  TuntasMapList *self = TUNTAS_MAP_LIST (widget);

  return self->here != NULL ? gtk_widget_grab_focus (self->here)
                            : gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

static void
tuntas_map_list_dispose (GObject *object)
{
  TuntasMapList *self = TUNTAS_MAP_LIST (object);

  self->here = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (tuntas_map_list_parent_class)->dispose (object);
}

static void
tuntas_map_list_class_init (TuntasMapListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_map_list_dispose;
  widget_class->grab_focus = tuntas_map_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
tuntas_map_list_init (TuntasMapList *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->steps), "map-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->steps));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
