/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket-side.h"

#include "tuntas-history.h"
#include "tuntas-key-button.h"
#include "tuntas-names.h"
#include "tuntas-revision-dialog.h"
#include "tuntas-revision.h"
#include "tuntas-way.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

struct _TuntasTicketSide
{
  GtkBox parent_instance;

  GtkExpander *way_expander;
  GtkBox *way;
  GtkExpander *history_expander;
  GtkBox *history;
};

G_DEFINE_FINAL_TYPE (TuntasTicketSide, tuntas_ticket_side, GTK_TYPE_BOX)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* A sign of its own for each state, so that colour is not needed. */
static GtkWidget *
sign_new (TuntasWayState state)
{
  GtkWidget *sign;

  switch (state)
    {
    case TUNTAS_WAY_DONE:
      sign = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_add_css_class (sign, "good");
      return sign;
    case TUNTAS_WAY_HERE:
      sign = gtk_image_new_from_icon_name ("go-next-symbolic");
      gtk_widget_add_css_class (sign, "here");
      return sign;
    case TUNTAS_WAY_AHEAD:
    case TUNTAS_WAY_HEADING:
      sign = gtk_image_new_from_icon_name ("media-record-symbolic");
      gtk_widget_add_css_class (sign, "way-ahead");
      return sign;
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
state_words (TuntasWayState state)
{
  switch (state)
    {
    case TUNTAS_WAY_DONE:
      return _("done");
    case TUNTAS_WAY_HERE:
      return _("now");
    case TUNTAS_WAY_AHEAD:
      return _("to come");
    case TUNTAS_WAY_HEADING:
      return "";
    default:
      g_return_val_if_reached (NULL);
    }
}

static GtkWidget *
place_new (const TuntasWayPlace *place)
{
  GtkWidget *text = tuntas_wrapped_label_new (place->text, NULL);
  GtkWidget *row, *clause;

  if (place->state == TUNTAS_WAY_HEADING)
    {
      gtk_widget_add_css_class (text, "dim-label");
      return text;
    }
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_margin_start (row, place->depth * 14);
  gtk_box_append (GTK_BOX (row), sign_new (place->state));
  gtk_widget_set_hexpand (text, TRUE);
  if (place->state == TUNTAS_WAY_HERE)
    gtk_widget_add_css_class (text, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  state_words (place->state), -1);
  gtk_box_append (GTK_BOX (row), text);
  clause = gtk_label_new (place->clause != NULL ? place->clause : "");
  gtk_widget_add_css_class (clause, "dim-label");
  gtk_box_append (GTK_BOX (row), clause);
  return row;
}

/* A case that has ended stays with what it ended by. */
static gboolean
could_move (TuntasActor *actor)
{
  return tuntas_actor_get_procedure (actor) != tuntas_desk_get_procedure (tuntas_actor_get_desk (actor)) &&
         tuntas_case_get_end (tuntas_actor_get_case (actor)) == NULL;
}

gboolean
tuntas_ticket_side_compare (TuntasTicketSide *self, TuntasActor *actor)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!could_move (actor))
    return FALSE;
  gtk_window_present (GTK_WINDOW (tuntas_revision_dialog_new (GTK_WINDOW (root), actor)));
  return TRUE;
}

static void
compare_cb (TuntasActor *actor, GtkWidget *button)
{
  tuntas_ticket_side_compare (TUNTAS_TICKET_SIDE (gtk_widget_get_ancestor (button, TUNTAS_TYPE_TICKET_SIDE)), actor);
}

/* The case goes on as it began; what is installed meanwhile is said, with the way to look at it. */
static void
show_other_revision (TuntasTicketSide *self, TuntasActor *actor)
{
  g_autofree char *name = tuntas_revision_dup_target (tuntas_actor_get_procedure (actor),
                                                      tuntas_desk_get_procedure (tuntas_actor_get_desk (actor)));
  /* Translators: %s is "revision 02" or the like. */
  g_autofree char *text = g_strdup_printf (_("Installed meanwhile: %s. This ticket goes on by its own."), name);
  GtkWidget *label = tuntas_wrapped_label_new (text, NULL);
  GtkWidget *button = tuntas_key_button_new (_("Look at the difference…"), "Ctrl+I");

  gtk_box_append (self->way, label);
  g_signal_connect_object (button, "clicked", G_CALLBACK (compare_cb), actor, G_CONNECT_SWAPPED);
  gtk_box_append (self->way, button);
}

static void
show_way (TuntasTicketSide *self, TuntasActor *actor)
{
  g_autoptr (GPtrArray) places = tuntas_way_list (actor);
  g_autofree char *cited = tuntas_revision_dup_citation (tuntas_actor_get_procedure (actor));
  g_autofree char *title = NULL;
  GtkWidget *source;

  /* Translators: %s is a service family: the whole way of its tickets. */
  title = g_strdup_printf (_("Way of %s"),
                           tuntas_names_family (tuntas_actor_get_procedure (actor),
                                                tuntas_case_get_family (tuntas_actor_get_case (actor)),
                                                tuntas_actor_get_language (actor)));
  gtk_expander_set_label (self->way_expander, title);
  clear (self->way);
  source = tuntas_wrapped_label_new (cited, NULL);
  gtk_widget_add_css_class (source, "dim-label");
  gtk_widget_add_css_class (source, "caption");
  gtk_box_append (self->way, source);
  if (could_move (actor))
    show_other_revision (self, actor);
  for (guint i = 0; i < places->len; i++)
    gtk_box_append (self->way, place_new (g_ptr_array_index (places, i)));
}

static GtkWidget *
history_row_new (TuntasActor *actor, const TuntasHistoryLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *moment = tuntas_actor_dup_moment (actor, line->at);
  GtkWidget *time = gtk_label_new (moment);
  /* Translators: %s is an act that was taken back afterwards. */
  g_autofree char *words = line->undone ? g_strdup_printf (_("%s (undone)"), line->text) : g_strdup (line->text);

  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_set_valign (time, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), time);
  gtk_box_append (GTK_BOX (row), tuntas_wrapped_label_new (words, NULL));
  return row;
}

static void
show_history (TuntasTicketSide *self, TuntasActor *actor)
{
  g_autoptr (GPtrArray) lines = tuntas_history_list (actor);

  clear (self->history);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (self->history, history_row_new (actor, g_ptr_array_index (lines, i)));
  if (lines->len == 0)
    gtk_box_append (self->history, tuntas_wrapped_label_new (_("Nothing has happened yet"), NULL));
}

void
tuntas_ticket_side_refresh (TuntasTicketSide *self, TuntasActor *actor)
{
  gtk_widget_set_visible (GTK_WIDGET (self->way_expander), tuntas_actor_is_guided (actor));
  gtk_widget_set_visible (GTK_WIDGET (self->history_expander), tuntas_actor_is_told (actor));
  show_way (self, actor);
  show_history (self, actor);
}

void
tuntas_ticket_side_set_folded (TuntasTicketSide *self, gboolean folded)
{
  gtk_expander_set_expanded (self->way_expander, !folded);
  gtk_expander_set_expanded (self->history_expander, !folded);
}

static void
tuntas_ticket_side_class_init (TuntasTicketSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-ticket-side.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasTicketSide, way_expander);
  gtk_widget_class_bind_template_child (widget_class, TuntasTicketSide, way);
  gtk_widget_class_bind_template_child (widget_class, TuntasTicketSide, history_expander);
  gtk_widget_class_bind_template_child (widget_class, TuntasTicketSide, history);
}

static void
tuntas_ticket_side_init (TuntasTicketSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
