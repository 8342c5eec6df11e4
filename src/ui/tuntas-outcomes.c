/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-outcomes.h"

#include "tuntas-key-button.h"

#include <string.h>

struct _TuntasOutcomes
{
  GObject parent_instance;

  TuntasActor *actor; /* (owned) */
  GtkGrid *grid;      /* (unowned) */
  TuntasProcedure *built_for; /* (unowned): only compared */
};

G_DEFINE_FINAL_TYPE (TuntasOutcomes, tuntas_outcomes, G_TYPE_OBJECT)

static void
choose_outcome (TuntasOutcomes *self, const char *outcome)
{
  const TuntasActSpec *spec = tuntas_actor_find_own_doing (self->actor, TUNTAS_OP_CONCLUDE);
  TuntasAct *act;

  if (spec == NULL)
    return;
  act = tuntas_act_new (spec->id);
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (field->kind == TUNTAS_FIELD_OUTCOME)
        tuntas_act_set (act, field->name, outcome);
    }
  tuntas_actor_begin (self->actor, act);
}

static const char *
get_outcome (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "value");
}

static void
clicked_cb (TuntasOutcomes *self, GtkWidget *button)
{
  choose_outcome (self, get_outcome (button));
}

static void
add_button (TuntasOutcomes *self, const TuntasOutcomeSpec *outcome, int place)
{
  GtkWidget *button = tuntas_key_button_new (tuntas_actor_get_text (self->actor, outcome->label), outcome->key);

  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (outcome->id), g_free);
  gtk_widget_add_css_class (button, "answer");
  tuntas_key_button_set_wraps (TUNTAS_KEY_BUTTON (button), TRUE);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, button, place % 2, place / 2, 1, 1);
}

static void
build (TuntasOutcomes *self, TuntasProcedure *procedure)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);
  GtkWidget *child;
  int place = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (int connected = 1; connected >= 0; connected--)
    for (guint i = 0; i < outcomes->len; i++)
      {
        const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

        if (outcome->connected == connected)
          add_button (self, outcome, place++);
      }
  self->built_for = procedure;
}

static void
show_asking (TuntasOutcomes *self)
{
  TuntasAct *asking = tuntas_actor_get_asking (self->actor);
  const char *outcome = asking != NULL ? tuntas_act_get (asking, "outcome") : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tuntas_key_button_set_chosen (TUNTAS_KEY_BUTTON (child), g_strcmp0 (outcome, get_outcome (child)) == 0);
}

void
tuntas_outcomes_refresh (TuntasOutcomes *self)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);

  if (self->built_for != procedure)
    build (self, procedure);
  show_asking (self);
}

gboolean
tuntas_outcomes_choose (TuntasOutcomes *self, guint digit)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (self->built_for);
  g_autofree char *key = g_strdup_printf ("%u", digit);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

      if (g_strcmp0 (outcome->key, key) == 0)
        {
          choose_outcome (self, outcome->id);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
tuntas_outcomes_grab_focus (TuntasOutcomes *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->grid));

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
tuntas_outcomes_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_OUTCOMES (object)->actor);
  G_OBJECT_CLASS (tuntas_outcomes_parent_class)->dispose (object);
}

static void
tuntas_outcomes_class_init (TuntasOutcomesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_outcomes_dispose;
}

static void
tuntas_outcomes_init (TuntasOutcomes *self)
{
}

TuntasOutcomes *
tuntas_outcomes_new (TuntasActor *actor, GtkGrid *grid)
{
  TuntasOutcomes *self = g_object_new (TUNTAS_TYPE_OUTCOMES, NULL);

  self->actor = g_object_ref (actor);
  self->grid = grid;
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (show_asking), self, G_CONNECT_SWAPPED);
  return self;
}
