/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-page.h"

#include "tuntas-columns.h"
#include "tuntas-debrief-line.h"
#include "tuntas-debrief-paper.h"
#include "tuntas-debrief-words.h"
#include "tuntas-explain.h"
#include "tuntas-key-button.h"
#include "tuntas-paper-saver.h"
#include "tuntas-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasDebriefPage
{
  GtkWidget parent_instance;

  TuntasTrainer *trainer;   /* (owned) */
  TuntasPractice *practice; /* (owned) */
  TuntasDebrief *debrief;   /* (owned) */
  GTimeZone *zone;          /* of the trainee's desk */
  gint64 at;                /* seconds UTC of the real clock: when it was judged, however late it is printed */
  char *name;               /* the exercise's title */

  GtkWidget *scroller;
  GtkWidget *result;
  GtkImage *result_icon;
  GtkLabel *result_text;
  GtkLabel *title;
  GtkLabel *summary;
  GtkLabel *facts;
  GtkLabel *saved;
  GtkBox *groups;
  GtkWidget *buttons;
  GtkWidget *first; /* (nullable): borrowed: the first list */
};

G_DEFINE_FINAL_TYPE (TuntasDebriefPage, tuntas_debrief_page, GTK_TYPE_WIDGET)

/* The head */

static void
show_result (TuntasDebriefPage *self)
{
  gboolean passed = self->debrief->passed;

  gtk_image_set_from_icon_name (self->result_icon, passed ? "object-select-symbolic" : "dialog-error-symbolic");
  gtk_label_set_text (self->result_text, tuntas_debrief_words_result (self->debrief));
  gtk_widget_add_css_class (self->result, passed ? "good" : "late");
}

/* "Skenario 7 · Datin, malam hari": those that the program carries have a number. */
static char *
dup_title (TuntasDebriefPage *self)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self->trainer);
  const char *id = tuntas_scenario_get_id (tuntas_practice_get_scenario (self->practice));

  for (guint i = 0; i < exercises->len; i++)
    if (g_strcmp0 (((TuntasExercise *) g_ptr_array_index (exercises, i))->id, id) == 0)
      /* Translators: the number of an exercise, and its title. */
      return g_strdup_printf (_("Exercise %u · %s"), i + 1, self->name);
  return g_strdup (self->name);
}

static void
show_head (TuntasDebriefPage *self)
{
  const char *mode = tuntas_practice_mode_get_name (tuntas_practice_get_mode (self->practice));
  g_autofree char *title = dup_title (self);
  g_autofree char *summary = tuntas_debrief_words_summary (self->debrief);
  g_autofree char *points = tuntas_debrief_words_points (self->debrief);
  g_autofree char *calls = tuntas_debrief_words_calls (self->debrief);
  g_autofree char *notes = tuntas_debrief_words_notes (self->debrief);
  g_autofree char *facts = g_strdup_printf ("%s · %s\n%s\n%s", mode, points, calls, notes);

  show_result (self);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->facts, facts);
}

/* The rows */

static GtkListBox *
add_list (TuntasDebriefPage *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = tuntas_wrapped_label_new (title, "heading");
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups, box);
  if (self->first == NULL)
    self->first = list;
  return GTK_LIST_BOX (list);
}

static void
show_groups (TuntasDebriefPage *self)
{
  g_autoptr (GPtrArray) groups = tuntas_debrief_words_list_groups (self->debrief);

  for (guint i = 0; i < groups->len; i++)
    {
      const TuntasDebriefGroup *group = g_ptr_array_index (groups, i);
      GtkListBox *list = add_list (self, group->title);

      for (guint j = 0; j < group->rows->len; j++)
        gtk_list_box_append (list, tuntas_debrief_line_new (g_ptr_array_index (group->rows, j), self->zone));
    }
}

static void
show_times (TuntasDebriefPage *self)
{
  GPtrArray *times = self->debrief->times;
  GtkListBox *list = times->len > 0 ? add_list (self, _("Where the time went")) : NULL;

  for (guint i = 0; i < times->len; i++)
    gtk_list_box_append (list, tuntas_debrief_line_new_time (g_ptr_array_index (times, i)));
}

/* The paper */

static void
say_saved (TuntasDebriefPage *self, const char *sentence, gboolean trouble)
{
  gtk_label_set_text (self->saved, sentence);
  if (trouble)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved), "trouble-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved), "trouble-note");
  gtk_widget_set_visible (GTK_WIDGET (self->saved), TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
say_error (TuntasDebriefPage *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = tuntas_explain_error (error);
  say_saved (self, sentence, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasDebriefPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tuntas_paper_save_finish (GTK_WINDOW (source), result, &error);
  g_autofree char *sentence = NULL;

  /* Left while the place was being chosen. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (path == NULL)
    {
      say_error (self, error);
      return;
    }
  /* Translators: %s is the path of a file. */
  sentence = g_strdup_printf (_("Saved: %s"), path);
  say_saved (self, sentence, FALSE);
}

static void
save_pdf_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasDebriefPage *self = TUNTAS_DEBRIEF_PAGE (widget);
  TuntasScenario *scenario = tuntas_practice_get_scenario (self->practice);
  g_autofree char *name = g_strdup_printf ("tuntas-%s.pdf", tuntas_scenario_get_id (scenario));
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = tuntas_debrief_paper_print (&(TuntasDebriefPaper) {
      .debrief = self->debrief, .title = self->name,
      .mode = tuntas_practice_mode_get_name (tuntas_practice_get_mode (self->practice)),
      .procedure = tuntas_scenario_get_procedure (scenario), .zone = self->zone,
      .at = self->at, .local = local }, &error);

  if (pdf == NULL)
    say_error (self, error);
  else
    tuntas_paper_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Save the debrief"), name, pdf, saved_cb,
                             g_object_ref (self));
}

/* The page */

static gboolean
tuntas_debrief_page_grab_focus (GtkWidget *widget)
{
  TuntasDebriefPage *self = TUNTAS_DEBRIEF_PAGE (widget);
  GtkListBoxRow *row = self->first != NULL ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->first), 0) : NULL;

  return row != NULL ? gtk_widget_grab_focus (GTK_WIDGET (row)) : gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

static void
tuntas_debrief_page_dispose (GObject *object)
{
  TuntasDebriefPage *self = TUNTAS_DEBRIEF_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->trainer);
  g_clear_object (&self->practice);
  G_OBJECT_CLASS (tuntas_debrief_page_parent_class)->dispose (object);
}

static void
tuntas_debrief_page_finalize (GObject *object)
{
  TuntasDebriefPage *self = TUNTAS_DEBRIEF_PAGE (object);

  g_clear_pointer (&self->debrief, tuntas_debrief_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->name);
  G_OBJECT_CLASS (tuntas_debrief_page_parent_class)->finalize (object);
}

static void
tuntas_debrief_page_class_init (TuntasDebriefPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_debrief_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_debrief_page_finalize;
  widget_class->grab_focus = tuntas_debrief_page_grab_focus;
  g_type_ensure (TUNTAS_TYPE_COLUMNS);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-debrief-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasDebriefPage, name)
  BIND (scroller);
  BIND (result);
  BIND (result_icon);
  BIND (result_text);
  BIND (title);
  BIND (summary);
  BIND (facts);
  BIND (saved);
  BIND (groups);
  BIND (buttons);
#undef BIND
  gtk_widget_class_install_action (widget_class, "debrief.save-pdf", NULL, save_pdf_cb);
}

static void
tuntas_debrief_page_init (TuntasDebriefPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_debrief_page_new (TuntasTrainer *trainer, TuntasPractice *practice, TuntasDebrief *debrief)
{
  TuntasDebriefPage *self = g_object_new (TUNTAS_TYPE_DEBRIEF_PAGE, NULL);
  TuntasScenario *scenario = tuntas_practice_get_scenario (practice);

  self->trainer = g_object_ref (trainer);
  self->practice = g_object_ref (practice);
  self->debrief = debrief;
  self->at = g_get_real_time () / G_USEC_PER_SEC;
  self->zone = g_time_zone_new_identifier (tuntas_scenario_get_zone_id (scenario));
  self->name = g_strdup (tuntas_text_in (tuntas_scenario_get_title (scenario), tuntas_trainer_get_language (trainer)));
  show_head (self);
  show_groups (self);
  show_times (self);
  return GTK_WIDGET (self);
}
