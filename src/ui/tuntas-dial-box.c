/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-dial-box.h"

#include "tuntas-dialler.h"
#include "tuntas-key-button.h"

#include <glib/gi18n.h>

struct _TuntasDialBox
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  TuntasSettings *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (TuntasDialBox, tuntas_dial_box, GTK_TYPE_BOX)

/* Whether this desk's telephone can be reached at all is asked once. */
void
tuntas_dial_box_dial (TuntasDialBox *self, const char *phone)
{
  g_autoptr (GError) error = NULL;
  TuntasDialMode mode;
  gboolean asked;

  if (tuntas_actor_is_practising (self->actor))
    return;
  tuntas_settings_set_station (self->settings, tuntas_desk_get_station (tuntas_actor_get_desk (self->actor)));
  asked = tuntas_settings_get_dial_asked (self->settings);
  mode = tuntas_settings_get_dial_mode (self->settings);
  if (!asked && tuntas_dialler_has_handler ())
    {
      mode = TUNTAS_DIAL_TEL;
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
  if (!tuntas_dialler_dial (self->settings, mode, phone, GTK_WIDGET (self), &error))
    {
      /* Translators: %s is the system's reason. */
      g_autofree char *sentence = g_strdup_printf (_("Dial by hand: %s"), error->message);

      tuntas_actor_say (self->actor, sentence);
    }
}

void
tuntas_dial_box_hide (TuntasDialBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
rings_cb (TuntasDialBox *self)
{
  tuntas_settings_set_dial_mode (self->settings, TUNTAS_DIAL_TEL);
  tuntas_dial_box_hide (self);
}

static void
by_hand_cb (TuntasDialBox *self)
{
  tuntas_settings_set_dial_mode (self->settings, TUNTAS_DIAL_HAND);
  tuntas_dial_box_hide (self);
}

void
tuntas_dial_box_set_actor (TuntasDialBox *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static void
tuntas_dial_box_dispose (GObject *object)
{
  TuntasDialBox *self = TUNTAS_DIAL_BOX (object);

  g_clear_object (&self->actor);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tuntas_dial_box_parent_class)->dispose (object);
}

static void
tuntas_dial_box_class_init (TuntasDialBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_dial_box_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-dial-box.ui");
  gtk_widget_class_bind_template_callback (widget_class, rings_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_cb);
}

static void
tuntas_dial_box_init (TuntasDialBox *self)
{
  self->settings = tuntas_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
