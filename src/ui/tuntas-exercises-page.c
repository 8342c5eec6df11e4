/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-exercises-page.h"

#include "tuntas-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasExercisesPage
{
  GtkWidget parent_instance;

  TuntasTrainer *trainer;
  TuntasPracticeMode mode;
  const TuntasExercise *next; /* (nullable): what is suggested */

  GtkWidget *scroller;
  GtkWidget *trouble;
  GtkLabel *trouble_text;
  GtkWidget *news;
  GtkLabel *next_heading;
  GtkLabel *next_title;
  GtkLabel *next_goal;
  GtkWidget *next_begin;
  GtkBox *ways;
  GtkListBox *list;
  GtkWidget *way_buttons[TUNTAS_PRACTICE_N_MODES];
};

static guint begin_signal;

G_DEFINE_FINAL_TYPE (TuntasExercisesPage, tuntas_exercises_page, GTK_TYPE_WIDGET)

static void
begin (TuntasExercisesPage *self, const char *scenario)
{
  g_signal_emit (self, begin_signal, 0, scenario, (int) self->mode);
}

/* What is best done next */

static const char *
get_next_heading (TuntasExercisesPage *self)
{
  TuntasProgress *progress = tuntas_trainer_get_progress (self->trainer);
  GPtrArray *runs = progress != NULL ? tuntas_progress_get_runs (progress) : NULL;

  if (tuntas_trainer_get_exercises (self->trainer)->len == 0)
    return _("There are no exercises for this work instruction");
  if (self->next == NULL)
    return _("All exercises are passed in this way");
  return runs == NULL || runs->len == 0 ? _("Begin with this exercise") : _("The next exercise");
}

static const char *
get_next_goal (TuntasExercisesPage *self)
{
  if (self->next != NULL)
    return tuntas_trainer_get_goal (self->trainer, self->next);
  if (tuntas_trainer_get_exercises (self->trainer)->len == 0)
    return _("Begin the sample shift from the list.");
  return _("Choose another way below, or repeat an exercise from the list.");
}

/* Once all is passed in one way, the button has nothing to begin: another way is to be chosen. */
static void
show_next (TuntasExercisesPage *self)
{
  self->next = tuntas_trainer_suggest (self->trainer, self->mode);
  gtk_label_set_text (self->next_heading, get_next_heading (self));
  gtk_label_set_text (self->next_title, self->next != NULL ? tuntas_trainer_get_title (self->trainer, self->next) : "");
  gtk_label_set_text (self->next_goal, get_next_goal (self));
  gtk_widget_set_visible (GTK_WIDGET (self->next_title), self->next != NULL);
  gtk_widget_set_visible (self->next_begin, self->next != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exercises.begin-next", self->next != NULL);
}

static void
begin_next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasExercisesPage *self = TUNTAS_EXERCISES_PAGE (widget);

  begin (self, self->next->id);
}

/* The ways to practise */

static void
way_cb (TuntasExercisesPage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < TUNTAS_PRACTICE_N_MODES; i++)
    if (self->way_buttons[i] == GTK_WIDGET (button))
      self->mode = i;
  if (self->trainer != NULL)
    show_next (self);
}

static GtkWidget *
new_way (TuntasExercisesPage *self, TuntasPracticeMode mode)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = tuntas_wrapped_label_new (tuntas_practice_mode_get_line (mode), "way-line");

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), tuntas_wrapped_label_new (tuntas_practice_mode_get_name (mode), "heading"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "way-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tuntas_practice_mode_get_name (mode), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tuntas_practice_mode_get_line (mode), -1);
  if (mode > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->way_buttons[0]));
  g_signal_connect_object (button, "toggled", G_CALLBACK (way_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* The list */

static void
row_cb (TuntasExercisesPage *self, GtkWidget *button)
{
  begin (self, g_object_get_data (G_OBJECT (button), "scenario"));
}

static GtkWidget *
new_begin_button (TuntasExercisesPage *self, const char *scenario, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_("Begin"));
  /* Translators: %s is the title of an exercise; for those who cannot see beside what the button stands. */
  g_autofree char *name = g_strdup_printf (_("Begin: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "scenario", g_strdup (scenario), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* (transfer full) (nullable): the ways in which it was passed: "Passed: Guided, Exam". */
static char *
dup_passed (TuntasExercisesPage *self, const TuntasExercise *exercise)
{
  TuntasProgress *progress = tuntas_trainer_get_progress (self->trainer);
  g_autoptr (GString) ways = g_string_new (NULL);

  for (guint i = 0; progress != NULL && i < TUNTAS_PRACTICE_N_MODES; i++)
    if (tuntas_progress_has_passed (progress, exercise->id, i))
      g_string_append_printf (ways, "%s%s", ways->len > 0 ? ", " : "", tuntas_practice_mode_get_name (i));
  /* Translators: %s are ways to practise: "Guided, Exam". */
  return ways->len > 0 ? g_strdup_printf (_("Passed: %s"), ways->str) : NULL;
}

/* (transfer full): "2 tickets · clauses 1.2.1, 1.2.2" */
static char *
dup_contents (const TuntasExercise *exercise)
{
  g_autofree char *clauses = g_strjoinv (", ", exercise->clauses);
  g_autofree char *tickets = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ticket", "%u tickets",
                                                           exercise->n_tickets), exercise->n_tickets);

  /* Translators: how many tickets an exercise has, and the clauses of the instruction that it is about. */
  return g_strdup_printf (_("%s · clauses %s"), tickets, clauses);
}

static GtkWidget *
new_passed (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), tuntas_wrapped_label_new (text, "caption-heading"));
  gtk_widget_add_css_class (box, "good");
  return box;
}

/* contents, passed (nullable) */
static void
add_row (TuntasExercisesPage *self, const char *scenario, const char *title, const char *goal, const char *contents,
         const char *passed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (goal, "body"));
  if (contents != NULL)
    {
      GtkWidget *label = tuntas_wrapped_label_new (contents, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (words), label);
    }
  if (passed != NULL)
    gtk_box_append (GTK_BOX (words), new_passed (passed));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), new_begin_button (self, scenario, title));
  gtk_widget_add_css_class (line, "exercise-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

static void
show_list (TuntasExercisesPage *self)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self->trainer);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < exercises->len; i++)
    {
      const TuntasExercise *exercise = g_ptr_array_index (exercises, i);
      g_autofree char *contents = dup_contents (exercise);
      g_autofree char *passed = dup_passed (self, exercise);

      add_row (self, exercise->id, tuntas_trainer_get_title (self->trainer, exercise),
               tuntas_trainer_get_goal (self->trainer, exercise), contents, passed);
    }
  add_row (self, TUNTAS_SAMPLE_SHIFT, _("Sample shift"),
           _("A queue of many tickets to look around in. Nobody answers the phone, and nothing is judged."), NULL, NULL);
}

static void
show_trouble (TuntasExercisesPage *self)
{
  g_autofree char *trouble = tuntas_trainer_dup_trouble (self->trainer);

  gtk_label_set_text (self->trouble_text, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
}

static void
changed_cb (TuntasExercisesPage *self)
{
  show_trouble (self);
  gtk_widget_set_visible (self->news, tuntas_trainer_get_former (self->trainer) != NULL);
  show_next (self);
  show_list (self);
}

static gboolean
tuntas_exercises_page_grab_focus (GtkWidget *widget)
{
  TuntasExercisesPage *self = TUNTAS_EXERCISES_PAGE (widget);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  return gtk_widget_grab_focus (self->next != NULL ? self->next_begin : self->way_buttons[self->mode]);
}

static void
tuntas_exercises_page_dispose (GObject *object)
{
  TuntasExercisesPage *self = TUNTAS_EXERCISES_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->trainer);

  G_OBJECT_CLASS (tuntas_exercises_page_parent_class)->dispose (object);
}

static void
tuntas_exercises_page_class_init (TuntasExercisesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_exercises_page_dispose;
  widget_class->grab_focus = tuntas_exercises_page_grab_focus;
  begin_signal = g_signal_new ("begin", TUNTAS_TYPE_EXERCISES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-exercises-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, trouble_text);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, news);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, next_heading);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, next_title);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, next_goal);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, next_begin);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, ways);
  gtk_widget_class_bind_template_child (widget_class, TuntasExercisesPage, list);
  gtk_widget_class_install_action (widget_class, "exercises.begin-next", NULL, begin_next_cb);
}

static void
tuntas_exercises_page_init (TuntasExercisesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < TUNTAS_PRACTICE_N_MODES; i++)
    {
      self->way_buttons[i] = new_way (self, i);
      gtk_box_append (self->ways, self->way_buttons[i]);
    }
}

GtkWidget *
tuntas_exercises_page_new (TuntasTrainer *trainer)
{
  TuntasExercisesPage *self = g_object_new (TUNTAS_TYPE_EXERCISES_PAGE, NULL);

  self->mode = tuntas_trainer_get_last_mode (trainer);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->way_buttons[self->mode]), TRUE);
  self->trainer = g_object_ref (trainer);
  changed_cb (self);
  g_signal_connect_object (trainer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
