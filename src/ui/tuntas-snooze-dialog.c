/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-snooze-dialog.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-reminder-words.h"

#include <glib/gi18n-lib.h>

#define MOST_REASONS 9 /* that have a key */

struct _TuntasSnoozeDialog
{
  AdwWindow parent_instance;

  GtkLabel *question;
  GtkBox *reasons;
  GtkWidget *text;
  GtkLabel *trouble;

  TuntasDesk *desk;
  TuntasDeskItem *item;
};

G_DEFINE_FINAL_TYPE (TuntasSnoozeDialog, tuntas_snooze_dialog, ADW_TYPE_WINDOW)

static guint put_off_signal;

static void
show_trouble (TuntasSnoozeDialog *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
snoozed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSnoozeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (tuntas_desk_snooze_finish (TUNTAS_DESK (source), result, &error))
    {
      g_signal_emit (self, put_off_signal, 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (self->desk == NULL) /* closed meanwhile */
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "snooze.choose", TRUE);
  sentence = g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE)
                 ? g_strdup (_("There is nothing to put off: the ticket has gone on"))
                 : tuntas_explain_error (error);
  show_trouble (self, sentence);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasSnoozeDialog *self = TUNTAS_SNOOZE_DIALOG (widget);
  const char *code = g_variant_get_string (parameter, NULL);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));

  if (*text == '\0' && tuntas_reminder_words_needs_text (code))
    {
      show_trouble (self, _("Write the reason first."));
      gtk_widget_grab_focus (self->text);
      return;
    }
  /* Once: the second press would find it put off already. */
  gtk_widget_action_set_enabled (widget, "snooze.choose", FALSE);
  tuntas_desk_snooze_async (self->desk, self->item, code, *text != '\0' ? text : NULL, NULL, snoozed_cb,
                            g_object_ref (self));
}

/* Alt and the number that stands on the button. */
static gboolean
key_cb (GtkWidget *widget, GVariant *number, gpointer user_data)
{
  TuntasSnoozeDialog *self = TUNTAS_SNOOZE_DIALOG (widget);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->reasons));

  for (guint32 i = 1; button != NULL && i < g_variant_get_uint32 (number); i++)
    button = gtk_widget_get_next_sibling (button);
  return button != NULL && gtk_widget_activate (button);
}

static void
add_reasons (TuntasSnoozeDialog *self)
{
  const char *const *codes = tuntas_reminder_words_list_reasons ();

  for (guint i = 0; codes[i] != NULL && i < MOST_REASONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("Alt+%u", i + 1);
      GtkWidget *button = tuntas_key_button_new (tuntas_reminder_words_reason (codes[i]), key);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "snooze.choose");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", codes[i]);
      gtk_box_append (self->reasons, button);
    }
}

static void
tuntas_snooze_dialog_dispose (GObject *object)
{
  TuntasSnoozeDialog *self = TUNTAS_SNOOZE_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (tuntas_snooze_dialog_parent_class)->dispose (object);
}

static void
tuntas_snooze_dialog_class_init (TuntasSnoozeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_snooze_dialog_dispose;
  put_off_signal = g_signal_new ("put-off", TUNTAS_TYPE_SNOOZE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-snooze-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasSnoozeDialog, question);
  gtk_widget_class_bind_template_child (widget_class, TuntasSnoozeDialog, reasons);
  gtk_widget_class_bind_template_child (widget_class, TuntasSnoozeDialog, text);
  gtk_widget_class_bind_template_child (widget_class, TuntasSnoozeDialog, trouble);
  gtk_widget_class_install_action (widget_class, "snooze.choose", "s", choose_cb);
  for (guint32 number = 1; number <= MOST_REASONS; number++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + number, GDK_ALT_MASK, key_cb, "u", number);
}

static void
tuntas_snooze_dialog_init (TuntasSnoozeDialog *self)
{
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_reasons (self);
}

GtkWidget *
tuntas_snooze_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasDeskItem *item)
{
  TuntasSnoozeDialog *self = g_object_new (TUNTAS_TYPE_SNOOZE_DIALOG, "transient-for", parent, NULL);
  gint64 until = tuntas_clock_now_seconds (tuntas_desk_get_clock (desk)) + TUNTAS_REMINDER_SNOOZE_SECONDS;
  g_autofree char *clock = tuntas_format_clock (until, tuntas_desk_get_zone (desk));
  /* Translators: a ticket's number, then the time at which the reminder comes again. */
  g_autofree char *question = g_strdup_printf (_("%s: you are reminded again at %s. Why later?"),
                                               tuntas_desk_item_get_id (item), clock);

  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  gtk_label_set_text (self->question, question);
  gtk_window_set_focus (GTK_WINDOW (self), gtk_widget_get_first_child (GTK_WIDGET (self->reasons)));
  return GTK_WIDGET (self);
}
