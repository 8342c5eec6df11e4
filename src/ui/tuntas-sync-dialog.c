/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sync-dialog.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-row-words.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 200 /* more than that nobody reads; the rest is counted */

struct _TuntasSyncDialog
{
  AdwWindow parent_instance;

  GtkWidget *state;
  GtkWidget *sync;
  GtkWidget *trouble;
  GtkWidget *group;
  GtkWidget *unreadable;
  GtkWidget *unreadable_text;
  GtkWidget *unopened;

  TuntasDesk *desk;
  TuntasTicker *ticker;
  GPtrArray *rows;   /* of GtkWidget (borrowed from the group) */
  char *shape;       /* which sendings the rows show, in which states */
};

/* A sending that a button decides about. */
typedef struct
{
  TuntasSyncDialog *dialog; /* borrowed: the button lives in it */
  TuntasDeskItem *item;     /* (owned) */
  gint64 sending;
  TuntasSendingAct act;
} Decision;

static void refresh (TuntasSyncDialog *self);

G_DEFINE_FINAL_TYPE (TuntasSyncDialog, tuntas_sync_dialog, ADW_TYPE_WINDOW)

static void
decision_free (gpointer data, GClosure *closure)
{
  Decision *decision = data;

  g_object_unref (decision->item);
  g_free (decision);
}

/* (transfer full): of an account without a server. */
static char *
dup_list_state (TuntasDesk *desk, gint64 now)
{
  gint64 last = tuntas_desk_get_last_sync (desk);
  g_autofree char *when = last >= 0 ? tuntas_format_moment (last, tuntas_desk_get_zone (desk), now) : NULL;

  if (when == NULL)
    return g_strdup (_("No list yet"));
  /* Translators: when the agent last took in a ticket list: "Daftar 09.13" */
  return g_strdup_printf (_("List of %s"), when);
}

char *
tuntas_sync_dialog_dup_state (TuntasDesk *desk, gint64 now)
{
  guint unsent = tuntas_desk_get_n_unsent (desk);
  gint64 last = tuntas_desk_get_last_sync (desk);
  g_autofree char *when = NULL;

  if (tuntas_desk_get_sync_state (desk) == TUNTAS_SYNC_SIGN_IN_NEEDED)
    return g_strdup (_("Log in again"));
  if (unsent > 0)
    /* Translators: how many effects have not reached Nossa yet: "1 belum terkirim" */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not sent", "%u not sent", unsent), unsent);
  switch (tuntas_desk_get_sync_state (desk))
    {
    case TUNTAS_SYNC_OFFLINE:
      return g_strdup (_("Offline"));
    case TUNTAS_SYNC_SIGNED_OUT:
      return g_strdup (_("Without Nossa"));
    case TUNTAS_SYNC_LISTS:
      return dup_list_state (desk, now);
    case TUNTAS_SYNC_IDLE:
    case TUNTAS_SYNC_PULLING:
    case TUNTAS_SYNC_SIGN_IN_NEEDED:
    default:
      break;
    }
  if (last < 0)
    return g_strdup (_("Refreshing…"));
  when = tuntas_format_moment (last, tuntas_desk_get_zone (desk), now);
  /* Translators: when the list was last fetched: "Diperbarui 09.13" */
  return g_strdup_printf (_("Refreshed %s"), when);
}

static void
show_state (TuntasSyncDialog *self)
{
  g_autofree char *state = tuntas_sync_dialog_dup_state (self->desk, tuntas_ticker_get_now (self->ticker));
  const GError *error = tuntas_desk_get_sync_error (self->desk);
  g_autofree char *why = error != NULL ? tuntas_explain_error (error) : NULL;
  gboolean without_server = tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_LISTS;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), state);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), why != NULL ? why : without_server
                               ? _("Tickets come from lists; you paste into Nossa what is to stand there")
                               : tuntas_desk_get_server (self->desk));
  gtk_widget_set_visible (self->sync, !without_server);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSyncDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &error))
    text = tuntas_explain_error (error);
  gtk_widget_set_visible (self->trouble, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->trouble), text != NULL ? text : "");
  if (self->desk != NULL)
    refresh (self);
}

static void
decision_cb (GtkButton *button, Decision *decision)
{
  tuntas_desk_decide_async (decision->dialog->desk, decision->item, decision->sending, decision->act, NULL, NULL,
                            decided_cb, g_object_ref (decision->dialog));
}

static GtkWidget *
add_button (GtkWidget *row, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_decision (TuntasSyncDialog *self, GtkWidget *row, TuntasDeskItem *item, const TuntasSending *sending,
              TuntasSendingAct act, const char *label)
{
  GtkWidget *button = add_button (row, label);
  Decision *decision = g_new (Decision, 1);

  *decision = (Decision) { self, g_object_ref (item), sending->id, act };
  g_signal_connect_data (button, "clicked", G_CALLBACK (decision_cb), decision, decision_free, 0);
}

/* What is nearest at hand; all that can be done is in the dialog of the sending. */
static void
add_decisions (TuntasSyncDialog *self, GtkWidget *row, TuntasDeskItem *item, const TuntasSending *sending)
{
  GtkWidget *more;

  if (sending->state == TUNTAS_SENDING_WAITING)
    add_decision (self, row, item, sending, TUNTAS_SENDING_RETRY, _("Try now"));
  else if (sending->state == TUNTAS_SENDING_UNKNOWN && tuntas_sending_needs_agent (sending))
    add_decision (self, row, item, sending, TUNTAS_SENDING_CONFIRM, _("It was sent"));
  else if (tuntas_explain_is_in_doubt (sending))
    add_decision (self, row, item, sending, TUNTAS_SENDING_ASK, _("Ask Nossa now"));
  if (sending->state == TUNTAS_SENDING_HELD || sending->state == TUNTAS_SENDING_UNDER_WAY)
    return;
  more = add_button (row, _("Decide…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "win.settle");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (more), "(sx)", tuntas_desk_item_get_id (item), sending->id);
}

static void
add_row (TuntasSyncDialog *self, TuntasDeskItem *item, const TuntasSending *sending)
{
  g_autofree char *what = tuntas_explain_what (sending, tuntas_desk_get_zone (self->desk),
                                               tuntas_ticker_get_now (self->ticker));
  g_autofree char *title = g_strconcat (tuntas_row_words_customer (item), " · ", what, NULL);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  add_decisions (self, row, item, sending);
  /* Once, however many rows the item has or had. */
  g_signal_handlers_disconnect_by_func (item, refresh, self);
  g_signal_connect_object (item, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->rows, row);
}

typedef void (*SendingFunc) (TuntasSyncDialog *self, TuntasDeskItem *item, const TuntasSending *sending,
                             gpointer user_data);

static guint
for_each_open (TuntasSyncDialog *self, SendingFunc func, gpointer user_data)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);
  guint n_items = g_list_model_get_n_items (queue);
  guint count = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);
      GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

      for (guint j = 0; j < sendings->len; j++)
        if (tuntas_sending_is_open (g_ptr_array_index (sendings, j)) && count++ < MOST_ROWS)
          func (self, item, g_ptr_array_index (sendings, j), user_data);
    }
  return count;
}

static void
write_shape (TuntasSyncDialog *self, TuntasDeskItem *item, const TuntasSending *sending, gpointer user_data)
{
  g_string_append_printf (user_data, "%" G_GINT64_FORMAT ":%d:%s ", sending->id, (int) sending->state,
                          sending->code != NULL ? sending->code : "");
}

static void
add_row_for (TuntasSyncDialog *self, TuntasDeskItem *item, const TuntasSending *sending, gpointer user_data)
{
  add_row (self, item, sending);
}

static void
show_reason (TuntasSyncDialog *self, TuntasDeskItem *item, const TuntasSending *sending, gpointer user_data)
{
  guint *index = user_data;
  gint64 now = tuntas_ticker_get_now (self->ticker);
  g_autofree char *text = tuntas_explain_since (sending, tuntas_desk_get_zone (self->desk),
                                                tuntas_case_get_zone (tuntas_desk_item_get_case (item)), now);

  adw_action_row_set_subtitle (g_ptr_array_index (self->rows, (*index)++), text);
}

static void
show_unreadable (TuntasSyncDialog *self)
{
  g_autoptr (GPtrArray) all = tuntas_desk_list_unreadable (self->desk);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->unreadable, all->len > 0);
  g_ptr_array_add (all, NULL);
  text = g_strjoinv ("\n", (GStrv) all->pdata);
  gtk_label_set_text (GTK_LABEL (self->unreadable_text), text);
}

/* Rows are made anew only where there are others than before: one that has the focus keeps it. */
static void
refresh (TuntasSyncDialog *self)
{
  g_autoptr (GString) shape = g_string_new (NULL);
  guint index = 0;
  guint count = for_each_open (self, write_shape, shape);

  show_state (self);
  if (g_strcmp0 (self->shape, shape->str) != 0)
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), g_ptr_array_index (self->rows, i));
      g_ptr_array_set_size (self->rows, 0);
      for_each_open (self, add_row_for, NULL);
      g_free (self->shape);
      self->shape = g_strdup (shape->str);
    }
  for_each_open (self, show_reason, &index);
  if (count > 0)
    tuntas_ticker_want (self->ticker, tuntas_ticker_get_now (self->ticker) + 1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), count > 0
    ? _("It is sent by itself as soon as it can be. You can go on working.")
    : tuntas_desk_get_n_unsent (self->desk) > 0 ? NULL
    : _("Nothing is waiting. All that you did is in Nossa."));
}

/* They are known since the desk was opened, and change no more. */
static void
show_unopened (TuntasSyncDialog *self)
{
  GPtrArray *all = tuntas_desk_get_unopened (self->desk);

  for (guint i = 0; i < all->len; i++)
    {
      const TuntasUnopened *unopened = g_ptr_array_index (all, i);
      g_autofree char *text = tuntas_explain_unopened (unopened);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), unopened->ticket_id);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_set_focusable (row, FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->unopened), row);
    }
  gtk_widget_set_visible (self->unopened, all->len > 0);
}

static void
tuntas_sync_dialog_dispose (GObject *object)
{
  TuntasSyncDialog *self = TUNTAS_SYNC_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->ticker);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (tuntas_sync_dialog_parent_class)->dispose (object);
}

static void
tuntas_sync_dialog_class_init (TuntasSyncDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_sync_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-sync-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, state);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, sync);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, group);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, unreadable);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, unreadable_text);
  gtk_widget_class_bind_template_child (widget_class, TuntasSyncDialog, unopened);
}

static void
tuntas_sync_dialog_init (TuntasSyncDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

GtkWidget *
tuntas_sync_dialog_new (GtkWindow *parent, TuntasDesk *desk, TuntasTicker *ticker)
{
  TuntasSyncDialog *self = g_object_new (TUNTAS_TYPE_SYNC_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->ticker = g_object_ref (ticker);
  /* The window's actions are those of the desk; a dialog has none of its own. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  g_signal_connect_object (desk, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::last-sync", G_CALLBACK (show_unreadable), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  show_unreadable (self);
  show_unopened (self);
  refresh (self);
  return GTK_WIDGET (self);
}
