/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-replay-page.h"

#include "tuntas-columns.h"
#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-plain-row.h"
#include "tuntas-session-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasReplayPage
{
  GtkWidget parent_instance;

  TuntasTrainer *trainer;    /* (owned) */
  GCancellable *reading;     /* (owned) */
  GPtrArray *steps;          /* (nullable) (element-type TuntasSessionStep): before it is read */
  guint n_shown;             /* of these */
  gboolean growing;          /* a step was added, and is to come into sight */

  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *trouble;
  AdwPreferencesGroup *list;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (TuntasReplayPage, tuntas_replay_page, GTK_TYPE_WIDGET)

static void
update_actions (TuntasReplayPage *self)
{
  gboolean more = self->steps != NULL && self->n_shown < self->steps->len;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.next", more);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.all", more);
}

static gboolean
to_end_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer user_data)
{
  TuntasReplayPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  self->growing = FALSE;
  return G_SOURCE_REMOVE;
}

/* What was added last comes into sight once it has its place: with the next frame, since in this one places are being
 * given. A window that takes another size leaves what is being read where it is. */
static void
grown_cb (TuntasReplayPage *self)
{
  if (self->growing)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), to_end_cb, g_object_ref (self), g_object_unref);
}

/* The one that was shown last has the focus: it is read aloud. */
static void
show_steps (TuntasReplayPage *self, guint n)
{
  AdwActionRow *row = NULL;
  g_autofree char *count = NULL;

  while (self->n_shown < MIN (n, self->steps->len))
    {
      const TuntasSessionStep *step = g_ptr_array_index (self->steps, self->n_shown++);
      g_autofree char *title = tuntas_session_words_title (step);
      g_autofree char *about = tuntas_session_words_about (step);

      row = tuntas_plain_row_add (self->list, title, about);
      self->growing = TRUE;
    }
  if (self->steps->len == 0)
    count = g_strdup (_("Nothing was done."));
  else
    /* Translators: numbers: of the step that is shown, and of all steps. */
    count = g_strdup_printf (_("Step %u of %u"), self->n_shown, self->steps->len);
  adw_preferences_group_set_title (self->list, count);
  update_actions (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasReplayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = tuntas_session_read_finish (result, &error);
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->reading))
    return;
  if (cases != NULL)
    {
      self->steps = tuntas_session_list_steps (cases, tuntas_trainer_get_language (self->trainer));
      show_steps (self, 1);
      return;
    }
  sentence = tuntas_explain_error (error);
  gtk_label_set_text (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasReplayPage *self = TUNTAS_REPLAY_PAGE (widget);

  show_steps (self, self->n_shown + 1);
}

static void
all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TuntasReplayPage *self = TUNTAS_REPLAY_PAGE (widget);

  show_steps (self, self->steps->len);
}

static void
show_head (TuntasReplayPage *self, const TuntasKeptSession *session)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *moment = tuntas_format_moment (session->at, zone, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: %s is when an exercise was begun: "26 Nov 09.14". */
  g_autofree char *about = g_strdup_printf (_("Begun %s. The times below are those of the exercise."), moment);

  gtk_label_set_text (self->title, tuntas_trainer_find_title (self->trainer, session->scenario));
  gtk_label_set_text (self->about, about);
}

static gboolean
tuntas_replay_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TUNTAS_REPLAY_PAGE (widget)->next_button);
}

static void
tuntas_replay_page_dispose (GObject *object)
{
  TuntasReplayPage *self = TUNTAS_REPLAY_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->reading);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->trainer);
  G_OBJECT_CLASS (tuntas_replay_page_parent_class)->dispose (object);
}

static void
tuntas_replay_page_finalize (GObject *object)
{
  TuntasReplayPage *self = TUNTAS_REPLAY_PAGE (object);

  g_object_unref (self->reading);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_replay_page_parent_class)->finalize (object);
}

static void
tuntas_replay_page_class_init (TuntasReplayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_replay_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_replay_page_finalize;
  widget_class->grab_focus = tuntas_replay_page_grab_focus;
  g_type_ensure (TUNTAS_TYPE_COLUMNS);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-replay-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, title);
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, about);
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, list);
  gtk_widget_class_bind_template_child (widget_class, TuntasReplayPage, next_button);
  gtk_widget_class_install_action (widget_class, "replay.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "replay.all", NULL, all_cb);
}

static void
tuntas_replay_page_init (TuntasReplayPage *self)
{
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (grown_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

GtkWidget *
tuntas_replay_page_new (TuntasTrainer *trainer, const TuntasKeptSession *session)
{
  TuntasReplayPage *self = g_object_new (TUNTAS_TYPE_REPLAY_PAGE, NULL);

  self->trainer = g_object_ref (trainer);
  show_head (self, session);
  tuntas_session_read_async (session->path, tuntas_trainer_get_procedure (trainer), self->reading, read_cb,
                             g_object_ref (self));
  return GTK_WIDGET (self);
}
