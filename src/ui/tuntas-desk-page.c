/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-page.h"

#include "tuntas-format.h"
#include "tuntas-practice-panel.h"
#include "tuntas-queue-view.h"
#include "tuntas-row-words.h"
#include "tuntas-text-scale.h"
#include "tuntas-ticket-page.h"

#include <glib/gi18n-lib.h>

/* In less width than this, for text of the usual size, list and ticket are two pages. */
#define UNFOLDED_WIDTH 820

struct _TuntasDeskPage
{
  GtkWidget parent_instance;

  GtkWidget *strip;
  GtkWidget *strip_label;
  GtkWidget *leaflet;
  GtkWidget *queue_box;
  GtkWidget *contact_hint;
  GtkWidget *queue;
  GtkWidget *ticket_box;
  GtkWidget *ticket;
  GtkWidget *panel;   /* (nullable): of an exercise */

  TuntasDesk *desk;
  TuntasTicker *ticker;
  guint folding;      /* 0: the fold is shown as it is */
  guint fitting;      /* 0: the width was looked at */
  int width;          /* of the window */
  gboolean began;     /* the list has come */
};

typedef enum
{
  PROP_FOLDED = 1,
  PROP_SHOWS_TICKET,
} TuntasDeskPageProperty;

static GParamSpec *properties[PROP_SHOWS_TICKET + 1];

static guint toast_signal;
static guint shown_signal;

G_DEFINE_FINAL_TYPE (TuntasDeskPage, tuntas_desk_page, GTK_TYPE_WIDGET)

/* "4 perlu tindakan · PT Sagara Logistik terlambat 6 menit"; (transfer full) (nullable): nothing is due. */
static char *
dup_strip_text (TuntasDeskPage *self)
{
  guint count = tuntas_queue_model_count_section (tuntas_queue_view_get_model (TUNTAS_QUEUE_VIEW (self->queue)),
                                                  TUNTAS_SECTION_NEEDS_ACTION);
  TuntasDeskItem *next = tuntas_desk_get_next (self->desk, tuntas_desk_page_get_item (self));
  TuntasDueKind kind;
  gint64 due = next != NULL ? tuntas_desk_item_get_due (next, &kind) : -1;
  g_autofree char *first = NULL;
  g_autofree char *when = NULL;

  if (count == 0 || next == NULL)
    return NULL;
  /* Translators: how many tickets need action: "4 perlu tindakan" */
  first = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u needs action", "%u need action", count), count);
  if (due < 0)
    return g_strconcat (first, " · ", tuntas_row_words_customer (next), NULL);
  when = tuntas_format_due_spoken (due, tuntas_ticker_get_now (self->ticker));
  return g_strconcat (first, " · ", tuntas_row_words_customer (next), " ", when, NULL);
}

static void
show_strip (TuntasDeskPage *self)
{
  gboolean wanted = tuntas_desk_page_is_folded (self) && tuntas_desk_page_shows_ticket (self);
  g_autofree char *text = wanted ? dup_strip_text (self) : NULL;

  gtk_widget_set_visible (self->strip, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->strip_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Under the queue, which leaves it room; where list and ticket are two pages, under the ticket. */
static void
place_panel (TuntasDeskPage *self)
{
  GtkWidget *box = tuntas_desk_page_is_folded (self) ? self->ticket_box : self->queue_box;
  g_autoptr (GtkWidget) panel = self->panel != NULL ? g_object_ref (self->panel) : NULL;

  if (panel == NULL || gtk_widget_get_parent (panel) == box)
    return;
  if (gtk_widget_get_parent (panel) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (panel)), panel);
  gtk_widget_set_vexpand (panel, box == self->queue_box);
  gtk_box_append (GTK_BOX (box), panel);
}

static gboolean
fold_cb (gpointer user_data)
{
  TuntasDeskPage *self = user_data;

  self->folding = 0;
  /* Of the two, the one with the work in it stays in sight. */
  if (tuntas_desk_page_is_folded (self) && gtk_widget_get_focus_child (self->ticket) != NULL)
    adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "ticket");
  /* Beside the ticket the queue keeps its width; alone it takes all there is. */
  gtk_widget_set_hexpand (self->queue_box, tuntas_desk_page_is_folded (self));
  place_panel (self);
  show_strip (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is given its size, and nothing may ask for another size then. */
static void
folded_cb (TuntasDeskPage *self)
{
  if (self->desk != NULL && self->folding == 0)
    self->folding = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static gboolean
fit_cb (gpointer user_data)
{
  TuntasDeskPage *self = user_data;

  self->fitting = 0;
  adw_leaflet_set_can_unfold (ADW_LEAFLET (self->leaflet),
                              self->width >= UNFOLDED_WIDTH * tuntas_text_scale (GTK_WIDGET (self)));
  return G_SOURCE_REMOVE;
}

/* The leaflet goes by the least widths of its pages, which do not grow with the text. */
static void
laid_out_cb (TuntasDeskPage *self, int width)
{
  if (width == self->width)
    return;
  self->width = width;
  if (self->fitting == 0)
    self->fitting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
tuntas_desk_page_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (tuntas_desk_page_parent_class)->realize (widget);
  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (surface, "layout", G_CALLBACK (laid_out_cb), widget, G_CONNECT_SWAPPED);
  laid_out_cb (TUNTAS_DESK_PAGE (widget), gdk_surface_get_width (surface));
}

static void
child_cb (TuntasDeskPage *self)
{
  if (self->desk == NULL)
    return;
  show_strip (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TICKET]);
}

static void
end_contact (TuntasDeskPage *self)
{
  gtk_widget_set_visible (self->contact_hint, FALSE);
}

static void
chosen_cb (TuntasDeskPage *self, TuntasDeskItem *item)
{
  tuntas_ticket_page_set_item (TUNTAS_TICKET_PAGE (self->ticket), item);
  if (self->panel != NULL)
    tuntas_practice_panel_set_item (TUNTAS_PRACTICE_PANEL (self->panel), item);
  show_strip (self);
  g_signal_emit (self, shown_signal, 0);
}

static void
toast_cb (TuntasDeskPage *self, const char *sentence)
{
  g_signal_emit (self, toast_signal, 0, sentence);
}

static void
spoken_cb (TuntasDeskPage *self, int cue)
{
  if (self->panel != NULL)
    tuntas_practice_panel_say (TUNTAS_PRACTICE_PANEL (self->panel), (TuntasCue) cue);
}

static void
opened_cb (TuntasDeskPage *self, TuntasDeskItem *item)
{
  gboolean contact = gtk_widget_get_visible (self->contact_hint);

  end_contact (self);
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "ticket");
  gtk_widget_grab_focus (self->ticket);
  if (contact && !tuntas_ticket_page_handle_key (TUNTAS_TICKET_PAGE (self->ticket), GDK_KEY_F6, 0))
    toast_cb (self, tuntas_case_get_end (tuntas_desk_item_get_case (item)) != NULL
                      ? _("This ticket has been ended here: no contact is written down any more.")
                      : _("This ticket is at a step in which no contact is written down yet: first finish the step."));
}

static gboolean
escaped_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TuntasDeskPage *self = TUNTAS_DESK_PAGE (widget);

  if (!gtk_widget_get_visible (self->contact_hint))
    return GDK_EVENT_PROPAGATE;
  end_contact (self);
  return GDK_EVENT_STOP;
}

/* Where the list stands alone the keyboard begins in it. */
static void
focus_list_once (TuntasDeskPage *self)
{
  if (self->began || tuntas_desk_get_next (self->desk, NULL) == NULL)
    return;
  self->began = TRUE;
  if (tuntas_desk_page_is_folded (self) && !tuntas_desk_page_shows_ticket (self) &&
      gtk_widget_get_focus_child (self->queue) == NULL)
    tuntas_queue_view_focus_list (TUNTAS_QUEUE_VIEW (self->queue));
}

/* The list comes some time after the window: then the first ticket is shown, but not while the agent looks at the list
 * alone or types. */
static void
refreshed_cb (TuntasDeskPage *self)
{
  TuntasDeskItem *first;

  focus_list_once (self);
  if (tuntas_desk_page_get_item (self) == NULL && !tuntas_desk_page_is_folded (self))
    {
      first = tuntas_desk_get_calling (self->desk);
      if (first == NULL)
        first = tuntas_desk_get_next (self->desk, NULL);
      if (first != NULL)
        {
          tuntas_queue_view_select (TUNTAS_QUEUE_VIEW (self->queue), first);
          chosen_cb (self, first);
        }
    }
  show_strip (self);
}

static void
tuntas_desk_page_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  switch ((TuntasDeskPageProperty) property)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, tuntas_desk_page_is_folded (TUNTAS_DESK_PAGE (object)));
      break;
    case PROP_SHOWS_TICKET:
      g_value_set_boolean (value, tuntas_desk_page_shows_ticket (TUNTAS_DESK_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_desk_page_dispose (GObject *object)
{
  TuntasDeskPage *self = TUNTAS_DESK_PAGE (object);
  GtkWidget *child;

  if (self->ticket != NULL)
    {
      tuntas_ticket_page_set_item (TUNTAS_TICKET_PAGE (self->ticket), NULL);
      tuntas_ticket_page_set_desk (TUNTAS_TICKET_PAGE (self->ticket), NULL);
    }
  self->ticket = NULL;
  self->panel = NULL;
  g_clear_handle_id (&self->folding, g_source_remove);
  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->ticker);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tuntas_desk_page_parent_class)->dispose (object);
}

static void
tuntas_desk_page_class_init (TuntasDeskPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tuntas_desk_page_dispose;
  object_class->get_property = tuntas_desk_page_get_property;
  widget_class->realize = tuntas_desk_page_realize;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_TICKET] = g_param_spec_boolean ("shows-ticket", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  toast_signal = g_signal_new ("toast", TUNTAS_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  shown_signal = g_signal_new ("shown", TUNTAS_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TUNTAS_TYPE_QUEUE_VIEW);
  g_type_ensure (TUNTAS_TYPE_TICKET_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, strip);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, strip_label);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, queue_box);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, contact_hint);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, queue);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, ticket_box);
  gtk_widget_class_bind_template_child (widget_class, TuntasDeskPage, ticket);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, child_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_contact);
  gtk_widget_class_bind_template_callback (widget_class, toast_cb);
  gtk_widget_class_bind_template_callback (widget_class, spoken_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escaped_cb, NULL);
}

static void
tuntas_desk_page_init (TuntasDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_desk_page_new (TuntasDesk *desk, TuntasTicker *ticker)
{
  TuntasDeskPage *self = g_object_new (TUNTAS_TYPE_DESK_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->ticker = g_object_ref (ticker);
  tuntas_queue_view_set_desk (TUNTAS_QUEUE_VIEW (self->queue), desk, ticker);
  tuntas_ticket_page_set_desk (TUNTAS_TICKET_PAGE (self->ticket), desk);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (show_strip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tuntas_queue_view_get_model (TUNTAS_QUEUE_VIEW (self->queue)), "refreshed",
                           G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
tuntas_desk_page_set_training (TuntasDeskPage *self, TuntasPractice *practice)
{
  /* A shift without customers is there to look around in. */
  TuntasPracticeMode mode = practice != NULL ? tuntas_practice_get_mode (practice) : TUNTAS_PRACTICE_GUIDED;

  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  tuntas_ticket_page_set_training (TUNTAS_TICKET_PAGE (self->ticket), mode);
  tuntas_queue_view_set_shows_steps (TUNTAS_QUEUE_VIEW (self->queue), mode == TUNTAS_PRACTICE_GUIDED);
  if (practice == NULL)
    return;
  self->panel = tuntas_practice_panel_new (practice, self->desk);
  place_panel (self);
}

gboolean
tuntas_desk_page_is_folded (TuntasDeskPage *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), FALSE);
  return adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet));
}

gboolean
tuntas_desk_page_shows_ticket (TuntasDeskPage *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), FALSE);
  return g_strcmp0 (adw_leaflet_get_visible_child_name (ADW_LEAFLET (self->leaflet)), "ticket") == 0;
}

void
tuntas_desk_page_show_queue (TuntasDeskPage *self)
{
  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  if (tuntas_desk_page_is_folded (self) && !tuntas_desk_page_shows_ticket (self))
    {
      adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "ticket");
      return;
    }
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "queue");
  tuntas_queue_view_focus_list (TUNTAS_QUEUE_VIEW (self->queue));
}

TuntasDeskItem *
tuntas_desk_page_get_item (TuntasDeskPage *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), NULL);
  return tuntas_queue_view_get_selected (TUNTAS_QUEUE_VIEW (self->queue));
}

void
tuntas_desk_page_open (TuntasDeskPage *self, TuntasDeskItem *item)
{
  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  end_contact (self);
  tuntas_queue_view_select (TUNTAS_QUEUE_VIEW (self->queue), item);
  chosen_cb (self, item);
  opened_cb (self, item);
}

void
tuntas_desk_page_drop_gone (TuntasDeskPage *self)
{
  TuntasDeskItem *item;

  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  item = tuntas_desk_page_get_item (self);
  if (item != NULL && tuntas_desk_find_item (self->desk, tuntas_desk_item_get_id (item)) != item)
    chosen_cb (self, NULL);
}

gboolean
tuntas_desk_page_open_next (TuntasDeskPage *self)
{
  TuntasDeskItem *next;

  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), FALSE);
  next = tuntas_desk_get_next (self->desk, tuntas_desk_page_get_item (self));
  if (next == NULL)
    return FALSE;
  tuntas_desk_page_open (self, next);
  return TRUE;
}

void
tuntas_desk_page_start_search (TuntasDeskPage *self)
{
  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "queue");
  tuntas_queue_view_start_search (TUNTAS_QUEUE_VIEW (self->queue));
}

void
tuntas_desk_page_start_contact (TuntasDeskPage *self)
{
  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  gtk_widget_set_visible (self->contact_hint, TRUE);
  tuntas_desk_page_start_search (self);
}

/* What is suggested while only the list is there: its ticket. */
static gboolean
open_from_list (TuntasDeskPage *self)
{
  TuntasDeskItem *item = tuntas_desk_page_get_item (self);

  if (item == NULL)
    return tuntas_desk_page_open_next (self);
  tuntas_desk_page_open (self, item);
  return TRUE;
}

gboolean
tuntas_desk_page_reveal_ticket (TuntasDeskPage *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), FALSE);
  if (!tuntas_desk_page_is_folded (self) || tuntas_desk_page_shows_ticket (self))
    return FALSE;
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "ticket");
  return TRUE;
}

void
tuntas_desk_page_begin (TuntasDeskPage *self, const char *act_id)
{
  g_return_if_fail (TUNTAS_IS_DESK_PAGE (self));
  tuntas_ticket_page_begin (TUNTAS_TICKET_PAGE (self->ticket), act_id);
}

gboolean
tuntas_desk_page_handle_key (TuntasDeskPage *self, guint keyval, GdkModifierType modifiers)
{
  g_return_val_if_fail (TUNTAS_IS_DESK_PAGE (self), FALSE);
  if (tuntas_desk_page_is_folded (self) && !tuntas_desk_page_shows_ticket (self))
    return keyval == GDK_KEY_Return && modifiers == GDK_CONTROL_MASK && open_from_list (self);
  return tuntas_ticket_page_handle_key (TUNTAS_TICKET_PAGE (self->ticket), keyval, modifiers);
}
