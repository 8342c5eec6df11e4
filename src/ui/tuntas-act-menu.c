/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-act-menu.h"

#include <glib/gi18n-lib.h>

/* Frames within which the button must have come into sight. */
#define PATIENCE 60

struct _TuntasActMenu
{
  GtkWidget parent_instance;

  GtkWidget *button;
  char *shape;    /* (nullable): what the menu offers */
  guint opening;  /* 0: no frame is waited for */
  guint n_frames;
};

G_DEFINE_FINAL_TYPE (TuntasActMenu, tuntas_act_menu, GTK_TYPE_WIDGET)

static void
add (GMenu *menu, GString *shape, const char *label, const TuntasActSpec *spec)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "card.act", "s", spec->id);
  g_menu_append_item (menu, item);
  g_string_append_printf (shape, "%s:%s\n", spec->id, label);
}

void
tuntas_act_menu_refresh (TuntasActMenu *self, TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);
  const TuntasActSpec *resuming = tuntas_resume_find_act (state, FALSE);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GString) shape = g_string_new (NULL);

  g_return_if_fail (TUNTAS_IS_ACT_MENU (self));
  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;

      if (tuntas_act_spec_is_common (spec) || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
        add (menu, shape, tuntas_actor_get_text (actor, spec->label), spec);
    }
  if (resuming != NULL)
    add (menu, shape, _("Carry on what was done elsewhere…"), resuming);
  gtk_widget_set_visible (GTK_WIDGET (self), shape->len > 0);
  /* Made anew only where it says something else: a menu that is open would close under the hand with every word from
   * Nossa. */
  if (g_strcmp0 (self->shape, shape->str) == 0)
    return;
  g_free (self->shape);
  self->shape = g_strdup (shape->str);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
}

/* Opening */

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return scroller == NULL || (gtk_widget_compute_bounds (widget, scroller, &bounds) && bounds.origin.y >= 0);
}

/* A menu needs its button on the screen: one that was scrolled away comes back first. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  TuntasActMenu *self = TUNTAS_ACT_MENU (widget);

  if (!is_in_sight (widget) && ++self->n_frames < PATIENCE)
    return G_SOURCE_CONTINUE;
  self->opening = 0;
  if (is_in_sight (widget))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
  return G_SOURCE_REMOVE;
}

void
tuntas_act_menu_open (TuntasActMenu *self)
{
  g_return_if_fail (TUNTAS_IS_ACT_MENU (self));
  self->n_frames = 0;
  if (self->opening == 0)
    self->opening = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
tuntas_act_menu_dispose (GObject *object)
{
  TuntasActMenu *self = TUNTAS_ACT_MENU (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (tuntas_act_menu_parent_class)->dispose (object);
}

static void
tuntas_act_menu_class_init (TuntasActMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_act_menu_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-act-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasActMenu, button);
}

static void
tuntas_act_menu_init (TuntasActMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
