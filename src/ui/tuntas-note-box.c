/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-note-box.h"

#include "tuntas-text-box.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasNoteBox
{
  GtkBox parent_instance;

  char *field;
  TuntasDesk *desk;     /* (owned) (nullable) */
  TuntasDeskItem *item; /* (owned) (nullable) */
  char *draft;          /* (nullable): its name */
  char *trailer;        /* (nullable): what is added to it */
  char *given;          /* (nullable): the procedure's words, as last shown */
  char *base;           /* (nullable): the same when the agent began to edit them */

  TuntasTextBox *text;
  GtkLabel *outdated;
  GtkWidget *restore;
  GtkLabel *by_machine;
};

G_DEFINE_FINAL_TYPE (TuntasNoteBox, tuntas_note_box, GTK_TYPE_BOX)

static guint edited_signal;

/* (transfer full): the words without the line that every note gets when it leaves; *line (out) (transfer full)
 * (nullable): that line. */
static char *
split_trailer (const char *text, char **line)
{
  const char *trailer = g_strrstr (text, "\n[TTS ");

  *line = trailer != NULL ? g_strdup (trailer + 1) : NULL;
  return trailer != NULL ? g_strndup (text, (gsize) (trailer - text)) : g_strdup (text);
}

static void
show_length (TuntasNoteBox *self)
{
  g_autofree char *words = tuntas_text_box_dup (self->text);
  g_autofree char *text = g_strjoin ("\n", words, self->trailer, NULL);
  /* Translators: how long a note is, and how long it may be: "WORK · 214 of 32000". */
  g_autofree char *counted = g_strdup_printf (_("WORK · %u of %u"), tuntas_desk_count_text (self->desk, text),
                                              tuntas_desk_get_text_length (self->desk));

  tuntas_text_box_set_note (self->text, counted);
}

/* What belongs to words that are the agent's. */
static void
show_edited (TuntasNoteBox *self)
{
  gboolean edited = tuntas_text_box_is_edited (self->text);

  if (!edited)
    g_clear_pointer (&self->base, g_free);
  gtk_widget_set_visible (self->restore, edited);
  gtk_widget_set_visible (GTK_WIDGET (self->outdated), edited && g_strcmp0 (self->base, self->given) != 0);
}

static void
show_by_machine (TuntasNoteBox *self, const TuntasSending *sending)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (sending->by_machine != NULL)
    /* Translators: %s is a place in the note as it is shown: "[email]". */
    g_string_append_printf (words, _("%s is filled in by Tuntas when the note leaves: whether and when the e-mail went"),
                            sending->by_machine);
  if (self->trailer != NULL)
    {
      g_string_append (words, words->len > 0 ? "\n" : "");
      /* Translators: %s is the line that ends each note: "[TTS 1.2.6 p1=3 #k7f3q2]". */
      g_string_append_printf (words, _("Added by Tuntas: %s"), self->trailer);
    }
  gtk_label_set_text (self->by_machine, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->by_machine), words->len > 0);
}

void
tuntas_note_box_show (TuntasNoteBox *self, const TuntasSending *sending)
{
  gtk_widget_set_visible (GTK_WIDGET (self), sending != NULL);
  if (sending == NULL)
    return;
  g_free (self->given);
  g_free (self->trailer);
  self->given = split_trailer (sending->text != NULL ? sending->text : "", &self->trailer);
  if (!tuntas_text_box_is_edited (self->text))
    tuntas_text_box_set (self->text, self->given);
  show_by_machine (self, sending);
  show_length (self);
  show_edited (self);
}

static void
edited_cb (TuntasNoteBox *self)
{
  if (self->desk == NULL)
    return;
  if (self->base == NULL)
    self->base = g_strdup (self->given);
  show_length (self);
  show_edited (self);
  g_signal_emit (self, edited_signal, 0);
}

const char *
tuntas_note_box_get_warning (TuntasNoteBox *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (GTK_WIDGET (self->outdated))
             ? gtk_label_get_text (self->outdated) : NULL;
}

static void
restore_cb (TuntasNoteBox *self)
{
  tuntas_text_box_set (self->text, self->given);
  show_length (self);
  show_edited (self);
  g_signal_emit (self, edited_signal, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* (transfer full): of the draft with the words that the agent's were made of. */
static char *
base_name (const char *draft)
{
  return g_strconcat (draft, ":from", NULL);
}

void
tuntas_note_box_open (TuntasNoteBox *self, TuntasDesk *desk, TuntasDeskItem *item, const char *draft)
{
  g_autofree char *from = NULL;
  const char *words = tuntas_desk_item_get_draft (item, draft);

  tuntas_note_box_close (self);
  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  self->draft = g_strdup (draft);
  from = base_name (draft);
  if (words == NULL)
    return;
  self->base = g_strdup (tuntas_desk_item_get_draft (item, from));
  tuntas_text_box_restore (self->text, words);
}

void
tuntas_note_box_close (TuntasNoteBox *self)
{
  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->base, g_free);
  tuntas_text_box_set (self->text, NULL);
}

void
tuntas_note_box_apply (TuntasNoteBox *self, TuntasAct *act)
{
  g_autofree char *text = NULL;

  if (self->desk == NULL || !tuntas_text_box_is_edited (self->text))
    return;
  text = tuntas_text_box_dup (self->text);
  tuntas_act_set (act, self->field, text);
}

void
tuntas_note_box_keep (TuntasNoteBox *self)
{
  g_autofree char *text = NULL;
  g_autofree char *from = NULL;
  gboolean edited = tuntas_text_box_is_edited (self->text);

  if (self->desk == NULL)
    return;
  text = tuntas_text_box_dup (self->text);
  from = base_name (self->draft);
  tuntas_desk_put_draft (self->desk, self->item, self->draft, edited ? text : NULL);
  tuntas_desk_put_draft (self->desk, self->item, from, edited ? self->base : NULL);
}

void
tuntas_note_box_forget (TuntasDesk *desk, TuntasDeskItem *item, const char *draft)
{
  g_autofree char *from = base_name (draft);

  tuntas_desk_put_draft (desk, item, draft, NULL);
  tuntas_desk_put_draft (desk, item, from, NULL);
}

void
tuntas_note_box_set_label (TuntasNoteBox *self, const char *label)
{
  tuntas_text_box_set_label (self->text, label);
}

static gboolean
tuntas_note_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_NOTE_BOX (widget)->text));
}

static void
tuntas_note_box_dispose (GObject *object)
{
  TuntasNoteBox *self = TUNTAS_NOTE_BOX (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (tuntas_note_box_parent_class)->dispose (object);
}

static void
tuntas_note_box_finalize (GObject *object)
{
  TuntasNoteBox *self = TUNTAS_NOTE_BOX (object);

  g_free (self->field);
  g_free (self->draft);
  g_free (self->trailer);
  g_free (self->given);
  g_free (self->base);
  G_OBJECT_CLASS (tuntas_note_box_parent_class)->finalize (object);
}

static void
tuntas_note_box_class_init (TuntasNoteBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_note_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_note_box_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tuntas_note_box_grab_focus;
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static GtkLabel *
add_label (TuntasNoteBox *self, const char *text, const char *css_class)
{
  GtkWidget *label = tuntas_wrapped_label_new (text, css_class);

  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
tuntas_note_box_init (TuntasNoteBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->outdated = add_label (self, _("What is known has changed since you edited this: read it once more, or take the words "
                                      "of the procedure."), "reason");
  self->text = TUNTAS_TEXT_BOX (tuntas_text_box_new (""));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->text));
  g_signal_connect_object (self->text, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  self->restore = gtk_button_new_with_label (_("Take the words of the procedure"));
  gtk_widget_set_halign (self->restore, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->restore, "flat");
  gtk_widget_set_visible (self->restore, FALSE);
  g_signal_connect_object (self->restore, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->restore);
  self->by_machine = add_label (self, NULL, "dim-label");
}

GtkWidget *
tuntas_note_box_new (const char *label, const char *field)
{
  TuntasNoteBox *self = g_object_new (TUNTAS_TYPE_NOTE_BOX, NULL);

  self->field = g_strdup (field);
  tuntas_note_box_set_label (self, label);
  return GTK_WIDGET (self);
}
