/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-news-page.h"

#include "tuntas-columns.h"
#include "tuntas-difference-list.h"
#include "tuntas-explain.h"
#include "tuntas-key-button.h"
#include "tuntas-plain-row.h"
#include "tuntas-revision.h"

#include <glib/gi18n-lib.h>

struct _TuntasNewsPage
{
  GtkWidget parent_instance;

  TuntasTrainer *trainer; /* (owned) */

  AdwPreferencesGroup *revisions;
  AdwPreferencesGroup *differences;
  AdwPreferencesGroup *exercises;
  GtkLabel *trouble;
  GtkWidget *read_button;
};

G_DEFINE_FINAL_TYPE (TuntasNewsPage, tuntas_news_page, GTK_TYPE_WIDGET)

static void
show_revisions (TuntasNewsPage *self)
{
  g_autofree char *former = tuntas_revision_dup_pin (tuntas_trainer_get_former (self->trainer));
  g_autofree char *installed = tuntas_revision_dup_pin (tuntas_trainer_get_procedure (self->trainer));

  tuntas_plain_row_add (self->revisions, _("Last read by you"), former);
  tuntas_plain_row_add (self->revisions, _("Installed"), installed);
}

static void
add_exercise (TuntasNewsPage *self, const TuntasExercise *exercise)
{
  const char *title = tuntas_trainer_get_title (self->trainer, exercise);
  AdwActionRow *row = tuntas_plain_row_add (self->exercises, title, tuntas_trainer_get_goal (self->trainer, exercise));
  GtkWidget *button = gtk_button_new_with_label (_("Begin"));
  /* Translators: %s is the title of an exercise; for those who cannot see beside what the button stands. */
  g_autofree char *name = g_strdup_printf (_("Begin: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", exercise->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.begin-exercise");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (row, button);
}

static void
show_exercises (TuntasNewsPage *self)
{
  g_autoptr (GPtrArray) touched = tuntas_trainer_list_touched (self->trainer);

  gtk_widget_set_visible (GTK_WIDGET (self->exercises), touched->len > 0);
  for (guint i = 0; i < touched->len; i++)
    add_exercise (self, g_ptr_array_index (touched, i));
}

static void
acknowledge_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasNewsPage *self = TUNTAS_NEWS_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (tuntas_trainer_acknowledge (self->trainer, &error))
    {
      gtk_widget_activate_action (widget, "win.show-exercises", NULL);
      return;
    }
  sentence = tuntas_explain_error (error);
  gtk_label_set_text (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static gboolean
tuntas_news_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TUNTAS_NEWS_PAGE (widget)->read_button);
}

static void
tuntas_news_page_dispose (GObject *object)
{
  TuntasNewsPage *self = TUNTAS_NEWS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->trainer);
  G_OBJECT_CLASS (tuntas_news_page_parent_class)->dispose (object);
}

static void
tuntas_news_page_class_init (TuntasNewsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_news_page_dispose;
  widget_class->grab_focus = tuntas_news_page_grab_focus;
  g_type_ensure (TUNTAS_TYPE_COLUMNS);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-news-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasNewsPage, revisions);
  gtk_widget_class_bind_template_child (widget_class, TuntasNewsPage, differences);
  gtk_widget_class_bind_template_child (widget_class, TuntasNewsPage, exercises);
  gtk_widget_class_bind_template_child (widget_class, TuntasNewsPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasNewsPage, read_button);
  gtk_widget_class_install_action (widget_class, "news.acknowledge", NULL, acknowledge_cb);
}

static void
tuntas_news_page_init (TuntasNewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_news_page_new (TuntasTrainer *trainer)
{
  TuntasNewsPage *self = g_object_new (TUNTAS_TYPE_NEWS_PAGE, NULL);

  self->trainer = g_object_ref (trainer);
  show_revisions (self);
  tuntas_difference_list_show (self->differences, tuntas_trainer_get_former (trainer),
                               tuntas_trainer_get_procedure (trainer), tuntas_trainer_get_language (trainer));
  show_exercises (self);
  return GTK_WIDGET (self);
}
