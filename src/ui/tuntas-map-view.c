/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-view.h"

#include "tuntas-map-drawing.h"
#include "tuntas-shown-page.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_LEAST 0.3
#define ZOOM_MOST 2.5
#define ZOOM_STEP 1.2
/* What an arrow key moves, in pixels. */
#define PAN 80

struct _TuntasMapView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *scroller;
  TuntasMapDrawing *drawing;
  GtkLabel *error;

  int here;                     /* the node that the view begins at */
  gboolean begun;               /* the map that is shown has been gone to */
  double anchor_x, anchor_y;    /* what shall be in the middle, in pixels of the picture at zoom 1 … */
  guint anchoring;              /* … as soon as there is room for it; 0: nothing */
  guint frames;                 /* since then */
  double drag_x, drag_y;        /* where the drag began */
  double pinched;               /* the zoom at which the pinch began */
};

G_DEFINE_FINAL_TYPE (TuntasMapView, tuntas_map_view, GTK_TYPE_WIDGET)

static guint chosen_signal;
static guint zoomed_signal;

static GtkAdjustment *
get_across (TuntasMapView *self)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static GtkAdjustment *
get_down (TuntasMapView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* The anchor */

static void
set_middle (GtkAdjustment *adjustment, double middle)
{
  gtk_adjustment_set_value (adjustment, middle - gtk_adjustment_get_page_size (adjustment) / 2);
}

/* A place can be scrolled to once the picture has been given its room, which is after the first frame. */
static gboolean
anchor_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TuntasMapView *self = TUNTAS_MAP_VIEW (widget);
  double zoom = tuntas_map_drawing_get_zoom (self->drawing);
  double x, y;

  if (self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->anchoring = 0;
  tuntas_map_drawing_get_offset (self->drawing, &x, &y);
  set_middle (get_across (self), x + self->anchor_x * zoom);
  set_middle (get_down (self), y + self->anchor_y * zoom);
  return G_SOURCE_REMOVE;
}

static void
anchor (TuntasMapView *self, double x, double y)
{
  self->anchor_x = x;
  self->anchor_y = y;
  self->frames = 0;
  if (self->anchoring == 0)
    self->anchoring = gtk_widget_add_tick_callback (GTK_WIDGET (self), anchor_cb, NULL, NULL);
}

static double
get_middle (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;
}

static void
set_zoom (TuntasMapView *self, double zoom)
{
  double old = tuntas_map_drawing_get_zoom (self->drawing);
  double x, y;

  tuntas_map_drawing_get_offset (self->drawing, &x, &y);
  if (self->anchoring == 0)
    anchor (self, (get_middle (get_across (self)) - x) / old, (get_middle (get_down (self)) - y) / old);
  self->frames = 0;
  tuntas_map_drawing_set_zoom (self->drawing, CLAMP (zoom, ZOOM_LEAST, ZOOM_MOST));
  g_signal_emit (self, zoomed_signal, 0);
}

void
tuntas_map_view_zoom (TuntasMapView *self, int direction)
{
  set_zoom (self, tuntas_map_drawing_get_zoom (self->drawing) * pow (ZOOM_STEP, direction));
}

void
tuntas_map_view_fit (TuntasMapView *self)
{
  double width, height;

  tuntas_map_drawing_get_size (self->drawing, &width, &height);
  if (width <= 0 || height <= 0)
    return;
  set_zoom (self, MIN (gtk_widget_get_width (self->scroller) / width, gtk_widget_get_height (self->scroller) / height));
}

double
tuntas_map_view_get_zoom (TuntasMapView *self)
{
  return tuntas_map_drawing_get_zoom (self->drawing);
}

void
tuntas_map_view_go_to (TuntasMapView *self, int node)
{
  GtkWidget *button = tuntas_map_drawing_get_node (self->drawing, node);
  double x, y;

  if (button != NULL)
    gtk_widget_grab_focus (button);
  tuntas_map_drawing_get_middle (self->drawing, node, &x, &y);
  anchor (self, x, y);
}

static void
placed_cb (TuntasMapView *self)
{
  const char *error = tuntas_map_drawing_get_error (self->drawing);
  g_autofree char *sentence = NULL;

  if (error != NULL)
    /* Translators: %s is a technical message of the drawing library. */
    sentence = g_strdup_printf (_("The picture cannot be drawn: %s. The list shows the same."), error);
  gtk_label_set_text (self->error, sentence != NULL ? sentence : "");
  gtk_stack_set_visible_child_name (self->stack, error != NULL ? "error" : "picture");
  if (!self->begun)
    tuntas_map_view_go_to (self, self->here);
  self->begun = TRUE;
}

void
tuntas_map_view_set_map (TuntasMapView *self, const TuntasMap *map, const char *language)
{
  /* Another state of the same case is looked at from where the agent was looking; one that went on is followed. */
  self->begun = map != NULL && self->begun && self->here == map->here;
  self->here = map != NULL ? MAX (map->here, -1) : -1;
  if (map != NULL && self->here < 0)
    self->here = tuntas_map_find (map, tuntas_procedure_get_start (map->procedure)->id, NULL);
  tuntas_map_drawing_set_map (self->drawing, map, language);
}

/* Moving about */

static gboolean
pan_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TuntasMapView *self = TUNTAS_MAP_VIEW (widget);
  GtkAdjustment *adjustment;
  int x, y;

  g_variant_get (arguments, "(ii)", &x, &y);
  adjustment = x != 0 ? get_across (self) : get_down (self);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (x + y) * PAN);
  return GDK_EVENT_STOP;
}

static gboolean
scroll_cb (TuntasMapView *self, double dx, double dy, GtkEventController *controller)
{
  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  set_zoom (self, tuntas_map_drawing_get_zoom (self->drawing) * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (TuntasMapView *self)
{
  self->pinched = tuntas_map_drawing_get_zoom (self->drawing);
}

static void
pinch_cb (TuntasMapView *self, double scale)
{
  set_zoom (self, self->pinched * scale);
}

static void
drag_begin_cb (TuntasMapView *self)
{
  self->drag_x = gtk_adjustment_get_value (get_across (self));
  self->drag_y = gtk_adjustment_get_value (get_down (self));
}

static void
drag_cb (TuntasMapView *self, double x, double y)
{
  gtk_adjustment_set_value (get_across (self), self->drag_x - x);
  gtk_adjustment_set_value (get_down (self), self->drag_y - y);
}

static void
add_gestures (TuntasMapView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  /* Before the scrolled window moves by it. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
chosen_cb (TuntasMapView *self, int node)
{
  g_signal_emit (self, chosen_signal, 0, node);
}

static void
add_pan (GtkWidgetClass *widget_class, guint key, guint keypad, int x, int y)
{
  gtk_widget_class_add_binding (widget_class, key, 0, pan_cb, "(ii)", x, y);
  gtk_widget_class_add_binding (widget_class, keypad, 0, pan_cb, "(ii)", x, y);
}

static gboolean
tuntas_map_view_grab_focus (GtkWidget *widget)
{
  TuntasMapView *self = TUNTAS_MAP_VIEW (widget);
  GtkWidget *node = tuntas_map_drawing_get_node (self->drawing, self->here);

  return node != NULL && gtk_widget_grab_focus (node);
}

static void
tuntas_map_view_dispose (GObject *object)
{
  TuntasMapView *self = TUNTAS_MAP_VIEW (object);

  if (self->anchoring != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->anchoring);
  self->anchoring = 0;
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  G_OBJECT_CLASS (tuntas_map_view_parent_class)->dispose (object);
}

static void
tuntas_map_view_class_init (TuntasMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_map_view_dispose;
  widget_class->grab_focus = tuntas_map_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  add_pan (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_pan (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_pan (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_pan (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  zoomed_signal = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
tuntas_map_view_init (TuntasMapView *self)
{
  GtkWidget *error = gtk_label_new (NULL);

  self->here = -1;
  self->drawing = TUNTAS_MAP_DRAWING (tuntas_map_drawing_new ());
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->drawing));
  /* A drag moves the picture, with any pointer. */
  gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_label_set_wrap (GTK_LABEL (error), TRUE);
  self->error = GTK_LABEL (error);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, self->scroller, "picture");
  gtk_stack_add_named (self->stack, error, "error");
  tuntas_shown_page_only (self->stack);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  g_signal_connect_object (self->drawing, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawing, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  add_gestures (self);
}
