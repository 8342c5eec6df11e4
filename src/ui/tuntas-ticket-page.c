/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket-page.h"

#include "tuntas-shown-page.h"
#include "tuntas-step-card.h"
#include "tuntas-step-page.h"
#include "tuntas-text-scale.h"
#include "tuntas-ticket-head.h"
#include "tuntas-ticket-side.h"

#include <adwaita.h>

/* So many frames long texts take to find their heights, and so many until something is revealed though it still moves. */
#define REVEAL_FRAMES 12
#define REVEAL_PATIENCE 40
/* So long a ticket is open before its work log is fetched. */
#define STAY_MS 300
/* The side beside the card takes a good third; in less width than this, for text of the usual size, it goes under the
 * card. */
#define SIDE_LEAST 250
#define SIDE_MOST 320
#define NARROW_WIDTH 800
#define UNCLAMPED 10000
/* In less than this the window shows list and ticket one at a time. */
#define LEAST_WIDTH 420

struct _TuntasTicketPage
{
  GtkWidget parent_instance;

  TuntasActor *actor;     /* (owned) */
  TuntasDesk *desk;       /* (owned) (nullable) */
  guint tick_source;      /* while it can be seen */
  guint layout_source;
  guint stay_source;
  guint reveal_source;    /* the frames' callback */
  guint reveal_frames;    /* since what is revealed was shown … */
  float reveal_bottom;    /* … and where its lower edge was in the last one */
  GtkWidget *revealed;    /* (owned) (nullable) */
  gboolean narrow;
  int side_width;
  gint64 page_since;      /* monotonic, µs: when the card last changed its page */

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  TuntasTicketHead *head;
  GtkBox *columns;
  TuntasStepCard *card;
  AdwClamp *side_clamp;
  TuntasTicketSide *side;
};

G_DEFINE_FINAL_TYPE (TuntasTicketPage, tuntas_ticket_page, GTK_TYPE_WIDGET)

static guint toast_signal, spoken_signal;

/* What opened in the card, and what is wanted on a page that opened, is scrolled into sight once it has its place; its
 * upper edge wins. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  TuntasTicketPage *self = TUNTAS_TICKET_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;

  /* A frame gives places after this was called in it, and long texts find their heights over several: it is looked at
   * until it stays where it is. */
  if (self->reveal_frames++ == 0)
    return G_SOURCE_CONTINUE;
  if (self->revealed == NULL || !gtk_widget_get_mapped (self->revealed) ||
      !gtk_widget_compute_bounds (self->revealed, GTK_WIDGET (self->scroller), &bounds))
    {
      self->reveal_source = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->reveal_frames < REVEAL_PATIENCE &&
      (self->reveal_frames < REVEAL_FRAMES || self->reveal_bottom != bounds.origin.y + bounds.size.height))
    {
      self->reveal_bottom = bounds.origin.y + bounds.size.height;
      return G_SOURCE_CONTINUE;
    }
  self->reveal_source = 0;
  if (bounds.origin.y + bounds.size.height > page)
    value += MIN (bounds.origin.y, bounds.origin.y + bounds.size.height + 20 - page);
  else if (bounds.origin.y < 0)
    value += bounds.origin.y - 20;
  gtk_adjustment_set_value (adjustment, value);
  return G_SOURCE_REMOVE;
}

static void
revealing_cb (TuntasTicketPage *self, GtkWidget *widget)
{
  g_set_object (&self->revealed, widget);
  self->reveal_frames = 0;
  if (self->reveal_source == 0)
    self->reveal_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
changed_cb (TuntasTicketPage *self)
{
  if (tuntas_actor_get_item (self->actor) == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  tuntas_ticket_head_refresh (self->head, self->actor);
  tuntas_ticket_side_refresh (self->side, self->actor);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  if (tuntas_step_card_refresh (self->card))
    {
      self->page_since = tuntas_clock_monotonic (tuntas_desk_get_clock (self->desk));
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      revealing_cb (self, tuntas_step_card_get_wanted (self->card));
    }
}

static void
say_cb (TuntasTicketPage *self, const char *sentence)
{
  g_signal_emit (self, toast_signal, 0, sentence);
}

static void
spoken_cb (TuntasTicketPage *self, int cue)
{
  g_signal_emit (self, spoken_signal, 0, cue);
}

void
tuntas_ticket_page_set_training (TuntasTicketPage *self, TuntasPracticeMode mode)
{
  tuntas_actor_practise (self->actor, mode);
}

void
tuntas_ticket_page_set_desk (TuntasTicketPage *self, TuntasDesk *desk)
{
  if (g_set_object (&self->desk, desk))
    tuntas_actor_set (self->actor, desk, NULL);
}

/* The ticket has stayed open for a moment: whoever only walks through the list asks Nossa for nothing. */
static gboolean
stayed_cb (gpointer user_data)
{
  TuntasTicketPage *self = user_data;

  self->stay_source = 0;
  if (tuntas_actor_get_item (self->actor) != NULL)
    {
      tuntas_desk_load_work_log (self->desk, tuntas_actor_get_item (self->actor));
      tuntas_desk_look_at_parent (self->desk, tuntas_actor_get_item (self->actor));
    }
  return G_SOURCE_REMOVE;
}

void
tuntas_ticket_page_set_item (TuntasTicketPage *self, TuntasDeskItem *item)
{
  gboolean other = tuntas_actor_get_item (self->actor) != item;

  g_return_if_fail (item == NULL || self->desk != NULL);
  tuntas_actor_set (self->actor, self->desk, item);
  if (!other)
    return;
  g_clear_handle_id (&self->stay_source, g_source_remove);
  self->stay_source = g_timeout_add (STAY_MS, stayed_cb, self);
}

/* Keys */

static gboolean
is_text (GtkWidget *widget)
{
  return widget != NULL && (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_EDITABLE (widget));
}

static GtkWidget *
get_focus (TuntasTicketPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* -1: no digit */
static int
digit_of (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

static gboolean
handle_digit (TuntasTicketPage *self, guint digit)
{
  gint64 now = tuntas_clock_monotonic (tuntas_desk_get_clock (self->desk));

  /* A digit too early is swallowed: it must not reach anything else either. */
  if (now - self->page_since < TUNTAS_STEP_PAGE_DEAD_US)
    return TRUE;
  return tuntas_step_card_choose (self->card, digit);
}

static gboolean
handle_plain_key (TuntasTicketPage *self, guint keyval, GtkWidget *focus)
{
  int digit = digit_of (keyval);

  if (digit >= 0)
    return handle_digit (self, (guint) digit);
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      return tuntas_step_card_dial (self->card);
    case GDK_KEY_asterisk:
    case GDK_KEY_KP_Multiply:
      return gtk_widget_activate_action (GTK_WIDGET (self), "win.next-ticket", NULL);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      /* A control that has the focus takes it itself. */
      return (focus == NULL || GTK_IS_LABEL (focus)) && tuntas_step_card_walk (self->card);
    default:
      return FALSE;
    }
}

gboolean
tuntas_ticket_page_handle_key (TuntasTicketPage *self, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = get_focus (self);
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK);
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (tuntas_actor_get_item (self->actor) == NULL)
    return FALSE;
  if (held == GDK_CONTROL_MASK && enter)
    return tuntas_step_card_act_suggested (self->card);
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_z || keyval == GDK_KEY_Z))
    return !is_text (focus) && tuntas_step_card_undo (self->card);
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_l || keyval == GDK_KEY_L))
    return tuntas_step_card_open_menu (self->card);
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_i || keyval == GDK_KEY_I))
    return tuntas_ticket_side_compare (self->side, self->actor);
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_b || keyval == GDK_KEY_B))
    return tuntas_step_card_turn_instruction (self->card);
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_h || keyval == GDK_KEY_H))
    return tuntas_ticket_head_turn_work_log (self->head);
  if (held == GDK_ALT_MASK && digit_of (keyval) >= 0)
    return handle_digit (self, (guint) digit_of (keyval));
  if (held != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_F6:
      return tuntas_step_card_contact (self->card);
    case GDK_KEY_F8:
      return tuntas_step_card_dial (self->card);
    case GDK_KEY_Escape:
      return tuntas_step_card_give_up (self->card);
    default:
      return !is_text (focus) && handle_plain_key (self, keyval, focus);
    }
}

void
tuntas_ticket_page_begin (TuntasTicketPage *self, const char *act_id)
{
  g_return_if_fail (tuntas_actor_get_item (self->actor) != NULL);
  tuntas_step_card_begin (self->card, act_id);
}

/* Time */

static gboolean
tick_cb (gpointer user_data)
{
  TuntasTicketPage *self = user_data;

  if (tuntas_actor_get_item (self->actor) != NULL)
    tuntas_step_card_tick (self->card);
  return G_SOURCE_CONTINUE;
}

/* The texts are looked at once a second while the window can be seen; what they say comes from the desk's clock. */
static void
update_tick (TuntasTicketPage *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self)) && GDK_IS_TOPLEVEL (surface) &&
                  (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0;

  if (seen == (self->tick_source != 0))
    return;
  if (!seen)
    {
      g_clear_handle_id (&self->tick_source, g_source_remove);
      return;
    }
  tick_cb (self);
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
}

static void
tuntas_ticket_page_map (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  GTK_WIDGET_CLASS (tuntas_ticket_page_parent_class)->map (widget);
  g_signal_connect_object (surface, "notify::state", G_CALLBACK (update_tick), widget, G_CONNECT_SWAPPED);
  update_tick (TUNTAS_TICKET_PAGE (widget));
}

static void
tuntas_ticket_page_unmap (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  GTK_WIDGET_CLASS (tuntas_ticket_page_parent_class)->unmap (widget);
  g_signal_handlers_disconnect_by_func (surface, update_tick, widget);
  update_tick (TUNTAS_TICKET_PAGE (widget));
}

/* Width */

static void
lay_out (TuntasTicketPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->side_clamp), self->narrow ? -1 : self->side_width, -1);
  adw_clamp_set_maximum_size (self->side_clamp, self->narrow ? UNCLAMPED : self->side_width);
  adw_clamp_set_tightening_threshold (self->side_clamp, self->narrow ? UNCLAMPED : self->side_width);
}

static gboolean
lay_out_cb (gpointer user_data)
{
  TuntasTicketPage *self = user_data;
  gboolean folds = self->narrow != (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->columns)) ==
                                    GTK_ORIENTATION_VERTICAL);

  self->layout_source = 0;
  lay_out (self);
  if (folds)
    tuntas_ticket_side_set_folded (self->side, self->narrow);
  return G_SOURCE_REMOVE;
}

static void
tuntas_ticket_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TuntasTicketPage *self = TUNTAS_TICKET_PAGE (widget);
  gboolean narrow = width < NARROW_WIDTH * tuntas_text_scale (widget);
  int side = CLAMP (width * 9 / 25, SIDE_LEAST, SIDE_MOST);

  gtk_widget_size_allocate (GTK_WIDGET (self->stack), &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (narrow == self->narrow && (narrow || side == self->side_width))
    return;
  self->narrow = narrow;
  self->side_width = side;
  /* Not from inside an allocation. */
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out_cb, self, NULL);
}

static void
tuntas_ticket_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  TuntasTicketPage *self = TUNTAS_TICKET_PAGE (widget);

  /* What scrolls up and down is as wide for every height; a leaflet that folds asks for the width at its height, and
   * a text that wraps would answer with all the width there can be. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (GTK_WIDGET (self->stack), orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, LEAST_WIDTH);
      *natural = MAX (*natural, *minimum);
    }
}

static void
tuntas_ticket_page_dispose (GObject *object)
{
  TuntasTicketPage *self = TUNTAS_TICKET_PAGE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_handle_id (&self->stay_source, g_source_remove);
  g_clear_object (&self->revealed);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  if (self->actor != NULL)
    g_signal_handlers_disconnect_by_data (self->actor, self);
  g_clear_object (&self->actor);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tuntas_ticket_page_parent_class)->dispose (object);
}

/* Who opens a ticket wants to work on it: the focus goes to where that begins. */
static gboolean
tuntas_ticket_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_TICKET_PAGE (widget)->card));
}

static void
tuntas_ticket_page_class_init (TuntasTicketPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_ticket_page_dispose;
  widget_class->grab_focus = tuntas_ticket_page_grab_focus;
  widget_class->map = tuntas_ticket_page_map;
  widget_class->unmap = tuntas_ticket_page_unmap;
  widget_class->measure = tuntas_ticket_page_measure;
  widget_class->size_allocate = tuntas_ticket_page_size_allocate;
  g_type_ensure (ADW_TYPE_CLAMP);
  g_type_ensure (TUNTAS_TYPE_STEP_CARD);
  g_type_ensure (TUNTAS_TYPE_TICKET_HEAD);
  g_type_ensure (TUNTAS_TYPE_TICKET_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-ticket-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasTicketPage, name)
  BIND (stack);
  BIND (scroller);
  BIND (head);
  BIND (columns);
  BIND (card);
  BIND (side_clamp);
  BIND (side);
#undef BIND
  toast_signal = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  spoken_signal = g_signal_new ("spoken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
tuntas_ticket_page_init (TuntasTicketPage *self)
{
  self->actor = tuntas_actor_new ();
  self->side_width = SIDE_MOST;
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (self->stack);
  tuntas_step_card_set_actor (self->card, self->actor);
  g_signal_connect_object (self->card, "reveal", G_CALLBACK (revealing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actor, "spoken", G_CALLBACK (spoken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actor, "say", G_CALLBACK (say_cb), self, G_CONNECT_SWAPPED);
  lay_out (self);
}

GtkWidget *
tuntas_ticket_page_new (void)
{
  return g_object_new (TUNTAS_TYPE_TICKET_PAGE, NULL);
}
