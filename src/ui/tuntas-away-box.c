/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-away-box.h"

#include "tuntas-explain.h"
#include "tuntas-kept-children.h"
#include "tuntas-row-words.h"
#include "tuntas-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasAwayBox
{
  GtkBox parent_instance;

  TuntasDesk *desk;     /* (owned) (nullable) */
  char *folder;         /* (nullable) */
  TuntasDeskItem *item; /* (owned) (nullable): which is being taken back … */
  char *why;            /* (nullable): … and why */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */

  GtkBox *cases;
  GtkWidget *reason;
};

G_DEFINE_FINAL_TYPE (TuntasAwayBox, tuntas_away_box, GTK_TYPE_BOX)

enum
{
  TOLD,
  BUSY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define ITEM "item"

/* The desk is at it no more: sentence says what came of it. */
static void
tell (TuntasAwayBox *self, const char *sentence)
{
  g_signal_emit (self, signals[BUSY], 0, FALSE);
  g_signal_emit (self, signals[TOLD], 0, sentence);
}

static void
tell_error (TuntasAwayBox *self, const GError *error)
{
  g_autofree char *sentence = tuntas_explain_error_at (error, tuntas_desk_get_zone (self->desk),
                                                       tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk)));

  tell (self, sentence);
}

/* Taking back */

static void ask_for_file (TuntasAwayBox *self, const char *path);

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasAwayBox) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean here = tuntas_desk_take_back_finish (TUNTAS_DESK (source), result, &error);

  /* Closed meanwhile: it is done, or not, all the same. */
  if (self->desk == NULL)
    return;
  if (here)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
      tell (self, _("Taken back. The case goes on here."));
    }
  else if (g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OUT_OF_REACH))
    ask_for_file (self, error->message);
  else
    tell_error (self, error);
}

/* path (nullable) */
static void
take_back (TuntasAwayBox *self, const char *path, gboolean without_file)
{
  g_signal_emit (self, signals[BUSY], 0, TRUE);
  tuntas_desk_take_back_async (self->desk, self->item, self->why, path, without_file, taken_back_cb, g_object_ref (self));
}

static void
chosen_cb (TuntasAwayBox *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                                                          : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL && self->desk != NULL)
    take_back (self, path, FALSE);
}

static void
choose_file (TuntasAwayBox *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("The file of this hand-over"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
answered_cb (AdwMessageDialog *question, const char *response, TuntasAwayBox *self)
{
  if (self->desk == NULL)
    return;
  if (g_str_equal (response, "choose"))
    choose_file (self);
  else if (g_str_equal (response, "nobody"))
    take_back (self, NULL, TRUE);
}

/* Whoever has the file could go on with the case as well. path: "" where nobody knows. */
static void
ask_for_file (TuntasAwayBox *self, const char *path)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                _("Where is the file of this hand-over?"), NULL);

  g_signal_emit (self, signals[BUSY], 0, FALSE);
  if (*path != '\0')
    /* Translators: %s is the path of a file. */
    adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (question),
                                    _("It is no longer at %s. With it the receiver could go on with the case as well. Choose "
                                      "it, so that it becomes void, or say that nobody has it."), path);
  else
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (question),
                                 _("With it the receiver could go on with the case as well. Choose it, so that it becomes void, "
                                   "or say that nobody has it."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("Cancel"), "choose", _("Choose the file…"),
                                    "nobody", _("Nobody has it"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "choose");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
}

static void
asked_cb (AdwMessageDialog *question, const char *response, TuntasAwayBox *self)
{
  if (self->desk != NULL && g_str_equal (response, "nobody"))
    take_back (self, NULL, FALSE);
}

/* Only people know of copies. */
static void
ask_for_copies (TuntasAwayBox *self)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                _("Has the receiver gone on with it already?"),
                                                _("The file becomes void. A copy of it, in an e-mail, a chat or on a USB stick, "
                                                  "does not: whoever opens that goes on with the case as well. Ask the receiver "
                                                  "first."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("Cancel"),
                                    "nobody", _("Nobody has gone on with it"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (asked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
}

static void
take_back_cb (TuntasAwayBox *self, GtkButton *button)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (*reason == '\0')
    {
      g_signal_emit (self, signals[TOLD], 0, _("Write why it is taken back: that stays in its history."));
      gtk_widget_grab_focus (self->reason);
      return;
    }
  g_set_object (&self->item, g_object_get_data (G_OBJECT (button), ITEM));
  g_free (self->why);
  self->why = g_steal_pointer (&reason);
  ask_for_copies (self);
}

/* Writing again */

char *
tuntas_away_box_dup_written (const char *path)
{
  /* Translators: %s is the path of a file. */
  return g_strdup_printf (_("Handed over. Give this file to the receiver, and to nobody else: %s"), path);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasAwayBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tuntas_desk_hand_over_finish (TUNTAS_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->desk == NULL)
    return;
  if (path != NULL)
    {
      sentence = tuntas_away_box_dup_written (path);
      tell (self, sentence);
    }
  else
    tell_error (self, error);
}

static void
write_again_cb (TuntasAwayBox *self, GtkButton *button)
{
  TuntasDeskItem *item = g_object_get_data (G_OBJECT (button), ITEM);
  const char *handover = NULL;

  if (tuntas_case_get_holder (tuntas_desk_item_get_case (item), NULL, &handover) == NULL || handover == NULL)
    return;
  g_signal_emit (self, signals[BUSY], 0, TRUE);
  tuntas_desk_write_handover_async (self->desk, handover, self->folder, written_cb, g_object_ref (self));
}

/* The rows */

char *
tuntas_away_box_dup_line (TuntasDesk *desk, TuntasDeskItem *item)
{
  g_autofree char *step = tuntas_row_words_step (item, tuntas_desk_get_zone (desk), tuntas_desk_get_language (desk),
                                                 tuntas_clock_now_seconds (tuntas_desk_get_clock (desk)));

  return g_strdup_printf ("%s · %s · %s", tuntas_row_words_customer (item), tuntas_desk_item_get_id (item), step);
}

static void
add_button (TuntasAwayBox *self, GtkWidget *box, TuntasDeskItem *item, const char *label, const char *line,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, line);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), ITEM, g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
case_new (TuntasAwayBox *self, TuntasDeskItem *item, const char *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, gtk_box_get_spacing (self->cases));
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), tuntas_wrapped_label_new (line, NULL));
  gtk_box_set_homogeneous (GTK_BOX (keys), TRUE);
  add_button (self, keys, item, _("Write the file again"), line, G_CALLBACK (write_again_cb));
  add_button (self, keys, item, _("Take back"), line, G_CALLBACK (take_back_cb));
  gtk_box_append (GTK_BOX (box), keys);
  return box;
}

void
tuntas_away_box_refresh (TuntasAwayBox *self, TuntasDesk *desk, const char *folder)
{
  GListModel *queue = tuntas_desk_get_queue (desk);
  TuntasKeptChildren kept;

  g_set_object (&self->desk, desk);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  tuntas_kept_children_begin (&kept, self->cases);
  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);
      g_autofree char *line = NULL;

      if (!tuntas_desk_item_is_away (item))
        continue;
      /* It names the ticket, and is all that is said of it. */
      line = tuntas_away_box_dup_line (desk, item);
      if (tuntas_kept_children_next (&kept, line) == NULL)
        tuntas_kept_children_add (&kept, line, case_new (self, item, line));
    }
  tuntas_kept_children_end (&kept);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->cases)) != NULL);
}

static void
tuntas_away_box_dispose (GObject *object)
{
  TuntasAwayBox *self = TUNTAS_AWAY_BOX (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->why, g_free);
  G_OBJECT_CLASS (tuntas_away_box_parent_class)->dispose (object);
}

static void
tuntas_away_box_class_init (TuntasAwayBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_away_box_dispose;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  signals[BUSY] = g_signal_new ("working", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_BOOLEAN);
}

static void
tuntas_away_box_init (TuntasAwayBox *self)
{
  GtkWidget *title = gtk_label_new (_("Handed over and not back"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (self), title);
  self->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _("Why it is taken back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why it is taken back"), -1);
  gtk_box_append (GTK_BOX (self), self->reason);
  self->cases = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cases));
}
