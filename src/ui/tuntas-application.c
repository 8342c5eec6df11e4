/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-application.h"

#include "tuntas-fading.h"
#include "tuntas-hidden-windows.h"

#include <glib/gi18n-lib.h>

#define APPLICATION_ID "io.github.tuntas.Tuntas"

struct _TuntasApplication
{
  AdwApplication parent_instance;

  TuntasWorkplace *work;
  TuntasTrainer *trainer;

  TuntasSettings *settings;    /* (nullable): before startup */
  GtkWidget *window;           /* (nullable): borrowed; its own program keeps it */
  const TuntasTrainingChoice *start_in; /* (nullable): the training at the start */
  gboolean start_hidden;       /* nobody is there at the start; whoever comes later is */
};

G_DEFINE_FINAL_TYPE (TuntasApplication, tuntas_application, ADW_TYPE_APPLICATION)

/* What is still to be taken back from the desktop keeps the program a moment longer; it may be started again in it. */
static void
end (TuntasApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "quit")), TRUE);
  while (gtk_application_get_windows (application) != NULL)
    gtk_window_destroy (gtk_application_get_windows (application)->data);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasApplication) self = user_data;
  GAction *quit = g_action_map_lookup_action (G_ACTION_MAP (self), "quit");

  if (!tuntas_window_leave_finish (TUNTAS_WINDOW (source), result))
    {
      g_simple_action_set_enabled (G_SIMPLE_ACTION (quit), TRUE);
      return;
    }
  end (self);
}

/* While the agent is asked, or the signing out takes its moment, a second call changes nothing. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasApplication *self = user_data;

  if (self->window == NULL)
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }
  g_simple_action_set_enabled (action, FALSE);
  tuntas_window_leave_async (TUNTAS_WINDOW (self->window), left_cb, g_object_ref (self));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasApplication *self = user_data;
  GtkWidget *about;

  if (self->window == NULL)
    return;
  about = adw_about_window_new ();
  g_object_set (about, "application-name", "Tuntas", "application-icon", APPLICATION_ID, "version", TUNTAS_VERSION,
                "comments", _("Closes trouble tickets step by step, according to the work instruction."),
                "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _("The Tuntas developers"),
                /* Translators: your name, one a line */
                "translator-credits", _("translator-credits"), "transient-for", self->window, "modal", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (about));
}

/* What a notification's buttons ask for: the window comes to the front, and does it under the same name. */
static void
ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasApplication *self = user_data;

  if (self->window != NULL)
    tuntas_window_come_back (TUNTAS_WINDOW (self->window), TRUE);
  else
    g_application_activate (G_APPLICATION (self));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), g_action_get_name (G_ACTION (action)), parameter);
}

/* The acts of the window once more, under a name that does not change with the window: for a desk's own shortcut keys
 * (gapplication action, or any D-Bus client). They go the way of the window's own keys, and so through the same gate.
 * Where the window has no use for one, because nobody has logged in, it comes to the front. */
static void
forward_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasApplication *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  if (self->window == NULL || !g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name))
    g_application_activate (G_APPLICATION (self));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, parameter);
}

static void
add_keys (GtkApplication *self)
{
  static const struct { const char *action; const char *keys[3]; } accels[] = {
    { "win.sync", { "F5", "<Control>r" } },
    { "win.search", { "<Control>f" } },
    { "win.next-ticket", { "<Control>j" } },
    { "win.customer-contacted", { "F6" } },
    { "win.call", { "F8" } },
    { "win.suggested", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.map", { "<Control>m" } },
    { "win.open-list", { "<Control>o" } },
    { "win.copy-recap", { "<Control><Shift>r" } },
    { "win.hand-over", { "<Control><Shift>h" } },
    { "win.show-queue", { "<Alt>Left" } },
    { "win.go-back", { "<Alt>Left" } },
    { "win.end-training", { "<Control>e" } },
    { "win.training-speed(1)", { "<Control>1" } },
    { "win.training-speed(60)", { "<Control>2" } },
    { "win.training-speed(600)", { "<Control>3" } },
    { "win.training-sound", { "<Control><Shift>m" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "win.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (self, accels[i].action, accels[i].keys);
}

static void
tuntas_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb, NULL, NULL, NULL },
    { "about", about_cb, NULL, NULL, NULL },
    { "show-ticket", ticket_cb, "s", NULL, NULL },
    { "call-ticket", ticket_cb, "s", NULL, NULL },
    { "snooze-ticket", ticket_cb, "s", NULL, NULL },
    { "sync", forward_cb, NULL, NULL, NULL },
    { "search", forward_cb, NULL, NULL, NULL },
    { "next-ticket", forward_cb, NULL, NULL, NULL },
    { "customer-contacted", forward_cb, NULL, NULL, NULL },
    { "call", forward_cb, NULL, NULL, NULL },
    { "choose", forward_cb, "i", NULL, NULL },
    { "suggested", forward_cb, NULL, NULL, NULL },
    { "act", forward_cb, "s", NULL, NULL },
    { "undo", forward_cb, NULL, NULL, NULL },
    { "map", forward_cb, NULL, NULL, NULL },
    { "copy-recap", forward_cb, NULL, NULL, NULL },
  };
  TuntasApplication *self = TUNTAS_APPLICATION (application);

  G_APPLICATION_CLASS (tuntas_application_parent_class)->startup (application);
  tuntas_hidden_windows_keep_names ();
  self->settings = tuntas_settings_new ();
  tuntas_fading_follow_revision (self->settings, tuntas_workplace_get_procedure (self->work));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
tuntas_application_activate (GApplication *application)
{
  TuntasApplication *self = TUNTAS_APPLICATION (application);

  if (self->window != NULL)
    {
      tuntas_window_come_back (TUNTAS_WINDOW (self->window), FALSE);
      return;
    }
  self->window = tuntas_window_new (ADW_APPLICATION (self), self->work, self->settings, self->trainer);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  if (self->start_hidden)
    {
      self->start_hidden = FALSE;
      tuntas_window_begin_hidden (TUNTAS_WINDOW (self->window));
      return;
    }
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->start_in != NULL && self->start_in->scenario != NULL)
    tuntas_window_train (TUNTAS_WINDOW (self->window), self->start_in);
  else if (self->start_in != NULL)
    tuntas_window_show_exercises (TUNTAS_WINDOW (self->window));
  else
    tuntas_window_begin (TUNTAS_WINDOW (self->window));
}

static void
tuntas_application_dispose (GObject *object)
{
  TuntasApplication *self = TUNTAS_APPLICATION (object);

  if (self->window != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  self->window = NULL;
  g_clear_object (&self->settings);
  g_clear_object (&self->work);
  g_clear_object (&self->trainer);
  G_OBJECT_CLASS (tuntas_application_parent_class)->dispose (object);
}

static void
tuntas_application_class_init (TuntasApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = tuntas_application_startup;
  G_APPLICATION_CLASS (klass)->activate = tuntas_application_activate;
}

static void
tuntas_application_init (TuntasApplication *self)
{
}

TuntasApplication *
tuntas_application_new (TuntasWorkplace *work, TuntasTrainer *trainer)
{
  TuntasApplication *self = g_object_new (TUNTAS_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                                          G_APPLICATION_DEFAULT_FLAGS, NULL);

  self->work = g_object_ref (work);
  self->trainer = g_object_ref (trainer);
  return self;
}

void
tuntas_application_set_start_in_training (TuntasApplication *self, const TuntasTrainingChoice *choice)
{
  g_return_if_fail (TUNTAS_IS_APPLICATION (self));
  self->start_in = choice;
}

void
tuntas_application_set_start_hidden (TuntasApplication *self)
{
  g_return_if_fail (TUNTAS_IS_APPLICATION (self));
  self->start_hidden = TRUE;
}

TuntasWindow *
tuntas_application_get_window (TuntasApplication *self)
{
  g_return_val_if_fail (TUNTAS_IS_APPLICATION (self), NULL);
  return self->window != NULL ? TUNTAS_WINDOW (self->window) : NULL;
}
