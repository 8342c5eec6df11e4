/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-handover-dialog.h"

#include "tuntas-away-box.h"
#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-kept-children.h"
#include "tuntas-key-button.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n-lib.h>

struct _TuntasHandoverDialog
{
  AdwWindow parent_instance;

  TuntasDesk *desk;         /* (owned) */
  TuntasTakeover *takeover; /* (nullable): what was read and is being looked at */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  char *folder;             /* where files are written */
  gboolean busy;            /* the desk is at it … */
  GtkWidget *focus;         /* (nullable): … and this had the focus before (weak pointer) */

  GtkWidget *content;
  GtkLabel *question;
  GtkBox *cases;
  GtkWidget *giving;        /* what is needed where there is something to give */
  GtkEntry *receiver;
  GtkLabel *folder_label;
  TuntasKeyButton *give_button;
  GtkLabel *answer;
  TuntasAwayBox *away;
  TuntasKeyButton *open_button;
  GtkWidget *preview;
  GtkLabel *preview_text;
  TuntasKeyButton *take_button;
};

G_DEFINE_FINAL_TYPE (TuntasHandoverDialog, tuntas_handover_dialog, ADW_TYPE_WINDOW)

#define ITEM "item"

static void
say (TuntasHandoverDialog *self, const char *sentence)
{
  gtk_label_set_text (self->answer, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), sentence != NULL);
}

static gint64
now_of (TuntasHandoverDialog *self)
{
  return tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk));
}

static void
say_error (TuntasHandoverDialog *self, const GError *error)
{
  g_autofree char *sentence = tuntas_explain_error_at (error, tuntas_desk_get_zone (self->desk), now_of (self));

  say (self, sentence);
}

/* One thing at a time, and once: who presses again while the desk is at it does not do it twice. */
static void
set_busy (TuntasHandoverDialog *self, gboolean busy)
{
  GtkWindow *window = GTK_WINDOW (self);

  self->busy = busy;
  /* An entry must not have the focus while it cannot be written into. */
  if (busy)
    {
      g_set_weak_pointer (&self->focus, gtk_window_get_focus (window));
      gtk_window_set_focus (window, NULL);
    }
  gtk_widget_set_sensitive (self->content, !busy);
}

/* Back to where it was; what was done may have taken that away. */
static void
focus_again (TuntasHandoverDialog *self)
{
  GtkWidget *focus = self->focus != NULL && gtk_widget_get_mapped (self->focus) ? self->focus
                                                                                : GTK_WIDGET (self->open_button);

  gtk_window_set_focus (GTK_WINDOW (self), focus);
  g_clear_weak_pointer (&self->focus);
}

static GtkWidget *
wrapping_label (const char *text)
{
  GtkWidget *label = tuntas_wrapped_label_new (text, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* What was said of the choice before holds no more. */
static void
chosen_anew_cb (TuntasHandoverDialog *self)
{
  say (self, NULL);
}

static void
toggled_cb (GtkToggleButton *button, GtkWidget *mark)
{
  gtk_widget_set_opacity (mark, gtk_toggle_button_get_active (button) ? 1 : 0);
}

/* Chosen is told by the mark, and by the pressed button to who cannot see it. */
static GtkWidget *
case_new (TuntasHandoverDialog *self, TuntasDeskItem *item)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_box_append (GTK_BOX (box), wrapping_label (NULL));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data_full (G_OBJECT (button), ITEM, g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), mark, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), tuntas_desk_waits (item));
  toggled_cb (GTK_TOGGLE_BUTTON (button), mark);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chosen_anew_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
show_case (TuntasHandoverDialog *self, GtkWidget *button, TuntasDeskItem *item)
{
  g_autofree char *line = tuntas_away_box_dup_line (self->desk, item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_text (GTK_LABEL (label), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

/* What was chosen stays so. Returns how many there are. */
static guint
show_cases (TuntasHandoverDialog *self)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);
  TuntasKeptChildren kept;
  guint n_cases = 0;

  tuntas_kept_children_begin (&kept, self->cases);
  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);
      const char *id = tuntas_desk_item_get_id (item);
      GtkWidget *button;

      if (!tuntas_desk_can_hand_over (item))
        continue;
      button = tuntas_kept_children_next (&kept, id);
      if (button == NULL)
        tuntas_kept_children_add (&kept, id, button = case_new (self, item));
      show_case (self, button, item);
      n_cases++;
    }
  tuntas_kept_children_end (&kept);
  return n_cases;
}

static const char *
default_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL ? documents : g_get_home_dir ();
}

static void refresh (TuntasHandoverDialog *self);

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasHandoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tuntas_desk_hand_over_finish (TUNTAS_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  /* Closed meanwhile: it is done, or not, all the same. */
  if (self->desk == NULL)
    return;
  set_busy (self, FALSE);
  if (path != NULL)
    sentence = tuntas_away_box_dup_written (path);
  if (sentence != NULL)
    say (self, sentence);
  else
    say_error (self, error);
  refresh (self);
}

static void
refresh (TuntasHandoverDialog *self)
{
  guint n_cases;

  /* Closed while the desk was at it. */
  if (self->desk == NULL)
    return;
  n_cases = show_cases (self);
  gtk_label_set_text (self->question,
                      n_cases > 0 ? _("What is chosen goes on with the receiver and no more here. What sleeps or waits is "
                                      "chosen already.")
                                  : _("There is nothing to hand over: nothing has begun that is not settled."));
  gtk_widget_set_visible (self->giving, n_cases > 0);
  tuntas_away_box_refresh (self->away, self->desk, self->folder);
  focus_again (self);
}

static void
away_busy_cb (TuntasHandoverDialog *self, gboolean busy)
{
  set_busy (self, busy);
  /* Only now: what is merely said leaves what was chosen as it is. */
  if (!busy)
    refresh (self);
}

/* Where the file goes */

static void
show_folder (TuntasHandoverDialog *self)
{
  g_autofree char *name = g_filename_display_name (self->folder);
  /* Translators: %s is the path of a folder. */
  g_autofree char *text = g_strdup_printf (_("Goes into the folder %s"), name);

  gtk_label_set_text (self->folder_label, text);
}

static void
folder_chosen_cb (TuntasHandoverDialog *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                                                          : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path == NULL)
    return;
  g_free (self->folder);
  self->folder = path;
  show_folder (self);
  tuntas_away_box_refresh (self->away, self->desk, self->folder);
}

static void
folder_cb (TuntasHandoverDialog *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Folder for the file"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
give_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasHandoverDialog *self = TUNTAS_HANDOVER_DIALOG (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autofree char *receiver = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->receiver))));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->cases)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      g_ptr_array_add (items, g_object_get_data (G_OBJECT (button), ITEM));
  if (self->busy)
    return;
  if (items->len == 0)
    say (self, _("Choose at least one case."));
  else if (*receiver == '\0')
    {
      say (self, _("Write the login of the receiver: nobody else can take the file over."));
      gtk_widget_grab_focus (GTK_WIDGET (self->receiver));
    }
  else
    {
      set_busy (self, TRUE);
      tuntas_desk_hand_over_async (self->desk, items, receiver, self->folder, given_cb, g_object_ref (self));
    }
}

/* Taking over */

static const char *
state_words (TuntasTakeoverState state)
{
  switch (state)
    {
    case TUNTAS_TAKEOVER_NEW:
      return _("goes on here");
    case TUNTAS_TAKEOVER_COMES_BACK:
      return _("comes back and goes on here");
    case TUNTAS_TAKEOVER_HERE:
      return _("is here already, nothing changes");
    case TUNTAS_TAKEOVER_CONFLICT:
      return _("has gone on here in another way, is not taken over");
    case TUNTAS_TAKEOVER_UNREADABLE:
    default:
      return _("cannot be read, is not taken over");
    }
}

static void
show_preview (TuntasHandoverDialog *self)
{
  const TuntasHandover *handover = self->takeover->handover;
  g_autofree char *when = tuntas_format_moment (handover->at, tuntas_desk_get_zone (self->desk), now_of (self));
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean takes = FALSE;

  /* Translators: a login, and a time. */
  g_string_append_printf (text, _("From %s, handed over %s:"), handover->from, when);
  for (guint i = 0; i < self->takeover->rows->len; i++)
    {
      const TuntasTakeoverRow *row = g_ptr_array_index (self->takeover->rows, i);

      g_string_append_printf (text, "\n%s · %s: %s", row->ticket_id, row->customer != NULL ? row->customer : "–",
                              state_words (row->state));
      takes |= row->state == TUNTAS_TAKEOVER_NEW || row->state == TUNTAS_TAKEOVER_COMES_BACK;
    }
  gtk_label_set_text (self->preview_text, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->take_button), takes);
  gtk_widget_set_visible (self->preview, TRUE);
  if (takes)
    gtk_widget_grab_focus (GTK_WIDGET (self->take_button));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasHandoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->takeover, tuntas_takeover_free);
  self->takeover = tuntas_desk_read_handover_finish (TUNTAS_DESK (source), result, &error);
  if (self->desk == NULL)
    return;
  set_busy (self, FALSE);
  gtk_widget_set_visible (self->preview, FALSE);
  focus_again (self);
  if (self->takeover != NULL)
    show_preview (self);
  else
    say_error (self, error);
}

static void
chosen_cb (TuntasHandoverDialog *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                                                          : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  say (self, NULL);
  g_clear_object (&self->chooser);
  if (path == NULL)
    return;
  set_busy (self, TRUE);
  tuntas_desk_read_handover_async (self->desk, path, read_cb, g_object_ref (self));
}

static void
open_cb (TuntasHandoverDialog *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_file_filter_set_name (filter, _("Hand-overs"));
  self->chooser = gtk_file_chooser_native_new (_("Take over from a file"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasHandoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = tuntas_desk_take_over_finish (TUNTAS_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (n >= 0)
    /* Translators: how many cases were taken over. */
    sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case taken over. It goes on here.",
                                             "%u cases taken over. They go on here.", (gulong) n), (guint) n);
  if (self->desk == NULL)
    return;
  set_busy (self, FALSE);
  gtk_widget_set_visible (self->preview, FALSE);
  if (sentence != NULL)
    say (self, sentence);
  else
    say_error (self, error);
  refresh (self);
}

static void
take_cb (TuntasHandoverDialog *self)
{
  if (self->takeover == NULL || self->busy)
    return;
  set_busy (self, TRUE);
  tuntas_desk_take_over_async (self->desk, g_steal_pointer (&self->takeover), taken_over_cb, g_object_ref (self));
}

static void
tuntas_handover_dialog_dispose (GObject *object)
{
  TuntasHandoverDialog *self = TUNTAS_HANDOVER_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->takeover, tuntas_takeover_free);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (tuntas_handover_dialog_parent_class)->dispose (object);
}

static void
tuntas_handover_dialog_class_init (TuntasHandoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_handover_dialog_dispose;
  g_type_ensure (TUNTAS_TYPE_AWAY_BOX);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_install_action (widget_class, "handover.give", NULL, give_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-handover-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasHandoverDialog, name)
  BIND (content);
  BIND (question);
  BIND (cases);
  BIND (giving);
  BIND (receiver);
  BIND (folder_label);
  BIND (give_button);
  BIND (answer);
  BIND (away);
  BIND (open_button);
  BIND (preview);
  BIND (preview_text);
  BIND (take_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, away_busy_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
}

static void
tuntas_handover_dialog_init (TuntasHandoverDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_handover_dialog_new (GtkWindow *parent, TuntasDesk *desk)
{
  TuntasHandoverDialog *self = g_object_new (TUNTAS_TYPE_HANDOVER_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->folder = g_strdup (default_folder ());
  show_folder (self);
  refresh (self);
  return GTK_WIDGET (self);
}
