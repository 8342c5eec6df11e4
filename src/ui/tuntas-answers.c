/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-answers.h"

#include "tuntas-key-button.h"

#include <string.h>

struct _TuntasAnswers
{
  GtkWidget parent_instance;

  TuntasActor *actor;   /* (owned) (nullable) */
  GtkWidget *grid;
  GPtrArray *buttons;   /* (element-type TuntasKeyButton) (nullable elements): by digit - 1 */
  GPtrArray *specs;     /* (element-type TuntasActSpec): what the buttons were built for */
  gboolean show_keys;
};

G_DEFINE_FINAL_TYPE (TuntasAnswers, tuntas_answers, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
choose_spec (TuntasAnswers *self, const TuntasActSpec *spec)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (spec->id);

  g_signal_emit (self, chosen_signal, 0, act);
  tuntas_actor_begin (self->actor, g_steal_pointer (&act));
}

static void
clicked_cb (TuntasAnswers *self, GtkWidget *button)
{
  guint index = 0;

  if (g_ptr_array_find (self->buttons, button, &index))
    choose_spec (self, g_ptr_array_index (self->specs, index));
}

static gboolean
is_shown (TuntasAnswers *self, const TuntasActSpec *spec)
{
  TuntasAction *action = tuntas_actor_find (self->actor, spec);
  gboolean shown = action != NULL;

  g_clear_pointer (&action, tuntas_action_free);
  return shown;
}

static gboolean
is_built_for (TuntasAnswers *self, GPtrArray *specs)
{
  if (specs->len != self->specs->len)
    return FALSE;
  for (guint i = 0; i < specs->len; i++)
    if (g_ptr_array_index (specs, i) != g_ptr_array_index (self->specs, i) ||
        is_shown (self, g_ptr_array_index (specs, i)) != (g_ptr_array_index (self->buttons, i) != NULL))
      return FALSE;
  return TRUE;
}

static void
build (TuntasAnswers *self, GPtrArray *specs)
{
  GtkWidget *child;
  int place = 0;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->specs, 0);
  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      GtkWidget *button = NULL;

      if (is_shown (self, spec))
        {
          button = tuntas_key_button_new (tuntas_actor_get_text (self->actor, spec->label), key);
          gtk_widget_add_css_class (button, "answer");
          tuntas_key_button_set_wraps (TUNTAS_KEY_BUTTON (button), TRUE);
          gtk_widget_set_hexpand (button, TRUE);
          g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
          gtk_grid_attach (GTK_GRID (self->grid), button, place % 2, place / 2, 1, 1);
          place++;
        }
      g_ptr_array_add (self->specs, (gpointer) spec);
      g_ptr_array_add (self->buttons, button);
    }
}

/* A digit chooses one while the focus is on another: two would stand out. */
static void
show_chosen (TuntasAnswers *self, TuntasKeyButton *button, gboolean chosen)
{
  tuntas_key_button_set_chosen (button, chosen);
  if (chosen && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (button));
}

static void
show_asking (TuntasAnswers *self)
{
  TuntasAct *asking = tuntas_actor_get_asking (self->actor);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      TuntasKeyButton *button = g_ptr_array_index (self->buttons, i);
      const TuntasActSpec *spec = g_ptr_array_index (self->specs, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      if (button == NULL)
        continue;
      show_chosen (self, button, asking != NULL && tuntas_act_is (asking, spec->id));
      tuntas_key_button_set_key (button, self->show_keys ? key : NULL);
    }
}

void
tuntas_answers_refresh (TuntasAnswers *self)
{
  g_autoptr (GPtrArray) specs = tuntas_actor_list_own (self->actor);

  if (!is_built_for (self, specs))
    build (self, specs);
  show_asking (self);
}

gboolean
tuntas_answers_choose (TuntasAnswers *self, guint digit)
{
  if (digit < 1 || digit > self->buttons->len || g_ptr_array_index (self->buttons, digit - 1) == NULL)
    return FALSE;
  choose_spec (self, g_ptr_array_index (self->specs, digit - 1));
  return TRUE;
}

void
tuntas_answers_show_keys (TuntasAnswers *self, gboolean show)
{
  self->show_keys = show;
  show_asking (self);
}

void
tuntas_answers_set_actor (TuntasAnswers *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (show_asking), self, G_CONNECT_SWAPPED);
}

static gboolean
tuntas_answers_grab_focus (GtkWidget *widget)
{
  TuntasAnswers *self = TUNTAS_ANSWERS (widget);

  for (guint i = 0; i < self->buttons->len; i++)
    if (g_ptr_array_index (self->buttons, i) != NULL)
      return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, i));
  return FALSE;
}

static void
tuntas_answers_dispose (GObject *object)
{
  TuntasAnswers *self = TUNTAS_ANSWERS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->specs, g_ptr_array_unref);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_answers_parent_class)->dispose (object);
}

static void
tuntas_answers_class_init (TuntasAnswersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_answers_dispose;
  widget_class->grab_focus = tuntas_answers_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, TUNTAS_TYPE_ACT);
}

static void
tuntas_answers_init (TuntasAnswers *self)
{
  self->buttons = g_ptr_array_new ();
  self->specs = g_ptr_array_new ();
  self->show_keys = TRUE;
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}
