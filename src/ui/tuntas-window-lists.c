/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-explain.h"
#include "tuntas-import-dialog.h"
#include "tuntas-resume.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The ways by which a list of tickets comes: pasted, opened, dropped onto the window. What is pasted may be a work log, too. */

static void
taken_cb (TuntasWindow *self, const char *words)
{
  tuntas_window_add_toast (self, adw_toast_new (words));
}

static void
open_cb (TuntasWindow *self, const char *ticket)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ticket", "s", ticket);
}

static void
present (TuntasWindow *self, GtkWidget *dialog)
{
  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_text (TuntasWindow *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  present (self, tuntas_import_dialog_new (GTK_WINDOW (self), self->desk, bytes));
}

static void
show_file (TuntasWindow *self, GFile *file)
{
  present (self, tuntas_import_dialog_new_file (GTK_WINDOW (self), self->desk, file));
}

/* Pasted */

static void
take_work_log (TuntasWindow *self, TuntasDeskItem *item, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (tuntas_desk_paste_work_log (self->desk, item, text, &error))
    return;
  sentence = tuntas_explain_error (error);
  tuntas_window_add_toast (self, adw_toast_new (sentence));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  TuntasDeskItem *item;

  if (self->desk == NULL)
    return;
  item = tuntas_desk_page_get_item (TUNTAS_DESK_PAGE (self->page));
  if (text != NULL && item != NULL && tuntas_resume_is_work_log (text))
    take_work_log (self, item, text);
  else if (text != NULL && *text != '\0')
    show_text (self, text);
  else
    tuntas_window_add_toast (self, adw_toast_new (_("There is nothing to paste: copy rows or ticket numbers first")));
}

void
tuntas_window_paste_list (TuntasWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}

/* Opened */

static void
chosen_cb (GtkNativeDialog *chooser, int response, TuntasWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL && self->desk != NULL)
    show_file (self, file);
  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
tuntas_window_open_list (TuntasWindow *self)
{
  static const char *const suffixes[] = { "xlsx", "xlsm", "xls", "csv", "tsv", "txt", "htm", "html", NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a list of tickets"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Lists (Excel, CSV, Nossa)"), suffixes);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Dropped */

static gboolean
dropped_cb (TuntasWindow *self, const GValue *value)
{
  if (self->place != TUNTAS_PLACE_DESK || self->desk == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    show_file (self, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, G_TYPE_STRING))
    show_text (self, g_value_get_string (value));
  else
    return FALSE;
  return TRUE;
}

void
tuntas_window_accept_lists (TuntasWindow *self)
{
  GType types[] = { G_TYPE_FILE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->desk_bin, GTK_EVENT_CONTROLLER (target));
}
