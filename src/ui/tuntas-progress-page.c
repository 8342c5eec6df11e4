/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-page.h"

#include "tuntas-certificate-paper.h"
#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-paper-saver.h"
#include "tuntas-plain-row.h"
#include "tuntas-progress-picture.h"
#include "tuntas-progress-words.h"
#include "tuntas-revision.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_RUNS 100 /* in the list, the newest first */

struct _TuntasProgressPage
{
  GtkWidget parent_instance;

  TuntasTrainer *trainer;         /* (owned) */
  TuntasCertificate *certificate; /* (nullable): before anything was shown, and without a progress */
  GTimeZone *zone;                /* of this computer: runs are told by its clock */

  GtkWidget *scroller;
  GtkLabel *trouble;
  GtkLabel *next_heading;
  GtkLabel *next_title;
  GtkWidget *next_button;
  AdwPreferencesGroup *passed;
  AdwPreferencesGroup *troubles;
  GtkWidget *course;
  TuntasProgressPicture *picture;
  AdwPreferencesGroup *sessions;
  AdwPreferencesGroup *runs;
  AdwActionRow *certificate_row;
  GtkEditable *name;
  AdwActionRow *save_row;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (TuntasProgressPage, tuntas_progress_page, GTK_TYPE_WIDGET)

static void
say_trouble (TuntasProgressPage *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

/* What comes next */

static void
show_next (TuntasProgressPage *self, GPtrArray *runs)
{
  TuntasPracticeMode mode = tuntas_trainer_get_last_mode (self->trainer);
  const TuntasExercise *next = tuntas_trainer_suggest (self->trainer, mode);
  g_autofree char *heading = NULL;

  if (tuntas_trainer_get_exercises (self->trainer)->len == 0)
    heading = g_strdup (_("There are no exercises for this work instruction"));
  else if (runs->len == 0)
    heading = g_strdup (_("There is no run yet: here is the first exercise"));
  else if (next == NULL)
    /* Translators: %s is a way to practise: "Ujian". */
    heading = g_strdup_printf (_("All exercises are passed: %s"), tuntas_practice_mode_get_name (mode));
  else
    /* Translators: %s is a way to practise: "Ujian". */
    heading = g_strdup_printf (_("Best done next: %s"), tuntas_practice_mode_get_name (mode));
  gtk_label_set_text (self->next_heading, heading);
  gtk_label_set_text (self->next_title, next != NULL ? tuntas_trainer_get_title (self->trainer, next) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->next_title), next != NULL);
  gtk_widget_set_visible (self->next_button, next != NULL);
}

/* What was done */

static void
show_passed (TuntasProgressPage *self, TuntasProgress *progress)
{
  GPtrArray *exercises = tuntas_trainer_get_exercises (self->trainer);

  for (guint mode = 0; mode < TUNTAS_PRACTICE_N_MODES; mode++)
    {
      g_autofree char *passed = tuntas_progress_words_passed (progress, exercises, mode);

      tuntas_plain_row_add (self->passed, tuntas_practice_mode_get_name (mode), passed);
    }
}

static void
show_troubles (TuntasProgressPage *self, TuntasProgress *progress)
{
  g_autoptr (GPtrArray) troubles = tuntas_progress_list_troubles (progress);
  TuntasProcedure *procedure = tuntas_trainer_get_procedure (self->trainer);
  const char *language = tuntas_trainer_get_language (self->trainer);

  gtk_widget_set_visible (GTK_WIDGET (self->troubles), troubles->len > 0);
  for (guint i = 0; i < troubles->len; i++)
    {
      const TuntasTrouble *trouble = g_ptr_array_index (troubles, i);
      const TuntasClause *clause = tuntas_procedure_find_clause (procedure, trouble->clause);
      const TuntasText *text = clause != NULL ? clause->text : tuntas_procedure_find_silent_place (procedure, trouble->clause);
      g_autofree char *times = tuntas_progress_words_trouble (trouble, tuntas_progress_get_runs (progress));
      g_autofree char *title = g_strdup_printf ("%s · %s", trouble->clause, times);

      tuntas_plain_row_add (self->troubles, title, text != NULL ? tuntas_text_in (text, language) : "");
    }
}

static void
show_run (TuntasProgressPage *self, const TuntasRun *run)
{
  const char *result = tuntas_progress_words_result (run);
  g_autofree char *about = tuntas_progress_words_run (run, tuntas_practice_mode_get_name (run->mode), self->zone,
                                                      g_get_real_time () / G_USEC_PER_SEC);
  AdwActionRow *row = tuntas_plain_row_add (self->runs, tuntas_trainer_find_title (self->trainer, run->scenario), about);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (run->passed ? "object-select-symbolic"
                                                                           : "window-close-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (result));
  gtk_widget_add_css_class (box, run->passed ? "good" : "late");
  adw_action_row_add_suffix (row, box);
}

static void
show_runs (TuntasProgressPage *self, GPtrArray *runs)
{
  gtk_widget_set_visible (self->course, runs->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->runs), runs->len > 0);
  tuntas_progress_picture_set_runs (self->picture, runs);
  for (guint i = 0; i < MIN (runs->len, MOST_RUNS); i++)
    show_run (self, g_ptr_array_index (runs, runs->len - 1 - i));
}

static void
show_session (TuntasProgressPage *self, const TuntasKeptSession *session)
{
  const char *title = tuntas_trainer_find_title (self->trainer, session->scenario);
  g_autofree char *moment = tuntas_format_moment (session->at, self->zone, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: the title of an exercise, and when it was begun; for those who cannot see beside what the button stands. */
  g_autofree char *name = g_strdup_printf (_("Go through: %s, %s"), title, moment);
  AdwActionRow *row = tuntas_plain_row_add (self->sessions, title, moment);
  GtkWidget *button = gtk_button_new_with_label (_("Go through"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", session->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-session");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (row, button);
}

static void
show_sessions (TuntasProgressPage *self)
{
  g_autoptr (GPtrArray) sessions = tuntas_trainer_list_sessions (self->trainer);

  gtk_widget_set_visible (GTK_WIDGET (self->sessions), sessions->len > 0);
  for (guint i = 0; i < sessions->len; i++)
    show_session (self, g_ptr_array_index (sessions, i));
}

/* The certificate */

static void
show_certificate (TuntasProgressPage *self, TuntasProgress *progress)
{
  TuntasProcedure *procedure = tuntas_trainer_get_procedure (self->trainer);
  g_autofree char *citation = tuntas_revision_dup_citation (procedure);
  g_autofree char *words = NULL;

  self->certificate = tuntas_progress_certify (progress, procedure);
  words = tuntas_progress_words_certificate (self->certificate);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->certificate_row), words);
  adw_action_row_set_subtitle (self->certificate_row, citation);
  gtk_widget_set_visible (GTK_WIDGET (self->name), self->certificate->complete);
  gtk_widget_set_visible (GTK_WIDGET (self->save_row), self->certificate->complete);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.save-certificate", self->certificate->complete);
}

/* Beside the button, which the focus brings into sight. */
static void
say_at_certificate (TuntasProgressPage *self, const char *sentence)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->save_row), sentence);
  gtk_widget_grab_focus (self->save_button);
}

static void
say_error (TuntasProgressPage *self, const GError *error)
{
  g_autofree char *sentence = tuntas_explain_error (error);

  say_at_certificate (self, sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasProgressPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tuntas_paper_save_finish (GTK_WINDOW (source), result, &error);
  g_autofree char *sentence = NULL;

  /* Left, or nowhere. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (path == NULL)
    {
      say_error (self, error);
      return;
    }
  /* Translators: %s is the path of a file. */
  sentence = g_strdup_printf (_("Saved: %s"), path);
  say_at_certificate (self, sentence);
}

static void
save_certificate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasProgressPage *self = TUNTAS_PROGRESS_PAGE (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (*name == '\0')
    {
      say_at_certificate (self, _("Type your name first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      return;
    }
  pdf = tuntas_certificate_paper_print (&(TuntasCertificatePaper) {
      .certificate = self->certificate, .name = name, .procedure = tuntas_trainer_get_procedure (self->trainer),
      .language = tuntas_trainer_get_language (self->trainer), .zone = self->zone }, &error);
  if (pdf == NULL)
    say_error (self, error);
  else
    tuntas_paper_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Save the certificate"),
                             "tuntas-certificate.pdf", pdf, saved_cb, g_object_ref (self));
}

/* The page */

static gboolean
tuntas_progress_page_grab_focus (GtkWidget *widget)
{
  TuntasProgressPage *self = TUNTAS_PROGRESS_PAGE (widget);

  return gtk_widget_get_visible (self->next_button) ? gtk_widget_grab_focus (self->next_button)
                                                    : gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

static void
tuntas_progress_page_dispose (GObject *object)
{
  TuntasProgressPage *self = TUNTAS_PROGRESS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->trainer);
  G_OBJECT_CLASS (tuntas_progress_page_parent_class)->dispose (object);
}

static void
tuntas_progress_page_finalize (GObject *object)
{
  TuntasProgressPage *self = TUNTAS_PROGRESS_PAGE (object);

  g_clear_pointer (&self->certificate, tuntas_certificate_free);
  g_time_zone_unref (self->zone);
  G_OBJECT_CLASS (tuntas_progress_page_parent_class)->finalize (object);
}

static void
tuntas_progress_page_class_init (TuntasProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_progress_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_progress_page_finalize;
  widget_class->grab_focus = tuntas_progress_page_grab_focus;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_PROGRESS_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-progress-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasProgressPage, name)
  BIND (scroller);
  BIND (trouble);
  BIND (next_heading);
  BIND (next_title);
  BIND (next_button);
  BIND (passed);
  BIND (troubles);
  BIND (course);
  BIND (picture);
  BIND (sessions);
  BIND (runs);
  BIND (certificate_row);
  BIND (name);
  BIND (save_row);
  BIND (save_button);
#undef BIND
  gtk_widget_class_install_action (widget_class, "progress.save-certificate", NULL, save_certificate_cb);
}

static void
tuntas_progress_page_init (TuntasProgressPage *self)
{
  self->zone = g_time_zone_new_local ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_progress_page_new (TuntasTrainer *trainer)
{
  TuntasProgressPage *self = g_object_new (TUNTAS_TYPE_PROGRESS_PAGE, NULL);
  TuntasProgress *progress = tuntas_trainer_get_progress (trainer);
  g_autofree char *trouble = tuntas_trainer_dup_trouble (trainer);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GPtrArray *runs = progress != NULL ? tuntas_progress_get_runs (progress) : none;

  self->trainer = g_object_ref (trainer);
  say_trouble (self, trouble);
  show_next (self, runs);
  show_runs (self, runs);
  show_sessions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->passed), progress != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->troubles), progress != NULL);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->certificate_row), ADW_TYPE_PREFERENCES_GROUP),
                          progress != NULL);
  if (progress == NULL)
    return GTK_WIDGET (self);
  show_passed (self, progress);
  show_troubles (self, progress);
  show_certificate (self, progress);
  return GTK_WIDGET (self);
}
