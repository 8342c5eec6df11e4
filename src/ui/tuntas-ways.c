/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ways.h"

#include "tuntas-kept-children.h"
#include "tuntas-key-button.h"

struct _TuntasWays
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (TuntasWays, tuntas_ways, GTK_TYPE_BOX)

#define ACT "act"

static void
clicked_cb (TuntasWays *self, GtkButton *button)
{
  tuntas_actor_begin (self->actor, tuntas_act_new (g_object_get_data (G_OBJECT (button), ACT)));
}

static GtkWidget *
button_new (TuntasWays *self, const TuntasActSpec *spec)
{
  GtkWidget *button = tuntas_key_button_new (NULL, NULL);

  g_object_set_data_full (G_OBJECT (button), ACT, g_strdup (spec->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
show (TuntasWays *self, TuntasKeyButton *button, const TuntasActSpec *spec, gboolean suggested)
{
  tuntas_key_button_set_text (button, tuntas_actor_get_text (self->actor, spec->label));
  tuntas_key_button_set_key (button, suggested ? "Ctrl+Enter" : NULL);
  tuntas_key_button_set_suggested (button, suggested);
}

void
tuntas_ways_show (TuntasWays *self, GPtrArray *specs, const TuntasActSpec *suggested)
{
  TuntasKeptChildren kept;

  tuntas_kept_children_begin (&kept, GTK_BOX (self));
  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);
      GtkWidget *button = tuntas_kept_children_next (&kept, spec->id);

      if (button == NULL)
        tuntas_kept_children_add (&kept, spec->id, button = button_new (self, spec));
      show (self, TUNTAS_KEY_BUTTON (button), spec, spec == suggested);
    }
  tuntas_kept_children_end (&kept);
}

gboolean
tuntas_ways_grab_focus (TuntasWays *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));

  return first != NULL && gtk_widget_grab_focus (first);
}

void
tuntas_ways_set_actor (TuntasWays *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static void
tuntas_ways_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_WAYS (object)->actor);
  G_OBJECT_CLASS (tuntas_ways_parent_class)->dispose (object);
}

static void
tuntas_ways_class_init (TuntasWaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_ways_dispose;
}

static void
tuntas_ways_init (TuntasWays *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}
