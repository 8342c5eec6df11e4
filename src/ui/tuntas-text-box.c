/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-text-box.h"

/* A longer text scrolls in itself, so that what follows it stays in sight. */
#define MAX_HEIGHT 132

struct _TuntasTextBox
{
  GtkBox parent_instance;

  GtkWidget *line;
  GtkLabel *label;
  GtkLabel *note;
  GtkTextView *view;
  gboolean setting; /* the text is being put in by the program */
  gboolean edited;
  char *given;      /* (nullable): what the program put in; a text that is that again was not edited */
  gboolean one_line;
};

G_DEFINE_FINAL_TYPE (TuntasTextBox, tuntas_text_box, GTK_TYPE_BOX)

static guint edited_signal, paste_signal;

static void
changed_cb (TuntasTextBox *self)
{
  g_autofree char *text = NULL;

  if (self->setting)
    return;
  text = tuntas_text_box_dup (self);
  self->edited = g_strcmp0 (text, self->given) != 0;
  g_signal_emit (self, edited_signal, 0);
}

void
tuntas_text_box_set_label (TuntasTextBox *self, const char *label)
{
  gtk_label_set_text (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
tuntas_text_box_set_label_beside (TuntasTextBox *self)
{
  gtk_widget_set_visible (self->line, FALSE);
}

/* Enter leaves the text instead of breaking it. */
static gboolean
key_pressed_cb (TuntasTextBox *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!enter || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

void
tuntas_text_box_set_one_line (TuntasTextBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->one_line = TRUE;
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
tuntas_text_box_set (TuntasTextBox *self, const char *text)
{
  g_autofree char *old = tuntas_text_box_dup (self);

  self->edited = FALSE;
  g_free (self->given);
  self->given = g_strdup (text != NULL ? text : "");
  if (g_strcmp0 (old, text != NULL ? text : "") == 0)
    return;
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
  self->setting = FALSE;
}

void
tuntas_text_box_restore (TuntasTextBox *self, const char *text)
{
  tuntas_text_box_set (self, text);
  g_clear_pointer (&self->given, g_free);
  self->edited = TRUE;
}

void
tuntas_text_box_enter (TuntasTextBox *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

void
tuntas_text_box_insert (TuntasTextBox *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
}

/* By key, menu or middle button: where somebody else takes it the view does not. */
static void
paste_cb (TuntasTextBox *self)
{
  gboolean taken = FALSE;

  g_signal_emit (self, paste_signal, 0, &taken);
  if (taken)
    g_signal_stop_emission_by_name (self->view, "paste-clipboard");
}

char *
tuntas_text_box_dup (TuntasTextBox *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return self->one_line ? g_strdelimit (text, "\r\n", ' ') : text;
}

gboolean
tuntas_text_box_is_edited (TuntasTextBox *self)
{
  return self->edited;
}

void
tuntas_text_box_set_note (TuntasTextBox *self, const char *note)
{
  gtk_label_set_text (self->note, note != NULL ? note : "");
}

static gboolean
tuntas_text_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_TEXT_BOX (widget)->view));
}

static void
tuntas_text_box_finalize (GObject *object)
{
  g_free (TUNTAS_TEXT_BOX (object)->given);
  G_OBJECT_CLASS (tuntas_text_box_parent_class)->finalize (object);
}

static void
tuntas_text_box_class_init (TuntasTextBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_text_box_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tuntas_text_box_grab_focus;
  paste_signal = g_signal_new ("paste", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                               NULL, NULL, G_TYPE_BOOLEAN, 0);
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
tuntas_text_box_init (TuntasTextBox *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scroller;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-box");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "field-name");
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self), line);
  self->line = line;

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  g_signal_connect_object (self->view, "paste-clipboard", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (self), scroller);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
tuntas_text_box_new (const char *label)
{
  TuntasTextBox *self = g_object_new (TUNTAS_TYPE_TEXT_BOX, NULL);

  tuntas_text_box_set_label (self, label);
  return GTK_WIDGET (self);
}
