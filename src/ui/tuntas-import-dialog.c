/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-dialog.h"

#include "tuntas-explain.h"
#include "tuntas-import-columns.h"
#include "tuntas-import-groups.h"
#include "tuntas-import-words.h"
#include "tuntas-key-button.h"
#include "tuntas-shown-page.h"

#include <glib/gi18n-lib.h>

/* What is shown; one setter: show (). */
typedef enum
{
  SHOWS_READING,
  SHOWS_PREVIEW,
  SHOWS_COLUMNS,
  SHOWS_TAKING,
  SHOWS_TROUBLE, /* and nothing can be done here any more */
} Shows;

struct _TuntasImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *under_way;
  GtkWidget *progress;
  GtkLabel *note;
  TuntasImportGroups *groups;
  TuntasImportColumns *columns;
  GtkLabel *trouble;
  GtkWidget *go_on;
  GtkWidget *choose_columns;
  GtkWidget *leave;

  TuntasDesk *desk;
  GBytes *bytes;             /* (nullable): until the file was loaded */
  TuntasImport *import;      /* (nullable): until it was read */
  GHashTable *corrections;   /* of this dialog, so far */
  GCancellable *cancellable;
  Shows shows;
};

static guint taken_signal, open_signal;

G_DEFINE_FINAL_TYPE (TuntasImportDialog, tuntas_import_dialog, ADW_TYPE_WINDOW)

static const char *
name_page (Shows shows)
{
  switch (shows)
    {
    case SHOWS_PREVIEW:
      return "preview";
    case SHOWS_COLUMNS:
      return "columns";
    case SHOWS_TROUBLE:
      return "trouble";
    case SHOWS_READING:
    case SHOWS_TAKING:
    default:
      return "under-way";
    }
}

static gboolean
has_changes (TuntasImportDialog *self)
{
  return self->import != NULL && tuntas_import_has_changes (self->import);
}

/* Where tickets come from lists alone, also one that changes nothing is the newest that the agent has. */
static gboolean
can_be_taken (TuntasImportDialog *self)
{
  return has_changes (self) || (self->import != NULL && !self->import->numbers_only &&
                                tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_LISTS);
}

static void
show_buttons (TuntasImportDialog *self)
{
  gboolean preview = self->shows == SHOWS_PREVIEW;

  gtk_widget_set_visible (self->go_on, (preview && can_be_taken (self)) || self->shows == SHOWS_COLUMNS);
  tuntas_key_button_set_text (TUNTAS_KEY_BUTTON (self->go_on), preview ? _("Apply") : _("Read with these columns"));
  gtk_widget_set_visible (self->choose_columns, preview && self->import->columns->len > 0);
  gtk_widget_set_visible (self->leave, self->shows != SHOWS_TAKING);
  tuntas_key_button_set_text (TUNTAS_KEY_BUTTON (self->leave), self->shows == SHOWS_COLUMNS ? _("Back")
                                                               : can_be_taken (self) || self->shows == SHOWS_READING
                                                                   ? _("Cancel, nothing changes")
                                                                   : _("Close"));
}

static void
show (TuntasImportDialog *self, Shows shows)
{
  self->shows = shows;
  gtk_label_set_text (self->under_way, shows == SHOWS_TAKING ? _("The list is being taken…") : _("The list is being read…"));
  gtk_widget_set_visible (self->progress, shows == SHOWS_READING);
  gtk_stack_set_visible_child_name (self->stack, name_page (shows));
  show_buttons (self);
  if (gtk_widget_get_visible (self->go_on))
    gtk_widget_grab_focus (self->go_on);
  else if (gtk_widget_get_visible (self->leave))
    gtk_widget_grab_focus (self->leave);
  if (shows == SHOWS_COLUMNS)
    tuntas_import_columns_focus (self->columns);
}

static void
show_trouble (TuntasImportDialog *self, const char *words)
{
  gtk_label_set_text (self->trouble, words);
  show (self, SHOWS_TROUBLE);
}

static void
show_error (TuntasImportDialog *self, const GError *error)
{
  g_autofree char *words = tuntas_explain_error (error);

  show_trouble (self, words);
}

/* Reading */

static void
show_import (TuntasImportDialog *self)
{
  g_autofree char *note = tuntas_import_words_note (self->import);

  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  tuntas_import_groups_show (self->groups, self->desk, self->import);
  tuntas_import_columns_show (self->columns, self->import);
  show (self, SHOWS_PREVIEW);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasImport) import = tuntas_desk_preview_list_finish (TUNTAS_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (import == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->import, tuntas_import_unref);
  self->import = g_steal_pointer (&import);
  show_import (self);
}

static void
progress_cb (double share, gpointer user_data)
{
  TuntasImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), share);
}

static void
read_list (TuntasImportDialog *self)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  show (self, SHOWS_READING);
  tuntas_desk_preview_list_async (self->desk, self->bytes, self->corrections, progress_cb, self, self->cancellable,
                                  previewed_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->bytes = tuntas_desk_load_list_finish (TUNTAS_DESK (source), result, &error);
  if (self->bytes != NULL)
    read_list (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
read_again (TuntasImportDialog *self)
{
  g_autoptr (GHashTable) corrections = tuntas_import_columns_dup_corrections (self->columns);
  GHashTableIter iter;
  gpointer key, field;

  g_hash_table_iter_init (&iter, corrections);
  while (g_hash_table_iter_next (&iter, &key, &field))
    g_hash_table_insert (self->corrections, g_strdup (key), g_strdup (field));
  read_list (self);
}

/* Taking */

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasImportOutcome) outcome = tuntas_desk_import_finish (TUNTAS_DESK (source), result, &error);
  g_autofree char *words = NULL, *refused = NULL;

  if (outcome == NULL)
    {
      show_error (self, error);
      return;
    }
  words = tuntas_import_words_outcome (outcome);
  refused = tuntas_import_words_refused (outcome);
  g_signal_emit (self, taken_signal, 0, words);
  g_clear_pointer (&self->import, tuntas_import_unref);
  if (*refused != '\0')
    show_trouble (self, refused);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
go_on_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasImportDialog *self = TUNTAS_IMPORT_DIALOG (widget);

  if (self->shows == SHOWS_COLUMNS)
    read_again (self);
  else if (self->shows == SHOWS_PREVIEW && can_be_taken (self))
    {
      show (self, SHOWS_TAKING);
      tuntas_desk_import_async (self->desk, self->import, taken_cb, g_object_ref (self));
    }
}

static void
columns_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasImportDialog *self = TUNTAS_IMPORT_DIALOG (widget);

  if (self->shows == SHOWS_PREVIEW && self->import->columns->len > 0)
    show (self, SHOWS_COLUMNS);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasImportDialog *self = TUNTAS_IMPORT_DIALOG (widget);

  if (self->shows == SHOWS_COLUMNS)
    show (self, SHOWS_PREVIEW);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* What is being taken is taken to its end, and said. */
static gboolean
tuntas_import_dialog_close_request (GtkWindow *window)
{
  TuntasImportDialog *self = TUNTAS_IMPORT_DIALOG (window);

  if (self->shows == SHOWS_TAKING)
    return TRUE;
  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (tuntas_import_dialog_parent_class)->close_request (window);
}

static void
open_ticket_cb (TuntasImportDialog *self, const char *number)
{
  g_autofree char *ticket = g_strdup (number);

  g_signal_emit (self, open_signal, 0, ticket);
  gtk_window_close (GTK_WINDOW (self));
}

static void
tuntas_import_dialog_finalize (GObject *object)
{
  TuntasImportDialog *self = TUNTAS_IMPORT_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->import, tuntas_import_unref);
  g_clear_pointer (&self->corrections, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (tuntas_import_dialog_parent_class)->finalize (object);
}

static void
tuntas_import_dialog_class_init (TuntasImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tuntas_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tuntas_import_dialog_close_request;
  taken_signal = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  open_signal = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
  g_type_ensure (TUNTAS_TYPE_IMPORT_COLUMNS);
  g_type_ensure (TUNTAS_TYPE_IMPORT_GROUPS);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-import-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasImportDialog, name)
  BIND (stack);
  BIND (under_way);
  BIND (progress);
  BIND (note);
  BIND (groups);
  BIND (columns);
  BIND (trouble);
  BIND (go_on);
  BIND (choose_columns);
  BIND (leave);
#undef BIND
  gtk_widget_class_install_action (widget_class, "list.go-on", NULL, go_on_cb);
  gtk_widget_class_install_action (widget_class, "list.columns", NULL, columns_cb);
  gtk_widget_class_install_action (widget_class, "list.leave", NULL, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_ticket_cb);
}

static void
tuntas_import_dialog_init (TuntasImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->corrections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (self->stack);
}

static TuntasImportDialog *
dialog_new (GtkWindow *parent, TuntasDesk *desk)
{
  TuntasImportDialog *self = g_object_new (TUNTAS_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

GtkWidget *
tuntas_import_dialog_new (GtkWindow *parent, TuntasDesk *desk, GBytes *bytes)
{
  TuntasImportDialog *self = dialog_new (parent, desk);

  self->bytes = g_bytes_ref (bytes);
  read_list (self);
  return GTK_WIDGET (self);
}

GtkWidget *
tuntas_import_dialog_new_file (GtkWindow *parent, TuntasDesk *desk, GFile *file)
{
  TuntasImportDialog *self = dialog_new (parent, desk);

  show (self, SHOWS_READING);
  tuntas_desk_load_list_async (desk, file, self->cancellable, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
