/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-preferences.h"

#include "tuntas-alarm-words.h"
#include "tuntas-autostart.h"
#include "tuntas-connection-group.h"
#include "tuntas-finding-words.h"
#include "tuntas-mail-group.h"
#include "tuntas-notices.h"

#include <glib/gi18n-lib.h>

struct _TuntasPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *dial_mode;
  GtkWidget *dial_command;
  GtkWidget *outside_line;
  GtkWidget *links;
  GtkWidget *links_trouble;
  GtkWidget *reminders;
  GtkWidget *no_notices;
  GtkWidget *autostart;
  GtkWidget *autostart_trouble;
  GtkWidget *sound;
  GtkWidget *findings_group;
  GtkWidget *findings;
  GtkWidget *connection;
  GtkWidget *mail;

  TuntasSettings *settings; /* (nullable): while the entries are being filled */
  TuntasDesk *desk;         /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TuntasPreferences, tuntas_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
dial_mode_cb (TuntasPreferences *self)
{
  guint mode = adw_combo_row_get_selected (ADW_COMBO_ROW (self->dial_mode));

  gtk_widget_set_visible (self->dial_command, mode == TUNTAS_DIAL_COMMAND);
  if (self->settings != NULL && mode <= TUNTAS_DIAL_HAND)
    tuntas_settings_set_dial_mode (self->settings, (TuntasDialMode) mode);
}

static void
dial_command_cb (TuntasPreferences *self)
{
  if (self->settings != NULL)
    tuntas_settings_set_dial_command (self->settings, gtk_editable_get_text (GTK_EDITABLE (self->dial_command)));
}

static void
outside_line_cb (TuntasPreferences *self)
{
  if (self->settings != NULL)
    tuntas_settings_set_outside_line (self->settings, gtk_editable_get_text (GTK_EDITABLE (self->outside_line)));
}

static void
sound_cb (TuntasPreferences *self)
{
  if (self->settings != NULL)
    tuntas_settings_set_training_sound (self->settings, gtk_switch_get_active (GTK_SWITCH (self->sound)));
}

/* Reminders */

static void
show_reminders (TuntasPreferences *self)
{
  g_autofree char *text = NULL;
  TuntasAlarms alarms = { .next = -1 };

  if (self->desk != NULL)
    {
      tuntas_desk_count_alarms (self->desk, &alarms);
      text = tuntas_alarm_words_new (&alarms, tuntas_desk_get_zone (self->desk),
                                     tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk)));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reminders),
                                 text != NULL ? text : _("Reminders come once you are logged in"));
}

static void
service_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasPreferences) self = user_data;
  gboolean found = tuntas_notices_find_service_finish (result);

  if (self->settings != NULL)
    gtk_widget_set_visible (self->no_notices, !found);
}

/* What was asked of the desktop. */
typedef struct
{
  TuntasPreferences *self;
  TuntasSettings *settings; /* they are to know it, also where the window was closed meanwhile */
  gboolean start;
} AutostartWish;

static void
show_autostart (TuntasPreferences *self, gboolean start, const GError *error)
{
  g_autofree char *trouble = NULL;

  if (error == NULL)
    gtk_switch_set_state (GTK_SWITCH (self->autostart), start);
  else
    {
      trouble = g_error_matches (error, TUNTAS_AUTOSTART_ERROR, TUNTAS_AUTOSTART_ERROR_DENIED)
                    ? g_strdup (_("The desktop did not allow it."))
                    /* Translators: %s names a file and why it could not be written, in the system's words. */
                    : g_strdup_printf (_("That could not be set: %s"), error->message);
      gtk_switch_set_active (GTK_SWITCH (self->autostart), !start);
    }
  gtk_widget_set_sensitive (self->autostart, TRUE);
  gtk_label_set_text (GTK_LABEL (self->autostart_trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->autostart_trouble, trouble != NULL);
}

static void
autostart_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AutostartWish *wish = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_autostart_set_finish (result, &error))
    tuntas_settings_set_autostart (wish->settings, wish->start);
  /* Closed meanwhile there is nothing to show any more. */
  if (wish->self->settings != NULL)
    show_autostart (wish->self, wish->start, error);
  g_object_unref (wish->self);
  g_object_unref (wish->settings);
  g_free (wish);
}

/* The switch moves at once, and its state follows when the desktop has said yes. */
static gboolean
autostart_cb (TuntasPreferences *self, gboolean start)
{
  GApplication *application = g_application_get_default ();
  AutostartWish *wish;

  if (self->settings == NULL || start == gtk_switch_get_state (GTK_SWITCH (self->autostart)))
    return TRUE;
  wish = g_new (AutostartWish, 1);
  *wish = (AutostartWish) { g_object_ref (self), g_object_ref (self->settings), start };
  gtk_widget_set_sensitive (self->autostart, FALSE);
  tuntas_autostart_set_async (start, application != NULL ? g_application_get_dbus_connection (application) : NULL, NULL,
                              autostart_set_cb, wish);
  return TRUE;
}

/* A line that is no web address is named and not kept. */
static void
links_changed_cb (TuntasPreferences *self, GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  g_autofree char *trouble = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  if (self->settings == NULL)
    return;
  g_object_get (buffer, "text", &text, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (tuntas_station_is_link (lines[i]))
        g_ptr_array_add (links, lines[i]);
      else if (*lines[i] != '\0' && trouble == NULL)
        /* Translators: the number of a line, then what stands in it. */
        trouble = g_strdup_printf (_("Line %u is no web address and is not kept: %s"), i + 1, lines[i]);
    }
  g_ptr_array_add (links, NULL);
  tuntas_settings_set_links (self->settings, (const char *const *) links->pdata);
  gtk_widget_set_visible (self->links_trouble, trouble != NULL);
  gtk_label_set_text (GTK_LABEL (self->links_trouble), trouble != NULL ? trouble : "");
}

static void
fill (TuntasPreferences *self, TuntasSettings *settings)
{
  g_autofree char *command = tuntas_settings_dup_dial_command (settings);
  g_autofree char *outside = tuntas_settings_dup_outside_line (settings);
  g_auto (GStrv) links = tuntas_settings_dup_links (settings);
  g_autofree char *text = g_strjoinv ("\n", links);

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->dial_mode), tuntas_settings_get_dial_mode (settings));
  gtk_editable_set_text (GTK_EDITABLE (self->dial_command), command);
  gtk_editable_set_text (GTK_EDITABLE (self->outside_line), outside);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->links)), text, -1);
  gtk_switch_set_active (GTK_SWITCH (self->sound), tuntas_settings_get_training_sound (settings));
  gtk_switch_set_active (GTK_SWITCH (self->autostart), tuntas_settings_get_autostart (settings));
  gtk_switch_set_state (GTK_SWITCH (self->autostart), tuntas_settings_get_autostart (settings));
  dial_mode_cb (self);
}

static void
tuntas_preferences_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_PREFERENCES (object)->desk);
  g_clear_object (&TUNTAS_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (tuntas_preferences_parent_class)->dispose (object);
}

static void
tuntas_preferences_class_init (TuntasPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, dial_mode);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, dial_command);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, outside_line);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, links);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, links_trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, reminders);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, no_notices);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, autostart);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, autostart_trouble);
  gtk_widget_class_bind_template_callback (widget_class, autostart_cb);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, sound);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, findings_group);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, findings);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, connection);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreferences, mail);
  gtk_widget_class_bind_template_callback (widget_class, dial_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, dial_command_cb);
  gtk_widget_class_bind_template_callback (widget_class, outside_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, sound_cb);
}

static void
tuntas_preferences_init (TuntasPreferences *self)
{
  g_type_ensure (TUNTAS_TYPE_CONNECTION_GROUP);
  g_type_ensure (TUNTAS_TYPE_MAIL_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_preferences_new (GtkWindow *parent, TuntasSettings *settings, GPtrArray *findings, TuntasWorkplace *workplace,
                        TuntasDesk *desk)
{
  TuntasPreferences *self = g_object_new (TUNTAS_TYPE_PREFERENCES, "transient-for", parent, NULL);
  g_autofree char *refused = tuntas_finding_words_all (findings);

  gtk_widget_set_visible (self->findings_group, findings->len > 0);
  gtk_label_set_text (GTK_LABEL (self->findings), refused);
  tuntas_connection_group_set_workplace (TUNTAS_CONNECTION_GROUP (self->connection), workplace, desk, settings);
  tuntas_mail_group_set_account (TUNTAS_MAIL_GROUP (self->mail), tuntas_workplace_get_mail_account (workplace), FALSE);
  self->desk = desk != NULL ? g_object_ref (desk) : NULL;
  show_reminders (self);
  if (desk != NULL)
    g_signal_connect_object (desk, "alarms-changed", G_CALLBACK (show_reminders), self, G_CONNECT_SWAPPED);
  fill (self, settings);
  self->settings = g_object_ref (settings);
  tuntas_notices_find_service_async (g_application_get_default (), service_found_cb, g_object_ref (self));
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->links)), "changed",
                           G_CALLBACK (links_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
