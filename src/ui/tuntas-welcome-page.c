/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-welcome-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasWelcomePage
{
  GtkWidget parent_instance;

  GtkWidget *status;
  GtkWidget *sign_in;
};

static guint sign_in_signal, train_signal, lists_signal;

G_DEFINE_FINAL_TYPE (TuntasWelcomePage, tuntas_welcome_page, GTK_TYPE_WIDGET)

static void
sign_in_cb (TuntasWelcomePage *self)
{
  g_signal_emit (self, sign_in_signal, 0);
}

static void
train_cb (TuntasWelcomePage *self)
{
  g_signal_emit (self, train_signal, 0);
}

static void
lists_cb (TuntasWelcomePage *self)
{
  g_signal_emit (self, lists_signal, 0);
}

static gboolean
tuntas_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TUNTAS_WELCOME_PAGE (widget)->sign_in);
}

static void
tuntas_welcome_page_dispose (GObject *object)
{
  g_clear_pointer (&TUNTAS_WELCOME_PAGE (object)->status, gtk_widget_unparent);
  G_OBJECT_CLASS (tuntas_welcome_page_parent_class)->dispose (object);
}

static void
tuntas_welcome_page_class_init (TuntasWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_welcome_page_dispose;
  widget_class->grab_focus = tuntas_welcome_page_grab_focus;
  sign_in_signal = g_signal_new ("sign-in", TUNTAS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  train_signal = g_signal_new ("train", TUNTAS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               0);
  lists_signal = g_signal_new ("lists", TUNTAS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasWelcomePage, status);
  gtk_widget_class_bind_template_child (widget_class, TuntasWelcomePage, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, train_cb);
  gtk_widget_class_bind_template_callback (widget_class, lists_cb);
}

static void
tuntas_welcome_page_init (TuntasWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tuntas_welcome_page_set_procedure (TuntasWelcomePage *self, TuntasProcedure *procedure)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TUNTAS_IS_WELCOME_PAGE (self));
  /* Translators: %s is the number of the work instruction: IN.OCC.TENESA.W-03 */
  text = g_strdup_printf (_("Tuntas guides the closing of tickets step by step, according to the work instruction %s"),
                          tuntas_procedure_get_document (procedure));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text);
}
