/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-banner.h"

struct _TuntasBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (TuntasBanner, tuntas_banner, GTK_TYPE_WIDGET)

static void
tuntas_banner_dispose (GObject *object)
{
  g_clear_pointer (&TUNTAS_BANNER (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (tuntas_banner_parent_class)->dispose (object);
}

static void
tuntas_banner_class_init (TuntasBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
tuntas_banner_init (TuntasBanner *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_add_css_class (self->box, "strip");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  /* Neither seen nor found by a screen reader while there is nothing to say. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tuntas_banner_new (void)
{
  return g_object_new (TUNTAS_TYPE_BANNER, NULL);
}

/* The target comes first: a name whose action wants another target is an error to the button. */
static void
set_action (GtkActionable *button, const char *action)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  gtk_actionable_set_action_name (button, NULL);
  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
tuntas_banner_show (TuntasBanner *self, TuntasBannerKind kind, const char *text, const char *button,
                    const char *action)
{
  g_return_if_fail (TUNTAS_IS_BANNER (self));
  if (kind == TUNTAS_BANNER_TROUBLE)
    gtk_widget_add_css_class (self->box, "trouble");
  else
    gtk_widget_remove_css_class (self->box, "trouble");
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, button != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), button != NULL ? button : "");
  set_action (GTK_ACTIONABLE (self->button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
tuntas_banner_hide (TuntasBanner *self)
{
  g_return_if_fail (TUNTAS_IS_BANNER (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
