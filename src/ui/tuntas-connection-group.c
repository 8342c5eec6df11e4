/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-connection-group.h"

#include "tuntas-explain.h"
#include "tuntas-probe-words.h"

#include <glib/gi18n-lib.h>

struct _TuntasConnectionGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *account_row;
  GtkWidget *spinner;
  GtkWidget *copy;
  GtkWidget *test;
  GtkWidget *login;
  GtkWidget *password;

  TuntasWorkplace *workplace; /* (nullable): before set_workplace */
  TuntasDesk *desk;           /* (nullable) */
  char *server;
  GPtrArray *rows;            /* of GtkWidget, borrowed: the group has them */
  GString *report;
  GCancellable *testing;      /* (nullable): the test under way */
};

G_DEFINE_FINAL_TYPE (TuntasConnectionGroup, tuntas_connection_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *icon;
  const char *style; /* (nullable) */
} looks[] = {
  [TUNTAS_PROBE_GOOD] = { "object-select-symbolic", "good" },
  [TUNTAS_PROBE_CAUTION] = { "dialog-information-symbolic", NULL },
  [TUNTAS_PROBE_TROUBLE] = { "dialog-warning-symbolic", "late" },
  [TUNTAS_PROBE_SKIPPED] = { "content-loading-symbolic", "dim-label" },
};

static void
clear_rows (TuntasConnectionGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_string_truncate (self->report, 0);
}

/* icon and how it went, a name for who does not see it. */
static void
add_row (TuntasConnectionGroup *self, TuntasProbeVerdict verdict, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[verdict].icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tuntas_probe_words_verdict (verdict), -1);
  gtk_widget_set_tooltip_text (icon, tuntas_probe_words_verdict (verdict));
  if (looks[verdict].style != NULL)
    gtk_widget_add_css_class (icon, looks[verdict].style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
told_cb (const TuntasProbeResult *result, gpointer user_data)
{
  TuntasConnectionGroup *self = user_data;
  g_autofree char *found = tuntas_probe_words_found (result);
  g_autofree char *line = tuntas_probe_words_line (result);
  /* Translators: a step of the test, and how it went: "Sertifikat: cocok" */
  g_autofree char *title = g_strdup_printf (_("%s: %s"), tuntas_probe_words_step (result->step),
                                            tuntas_probe_words_verdict (result->verdict));

  if (self->testing == NULL || g_cancellable_is_cancelled (self->testing))
    return;
  add_row (self, result->verdict, title, found);
  g_string_append_printf (self->report, "%s\n", line);
}

static void
set_testing (TuntasConnectionGroup *self, GCancellable *cancellable)
{
  g_set_object (&self->testing, cancellable);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), cancellable != NULL);
  gtk_button_set_label (GTK_BUTTON (self->test), cancellable != NULL ? _("_Stop") : _("_Test connection"));
  gtk_widget_set_visible (self->copy, cancellable == NULL && self->report->len > 0);
}

static void
say (TuntasConnectionGroup *self, const char *text)
{
  g_autofree char *all = text != NULL ? g_strdup_printf ("%s\n%s", self->server, text) : g_strdup (self->server);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->account_row), all);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasConnectionGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  gboolean good = FALSE;
  gboolean ended = tuntas_workplace_probe_finish (TUNTAS_WORKPLACE (source), result, &good, &error);

  /* The window is gone. */
  if (self->workplace == NULL)
    return;
  set_testing (self, NULL);
  if (!ended && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    why = tuntas_explain_error (error);
  else
    why = g_strdup (!ended ? _("The test was stopped.")
                    : good ? _("Everything that was tested fits.")
                           : _("Not everything fits or could be tested. Give the result to your administrator."));
  say (self, why);
}

static void
test_cb (TuntasConnectionGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->password));
  g_autofree char *login = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login))));
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->testing != NULL)
    {
      g_cancellable_cancel (self->testing);
      return;
    }
  clear_rows (self);
  say (self, _("The connection is being tested…"));
  cancellable = g_cancellable_new ();
  set_testing (self, cancellable);
  tuntas_workplace_probe_async (self->workplace, self->desk, self->server, login, *typed != '\0' ? typed : NULL,
                                told_cb, self, cancellable, probed_cb, g_object_ref (self));
  /* Handed over: it must not stay in an entry that any program of the session can read. */
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

static void
copy_cb (TuntasConnectionGroup *self)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", self->server, self->report->str);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, _("The result is copied."));
}

static void
tuntas_connection_group_dispose (GObject *object)
{
  TuntasConnectionGroup *self = TUNTAS_CONNECTION_GROUP (object);

  if (self->testing != NULL)
    g_cancellable_cancel (self->testing);
  g_clear_object (&self->testing);
  g_clear_object (&self->workplace);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tuntas_connection_group_parent_class)->dispose (object);
}

static void
tuntas_connection_group_finalize (GObject *object)
{
  TuntasConnectionGroup *self = TUNTAS_CONNECTION_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_string_free (self->report, TRUE);
  g_free (self->server);
  G_OBJECT_CLASS (tuntas_connection_group_parent_class)->finalize (object);
}

static void
tuntas_connection_group_class_init (TuntasConnectionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_connection_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_connection_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-connection-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, account_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, copy);
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, test);
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, login);
  gtk_widget_class_bind_template_child (widget_class, TuntasConnectionGroup, password);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
tuntas_connection_group_init (TuntasConnectionGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->report = g_string_new (NULL);
  self->server = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_signed_in (TuntasDesk *desk)
{
  TuntasSyncState state = desk != NULL ? tuntas_desk_get_sync_state (desk) : TUNTAS_SYNC_SIGNED_OUT;

  return state != TUNTAS_SYNC_SIGNED_OUT && state != TUNTAS_SYNC_SIGN_IN_NEEDED && state != TUNTAS_SYNC_LISTS;
}

/* (transfer full): text, or else the workplace's. */
static char *
or_else (char *text, const char *standard)
{
  if (*text != '\0' || standard == NULL)
    return text;
  g_free (text);
  return g_strdup (standard);
}

void
tuntas_connection_group_set_workplace (TuntasConnectionGroup *self, TuntasWorkplace *workplace, TuntasDesk *desk,
                                       TuntasSettings *settings)
{
  g_autofree char *user = NULL;

  g_return_if_fail (TUNTAS_IS_CONNECTION_GROUP (self));

  g_set_object (&self->workplace, workplace);
  g_set_object (&self->desk, desk);
  g_free (self->server);
  self->server = desk != NULL
                   ? g_strdup (tuntas_desk_get_server (desk))
                   : or_else (tuntas_settings_dup_server (settings), tuntas_workplace_get_server (workplace));
  user = desk != NULL ? g_strdup (tuntas_desk_get_user (desk))
                      : or_else (tuntas_settings_dup_user (settings), tuntas_workplace_get_user (workplace));
  gtk_editable_set_text (GTK_EDITABLE (self->login), user);
  gtk_widget_set_visible (self->login, !is_signed_in (desk));
  gtk_widget_set_visible (self->password, !is_signed_in (desk));
  gtk_widget_set_sensitive (self->test, *self->server != '\0');
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row), _("Nossa"));
  say (self, *self->server != '\0' ? NULL : _("Enter the address of Nossa on the preparation page first."));
}
