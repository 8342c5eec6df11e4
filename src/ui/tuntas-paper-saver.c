/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-paper-saver.h"

#include <glib/gi18n.h>

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_pointer (task, g_file_get_parse_name (G_FILE (source)), g_free);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  g_object_unref (chooser);
  if (file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no place was chosen");
      return;
    }
  /* What is in it is the trainee's: nobody else reads it. */
  g_file_replace_contents_bytes_async (file, g_task_get_task_data (task), NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (task));
}

static void
offer_folder (GtkFileChooser *chooser)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
tuntas_paper_save_async (GtkWindow *parent, const char *title, const char *name, GBytes *pdf,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"),
                                                               _("Cancel"));
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, tuntas_paper_save_async);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  offer_folder (GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

char *
tuntas_paper_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
