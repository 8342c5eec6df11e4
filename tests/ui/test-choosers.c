/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-desk.h"
#include "tuntas-handover-dialog.h"
#include "tuntas-import-dialog.h"
#include "tuntas-window-private.h"
#include "whole-application.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files that are dropped on the window or chosen in the desktop's own dialogs, which an accessible tree does not reach. */

#define DATIN "IN190001007"

typedef struct
{
  TuntasApplication *application;
  TuntasWorkplace *workplace;
  TuntasDesk *desk;
  TuntasWindow *window;
  char *folder;
  char *path; /* of a list that changes one ticket */
} Fixture;

static void
set_up (Fixture *self, gconstpointer id)
{
  self->application = whole_application_new (id);
  self->window = whole_application_open (self->application);
  self->desk = training_desk_new (&self->workplace);
  /* As that of work: what a training has besides is not of interest here. */
  tuntas_window_take_desk (self->window, self->window->work, self->desk);
  self->folder = g_dir_make_tmp ("tuntas-choosers-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "daftar.csv", NULL);
  g_assert_true (g_file_set_contents (self->path, "Incident;Summary\n" DATIN ";MATI SEJAK PAGI\n", -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer id)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->desk);
  g_object_unref (self->workplace);
  g_object_unref (self->application);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

/* What is on the screen */

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  return GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
}

/* (nullable) */
static GtkWidget *
find_text (GtkWidget *in, const char *pattern)
{
  const char *text = text_of (in);

  if (text != NULL && g_pattern_match_simple (pattern, text))
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, pattern);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* (nullable) */
static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

typedef struct
{
  GType type;
  const char *pattern;
} Wish;

static gboolean
is_shown (gpointer user_data)
{
  const Wish *wish = user_data;
  GtkWidget *window = find_window (wish->type);

  return window != NULL && find_text (window, wish->pattern) != NULL;
}

static void
wait_for (GType type, const char *pattern)
{
  Wish wish = { type, pattern };

  training_desk_wait (is_shown, &wish);
}

static void
assert_preview (void)
{
  wait_for (TUNTAS_TYPE_IMPORT_DIALOG, "Changed 1");
  gtk_window_destroy (GTK_WINDOW (find_window (TUNTAS_TYPE_IMPORT_DIALOG)));
}

/* The desktop's dialog */

typedef struct
{
  GtkFileChooser *chooser;
  const char *path;
} Choice;

/* The dialog reads the folder first, and names what is chosen afterwards. */
static gboolean
is_chosen (gpointer user_data)
{
  const Choice *choice = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (choice->chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  return g_strcmp0 (path, choice->path) == 0;
}

static gboolean
is_open (gpointer user_data)
{
  return find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static void
choose (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Choice choice = { NULL, path };

  training_desk_wait (is_open, NULL);
  choice.chooser = GTK_FILE_CHOOSER (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  if (gtk_file_chooser_get_action (choice.chooser) == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER)
    g_assert_true (gtk_file_chooser_set_current_folder (choice.chooser, file, NULL));
  else
    g_assert_true (gtk_file_chooser_set_file (choice.chooser, file, NULL));
  training_desk_wait (is_chosen, &choice);
  gtk_dialog_response (GTK_DIALOG (choice.chooser), GTK_RESPONSE_ACCEPT);
}

/* Lists */

static gboolean
drop (Fixture *self, const GValue *value)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->window->desk_bin);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", value, 10.0, 10.0, &taken);
    }
  return taken;
}

static void
test_dropped (Fixture *self, gconstpointer id)
{
  g_auto (GValue) file = G_VALUE_INIT;
  g_auto (GValue) text = G_VALUE_INIT;
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&file, G_TYPE_FILE);
  g_value_take_object (&file, g_file_new_for_path (self->path));
  g_assert_true (drop (self, &file));
  assert_preview ();
  g_value_init (&text, G_TYPE_STRING);
  g_value_set_static_string (&text, "Incident\tSummary\n" DATIN "\tMATI SEJAK PAGI\n");
  g_assert_true (drop (self, &text));
  assert_preview ();
  g_value_init (&number, G_TYPE_INT);
  g_assert_false (drop (self, &number));
  tuntas_window_drop_desk (self->window);
  g_assert_false (drop (self, &file));
  g_assert_null (find_window (TUNTAS_TYPE_IMPORT_DIALOG));
}

static void
test_list_chosen (Fixture *self, gconstpointer id)
{
  tuntas_window_open_list (self->window);
  choose (self->path);
  assert_preview ();
}

/* Hand-overs */

static void
press (const char *label)
{
  GtkWidget *found = find_text (find_window (TUNTAS_TYPE_HANDOVER_DIALOG), label);

  g_signal_emit_by_name (GTK_IS_BUTTON (found) ? found : gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
}

static void
test_handover (Fixture *self, gconstpointer id)
{
  g_autofree char *into = g_strdup_printf ("Goes into the folder %s", self->folder);

  gtk_window_present (GTK_WINDOW (tuntas_handover_dialog_new (GTK_WINDOW (self->window), self->desk)));
  press ("Other folder…");
  choose (self->folder);
  wait_for (TUNTAS_TYPE_HANDOVER_DIALOG, into);
  press ("Take over from a file…");
  choose (self->path);
  wait_for (TUNTAS_TYPE_HANDOVER_DIALOG, "This is no hand-over of Tuntas*");
  gtk_window_destroy (GTK_WINDOW (find_window (TUNTAS_TYPE_HANDOVER_DIALOG)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, id, func) g_test_add ("/ui/choosers/" name, Fixture, "io.github.tuntas." id, set_up, func, tear_down)
  ADD ("dropped", "Dropped", test_dropped);
  ADD ("list-chosen", "Chosen", test_list_chosen);
  ADD ("handover", "Handover", test_handover);
#undef ADD
  return g_test_run ();
}
