/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue-view.h"

#include "tuntas-names.h"
#include "tuntas-queue-row.h"
#include "tuntas-shown-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEARCH_DELAY 150 /* ms without a key before the list is searched */

struct _TuntasQueueView
{
  GtkWidget parent_instance;

  GtkWidget *search;
  GtkWidget *families;
  GtkWidget *stack;
  GtkWidget *scrolled;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *show_all;

  TuntasDesk *desk;             /* (nullable) */
  TuntasTicker *ticker;         /* (nullable) */
  TuntasQueueModel *model;
  GtkSingleSelection *selection;
  TuntasDeskItem *selected;     /* (nullable): also while the list does not show it */
  gboolean following;           /* the selection follows us, not the agent's hand */
  guint delay;                  /* 0: nothing was typed */
  gboolean hides_steps;
};

static guint chosen_signal, opened_signal, stopped_signal;

G_DEFINE_FINAL_TYPE (TuntasQueueView, tuntas_queue_view, GTK_TYPE_WIDGET)

/* The list is made to show what is selected; it forgets it whenever the row is out of it for a moment. */
static void
follow (TuntasQueueView *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selected == NULL || !tuntas_queue_model_find (self->model, self->selected, &position))
    position = GTK_INVALID_LIST_POSITION;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
}

static void
take (TuntasQueueView *self, TuntasDeskItem *item)
{
  if (!g_set_object (&self->selected, item))
    return;
  g_signal_emit (self, chosen_signal, 0, item);
}

static void
selection_changed_cb (TuntasQueueView *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->following && TUNTAS_IS_DESK_ITEM (item))
    take (self, item);
}

static void
open_item (TuntasQueueView *self, TuntasDeskItem *item)
{
  g_autoptr (TuntasDeskItem) opened = g_object_ref (item);

  take (self, opened);
  follow (self);
  g_signal_emit (self, opened_signal, 0, opened);
}

static void
activated_cb (TuntasQueueView *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (TUNTAS_IS_DESK_ITEM (item))
    open_item (self, TUNTAS_DESK_ITEM (item));
}

static void
row_set_up_cb (TuntasQueueView *self, GtkListItem *list_item)
{
  GtkWidget *row = tuntas_queue_row_new ();

  g_signal_connect_object (row, "chosen", G_CALLBACK (open_item), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
row_bound_cb (TuntasQueueView *self, GtkListItem *list_item)
{
  GObject *object = gtk_list_item_get_item (list_item);
  gboolean is_ticket = TUNTAS_IS_DESK_ITEM (object);

  gtk_list_item_set_selectable (list_item, is_ticket);
  gtk_list_item_set_activatable (list_item, is_ticket);
  tuntas_queue_row_set_shows_step (TUNTAS_QUEUE_ROW (gtk_list_item_get_child (list_item)), !self->hides_steps);
  tuntas_queue_row_bind (TUNTAS_QUEUE_ROW (gtk_list_item_get_child (list_item)), object, self->desk, self->ticker);
}

static void
row_unbound_cb (TuntasQueueView *self, GtkListItem *list_item)
{
  tuntas_queue_row_unbind (TUNTAS_QUEUE_ROW (gtk_list_item_get_child (list_item)));
}

static void
show_emptiness (TuntasQueueView *self)
{
  gboolean has_tickets = tuntas_queue_model_count (self->model, NULL) > 0;

  gtk_label_set_text (GTK_LABEL (self->empty), has_tickets
                      ? _("No ticket is found here.")
                      : tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_LISTS
                      ? _("No ticket is here yet. Paste a list from Excel or Nossa (Ctrl+V), or open a file (Ctrl+O).")
                      : _("No ticket is assigned to you now. The list is fetched again by itself; F5 fetches it at "
                          "once, Ctrl+V pastes one from Excel or Nossa."));
  gtk_widget_set_visible (self->show_all, has_tickets);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0 ? "list" : "empty");
}

static const char *
name_of (TuntasQueueView *self, const char *family)
{
  return tuntas_names_family (tuntas_desk_get_procedure (self->desk), family, tuntas_desk_get_language (self->desk));
}

/* "Datin 5": the button carries its family (none: all of them). */
static void
show_counts (TuntasQueueView *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->families); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const char *family = g_object_get_data (G_OBJECT (button), "family");
      /* Translators: a service family (or "All"), then how many tickets: "Datin 5" */
      g_autofree char *label = g_strdup_printf (_("%s %u"), family != NULL ? name_of (self, family) : _("All"),
                                                tuntas_queue_model_count (self->model, family));

      gtk_button_set_label (GTK_BUTTON (button), label);
    }
}

static void
refreshed_cb (TuntasQueueView *self)
{
  show_counts (self);
  show_emptiness (self);
  follow (self);
}

static void
family_toggled_cb (TuntasQueueView *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    tuntas_queue_model_set_family (self->model, g_object_get_data (G_OBJECT (button), "family"));
}

static void
add_family (TuntasQueueView *self, const char *family)
{
  GtkWidget *first = gtk_widget_get_first_child (self->families);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "family");
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data_full (G_OBJECT (button), "family", g_strdup (family), g_free);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  gtk_box_append (GTK_BOX (self->families), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (family_toggled_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
search_cb (gpointer user_data)
{
  TuntasQueueView *self = user_data;

  self->delay = 0;
  tuntas_queue_model_set_query (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  return G_SOURCE_REMOVE;
}

static void
search_now (TuntasQueueView *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  search_cb (self);
}

static void
search_typed_cb (TuntasQueueView *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (SEARCH_DELAY, search_cb, self);
}

/* Enter opens the first ticket that was found (number 0 is its section's header), and the search is over. */
static void
search_activated_cb (TuntasQueueView *self)
{
  g_autoptr (GObject) found = NULL;

  search_now (self);
  found = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  if (!TUNTAS_IS_DESK_ITEM (found))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_now (self);
  open_item (self, TUNTAS_DESK_ITEM (found));
  tuntas_queue_view_select (self, TUNTAS_DESK_ITEM (found));
}

/* Whether nobody can mean to search for it: rows that were copied. */
static gboolean
is_list (const char *text)
{
  return strpbrk (text, "\t\n") != NULL;
}

static void
search_pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasQueueView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  int position;

  if (text == NULL || self->desk == NULL)
    return;
  g_strchomp (text);
  if (is_list (text) && gtk_widget_activate_action (GTK_WIDGET (self), "win.paste-list", NULL))
    return;
  gtk_editable_delete_selection (GTK_EDITABLE (self->search));
  position = gtk_editable_get_position (GTK_EDITABLE (self->search));
  gtk_editable_insert_text (GTK_EDITABLE (self->search), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->search), position);
}

/* Where the queue is empty the search has the focus, and a list is what is pasted. */
static void
search_paste_cb (TuntasQueueView *self, GtkText *text)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, search_pasted_cb,
                                 g_object_ref (self));
}

static void
show_all_cb (TuntasQueueView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (self->families)), TRUE);
  search_now (self);
  tuntas_queue_view_focus_list (self);
}

static void
search_stopped_cb (TuntasQueueView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_now (self);
  tuntas_queue_view_focus_list (self);
  g_signal_emit (self, stopped_signal, 0);
}

static void
tuntas_queue_view_dispose (GObject *object)
{
  TuntasQueueView *self = TUNTAS_QUEUE_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->selected);
  g_clear_object (&self->ticker);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tuntas_queue_view_parent_class)->dispose (object);
}

static void
tuntas_queue_view_class_init (TuntasQueueViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_queue_view_dispose;
  chosen_signal = g_signal_new ("chosen", TUNTAS_TYPE_QUEUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, TUNTAS_TYPE_DESK_ITEM);
  opened_signal = g_signal_new ("opened", TUNTAS_TYPE_QUEUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, TUNTAS_TYPE_DESK_ITEM);
  stopped_signal = g_signal_new ("stopped", TUNTAS_TYPE_QUEUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-queue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, search);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, families);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, stack);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, list);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, empty);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueView, show_all);
  gtk_widget_class_bind_template_callback (widget_class, search_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
tuntas_queue_view_init (TuntasQueueView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (GTK_STACK (self->stack));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->search)), "paste-clipboard",
                           G_CALLBACK (search_paste_cb), self, G_CONNECT_SWAPPED);
  self->model = tuntas_queue_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbound_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
}

/* The list gets its rows only now: they need the desk. */
void
tuntas_queue_view_set_desk (TuntasQueueView *self, TuntasDesk *desk, TuntasTicker *ticker)
{
  GStrv families;

  g_return_if_fail (TUNTAS_IS_QUEUE_VIEW (self));
  g_return_if_fail (self->desk == NULL);
  self->desk = g_object_ref (desk);
  self->ticker = g_object_ref (ticker);
  families = tuntas_procedure_get_families (tuntas_desk_get_procedure (desk));
  add_family (self, NULL);
  for (guint i = 0; families[i] != NULL; i++)
    add_family (self, families[i]);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  tuntas_queue_model_set_source (self->model, tuntas_desk_get_queue (desk));
}

void
tuntas_queue_view_set_shows_steps (TuntasQueueView *self, gboolean shows_steps)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_VIEW (self));
  self->hides_steps = !shows_steps;
}

TuntasQueueModel *
tuntas_queue_view_get_model (TuntasQueueView *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_VIEW (self), NULL);
  return self->model;
}

TuntasDeskItem *
tuntas_queue_view_get_selected (TuntasQueueView *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_VIEW (self), NULL);
  return self->selected;
}

void
tuntas_queue_view_select (TuntasQueueView *self, TuntasDeskItem *item)
{
  guint position;

  g_return_if_fail (TUNTAS_IS_QUEUE_VIEW (self));
  g_set_object (&self->selected, item);
  follow (self);
  if (item != NULL && tuntas_queue_model_find (self->model, item, &position))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

void
tuntas_queue_view_start_search (TuntasQueueView *self)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_VIEW (self));
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/* The list alone would begin at its first row, which is a header. The row of the selected ticket is kept alive by the
 * list also where it is scrolled out of sight. */
void
tuntas_queue_view_focus_list (TuntasQueueView *self)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_VIEW (self));
  /* A list that is not shown would keep all keys from the window. */
  if (!gtk_widget_get_mapped (self->list))
    {
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      return;
    }
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);

      if (TUNTAS_IS_QUEUE_ROW (child) && self->selected != NULL &&
          tuntas_queue_row_get_object (TUNTAS_QUEUE_ROW (child)) == G_OBJECT (self->selected))
        {
          gtk_widget_grab_focus (row);
          return;
        }
    }
  gtk_widget_grab_focus (self->list);
}
