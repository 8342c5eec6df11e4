/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-settle-dialog.h"

#include "tuntas-actor.h"
#include "tuntas-explain.h"
#include "tuntas-key-button.h"
#include "tuntas-row-words.h"
#include "tuntas-work-log-view.h"

#include <glib/gi18n.h>

#define COLUMNS 2 /* of choices */

struct _TuntasSettleDialog
{
  AdwWindow parent_instance;

  AdwActionRow *what;
  GtkWidget *words_group;
  GtkLabel *words;
  GtkWidget *nossa_group;
  AdwActionRow *status;
  TuntasWorkLogView *work_log;
  GtkWidget *reason;
  GtkLabel *trouble;
  GtkGrid *choices;

  TuntasDesk *desk;
  TuntasTicker *ticker;
  TuntasActor *actor;
  gint64 sending;
  char *shape; /* (nullable): which choices are shown */
};

G_DEFINE_FINAL_TYPE (TuntasSettleDialog, tuntas_settle_dialog, ADW_TYPE_WINDOW)

static gboolean
has_agents_word (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_UNKNOWN && tuntas_sending_needs_agent (sending);
}

static gboolean
is_stuck (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_WAITING || sending->state == TUNTAS_SENDING_BLOCKED;
}

/* What was refused has not gone, whatever the agent saw. */
static gboolean
can_be_in_nossa (const TuntasSending *sending)
{
  return sending->kind != TUNTAS_EFFECT_EMAIL && (is_stuck (sending) || tuntas_explain_is_in_doubt (sending));
}

static gboolean
can_stay (const TuntasSending *sending)
{
  return is_stuck (sending) || has_agents_word (sending) || tuntas_explain_is_in_doubt (sending);
}

static const struct
{
  TuntasSendingAct act;
  gboolean (*offered) (const TuntasSending *sending);
  gboolean wants_reason;
  const char *label;
} choices[] = {
  { TUNTAS_SENDING_ASK, tuntas_explain_is_in_doubt, FALSE, N_("Ask Nossa now") },
  { TUNTAS_SENDING_RETRY, tuntas_explain_is_in_doubt, TRUE, N_("It is not there: send it again") },
  { TUNTAS_SENDING_RETRY, is_stuck, FALSE, N_("Send now") },
  { TUNTAS_SENDING_CONFIRM, has_agents_word, FALSE, N_("It was sent") },
  { TUNTAS_SENDING_RETRY, has_agents_word, FALSE, N_("Hand over again") },
  { TUNTAS_SENDING_CONFIRM, can_be_in_nossa, TRUE, N_("It is in Nossa") },
  { TUNTAS_SENDING_CANCEL, can_stay, TRUE, N_("Do not send") },
};

/* (nullable) */
static const TuntasSending *
find_sending (TuntasSettleDialog *self)
{
  return tuntas_desk_item_find_sending (tuntas_actor_get_item (self->actor), self->sending);
}

static void
show_trouble (TuntasSettleDialog *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSettleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &error))
    sentence = tuntas_explain_error (error);
  show_trouble (self, sentence);
}

static void
choose (TuntasSettleDialog *self, guint index)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (choices[index].wants_reason && *reason == '\0')
    {
      show_trouble (self, _("Say first how you know, or why. It stays in the history."));
      gtk_widget_grab_focus (self->reason);
      return;
    }
  tuntas_desk_decide_async (self->desk, tuntas_actor_get_item (self->actor), self->sending, choices[index].act,
                            *reason != '\0' ? reason : NULL, NULL, decided_cb, g_object_ref (self));
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (TUNTAS_SETTLE_DIALOG (widget), g_variant_get_uint32 (parameter));
}

/* Alt and the number that stands on the button. */
static gboolean
key_cb (GtkWidget *widget, GVariant *number, gpointer user_data)
{
  TuntasSettleDialog *self = TUNTAS_SETTLE_DIALOG (widget);
  guint32 index = g_variant_get_uint32 (number) - 1;
  GtkWidget *button = gtk_grid_get_child_at (self->choices, (int) (index % COLUMNS), (int) (index / COLUMNS));

  return button != NULL && gtk_widget_activate (button);
}

static void
add_choice (TuntasSettleDialog *self, guint index, guint number)
{
  g_autofree char *key = g_strdup_printf ("Alt+%u", number);
  GtkWidget *button = tuntas_key_button_new (_(choices[index].label), key);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "settle.choose");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  if (number == 1)
    gtk_widget_add_css_class (button, "suggested-action");
  tuntas_key_button_set_wraps (TUNTAS_KEY_BUTTON (button), TRUE);
  gtk_grid_attach (self->choices, button, (int) ((number - 1) % COLUMNS), (int) ((number - 1) / COLUMNS), 1, 1);
}

/* Made anew only where there are others than before: one that has the focus keeps it. */
static void
show_choices (TuntasSettleDialog *self, const TuntasSending *sending)
{
  g_autoptr (GString) shape = g_string_new (NULL);
  GtkWidget *child;
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_string_append_c (shape, choices[i].offered (sending) ? '1' : '0');
  if (g_strcmp0 (shape->str, self->shape) == 0)
    return;
  g_free (self->shape);
  self->shape = g_strdup (shape->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_grid_remove (self->choices, child);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].offered (sending))
      add_choice (self, i, ++number);
}

/* What it is and how far, which goes with the time. */
static void
show_time (TuntasSettleDialog *self)
{
  const TuntasSending *sending = find_sending (self);
  gint64 now = tuntas_ticker_get_now (self->ticker);
  GTimeZone *zone = tuntas_desk_get_zone (self->desk);
  g_autofree char *what = NULL;
  g_autofree char *how = NULL;
  g_autofree char *title = NULL;

  if (sending == NULL)
    return;
  what = tuntas_explain_what (sending, zone, now);
  how = tuntas_explain_since (sending, zone, tuntas_case_get_zone (tuntas_actor_get_case (self->actor)), now);
  title = g_strconcat (tuntas_row_words_customer (tuntas_actor_get_item (self->actor)), " · ", what, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->what), title);
  adw_action_row_set_subtitle (self->what, how);
  tuntas_ticker_want (self->ticker, now + 1);
}

static void
show_sending (TuntasSettleDialog *self, const TuntasSending *sending)
{
  const char *status =
      tuntas_ticket_get (tuntas_desk_item_get_ticket (tuntas_actor_get_item (self->actor)), TUNTAS_TICKET_STATUS);

  show_time (self);
  gtk_label_set_text (self->words, sending->text != NULL ? sending->text : "");
  gtk_widget_set_visible (self->words_group, sending->text != NULL);
  adw_action_row_set_subtitle (self->status, status != NULL ? status : "–");
  gtk_widget_set_visible (self->nossa_group, sending->kind != TUNTAS_EFFECT_EMAIL);
  tuntas_work_log_view_refresh (self->work_log, self->actor);
  show_choices (self, sending);
}

static void
refresh (TuntasSettleDialog *self)
{
  const TuntasSending *sending = find_sending (self);

  if (sending == NULL || !tuntas_sending_is_open (sending))
    gtk_window_close (GTK_WINDOW (self));
  else
    show_sending (self, sending);
}

static void
tuntas_settle_dialog_dispose (GObject *object)
{
  TuntasSettleDialog *self = TUNTAS_SETTLE_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->ticker);
  g_clear_object (&self->actor);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (tuntas_settle_dialog_parent_class)->dispose (object);
}

static void
tuntas_settle_dialog_class_init (TuntasSettleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_settle_dialog_dispose;
  g_type_ensure (TUNTAS_TYPE_WORK_LOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-settle-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasSettleDialog, name)
  BIND (what);
  BIND (words_group);
  BIND (words);
  BIND (nossa_group);
  BIND (status);
  BIND (work_log);
  BIND (reason);
  BIND (trouble);
  BIND (choices);
#undef BIND
  gtk_widget_class_install_action (widget_class, "settle.choose", "u", choose_cb);
  for (guint32 number = 1; number <= G_N_ELEMENTS (choices); number++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + number, GDK_ALT_MASK, key_cb, "u", number);
}

static void
tuntas_settle_dialog_init (TuntasSettleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actor = tuntas_actor_new ();
}

GtkWidget *
tuntas_settle_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasTicker *ticker, TuntasDeskItem *item,
                          gint64 sending)
{
  TuntasSettleDialog *self = g_object_new (TUNTAS_TYPE_SETTLE_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->ticker = g_object_ref (ticker);
  self->sending = sending;
  tuntas_actor_set (self->actor, desk, item);
  g_signal_connect_object (self->actor, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  refresh (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->reason);
  tuntas_desk_load_work_log (desk, item);
  return GTK_WIDGET (self);
}
